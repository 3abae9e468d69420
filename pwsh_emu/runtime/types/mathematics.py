"""System.Math."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import BigInteger, Decimal, Int64, Single

_RANGES = {"int": (32, "Int32"), "Int64": (64, "Int64"), "Int16": (16, "Int16"), "SByte": (8, "SByte")}


def _floats(function: Callable[..., float]) -> Callable[..., float]:
    def call(*numbers: float) -> float:
        try:
            return float(function(*numbers))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return call


def power(base: float, exponent: float) -> float:
    """Return Math.Pow, with IEEE results where Python raises."""
    try:
        result = math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent == math.floor(exponent) and exponent % 2 == 1 else math.inf
    except ValueError:
        if base == 0:
            return math.copysign(math.inf, base) if exponent == math.floor(exponent) and exponent % 2 == 1 else math.inf
        return math.nan
    return result


def log(number: float) -> float:
    return -math.inf if number == 0 else math.nan if number < 0 or number != number else math.log(number)


def _like(model: Any, value: Any) -> Any:
    kind = type(model)
    return value if type(value) is kind else kind(value)


def round_half(number: Any, digits: int, mode: int) -> Any:
    """Round a Double, Single or Decimal under a MidpointRounding (0 to even, 1 away from zero, 2 to zero, 3 down, 4 up)."""
    if isinstance(number, Decimal):
        return _round_decimal(number, digits, mode)
    if number != number or math.isinf(number):
        return number
    if abs(number) >= 1e16:
        return number
    if digits == 0:
        return _like(number, math.copysign(_round_whole(number, mode), number))
    scale = 10.0**digits
    return _like(number, math.copysign(_round_whole(number * scale, mode) / scale, number))


def _round_whole(number: float, mode: int) -> float:
    if mode == 0:
        return float(round(number)) if abs(number) < 2**52 else number
    if mode == 1:
        whole = math.trunc(number)
        return float(whole + (1 if number > 0 else -1)) if abs(number - whole) >= 0.5 else float(whole)
    if mode == 2:
        return float(math.trunc(number))
    return float(math.floor(number) if mode == 3 else math.ceil(number))


def _round_decimal(number: Decimal, digits: int, mode: int) -> Decimal:
    import decimal

    names = ("ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_CEILING")
    if -int(number.as_tuple().exponent) <= digits:
        return number
    return Decimal(number.quantize(decimal.Decimal(1).scaleb(-digits), rounding=names[mode], context=decimal.Context(prec=60)))


def divide_with_rest(left: int, right: int, make: Callable[[int], Any]) -> Any:
    """Return the ValueTuple (quotient, remainder) of DivRem."""
    from pwsh_emu.runtime.types.tuples import value_tuple

    if right == 0:
        raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
    quotient = abs(left) // abs(right)
    quotient = -quotient if (left < 0) != (right < 0) else quotient
    return value_tuple([make(quotient), make(left - quotient * right)])


class MathMembers:
    """Static members of System.Math."""

    @staticmethod
    def static_Abs(number: Any) -> Any:
        if isinstance(number, int):
            limit = _RANGES.get(type(number).__name__)
            if limit is not None and number == -(1 << (limit[0] - 1)):
                raise failures.overflow("Negating the minimum value of a twos complement number is invalid.")
        return _like(number, Decimal(number.copy_abs()) if isinstance(number, Decimal) else abs(number))

    static_Acos = staticmethod(_floats(math.acos))
    static_Acosh = staticmethod(_floats(math.acosh))
    static_Asin = staticmethod(_floats(math.asin))
    static_Asinh = staticmethod(_floats(math.asinh))
    static_Atan = staticmethod(_floats(math.atan))
    static_Atan2 = staticmethod(_floats(math.atan2))
    static_Cos = staticmethod(_floats(math.cos))
    static_Cosh = staticmethod(_floats(math.cosh))
    static_Exp = staticmethod(_floats(math.exp))
    static_Sin = staticmethod(_floats(math.sin))
    static_Sqrt = staticmethod(_floats(math.sqrt))
    static_Tan = staticmethod(_floats(math.tan))
    static_Tanh = staticmethod(_floats(math.tanh))
    static_Cbrt = staticmethod(_floats(math.cbrt))
    static_Pow = staticmethod(power)

    @staticmethod
    def static_Sinh(number: float) -> float:
        try:
            return math.sinh(number)
        except OverflowError:
            return math.copysign(math.inf, number)

    @staticmethod
    def static_Atanh(number: float) -> float:
        return math.copysign(math.inf, number) if abs(number) == 1 else math.nan if abs(number) > 1 else math.atanh(number)

    @staticmethod
    def static_BigMul(left: Any, right: Any, *low: Any) -> Any:
        return Int64(left * right)

    @staticmethod
    def static_BitIncrement(number: float) -> float:
        return math.nextafter(number, math.inf)

    @staticmethod
    def static_BitDecrement(number: float) -> float:
        return math.nextafter(number, -math.inf)

    @staticmethod
    def static_Ceiling(number: Any) -> Any:
        if isinstance(number, Decimal):
            return _round_decimal(number, 0, 4)
        return number if number != number or math.isinf(number) else math.copysign(float(math.ceil(number)), number)

    @staticmethod
    def static_Floor(number: Any) -> Any:
        if isinstance(number, Decimal):
            return _round_decimal(number, 0, 3)
        return number if number != number or math.isinf(number) else math.copysign(float(math.floor(number)), number)

    @staticmethod
    def static_Truncate(number: Any) -> Any:
        if isinstance(number, Decimal):
            return _round_decimal(number, 0, 2)
        return number if number != number or math.isinf(number) else math.copysign(float(math.trunc(number)), number)

    @staticmethod
    def static_Clamp(number: Any, low: Any, high: Any) -> Any:
        from pwsh_emu.runtime.types.numbers import clamp

        return clamp(number, low, high)

    @staticmethod
    def static_CopySign(number: float, sign: float) -> float:
        return math.copysign(number, sign)

    @staticmethod
    def static_DivRem(left: Any, right: Any, reference: Any = None) -> Any:
        if reference is None:
            return divide_with_rest(left, right, type(left))
        if right == 0:
            raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
        quotient = abs(left) // abs(right)
        quotient = -quotient if (left < 0) != (right < 0) else quotient
        reference.value = type(left)(left - quotient * right)
        return type(left)(quotient)

    @staticmethod
    def static_FusedMultiplyAdd(left: float, right: float, added: float) -> float:
        from fractions import Fraction

        try:
            return float(Fraction(left) * Fraction(right) + Fraction(added))
        except (ValueError, OverflowError):
            return left * right + added

    @staticmethod
    def static_IEEERemainder(left: float, right: float) -> float:
        try:
            return math.remainder(left, right)
        except ValueError:
            return math.nan

    @staticmethod
    def static_ILogB(number: float) -> int:
        if number == 0:
            return -2147483648
        if number != number or math.isinf(number):
            return 2147483647
        return math.frexp(number)[1] - 1

    @staticmethod
    def static_Log(number: float, base: float | None = None) -> float:
        if base is None:
            return log(number)
        if number != number or base != base:
            return math.nan
        if base == 1:
            return math.nan
        if number != 1 and (base == 0 or math.isinf(base)):
            return math.nan
        below = log(base)
        return log(number) / below if below else math.nan

    @staticmethod
    def static_Log10(number: float) -> float:
        return -math.inf if number == 0 else math.nan if number < 0 or number != number else math.log10(number)

    @staticmethod
    def static_Log2(number: float) -> float:
        return -math.inf if number == 0 else math.nan if number < 0 or number != number else math.log2(number)

    @staticmethod
    def static_Max(left: Any, right: Any) -> Any:
        if isinstance(left, float):
            if left != left or right != right:
                return _like(left, math.nan)
            if left == right == 0:
                return right if math.copysign(1, left) < 0 else left
        return left if left >= right else right

    @staticmethod
    def static_Min(left: Any, right: Any) -> Any:
        if isinstance(left, float):
            if left != left or right != right:
                return _like(left, math.nan)
            if left == right == 0:
                return left if math.copysign(1, left) < 0 else right
        return left if left <= right else right

    @staticmethod
    def static_MaxMagnitude(left: float, right: float) -> float:
        return left if abs(left) > abs(right) or (abs(left) == abs(right) and left > right) else right

    @staticmethod
    def static_MinMagnitude(left: float, right: float) -> float:
        return left if abs(left) < abs(right) or (abs(left) == abs(right) and left < right) else right

    @staticmethod
    def static_ReciprocalEstimate(number: float) -> float:
        return 1 / number if number else math.copysign(math.inf, number)

    @staticmethod
    def static_ReciprocalSqrtEstimate(number: float) -> float:
        return 1 / math.sqrt(number) if number > 0 else math.inf if number == 0 else math.nan

    @staticmethod
    def static_Round(number: Any, *arguments: Any) -> Any:
        digits, mode = 0, 0
        for argument in arguments:
            if type(argument).__name__ == "EnumValue":
                mode = argument.value
            else:
                digits = argument
        limit = 28 if isinstance(number, Decimal) else 6 if isinstance(number, Single) else 15
        if not 0 <= digits <= limit:
            if isinstance(number, Decimal):
                raise failures.out_of_range("Decimal can only round to between 0 and 28 digits of precision.", "decimals")
            raise failures.out_of_range("Rounding digits must be between 0 and 15, inclusive.", "digits")
        return round_half(number, digits, mode)

    @staticmethod
    def static_ScaleB(number: float, exponent: int) -> float:
        try:
            return math.ldexp(number, exponent)
        except OverflowError:
            return math.copysign(math.inf, number)

    @staticmethod
    def static_Sign(number: Any) -> int:
        if number != number:
            raise NetException("System.ArithmeticException", "Function does not accept floating point Not-a-Number values.")
        return int((number > 0) - (number < 0))

    @staticmethod
    def static_SinCos(number: float) -> Any:
        from pwsh_emu.runtime.types.tuples import value_tuple

        if not math.isfinite(number):
            return value_tuple([math.nan, math.nan])
        return value_tuple([math.sin(number), math.cos(number)])

    @staticmethod
    def static_get_PI() -> float:
        return math.pi

    @staticmethod
    def static_get_E() -> float:
        return math.e

    @staticmethod
    def static_get_Tau() -> float:
        return math.tau


def big(number: int) -> BigInteger:
    return BigInteger(number)


TYPES = {"System.Math": MathMembers}
