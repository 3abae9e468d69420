"""HashSet<T> and SortedSet<T>."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.types.itemholders import ItemHolder
from pwsh_emu.runtime.types.slots import Slots
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import PSArray, dictionary_key


class HashSet(ItemHolder):
    """A set in insertion order; ``comparer`` decides which strings are the same.

    ``slots`` are the places of its items since one was removed; ``version`` counts those that were added.
    """

    PROPERTY_ORDER = "Count Capacity Comparer"
    __slots__ = ("comparer", "slots", "version")

    def __init__(self, ps_type: PSType, values: Iterable[Any] = (), comparer: Any = None) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.comparer = comparer
        self.items: dict[Any, Any] = {}
        self.slots: Slots | None = None
        self.version = 0
        for value in values:
            self.Add(value)

    @classmethod
    def make(cls, ps_type: PSType, arguments: tuple[Any, ...], *session: Any) -> HashSet:
        from pwsh_emu.runtime.types.comparerkeys import is_comparer

        values: Any = ()
        comparer = None
        for argument in arguments:
            if is_comparer(argument):
                comparer = argument
            elif argument is not None and not isinstance(argument, int):
                values = argument
        return cls(ps_type, values, comparer, *session)

    @staticmethod
    @with_type
    def new(ps_type: PSType, *arguments: Any) -> HashSet:
        return HashSet.make(ps_type, arguments)

    def file(self, value: Any) -> Any:
        """Return what a value is filed under."""
        if self.comparer is None:
            return value if type(value) is str else dictionary_key(value)
        from pwsh_emu.runtime.types.comparerkeys import filed_by

        return filed_by(self.comparer, value)

    def filed(self, values: Iterable[Any]) -> dict[Any, Any]:
        return {self.file(value): value for value in values}

    def __iter__(self) -> Iterator[Any]:
        version = self.version
        for key in list(self.items) if self.slots is None else self.slots.in_order():
            if key in self.items:
                yield self.items[key]
                if self.version != version:
                    from pwsh_emu.runtime.overloads import thrown

                    raise thrown(failures.modified())

    def __contains__(self, value: Any) -> bool:
        return self.file(value) in self.items

    @property
    def Capacity(self) -> int:
        return len(self.items)

    @property
    def Comparer(self) -> Any:
        from pwsh_emu.runtime.types.comparers import DefaultComparer

        return self.comparer or DefaultComparer()

    @property
    def IsReadOnly(self) -> bool:
        return False

    def Add(self, value: Any) -> bool:
        key = self.file(value)
        if key in self.items:
            return False
        self.items[key] = value
        self.version += 1
        if self.slots is not None:
            self.slots.take(key)
        return True

    def drop(self, key: Any) -> bool:
        """Remove what is filed under a key."""
        if key not in self.items:
            return False
        if self.slots is None:
            self.slots = Slots(self.items)
        self.slots.leave(key)
        del self.items[key]
        return True

    def Clear(self) -> None:
        self.items.clear()
        self.slots = None

    def Contains(self, value: Any) -> bool:
        return value in self

    def Remove(self, value: Any) -> bool:
        return self.drop(self.file(value))

    def RemoveWhere(self, match: Any) -> int:
        return sum(self.drop(self.file(value)) for value in list(self) if match.test(value))

    def TryGetValue(self, value: Any, reference: Any) -> bool:
        found = self.items.get(self.file(value))
        reference.value = found
        return found is not None

    def CopyTo(self, target: Any, at: int = 0, count: int | None = None) -> None:
        copy_into(list(self)[: len(self) if count is None else count], target, at)

    def UnionWith(self, other: Any) -> None:
        for value in list(_given(other)):
            self.Add(value)

    def IntersectWith(self, other: Any) -> None:
        kept = self.filed(_given(other))
        if not kept:
            self.Clear()
        for key in [self.file(value) for value in self]:
            if key not in kept:
                self.drop(key)

    def ExceptWith(self, other: Any) -> None:
        for key in self.filed(list(_given(other))):
            self.drop(key)

    def SymmetricExceptWith(self, other: Any) -> None:
        given = self.filed(list(_given(other)))
        gone = [key for key in [self.file(value) for value in self] if key in given]
        for key, value in given.items():
            if key not in self.items:
                self.Add(value)
        for key in gone:
            self.drop(key)

    def IsSubsetOf(self, other: Any) -> bool:
        return self.items.keys() <= self.filed(_given(other)).keys()

    def IsSupersetOf(self, other: Any) -> bool:
        return self.items.keys() >= self.filed(_given(other)).keys()

    def IsProperSubsetOf(self, other: Any) -> bool:
        return self.items.keys() < self.filed(_given(other)).keys()

    def IsProperSupersetOf(self, other: Any) -> bool:
        return self.items.keys() > self.filed(_given(other)).keys()

    def Overlaps(self, other: Any) -> bool:
        return not self.items.keys().isdisjoint(self.filed(_given(other)).keys())

    def SetEquals(self, other: Any) -> bool:
        return self.items.keys() == self.filed(_given(other)).keys()

    def EnsureCapacity(self, capacity: int) -> int:
        return max(capacity, len(self))

    def TrimExcess(self, capacity: int = 0) -> None:
        """Do nothing: capacity has no meaning here."""

    def ToArray(self) -> PSArray:
        return PSArray(self, self.ps_type.arguments[0].to_string())


def _given(other: Any) -> Any:
    if other is None:
        raise failures.null("other")
    return other


class SortedSet(HashSet):
    """A set in the order of its values."""

    PROPERTY_ORDER = "Count Comparer Min Max"
    __slots__ = ("order",)

    def __init__(self, ps_type: PSType, values: Iterable[Any] = (), comparer: Any = None, session: Any = None) -> None:
        from pwsh_emu.runtime.types.comparerkeys import Order

        self.order = Order(session, comparer)
        super().__init__(ps_type, values, comparer)

    @staticmethod
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, *arguments: Any) -> HashSet:  # type: ignore[override]
        return SortedSet.make(ps_type, arguments, session)

    def file(self, value: Any) -> Any:
        return self.order.file(value)

    def Add(self, value: Any) -> bool:
        key = self.file(value)
        if key in self.items:
            return False
        self.order.add(value, key)
        self.items[key] = value
        return True

    def drop(self, key: Any) -> bool:
        if key not in self.items:
            return False
        self.order.remove(self.items.pop(key))
        return True

    def Clear(self) -> None:
        self.items.clear()
        self.order.clear()

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.order.keys))

    @property
    def Min(self) -> Any:
        return self.order.keys[0] if self.order.keys else None

    @property
    def Max(self) -> Any:
        return self.order.keys[-1] if self.order.keys else None

    def Reverse(self) -> PSArray:
        return PSArray(self.order.keys[::-1], self.ps_type.arguments[0].to_string())

    @with_session
    def GetViewBetween(session: Any, self: SortedSet, low: Any, high: Any) -> SortedSet:
        from pwsh_emu.runtime.types.arrays import comparison

        compare = comparison(session, self.comparer)
        if compare(low, high) > 0:
            raise failures.argument("Must be less than or equal to upperValue.", "lowerValue")
        return SortedSet(self.ps_type, [value for value in self if compare(low, value) <= 0 <= compare(high, value)], self.comparer, session)


TYPES = {"System.Collections.Generic.HashSet`1": HashSet, "System.Collections.Generic.SortedSet`1": SortedSet}
