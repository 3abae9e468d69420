"""The Gregorian calendar in day numbers: 0 is 0001-01-01."""

from __future__ import annotations

from datetime import date

DAYS_TO_10000 = 3652059
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_BEFORE_LEAP = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    before = _BEFORE_LEAP if is_leap(year) else _BEFORE
    return before[month] - before[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Return the day number of a date that exists."""
    years = year - 1
    before = _BEFORE_LEAP if is_leap(year) else _BEFORE
    return years * 365 + years // 4 - years // 100 + years // 400 + before[month - 1] + day - 1


def exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def date_of(number: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a day number."""
    if 0 <= number < DAYS_TO_10000:
        found = date.fromordinal(number + 1)
        return found.year, found.month, found.day
    cycles, rest = divmod(number, 146097)
    centuries = min(rest // 36524, 3)
    rest -= centuries * 36524
    fours, rest = divmod(rest, 1461)
    ones = min(rest // 365, 3)
    rest -= ones * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + ones + 1
    before = _BEFORE_LEAP if is_leap(year) else _BEFORE
    month = next(index for index in range(1, 13) if rest < before[index])
    return year, month, rest - before[month - 1] + 1


def day_of_year(year: int, month: int, day: int) -> int:
    return (_BEFORE_LEAP if is_leap(year) else _BEFORE)[month - 1] + day


def add_months(year: int, month: int, day: int, months: int) -> tuple[int, int, int]:
    """Return a date some months on, its day cut to the month's last."""
    index = year * 12 + month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    if 1 <= year <= 9999:
        day = min(day, days_in_month(year, month))
    return year, month, day


def iso_week(number: int) -> tuple[int, int]:
    """Return (year, week) of ISO 8601 for a day number."""
    weekday = number % 7  # Monday is 0
    thursday = number - weekday + 3
    year = date_of(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1
