"""Searches of the mailbox audit log: Search-MailboxAuditLog, New-MailboxAuditLogSearch, Get-AuditLogSearch.

What owners and delegates do in mailboxes is not recorded: clients only send and read mail here. The service itself stopped filling the log in 2025.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.auditing import AuditCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_SEARCHES = "AuditLogSearch"
_LOGONS = ("Admin", "Delegate", "External", "Owner")


class _MailboxAudit(AuditCmdlet):
    LogonTypes: Any = None
    Mailboxes: Any = None

    def check(self) -> tuple[str | None, str | None]:
        """Return the dates. Raises ServiceFailure for what the service refuses."""
        dates = self.dates()
        for text in self.texts(self.LogonTypes):
            if text.lower() not in {one.lower() for one in _LOGONS}:
                raise ServiceFailure(failures.ARGUMENT, f"The logon type '{text}' isn't valid. Use one of {', '.join(_LOGONS)}.")
        for value in inputs.items(self.Mailboxes):
            self.mailbox(value)
        return dates


@implements("Search-MailboxAuditLog")
class SearchMailboxAuditLog(_MailboxAudit):
    """Searches what was done in mailboxes."""

    def run(self) -> None:
        self.check()
        if self.Identity is not None:
            self.mailbox(self.Identity)
        self.size(1000, 250000)


@implements("New-MailboxAuditLogSearch")
class NewMailboxAuditLogSearch(_MailboxAudit):
    """Starts a search of mailbox audit logs whose result is sent by mail."""

    Name: Any = None

    def run(self) -> None:
        start, end = self.check()
        name = "" if self.Name is None else inputs.text(self.session, self.Name)
        name = name or f"Search{len(self.organization.table(_SEARCHES)) + 1}"
        if not self.confirmed(f'Creating mailbox audit log search "{name}".', name):
            return
        record: Record = {
            "Name": name, "Identity": name, "Type": "Mailbox", "StartDateUtc": start, "EndDateUtc": end, "CreatedByEx": self.caller,
            "LogonTypes": self.texts(self.LogonTypes), "Mailboxes": [self.mailbox(one)["Name"] for one in inputs.items(self.Mailboxes)],
            "StatusMailRecipients": self.texts(self.bound.get("StatusMailRecipients")), "ShowDetails": bool(self.bound.get("ShowDetails")),
        }  # fmt: skip
        with self.transaction():
            made = self.organization.insert(_SEARCHES, record)
            self.audit(name)
        self.write(shown(self, made))


@implements("Get-AuditLogSearch")
class GetAuditLogSearch(ExchangeCmdlet):
    """Shows the searches of audit logs that were started."""

    CreatedAfter: Any = None
    CreatedBefore: Any = None
    Type: Any = None

    def run(self) -> None:
        wanted = None if self.Identity is None else self.identity_text().lower()
        after = "" if self.CreatedAfter is None else str(self.reader().date(self.CreatedAfter))
        before = "9" if self.CreatedBefore is None else str(self.reader().date(self.CreatedBefore))
        kind = None if self.Type is None else inputs.text(self.session, self.Type).lower()
        found = [
            one for one in self.organization.table(_SEARCHES).values()
            if wanted in (None, one["Name"].lower(), one["Guid"]) and after <= one["WhenCreated"] <= before and kind in (None, one["Type"].lower())
        ]  # fmt: skip
        if wanted is not None and not found:
            raise failures.not_found(self.organization, self.identity_text())
        for record in found:
            self.write(shown(self, record))


def shown(cmdlet: ExchangeCmdlet, record: Record) -> PSCustomObject:
    values = values_of(cmdlet.session)
    return PSCustomObject({
        "Name": record["Name"], "Identity": record["Identity"], "JobProgress": "Completed", "Type": record["Type"],
        "CreationTime": values.date(record["WhenCreated"]), "StartDateUtc": values.date(record["StartDateUtc"], utc=True),
        "EndDateUtc": values.date(record["EndDateUtc"], utc=True), "StatusMailRecipients": PSArray(record["StatusMailRecipients"], "System.String"),
        "CreatedByEx": record["CreatedByEx"], "Mailboxes": PSArray(record["Mailboxes"], "System.String"),
        "LogonTypes": PSArray(record["LogonTypes"], "System.String"), "ShowDetails": record["ShowDetails"], "IsValid": True,
        "ObjectState": "Unchanged",
    })  # fmt: skip
