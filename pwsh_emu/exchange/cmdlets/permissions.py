"""Who may do what with a mailbox: MailboxPermission, RecipientPermission, MailboxFolderPermission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs, mailfolders
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import require_connection
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.recipients import shown_by
from pwsh_emu.exchange.references import sign_in_of
from pwsh_emu.exchange.views import ensure_views
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject, PSObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pwsh_emu.exchange.organization import Organization, Record

_PREFIX = "Deserialized.Microsoft.Exchange.Management.RecipientTasks."
MAILBOX_RIGHTS = ("FullAccess", "SendAs", "ExternalAccount", "DeleteItem", "ReadPermission", "ChangePermission", "ChangeOwner")
ROLES = (
    "None", "Owner", "PublishingEditor", "Editor", "PublishingAuthor", "Author",
    "NonEditingAuthor", "Reviewer", "Contributor", "AvailabilityOnly", "LimitedDetails",
    "CreateItems", "CreateSubfolders", "DeleteAllItems", "DeleteOwnedItems", "EditAllItems",
    "EditOwnedItems", "FolderContact", "FolderOwner", "FolderVisible", "ReadItems",
)  # fmt: skip


class PermissionCmdlet(ExchangeCmdlet):
    """Base: finds the user that a permission is given to, and rights by name."""

    User: Any = None
    AccessRights: Any = None
    store = "MailboxPermission"

    def begin(self) -> None:
        ensure_views(self.session)
        super().begin()

    def trustee(self, value: Any) -> str:
        """Return how permissions name a user or group: by its sign-in name."""
        return sign_in_of(self.referenced(inputs.text(self.session, value), "Recipient", "User"))

    def rights(self, known: Iterable[str]) -> list[str]:
        by_name = {name.lower(): name for name in known}
        result = []
        for text in [part.strip() for value in self.texts(self.AccessRights) for part in value.split(",")]:
            found = by_name.get(text.lower())
            if found is None:
                raise inputs.TransformationError(
                    text, "Microsoft.Exchange.Management.RecipientTasks.MailboxRights[]",
                    f"Unable to match the identifier name {text} to a valid enumerator name. Specify one of the following enumerator names and try "
                    f"again:\n{', '.join(known)}",
                )  # fmt: skip
            result.append(found)
        return result

    def entries(self, mailbox: str) -> list[Record]:
        return [record for record in self.organization.table(self.store).values() if record["Mailbox"] == mailbox]

    def each_mailbox(self) -> list[Record]:
        if self.Identity is not None:
            return [self.mailbox(self.Identity)]
        return shown_by(self.organization, "Mailbox")


class _GetMailboxPermission(PermissionCmdlet):
    def run(self) -> None:
        wanted = None if self.User is None else inputs.text(self.session, self.User).lower()
        if wanted is not None and "\\" not in wanted:
            wanted = self.trustee(self.User).lower()
        for mailbox in self.each_mailbox():
            own = {
                "User": "NT AUTHORITY\\SELF",
                "AccessRights": ["FullAccess", "ReadPermission"],
                "IsInherited": False,
                "Deny": False,
                "InheritanceType": "All",
            }
            for entry in [own, *self.entries(mailbox["Name"])]:
                if wanted is None or str(entry["User"]).lower() == wanted:
                    self.write(mailbox_permission(mailbox["Name"], entry))


def mailbox_permission(mailbox: str, entry: Record) -> PSCustomObject:
    return PSCustomObject(
        {
            "Identity": mailbox, "User": entry["User"], "AccessRights": PSArray(entry["AccessRights"], "System.String"),
            "IsInherited": entry.get("IsInherited", False),
            "Deny": entry.get("Deny", False), "InheritanceType": entry.get("InheritanceType", "All"), "IsValid": True, "ObjectState": "Unchanged",
        },
        [_PREFIX + "MailboxAcePresentationObject", "System.Management.Automation.PSCustomObject", "System.Object"],
    )  # fmt: skip


@implements("Get-MailboxPermission")
class GetMailboxPermission(_GetMailboxPermission):
    """Shows who has permissions on mailboxes."""


@implements("Get-EXOMailboxPermission")
class GetEXOMailboxPermission(_GetMailboxPermission):
    """Shows who has permissions on mailboxes."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()


@implements("Add-MailboxPermission")
class AddMailboxPermission(PermissionCmdlet):
    """Gives a user rights on a mailbox."""

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        name = mailbox["Name"]
        if "Owner" in self.bound:
            return
        user, rights = self.trustee(self.User), self.rights(MAILBOX_RIGHTS)
        deny = bool(self.bound.get("Deny"))
        for entry in self.entries(name):
            if entry["User"].lower() == user.lower() and entry.get("Deny", False) == deny and set(rights) <= set(entry["AccessRights"]):
                dn = identity.distinguished_name(self.organization, "Recipient", mailbox)
                self.write_warning(f'The appropriate access control entry is already present on the object "{dn}" for account "{user}".')
                return
        if not self.confirmed(f'Adding mailbox permission for user "{user}" with access rights "{", ".join(rights)}" on mailbox "{name}".', name):
            return
        entry = {
            "Name": f"{name}/{user}",
            "Mailbox": name,
            "User": user,
            "AccessRights": rights,
            "IsInherited": False,
            "Deny": deny,
            "InheritanceType": "All",
        }
        if "InheritanceType" in self.bound:
            entry["InheritanceType"] = inputs.text(self.session, self.bound["InheritanceType"])
        with self.transaction():
            # rights of a user on a mailbox are one entry, as in an access control list
            same = [one for one in self.entries(name) if one["User"].lower() == user.lower() and one.get("Deny", False) == deny]
            if same:
                merged = [*same[0]["AccessRights"], *(right for right in rights if right not in same[0]["AccessRights"])]
                self.organization.update(self.store, same[0], {"AccessRights": merged})
                entry = same[0]
            else:
                self.organization.insert(self.store, entry)
            self.audit(name)
        self.write(mailbox_permission(name, entry))


@implements("Remove-MailboxPermission")
class RemoveMailboxPermission(PermissionCmdlet):
    """Takes rights on a mailbox away."""

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        name = mailbox["Name"]
        if self.User is None:
            raise ServiceFailure(failures.ARGUMENT, "The User parameter must be specified.")
        user, rights = self.trustee(self.User), self.rights(MAILBOX_RIGHTS)
        found = [entry for entry in self.entries(name) if entry["User"].lower() == user.lower() and set(rights) & set(entry["AccessRights"])]
        if not found:
            dn = identity.distinguished_name(self.organization, "Recipient", mailbox)
            self.write_warning(f'Can\'t remove the access control entry on the object "{dn}" for account "{user}" because the ACE isn\'t present.')
            return
        if not self.confirmed(f'Removing mailbox permission "{name}" for user "{user}" with access rights "{", ".join(rights)}".', name):
            return
        with self.transaction():
            for entry in found:
                rest = [right for right in entry["AccessRights"] if right not in rights]
                if rest:
                    self.organization.update(self.store, entry, {"AccessRights": rest})
                else:
                    self.organization.delete(self.store, entry)
            self.audit(name)


class _RecipientPermission(PermissionCmdlet):
    Trustee: Any = None
    store = "RecipientPermission"

    def recipient(self) -> Record:
        return self.find(self.Identity, "Recipient")


def recipient_permission(name: str, entry: Record) -> PSCustomObject:
    return PSCustomObject(
        {
            "Identity": name, "Trustee": entry["Trustee"], "AccessControlType": entry.get("AccessControlType", "Allow"),
            "AccessRights": PSArray(entry["AccessRights"], "System.String"),
            "IsInherited": entry.get("IsInherited", False), "InheritanceType": "None",
            "TrusteeSidString": "", "IsValid": True, "ObjectState": "Unchanged",
        },
        [_PREFIX + "RecipientPermission", "System.Management.Automation.PSCustomObject", "System.Object"],
    )  # fmt: skip


class _GetRecipientPermission(_RecipientPermission):
    def run(self) -> None:
        wanted = None if self.Trustee is None else self.trustee(self.Trustee).lower()
        if self.Identity is not None:
            records = [self.recipient()]
        else:
            records = shown_by(self.organization, "Recipient")
        for record in records:
            own = {"Trustee": "NT AUTHORITY\\SELF", "AccessRights": ["SendAs"]}
            for entry in [own, *self.entries(record["Name"])]:
                if wanted is None or entry["Trustee"].lower() == wanted:
                    self.write(recipient_permission(record["Name"], entry))


@implements("Get-RecipientPermission")
class GetRecipientPermission(_GetRecipientPermission):
    """Shows who may send as a recipient."""


@implements("Get-EXORecipientPermission")
class GetEXORecipientPermission(_GetRecipientPermission):
    """Shows who may send as a recipient."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()


@implements("Add-RecipientPermission")
class AddRecipientPermission(_RecipientPermission):
    """Lets a user send as a recipient."""

    def run(self) -> None:
        name = self.recipient()["Name"]
        trustee, rights = self.trustee(self.Trustee), self.rights(("SendAs",))
        if any(entry["Trustee"].lower() == trustee.lower() for entry in self.entries(name)):
            self.write_warning(f'The appropriate access control entry is already present on the object "{name}" for account "{trustee}".')
            return
        if not self.confirmed(f'Adding recipient permission "SendAs" for user or group "{trustee}" on recipient "{name}".', name):
            return
        entry = {"Name": f"{name}/{trustee}", "Mailbox": name, "Trustee": trustee, "AccessControlType": "Allow", "AccessRights": rights}
        with self.transaction():
            self.organization.insert(self.store, entry)
            self.audit(name)
        self.write(recipient_permission(name, entry))


@implements("Remove-RecipientPermission")
class RemoveRecipientPermission(_RecipientPermission):
    """Lets a user no longer send as a recipient."""

    def run(self) -> None:
        name = self.recipient()["Name"]
        trustee = self.trustee(self.Trustee)
        found = [entry for entry in self.entries(name) if entry["Trustee"].lower() == trustee.lower()]
        if not found:
            self.write_warning(
                f'Can\'t remove the access control entry on the object "{name}" for account "{trustee}" because the ACE isn\'t present.'
            )
            return
        if self.confirmed(f'Removing recipient permission "SendAs" for user or group "{trustee}" on recipient "{name}".', name):
            with self.transaction():
                for entry in found:
                    self.organization.delete(self.store, entry)
                self.audit(name)


class FolderPermissionCmdlet(PermissionCmdlet):
    """Base: ``mailbox:\\Calendar`` names a folder."""

    store = "MailboxFolderPermission"

    def folder(self) -> tuple[Record, str]:
        shown = self.identity_text()
        owner, _, path = shown.partition(":")
        mailbox = self.mailbox(owner)
        return mailbox, mailfolders.named(self.organization, mailbox, path)[0]

    def stored(self, mailbox: Record, folder: str) -> list[Record]:
        """Return the entries on a folder that were made or changed."""
        return [entry for entry in self.entries(mailbox["Name"]) if entry["FolderName"] == folder]

    @staticmethod
    def of_user(entries: list[Record], user: str) -> list[Record]:
        return [entry for entry in entries if entry["User"].lower() == user.lower()]

    @staticmethod
    def no_entry(user: str) -> ServiceFailure:
        return ServiceFailure(
            "Microsoft.Exchange.Management.StoreTasks.UserNotFoundInPermissionEntryException",
            f"There is no existing permission entry found for user: {user}.",
        )

    def asked_for(self, entries: list[Record]) -> list[Record]:
        """Return the entries of -User, all where it is not given. Raises ServiceFailure where the user has none."""
        if self.User is None:
            return entries
        name = self.user_name()
        found = self.of_user(entries, name)
        if not found:
            raise self.no_entry(name)
        return found

    def entries_of(self, mailbox: Record, folder: str) -> list[Record]:
        own = self.stored(mailbox, folder)
        default = "AvailabilityOnly" if folder == "Calendar" else "None"
        first = []
        for user, right in (("Default", default), ("Anonymous", "None")):
            stored = [entry for entry in own if entry["User"] == user]
            first += stored or [{"Mailbox": mailbox["Name"], "FolderName": folder, "User": user, "AccessRights": [right]}]
        return [*first, *(entry for entry in own if entry["User"] not in ("Default", "Anonymous"))]

    def user_name(self) -> str:
        shown = inputs.text(self.session, self.User)
        if shown.lower() in ("default", "anonymous"):
            return shown.capitalize()
        found = identity.find(self.organization, "Recipient", shown)
        if not found:
            raise ServiceFailure(
                "Microsoft.Exchange.Management.StoreTasks.InvalidExternalUserIdException",
                f'The user "{shown}" is either not valid SMTP address, or there is no matching information.',
            )
        return str(found[0]["DisplayName"])


def user_value(organization: Organization, shown: str) -> PSObject:
    """Return a folder permission's user: text that also tells the display name and, of somebody in the organization, the recipient."""
    found = [] if shown in ("Default", "Anonymous") else identity.find(organization, "Recipient", shown)
    recipient = None
    if found:
        names = ("Name", "DisplayName", "Alias", "PrimarySmtpAddress", "RecipientTypeDetails", "Guid")
        recipient = PSCustomObject({name: found[0].get(name) for name in names})
    kind = shown if shown in ("Default", "Anonymous") else "Internal" if found else "Unknown"
    return PSObject(shown, {"UserType": kind, "DisplayName": shown, "ADRecipient": recipient, "RecipientPrincipal": recipient})


def folder_permission(organization: Organization, entry: Record) -> PSCustomObject:
    return PSCustomObject(
        {
            "Identity": entry["FolderName"], "FolderName": mailfolders.name_of(entry["FolderName"]),
            "User": user_value(organization, entry["User"]), "AccessRights": PSArray(entry["AccessRights"], "System.String"),
            "SharingPermissionFlags": entry.get("SharingPermissionFlags"), "IsValid": True, "ObjectState": "New",
        },
        [
            "Deserialized.Microsoft.Exchange.Management.StoreTasks.MailboxFolderPermission",
            "System.Management.Automation.PSCustomObject", "System.Object",
        ],
    )  # fmt: skip


class _GetMailboxFolderPermission(FolderPermissionCmdlet):
    def run(self) -> None:
        mailbox, folder = self.folder()
        for entry in self.asked_for(self.entries_of(mailbox, folder)):
            self.write(folder_permission(self.organization, entry))


@implements("Get-MailboxFolderPermission")
class GetMailboxFolderPermission(_GetMailboxFolderPermission):
    """Shows the permissions on a folder."""


@implements("Get-EXOMailboxFolderPermission")
class GetEXOMailboxFolderPermission(_GetMailboxFolderPermission):
    """Shows the permissions on a folder."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()


class _ChangeFolderPermission(FolderPermissionCmdlet):
    adds = True

    def run(self) -> None:
        mailbox, folder = self.folder()
        user = self.user_name()
        rights = self.rights(ROLES)
        stored = self.of_user(self.stored(mailbox, folder), user)
        shown = f"{mailbox['Name']}:\\{folder}"
        known = bool(stored) or user in ("Default", "Anonymous")
        if self.adds and known:
            raise ServiceFailure(
                "Microsoft.Exchange.Management.StoreTasks.UserAlreadyExistsInPermissionEntryException",
                f"An existing permission entry was found for user: {user}.",
            )
        if not self.adds and not known:
            raise self.no_entry(user)
        verb = "Adding" if self.adds else "Setting"
        if not self.confirmed(f'{verb} mailbox folder permission on "{shown}" for user "{user}" with access rights "{", ".join(rights)}".', shown):
            return
        values = {"AccessRights": rights, "SharingPermissionFlags": ", ".join(self.texts(self.bound.get("SharingPermissionFlags"))) or None}
        with self.transaction():
            if stored:
                self.organization.update(self.store, stored[0], values)
                entry = stored[0]
            else:
                names = {"Name": f"{shown}/{user}", "Mailbox": mailbox["Name"], "FolderName": folder, "User": user}
                entry = self.organization.insert(self.store, {**names, **values})
            self.audit(shown)
        if self.adds:
            self.write(folder_permission(self.organization, entry))


@implements("Add-MailboxFolderPermission")
class AddMailboxFolderPermission(_ChangeFolderPermission):
    """Gives a user rights on a folder."""


@implements("Set-MailboxFolderPermission")
class SetMailboxFolderPermission(_ChangeFolderPermission):
    """Changes a user's rights on a folder."""

    adds = False


@implements("Remove-MailboxFolderPermission")
class RemoveMailboxFolderPermission(FolderPermissionCmdlet):
    """Takes a user's rights on a folder away."""

    def run(self) -> None:
        mailbox, folder = self.folder()
        user = self.user_name()
        stored = self.of_user(self.stored(mailbox, folder), user)
        if not stored:
            raise self.no_entry(user)
        shown = f"{mailbox['Name']}:\\{folder}"
        if self.confirmed(f'Removing mailbox folder permission on "{shown}" for user "{user}".', shown):
            with self.transaction():
                self.organization.delete(self.store, stored[0])
                self.audit(shown)
