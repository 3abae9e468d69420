"""Measure-Object."""

from __future__ import annotations

import math
from typing import Any

from pwsh_emu.cmdlets.property_arguments import property_arguments
from pwsh_emu.cmdlets.sort import compare_values
from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.types.gatherings import GenericMeasureInfo, GenericObjectMeasureInfo, TextMeasureInfo
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSCustomObject, PSMember, PSObject


class _Statistics:
    """What has been seen of one property (or of the objects themselves)."""

    __slots__ = ("characters", "count", "deviation", "lines", "maximum", "mean", "minimum", "name", "total", "words")

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.count = 0
        self.total = 0.0
        self.mean = 0.0
        self.deviation = 0.0
        self.maximum: Any = None
        self.minimum: Any = None
        self.lines = self.words = self.characters = 0


@implements("Measure-Object")
class MeasureObject(Cmdlet):
    """Calculates the numeric properties of objects, and the characters, words, and lines in string objects, such as files of text."""

    InputObject: Any = AUTOMATION_NULL
    Property: Any = None
    Sum = False
    Average = False
    Maximum = False
    Minimum = False
    StandardDeviation = False
    AllStats = False
    Line = False
    Word = False
    Character = False
    IgnoreWhiteSpace = False

    def begin(self) -> None:
        self._arguments = property_arguments(self, self.Property, ())
        self._found: dict[str, _Statistics] = {}
        self._whole: _Statistics | None = None
        self._failed = False
        if self.AllStats:
            self.Sum = self.Average = self.Maximum = self.Minimum = self.StandardDeviation = True
        self._text = self.parameter_set == "TextMeasure"
        self._numeric = bool(self.Sum or self.Average or self.StandardDeviation)
        self._extremes = bool(self.Maximum or self.Minimum)

    def direct_feed(self) -> Any:
        """Return what takes each object: ints of no property are added up at once."""
        if self._arguments or self._text or not (self._numeric or self._extremes):
            return None
        failed, measure = self.processor.failed, self._measure
        whole = self._whole = _Statistics(None)
        deviation = bool(self.StandardDeviation)
        any_extreme = self._extremes

        def feed(item: Any) -> None:
            if type(item) is int and not deviation:
                whole.count += 1
                whole.total += item
                if any_extreme:
                    if type(whole.maximum) is int:
                        if item > whole.maximum:
                            whole.maximum = item
                        if item < whole.minimum:
                            whole.minimum = item
                        return
                    self._extreme(whole, item)
                return
            if item is None or item is AUTOMATION_NULL:
                return
            try:
                measure(whole, item, item)
            except PSError as error:
                raise failed(error)

        return feed

    def process(self) -> None:
        item = self.InputObject
        if item is None or item is AUTOMATION_NULL:
            return
        if not self._arguments:
            if self._whole is None:
                self._whole = _Statistics(None)
            self._measure(self._whole, item, item)
            return
        for argument in self._arguments:
            self._property(item, argument.expression)

    def _property(self, item: Any, expression: PropertyExpression) -> None:
        session = self.session
        if expression.script is None and type(item) is PSCustomObject:
            value = item.members.get(expression.text, AUTOMATION_NULL)
            if value is not AUTOMATION_NULL and not isinstance(value, PSMember):
                if value is not None:
                    self._measure(self._statistics(expression.text), value, item)
                return
        for one in expression.resolve(session, item):
            result = one.value(session, item)
            if result.error is not None or result.value is None or result.value is AUTOMATION_NULL:
                continue
            self._measure(self._statistics(one.text), result.value, item)

    def _statistics(self, name: str) -> _Statistics:
        found = self._found.get(name.lower())
        if found is None:
            found = self._found[name.lower()] = _Statistics(name)
        return found

    # --- measuring ---
    def _measure(self, into: _Statistics, value: Any, item: Any) -> None:
        into.count += 1
        base = value.base if type(value) is PSObject else value
        if self._text:
            self._measure_text(into, base)
            return
        if self._numeric:
            number = self._number(base, into, item)
            if number is None:
                return
            into.total += number
            if self.StandardDeviation:
                before = into.mean
                into.mean += (number - before) / into.count
                into.deviation += (number - before) * (number - into.mean)
        if self._extremes:
            self._extreme(into, base)

    def _number(self, value: Any, into: _Statistics, item: Any) -> float | None:
        if type(value) in (int, float):
            return float(value)
        from pwsh_emu.runtime.conversion import to_string, try_convert

        converted, number = try_convert(self.session, value, self.session.types.resolve("System.Double"))
        if converted:
            return float(number)
        self._failed = True
        message = f'Input object "{to_string(self.session, value)}" is not numeric.'
        self.write_error(
            self.error("System.Management.Automation.PSInvalidOperationException", message, "NonNumericInputObject", "InvalidType", value)
        )
        return None

    def _extreme(self, into: _Statistics, value: Any) -> None:
        value = self._as_number(value)
        if into.maximum is None and into.minimum is None:
            into.maximum = into.minimum = value
            return
        if compare_values(self.session, into.maximum, value) < 0:
            into.maximum = value
        if compare_values(self.session, into.minimum, value) > 0:
            into.minimum = value

    def _as_number(self, value: Any) -> Any:
        if isinstance(value, str):
            from pwsh_emu.runtime.conversion import try_convert

            converted, number = try_convert(self.session, value, self.session.types.resolve("System.Double"))
            if converted and value.strip():
                return number
        return value

    def _measure_text(self, into: _Statistics, value: Any) -> None:
        from pwsh_emu.runtime.conversion import to_string

        text = value if type(value) is str else to_string(self.session, value)
        if not text:
            return
        if self.Character:
            into.characters += sum(1 for one in text if not one.isspace()) if self.IgnoreWhiteSpace else _utf16_length(text)
        if self.Word:
            into.words += len(text.split())
        if self.Line:
            lines = text.split("\n")
            if len(lines) > 1 and not lines[-1]:
                lines.pop()
            into.lines += sum(1 for line in lines if line.strip()) if self.IgnoreWhiteSpace else len(lines)

    # --- the result ---
    def end(self) -> None:
        if not self._arguments:
            self.write(self._result(self._whole or _Statistics(None)))
            return
        for argument in self._arguments:
            expression = argument.expression
            if expression.script is None and not expression.has_wildcards and expression.text.lower() not in self._found and self._is_strict():
                self._not_found(expression.text)
        for found in self._found.values():
            self.write(self._result(found))

    def _is_strict(self) -> bool:
        return bool(self.session.scope.strict_mode() >= 2)

    def _not_found(self, name: str) -> None:
        message = f'The property "{name}" cannot be found in the input for any objects.'
        self.write_error(self.error("System.Management.Automation.PSArgumentException", message, "GenericMeasurePropertyNotFound", "InvalidArgument"))

    def _sums(self, result: Any, found: _Statistics) -> None:
        if self.Sum:
            result.Sum = float(found.total)
        if self.Average and found.count > 0:
            result.Average = found.total / found.count
        if self.StandardDeviation:
            result.StandardDeviation = math.sqrt(found.deviation / (found.count - 1)) if found.count > 1 else 0.0

    def _result(self, found: _Statistics) -> Any:
        if self._text:
            text = TextMeasureInfo(found.name)
            if self.Line:
                text.Lines = found.lines
            if self.Word:
                text.Words = found.words
            if self.Character:
                text.Characters = found.characters
            return text
        numeric = all(value is None or _is_number(value) for value in (found.maximum, found.minimum))
        result = (GenericMeasureInfo if numeric else GenericObjectMeasureInfo)(found.count, found.name)
        if self._numeric and not self._failed:  # an object that is no number spoils sums and averages
            self._sums(result, found)
        if self.Maximum and found.maximum is not None:
            result.Maximum = float(found.maximum) if numeric else found.maximum
        if self.Minimum and found.minimum is not None:
            result.Minimum = float(found.minimum) if numeric else found.minimum
        return result


def _is_number(value: Any) -> bool:
    return (isinstance(value, (int, float)) and not isinstance(value, bool)) or type(value).__name__ == "Decimal"


def _utf16_length(text: str) -> int:
    return len(text) + sum(1 for one in text if one > "\uffff")
