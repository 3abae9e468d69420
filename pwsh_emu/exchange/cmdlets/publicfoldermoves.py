"""Public folders that move to another public folder mailbox, and mail-enabled folders of another organization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs, publicfolders
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.recipients import TABLE, make_recipient
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_REQUESTS = "PublicFolderMoveRequest"


class _Move(ExchangeCmdlet):
    def chosen(self) -> list[Record]:
        records = self.organization.table(_REQUESTS).values()
        if self.Identity is None:
            return records
        shown = self.identity_text()
        found = [one for one in records if shown.strip("\\").lower() in (one["Name"].lower(), one["Guid"])]
        if not found:
            raise failures.not_found(self.organization, shown)
        return found

    def shown(self, record: Record, **more: Any) -> PSCustomObject:
        return PSCustomObject({
            "Name": record["Name"], "SourceMailbox": record["SourceMailbox"], "TargetMailbox": record["TargetMailbox"], "Status": record["Status"],
            "Folders": PSArray(record["Folders"], "System.String"), **more, "RequestGuid": record["Guid"], "Identity": f"\\{record['Name']}",
            "IsValid": True, "ObjectState": "Unchanged",
        })  # fmt: skip


@implements("Get-PublicFolderMoveRequest")
class GetPublicFolderMoveRequest(_Move):
    """Shows which public folders move."""

    def run(self) -> None:
        for record in self.chosen():
            self.write(self.shown(record))


@implements("Get-PublicFolderMoveRequestStatistics")
class GetPublicFolderMoveRequestStatistics(_Move):
    """Shows how far moves of public folders are."""

    def run(self) -> None:
        values = values_of(self.session)
        for record in self.chosen():
            done = record["Status"] == "Completed"
            self.write(self.shown(
                record, StatusDetail=record["Status"], PercentComplete=100 if done else 0, QueuedTimestamp=values.date(record["WhenCreated"]),
                CompletionTimestamp=values.date(record["WhenChanged"]) if done else None,
            ))  # fmt: skip


@implements("New-PublicFolderMoveRequest")
class NewPublicFolderMoveRequest(_Move):
    """Moves the contents of public folders to another public folder mailbox. Only one such move exists at a time."""

    Folders: Any = None
    TargetMailbox: Any = None

    def run(self) -> None:
        folders = [publicfolders.find(self.organization, self.identity_text(one)) for one in inputs.items(self.Folders)]
        target = self.mailbox(self.TargetMailbox, publicfolders.MAILBOX_KIND)
        if self.organization.table(_REQUESTS):
            raise ServiceFailure(
                failures.REFUSED,
                "A public folder move request already exists. Remove it with Remove-PublicFolderMoveRequest before you create another.",
            )
        name = inputs.text(self.session, self.bound.get("Name") or "PublicFolderMove")
        if not self.confirmed(f'Creating public folder move request "{name}".', name):
            return
        held = bool(self.bound.get("Suspend"))
        record: Record = {
            "Name": name, "Folders": [str(one["Identity"]) for one in folders], "SourceMailbox": folders[0]["ContentMailboxName"] if folders else "",
            "TargetMailbox": target["Name"], "Status": "Suspended" if held else "Completed",
        }  # fmt: skip
        with self.transaction():
            made = self.organization.insert(_REQUESTS, record)
            for folder in folders if not held else ():
                values = {"ContentMailboxName": target["Name"], "ContentMailboxGuid": target.get("ExchangeGuid"), "MailboxOwnerId": target["Name"]}
                self.organization.update(publicfolders.FOLDERS, folder, {**values, "LastMovedTime": self.organization.now()})
            self.audit(name)
        self.write(self.shown({**made, "Status": "Suspended" if held else "Queued"}))


@implements("Remove-PublicFolderMoveRequest")
class RemovePublicFolderMoveRequest(_Move):
    """Removes a move of public folders that has ended, or was held."""

    def run(self) -> None:
        for record in self.chosen():
            if self.confirmed(f'Removing public folder move request "{record["Name"]}".', str(record["Name"])):
                with self.transaction():
                    self.organization.delete(_REQUESTS, record)
                    self.audit(str(record["Name"]))


@implements("New-SyncMailPublicFolder")
class NewSyncMailPublicFolder(ExchangeCmdlet):
    """Makes a mail-enabled public folder of another organization known, without the folder."""

    def run(self) -> None:
        values = self.properties(None, self.maker("MailPublicFolder").schema)
        name = str(values.pop("Name"))
        if identity.find(self.organization, "Recipient", name):
            raise failures.already_exists(self.organization, name)
        if not self.confirmed(f'Creating mail-enabled public folder object "{name}".', name):
            return
        address = values.pop("WindowsEmailAddress", None) or values.pop("PrimarySmtpAddress", None)
        record = make_recipient(self.organization, publicfolders.RECIPIENT_KIND, name, PrimarySmtpAddress=address, **values)
        with self.transaction():
            made = self.organization.insert(TABLE, record)
            self.audit(name)
        self.write_record(made, "MailPublicFolder")


@implements("Remove-SyncMailPublicFolder")
class RemoveSyncMailPublicFolder(ExchangeCmdlet):
    """Removes a mail-enabled public folder of another organization."""

    def run(self) -> None:
        record = self.find(self.Identity, "MailPublicFolder")
        shown = identity.text_of(record)
        if publicfolders.folder_of(self.organization, record) is not None:
            raise ServiceFailure(
                failures.INVALID_OPERATION, f"'{shown}' belongs to a public folder of this organization. Use Disable-MailPublicFolder."
            )
        if self.confirmed(f'Removing mail-enabled public folder object "{shown}".', shown):
            with self.transaction():
                self.organization.delete(TABLE, record)
                self.audit(shown)
