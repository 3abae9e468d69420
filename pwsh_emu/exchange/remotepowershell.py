"""Remote PowerShell to Exchange Online, the way scripts connected before the module: New-PSSession to the service's address, Import-PSSession.

The service retired it in October 2023. Many scripts still do it, so that it works here, with a warning that says so.
"""

from __future__ import annotations

from pwsh_emu.exchange.connection import ADMINISTRATOR, connect, connection_module, disconnect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pwsh_emu.exchange.connection import Connection
    from pwsh_emu.runtime.modules import PSModuleInfo
    from pwsh_emu.runtime.session import Session

# Hosts that New-PSSession was pointed at; the path is /powershell or /powershell-liveid.
_HOSTS = (
    "outlook.office365.com", "ps.outlook.com", "pod51042psh.outlook.com", "outlook.office.com", "ps.exchangelabs.com", "partner.outlook.cn",
    "outlook.office365.us", "webmail.apps.mil", "outlook.office.de", "ps.protection.outlook.com",
)  # fmt: skip
RETIRED = (
    "Exchange Online retired remote PowerShell in October 2023: New-PSSession no longer reaches the service. The emulated organization lets this "
    "script in all the same. Use Connect-ExchangeOnline."
)


def find_endpoint(session: Session, uri: str, configuration: str) -> ExchangeEndpoint | None:
    """Return the endpoint behind a connection address; None where it is not the service's."""
    host = uri.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[0].lower()
    if configuration.lower() != "microsoft.exchange" or not any(host == one or host.endswith("." + one) for one in _HOSTS):
        return None
    return ExchangeEndpoint(session)


class ExchangeEndpoint:
    """A session with the service that New-PSSession opened."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.user = ADMINISTRATOR
        self.connections: list[Connection] = []
        self.modules: list[str] = []

    def open(self, uri: str, user: str | None) -> str | None:
        self.user = user or ADMINISTRATOR
        return RETIRED

    def import_commands(self, patterns: list[str] | None, prefix: str) -> PSModuleInfo:
        from pwsh_emu.runtime.modules import matcher

        organization = self.session.services["organization"]
        wanted = None if patterns is None else matcher(patterns)
        connection = connect(
            self.session, user=self.user, prefix=prefix, commands=wanted, uri=organization.environment.connection_uri,
            connected_at=organization.now(),
        )  # fmt: skip
        self.connections.append(connection)
        module = connection_module(self.session, connection)
        self.modules.append(module.name.lower())
        return module

    def close(self) -> None:
        for name in self.modules:
            self.session.modules.pop(name, None)
        for connection in self.connections:
            disconnect(self.session, connection)
        self.modules.clear()
        self.connections.clear()
