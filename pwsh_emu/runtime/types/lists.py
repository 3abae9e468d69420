"""System.Collections.ArrayList and the base of all list-like values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import Extensible, PSArray


class NetList(list[Any], Extensible):
    """A list that is a .NET object: compared by identity, taken apart by the pipeline, growing while walked is an error."""

    is_enumerable = True
    is_list = True
    __slots__ = ("added_type_names", "extended")
    ps_type: PSType

    def __init__(self, items: Iterable[Any] = ()) -> None:
        list.__init__(self, items)
        self.extended: dict[str, Any] | None = None
        self.added_type_names: list[str] | None = None

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    __hash__ = object.__hash__  # type: ignore[assignment] # a list has none, an array has one by identity

    def __iter__(self) -> Iterator[Any]:
        size = len(self)
        for item in list.__iter__(self):
            yield item
            if len(self) != size:
                from pwsh_emu.runtime.overloads import thrown

                raise thrown(failures.modified())

    def __str__(self) -> str:
        return self.ps_type.to_string()

    def convert_item(self, session: Any, value: Any) -> Any:
        """Return a value as the list's element type."""
        return value

    def set_item(self, session: Any, index: Any, value: Any) -> None:
        from pwsh_emu.runtime.conversion import to_int

        position = to_int(session, index)
        value = self.convert_item(session, value)
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise failures.index()
        self.check_writable()
        list.__setitem__(self, position, value)

    def check_writable(self) -> None:
        """Raise where the list cannot be changed."""

    # --- members that all lists share ---

    @property
    def Count(self) -> int:
        return len(self)

    @property
    def IsReadOnly(self) -> bool:
        return False

    @property
    def IsFixedSize(self) -> bool:
        return False

    @property
    def IsSynchronized(self) -> bool:
        return False

    @property
    def SyncRoot(self) -> Any:
        return self

    def get_Item(self, index: int) -> Any:
        if not 0 <= index < len(self):
            raise failures.index()
        return self[index]

    def set_Item(self, index: int, value: Any) -> None:
        if not 0 <= index < len(self):
            raise failures.index()
        self[index] = value

    def Clear(self) -> None:
        self.clear()

    def Contains(self, value: Any) -> bool:
        return any(same(item, value) for item in list.__iter__(self))

    def IndexOf(self, value: Any, start: int = 0, count: int | None = None) -> int:
        if start > len(self):
            raise failures.out_of_range("Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "index")
        end = len(self) if count is None else start + count
        return next((at for at in range(start, end) if same(self[at], value)), -1)

    def LastIndexOf(self, value: Any, start: int | None = None, count: int | None = None) -> int:
        last = len(self) - 1 if start is None else start
        first = 0 if count is None else last - count + 1
        return next((at for at in range(last, first - 1, -1) if same(self[at], value)), -1)

    def Insert(self, index: int, value: Any) -> None:
        if not 0 <= index <= len(self):
            raise failures.out_of_range("Index must be within the bounds of the List.", "index")
        self.insert(index, value)

    def InsertRange(self, index: int, values: Any) -> None:
        if values is None:
            raise failures.null("collection")
        if not 0 <= index <= len(self):
            raise failures.out_of_range("Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "index")
        self[index:index] = list(values)

    def Remove(self, value: Any) -> bool:
        at = self.IndexOf(value)
        if at >= 0:
            del self[at]
        return at >= 0

    def RemoveAt(self, index: int) -> None:
        if not 0 <= index < len(self):
            raise failures.index()
        del self[index]

    def RemoveRange(self, index: int, count: int) -> None:
        self._check_range(index, count)
        del self[index : index + count]

    def _check_range(self, index: int, count: int) -> None:
        if index < 0:
            raise failures.negative("index", index)
        if count < 0:
            raise failures.negative("count", count)
        if index + count > len(self):
            raise failures.out_of_bounds()

    def Reverse(self, index: int = 0, count: int | None = None) -> None:
        count = len(self) - index if count is None else count
        self._check_range(index, count)
        self[index : index + count] = self[index : index + count][::-1]

    def CopyTo(self, *arguments: Any) -> None:
        if len(arguments) == 4:
            source, target, at, count = arguments
        else:
            source, target, at, count = 0, arguments[0], arguments[1] if len(arguments) > 1 else 0, len(self)
        self._check_range(source, count)
        copy_into(self[source : source + count], target, at, failures.too_short)

    def GetEnumerator(self, *arguments: Any) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), "System.Collections.Generic.List`1+Enumerator" if self.ps_type.arguments else "System.ArrayEnumerator", self)

    def Equals(self, other: Any) -> bool:
        return self is other

    def GetHashCode(self) -> int:
        return id(self) & 0x7FFFFFFF

    @with_session
    def Sort(session: Any, self: NetList, *arguments: Any) -> None:
        from pwsh_emu.runtime.types.arrays import comparer_key

        index, count, rest = 0, len(self), list(arguments)
        if len(rest) == 3:
            index, count, rest = rest[0], rest[1], rest[2:]
            self._check_range(index, count)
        self[index : index + count] = sorted(self[index : index + count], key=comparer_key(session, rest[0] if rest else None))

    @with_session
    def BinarySearch(session: Any, self: NetList, *arguments: Any) -> int:
        from pwsh_emu.runtime.types.arrays import binary_search

        if len(arguments) == 4:
            index, count, value, comparer = arguments
        else:
            index, count, value, comparer = 0, len(self), arguments[0], arguments[1] if len(arguments) > 1 else None
        return binary_search(session, self, index, count, value, comparer)

    def TrimToSize(self) -> None:
        """Do nothing: capacity has no meaning here."""

    TrimExcess = TrimToSize


def capacity_for(count: int, start: int = 0) -> int:
    """Return the capacity that a list has after growing to a count by doubling, from four at least."""
    capacity = start or (0 if count == 0 else 4)
    while capacity < count:
        capacity *= 2
    return capacity


class ArrayList(NetList):
    """System.Collections.ArrayList."""

    ps_type = builtin("System.Collections.ArrayList")
    PROPERTY_ORDER = "Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot"
    __slots__ = ()

    @staticmethod
    def new(source: Any = None) -> ArrayList:
        if isinstance(source, int):
            if source < 0:
                raise failures.negative("capacity", source)
            return ArrayList()
        if source is None:
            return ArrayList()
        from pwsh_emu.runtime.types.dictionaries import elements

        return ArrayList(elements(source))

    @property
    def Capacity(self) -> int:
        return capacity_for(len(self))

    @Capacity.setter
    def Capacity(self, value: int) -> None:
        if value < len(self):
            raise failures.out_of_range("capacity was less than the current size.", "value")

    def Add(self, value: Any) -> int:
        self.append(value)
        return len(self) - 1

    def AddRange(self, values: Any) -> None:
        if values is None:
            raise failures.null("c")
        from pwsh_emu.runtime.types.dictionaries import elements

        self.extend(list(elements(values)))

    def Insert(self, index: int, value: Any) -> None:
        if not 0 <= index <= len(self):
            raise failures.out_of_range("Insertion index was out of range. Must be non-negative and less than or equal to size.", "index")
        self.insert(index, value)

    def Remove(self, value: Any) -> None:  # type: ignore[override]
        at = self.IndexOf(value)
        if at >= 0:
            del self[at]

    def Clone(self) -> ArrayList:
        return ArrayList(self)

    def GetRange(self, index: int, count: int) -> ArrayList:
        self._check_range(index, count)
        return ArrayList(self[index : index + count])

    def SetRange(self, index: int, values: Any) -> None:
        items = list(values)
        self[index : index + len(items)] = items

    def ToArray(self, literal: Any = None) -> PSArray:
        return PSArray(self, literal.of.to_string() if literal is not None else "System.Object")

    @staticmethod
    def static_Adapter(items: Any) -> ArrayList:
        return ArrayList(items)

    @staticmethod
    def static_Repeat(value: Any, count: int) -> ArrayList:
        limits.claim_items(count)
        return ArrayList([value] * count)

    @staticmethod
    def static_FixedSize(items: Any) -> Any:
        return items

    @staticmethod
    def static_ReadOnly(items: Any) -> Any:
        return items

    static_Synchronized = static_ReadOnly


class StringCollection(NetList):
    """System.Collections.Specialized.StringCollection."""

    ps_type = builtin("System.Collections.Specialized.StringCollection")
    SIGNATURES = (
        "System.Collections.Specialized.StringCollection new()", "int Add(string value)", "void AddRange(string[] value)", "void Clear()",
        "bool Contains(string value)", "void CopyTo(string[] array, int index)", "int IndexOf(string value)", "void Insert(int index, string value)",
        "void Remove(string value)", "void RemoveAt(int index)", "int Count", "bool IsReadOnly", "bool IsSynchronized", "System.Object SyncRoot",
    )  # fmt: skip
    __slots__ = ()

    @staticmethod
    def new() -> StringCollection:
        return StringCollection()

    def Add(self, value: Any) -> int:
        self.append(value)
        return len(self) - 1

    def AddRange(self, values: Any) -> None:
        self.extend(values)

    def convert_item(self, session: Any, value: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_string

        return to_string(session, value)


TYPES = {"System.Collections.ArrayList": ArrayList, "System.Collections.Specialized.StringCollection": StringCollection}
