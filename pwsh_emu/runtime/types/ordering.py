"""Values that are equal and in order by one number: moments, days and spans."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.typesystem import DotNetObject


class Ordered(DotNetObject):
    """Base of such values; ``place`` is the number. Values of one type are compared with each other only."""

    __slots__ = ()

    @property
    def place(self) -> int:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and other.place == self.place

    def __hash__(self) -> int:
        return hash(self.place)

    def __lt__(self, other: Any) -> bool:
        return bool(self.place < other.place)

    def __gt__(self, other: Any) -> bool:
        return bool(self.place > other.place)

    def __le__(self, other: Any) -> bool:
        return bool(self.place <= other.place)

    def __ge__(self, other: Any) -> bool:
        return bool(self.place >= other.place)
