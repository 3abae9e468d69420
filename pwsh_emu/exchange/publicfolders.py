"""The tree of public folders: where each is, what is below it, which mailbox holds it.

The root ``\\`` is IPM_SUBTREE and is there as soon as there is a public folder mailbox, as are the system's own folders in NON_IPM_SUBTREE beside
it; records hold all the others, by their path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.recipients import TABLE, shown_by

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

FOLDERS = "PublicFolder"
MAILBOX_KIND = "PublicFolderMailbox"
RECIPIENT_KIND = "PublicFolder"
ROOT = "\\"
SYSTEM = r"\NON_IPM_SUBTREE"
_SYSTEM_FOLDERS = (SYSTEM, rf"{SYSTEM}\DUMPSTER_ROOT", rf"{SYSTEM}\DUMPSTER_ROOT\DUMPSTER_EXTEND", rf"{SYSTEM}\EFORMS REGISTRY")
_SHORT_SYSTEM = r"\nonipmsubtree"  # another name of it
_ENTRY = "000000001A447390AA6611CD9BC800AA002FC45A"  # how the ids of all entries begin
MESSAGES = "Public Folder"  # the folder that the mail store keeps a public folder's messages in


def mailboxes(organization: Organization) -> list[Record]:
    """Return the public folder mailboxes, the one with the hierarchy first."""

    def build() -> list[Record]:
        return sorted(shown_by(organization, MAILBOX_KIND), key=lambda record: not record.get("IsRootPublicFolderMailbox"))

    return organization.index("public folder mailboxes", build)  # type: ignore[no-any-return]


def normal(path: str) -> str:
    """Return a path as folders have it: one backslash in front, none behind."""
    found = ROOT + path.replace("/", ROOT).strip(ROOT)
    first, rest = found[: len(_SHORT_SYSTEM)], found[len(_SHORT_SYSTEM) :]
    return SYSTEM + rest if first.lower() == _SHORT_SYSTEM and rest[:1] in ("", ROOT) else found


def root_of(organization: Organization) -> Record:
    """Return the root. Raises ServiceFailure where the organization has no public folder mailbox."""
    owners = mailboxes(organization)
    if not owners:
        raise ServiceFailure(
            "Microsoft.Exchange.Data.Storage.ObjectNotFoundException",
            "No active public folder mailboxes were found. This happens when no public folder mailboxes are provisioned or they are provisioned in "
            "'HoldForMigration' mode. If you're not currently performing a migration, create a public folder mailbox.",
        )
    return _made(organization, owners[0], ROOT, "IPM_SUBTREE", "")


def _made(organization: Organization, owner: Record, path: str, name: str, parent: str) -> Record:
    """Return a folder that is always there."""
    return {
        "Guid": organization.make_guid(FOLDERS, path), "Name": name, "Identity": path, "ParentPath": parent, "ContentMailboxName": owner["Name"],
        "ContentMailboxGuid": owner.get("ExchangeGuid"), "MailboxOwnerId": owner["Name"], "FolderClass": "", "FolderPath": parts(path),
        **entries(organization, path),
    }  # fmt: skip


def entries(organization: Organization, path: str) -> dict[str, str]:
    """Return the ids of a new folder and of what is deleted in it."""
    entry = organization.make_guid(FOLDERS, path, "entry").replace("-", "").upper()
    return {"EntryId": _ENTRY + entry, "DumpsterEntryId": _ENTRY + entry[::-1]}


def is_system(folder: Record) -> bool:
    """Return whether a folder is the root or one of the system's own, which nobody changes."""
    return folder["Identity"] == ROOT or folder["Identity"] in _SYSTEM_FOLDERS


def _paths(organization: Organization) -> dict[str, Record]:
    def build() -> dict[str, Record]:
        found = {path.lower(): _made(organization, owner, path, *_place(path)) for owner in mailboxes(organization)[:1] for path in _SYSTEM_FOLDERS}
        return found | {str(record["Identity"]).lower(): record for record in organization.table(FOLDERS).values()}

    return organization.index("public folder paths", build)  # type: ignore[no-any-return]


def find(organization: Organization, shown: str) -> Record:
    """Return the folder that a path or an entry id names. Raises ServiceFailure where there is none."""
    root = root_of(organization)
    if normal(shown) == ROOT:
        return root
    found = _paths(organization).get(normal(shown).lower())
    if found is None:
        found = next((one for one in organization.table(FOLDERS).values() if shown.lower() in (one["Guid"], one.get("EntryId", "").lower())), None)
    if found is None:
        raise ServiceFailure(
            "Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementObjectNotFoundException",
            f"No existing 'PublicFolder' matches the following Identity: '{shown}'. Make sure that you specified the correct 'PublicFolder' Identity "
            "and that you have the necessary permissions to view 'PublicFolder'.",
        )
    return found


def parent_entry(organization: Organization, folder: Record) -> str | None:
    """Return the id of the folder that a folder is in; None at the top."""
    parent = str(folder["ParentPath"]).lower()
    found = root_of(organization) if parent == ROOT else _paths(organization).get(parent)
    return found.get("EntryId") if found else None


def exists(organization: Organization, path: str) -> bool:
    return normal(path).lower() in _paths(organization)


def children(organization: Organization, folder: Record) -> list[Record]:
    """Return what is directly below a folder, by name."""

    def build() -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for one in sorted(_paths(organization).values(), key=lambda one: str(one["Name"]).lower()):
            found.setdefault(str(one["ParentPath"]).lower(), []).append(one)
        return found

    index: dict[str, list[Record]] = organization.index("public folders by parent", build)
    return index.get(str(folder["Identity"]).lower(), [])


def below(organization: Organization, folder: Record) -> list[Record]:
    """Return everything below a folder, parents before what is in them."""
    found: list[Record] = []
    for child in children(organization, folder):
        found += [child, *below(organization, child)]
    return found


def _place(path: str) -> tuple[str, str]:
    """Return the name of a system folder and the path of what it is in."""
    parent, _, name = path.rpartition(ROOT)
    return name, parent


def join(parent: str, name: str) -> str:
    return f"{parent.rstrip(ROOT)}{ROOT}{name}"


def place(organization: Organization, folder: Record, parent: str, name: str) -> dict[str, Any]:
    """Move what is below a folder along and return what the folder itself gets for its new place. Inside a transaction."""
    path = join(parent, name)
    old = str(folder["Identity"])
    for one in below(organization, folder):
        moved = path + str(one["Identity"])[len(old) :]
        organization.update(FOLDERS, one, {"Identity": moved, "ParentPath": moved.rpartition(ROOT)[0] or ROOT, "FolderPath": parts(moved)})
    return {"Name": name, "Identity": path, "ParentPath": parent, "FolderPath": parts(path)}


def parts(path: str) -> list[str]:
    return [part for part in path.split(ROOT) if part]


def recipient_of(organization: Organization, folder: Record) -> Record | None:
    """Return the mail-enabled side of a folder."""
    guid = folder.get("MailRecipientGuid")
    return organization.table(TABLE).get(guid) if guid else None


def folder_of(organization: Organization, recipient: Record) -> Record | None:
    """Return the folder behind a mail-enabled one."""
    return next((one for one in organization.table(FOLDERS).values() if one.get("MailRecipientGuid") == recipient["Guid"]), None)
