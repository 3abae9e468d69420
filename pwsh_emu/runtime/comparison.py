"""The operators -eq, -ne, -lt, -le, -gt and -ge, and how any two values compare (LanguagePrimitives.Equals and Compare).

With a list on the left the operators give the items for which they hold. Each takes ``ignore_case``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import collation
from pwsh_emu.runtime.castfailure import InvalidCastError
from pwsh_emu.runtime.convert_text import net_string, to_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, runtime_error
from pwsh_emu.runtime.numericoperands import CODES, DECIMAL, SIGNED, SINGLE, string_number
from pwsh_emu.runtime.values import AUTOMATION_NULL, BigInteger, Char, EnumValue, Hashtable, PSArray, PSCustomObject, PSObject, TypeLiteral

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_NUMBERS = frozenset(kind for kind in CODES if kind is not bool and kind is not Char)
_INTEGERS = frozenset(kind for kind in _NUMBERS if issubclass(kind, int))  # compared by value, whatever their widths


# --- the operators ------------------------------------------------------------------------------------------------------------


def eq(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -eq right``."""
    kind = type(left)
    if kind is type(right):
        if kind is int or kind is float or kind is bool:
            return left == right
        if kind is str:
            return left == right or collation.equal(left, right, ignore_case)
    elif kind in _INTEGERS and type(right) in _INTEGERS:
        return left == right
    if kind is PSArray or is_enumerable(left):
        return PSArray([item for item in _items(left) if equals(session, item, right, ignore_case)])
    return equals(session, left, right, ignore_case)


def ne(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -ne right``."""
    kind = type(left)
    if kind is type(right):
        if kind is int or kind is float or kind is bool:
            return left != right
        if kind is str:
            return left != right and not collation.equal(left, right, ignore_case)
    elif kind in _INTEGERS and type(right) in _INTEGERS:
        return left != right
    if kind is PSArray or is_enumerable(left):
        return PSArray([item for item in _items(left) if not equals(session, item, right, ignore_case)])
    return not equals(session, left, right, ignore_case)


def lt(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -lt right``."""
    kind, other = type(left), type(right)
    if ((kind is int or kind is float) and (other is int or other is float)) or (kind in _INTEGERS and other in _INTEGERS):
        return left < right
    return _ordered(session, left, right, ignore_case, "LessThan", (-1,))


def le(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -le right``."""
    kind, other = type(left), type(right)
    if ((kind is int or kind is float) and (other is int or other is float)) or (kind in _INTEGERS and other in _INTEGERS):
        return left <= right
    return _ordered(session, left, right, ignore_case, "LessThanOrEqual", (-1, 0))


def gt(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -gt right``."""
    kind, other = type(left), type(right)
    if ((kind is int or kind is float) and (other is int or other is float)) or (kind in _INTEGERS and other in _INTEGERS):
        return left > right
    return _ordered(session, left, right, ignore_case, "GreaterThan", (1,))


def ge(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -ge right``."""
    kind, other = type(left), type(right)
    if ((kind is int or kind is float) and (other is int or other is float)) or (kind in _INTEGERS and other in _INTEGERS):
        return left >= right
    return _ordered(session, left, right, ignore_case, "GreaterThanOrEqual", (1, 0))


def _items(value: Any) -> Any:
    return value.base if type(value) is PSObject else value


def _ordered(session: Session, left: Any, right: Any, ignore_case: bool, name: str, wanted: tuple[int, ...]) -> Any:
    if is_enumerable(left):
        return PSArray([item for item in _items(left) if _holds(session, item, right, ignore_case, name, wanted)])
    return _holds(session, left, right, ignore_case, name, wanted)


def _holds(session: Session, left: Any, right: Any, ignore_case: bool, name: str, wanted: tuple[int, ...]) -> bool:
    left, right = _base(left), _base(right)
    kind = type(left)
    if kind in _NUMBERS or kind is EnumValue:
        number = _as_number(session, left, right)
        if number is not None:
            return compare_numbers(left.value if kind is EnumValue else left, number) in wanted
    if (kind is EnumValue and right is None) or (left is None and type(right) is EnumValue):
        return _enum_to_null(left, right, name)
    return compare(session, left, right, ignore_case) in wanted


def _enum_to_null(left: Any, right: Any, name: str) -> bool:
    owner = (left or right).ps_type.full_name
    below = name.startswith("LessThan") if right is None else name.startswith("GreaterThan")
    method = "LessThan" if below else "GreaterThanOrEqual"
    raise NetException("System.InvalidOperationException", f"The binary operator {method} is not defined for the types '{owner}' and '{owner}'.")


def _as_number(session: Session, left: Any, right: Any) -> Any:
    """Return the right operand of a number as one; None where it is none."""
    kind = type(right)
    if kind is str:
        right = string_number(session, right, left)
        kind = type(right)
    if kind is EnumValue:
        return right.value
    if kind is Char:
        return ord(right)
    return right if kind in CODES else None


def _base(value: Any) -> Any:
    if type(value) is PSObject:
        return value.base
    return None if value is AUTOMATION_NULL else value


# --- equality ----------------------------------------------------------------------------------------------------------------


def equals(session: Session, left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Tell whether two values are equal; the right one is converted to the left one's type. Lists are not taken apart."""
    left, right = _base(left), _base(right)
    if left is right and left == left:
        return True
    if left is None:
        return right is None or _is_like_null(right)
    if right is None:
        return _is_like_null(left)
    kind, other = type(left), type(right)
    if kind is str:
        return collation.equal(left, right if other is str else to_string(session, right), ignore_case)
    if kind in _NUMBERS:
        if other in _NUMBERS:
            return compare_numbers(left, right) == 0
    elif kind is Char:
        if other is Char:
            return bool(left == right or (ignore_case and left.upper() == right.upper()))
        if other is str:
            return collation.equal(str(left), right, ignore_case)
    elif kind is bool:
        from pwsh_emu.runtime.conversion import to_bool

        return bool(left == to_bool(right))
    elif kind is EnumValue and other in _NUMBERS:
        return compare_numbers(left.value, right) == 0
    elif kind is TypeLiteral:
        return other is TypeLiteral and left == right
    elif isinstance(left, (list, Hashtable, PSCustomObject)):
        return False
    return _object_equals(session, left, right)


def _is_like_null(value: Any) -> bool:
    """Tell whether a value equals $null though it is none (LanguagePrimitives.IsNullLike)."""
    return type(value).__name__ in ("DBNull", "NullString")


def _object_equals(session: Session, left: Any, right: Any) -> bool:
    """Compare with the type's own equality, then once more after converting the right operand."""
    own = _own_equals(session, left, right)
    if own is not None:
        if own:
            return True
    elif left == right and type(left) is type(right):
        return True
    if session is None or session.types is None:
        return False
    from pwsh_emu.runtime import conversion

    try:
        converted = conversion.convert(session, right, session.types.type_of(left))
    except (PSError, NetException):
        return False
    if own is not None and converted is not right:
        return bool(_own_equals(session, left, converted))
    if isinstance(converted, BigInteger) or type(left) in CODES:
        return bool(left == converted)
    return bool(type(converted) is type(left) and left == converted)


def _own_equals(session: Session, left: Any, right: Any) -> bool | None:
    """Call the Equals of a script class; None where the value is of no script class or has none."""
    if not hasattr(left, "script_class") and not getattr(type(left), "is_script_object", False):
        return None
    from pwsh_emu.runtime import members
    from pwsh_emu.runtime.conversion import to_bool

    for one in session.types.type_of(left).bases():
        if "equals" in one.methods:
            return to_bool(members.invoke_method(session, left, "Equals", [right]))
    return left is right


# --- order ---------------------------------------------------------------------------------------------------------------------


def compare_numbers(left: Any, right: Any) -> int:
    """Compare two numbers in the wider one's type; 2 where one is not a number (NaN)."""
    left_code, right_code = CODES.get(type(left), 0), CODES.get(type(right), 0)
    code = max(left_code, right_code)
    if code == DECIMAL and (left_code == DECIMAL) != (right_code == DECIMAL):
        real = left if right_code == DECIMAL else right
        if isinstance(real, float) and (real != real or abs(real) >= 7.9228162514264338e28):
            left, right = float(left), float(right)
        elif isinstance(real, float):
            from pwsh_emu.runtime.convert_numbers import real_to_decimal

            left = real_to_decimal(left) if isinstance(left, float) else left
            right = real_to_decimal(right) if isinstance(right, float) else right
    elif code >= SINGLE and code != DECIMAL:
        left, right = float(left), float(right)
    if left < right:
        return -1
    if left > right:
        return 1
    return 0 if left == right else 2


def _order_numbers(left: Any, right: Any) -> int:
    """Compare two numbers as CompareTo does: NaN comes before every number."""
    result = compare_numbers(left, right)
    if result != 2:
        return result
    return int(left == left) - int(right == right)


def compare_to_null(value: Any, value_on_left: bool) -> int:
    """Compare a value with $null: negative numbers come before it, everything else behind."""
    negative = CODES.get(type(value), 0) in SIGNED or isinstance(value, float) or type(value) in CODES
    result = -1 if negative and type(value) not in (bool, Char) and value < 0 else 1
    return result if value_on_left else -result


def compare(session: Session, left: Any, right: Any, ignore_case: bool = True) -> int:
    """Compare any two values as LanguagePrimitives.Compare does: -1, 0 or 1 (2 for NaN); raise where they have no order."""
    left, right = _base(left), _base(right)
    if left is None:
        return 0 if right is None else compare_to_null(right, False)
    if right is None:
        return compare_to_null(left, True)
    kind, other = type(left), type(right)
    if kind is str:
        return collation.compare(left, right if other is str else to_string(session, right), ignore_case)
    if kind in _NUMBERS and other in _NUMBERS:
        return _order_numbers(left, right)
    if kind is PSCustomObject:
        if left is right:
            return 0
        raise _no_order(session, left, right)
    if not is_comparable(session, left):
        if left is right or (kind is other and left == right):
            return 0
        raise runtime_error("NotIcomparable", f'Cannot compare "{net_string(left, session)}" because it is not IComparable.')
    converted = _converted(session, left, right)
    if kind in _NUMBERS or kind is BigInteger:
        return _order_numbers(left, converted)
    if kind is bool or kind is Char:
        return int(left > converted) - int(left < converted)
    if kind is EnumValue:
        return int(left.value > converted.value) - int(left.value < converted.value)
    return _compare_objects(session, left, converted)


def is_comparable(session: Session, value: Any) -> bool:
    """Tell whether a value's type is IComparable."""
    kind = type(value)
    if kind in CODES or kind is BigInteger or kind is EnumValue or kind is str:
        return True
    if session is None or session.types is None:
        return False
    names = session.types.type_of(value).interface_names()
    return any(name == "System.IComparable" or name.startswith("System.IComparable`1") for name in names)


def _converted(session: Session, left: Any, right: Any) -> Any:
    from pwsh_emu.runtime import conversion

    try:
        return conversion.convert(session, right, session.types.type_of(left))
    except InvalidCastError as error:
        shown = f'Could not compare "{to_string(session, left)}" to "{to_string(session, right)}". Error: "{error.message}"'
        inner = error.cast if error.cast.inner is not None else None
        raise runtime_error("ComparisonFailure", shown, inner=inner) from None


def _no_order(session: Session, left: Any, right: Any) -> PSError:
    shown_left, shown_right = to_string(session, left), to_string(session, right)
    message = (
        f'Cannot compare "{shown_left}" to "{shown_right}" because the objects are not the same type or the object "{shown_left}" '
        f'does not implement "IComparable".'
    )
    name = type_name(session, right)
    reason = (
        f'Could not compare "{shown_left}" to "{shown_right}". Error: "Cannot convert the "{net_string(right, session)}" value of type "{name}" '
        f'to type "System.Management.Automation.PSCustomObject"."'
    )
    inner = ExceptionObject("System.Management.Automation.PSArgumentException", reason)
    exception = ExceptionObject("System.Management.Automation.ExtendedTypeSystemException", message, inner)
    record = ErrorRecord(exception, "PSObjectCompareTo", "NotSpecified")
    exception.error_record = record
    return PSError(record)


def _compare_objects(session: Session, left: Any, right: Any) -> int:
    """Call CompareTo of a .NET type or script class."""
    kind: Any = type(left)
    if kind.__lt__ is not object.__lt__ and kind is type(right):  # type: ignore[operator] # object has one, which its stub leaves out
        return int(left > right) - int(left < right)
    from pwsh_emu.runtime import members

    result = members.invoke_method(session, left, "CompareTo", [right])
    return int(result > 0) - int(result < 0)
