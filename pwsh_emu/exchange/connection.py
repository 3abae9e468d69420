"""Connections to the service: what Connect-ExchangeOnline adds to a session and Disconnect-ExchangeOnline takes away."""

from __future__ import annotations

from pwsh_emu.exchange.registry import MODULE, ExchangeCommandInfo, index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pwsh_emu.exchange.organization import Organization
    from pwsh_emu.runtime.modules import PSModuleInfo
    from pwsh_emu.runtime.session import Session

_SERVICE = "exchange connections"
MODULE_VERSION = "3.10.0"
ADMINISTRATOR = "admin@contoso.onmicrosoft.com"


class Connection:
    """One connection: whose it is, the module that holds its functions, and what Get-ConnectionInformation shows of it."""

    def __init__(self, number: int, organization: Organization, user: str, prefix: str, **details: Any) -> None:
        self.number = number
        self.user = user
        self.prefix = prefix
        self.details = details
        self.names: list[str] = []
        self._organization = organization
        self._id = ""  # made when first asked for

    @property
    def id(self) -> str:
        """The connection's id, as Get-ConnectionInformation shows it."""
        if not self._id:
            self._id = self._organization.make_guid("connection", str(self.number), self.user, self.prefix)
        return self._id

    @property
    def module_name(self) -> str:
        """The name of the module that holds the connection's functions."""
        return f"tmpEXO_{self.id[:8]}.{self.id[9:12]}"


def connections(session: Session) -> list[Connection]:
    """Return a session's connections, oldest first."""
    return session.services.setdefault(_SERVICE, [])  # type: ignore[no-any-return]


def with_prefix(name: str, prefix: str) -> str:
    verb, _, noun = name.partition("-")
    return f"{verb}-{prefix}{noun}"


def connect(
    session: Session, *, user: str | None = None, prefix: str = "", commands: Callable[[str], bool] | None = None, **details: Any
) -> Connection:
    """Connect a session to its organization: its functions exist from now on. ``commands`` chooses among them by name."""
    known = connections(session)
    connection = Connection(len(known) + 1, session.services["organization"], user or ADMINISTRATOR, prefix, **details)
    known.append(connection)
    makers: dict[str, Any] = {}
    for name, kind, family in index():
        if kind == "session" and (commands is None or commands(name)):
            shown = with_prefix(name, prefix) if prefix else name
            makers[shown.lower()] = (_function, session, connection, shown, name, family)
    session.cmdlets.defer(makers)
    connection.names = list(makers)
    return connection


def _function(session: Session, connection: Connection, shown: str, name: str, family: str) -> ExchangeCommandInfo:
    """Return a function of a connection under the name that it has in the session."""
    return ExchangeCommandInfo(session, shown, name, "session", family, connection.module_name, connection)


def disconnect(session: Session, connection: Connection) -> None:
    """Take a connection's functions away."""
    known = connections(session)
    if connection in known:
        known.remove(connection)
    for key in connection.names:
        info = session.cmdlets.get(key)
        if info is not None and getattr(info, "connection", None) is connection:
            del session.cmdlets[key]
    for other in known:
        _restore(session, other)


def _restore(session: Session, connection: Connection) -> None:
    """Give back to an older connection the names that a newer one had taken."""
    missing = {key for key in connection.names if key not in session.cmdlets}
    if not missing:
        return
    for name, _kind, family in index():
        shown = with_prefix(name, connection.prefix) if connection.prefix else name
        if shown.lower() in missing:
            session.cmdlets[shown.lower()] = _function(session, connection, shown, name, family)


def module_of(session: Session) -> PSModuleInfo:
    """Return the module as Import-Module and Get-Module show it; its cmdlets are in every session already."""
    from pwsh_emu.runtime.modules import PSModuleInfo

    folder = f"/root/.local/share/powershell/Modules/{MODULE}/{MODULE_VERSION}"
    module = PSModuleInfo(MODULE, f"{folder}/{MODULE}.psd1", "Manifest")
    module.manifest = {"moduleversion": MODULE_VERSION, "description": "Exchange Online administration, emulated by pwsh-emu."}
    module.command_names = {key: info for key, info in session.cmdlets.items() if info.module == MODULE}
    return module


def connection_module(session: Session, connection: Connection) -> PSModuleInfo:
    """Return the module that holds a connection's functions, as Import-PSSession returns it."""
    from pwsh_emu.runtime.modules import PSModuleInfo

    name = connection.module_name.replace("tmpEXO_", "tmp_")
    module = PSModuleInfo(name, f"/tmp/{name}/{name}.psm1", "Script")
    module.manifest = {"moduleversion": "1.0", "description": "Implicit remoting for the emulated organization."}
    module.command_names = {key: session.cmdlets[key] for key in connection.names if key in session.cmdlets}
    return module


def register_module(session: Session) -> None:
    """Add the cmdlets that the module has before any connection: Connect-ExchangeOnline, Get-ConnectionInformation, Get-EXO* …"""
    for name, kind, family in index():
        if kind == "module":
            session.cmdlets[name.lower()] = ExchangeCommandInfo(session, name, name, kind, family, MODULE)
