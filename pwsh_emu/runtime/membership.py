"""The operators -contains, -in, -is and -as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import conversion
from pwsh_emu.runtime.castfailure import InvalidCastError
from pwsh_emu.runtime.comparison import equals
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSObject, TypeLiteral

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType


def contains(session: Session, left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Return ``left -contains right``: whether an item of the list (or the one value) equals a value."""
    if is_enumerable(left):
        items = left.base if type(left) is PSObject else left
        if ignore_case and type(right) is int:
            for item in items:
                if type(item) is int:
                    if item == right:
                        return True
                elif equals(session, item, right, True):
                    return True
            return False
        return any(equals(session, item, right, ignore_case) for item in items)
    return left is not AUTOMATION_NULL and equals(session, left, right, ignore_case)  # a command without output gives a list without items


def in_(session: Session, left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Return ``left -in right``."""
    return contains(session, right, left, ignore_case)


def is_(session: Session, left: Any, right: Any) -> bool:
    """Return ``left -is right``."""
    target = right.of if type(right) is TypeLiteral else _type_for_is(session, right)
    return target.definition != "System.Nullable`1" and bool(session.types.is_instance(left, target))


def as_(session: Session, left: Any, right: Any) -> Any:
    """Return ``left -as right``: the converted value, or $null where that is not possible."""
    if type(right) is TypeLiteral:
        target = right.of
    else:
        right = right.base if type(right) is PSObject else right
        if right is None or right is AUTOMATION_NULL:
            raise runtime_error("AsOperatorRequiresType", "The right operand of '-as' must be a type.")
        target = _resolve(session, right)
    if target.full_name == "System.String" and hasattr(left, "format_text"):
        return conversion.net_string(left, session)  # -as converts in the current culture, a cast in the invariant one
    if type(left) is str and target.full_name in _DATES:
        return _date_of(session, left, target)
    found, value = conversion.try_convert(session, left, target)
    return value if found else None


_DATES = frozenset(("System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan"))


def _date_of(session: Session, text: str, target: PSType) -> Any:
    """Read a date or time in the current culture."""
    from pwsh_emu.runtime import culture, members
    from pwsh_emu.runtime.errors import NetException, PSError

    try:
        return members.invoke_static(session, target, "Parse", [text, culture.current(session)])
    except (PSError, NetException):
        return None


def _type_for_is(session: Session, right: Any) -> PSType:
    right = right.base if type(right) is PSObject else right
    if right is None or right is AUTOMATION_NULL:
        raise runtime_error("IsOperatorRequiresType", "The right operand of '-is' must be a type.")
    if type(right) is TypeLiteral:
        return right.of  # type: ignore[no-any-return]
    try:
        return _resolve(session, right)
    except InvalidCastError as error:
        raise runtime_error("RuntimeException", error.message, "NotSpecified", inner=error.cast) from None


def _resolve(session: Session, value: Any) -> PSType:
    literal = conversion.convert(session, value, session.types.resolve("System.Type"))
    return literal.of  # type: ignore[no-any-return]
