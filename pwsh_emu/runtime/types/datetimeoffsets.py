"""System.DateTimeOffset: a local time and its offset from UTC."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.datetimes import LOCAL, MAX_TICKS, UNIX_EPOCH, UNSPECIFIED, UTC, DateTime, local_offset, make, utc_now_ticks, utc_offset
from pwsh_emu.runtime.types.ordering import Ordered
from pwsh_emu.runtime.types.timespans import TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan
from pwsh_emu.runtime.values import Int64

PlainDateTime = DateTime  # DateTimeOffset has a property of that name


class DateTimeOffset(Ordered):
    """``ticks`` is the clock time, ``offset`` its distance from UTC in ticks."""

    ps_type = builtin("System.DateTimeOffset")
    PROPERTY_ORDER = (
        "DateTime UtcDateTime LocalDateTime Date Day DayOfWeek DayOfYear Hour Millisecond Microsecond Nanosecond Minute Month Offset "
        "TotalOffsetMinutes Second Ticks UtcTicks TimeOfDay Year"
    )
    __slots__ = ("clock", "offset")

    def __init__(self, ticks: int = 0, offset: int = 0) -> None:
        super().__init__()
        self.clock = DateTime(ticks)
        self.offset = offset

    @staticmethod
    def new(*parts: Any) -> DateTimeOffset:
        offset: int | None = None
        rest = list(parts)
        if rest and isinstance(rest[-1], TimeSpan):
            offset = rest.pop().ticks
        if len(rest) == 1 and isinstance(rest[0], DateTime):
            value = rest[0]
            if offset is None:
                offset = 0 if value.kind == UTC else local_offset(value.ticks)
            elif value.kind == UTC and offset != 0:
                raise failures.argument("The UTC Offset for Utc DateTime instances must be 0.", "offset")
            elif value.kind == LOCAL and offset != local_offset(value.ticks):
                raise failures.argument("The UTC Offset of the local dateTime parameter does not match the offset argument.", "offset")
            ticks = value.ticks
        else:
            ticks = make(rest).ticks
        return DateTimeOffset(ticks, _checked_offset(offset or 0))

    @property
    def utc_ticks(self) -> int:
        return self.clock.ticks - self.offset

    @property
    def place(self) -> int:
        return self.utc_ticks

    def __str__(self) -> str:
        from pwsh_emu.runtime import culture as cultures

        return self.format_text(None, cultures.get(cultures.DEFAULT))

    def format_text(self, format: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        from pwsh_emu.runtime.types.dateformats import custom, format_date, standard_pattern

        if not format:
            return custom(self.clock, standard_pattern("G", culture) + " zzz", culture, self.offset)
        return format_date(self.clock, format, culture, self.offset)

    def in_zone(self, zone: Any) -> DateTimeOffset:
        """Return the same moment in another zone."""
        offset = zone.offset_at_utc(self.utc_ticks)
        return DateTimeOffset(self.utc_ticks + offset, offset)

    def _with(self, clock: DateTime) -> DateTimeOffset:
        return DateTimeOffset(clock.ticks, self.offset)

    @property
    def DateTime(self) -> Any:
        return DateTime(self.clock.ticks)

    @property
    def UtcDateTime(self) -> Any:
        return DateTime(self.utc_ticks, UTC)

    @property
    def LocalDateTime(self) -> Any:
        return DateTime(self.utc_ticks, UTC).ToLocalTime()

    @property
    def Date(self) -> Any:
        return self.clock.Date

    @property
    def TimeOfDay(self) -> TimeSpan:
        return self.clock.TimeOfDay

    @property
    def Offset(self) -> TimeSpan:
        return TimeSpan(self.offset)

    @property
    def TotalOffsetMinutes(self) -> int:
        return self.offset // TICKS_PER_MINUTE

    @property
    def Ticks(self) -> Int64:
        return Int64(self.clock.ticks)

    @property
    def UtcTicks(self) -> Int64:
        return Int64(self.utc_ticks)

    def Add(self, value: TimeSpan) -> DateTimeOffset:
        return self._with(self.clock.Add(value))

    def AddMonths(self, months: int) -> DateTimeOffset:
        return self._with(self.clock.AddMonths(months))

    def AddYears(self, years: int) -> DateTimeOffset:
        return self._with(self.clock.AddYears(years))

    def AddTicks(self, ticks: int) -> DateTimeOffset:
        return self._with(self.clock.AddTicks(ticks))

    def Subtract(self, other: Any) -> Any:
        if isinstance(other, DateTimeOffset):
            return TimeSpan(self.utc_ticks - other.utc_ticks)
        return self._with(self.clock.Subtract(other))

    def ToOffset(self, offset: TimeSpan) -> DateTimeOffset:
        return DateTimeOffset(self.utc_ticks + _checked_offset(offset.ticks), offset.ticks)

    def ToUniversalTime(self) -> DateTimeOffset:
        return DateTimeOffset(self.utc_ticks, 0)

    def ToLocalTime(self) -> DateTimeOffset:
        offset = utc_offset(self.utc_ticks)
        return DateTimeOffset(self.utc_ticks + offset, offset)

    def ToUnixTimeSeconds(self) -> Int64:
        return Int64((self.utc_ticks - UNIX_EPOCH) // TICKS_PER_SECOND)

    def ToUnixTimeMilliseconds(self) -> Int64:
        return Int64((self.utc_ticks - UNIX_EPOCH) // TICKS_PER_MILLISECOND)

    def ToFileTime(self) -> Int64:
        return DateTime(self.utc_ticks, UTC).ToFileTimeUtc()

    def EqualsExact(self, other: Any) -> bool:
        return bool(self == other and self.offset == other.offset)

    # --- statics ---
    @staticmethod
    @with_session
    def static_get_Now(session: Any) -> DateTimeOffset:
        ticks = utc_now_ticks(session)
        return DateTimeOffset(ticks + utc_offset(ticks), utc_offset(ticks))

    @staticmethod
    @with_session
    def static_get_UtcNow(session: Any) -> DateTimeOffset:
        return DateTimeOffset(utc_now_ticks(session), 0)

    static_get_MinValue = staticmethod(lambda: DateTimeOffset(0, 0))
    static_get_MaxValue = staticmethod(lambda: DateTimeOffset(MAX_TICKS, 0))
    static_get_UnixEpoch = staticmethod(lambda: DateTimeOffset(UNIX_EPOCH, 0))

    @staticmethod
    def static_FromUnixTimeSeconds(seconds: int) -> DateTimeOffset:
        if not -62135596800 <= seconds <= 253402300799:
            raise failures.out_of_range("Valid values are between -62135596800 and 253402300799, inclusive.", "seconds", seconds)
        return DateTimeOffset(UNIX_EPOCH + seconds * TICKS_PER_SECOND, 0)

    @staticmethod
    def static_FromUnixTimeMilliseconds(milliseconds: int) -> DateTimeOffset:
        if not -62135596800000 <= milliseconds <= 253402300799999:
            raise failures.out_of_range("Valid values are between -62135596800000 and 253402300799999, inclusive.", "milliseconds", milliseconds)
        return DateTimeOffset(UNIX_EPOCH + milliseconds * TICKS_PER_MILLISECOND, 0)

    @staticmethod
    def static_FromFileTime(number: int) -> DateTimeOffset:
        return DateTimeOffset.new(DateTime.static_FromFileTime(number))

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, provider: Any = None, styles: Any = None) -> DateTimeOffset:
        from pwsh_emu.runtime.types.dateparsing import scan
        from pwsh_emu.runtime.types.strings import provider_culture

        if text is None:
            raise failures.null("input")
        return _built(session, text, scan(session, text, provider_culture(session, provider)), styles.value if styles is not None else 0)

    @staticmethod
    @with_session
    def static_ParseExact(session: Any, text: Any, formats: Any, provider: Any = None, styles: Any = None) -> DateTimeOffset:
        from pwsh_emu.runtime.types.dateexact import scan_exact
        from pwsh_emu.runtime.types.dateparsing import not_recognized
        from pwsh_emu.runtime.types.strings import provider_culture

        culture = provider_culture(session, provider)
        for format in [formats] if isinstance(formats, str) else list(formats):
            try:
                return _built(session, text, scan_exact(text, format, culture), styles.value if styles is not None else 0)
            except NetException:
                if isinstance(formats, str):
                    raise
        raise not_recognized(text)

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: DateTimeOffset.static_Parse(session, text, *rest[:-1]), DateTimeOffset())

    @staticmethod
    @with_session
    def static_TryParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: DateTimeOffset.static_ParseExact(session, text, formats, *rest[:-1]), DateTimeOffset())

    # --- operators ---
    @staticmethod
    def static_op_Implicit(value: PlainDateTime) -> DateTimeOffset:
        return DateTimeOffset.new(value)

    @staticmethod
    def static_op_Addition(left: DateTimeOffset, right: TimeSpan) -> DateTimeOffset:
        return left.Add(right)

    @staticmethod
    def static_op_Subtraction(left: DateTimeOffset, right: Any) -> Any:
        return left.Subtract(right)


def _delegated(name: str) -> Any:
    def read(self: DateTimeOffset) -> Any:
        return getattr(self.clock, name)

    return property(read)


for _name in ("Day", "DayOfWeek", "DayOfYear", "Hour", "Millisecond", "Microsecond", "Nanosecond", "Minute", "Month", "Second", "Year"):
    setattr(DateTimeOffset, _name, _delegated(_name))


def _added(name: str) -> Any:
    def add(self: DateTimeOffset, value: float) -> DateTimeOffset:
        return self._with(getattr(self.clock, name)(value))

    return add


for _name in ("AddDays", "AddHours", "AddMinutes", "AddSeconds", "AddMilliseconds", "AddMicroseconds"):
    setattr(DateTimeOffset, _name, _added(_name))


def _checked_offset(offset: int) -> int:
    if offset % TICKS_PER_MINUTE:
        raise failures.argument("Offset must be specified in whole minutes.", "offset")
    if abs(offset) > 14 * TICKS_PER_HOUR:
        raise failures.out_of_range("Offset must be within plus or minus 14 hours.", "offset")
    return offset


def _built(session: Any, text: str, fields: Any, styles: int) -> DateTimeOffset:
    from pwsh_emu.runtime.types.dateparsing import build

    offset = fields.offset
    fields.offset = None
    ticks = build(session, text, fields, 0).ticks
    if offset is None:
        made = DateTimeOffset(ticks, 0 if styles & 64 else local_offset(ticks))
    else:
        made = DateTimeOffset(ticks, offset * TICKS_PER_MINUTE)
    return made.ToUniversalTime() if styles & 16 else made


_KINDS = (UNSPECIFIED, UTC, LOCAL)
TYPES = {"System.DateTimeOffset": DateTimeOffset}
