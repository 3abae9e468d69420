"""What starts or clears something once: customization of the organization, the folder assistant, senders that were blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.recipients import TABLE
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("Enable-OrganizationCustomization")
class EnableOrganizationCustomization(ExchangeCmdlet):
    """Makes the organization's own copies of what tenants share at first."""

    def run(self) -> None:
        record = self.organization.only("OrganizationConfig")
        if not record.get("IsDehydrated"):
            raise ServiceFailure(failures.INVALID_OPERATION, "This operation is not required. Organization is already enabled for customization.")
        if self.confirmed("Enabling customization of the organization.", self.organization.name):
            with self.transaction():
                self.organization.update("OrganizationConfig", record, {"IsDehydrated": False})
                self.audit(self.organization.name)


@implements("Get-OrganizationalUnit")
class GetOrganizationalUnit(ExchangeCmdlet):
    """Shows the organization's one unit."""

    def run(self) -> None:
        name = self.organization.name
        self.write(
            PSCustomObject(
                {"Name": name, "CanonicalName": name, "DistinguishedName": f"OU={name}", "HasChildren": False, "Type": "OrganizationalUnit"}
            )
        )


@implements("Start-ManagedFolderAssistant")
class StartManagedFolderAssistant(ExchangeCmdlet):
    """Has a mailbox's retention tags applied now. Nothing is as old here: no message goes."""

    def run(self) -> None:
        record = self.mailbox(self.Identity)
        self.confirmed(f'Starting the managed folder assistant for mailbox "{record["Name"]}".', record["Name"])


class _BlockedSender(ExchangeCmdlet):
    SenderAddress: Any = None
    store = "BlockedSenderAddress"

    def found(self) -> list[Record]:
        records = self.organization.table(self.store).values()
        if self.SenderAddress is None:
            return records
        wanted = inputs.text(self.session, self.SenderAddress).lower()
        return [record for record in records if str(record["Name"]).lower() == wanted]


@implements("Get-BlockedSenderAddress")
class GetBlockedSenderAddress(_BlockedSender):
    """Shows who may no longer send because of spam."""

    def run(self) -> None:
        for record in self.found():
            self.write(PSCustomObject({
                "Reason": record.get("Reason", "OutboundSpamLast24Hours=100;OutboundMailLast24Hours=101"),
                "CreatedDatetime": values_of(self.session).date(record["WhenCreated"]),
                "ChangedDatetime": values_of(self.session).date(record["WhenChanged"]), "SenderAddress": record["Name"], "TemporaryBlock": False,
            }))  # fmt: skip


@implements("Remove-BlockedSenderAddress")
class RemoveBlockedSenderAddress(_BlockedSender):
    """Lets someone send again."""

    def run(self) -> None:
        found = self.found()
        if not found:
            raise failures.not_found(self.organization, inputs.text(self.session, self.SenderAddress))
        name = str(found[0]["Name"])
        if not self.confirmed(f'Removing blocked sender address "{name}".', name):
            return
        with self.transaction():
            for record in found:
                self.organization.delete(self.store, record)
            self.audit(name)


@implements("Get-MailboxLocation")
class GetMailboxLocation(ExchangeCmdlet):
    """Shows where a mailbox and its archive are."""

    User: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.User if self.User is not None else self.Identity)
        for location in self.organization.table(TABLE)[mailbox["Guid"]].get("MailboxLocations") or []:
            _, guid, kind, place = str(location).split(";")[:4]
            self.write(PSCustomObject({
                "Identity": f"{mailbox['Name']}\\{guid}", "OwnerId": mailbox["Name"], "MailboxGuid": values_of(self.session).guid(guid),
                "MailboxLocationType": kind, "DatabaseLocation": mailbox.get("Database"), "DatabaseLocationId": place,
                "IsValid": True, "ObjectState": "Unchanged",
            }))  # fmt: skip
