"""Providers: the drives that item cmdlets walk (files, variables, functions, aliases, the environment)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

FILE_CAPABILITIES = "Filter, ShouldProcess, Credentials"


def attach_providers(session: Session, *, sandbox: bool = False) -> None:
    """Give a session its files (``sandbox``: an overlay in memory), environment, providers and drives."""
    from pwsh_emu.providers.base import ProviderInfo, PSDriveInfo
    from pwsh_emu.providers.environment import EnvironmentProvider
    from pwsh_emu.providers.files import Files, SandboxFiles
    from pwsh_emu.providers.filesystem import FileSystemProvider
    from pwsh_emu.providers.locations import Drives
    from pwsh_emu.providers.session_items import AliasProvider, FunctionProvider, VariableProvider

    session.services["files"] = SandboxFiles() if sandbox else Files()
    session.services["environment"] = dict(os.environ)
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
