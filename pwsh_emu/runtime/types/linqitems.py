"""What the methods of System.Linq.Enumerable share: the items of a sequence, and how they are told apart and compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.runtime.castfailure import no_conversion
from pwsh_emu.runtime.overloads import method_error
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import PSArray, dictionary_key


def items_of(source: Any) -> list[Any]:
    """Return a sequence's items; a string's are its characters."""
    if source is None:
        raise failures.null("source")
    if isinstance(source, str):
        from pwsh_emu.runtime.values import Char

        return [Char(one) for one in source]
    from pwsh_emu.runtime.values import Hashtable

    if isinstance(source, Hashtable):
        from pwsh_emu.runtime.types.dictionaries import entries

        return list(entries(source))
    nodes = getattr(source, "ChildNodes", None)
    if nodes is not None:  # an XmlNode is a sequence of what is inside it
        return list(nodes)
    if not isinstance(source, Iterable):
        raise method_error(no_conversion(None, source, "System.Collections.IEnumerable").message)
    return list(source)


def element_of(source: Any) -> str:
    """Return the element type's name of a sequence."""
    return str(getattr(source, "element", "System.Object"))


def like(source: Any, items: Iterable[Any]) -> PSArray:
    return PSArray(items, element_of(source))


def result_element(selector: Any) -> str:
    """Return the type's name of what a selector gives."""
    returns = getattr(selector, "returns", None)
    return returns.to_string() if returns is not None else "System.Object"


def distinct_key(item: Any, comparer: Any = None) -> Any:
    """Return what two items share that are the same (to an equality comparer)."""
    if comparer is not None:
        from pwsh_emu.runtime.types.comparerkeys import filed_by

        return filed_by(comparer, item)
    return (str, item) if type(item) is str else dictionary_key(item)


def distinct(items: Iterable[Any], selector: Any = None, comparer: Any = None) -> list[Any]:
    """Return the first of all items that are the same, or whose keys are."""
    found: dict[Any, Any] = {}
    for item in items:
        found.setdefault(distinct_key(item if selector is None else selector.call(item), comparer), item)
    return list(found.values())


def grouped(items: Iterable[Any], selector: Any, comparer: Any = None) -> list[tuple[Any, list[Any]]]:
    """Return the keys of items in their order, each with its items."""
    groups: dict[Any, tuple[Any, list[Any]]] = {}
    for item in items:
        key = selector.call(item)
        groups.setdefault(distinct_key(key, comparer), (key, []))[1].append(item)
    return list(groups.values())


def extreme(session: Any, items: list[Any], sign: int) -> int:
    """Return the position of the smallest item (``sign`` 1) or the largest (-1); the first of several."""
    from pwsh_emu.runtime.types.arrays import default_compare

    best = 0
    for index in range(1, len(items)):
        if default_compare(session, items[index], items[best]) * sign < 0:
            best = index
    return best
