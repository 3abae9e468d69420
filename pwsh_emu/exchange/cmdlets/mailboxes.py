"""Mailboxes: Get-/New-/Set-/Remove-/Enable-/Disable-Mailbox, Set-CASMailbox and the Get-EXO* cmdlets over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove, GenericSet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.propertysets import CAS_SETS, MAILBOX_SETS, RECIPIENT_SETS
from pwsh_emu.exchange.recipients import MAILBOXES, RECIPIENT_TYPES, TABLE, by_address, make_recipient, shown_by
from pwsh_emu.exchange.schema import Schema, load
from pwsh_emu.exchange.texts import is_address
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

SOFT_DELETED = "SoftDeletedMailbox"
_NOBODY = "00000000-0000-0000-0000-000000000000"
# Switches of Set-Mailbox that clear properties.
_CLEARING: dict[str, dict[str, Any]] = {
    "ClearThrottlingPolicyAssignment": {"ThrottlingPolicy": None},
    "RemoveComplianceTagHoldApplied": {"ComplianceTagHoldApplied": False},
    "RemoveDelayHoldApplied": {"DelayHoldApplied": False},
    "RemoveDelayReleaseHoldApplied": {"DelayReleaseHoldApplied": False},
    "RemoveDisabledArchive": {"DisabledArchiveGuid": _NOBODY, "DisabledArchiveDatabase": None},
    "RemoveMailboxProvisioningConstraint": {"MailboxProvisioningConstraint": None},
}  # fmt: skip
_TYPES = {
    "Regular": "UserMailbox",
    "Shared": "SharedMailbox",
    "Room": "RoomMailbox",
    "Equipment": "EquipmentMailbox",
    "Workspace": "RoomMailbox",
    "Desk": "RoomMailbox",
}


def is_on(value: Any) -> bool:
    """Tell whether a switch was given."""
    return value is not None and bool(value)


def address_taken(address: str, owner: Record) -> ServiceFailure:
    """Return the failure of a proxy address that another recipient has."""
    return ServiceFailure(
        "Microsoft.Exchange.Data.Directory.ProxyAddressExistsException",
        f'The proxy address "{address}" is already being used by the proxy addresses or LegacyExchangeDN of "{owner["Name"]}". Please choose '
        "another proxy address.",
    )


def set_addresses(organization: Organization, record: Record, values: dict[str, Any]) -> None:
    """Complete the addresses among values that are to be set: one primary, and the properties that follow from it."""
    primary = values.get("WindowsEmailAddress") or values.get("PrimarySmtpAddress")
    addresses = values.get("EmailAddresses")
    if primary is None and addresses is None:
        return
    current = list(addresses if addresses is not None else record.get("EmailAddresses") or [])
    current = [one if ":" in one else f"smtp:{one}" for one in current]
    if primary is None:
        explicit = [one for one in current if one.startswith("SMTP:")]
        if len(explicit) > 1:
            old = f"SMTP:{record.get('PrimarySmtpAddress')}".lower()
            explicit = [one for one in explicit if one.lower() != old] or explicit
        if not explicit and addresses is not None:
            smtp = [one for one in current if one.lower().startswith("smtp:")]
            explicit = smtp[:1]
        primary = explicit[0].partition(":")[2] if explicit else record.get("PrimarySmtpAddress")
    result = []
    for one in current:
        kind, _, text = one.partition(":")
        if kind.lower() == "smtp":
            if not is_address(text):
                raise failures.invalid("EmailAddresses", f"The address '{one}' is invalid: \"{text}\" isn't a valid SMTP address.")
            if text.lower() == str(primary).lower():
                continue
            one = f"smtp:{text}"
        result.append(one)
    result.append(f"SMTP:{primary}")
    for one in result:
        kind, _, text = one.partition(":")
        owner = by_address(organization, text) if kind.lower() == "smtp" else None
        if owner is not None and owner["Guid"] != record.get("Guid"):
            raise address_taken(one, owner)
    values.update(EmailAddresses=result, PrimarySmtpAddress=primary, WindowsEmailAddress=primary)


def is_held(record: Record) -> bool:
    """Tell whether a hold keeps a removed mailbox: it is inactive then."""
    return bool(record.get("LitigationHoldEnabled") or record.get("InPlaceHolds"))


def find_inactive(organization: Organization, shown: str) -> list[Record]:
    """Return the inactive mailboxes that an identity names."""
    return [record for record in identity.find_removed(organization, SOFT_DELETED, shown) if is_held(record)]


class MailboxChoice(GenericGet):
    """Base: mailboxes of the kinds that switches ask for."""

    SoftDeletedMailbox: Any = None
    InactiveMailboxOnly: Any = None
    IncludeInactiveMailbox: Any = None
    Archive: Any = None
    GroupMailbox: Any = None
    PublicFolder: Any = None
    Migration: Any = None

    def with_inactive(self) -> Iterable[Record]:
        """Return the mailboxes that are asked for and the inactive ones; of those that -Identity names the inactive one where no other is."""
        if self.Identity is None:
            inactive = [record for record in self.organization.table(SOFT_DELETED).values() if is_held(record)]
            return [*super().chosen(), *self.filtered(inactive)]
        shown = self.identity_text()
        found = identity.find(self.organization, "Mailbox", shown) or find_inactive(self.organization, shown)
        if not found:
            raise failures.not_found(self.organization, shown)
        return self.filtered(found)

    def shape(self, value: Any, record: Record) -> Any:
        if is_on(self.bound.get("IncludeEmailAddressDisplayNames")):
            value.members["EmailAddressDisplayNames"] = PSArray(record.get("EmailAddressDisplayNames") or [], "System.String")
        return value

    def chosen(self) -> Iterable[Record]:
        if is_on(self.SoftDeletedMailbox) or is_on(self.InactiveMailboxOnly):
            deleted = self.organization.table(SOFT_DELETED).values()
            if self.Identity is not None:
                shown = self.identity_text().lower()
                deleted = identity.find_removed(self.organization, SOFT_DELETED, shown)
                if not deleted:
                    raise failures.not_found(self.organization, shown)
            if is_on(self.InactiveMailboxOnly):
                deleted = [record for record in deleted if is_held(record)]
            return self.filtered(deleted)
        if is_on(self.GroupMailbox) or is_on(self.PublicFolder):
            noun = "UnifiedGroup" if is_on(self.GroupMailbox) else "PublicFolderMailbox"
            if self.Identity is not None:
                return self.filtered([self.find(self.Identity, noun)])
            return self.filtered(shown_by(self.organization, noun))
        if is_on(self.Migration):
            return []  # the service's mailboxes for migrations belong to an organization of its own
        found = self.with_inactive() if is_on(self.IncludeInactiveMailbox) else super().chosen()
        if is_on(self.Archive):
            return [record for record in found if record.get("ArchiveStatus", "None") != "None"]
        return found


@implements("Get-Mailbox")
class GetMailbox(MailboxChoice):
    """Shows mailboxes."""


class ExoGet(GenericGet):
    """Base of the Get-EXO* cmdlets: they exist before a connection, and show few properties unless more are asked for."""

    base_noun = "Mailbox"
    sets: dict[str, tuple[str, ...]] = MAILBOX_SETS
    Properties: Any = None
    PropertySets: Any = None
    UserPrincipalName: Any = None
    PrimarySmtpAddress: Any = None
    ExternalDirectoryObjectId: Any = None

    @property
    def noun(self) -> str:
        return self.base_noun

    @property
    def schema(self) -> Schema:
        return load(self.base_noun)

    def begin(self) -> None:
        require_connection(self)
        super().begin()
        self.shown_names = self.names()

    def chosen(self) -> Iterable[Record]:
        for value in (self.UserPrincipalName, self.PrimarySmtpAddress, self.ExternalDirectoryObjectId):
            if value is not None:
                self.Identity = value
        return super().chosen()

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        if name in ("Properties", "PropertySets", "UserPrincipalName", "PrimarySmtpAddress", "ExternalDirectoryObjectId"):
            return records
        return super().matching(records, name, value)

    def names(self) -> list[str]:
        """Return the properties that are shown, in order."""
        everything = [prop.name for prop in self.schema.properties]
        wanted = dict.fromkeys(self.sets["Minimum"])
        for text in self.texts(self.PropertySets):
            if text.lower() == "all":
                return everything
            found = next((names for name, names in self.sets.items() if name.lower() == text.lower()), None)
            if found is None:
                error = ExceptionObject("System.ArgumentException", f"The property set '{text}' doesn't exist. Use {', '.join(self.sets)} or All.")
                raise self.terminate(ErrorRecord(error, "PropertySet", "InvalidArgument"))
            wanted.update(dict.fromkeys(found))
        for text in self.texts(self.Properties):
            if text == "*":
                return everything
            prop = self.schema.find(text)
            if prop is None:
                self.write_warning(f"The property '{text}' isn't known and was ignored.")
            else:
                wanted[prop.name] = None
        return [name for name in wanted if self.schema.find(name)]

    def shape(self, value: Any, record: Record) -> Any:
        members = value.members
        return PSCustomObject({name: members[name] for name in self.shown_names})


def require_connection(cmdlet: ExchangeCmdlet) -> None:
    """Raise the module's error where the session is not connected."""
    from pwsh_emu.exchange.connection import connections

    if not connections(cmdlet.session):
        message = "You must call the Connect-ExchangeOnline cmdlet before calling any other cmdlets."
        raise cmdlet.terminate(ErrorRecord(ExceptionObject("System.UnauthorizedAccessException", message), "NotConnected", "OperationStopped"))


@implements("Get-EXOMailbox")
class GetEXOMailbox(ExoGet, MailboxChoice):
    """Shows mailboxes with few properties, faster than Get-Mailbox."""


@implements("Get-EXOCasMailbox")
class GetEXOCasMailbox(ExoGet):
    """Shows mailboxes' client access settings; SmtpClientAuthenticationDisabled must be asked for with -Properties."""

    base_noun = "CASMailbox"
    sets = CAS_SETS
    ProtocolSettings: Any = None

    def shape(self, value: Any, record: Record) -> Any:
        shown = super().shape(value, record)
        if is_on(self.ProtocolSettings):
            from pwsh_emu.exchange.cmdlets.ondemand import protocol_settings

            shown.members.update(protocol_settings(self.organization))
        return shown


@implements("Get-EXORecipient")
class GetEXORecipient(ExoGet):
    """Shows recipients of all kinds."""

    base_noun = "Recipient"
    sets = RECIPIENT_SETS


@implements("New-Mailbox")
class NewMailbox(GenericNew):
    """Makes a mailbox: of a user, or -Shared, -Room, -Equipment."""

    def new_record(self) -> Record:
        kind = next(
            (
                name
                for switch, name in (
                    ("Shared", "SharedMailbox"),
                    ("Room", "RoomMailbox"),
                    ("Equipment", "EquipmentMailbox"),
                    ("Discovery", "DiscoveryMailbox"),
                    ("PublicFolder", "PublicFolderMailbox"),
                )
                if is_on(self.bound.get(switch))
            ),
            "UserMailbox",
        )
        values = self.properties(None)
        name = str(values.pop("Name"))
        address = values.pop("PrimarySmtpAddress", None)
        sign_in = self.bound.get("MicrosoftOnlineServicesID")
        for known in ("MicrosoftOnlineServicesID", "UserPrincipalName", "WindowsLiveID", "RecipientType", "RecipientTypeDetails"):
            values.pop(known, None)
        if sign_in is not None:
            sign_in = inputs.text(self.session, sign_in)
            if not is_address(sign_in):
                raise failures.invalid("MicrosoftOnlineServicesID", f'"{sign_in}" isn\'t a valid sign-in name.')
            address = address or sign_in
        for extra in ("FirstName", "LastName", "Office", "Phone", "ResourceCapacity"):
            if extra in self.bound:
                values[extra] = self.bound[extra] if isinstance(self.bound[extra], int) else inputs.text(self.session, self.bound[extra])
        values.pop("Type", None)
        record = make_recipient(
            self.organization, kind, name, Alias=values.pop("Alias", None), DisplayName=values.pop("DisplayName", None), PrimarySmtpAddress=address,
            MicrosoftOnlineServicesID=sign_in, WhenMailboxCreated=self.organization.now(), **values,
        )  # fmt: skip
        for key in ("PrimarySmtpAddress", "Alias"):
            owners = identity.find(self.organization, "Recipient", record[key])
            if owners:
                raise address_taken(f"SMTP:{record['PrimarySmtpAddress']}", owners[0])
        password = self.bound.get("Password") or self.bound.get("RoomMailboxPassword")
        if password is not None:
            record["Password"] = _secret(self, password)
        if is_on(self.bound.get("Archive")):
            _enable_archive(self.organization, record)
        if kind == "PublicFolderMailbox":
            record["IsRootPublicFolderMailbox"] = not shown_by(self.organization, kind)
        return record


def _secret(cmdlet: ExchangeCmdlet, value: Any) -> str:
    """Return the text of a SecureString."""
    from pwsh_emu.runtime import members

    for name in ("text", "plain", "value", "secret"):
        found = getattr(value, name, None)
        if isinstance(found, str):
            return found
    try:
        credential = members.construct(cmdlet.session, cmdlet.session.types.resolve("System.Net.NetworkCredential"), ["", value])
        return str(members.get_property(cmdlet.session, credential, "Password"))
    except Exception:  # a secret that cannot be read leaves an account without a password
        return ""


def _enable_archive(organization: Organization, record: Record) -> None:
    record.update(
        ArchiveStatus="Active", ArchiveState="Local", ArchiveGuid=organization.make_guid("archive", record["Name"]),
        ArchiveName=[f"In-Place Archive -{record['DisplayName']}"], ArchiveDatabase="NAMPR00DG001-db001",
    )  # fmt: skip


@implements("Set-Mailbox")
class SetMailbox(GenericSet):
    """Changes a mailbox."""

    def target(self) -> Record:
        if is_on(self.bound.get("InactiveMailbox")):
            shown = self.identity_text()
            inactive = find_inactive(self.organization, shown)
            if not inactive:
                raise failures.not_found(self.organization, shown)
            return inactive[0]
        for switch, noun in (("PublicFolder", "PublicFolderMailbox"), ("GroupMailbox", "UnifiedGroup")):
            if is_on(self.bound.get(switch)):
                return self.find(self.Identity, noun)
        return super().target()

    def table(self) -> str:
        return SOFT_DELETED if is_on(self.bound.get("InactiveMailbox")) else super().table()

    def sentence(self, verb: str, record: Record) -> str:
        return f'Setting mailbox Identity:"{identity.text_of(record)}".'

    def values(self, record: Record) -> dict[str, Any]:
        values = super().values(record)
        sign_in = values.get("MicrosoftOnlineServicesID")
        if sign_in:
            values.update(UserPrincipalName=sign_in, WindowsLiveID=sign_in)
        set_addresses(self.organization, record, values)
        if "LitigationHoldEnabled" in values:
            on = values["LitigationHoldEnabled"]
            if on and not record.get("LitigationHoldEnabled"):
                values.update(LitigationHoldDate=self.organization.now(), LitigationHoldOwner=self.caller)
            elif not on:
                values.update(LitigationHoldDate=None, LitigationHoldOwner="")
        if "Type" in self.bound:
            self.convert(record, values)
        if values.get("ForwardingSmtpAddress"):
            address = str(values["ForwardingSmtpAddress"])
            text = address.partition(":")[2] or address
            if not is_address(text):
                raise failures.invalid("ForwardingSmtpAddress", f'"{text}" isn\'t a valid SMTP address.')
            values["ForwardingSmtpAddress"] = f"smtp:{text}"
        for switch, cleared in _CLEARING.items():
            if is_on(self.bound.get(switch)):
                values.update(cleared)
        self.holds(record, values)
        self.room_account(record, values)
        for name in ("EmailAddressDisplayNames", "IsExchangeCloudManaged"):
            if name in self.bound:
                values[name] = self.texts(self.bound[name]) if name.startswith("Email") else bool(self.bound[name])
        return values

    def holds(self, record: Record, values: dict[str, Any]) -> None:
        """Take holds of the organization away from an inactive mailbox, and those that no policy has any more from any."""
        chosen = [text.lower() for text in self.texts(self.bound["ExcludeFromOrgHolds"])] if "ExcludeFromOrgHolds" in self.bound else []
        everything = any(is_on(self.bound.get(name)) for name in ("ExcludeFromAllOrgHolds", "ExcludeFromAllHolds"))
        if (chosen or everything) and not is_on(self.bound.get("InactiveMailbox")) and not record.get("IsInactiveMailbox"):
            raise ServiceFailure(failures.INVALID_OPERATION, "Holds of the organization can be excluded from an inactive mailbox only.")
        holds = list(record.get("InPlaceHolds") or [])
        if chosen or everything:
            values["InPlaceHolds"] = [] if everything else [one for one in holds if one.lower().lstrip("-") not in chosen]
        if is_on(self.bound.get("ExcludeFromAllHolds")):
            values.update(LitigationHoldEnabled=False, LitigationHoldDate=None, LitigationHoldOwner="")
        if "RemoveOrphanedHolds" in self.bound:
            orphaned = {text.lower() for text in self.texts(self.bound["RemoveOrphanedHolds"])}
            values["InPlaceHolds"] = [one for one in holds if one.lower() not in orphaned]

    def room_account(self, record: Record, values: dict[str, Any]) -> None:
        """Let a room sign in with a password, or no longer."""
        on, password = self.bound.get("EnableRoomMailboxAccount"), self.bound.get("RoomMailboxPassword")
        if on is None and password is None:
            return
        if record.get("RecipientTypeDetails") != "RoomMailbox":
            raise ServiceFailure(failures.INVALID_OPERATION, f"The mailbox '{identity.text_of(record)}' isn't a room mailbox.")
        if on is not None:
            values.update(RoomMailboxAccountEnabled=bool(on), AccountDisabled=not on)
        if password is not None:
            values["Password"] = _secret(self, password)

    def convert(self, record: Record, values: dict[str, Any]) -> None:
        wanted = _TYPES[inputs.text(self.session, self.bound["Type"])]
        values.pop("Type", None)
        values.update(
            RecipientTypeDetails=wanted, RecipientType=RECIPIENT_TYPES[wanted], IsShared=wanted == "SharedMailbox",
            IsResource=wanted in ("RoomMailbox", "EquipmentMailbox"),
            ResourceType=wanted.removesuffix("Mailbox") if wanted in ("RoomMailbox", "EquipmentMailbox") else None,
            AccountDisabled=wanted != "UserMailbox",
        )  # fmt: skip


@implements("Remove-Mailbox")
class RemoveMailbox(GenericRemove):
    """Removes a mailbox; it can be brought back with Undo-SoftDeletedMailbox."""

    def run(self) -> None:
        record = self.find(self.Identity, "PublicFolderMailbox" if is_on(self.bound.get("PublicFolder")) else None)
        shown = identity.text_of(record)
        if any(folder.get("ContentMailboxName") == record["Name"] for folder in self.organization.table("PublicFolder").values()):
            raise ServiceFailure(
                failures.INVALID_OPERATION, f"The mailbox '{shown}' can't be removed because it contains public folders. Remove or move them first."
            )
        sentence = (
            f'Removing mailbox Identity:"{shown}" will remove the Active Directory user object and mark the mailbox and the archive '
            "(if present) in the database for removal."
        )
        if not self.confirmed(sentence, shown):
            return
        with self.transaction():
            self.organization.delete(TABLE, record)
            if not is_on(self.bound.get("PermanentlyDelete")):
                gone = dict(record, WhenSoftDeleted=self.organization.now(), IsSoftDeletedByRemove=True)
                self.organization.insert(SOFT_DELETED, gone)
            self.audit(shown)


@implements("Undo-SoftDeletedMailbox")
class UndoSoftDeletedMailbox(ExchangeCmdlet):
    """Brings back a mailbox that was removed."""

    SoftDeletedObject: Any = None

    def run(self) -> None:
        shown = inputs.text(self.session, self.SoftDeletedObject if self.SoftDeletedObject is not None else self.Identity)
        deleted = identity.find_removed(self.organization, SOFT_DELETED, shown)
        if not deleted:
            raise failures.not_found(self.organization, shown)
        record = deleted[0]
        if not self.confirmed(f'Recovering soft-deleted mailbox "{shown}".', shown):
            return
        with self.transaction():
            self.organization.delete(SOFT_DELETED, record)
            back = {name: value for name, value in record.items() if name not in ("WhenSoftDeleted", "IsSoftDeletedByRemove")}
            self.organization.insert(TABLE, back)
            self.audit(shown)
        self.write_record(back, "Mailbox")


@implements("Enable-Mailbox")
class EnableMailbox(ExchangeCmdlet):
    """Gives a mailbox an archive."""

    def run(self) -> None:
        record = self.mailbox(self.Identity)
        shown = identity.text_of(record)
        if not is_on(self.bound.get("Archive")) and not is_on(self.bound.get("AutoExpandingArchive")):
            raise ServiceFailure(failures.INVALID_OPERATION, f'The user "{shown}" already has a mailbox.')
        if is_on(self.bound.get("Archive")) and record.get("ArchiveStatus", "None") != "None":
            raise ServiceFailure(failures.INVALID_OPERATION, f'The user "{shown}" already has an archive.')
        if not self.confirmed(f'Enabling archive for mailbox "{shown}".', shown):
            return
        values: Record = dict(record)
        if is_on(self.bound.get("Archive")):
            _enable_archive(self.organization, values)
        else:
            values["AutoExpandingArchiveEnabled"] = True
        changed = {name: value for name, value in values.items() if record.get(name) != value}
        with self.transaction():
            self.organization.update(TABLE, record, changed)
            self.audit(shown)
        self.write_record(record, "Mailbox")


@implements("Disable-Mailbox")
class DisableMailbox(ExchangeCmdlet):
    """Takes a mailbox's archive away."""

    def run(self) -> None:
        record = self.mailbox(self.Identity)
        shown = identity.text_of(record)
        if not is_on(self.bound.get("Archive")):
            if not self.confirmed(
                f'Disabling mailbox Identity:"{shown}" will remove the Exchange properties from the Active Directory user object and mark the '
                "mailbox in the database for removal.",
                shown,
            ):
                return
            with self.transaction():
                self.organization.update(TABLE, record, {"RecipientType": "User", "RecipientTypeDetails": "User", "IsSoftDeletedByDisable": True})
                self.audit(shown)
            return
        if not self.confirmed(
            f'Disabling the archive for "{shown}" will remove the archive for this user and mark it in the database for removal.', shown
        ):
            return
        with self.transaction():
            values: Record = {
                "ArchiveStatus": "None",
                "ArchiveState": "None",
                "DisabledArchiveGuid": record.get("ArchiveGuid"),
                "ArchiveGuid": "00000000-0000-0000-0000-000000000000",
                "ArchiveName": [],
            }
            self.organization.update(TABLE, record, values)
            self.audit(shown)


@implements("Set-CASMailbox")
class SetCASMailbox(GenericSet):
    """Changes which protocols a mailbox may use."""

    def target(self) -> Record:
        record = super().target()
        if record.get("RecipientTypeDetails") not in MAILBOXES:
            raise failures.not_found(self.organization, self.identity_text())
        return record

    def sentence(self, verb: str, record: Record) -> str:
        return f'Setting Client Access settings for mailbox Identity:"{identity.text_of(record)}".'
