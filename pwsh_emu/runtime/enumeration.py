"""Which values the pipeline, foreach and @() take apart, and how they are walked.

Arrays, lists, sets, queues, generators and other .NET enumerables are taken apart; strings, dictionaries, XML nodes and everything else
are one object. A class of ``runtime.types`` whose values are taken apart sets ``is_enumerable = True`` and defines ``__iter__``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_enumerable(value: Any) -> bool:
    """Tell whether the pipeline takes a value apart."""
    kind = type(value)
    if kind is PSArray:
        return True
    if kind is PSObject:
        return is_enumerable(value.base)
    return bool(getattr(kind, "is_enumerable", False)) and getattr(value, "is_enumerable", True)


def iterate(value: Any) -> Iterator[Any]:
    """Yield what the pipeline sees of a value: its items, itself, or nothing for an empty result ($null counts as one object)."""
    if value is AUTOMATION_NULL:
        return iter(())
    if type(value) is PSArray or type(value) is range:
        return iter(value)
    if is_enumerable(value):
        return iter(value.base if type(value) is PSObject else value)
    return iter((value,))


def collect(items: list[Any]) -> Any:
    """Return what an expression yields that gave these objects: nothing, the one object, or an array of them."""
    if not items:
        return AUTOMATION_NULL
    return items[0] if len(items) == 1 else PSArray(items)
