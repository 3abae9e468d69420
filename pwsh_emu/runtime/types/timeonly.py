"""System.TimeOnly."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.dateformats import custom, standard_pattern, wrong_format
from pwsh_emu.runtime.types.dateparts import ClockParts
from pwsh_emu.runtime.types.datetimes import DateTime
from pwsh_emu.runtime.types.ordering import Ordered
from pwsh_emu.runtime.types.timespans import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MICROSECOND,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    TimeSpan,
)
from pwsh_emu.runtime.values import Int64


def _whole(ticks: float) -> int:
    """Return ticks as .NET casts a double: what is no number of an Int64 becomes its lowest."""
    return int(ticks) if ticks == ticks and abs(ticks) < 2**63 else -(2**63)


class TimeOnly(ClockParts, Ordered):
    """A time of day in ticks."""

    ps_type = builtin("System.TimeOnly")
    PROPERTY_ORDER = "Hour Minute Second Millisecond Microsecond Nanosecond Ticks"
    __slots__ = ("ticks",)

    def __init__(self, ticks: int = 0) -> None:
        super().__init__()
        self.ticks = ticks

    @staticmethod
    def new(*parts: int) -> TimeOnly:
        if len(parts) == 1:
            if not 0 <= parts[0] < TICKS_PER_DAY:
                raise failures.out_of_range("Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.", "ticks")
            return TimeOnly(parts[0])
        hour, minute, second, millisecond, microsecond = (*parts, 0, 0, 0, 0, 0)[:5]
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
            raise NetException("System.ArgumentOutOfRangeException", "Hour, Minute, and Second parameters describe an un-representable DateTime.")
        if not 0 <= millisecond < 1000:
            raise failures.out_of_range("Valid values are between 0 and 999, inclusive.", "millisecond")
        whole = (hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND
        return TimeOnly(whole + millisecond * TICKS_PER_MILLISECOND + microsecond * TICKS_PER_MICROSECOND)

    @property
    def place(self) -> int:
        return self.ticks

    def __str__(self) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text(None, cultures.get(cultures.DEFAULT))

    def format_text(self, format: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        text = format or "t"
        if len(text) == 1:
            fixed = {"o": "HH:mm:ss.fffffff", "O": "HH:mm:ss.fffffff", "r": "HH:mm:ss", "R": "HH:mm:ss"}.get(text)
            if fixed is not None:
                from pwsh_emu.runtime import culture as cultures

                return custom(DateTime(self.ticks), fixed, cultures.invariant())
            if text not in "tT":
                raise wrong_format()
            text = standard_pattern(text, culture)
        else:
            from pwsh_emu.runtime.types.dateonly import _unquoted

            if any(letter in "dMyzK" for letter in _unquoted(text)):
                raise failures.format_error(f"String '{text}' contains parts which are not specific to the TimeOnly.")
        return custom(DateTime(self.ticks), text, culture)

    @property
    def Ticks(self) -> Int64:
        return Int64(self.ticks)

    def _added(self, ticks: int, reference: Any = None) -> TimeOnly:
        days, rest = divmod(self.ticks + ticks, TICKS_PER_DAY)
        if reference is not None:
            reference.value = days
        return TimeOnly(rest)

    def Add(self, value: TimeSpan, reference: Any = None) -> TimeOnly:
        return self._added(value.ticks, reference)

    def AddHours(self, value: float, reference: Any = None) -> TimeOnly:
        return self._added(_whole(value * TICKS_PER_HOUR), reference)

    def AddMinutes(self, value: float, reference: Any = None) -> TimeOnly:
        return self._added(_whole(value * TICKS_PER_MINUTE), reference)

    def IsBetween(self, start: TimeOnly, end: TimeOnly) -> bool:
        if start.ticks <= end.ticks:
            return start.ticks <= self.ticks < end.ticks
        return self.ticks >= start.ticks or self.ticks < end.ticks

    def ToTimeSpan(self) -> TimeSpan:
        return TimeSpan(self.ticks)

    @with_session
    def ToShortTimeString(session: Any, self: TimeOnly) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text("t", cultures.current(session))

    @with_session
    def ToLongTimeString(session: Any, self: TimeOnly) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text("T", cultures.current(session))

    # --- statics ---
    static_get_MinValue = staticmethod(lambda: TimeOnly(0))
    static_get_MaxValue = staticmethod(lambda: TimeOnly(TICKS_PER_DAY - 1))

    @staticmethod
    def static_FromDateTime(value: DateTime) -> TimeOnly:
        return TimeOnly(value.ticks % TICKS_PER_DAY)

    @staticmethod
    def static_FromTimeSpan(value: TimeSpan) -> TimeOnly:
        return TimeOnly.new(value.ticks)

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, provider: Any = None, styles: Any = None) -> TimeOnly:
        from pwsh_emu.runtime.types.dateparsing import scan
        from pwsh_emu.runtime.types.strings import provider_culture

        if text is None:
            raise failures.null("s")
        wrong = failures.format_error(f"String '{text}' was not recognized as a valid TimeOnly.")
        try:
            fields = scan(session, text, provider_culture(session, provider))
        except NetException:
            raise wrong from None
        if fields.hour is None:
            raise wrong
        if fields.year is not None or fields.month is not None or fields.day is not None or fields.offset is not None:
            raise failures.format_error(f"String '{text}' contains parts which are not specific to the TimeOnly.")
        return TimeOnly((fields.hour * 3600 + fields.minute * 60 + fields.second) * TICKS_PER_SECOND + fields.fraction)

    @staticmethod
    @with_session
    def static_ParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> TimeOnly:
        from pwsh_emu.runtime.types.dateexact import scan_exact
        from pwsh_emu.runtime.types.strings import provider_culture

        culture = provider_culture(session, rest[0] if rest else None)
        for format in [formats] if isinstance(formats, str) else list(formats):
            try:
                fields = scan_exact(text, "HH:mm:ss.fffffff" if format in ("o", "O") else format, culture)
            except NetException:
                continue
            return TimeOnly(((fields.hour or 0) * 3600 + fields.minute * 60 + fields.second) * TICKS_PER_SECOND + fields.fraction)
        raise failures.format_error(f"String '{text}' was not recognized as a valid TimeOnly.")

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: TimeOnly.static_Parse(session, text, *rest[:-1]), TimeOnly(0))

    @staticmethod
    @with_session
    def static_TryParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: TimeOnly.static_ParseExact(session, text, formats, *rest[:-1]), TimeOnly(0))

    @staticmethod
    def static_op_Subtraction(left: TimeOnly, right: TimeOnly) -> TimeSpan:
        return TimeSpan((left.ticks - right.ticks) % TICKS_PER_DAY)


TYPES = {"System.TimeOnly": TimeOnly}
