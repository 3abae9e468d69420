"""Profiles: the scripts that a session runs before anything else, and ``$PROFILE``, which names them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.shell import Outcome

POWERSHELL_HOME = "/opt/microsoft/powershell/7"
SLOW = 500  # milliseconds after which PowerShell tells what the profiles took


def profile_paths() -> dict[str, str]:
    """Return the path of each profile by its name at ``$PROFILE``, in the order in which they run."""
    configuration = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.environ.get("HOME", "/"), ".config")
    own = os.path.join(configuration, "powershell")
    return {
        f"{user}{host}": f"{folder}/{name}"
        for user, folder in (("AllUsers", POWERSHELL_HOME), ("CurrentUser", own))
        for host, name in (("AllHosts", "profile.ps1"), ("CurrentHost", "Microsoft.PowerShell_profile.ps1"))
    }


def profile_variable() -> Any:
    """Return the value of ``$PROFILE``: the path that belongs to this user and host, with all four as note properties."""
    from pwsh_emu.runtime.values import PSObject

    paths = profile_paths()
    return PSObject(paths["CurrentUserCurrentHost"], dict(paths))


def run_profiles(session: Session, host: ConsoleHost, *, tell_time: bool = False) -> Outcome | None:
    """Dot-source the profiles that are there, each with its output and errors at the host.

    Parameters:
        tell_time: tell at standard error what they took where that is long.

    Returns how the last of them ended where that ends the session too (a limit was reached), else None. As in PowerShell, ``exit``
    ends only the profile it stands in, and errors there neither keep the next one from running nor count for the exit code.
    """
    from time import monotonic

    from pwsh_emu.interactive import run_shown

    begin = monotonic()
    found = [path for path in profile_paths().values() if os.path.isfile(path)]
    for path in found:
        quoted = path.replace("'", "''")
        outcome = run_shown(session, host, f". '{quoted}'")
        if outcome.exited:
            return outcome
    if found:
        session.ok = True
        host.end_progress()
        taken = int((monotonic() - begin) * 1000)
        if tell_time and taken > SLOW:
            host.write_error(f"Loading personal and system profiles took {taken}ms.\n")
        host.flush()
    return None
