"""The folders of a mailbox: those that every mailbox has, and those that were made. Paths have backslashes: ``Inbox\\Projects``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.exchange.failures import not_found

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

TOP = "Top of Information Store"
# name, type
FOLDERS = (
    (TOP, "Root"), ("Calendar", "Calendar"), ("Contacts", "Contacts"),
    ("Conversation History", "ConversationHistory"), ("Deleted Items", "DeletedItems"),
    ("Drafts", "Drafts"), ("Inbox", "Inbox"), ("Journal", "Journal"), ("Junk Email", "JunkEmail"),
    ("Notes", "Notes"), ("Outbox", "Outbox"), ("Sent Items", "SentItems"),
    ("Tasks", "Tasks"),
)  # fmt: skip
# What -FolderScope RecoverableItems means: the hidden folders that deleted items go through.
RECOVERABLE = (
    ("Recoverable Items", "RecoverableItemsRoot"), ("Calendar Logging", "CalendarLogging"), ("Deletions", "RecoverableItemsDeletions"),
    ("Purges", "RecoverableItemsPurges"), ("Versions", "RecoverableItemsVersions"),
)  # fmt: skip
MADE = "MailboxFolder"
_CLASSES = {"Calendar": "IPF.Appointment", "Contacts": "IPF.Contact", "Journal": "IPF.Journal", "Notes": "IPF.StickyNote", "Tasks": "IPF.Task"}


def made_in(organization: Organization, mailbox: Record) -> list[Record]:
    """Return the folders of a mailbox that were made, by path."""
    found = [one for one in organization.table(MADE).values() if one["Mailbox"] == mailbox["Name"]]
    return sorted(found, key=lambda one: str(one["Path"]).lower())


def folders_of(organization: Organization, mailbox: Record) -> list[tuple[str, str]]:
    """Return all visible folders of a mailbox, each with its type, parents before what is in them."""
    made = [str(one["Path"]) for one in made_in(organization, mailbox)]
    found: list[tuple[str, str]] = []
    for name, kind in FOLDERS:
        found.append((name, kind))
        found += [(path, "User Created") for path in made if path.lower().startswith(name.lower() + "\\")]
    known = {path for path, _ in found}
    return [*found, *((path, "User Created") for path in made if path not in known)]


def find(organization: Organization, mailbox: Record, path: str) -> tuple[str, str] | None:
    """Return the path, spelled as the folder has it, and the type of the folder that a path names; None where there is none."""
    wanted = _plain(path).lower()
    if not wanted:
        return FOLDERS[0]
    return next((one for one in folders_of(organization, mailbox) if one[0].lower() == wanted), None)


def named(organization: Organization, mailbox: Record, path: str) -> tuple[str, str]:
    """Return what `find` finds. Raises ServiceFailure where there is no such folder."""
    found = find(organization, mailbox, path)
    if found is None:
        raise not_found(organization, f"{mailbox['Name']}:\\{_plain(path)}")
    return found


def spelled(organization: Organization, mailbox: Record, path: str) -> str:
    """Return a path as the folder that it names has it, and as it is where it names none."""
    wanted = _plain(path)
    found = find(organization, mailbox, wanted) if wanted else None
    return found[0] if found else wanted


def _plain(path: str) -> str:
    """Return a path as folders have it."""
    return path.replace("/", "\\").strip("\\")


def class_of(path: str) -> str:
    """Return the class of what is in a folder."""
    return _CLASSES.get(path.partition("\\")[0], "IPF.Note")


def name_of(path: str) -> str:
    return path.rpartition("\\")[2]
