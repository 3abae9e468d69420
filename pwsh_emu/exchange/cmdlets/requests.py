"""Moves, restores and imports of mailboxes: MoveRequest, MailboxRestoreRequest, MailboxImportRequest and their statistics.

Nothing is copied. A request waits only where it was told to; otherwise it has ended when the cmdlet that starts it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import NO_CHANGE, ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet
from pwsh_emu.exchange.cmdlets.mailboxes import SOFT_DELETED, is_on
from pwsh_emu.exchange.cmdlets.statistics import size_value
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.nouns import called
from pwsh_emu.exchange.schema import Schema, load
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record
    from pwsh_emu.runtime.values import PSCustomObject

MOVE = "MoveRequest"
_ENDED = "Completed"
# Parameters that name a mailbox; the record keeps its name.
_MAILBOXES = frozenset(("TargetMailbox", "Mailbox", "SourceMailbox"))


def state_of(now: str, record: Record) -> dict[str, Any]:
    """Return the status of a request that is free to run, with the times and amounts that go with it."""
    start, complete = record.get("StartAfter"), record.get("CompleteAfter")
    held = is_on(record.get("SuspendWhenReadyToComplete")) or is_on(record.get("PreventCompletion"))
    if record.get("Suspend"):
        return {"Status": "Suspended", "StatusDetail": "Suspended", "PercentComplete": 0, "SuspendedTimestamp": now}
    if start is not None and start > now:
        return {"Status": "Queued", "StatusDetail": "Queued", "PercentComplete": 0}
    done = {"StartTimestamp": now, "LastUpdateTimestamp": now, "InitialSeedingCompletedTimestamp": now}
    if held or (complete is not None and complete > now):
        status = "AutoSuspended" if held else "Synced"
        return {**done, "Status": status, "StatusDetail": status, "SyncStage": "IncrementalSync", "PercentComplete": 95}
    return {
        **done, "Status": _ENDED, "StatusDetail": _ENDED, "SyncStage": "SyncFinished", "PercentComplete": 100,
        "FinalSyncTimestamp": now, "CompletionTimestamp": now,
    }  # fmt: skip


class _Request(ExchangeCmdlet):
    @property
    def kind(self) -> str:
        """The noun of the requests, also of a cmdlet for their statistics."""
        return self.noun.removesuffix("Statistics")

    @property
    def details(self) -> Schema:
        """All that a request keeps."""
        return load(f"{self.kind}Statistics")

    def target(self) -> Record:
        return self.request(self.identity_text())

    def request(self, shown: str) -> Record:
        """Return the request that an identity names: of a move its mailbox. Raises ServiceFailure where there is none or several."""
        records = self.organization.table(self.kind)
        if self.kind == MOVE:
            people = identity.find(self.organization, "Recipient", shown)
            found = [records[person["Guid"]] for person in people if person["Guid"] in records]
            found = found or [
                record for record in records.values() if shown.lower() in (str(record.get("RequestGuid")), str(record["Identity"]).lower())
            ]
            if not found and len(people) == 1:
                raise ServiceFailure(failures.NOT_FOUND, f'Couldn\'t find a move request that corresponds to the specified identity "{shown}".')
        else:
            found = identity.find(self.organization, self.kind, shown)
            if not found and "\\" in shown:
                found = self.by_mailbox(*shown.split("\\", 1))
            found = found or [record for record in records.values() if str(record.get("RequestGuid")) == shown.lower()]
        if len(found) != 1:
            raise failures.ambiguous(shown) if found else failures.not_found(self.organization, shown)
        return found[0]

    def by_mailbox(self, mailbox: str, name: str) -> list[Record]:
        owners = {record["Name"] for record in identity.find(self.organization, "Mailbox", mailbox)}
        key = "Mailbox" if self.kind == "MailboxImportRequest" else "TargetMailbox"
        return [one for one in self.organization.table(self.kind).values() if one[key] in owners and one["Name"].lower() == name.lower()]

    def statistics(self, record: Record) -> PSCustomObject:
        """Return the object of a request with all that is known of it."""
        made = self.maker(f"{self.kind}Statistics").make(record)
        size, items = int(record.get("Size") or 0), int(record.get("Items") or 0)
        begun = bool(record["PercentComplete"])
        amounts = {
            "TotalMailboxSize": size_value(size), "EstimatedTransferSize": size_value(size), "BytesTransferred": size_value(size if begun else 0),
            "TotalMailboxItemCount": items, "EstimatedTransferItemCount": items, "ItemsTransferred": items if begun else 0,
        }  # fmt: skip
        made.members.update((name, value) for name, value in amounts.items() if name in made.members)
        made.members["OverallDuration"] = "00:00:00"
        return made

    def contents(self, guid: str) -> dict[str, int]:
        """Return how much is in a mailbox."""
        inside = list(self.organization.mail.messages(guid))
        return {"Items": len(inside), "Size": sum(len(message.content) for message in inside)}


class _GetRequest(_Request, GenericGet):
    def chosen(self) -> Iterable[Record]:
        if self.Identity is not None:
            shown = self.identity_text()
            if "*" not in shown:
                return self.filtered([self.request(shown)])
            return self.filtered(identity.find_by_wildcard(self.organization, self.kind, shown))
        return self.filtered(self.organization.table(self.kind).values())

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        if name in _MAILBOXES:
            wanted = self.mailbox(value)["Name"]
            return [record for record in records if record.get(name) == wanted]
        return super().matching(records, name, value)


class _GetStatistics(_Request):
    def run(self) -> None:
        found = [self.target()] if self.Identity is not None else self.organization.table(self.kind).values()
        for record in found:
            self.write(self.statistics(record))


class _NewRequest(_Request):
    """Base: checks, makes the record, shows the request as it is queued."""

    def owner(self) -> Record:
        """Return the mailbox that gets the contents."""
        raise NotImplementedError

    def base(self, owner: Record) -> Record:
        """Return what only this kind of request has."""
        raise NotImplementedError

    def run(self) -> None:
        owner = self.owner()
        values = self.properties(None, self.details)
        for name in _MAILBOXES & values.keys():
            values[name] = self.mailbox(values[name])["Name"]
        record = {
            "TargetDatabase": owner.get("Database"), "BatchName": "", **values, **self.base(owner), **self.contents(owner["Guid"]),
            "QueuedTimestamp": self.organization.now(), "Status": "Queued", "StatusDetail": "Queued", "PercentComplete": 0,
        }  # fmt: skip
        if not self.confirmed(f'Creating {called(self.kind)} "{record["Identity"]}".', str(record["Identity"])):
            return
        record.setdefault("RequestGuid", self.organization.make_guid(self.kind, record["Identity"], "request"))
        with self.transaction():
            made = self.organization.insert(self.kind, record)
            queued = self.statistics(made) if self.kind == MOVE else self.maker(self.kind).make(made)
            self.organization.update(self.kind, made, state_of(self.organization.now(), made), {})
            self.audit(str(record["Identity"]))
        self.write(queued)

    def free_name(self, owner: Record) -> str:
        """Return the name that a request gets by itself: the service counts from none on."""
        if self.bound.get("Name") is not None:
            name = inputs.text(self.session, self.bound["Name"])
            if self.by_mailbox(owner["Name"], name):
                raise ServiceFailure(failures.ARGUMENT, f"The name '{name}' is already used by another request for the mailbox '{owner['Name']}'.")
            return name
        base = self.kind.removesuffix("Request")
        for number in range(10):
            name = base + (str(number) if number else "")
            if not self.by_mailbox(owner["Name"], name):
                return name
        raise ServiceFailure(
            failures.ARGUMENT, f"You've reached the limit of 10 requests without a name for the mailbox '{owner['Name']}'. Please specify a name."
        )


class _ChangeRequest(_Request):
    """Base: changes a request and, where it may go on, what has become of it."""

    verb = "Setting"

    def run(self) -> None:
        record = self.target()
        values = self.change(record)
        shown = identity.text_of(record)
        if self.confirmed(f'{self.verb} request "{shown}".', shown):
            with self.transaction():
                if self.organization.update(self.kind, record, values, self.details.defaults):
                    self.audit(shown)
                    return
            self.write_warning(NO_CHANGE.format(shown))

    def change(self, record: Record) -> dict[str, Any]:
        """Return what is to be set. Raises ServiceFailure where the request's state does not allow it."""
        raise NotImplementedError

    def refuse_ended(self, record: Record, verb: str) -> None:
        if record["Status"] == _ENDED:
            raise ServiceFailure(failures.INVALID_OPERATION, f"The request '{identity.text_of(record)}' can't be {verb} because it has completed.")


class _SetRequest(_ChangeRequest):
    def change(self, record: Record) -> dict[str, Any]:
        self.refuse_ended(record, "changed")
        values = self.properties(record, self.details)
        merged = {**record, **values}
        return values if record["Status"] == "Suspended" else {**values, **state_of(self.organization.now(), merged)}


class _SuspendRequest(_ChangeRequest):
    verb = "Suspending"

    def change(self, record: Record) -> dict[str, Any]:
        self.refuse_ended(record, "suspended")
        values = {"Suspend": True, **self.properties(record, self.details)}
        return {**values, **state_of(self.organization.now(), {**record, **values})}


class _ResumeRequest(_ChangeRequest):
    verb = "Resuming"

    def change(self, record: Record) -> dict[str, Any]:
        self.refuse_ended(record, "resumed")
        ready = is_on(self.bound.get("SuspendWhenReadyToComplete"))
        values = {"Suspend": False, "SuspendWhenReadyToComplete": ready, "SuspendComment": None, "SuspendedTimestamp": None}
        return {**values, **state_of(self.organization.now(), {**record, **values})}


class _RemoveRequest(_Request):
    def run(self) -> None:
        record = self.target()
        shown = identity.text_of(record)
        if self.confirmed(f'Removing request "{shown}".', shown):
            with self.transaction():
                self.organization.delete(self.kind, record)
                self.audit(shown)


@implements("Get-MoveRequest")
class GetMoveRequest(_GetRequest):
    """Shows which mailboxes are moved or were moved."""


@implements("Get-MoveRequestStatistics")
class GetMoveRequestStatistics(_GetStatistics):
    """Shows how far the moves of mailboxes are."""


@implements("New-MoveRequest")
class NewMoveRequest(_NewRequest):
    """Starts to move a mailbox."""

    def owner(self) -> Record:
        shown = self.identity_text()
        found = identity.find(self.organization, "Mailbox", shown) or identity.find(self.organization, "MailUser", shown)
        if len(found) != 1:
            raise failures.ambiguous(shown) if found else failures.not_found(self.organization, shown)
        earlier = self.organization.table(MOVE).get(found[0]["Guid"])
        if earlier is not None and earlier["Status"] == _ENDED:
            raise ServiceFailure(
                failures.REFUSED,
                f"Mailbox '{found[0]['Name']}' has a completed move request associated with it. Before you create a new move request for the "
                "mailbox, run the Remove-MoveRequest cmdlet to clear the completed move request.",
            )
        if earlier is not None:
            raise ServiceFailure(failures.REFUSED, f"Mailbox '{found[0]['Name']}' is already being moved to '{earlier['TargetDatabase']}'.")
        return found[0]

    def base(self, owner: Record) -> Record:
        remote = is_on(self.bound.get("Remote")) or is_on(self.bound.get("Outbound"))
        style, direction = ("CrossOrg" if remote else "IntraOrg"), ("Push" if is_on(self.bound.get("Outbound")) else "Pull")
        return {
            "Guid": owner["Guid"], "Name": owner["Name"], "DisplayName": owner["DisplayName"], "Alias": owner["Alias"], "Identity": owner["Name"],
            "MailboxIdentity": owner["Name"], "ExchangeGuid": owner.get("ExchangeGuid"), "RecipientTypeDetails": owner["RecipientTypeDetails"],
            "SourceDatabase": owner.get("Database"), "RequestStyle": style, "Direction": direction, "Flags": f"{style}, {direction}",
            "IsOffline": is_on(self.bound.get("ForceOffline")),
        }  # fmt: skip


@implements("Set-MoveRequest")
class SetMoveRequest(_SetRequest):
    """Changes a move that has not ended."""


@implements("Suspend-MoveRequest")
class SuspendMoveRequest(_SuspendRequest):
    """Stops a move for a while."""


@implements("Resume-MoveRequest")
class ResumeMoveRequest(_ResumeRequest):
    """Lets a move go on."""


@implements("Remove-MoveRequest")
class RemoveMoveRequest(_RemoveRequest):
    """Cancels a move, or clears one that has ended."""


@implements("Get-MailboxRestoreRequest")
class GetMailboxRestoreRequest(_GetRequest):
    """Shows which deleted mailboxes are restored."""


@implements("Get-MailboxRestoreRequestStatistics")
class GetMailboxRestoreRequestStatistics(_GetStatistics):
    """Shows how far the restores of mailboxes are."""


@implements("New-MailboxRestoreRequest")
class NewMailboxRestoreRequest(_NewRequest):
    """Starts to copy a deleted mailbox into another one."""

    SourceMailbox: Any = None
    TargetMailbox: Any = None

    def owner(self) -> Record:
        return self.mailbox(self.TargetMailbox)

    def properties(self, record: Record | None, schema: Schema | None = None) -> dict[str, Any]:
        values = super().properties(record, schema)
        values.pop("SourceMailbox", None)  # may be one that is deleted
        return values

    def source(self) -> Record:
        deleted = identity.find_removed(self.organization, SOFT_DELETED, self.identity_text(self.SourceMailbox))
        return deleted[0] if len(deleted) == 1 else self.mailbox(self.SourceMailbox)

    def base(self, owner: Record) -> Record:
        name = self.free_name(owner)
        source = self.source() if self.SourceMailbox is not None else {}
        return {
            "Name": name, "Identity": f"{owner['Name']}\\{name}", "TargetMailbox": owner["Name"], "TargetMailboxIdentity": owner["Name"],
            "TargetAlias": owner["Alias"], "TargetExchangeGuid": owner.get("ExchangeGuid"), "SourceMailbox": source.get("Name"),
            "SourceMailboxIdentity": source.get("Name"), "SourceExchangeGuid": source.get("ExchangeGuid"), "SourceDatabase": source.get("Database"),
        }  # fmt: skip


@implements("Set-MailboxRestoreRequest")
class SetMailboxRestoreRequest(_SetRequest):
    """Changes a restore that has not ended."""


@implements("Suspend-MailboxRestoreRequest")
class SuspendMailboxRestoreRequest(_SuspendRequest):
    """Stops a restore for a while."""


@implements("Resume-MailboxRestoreRequest")
class ResumeMailboxRestoreRequest(_ResumeRequest):
    """Lets a restore go on."""


@implements("Remove-MailboxRestoreRequest")
class RemoveMailboxRestoreRequest(_RemoveRequest):
    """Cancels a restore, or clears one that has ended."""


@implements("Get-MailboxImportRequest")
class GetMailboxImportRequest(_GetRequest):
    """Shows which files are imported into mailboxes."""


@implements("Get-MailboxImportRequestStatistics")
class GetMailboxImportRequestStatistics(_GetStatistics):
    """Shows how far the imports into mailboxes are."""


@implements("New-MailboxImportRequest")
class NewMailboxImportRequest(_NewRequest):
    """Starts to import a file into a mailbox."""

    Mailbox: Any = None

    def owner(self) -> Record:
        return self.mailbox(self.Mailbox)

    def base(self, owner: Record) -> Record:
        name = self.free_name(owner)
        return {
            "Name": name, "Identity": f"{owner['Name']}\\{name}", "Mailbox": owner["Name"], "TargetMailboxIdentity": owner["Name"],
            "TargetAlias": owner["Alias"], "TargetExchangeGuid": owner.get("ExchangeGuid"),
        }  # fmt: skip


@implements("Set-MailboxImportRequest")
class SetMailboxImportRequest(_SetRequest):
    """Changes an import that has not ended."""


@implements("Suspend-MailboxImportRequest")
class SuspendMailboxImportRequest(_SuspendRequest):
    """Stops an import for a while."""


@implements("Resume-MailboxImportRequest")
class ResumeMailboxImportRequest(_ResumeRequest):
    """Lets an import go on."""


@implements("Remove-MailboxImportRequest")
class RemoveMailboxImportRequest(_RemoveRequest):
    """Cancels an import, or clears one that has ended."""
