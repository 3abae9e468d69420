"""Standard and custom format strings of dates and times."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.timespans import TICKS_PER_MINUTE, TICKS_PER_SECOND

_INVARIANT = {
    "O": "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK", "o": "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK", "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss", "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
}  # fmt: skip


def wrong_format() -> NetException:
    return failures.format_error("Input string was not in a correct format.")


def standard_pattern(letter: str, culture: Any) -> str:
    """Return the custom pattern behind a standard format letter."""
    fixed = _INVARIANT.get(letter)
    if fixed is not None:
        return fixed
    dates = culture.dates
    short, long = dates["ShortDatePattern"], dates["LongDatePattern"]
    short_time, long_time = dates["ShortTimePattern"], dates["LongTimePattern"]
    patterns = {
        "d": short, "D": long, "t": short_time, "T": long_time, "f": f"{long} {short_time}",
        "F": dates.get("FullDateTimePattern") or f"{long} {long_time}",
        "g": f"{short} {short_time}", "G": f"{short} {long_time}", "m": dates["MonthDayPattern"],
        "M": dates["MonthDayPattern"], "y": dates["YearMonthPattern"],
        "Y": dates["YearMonthPattern"], "U": dates.get("FullDateTimePattern") or f"{long} {long_time}",
    }  # fmt: skip
    if letter not in patterns:
        raise wrong_format()
    return str(patterns[letter])


def format_date(value: Any, format: str, culture: Any, offset: int | None = None) -> str:
    """Return a DateTime's text; ``offset`` (ticks) is that of a DateTimeOffset."""
    from pwsh_emu.runtime import culture as cultures

    if len(format) == 1:
        if format in "rRu" and offset is not None:
            value = type(value)(value.ticks - offset, 1)
        if format == "U":
            if offset is not None:
                raise wrong_format()
            value = value.ToUniversalTime()
        pattern = standard_pattern(format, culture)
        if format in _INVARIANT:
            culture = cultures.invariant()
        return custom(value, pattern, culture, offset)
    return custom(value, format, culture, offset)


def custom(value: Any, format: str, culture: Any, offset: int | None = None) -> str:
    """Return a date in a custom format."""
    made: list[str] = []
    year, month, day = value.date_parts()
    shown_year = year + 543 if culture.name.startswith("th") else year
    dates = culture.dates
    at, size = 0, len(format)
    genitive = _has_day(format)
    while at < size:
        letter = format[at]
        count = 1
        while at + count < size and format[at + count] == letter:
            count += 1
        if letter == "d":
            if count <= 2:
                made.append(str(day).zfill(count))
            else:
                made.append(dates["AbbreviatedDayNames" if count == 3 else "DayNames"][value.DayOfWeek])
        elif letter == "M":
            if count <= 2:
                made.append(str(month).zfill(count))
            elif count == 3:
                made.append((dates["AbbreviatedMonthGenitiveNames"] if genitive else dates["AbbreviatedMonthNames"])[month - 1])
            else:
                made.append((dates["MonthGenitiveNames"] if genitive else dates["MonthNames"])[month - 1])
        elif letter == "y":
            made.append(str(shown_year % 100).zfill(count) if count <= 2 else str(shown_year).zfill(count))
        elif letter == "H":
            made.append(str(value.Hour).zfill(min(count, 2)))
        elif letter == "h":
            made.append(str(value.Hour % 12 or 12).zfill(min(count, 2)))
        elif letter == "m":
            made.append(str(value.Minute).zfill(min(count, 2)))
        elif letter == "s":
            made.append(str(value.Second).zfill(min(count, 2)))
        elif letter in "fF":
            if count > 7:
                raise wrong_format()
            digits = f"{value.ticks % TICKS_PER_SECOND:07d}"[:count]
            if letter == "F":
                digits = digits.rstrip("0")
                if not digits and made and made[-1].endswith("."):
                    made[-1] = made[-1][:-1]
            made.append(digits)
        elif letter == "t":
            text = dates["AMDesignator"] if value.Hour < 12 else dates["PMDesignator"]
            made.append(text[:1] if count == 1 else text)
        elif letter == "g":
            made.append("AD" if culture.name.startswith("en") else "A.D.")
        elif letter == "z":
            made.append(_offset_text(value, offset, count))
        elif letter == "K":
            made.extend(_kind_text(value, offset) for _ in range(count))
        elif letter == ":":
            made.append(dates["TimeSeparator"] * count)
        elif letter == "/":
            made.append(dates["DateSeparator"] * count)
        elif letter in "'\"":
            text, at = quoted(format, at)
            made.append(text)
            continue
        elif letter == "%":
            if at + 1 >= size or format[at + 1] == "%":
                raise wrong_format()
            made.append(custom(value, format[at + 1], culture, offset) if format[at + 1] not in "'\"\\" else "")
            at += 2
            continue
        elif letter == "\\":
            if at + 1 >= size:
                raise wrong_format()
            made.append(format[at + 1])
            at += 2
            continue
        else:
            made.append(letter * count)
        at += count
    return "".join(made)


def quoted(format: str, at: int) -> tuple[str, int]:
    """Read a quoted literal; return its text and the position behind it."""
    mark = format[at]
    text = ""
    at += 1
    while at < len(format):
        if format[at] == mark:
            return text, at + 1
        if format[at] == "\\":
            at += 1
            if at >= len(format):
                break
        text += format[at]
        at += 1
    raise failures.format_error(f"Cannot find a matching quote character for the character '{mark}'.")


def _has_day(format: str) -> bool:
    """Tell whether a pattern shows the day of the month, which puts month names into the genitive."""
    at = 0
    while at < len(format):
        letter = format[at]
        if letter in "'\"":
            end = format.find(letter, at + 1)
            at = len(format) if end < 0 else end + 1
            continue
        if letter == "d":
            count = 1
            while at + count < len(format) and format[at + count] == "d":
                count += 1
            if count <= 2:
                return True
            at += count
            continue
        at += 1
    return False


def _offset_of(value: Any, offset: int | None) -> int:
    if offset is not None:
        return offset
    if value.kind == 1:
        return 0
    from pwsh_emu.runtime.types.datetimes import local_offset

    return local_offset(value.ticks)


def _offset_text(value: Any, offset: int | None, count: int) -> str:
    minutes = _offset_of(value, offset) // TICKS_PER_MINUTE
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    if count == 1:
        return f"{sign}{hours}"
    return f"{sign}{hours:02d}" if count == 2 else f"{sign}{hours:02d}:{rest:02d}"


def _kind_text(value: Any, offset: int | None) -> str:
    if offset is None:
        if value.kind == 0:
            return ""
        if value.kind == 1:
            return "Z"
    return _offset_text(value, offset, 3)


def all_formats(value: Any, letter: str | None, culture: Any) -> list[str]:
    """Return GetDateTimeFormats: the texts of all patterns of one or all standard letters."""
    made: list[str] = []
    for one in [letter] if letter else "dDfFgGmMoOrRstTuUyY":
        patterns = culture.date_patterns.get(one) or culture.date_patterns.get(one.lower()) or [standard_pattern(one, culture)]
        source = value.ToUniversalTime() if one == "U" else value
        made.extend(custom(source, pattern, culture) for pattern in patterns)
    return made
