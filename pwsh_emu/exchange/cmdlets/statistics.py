"""What is in mailboxes: MailboxStatistics, MailboxFolderStatistics, mobile devices' statistics; all from the mail that arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, mailfolders
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on, require_connection
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.texts import size_text
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject, PSObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record


def size_value(size: int) -> PSObject:
    """Return a size as statistics carry it: text with the property Value."""
    text = size_text(size)
    return PSObject(text, {"IsUnlimited": False, "Value": text})


class _Statistics(ExchangeCmdlet):
    ExchangeGuid: Any = None
    UserPrincipalName: Any = None
    PrimarySmtpAddress: Any = None

    def mailbox(self, identity_value: Any, noun: str = "Mailbox") -> Record:
        """Return the mailbox that is named in any way: also of a Microsoft 365 group, or of public folders."""
        given = (identity_value, self.ExchangeGuid, self.UserPrincipalName, self.PrimarySmtpAddress)
        value = next((one for one in given if one is not None), None)
        shown = self.identity_text(value)
        for other in ("UnifiedGroup", "PublicFolderMailbox"):
            found = identity.find(self.organization, other, shown)
            if len(found) == 1:
                return found[0]
        return super().mailbox(value, noun)


class _GetMailboxStatistics(_Statistics):
    Archive: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        archive = is_on(self.Archive)
        if archive and mailbox.get("ArchiveStatus", "None") == "None":
            raise failures.mailbox_not_found(str(mailbox["Name"]))
        values = values_of(self.session)
        inside = [] if archive else list(self.organization.mail.messages(mailbox["Guid"]))
        deleted = [message for message in inside if message.folder in ("Deleted Items", *(name for name, _ in mailfolders.RECOVERABLE))]
        last = max((message.info.get("date", "") for message in inside), default="") or None
        self.write(PSCustomObject(
            {
                "DisplayName": mailbox["DisplayName"], "MailboxGuid": values.guid(mailbox.get("ArchiveGuid" if archive else "ExchangeGuid")),
                "DeletedItemCount": len(deleted), "ItemCount": len(inside) - len(deleted),
                "TotalItemSize": size_value(sum(len(message.content) for message in inside)),
                "TotalDeletedItemSize": size_value(sum(len(message.content) for message in deleted)),
                "StorageLimitStatus": None, "LastLogonTime": values.date(last), "LastLogoffTime": None,
                "LastUserActionTime": values.date(last), "IsQuarantined": False,
                "IsArchiveMailbox": archive, "MailboxType": "Private",
                "MailboxTypeDetail": mailbox["RecipientTypeDetails"], "Database": mailbox.get("Database"),
                "DatabaseName": mailbox.get("Database"), "ServerName": "xx0pr00mb0001", "DisconnectDate": None,
                "DisconnectReason": None, "LegacyDN": mailbox.get("LegacyExchangeDN"),
                "MessageTableTotalSize": size_value(0), "AttachmentTableTotalSize": size_value(0),
                "OwnerADGuid": values.guid(mailbox["Guid"]), "IsValid": True,
                "Identity": mailbox.get("ExchangeGuid"), "ObjectState": "Unchanged",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        ))  # fmt: skip


@implements("Get-MailboxStatistics")
class GetMailboxStatistics(_GetMailboxStatistics):
    """Shows how much is in a mailbox."""


@implements("Get-EXOMailboxStatistics")
class GetEXOMailboxStatistics(_GetMailboxStatistics):
    """Shows how much is in a mailbox."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()


class _GetMailboxFolderStatistics(_Statistics):
    FolderScope: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        given = self.FolderScope if self.FolderScope is not None else self.bound.get("Folderscope")  # as the Get-EXO cmdlet spells it
        scope = None if given is None else str(self.texts(given)[0]).lower()
        inside: dict[str, list[Message]] = {}
        for message in self.organization.mail.messages(mailbox["Guid"]):
            inside.setdefault(message.folder, []).append(message)
        for path, kind in [*mailfolders.folders_of(self.organization, mailbox), *mailfolders.RECOVERABLE]:
            recoverable = (path, kind) in mailfolders.RECOVERABLE
            scopes = (None, "all", kind.lower(), path.partition("\\")[0].replace(" ", "").lower(), "recoverableitems" if recoverable else "all")
            if scope in scopes:
                self.write(self.folder(mailbox, path, kind, recoverable, inside))

    def folder(self, mailbox: Record, path: str, kind: str, recoverable: bool, inside: dict[str, list[Message]]) -> PSCustomObject:
        values = values_of(self.session)
        own = inside.get(path, [])
        below = [message for name, messages in inside.items() if name.startswith(path + "\\") for message in messages]
        dates = sorted(str(message.info.get("date") or "") for message in own)
        size, count = sum(len(message.content) for message in own), len(own)
        whole = size + sum(len(message.content) for message in below)
        return PSCustomObject(
            {
                "Date": values.date(mailbox.get("WhenMailboxCreated")),
                "CreationTime": values.date(mailbox.get("WhenMailboxCreated")), "Name": mailfolders.name_of(path),
                "FolderPath": "/" + path.replace("\\", "/"),
                "FolderId": self.organization.make_guid("folder", mailbox["Guid"], path),
                "FolderType": kind, "ItemsInFolder": count, "DeletedItemsInFolder": 0,
                "FolderSize": size_value(size), "ItemsInFolderAndSubfolders": count + len(below),
                "FolderAndSubfolderSize": size_value(whole), "OldestItemReceivedDate": values.date(dates[0] if dates else None),
                "NewestItemReceivedDate": values.date(dates[-1] if dates else None), "Movable": not recoverable,
                "RecoverableItemsFolder": recoverable,
                "Identity": f"{mailbox['Name']}\\{path}", "IsValid": True,
                "ObjectState": "Unchanged",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.Tasks.MailboxFolderConfiguration",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


@implements("Get-MailboxFolderStatistics")
class GetMailboxFolderStatistics(_GetMailboxFolderStatistics):
    """Shows the folders of a mailbox and how much is in them."""


@implements("Get-EXOMailboxFolderStatistics")
class GetEXOMailboxFolderStatistics(_GetMailboxFolderStatistics):
    """Shows the folders of a mailbox and how much is in them."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()


class _GetMobileDeviceStatistics(ExchangeCmdlet):
    Mailbox: Any = None

    def run(self) -> None:
        wanted = self.mailbox(self.Mailbox)["Name"] if self.Mailbox is not None else None
        shown = None if self.Identity is None else self.identity_text().lower()
        for record in self.organization.table("MobileDevice").values():
            if (wanted is not None and record.get("Mailbox") != wanted) or (
                shown is not None and shown not in (record["Name"].lower(), record["Guid"])
            ):
                continue
            made = self.maker("MobileDevice").make(record)
            made.members["LastSuccessSync"] = values_of(self.session).date("2026-11-20T06:31:09")
            made.members["LastSyncAttemptTime"] = made.members["LastSuccessSync"]
            made.members["Status"] = "DeviceOk"
            self.write(made)


@implements("Get-ActiveSyncDeviceStatistics")
class GetActiveSyncDeviceStatistics(_GetMobileDeviceStatistics):
    """Shows when mobile devices last synchronized, under the older name."""


@implements("Get-MobileDeviceStatistics")
class GetMobileDeviceStatistics(_GetMobileDeviceStatistics):
    """Shows when mobile devices last synchronized."""


@implements("Get-EXOMobileDeviceStatistics")
class GetEXOMobileDeviceStatistics(_GetMobileDeviceStatistics):
    """Shows when mobile devices last synchronized."""

    def begin(self) -> None:
        require_connection(self)
        super().begin()
