"""System.Array: its members, making arrays, and arrays of more than one dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cmp_to_key
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.errors import NetException, runtime_error
from pwsh_emu.runtime.knowntypes import array_of, builtin, with_session
from pwsh_emu.runtime.registry import array_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import WRAPPED_OBJECT, PSArray, PSObject

_FIXED = "Collection was of a fixed size."


class MultiArray(DotNetObject):
    """An array of two or more dimensions; ``items`` holds the elements in row order."""

    is_enumerable = True
    __slots__ = ("items", "lengths", "ps_type")

    def __init__(self, ps_type: PSType, lengths: list[int], items: list[Any]) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.lengths = lengths
        self.items = items

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __str__(self) -> str:
        return self.ps_type.full_name

    def _offset(self, session: Any, indices: list[Any]) -> int:
        from pwsh_emu.runtime.conversion import to_int

        numbers = [to_int(session, index) for index in (indices[0] if len(indices) == 1 and isinstance(indices[0], PSArray) else indices)]
        if len(numbers) != len(self.lengths):
            shown = ",".join(str(number) for number in numbers)
            raise runtime_error("NeedMultidimensionalIndex", f"You cannot index into a {len(self.lengths)} dimensional array with index [{shown}].")
        offset = 0
        for number, length in zip(numbers, self.lengths, strict=True):
            if number < 0:
                number += length
            if not 0 <= number < length:
                raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
            offset = offset * length + number
        return offset

    def get_element(self, session: Any, indices: list[Any]) -> Any:
        if len(indices) > 1 and all(isinstance(index, PSArray) for index in indices):
            return PSArray([self.get_element(session, [index]) for index in indices])
        try:
            return self.items[self._offset(session, indices)]
        except NetException:
            return None

    def get_item(self, session: Any, index: Any) -> Any:
        return self.get_element(session, [index])

    slices = False

    def set_element(self, session: Any, indices: list[Any], value: Any) -> None:
        from pwsh_emu.runtime import conversion
        from pwsh_emu.runtime.overloads import thrown

        assert self.ps_type.element is not None
        try:
            offset = self._offset(session, indices)
        except NetException as error:
            raise thrown(error) from None
        self.items[offset] = conversion.convert(session, value, self.ps_type.element)


def filled(element: PSType, count: int) -> PSArray:
    """Return an array of an element type's default values."""
    from pwsh_emu.runtime.types.defaults import zero_of

    if count > 0x7FFFFFC7:
        raise NetException("System.OutOfMemoryException", "Array dimensions exceeded supported range.")
    if count > 50_000_000:
        raise NetException("System.OutOfMemoryException", "Exception of type 'System.OutOfMemoryException' was thrown.")
    limits.claim_items(count)
    return PSArray([zero_of(element)] * count, element.to_string())


def new(session: Any, ps_type: PSType, args: list[Any]) -> Any:
    """Construct an array: ``[int[]]::new(5)``, ``[int[,]]::new(2, 3)``."""
    from pwsh_emu.runtime.conversion import to_int
    from pwsh_emu.runtime.overloads import convert_argument, invocation_error, method_error

    assert ps_type.element is not None
    if len(args) != ps_type.rank:
        raise method_error(f'Cannot find an overload for "new" and the argument count: "{len(args)}".')
    lengths = [to_int(session, convert_argument(session, arg, builtin("System.Int32"), "", ".ctor")) for arg in args]
    if any(length < 0 for length in lengths):
        raise invocation_error(".ctor", len(args), NetException("System.OverflowException", "Arithmetic operation resulted in an overflow."))
    total = 1
    for length in lengths:
        total *= length
    try:
        items = filled(ps_type.element, total)
    except NetException as error:
        raise invocation_error(".ctor", len(args), error) from None
    return items if ps_type.rank == 1 else MultiArray(ps_type, lengths, list(items))


def comparer_key(session: Any, comparer: Any = None) -> Callable[[Any], Any]:
    """Return a sort key that compares as a comparer (a delegate, an IComparer or the default) does."""
    return cmp_to_key(comparison(session, comparer))


def comparison(session: Any, comparer: Any = None) -> Callable[[Any, Any], int]:
    """Return a function that compares two values as a comparer does; Comparer.Default where there is none."""
    if comparer is None:
        return lambda left, right: default_compare(session, left, right)
    compare = getattr(comparer, "compare_values", None)
    if compare is not None:
        return lambda left, right: int(compare(session, left, right))
    call = getattr(comparer, "call", None)
    if call is not None:
        from pwsh_emu.runtime.conversion import to_int

        return lambda left, right: to_int(session, call(left, right))
    from pwsh_emu.runtime.conversion import to_int
    from pwsh_emu.runtime.members import invoke_method

    session = session or comparer.ps_type.session  # sorted collections order themselves
    return lambda left, right: to_int(session, invoke_method(session, comparer, "Compare", [left, right]))


def default_compare(session: Any, left: Any, right: Any) -> int:
    """Compare as Comparer.Default does: nulls first, then by the values' own CompareTo."""
    left = left.base if type(left) is PSObject else left
    right = right.base if type(right) is PSObject else right
    if left is right:
        return 0
    if left is None or right is None:
        return -1 if left is None else 1
    kind = type(left)
    if kind is str and type(right) is str:
        from pwsh_emu.runtime import collation

        return collation.compare(left, right, False)
    if kind is type(right) and isinstance(left, (int, float)):
        return int(left > right) - int(left < right)
    from pwsh_emu.runtime.conversion import to_int
    from pwsh_emu.runtime.errors import PSError
    from pwsh_emu.runtime.members import find_methods, invoke_method
    from pwsh_emu.runtime.registry import type_of

    for one, other, sign in ((left, right, 1), (right, left, -1)):
        if find_methods(type_of(one), "compareto"):
            session = session or getattr(getattr(one, "ps_type", None), "session", None)
            if session is None:  # sorted dictionaries order themselves
                own = getattr(type(one), "CompareTo", None) if type(one) is type(other) else None
                if own is None:
                    raise failures.invalid("Failed to compare two elements in the array.")
                return sign * int(own(None, one, other) if getattr(own, "needs_session", False) else own(one, other))
            try:
                return sign * to_int(session, invoke_method(session, one, "CompareTo", [other]))
            except PSError as error:
                inner = error.record.exception.inner or error.record.exception
                raise NetException("System.InvalidOperationException", "Failed to compare two elements in the array.", inner) from None
    at_least = NetException("System.ArgumentException", "At least one object must implement IComparable.")
    raise NetException("System.InvalidOperationException", "Failed to compare two elements in the array.", at_least.exception)


def one_dimension(items: Any) -> None:
    """Raise what .NET throws where an array of several dimensions cannot be searched or put in order."""
    if isinstance(items, MultiArray):
        raise NetException("System.RankException", "Only single dimension arrays are supported here.")


def index_of(items: Any, value: Any, start: int = 0, end: int | None = None) -> int:
    """Return the first position of an equal value, or -1."""
    one_dimension(items)
    for at in range(start, len(items) if end is None else end):
        if same(items[at], value):
            return at
    return -1


class ArrayMembers:
    """Instance and static members of System.Array."""

    PROPERTY_ORDER = "Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized Count"

    @staticmethod
    def get_Length(items: Any) -> int:
        return len(items)

    get_Count = get_Length
    get_LongLength = get_Length

    @staticmethod
    def get_Rank(items: Any) -> int:
        return len(items.lengths) if isinstance(items, MultiArray) else 1

    @staticmethod
    def get_SyncRoot(items: Any) -> Any:
        return items

    @staticmethod
    def get_IsReadOnly(items: Any) -> bool:
        return False

    @staticmethod
    def get_IsFixedSize(items: Any) -> bool:
        return True

    @staticmethod
    def get_IsSynchronized(items: Any) -> bool:
        return False

    @staticmethod
    def get_Item(items: Any, index: int) -> Any:
        if isinstance(items, MultiArray):
            raise failures.argument("Array was not a one-dimensional array.")
        if not 0 <= index < len(items):
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        return items[index]

    @staticmethod
    @with_session
    def Get(session: Any, items: Any, *indices: int) -> Any:
        if isinstance(items, MultiArray):
            return items.items[items._offset(session, list(indices))]
        return ArrayMembers.get_Item(items, indices[0])

    @staticmethod
    @with_session
    def Set(session: Any, items: Any, *arguments: Any) -> None:
        from pwsh_emu.runtime.indexing import set_index

        set_index(session, items, list(arguments[:-1]), arguments[-1])

    @staticmethod
    @with_session
    def GetValue(session: Any, items: Any, *indices: Any) -> Any:
        numbers = list(indices[0]) if len(indices) == 1 and isinstance(indices[0], PSArray) else list(indices)
        if isinstance(items, MultiArray):
            return items.items[items._offset(session, numbers)]
        return ArrayMembers.get_Item(items, numbers[0])

    @staticmethod
    @with_session
    def SetValue(session: Any, items: Any, value: Any, *indices: Any) -> None:
        from pwsh_emu.runtime.indexing import set_index

        numbers = list(indices[0]) if len(indices) == 1 and isinstance(indices[0], PSArray) else list(indices)
        if not isinstance(items, MultiArray) and not 0 <= numbers[0] < len(items):
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        set_index(session, items, numbers, value)

    @staticmethod
    def Add(items: Any, value: Any) -> int:
        raise failures.unsupported(_FIXED)

    @staticmethod
    def Insert(items: Any, index: int, value: Any) -> None:
        raise failures.unsupported(_FIXED)

    @staticmethod
    def Remove(items: Any, value: Any) -> None:
        raise failures.unsupported(_FIXED)

    @staticmethod
    def RemoveAt(items: Any, index: int) -> None:
        raise failures.unsupported(_FIXED)

    @staticmethod
    def Clear(items: Any) -> None:
        ArrayMembers.static_Clear(items)

    @staticmethod
    def Clone(items: Any) -> Any:
        if isinstance(items, MultiArray):
            return MultiArray(items.ps_type, list(items.lengths), list(items.items))
        return PSArray(items, items.element)

    @staticmethod
    @with_session
    def Contains(session: Any, items: Any, value: Any) -> bool:
        return ArrayMembers.IndexOf(session, items, value) >= 0

    @staticmethod
    @with_session
    def IndexOf(session: Any, items: Any, value: Any) -> int:
        if getattr(items, "element", None) is WRAPPED_OBJECT and value is not None:
            from pwsh_emu.runtime.comparison import equals

            return next((at for at, item in enumerate(items) if item is not None and equals(session, item, value, False)), -1)
        return index_of(items, value)

    @staticmethod
    def CopyTo(items: Any, target: Any, index: int) -> None:
        ArrayMembers.static_Copy(items, 0, target, index, len(items))

    @staticmethod
    def GetEnumerator(items: Any) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(list(items)), "System.ArrayEnumerator", items)

    @staticmethod
    def GetLength(items: Any, dimension: int) -> int:
        lengths = items.lengths if isinstance(items, MultiArray) else [len(items)]
        if not 0 <= dimension < len(lengths):
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        return int(lengths[dimension])

    GetLongLength = GetLength

    @staticmethod
    def GetLowerBound(items: Any, dimension: int) -> int:
        return 0

    @staticmethod
    def GetUpperBound(items: Any, dimension: int) -> int:
        return ArrayMembers.GetLength(items, dimension) - 1

    @staticmethod
    def Initialize(items: Any) -> None:
        """Do nothing, as for elements without a constructor."""

    @staticmethod
    def ToString(items: Any) -> str:
        return items.ps_type.full_name if isinstance(items, MultiArray) else f"{items.element}[]"

    @staticmethod
    def Equals(items: Any, other: Any, comparer: Any = None) -> bool:
        return items is other

    # --- statics ---

    @staticmethod
    def static_AsReadOnly(items: Any) -> Any:
        from pwsh_emu.runtime.types.collections_generic import read_only

        if items is None:
            raise failures.null("array")
        if type(items) is not PSArray:
            from pwsh_emu.runtime.overloads import method_error

            raise method_error('Cannot find an overload for "AsReadOnly" and the argument count: "1".')
        return read_only(items.element, items)

    @staticmethod
    @with_session
    def static_BinarySearch(session: Any, items: Any, *arguments: Any) -> int:
        one_dimension(items)
        first, count, rest = 0, len(items), list(arguments)
        if len(rest) >= 3 and isinstance(rest[0], int) and isinstance(rest[1], int):
            first, count, rest = rest[0], rest[1], rest[2:]
        return binary_search(session, items, first, count, rest[0], rest[1] if len(rest) > 1 else None)

    @staticmethod
    def static_Clear(items: Any, index: int = 0, length: int | None = None) -> None:
        from pwsh_emu.runtime.types.defaults import zero_of

        if items is None:
            raise failures.null("array")
        element = array_type(items.element).element if not isinstance(items, MultiArray) else items.ps_type.element
        assert element is not None
        target = items.items if isinstance(items, MultiArray) else items
        end = len(target) if length is None else index + length
        if index < 0 or end > len(target):
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        for at in range(index, end):
            target[at] = zero_of(element)

    @staticmethod
    def static_ConvertAll(items: Any, converter: Any) -> PSArray:
        return PSArray([converter.call(item) for item in items])

    @staticmethod
    def static_Copy(source: Any, *arguments: Any) -> None:
        if len(arguments) == 2:
            source_at, target, target_at, length = 0, arguments[0], 0, arguments[1]
        else:
            source_at, target, target_at, length = arguments
        if source is None or target is None:
            raise failures.null("sourceArray" if source is None else "destinationArray")
        if ArrayMembers.get_Rank(source) != ArrayMembers.get_Rank(target):
            raise NetException("System.RankException", "The specified arrays must have the same number of dimensions.")
        if min(source_at, target_at) < 0:
            raise failures.negative("sourceIndex" if source_at < 0 else "destinationIndex", min(source_at, target_at))
        if length < 0:
            raise failures.negative("length", length)
        if source_at + length > len(source):
            raise failures.argument("Source array was not long enough. Check the source index, length, and the array's lower bounds.", "sourceArray")
        if target_at + length > len(target):
            raise failures.too_short()
        if isinstance(source, MultiArray):
            source, target = source.items, target.items
        target[target_at : target_at + length] = source[source_at : source_at + length]

    @staticmethod
    @with_session
    def static_CreateInstance(session: Any, literal: Any, *lengths: Any) -> Any:
        numbers = list(lengths[0]) if len(lengths) == 1 and isinstance(lengths[0], PSArray) else list(lengths)
        element = literal.of
        if len(numbers) == 1:
            if numbers[0] < 0:
                raise failures.negative("length", numbers[0])
            return filled(element, numbers[0])
        total = 1
        for number in numbers:
            total *= number
        return MultiArray(array_of(element, len(numbers)), [int(number) for number in numbers], list(filled(element, total)))

    @staticmethod
    def static_Empty(types: tuple[PSType, ...] = ()) -> PSArray:
        return PSArray([], types[0].to_string() if types else "System.Object")

    static_Empty.__func__.needs_types = True  # type: ignore[attr-defined]

    @staticmethod
    def static_Exists(items: Any, match: Any) -> bool:
        return any(match.test(item) for item in items)

    @staticmethod
    def static_Fill(items: Any, value: Any, start: int = 0, count: int | None = None) -> None:
        for at in range(start, len(items) if count is None else start + count):
            items[at] = value

    @staticmethod
    def static_Find(items: Any, match: Any) -> Any:
        return next((item for item in items if match.test(item)), _default(items))

    @staticmethod
    def static_FindAll(items: Any, match: Any) -> PSArray:
        return PSArray([item for item in items if match.test(item)], items.element)

    @staticmethod
    def static_FindLast(items: Any, match: Any) -> Any:
        return next((item for item in reversed(items) if match.test(item)), _default(items))

    @staticmethod
    def static_FindIndex(items: Any, *arguments: Any) -> int:
        match = arguments[-1]
        start = arguments[0] if len(arguments) > 1 else 0
        end = start + arguments[1] if len(arguments) > 2 else len(items)
        return next((at for at in range(start, end) if match.test(items[at])), -1)

    @staticmethod
    def static_FindLastIndex(items: Any, *arguments: Any) -> int:
        match = arguments[-1]
        return next((at for at in range(len(items) - 1, -1, -1) if match.test(items[at])), -1)

    @staticmethod
    def static_ForEach(items: Any, action: Any) -> None:
        for item in items:
            action.call(item)

    @staticmethod
    def static_IndexOf(items: Any, value: Any, start: int = 0, count: int | None = None) -> int:
        if items is None:
            raise failures.null("array")
        return index_of(items, value, start, None if count is None else start + count)

    @staticmethod
    def static_LastIndexOf(items: Any, value: Any, start: int | None = None, count: int | None = None) -> int:
        one_dimension(items)
        last = len(items) - 1 if start is None else start
        return next((at for at in range(last, -1 if count is None else last - count, -1) if same(items[at], value)), -1)

    @staticmethod
    def static_Resize(reference: Any, size: int) -> None:
        from pwsh_emu.runtime.types.defaults import zero_of

        items = reference.value
        if type(items) is not PSArray:
            from pwsh_emu.runtime.overloads import method_error

            raise method_error('Cannot find an overload for "Resize" and the argument count: "2".')
        if size < 0:
            raise failures.negative("newSize", size)
        element = array_type(items.element).element
        assert element is not None
        limits.claim_items(size)
        reference.value = PSArray([*items[:size], *[zero_of(element)] * (size - len(items))], items.element)

    @staticmethod
    def static_Reverse(items: Any, index: int = 0, length: int | None = None) -> None:
        if items is None:
            raise failures.null("array")
        one_dimension(items)
        end = len(items) if length is None else index + length
        if index < 0 or end > len(items):
            raise failures.out_of_bounds()
        items[index:end] = items[index:end][::-1]

    @staticmethod
    @with_session
    def static_Sort(session: Any, items: Any, *arguments: Any) -> None:
        if items is None:
            raise failures.null("array")
        one_dimension(items)
        rest = list(arguments)
        partner = rest.pop(0) if rest and isinstance(rest[0], PSArray) else None
        index, length = 0, len(items)
        if len(rest) >= 2 and isinstance(rest[0], int):
            index, length, rest = rest[0], rest[1], rest[2:]
        key = comparer_key(session, rest[0] if rest else None)
        part = items[index : index + length]
        if partner is None:
            items[index : index + length] = sorted(part, key=key)
            return
        order = sorted(range(len(part)), key=lambda at: key(part[at]))
        others = partner[index : index + length]
        items[index : index + length] = [part[at] for at in order]
        partner[index : index + length] = [others[at] for at in order]

    @staticmethod
    def static_TrueForAll(items: Any, match: Any) -> bool:
        return all(match.test(item) for item in items)

    @staticmethod
    def static_get_MaxLength() -> int:
        return 0x7FFFFFC7


def binary_search(session: Any, items: Any, first: int, count: int, value: Any, comparer: Any) -> int:
    """Return the position of a value in sorted items, or the complement of where it would stand."""
    compare = comparison(session, comparer)
    low, high = first, first + count - 1
    while low <= high:
        middle = (low + high) // 2
        order = compare(items[middle], value)
        if order == 0:
            return middle
        if order < 0:
            low = middle + 1
        else:
            high = middle - 1
    return ~low


def _default(items: Any) -> Any:
    from pwsh_emu.runtime.types.defaults import zero_of

    element = array_type(items.element).element
    return zero_of(element) if element is not None else None


TYPES = {"System.Array": ArrayMembers}
