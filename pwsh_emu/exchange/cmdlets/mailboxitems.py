"""What belongs to one mailbox and has a name: inbox rules, sweep rules, mobile devices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs, ruletexts
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove, GenericSet, GenericSwitch, place
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.organization import CHANGED
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

_PEOPLE = ("From", "SentTo", "ForwardTo", "ForwardAsAttachmentTo", "RedirectTo", "ExceptIfFrom", "ExceptIfSentTo")


class OwnedItems:
    """Mixed into the cmdlets of such a noun: -Mailbox (or a mailbox before the backslash of -Identity) says whose item is meant."""

    Mailbox: Any = None

    def owner(self: Any) -> Record | None:
        if self.Mailbox is not None:
            return self.mailbox(self.Mailbox)  # type: ignore[no-any-return]
        shown = "" if self.Identity is None else self.identity_text()
        return self.mailbox(shown.partition("\\")[0]) if "\\" in shown else None

    def items(self: Any) -> list[Record]:
        owner = self.owner()
        return self.organization.table(self.noun).values() if owner is None else self.owned(owner)  # type: ignore[no-any-return]

    def owned(self: Any, owner: Record) -> list[Record]:
        """Return the items of a mailbox."""
        return [record for record in self.organization.table(self.noun).values() if record.get("MailboxOwnerId") == owner["Name"]]

    def named(self: Any) -> Record:
        shown = self.identity_text()
        wanted = shown.rpartition("\\")[2].lower()
        for record in self.items():
            if wanted in (str(record["Name"]).lower(), str(record.get("RuleIdentity", "")).lower(), record["Guid"]):
                return record  # type: ignore[no-any-return]
        raise failures.not_found(self.organization, shown)


class _GetOwned(OwnedItems, GenericGet):
    def chosen(self) -> Iterable[Record]:
        if self.Identity is None:
            found = self.items()
        else:
            piped = self.piped_mailbox()
            if piped is None:
                return [self.named()]
            found = self.owned(piped)
        return self.filtered(sorted(found, key=lambda record: record.get("Priority") or 0))

    def piped_mailbox(self) -> Record | None:
        """Return the mailbox that -Identity names (one that is piped in): then all of its items are meant."""
        shown = self.identity_text()
        found = [] if self.Mailbox is not None or "\\" in shown else identity.find(self.organization, "Mailbox", shown)
        return found[0] if len(found) == 1 else None

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        return records if name == "Mailbox" else super().matching(records, name, value)

    def shape(self, value: Any, record: Record) -> Any:
        return described(self.organization, value, record)


def described(organization: Organization, value: Any, record: Record) -> Any:
    """Let an inbox rule's object say what the rule asks and does, and how the people that it names are addressed."""
    if "Description" in value.members:
        value.members["Description"] = ruletexts.inbox_rule(record)
    for name in _PEOPLE:
        if record.get(name) and name in value.members:
            value.members[name] = PSArray([_addressed(organization, str(one)) for one in record[name]], "System.String")
    return value


def _addressed(organization: Organization, name: str) -> str:
    """Return a person of a rule as rules show them: with the directory's address, or the one outside."""
    found = identity.find(organization, "Recipient", name)
    if found:
        return f'"{found[0].get("DisplayName") or found[0]["Name"]}" [EX:{found[0].get("LegacyExchangeDN", "")}]'
    return f'"{name}" [SMTP:{name}]'


class _NewOwned(OwnedItems, GenericNew):
    def run(self) -> None:
        owner = self.owner()
        if owner is None:
            owner = self.mailbox(self.caller)
        values = self.properties(None)
        name = inputs.text(self.session, self.bound.get("Name") or f"{self.noun} {len(self.items()) + 1}")
        rule = str(int(self.organization.make_guid(self.noun, owner["Name"], name)[:8], 16) * 2654435761)
        values.update(
            Name=name,
            MailboxOwnerId=owner["Name"],
            RuleIdentity=rule,
            Identity=f"{owner['Name']}\\{rule}",
            Priority=values.get("Priority") or len(self.owned(owner)) + 1,
        )
        if any(record["Name"].lower() == name.lower() for record in self.owned(owner)):
            raise failures.already_exists(self.organization, name)
        if self.confirmed(f'Creating inbox rule "{name}" for mailbox "{owner["Name"]}".', name):
            with self.transaction():
                made = self.organization.insert(self.noun, values)
                place(self.organization, self.noun, self.owned(owner), made, first=1)
                self.audit(f"{owner['Name']}\\{name}")
            self.write(described(self.organization, self.maker().make(made), made))


class _ChangeOwned(OwnedItems):
    def target(self: Any) -> Record:
        return self.named()  # type: ignore[no-any-return]


@implements("Get-InboxRule")
class GetInboxRule(_GetOwned):
    """Shows a mailbox's inbox rules."""


@implements("New-InboxRule")
class NewInboxRule(_NewOwned):
    """Makes an inbox rule."""


@implements("Set-InboxRule")
class SetInboxRule(_ChangeOwned, GenericSet):
    """Changes an inbox rule."""


@implements("Remove-InboxRule")
class RemoveInboxRule(_ChangeOwned, GenericRemove):
    """Removes an inbox rule."""


@implements("Enable-InboxRule")
class EnableInboxRule(_ChangeOwned, GenericSwitch):
    """Turns an inbox rule on."""


@implements("Disable-InboxRule")
class DisableInboxRule(_ChangeOwned, GenericSwitch):
    """Turns an inbox rule off."""


@implements("Get-SweepRule")
class GetSweepRule(_GetOwned):
    """Shows a mailbox's sweep rules."""


@implements("New-SweepRule")
class NewSweepRule(_NewOwned):
    """Makes a sweep rule."""


class _Device:
    """Mixed into the cmdlets on mobile devices: ActiveSyncDevice is their older name."""

    @property
    def noun(self) -> str:
        return "MobileDevice"


@implements("Get-MobileDevice")
class GetMobileDevice(_Device, GenericGet):
    """Shows mobile devices."""

    Mailbox: Any = None

    def filtered(self, records: Iterable[Record]) -> Iterable[Record]:
        if self.Mailbox is not None:
            owner = self.mailbox(self.Mailbox)["Name"]
            records = [record for record in records if record.get("Mailbox") == owner]
        return super().filtered(records)


@implements("Get-ActiveSyncDeviceClass")
class GetActiveSyncDeviceClass(ExchangeCmdlet):
    """Shows which kinds of mobile devices have connected."""

    def run(self) -> None:
        wanted = "*" if self.Identity is None else self.identity_text()
        last: dict[tuple[str, str], str] = {}
        for record in self.organization.table("MobileDevice").values():
            key = (str(record.get("DeviceType", "")), str(record.get("DeviceModel", "")))
            last[key] = max(last.get(key, ""), str(record.get("WhenChanged", CHANGED)))
        shown = [(f"{kind}§{model}", kind, model, when) for (kind, model), when in sorted(last.items())]
        found = [one for one in shown if WildcardPattern(wanted, True).matches(one[0])]
        if not found and not has_wildcards(wanted):
            raise failures.not_found(self.organization, wanted)
        for name, kind, model, when in found:
            self.write(PSCustomObject({
                "DeviceType": kind, "DeviceModel": model, "LastUpdateTime": values_of(self.session).date(when), "Name": name, "Identity": name,
                "IsValid": True, "ObjectState": "Unchanged",
            }))  # fmt: skip


@implements("Remove-MobileDevice")
class RemoveMobileDevice(_Device, GenericRemove):
    """Removes a mobile device's partnership."""


@implements("Clear-MobileDevice")
class ClearMobileDevice(_Device, GenericRemove):
    """Wipes a mobile device."""

    verb = "Clearing"

    def run(self) -> None:
        record = self.target()
        if self.confirmed(self.sentence(self.verb, record), str(record["Name"])):
            self.save("MobileDevice", record, {"DeviceAccessState": "Blocked"})


@implements("Get-ActiveSyncDevice")
class GetActiveSyncDevice(GetMobileDevice):
    """Shows mobile devices, under the older name."""


@implements("Remove-ActiveSyncDevice")
class RemoveActiveSyncDevice(RemoveMobileDevice):
    """Removes a mobile device's partnership, under the older name."""


@implements("Clear-ActiveSyncDevice")
class ClearActiveSyncDevice(ClearMobileDevice):
    """Wipes a mobile device, under the older name."""
