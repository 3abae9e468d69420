"""System.Numerics.BigInteger."""

from __future__ import annotations

import math
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.numbers import (
    HEX,
    INTEGER_STYLE,
    IntegerTests,
    NumberMembers,
    _culture,
    _styles_and_provider,
    scan,
    try_parse,
)
from pwsh_emu.runtime.values import BigInteger, Byte, Int64


def parse_big(text: str | None, styles: int, info: Any) -> BigInteger:
    """Parse as BigInteger.Parse does: hexadecimal texts are two's complement."""
    if text is None:
        raise failures.null("value")
    parsed = scan(text, styles, info)
    number = parsed.as_integer() if parsed is not None else None
    if parsed is None or number is None:
        raise failures.format_error("The value could not be parsed.")
    if parsed.value is not None:
        bits = 4 * len(parsed.digits) if styles & HEX else len(parsed.digits)
        if number >> (bits - 1) & 1:
            number -= 1 << bits
    return BigInteger(number)


def divide(left: int, right: int) -> tuple[int, int]:
    """Return quotient and remainder, cut toward zero."""
    if right == 0:
        raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
    quotient = abs(left) // abs(right)
    quotient = -quotient if (left < 0) != (right < 0) else quotient
    return quotient, left - quotient * right


class BigIntegerMembers(IntegerTests, NumberMembers):
    """Members of BigInteger."""

    PROPERTY_ORDER = "IsPowerOfTwo IsZero IsOne IsEven Sign"

    @staticmethod
    def new(value: Any = 0, *rest: Any) -> BigInteger:
        if isinstance(value, list):
            return BigInteger(int.from_bytes(bytes(value), "little", signed=True))
        if isinstance(value, float) and not math.isfinite(value):
            raise failures.overflow("BigInteger cannot represent infinity." if math.isinf(value) else "The value is not a number.")
        return BigInteger(int(value))

    @staticmethod
    def get_IsEven(number: int) -> bool:
        return number % 2 == 0

    @staticmethod
    def get_IsOne(number: int) -> bool:
        return number == 1

    @staticmethod
    def get_IsZero(number: int) -> bool:
        return number == 0

    @staticmethod
    def get_IsPowerOfTwo(number: int) -> bool:
        return number > 0 and number & (number - 1) == 0

    @staticmethod
    def get_Sign(number: int) -> int:
        return (number > 0) - (number < 0)

    @staticmethod
    def CompareTo(number: int, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, int):
            raise failures.argument("The parameter must be a BigInteger.", "obj")
        return (number > other) - (number < other)

    @staticmethod
    def Equals(number: int, other: Any) -> bool:
        return isinstance(other, int) and not isinstance(other, bool) and int(number) == int(other)

    @staticmethod
    def ToByteArray(number: int, is_unsigned: bool = False, is_big_endian: bool = False) -> list[Byte]:
        if is_unsigned:
            length = max((number.bit_length() + 7) // 8, 1)
        else:
            length = ((number if number >= 0 else ~number).bit_length()) // 8 + 1
        if is_unsigned and number < 0:
            raise failures.overflow("Negative values do not have an unsigned representation.")
        return [Byte(one) for one in int(number).to_bytes(length, "big" if is_big_endian else "little", signed=not is_unsigned)]

    @staticmethod
    def GetBitLength(number: int) -> Int64:
        return Int64((number if number >= 0 else ~number).bit_length())

    @staticmethod
    def GetByteCount(number: int, is_unsigned: bool = False) -> int:
        return len(BigIntegerMembers.ToByteArray(number, is_unsigned))

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, *arguments: Any) -> BigInteger:
        styles, provider = _styles_and_provider(arguments, INTEGER_STYLE)
        return parse_big(text, styles, _culture(session, provider))

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *arguments: Any) -> bool:
        styles, provider = _styles_and_provider(arguments[:-1], INTEGER_STYLE)
        return try_parse(arguments[-1], lambda: parse_big(text, styles, _culture(session, provider)), BigInteger(0))

    @staticmethod
    def static_Abs(number: int) -> int:
        return abs(int(number))

    @staticmethod
    def static_Add(left: int, right: int) -> int:
        return int(left) + int(right)

    @staticmethod
    def static_Subtract(left: int, right: int) -> int:
        return int(left) - int(right)

    @staticmethod
    def static_Multiply(left: int, right: int) -> int:
        return int(left) * int(right)

    @staticmethod
    def static_Negate(number: int) -> int:
        return -int(number)

    @staticmethod
    def static_Divide(left: int, right: int) -> int:
        return divide(left, right)[0]

    @staticmethod
    def static_Remainder(left: int, right: int) -> int:
        return divide(left, right)[1]

    @staticmethod
    def static_DivRem(left: int, right: int, reference: Any = None) -> Any:
        quotient, rest = divide(left, right)
        if reference is None:
            from pwsh_emu.runtime.types.tuples import value_tuple

            return value_tuple([BigInteger(quotient), BigInteger(rest)])
        reference.value = BigInteger(rest)
        return quotient

    @staticmethod
    def static_Pow(base: int, exponent: int) -> int:
        if exponent < 0:
            raise failures.out_of_range("The number must be greater than or equal to zero.", "exponent")
        if abs(base) > 1 and exponent * base.bit_length() > 50_000_000:
            raise NetException("System.OutOfMemoryException", "Exception of type 'System.OutOfMemoryException' was thrown.")
        limits.claim_time((exponent * base.bit_length() / 30) ** 1.585 * 2e-9)
        return int(int(base) ** exponent)

    @staticmethod
    def static_ModPow(base: int, exponent: int, modulus: int) -> int:
        if exponent < 0:
            raise failures.out_of_range("The number must be greater than or equal to zero.", "exponent")
        if modulus == 0:
            raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
        limits.claim_time(exponent.bit_length() * (modulus.bit_length() / 30) ** 2 * 4e-9)
        result = pow(abs(base), exponent, abs(modulus))
        return -result if base < 0 and exponent % 2 else result

    @staticmethod
    def static_GreatestCommonDivisor(left: int, right: int) -> int:
        return math.gcd(left, right)

    @staticmethod
    def static_Compare(left: int, right: int) -> int:
        return (left > right) - (left < right)

    @staticmethod
    def static_Max(left: int, right: int) -> int:
        return max(int(left), int(right))

    @staticmethod
    def static_Min(left: int, right: int) -> int:
        return min(int(left), int(right))

    @staticmethod
    def static_Clamp(number: int, low: int, high: int) -> int:
        return max(int(low), min(int(number), int(high)))

    @staticmethod
    def static_Log(number: int, base: float | None = None) -> float:
        if number < 0 or (base is not None and not base >= 0) or base == 1 or (number != 1 and base in (0, math.inf)):
            return math.nan
        value = math.log(number) if number else -math.inf
        if base is None:
            return value
        return 0.0 if number == 1 else value / math.log(base)

    @staticmethod
    def static_Log10(number: int) -> float:
        return BigIntegerMembers.static_Log(number, 10.0)

    @staticmethod
    def static_Log2(number: int) -> int:
        return max(number.bit_length() - 1, 0)

    @staticmethod
    def static_PopCount(number: int) -> int:
        return number.bit_count()

    @staticmethod
    def static_get_Zero() -> int:
        return 0

    @staticmethod
    def static_get_One() -> int:
        return 1

    @staticmethod
    def static_get_MinusOne() -> int:
        return -1


TYPES = {"System.Numerics.BigInteger": BigIntegerMembers}
