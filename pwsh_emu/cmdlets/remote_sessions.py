"""Get-PSSession and Remove-PSSession: there is no session to another computer, so none is found."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import not_supported

_RUNTIME = "System.Management.Automation.RuntimeException"


class _SessionCmdlet(Cmdlet):
    """Base: what is asked for by an exact name, id or instance id does not exist."""

    Name: Any = None
    Id: Any = None
    InstanceId: Any = None
    ComputerName: Any = None
    VMName: Any = None
    VMId: Any = None
    ContainerId: Any = None

    def process(self) -> None:
        if self.ComputerName is not None or self.VMName is not None or self.VMId is not None or self.ContainerId is not None:
            raise not_supported(f"{self.info.name} on another computer")
        names = [one for one in as_list(self.Name) if not has_wildcard(str(one))]
        for message, error_id, values in (
            ("The session name {} was not found.", "PSSessionNameNotFound", names),
            ("The specified session ID {} was not found.", "PSSessionIdNotFound", as_list(self.Id)),
            ("The specified instance ID {} was not found.", "PSSessionInstanceIdNotFound", as_list(self.InstanceId)),
        ):
            for value in values:
                self.write_error(self.error(_RUNTIME, message.format(value), error_id, "InvalidArgument", value))


@implements("Get-PSSession")
class GetPSSession(_SessionCmdlet):
    """Gets the PowerShell sessions on local and remote computers."""


@implements("Remove-PSSession")
class RemovePSSession(_SessionCmdlet):
    """Closes one or more PowerShell sessions (PSSessions)."""

    Session: Any = None
