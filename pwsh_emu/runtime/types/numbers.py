"""The numeric types: integers, Double and Single, with Boolean; what BigInteger and Decimal share with them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime import values
from pwsh_emu.runtime.errors import NetException, not_supported
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import Char, Decimal, Int64, Single

_CODES = {
    bool: 3, Char: 4, values.SByte: 5, values.Byte: 6, values.Int16: 7, values.UInt16: 8, int: 9, values.UInt32: 10, Int64: 11, values.UInt64: 12,
    Single: 13, float: 14, Decimal: 15,
}  # fmt: skip
# NumberStyles
LEADING_WHITE, TRAILING_WHITE, LEADING_SIGN, TRAILING_SIGN, PARENTHESES, DECIMAL_POINT, THOUSANDS, EXPONENT, CURRENCY, HEX, BINARY = (
    1 << bit for bit in range(11)
)
INTEGER_STYLE = LEADING_WHITE | TRAILING_WHITE | LEADING_SIGN
NUMBER_STYLE = INTEGER_STYLE | TRAILING_SIGN | DECIMAL_POINT | THOUSANDS
FLOAT_STYLE = INTEGER_STYLE | DECIMAL_POINT | EXPONENT
ANY_STYLE = FLOAT_STYLE | THOUSANDS


def wrong_format(text: str) -> NetException:
    return failures.format_error(f"The input string '{text}' was not in a correct format.")


class ParsedNumber:
    """A number text taken apart: sign, digits before the exponent's shift, hex value or special value."""

    __slots__ = ("digits", "exponent", "negative", "value")

    def __init__(self, negative: bool, digits: str, exponent: int, value: int | None = None) -> None:
        self.negative = negative
        self.digits = digits
        self.exponent = exponent
        self.value = value

    def as_integer(self) -> int | None:
        """Return the number as an int; None where it has decimals that are not zero."""
        if self.value is not None:
            return self.value
        number = int(self.digits or "0")
        if self.exponent >= 0:
            number *= int(10**self.exponent)
        else:
            number, rest = divmod(number, int(10 ** (-self.exponent)))
            if rest:
                return None
        return -number if self.negative else number

    def as_text(self) -> str:
        return f"{'-' if self.negative else ''}{self.digits or '0'}e{self.exponent}"


def scan(text: str, styles: int, info: Any) -> ParsedNumber | None:
    """Read a number text under NumberStyles; None where it is not one."""
    body = text.rstrip("\0")
    if styles & LEADING_WHITE:
        body = body.lstrip("\t\n\v\f\r ")
    if styles & TRAILING_WHITE:
        body = body.rstrip("\t\n\v\f\r ")
    if styles & (HEX | BINARY):
        base = 16 if styles & HEX else 2
        if not body or any(character not in "0123456789abcdefABCDEF"[: 22 if base == 16 else 2] for character in body):
            return None
        return ParsedNumber(False, body, 0, int(body, base))
    negative = signed = False
    if styles & PARENTHESES and body.startswith("(") and body.endswith(")"):
        body, negative, signed = body[1:-1], True, True
    symbol = info.CurrencySymbol if styles & CURRENCY else ""
    for _ in range(2):
        if styles & LEADING_SIGN and not signed:
            for sign, minus in ((info.NegativeSign, True), (info.PositiveSign, False), ("-", True), ("\u2212", True)):
                if sign and body.startswith(sign):
                    body, negative, signed = body[len(sign) :], minus, True
                    break
        if symbol and body.startswith(symbol):
            body, symbol = body[len(symbol) :].lstrip(" "), ""
        if styles & LEADING_WHITE and signed:
            body = body.lstrip(" ") if styles & CURRENCY else body
    if symbol and body.endswith(symbol):
        body = body[: -len(symbol)].rstrip(" ")
    if styles & TRAILING_SIGN and not signed:
        for sign, minus in ((info.NegativeSign, True), (info.PositiveSign, False)):
            if sign and body.endswith(sign):
                body, negative = body[: -len(sign)].rstrip(" "), minus
                break
    exponent = 0
    if styles & EXPONENT:
        at = max(body.find("e"), body.find("E"))
        if at > 0:
            tail = body[at + 1 :]
            if not tail.lstrip("+-").isdigit() or len(tail) - len(tail.lstrip("+-")) > 1 or not tail.isascii():
                return None
            exponent = max(min(int(tail), 99999), -99999)
            body = body[:at]
    point = info.CurrencyDecimalSeparator if styles & CURRENCY else info.NumberDecimalSeparator
    group = info.CurrencyGroupSeparator if styles & CURRENCY else info.NumberGroupSeparator
    fraction = ""
    if styles & DECIMAL_POINT and point in body:
        body, _, fraction = body.partition(point)
    if styles & THOUSANDS and body and body[0].isdigit():
        for mark in {group, " " if group in ("\xa0", "\u202f") else group, "\xa0" if group == "\u202f" else group}:
            body = body.replace(mark, "")
    if not (body + fraction) or not (body + fraction).isascii() or not (body + fraction).isdigit():
        return None
    return ParsedNumber(negative, (body + fraction).lstrip("0") or "0", exponent - len(fraction))


def _culture(session: Any, provider: Any) -> Any:
    from pwsh_emu.runtime.types.strings import provider_culture

    return provider_culture(session, provider).number


def _styles_and_provider(arguments: tuple[Any, ...], default: int) -> tuple[int, Any]:
    styles, provider = default, None
    for argument in arguments:
        if type(argument).__name__ == "EnumValue":
            styles = argument.value
        elif argument is not None:
            provider = argument
    return styles, provider


class NumberMembers:
    """What all numeric types share."""

    PROPERTY_ORDER = ""

    @staticmethod
    @with_session
    def ToString(session: Any, number: Any, format: Any = None, provider: Any = None) -> str:
        from pwsh_emu.runtime.conversion import net_string
        from pwsh_emu.runtime.types.strings import provider_culture

        if format is not None and not isinstance(format, str):
            format, provider = None, format
        if not format and provider is None:
            return net_string(number, session)
        from pwsh_emu.runtime.numberformat import format_number

        return format_number(number, format or None, provider_culture(session, provider))

    @staticmethod
    def CompareTo(number: Any, other: Any) -> int:
        if other is None:
            return 1
        if type(other) is not type(number):
            raise failures.argument(f"Object must be of type {_name_of(number)}.")
        if isinstance(number, float):
            if number != number:
                return 0 if other != other else -1
            if other != other:
                return 1
        return int((number > other) - (number < other))

    @staticmethod
    def Equals(number: Any, other: Any) -> bool:
        if type(other) is not type(number):
            return False
        return bool(number == other) or (number != number and other != other)

    @staticmethod
    def GetHashCode(number: Any) -> int:
        from pwsh_emu.runtime.hashcodes import hash_code

        code = hash_code(number)
        return hash(number) & 0x7FFFFFFF if code is None else code

    @staticmethod
    def GetTypeCode(number: Any) -> int:
        return _CODES.get(type(number), 1)

    @staticmethod
    def ToBoolean(number: Any, provider: Any = None) -> bool:
        return bool(number)

    @staticmethod
    @with_session
    def ToType(session: Any, number: Any, literal: Any, provider: Any = None) -> Any:
        from pwsh_emu.runtime.types.convert import change_type

        return change_type(session, number, literal.of)


def _to(name: str) -> Callable[..., Any]:
    @with_session
    def convert(session: Any, number: Any, provider: Any = None) -> Any:
        from pwsh_emu.runtime.types.convert import to_named

        return to_named(session, number, name)

    return convert


for _name in ("Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal", "DateTime"):
    setattr(NumberMembers, f"To{_name}", staticmethod(_to(_name)))


def _name_of(number: Any) -> str:
    kind = type(number)
    return {int: "Int32", float: "Double", bool: "Boolean"}.get(kind, kind.__name__)


class IntegerSpec:
    """An integer type: its Python class, range and the article of its overflow message."""

    __slots__ = ("bits", "high", "low", "message", "python")

    def __init__(self, python: type, bits: int, signed: bool, message: str) -> None:
        self.python = python
        self.bits = bits
        self.low = -(1 << (bits - 1)) if signed else 0
        self.high = (1 << (bits - 1)) - 1 if signed else (1 << bits) - 1
        self.message = message


INTEGERS = {
    "SByte": IntegerSpec(values.SByte, 8, True, "a signed byte"),
    "Byte": IntegerSpec(values.Byte, 8, False, "an unsigned byte"),
    "Int16": IntegerSpec(values.Int16, 16, True, "an Int16"),
    "UInt16": IntegerSpec(values.UInt16, 16, False, "a UInt16"),
    "Int32": IntegerSpec(int, 32, True, "an Int32"),
    "UInt32": IntegerSpec(values.UInt32, 32, False, "a UInt32"),
    "Int64": IntegerSpec(values.Int64, 64, True, "an Int64"),
    "UInt64": IntegerSpec(values.UInt64, 64, False, "a UInt64"),
}


def parse_integer(text: str | None, spec: IntegerSpec, styles: int, info: Any) -> Any:
    """Parse as Int32.Parse and its like do."""
    if text is None:
        raise failures.null("s")
    parsed = scan(text, styles, info)
    if parsed is None:
        raise wrong_format(text)
    number = parsed.as_integer()
    if parsed.value is not None and number is not None:
        if number >= 1 << spec.bits:
            raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
        if spec.low and number > spec.high:
            number -= 1 << spec.bits
    if number is None or not spec.low <= number <= spec.high:
        raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
    return spec.python(number)


class IntegerTests:
    """What all types of integers ask of a number."""

    @staticmethod
    def static_IsEvenInteger(number: int) -> bool:
        return number % 2 == 0

    @staticmethod
    def static_IsOddInteger(number: int) -> bool:
        return number % 2 == 1

    @staticmethod
    def static_IsNegative(number: int) -> bool:
        return number < 0

    @staticmethod
    def static_IsPositive(number: int) -> bool:
        return number >= 0

    @staticmethod
    def static_IsPow2(number: int) -> bool:
        return number > 0 and number & (number - 1) == 0


def _whole(value: Any) -> int | None:
    """Return a number cut toward zero; None for what is no finite number."""
    if not isinstance(value, (int, float, Decimal)):
        raise not_supported("Creating a number from what is none")
    return int(value) if not isinstance(value, float) or math.isfinite(value) else None


def integer_members(name: str) -> type:
    """Return the implementation of an integer type."""
    spec = INTEGERS[name]
    make = spec.python

    def wrapped(number: int) -> Any:
        if not spec.low <= number <= spec.high:
            number = (number - spec.low) % (1 << spec.bits) + spec.low
        return make(number)

    class Members(IntegerTests, NumberMembers):
        @staticmethod
        def static_CreateChecked(value: Any) -> Any:
            number = _whole(value)
            if number is None or not spec.low <= number <= spec.high:
                raise failures.overflow("Arithmetic operation resulted in an overflow.")
            return make(number)

        @staticmethod
        def static_CreateSaturating(value: Any) -> Any:
            number = _whole(value)
            if number is None:
                return make(0 if value != value else spec.high if value > 0 else spec.low)
            return make(max(spec.low, min(number, spec.high)))

        @staticmethod
        def static_CreateTruncating(value: Any) -> Any:
            number = _whole(value)
            if isinstance(value, float):  # out of range it saturates
                return Members.static_CreateSaturating(value)
            return wrapped(number or 0)

        @staticmethod
        def static_get_MaxValue() -> Any:
            return make(spec.high)

        @staticmethod
        def static_get_MinValue() -> Any:
            return make(spec.low)

        @staticmethod
        @with_session
        def static_Parse(session: Any, text: Any, *arguments: Any) -> Any:
            styles, provider = _styles_and_provider(arguments, INTEGER_STYLE)
            return parse_integer(text, spec, styles, _culture(session, provider))

        @staticmethod
        @with_session
        def static_TryParse(session: Any, text: Any, *arguments: Any) -> bool:
            styles, provider = _styles_and_provider(arguments[:-1], INTEGER_STYLE)
            return try_parse(arguments[-1], lambda: parse_integer(text, spec, styles, _culture(session, provider)), make(0))

        @staticmethod
        def static_Abs(number: int) -> Any:
            if number == spec.low and spec.low:
                raise failures.overflow("Negating the minimum value of a twos complement number is invalid.")
            return make(abs(number))

        @staticmethod
        def static_Clamp(number: int, low: int, high: int) -> Any:
            return clamp(number, low, high)

        @staticmethod
        def static_CopySign(number: int, sign: int) -> Any:
            return make(abs(number) if sign >= 0 else -abs(number))

        @staticmethod
        def static_Sign(number: int) -> int:
            return (number > 0) - (number < 0)

        @staticmethod
        def static_Max(left: int, right: int) -> Any:
            return make(max(left, right))

        @staticmethod
        def static_Min(left: int, right: int) -> Any:
            return make(min(left, right))

        @staticmethod
        def static_MaxMagnitude(left: int, right: int) -> Any:
            return make(max(left, right, key=abs))

        @staticmethod
        def static_MinMagnitude(left: int, right: int) -> Any:
            return make(min(left, right, key=abs))

        @staticmethod
        def static_PopCount(number: int) -> Any:
            return make((number & ((1 << spec.bits) - 1)).bit_count())

        @staticmethod
        def static_LeadingZeroCount(number: int) -> Any:
            return make(spec.bits - (number & ((1 << spec.bits) - 1)).bit_length())

        @staticmethod
        def static_TrailingZeroCount(number: int) -> Any:
            bits = number & ((1 << spec.bits) - 1)
            return make((bits & -bits).bit_length() - 1 if bits else spec.bits)

        @staticmethod
        def static_Log2(number: int) -> Any:
            return make(max(number.bit_length() - 1, 0))

        @staticmethod
        def static_RotateLeft(number: int, amount: int) -> Any:
            bits = number & ((1 << spec.bits) - 1)
            amount %= spec.bits
            return wrapped(((bits << amount) | (bits >> (spec.bits - amount))) & ((1 << spec.bits) - 1))

        @staticmethod
        def static_RotateRight(number: int, amount: int) -> Any:
            return Members.static_RotateLeft(number, spec.bits - amount % spec.bits)

        @staticmethod
        def static_DivRem(left: int, right: int) -> Any:
            from pwsh_emu.runtime.types.mathematics import divide_with_rest

            return divide_with_rest(left, right, make)

        @staticmethod
        def static_BigMul(left: int, right: int) -> Any:
            return Int64(left * right)

    Members.__name__ = name
    return Members


def clamp(number: Any, low: Any, high: Any) -> Any:
    """Return a number kept between two bounds, or .NET's error where they are the wrong way round."""
    from pwsh_emu.runtime.conversion import net_string

    if low > high:
        raise failures.argument(f"'{net_string(low)}' cannot be greater than {net_string(high)}.")
    return low if number < low else high if number > high else number


def try_parse(reference: Any, parse: Callable[[], Any], default: Any) -> bool:
    """Set a [ref] to what a parser gives, or to a default; tell whether it parsed."""
    try:
        reference.value = parse()
        return True
    except (NetException, ArithmeticError):
        reference.value = default
        return False


def parse_float(text: str | None, styles: int, info: Any) -> float:
    """Parse as Double.Parse does."""
    if text is None:
        raise failures.null("s")
    parsed = scan(text, styles, info)
    if parsed is None:
        special = text.strip().lower()
        for name, value in (
            (info.PositiveInfinitySymbol, math.inf), ("infinity", math.inf), ("\u221e", math.inf),
            (info.NegativeInfinitySymbol, -math.inf), ("-infinity", -math.inf),
            ("-\u221e", -math.inf), (info.NaNSymbol, math.nan), ("nan", math.nan),
        ):  # fmt: skip
            if special == name.lower():
                return value
        raise wrong_format(text)
    number = float(parsed.as_text())
    return -0.0 if number == 0 and parsed.negative else number


def _real(function: Callable[..., Any]) -> Any:
    """Return a static function of doubles that gives NaN where it is not defined and infinity where it grows too large."""

    def compute(*arguments: Any) -> float:
        try:
            value = function(*(float(argument) for argument in arguments))
        except ValueError:
            return math.nan
        except (OverflowError, ZeroDivisionError):
            return math.inf
        return float(value) if not isinstance(value, complex) else math.nan

    return staticmethod(compute)


class FloatMembers(NumberMembers):
    """Double and what Single shares with it."""

    @staticmethod
    def static_IsNaN(number: float) -> bool:
        return number != number

    @staticmethod
    def static_IsInfinity(number: float) -> bool:
        return math.isinf(number)

    @staticmethod
    def static_IsPositiveInfinity(number: float) -> bool:
        return number == math.inf

    @staticmethod
    def static_IsNegativeInfinity(number: float) -> bool:
        return number == -math.inf

    @staticmethod
    def static_IsFinite(number: float) -> bool:
        return math.isfinite(number)

    @staticmethod
    def static_IsInteger(number: float) -> bool:
        return math.isfinite(number) and number == math.floor(number)

    @staticmethod
    def static_IsEvenInteger(number: float) -> bool:
        return math.isfinite(number) and number % 2 == 0

    @staticmethod
    def static_IsOddInteger(number: float) -> bool:
        return math.isfinite(number) and abs(number) % 2 == 1

    @staticmethod
    def static_IsNegative(number: float) -> bool:
        return math.copysign(1, number) < 0

    @staticmethod
    def static_IsPositive(number: float) -> bool:
        return math.copysign(1, number) > 0

    @staticmethod
    def static_IsNormal(number: float) -> bool:
        return math.isfinite(number) and abs(number) >= 2.2250738585072014e-308

    static_Exp2 = _real(lambda number: 2.0**number)
    static_Exp10 = _real(lambda number: 10.0**number)
    static_ExpM1 = _real(math.expm1)
    static_Exp2M1 = _real(lambda number: 2.0**number - 1)
    static_Exp10M1 = _real(lambda number: 10.0**number - 1)
    static_LogP1 = _real(math.log1p)
    static_DegreesToRadians = _real(lambda number: number * math.pi / 180.0)
    static_RadiansToDegrees = _real(lambda number: number * 180.0 / math.pi)
    static_Hypot = _real(math.hypot)
    static_Lerp = _real(lambda first, last, amount: first * (1.0 - amount) + last * amount)
    static_SinPi = _real(lambda number: math.sin(number * math.pi))
    static_CosPi = _real(lambda number: math.cos(number * math.pi))
    static_TanPi = _real(lambda number: math.tan(number * math.pi))
    static_RootN = _real(lambda number, degree: -((-number) ** (1.0 / degree)) if number < 0 and degree % 2 else number ** (1.0 / degree))
    static_FusedMultiplyAdd = static_MultiplyAddEstimate = _real(lambda one, two, three: one * two + three)

    @staticmethod
    def static_IsRealNumber(number: float) -> bool:
        return number == number

    @staticmethod
    def static_IsPow2(number: float) -> bool:
        return number > 0 and math.isfinite(number) and math.frexp(number)[0] == 0.5

    @staticmethod
    def static_get_Epsilon() -> float:
        return 5e-324

    @staticmethod
    def static_get_MaxValue() -> float:
        return 1.7976931348623157e308

    @staticmethod
    def static_get_MinValue() -> float:
        return -1.7976931348623157e308

    @staticmethod
    def static_get_NaN() -> float:
        return math.nan

    @staticmethod
    def static_get_PositiveInfinity() -> float:
        return math.inf

    @staticmethod
    def static_get_NegativeInfinity() -> float:
        return -math.inf

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, *arguments: Any) -> float:
        styles, provider = _styles_and_provider(arguments, ANY_STYLE)
        return parse_float(text, styles, _culture(session, provider))

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *arguments: Any) -> bool:
        styles, provider = _styles_and_provider(arguments[:-1], ANY_STYLE)
        return try_parse(arguments[-1], lambda: parse_float(text, styles, _culture(session, provider)), 0.0)


def _math(name: str) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        from pwsh_emu.runtime.types.mathematics import MathMembers

        return getattr(MathMembers, f"static_{name}")(*arguments)

    return call


for _name in (
    "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Ceiling", "Clamp", "CopySign", "Cos", "Cosh", "Exp", "Floor", "ILogB",
    "Log", "Log10", "Log2", "Max", "MaxMagnitude", "Min", "MinMagnitude", "Pow", "Round", "Sign", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate",
):  # fmt: skip
    setattr(FloatMembers, f"static_{_name}", staticmethod(_math(_name)))
setattr(FloatMembers, "static_Ieee754Remainder", staticmethod(_math("IEEERemainder")))  # noqa: B010 - one more like those above


class SingleMembers(FloatMembers):
    """System.Single."""

    @staticmethod
    def static_get_Epsilon() -> float:
        return Single(1.401298464324817e-45)

    @staticmethod
    def static_get_MaxValue() -> float:
        return Single(3.4028234663852886e38)

    @staticmethod
    def static_get_MinValue() -> float:
        return Single(-3.4028234663852886e38)

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, *arguments: Any) -> float:
        from pwsh_emu.runtime.convert_numbers import to_single

        styles, provider = _styles_and_provider(arguments, ANY_STYLE)
        return to_single(parse_float(text, styles, _culture(session, provider)))

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *arguments: Any) -> bool:
        return try_parse(arguments[-1], lambda: SingleMembers.static_Parse(session, text, *arguments[:-1]), Single(0.0))


class BooleanMembers(NumberMembers):
    """System.Boolean."""

    @staticmethod
    def ToString(value: bool, provider: Any = None) -> str:  # type: ignore[override] # it takes no format
        return "True" if value else "False"

    @staticmethod
    def static_Parse(text: Any) -> bool:
        found = parse_bool(text)
        if found is None:
            if text is None:
                raise failures.null("value")
            raise failures.format_error(f"String '{text}' was not recognized as a valid Boolean.")
        return found

    @staticmethod
    def static_TryParse(text: Any, reference: Any) -> bool:
        found = parse_bool(text)
        reference.value = bool(found)
        return found is not None

    @staticmethod
    def static_get_TrueString() -> str:
        return "True"

    @staticmethod
    def static_get_FalseString() -> str:
        return "False"


def parse_bool(text: Any) -> bool | None:
    """Return what Boolean.Parse makes of a text, None where it makes nothing of it."""
    shown = str(text or "").strip("\0 \t\r\n\v\f").lower()
    return {"true": True, "false": False}.get(shown)


TYPES: dict[str, type] = {f"System.{name}": integer_members(name) for name in INTEGERS}
TYPES |= {"System.Double": FloatMembers, "System.Single": SingleMembers, "System.Boolean": BooleanMembers}
