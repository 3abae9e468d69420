"""Sort-Object."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from pwsh_emu.cmdlets.introsort import introsort
from pwsh_emu.cmdlets.property_arguments import KeepsInput, PropertyArgument, property_arguments
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSCustomObject, PSMember, PSObject

_KEYS = ("ascending", "descending")
MISSING: Any = type("Missing", (), {"__slots__": ()})()  # the key of an object without the property


@implements("Sort-Object")
class SortObject(KeepsInput):
    """Sorts objects by property values."""

    Property: Any = None
    Descending = False
    Unique = False
    CaseSensitive = False
    Culture: Any = None
    Top = 0
    Bottom = 0
    Stable = False

    def begin(self) -> None:
        super().begin()
        self._arguments = property_arguments(self, self.Property, _KEYS)

    def end(self) -> None:
        items = self._items
        if not items:
            return
        sorter = Sorter(self, self._arguments, bool(self.Descending), bool(self.CaseSensitive), culture=self.Culture)
        ordered = sorter.sorted(items, stable=bool(self.Stable) or "Top" in self.bound or "Bottom" in self.bound)
        if self.Unique:
            ordered = sorter.unique(ordered)
        if "Top" in self.bound:
            ordered = ordered[: int(self.Top)]
        elif "Bottom" in self.bound:
            ordered = ordered[max(len(ordered) - int(self.Bottom), 0) :]
        self.write_all(item for _, item in ordered)


class Sorter:
    """Orders objects by keys as PowerShell's OrderObjectBase does: missing values first, then by LanguagePrimitives.Compare."""

    def __init__(
        self,
        cmdlet: Cmdlet,
        arguments: list[PropertyArgument],
        descending: bool,
        case_sensitive: bool,
        missing: Any = MISSING,
        culture: Any = None,
    ) -> None:
        self.cmdlet = cmdlet
        self.sort_key = _sort_key_of(cmdlet, culture)  # None where the culture orders as the root collation does
        self.missing = missing  # the key where an object lacks the property
        self.session = cmdlet.session
        self.arguments = arguments
        self.ignore_case = not case_sensitive
        self.descending = descending
        self.directions: list[bool] = [self._descends(argument) for argument in arguments] or [descending]

    def _descends(self, argument: PropertyArgument) -> bool:
        from pwsh_emu.runtime.preferences import is_on

        options = argument.options
        down = is_on(options["descending"]) if "descending" in options else None
        up = is_on(options["ascending"]) if "ascending" in options else None
        if down is not None and down is not up:
            return down
        return self.descending if up is None or down is not None else not up

    # --- keys ---
    def keys(self, item: Any) -> tuple[Any, ...]:
        """Return an object's keys."""
        if not self.arguments:
            return (item.base if type(item) is PSObject else item,)
        return tuple(self._key(item, argument) for argument in self.arguments)

    def _key(self, item: Any, argument: PropertyArgument) -> Any:
        expression = argument.expression
        if expression.script is None and type(item) is PSCustomObject:
            value = item.members.get(expression.text, MISSING)
            if value is not MISSING and not isinstance(value, PSMember):
                return value.base if type(value) is PSObject else value
        result = expression.first(self.session, item)
        if result is None:
            return self.missing
        if result.error is not None:
            self._report(result.error)
            return None
        value = result.value
        return None if value is AUTOMATION_NULL else value.base if type(value) is PSObject else value

    def _report(self, record: Any) -> None:
        exception = record.exception.inner if record.exception.inner is not None else record.exception
        self.cmdlet.write_error(ErrorRecord(exception, "ExpressionEvaluation", "InvalidResult"))

    # --- order ---
    def sorted(self, items: list[Any], *, stable: bool = False) -> list[tuple[tuple[Any, ...], Any]]:
        """Return (keys, object) pairs in order; equal ones in .NET's order, or as they came where ``stable``."""
        pairs = [(self.keys(item), item) for item in items]
        if not stable and len(pairs) <= 16:
            introsort(pairs, self.compare_pairs)
            return pairs
        ordered = list(pairs)
        for column in range(len(self.directions) - 1, -1, -1):
            self._sort_column(ordered, column)
        if stable:
            return ordered
        return self._as_introsort(pairs, ordered)

    def _as_introsort(self, pairs: list[Any], ordered: list[Any]) -> list[Any]:
        """Put equal ones into the order that .NET's sort gives: it is run over ranks, which compare fast."""
        ranks: dict[int, int] = {}
        rank = 0
        previous = None
        for pair in ordered:
            if previous is not None and self.compare_pairs(previous, pair) != 0:
                rank += 1
            ranks[id(pair)] = rank
            previous = pair
        if rank == len(ordered) - 1:
            return ordered
        ranked: list[tuple[int, Any]] = [(ranks[id(pair)], pair) for pair in pairs]
        introsort(ranked, _by_rank)
        return [pair for _, pair in ranked]

    def compare_pairs(self, left: tuple[tuple[Any, ...], Any], right: tuple[tuple[Any, ...], Any]) -> int:
        """Compare two objects by all their keys, each in its direction."""
        for first, second, descends in zip(left[0], right[0], self.directions, strict=True):
            result = self.compare(first, second, descends)
            if result:
                return result
        return 0

    def _sort_column(self, pairs: list[tuple[tuple[Any, ...], Any]], column: int) -> None:
        """Sort by one key, stably: with plain Python keys where all values are of one simple kind."""
        descends = self.directions[column]
        kinds = {type(keys[column]) for keys, _ in pairs}
        if len(kinds) == 1:
            kind = next(iter(kinds))
            if kind is int or (kind is float and all(keys[column] == keys[column] for keys, _ in pairs)) or kind is bool:
                pairs.sort(key=lambda pair: pair[0][column], reverse=descends)
                return
            if kind is str:
                from pwsh_emu.runtime import collation

                ignore_case = self.ignore_case
                sort_key = self.sort_key or collation.sort_key
                pairs.sort(key=lambda pair: sort_key(pair[0][column], ignore_case), reverse=descends)
                return
        compare = self.compare

        def by_column(left: Any, right: Any) -> int:
            return compare(left[0][column], right[0][column], descends)

        pairs.sort(key=cmp_to_key(by_column))

    def compare(self, left: Any, right: Any, descends: bool = False) -> int:
        """Compare two key values; a missing property comes last in both directions."""
        if left is MISSING or right is MISSING:
            return 0 if left is right else 1 if left is MISSING else -1
        if self.sort_key is not None and isinstance(left, str) and isinstance(right, str):
            first, second = self.sort_key(left, self.ignore_case), self.sort_key(right, self.ignore_case)
            result = 0 if first == second else -1 if first < second else 1
        else:
            result = compare_values(self.session, left, right, self.ignore_case)
        return -result if descends else result

    def unique(self, pairs: list[tuple[tuple[Any, ...], Any]]) -> list[tuple[tuple[Any, ...], Any]]:
        """Keep the first of objects with equal keys."""
        result: list[tuple[tuple[Any, ...], Any]] = []
        for pair in pairs:
            if result and all(self.compare(left, right) == 0 for left, right in zip(result[-1][0], pair[0], strict=True)):
                continue
            result.append(pair)
        return result


def _sort_key_of(cmdlet: Cmdlet, culture: Any) -> Callable[[str, bool], Any] | None:
    """Return what makes the sort keys of -Culture, a name or a number; raise the cmdlet's terminating error for what is none."""
    if culture is None:
        return None
    from pwsh_emu.runtime import tailoring
    from pwsh_emu.runtime.types.cultures import find_culture

    text = str(culture).strip()
    number = int(text, 16) if re.fullmatch(r"0[xX][0-9a-fA-F]{1,8}", text) else int(text) if text.isdecimal() else None
    try:
        return tailoring.key_of(find_culture(str(culture) if number is None else number).name)
    except NetException as error:
        reason = error.exception.message
        inner = ExceptionObject("System.Management.Automation.SetValueInvocationException", f'Exception setting "Culture": "{reason}"')
        message = f"Cannot bind parameter 'Culture' to the target. {inner.message}"
        exception = ExceptionObject("System.Management.Automation.ParameterBindingException", message, inner)
        raise cmdlet.terminate(ErrorRecord(exception, "ParameterBindingFailed", "WriteError")) from None


def _by_rank(left: tuple[int, Any], right: tuple[int, Any]) -> int:
    return left[0] - right[0]


def compare_values(session: Any, left: Any, right: Any, ignore_case: bool = True) -> int:
    """Return LanguagePrimitives.Compare, or a comparison as texts where the values have no order."""
    from pwsh_emu.runtime import collation
    from pwsh_emu.runtime.comparison import compare
    from pwsh_emu.runtime.conversion import to_string

    try:
        return compare(session, left, right, ignore_case)
    except PSError:
        return collation.compare(to_string(session, left), to_string(session, right), ignore_case)
