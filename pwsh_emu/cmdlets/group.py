"""Group-Object."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.property_arguments import KeepsInput, property_arguments
from pwsh_emu.cmdlets.sort import Sorter
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.types.gatherings import GroupInfo, GroupInfoNoElement
from pwsh_emu.runtime.values import Hashtable, PSArray, PSObject


@implements("Group-Object")
class GroupObject(KeepsInput):
    """Groups objects that contain the same value for specified properties."""

    Property: Any = None
    NoElement = False
    AsHashTable = False
    AsString = False
    CaseSensitive = False
    Culture: Any = None

    def begin(self) -> None:
        super().begin()
        if self.AsString and not self.AsHashTable:
            message = "The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter."
            raise self.terminate(self.error("System.ArgumentException", message, "ArgumentException", "InvalidArgument"))
        self._arguments = property_arguments(self, self.Property, ())

    def end(self) -> None:
        if not self._items:
            return
        sorter = Sorter(self, self._arguments, False, bool(self.CaseSensitive), missing=None, culture=self.Culture)
        groups: list[tuple[tuple[Any, ...], list[Any]]] = []
        for keys, item in sorter.sorted(self._items, stable=True):
            if groups and all(sorter.compare(one, other) == 0 for one, other in zip(groups[-1][0], keys, strict=True)):
                groups[-1][1].append(item)
            else:
                groups.append((keys, [item]))
        if self.AsHashTable:
            self._write_table(groups)
            return
        for keys, items in groups:
            self.write(self._group(keys, items))

    def _group(self, keys: tuple[Any, ...], items: list[Any]) -> GroupInfo:
        values = list(keys)
        name = ", ".join(self._text(value) for value in values)
        if self.NoElement:
            return GroupInfoNoElement(name, self._list(values, "System.Collections.ArrayList"), self._collection([]), len(items))
        return GroupInfo(name, self._list(values, "System.Collections.ArrayList"), self._collection(items), len(items))

    def _list(self, values: list[Any], type_name: str) -> Any:
        from pwsh_emu.runtime.conversion import convert

        return convert(self.session, PSArray(values), self.session.types.resolve(type_name))

    def _collection(self, items: list[Any]) -> Any:
        from pwsh_emu.runtime.types.collections_generic import Collection

        return Collection(self.session.types.resolve("System.Collections.ObjectModel.Collection[psobject]"), items)

    def _text(self, value: Any) -> str:
        """Return a key as a group's name shows it: a collection in braces."""
        from pwsh_emu.runtime.conversion import to_string

        if value is None:
            return ""
        if is_enumerable(value):
            base = value.base if type(value) is PSObject else value
            return "{" + ", ".join("" if one is None else to_string(self.session, one) for one in base) + "}"
        return to_string(self.session, value)

    def _write_table(self, groups: list[tuple[tuple[Any, ...], list[Any]]]) -> None:
        table = Hashtable(sensitive=bool(self.CaseSensitive))
        for keys, items in groups:
            if self.AsString or len(keys) > 1:
                key: Any = ", ".join(self._text(one) for one in keys)
            else:
                key = keys[0]
            if key is None:
                continue
            if key in table:
                message = (
                    f"The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid "
                    f"value for the property, and then try again. {key}"
                )
                self.write_error(self.error("System.ArgumentException", message, "System.ArgumentException", "InvalidArgument", self.Property))
                continue
            table.set(key, self._collection(items))
        self.write(table)
