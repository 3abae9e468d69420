"""Reads dates as DateTime.ParseExact does: by one or several format strings."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.calendardays import exists
from pwsh_emu.runtime.types.dateformats import _INVARIANT, quoted, standard_pattern, wrong_format
from pwsh_emu.runtime.types.dateparsing import Fields, build, check_styles, fraction_ticks, full_year, not_in_calendar, not_recognized
from pwsh_emu.runtime.types.datetimes import UNSPECIFIED, DateTime

ALLOW_LEADING, ALLOW_TRAILING, ALLOW_INNER = 1, 2, 4


def parse_exact(session: Any, text: str, formats: Any, culture: Any, styles: int = 0) -> DateTime:
    """Return the DateTime that a text means under formats; raises FormatException."""
    check_styles(styles)
    choices = [formats] if isinstance(formats, str) else list(formats or ())
    if not choices:
        raise failures.format_error("No format specifiers were provided.")
    for format in choices:
        try:
            return _one(session, text, format, culture, styles)
        except NetException:
            if len(choices) == 1:
                raise
    raise not_recognized(text)


def _one(session: Any, text: str, format: str, culture: Any, styles: int) -> DateTime:
    if not format:
        raise wrong_format()
    fields = scan_exact(text, format, culture, styles)
    if format in ("u", "r", "R", "s"):
        offset, fields.offset = fields.offset, None
        del offset
        if format == "u" and styles & 64:
            fields.offset = 0
    return build(session, text, fields, styles | (8 if styles & 8 else 0))


def scan_exact(text: str, format: str, culture: Any, styles: int = 0) -> Fields:
    """Read a text by one format."""
    from pwsh_emu.runtime import culture as cultures

    if len(format) == 1:
        pattern = standard_pattern(format, culture)
        if format in _INVARIANT:
            culture = cultures.invariant()
    else:
        pattern = format
    body = text
    if styles & ALLOW_LEADING:
        body = body.lstrip()
    if styles & ALLOW_TRAILING:
        body = body.rstrip()
    reader = _ExactReader(text, body, pattern, culture, bool(styles & ALLOW_INNER))
    reader.run()
    return reader.finish()


class _ExactReader:
    def __init__(self, whole: str, text: str, format: str, culture: Any, inner_white: bool) -> None:
        self.whole = whole
        self.text = text
        self.format = format
        self.dates = culture.dates
        self.at = 0
        self.fields = Fields()
        self.half: bool | None = None
        self.twelve = False
        self.inner_white = inner_white

    def fail(self) -> NetException:
        error: NetException = not_recognized(self.whole)
        return error

    def run(self) -> None:
        format, position = self.format, 0
        while position < len(format):
            letter = format[position]
            count = 1
            while position + count < len(format) and format[position + count] == letter:
                count += 1
            if self.inner_white:
                while self.at < len(self.text) and self.text[self.at].isspace():
                    self.at += 1
            if letter in "'\"":
                literal, position = quoted(format, position)
                self.literal(literal)
                continue
            if letter == "\\":
                self.literal(format[position + 1 : position + 2])
                position += 2
                continue
            if letter == "%":
                position += 1
                continue
            step = getattr(self, f"_{letter}", None) if letter.isalpha() and letter.isascii() else None
            if step is not None:
                step(count)
            elif letter == ":":
                for _ in range(count):
                    self.literal(self.dates["TimeSeparator"])
            elif letter == "/":
                for _ in range(count):
                    self.literal(self.dates["DateSeparator"])
            else:
                for _ in range(count):
                    if letter == "." and format[position + 1 : position + 2] == "F" and self.text[self.at : self.at + 1] != ".":
                        continue
                    self.literal(letter)
            position += count
        if self.at != len(self.text):
            raise self.fail()

    def finish(self) -> Fields:
        fields = self.fields
        if self.half is not None and fields.hour is not None:
            if fields.hour > 12 and not self.half:
                raise self.fail()
            fields.hour = fields.hour % 12 + (12 if self.half else 0) if fields.hour <= 12 else fields.hour
        elif self.twelve and fields.hour == 12:
            fields.hour = 0
        if fields.day is not None and fields.month is not None and fields.year is not None and not exists(fields.year, fields.month, fields.day):
            raise not_in_calendar(self.whole)
        return fields

    def literal(self, text: str) -> None:
        if not self.text.startswith(text, self.at):
            if self.inner_white and text.isspace():
                return
            shown = self.text[self.at : self.at + len(text)]
            if not (text in (" ", "\u202f", "\xa0") and shown in (" ", "\u202f", "\xa0")):
                raise self.fail()
        self.at += len(text)

    def digits(self, least: int, most: int) -> int:
        end = self.at
        while end < len(self.text) and end - self.at < most and self.text[end] in "0123456789":
            end += 1
        if end - self.at < least:
            raise self.fail()
        value = int(self.text[self.at : end])
        self.at = end
        return value

    def name(self, tables: tuple[str, ...]) -> int:
        best = (-1, 0)
        for table in tables:
            for index, name in enumerate(self.dates[table]):
                if name and self.text[self.at : self.at + len(name)].lower() == name.lower() and len(name) > best[1]:
                    best = (index, len(name))
        if best[0] < 0:
            raise self.fail()
        self.at += best[1]
        return best[0]

    def _d(self, count: int) -> None:
        if count <= 2:
            self.fields.day = self.digits(count, 2)
        else:
            self.fields.weekday = self.name(("AbbreviatedDayNames",) if count == 3 else ("DayNames",))

    def _M(self, count: int) -> None:
        if count <= 2:
            self.fields.month = self.digits(count, 2)
            if not 1 <= self.fields.month <= 12:
                raise self.fail()
        else:
            tables = ("AbbreviatedMonthNames", "AbbreviatedMonthGenitiveNames") if count == 3 else ("MonthNames", "MonthGenitiveNames")
            self.fields.month = self.name(tables) + 1

    def _y(self, count: int) -> None:
        if count <= 2:
            start = self.at
            self.digits(count, 2)
            self.fields.year = full_year(self.text[start : self.at])
        else:
            self.fields.year = self.digits(min(count, 4), 4 if count <= 4 else count)

    def _H(self, count: int) -> None:
        self.fields.hour = self.digits(min(count, 2), 2)
        if self.fields.hour > 23:
            raise not_in_calendar(self.whole)

    def _h(self, count: int) -> None:
        self.fields.hour = self.digits(min(count, 2), 2)
        self.twelve = True
        if not 1 <= self.fields.hour <= 12:
            raise self.fail()

    def _m(self, count: int) -> None:
        self.fields.minute = self.digits(min(count, 2), 2)
        self.fields.hour = self.fields.hour or 0
        if self.fields.minute > 59:
            raise not_in_calendar(self.whole)

    def _s(self, count: int) -> None:
        self.fields.second = self.digits(min(count, 2), 2)
        self.fields.hour = self.fields.hour or 0
        if self.fields.second > 59:
            raise not_in_calendar(self.whole)

    def _f(self, count: int) -> None:
        start = self.at
        self.digits(count, count)
        self.fields.fraction = fraction_ticks(self.text[start : self.at])

    def _F(self, count: int) -> None:
        start = self.at
        while self.at < len(self.text) and self.at - start < count and self.text[self.at].isdigit():
            self.at += 1
        self.fields.fraction = fraction_ticks(self.text[start : self.at])

    def _t(self, count: int) -> None:
        for text, half in ((self.dates["AMDesignator"], False), (self.dates["PMDesignator"], True)):
            shown = text[:1] if count == 1 else text
            if self.text[self.at : self.at + len(shown)].lower() == shown.lower():
                self.half = half
                self.at += len(shown)
                return
        raise self.fail()

    def _z(self, count: int) -> None:
        sign = self.text[self.at : self.at + 1]
        if sign not in ("+", "-"):
            raise self.fail()
        self.at += 1
        hours = self.digits(1 if count == 1 else 2, 2)
        minutes = 0
        if count >= 3:
            if self.text[self.at : self.at + 1] == ":":
                self.at += 1
            minutes = self.digits(2, 2)
        self.fields.offset = (-1 if sign == "-" else 1) * (hours * 60 + minutes)

    def _K(self, count: int) -> None:
        if self.text[self.at : self.at + 1] in ("Z", "z"):
            self.at += 1
            self.fields.offset = 0
        elif self.text[self.at : self.at + 1] in ("+", "-"):
            self._z(3)

    def _Z(self, count: int) -> None:
        for _ in range(count):
            if self.text[self.at : self.at + 1] not in ("Z", "z"):
                raise self.fail()
            self.at += 1
        self.fields.offset = 0

    def _g(self, count: int) -> None:
        for text in ("A.D.", "AD"):
            if self.text.startswith(text, self.at):
                self.at += len(text)
                return


def unspecified(ticks: int) -> DateTime:
    return DateTime(ticks, UNSPECIFIED)
