"""Connect-ExchangeOnline, Disconnect-ExchangeOnline, Get-ConnectionInformation, Connect-IPPSSession."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.connection import ADMINISTRATOR, Connection, connect, connections, disconnect
from pwsh_emu.exchange.environments import ENVIRONMENTS
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.views import skip_views
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from collections.abc import Callable

TYPE_NAME = "Microsoft.Exchange.Management.RestApiClient.ConnectionInformation"
# What the nouns of the cmdlets begin with that Security & Compliance PowerShell shares with Exchange Online.
_COMPLIANCE = (
    "AdaptiveScope", "AdminAuditLog", "ClassificationRuleCollection", "Compliance", "DataClassification", "Dlp", "EOPProtectionPolicyRule",
    "Group", "InformationBarrier", "Label", "ManagementRole", "ProtectionAlert", "Recipient", "RetentionEvent", "ReviewItems", "RoleGroup",
    "SecOpsOverridePolicy", "SecurityPrincipal", "ServicePrincipal", "SupervisoryReview", "TeamsProtection", "UnifiedAuditLog", "User",
)  # fmt: skip


@implements("Connect-ExchangeOnline")
class ConnectExchangeOnline(ExchangeCmdlet):
    """Connects to the emulated organization: asks nothing, and says (unless -ShowBanner:$false) which one it is."""

    UserPrincipalName: Any = None
    Prefix: Any = None
    CommandName: Any = None
    FormatTypeName: Any = None
    ExchangeEnvironmentName: Any = None
    Organization: Any = None
    DelegatedOrganization: Any = None
    AppId: Any = None
    CertificateThumbprint: Any = None
    Certificate: Any = None
    CertificateFilePath: Any = None
    ManagedIdentity: Any = False
    ManagedIdentityAccountId: Any = None
    Credential: Any = None
    ShowBanner: Any = True
    ConnectionUri: Any = None
    compliance = False

    def run(self) -> None:
        self.check_combination()
        if self.ExchangeEnvironmentName is not None:
            self.check_environment(inputs.text(self.session, self.ExchangeEnvironmentName))
        prefix = "" if self.Prefix is None else inputs.text(self.session, self.Prefix)
        if prefix.lower() == "exo":
            raise self.refusal("Prefix 'EXO' is a reserved Prefix, please use a different prefix.")
        user = self.user()
        commands = self.commands()
        if self.bound.get("SkipLoadingFormatData"):
            skip_views(self.session)
        application = self.AppId is not None
        if self.ShowBanner:
            self.banner()
        connect(
            self.session, user=user, prefix=prefix, commands=commands, app_id=None if not application else inputs.text(self.session, self.AppId),
            certificate=application, delegated=None if self.DelegatedOrganization is None else inputs.text(self.session, self.DelegatedOrganization),
            tenant=None if self.Organization is None else inputs.text(self.session, self.Organization), page_size=self.bound.get("PageSize", 1000),
            uri=self.uri, compliance=self.compliance, connected_at=self.organization.now(),
        )  # fmt: skip

    @property
    def uri(self) -> str:
        """Where the connection leads to."""
        return self.organization.environment.connection_uri

    def commands(self) -> Callable[[str], bool] | None:
        """Return which of the service's cmdlets the connection has by name; None for all."""
        if not self.CommandName:
            return None
        from pwsh_emu.runtime.modules import matcher

        return matcher(self.texts(self.CommandName))

    def user(self) -> str:
        if self.UserPrincipalName is not None:
            return inputs.text(self.session, self.UserPrincipalName)
        if self.Credential is not None:
            from pwsh_emu.runtime import members

            return inputs.text(self.session, members.get_property(self.session, self.Credential, "UserName"))
        if self.ManagedIdentity or self.AppId is not None:
            return "" if self.AppId is None else inputs.text(self.session, self.AppId)
        return ADMINISTRATOR

    def check_combination(self) -> None:
        application = any(value is not None for value in (self.CertificateThumbprint, self.Certificate, self.CertificateFilePath))
        if application and (self.AppId is None or self.Organization is None):
            raise self.refusal("AppId and Organization parameters are required along with Certificate, CertificateThumbprint or CertificateFilePath.")
        if self.ManagedIdentity and self.Organization is None:
            raise self.refusal("Organization parameter is required along with the ManagedIdentity switch.")
        if self.UserPrincipalName is not None and "@" not in inputs.text(self.session, self.UserPrincipalName):
            raise self.refusal(f"The user principal name '{inputs.text(self.session, self.UserPrincipalName)}' isn't of the form user@domain.")

    def check_environment(self, name: str) -> None:
        environment = self.organization.environment
        if name.lower() != environment.connection_name.lower():
            known = ", ".join(dict.fromkeys(one.connection_name for one in ENVIRONMENTS))
            if name.lower() not in known.lower().split(", "):
                raise self.refusal(f"The Exchange environment '{name}' isn't known. Use one of {known}.")
            raise self.refusal(
                f"The emulated organization lives in {environment.name} ({environment.connection_name}), not in {name}. Start pwsh-emu with "
                "--environment for another cloud."
            )

    def refusal(self, message: str) -> Exception:
        return self.terminate(ErrorRecord(ExceptionObject("System.Exception", message), message, "OperationStopped"))

    def banner(self) -> None:
        line = "-" * 108
        organization = self.organization
        text = f"This is the emulated organization {organization.name} ({organization.environment.name}). Nothing here reaches a real tenant."
        self.session.host.write(f"\n{line}\n{text}\n{line}\n\n")


@implements("Connect-IPPSSession")
class ConnectIPPSSession(ConnectExchangeOnline):
    """Connects to Security & Compliance PowerShell: of its cmdlets those that Exchange Online has too exist here, over the same organization."""

    compliance = True

    @property
    def uri(self) -> str:
        return self.organization.environment.compliance_uri

    def commands(self) -> Callable[[str], bool] | None:
        chosen = super().commands()
        return lambda name: name.partition("-")[2].startswith(_COMPLIANCE) and (chosen is None or chosen(name))


@implements("Disconnect-ExchangeOnline")
class DisconnectExchangeOnline(ExchangeCmdlet):
    """Ends connections: their functions are gone."""

    ConnectionId: Any = None
    ModulePrefix: Any = None

    def run(self) -> None:
        query = "Running this cmdlet clears all active sessions created using Connect-ExchangeOnline or Connect-IPPSSession."
        if not self.confirmed(f"{query}\nPress(Y/y/A/a) if you want to continue.", "Disconnect-ExchangeOnline"):
            return
        for connection in list(connections(self.session)):
            if self.chosen(connection):
                disconnect(self.session, connection)

    def chosen(self, connection: Connection) -> bool:
        if self.ConnectionId is not None:
            return connection.id in [text.lower() for text in self.texts(self.ConnectionId)]
        if self.ModulePrefix is not None:
            return connection.prefix.lower() in [text.lower() for text in self.texts(self.ModulePrefix)]
        return True


@implements("Get-ConnectionInformation")
class GetConnectionInformation(ExchangeCmdlet):
    """Shows the session's connections."""

    ConnectionId: Any = None
    ModulePrefix: Any = None

    def run(self) -> None:
        for connection in connections(self.session):
            if self.ConnectionId is not None and connection.id not in [text.lower() for text in self.texts(self.ConnectionId)]:
                continue
            if self.ModulePrefix is not None and connection.prefix.lower() not in [text.lower() for text in self.texts(self.ModulePrefix)]:
                continue
            self.write(self.shown(connection))

    def shown(self, connection: Connection) -> PSCustomObject:
        organization = self.organization
        values = values_of(self.session)
        environment = organization.environment
        details = connection.details
        return PSCustomObject(
            {
                "ConnectionId": values.guid(connection.id),
                "State": "Connected",
                "Id": connection.number,
                "Name": f"ExchangeOnline_{connection.number}",
                "UserPrincipalName": connection.user,
                "ConnectionUri": details.get("uri", environment.connection_uri),
                "AzureAdAuthorizationEndpointUri": environment.login_uri,
                "TokenExpiryTimeUTC": values.date("2026-12-31T23:59:59", utc=True),
                "CertificateAuthentication": bool(details.get("certificate")),
                "ModuleName": f"/tmp/{connection.module_name}",
                "ModulePrefix": connection.prefix,
                "Organization": details.get("tenant"),
                "DelegatedOrganization": details.get("delegated"),
                "AppId": details.get("app_id"),
                "PageSize": details.get("page_size", 1000),
                "TenantID": organization.make_guid("tenant"),
                "TokenStatus": "Active",
                "ConnectionUsedForInbuiltCmdlets": connection is connections(self.session)[-1],
                "IsEopSession": bool(details.get("compliance")),
            },
            [TYPE_NAME, "System.Management.Automation.PSCustomObject", "System.Object"],
        )
