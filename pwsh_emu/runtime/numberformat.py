""".NET's number formats: standard ("N2", "E3", "X8", "P", "C", "G5", "R", "D4", "B") and custom ("#,##0.00;(0)").

A number is taken apart into sign, significant digits and the place of its decimal point; formats then round and lay the digits out,
as System.Number does. Raises `FormatSpecifierError` for a format that .NET refuses.
"""

from __future__ import annotations

import decimal
from typing import Any

from pwsh_emu.runtime import limits, text
from pwsh_emu.runtime.culture import Culture, NumberFormat
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.values import BigInteger, Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64

_BITS: dict[type, int] = {int: 32, Int64: 64, Int16: 16, SByte: 8, Byte: 8, UInt16: 16, UInt32: 32, UInt64: 64}


class FormatSpecifierError(NetException):
    """A FormatException: "Format specifier was invalid."."""

    def __init__(self) -> None:
        super().__init__("System.FormatException", "Format specifier was invalid.")


class _Number:
    """Sign, significant digits (no zeros at either end unless ``trailing``) and scale of a number; ``floating`` for Double and Single."""

    __slots__ = ("digits", "floating", "negative", "scale")

    def __init__(self, negative: bool, digits: str, scale: int, floating: bool) -> None:
        self.negative = negative
        self.digits = digits
        self.scale = scale
        self.floating = floating

    def round(self, position: int) -> None:
        """Keep ``position`` digits, half away from zero; trailing zeros go."""
        digits = self.digits
        if position < len(digits):
            up = position >= 0 and digits[position] >= "5"
            digits = digits[: max(position, 0)]
            if up:
                kept = digits.rstrip("9")
                if kept:
                    digits = kept[:-1] + chr(ord(kept[-1]) + 1)
                else:
                    digits = "1"
                    self.scale += 1
        digits = digits.rstrip("0")
        self.digits = digits
        if not digits:
            self.scale = 0
            if not self.floating:
                self.negative = False


def format_number(value: Any, format: str | None, culture: Culture | NumberFormat) -> str:
    """Return a number's ``ToString(format, culture)``; ``value`` is any of the numeric types."""
    info = culture.number if isinstance(culture, Culture) else culture
    floating = isinstance(value, float)
    if floating:
        if value != value:
            return info.NaNSymbol
        if value == float("inf"):
            return info.PositiveInfinitySymbol
        if value == float("-inf"):
            return info.NegativeInfinitySymbol
    if not format:
        return _plain(value, info)
    letter = format[0]
    digits = format[1:]
    if not (letter.isascii() and letter.isalpha()) or (digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 9)):
        return _custom(value, format, info)
    precision = int(digits) if digits else -1
    if precision > 65536:
        limits.claim_text(precision)
    kind = letter.upper()
    if kind == "D" and isinstance(value, int):
        return _padded_integer(value, precision, info)
    if kind in "XB" and isinstance(value, int):
        return _radix(value, letter, precision)
    if kind == "R":
        if floating:
            return _localized(text.single_text(value) if type(value) is Single else text.double_text(value), info, letter)
        return _plain(value, info)
    if kind == "G":
        return _general(value, letter, precision, info)
    if kind not in "CEFNP":
        raise FormatSpecifierError
    if kind == "E":
        return _exponential(value, letter, 6 if precision < 0 else precision, info)
    if kind == "C":
        places = info.CurrencyDecimalDigits if precision < 0 else precision
        number = _fixed_digits(value, places)
        return _currency(number, places, info)
    if kind == "P":
        places = info.PercentDecimalDigits if precision < 0 else precision
        number = _fixed_digits(value, places + 2, 2)
        number.round(number.scale + places)
        body = _fixed(number, places, info.PercentGroupSizes, info.PercentDecimalSeparator, info.PercentGroupSeparator)
        return _pattern(
            _PERCENT_NEGATIVE[info.PercentNegativePattern] if number.negative else _PERCENT_POSITIVE[info.PercentPositivePattern], body, info
        )
    places = info.NumberDecimalDigits if precision < 0 else precision
    number = _fixed_digits(value, places)
    if kind == "F":
        body = _fixed(number, places, None, info.NumberDecimalSeparator, "")
        return info.NegativeSign + body if number.negative else body
    body = _fixed(number, places, info.NumberGroupSizes, info.NumberDecimalSeparator, info.NumberGroupSeparator)
    return _pattern(_NUMBER_NEGATIVE[info.NumberNegativePattern], body, info) if number.negative else body


_NUMBER_NEGATIVE = ("(n)", "-n", "- n", "n-", "n -")
_CURRENCY_POSITIVE = ("$n", "n$", "$ n", "n $")
_CURRENCY_NEGATIVE = (
    "($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $", "-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)", "$- n",
)  # fmt: skip
_PERCENT_POSITIVE = ("n %", "n%", "%n", "% n")
_PERCENT_NEGATIVE = ("-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-", "% n-", "% -n", "n- %")


def _pattern(pattern: str, body: str, info: NumberFormat) -> str:
    parts = {"n": body, "-": info.NegativeSign, "$": info.CurrencySymbol, "%": info.PercentSymbol}
    return "".join([parts.get(character, character) for character in pattern])


def _currency(number: _Number, places: int, info: NumberFormat) -> str:
    body = _fixed(number, places, info.CurrencyGroupSizes, info.CurrencyDecimalSeparator, info.CurrencyGroupSeparator)
    return _pattern(
        _CURRENCY_NEGATIVE[info.CurrencyNegativePattern] if number.negative else _CURRENCY_POSITIVE[info.CurrencyPositivePattern], body, info
    )


def _localized(plain: str, info: NumberFormat, letter: str = "R") -> str:
    """Put a culture's decimal point and minus sign into an invariant text."""
    if plain.startswith("-") and info.NegativeSign != "-":
        plain = info.NegativeSign + plain[1:]
    if info.NumberDecimalSeparator != ".":
        plain = plain.replace(".", info.NumberDecimalSeparator)
    if letter in "rg":
        plain = plain.replace("E", "e")
    return plain


def _plain(value: Any, info: NumberFormat) -> str:
    if isinstance(value, Single):
        return _localized(text.single_text(value), info)
    if isinstance(value, float):
        return _localized(text.double_text(value), info)
    if isinstance(value, decimal.Decimal):
        return _localized(text.decimal_text(value), info)
    shown = integer_text(value)
    return info.NegativeSign + shown[1:] if value < 0 and info.NegativeSign != "-" else shown


def integer_text(value: int) -> str:
    """Return an integer's decimal digits, however many."""
    if value.bit_length() < 13_000:
        return int.__str__(value)
    return text.long_decimal(value)


def _padded_integer(value: int, precision: int, info: NumberFormat) -> str:
    digits = integer_text(abs(value)).rjust(precision, "0") if precision > 0 else integer_text(abs(value))
    return info.NegativeSign + digits if value < 0 else digits


def _radix(value: int, letter: str, precision: int) -> str:
    kind = letter.lower()
    if isinstance(value, BigInteger):
        return _big_radix(value, letter, precision)
    if value < 0:
        value = int(value) & ((1 << _BITS.get(type(value), 32)) - 1)
    shown = f"{int(value):{letter}}" if kind == "x" else f"{int(value):b}"
    return shown.rjust(precision, "0") if precision > 0 else shown


def _big_radix(value: int, letter: str, precision: int) -> str:
    """Write a BigInteger in two's complement with as few bytes (bits) as show its sign."""
    if letter.lower() == "b":
        bits = max(value.bit_length() if value >= 0 else (value + 1).bit_length(), 0) + 1
        shown = f"{int(value) & ((1 << bits) - 1):0{bits}b}"
    else:
        count = (value if value >= 0 else value + 1).bit_length() // 8 + 1
        shown = f"{int(value) & ((1 << (8 * count)) - 1):0{2 * count}{letter}}"
        while len(shown) > 1 and ((shown[0] == "0" and shown[1] in "01234567") or (shown[0] in "fF" and shown[1] in "89abcdefABCDEF")):
            shown = shown[1:]
    filler = ("F" if letter == "X" else "f" if letter == "x" else "1") if value < 0 else "0"
    return shown.rjust(precision, filler) if precision > 0 else shown


# --- taking numbers apart ---------------------------------------------------------------------------------------------


def _exact(value: Any) -> _Number:
    """Take an integer or Decimal apart; trailing zeros of a Decimal's scale are not significant here."""
    if isinstance(value, decimal.Decimal):
        sign, places, exponent = value.as_tuple()
        digits = "".join(map(str, places))
        scale = len(digits) + int(exponent)
        negative = bool(sign)
    else:
        digits = integer_text(abs(value))
        scale = len(digits)
        negative = value < 0
    stripped = digits.lstrip("0")
    scale -= len(digits) - len(stripped)
    stripped = stripped.rstrip("0")
    return _Number(negative and bool(stripped), stripped, scale if stripped else 0, False)


def _fixed_digits(value: Any, places: int, shift: int = 0) -> _Number:
    """Take a number apart, rounded to ``places`` behind the point (before ``shift`` moves the point to the right)."""
    if isinstance(value, float):
        shown = f"{value:.{min(places, 1080)}f}"
        negative = shown.startswith("-")
        whole, _, fraction = shown.lstrip("-").partition(".")
        digits = whole + fraction
        stripped = digits.lstrip("0")
        scale = len(whole) - (len(digits) - len(stripped))
        stripped = stripped.rstrip("0")
        return _Number(negative, stripped, scale + shift if stripped else 0, True)
    number = _exact(value)
    if number.digits:
        number.scale += shift
    number.round(number.scale + places - shift)
    return number


def _significant_digits(value: Any, precision: int) -> _Number:
    if isinstance(value, float):
        negative, digits, scale = text.precise_digits(value, precision)
        return _Number(negative, digits, scale, True)
    number = _exact(value)
    number.round(precision)
    return number


# --- laying digits out ------------------------------------------------------------------------------------------------


def _fixed(number: _Number, places: int, group_sizes: list[int] | None, point: str, separator: str) -> str:
    digits, scale = number.digits, number.scale
    if scale > 0:
        whole = digits[:scale].ljust(scale, "0")
        rest = digits[scale:]
        if group_sizes and separator:
            whole = group_digits(whole, group_sizes, separator)
    else:
        whole = "0"
        rest = "0" * -scale + digits
    if places <= 0:
        return whole
    return f"{whole}{point}{rest[:places].ljust(places, '0')}"


def group_digits(whole: str, sizes: list[int], separator: str) -> str:
    """Put group separators into digits: the last size repeats, a size of 0 takes the rest."""
    groups: list[str] = []
    index = 0
    while whole:
        size = sizes[min(index, len(sizes) - 1)]
        index += 1
        if size <= 0 or size >= len(whole):
            groups.append(whole)
            break
        groups.append(whole[-size:])
        whole = whole[:-size]
    return separator.join(reversed(groups))


def _exponential(value: Any, letter: str, places: int, info: NumberFormat) -> str:
    number = _significant_digits(value, places + 1)
    digits = number.digits.ljust(places + 1, "0")
    exponent = number.scale - 1 if number.digits else 0
    mantissa = digits[0] + (info.NumberDecimalSeparator + digits[1:] if places else "")
    shown = f"{mantissa}{letter}{info.NegativeSign if exponent < 0 else info.PositiveSign}{abs(exponent):03d}"
    return info.NegativeSign + shown if number.negative else shown


def _general(value: Any, letter: str, precision: int, info: NumberFormat) -> str:
    if precision < 1:
        return _localized(_plain(value, _invariant_signs(info)), info, letter) if isinstance(value, float) else _plain(value, info)
    number = _significant_digits(value, precision)
    digits, scale = number.digits, number.scale
    if not digits:
        shown = "0"
    elif scale > precision or scale < -3:
        shown = digits[0] + (info.NumberDecimalSeparator + digits[1:] if len(digits) > 1 else "")
        exponent = scale - 1
        shown += f"{'E' if letter == 'G' else 'e'}{info.NegativeSign if exponent < 0 else info.PositiveSign}{abs(exponent):02d}"
    elif scale <= 0:
        shown = "0" + info.NumberDecimalSeparator + "0" * -scale + digits
    elif len(digits) <= scale:
        shown = digits.ljust(scale, "0")
    else:
        shown = digits[:scale] + info.NumberDecimalSeparator + digits[scale:]
    return info.NegativeSign + shown if number.negative else shown


def _invariant_signs(info: NumberFormat) -> NumberFormat:
    copy = info.copy()
    copy.NegativeSign, copy.NumberDecimalSeparator = "-", "."
    return copy


# --- custom formats -------------------------------------------------------------------------------------------------


def _sections(format: str) -> list[str]:
    """Split a custom format at its semicolons, outside quotes and escapes."""
    parts, start, index = [], 0, 0
    while index < len(format):
        character = format[index]
        if character in "'\"":
            closing = format.find(character, index + 1)
            index = len(format) if closing < 0 else closing
        elif character == "\\":
            index += 1
        elif character == ";":
            parts.append(format[start:index])
            start = index + 1
        index += 1
    parts.append(format[start:])
    return parts


def _custom(value: Any, format: str, info: NumberFormat) -> str:
    if isinstance(value, float):
        negative, digits, scale = text.precise_digits(value, 7 if isinstance(value, Single) else 15)
        number = _Number(negative, digits, scale, True)
    else:
        number = _exact(value)
    sections = _sections(format)
    index = _choose_section(sections, number.negative, not number.digits)
    while True:
        layout = _Layout(sections[index])
        if not number.digits:
            number.scale = 0
            if not number.floating:
                number.negative = False
            break
        scale = number.scale
        number.scale += layout.scale_adjust
        position = layout.digit_count if layout.scientific else number.scale + layout.digit_count - layout.decimal_position
        number.round(position)
        if number.digits:
            break
        again = _choose_section(sections, number.negative, True)
        if again == index:
            break
        index = again
        number.scale = scale if number.digits else 0
    body = layout.write(number, info)
    return info.NegativeSign + body if number.negative and index == 0 else body


def _choose_section(sections: list[str], negative: bool, zero: bool) -> int:
    wanted = 2 if zero else 1 if negative else 0
    if wanted == 0 or wanted >= len(sections) or not sections[wanted]:
        return 0 if wanted != 2 or not (negative and len(sections) > 1 and sections[1] and not zero) else 1
    return wanted


class _Layout:
    """One section of a custom format, counted as .NET counts it: digits, the point's place, separators and scaling."""

    __slots__ = ("decimal_position", "digit_count", "first_digit", "last_digit", "scale_adjust", "scientific", "section", "thousands")

    def __init__(self, section: str) -> None:
        self.section = section
        digit_count, decimal_position, first, last = 0, -1, 0x7FFFFFFF, 0
        scientific = thousands = False
        thousand_position, thousand_count, scale_adjust = -1, 0, 0
        index, length = 0, len(section)
        while index < length:
            character = section[index]
            index += 1
            if character == "#":
                digit_count += 1
            elif character == "0":
                first = min(first, digit_count)
                digit_count += 1
                last = digit_count
            elif character == ".":
                if decimal_position < 0:
                    decimal_position = digit_count
            elif character == ",":
                if digit_count > 0 and decimal_position < 0:
                    if thousand_position >= 0:
                        if thousand_position == digit_count:
                            thousand_count += 1
                            continue
                        thousands = True
                    thousand_position = digit_count
                    thousand_count = 1
            elif character == "%":
                scale_adjust += 2
            elif character == "\u2030":
                scale_adjust += 3
            elif character in "'\"":
                closing = section.find(character, index)
                index = length if closing < 0 else closing + 1
            elif character == "\\":
                index += 1
            elif character in "Ee":
                after = index + 1 if index < length and section[index] in "+-" else index
                if after < length and section[after] == "0":
                    while after < length and section[after] == "0":
                        after += 1
                    index = after
                    scientific = True
        if decimal_position < 0:
            decimal_position = digit_count
        if thousand_position >= 0:
            if thousand_position == decimal_position:
                scale_adjust -= thousand_count * 3
            else:
                thousands = True
        self.digit_count = digit_count
        self.decimal_position = decimal_position
        self.first_digit = decimal_position - first if first < decimal_position else 0
        self.last_digit = decimal_position - last if last > decimal_position else 0
        self.scientific = scientific
        self.thousands = thousands
        self.scale_adjust = scale_adjust

    def write(self, number: _Number, info: NumberFormat) -> str:
        if self.scientific:
            position = self.decimal_position
            adjust = 0
        else:
            position = max(number.scale, self.decimal_position)
            adjust = number.scale - self.decimal_position
        separators = self._separators(position, adjust, info) if self.thousands and info.NumberGroupSeparator else frozenset()
        digits, taken = number.digits, 0
        out: list[str] = []
        wrote_point = False
        first, last = self.first_digit, self.last_digit
        section, index, length = self.section, 0, len(self.section)

        def put_digit(character: str) -> None:
            out.append(character)
            if separators and position > 1 and position - 1 in separators:
                out.append(info.NumberGroupSeparator)

        while index < length:
            character = section[index]
            index += 1
            if adjust > 0 and character in "#0.":
                while adjust > 0:
                    put_digit(digits[taken] if taken < len(digits) else "0")
                    taken += taken < len(digits)
                    position -= 1
                    adjust -= 1
            if character in "#0":
                if adjust < 0:
                    adjust += 1
                    shown = "0" if position <= first else ""
                elif taken < len(digits):
                    shown = digits[taken]
                    taken += 1
                else:
                    shown = "0" if position > last else ""
                if shown:
                    put_digit(shown)
                position -= 1
            elif character == ".":
                if position != 0 or wrote_point:
                    continue
                if last < 0 or (self.decimal_position < self.digit_count and taken < len(digits)):
                    out.append(info.NumberDecimalSeparator)
                    wrote_point = True
            elif character == "\u2030":
                out.append(info.PerMilleSymbol)
            elif character == "%":
                out.append(info.PercentSymbol)
            elif character == ",":
                continue
            elif character in "'\"":
                closing = section.find(character, index)
                end = length if closing < 0 else closing
                out.append(section[index:end])
                index = end + 1
            elif character == "\\":
                if index < length:
                    out.append(section[index])
                    index += 1
            elif character in "Ee":
                index = self._write_exponent(section, index, character, number, info, out)
            else:
                out.append(character)
        return "".join(out)

    def _write_exponent(self, section: str, index: int, letter: str, number: _Number, info: NumberFormat, out: list[str]) -> int:
        if not self.scientific:
            out.append(letter)
            if index < len(section) and section[index] in "+-":
                out.append(section[index])
                index += 1
            while index < len(section) and section[index] == "0":
                out.append("0")
                index += 1
            return index
        plus = False
        width = 0
        start = index
        if index < len(section) and section[index] == "0":
            width = 1
        elif index + 1 < len(section) and section[index] == "+" and section[index + 1] == "0":
            plus = True
        elif not (index + 1 < len(section) and section[index] == "-" and section[index + 1] == "0"):
            out.append(letter)
            return start
        index += 1
        while index < len(section) and section[index] == "0":
            width += 1
            index += 1
        width = min(width, 10)
        exponent = number.scale - self.decimal_position if number.digits else 0
        sign = info.NegativeSign if exponent < 0 else info.PositiveSign if plus else ""
        out.append(f"{letter}{sign}{abs(exponent):0{width}d}")
        return index

    def _separators(self, position: int, adjust: int, info: NumberFormat) -> frozenset[int]:
        """Return the numbers of integer digits after which (counted from the point) a separator stands."""
        total = max(position if adjust >= 0 else self.first_digit, self.first_digit)
        sizes = info.NumberGroupSizes
        places: list[int] = []
        if not sizes:
            return frozenset()
        count = sizes[0]
        index = 0
        size = sizes[0]
        while total > count:
            if size == 0:
                break
            places.append(count)
            if index < len(sizes) - 1:
                index += 1
                size = sizes[index]
            count += size
        return frozenset(places)
