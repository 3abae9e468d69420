"""Searches of the message trace that run by themselves: HistoricalSearch. Here they are done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

TABLE = "HistoricalSearch"


class _Search(ExchangeCmdlet):
    JobId: Any = None

    def chosen(self) -> list[Record]:
        records = self.organization.table(TABLE).values()
        if self.JobId is None:
            return records
        shown = inputs.text(self.session, self.JobId).lower()
        found = [record for record in records if record["Guid"] == shown]
        if not found:
            raise failures.not_found(self.organization, shown)
        return found

    def show(self, record: Record) -> None:
        values = values_of(self.session)
        self.write(PSCustomObject({
            "JobId": values.guid(record["Guid"]), "SubmitDate": values.date(record["WhenCreated"]), "ReportTitle": record["Name"],
            "ReportType": record["ReportType"], "Status": record["Status"], "Rows": record["Rows"], "FileRows": record["Rows"],
            "ErrorCode": "", "ErrorDescription": "", "FileUrl": "", "StartDate": values.date(record["StartDate"]),
            "EndDate": values.date(record["EndDate"]), "NotifyAddress": record.get("NotifyAddress", ""),
            "CompletionDate": values.date(record["WhenChanged"]),
        }))  # fmt: skip


@implements("Get-HistoricalSearch")
class GetHistoricalSearch(_Search):
    """Shows searches that were started."""

    def run(self) -> None:
        for record in self.chosen():
            self.show(record)


@implements("Start-HistoricalSearch")
class StartHistoricalSearch(_Search):
    """Starts a search of the message trace and says how many rows it has; no report is mailed."""

    def run(self) -> None:
        reader = self.reader()
        start, end = reader.date(self.bound["StartDate"]), reader.date(self.bound["EndDate"])
        if start is None or end is None or start > end:
            raise ServiceFailure(failures.ARGUMENT, "The start date must be earlier than the end date.")
        wanted = {name: {text.lower() for text in self.texts(self.bound.get(name))} for name in ("SenderAddress", "RecipientAddress")}
        rows = [
            row
            for row in self.organization.mail.trace()
            if start <= row["Received"] <= end and all(not texts or str(row[name]).lower() in texts for name, texts in wanted.items())
        ]
        title = inputs.text(self.session, self.bound["ReportTitle"])
        with self.transaction():
            record = self.organization.insert(TABLE, {
                "Name": title, "ReportType": inputs.text(self.session, self.bound["ReportType"]), "Status": "Done", "Rows": len(rows),
                "StartDate": start, "EndDate": end, "NotifyAddress": ", ".join(self.texts(self.bound.get("NotifyAddress"))),
            })  # fmt: skip
            self.audit(title)
        self.show(record)


@implements("Stop-HistoricalSearch")
class StopHistoricalSearch(_Search):
    """Stops a search that has not begun; here none waits."""

    def run(self) -> None:
        for record in self.chosen():
            raise ServiceFailure(failures.INVALID_OPERATION, f"The search '{record['Name']}' can't be stopped because it has finished.")
