"""Providers: the drives that item cmdlets walk (files, variables, functions, aliases, the environment)."""

from __future__ import annotations

import os
from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

FILE_CAPABILITIES = "Filter, ShouldProcess, Credentials"
OWN_MODULES = "/opt/microsoft/powershell/7/Modules"  # the folder of the modules that come with PowerShell


def attach_providers(session: Session, *, sandbox: bool = False) -> None:
    """Give a session its files (``sandbox``: an overlay in memory), environment, providers and drives."""
    from pwsh_emu.providers.base import ProviderInfo, PSDriveInfo
    from pwsh_emu.providers.environment import EnvironmentProvider
    from pwsh_emu.providers.files import Files, SandboxFiles
    from pwsh_emu.providers.filesystem import FileSystemProvider
    from pwsh_emu.providers.locations import Drives
    from pwsh_emu.providers.session_items import AliasProvider, FunctionProvider, VariableProvider

    session.services["files"] = SandboxFiles() if sandbox else Files()
    session.services["environment"] = environment = dict(os.environ)
    environment["PSModulePath"] = _module_path(environment)
    files = ProviderInfo(FileSystemProvider(), FILE_CAPABILITIES)
    files.drives = [PSDriveInfo("/", files, "/", "/"), PSDriveInfo("Temp", files, "/tmp/", "")]
    infos = [files]
    for provider, name, description in (
        (AliasProvider(), "Alias", "Drive that contains a view of the aliases stored in a session state"),
        (EnvironmentProvider(), "Env", "Drive that contains a view of the environment variables for the process"),
        (FunctionProvider(), "Function", "Drive that contains a view of the functions stored in a session state"),
        (VariableProvider(), "Variable", "Drive that contains a view of those variables stored in a session state"),
    ):
        info = ProviderInfo(provider, "ShouldProcess")
        info.drives = [PSDriveInfo(name, info, "", description)]
        infos.append(info)
    session.services["drives"] = Drives(session, infos)
    session.services["read_lines"] = _switch_lines


def _module_path(environment: dict[str, str]) -> str:
    """Return PSModulePath as the shell sets it when it starts: the user's, the machine's and its own modules; what is there before stays."""
    given = [folder for folder in environment.get("PSModulePath", "").split(":") if folder]
    own = [f"{environment.get('HOME', '/root')}/.local/share/powershell/Modules", "/usr/local/share/powershell/Modules", OWN_MODULES]
    return ":".join([folder for folder in own if folder not in given] + given)


def _switch_lines(session: Session, path: str) -> Iterator[str]:
    """Yield the lines of the one file that ``switch -File`` names. Raises PowerShell's errors for none, several and what is no file."""
    from pwsh_emu.providers.encodings import read_lines
    from pwsh_emu.providers.locations import drives_of
    from pwsh_emu.runtime.errors import runtime_error

    places = list(drives_of(session).expand(path))
    if not places:
        raise runtime_error("FileNotFound", f"No files matching '{path}' were found.", "InvalidOperation", path)
    if places[0].provider.flat:
        raise runtime_error("FileOpenError", f"The current provider ({places[0].provider.full_name}) cannot open a file.", target=path)
    if len(places) > 1:
        message = "The path cannot be processed because it resolved to more than one file; only one file at a time can be processed."
        raise runtime_error("AmbiguousPath", message, "InvalidOperation", path)
    try:
        with session.services["files"].open_read(places[0].path) as file:
            yield from read_lines(file)
    except OSError as error:
        reason = f"Access to the path '{places[0].path}' is denied." if isinstance(error, (PermissionError, IsADirectoryError)) else error.strerror
        raise runtime_error("FileReadError", f"The file could not be read: {reason}.", "InvalidOperation", path) from None
