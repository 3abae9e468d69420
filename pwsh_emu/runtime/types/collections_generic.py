"""List<T>, Collection<T> and ReadOnlyCollection<T>."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.runtime.knowntypes import generic, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.lists import NetList, capacity_for
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import PSArray

_LIST = "System.Collections.Generic.List`1"


class GenericList(NetList):
    """A list of a generic type: ``ps_type`` says which."""

    __slots__ = ("ps_type",)

    def __init__(self, ps_type: PSType, items: Iterable[Any] = ()) -> None:
        super().__init__(items)
        self.ps_type = ps_type

    @property
    def element(self) -> str:
        """The element type's name, as arrays carry it."""
        return self.ps_type.arguments[0].to_string()

    def convert_item(self, session: Any, value: Any) -> Any:
        from pwsh_emu.runtime import conversion

        target = self.ps_type.arguments[0]
        return value if target.full_name == "System.Object" else conversion.convert(session, value, target)

    def default(self) -> Any:
        from pwsh_emu.runtime.types.defaults import zero_of

        return zero_of(self.ps_type.arguments[0])

    def Add(self, value: Any) -> None:
        self.append(value)


class List(GenericList):
    """System.Collections.Generic.List<T>."""

    PROPERTY_ORDER = "Capacity Count IsReadOnly IsFixedSize SyncRoot IsSynchronized"
    __slots__ = ("room",)

    def __init__(self, ps_type: PSType, items: Iterable[Any] = ()) -> None:
        super().__init__(ps_type, items)
        self.room = len(self)

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any = None) -> List:
        if isinstance(source, int):
            if source < 0:
                raise failures.out_of_range("Non-negative number required.", "capacity")
            made = List(ps_type)
            made.room = source
            return made
        if source is None:
            return List(ps_type)
        return List(ps_type, source)

    @property
    def Capacity(self) -> int:
        if self.room < len(self):
            self.room = capacity_for(len(self), self.room)
        return self.room

    @Capacity.setter
    def Capacity(self, value: int) -> None:
        if value < len(self):
            raise failures.out_of_range("capacity was less than the current size.", "value")
        self.room = value

    def AddRange(self, values: Any) -> None:
        if values is None:
            raise failures.null("collection")
        self.extend(list(values))

    def AsReadOnly(self) -> ReadOnlyCollection:
        return ReadOnlyCollection(generic("System.Collections.ObjectModel.ReadOnlyCollection`1", self.ps_type.arguments[0]), self)

    def ConvertAll(self, converter: Any) -> List:
        returns = converter.ps_type.arguments[-1]
        return List(generic(_LIST, returns), [converter.call(item) for item in self])

    def EnsureCapacity(self, capacity: int) -> int:
        return max(capacity, capacity_for(len(self)))

    def Exists(self, match: Any) -> bool:
        return any(match.test(item) for item in self)

    def Find(self, match: Any) -> Any:
        return next((item for item in self if match.test(item)), self.default())

    def FindAll(self, match: Any) -> List:
        return List(self.ps_type, [item for item in self if match.test(item)])

    def FindIndex(self, *arguments: Any) -> int:
        match = arguments[-1]
        start = arguments[0] if len(arguments) > 1 else 0
        end = start + arguments[1] if len(arguments) > 2 else len(self)
        return next((at for at in range(start, end) if match.test(self[at])), -1)

    def FindLast(self, match: Any) -> Any:
        return next((item for item in reversed(self) if match.test(item)), self.default())

    def FindLastIndex(self, *arguments: Any) -> int:
        match = arguments[-1]
        last = arguments[0] if len(arguments) > 1 else len(self) - 1
        return next((at for at in range(last, -1, -1) if match.test(self[at])), -1)

    def ForEach(self, action: Any) -> None:
        for item in self:
            action.call(item)

    def GetRange(self, index: int, count: int) -> List:
        self._check_range(index, count)
        return List(self.ps_type, self[index : index + count])

    Slice = GetRange

    def RemoveAll(self, match: Any) -> int:
        kept = [item for item in self if not match.test(item)]
        removed = len(self) - len(kept)
        self[:] = kept
        return removed

    def ToArray(self) -> PSArray:
        return PSArray(self, self.element)

    def TrueForAll(self, match: Any) -> bool:
        return all(match.test(item) for item in self)


class Collection(GenericList):
    """System.Collections.ObjectModel.Collection<T>."""

    __slots__ = ()

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any = None) -> Collection:
        return Collection(ps_type, source or ())


class ObservableCollection(Collection):
    """System.Collections.ObjectModel.ObservableCollection<T>, which nothing observes here."""

    SIGNATURES = (
        "System.Collections.ObjectModel.ObservableCollection[!0] new()",
        "System.Collections.ObjectModel.ObservableCollection[!0] new(System.Collections.Generic.List[!0] list)",
        "System.Collections.ObjectModel.ObservableCollection[!0] new(System.Collections.Generic.IEnumerable[!0] collection)",
        "void Move(int oldIndex, int newIndex)",
    )
    __slots__ = ()

    @staticmethod
    @with_type
    def new(ps_type: PSType, *source: Any) -> ObservableCollection:
        if source and source[0] is None:
            raise failures.null("collection")
        return ObservableCollection(ps_type, *map(list, source))

    def Move(self, old: int, new: int) -> None:
        if not (0 <= old < len(self) and 0 <= new < len(self)):
            raise failures.index()
        self.insert(new, self.pop(old))


class ReadOnlyCollection(GenericList):
    """System.Collections.ObjectModel.ReadOnlyCollection<T>: a view of a list."""

    __slots__ = ()

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any) -> ReadOnlyCollection:
        return ReadOnlyCollection(ps_type, source)

    @property
    def IsReadOnly(self) -> bool:
        return True

    @property
    def IsFixedSize(self) -> bool:
        return True

    def check_writable(self) -> None:
        raise failures.unsupported("Collection is read-only.")

    def _refuse(self, *arguments: Any) -> Any:
        raise failures.unsupported("Collection is read-only.")

    Add = Clear = Insert = Remove = RemoveAt = set_Item = _refuse  # type: ignore[assignment]


def new_list(element: str | PSType, items: Iterable[Any] = ()) -> List:
    """Return a List of an element type."""
    return List(generic(_LIST, element), items)


def new_collection(element: str | PSType, items: Iterable[Any] = ()) -> Collection:
    """Return a Collection of an element type."""
    return Collection(generic("System.Collections.ObjectModel.Collection`1", element), items)


def read_only(element: str | PSType, items: Iterable[Any] = ()) -> ReadOnlyCollection:
    """Return a ReadOnlyCollection of an element type."""
    return ReadOnlyCollection(generic("System.Collections.ObjectModel.ReadOnlyCollection`1", element), items)


TYPES = {
    _LIST: List,
    "System.Collections.ObjectModel.Collection`1": Collection,
    "System.Collections.ObjectModel.ObservableCollection`1": ObservableCollection,
    "System.Collections.ObjectModel.ReadOnlyCollection`1": ReadOnlyCollection,
}
