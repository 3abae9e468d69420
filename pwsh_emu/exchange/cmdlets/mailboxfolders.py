"""What is in one mailbox's folders: MailboxFolder, MailboxCalendarFolder, RecoverableItems, Remove-CalendarEvents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs, mailfolders
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record

_CALENDAR = "MailboxCalendarFolder"


class FolderCmdlet(ExchangeCmdlet):
    """Base: ``mailbox:\\Folder`` names a folder; without a mailbox it is the caller's."""

    def place(self, value: Any) -> tuple[Record, str, str]:
        """Return the mailbox, the path and the type of a folder. Raises ServiceFailure where there is none."""
        shown = "" if value is None else self.identity_text(value)
        owner, colon, path = shown.partition(":")
        if not colon and "\\" in owner:
            owner, path = "", owner
        mailbox = self.mailbox(owner or self.caller)
        return mailbox, *mailfolders.named(self.organization, mailbox, path)


@implements("Get-MailboxFolder")
class GetMailboxFolder(FolderCmdlet):
    """Shows folders of a mailbox."""

    GetChildren: Any = None
    Recurse: Any = None
    MailFolderOnly: Any = None

    def run(self) -> None:
        mailbox, path, kind = self.place(self.Identity)
        every = mailfolders.folders_of(self.organization, mailbox)
        below = [one for one in every[1:] if path == mailfolders.TOP or one[0].startswith(path + "\\")]
        if is_on(self.Recurse):
            found = [(path, kind), *below]
        elif is_on(self.GetChildren):
            depth = 0 if path == mailfolders.TOP else path.count("\\") + 1
            found = [one for one in below if one[0].count("\\") == depth]
        else:
            found = [(path, kind)]
        for one, own in found:
            if not is_on(self.MailFolderOnly) or mailfolders.class_of(one) == "IPF.Note":
                self.write(self.shown(mailbox, one, own, every))

    def shown(self, mailbox: Record, path: str, kind: str, every: list[tuple[str, str]]) -> PSCustomObject:
        top = path == mailfolders.TOP
        parts = [] if top else path.split("\\")
        parent = "" if top else path.rpartition("\\")[0]
        size = sum(len(message.content) for message in self.organization.mail.messages(mailbox["Guid"], path))
        return PSCustomObject(
            {
                "Name": mailfolders.name_of(path), "FolderPath": PSArray(parts, "System.String"),
                "Identity": f"{mailbox['Name']}:\\{'' if top else path}", "FolderSize": size,
                "ParentFolder": None if top else f"{mailbox['Name']}:\\{parent}",
                "FolderStoreObjectId": self.organization.make_guid("folder", mailbox["Guid"], path),
                "HasSubfolders": top or any(one.startswith(path + "\\") for one, _ in every),
                "FolderClass": mailfolders.class_of(path), "DefaultFolderType": "None" if kind == "User Created" else kind,
                "ExtendedFolderFlags": None, "MailboxOwnerId": mailbox["Name"], "IsValid": True, "ObjectState": "New",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.StoreTasks.MailboxFolder",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


@implements("New-MailboxFolder")
class NewMailboxFolder(GetMailboxFolder):
    """Makes a folder in a mailbox."""

    Parent: Any = None
    Name: Any = None

    def run(self) -> None:
        mailbox, parent, _ = self.place(self.Parent)
        name = inputs.text(self.session, self.Name).strip()
        if not name or "\\" in name or "/" in name:
            raise failures.invalid("Name", f'"{name}" isn\'t a valid name for a folder.')
        path = name if parent == mailfolders.TOP else f"{parent}\\{name}"
        shown = f"{mailbox['Name']}:\\{path}"
        if mailfolders.find(self.organization, mailbox, path) is not None:
            raise ServiceFailure("Microsoft.Exchange.Data.Storage.ObjectExistedException", f"A folder with the name '{name}' already exists.")
        if not self.confirmed(f'Creating mailbox folder "{shown}".', shown):
            return
        with self.transaction():
            self.organization.insert(mailfolders.MADE, {"Name": shown, "Identity": shown, "Mailbox": mailbox["Name"], "Path": path})
            self.audit(shown)
        self.write(self.shown(mailbox, path, "User Created", mailfolders.folders_of(self.organization, mailbox)))


class _CalendarFolder(FolderCmdlet):
    def settings(self) -> tuple[Record, Record]:
        """Return the mailbox and the settings of its calendar that -Identity names."""
        mailbox, path, _ = self.place(self.Identity)
        if mailfolders.class_of(path) != "IPF.Appointment":
            raise ServiceFailure(failures.INVALID_OPERATION, f"The folder '{mailbox['Name']}:\\{path}' isn't a calendar folder.")
        guid = self.organization.make_guid(_CALENDAR, mailbox["Guid"], path)
        found = self.organization.table(_CALENDAR).get(guid)
        shown = f"{mailbox['Name']}:\\{path}"
        return mailbox, found if found is not None else {"Guid": guid, "Name": shown, "Identity": shown, "Mailbox": mailbox["Name"]}


@implements("Get-MailboxCalendarFolder")
class GetMailboxCalendarFolder(_CalendarFolder):
    """Shows how a calendar is published."""

    def run(self) -> None:
        self.write_record(self.settings()[1])


@implements("Set-MailboxCalendarFolder")
class SetMailboxCalendarFolder(_CalendarFolder):
    """Changes how a calendar is published."""

    def run(self) -> None:
        mailbox, record = self.settings()
        shown = str(record["Identity"])
        values = self.properties(record)
        wanted = {**record, **values}
        if wanted.get("PublishEnabled"):
            values.update(self.addresses(mailbox, record, is_on(self.bound.get("ResetUrl"))))
        elif "PublishEnabled" in values:
            values.update(PublishedCalendarUrl=None, PublishedICalUrl=None)
        if self.confirmed(f'Setting calendar folder "{shown}".', shown):
            self.save(_CALENDAR, record, values)

    def addresses(self, mailbox: Record, record: Record, fresh: bool) -> dict[str, Any]:
        """Return where a published calendar is; kept unless new ones are asked for."""
        old = record.get("PublishedCalendarUrl")
        if old and not fresh:
            return {}
        host = self.organization.environment.connection_uri
        domain = str(mailbox["PrimarySmtpAddress"]).rpartition("@")[2]
        key = self.organization.make_guid("calendar", mailbox["Guid"], str(old or "")).replace("-", "")
        base = f"{host}/owa/calendar/{mailbox['Guid'].replace('-', '')}@{domain}/{key}"
        return {"PublishedCalendarUrl": f"{base}/calendar.html", "PublishedICalUrl": f"{base}/calendar.ics"}


@implements("Remove-CalendarEvents")
class RemoveCalendarEvents(ExchangeCmdlet):
    """Cancels the meetings that a mailbox organizes. No mailbox here has meetings, so that none is found."""

    QueryWindowInDays: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        days = int(self.QueryWindowInDays or 0)
        if not 1 <= days <= 1825:
            raise failures.out_of_range("QueryWindowInDays", days, 1, 1825)
        if is_on(self.bound.get("PreviewOnly")):
            return
        if self.confirmed(f'Removing calendar events of mailbox "{mailbox["Name"]}".', str(mailbox["Name"])):
            with self.transaction():
                self.audit(str(mailbox["Name"]))


class _Recoverable(ExchangeCmdlet):
    SourceFolder: Any = None
    SubjectContains: Any = None
    FilterItemType: Any = None
    FilterStartTime: Any = None
    FilterEndTime: Any = None
    EntryID: Any = None
    ResultSize: Any = None
    # Folders that items can be brought back from: -SourceFolder, its name in the mail store, what is shown.
    folders = (
        ("DeletedItems", "Deleted Items", "Deleted Items"), ("RecoverableItems", "Deletions", "Recoverable Items\\Deletions"),
        ("PurgedItems", "Purges", "Recoverable Items\\Purges"), ("DiscoveryHoldsItems", "DiscoveryHolds", "Recoverable Items\\DiscoveryHolds"),
    )  # fmt: skip

    def chosen(self) -> list[tuple[Message, PSCustomObject]]:
        """Return the items that the parameters ask for with their objects, newest first."""
        mailbox = self.mailbox(self.Identity)
        wanted = None if self.SourceFolder is None else inputs.text(self.session, self.SourceFolder).lower()
        reader = self.reader()
        start = None if self.FilterStartTime is None else reader.date(self.FilterStartTime)
        end = None if self.FilterEndTime is None else reader.date(self.FilterEndTime)
        subject = None if self.SubjectContains is None else inputs.text(self.session, self.SubjectContains).lower()
        kind = None if self.FilterItemType is None else inputs.text(self.session, self.FilterItemType).lower()
        entry = None if self.EntryID is None else inputs.text(self.session, self.EntryID).upper()
        found = []
        for name, folder, shown in self.folders:
            if wanted not in (None, name.lower()):
                continue
            for message in self.organization.mail.messages(mailbox["Guid"], folder):
                when = str(message.info.get("date") or "")
                if (start and when < start) or (end and when > end) or (kind is not None and not "ipm.note".startswith(kind.rstrip("*"))):
                    continue
                if subject is not None and subject not in str(message.info.get("subject", "")).lower():
                    continue
                if entry is None or entry == self.entry(mailbox, message):
                    found.append((message, self.shown(mailbox, message, shown)))
        found.sort(key=lambda one: one[0].id, reverse=True)
        size = None if self.ResultSize is None else inputs.text(self.session, self.ResultSize)
        return found[: int(size)] if size is not None and size.isdigit() else found

    @staticmethod
    def entry(mailbox: Record, message: Message) -> str:
        return f"00000000{mailbox['Guid'].replace('-', '')}0700{message.id:016x}".upper()

    def shown(self, mailbox: Record, message: Message, folder: str) -> PSCustomObject:
        entry = self.entry(mailbox, message)
        return PSCustomObject({
            "MailboxIdentity": mailbox["Name"], "Identity": entry, "SourceFolder": folder, "Subject": message.info.get("subject", ""),
            "ItemClass": "IPM.Note", "LastParentPath": "Inbox", "LastParentFolderID": self.organization.make_guid("folder", mailbox["Guid"], "Inbox"),
            "OriginalFolderExists": True, "EntryID": entry, "LastModifiedTime": values_of(self.session).date(message.info.get("date")),
            "PolicyTag": None, "IsValid": True, "ObjectState": "New",
        })  # fmt: skip


@implements("Get-RecoverableItems")
class GetRecoverableItems(_Recoverable):
    """Shows what was deleted in a mailbox and can be brought back."""

    def run(self) -> None:
        for _, item in self.chosen():
            self.write(item)


@implements("Restore-RecoverableItems")
class RestoreRecoverableItems(_Recoverable):
    """Brings deleted items back into the folder that they were in, or another one."""

    RestoreTargetFolder: Any = None
    NoOutput: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        target = "Inbox"
        if self.RestoreTargetFolder is not None:
            target, _ = mailfolders.named(self.organization, mailbox, inputs.text(self.session, self.RestoreTargetFolder))
        restored = self.chosen()
        with self.transaction():
            for message, _ in restored:
                self.organization.mail.move(message.id, target)
            self.audit(str(mailbox["Name"]))
        for _, item in restored:
            if not is_on(self.NoOutput):
                item.members.update(RestoredToFolderPath=target, WasRestoredSuccessfully=True)
                self.write(item)
