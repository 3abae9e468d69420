"""Number literals: from their text to the exact value and .NET type that PowerShell gives them."""

from __future__ import annotations

import re
from typing import Any

NUMBER = re.compile(
    r"""[-+\u2013\u2014\u2015]?
        (?: 0[xX](?P<hex>[0-9a-fA-F]*)
          | 0[bB](?P<binary>[01]*)
          | (?P<real>\.[0-9]*(?:[eE][-+\u2013\u2014\u2015]?[0-9]+)?
             | [0-9]+(?:\.(?!\.)[0-9]*(?:[eE][-+\u2013\u2014\u2015]?[0-9]+)? | [eE][-+\u2013\u2014\u2015]?[0-9]+))
          | [0-9]+ )
        (?P<suffix>[uU][lLsSyY]? | [sSlLdDyYnN])?
        (?P<multiplier>[kKmMgGtTpP][bB])?""",
    re.VERBOSE,
)
"""The longest text that has the shape of a number; what follows it decides whether it is one."""

_MULTIPLIERS = {"": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40, "pb": 2**50}
_RANGES = {
    "y": ("SByte", -(2**7), 2**7 - 1),
    "uy": ("Byte", 0, 2**8 - 1),
    "s": ("Int16", -(2**15), 2**15 - 1),
    "us": ("UInt16", 0, 2**16 - 1),
    "l": ("Int64", -(2**63), 2**63 - 1),
    "ul": ("UInt64", 0, 2**64 - 1),
}
_DECIMAL_MAXIMUM = 2**96 - 1
_DOUBLE_MAXIMUM = int(1.7976931348623157e308)
_HEX_SIGN_LENGTH = {"y": 2, "s": 4, "l": 16}
_BINARY_SIGN_LENGTHS = frozenset({8, 16, 32, 64, 96})


def parse_number(text: str) -> tuple[Any, str] | None:
    """Return the value and the type's short name of a number literal, or None where PowerShell takes it for no valid number.

    The value is an int for integers, a float for Double and a decimal.Decimal for Decimal.
    """
    match = NUMBER.fullmatch(text)
    return number_value(match) if match else None


def number_value(match: re.Match[str]) -> tuple[Any, str] | None:
    """Return value and type of a match of `NUMBER`, or None where the value does not fit its type ("not valid")."""
    text = match[0]
    suffix = (match["suffix"] or "").lower()
    multiplier = _MULTIPLIERS[(match["multiplier"] or "").lower()]
    if match["real"] is not None:
        sign = "-" if text[0] in "-\u2013\u2014\u2015" else ""
        return _real(sign + re.sub("[\u2013\u2014\u2015]", "-", match["real"]), suffix, multiplier)
    if text[0] in "-\u2013\u2014\u2015":
        multiplier = -multiplier
    if match["hex"] is not None:
        digits = "0" + match["hex"]
        value, suffix = _hexadecimal(digits, suffix)
    elif match["binary"] is not None:
        digits = match["binary"]
        if not digits:
            return None
        value = _binary(digits, suffix.startswith("u"))
        if len(digits) == 64 and suffix in ("", "u"):
            suffix += "l"
    else:
        end = match.end("suffix") if suffix else match.start("multiplier") if match["multiplier"] else match.end()
        digits = match.string[match.start() : end - len(suffix)].lstrip("-+\u2013\u2014\u2015")
        if len(digits) > 400:
            digits = digits.lstrip("0") or "0"
        if len(digits) > 4000 and suffix != "n":
            return None
        value = _integer(digits)
        return _fit(value * multiplier, suffix, True)
    return _fit(value * multiplier, suffix, False)


def _integer(digits: str) -> int:
    """Read decimal digits of any length (int() refuses more than 4300 at once)."""
    if len(digits) <= 4000:
        return int(digits)
    middle = len(digits) // 2
    shift: int = 10 ** (len(digits) - middle)
    return _integer(digits[:middle]) * shift + _integer(digits[middle:])


def _hexadecimal(digits: str, suffix: str) -> tuple[int, str]:
    """Read hexadecimal digits (a zero in front): with exactly as many digits as the type has, the first bit is the sign."""
    if not suffix.startswith("u"):
        expected = _HEX_SIGN_LENGTH.get(suffix) or (8 if len(digits) < 16 else 16)
        if len(digits) == expected + 1:
            digits = digits[1:]
    value = int(digits, 16)
    if digits[0] in "89abcdefABCDEF":
        value -= 1 << (4 * len(digits))
    if len(digits) == 16 and suffix in ("", "u"):
        suffix += "l"
    return value, suffix


def _binary(digits: str, unsigned: bool) -> int:
    value = int(digits, 2)
    length = len(digits)
    if not unsigned and digits[0] == "1" and (length in _BINARY_SIGN_LENGTHS or length >= 128) and length % 8 == 0:
        value -= 1 << length
    return value


def _fit(value: int, suffix: str, decimal_digits: bool) -> tuple[Any, str] | None:
    """Give an integer the type that its suffix names, or the narrowest one that holds it."""
    if suffix in _RANGES:
        name, least, most = _RANGES[suffix]
        return (value, name) if least <= value <= most else None
    if suffix == "u":
        if value < 0 or value >= 2**64:
            return None
        return value, "UInt32" if value < 2**32 else "UInt64"
    if suffix == "n":
        return value, "BigInteger"
    if suffix == "d":
        return _decimal_integer(value)
    if -(2**31) <= value < 2**31:
        return value, "Int32"
    if -(2**63) <= value < 2**63:
        return value, "Int64"
    if not decimal_digits:
        return None
    if abs(value) <= _DECIMAL_MAXIMUM:
        return _decimal_integer(value)
    if abs(value) <= _DOUBLE_MAXIMUM:
        return big_integer_to_double(value), "Double"
    return None


def _decimal_integer(value: int) -> tuple[Any, str] | None:
    from decimal import Decimal

    return (Decimal(value), "Decimal") if abs(value) <= _DECIMAL_MAXIMUM else None


def big_integer_to_double(value: int) -> float:
    """Convert as .NET's BigInteger does: cut off, not rounded, after 53 bits."""
    magnitude = abs(value)
    excess = magnitude.bit_length() - 53
    if excess > 0:
        magnitude = magnitude >> excess << excess
    try:
        result = float(magnitude)
    except OverflowError:
        result = float("inf")
    return -result if value < 0 else result


def _real(text: str, suffix: str, multiplier: int) -> tuple[Any, str] | None:
    if suffix == "d":
        return _decimal(text, multiplier)
    try:
        value = float(text)
    except ValueError:
        return None
    value *= multiplier
    if not suffix:
        return value, "Double"
    if value in (float("inf"), float("-inf")):
        return None
    return _fit(round(value), suffix, True)


def _decimal(text: str, multiplier: int) -> tuple[Any, str] | None:
    """Read a System.Decimal: at most 28 places and 96 bits, trailing zeros kept, half to even beyond that."""
    from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

    try:
        exact = Decimal(text)
    except InvalidOperation:
        return None
    if exact and exact.adjusted() > 40:
        return None
    context = Context(prec=max(60, len(text) + 60), rounding=ROUND_HALF_EVEN)
    exponent = exact.as_tuple().exponent
    places = min(28, max(0, -exponent if isinstance(exponent, int) else 0))
    value = _fit_decimal(exact, places, context)
    if value is None:
        return None
    product = context.multiply(value, Decimal(multiplier))
    exponent = product.as_tuple().exponent
    result = _fit_decimal(product, max(0, -exponent if isinstance(exponent, int) else 0), context)
    return None if result is None else (result, "Decimal")


def _fit_decimal(exact: Any, places: int, context: Any) -> Any:
    from decimal import Decimal

    while places >= 0:
        rounded = exact.quantize(Decimal(1).scaleb(-places, context), context=context)
        if abs(int(rounded.scaleb(places, context))) <= _DECIMAL_MAXIMUM:
            return rounded
        places -= 1
    return None
