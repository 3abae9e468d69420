"""What -Scope means: a name, or a number of scopes outward."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.scopes import Scope


def scope_named(cmdlet: Cmdlet, value: Any) -> Scope:
    """Return the scope that a -Scope argument means; raise the cmdlet's terminating error for a bad one."""
    scope: Scope = cmdlet.session.scope
    text = str(value).lower()
    if text in ("local", "private"):
        return scope
    if text == "global":
        return scope.top
    if text == "script":
        return scope.script
    try:
        number = int(text)
    except ValueError:
        raise _bad_name(cmdlet) from None
    found: Scope | None = scope
    for _ in range(number):
        if found is None:
            break
        found = found.parent
    if found is None or number < 0:
        raise _bad_number(cmdlet, number)
    return found


def _bad_name(cmdlet: Cmdlet) -> PSError:
    message = (
        'Cannot process argument because the value of parameter "Scope" is not valid. Valid values are "Global", '
        '"Local", or "Script", or a number relative '
        "to the current scope (0 through the number of scopes where 0 is the current scope and 1 is its parent). "
        'Change the value of the "Scope" parameter and run the operation again.'
    )
    return _terminating(cmdlet, "System.Management.Automation.PSArgumentException", message, "Argument")


def _bad_number(cmdlet: Cmdlet, number: int) -> PSError:
    message = f"The scope number '{number}' exceeds the number of active scopes. (Parameter 'Scope')\nActual value was {number}."
    return _terminating(cmdlet, "System.Management.Automation.PSArgumentOutOfRangeException", message, "ArgumentOutOfRange")


def _terminating(cmdlet: Cmdlet, type_name: str, message: str, error_id: str) -> PSError:
    exception = ExceptionObject(type_name, message)
    record = ErrorRecord(exception, error_id, "InvalidArgument")
    exception.error_record = record
    return cmdlet.terminate(record)
