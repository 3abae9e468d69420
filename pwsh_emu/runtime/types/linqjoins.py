"""More of System.Linq.Enumerable: joins of two sequences, and what goes by the key of an item."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types.groupings import Grouping
from pwsh_emu.runtime.types.linqitems import distinct, distinct_key, extreme, grouped, items_of, like, result_element
from pwsh_emu.runtime.values import PSArray

_ITEMS = "System.Collections.IEnumerable source"
_SECOND = "System.Collections.IEnumerable second"
_INNER = "System.Collections.IEnumerable outer, System.Collections.IEnumerable inner"
_OF_ITEM = "System.Func[System.Object,System.Object]"
_OF_PAIR = "System.Func[System.Object,System.Object,System.Object]"
_KEYS = f"{_OF_ITEM} outerKeySelector, {_OF_ITEM} innerKeySelector, {_OF_PAIR} resultSelector"


class JoinMembers:
    """Static members of Enumerable."""

    SIGNATURES = tuple(
        f"static {text}"
        for text in (
            f"System.Object AsEnumerable({_ITEMS})",
            f"System.Object CountBy({_ITEMS}, {_OF_ITEM} keySelector)",
            f"System.Object DefaultIfEmpty({_ITEMS})",
            f"System.Object DefaultIfEmpty({_ITEMS}, System.Object defaultValue)",
            f"System.Object ExceptBy({_ITEMS}, {_SECOND}, {_OF_ITEM} keySelector)",
            f"System.Object GroupJoin({_INNER}, {_KEYS})",
            f"System.Object Index({_ITEMS})",
            f"System.Object IntersectBy({_ITEMS}, {_SECOND}, {_OF_ITEM} keySelector)",
            f"System.Object Join({_INNER}, {_KEYS})",
            f"System.Object LeftJoin({_INNER}, {_KEYS})",
            f"System.Object MaxBy({_ITEMS}, {_OF_ITEM} keySelector)",
            f"System.Object MinBy({_ITEMS}, {_OF_ITEM} keySelector)",
            f"System.Object RightJoin({_INNER}, {_KEYS})",
            f"System.Object Shuffle({_ITEMS})",
            f"System.Object ThenBy({_ITEMS}, {_OF_ITEM} keySelector)",
            f"System.Object ToLookup({_ITEMS}, {_OF_ITEM} keySelector)",
            f"System.Object ToLookup({_ITEMS}, {_OF_ITEM} keySelector, System.Collections.IEqualityComparer comparer)",
            f"bool TryGetNonEnumeratedCount({_ITEMS}, [ref] int count)",
            f"System.Object UnionBy({_ITEMS}, {_SECOND}, {_OF_ITEM} keySelector)",
        )
    )

    @staticmethod
    def static_AsEnumerable(source: Any) -> Any:
        return source

    @staticmethod
    def static_DefaultIfEmpty(source: Any, value: Any = None) -> PSArray:
        return like(source, items_of(source) or [value])

    @staticmethod
    def static_Index(source: Any) -> PSArray:
        from pwsh_emu.runtime.types.tuples import value_tuple

        return PSArray([value_tuple([index, item]) for index, item in enumerate(items_of(source))])

    @staticmethod
    def static_CountBy(source: Any, selector: Any) -> PSArray:
        from pwsh_emu.runtime.knowntypes import builtin, generic
        from pwsh_emu.runtime.types.entries import KeyValuePair

        pair = generic("System.Collections.Generic.KeyValuePair`2", builtin(result_element(selector)), builtin("System.Int32"))
        return PSArray([KeyValuePair(pair, key, len(items)) for key, items in grouped(items_of(source), selector)])

    @staticmethod
    def static_ToLookup(source: Any, selector: Any, comparer: Any = None) -> PSArray:
        return PSArray([Grouping(key, items) for key, items in grouped(items_of(source), selector, comparer)])

    @staticmethod
    @with_session
    def static_MaxBy(session: Any, source: Any, selector: Any) -> Any:
        return _extreme_by(session, items_of(source), selector, -1)

    @staticmethod
    @with_session
    def static_MinBy(session: Any, source: Any, selector: Any) -> Any:
        return _extreme_by(session, items_of(source), selector, 1)

    @staticmethod
    def static_Shuffle(source: Any) -> PSArray:
        import random

        return like(source, random.sample(items := items_of(source), len(items)))

    @staticmethod
    def static_TryGetNonEnumeratedCount(source: Any, reference: Any) -> bool:
        reference.value = len(items_of(source))
        return True

    @staticmethod
    def static_ExceptBy(source: Any, second: Any, selector: Any) -> PSArray:
        return _by_key(source, {distinct_key(key) for key in items_of(second)}, selector, False)

    @staticmethod
    def static_IntersectBy(source: Any, second: Any, selector: Any) -> PSArray:
        return _by_key(source, {distinct_key(key) for key in items_of(second)}, selector, True)

    @staticmethod
    def static_UnionBy(source: Any, second: Any, selector: Any) -> PSArray:
        return like(source, distinct([*items_of(source), *items_of(second)], selector))

    @staticmethod
    def static_Join(outer: Any, inner: Any, outer_key: Any, inner_key: Any, result: Any) -> PSArray:
        table = _lookup(items_of(inner), inner_key)
        pairs = [(one, two) for one in items_of(outer) for two in table.get(distinct_key(outer_key.call(one)), ())]
        return _results(pairs, result)

    @staticmethod
    def static_LeftJoin(outer: Any, inner: Any, outer_key: Any, inner_key: Any, result: Any) -> PSArray:
        table = _lookup(items_of(inner), inner_key)
        pairs = [(one, two) for one in items_of(outer) for two in table.get(distinct_key(outer_key.call(one)), (None,))]
        return _results(pairs, result)

    @staticmethod
    def static_RightJoin(outer: Any, inner: Any, outer_key: Any, inner_key: Any, result: Any) -> PSArray:
        table = _lookup(items_of(outer), outer_key)
        pairs = [(one, two) for two in items_of(inner) for one in table.get(distinct_key(inner_key.call(two)), (None,))]
        return _results(pairs, result)

    @staticmethod
    def static_GroupJoin(outer: Any, inner: Any, outer_key: Any, inner_key: Any, result: Any) -> PSArray:
        table = _lookup(items_of(inner), inner_key)
        return _results([(one, PSArray(table.get(distinct_key(outer_key.call(one)), ()))) for one in items_of(outer)], result)


def _lookup(items: list[Any], selector: Any) -> dict[Any, list[Any]]:
    return {distinct_key(key): found for key, found in grouped(items, selector)}


def _results(pairs: list[tuple[Any, Any]], result: Any) -> PSArray:
    return PSArray([result.call(one, two) for one, two in pairs], result_element(result))


def _by_key(source: Any, keys: set[Any], selector: Any, wanted: bool) -> PSArray:
    seen: set[Any] = set()
    found = []
    for item in items_of(source):
        key = distinct_key(selector.call(item))
        if (key in keys) is wanted and key not in seen:
            seen.add(key)
            found.append(item)
    return like(source, found)


def _extreme_by(session: Any, items: list[Any], selector: Any, sign: int) -> Any:
    keys = [selector.call(item) for item in items]
    return None if not items else items[extreme(session, keys, sign)]
