"""Trusts with other organizations, and the tests of connections: what only concerns this side is answered, nothing else is reached."""

from __future__ import annotations

from typing import Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

_TRUST = "MicrosoftOnline"


@implements("Get-FederationTrust")
class GetFederationTrust(ExchangeCmdlet):
    """Shows the trust that every organization of the service has."""

    def run(self) -> None:
        if self.Identity is not None and self.identity_text().lower() not in (_TRUST.lower(), "*"):
            raise failures.not_found(self.organization, self.identity_text())
        login = self.organization.environment.login_uri.rpartition("/")[0]
        self.write(PSCustomObject({
            "Name": _TRUST, "Identity": _TRUST, "ApplicationIdentifier": "292841", "ApplicationUri": "outlook.com", "OrgCertificate": None,
            "OrgNextCertificate": None, "OrgPrevCertificate": None, "OrgPrivCertificate": "", "TokenIssuerCertificate": None,
            "TokenIssuerPrevCertificate": None, "PolicyReferenceUri": "EX_MBI_FED_SSL",
            "TokenIssuerMetadataEpr": f"{login}/FederationMetadata/2006-12/FederationMetadata.xml",
            "TokenIssuerType": "Microsoft Federation Gateway", "TokenIssuerUri": "urn:federation:MicrosoftOnline",
            "TokenIssuerEpr": f"{login}/extSTS.srf", "WebRequestorRedirectEpr": f"{login}/login.srf", "MetadataEpr": None, "MetadataPutEpr": None,
            "MetadataPollInterval": "1.00:00:00", "NamespaceProvisioner": "ExternalProcess", "IsValid": True, "ObjectState": "Unchanged",
        }))  # fmt: skip


@implements("Get-FederationInformation")
class GetFederationInformation(ExchangeCmdlet):
    """Shows how another organization is federated: known of this one alone, since no other is asked."""

    DomainName: Any = None

    def run(self) -> None:
        shown = inputs.text(self.session, self.DomainName)
        if not identity.find(self.organization, "AcceptedDomain", shown):
            raise ServiceFailure(
                "Microsoft.Exchange.Management.SystemConfigurationTasks.GetFederationInformationFailedException",
                f"Federation information could not be received from the external organization '{shown}'. The emulator reaches no other organization.",
            )
        domains = [str(one["DomainName"]) for one in self.organization.table("AcceptedDomain").values()]
        host = self.organization.environment.connection_uri.replace("outlook.", "autodiscover-s.outlook.")
        self.write(PSCustomObject({
            "TargetApplicationUri": "outlook.com", "DomainNames": PSArray(domains, "System.String"),
            "TargetAutodiscoverEpr": f"{host}/autodiscover/autodiscover.svc/WSSecurity",
            "TokenIssuerUris": PSArray(["urn:federation:MicrosoftOnline"], "System.String"), "Identity": shown, "IsValid": True,
            "ObjectState": "Unchanged",
        }))  # fmt: skip


@implements("Test-MAPIConnectivity")
class TestMAPIConnectivity(ExchangeCmdlet):
    """Tests whether a mailbox can be opened."""

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        archive = bool(self.bound.get("Archive"))
        if archive and mailbox.get("ArchiveStatus", "None") == "None":
            raise ServiceFailure(failures.INVALID_OPERATION, f"The mailbox '{mailbox['Name']}' doesn't have an archive.")
        self.write(PSCustomObject({
            "MailboxServer": "XX0PR00MB0001", "Database": mailbox.get("Database"), "Mailbox": mailbox["Name"],
            "MailboxGuid": mailbox.get("ExchangeGuid"),
            "IsArchive": archive, "Result": "Success", "Latency": "00:00:00.0150000", "Error": "", "Identity": "",
            "IsValid": True, "ObjectState": "New",
        }))  # fmt: skip


@implements("Test-ArchiveConnectivity")
class TestArchiveConnectivity(ExchangeCmdlet):
    """Tests whether a mailbox's archive can be opened."""

    UserSmtp: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.UserSmtp)
        has = mailbox.get("ArchiveStatus", "None") != "None"
        self.write(PSCustomObject({
            "Identity": mailbox["PrimarySmtpAddress"], "Result": "Success" if has else "Failure",
            "Error": "" if has else "The user doesn't have an archive mailbox.", "ArchiveDomain": None,
        }))  # fmt: skip


@implements("Test-OAuthConnectivity")
class TestOAuthConnectivity(ExchangeCmdlet):
    """Tests OAuth with another system, which the emulator does not reach."""

    Service: Any = None
    TargetUri: Any = None
    Mailbox: Any = None

    def run(self) -> None:
        if self.Mailbox is not None:
            self.mailbox(self.Mailbox)
        service = inputs.text(self.session, self.Service)
        self.write(PSCustomObject({
            "Task": f"Checking {service} API Call Under Oauth",
            "Detail": f"The system at {inputs.text(self.session, self.TargetUri)} was not reached: the emulator connects to no other system.",
            "ResultType": "Error", "Identity": "Microsoft.Exchange.Security.OAuth.ValidationResultNodeId", "IsValid": True, "ObjectState": "New",
        }))  # fmt: skip


@implements("Test-OrganizationRelationship")
class TestOrganizationRelationship(ExchangeCmdlet):
    """Tests a relationship with another organization, which the emulator does not reach."""

    UserIdentity: Any = None

    def run(self) -> None:
        record = self.find(self.Identity)
        self.mailbox(self.UserIdentity)
        self.write(PSCustomObject({
            "RunspaceId": None, "Identity": record["Name"], "Id": "OrganizationRelationship", "Status": "Error",
            "Description": "The other organization was not reached: the emulator connects to no other system.", "IsValid": True, "ObjectState": "New",
        }))  # fmt: skip


@implements("Get-IntraOrganizationConfiguration")
class GetIntraOrganizationConfiguration(ExchangeCmdlet):
    """Shows where the other half of a hybrid organization finds this one; the other half itself is not known."""

    def run(self) -> None:
        tenant = self.organization.name.partition(".")[0]
        self.write(PSCustomObject({
            "OnlineDiscoveryEndpoint": "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc",
            "OnlineTargetAddress": f"{tenant}.mail.onmicrosoft.com", "OnPremiseTargetAddresses": PSArray([], "System.String"),
            "OnPremiseDiscoveryEndpoint": None, "OnPremiseWebServiceEndpoint": None, "DeploymentIsCompleteIOCReady": False,
            "HasNonIOCReadyExchangeCASServerVersions": False, "HasNonIOCReadyExchangeMailboxServerVersions": False, "IsValid": True,
            "ObjectState": "New",
        }))  # fmt: skip
