"""Values that are equal and in order by one number (or tuple of numbers): moments, days, spans and versions."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject


class Ordered(DotNetObject):
    """Base of such values; ``place`` is the number. Values of one type are compared with each other only.

    Which of the members a type really has, the type data says.
    """

    __slots__ = ()

    @property
    def place(self) -> Any:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and bool(other.place == self.place)

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

    def CompareTo(self, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, type(self)):
            raise failures.argument(f"Object must be of type {self.ps_type.name}.")
        return int(self.place > other.place) - int(self.place < other.place)

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    @staticmethod
    def static_Compare(left: Any, right: Any) -> int:
        return int(left.CompareTo(right))

    @staticmethod
    def static_Equals(left: Any, right: Any) -> bool:
        return bool(left == right)

    static_op_Equality = static_Equals

    @staticmethod
    def static_op_Inequality(left: Any, right: Any) -> bool:
        return bool(left != right)

    @staticmethod
    def static_op_LessThan(left: Any, right: Any) -> bool:
        return bool(left < right)

    @staticmethod
    def static_op_LessThanOrEqual(left: Any, right: Any) -> bool:
        return bool(left <= right)

    @staticmethod
    def static_op_GreaterThan(left: Any, right: Any) -> bool:
        return bool(left > right)

    @staticmethod
    def static_op_GreaterThanOrEqual(left: Any, right: Any) -> bool:
        return bool(left >= right)
