"""``#requires``: whether a script may run in this session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

VERSION = (7, 6, 5)


def check_requirements(session: Session, requirements: Any, script: str) -> None:
    """Raise PowerShell's ScriptRequiresException where a script asks for what this session is not."""
    if requirements is None:
        return
    if requirements.version is not None:
        wanted = tuple(int(part) for part in str(requirements.version).split(".") if part.isdigit())
        major = wanted[0] if wanted else 0
        if wanted > VERSION or major < 1:
            shown = str(requirements.version)
            raise _refused(
                f"The script '{script}' cannot be run because it contained a \"#requires\" statement for PowerShell {shown}. The version of "
                "PowerShell that is required by the script does not match the currently running version of PowerShell 7.6.5.",
                "ScriptRequiresUnmatchedPSVersion",
                script,
            )
    editions = [edition.lower() for edition in requirements.editions]
    if editions and "core" not in editions:
        raise _refused(
            f"The script '{script}' cannot be run because it contained a \"#requires\" statement for PowerShell editions "
            f"'{', '.join(requirements.editions)}'. The edition of PowerShell that is required by the script does not match the currently running "
            "PowerShell Core edition.",
            "ScriptRequiresUnmatchedPSEdition",
            script,
        )
    missing = [name for name in (_module_name(module) for module in requirements.modules) if not _available(session, name)]
    if missing:
        raise _refused(
            f"The script '{script}' cannot be run because the following modules that are specified by the \"#requires\" statements of the script "
            f"are missing: {', '.join(missing)}.",
            "ScriptRequiresMissingModules",
            script,
        )


def _module_name(module: Any) -> str:
    if isinstance(module, str):
        return module
    return next((str(value) for key, value in module.items() if key.lower() == "modulename"), "")


def _available(session: Session, name: str) -> bool:
    low = name.lower()
    if low.startswith("microsoft.powershell.") or any(str(own).lower() == low for own in session.modules):
        return True
    if any(str(getattr(info, "module", "")).lower() == low for info in session.cmdlets.values()):
        return True
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands

    try:
        run_commands(session, [CommandCall("Import-Module", [Argument(None, name), Argument("ErrorAction", "Stop")])], lambda value: None)
    except PSError:
        return False
    return True


def _refused(message: str, error_id: str, script: str) -> PSError:
    exception = ExceptionObject("System.Management.Automation.ScriptRequiresException", message, None, {"CommandName": script})
    record = ErrorRecord(exception, error_id, "ResourceUnavailable", script)
    exception.error_record = record
    return PSError(record)
