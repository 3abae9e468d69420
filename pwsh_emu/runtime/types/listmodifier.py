"""PSListModifier: what is to be added to, removed from or put in place of a list."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Hashtable, PSArray

_NAME = "System.Management.Automation.PSListModifier"


class PSListModifier(DotNetObject):
    """A change of a list; Exchange's multi-valued parameters take dictionaries of the same shape."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = "Add Remove Replace"
    SIGNATURES = (
        "System.Collections.ObjectModel.Collection[System.Object] Add",
        "System.Collections.ObjectModel.Collection[System.Object] Remove",
        "System.Collections.ObjectModel.Collection[System.Object] Replace",
        "System.Management.Automation.PSListModifier new()",
        "System.Management.Automation.PSListModifier new(hashtable hash)",
        "void ApplyTo(System.Object collectionToUpdate)",
    )
    __slots__ = ("Add", "Remove", "Replace", "session")

    def __init__(self, session: Any, add: list[Any], remove: list[Any], replace: list[Any] | None) -> None:
        super().__init__()
        from pwsh_emu.runtime.types.collections_generic import new_collection

        self.session = session
        self.Add: Any = new_collection("System.Object", add)
        self.Remove: Any = new_collection("System.Object", remove)
        self.Replace: Any = new_collection("System.Object", replace or [])

    @staticmethod
    @with_session
    def new(session: Any, table: Any = None) -> PSListModifier:
        parts: dict[str, list[Any]] = {}
        for key, value in table.items() if isinstance(table, Hashtable) else ():
            parts[str(key).lower()] = list(value) if isinstance(value, list) else [value]
        return PSListModifier(session, parts.get("add", []), parts.get("remove", []), parts.get("replace"))

    def applied(self, items: list[Any]) -> list[Any]:
        """Return a list as it is after the change."""
        from pwsh_emu.runtime.operators import eq

        if len(self.Replace):
            return list(self.Replace)
        kept = list(items)
        for gone in self.Remove:
            for index, item in enumerate(kept):
                if eq(self.session, item, gone, True) is True:
                    del kept[index]
                    break
        return [*kept, *self.Add]

    def ApplyTo(self, collection: Any) -> None:
        from pwsh_emu.runtime.members import invoke_method

        wanted = self.applied(list(collection))
        if isinstance(collection, PSArray):
            collection[:] = wanted
            return
        invoke_method(self.session, collection, "Clear", [])
        for item in wanted:
            invoke_method(self.session, collection, "Add", [item])


TYPES = {_NAME: PSListModifier}
