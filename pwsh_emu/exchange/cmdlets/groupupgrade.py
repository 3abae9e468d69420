"""Distribution groups that become Microsoft 365 groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet
from pwsh_emu.exchange.recipients import GROUPS, MAILBOXES, TABLE, memberships
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pwsh_emu.exchange.organization import Organization, Record

_GROUP = "DistributionGroup"


def obstacle(organization: Organization, group: Record) -> str | None:
    """Return why a distribution group can't become a Microsoft 365 group."""
    if group["RecipientTypeDetails"] != "MailUniversalDistributionGroup":
        return f"The group is of the type {group['RecipientTypeDetails']}."
    if not group.get("ManagedBy"):
        return "The group has no owner."
    by_name = organization.keyed("recipient names", TABLE, lambda record: [record["Name"]])
    members = [by_name[name][-1] for name in group.get("Members") or () if name in by_name]
    if any(member["RecipientTypeDetails"] in GROUPS | {"GroupMailbox", "DynamicDistributionGroup"} for member in members):
        return "The group has other groups as members."
    if memberships(organization).get(group["Name"]):
        return "The group is a member of another group."
    if any(member["RecipientTypeDetails"] not in MAILBOXES | {"MailUser", "GuestMailUser"} for member in members):
        return "The group has members that are neither mailboxes nor mail users."
    return None


@implements("Get-EligibleDistributionGroupForMigration")
class GetEligibleDistributionGroupForMigration(GenericGet):
    """Shows the distribution groups that can become Microsoft 365 groups."""

    @property
    def noun(self) -> str:
        return _GROUP

    def filtered(self, records: Iterable[Record]) -> Iterable[Record]:
        return [record for record in super().filtered(records) if obstacle(self.organization, record) is None]


@implements("Upgrade-DistributionGroup")
class UpgradeDistributionGroup(ExchangeCmdlet):
    """Makes Microsoft 365 groups of distribution groups."""

    DlIdentities: Any = None

    def run(self) -> None:
        done: list[str] = []
        refused: list[str] = []
        for item in inputs.items(self.DlIdentities):
            shown = self.identity_text(item)
            found = identity.find(self.organization, _GROUP, shown)
            reason = obstacle(self.organization, found[0]) if len(found) == 1 else "The group can't be found."
            if reason is not None:
                refused.append(f"{shown}: {reason}")
                continue
            self.upgrade(found[0])
            done.append(str(found[0]["PrimarySmtpAddress"]))
        self.write(PSCustomObject({
            "SuccessfullySubmittedForUpgrade": PSArray(done, "System.String"), "ErrorReason": PSArray(refused, "System.String"),
        }))  # fmt: skip

    def upgrade(self, group: Record) -> None:
        owners = list(group.get("ManagedBy") or ())
        members = list(dict.fromkeys([*(group.get("Members") or ()), *owners]))
        with self.transaction():
            self.organization.update(TABLE, group, {
                "RecipientTypeDetails": "GroupMailbox", "AccessType": "Private", "Owners": owners, "Members": members, "Subscribers": members,
                "GroupType": "Universal", "ExchangeGuid": self.organization.make_guid("mailbox", group["Name"], group["PrimarySmtpAddress"]),
            })  # fmt: skip
            self.audit(str(group["Name"]))
