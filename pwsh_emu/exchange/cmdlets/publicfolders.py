"""Public folders: the folders themselves, their mail-enabled side, who may do what with them, how much is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs, publicfolders
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericSet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on, set_addresses
from pwsh_emu.exchange.cmdlets.permissions import ROLES, FolderPermissionCmdlet, user_value
from pwsh_emu.exchange.cmdlets.statistics import size_value
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.publicfolders import FOLDERS, MESSAGES, RECIPIENT_KIND, ROOT
from pwsh_emu.exchange.recipients import TABLE, make_recipient
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record

_MAPI = "Deserialized.Microsoft.Exchange.Data.Mapi."
_PERMISSIONS = "PublicFolderClientPermission"
# What everybody may do in a new folder.
_FIRST = (("Default", "Author"), ("Anonymous", "None"))


class PublicFolderCmdlet(ExchangeCmdlet):
    """Base: -Identity is a path."""

    def public_folder(self, value: Any = None) -> Record:
        given = self.Identity if value is None else value
        return publicfolders.find(self.organization, ROOT if given is None else self.identity_text(given))

    def holder(self) -> Record:
        """Return the public folder mailbox that a new folder goes into."""
        if self.bound.get("Mailbox") is None:
            return publicfolders.mailboxes(self.organization)[0]
        return self.mailbox(self.bound["Mailbox"], publicfolders.MAILBOX_KIND)

    def messages(self, folder: Record) -> list[Message]:
        return list(self.organization.mail.messages(folder["Guid"], MESSAGES))


@implements("Get-PublicFolder")
class GetPublicFolder(PublicFolderCmdlet, GenericGet):
    """Shows public folders: the root, one of a path, what is in it or everything below it."""

    GetChildren: Any = None
    Recurse: Any = None
    ResidentFolders: Any = None
    LostAndFound: Any = None

    def chosen(self) -> Iterable[Record]:
        folder = self.public_folder()
        if is_on(self.LostAndFound):
            return []
        if is_on(self.Recurse):
            found = [folder, *publicfolders.below(self.organization, folder)]
        elif is_on(self.GetChildren):
            found = publicfolders.children(self.organization, folder)
        else:
            found = [folder]
        if self.bound.get("Mailbox") is not None:
            holder = self.holder()["Name"]
            if is_on(self.ResidentFolders):
                found = [one for one in found if one["ContentMailboxName"] == holder]
        return found

    def shape(self, value: Any, record: Record) -> Any:
        value.members["HasSubfolders"] = bool(publicfolders.children(self.organization, record))
        value.members["ParentFolder"] = publicfolders.parent_entry(self.organization, record)
        value.members["FolderSize"] = sum(len(message.content) for message in self.messages(record))
        return value


@implements("Get-OrganizationConfig")
class GetOrganizationConfig(GenericGet):
    """Shows the organization's settings, with the mailbox that has the hierarchy of the public folders."""

    def shape(self, value: Any, record: Record) -> Any:
        owners = publicfolders.mailboxes(self.organization)
        if owners and "RootPublicFolderMailbox" in value.members:
            value.members["RootPublicFolderMailbox"] = owners[0].get("ExchangeGuid")
        return value


@implements("New-PublicFolder")
class NewPublicFolder(PublicFolderCmdlet):
    """Makes a public folder."""

    Name: Any = None
    Path: Any = None

    def run(self) -> None:
        parent = self.public_folder(ROOT if self.Path is None else self.Path)
        name = inputs.text(self.session, self.Name).strip()
        if not name or ROOT in name:
            raise failures.invalid("Name", f'"{name}" isn\'t a valid name for a public folder.')
        path = publicfolders.join(str(parent["Identity"]), name)
        if publicfolders.exists(self.organization, path):
            raise ServiceFailure("Microsoft.Exchange.Data.Storage.ObjectExistedException", f"A folder with the name '{name}' already exists.")
        if not self.confirmed(f'Creating public folder "{path}".', path):
            return
        holder = self.holder()
        record: Record = {
            "Name": name, "Identity": path, "ParentPath": parent["Identity"], "ContentMailboxName": holder["Name"],
            "ContentMailboxGuid": holder.get("ExchangeGuid"), "MailboxOwnerId": holder["Name"],
            "FolderPath": publicfolders.parts(path), "LastMovedTime": self.organization.now(),
            **publicfolders.entries(self.organization, path), **self.properties(None),
        }  # fmt: skip
        with self.transaction():
            made = self.organization.insert(FOLDERS, record)
            for entry_of in permissions(self.organization, parent):
                self.organization.insert(_PERMISSIONS, new_entry(made, entry_of["User"], list(entry_of["AccessRights"])))
            self.audit(path)
        self.write_record(made)


@implements("Set-PublicFolder")
class SetPublicFolder(PublicFolderCmdlet):
    """Changes, renames or moves a public folder."""

    Path: Any = None

    def run(self) -> None:
        folder = self.public_folder()
        shown = str(folder["Identity"])
        if publicfolders.is_system(folder):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The public folder '{folder['Name']}' is a system folder and can't be changed.")
        values = self.properties(folder)
        name = str(values.pop("Name", None) or folder["Name"])
        parent = folder["ParentPath"] if self.Path is None else str(self.public_folder(self.Path)["Identity"])
        path = publicfolders.join(parent, name)
        moved = path != shown
        if moved and (parent + ROOT).lower().startswith((shown + ROOT).lower()):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The public folder '{shown}' can't be moved into itself.")
        if moved and path.lower() != shown.lower() and publicfolders.exists(self.organization, path):
            raise ServiceFailure("Microsoft.Exchange.Data.Storage.ObjectExistedException", f"A folder with the name '{name}' already exists.")
        if not self.confirmed(f'Setting public folder "{shown}".', shown):
            return
        with self.transaction():
            if moved:
                values.update(publicfolders.place(self.organization, folder, parent, name), LastMovedTime=self.organization.now())
            self.save(FOLDERS, folder, values)


@implements("Remove-PublicFolder")
class RemovePublicFolder(PublicFolderCmdlet):
    """Removes a public folder, with -Recurse also what is below it."""

    Recurse: Any = None

    def run(self) -> None:
        folder = self.public_folder()
        shown = str(folder["Identity"])
        if publicfolders.is_system(folder) and shown != ROOT:
            raise ServiceFailure(failures.INVALID_OPERATION, f"The public folder '{folder['Name']}' is a system folder and can't be removed.")
        inside = publicfolders.below(self.organization, folder)
        if inside and not is_on(self.Recurse):
            raise ServiceFailure(
                failures.INVALID_OPERATION, f"The public folder '{shown}' has subfolders. Use the Recurse parameter to remove it with its subfolders."
            )
        if not self.confirmed(f'Removing public folder "{shown}".', shown):
            return
        with self.transaction():
            for one in [*inside, *([] if shown == ROOT else [folder])]:
                self.remove(one)
            self.audit(shown)

    def remove(self, folder: Record) -> None:
        recipient = publicfolders.recipient_of(self.organization, folder)
        if recipient is not None:
            self.organization.delete(TABLE, recipient)
        for entry in permission_entries(self.organization, folder):
            self.organization.delete(_PERMISSIONS, entry)
        self.organization.delete(FOLDERS, folder)


class _Statistics(PublicFolderCmdlet):
    def chosen(self) -> list[Record]:
        folder = self.public_folder()
        return [folder] if self.Identity is not None else publicfolders.below(self.organization, folder)


@implements("Get-PublicFolderStatistics")
class GetPublicFolderStatistics(_Statistics):
    """Shows how much is in public folders."""

    def run(self) -> None:
        values = values_of(self.session)
        for folder in self.chosen():
            inside = self.messages(folder)
            size = size_value(sum(len(message.content) for message in inside))
            self.write(PSCustomObject(
                {
                    "AssociatedItemCount": 0, "ContactCount": 0, "CreationTime": values.date(folder.get("WhenCreated")), "DeletedItemCount": 0,
                    "EntryId": folder.get("EntryId", ""), "FolderPath": PSArray(folder.get("FolderPath") or [], "System.String"),
                    "ItemCount": len(inside), "LastModificationTime": values.date(folder.get("WhenChanged")), "Name": folder["Name"],
                    "OwnerCount": sum("Owner" in one["AccessRights"] for one in permissions(self.organization, folder)),
                    "TotalAssociatedItemSize": size_value(0), "TotalDeletedItemSize": size_value(0), "TotalItemSize": size,
                    "MailboxOwnerId": folder["MailboxOwnerId"], "Identity": folder["Identity"], "IsValid": True, "ObjectState": "New",
                },
                [_MAPI + "PublicFolderStatistics", "System.Management.Automation.PSCustomObject", "System.Object"],
            ))  # fmt: skip


@implements("Get-PublicFolderItemStatistics")
class GetPublicFolderItemStatistics(PublicFolderCmdlet):
    """Shows what is in a public folder."""

    def run(self) -> None:
        folder = self.public_folder()
        values = values_of(self.session)
        for message in self.messages(folder):
            when = values.date(message.info.get("date"))
            self.write(PSCustomObject(
                {
                    "Identity": f"{folder['Identity']}{ROOT}{message.id}", "Subject": message.info.get("subject", ""),
                    "PublicFolderName": folder["Identity"], "LastModificationTime": when, "CreationTime": when, "HasAttachments": False,
                    "ItemType": "IPM.Note", "MessageSize": size_value(len(message.content)),
                    "MailboxOwnerId": folder["MailboxOwnerId"], "IsValid": True, "ObjectState": "New",
                },
                [_MAPI + "PublicFolderItemStatistics", "System.Management.Automation.PSCustomObject", "System.Object"],
            ))  # fmt: skip


def permission_entries(organization: Any, folder: Record) -> list[Record]:
    """Return the entries on a folder that were made or changed."""
    return [one for one in organization.table(_PERMISSIONS).values() if one["Folder"] == folder["Guid"]]


def new_entry(folder: Record, user: str, rights: list[str]) -> Record:
    return {"Name": f"{folder['Identity']}/{user}", "Folder": folder["Guid"], "User": user, "AccessRights": rights}


def permissions(organization: Any, folder: Record) -> list[Record]:
    """Return who may do what in a folder: everybody and nobody known first."""
    own = permission_entries(organization, folder)
    first: list[Record] = []
    for user, right in _FIRST:
        first += [one for one in own if one["User"] == user] or [{"Folder": folder["Guid"], "User": user, "AccessRights": [right]}]
    return [*first, *(one for one in own if one["User"] not in ("Default", "Anonymous"))]


class _FolderPermission(PublicFolderCmdlet, FolderPermissionCmdlet):
    def shown(self, folder: Record, entry: Record) -> PSCustomObject:
        return PSCustomObject(
            {
                "Identity": folder["Identity"], "FolderName": folder["Name"], "User": user_value(self.organization, entry["User"]),
                "AccessRights": PSArray(entry["AccessRights"], "System.String"), "SharingPermissionFlags": None, "IsValid": True,
                "ObjectState": "New",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.StoreTasks.PublicFolderClientPermission",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


@implements("Get-PublicFolderClientPermission")
class GetPublicFolderClientPermission(_FolderPermission):
    """Shows who may do what in a public folder."""

    def run(self) -> None:
        folder = self.public_folder()
        for entry in self.asked_for(permissions(self.organization, folder)):
            self.write(self.shown(folder, entry))


@implements("Add-PublicFolderClientPermission")
class AddPublicFolderClientPermission(_FolderPermission):
    """Gives a user rights in a public folder."""

    def run(self) -> None:
        folder = self.public_folder()
        user, rights = self.user_name(), self.rights(ROLES)
        known = self.of_user(permission_entries(self.organization, folder), user)
        if known:
            raise ServiceFailure(
                "Microsoft.Exchange.Management.StoreTasks.UserAlreadyExistsInPermissionEntryException",
                f"An existing permission entry was found for user: {user}.",
            )
        shown = str(folder["Identity"])
        if not self.confirmed(
            f'Adding public folder client permission on "{shown}" for user "{user}" with access rights "{", ".join(rights)}".', shown
        ):
            return
        with self.transaction():
            entry = self.organization.insert(_PERMISSIONS, new_entry(folder, user, rights))
            self.audit(shown)
        self.write(self.shown(folder, entry))


@implements("Remove-PublicFolderClientPermission")
class RemovePublicFolderClientPermission(_FolderPermission):
    """Takes a user's rights in a public folder away."""

    def run(self) -> None:
        folder = self.public_folder()
        user = self.user_name()
        found = self.of_user(permission_entries(self.organization, folder), user)
        if not found and user not in ("Default", "Anonymous"):
            raise self.no_entry(user)
        shown = str(folder["Identity"])
        if not self.confirmed(f'Removing public folder client permission on "{shown}" for user "{user}".', shown):
            return
        with self.transaction():
            for entry in found:
                self.organization.delete(_PERMISSIONS, entry)
            if user in ("Default", "Anonymous"):  # they stay, without rights
                self.organization.insert(_PERMISSIONS, new_entry(folder, user, ["None"]))
            self.audit(shown)


class _MailPublicFolder(PublicFolderCmdlet):
    def recipient(self) -> Record:
        """Return the mail-enabled folder that a path or any of a recipient's names means."""
        shown = self.identity_text()
        found = identity.find(self.organization, "MailPublicFolder", shown)
        if len(found) == 1:
            return found[0]
        if not found and ROOT in shown:
            recipient = publicfolders.recipient_of(self.organization, self.public_folder())
            if recipient is not None:
                return recipient
        raise failures.ambiguous(shown) if found else failures.not_found(self.organization, shown)

    def target(self) -> Record:
        return self.recipient()


@implements("Get-MailPublicFolder")
class GetMailPublicFolder(_MailPublicFolder, GenericGet):
    """Shows mail-enabled public folders."""

    def chosen(self) -> Iterable[Record]:
        if self.Identity is not None and "*" not in self.identity_text():
            return self.filtered([self.recipient()])
        return super().chosen()

    def shape(self, value: Any, record: Record) -> Any:
        folder = publicfolders.folder_of(self.organization, record)
        if folder is not None:
            value.members.update(EntryId=folder.get("EntryId"), ContentMailbox=folder["ContentMailboxName"])
        return value


@implements("Enable-MailPublicFolder")
class EnableMailPublicFolder(PublicFolderCmdlet):
    """Gives a public folder an address."""

    def run(self) -> None:
        folder = self.public_folder()
        shown = str(folder["Identity"])
        if publicfolders.is_system(folder):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The public folder '{folder['Name']}' is a system folder and can't be mail-enabled.")
        if folder.get("MailEnabled"):
            self.write_warning(f"The public folder '{shown}' is already mail-enabled.")
            return
        if not self.confirmed(f'Mail-enabling public folder "{shown}".', shown):
            return
        name = str(folder["Name"])
        taken = {str(one.get("Name", "")).lower() for one in self.organization.table(TABLE).values()}
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{folder['Name']}{number}"
        record = make_recipient(self.organization, RECIPIENT_KIND, name, DisplayName=str(folder["Name"]), RequireSenderAuthenticationEnabled=False)
        if self.bound.get("HiddenFromAddressListsEnabled") is not None:
            record["HiddenFromAddressListsEnabled"] = bool(self.bound["HiddenFromAddressListsEnabled"])
        with self.transaction():
            made = self.organization.insert(TABLE, record)
            self.organization.update(FOLDERS, folder, {"MailEnabled": True, "MailRecipientGuid": made["Guid"]})
            self.audit(shown)


@implements("Disable-MailPublicFolder")
class DisableMailPublicFolder(_MailPublicFolder):
    """Takes a public folder's address away."""

    def run(self) -> None:
        record = self.recipient()
        shown = identity.text_of(record)
        if self.confirmed(f'Mail-disabling public folder "{shown}".', shown):
            folder = publicfolders.folder_of(self.organization, record)
            with self.transaction():
                self.organization.delete(TABLE, record)
                if folder is not None:
                    self.organization.update(FOLDERS, folder, {"MailEnabled": False, "MailRecipientGuid": None})
                self.audit(shown)


@implements("Set-MailPublicFolder")
class SetMailPublicFolder(_MailPublicFolder, GenericSet):
    """Changes a mail-enabled public folder."""

    def values(self, record: Record) -> dict[str, Any]:
        values = super().values(record)
        set_addresses(self.organization, record, values)
        return values


@implements("Update-PublicFolderMailbox")
class UpdatePublicFolderMailbox(PublicFolderCmdlet):
    """Brings the hierarchy of a public folder mailbox up to date: here it always is."""

    def run(self) -> None:
        name = str(self.mailbox(self.Identity, publicfolders.MAILBOX_KIND)["Name"])
        if self.confirmed(f'Updating the hierarchy of public folder mailbox "{name}".', name):
            self.write_verbose("The hierarchy is up to date.")
