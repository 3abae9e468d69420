"""What the arithmetic and bitwise operators share: the width of numbers, strings read as numbers, and .NET's own operator methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.convert_numbers import INT32, KIND_OF, convert_to_single, scan_number, to_decimal, to_double, to_integer
from pwsh_emu.runtime.convert_text import type_name
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, runtime_error
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    Byte,
    Char,
    Decimal,
    EnumValue,
    Int16,
    Int64,
    PSCustomObject,
    PSObject,
    SByte,
    Single,
    UInt16,
    UInt32,
    UInt64,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

# System.TypeCode's order: the wider operand decides in which type an operator computes.
BOOLEAN, CHAR, SBYTE, BYTE, INT16, UINT16, INT32_CODE, UINT32, INT64, UINT64, SINGLE, DOUBLE, DECIMAL = range(3, 16)
CODES: dict[type, int] = {
    bool: BOOLEAN,
    Char: CHAR,
    SByte: SBYTE,
    Byte: BYTE,
    Int16: INT16,
    UInt16: UINT16,
    int: INT32_CODE,
    UInt32: UINT32,
    Int64: INT64,
    UInt64: UINT64,
    Single: SINGLE,
    float: DOUBLE,
    Decimal: DECIMAL,
}
SIGNED = frozenset((SBYTE, INT16, INT32_CODE, INT64))


def unwrap(value: Any) -> Any:
    """Return the value that an operator sees: what a PSObject wraps, $null for no value."""
    if type(value) is PSObject:
        return value.base
    return None if value is AUTOMATION_NULL else value


def plain_number(value: Any) -> Any:
    """Return a number as a Python one of its kind: int for integers, Boolean and Char, float, Decimal as it is."""
    kind = type(value)
    if kind is Char:
        return ord(value)
    if kind is bool or isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return value


def string_number(session: Session | None, text: str, other: Any) -> Any:
    """Read a string operand: as a number literal, else by conversion to the other operand's type (Int32 where that is no number)."""
    stripped = text.strip()
    if not stripped:
        return 0
    number = scan_number(stripped)
    if number is not None:
        return number
    kind = type(other)
    if kind is float:
        return to_double(session, stripped)
    if kind is Single:
        return convert_to_single(session, stripped)
    if kind is Decimal:
        return to_decimal(session, stripped)
    if kind is EnumValue:
        from pwsh_emu.runtime.convert_enums import from_string

        return from_string(session, stripped, other.ps_type)
    return to_integer(session, stripped, KIND_OF.get(kind, INT32))


def numbers_of_strings(session: Session | None, left: Any, right: Any) -> tuple[Any, Any]:
    """Return both operands with strings read as numbers; where both are strings each is read on its own."""
    if type(left) is str:
        number = string_number(session, left, right)
        return number, string_number(session, right, left) if type(right) is str else right
    return left, string_number(session, right, left) if type(right) is str else right


# --- operator methods ----------------------------------------------------------------------------------------------------


def implicit_operator(session: Session, left: Any, right: Any, method: str, operator: str) -> Any:
    """Call the operator method of the left operand's type, or of the right one's where the left is primitive."""
    left_primitive = left is None or type(left) in _PRIMITIVE
    if left_primitive and (right is None or type(right) in _PRIMITIVE):
        shown_left = "$null" if left is None else type_name(session, left)
        shown_right = "$null" if right is None else type_name(session, right)
        raise runtime_error("NotADefinedOperationForType", f"The operation '[{shown_left}] {operator} [{shown_right}]' is not defined.", target=left)
    owner = right if left_primitive else left
    from pwsh_emu.runtime import members

    if type(owner) is not PSCustomObject and session.types is not None:
        overloads = members.find_methods(session.types.type_of(owner), method.lower(), static=True)
        if overloads:
            return _call_operator(session, overloads, method, [left, right])
    name = "System.Management.Automation.PSObject" if type(owner) is PSCustomObject else type_name(session, owner)
    error = runtime_error("MethodNotFound", f"Method invocation failed because [{name}] does not contain a method named '{method}'.")
    error.record.target_object = method
    raise error


def _call_operator(session: Session, overloads: list[Any], method: str, operands: list[Any]) -> Any:
    """Call an operator method: its parameters go by number in messages, and what it throws has an id of its own."""
    from pwsh_emu.runtime.overloads import choose

    plan = choose(session, method, overloads, operands)
    converted = [
        operand if entry is None else _converted_argument(session, operand, entry[1], index, method)
        for index, (operand, entry) in enumerate(zip(operands, plan.converters, strict=True))
    ]
    try:
        result = plan.function(session, *converted) if plan.session else plan.function(*converted)
    except NetException as error:
        raise operator_failed(method, error.exception.type_name, error.exception.message) from None
    return result if plan.finish is None else plan.finish(result)


def _converted_argument(session: Session, operand: Any, target: Any, index: int, method: str) -> Any:
    from pwsh_emu.runtime.overloads import convert_argument

    try:
        return convert_argument(session, operand, target, str(index), method)
    except PSError as error:
        if operand is None:  # shown as nothing here, as "null" for other methods
            error.record.exception.message = error.record.exception.message.replace('with value: "null"', 'with value: ""', 1)
        raise


_PRIMITIVE = frozenset(kind for kind in CODES if kind is not Decimal)


def converted_operand(session: Session, value: Any, index: int, method: str, target: str) -> Any:
    """Convert an operand of Decimal's or BigInteger's operator method; a failure reads as that of a method's argument."""
    from pwsh_emu.runtime.castfailure import InvalidCastError
    from pwsh_emu.runtime.conversion import convert
    from pwsh_emu.runtime.convert_text import net_string

    try:
        return convert(session, value, session.types.resolve(target))
    except InvalidCastError as error:
        shown = net_string(value, session)
        message = f'Cannot convert argument "{index}", with value: "{shown}", for "{method}" to type "{target}": "{error.message}"'
        exception = ExceptionObject("System.Management.Automation.MethodException", message, error.cast)
        record = ErrorRecord(exception, "MethodArgumentConversionInvalidCastArgument", "NotSpecified")
        exception.error_record = record
        raise PSError(record) from None


def divide_by_zero() -> PSError:
    """Build the error of a division by zero."""
    return runtime_error(
        "RuntimeException",
        "Attempted to divide by zero.",
        "NotSpecified",
        inner=ExceptionObject("System.DivideByZeroException", "Attempted to divide by zero."),
    )


def decimal_overflow(*, raw: bool = False) -> PSError | NetException:
    """Build the error of a Decimal that does not fit: ``raw`` where the conversion of an operand fails, not the operation."""
    message = "Value was either too large or too small for a Decimal."
    if raw:
        return NetException("System.OverflowException", message)
    return runtime_error("RuntimeException", message, "NotSpecified", inner=ExceptionObject("System.OverflowException", message))


def operator_failed(name: str, error_type: str, message: str) -> PSError:
    """Build the error of an operator method that threw."""
    inner = ExceptionObject(error_type, message)
    exception = ExceptionObject(
        "System.Management.Automation.MethodInvocationException", f'Exception calling "{name}" with "2" argument(s): "{message}"', inner
    )
    record = ErrorRecord(exception, "DotNetMethodException", "NotSpecified")
    exception.error_record = record
    return PSError(record)
