"""Where mail went: Get-MessageTrace, Get-MessageTraceV2 and their details, from what the submission endpoints accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlets.tracedates import DatedCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from pwsh_emu.exchange.organization import Record

# Columns of the trace that rows are chosen by, each with the parameter of its name.
_COLUMNS = ("SenderAddress", "RecipientAddress", "Status", "MessageId", "FromIP", "ToIP")
_PREFIX = "Deserialized.Microsoft.Exchange.Management.ReportingTask."


class TraceCmdlet(DatedCmdlet):
    """Base: chooses rows of the trace."""

    SenderAddress: Any = None
    RecipientAddress: Any = None
    Status: Any = None
    MessageId: Any = None
    MessageTraceId: Any = None
    FromIP: Any = None
    ToIP: Any = None
    Subject: Any = None
    SubjectFilterType: Any = None
    Page: Any = None
    PageSize: Any = None
    ResultSize: Any = None
    StartingRecipientAddress: Any = None
    longest_days = 10

    def dates(self) -> tuple[str, str]:
        from datetime import datetime, timedelta

        start, end = super().dates()
        if datetime.fromisoformat(end) - datetime.fromisoformat(start) > timedelta(days=self.longest_days, hours=1):
            raise ServiceFailure(failures.ARGUMENT, f"Invalid date range. A query can cover at most {self.longest_days} days.")
        return start, end

    def rows(self) -> list[Record]:
        start, end = self.dates()
        given = {name: self.wanted(getattr(self, name)) for name in _COLUMNS}
        trace = None if self.MessageTraceId is None else inputs.text(self.session, self.MessageTraceId).lower()
        subject = None if self.Subject is None else inputs.text(self.session, self.Subject).lower()
        same_subject = self.subject_test()
        found = []
        for row in self.organization.mail.trace():
            if not start <= row["Received"] <= end:
                continue
            if not all(_fits(texts, str(row.get(name) or "")) for name, texts in given.items()):
                continue
            if (trace is not None and row["MessageTraceId"] != trace) or (subject is not None and not same_subject(row["Subject"].lower(), subject)):
                continue
            found.append(row)
        found.reverse()
        return found

    def subject_test(self) -> Callable[[str, str], bool]:
        """Return what -SubjectFilterType asks of a subject and the text that is sought."""
        kind = "contains" if self.SubjectFilterType is None else inputs.text(self.session, self.SubjectFilterType).lower()
        tests: dict[str, Callable[[str, str], bool]] = {"contains": str.__contains__, "startswith": str.startswith, "endswith": str.endswith}
        if kind not in tests:
            raise ServiceFailure(failures.ARGUMENT, "Invalid SubjectFilterType value. Use Contains, StartsWith or EndsWith.")
        return tests[kind]

    def wanted(self, value: Any) -> list[str] | None:
        return None if value is None else [text.lower() for text in self.texts(value)]


def _fits(wanted: list[str] | None, value: str) -> bool:
    if wanted is None:
        return True
    from fnmatch import fnmatchcase

    return any(fnmatchcase(value.lower(), pattern.replace("[", "[[]")) for pattern in wanted)


class _GetTrace(TraceCmdlet):
    def run(self) -> None:
        for name in ("Page", "PageSize", "ResultSize"):
            value = self.bound.get(name)
            if value is not None and not 1 <= int(inputs.text(self.session, value)) <= (1000 if name == "Page" else 5000):
                raise failures.out_of_range(name, inputs.text(self.session, value), 1, 1000 if name == "Page" else 5000)
        size = int(inputs.text(self.session, self.PageSize or self.ResultSize or 1000))
        first = (int(self.Page or 1) - 1) * size
        rows = self.rows()
        if self.StartingRecipientAddress is not None:  # goes on where the last page ended: at that recipient of the newest message
            first_one = inputs.text(self.session, self.StartingRecipientAddress).lower()
            at = next((number for number, row in enumerate(rows) if row["RecipientAddress"].lower() == first_one), len(rows))
            rows = rows[at:]
        for number, row in enumerate(rows[first : first + size]):
            self.write(self.shown(row, first + number))
        if len(rows) > first + size and self.name.endswith("V2"):
            self.write_warning("There are more results, use the following command to get more. ")

    def shown(self, row: Record, number: int) -> PSCustomObject:
        values = values_of(self.session)
        members: dict[str, Any] = {
            "Organization": self.organization.name, "MessageId": row["MessageId"],
            "Received": values.date(row["Received"], utc=True), "SenderAddress": row["SenderAddress"],
            "RecipientAddress": row["RecipientAddress"], "Subject": row["Subject"], "Status": row["Status"],
            "ToIP": row.get("ToIP"), "FromIP": row.get("FromIP"), "Size": row["Size"],
            "MessageTraceId": values.guid(row["MessageTraceId"]),
        }  # fmt: skip
        if not self.name.endswith("V2"):
            members["StartDate"] = members["EndDate"] = members["Received"]
            members["Index"] = number
        return PSCustomObject(members, [_PREFIX + "MessageTrace", "System.Management.Automation.PSCustomObject", "System.Object"])


@implements("Get-MessageTrace")
class GetMessageTrace(_GetTrace):
    """Shows where messages of the last ten days went."""


@implements("Get-MessageTraceV2")
class GetMessageTraceV2(_GetTrace):
    """Shows where messages of the last 90 days went, ten days at a time."""

    reach_days = 90


class _GetDetail(TraceCmdlet):
    def run(self) -> None:
        values = values_of(self.session)
        for row in self.rows():
            for event, detail in (
                ("Receive", "Message received by: XX0PR00MB0001.namprd00.prod.outlook.com"),
                ("Submit", "The message was submitted."),
                ("Deliver", row.get("Detail") or "The message was successfully delivered."),
            ):
                self.write(PSCustomObject(
                    {
                        "Organization": self.organization.name, "MessageId": row["MessageId"],
                        "MessageTraceId": values.guid(row["MessageTraceId"]), "Date": values.date(row["Received"], utc=True),
                        "Event": event if row["Status"] == "Delivered" or event != "Deliver" else "Fail",
                        "Action": "", "Detail": detail, "Data": row.get("Data", ""),
                    },
                    [_PREFIX + "MessageTraceDetail", "System.Management.Automation.PSCustomObject", "System.Object"],
                ))  # fmt: skip


@implements("Get-MessageTraceDetail")
class GetMessageTraceDetail(_GetDetail):
    """Shows what happened to a message."""


@implements("Get-MessageTraceDetailV2")
class GetMessageTraceDetailV2(_GetDetail):
    """Shows what happened to a message."""

    reach_days = 90
