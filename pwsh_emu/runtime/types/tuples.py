"""Tuple and ValueTuple."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, construct_generic, with_session, with_type
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.typesystem import DotNetObject, PSType


class TupleValue(DotNetObject):
    """A tuple of any length; Item1 … are its values."""

    __slots__ = ("items", "ps_type")

    def __init__(self, ps_type: PSType, items: list[Any]) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.items = items

    @staticmethod
    @with_type
    def new(ps_type: PSType, *items: Any) -> TupleValue:
        return TupleValue(ps_type, list(items))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, TupleValue)
            and self.ps_type is other.ps_type
            and all(same(one, two) for one, two in zip(self.items, other.items, strict=True))
        )

    def __hash__(self) -> int:
        return hash(len(self.items))

    def __str__(self) -> str:
        from pwsh_emu.runtime.conversion import net_string

        return "(" + ", ".join(net_string(item) for item in self.items) + ")"

    @property
    def Length(self) -> int:
        return len(self.items)

    def get_item(self, session: Any, index: Any) -> Any:
        """Return the value at a position, negative from the end; nothing outside (an error in strict mode 3)."""
        from pwsh_emu.runtime.conversion import to_int
        from pwsh_emu.runtime.indexing import out_of_bounds

        position = to_int(session, index)
        if -len(self.items) <= position < len(self.items):
            return self.items[position]
        if session.scope.strict_mode() >= 3:
            raise out_of_bounds()
        return None

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    @with_session
    def CompareTo(session: Any, self: TupleValue, other: Any) -> int:
        from pwsh_emu.runtime.types.arrays import default_compare

        if other is None:
            return 1
        if not isinstance(other, TupleValue) or other.ps_type is not self.ps_type:
            name = self.ps_type.to_string()
            raise failures.argument(f"Argument must be of type {name}.", "other")
        for one, two in zip(self.items, other.items, strict=True):
            result = default_compare(session, one, two)
            if result:
                return result
        return 0

    def ToString(self) -> str:
        return str(self)


def _item(index: int) -> property:
    def write(self: TupleValue, value: Any) -> None:
        self.items[index] = value

    return property(lambda self: self.items[index], write)


for _index in range(8):
    setattr(TupleValue, f"Item{_index + 1}", _item(_index))


def _kind(name: str, count: int, writable: bool) -> type:
    """Return the implementation of a tuple type of a length, with its signatures."""
    items = [f"!{index} Item{index + 1}{'{get;set}' if writable else ''}" for index in range(count)]
    items.insert(0 if writable else count, "int Length")  # a ValueTuple's items are fields, which come behind properties
    display = f"System.{name}[{','.join(f'!{index}' for index in range(count))}]"
    parameters = ", ".join(f"!{index} item{index + 1}" for index in range(count))
    signatures = (f"{display} new({parameters})", *items, "bool Equals(System.Object obj)", "int CompareTo(System.Object obj)", "string ToString()")
    return type(
        f"{name}{count}",
        (TupleValue,),
        {"SIGNATURES": signatures, "PROPERTY_ORDER": " ".join(item.partition("{")[0].rpartition(" ")[2] for item in items), "__slots__": ()},
    )


def make(name: str, items: list[Any]) -> TupleValue:
    """Return a Tuple or ValueTuple of values, its types taken from them."""
    if not items:
        return TupleValue(builtin("System.ValueTuple"), [])
    types = tuple(type_of(item) if item is not None else builtin("System.Object") for item in items)
    return TupleValue(construct_generic(builtin(f"System.{name}`{len(items)}"), types), items)


def value_tuple(items: list[Any]) -> TupleValue:
    """Return a ValueTuple."""
    return make("ValueTuple", items)


def _creators(name: str) -> type:
    signatures = tuple(
        f"static System.Object Create({', '.join(f'System.Object item{index + 1}' for index in range(count))})"
        for count in range(0 if name == "ValueTuple" else 1, 8)
    )

    def create(*items: Any) -> TupleValue:
        return make(name, list(items))

    return type(f"{name}Creator", (), {"SIGNATURES": signatures, "static_Create": staticmethod(create)})


TYPES: dict[str, type] = {"System.Tuple": _creators("Tuple"), "System.ValueTuple": _creators("ValueTuple")}
TYPES |= {f"System.Tuple`{count}": _kind("Tuple", count, False) for count in range(1, 8)}
TYPES |= {f"System.ValueTuple`{count}": _kind("ValueTuple", count, True) for count in range(1, 6)}
