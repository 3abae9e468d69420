"""PSSession: a session on another computer. The only ones there are lead to a service that is emulated beside the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.types.guids import Guid
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.modules import PSModuleInfo
    from pwsh_emu.runtime.session import Session

_RUNSPACES = "System.Management.Automation.Runspaces."


class RemoteEndpoint(Protocol):
    """What stands behind a PSSession."""

    def open(self, uri: str, user: str | None) -> str | None:
        """Return what New-PSSession has to warn of. Raises PSError where the service refuses."""

    def import_commands(self, patterns: list[str] | None, prefix: str) -> PSModuleInfo:
        """Give the session the commands whose names match."""

    def close(self) -> None:
        """Take the commands away."""


class PSSession(DotNetObject):
    """A session on another computer, as New-PSSession returns it."""

    ps_type = builtin(_RUNSPACES + "PSSession")
    PROPERTY_ORDER = "ComputerName ComputerType ContainerId VMName VMId ConfigurationName InstanceId Id Name Availability Runspace Transport"
    SIGNATURES = (
        "string Transport", "string ComputerName",
        "System.Management.Automation.Runspaces.TargetMachineType ComputerType", "string ContainerId",
        "string VMName", "System.Nullable[guid] VMId", "string ConfigurationName", "guid InstanceId",
        "int Id", "string Name", "System.Object Runspace", "System.Object Availability",
    )  # fmt: skip

    __slots__ = (
        "ComputerName", "ComputerType", "ConfigurationName", "ContainerId", "Id", "InstanceId", "Name", "Transport", "VMId", "VMName",
        "endpoint", "open",
    )  # fmt: skip

    def __init__(self, endpoint: RemoteEndpoint, number: int, name: str, computer: str, configuration: str) -> None:
        super().__init__()
        self.endpoint = endpoint
        self.Id: Any = number
        self.Name: Any = name or f"Runspace{number}"
        self.ComputerName: Any = computer
        self.ComputerType: Any = "RemoteMachine"
        self.ContainerId: Any = None
        self.VMName: Any = None
        self.VMId: Any = None
        self.ConfigurationName: Any = configuration
        self.InstanceId: Any = Guid.static_NewGuid()
        self.Transport: Any = "WSMan"
        self.open = True

    @property
    def Runspace(self) -> Any:
        """What the type's script properties read: State, IdleTimeout …"""
        state = enumeration(_RUNSPACES + "RunspaceState").named("Opened" if self.open else "Closed")
        return PSCustomObject({
            "ConnectionInfo": PSCustomObject({"ComputerName": self.ComputerName, "IdleTimeout": 900_000}),
            "RunspaceStateInfo": PSCustomObject({"State": state, "Reason": None}), "DisconnectedOn": None, "ExpiresOn": None,
        })  # fmt: skip

    @property
    def Availability(self) -> Any:
        return enumeration(_RUNSPACES + "RunspaceAvailability").named("Available" if self.open else "None")

    def ToString(self) -> str:
        return f"[PSSession]{self.Name}"

    __str__ = ToString


def sessions_of(session: Session) -> list[PSSession]:
    """Return the open sessions on other computers, oldest first."""
    return session.services.setdefault("remote sessions", [])  # type: ignore[no-any-return]


TYPES: dict[str, Any] = {PSSession.ps_type.full_name: PSSession}
DECLARED = {PSSession.ps_type.full_name: PSSession.ps_type}
