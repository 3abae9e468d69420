"""The operators -band, -bor, -bxor, -bnot, -shl and -shr on every kind of number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import convert_numbers
from pwsh_emu.runtime.castfailure import no_conversion, overflow
from pwsh_emu.runtime.convert_numbers import INT32, INT64, INTEGERS, KIND_OF, UINT64, to_decimal, to_integer
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.numericoperands import (
    CODES,
    DECIMAL,
    INT32_CODE,
    SIGNED,
    SINGLE,
    UINT32,
    converted_operand,
    implicit_operator,
    numbers_of_strings,
    plain_number,
    unwrap,
)
from pwsh_emu.runtime.numericoperands import INT64 as INT64_CODE
from pwsh_emu.runtime.values import BigInteger, Char, EnumValue, Int64, UInt32, UInt64

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_METHODS = {"-band": "op_BitwiseAnd", "-bor": "op_BitwiseOr", "-bxor": "op_ExclusiveOr"}
_BIG_NAME = "System.Numerics.BigInteger"


def band(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -band right``."""
    if type(left) is int and type(right) is int:
        return left & right
    return _bitwise(session, "-band", left, right)


def bor(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -bor right``."""
    if type(left) is int and type(right) is int:
        return left | right
    return _bitwise(session, "-bor", left, right)


def bxor(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -bxor right``."""
    if type(left) is int and type(right) is int:
        return left ^ right
    return _bitwise(session, "-bxor", left, right)


def _combine(operator: str, left: int, right: int) -> int:
    if operator == "-band":
        return left & right
    return left | right if operator == "-bor" else left ^ right


def _bitwise(session: Session, operator: str, left: Any, right: Any) -> Any:
    left, right = unwrap(left), unwrap(right)
    left, right = numbers_of_strings(session, left, right)
    if left is None and (right is None or type(right) in CODES):
        left = 0
    if right is None and (type(left) in CODES or type(left) is EnumValue):
        right = 0
    if type(left) is EnumValue:
        return _with_enum(session, operator, left, right)
    if type(right) is EnumValue and type(left) in CODES:
        kind = KIND_OF.get(type(left))
        right = right.value if kind is None else to_integer(session, right, kind)
    if type(left) in CODES and type(right) in CODES:
        return _numbers(session, operator, left, right)
    method = _METHODS[operator]
    if type(left) is BigInteger or (type(right) is BigInteger and (left is None or type(left) in CODES)):
        first = converted_operand(session, 0 if left is None else left, 0, method, _BIG_NAME)
        second = converted_operand(session, 0 if right is None else right, 1, method, _BIG_NAME)
        return BigInteger(_combine(operator, first, second))
    if type(left) is float and right is not None:  # PowerShell stumbles over itself here
        raise NetException("System.NullReferenceException", "Object reference not set to an instance of an object.")
    return implicit_operator(session, left, right, method, operator)


def _with_enum(session: Session, operator: str, left: EnumValue, right: Any) -> Any:
    if type(right) is EnumValue:
        number = right.value
    elif type(right) in CODES:
        number = plain_number(right)
        if not isinstance(number, int):
            number = _integral(session, right)
    else:
        return implicit_operator(session, left, right, _METHODS[operator], operator)
    result = _combine(operator, left.value, number)
    kind = convert_numbers.INTEGERS.get(left.ps_type.underlying, INT32)
    return left.ps_type.value(_wrap(result, kind.low, kind.high))


def _wrap(value: int, low: int, high: int) -> int:
    """Cut a number to the bits of a type."""
    size = high - low + 1
    return (value - low) % size + low


def _numbers(session: Session, operator: str, left: Any, right: Any) -> Any:
    left_code, right_code = CODES[type(left)], CODES[type(right)]
    code = max(left_code, right_code)
    if code >= SINGLE:
        if code != DECIMAL:
            left, right = float(plain_number(left)), float(plain_number(right))
        else:
            left, right = to_decimal(session, left), to_decimal(session, right)
        negative = plain_number(left) < 0 or plain_number(right) < 0
        result = _combine(operator, _integral(session, left), _integral(session, right))
        return Int64(_wrap(result, INT64.low, INT64.high)) if negative else UInt64(_wrap(result, 0, UINT64.high))
    first, second = plain_number(left), plain_number(right)
    result = _combine(operator, first, second)
    if code <= INT32_CODE:
        return int(result)
    negative = (left_code in SIGNED and first < 0) or (right_code in SIGNED and second < 0)
    if code == UINT32:
        return Int64(result) if negative else UInt32(result)
    if code == INT64_CODE:
        return Int64(result)
    return UInt64(_wrap(result, 0, UINT64.high))


def _integral(session: Session, value: Any) -> int:
    """Round a real operand to 64 bits, half to even."""
    number = plain_number(value)
    if isinstance(number, int):
        return number
    if number != number or abs(number) > 1.9e19:
        raise overflow(session, value, "System.UInt64", "Arithmetic operation resulted in an overflow.")
    rounded = round(number)
    if not INT64.low <= rounded <= UINT64.high:
        raise overflow(session, value, "System.UInt64", "Arithmetic operation resulted in an overflow.")
    return int(rounded)


def bnot(session: Session, value: Any) -> Any:
    """Return ``-bnot value``."""
    if type(value) is int:
        return ~value
    value = unwrap(value)
    kind = type(value)
    if kind is str:
        value, _ = numbers_of_strings(session, value, 0)
        kind = type(value)
    if kind is EnumValue:
        limits = INTEGERS[value.ps_type.underlying]
        return value.ps_type.value(_wrap(~value.value, limits.low, limits.high))
    if kind is Int64:
        return Int64(~value)
    if kind is UInt32 or kind is UInt64:
        return kind((1 << (32 if kind is UInt32 else 64)) - 1 - value)
    if kind is BigInteger:
        return BigInteger(~value)
    if isinstance(value, float) or (kind in CODES and CODES[kind] > SINGLE):
        number = _to_integral(session, value)
        return type(number)(~number) if type(number) is not UInt64 else UInt64(2**64 - 1 - number)
    return ~to_integer(session, 0 if value is None else value, INT32)


def _to_integral(session: Session, value: Any) -> Any:
    """Convert a real number to Int32, Int64 or UInt64, whichever holds it first."""
    number = plain_number(value)
    if number == number and abs(number) < 1.9e19:
        rounded = round(number)
        for kind in (INT32, INT64, UINT64):
            if kind.low <= rounded <= kind.high:
                return kind.python(rounded)
    raise no_conversion(session, value, "System.UInt64")


def shl(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -shl right``."""
    if type(left) is int and type(right) is int:
        return _wrap(left << (right & 31), INT32.low, INT32.high)
    return _shift(session, "-shl", left, right)


def shr(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -shr right``; the sign stays."""
    if type(left) is int and type(right) is int:
        return left >> (right & 31)
    return _shift(session, "-shr", left, right)


def _shift(session: Session, operator: str, left: Any, right: Any) -> Any:
    left, right = unwrap(left), unwrap(right)
    if left is None:
        return 0
    left, right = numbers_of_strings(session, left, right)
    kind = type(left)
    method = "op_LeftShift" if operator == "-shl" else "op_RightShift"
    if kind is BigInteger:
        count = converted_operand(session, 0 if right is None else right, 1, method, "System.Int32")
        return BigInteger(_move(int(left), count if operator == "-shl" else -count))
    if (kind not in CODES and kind is not EnumValue) or kind is bool or kind is Char:
        return implicit_operator(session, left, right, method, operator)
    count = 0 if right is None else _to_int32(session, right)
    if kind is EnumValue:
        number = _move(left.value, (count & 31) if operator == "-shl" else -(count & 31))
        return left.ps_type.value(_wrap(number, INT32.low, INT32.high))
    if CODES[kind] >= SINGLE:
        left = _to_integral(session, left)
        kind = type(left)
    width = KIND_OF[kind]
    mask = 63 if width.high > UINT32_HIGH else 31
    number = _move(int(left), (count & mask) if operator == "-shl" else -(count & mask))
    return kind(_wrap(number, width.low, width.high))


UINT32_HIGH = 2**32 - 1


def _to_int32(session: Session, value: Any) -> int:
    from pwsh_emu.runtime import conversion

    if session is not None and session.types is not None and type(value) not in CODES and type(value) is not BigInteger:
        return conversion.convert(session, value, session.types.resolve("System.Int32"))  # type: ignore[no-any-return]
    return to_integer(session, value, INT32)  # type: ignore[no-any-return]


def _move(number: int, places: int) -> int:
    return number << places if places >= 0 else number >> -places
