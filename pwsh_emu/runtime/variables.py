"""Reading and writing variables beyond the plain case: outer scopes, scope and drive prefixes, automatic variables.

Compiled code reads a variable's own cell itself and comes here where that is unset. Drives (``$env:X``, ``$function:f``) are those of
``session.services["drives"]``, whose providers read and write contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import PSError, not_supported, runtime_error
from pwsh_emu.runtime.scopes import UNSET, Scope, Variable, not_writable
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session


def lookup(frame: Frame, name: str, spelled: str) -> Any:
    """Return the value of a variable whose own cell is unset: from the outer scopes, $null where there is none."""
    scope = frame.scope.parent
    while scope is not None:
        cell = scope.variables.get(name)
        if cell is not None:
            value = cell.value
            if value is not UNSET and (not cell._options or "Private" not in cell._options):
                return value
        scope = scope.parent
    return undefined(frame, name, spelled)


def undefined(frame: Frame, name: str, spelled: str) -> Any:
    """Return what a variable is that exists nowhere: $null, an error in strict mode."""
    if name in ("args", "input", "psboundparameters", "myinvocation", "pscmdlet"):
        return read_special(frame, name)
    if frame.scope.strict_mode() >= 1:
        raise undefined_variable(spelled)
    return None


def unset_here(frame: Frame, spelled: str) -> Any:
    """Return what ``$x += …`` starts from where the scope has no such variable: $null, an error in strict mode."""
    if spelled.lower() == "_":
        return lookup(frame, "_", "_")
    if frame.scope.strict_mode() >= 1:
        raise undefined_variable(spelled)
    return None


def undefined_variable(name: str) -> PSError:
    return runtime_error("VariableIsUndefined", f"The variable '${name}' cannot be retrieved because it has not been set.", "InvalidOperation", name)


def lookup_in_text(frame: Frame, name: str, spelled: str) -> Any:
    """Do what `lookup` does for a variable in an expandable string, where strict mode 1 lets an undefined one pass."""
    if frame.scope.strict_mode() == 1:
        cell = frame.scope.find(name)
        return cell.value if cell is not None else None
    return lookup(frame, name, spelled)


def read_cell_or_null(cell: Variable, value: Any) -> Any:
    """Return a cell's value where a script set it, else the given one."""
    return value if cell.value is UNSET else cell.value


# --- automatic variables of a frame ---------------------------------------------------------------------------------------


def read_special(frame: Frame, name: str) -> Any:
    """Return ``$args``, ``$input``, ``$MyInvocation``, ``$PSBoundParameters`` or ``$PSCmdlet`` of the running block."""
    cell = frame.scope.variables.get(name)
    if cell is not None and cell.value is not UNSET:
        return cell.value
    if name == "args":
        return frame.arguments
    if name == "input":
        from pwsh_emu.runtime.invocation import input_enumerator

        return input_enumerator(frame)
    if name == "psboundparameters":
        return frame.bound_parameters
    if name == "myinvocation":
        return frame.my_invocation
    if name == "pscmdlet":
        if frame.cmdlet is not None:
            return frame.cmdlet
        for outer in reversed(frame.session.call_stack):
            if outer.cmdlet is not None:
                return outer.cmdlet
        return None
    return frame.session.services.get("last_line", {}).get(name)


def assign_special(frame: Frame, name: str, value: Any) -> None:
    """Store a value under the name of an automatic variable: it is then what the scope sees."""
    frame.scope.cell(name.lower(), name).value = value


def constant_variable_error(name: str) -> None:
    """Refuse an assignment to $true, $false or $?."""
    raise not_writable(name)


def find_variable(session: Session, name: str) -> Variable | None:
    """Return the visible variable of a name with or without a scope prefix; automatic ones as read-only copies."""
    prefix, _, rest = name.partition(":")
    low = rest.lower() if rest else name.lower()
    scope = session.scope
    if rest:
        start = scope_of(session, scope, prefix)
        if start is None:
            return None
        if prefix.lower() in ("local", "private"):
            cell = start.variables.get(low)
            return cell if cell is not None and cell.value is not UNSET else None
        scope = start
    cell = scope.find(low)
    if cell is not None:
        return cell
    return automatic_variable(session, low)


_SPELLED = {"args": "args", "input": "input", "myinvocation": "MyInvocation", "psboundparameters": "PSBoundParameters", "pscmdlet": "PSCmdlet"}


AUTOMATIC = ("true", "false", "null", "?", "args", "input", "myinvocation", "psboundparameters", "psscriptroot", "pscommandpath")


def automatic_variable(session: Session, low: str) -> Variable | None:
    """Return a Variable for an automatic variable that no scope holds, None for other names."""
    if low in ("true", "false", "null"):
        return Variable(low, {"true": True, "false": False, "null": None}[low], frozenset(("Constant", "AllScope")))
    if low == "?":
        return Variable("?", session.ok, frozenset(("ReadOnly", "AllScope")), "Status of last command")
    frame = session.call_stack[-1] if session.call_stack else None
    spelled = _SPELLED.get(low)
    if spelled is not None and frame is not None:
        value = read_special(frame, low)
        return Variable(spelled, value) if value is not None else None
    if low in ("psscriptroot", "pscommandpath") and frame is not None:
        file = frame.block.file or ""
        return Variable(
            "PSScriptRoot" if low == "psscriptroot" else "PSCommandPath", (file.rpartition("/")[0] or "/") if low == "psscriptroot" and file else file
        )
    return None


# --- scope and drive prefixes ---------------------------------------------------------------------------------------------


def scope_of(session: Session, scope: Scope, prefix: str) -> Scope | None:
    """Return the scope that a prefix names, None where it is not a scope's."""
    low = prefix.lower()
    if low == "global":
        return session.global_scope
    if low == "script":
        return scope.script
    if low in ("local", "private", "variable"):
        return scope
    return None


def read_qualified(frame: Frame, prefix: str, name: str) -> Any:
    """Return ``$prefix:name``."""
    session = frame.session
    low = prefix.lower()
    scope = scope_of(session, frame.scope, low)
    key = name.lower()
    if scope is not None:
        if low in ("local", "private"):
            cell = scope.variables.get(key)
            if cell is not None and cell.value is not UNSET:
                return cell.value
        else:
            cell = scope.find(key) if low == "variable" else _own_or_outer(scope, key)
            if cell is not None:
                return cell.value
        automatic = automatic_variable(session, key) if low in ("local", "variable", "script") else None
        if automatic is not None:
            return automatic.value
        if frame.scope.strict_mode() >= 1:
            raise undefined_variable(f"{prefix}:{name}")
        return None
    if low == "using":
        return using_value(frame, name)
    return _read_drive(session, prefix, name)


def _read_drive(session: Session, prefix: str, name: str) -> Any:
    """Return the content of an item of a drive, $null where there is none."""
    from pwsh_emu.runtime.enumeration import collect
    from pwsh_emu.runtime.errors import NetException

    if prefix.lower() == "env":
        return session.services.get("environment", {}).get(name)
    drives = session.services.get("drives")
    drive = drives.find(prefix) if drives is not None else None
    if drives is None or drive is None:
        return None
    provider = drive.provider
    path = drives.locate(f"{prefix}:{name}").path
    try:
        if not provider.exists(session, path):
            return None
        return collect(list(provider.read_content(session, path)))
    except (PSError, NetException):
        return None


def _write_drive(session: Session, prefix: str, name: str, value: Any) -> None:
    """Set the content of an item of a drive; $null removes it where it has no content then."""
    from pwsh_emu.runtime.enumeration import iterate

    drives = session.services.get("drives")
    drive = drives.find(prefix) if drives is not None else None
    if drives is None or drive is None:
        raise runtime_error(
            "DriveNotFound", f"Cannot find drive. A drive with the name '{prefix}' does not exist.", "ObjectNotFound", prefix,
            type_name="System.Management.Automation.DriveNotFoundException",
        )  # fmt: skip
    provider = drive.provider
    path = drives.locate(f"{prefix}:{name}").path
    if value is None:
        if provider.exists(session, path):
            provider.remove_item(session, path, True)
        return
    if provider.name == "FileSystem":
        provider.write_content(session, path, list(iterate(value)))
        return
    provider.set_item(session, path, value)
    session.command_epoch += 1


def _own_or_outer(scope: Scope, key: str) -> Variable | None:
    cell = scope.variables.get(key)
    return cell if cell is not None and cell.value is not UNSET else None


def write_qualified(frame: Frame, prefix: str, name: str, value: Any) -> None:
    """Assign ``$prefix:name``."""
    session = frame.session
    scope = scope_of(session, frame.scope, prefix)
    if scope is not None:
        low = prefix.lower()
        if name.lower() in ("true", "false", "null", "?"):
            raise not_writable(name)
        if low == "variable":
            cell = frame.scope.find(name.lower()) or scope.cell(name.lower(), name)
        else:
            cell = scope.cell(name.lower(), name)
        cell.value = value
        if low == "private":
            cell.options = frozenset((*(cell.options or ()), "Private"))
        return
    if prefix.lower() == "using":
        raise not_supported("Assigning to a $using: variable")
    _write_drive(session, prefix, name, None if value is AUTOMATION_NULL else value)


def qualified_cell(frame: Frame, prefix: str, name: str) -> Variable:
    """Return the cell of ``$prefix:name``, made where it is missing."""
    scope = scope_of(frame.session, frame.scope, prefix) or frame.scope
    return scope.cell(name.lower(), name)


def using_value(frame: Frame, name: str) -> Any:
    """Return ``$using:name``: the value that a parallel or thread block was given."""
    table = frame.session.services.get("using_values")
    if table is not None and name.lower() in table:
        return table[name.lower()]
    raise runtime_error(
        "UsingWithoutInvokeCommand",
        "A Using variable cannot be retrieved. "
        "A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script workflow. "
        "When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.",
    )


__all__ = ["PSArray", "lookup", "read_qualified", "read_special"]
