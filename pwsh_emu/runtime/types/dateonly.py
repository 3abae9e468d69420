"""System.DateOnly."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.calendardays import DAYS_TO_10000, add_months, date_of, day_number, exists
from pwsh_emu.runtime.types.dateformats import custom, standard_pattern, wrong_format
from pwsh_emu.runtime.types.dateparts import DateParts
from pwsh_emu.runtime.types.datetimes import DateTime
from pwsh_emu.runtime.types.ordering import Ordered
from pwsh_emu.runtime.types.timespans import TICKS_PER_DAY


class DateOnly(DateParts, Ordered):
    """A date without a time; ``number`` counts days from 0001-01-01."""

    ps_type = builtin("System.DateOnly")
    PROPERTY_ORDER = "Year Month Day DayOfWeek DayOfYear DayNumber"
    __slots__ = ("number",)

    def __init__(self, number: int = 0) -> None:
        super().__init__()
        self.number = number

    @staticmethod
    def new(year: int = 1, month: int = 1, day: int = 1, calendar: Any = None) -> DateOnly:
        if not exists(year, month, day):
            from pwsh_emu.runtime.errors import NetException

            raise NetException("System.ArgumentOutOfRangeException", "Year, Month, and Day parameters describe an un-representable DateTime.")
        return DateOnly(day_number(year, month, day))

    @property
    def place(self) -> int:
        return self.number

    def date_parts(self) -> tuple[int, int, int]:
        return date_of(self.number)

    def as_date(self) -> DateTime:
        """Return midnight of this date."""
        return DateTime(self.number * TICKS_PER_DAY)

    def __str__(self) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text(None, cultures.get(cultures.DEFAULT))

    def format_text(self, format: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        text = format or "d"
        if len(text) == 1:
            if text in "oO":
                return custom(self.as_date(), "yyyy-MM-dd", culture)
            if text in "rR":
                from pwsh_emu.runtime import culture as cultures

                return custom(self.as_date(), "ddd, dd MMM yyyy", cultures.invariant())
            if text not in "dDmMyY":
                raise wrong_format()
            text = standard_pattern(text, culture)
        elif any(letter in "hHmsftzKF" for letter in _unquoted(text)):
            raise failures.format_error(f"String '{text}' contains parts which are not specific to the DateOnly.")
        return custom(self.as_date(), text, culture)

    @property
    def DayOfWeek(self) -> int:
        return (self.number + 1) % 7

    @property
    def DayNumber(self) -> int:
        return self.number

    def _moved(self, number: int) -> DateOnly:
        if not 0 <= number < DAYS_TO_10000:
            raise failures.out_of_range("Value to add was out of range.", "value")
        return DateOnly(number)

    def AddDays(self, days: int) -> DateOnly:
        return self._moved(self.number + days)

    def AddMonths(self, months: int) -> DateOnly:
        year, month, day = add_months(*self.date_parts(), months)
        if not 1 <= year <= 9999:
            raise failures.out_of_range("The added or subtracted value results in an un-representable DateTime.", "months")
        return DateOnly(day_number(year, month, day))

    def AddYears(self, years: int) -> DateOnly:
        return self.AddMonths(years * 12)

    def ToDateTime(self, time: Any, kind: Any = None) -> DateTime:
        return DateTime(self.number * TICKS_PER_DAY + time.ticks, kind.value if kind is not None else 0)

    @with_session
    def ToShortDateString(session: Any, self: DateOnly) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text("d", cultures.current(session))

    @with_session
    def ToLongDateString(session: Any, self: DateOnly) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text("D", cultures.current(session))

    def Deconstruct(self, *references: Any) -> None:
        for reference, value in zip(references, self.date_parts(), strict=False):
            reference.value = value

    # --- statics ---
    static_get_MinValue = staticmethod(lambda: DateOnly(0))
    static_get_MaxValue = staticmethod(lambda: DateOnly(DAYS_TO_10000 - 1))

    @staticmethod
    def static_FromDateTime(value: DateTime) -> DateOnly:
        return DateOnly(value.ticks // TICKS_PER_DAY)

    @staticmethod
    def static_FromDayNumber(number: int) -> DateOnly:
        if not 0 <= number < DAYS_TO_10000:
            raise failures.out_of_range("Day number must be between 0 and DateOnly.MaxValue.DayNumber.", "dayNumber")
        return DateOnly(number)

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, provider: Any = None, styles: Any = None) -> DateOnly:
        from pwsh_emu.runtime.errors import NetException
        from pwsh_emu.runtime.types.dateparsing import build, scan
        from pwsh_emu.runtime.types.strings import provider_culture

        if text is None:
            raise failures.null("s")
        try:
            fields = scan(session, text, provider_culture(session, provider))
            made = build(session, text, fields, 0)
        except NetException:
            raise failures.format_error(f"String '{text}' was not recognized as a valid DateOnly.") from None
        if fields.hour is not None or fields.offset is not None:
            raise failures.format_error(f"String '{text}' contains parts which are not specific to the DateOnly.")
        return DateOnly.static_FromDateTime(made)

    @staticmethod
    @with_session
    def static_ParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> DateOnly:
        from pwsh_emu.runtime.errors import NetException
        from pwsh_emu.runtime.types.dateexact import parse_exact
        from pwsh_emu.runtime.types.strings import provider_culture

        provider = rest[0] if rest else None
        choices = [formats] if isinstance(formats, str) else list(formats)
        choices = ["yyyy-MM-dd" if one in ("o", "O") else one for one in choices]
        try:
            return DateOnly.static_FromDateTime(parse_exact(session, text, choices, provider_culture(session, provider), 0))
        except NetException:
            raise failures.format_error(f"String '{text}' was not recognized as a valid DateOnly.") from None

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: DateOnly.static_Parse(session, text, *rest[:-1]), DateOnly(0))

    @staticmethod
    @with_session
    def static_TryParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: DateOnly.static_ParseExact(session, text, formats, *rest[:-1]), DateOnly(0))


def _unquoted(format: str) -> str:
    made, quote, at = "", "", 0
    while at < len(format):
        letter = format[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "\\":
            at += 1
        else:
            made += letter
        at += 1
    return made


TYPES = {"System.DateOnly": DateOnly}
