"""PSTypeNames of an object: a list that writes through to it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import generic
from pwsh_emu.runtime.types.collections_generic import Collection
from pwsh_emu.runtime.values import AllTypeNames, PSCustomObject, PSObject


class TypeNameList(Collection):
    """The names; every change is stored on the object."""

    __slots__ = ("obj", "own")

    def __init__(self, session: Any, obj: Any) -> None:
        super().__init__(generic("System.Collections.ObjectModel.Collection`1", "System.String"), session.types.type_names(obj))
        self.obj = obj
        base = obj.base if type(obj) is PSObject else obj
        self.own = [] if type(base) is PSCustomObject else session.types.names_of_type(session.types.type_of(base))

    def _store(self) -> None:
        obj = self.obj
        base = obj.base if type(obj) is PSObject else obj
        if type(base) is PSCustomObject:
            base.type_names = list(list.__iter__(self))
            return
        names = list(list.__iter__(self))
        count = len(self.own)
        added = names[:-count] if names[-count:] == self.own else AllTypeNames(names)
        if hasattr(obj, "added_type_names"):
            obj.added_type_names = added or None

    def append(self, value: Any) -> None:
        list.append(self, value)
        self._store()

    def insert(self, index: Any, value: Any) -> None:
        list.insert(self, index, value)
        self._store()

    def clear(self) -> None:
        list.clear(self)
        self._store()

    def __delitem__(self, index: Any) -> None:
        list.__delitem__(self, index)
        self._store()

    def set_item(self, session: Any, index: Any, value: Any) -> None:
        super().set_item(session, index, value)
        self._store()
