"""System.DateTime and System.TimeSpan: 100 ns ticks over the proleptic Gregorian calendar.

Parsing knows ISO texts and the en-US orders; formatting the standard and custom patterns of the invariant and en-US cultures.
"""

from __future__ import annotations

import datetime
import re
import time
from functools import total_ordering
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64

DAY, HOUR, MINUTE, SECOND, MILLISECOND = 864_000_000_000, 36_000_000_000, 600_000_000, 10_000_000, 10_000
UNSPECIFIED, UTC, LOCAL = 0, 1, 2
MAXIMUM = 3_155_378_975_999_999_999
_NARROW = "\u202f"
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_STANDARD = {
    "d": "M/d/yyyy", "D": "dddd, MMMM d, yyyy", "f": f"dddd, MMMM d, yyyy h:mm{_NARROW}tt", "F": f"dddd, MMMM d, yyyy h:mm:ss{_NARROW}tt",
    "g": f"M/d/yyyy h:mm{_NARROW}tt", "G": f"M/d/yyyy h:mm:ss{_NARROW}tt", "m": "MMMM d", "M": "MMMM d", "o": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "O": "yyyy-MM-ddTHH:mm:ss.fffffffK", "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "s": "yyyy-MM-ddTHH:mm:ss",
    "t": f"h:mm{_NARROW}tt", "T": f"h:mm:ss{_NARROW}tt", "u": "yyyy-MM-dd HH:mm:ssZ", "y": "MMMM yyyy", "Y": "MMMM yyyy",
}  # fmt: skip
_INVARIANT = "MM/dd/yyyy HH:mm:ss"
_TOKEN = re.compile(r"'([^']*)'|\"([^\"]*)\"|\\(.)|(d+|M+|y+|h+|H+|m+|s+|f+|F+|t+|z+|K)|(.)", re.DOTALL)
_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(AM|PM)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*\Z", re.IGNORECASE
)
_US = re.compile(
    r"\s*(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?[\s\u202f]*(AM|PM)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*\Z", re.IGNORECASE
)
_NAMED = re.compile(
    r"\s*(?:[A-Za-z]+,\s*)?(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})|(\d{1,2})\s+([A-Za-z]{3,9})),?\s+(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?[\s\u202f]*(AM|PM)?)?\s*\Z",
    re.IGNORECASE,
)


def _bad(text: str) -> NetException:
    return NetException("System.FormatException", f"String '{text}' was not recognized as a valid DateTime.")


def _days(year: int, month: int, day: int) -> int:
    return datetime.date(year, month, day).toordinal() - 1


def local_offset(ticks: int, *, utc: bool) -> int:
    """Return the local time zone's offset in ticks at a moment given in UTC or local ticks."""
    seconds = (ticks - 621_355_968_000_000_000) / SECOND
    try:
        offset = time.localtime(seconds).tm_gmtoff
        return int(offset if utc else time.localtime(seconds - offset).tm_gmtoff) * SECOND
    except (OverflowError, ValueError, OSError):
        return 0


@total_ordering
class TimeSpan(DotNetObject):
    """A span in ticks."""

    ps_type = builtin("System.TimeSpan")
    PROPERTY_ORDER = "Ticks Days Hours Milliseconds Microseconds Nanoseconds Minutes Seconds TotalDays TotalHours TotalMilliseconds TotalMicroseconds TotalNanoseconds TotalMinutes TotalSeconds"  # noqa: E501
    SIGNATURES = ("static timespan Parse(string s, System.IFormatProvider provider)",)
    __slots__ = ("ticks",)

    def __init__(self, ticks: int) -> None:
        super().__init__()
        self.ticks = ticks

    @staticmethod
    def new(*parts: Any) -> TimeSpan:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return TimeSpan(numbers[0])
        if len(numbers) == 3:
            numbers.insert(0, 0)
        total = 0
        for number, unit in zip(numbers, (DAY, HOUR, MINUTE, SECOND, MILLISECOND, 10), strict=False):
            total += number * unit
        return TimeSpan(total)

    @staticmethod
    def static_Parse(text: Any, *rest: Any) -> TimeSpan:
        body = str(text).strip()
        found = re.fullmatch(r"(-)?(?:(\d+)|(?:(\d+)[.:])?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?)", body)
        if found is None:
            raise NetException("System.FormatException", f"String '{text}' was not recognized as a valid TimeSpan.")
        sign, alone, days, hours, minutes, seconds, fraction = found.groups()
        if alone is not None:
            total = int(alone) * DAY
        else:
            if int(hours) > 23 or int(minutes) > 59 or int(seconds or 0) > 59:
                raise NetException(
                    "System.OverflowException", f"The TimeSpan string '{text}' could not be parsed because at least one of the numeric components is out of range or contains too many digits."
                )
            total = int(days or 0) * DAY + int(hours) * HOUR + int(minutes) * MINUTE + int(seconds or 0) * SECOND + int((fraction or "0").ljust(7, "0"))
        return TimeSpan(-total if sign else total)

    @staticmethod
    def static_get_Zero() -> TimeSpan:
        return TimeSpan(0)

    def get_Ticks(self) -> Int64:
        return Int64(self.ticks)

    def _part(self, unit: int, modulus: int | None) -> int:
        value = abs(self.ticks) // unit
        value = value % modulus if modulus else value
        return -value if self.ticks < 0 else value

    def get_Days(self) -> int:
        return self._part(DAY, None)

    def get_Hours(self) -> int:
        return self._part(HOUR, 24)

    def get_Minutes(self) -> int:
        return self._part(MINUTE, 60)

    def get_Seconds(self) -> int:
        return self._part(SECOND, 60)

    def get_Milliseconds(self) -> int:
        return self._part(MILLISECOND, 1000)

    def get_TotalDays(self) -> float:
        return self.ticks / DAY

    def get_TotalHours(self) -> float:
        return self.ticks / HOUR

    def get_TotalMinutes(self) -> float:
        return self.ticks / MINUTE

    def get_TotalSeconds(self) -> float:
        return self.ticks / SECOND

    def get_TotalMilliseconds(self) -> float:
        return self.ticks / MILLISECOND

    def Add(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(self.ticks + other.ticks)

    def Subtract(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(self.ticks - other.ticks)

    def Negate(self) -> TimeSpan:
        return TimeSpan(-self.ticks)

    def Duration(self) -> TimeSpan:
        return TimeSpan(abs(self.ticks))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeSpan) and self.ticks == other.ticks

    def __lt__(self, other: TimeSpan) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def CompareTo(self, other: Any) -> int:
        return 1 if other is None else (self.ticks > other.ticks) - (self.ticks < other.ticks)

    def Equals(self, other: Any) -> bool:
        return self == other

    def ToString(self, *rest: Any) -> str:
        return str(self)

    def __str__(self) -> str:
        ticks = abs(self.ticks)
        days, fraction = ticks // DAY, ticks % SECOND
        text = f"{ticks // HOUR % 24:02}:{ticks // MINUTE % 60:02}:{ticks // SECOND % 60:02}"
        return ("-" if self.ticks < 0 else "") + (f"{days}." if days else "") + text + (f".{fraction:07}" if fraction else "")


for _name, _unit in (("Days", DAY), ("Hours", HOUR), ("Minutes", MINUTE), ("Seconds", SECOND), ("Milliseconds", MILLISECOND), ("Ticks", 1)):
    setattr(TimeSpan, f"static_From{_name}", staticmethod(lambda value, *rest, unit=_unit: TimeSpan(round(value * unit))))


@total_ordering
class DateTime(DotNetObject):
    """A moment: ticks since 0001-01-01 and whether they count in UTC, local or unspecified time."""

    ps_type = builtin("System.DateTime")
    SIGNATURES = ("static datetime Parse(string s, System.IFormatProvider provider)",)
    __slots__ = ("kind", "ticks")

    def __init__(self, ticks: int, kind: int = UNSPECIFIED) -> None:
        super().__init__()
        if not 0 <= ticks <= MAXIMUM:
            raise NetException("System.ArgumentOutOfRangeException", "The added or subtracted value results in an un-representable DateTime. (Parameter 'value')")
        self.ticks = ticks
        self.kind = kind

    @staticmethod
    def new(*parts: Any) -> DateTime:
        kind = UNSPECIFIED
        numbers = list(parts)
        if numbers and hasattr(numbers[-1], "ps_type"):
            kind = int(numbers.pop().value)
        if len(numbers) == 1:
            return DateTime(int(numbers[0]), kind)
        year, month, day, hour, minute, second, milli = (numbers + [0] * 7)[:7]
        try:
            days = _days(year, month, day)
        except ValueError:
            raise NetException("System.ArgumentOutOfRangeException", "Year, Month, and Day parameters describe an un-representable DateTime.") from None
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
            raise NetException("System.ArgumentOutOfRangeException", "Hour, Minute, and Second parameters describe an un-representable DateTime.")
        return DateTime(days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + milli * MILLISECOND, kind)

    @staticmethod
    def static_Parse(text: Any, *rest: Any) -> DateTime:
        body = str(text)
        found = _ISO.match(body)
        if found:
            year, month, day, *clock, half, zone = found.groups()
        elif found := _US.match(body):
            month, day, year, *clock, half, zone = found.groups()
            year = str(datetime.date.today().year) if year is None else year if len(year) == 4 else str(2000 + int(year) if int(year) < 50 else 1900 + int(year))
        elif found := _NAMED.match(body):
            named, first, second, other, year, hour, minute, seconds, half = found.groups()
            word, day, zone, clock = (named or other), (first or second), None, [hour, minute, seconds, None]
            names = [name for name in _MONTHS if name.lower().startswith(word.lower())]
            if not names:
                raise _bad(body)
            month = str(_MONTHS.index(names[0]) + 1)
        else:
            raise _bad(body)
        hours = int(clock[0] or 0)
        if half:
            hours = hours % 12 + (12 if half.upper() == "PM" else 0)
        try:
            ticks = _days(int(year), int(month), int(day)) * DAY
        except ValueError:
            raise _bad(body) from None
        if hours > 23 or int(clock[1] or 0) > 59 or int(clock[2] or 0) > 59:
            raise _bad(body)
        ticks += hours * HOUR + int(clock[1] or 0) * MINUTE + int(clock[2] or 0) * SECOND + int((clock[3] or "0").ljust(7, "0")[:7])
        if zone is None:
            return DateTime(ticks)
        if zone.upper() != "Z":
            sign = -1 if zone[0] == "-" else 1
            ticks -= sign * (int(zone[1:3]) * HOUR + int(zone[-2:]) * MINUTE)
        return DateTime(ticks + local_offset(ticks, utc=True), LOCAL)

    @staticmethod
    def static_TryParse(text: Any, *rest: Any) -> bool:
        try:
            rest[-1].value = DateTime.static_Parse(text)
        except NetException:
            return False
        return True

    @staticmethod
    def static_get_UtcNow() -> DateTime:
        return DateTime(621_355_968_000_000_000 + time.time_ns() // 100, UTC)

    @staticmethod
    def static_get_Now() -> DateTime:
        return DateTime.static_get_UtcNow().ToLocalTime()

    @staticmethod
    def static_get_Today() -> DateTime:
        return DateTime.static_get_Now().get_Date()

    @staticmethod
    def static_DaysInMonth(year: int, month: int) -> int:
        return (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.date(year, month, 1)).days

    @staticmethod
    def static_IsLeapYear(year: int) -> bool:
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def _date(self) -> datetime.date:
        return datetime.date.fromordinal(self.ticks // DAY + 1)

    def get_Ticks(self) -> Int64:
        return Int64(self.ticks)

    def get_Kind(self) -> Any:
        return builtin("System.DateTimeKind").value(self.kind)  # type: ignore[attr-defined]

    def get_Year(self) -> int:
        return self._date().year

    def get_Month(self) -> int:
        return self._date().month

    def get_Day(self) -> int:
        return self._date().day

    def get_DayOfWeek(self) -> Any:
        return builtin("System.DayOfWeek").value(self._date().isoweekday() % 7)  # type: ignore[attr-defined]

    def get_DayOfYear(self) -> int:
        return self._date().timetuple().tm_yday

    def get_Hour(self) -> int:
        return self.ticks // HOUR % 24

    def get_Minute(self) -> int:
        return self.ticks // MINUTE % 60

    def get_Second(self) -> int:
        return self.ticks // SECOND % 60

    def get_Millisecond(self) -> int:
        return self.ticks // MILLISECOND % 1000

    def get_Date(self) -> DateTime:
        return DateTime(self.ticks // DAY * DAY, self.kind)

    def get_TimeOfDay(self) -> TimeSpan:
        return TimeSpan(self.ticks % DAY)

    def Add(self, span: TimeSpan) -> DateTime:
        return DateTime(self.ticks + span.ticks, self.kind)

    def Subtract(self, other: Any) -> Any:
        return TimeSpan(self.ticks - other.ticks) if isinstance(other, DateTime) else DateTime(self.ticks - other.ticks, self.kind)

    def AddMonths(self, months: int) -> DateTime:
        date = self._date()
        index = date.year * 12 + date.month - 1 + months
        year, month = divmod(index, 12)
        day = min(date.day, DateTime.static_DaysInMonth(year, month + 1))
        return DateTime(_days(year, month + 1, day) * DAY + self.ticks % DAY, self.kind)

    def AddYears(self, years: int) -> DateTime:
        return self.AddMonths(12 * years)

    def ToUniversalTime(self) -> DateTime:
        return self if self.kind == UTC else DateTime(self.ticks - local_offset(self.ticks, utc=False), UTC)

    def ToLocalTime(self) -> DateTime:
        return self if self.kind == LOCAL else DateTime(self.ticks + local_offset(self.ticks, utc=True), LOCAL)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateTime) and self.ticks == other.ticks

    def __lt__(self, other: DateTime) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def CompareTo(self, other: Any) -> int:
        return 1 if other is None else (self.ticks > other.ticks) - (self.ticks < other.ticks)

    def Equals(self, other: Any) -> bool:
        return self == other

    def ToString(self, form: Any = None, *rest: Any) -> str:
        provider = rest[0] if rest else None if isinstance(form, str) or form is None else form
        invariant = provider is not None and not str(getattr(provider, "name", getattr(provider, "Name", "x")))
        if not isinstance(form, str) or not form:
            return self.format(_INVARIANT if invariant else _STANDARD["G"])
        if len(form) == 1:
            if form not in _STANDARD:
                raise NetException("System.FormatException", "Input string was not in a correct format.")
            return self.format(_STANDARD[form])
        return self.format(form.removeprefix("%"))

    def ToShortDateString(self) -> str:
        return self.format(_STANDARD["d"])

    def ToLongDateString(self) -> str:
        return self.format(_STANDARD["D"])

    def ToShortTimeString(self) -> str:
        return self.format(_STANDARD["t"])

    def ToLongTimeString(self) -> str:
        return self.format(_STANDARD["T"])

    def __str__(self) -> str:
        return self.format(_STANDARD["G"])

    def format(self, pattern: str) -> str:
        """Return the text of a custom pattern in English."""
        return "".join(self._piece(found) for found in _TOKEN.finditer(pattern))

    def _piece(self, found: re.Match[str]) -> str:
        quoted, double, escaped, letters, other = found.groups()
        if letters is None:
            return next(part for part in (quoted, double, escaped, other) if part is not None)
        date, count = self._date(), len(letters)
        kind = letters[0]
        if kind == "d":
            name = _DAYS[date.isoweekday() % 7]
            return name if count > 3 else name[:3] if count == 3 else f"{date.day:0{count}}"
        if kind == "M":
            name = _MONTHS[date.month - 1]
            return name if count > 3 else name[:3] if count == 3 else f"{date.month:0{count}}"
        if kind == "y":
            return f"{date.year % 100:0{count}}" if count < 3 else f"{date.year:0{count}}"
        if kind in "hHms":
            hour = self.get_Hour()
            value = {"h": (hour + 11) % 12 + 1, "H": hour, "m": self.get_Minute(), "s": self.get_Second()}[kind]
            return f"{value:0{min(count, 2)}}"
        if kind in "fF":
            text = f"{self.ticks % SECOND:07}"[:count]
            return text if kind == "f" else text.rstrip("0")
        if kind == "t":
            return ("AM" if self.get_Hour() < 12 else "PM")[:count]
        return self._zone(kind, count)

    def _zone(self, kind: str, count: int) -> str:
        if kind == "K" and self.kind == UNSPECIFIED:
            return ""
        if kind == "K" and self.kind == UTC:
            return "Z"
        minutes = 0 if self.kind == UTC else local_offset(self.ticks, utc=False) // MINUTE
        sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
        if kind == "z" and count < 3:
            return f"{sign}{minutes // 60:0{count}}"
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _adder(unit: int) -> Any:
    return lambda self, value: DateTime(self.ticks + round(value * unit), self.kind)


for _name, _unit in (("Days", DAY), ("Hours", HOUR), ("Minutes", MINUTE), ("Seconds", SECOND), ("Milliseconds", MILLISECOND), ("Ticks", 1)):
    setattr(DateTime, f"Add{_name}", _adder(_unit))
DateTime.static_get_MinValue = staticmethod(lambda: DateTime(0))  # type: ignore[attr-defined]
DateTime.static_get_MaxValue = staticmethod(lambda: DateTime(MAXIMUM))  # type: ignore[attr-defined]

TYPES = {"System.DateTime": DateTime, "System.TimeSpan": TimeSpan}
