"""System.DateTime: ticks since 0001-01-01 with a kind."""

from __future__ import annotations

import math
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import calendardays, failures
from pwsh_emu.runtime.types.calendardays import add_months, date_of, day_number, exists
from pwsh_emu.runtime.types.dateparts import ClockParts, DateParts
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

MAX_TICKS = 3155378975999999999
UNIX_EPOCH = 621355968000000000
UNSPECIFIED, UTC, LOCAL = 0, 1, 2
_UNREPRESENTABLE = "The added or subtracted value results in an un-representable DateTime."


class DateTime(DateParts, ClockParts, Ordered):
    """A point in time; immutable. ``kind`` is 0 Unspecified, 1 Utc or 2 Local."""

    ps_type = builtin("System.DateTime")
    PROPERTY_ORDER = "Date Day DayOfWeek DayOfYear Hour Kind Millisecond Microsecond Nanosecond Minute Month Second Ticks TimeOfDay Year"
    __slots__ = ("kind", "ticks")

    def __init__(self, ticks: int, kind: int = UNSPECIFIED) -> None:
        super().__init__()
        self.ticks = int(ticks)
        self.kind = kind

    @property
    def place(self) -> int:
        return self.ticks

    def __str__(self) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text(None, cultures.get(cultures.DEFAULT))

    def format_text(self, format: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        from pwsh_emu.runtime.types.dateformats import format_date

        return format_date(self, format or "G", culture)

    # --- construction ---
    @staticmethod
    def new(*parts: Any) -> DateTime:
        return make(list(parts))

    def date_parts(self) -> tuple[int, int, int]:
        """Return (year, month, day)."""
        return date_of(self.ticks // TICKS_PER_DAY)

    # --- parts ---
    @property
    def Ticks(self) -> Int64:
        return Int64(self.ticks)

    @property
    def Kind(self) -> int:
        return self.kind

    @property
    def Date(self) -> DateTime:
        return DateTime(self.ticks - self.ticks % TICKS_PER_DAY, self.kind)

    @property
    def TimeOfDay(self) -> TimeSpan:
        return TimeSpan(self.ticks % TICKS_PER_DAY)

    @property
    def DayOfWeek(self) -> int:
        return (self.ticks // TICKS_PER_DAY + 1) % 7

    # --- arithmetic ---
    def add_ticks(self, ticks: int, name: str = "value") -> DateTime:
        total = self.ticks + ticks
        if not 0 <= total <= MAX_TICKS:
            raise failures.out_of_range(_UNREPRESENTABLE, name)
        return DateTime(total, self.kind)

    def _add_units(self, value: float, unit: int) -> DateTime:
        if value != value or math.isinf(value) or abs(value * unit) > 2 * MAX_TICKS:
            raise failures.out_of_range("Value to add was out of range.", "value")
        whole = math.trunc(value)
        return self.add_ticks(int(whole) * unit + int((value - whole) * unit))

    def Add(self, value: TimeSpan) -> DateTime:
        return self.add_ticks(value.ticks)

    def AddDays(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_DAY)

    def AddHours(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_HOUR)

    def AddMinutes(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_MINUTE)

    def AddSeconds(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_SECOND)

    def AddMilliseconds(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_MILLISECOND)

    def AddMicroseconds(self, value: float) -> DateTime:
        return self._add_units(value, TICKS_PER_MICROSECOND)

    def AddTicks(self, value: int) -> DateTime:
        return self.add_ticks(value)

    def AddMonths(self, months: int) -> DateTime:
        if not -120000 <= months <= 120000:
            raise failures.out_of_range("Months value must be between +/-120000.", "months")
        return self._moved(months, "months")

    def AddYears(self, years: int) -> DateTime:
        if not -10000 <= years <= 10000:
            raise failures.out_of_range("Years value must be between +/-10000.", "years")
        return self._moved(years * 12, "value")

    def _moved(self, months: int, name: str) -> DateTime:
        year, month, day = add_months(*self.date_parts(), months)
        if not 1 <= year <= 9999:
            raise failures.out_of_range(_UNREPRESENTABLE, name)
        return DateTime(day_number(year, month, day) * TICKS_PER_DAY + self.ticks % TICKS_PER_DAY, self.kind)

    def Subtract(self, other: Any) -> Any:
        if isinstance(other, DateTime):
            return TimeSpan(self.ticks - other.ticks)
        return self.add_ticks(-other.ticks)

    # --- conversion ---
    def ToUniversalTime(self) -> DateTime:
        if self.kind == UTC:
            return self
        return _clamped(self.ticks - local_offset(self.ticks), UTC)

    def ToLocalTime(self) -> DateTime:
        if self.kind == LOCAL:
            return self
        return _clamped(self.ticks + utc_offset(self.ticks), LOCAL)

    def ToFileTime(self) -> Int64:
        return self.ToUniversalTime().ToFileTimeUtc()

    def ToFileTimeUtc(self) -> Int64:
        ticks = (self.ToUniversalTime() if self.kind == LOCAL else self).ticks - 504911232000000000
        if ticks < 0:
            raise failures.out_of_range("Not a valid Win32 FileTime.", "fileTime")
        return Int64(ticks)

    def ToOADate(self) -> float:
        if self.ticks == 0:
            return 0.0
        milliseconds = self.ticks // TICKS_PER_MILLISECOND - 59926435200000
        return milliseconds / 86400000

    def ToBinary(self) -> Int64:
        if self.kind == LOCAL:
            ticks = self.ToUniversalTime().ticks
            return Int64(ticks | -(1 << 63)) if ticks >= 0 else Int64(ticks)
        return Int64(self.ticks | (self.kind << 62))

    @with_session
    def ToShortDateString(session: Any, self: DateTime) -> str:
        return _in_culture(session, self, "d")

    @with_session
    def ToLongDateString(session: Any, self: DateTime) -> str:
        return _in_culture(session, self, "D")

    @with_session
    def ToShortTimeString(session: Any, self: DateTime) -> str:
        return _in_culture(session, self, "t")

    @with_session
    def ToLongTimeString(session: Any, self: DateTime) -> str:
        return _in_culture(session, self, "T")

    @with_session
    def GetDateTimeFormats(session: Any, self: DateTime, *arguments: Any) -> list[str]:
        from pwsh_emu.runtime.types.dateformats import all_formats
        from pwsh_emu.runtime.types.strings import provider_culture

        letter = next((str(one) for one in arguments if isinstance(one, str)), None)
        provider = next((one for one in arguments if not isinstance(one, str)), None)
        return all_formats(self, letter, provider_culture(session, provider))

    def IsDaylightSavingTime(self) -> bool:
        from pwsh_emu.runtime.types.timezones import local_zone

        return local_zone().is_daylight(self)

    def Deconstruct(self, *references: Any) -> None:
        for reference, value in zip(references, self.date_parts(), strict=False):
            reference.value = value

    def GetHashCode(self) -> int | None:
        from pwsh_emu.runtime.hashcodes import hash_code

        return hash_code(self)

    def GetTypeCode(self) -> int:
        return 16

    # --- statics ---
    @staticmethod
    @with_session
    def static_get_Now(session: Any) -> DateTime:
        return now(session)

    @staticmethod
    @with_session
    def static_get_UtcNow(session: Any) -> DateTime:
        return DateTime(utc_now_ticks(session), UTC)

    @staticmethod
    @with_session
    def static_get_Today(session: Any) -> DateTime:
        return now(session).Date

    static_get_MinValue = staticmethod(lambda: DateTime(0))
    static_get_MaxValue = staticmethod(lambda: DateTime(MAX_TICKS))
    static_get_UnixEpoch = staticmethod(lambda: DateTime(UNIX_EPOCH, UTC))

    @staticmethod
    def static_IsLeapYear(year: int) -> bool:
        if not 1 <= year <= 9999:
            raise failures.out_of_range("Year must be between 1 and 9999.", "year")
        return calendardays.is_leap(year)

    @staticmethod
    def static_DaysInMonth(year: int, month: int) -> int:
        if not 1 <= month <= 12:
            raise failures.out_of_range("Month must be between one and twelve.", "month", month)
        if not 1 <= year <= 9999:
            raise failures.out_of_range("Year must be between 1 and 9999.", "year")
        return calendardays.days_in_month(year, month)

    @staticmethod
    def static_SpecifyKind(value: DateTime, kind: Any) -> DateTime:
        return DateTime(value.ticks, kind.value)

    @staticmethod
    def static_FromBinary(number: int) -> DateTime:
        if number < 0:
            return DateTime(number & 0x3FFFFFFFFFFFFFFF, UTC).ToLocalTime()
        return DateTime(number & 0x3FFFFFFFFFFFFFFF, number >> 62)

    @staticmethod
    def static_FromFileTime(number: int) -> DateTime:
        return DateTime.static_FromFileTimeUtc(number).ToLocalTime()

    @staticmethod
    def static_FromFileTimeUtc(number: int) -> DateTime:
        if number < 0:
            raise failures.out_of_range("Not a valid Win32 FileTime.", "fileTime")
        return DateTime(number + 504911232000000000, UTC)

    @staticmethod
    def static_FromOADate(days: float) -> DateTime:
        if not -657435.0 < days < 2958466.0:
            raise failures.argument("Not a legal OleAut date.")
        milliseconds = int(days * 86400000 + (0.5 if days >= 0 else -0.5))
        if milliseconds < 0:
            milliseconds -= (milliseconds % 86400000) * 2 if milliseconds % 86400000 else 0
        milliseconds += 59926435200000
        if not 0 <= milliseconds * TICKS_PER_MILLISECOND <= MAX_TICKS:
            raise failures.argument("Not a legal OleAut date.")
        return DateTime(milliseconds * TICKS_PER_MILLISECOND)

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, provider: Any = None, styles: Any = None) -> DateTime:
        from pwsh_emu.runtime.types.dateparsing import parse
        from pwsh_emu.runtime.types.strings import provider_culture

        if text is None:
            raise failures.null("s")
        return parse(session, text, provider_culture(session, provider), styles.value if styles is not None else 0)

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: DateTime.static_Parse(session, text, *rest[:-1]), DateTime(0))

    @staticmethod
    @with_session
    def static_ParseExact(session: Any, text: Any, formats: Any, provider: Any = None, styles: Any = None) -> DateTime:
        from pwsh_emu.runtime.types.dateexact import parse_exact
        from pwsh_emu.runtime.types.strings import provider_culture

        if text is None:
            raise failures.null("s")
        return parse_exact(session, text, formats, provider_culture(session, provider), styles.value if styles is not None else 0)

    @staticmethod
    @with_session
    def static_TryParseExact(session: Any, text: Any, formats: Any, provider: Any, styles: Any, reference: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(reference, lambda: DateTime.static_ParseExact(session, text, formats, provider, styles), DateTime(0))

    # --- operators ---
    @staticmethod
    def static_op_Addition(left: DateTime, right: TimeSpan) -> DateTime:
        return left.add_ticks(right.ticks, "t")

    @staticmethod
    def static_op_Subtraction(left: DateTime, right: Any) -> Any:
        if isinstance(right, DateTime):
            return TimeSpan(left.ticks - right.ticks)
        return left.add_ticks(-right.ticks, "t")


def make(parts: list[Any]) -> DateTime:
    """Construct a DateTime from constructor arguments."""
    kind = UNSPECIFIED
    kept = []
    for part in parts:
        if type(part).__name__ == "EnumValue":
            kind = part.value
        elif type(part).__name__ == "DateOnly":
            kept.extend(part.date_parts())
        elif type(part).__name__ == "TimeOnly" or isinstance(part, int):
            kept.append(part)
    if kept and type(kept[-1]).__name__ == "TimeOnly":
        return DateTime(day_number(*kept[:3]) * TICKS_PER_DAY + kept[-1].ticks, kind)
    if len(kept) == 0:
        return DateTime(0, kind)
    if len(kept) == 1:
        if not 0 <= kept[0] <= MAX_TICKS:
            raise failures.out_of_range("Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.", "ticks")
        return DateTime(kept[0], kind)
    year, month, day = kept[:3]
    hour, minute, second, millisecond, microsecond = (*kept[3:], 0, 0, 0, 0, 0)[:5]
    if not exists(year, month, day):
        raise _unrepresentable("Year, Month, and Day parameters describe an un-representable DateTime.")
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise _unrepresentable("Hour, Minute, and Second parameters describe an un-representable DateTime.")
    if not 0 <= millisecond < 1000:
        raise failures.out_of_range("Valid values are between 0 and 999, inclusive.", "millisecond")
    if not 0 <= microsecond < 1000:
        raise failures.out_of_range("Valid values are between 0 and 999, inclusive.", "microsecond")
    ticks = day_number(year, month, day) * TICKS_PER_DAY + (hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND
    return DateTime(ticks + millisecond * TICKS_PER_MILLISECOND + microsecond * TICKS_PER_MICROSECOND, kind)


def _unrepresentable(message: str) -> Any:
    from pwsh_emu.runtime.errors import NetException

    return NetException("System.ArgumentOutOfRangeException", message)


def _clamped(ticks: int, kind: int) -> DateTime:
    return DateTime(max(0, min(ticks, MAX_TICKS)), kind)


def utc_now_ticks(session: Any) -> int:
    """Return the current UTC ticks; a session's service "clock" (seconds since 1970) replaces the machine's clock."""
    clock = session.services.get("clock") if session is not None else None
    if clock is not None:
        since_1970: int = round(clock() * TICKS_PER_SECOND)
        return UNIX_EPOCH + since_1970
    import time

    return UNIX_EPOCH + time.time_ns() // 100


def now(session: Any) -> DateTime:
    """Return the current local time."""
    ticks = utc_now_ticks(session)
    return DateTime(ticks + utc_offset(ticks), LOCAL)


def utc_offset(utc_ticks: int) -> int:
    """Return the local zone's offset from UTC at a UTC time, in ticks."""
    from pwsh_emu.runtime.types.timezones import local_zone

    return local_zone().offset_at_utc(utc_ticks)


def local_offset(local_ticks: int) -> int:
    """Return the local zone's offset from UTC at a local time, in ticks."""
    from pwsh_emu.runtime.types.timezones import local_zone

    return local_zone().offset_at_local(local_ticks)


def _in_culture(session: Any, value: DateTime, format: str) -> str:
    from pwsh_emu.runtime import culture as cultures

    return value.format_text(format, cultures.current(session))


def from_unix(seconds: float, kind: int = LOCAL) -> DateTime:
    """Return the time of seconds since 1970."""
    made = DateTime(UNIX_EPOCH + round(seconds * TICKS_PER_SECOND), UTC)
    return made.ToLocalTime() if kind == LOCAL else made


TYPES = {"System.DateTime": DateTime}
