"""The Gregorian calendar and ISO weeks."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.types import calendardays, failures
from pwsh_emu.runtime.types.calendardays import day_number, iso_week
from pwsh_emu.runtime.types.datetimes import DateTime
from pwsh_emu.runtime.types.timespans import TICKS_PER_DAY
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_GLOBALIZATION = "System.Globalization."


class Calendar(DotNetObject):
    """The Gregorian calendar under any of its class names."""

    PROPERTY_ORDER = "MinSupportedDateTime MaxSupportedDateTime AlgorithmType CalendarType Eras TwoDigitYearMax IsReadOnly"
    SIGNATURES: tuple[str, ...] = (
        "System.Globalization.GregorianCalendarTypes CalendarType",
        "System.Globalization.GregorianCalendar new()",
    )
    __slots__ = ("kind", "ps_type", "read_only")

    def __init__(self, kind: str, read_only: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.read_only = read_only
        self.ps_type = builtin(_GLOBALIZATION + kind)

    @staticmethod
    def new(*arguments: Any) -> Calendar:
        return Calendar("GregorianCalendar")

    def __str__(self) -> str:
        return self.ps_type.full_name

    def GetWeekOfYear(self, value: DateTime, rule: Any, first: Any) -> int:
        year, month, day = value.date_parts()
        of_year = calendardays.day_of_year(year, month, day) - 1
        weekday = value.DayOfWeek
        start = (weekday - of_year) % 7  # weekday of January 1
        offset = (start - first.value) % 7
        if rule.value == 0:
            return int(of_year + offset) // 7 + 1
        full_days = 7 if rule.value == 1 else 4
        days_before = (7 - offset) % 7 if offset else 0
        if days_before != 0 and days_before >= full_days:
            days_before -= 7
        position = of_year - days_before
        if position >= 0:
            return position // 7 + 1
        december = DateTime((day_number(year - 1, 12, 31)) * TICKS_PER_DAY)
        return self.GetWeekOfYear(december, rule, first)

    @property
    def AlgorithmType(self) -> Any:
        return enumeration(_GLOBALIZATION + "CalendarAlgorithmType").named("SolarCalendar")

    @property
    def CalendarType(self) -> str:
        return "Localized"

    def GetYear(self, value: DateTime) -> int:
        return value.Year

    def GetMonth(self, value: DateTime) -> int:
        return value.Month

    def GetDayOfMonth(self, value: DateTime) -> int:
        return value.Day

    def GetDayOfYear(self, value: DateTime) -> int:
        return value.DayOfYear

    def GetDayOfWeek(self, value: DateTime) -> int:
        return value.DayOfWeek

    def GetHour(self, value: DateTime) -> int:
        return value.Hour

    def GetMinute(self, value: DateTime) -> int:
        return value.Minute

    def GetSecond(self, value: DateTime) -> int:
        return value.Second

    def GetEra(self, value: DateTime) -> int:
        return 1

    def GetDaysInMonth(self, year: int, month: int, era: int = 0) -> int:
        return DateTime.static_DaysInMonth(year, month)

    def GetDaysInYear(self, year: int, era: int = 0) -> int:
        return 366 if calendardays.is_leap(year) else 365

    def GetMonthsInYear(self, year: int, era: int = 0) -> int:
        return 12

    def IsLeapYear(self, year: int, era: int = 0) -> bool:
        return calendardays.is_leap(year)

    def IsLeapDay(self, year: int, month: int, day: int, era: int = 0) -> bool:
        return (month, day) == (2, 29)

    def AddDays(self, value: DateTime, days: int) -> DateTime:
        return value.AddDays(days)

    def AddMonths(self, value: DateTime, months: int) -> DateTime:
        return value.AddMonths(months)

    def AddYears(self, value: DateTime, years: int) -> DateTime:
        return value.AddYears(years)

    def AddWeeks(self, value: DateTime, weeks: int) -> DateTime:
        return value.AddDays(7 * weeks)

    def ToDateTime(self, *parts: Any) -> DateTime:
        from pwsh_emu.runtime.types.datetimes import make

        return make(list(parts[:7]))

    def ToFourDigitYear(self, year: int) -> int:
        return year if year >= 100 else 2000 + year if year < 50 else 1900 + year

    @property
    def TwoDigitYearMax(self) -> int:
        return 2049

    @property
    def Eras(self) -> PSArray:
        return PSArray([1], "System.Int32")

    @property
    def IsReadOnly(self) -> bool:
        return self.read_only

    @property
    def MinSupportedDateTime(self) -> DateTime:
        return DateTime(0)

    @property
    def MaxSupportedDateTime(self) -> DateTime:
        return DateTime(3155378975999999999)


class IsoWeekMembers:
    """System.Globalization.ISOWeek."""

    SIGNATURES = (
        "static int GetWeekOfYear(datetime date)", "static int GetYear(datetime date)", "static int GetWeeksInYear(int year)",
        "static datetime ToDateTime(int year, int week, System.DayOfWeek dayOfWeek)",
        "static datetime GetYearStart(int year)", "static datetime GetYearEnd(int year)",
    )  # fmt: skip

    @staticmethod
    def static_GetWeekOfYear(value: DateTime) -> int:
        return iso_week(value.ticks // TICKS_PER_DAY)[1]

    @staticmethod
    def static_GetYear(value: DateTime) -> int:
        return iso_week(value.ticks // TICKS_PER_DAY)[0]

    @staticmethod
    def static_GetWeeksInYear(year: int) -> int:
        return iso_week(day_number(year, 12, 28))[1]

    @staticmethod
    def static_ToDateTime(year: int, week: int, day: Any) -> DateTime:
        if not 1 <= week <= 53:
            raise failures.out_of_range("The week parameter must be in the range 1 through 53.", "week")
        first = day_number(year, 1, 4)
        monday = first - first % 7
        return DateTime((monday + (week - 1) * 7 + (day.value - 1) % 7) * TICKS_PER_DAY)

    @staticmethod
    def static_GetYearStart(year: int) -> DateTime:
        first = day_number(year, 1, 4)
        return DateTime((first - first % 7) * TICKS_PER_DAY)

    @staticmethod
    def static_GetYearEnd(year: int) -> DateTime:
        return IsoWeekMembers.static_GetYearStart(year + 1).AddDays(-1)


TYPES = {
    _GLOBALIZATION + "Calendar": Calendar,
    _GLOBALIZATION + "GregorianCalendar": Calendar,
    _GLOBALIZATION + "ISOWeek": IsoWeekMembers,
}
