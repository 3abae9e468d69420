"""The errors of conversions: PSInvalidCastException with PowerShell's ids and sentences.

An expression reports a RuntimeException around it, parameter binding an exception of its own: `InvalidCastError` carries both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import RUNTIME_EXCEPTION, ErrorRecord, ExceptionObject, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

CAST_EXCEPTION = "System.Management.Automation.PSInvalidCastException"

_SECRET = ("System.Management.Automation.PSCredential", "System.Security.SecureString")


class InvalidCastError(PSError):
    """A conversion that failed. ``record`` is what an expression reports (a RuntimeException); ``cast`` is the
    PSInvalidCastException inside it, which binders wrap in an exception of their own; ``error_id`` its id."""

    def __init__(self, error_id: str, message: str, inner: ExceptionObject | None = None) -> None:
        self.error_id = error_id
        self.cast = ExceptionObject(CAST_EXCEPTION, message, inner)
        self.cast.error_record = ErrorRecord(self.cast, error_id, "InvalidArgument")
        exception = ExceptionObject(RUNTIME_EXCEPTION, message, self.cast)
        record = ErrorRecord(exception, error_id, "InvalidArgument")
        exception.error_record = record
        super().__init__(record)

    @property
    def message(self) -> str:
        return self.cast.message


def no_conversion(session: Session | None, value: Any, target: PSType | str) -> InvalidCastError:
    """Build the error where no conversion from the value's type to the target exists."""
    from pwsh_emu.runtime.convert_text import net_string, type_name

    shown, source, name = net_string(value, session), type_name(session, value), target_name(target)
    if name in _SECRET:  # what might be a password is not shown
        return InvalidCastError("ConvertToFinalInvalidCastException", f'Cannot convert the value of type "{source}" to type "{name}".')
    return InvalidCastError("ConvertToFinalInvalidCastException", f'Cannot convert the "{shown}" value of type "{source}" to type "{name}".')


def failed(session: Session | None, value: Any, target: PSType | str, error_id: str, reason: str | ExceptionObject) -> InvalidCastError:
    """Build the error of a conversion that exists but failed for a reason (a sentence, or the exception that says it)."""
    from pwsh_emu.runtime.convert_text import net_string

    inner = reason if isinstance(reason, ExceptionObject) else ExceptionObject("System.FormatException", reason)
    shown = net_string(value, session)
    return InvalidCastError(error_id, f'Cannot convert value "{shown}" to type "{target_name(target)}". Error: "{inner.message}"', inner)


def overflow(session: Session | None, value: Any, target: PSType | str, message: str, error_id: str = "InvalidCastIConvertible") -> InvalidCastError:
    """Build the error of a number that does not fit its target."""
    return failed(session, value, target, error_id, ExceptionObject("System.OverflowException", message))


def invalid_cast(session: Session | None, value: Any, target: PSType | str, message: str) -> InvalidCastError:
    """Build the error of IConvertible where a type cannot become another ("Invalid cast from …")."""
    return failed(session, value, target, "InvalidCastIConvertible", ExceptionObject("System.InvalidCastException", message))


def target_name(target: PSType | str) -> str:
    """Return a target type's name as messages show it."""
    return target if isinstance(target, str) else target.to_string()
