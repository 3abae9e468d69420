"""System.Linq.Enumerable: the methods that scripts call with delegates and typed arrays."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.linqitems import distinct, distinct_key, element_of, extreme, items_of, like, result_element
from pwsh_emu.runtime.types.linqjoins import JoinMembers
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.values import Decimal, Int64, PSArray, Single

_ITEMS = "System.Collections.IEnumerable source"
_COMPARER = "System.Object comparer"
_KEY = "System.Func[System.Object,System.Object] keySelector"


def no_elements() -> NetException:
    return failures.invalid("Sequence contains no elements")


def no_match() -> NetException:
    return failures.invalid("Sequence contains no matching element")


def _default(source: Any) -> Any:
    from pwsh_emu.runtime.registry import array_type
    from pwsh_emu.runtime.types.defaults import zero_of

    element = array_type(element_of(source)).element
    return zero_of(element) if element is not None else None


def _number(kind: type, value: Any) -> Any:
    return value if kind in (int, float, bool) else kind(value)


def _checked_sum(items: list[Any]) -> Any:
    if not items:
        return 0
    kind = type(items[0])
    total = sum(items[1:], items[0])
    if (kind is int and not -(1 << 31) <= total < 1 << 31) or (kind is Int64 and not -(1 << 63) <= total < 1 << 63):
        raise failures.overflow("Arithmetic operation resulted in an overflow.")
    return _number(kind, total)


def _selected(items: list[Any], selector: Any) -> list[Any]:
    return items if selector is None else [selector.call(item) for item in items]


class EnumerableMembers(JoinMembers):
    """Static members of System.Linq.Enumerable."""

    SIGNATURES = JoinMembers.SIGNATURES + tuple(
        f"static {text}"
        for text in (
            f"System.Object Aggregate({_ITEMS}, System.Func[System.Object,System.Object,System.Object] func)",
            f"System.Object Aggregate({_ITEMS}, System.Object seed, System.Func[System.Object,System.Object,System.Object] func)",
            f"bool All({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"bool Any({_ITEMS})",
            f"bool Any({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Append({_ITEMS}, System.Object element)",
            f"System.Object Average({_ITEMS})",
            f"System.Object Average({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"System.Object Cast({_ITEMS})",
            f"System.Object Chunk({_ITEMS}, int size)",
            f"System.Object Concat({_ITEMS}, System.Collections.IEnumerable second)",
            f"bool Contains({_ITEMS}, System.Object value)",
            f"bool Contains({_ITEMS}, System.Object value, {_COMPARER})",
            f"int Count({_ITEMS})",
            f"int Count({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Distinct({_ITEMS})",
            f"System.Object Distinct({_ITEMS}, {_COMPARER})",
            f"System.Object DistinctBy({_ITEMS}, {_KEY})",
            f"System.Object DistinctBy({_ITEMS}, {_KEY}, {_COMPARER})",
            f"System.Object ElementAt({_ITEMS}, int index)",
            f"System.Object ElementAtOrDefault({_ITEMS}, int index)",
            "System.Object Empty()",
            f"System.Object Except({_ITEMS}, System.Collections.IEnumerable second)",
            f"System.Object Except({_ITEMS}, System.Collections.IEnumerable second, {_COMPARER})",
            f"System.Object First({_ITEMS})",
            f"System.Object First({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object FirstOrDefault({_ITEMS})",
            f"System.Object FirstOrDefault({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object GroupBy({_ITEMS}, {_KEY})",
            f"System.Object GroupBy({_ITEMS}, {_KEY}, System.Collections.IEqualityComparer comparer)",
            f"System.Object Intersect({_ITEMS}, System.Collections.IEnumerable second)",
            f"System.Object Intersect({_ITEMS}, System.Collections.IEnumerable second, {_COMPARER})",
            f"System.Object Last({_ITEMS})",
            f"System.Object Last({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object LastOrDefault({_ITEMS})",
            f"System.Object LastOrDefault({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"long LongCount({_ITEMS})",
            f"long LongCount({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Max({_ITEMS})",
            f"System.Object Max({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"System.Object Min({_ITEMS})",
            f"System.Object Min({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"System.Object OfType({_ITEMS})",
            f"System.Object Order({_ITEMS})",
            f"System.Object Order({_ITEMS}, {_COMPARER})",
            f"System.Object OrderDescending({_ITEMS})",
            f"System.Object OrderDescending({_ITEMS}, {_COMPARER})",
            f"System.Object OrderBy({_ITEMS}, {_KEY})",
            f"System.Object OrderBy({_ITEMS}, {_KEY}, {_COMPARER})",
            f"System.Object OrderByDescending({_ITEMS}, {_KEY})",
            f"System.Object OrderByDescending({_ITEMS}, {_KEY}, {_COMPARER})",
            f"System.Object Prepend({_ITEMS}, System.Object element)",
            "System.Object Range(int start, int count)",
            "System.Object Repeat(System.Object element, int count)",
            f"System.Object Reverse({_ITEMS})",
            f"System.Object Select({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"System.Object Select({_ITEMS}, System.Func[System.Object,int,System.Object] selector)",
            f"System.Object SelectMany({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"bool SequenceEqual({_ITEMS}, System.Collections.IEnumerable second)",
            f"bool SequenceEqual({_ITEMS}, System.Collections.IEnumerable second, {_COMPARER})",
            f"System.Object Single({_ITEMS})",
            f"System.Object Single({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object SingleOrDefault({_ITEMS})",
            f"System.Object SingleOrDefault({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Skip({_ITEMS}, int count)",
            f"System.Object SkipLast({_ITEMS}, int count)",
            f"System.Object SkipWhile({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Sum({_ITEMS})",
            f"System.Object Sum({_ITEMS}, System.Func[System.Object,System.Object] selector)",
            f"System.Object Take({_ITEMS}, int count)",
            f"System.Object TakeLast({_ITEMS}, int count)",
            f"System.Object TakeWhile({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object ToArray({_ITEMS})",
            f"System.Object ToDictionary({_ITEMS}, {_KEY})",
            f"System.Object ToDictionary({_ITEMS}, {_KEY}, System.Collections.IEqualityComparer comparer)",
            f"System.Object ToDictionary({_ITEMS}, {_KEY}, System.Func[System.Object,System.Object] elementSelector)",
            f"System.Object ToDictionary({_ITEMS}, {_KEY}, System.Func[System.Object,System.Object] elementSelector, {_COMPARER})",
            f"System.Object ToHashSet({_ITEMS})",
            f"System.Object ToHashSet({_ITEMS}, {_COMPARER})",
            f"System.Object ToList({_ITEMS})",
            f"System.Object Union({_ITEMS}, System.Collections.IEnumerable second)",
            f"System.Object Union({_ITEMS}, System.Collections.IEnumerable second, {_COMPARER})",
            f"System.Object Where({_ITEMS}, System.Func[System.Object,bool] predicate)",
            f"System.Object Zip({_ITEMS}, System.Collections.IEnumerable second)",
            f"System.Object Zip({_ITEMS}, System.Collections.IEnumerable second, System.Func[System.Object,System.Object,System.Object] "
            "resultSelector)",
        )
    )

    @staticmethod
    def static_Aggregate(source: Any, *rest: Any) -> Any:
        items = items_of(source)
        function = rest[-1]
        if len(rest) == 2:
            value = rest[0]
        else:
            if not items:
                raise no_elements()
            value = items.pop(0)
        for item in items:
            value = function.call(value, item)
        return value

    @staticmethod
    def static_All(source: Any, predicate: Any) -> bool:
        return all(predicate.test(item) for item in items_of(source))

    @staticmethod
    def static_Any(source: Any, predicate: Any = None) -> bool:
        items = items_of(source)
        return bool(items) if predicate is None else any(predicate.test(item) for item in items)

    @staticmethod
    def static_Append(source: Any, value: Any) -> PSArray:
        return like(source, [*items_of(source), value])

    @staticmethod
    def static_Prepend(source: Any, value: Any) -> PSArray:
        return like(source, [value, *items_of(source)])

    @staticmethod
    def static_Average(source: Any, selector: Any = None) -> Any:
        items = _selected(items_of(source), selector)
        if not items:
            raise no_elements()
        total = sum(items[1:], items[0])
        if isinstance(items[0], Decimal):
            return Decimal(total / len(items))
        return Single(total / len(items)) if isinstance(items[0], Single) else total / len(items)

    @staticmethod
    def static_Sum(source: Any, selector: Any = None) -> Any:
        return _checked_sum(_selected(items_of(source), selector))

    @staticmethod
    @with_session
    def static_Max(session: Any, source: Any, selector: Any = None) -> Any:
        return _extreme(session, _selected(items_of(source), selector), -1)

    @staticmethod
    @with_session
    def static_Min(session: Any, source: Any, selector: Any = None) -> Any:
        return _extreme(session, _selected(items_of(source), selector), 1)

    @staticmethod
    def static_Cast(types: Any, source: Any = None) -> PSArray:
        if source is None:
            return PSArray(items_of(types))
        return PSArray(items_of(source), types[0].to_string())

    static_Cast.__func__.needs_types = True  # type: ignore[attr-defined]

    @staticmethod
    def static_OfType(types: Any, source: Any = None) -> PSArray:
        if source is None:
            return PSArray(items_of(types))
        from pwsh_emu.runtime.registry import is_assignable

        return PSArray([item for item in items_of(source) if item is not None and is_assignable(type_of(item), types[0])], types[0].to_string())

    static_OfType.__func__.needs_types = True  # type: ignore[attr-defined]

    @staticmethod
    def static_Empty(types: Any = None) -> PSArray:
        return PSArray([], types[0].to_string() if types else "System.Object")

    static_Empty.__func__.needs_types = True  # type: ignore[attr-defined]

    @staticmethod
    def static_Chunk(source: Any, size: int) -> PSArray:
        if size < 1:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "size")
        items = items_of(source)
        return PSArray([like(source, items[at : at + size]) for at in range(0, len(items), size)], f"{element_of(source)}[]")

    @staticmethod
    def static_Concat(source: Any, second: Any) -> PSArray:
        return like(source, items_of(source) + items_of(second))

    @staticmethod
    def static_Contains(source: Any, value: Any, comparer: Any = None) -> bool:
        if comparer is not None:
            return any(distinct_key(item, comparer) == distinct_key(value, comparer) for item in items_of(source))
        return any(same(item, value) for item in items_of(source))

    @staticmethod
    def static_Count(source: Any, predicate: Any = None) -> int:
        items = items_of(source)
        return len(items) if predicate is None else sum(predicate.test(item) for item in items)

    @staticmethod
    def static_LongCount(source: Any, predicate: Any = None) -> int:
        return EnumerableMembers.static_Count(source, predicate)

    @staticmethod
    def static_Distinct(source: Any, comparer: Any = None) -> PSArray:
        return like(source, distinct(items_of(source), None, comparer))

    @staticmethod
    def static_DistinctBy(source: Any, selector: Any, comparer: Any = None) -> PSArray:
        return like(source, distinct(items_of(source), selector, comparer))

    @staticmethod
    def static_ElementAt(source: Any, index: int) -> Any:
        items = items_of(source)
        if not 0 <= index < len(items):
            raise failures.index()
        return items[index]

    @staticmethod
    def static_ElementAtOrDefault(source: Any, index: int) -> Any:
        items = items_of(source)
        return items[index] if 0 <= index < len(items) else _default(source)

    @staticmethod
    def static_Except(source: Any, second: Any, comparer: Any = None) -> PSArray:
        gone = {distinct_key(item, comparer) for item in items_of(second)}
        return like(source, [item for item in distinct(items_of(source), None, comparer) if distinct_key(item, comparer) not in gone])

    @staticmethod
    def static_Intersect(source: Any, second: Any, comparer: Any = None) -> PSArray:
        kept = {distinct_key(item, comparer) for item in items_of(second)}
        return like(source, [item for item in distinct(items_of(source), None, comparer) if distinct_key(item, comparer) in kept])

    @staticmethod
    def static_Union(source: Any, second: Any, comparer: Any = None) -> PSArray:
        return like(source, distinct(items_of(source) + items_of(second), None, comparer))

    @staticmethod
    def static_First(source: Any, predicate: Any = None) -> Any:
        items = items_of(source)
        if predicate is None:
            if not items:
                raise no_elements()
            return items[0]
        for item in items:
            if predicate.test(item):
                return item
        raise no_match()

    @staticmethod
    def static_FirstOrDefault(source: Any, predicate: Any = None) -> Any:
        for item in items_of(source):
            if predicate is None or predicate.test(item):
                return item
        return _default(source)

    @staticmethod
    def static_Last(source: Any, predicate: Any = None) -> Any:
        items = items_of(source)
        if not items:
            raise no_elements()
        for item in reversed(items):
            if predicate is None or predicate.test(item):
                return item
        raise no_match()

    @staticmethod
    def static_LastOrDefault(source: Any, predicate: Any = None) -> Any:
        for item in reversed(items_of(source)):
            if predicate is None or predicate.test(item):
                return item
        return _default(source)

    @staticmethod
    def static_Single(source: Any, predicate: Any = None) -> Any:
        items = [item for item in items_of(source) if predicate is None or predicate.test(item)]
        if not items:
            raise no_elements() if predicate is None else no_match()
        return _only(items, predicate)

    @staticmethod
    def static_SingleOrDefault(source: Any, predicate: Any = None) -> Any:
        items = [item for item in items_of(source) if predicate is None or predicate.test(item)]
        return _only(items, predicate) if items else _default(source)

    @staticmethod
    def static_GroupBy(source: Any, selector: Any, comparer: Any = None) -> PSArray:
        return JoinMembers.static_ToLookup(source, selector, comparer)

    @staticmethod
    @with_session
    def static_Order(session: Any, source: Any, comparer: Any = None) -> PSArray:
        return like(source, _sorted(session, items_of(source), None, comparer))

    @staticmethod
    @with_session
    def static_OrderDescending(session: Any, source: Any, comparer: Any = None) -> PSArray:
        return like(source, _sorted(session, items_of(source)[::-1], None, comparer)[::-1])

    @staticmethod
    @with_session
    def static_OrderBy(session: Any, source: Any, selector: Any, comparer: Any = None) -> PSArray:
        return like(source, _sorted(session, items_of(source), selector, comparer))

    @staticmethod
    @with_session
    def static_OrderByDescending(session: Any, source: Any, selector: Any, comparer: Any = None) -> PSArray:
        return like(source, _sorted(session, items_of(source)[::-1], selector, comparer)[::-1])

    @staticmethod
    def static_Range(start: int, count: int) -> PSArray:
        if count < 0 or start + count - 1 > 2147483647:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "count")
        limits.claim_items(count, 40)
        return PSArray(range(start, start + count), "System.Int32")

    @staticmethod
    def static_Repeat(types: Any, value: Any, count: Any = None) -> PSArray:
        if count is None:
            types, value, count = None, types, value
        if count < 0:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "count")
        limits.claim_items(count)
        return PSArray([value] * count, types[0].to_string() if types else type_of(value).to_string())

    static_Repeat.__func__.needs_types = True  # type: ignore[attr-defined]

    @staticmethod
    def static_Reverse(source: Any) -> PSArray:
        return like(source, items_of(source)[::-1])

    @staticmethod
    def static_Select(source: Any, selector: Any) -> PSArray:
        return PSArray([selector.call(item) for item in items_of(source)], result_element(selector))

    @staticmethod
    def static_SelectMany(source: Any, selector: Any) -> PSArray:
        return PSArray([inner for item in items_of(source) for inner in items_of(selector.call(item))])

    @staticmethod
    def static_SequenceEqual(source: Any, second: Any, comparer: Any = None) -> bool:
        left, right = items_of(source), items_of(second)
        if comparer is not None:
            return [distinct_key(item, comparer) for item in left] == [distinct_key(item, comparer) for item in right]
        return len(left) == len(right) and all(same(one, two) for one, two in zip(left, right, strict=True))

    @staticmethod
    def static_Skip(source: Any, count: int) -> PSArray:
        return like(source, items_of(source)[max(count, 0) :])

    @staticmethod
    def static_SkipLast(source: Any, count: int) -> PSArray:
        items = items_of(source)
        return like(source, items[: max(len(items) - max(count, 0), 0)])

    @staticmethod
    def static_SkipWhile(source: Any, predicate: Any) -> PSArray:
        items = items_of(source)
        at = next((index for index, item in enumerate(items) if not predicate.test(item)), len(items))
        return like(source, items[at:])

    @staticmethod
    def static_Take(source: Any, count: int) -> PSArray:
        return like(source, items_of(source)[: max(count, 0)])

    @staticmethod
    def static_TakeLast(source: Any, count: int) -> PSArray:
        items = items_of(source)
        return like(source, items[max(len(items) - max(count, 0), 0) :])

    @staticmethod
    def static_TakeWhile(source: Any, predicate: Any) -> PSArray:
        items = items_of(source)
        at = next((index for index, item in enumerate(items) if not predicate.test(item)), len(items))
        return like(source, items[:at])

    @staticmethod
    def static_ToArray(source: Any) -> PSArray:
        return like(source, items_of(source))

    @staticmethod
    def static_ToList(source: Any) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_list

        return new_list(element_of(source), items_of(source))

    @staticmethod
    def static_ToHashSet(source: Any, comparer: Any = None) -> Any:
        from pwsh_emu.runtime.knowntypes import generic
        from pwsh_emu.runtime.types.sets import HashSet

        return HashSet(generic("System.Collections.Generic.HashSet`1", element_of(source)), items_of(source), comparer)

    @staticmethod
    def static_ToDictionary(source: Any, key: Any, element: Any = None, comparer: Any = None) -> Any:
        from pwsh_emu.runtime.types.dictionaries import DictionaryMembers, new_dictionary

        if element is not None and not hasattr(element, "call"):
            element, comparer = None, element
        table = new_dictionary(result_element(key), element_of(source) if element is None else result_element(element))
        table.comparer = comparer
        for item in items_of(source):
            DictionaryMembers.Add(table, key.call(item), item if element is None else element.call(item))
        return table

    @staticmethod
    def static_Where(source: Any, predicate: Any) -> PSArray:
        return like(source, [item for item in items_of(source) if predicate.test(item)])

    @staticmethod
    def static_Zip(source: Any, second: Any, selector: Any = None) -> PSArray:
        from pwsh_emu.runtime.types.tuples import value_tuple

        pairs = zip(items_of(source), items_of(second), strict=False)
        if selector is None:
            return PSArray([value_tuple([one, two]) for one, two in pairs])
        return PSArray([selector.call(one, two) for one, two in pairs], result_element(selector))


def _only(items: list[Any], predicate: Any) -> Any:
    if len(items) > 1:
        raise failures.invalid("Sequence contains more than one element" if predicate is None else "Sequence contains more than one matching element")
    return items[0]


def _extreme(session: Any, items: list[Any], sign: int) -> Any:
    if not items:
        raise no_elements()
    return items[extreme(session, items, sign)]


def _sorted(session: Any, items: list[Any], selector: Any, comparer: Any = None) -> list[Any]:
    from pwsh_emu.runtime.types.arrays import comparer_key

    key = comparer_key(session, comparer)
    return sorted(items, key=(lambda item: key(selector.call(item))) if selector is not None else key)


TYPES = {"System.Linq.Enumerable": EnumerableMembers}
