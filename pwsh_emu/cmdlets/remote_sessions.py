"""New-PSSession, Import-PSSession, Get-PSSession, Remove-PSSession: sessions on other computers.

There is no other computer. A service that is emulated beside the shell can stand behind a connection address: such services are in
``session.services["remote endpoints"]``, functions that take the session, the address and the configuration's name and return a
RemoteEndpoint, or None where the address is not theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError, not_supported
from pwsh_emu.runtime.preferences import is_on
from pwsh_emu.runtime.types.remotesessions import PSSession, sessions_of
from pwsh_emu.runtime.types.sessionoptions import PSSessionOption
from pwsh_emu.runtime.types.timespans import TICKS_PER_MILLISECOND, TimeSpan
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.types.remotesessions import RemoteEndpoint

_RUNTIME = "System.Management.Automation.RuntimeException"
_REMOTING = "System.Management.Automation.Remoting."
NO_WSMAN = (
    "This parameter set requires WSMan, and no supported WSMan client library was found. "
    "WSMan is either not installed or unavailable for this system."
)


def no_wsman(cmdlet: Cmdlet) -> PSError:
    """Return the error of opening a session over WS-Management, which systems other than Windows lack."""
    return cmdlet.terminate(
        cmdlet.error(_REMOTING + "PSRemotingTransportException", NO_WSMAN, _REMOTING + "PSRemotingDataStructureException", "ResourceUnavailable")
    )


class _SessionCmdlet(Cmdlet):
    """Base: finds sessions; what is asked for by an exact name, id or instance id and does not exist is an error."""

    Name: Any = None
    Id: Any = None
    InstanceId: Any = None
    ComputerName: Any = None
    VMName: Any = None
    VMId: Any = None
    ContainerId: Any = None

    def found(self) -> list[PSSession]:
        known = sessions_of(self.session)
        if self.VMName is not None or self.VMId is not None or self.ContainerId is not None:
            raise not_supported(f"{self.info.name} on another computer")
        if self.ComputerName is not None:
            patterns = [WildcardPattern(str(one), True) for one in as_list(self.ComputerName)]
            result = [one for one in known if any(pattern.matches(one.ComputerName) for pattern in patterns)]
            if not result:
                raise not_supported(f"{self.info.name} on another computer")
            return result
        given = [self.Name, self.Id, self.InstanceId]
        if all(value is None for value in given):
            return list(known)
        result = []
        for message, error_id, property_name, values in (
            ("The session name {} was not found.", "PSSessionNameNotFound", "Name", as_list(self.Name)),
            ("The specified session ID {} was not found.", "PSSessionIdNotFound", "Id", as_list(self.Id)),
            ("The specified instance ID {} was not found.", "PSSessionInstanceIdNotFound", "InstanceId", as_list(self.InstanceId)),
        ):
            for value in values:
                pattern = WildcardPattern(str(value), True)
                matching = [one for one in known if pattern.matches(str(getattr(one, property_name)))]
                if not matching and not (property_name == "Name" and has_wildcard(str(value))):
                    self.write_error(self.error(_RUNTIME, message.format(value), error_id, "InvalidArgument", value))
                result += [one for one in matching if one not in result]
        return result


@implements("Get-PSSession")
class GetPSSession(_SessionCmdlet):
    """Gets the PowerShell sessions on local and remote computers."""

    State: Any = None

    def process(self) -> None:
        wanted = None if self.State is None else str(self.State)
        for one in self.found():
            if wanted in (None, "All", "Opened"):
                self.write(one)


@implements("Remove-PSSession")
class RemovePSSession(_SessionCmdlet):
    """Closes one or more PowerShell sessions (PSSessions)."""

    Session: Any = None

    def process(self) -> None:
        known = sessions_of(self.session)
        for one in as_list(self.Session) if self.Session is not None else self.found():
            if one in known:
                known.remove(one)
            if one.open:
                one.open = False
                one.endpoint.close()


@implements("New-PSSession")
class NewPSSession(Cmdlet):
    """Creates a persistent connection to a local or remote computer."""

    ConnectionUri: Any = None
    ConfigurationName: Any = None
    Credential: Any = None
    Name: Any = None
    ComputerName: Any = None

    def process(self) -> None:
        if self.ConnectionUri is None:
            raise no_wsman(self) if self.parameter_set == "ComputerName" else not_supported("New-PSSession")
        names = as_list(self.Name)
        for number, address in enumerate(as_list(self.ConnectionUri)):
            uri = str(address)
            endpoint = self.endpoint(uri)
            if endpoint is None:
                raise no_wsman(self)
            user = None if self.Credential is None else str(members.get_property(self.session, self.Credential, "UserName"))
            warning = endpoint.open(uri, user)
            if warning:
                self.write_warning(warning)
            last = self.session.services.get("remote session number", 0) + 1
            self.session.services["remote session number"] = last
            name = str(names[number]) if number < len(names) else ""
            made = PSSession(endpoint, last, name, str(members.get_property(self.session, address, "Host")), self.configuration)
            sessions_of(self.session).append(made)
            self.write(made)

    @property
    def configuration(self) -> str:
        return "Microsoft.PowerShell" if self.ConfigurationName is None else str(self.ConfigurationName)

    def endpoint(self, uri: str) -> RemoteEndpoint | None:
        for find in self.session.services.get("remote endpoints", ()):
            found: RemoteEndpoint | None = find(self.session, uri, self.configuration)
            if found is not None:
                return found
        return None


@implements("Enter-PSSession")
class EnterPSSession(Cmdlet):
    """Starts an interactive session with a remote computer."""

    ComputerName: Any = None
    ConnectionUri: Any = None

    def process(self) -> None:
        target = self.ComputerName if self.ComputerName is not None else self.ConnectionUri
        if target is None:
            raise not_supported("Enter-PSSession")
        self.write_error(self.error(_REMOTING + "PSRemotingTransportException", NO_WSMAN, "CreateRemoteRunspaceFailed", "InvalidArgument", target))


@implements("Exit-PSSession")
class ExitPSSession(Cmdlet):
    """Ends an interactive session with a remote computer: there is none to end."""


@implements("New-PSSessionOption")
class NewPSSessionOption(Cmdlet):
    """Creates an object that contains advanced options for a PSSession."""

    MaximumReceivedDataSizePerCommand: Any = None
    MaximumReceivedObjectSize: Any = None
    MaximumRedirection: Any = None
    MaxConnectionRetryCount: Any = 0

    def begin(self) -> None:
        options: Any = PSSessionOption()
        options.MaximumReceivedDataSizePerCommand = self.MaximumReceivedDataSizePerCommand
        options.MaximumReceivedObjectSize = self.MaximumReceivedObjectSize
        options.MaxConnectionRetryCount = self.MaxConnectionRetryCount
        if self.MaximumRedirection is not None:
            options.MaximumConnectionRedirectionCount = self.MaximumRedirection
        for name, value in self.bound.items():
            if name.endswith("Timeout"):
                setattr(options, name, TimeSpan(value * TICKS_PER_MILLISECOND))
            elif isinstance(getattr(options, name, None), bool):
                setattr(options, name, is_on(value))
            elif name in PSSessionOption.PROPERTY_ORDER.split():
                setattr(options, name, value)
        self.write(options)


@implements("Import-PSSession")
class ImportPSSession(Cmdlet):
    """Imports commands from another session into the current session."""

    Session: Any = None
    CommandName: Any = None
    Prefix: Any = None
    AllowClobber: Any = False
    DisableNameChecking: Any = False

    def process(self) -> None:
        source: PSSession = self.Session
        if not source.open:
            message = f"The state of the session {source.Name} is not valid for the requested operation: Closed."
            raise self.terminate(
                self.error("System.Management.Automation.RuntimeException", message, "InvalidRunspaceState", "InvalidArgument", source)
            )
        patterns = None if self.CommandName is None else [str(one) for one in as_list(self.CommandName)]
        module = source.endpoint.import_commands(patterns, "" if self.Prefix is None else str(self.Prefix))
        self.session.modules[module.name.lower()] = module
        self.write(module)
