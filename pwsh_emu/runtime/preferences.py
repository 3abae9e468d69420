"""Preference variables and -ErrorAction & co. as numbers: what becomes of an error, warning, verbose, debug or information record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.values import EnumValue, PSObject, SwitchParameter

if TYPE_CHECKING:
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session

SILENTLY_CONTINUE, STOP, CONTINUE, INQUIRE, IGNORE, SUSPEND, BREAK = range(7)
_NAMES = {"silentlycontinue": 0, "stop": 1, "continue": 2, "inquire": 3, "ignore": 4, "suspend": 5, "break": 6}
# common parameter -> preference variable that it sets in the scope of a function
VARIABLES = {
    "ErrorAction": "ErrorActionPreference",
    "WarningAction": "WarningPreference",
    "InformationAction": "InformationPreference",
    "ProgressAction": "ProgressPreference",
}


def number_of(value: Any, default: int) -> int:
    """Return an ActionPreference's number for a variable's value, the default where it is none."""
    if type(value) is EnumValue:
        return value.value
    if isinstance(value, PSObject):
        return number_of(value.base, default)
    if isinstance(value, bool) or value is None:
        return default if value is None else int(value)
    if isinstance(value, int):
        return int(value) if 0 <= value <= 6 else default
    if isinstance(value, str):
        text = value.strip().lower()
        found = _NAMES.get(text)
        if found is None:
            matches = [number for name, number in _NAMES.items() if text and name.startswith(text)]
            found = matches[0] if len(matches) == 1 else default
        return found
    return default


def preference(scope: Scope, name: str, default: int = CONTINUE) -> int:
    """Return the ActionPreference that a preference variable (lower-case name) holds in a scope."""
    cell = scope.find(name)
    return default if cell is None else number_of(cell.value, default)


def as_enum(session: Session, number: int) -> Any:
    """Return an ActionPreference value."""
    return session.types.resolve("System.Management.Automation.ActionPreference").value(number)


def is_on(value: Any) -> bool:
    """Tell whether a switch such as -Verbose or a variable such as $WhatIfPreference is on."""
    if isinstance(value, (bool, SwitchParameter)):
        return bool(value)
    if value is None:
        return False
    from pwsh_emu.runtime.conversion import to_bool

    return to_bool(value)


_IMPACTS = {"none": 0, "low": 1, "medium": 2, "high": 3}


def impact(value: Any, default: int = 3) -> int:
    """Return a ConfirmImpact's number."""
    if type(value) is EnumValue:
        return value.value
    if isinstance(value, str):
        return _IMPACTS.get(value.lower(), default)
    if isinstance(value, int):
        return int(value)
    return default
