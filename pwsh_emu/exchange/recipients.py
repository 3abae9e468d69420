"""How the records of recipients are made: mailboxes, groups, contacts and mail users share one table, ``Recipient``.

Get-Mailbox, Get-CASMailbox, Get-User and Get-Recipient show different properties of the same record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

TABLE = "Recipient"
# RecipientTypeDetails to RecipientType
RECIPIENT_TYPES = {
    "UserMailbox": "UserMailbox", "SharedMailbox": "UserMailbox", "RoomMailbox": "UserMailbox", "EquipmentMailbox": "UserMailbox",
    "SchedulingMailbox": "UserMailbox", "DiscoveryMailbox": "UserMailbox", "TeamMailbox": "UserMailbox", "LinkedMailbox": "UserMailbox",
    "LinkedRoomMailbox": "UserMailbox", "PublicFolderMailbox": "UserMailbox", "GroupMailbox": "MailUniversalDistributionGroup",
    "MailUniversalDistributionGroup": "MailUniversalDistributionGroup", "MailUniversalSecurityGroup": "MailUniversalSecurityGroup",
    "RoomList": "MailUniversalDistributionGroup", "DynamicDistributionGroup": "DynamicDistributionGroup", "MailContact": "MailContact",
    "MailUser": "MailUser", "GuestMailUser": "MailUser", "User": "User", "PublicFolder": "PublicFolder",
}  # fmt: skip
# Which kinds of recipient a noun shows.
MAILBOXES = frozenset(("UserMailbox", "SharedMailbox", "RoomMailbox", "EquipmentMailbox", "SchedulingMailbox", "DiscoveryMailbox", "TeamMailbox"))
USERS = MAILBOXES | {"MailUser", "GuestMailUser", "User"}
GROUPS = frozenset(("MailUniversalDistributionGroup", "MailUniversalSecurityGroup", "RoomList"))
SHOWN_BY = {
    "Mailbox": MAILBOXES,
    "CASMailbox": MAILBOXES,
    "User": USERS,
    "Recipient": frozenset(RECIPIENT_TYPES) - {"User", "DiscoveryMailbox"},
    "DistributionGroup": GROUPS,
    "DynamicDistributionGroup": frozenset(("DynamicDistributionGroup",)),
    "UnifiedGroup": frozenset(("GroupMailbox",)),
    "MailContact": frozenset(("MailContact",)),
    "Contact": frozenset(("MailContact",)),
    "MailUser": frozenset(("MailUser", "GuestMailUser")),
    "Group": GROUPS | {"GroupMailbox"},
    "SecurityPrincipal": USERS | GROUPS,
    "LinkedUser": frozenset(),
    "MailPublicFolder": frozenset(("PublicFolder",)),
    "PublicFolderMailbox": frozenset(("PublicFolderMailbox",)),
}
# Properties of recipients that hold the names of other recipients.
RECIPIENT_LISTS = frozenset((
    "Members", "Owners", "Subscribers", "ManagedBy", "CoManagedBy", "ModeratedBy", "GrantSendOnBehalfTo", "AcceptMessagesOnlyFrom",
    "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromSendersOrMembers", "RejectMessagesFrom", "RejectMessagesFromDLMembers",
    "RejectMessagesFromSendersOrMembers", "BypassModerationFrom", "BypassModerationFromDLMembers", "BypassModerationFromSendersOrMembers",
))  # fmt: skip
_NOT_IN_ALIAS = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]")


def make_alias(text: str) -> str:
    """Return the alias that the service makes from a name."""
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_IN_ALIAS.sub("", plain)[:64].strip(".")


def default_domain(organization: Organization) -> str:
    """Return the accepted domain that new addresses get."""
    domains = organization.table("AcceptedDomain").values()
    for domain in domains:
        if domain.get("Default"):
            return str(domain["DomainName"])
    return organization.name


def make_recipient(organization: Organization, kind: str, name: str, **given: Any) -> Record:
    """Return the record of a new recipient of a RecipientTypeDetails, complete but not yet inserted."""
    alias = given.pop("Alias", None) or make_alias(name)
    mail = given.pop("PrimarySmtpAddress", None)
    address = mail or f"{alias}@{default_domain(organization)}"
    record: Record = {
        "Name": name[:64],
        "DisplayName": given.pop("DisplayName", None) or name,
        "Alias": alias,
        "PrimarySmtpAddress": address,
        "WindowsEmailAddress": address,
        "RecipientType": RECIPIENT_TYPES[kind],
        "RecipientTypeDetails": kind,
        "LegacyExchangeDN": (
            "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients"
            f"/cn={organization.make_guid('dn', name, address).replace('-', '')}-{alias}"
        ),
        "OrganizationalUnit": organization.name,
        "ExternalDirectoryObjectId": organization.make_guid("directory", name, address),
    }  # fmt: skip
    addresses = [f"SMTP:{address}"]
    routing = f"{alias}@{organization.name}"
    if routing.lower() != address.lower() and kind != "MailContact":
        addresses.insert(0, f"smtp:{routing}")
    record["EmailAddresses"] = addresses
    if kind in MAILBOXES or kind == "PublicFolderMailbox":
        guid = organization.make_guid("mailbox", name, address)
        sign_in = given.pop("MicrosoftOnlineServicesID", None) or address
        record.update(
            UserPrincipalName=sign_in, WindowsLiveID=sign_in, MicrosoftOnlineServicesID=sign_in, ExchangeGuid=guid,
            SamAccountName=f"{alias[:8]}{guid[:8]}", Database="NAMPR00DG001-db001", SKUAssigned=kind == "UserMailbox",
            MailboxLocations=[f"1;{guid};Primary;namprd00.prod.outlook.com;2f5a9bd2-95f5-4e0c-9d5e-6d53cb0b0f11"],
        )  # fmt: skip
        if kind != "UserMailbox":
            small = {
                "ProhibitSendQuota": "49.5 GB (53,150,220,288 bytes)",
                "ProhibitSendReceiveQuota": "50 GB (53,687,091,200 bytes)",
                "IssueWarningQuota": "49 GB (52,613,349,376 bytes)",
            }
            record.update(small, PersistedCapabilities=[], IsShared=kind == "SharedMailbox", AccountDisabled=True)
        if kind in ("RoomMailbox", "EquipmentMailbox"):
            record.update(IsResource=True, ResourceType=kind.removesuffix("Mailbox"))
    elif kind in ("MailUser", "GuestMailUser", "User"):
        record.update(UserPrincipalName=given.pop("MicrosoftOnlineServicesID", None) or address, SKUAssigned=False)
    elif kind in GROUPS:
        security = kind == "MailUniversalSecurityGroup"
        record.update(
            GroupType="Universal, SecurityEnabled" if security else "Universal", RequireSenderAuthenticationEnabled=True, Members=[], ManagedBy=[]
        )
    elif kind == "GroupMailbox":
        record.update(AccessType="Private", Members=[], Owners=[], Subscribers=[], ManagedBy=[], RequireSenderAuthenticationEnabled=True)
    record.update((key, value) for key, value in given.items() if value is not None)
    return record


def shown_by(organization: Organization, noun: str) -> list[Record]:
    """Return the recipients that a noun shows."""
    kinds = SHOWN_BY[noun]
    return [record for record in organization.table(TABLE).values() if record.get("RecipientTypeDetails") in kinds]


def groups_with(organization: Organization, member: str) -> list[Record]:
    """Return the groups that have a recipient of a name as a member."""
    return [record for record in organization.table(TABLE).values() if member in (record.get("Members") or ())]


def memberships(organization: Organization) -> dict[str, list[str]]:
    """Return the names of the groups that recipients are members of, by the recipients' names."""

    def build() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for record in organization.table(TABLE).values():
            for member in record.get("Members") or ():
                found.setdefault(member, []).append(record["Name"])
        return found

    return organization.index("memberships", build)  # type: ignore[no-any-return]


def sign_in_record(organization: Organization, name: str) -> Record | None:
    """Return the mailbox or user whose UserPrincipalName (or, as the service lets it, primary address) is a sign-in name."""
    found = organization.keyed("sign-in names", TABLE, _sign_in_names).get(name.lower())
    return None if found is None else found[-1]


def _sign_in_names(record: Record) -> list[str]:
    if record.get("RecipientTypeDetails") not in USERS:
        return []
    return [str(name).lower() for name in (record.get("PrimarySmtpAddress"), record.get("UserPrincipalName")) if name]


def by_address(organization: Organization, address: str) -> Record | None:
    """Return the recipient that an SMTP address belongs to, plus addresses included."""
    index = organization.keyed("addresses", TABLE, _smtp_addresses)
    wanted = address.lower()
    found = index.get(wanted)
    if found is None and "+" in wanted and not organization.only("OrganizationConfig").get("DisablePlusAddressInRecipients"):
        local, _, domain = wanted.partition("@")
        found = index.get(f"{local.partition('+')[0]}@{domain}")
    return None if found is None else found[-1]


def _smtp_addresses(record: Record) -> list[str]:
    proxies = (proxy.partition(":") for proxy in record.get("EmailAddresses") or ())
    return [text.lower() for kind, _, text in proxies if kind.lower() == "smtp"]
