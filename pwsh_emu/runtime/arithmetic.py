"""The operators + - * / % and their unary forms, ++, -- and the range operator.

Numbers compute in the wider operand's type and grow to Double where a result does not fit (Int32, Int64, UInt32, UInt64); what
is no number uses the operator methods of its .NET type or script class. ENGINE inlines Int32, Double and String.
"""

from __future__ import annotations

import decimal
from typing import TYPE_CHECKING, Any

from pwsh_emu.language.numbers import big_integer_to_double
from pwsh_emu.runtime import limits
from pwsh_emu.runtime.convert_numbers import CONTEXT, INT32, UINT32, fit_decimal, format_message, real_to_decimal, to_integer
from pwsh_emu.runtime.convert_text import to_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable, iterate
from pwsh_emu.runtime.errors import NetException, PSError, runtime_error
from pwsh_emu.runtime.numericoperands import (
    BOOLEAN,
    CODES,
    DECIMAL,
    INT32_CODE,
    INT64,
    SIGNED,
    SINGLE,
    UINT64,
    converted_operand,
    decimal_overflow,
    divide_by_zero,
    implicit_operator,
    numbers_of_strings,
    operator_failed,
    plain_number,
    string_number,
    unwrap,
)
from pwsh_emu.runtime.numericoperands import UINT32 as UINT32_CODE
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    BigInteger,
    Char,
    Decimal,
    EnumValue,
    Hashtable,
    Int64,
    OrderedDictionary,
    PSArray,
    Single,
    UInt32,
    UInt64,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

LARGE_TEXT = 1 << 20
INT_LOW, INT_HIGH = -(2**31), 2**31 - 1
LONG_LOW, LONG_HIGH = -(2**63), 2**63 - 1
ULONG_HIGH = 2**64 - 1
_LONGS = frozenset((int, Int64))  # the operands that compute as Int64, unless both are Int32
_METHODS = {"+": "op_Addition", "-": "op_Subtraction", "*": "op_Multiply", "/": "op_Division", "%": "op_Modulus"}
_DECIMAL_NAME, _BIG_NAME = "System.Decimal", "System.Numerics.BigInteger"


# --- the operators -------------------------------------------------------------------------------------------------------


def add(session: Session, left: Any, right: Any) -> Any:
    """Return ``left + right``."""
    kind, other = type(left), type(right)
    if kind is int and other is int:
        result = left + right
        return result if INT_LOW <= result <= INT_HIGH else float(result)
    if kind is str:
        joined: str = left + (right if other is str else to_string(session, right))
        if len(joined) > LARGE_TEXT:
            limits.claim_text(len(joined))
        return joined
    if kind is float and (other is float or other is int):
        return left + right
    if kind in _LONGS and other in _LONGS:
        result = left + right
        return Int64(result) if LONG_LOW <= result <= LONG_HIGH else float(result)
    added, right = right, unwrap(right)
    if left is AUTOMATION_NULL:
        return PSArray(iterate(added))  # a list without items, as where it is enumerated
    left = unwrap(left)
    if left is None:
        return right
    kind = type(left)
    if kind is str:
        return left + to_string(session, right)
    if kind is Char:
        return str(left) + to_string(session, right)
    if kind in CODES or kind is EnumValue:
        if type(right) is str:
            right = string_number(session, right, left)
        result = _numeric(session, "+", left, right)
        if result is not None:
            return result
    elif is_enumerable(left):
        if type(left) is PSArray:
            limits.claim_items(len(left) + (len(right) if type(right) is PSArray else 1))
        return PSArray([*left, *iterate(added)])  # an object keeps the members that a script gave it
    elif isinstance(left, Hashtable) or getattr(left, "is_dictionary", False):
        return _add_dictionaries(left, right)
    return _by_method(session, left, right, "+")


def subtract(session: Session, left: Any, right: Any) -> Any:
    """Return ``left - right``."""
    kind, other = type(left), type(right)
    if kind is int and other is int:
        result = left - right
        return result if INT_LOW <= result <= INT_HIGH else float(result)
    if kind is float and (other is float or other is int):
        return left - right
    if kind in _LONGS and other in _LONGS:
        result = left - right
        return Int64(result) if LONG_LOW <= result <= LONG_HIGH else float(result)
    return _compute(session, "-", left, right)


def multiply(session: Session, left: Any, right: Any) -> Any:
    """Return ``left * right``."""
    kind, other = type(left), type(right)
    if kind is int and other is int:
        result = left * right
        return result if INT_LOW <= result <= INT_HIGH else float(result)
    if kind is float and (other is float or other is int):
        return left * right
    if kind in _LONGS and other in _LONGS:
        result = left * right
        return Int64(result) if LONG_LOW <= result <= LONG_HIGH else big_integer_to_double(result)
    left, right = unwrap(left), unwrap(right)
    if left is None:
        return None
    kind = type(left)
    if kind is str:
        times = to_integer(session, right, INT32) if right is not None else 0
        if times < 0:
            raise NetException(
                "System.ArgumentOutOfRangeException",
                f"times ('{times}') must be a non-negative value. (Parameter 'times')\nActual value was {times}.",
                ParamName="times",
            )
        limits.claim_text(len(left) * times)
        return left * times
    if (kind in CODES and kind is not bool and kind is not Char) or kind is EnumValue:
        if type(right) is str:
            right = string_number(session, right, left)
        result = _numeric(session, "*", left, right)
        if result is not None:
            return result
    elif is_enumerable(left):
        count = to_integer(session, right, UINT32) if right is not None else 0
        items = list(left)
        limits.claim_items(len(items) * count)
        return PSArray(items * count, left.element if type(left) is PSArray else "System.Object")
    return _by_method(session, left, right, "*")


def divide(session: Session, left: Any, right: Any) -> Any:
    """Return ``left / right``."""
    kind, other = type(left), type(right)
    if kind is int and other is int:
        if right == 0:
            raise divide_by_zero()
        quotient, rest = divmod(left, right)
        return left / right if rest or quotient > INT_HIGH else quotient
    if kind is float and other is float and right:
        return left / right
    return _compute(session, "/", left, right)


def remainder(session: Session, left: Any, right: Any) -> Any:
    """Return ``left % right``; the result has the left operand's sign."""
    kind, other = type(left), type(right)
    if kind is int and other is int:
        if right == 0:
            raise divide_by_zero()
        if left >= 0 and right > 0:
            return left % right
        return _integer_remainder(left, right)
    if kind in _LONGS and other in _LONGS and left >= 0 and right > 0:
        return Int64(left % right)
    return _compute(session, "%", left, right)


def negate(session: Session, value: Any) -> Any:
    """Return ``-value``."""
    kind = type(value)
    if kind is int:
        return -value if value != INT_LOW else float(-value)
    if kind is float:
        return -value
    value = unwrap(value)
    if type(value) is Decimal:
        return Decimal(value.copy_negate()) if value else value
    if type(value) is BigInteger:
        return BigInteger(-value)
    if type(value) is float or type(value) is Single:
        return -float(value)
    return subtract(session, 0, value)


def plus(session: Session, value: Any) -> Any:
    """Return ``+value``."""
    return add(session, 0, value)


def increment(session: Session, value: Any) -> Any:
    """Return the value one up, for ++."""
    if type(value) is int:
        return value + 1 if value != INT_HIGH else float(value + 1)
    return _step(session, value, 1, "++")


def decrement(session: Session, value: Any) -> Any:
    """Return the value one down, for --."""
    if type(value) is int:
        return value - 1 if value != INT_LOW else float(value - 1)
    return _step(session, value, -1, "--")


def _step(session: Session, value: Any, by: int, operator: str) -> Any:
    value = unwrap(value)
    if value is None:
        return by
    kind = type(value)
    if (kind in CODES and kind is not bool and kind is not Char) or kind is EnumValue:
        return add(session, value, by)
    name = "System.Management.Automation.PSObject" if type_name(session, value).endswith("PSCustomObject") else type_name(session, value)
    raise runtime_error("OperatorRequiresNumber", f"The '{operator}' operator works only on numbers. The operand is a '{name}'.")


# --- operands that are no Int32 or Double -----------------------------------------------------------------------------------


def _compute(session: Session, operator: str, left: Any, right: Any) -> Any:
    """Compute - / %, whose operands are read as numbers alike."""
    left, right = unwrap(left), unwrap(right)
    if left is None:
        left = 0
    kind = type(left)
    if kind is str or (type(right) is str and (kind in CODES or kind is EnumValue)):
        left, right = numbers_of_strings(session, left, right)
        kind = type(left)
    if kind in CODES or kind is EnumValue:
        result = _numeric(session, operator, left, right)
        if result is not None:
            return result
    return _by_method(session, left, right, operator)


def _numeric(session: Session, operator: str, left: Any, right: Any) -> Any:
    """Compute with a number on the left; None where the right operand is none."""
    kind = type(right)
    if right is None:
        right = 0
    elif kind is EnumValue:
        if type(left) is not EnumValue:
            right = _enum_as(session, right, left)
        else:
            right = right.value
    elif kind not in CODES:
        return None
    if type(left) is EnumValue:
        return _with_enum(operator, left, right)
    return number_operation(operator, left, right)


def _enum_as(session: Session, value: EnumValue, other: Any) -> Any:
    from pwsh_emu.runtime.convert_numbers import KIND_OF

    kind = KIND_OF.get(type(other))
    return value.value if kind is None else to_integer(session, value, kind)


def _with_enum(operator: str, left: EnumValue, right: Any) -> Any:
    if type(right) is UInt64:
        raise NetException(
            "System.InvalidOperationException",
            f"The binary operator GreaterThanOrEqual is not defined for the types '{left.ps_type.full_name}' and 'System.Int32'.",
        )
    result = number_operation(operator, left.value, right)
    if type(result) is int:
        return left.ps_type.value(result)
    shown = type_name(None, result)
    raise NetException("System.InvalidCastException", f"Unable to cast object of type '{shown}' to type '{left.ps_type.full_name}'.")


def number_operation(operator: str, left: Any, right: Any) -> Any:
    """Compute with two numbers (Boolean and Char count as such) in the wider one's type."""
    left_code, right_code = CODES[type(left)], CODES[type(right)]
    code = max(left_code, right_code)
    if code == DECIMAL:
        return _decimal_operation(operator, left, right, left_code)
    left, right = plain_number(left), plain_number(right)
    if code >= SINGLE:
        return _double_operation(operator, float(left), float(right))
    if code <= INT32_CODE:
        return _integer_operation(operator, left, right, INT_LOW, INT_HIGH, int)
    if code == UINT32_CODE:
        if (left_code in SIGNED and left < 0) or (right_code in SIGNED and right < 0):
            return _integer_operation(operator, left, right, LONG_LOW, LONG_HIGH, Int64)
        return _integer_operation(operator, left, right, 0, 2**32 - 1, UInt32)
    if code == INT64:
        return _integer_operation(operator, left, right, LONG_LOW, LONG_HIGH, Int64)
    assert code == UINT64
    if (left_code in SIGNED and left < 0) or (right_code in SIGNED and right < 0):
        return _decimal_operation(operator, Decimal(left), Decimal(right), DECIMAL)
    return _integer_operation(operator, left, right, 0, ULONG_HIGH, UInt64)


def _integer_operation(operator: str, left: int, right: int, low: int, high: int, kind: type[int]) -> Any:
    if operator == "+":
        result = left + right
    elif operator == "-":
        result = left - right
    elif operator == "*":
        result = left * right
    else:
        if right == 0:
            raise divide_by_zero()
        if operator == "%":
            return kind(_integer_remainder(left, right))
        if left % right:
            return _correct_quotient(left, right)
        result = left // right
    if low <= result <= high:
        return kind(result)
    return big_integer_to_double(result) if operator == "*" and kind is not int else float(result)


def _correct_quotient(left: int, right: int) -> float:
    """Divide as doubles: each operand is rounded to a Double first."""
    return float(left) / float(right)


def _integer_remainder(left: int, right: int) -> int:
    result = abs(left) % abs(right)
    return -result if left < 0 else result


def _double_operation(operator: str, left: float, right: float) -> float:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if operator == "/":
        if right:
            return left / right
        if not left or left != left or right != right:
            return float("nan")
        from math import copysign

        return copysign(float("inf"), left) * copysign(1.0, right)
    from math import fmod

    if not right or left in (float("inf"), float("-inf")):
        return float("nan")
    return fmod(left, right)


def _decimal_operation(operator: str, left: Any, right: Any, left_code: int) -> Decimal:
    if left_code == BOOLEAN:
        raise NetException("System.InvalidOperationException", "No coercion operator is defined between types 'System.Boolean' and 'System.Decimal'.")
    first, second = _decimal_operand(left), _decimal_operand(right)
    return decimal_operation(operator, first, second)


def _decimal_operand(value: Any) -> Decimal:
    if type(value) is Decimal:
        return value
    if isinstance(value, float):
        try:
            return real_to_decimal(value)
        except OverflowError:
            raise decimal_overflow(raw=True) from None
    return Decimal(plain_number(value))


def decimal_operation(operator: str, left: Decimal, right: Decimal) -> Decimal:
    """Compute with Decimals: the scale of sums is the larger one, of products the sum, of quotients as short as is exact."""
    if operator in "/%" and not right:
        raise divide_by_zero()
    try:
        if operator == "+":
            result = fit_decimal(CONTEXT.add(left, right))
        elif operator == "-":
            result = fit_decimal(CONTEXT.subtract(left, right))
        elif operator == "*":
            result = fit_decimal(CONTEXT.multiply(left, right))
        else:
            result = _decimal_remainder(left, right) if operator == "%" else _decimal_quotient(left, right)
        return result if result else Decimal(result.copy_abs())
    except OverflowError:
        raise decimal_overflow() from None


def _decimal_remainder(left: Decimal, right: Decimal) -> Decimal:
    """Return the remainder with the larger scale of the operands, unless the left one is smaller and stays as it is."""
    if abs(left) < abs(right):
        return left
    result = CONTEXT.remainder(left, right)
    scale = max(-_exponent(left), -_exponent(right), 0)
    return fit_decimal(result.quantize(decimal.Decimal(1).scaleb(-scale), context=CONTEXT))


def _exponent(value: decimal.Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _decimal_quotient(left: Decimal, right: Decimal) -> Decimal:
    """Divide with as few places as show the exact quotient, but not fewer than the left operand's scale leaves."""
    scale = -_exponent(left) + _exponent(right)
    quotient = CONTEXT.divide(left, right)
    shortest = quotient.normalize(CONTEXT)
    places = max(-_exponent(shortest), scale, 0)
    if places != -_exponent(shortest):
        shortest = shortest.quantize(decimal.Decimal(1).scaleb(-min(places, 28)), context=CONTEXT)
    return fit_decimal(shortest)


def _by_method(session: Session, left: Any, right: Any, operator: str) -> Any:
    """Compute by operator methods: BigInteger's and Decimal's here, those of other types by their tables."""
    method = _METHODS[operator]
    if type(left) is BigInteger or (type(right) is BigInteger and (left is None or type(left) in CODES) and type(left) is not Decimal):
        first = converted_operand(session, left, 0, method, _BIG_NAME)
        second = converted_operand(session, 0 if right is None else right, 1, method, _BIG_NAME)
        return _big_operation(operator, method, first, second)
    if type(left) is Decimal or (type(right) is Decimal and type(left) is Char):
        first = converted_operand(session, left, 0, method, _DECIMAL_NAME)
        second = converted_operand(session, 0 if right is None else right, 1, method, _DECIMAL_NAME)
        try:
            return decimal_operation(operator, first, second)
        except PSError as error:
            inner = error.record.exception.inner
            raise operator_failed(method, inner.type_name if inner else "System.OverflowException", error.record.exception.message) from None
    return implicit_operator(session, left, right, method, operator)


def _big_operation(operator: str, method: str, left: int, right: int) -> BigInteger:
    left, right = int(left), int(right)
    if operator == "+":
        return BigInteger(left + right)
    if operator == "-":
        return BigInteger(left - right)
    limits.claim_time(big_work(operator, left, right))
    if operator == "*":
        return BigInteger(left * right)
    if right == 0:
        raise operator_failed(method, "System.DivideByZeroException", "Attempted to divide by zero.")
    if operator == "%":
        return BigInteger(_integer_remainder(left, right))
    quotient = abs(left) // abs(right)
    return BigInteger(quotient if (left < 0) == (right < 0) else -quotient)


def big_work(operator: str, left: int, right: int) -> float:
    """Return about how many seconds a product (``*``) or quotient of large integers takes."""
    size, other = sorted((left.bit_length() / 30, right.bit_length() / 30))
    return (other * size**0.585 if operator == "*" else other * size) * 2e-9


def _add_dictionaries(left: Any, right: Any) -> Any:
    if not (isinstance(right, Hashtable) or getattr(right, "is_dictionary", False)):
        raise runtime_error("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
    result: Hashtable = OrderedDictionary(left.items()) if type(left) is OrderedDictionary else Hashtable(left.items())
    for key, value in right.items():
        if key in result:
            known, added = to_string(None, _spelled(result, key)), to_string(None, key)
            raise NetException("System.ArgumentException", f"Item has already been added. Key in dictionary: '{known}'  Key being added: '{added}'")
        result.set(key, value)
    return result


def _spelled(table: Hashtable, key: Any) -> Any:
    found = table.data.get(table.file_key(key))
    return key if found is None else found[0]


# --- .. ------------------------------------------------------------------------------------------------------------------------


def range_(session: Session, left: Any, right: Any) -> PSArray:
    """Return ``left..right``: integers, or characters where both ends are single characters."""
    if type(left) is int and type(right) is int:
        limits.claim_items(abs(right - left), 40)
        return PSArray(range(left, right + 1) if left <= right else range(left, right - 1, -1))
    left, right = unwrap(left), unwrap(right)
    if isinstance(left, str) and isinstance(right, str) and len(left) == len(right) == 1 and not (left.isdigit() and right.isdigit()):
        first, last = ord(left), ord(right)
        step = 1 if first <= last else -1
        return PSArray([Char(chr(code)) for code in range(first, last + step, step)])
    first, last = _bound(session, left), _bound(session, right)
    step = 1 if first <= last else -1
    limits.claim_items(abs(last - first), 40)
    return PSArray(range(first, last + step, step))


def _bound(session: Session, value: Any) -> int:
    """Convert an end of a range as Convert.ToInt32 does."""
    if value is None:
        return 0
    if type(value) is str:
        stripped = value.strip()
        digits = stripped[1:] if stripped[:1] in ("-", "+") else stripped
        if not (digits.isascii() and digits.isdigit()):
            raise NetException("System.FormatException", format_message(value))
        number = int(stripped)
    elif isinstance(value, float):
        number = round(value) if value == value and abs(value) != float("inf") else 2**40
    elif type(value) is Decimal:
        number = int(value.to_integral_value(decimal.ROUND_HALF_EVEN))
    elif type(value) is EnumValue:
        number = value.value
    elif type(value) in CODES:
        number = plain_number(value)
    else:
        name = type_name(session, value)
        if name == "System.DateTime":
            raise NetException("System.InvalidCastException", "Invalid cast from 'DateTime' to 'Int32'.")
        raise NetException("System.InvalidCastException", f"Unable to cast object of type '{name}' to type 'System.IConvertible'.")
    if not INT_LOW <= number <= INT_HIGH:
        raise NetException("System.OverflowException", INT32.overflow_message)
    return int(number)
