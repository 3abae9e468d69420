"""What queues, stacks, sets and concurrent collections have in common."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.typesystem import DotNetObject, PSType


class ItemHolder(DotNetObject):
    """A collection over ``items`` whose own .NET type is ``ps_type``: its number of items, and the type's name as its text."""

    is_enumerable = True
    __slots__ = ("items", "ps_type")
    items: Any
    ps_type: PSType

    def __len__(self) -> int:
        return len(self.items)

    def __str__(self) -> str:
        return self.ps_type.to_string()

    @property
    def Count(self) -> int:
        return len(self.items)

    def Clear(self) -> None:
        self.items.clear()

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)  # type: ignore[call-overload] # each kind goes through its items in its own order
