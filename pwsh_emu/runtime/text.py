"""Numbers as invariant text: Double and Single shortest or with 15 and 7 digits, Decimal with its scale.

Stands below `numberformat` (formats and cultures) and `convert_text` (any value as text).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def double_text(value: float) -> str:
    """Return a Double as ``ToString("R")`` gives it in the invariant culture: the shortest text that reads back the same."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(float(value))
    if "e" not in text and len(text) < 17:
        if text.endswith(".0"):
            return text[:-2]
        if not text.startswith(("0.000", "-0.000")):
            return text
    negative, digits, scale = shortest_digits(value)
    return _general(negative, digits, scale, max(len(digits), 17))


def double_text_15(value: float) -> str:
    """Return a Double as conversion to String gives it ("$x"): 15 significant digits."""
    text = repr(float(value))
    if len(text) < 16 and "e" not in text and "n" not in text:
        if text.endswith(".0"):
            return text[:-2]
        if not text.startswith(("0.000", "-0.000")):
            return text
    return _precise(value, 15)


def single_text(value: float) -> str:
    """Return a Single as ``ToString("R")`` gives it in the invariant culture."""
    if value != value or value in (float("inf"), float("-inf")):
        return double_text(value)
    negative, digits, scale = shortest_single_digits(value)
    return _general(negative, digits, scale, max(len(digits), 9))


def single_text_7(value: float) -> str:
    """Return a Single as conversion to String gives it ("$x"): 7 significant digits."""
    return _precise(value, 7)


def decimal_text(value: Any) -> str:
    """Return a Decimal as ToString() does in the invariant culture: its scale kept, never with an exponent."""
    sign, digits, exponent = value.as_tuple()
    if exponent == 0:
        text = "".join(map(str, digits))
    elif exponent > 0:
        text = "".join(map(str, digits)) + "0" * exponent
        text = text.lstrip("0") or "0"
    else:
        whole = "".join(map(str, digits)).rjust(1 - exponent, "0")
        text = f"{whole[:exponent]}.{whole[exponent:]}"
    return "-" + text if sign else text


def shortest_digits(value: float) -> tuple[bool, str, int]:
    """Return sign, significant digits (none for zero) and the place of the decimal point behind the first digit's left edge."""
    return _split(repr(float(value)))


def shortest_single_digits(value: float) -> tuple[bool, str, int]:
    """Return the same as `shortest_digits` for the fewest digits that read back as the same Single."""
    from struct import pack, unpack

    for precision in range(6, 9):
        text = f"{value:.{precision}e}"
        try:
            if unpack("f", pack("f", float(text)))[0] == value:
                break
        except OverflowError:
            continue
    for shorter in range(precision):
        candidate = f"{value:.{shorter}e}"
        try:
            if unpack("f", pack("f", float(candidate)))[0] == value:
                return _split(candidate)
        except OverflowError:
            continue
    return _split(text)


def precise_digits(value: float, precision: int) -> tuple[bool, str, int]:
    """Return the same as `shortest_digits` rounded to a number of significant digits."""
    return _split(f"{value:.{precision - 1}e}")


def _split(text: str) -> tuple[bool, str, int]:
    negative = text.startswith("-")
    mantissa, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    scale = len(whole) + (int(exponent) if exponent else 0)
    stripped = digits.lstrip("0")
    scale -= len(digits) - len(stripped)
    stripped = stripped.rstrip("0")
    return negative, stripped, scale if stripped else 0


def _precise(value: float, precision: int) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return double_text(value)
    negative, digits, scale = precise_digits(value, precision)
    return _general(negative, digits, scale, precision)


def _general(negative: bool, digits: str, scale: int, most: int) -> str:
    if not digits:
        return "-0" if negative else "0"
    if scale > most or scale < -3:
        text = scientific_text(digits, scale)
    elif scale <= 0:
        text = "0." + "0" * -scale + digits
    elif len(digits) <= scale:
        text = digits + "0" * (scale - len(digits))
    else:
        text = f"{digits[:scale]}.{digits[scale:]}"
    return "-" + text if negative else text


def scientific_text(digits: str, scale: int, point: str = ".", letter: str = "E") -> str:
    """Return ``d.dddE+xx`` for significant digits."""
    mantissa = digits[0] + (point + digits[1:] if len(digits) > 1 else "")
    exponent = scale - 1
    return f"{mantissa}{letter}{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def long_decimal(value: int) -> str:
    """Return an integer's decimal digits where they are more than Python turns into text at once."""
    if value < 0:
        return "-" + long_decimal(-value)
    parts: list[str] = []
    chunk = 10**4000
    while value >= chunk:
        value, rest = divmod(value, chunk)
        parts.append(str(int(rest)).rjust(4000, "0"))
    parts.append(str(int(value)))
    return "".join(reversed(parts))


def code_units(text: str) -> str:
    """Return a text as scripts see it, in UTF-16 code units: a character beyond U+FFFF becomes its two surrogates."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(one if one <= "\uffff" else chr(0xD7C0 + (ord(one) >> 10)) + chr(0xDC00 + (ord(one) & 0x3FF)) for one in text)


def characters(text: str) -> str:
    """Return a text for the outside: surrogate pairs joined, lone surrogates as U+FFFD."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
