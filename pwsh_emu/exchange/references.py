"""What names a recipient elsewhere: permissions, members of groups, rules. It follows when a recipient is renamed or removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.nouns import MAILBOX
from pwsh_emu.exchange.recipients import RECIPIENT_LISTS, TABLE

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

_SINGLE = ("ForwardingAddress", "Manager", "ArbitrationMailbox")
# Entries that are of no use without the recipient they are about: table, property, and what of the recipient the property holds.
_BELONGING = (
    ("MailboxPermission", "Mailbox", "Name"), ("MailboxPermission", "User", "SignIn"),
    ("RecipientPermission", "Mailbox", "Name"), ("RecipientPermission", "Trustee", "SignIn"),
    ("MailboxFolderPermission", "Mailbox", "Name"), ("MailboxFolderPermission", "User", "DisplayName"),
    ("PublicFolderClientPermission", "User", "DisplayName"),
    ("InboxRule", "MailboxOwnerId", "Name"), ("SweepRule", "MailboxOwnerId", "Name"), ("MobileDevice", "Mailbox", "Name"),
    ("MailboxFolder", "Mailbox", "Name"), ("MailboxCalendarFolder", "Mailbox", "Name"), ("App", "MailboxOwnerId", "Name"),
)  # fmt: skip
_LISTS = (("RoleGroup", ("Members", "ManagedBy")), (TABLE, tuple(RECIPIENT_LISTS)))


def sign_in_of(record: Record) -> str:
    """Return how permissions name a user or group."""
    return str(record.get("UserPrincipalName") or record.get("PrimarySmtpAddress") or record["Name"])


def _names(record: Record) -> dict[str, str]:
    return {"Name": str(record.get("Name")), "DisplayName": str(record.get("DisplayName")), "SignIn": sign_in_of(record)}


def renamed(organization: Organization, before: Record, record: Record) -> None:
    """Let everything that names a recipient by its old name, sign-in or display name use the new one. Inside a transaction."""
    old, new = _names(before), _names(record)
    if old == new:
        return
    for table, prop, kind in _BELONGING:
        if old[kind] != new[kind]:
            for entry in organization.table(table).values():
                if entry.get(prop) == old[kind]:
                    organization.update(table, entry, {prop: new[kind], **_identity_of(entry, old["Name"], new["Name"])})
    if old["Name"] == new["Name"]:
        return
    for noun in sorted(MAILBOX):
        settings = organization.table(noun).get(record["Guid"])
        if settings is not None:
            organization.update(noun, settings, {name: new["Name"] for name in ("Name", "Identity", "MailboxOwnerId") if name in settings})
    for folder in organization.table("PublicFolder").values():
        if folder.get("ContentMailboxGuid") == record.get("ExchangeGuid") is not None:
            organization.update("PublicFolder", folder, {"ContentMailboxName": new["Name"], "MailboxOwnerId": new["Name"]})
    for table, entry, name, value in _lists_with(organization, old["Name"]):
        organization.update(table, entry, {name: [new["Name"] if one == old["Name"] else one for one in value]})
    for entry in organization.table(TABLE).values():
        values = {name: new["Name"] for name in _SINGLE if entry.get(name) == old["Name"]}
        if values:
            organization.update(TABLE, entry, values)


def _identity_of(entry: Record, old: str, new: str) -> dict[str, str]:
    """Return the names of an entry that begin with its mailbox's."""
    found = {name: str(entry[name]) for name in ("Name", "Identity") if isinstance(entry.get(name), str)}
    return {name: new + text[len(old) :] for name, text in found.items() if text.startswith((f"{old}/", f"{old}\\", f"{old}:"))}


def removed(organization: Organization, record: Record) -> None:
    """Take a recipient that is gone out of everything that names it, but for names that another one has too. Inside a transaction."""
    old = _names(record)
    shared = {kind for other in organization.table(TABLE).values() for kind, name in _names(other).items() if name == old[kind]}
    for table, prop, kind in _BELONGING:
        if kind in shared:
            continue
        for entry in organization.table(table).values():
            if entry.get(prop) == old[kind]:
                organization.delete(table, entry)
    for noun in sorted(MAILBOX):
        settings = organization.table(noun).get(record["Guid"])
        if settings is not None:
            organization.delete(noun, settings)
    if "Name" in shared:
        return
    for table, entry, name, value in _lists_with(organization, old["Name"]):
        organization.update(table, entry, {name: [one for one in value if one != old["Name"]]})
    for entry in organization.table(TABLE).values():
        values: dict[str, Any] = dict.fromkeys((name for name in _SINGLE if entry.get(name) == old["Name"]), None)
        if values:
            organization.update(TABLE, entry, values)


def _lists_with(organization: Organization, name: str) -> Iterator[tuple[str, Record, str, list[Any]]]:
    """Yield table, record, property and value of each list that has a recipient's name."""
    for table, properties in _LISTS:
        for entry in organization.table(table).values():
            for prop in properties:
                value = entry.get(prop)
                if isinstance(value, list) and name in value:
                    yield table, entry, prop, value
