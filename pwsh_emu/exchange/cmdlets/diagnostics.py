"""What tells how a recipient is: diagnostic logs of a mailbox, delivery reports, and Update-Recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import NOT_FOUND, ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.organization import CHANGED
from pwsh_emu.exchange.recipients import sign_in_record
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_COMPONENTS = ("MRM", "HoldTracking", "SubstrateHolds", "OOF", "SharingMigration", "CalendarSharing", "TestGDPR", "ComponentRegistry")


@implements("Update-Recipient")
class UpdateRecipient(ExchangeCmdlet):
    """Completes what is missing of a recipient: here nothing ever is."""

    def run(self) -> None:
        record = self.find(self.Identity, "Recipient")
        shown = identity.text_of(record)
        if self.confirmed(f'Updating recipient "{shown}".', shown):
            self.write_verbose(f"The recipient {shown} is complete.")


@implements("Export-MailboxDiagnosticLogs")
class ExportMailboxDiagnosticLogs(ExchangeCmdlet):
    """Hands out what a component logged of a mailbox, or the mailbox's extended properties as XML."""

    ComponentName: Any = None
    ExtendedProperties: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        if is_on(self.ExtendedProperties):
            name, log = "ExtendedProperties", self.properties_of(mailbox)
        else:
            given = "" if self.ComponentName is None else inputs.text(self.session, self.ComponentName)
            name = next((one for one in _COMPONENTS if one.lower() == given.lower()), "")
            if not name:
                raise ServiceFailure(
                    NOT_FOUND, f"The mailbox diagnostic log of the component '{given}' isn't found. Available logs: {', '.join(_COMPONENTS)}."
                )
            log = ""
        self.write(PSCustomObject({
            "MailboxLog": log, "LogName": name, "Identity": mailbox["Name"], "IsValid": True, "ObjectState": "Unchanged",
        }))  # fmt: skip

    def properties_of(self, mailbox: Record) -> str:
        from xml.sax.saxutils import escape

        inside = list(self.organization.mail.messages(mailbox["Guid"]))
        rows = {
            "DisplayName": mailbox["DisplayName"], "MailboxType": mailbox["RecipientTypeDetails"], "ItemCount": len(inside),
            "MessageSizeExtended": sum(len(message.content) for message in inside), "ELCLastSuccessTimestamp": mailbox.get("WhenChanged", CHANGED),
            "ElcLastRunTotalProcessingTime": 15, "ElcLastRunSubAssistantProcessingTime": 10, "ElcLastRunUpdatedFolderCount": 0,
            "ElcLastRunTaggedFolderCount": 0, "ElcLastRunDeletedFromRootItemCount": 0, "ElcLastRunArchivedFromRootItemCount": 0,
        }  # fmt: skip
        lines = "".join(f"<Property><Name>{name}</Name><Value>{escape(str(value))}</Value></Property>" for name, value in rows.items())
        return f"<Properties><MailboxTable>{lines}</MailboxTable></Properties>"


class _Delivery(ExchangeCmdlet):
    """Base: the trace of what a mailbox sent or got, message by message."""

    @staticmethod
    def by_message(trace: list[Record]) -> dict[str, list[Record]]:
        """Return the rows of all recipients of each message by its MessageTraceId."""
        found: dict[str, list[Record]] = {}
        for row in trace:
            found.setdefault(row["MessageTraceId"], []).append(row)
        return found

    def shown(self, rows: list[Record], owner: Record, **more: Any) -> PSCustomObject:
        """Return the report on a message, given the rows of all its recipients."""
        values = values_of(self.session)
        row = rows[0]
        recipients = [one["RecipientAddress"] for one in rows]
        sender = sign_in_record(self.organization, str(row["SenderAddress"]))
        return PSCustomObject({
            "MessageTrackingReportId": f"Message-Id={row['MessageId']},Mailbox={owner['Guid']}", "SubmittedDateTime": values.date(row["Received"]),
            "Subject": row["Subject"], "FromAddress": row["SenderAddress"],
            "FromDisplayName": row["SenderAddress"] if sender is None else sender["DisplayName"],
            "RecipientAddresses": PSArray(recipients, "System.String"), "RecipientDisplayNames": PSArray(recipients, "System.String"), **more,
            "IsValid": True, "ObjectState": "New",
        })  # fmt: skip


@implements("Search-MessageTrackingReport")
class SearchMessageTrackingReport(_Delivery):
    """Finds messages that a mailbox sent, or got from a sender."""

    Sender: Any = None
    Recipients: Any = None
    Subject: Any = None
    MessageId: Any = None

    def run(self) -> None:
        mailbox = self.mailbox(self.Identity)
        address = str(mailbox["PrimarySmtpAddress"]).lower()
        sender = None if self.Sender is None else inputs.text(self.session, self.Sender).lower()
        recipients = None if self.Recipients is None else {text.lower() for text in self.texts(self.Recipients)}
        subject = "" if self.Subject is None else inputs.text(self.session, self.Subject).lower()
        number = None if self.MessageId is None else inputs.text(self.session, self.MessageId)
        trace = self.organization.mail.trace()
        messages = self.by_message(trace)
        seen = set()
        for row in reversed(trace):
            mine = (
                row["RecipientAddress"].lower() == address and row["SenderAddress"].lower() == sender
                if sender
                else (row["SenderAddress"].lower() == address)
            )
            if not mine or row["MessageTraceId"] in seen or subject not in row["Subject"].lower() or number not in (None, row["MessageId"]):
                continue
            rows = messages[row["MessageTraceId"]]
            if recipients is None or recipients & {one["RecipientAddress"].lower() for one in rows}:
                seen.add(row["MessageTraceId"])
                self.write(self.shown(rows, mailbox))


@implements("Get-MessageTrackingReport")
class GetMessageTrackingReport(_Delivery):
    """Shows what became of a message that Search-MessageTrackingReport found."""

    def run(self) -> None:
        value = inputs.plain(self.Identity)
        given = value.members.get("MessageTrackingReportId") if isinstance(value, PSCustomObject) else None
        shown = inputs.text(self.session, self.Identity if given is None else given)
        parts = dict(part.partition("=")[::2] for part in shown.split(","))
        messages = self.by_message(self.organization.mail.trace()).values()
        rows = next((rows for rows in messages if rows[0]["MessageId"] == parts.get("Message-Id")), None)
        owner = self.organization.table("Recipient").get(parts.get("Mailbox", ""))
        if rows is None or owner is None:
            raise ServiceFailure(NOT_FOUND, f"The message tracking report '{shown}' can't be found.")
        counts = {
            "DeliveredCount": sum(one["Status"] == "Delivered" for one in rows), "PendingCount": 0, "TransferredCount": 0,
            "UnsuccessfulCount": sum(one["Status"] not in ("Delivered", "Expanded") for one in rows),
        }  # fmt: skip
        events = [
            PSCustomObject({
                "Date": values_of(self.session).date(one["Received"]), "RecipientAddress": one["RecipientAddress"], "Status": one["Status"],
                "EventDescription": one["Status"], "EventData": one.get("Detail") or "",
            })
            for one in rows
        ]  # fmt: skip
        self.write(self.shown(rows, owner, **counts, RecipientTrackingEvents=PSArray(events)))
