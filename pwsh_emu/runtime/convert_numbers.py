"""Conversion to the numeric types and Char: ranges, banker's rounding, and how strings are read as numbers.

The functions raise `castfailure.InvalidCastError`; `fit_decimal` and `to_single` raise OverflowError, for the arithmetic below them.
"""

from __future__ import annotations

import decimal
import re
from typing import TYPE_CHECKING, Any

from pwsh_emu.language.numbers import big_integer_to_double, parse_number
from pwsh_emu.runtime.castfailure import InvalidCastError, failed, invalid_cast, no_conversion, overflow
from pwsh_emu.runtime.convert_text import TYPE_NAMES, type_name
from pwsh_emu.runtime.errors import ExceptionObject
from pwsh_emu.runtime.values import (
    BigInteger,
    Byte,
    Char,
    Decimal,
    EnumValue,
    Int16,
    Int64,
    SByte,
    Single,
    UInt16,
    UInt32,
    UInt64,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class IntegerKind:
    """An integer type: the class of its values, its range and how .NET names it in an overflow message."""

    __slots__ = ("high", "low", "name", "noun", "python", "short")

    def __init__(self, python: type[int], low: int, high: int, noun: str) -> None:
        self.python = python
        self.low = low
        self.high = high
        self.noun = noun
        self.name = TYPE_NAMES[python]
        self.short = self.name.rpartition(".")[2]

    @property
    def overflow_message(self) -> str:
        return f"Value was either too large or too small for {self.noun}."


INT32 = IntegerKind(int, -(2**31), 2**31 - 1, "an Int32")
INT64 = IntegerKind(Int64, -(2**63), 2**63 - 1, "an Int64")
UINT32 = IntegerKind(UInt32, 0, 2**32 - 1, "a UInt32")
UINT64 = IntegerKind(UInt64, 0, 2**64 - 1, "a UInt64")
INTEGERS: dict[str, IntegerKind] = {
    kind.name: kind
    for kind in (
        INT32,
        INT64,
        IntegerKind(Int16, -(2**15), 2**15 - 1, "an Int16"),
        IntegerKind(SByte, -(2**7), 2**7 - 1, "a signed byte"),
        IntegerKind(Byte, 0, 2**8 - 1, "an unsigned byte"),
        IntegerKind(UInt16, 0, 2**16 - 1, "a UInt16"),
        UINT32,
        UINT64,
    )
}
KIND_OF: dict[type, IntegerKind] = {kind.python: kind for kind in INTEGERS.values()}
CONVERTIBLE_NAMES = frozenset(("System.Boolean", "System.Char", "System.DateTime", "System.DBNull"))
"""Types that implement IConvertible and are neither numbers, strings nor enumerations."""

DECIMAL_MAXIMUM = 2**96 - 1
CONTEXT = decimal.Context(prec=80, rounding=decimal.ROUND_HALF_EVEN, Emin=-9999, Emax=9999)
_EVEN = decimal.ROUND_HALF_EVEN
_WHITE = " \t\n\v\f\r"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_HEXADECIMAL = re.compile(r"(?:0[xX]|#|&[hH])([0-9a-fA-F]+)")
_REAL = re.compile(r"[+-]?(?:[0-9][0-9,]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL = {
    "infinity": float("inf"),
    "+infinity": float("inf"),
    "-infinity": float("-inf"),
    "nan": float("nan"),
    "-nan": float("nan"),
    "+nan": float("nan"),
}


# --- to integers -------------------------------------------------------------------------------------------------------


def to_integer(session: Session | None, value: Any, kind: IntegerKind) -> Any:
    """Convert a value to an integer type."""
    source = type(value)
    if source is kind.python:
        return value
    if source is str:
        return _string_to_integer(session, value, kind)
    if source is bool:
        return kind.python(value)
    if source is BigInteger:
        return _big_to_integer(session, value, kind)
    if isinstance(value, int):
        number: int = int(value)
    elif isinstance(value, float):
        number = round(value) if value == value and abs(value) != float("inf") else 2**70
        if number < kind.low or number > kind.high:
            raise overflow(session, value, kind.name, _real_overflow(kind, number))
    elif source is Decimal:
        number = int(value.to_integral_value(_EVEN))
    elif source is Char:
        number = ord(value)
    elif source is EnumValue:
        number = value.value
    else:
        raise _unconvertible(session, value, kind.name, kind.short)
    if kind.low <= number <= kind.high:
        return kind.python(number)
    raise overflow(session, value, kind.name, kind.overflow_message)


def _real_overflow(kind: IntegerKind, number: int) -> str:
    """Return the message of a Double that does not fit: small types go through Int32, 64-bit ones are a checked cast."""
    if kind.high > UINT32.high:
        return "Arithmetic operation resulted in an overflow."
    return INT32.overflow_message if kind.high < INT32.high and not INT32.low <= number <= INT32.high else kind.overflow_message


def _unconvertible(session: Session | None, value: Any, full_name: str, short: str) -> InvalidCastError:
    """Build the error for a value that is no number: IConvertible types say from what to what."""
    source = type_name(session, value)
    if source == "System.DBNull":
        return invalid_cast(session, value, full_name, "Object cannot be cast from DBNull to other types.")
    if source in CONVERTIBLE_NAMES:
        return invalid_cast(session, value, full_name, f"Invalid cast from '{source[7:]}' to '{short}'.")
    return no_conversion(session, value, full_name)


def _big_to_integer(session: Session | None, value: int, kind: IntegerKind) -> Any:
    """Convert a BigInteger by its explicit operator; the small types go through Int32 or UInt32."""
    if kind.low <= value <= kind.high:
        return kind.python(int(value))
    message = kind.overflow_message
    if kind.high < INT32.high:
        message = INT32.overflow_message if not INT32.low <= value <= INT32.high else "Arithmetic operation resulted in an overflow."
    raise overflow(session, value, kind.name, message, "InvalidCastTargetInvocationExceptionop_Explicit")


def format_message(text: str) -> str:
    """Return .NET's sentence for a string that is no number."""
    return f"The input string '{text}' was not in a correct format."


def parse_plain_integer(text: str, kind: IntegerKind) -> Any:
    """Read a string as TypeConverter does: digits with a sign, or hexadecimal after "0x", "#" or "&h".

    Raises ValueError or OverflowError with .NET's message.
    """
    stripped = text.strip(_WHITE)
    if _INTEGER.fullmatch(stripped):
        number = _long_int(stripped)
        if kind.low <= number <= kind.high:
            return kind.python(number)
        raise OverflowError(kind.overflow_message)
    hexadecimal = _HEXADECIMAL.fullmatch(stripped)
    if hexadecimal:
        number = int(hexadecimal[1], 16)
        bits = (kind.high - kind.low).bit_length()
        if number >> bits:
            raise OverflowError(
                f"Value was either too large or too small for a U{kind.short}." if kind.low < 0 and bits >= 32 else kind.overflow_message
            )
        return kind.python(number - (1 << bits) if number > kind.high else number)
    raise ValueError(format_message(text))


def _long_int(digits: str) -> int:
    if len(digits) <= 4000:
        return int(digits)
    found = parse_number(digits.lstrip("+-") + "n")
    number = found[0] if found else 0
    return -number if digits.startswith("-") else int(number)


def _string_to_integer(session: Session | None, text: str, kind: IntegerKind) -> Any:
    if text.isascii() and text.isdigit() and len(text) < 10 and kind is INT32:
        return int(text)
    stripped = text.strip()
    if not stripped:
        return kind.python(0)
    try:
        return parse_plain_integer(text, kind)
    except OverflowError as error:
        reason = ExceptionObject("System.OverflowException", str(error))
    except ValueError as error:
        reason = ExceptionObject("System.FormatException", str(error))
    number = scan_number(stripped)
    if number is None:
        number = parse_real(text)
    if number is not None:
        try:
            return to_integer(session, number, kind)
        except InvalidCastError:
            pass
    raise failed(session, text, kind.name, "InvalidCastFromStringToInteger", reason)


def scan_number(text: str) -> Any:
    """Read a string as a number literal of the language ("1kb", "0x1F", "12L", "1e3"); None where it is none."""
    found = parse_number(text.strip())
    return None if found is None else literal_value(*found)


def literal_value(value: Any, name: str) -> Any:
    """Give the value of a number literal its class (from `language.numbers` come plain ints, floats and decimals)."""
    if name == "Int32" or name == "Double":
        return value
    python = _LITERAL_CLASSES[name]
    return python(value)


_LITERAL_CLASSES: dict[str, Any] = {
    "Int64": Int64,
    "Int16": Int16,
    "SByte": SByte,
    "Byte": Byte,
    "UInt16": UInt16,
    "UInt32": UInt32,
    "UInt64": UInt64,
    "BigInteger": BigInteger,
    "Decimal": Decimal,
    "Single": Single,
}


# --- to Double, Single, Decimal, BigInteger, Char --------------------------------------------------------------------------


def parse_real(text: str) -> float | None:
    """Read a string as Double.Parse does in the invariant culture (thousands separators allowed); None where it is no number."""
    stripped = text.strip(_WHITE)
    if _REAL.fullmatch(stripped):
        return float(stripped.replace(",", ""))
    return _SPECIAL.get(stripped.lower())


def to_double(session: Session | None, value: Any) -> float:
    """Convert a value to Double."""
    source = type(value)
    if source is float:
        return value  # type: ignore[no-any-return]
    number = _real(session, value, "System.Double", "Double")
    return float(number)


def to_single(value: float) -> Single:
    """Round a number to single precision; too large ones become infinite."""
    from struct import pack, unpack

    if value != value or value in (float("inf"), float("-inf")):
        return Single(value)
    try:
        return Single(unpack("f", pack("f", value))[0])
    except OverflowError:
        return Single("-inf" if value < 0 else "inf")


def convert_to_single(session: Session | None, value: Any) -> Single:
    """Convert a value to Single."""
    if type(value) is Single:
        return value
    return to_single(_real(session, value, "System.Single", "Single"))


def _real(session: Session | None, value: Any, full_name: str, short: str) -> float:
    source = type(value)
    if source is str:
        if not value.strip():
            return 0.0
        number = parse_real(value)
        if number is None:
            literal = scan_number(value)
            if literal is None:
                raise failed(session, value, full_name, "InvalidCastFromStringToDoubleOrSingle", format_message(value))
            return _real(session, literal, full_name, short)
        return number
    if source is BigInteger:
        return big_integer_to_double(value)
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    if source is Char:
        return float(ord(value))
    if source is EnumValue:
        return float(value.value)
    raise _unconvertible(session, value, full_name, short)


def to_decimal(session: Session | None, value: Any) -> Decimal:
    """Convert a value to Decimal."""
    source = type(value)
    if source is Decimal:
        return value  # type: ignore[no-any-return]
    name = "System.Decimal"
    if source is str:
        return _string_to_decimal(session, value)
    message = "Value was either too large or too small for a Decimal."
    try:
        if isinstance(value, float):
            return real_to_decimal(value)
        if isinstance(value, int):
            return fit_decimal(decimal.Decimal(int(value)))
    except OverflowError:
        raise overflow(
            session, value, name, message, "InvalidCastTargetInvocationExceptionop_Explicit" if source is BigInteger else "InvalidCastIConvertible"
        ) from None
    if source is Char:
        return Decimal(ord(value))
    if source is EnumValue:
        return Decimal(value.value)
    raise _unconvertible(session, value, name, "Decimal")


def _string_to_decimal(session: Session | None, text: str) -> Decimal:
    if not text.strip():
        return Decimal(0)
    literal = scan_number(text)
    if literal is not None:
        try:
            return to_decimal(session, literal)
        except InvalidCastError:
            pass
    stripped = text.strip(_WHITE)
    reason = ExceptionObject("System.FormatException", format_message(text))
    if re.fullmatch(r"[+-]?(?:[0-9][0-9,]*\.?[0-9]*|\.[0-9]+)", stripped):
        try:
            return fit_decimal(decimal.Decimal(stripped.replace(",", "")))
        except OverflowError:
            reason = ExceptionObject("System.OverflowException", "Value was either too large or too small for a Decimal.")
    raise failed(session, text, "System.Decimal", "InvalidCastFromStringToDecimal", reason)


def real_to_decimal(value: float) -> Decimal:
    """Convert as Convert.ToDecimal does: 15 significant digits of a Double, 7 of a Single. Raises OverflowError."""
    if value != value or abs(value) >= 7.9228162514264338e28:
        raise OverflowError
    exact = decimal.Decimal(f"{value:.{6 if isinstance(value, Single) else 14}e}")
    if not exact:
        return Decimal(0)
    return fit_decimal(exact.normalize(CONTEXT))


def fit_decimal(exact: decimal.Decimal) -> Decimal:
    """Fit an exact number into 96 bits and 28 places, half to even. Raises OverflowError."""
    _, digits, exponent = exact.as_tuple()
    if not isinstance(exponent, int):
        raise OverflowError
    if exponent > 0:
        exact = decimal.Decimal(int(exact))
        exponent = 0
        digits = exact.as_tuple().digits
    if exponent >= -28 and len(digits) <= 28:
        return Decimal(exact)
    places = min(28, -exponent)
    while places >= 0:
        rounded = exact.quantize(decimal.Decimal(1).scaleb(-places), context=CONTEXT)
        if abs(int(rounded.scaleb(places, CONTEXT))) <= DECIMAL_MAXIMUM:
            return Decimal(rounded)
        excess = len(rounded.as_tuple().digits) - 29
        places -= max(1, excess)
    raise OverflowError


def to_big_integer(session: Session | None, value: Any) -> BigInteger:
    """Convert a value to BigInteger."""
    source = type(value)
    name = "System.Numerics.BigInteger"
    if source is BigInteger:
        return value  # type: ignore[no-any-return]
    if source is str:
        stripped = value.strip(_WHITE)
        if not stripped:
            return BigInteger(0)
        literal = scan_number(value)
        if literal is not None:
            return to_big_integer(session, literal)
        if re.fullmatch(r"[+-]?[0-9][0-9,]*", stripped):
            return BigInteger(_long_int(stripped.replace(",", "")))
        real = parse_real(value)
        if real is not None and real == real and abs(real) != float("inf"):
            return BigInteger(int(real))
        raise failed(session, value, name, "InvalidCastFromStringToInteger", "The value could not be parsed.")
    if source is bool:
        return BigInteger(value)
    if isinstance(value, float):
        if value != value:
            raise failed(
                session, value, name, "InvalidCastConstructorException", ExceptionObject("System.OverflowException", "The value is not a number.")
            )
        if abs(value) == float("inf"):
            raise failed(
                session,
                value,
                name,
                "InvalidCastConstructorException",
                ExceptionObject("System.OverflowException", "BigInteger cannot represent infinity."),
            )
        return BigInteger(int(value))
    if isinstance(value, (int, Decimal)):
        return BigInteger(int(value))
    if source is Char:
        return BigInteger(ord(value))
    if source is EnumValue:
        return BigInteger(value.value)
    shown = type_name(session, value)
    if shown in CONVERTIBLE_NAMES:
        raise invalid_cast(session, value, name, f"Invalid cast from '{shown}' to '{name}'.")
    raise no_conversion(session, value, name)


def to_char(session: Session | None, value: Any) -> Char:
    """Convert a value to Char."""
    source = type(value)
    if source is Char:
        return value  # type: ignore[no-any-return]
    name = "System.Char"
    if source is str:
        if len(value) == 1 and value <= "\uffff":
            return Char(value)
        raise failed(session, value, name, "InvalidCastParseTargetInvocation", "String must be exactly one character long.")
    if source is BigInteger:
        raise invalid_cast(session, value, name, "Object must implement IConvertible.")
    if source is EnumValue:
        value = value.value
    elif source is bool or not isinstance(value, int):
        if isinstance(value, (bool, float, Decimal)):
            raise invalid_cast(session, value, name, f"Invalid cast from '{type_name(session, value)[7:]}' to 'Char'.")
        raise _unconvertible(session, value, name, "Char")
    if 0 <= value <= 0xFFFF:
        return Char(chr(value))
    raise overflow(session, value, name, "Value was either too large or too small for a character.")
