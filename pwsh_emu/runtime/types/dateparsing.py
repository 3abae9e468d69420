"""Reads dates as DateTime.Parse does: tokens of numbers, names and separators in the order of a culture."""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.calendardays import day_number, exists
from pwsh_emu.runtime.types.datetimes import LOCAL, UNSPECIFIED, UTC, DateTime, local_offset, now
from pwsh_emu.runtime.types.timespans import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND

# DateTimeStyles
ADJUST_TO_UNIVERSAL, ASSUME_LOCAL, ASSUME_UNIVERSAL, ROUNDTRIP_KIND, NO_CURRENT_DATE = 16, 32, 64, 128, 8


def not_recognized(text: str) -> Any:
    return failures.format_error(f"String '{text}' was not recognized as a valid DateTime.")


def unknown_word(text: str, at: int) -> Any:
    return failures.format_error(f"The string '{text}' was not recognized as a valid DateTime. There is an unknown word starting at index '{at}'.")


def not_in_calendar(text: str) -> Any:
    return failures.format_error(
        f"The DateTime represented by the string '{text}' is not supported in calendar 'System.Globalization.GregorianCalendar'."
    )


class Fields:
    """What a text says: date and time parts, an offset in minutes or none, and the text's own weekday."""

    __slots__ = ("day", "fraction", "hour", "minute", "month", "offset", "second", "weekday", "year")

    def __init__(self) -> None:
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.hour: int | None = None
        self.minute = 0
        self.second = 0
        self.fraction = 0  # ticks
        self.offset: int | None = None
        self.weekday: int | None = None


_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|z|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?)?\s*\0*", re.ASCII
)


def parse(session: Any, text: str, culture: Any, styles: int = 0) -> DateTime:
    """Return the DateTime that a text means; raises FormatException."""
    check_styles(styles)
    fields = scan(session, text, culture)
    return build(session, text, fields, styles)


def check_styles(styles: int) -> None:
    """Refuse DateTimeStyles that contradict each other."""
    if styles & ASSUME_LOCAL and styles & ASSUME_UNIVERSAL:
        raise failures.argument("The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together.", "styles")
    if styles & ROUNDTRIP_KIND and styles & (ASSUME_LOCAL | ASSUME_UNIVERSAL | ADJUST_TO_UNIVERSAL):
        raise failures.argument(
            "The DateTimeStyles value RoundtripKind cannot be used with the values AssumeLocal, AssumeUniversal or AdjustToUniversal.", "styles"
        )


def scan(session: Any, text: str, culture: Any) -> Fields:
    """Read a text into fields."""
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _from_iso(text, iso)
    return _Scanner(text, culture).run()


def _from_iso(text: str, found: re.Match[str]) -> Fields:
    fields = Fields()
    fields.year, fields.month, fields.day = int(found[1]), int(found[2]), int(found[3])
    if not exists(fields.year, fields.month, fields.day):
        raise not_recognized(text)
    if found[4] is not None:
        fields.hour, fields.minute, fields.second = int(found[4]), int(found[5]), int(found[6] or 0)
        fields.fraction = fraction_ticks(found[7] or "")
        if fields.hour > 23 or fields.minute > 59 or fields.second > 59:
            raise not_in_calendar(text)
        if found[8] is not None:
            fields.offset = offset_minutes(found[8])
    return fields


def fraction_ticks(digits: str) -> int:
    """Return the ticks of a second's decimals, rounded to the seventh."""
    if not digits:
        return 0
    return min(round(float(f"0.{digits}") * TICKS_PER_SECOND), TICKS_PER_SECOND - 1) if len(digits) > 7 else int(digits.ljust(7, "0"))


def offset_minutes(text: str) -> int:
    """Return the minutes of ``Z``, ``+02:00``, ``-0530`` or ``+2``."""
    if text in "Zz":
        return 0
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)


def build(session: Any, text: str, fields: Fields, styles: int) -> DateTime:
    """Turn fields into a DateTime under DateTimeStyles."""
    year, month, day = fields.year, fields.month, fields.day
    if year is None or month is None or day is None:
        if year is None and month is None and day is None and styles & NO_CURRENT_DATE:
            year, month, day = 1, 1, 1
        else:
            today = now(session).date_parts()
            if month is None and day is None and year is None:
                year, month, day = today
            else:
                year = today[0] if year is None else year
                month = 1 if month is None else month
                day = 1 if day is None else day
    if not exists(year, month, day):
        raise not_recognized(text)
    ticks = day_number(year, month, day) * TICKS_PER_DAY
    if fields.weekday is not None and (ticks // TICKS_PER_DAY + 1) % 7 != fields.weekday:
        raise failures.format_error(f"String '{text}' was not recognized as a valid DateTime because the day of week was incorrect.")
    ticks += (fields.hour or 0) * TICKS_PER_HOUR + fields.minute * TICKS_PER_MINUTE + fields.second * TICKS_PER_SECOND + fields.fraction
    if fields.offset is not None:
        utc = ticks - fields.offset * TICKS_PER_MINUTE
        if styles & ROUNDTRIP_KIND and fields.offset == 0 and re.search(r"[Zz]\s*$", text):
            return DateTime(ticks, UTC)
        if styles & ADJUST_TO_UNIVERSAL:
            return DateTime(utc, UTC)
        return DateTime(utc, UTC).ToLocalTime()
    if styles & ASSUME_UNIVERSAL:
        made = DateTime(ticks, UTC)
        return made if styles & ADJUST_TO_UNIVERSAL else made.ToLocalTime()
    if styles & ASSUME_LOCAL:
        if styles & ADJUST_TO_UNIVERSAL:
            return DateTime(ticks - local_offset(ticks), UTC)
        return DateTime(ticks, LOCAL)
    return DateTime(ticks, UNSPECIFIED)


_TOKEN = re.compile(r"\d+|[^\W\d_]+\.?|\s+|.", re.DOTALL)


class _Scanner:
    """The general reader for everything that is not plain ISO."""

    def __init__(self, text: str, culture: Any) -> None:
        self.text = text
        self.culture = culture
        self.fields = Fields()
        self.numbers: list[str] = []
        self.month_at: int | None = None  # how many numbers stood before a month's name
        self.separators: list[str] = []
        self.afternoon: bool | None = None

    def run(self) -> Fields:
        text = self.text.strip().rstrip("\0").strip()
        if not text:
            raise not_recognized(self.text)
        offset = len(self.text) - len(self.text.lstrip())
        tokens = [(found.group(), found.start() + offset) for found in _TOKEN.finditer(text)]
        index = 0
        while index < len(tokens):
            index = self.token(tokens, index)
        self.order()
        return self.fields

    def token(self, tokens: list[tuple[str, int]], index: int) -> int:
        token, at = tokens[index]
        if token.isdigit():
            return self.number(tokens, index)
        if token.isspace() or token in ",":
            return index + 1
        if token[0].isalpha():
            self.word(token, at)
            return index + 1
        if token in "/-." or token == self.culture.dates["DateSeparator"]:
            if token == "-" and self.fields.hour is not None:
                return self.zone(tokens, index)
            if not self.numbers and self.month_at is None:
                raise not_recognized(self.text)
            if index + 1 >= len(tokens):
                raise not_recognized(self.text)
            self.separators.append(token)
            return index + 1
        if token == "+" and self.fields.hour is not None:
            return self.zone(tokens, index)
        raise not_recognized(self.text)

    def number(self, tokens: list[tuple[str, int]], index: int) -> int:
        token, _ = tokens[index]
        time_mark = self.culture.dates["TimeSeparator"]
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        if following in (":", time_mark) and following and following not in "/-.":
            return self.time(tokens, index)
        # "5 PM" is an hour
        after = index + 1
        while after < len(tokens) and tokens[after][0].isspace():
            after += 1
        if after < len(tokens) and self.is_designator(tokens[after][0]) and self.fields.hour is None and len(token) <= 2:
            self.fields.hour = int(token)
            return index + 1
        if len(token) > 4:
            raise not_recognized(self.text)
        self.numbers.append(token)
        if following == "T" and index + 2 < len(tokens):
            return index + 2
        return index + 1

    def time(self, tokens: list[tuple[str, int]], index: int) -> int:
        if self.fields.hour is not None:
            raise not_recognized(self.text)
        parts = [tokens[index][0]]
        at = index + 1
        while at + 1 < len(tokens) and tokens[at][0] in (":", self.culture.dates["TimeSeparator"]) and tokens[at + 1][0].isdigit() and len(parts) < 3:
            parts.append(tokens[at + 1][0])
            at += 2
        if len(parts) < 2 or any(len(part) > 2 for part in parts):
            raise not_recognized(self.text)
        if len(parts) == 3 and at + 1 < len(tokens) and tokens[at][0] in ".," and tokens[at + 1][0].isdigit():
            self.fields.fraction = fraction_ticks(tokens[at + 1][0])
            at += 2
        self.fields.hour, self.fields.minute = int(parts[0]), int(parts[1])
        self.fields.second = int(parts[2]) if len(parts) == 3 else 0
        if self.fields.hour > 23 or self.fields.minute > 59 or self.fields.second > 59:
            raise not_in_calendar(self.text)
        return at

    def zone(self, tokens: list[tuple[str, int]], index: int) -> int:
        sign = tokens[index][0]
        if index + 1 >= len(tokens) or not tokens[index + 1][0].isdigit():
            raise not_recognized(self.text)
        digits = tokens[index + 1][0]
        at = index + 2
        if at + 1 < len(tokens) and tokens[at][0] == ":" and tokens[at + 1][0].isdigit():
            digits = digits.rjust(2, "0") + tokens[at + 1][0]
            at += 2
        if len(digits) > 4:
            raise not_recognized(self.text)
        self.fields.offset = offset_minutes(sign + digits)
        return at

    def is_designator(self, word: str) -> bool:
        dates = self.culture.dates
        known = [dates["AMDesignator"], dates["PMDesignator"], "AM", "PM", "A", "P"]
        return any(word.rstrip(".").lower() == one.rstrip(".").lower() for one in known if one)

    def word(self, token: str, at: int) -> None:
        dates = self.culture.dates
        lower = token.lower()
        plain = lower.rstrip(".")
        for names in ("MonthNames", "AbbreviatedMonthNames", "MonthGenitiveNames", "AbbreviatedMonthGenitiveNames"):
            for index, name in enumerate(dates[names]):
                if name and (lower == name.lower() or plain == name.lower().rstrip(".")):
                    if self.fields.month is not None:
                        raise not_recognized(self.text)
                    self.fields.month = index + 1
                    self.month_at = len(self.numbers)
                    return
        for names in ("DayNames", "AbbreviatedDayNames"):
            for index, name in enumerate(dates[names]):
                if name and (lower == name.lower() or plain == name.lower().rstrip(".")):
                    self.fields.weekday = index
                    return
        if self.is_designator(token) and self.fields.hour is not None:
            afternoon = plain in (dates["PMDesignator"].lower().rstrip("."), "pm", "p")
            hour = self.fields.hour
            if hour > 12 and not afternoon:
                raise not_recognized(self.text)
            self.fields.hour = (hour % 12 + 12 if hour <= 12 else hour) if afternoon else hour % 12
            return
        if plain in ("gmt", "z", "utc"):
            self.fields.offset = 0
            return
        if plain == "t" and self.numbers:
            return
        raise unknown_word(self.text, at)

    def order(self) -> None:
        """Give the numbers their meaning: year first where it has four digits, else the culture's order."""
        fields, numbers = self.fields, self.numbers
        count = len(numbers)
        if fields.month is not None:
            if count > 2:
                raise not_recognized(self.text)
            if count == 2:
                first, second = numbers
                if len(first) > 2 or int(first) > 31:
                    first, second = second, first
                fields.day, fields.year = int(first), full_year(second)
            elif count == 1:
                if len(numbers[0]) > 2 or int(numbers[0]) > 31:
                    fields.year = full_year(numbers[0])
                    fields.day = 1
                else:
                    fields.day = int(numbers[0])
            return
        if count == 0:
            if fields.hour is None:
                raise not_recognized(self.text)
            return
        pattern = self.culture.dates["ShortDatePattern"]
        order = "".join(sorted("dMy", key=lambda letter: pattern.find(letter)))
        if count == 3:
            if len(numbers[0]) >= 3:
                order = "yMd"
            elif order == "yMd" and len(numbers[2]) >= 3:
                order = "Mdy"
            values = dict(zip(order, numbers, strict=True))
            fields.year, fields.month, fields.day = full_year(values["y"]), int(values["M"]), int(values["d"])
            if not 1 <= fields.month <= 12 or not exists(fields.year, fields.month, fields.day):
                raise not_recognized(self.text)
            return
        if count == 2:
            if len(numbers[0]) >= 3:
                fields.year, fields.month, fields.day = int(numbers[0]), int(numbers[1]), 1
            elif len(numbers[1]) >= 3:
                fields.month, fields.year, fields.day = int(numbers[0]), int(numbers[1]), 1
            else:
                order = order.replace("y", "")
                values = dict(zip(order, numbers, strict=True))
                fields.month, fields.day = int(values["M"]), int(values["d"])
            if not 1 <= fields.month <= 12:
                raise not_recognized(self.text)
            return
        raise not_recognized(self.text)


def full_year(text: str) -> int:
    """Return a year; two digits mean 1950 to 2049, as TwoDigitYearMax has it."""
    year = int(text)
    if len(text) <= 2:
        return 2000 + year if year < 50 else 1900 + year
    return year
