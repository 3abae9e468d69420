"""Settings of mailboxes of which some are read only when they are asked for: Get-CASMailbox, Get-MailboxRegionalConfiguration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pwsh_emu.exchange.cmdlets.generic import GenericGet
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pwsh_emu.exchange.organization import Organization, Record

# A record's property that is not shown unless it is asked for.
_ACCESSIBILITY = "IsOptimizedForAccessibility"


def protocol_settings(organization: Organization) -> dict[str, PSArray]:
    """Return where clients find the mailboxes: host, port and encryption, as ``-ProtocolSettings`` shows them."""
    environment = organization.environment
    host = urlsplit(environment.connection_uri).hostname
    texts = {
        "ExternalImapSettings": [f"{host}:993:SSL", f"{host}:143:TLS"],
        "ExternalPopSettings": [f"{host}:995:SSL", f"{host}:110:TLS"],
        "ExternalSmtpSettings": [f"{environment.smtp_host}:587:TLS"],
    }
    return {name: PSArray(values, "System.String") for name, values in texts.items()}


@implements("Get-CASMailbox")
class GetCASMailbox(GenericGet):
    """Shows mailboxes' client access settings."""

    ProtocolSettings: Any = False
    ReadIsOptimizedForAccessibility: Any = False
    RecalculateHasActiveSyncDevicePartnership: Any = False
    RecipientTypeDetails: Any = None

    def chosen(self) -> Iterable[Record]:
        found = super().chosen()
        if self.RecipientTypeDetails is None:
            return found
        wanted = {text.lower() for text in self.texts(self.RecipientTypeDetails)}
        return [record for record in found if str(record.get("RecipientTypeDetails")).lower() in wanted]

    def shape(self, value: Any, record: Record) -> Any:
        members = value.members
        if self.ProtocolSettings:
            members.update(protocol_settings(self.organization))
        if self.ReadIsOptimizedForAccessibility:
            members[_ACCESSIBILITY] = bool(record.get(_ACCESSIBILITY))
        if self.RecalculateHasActiveSyncDevicePartnership:
            devices = self.organization.table("MobileDevice").values()
            members["HasActiveSyncDevicePartnership"] = any(
                one.get("Mailbox") == record["Name"] and one.get("ClientType") == "EAS" for one in devices
            )
        return value


@implements("Get-MailboxRegionalConfiguration")
class GetMailboxRegionalConfiguration(GenericGet):
    """Shows mailboxes' language, formats and time zone, and on demand whether the default folders have names in that language."""

    VerifyDefaultFolderNameLanguage: Any = False

    def shape(self, value: Any, record: Record) -> Any:
        if self.VerifyDefaultFolderNameLanguage:  # the folders of new mailboxes are named in English, until they are localized
            language = str(value.members.get("Language") or "en")
            value.members["DefaultFolderNameMatchingUserLanguage"] = language.startswith("en") or bool(record.get("LocalizeDefaultFolderName"))
        return value
