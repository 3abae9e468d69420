"""Reports on mail traffic: counted from the message trace. Nothing here looks for spam, malware or phishing, so that reports on threats are empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.tracedates import DatedCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_PREFIX = "Deserialized.Microsoft.Exchange.Management.ReportingTask."
_RULE = re.compile(r"transport rule '(.*)'")
# What -Category counts: the trace's column, and how the service calls the ranking.
_RANKED = {"topmailsender": "SenderAddress", "topmailrecipient": "RecipientAddress"}
_CATEGORIES = (
    "InboundDLPHits", "OutboundDLPHits", "InboundTransportRuleHits", "OutboundTransportRuleHits", "InboundDLPPolicyRuleHits",
    "OutboundDLPPolicyRuleHits", "TopMailSender", "TopMailRecipient", "TopSpamRecipient", "TopMalware", "TopMalwareRecipient",
)  # fmt: skip


class ReportCmdlet(DatedCmdlet):
    """Base: the rows of the trace between two dates, a week unless dates are given, and of a direction."""

    Direction: Any = None
    Page: Any = None
    PageSize: Any = None
    default_hours = 7 * 24
    reach_days = 90

    def rows(self) -> Iterator[tuple[Record, str]]:
        """Yield the rows of the trace with their direction. Raises ServiceFailure for dates that the service refuses."""
        start, end = self.dates()
        own = {str(domain["DomainName"]).lower() for domain in self.organization.table("AcceptedDomain").values()}
        wanted = self.wanted("Direction")
        for row in self.organization.mail.trace():
            inside = [str(row[name]).rpartition("@")[2].lower() in own for name in ("SenderAddress", "RecipientAddress")]
            direction = "IntraOrg" if all(inside) else "Outbound" if inside[0] else "Inbound"
            if start <= row["Received"] <= end and row["Status"] != "Expanded" and (wanted is None or direction.lower() in wanted):
                yield row, direction

    def wanted(self, name: str) -> set[str] | None:
        value = self.bound.get(name)
        return None if value is None else {text.lower() for text in self.texts(value)}

    def fits(self, name: str, value: str) -> bool:
        """Tell whether a parameter that takes several texts lets a value pass."""
        wanted = self.wanted(name)
        return wanted is None or value.lower() in wanted

    def page(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        size = int(inputs.text(self.session, self.PageSize)) if self.PageSize is not None else 1000
        if not 1 <= size <= 5000:
            raise failures.out_of_range("PageSize", size, 1, 5000)
        first = (int(inputs.text(self.session, self.Page)) - 1) * size if self.Page is not None else 0
        return rows[first : first + size]

    def show(self, rows: list[dict[str, Any]]) -> None:
        name = self.name.partition("-")[2]
        values = values_of(self.session)
        for row in self.page(rows):
            shown = {key: values.date(value, utc=True) if key == "Date" else value for key, value in row.items()}
            members = {"Organization": self.organization.name, **shown}
            self.write(PSCustomObject(members, [_PREFIX + name, "System.Management.Automation.PSCustomObject", "System.Object"]))


def day_of(row: Record) -> str:
    return str(row["Received"])[:10] + "T00:00:00"


def rule_of(row: Record) -> str | None:
    """Return the transport rule that kept a message back."""
    match = _RULE.search(str(row.get("Detail") or ""))
    return match[1] if match else None


class _Counted(ReportCmdlet):
    """Base: how many messages a day, by direction and by what became of them."""

    good = "GoodMail"

    def run(self) -> None:
        found: Counter[tuple[str, str, str]] = Counter()
        for row, direction in self.rows():
            event = "TransportRules" if rule_of(row) else self.good
            if self.fits("EventType", event):
                found[day_of(row), direction, event] += 1
        self.show([self.line(*key, count) for key, count in sorted(found.items())])

    def line(self, day: str, direction: str, event: str, count: int) -> dict[str, Any]:
        return {"Date": day, "Direction": direction, "EventType": event, "MessageCount": count}


@implements("Get-MailFlowStatusReport")
class GetMailFlowStatusReport(_Counted):
    """Counts messages by day, direction and what became of them."""


@implements("Get-MailTrafficATPReport")
class GetMailTrafficATPReport(_Counted):
    """Counts messages by day, direction and what Defender for Office 365 made of them."""

    good = "Message passed"

    def line(self, day: str, direction: str, event: str, count: int) -> dict[str, Any]:
        return {
            "Domain": "", "Date": day, "EventType": event, "Direction": direction, "Action": "", "SummarizeBy": "", "VerdictSource": "",
            "MessageCount": count,
        }  # fmt: skip


@implements("Get-ATPTotalTrafficReport")
class GetATPTotalTrafficReport(_Counted):
    """Counts all messages that Defender for Office 365 saw."""

    good = "TotalAllMail"


@implements("Get-MailTrafficSummaryReport")
class GetMailTrafficSummaryReport(ReportCmdlet):
    """Ranks who sends and gets most, or counts the hits of rules."""

    Category: Any = None

    def run(self) -> None:
        shown = "" if self.Category is None else inputs.text(self.session, self.Category)
        if shown.lower() not in {one.lower() for one in _CATEGORIES}:
            raise ServiceFailure(failures.ARGUMENT, f"Invalid Category value '{shown}'. Use one of {', '.join(_CATEGORIES)}.")
        found: Counter[str] = Counter()
        for row, direction in self.rows():
            column = _RANKED.get(shown.lower())
            if column is not None:
                found[str(row[column])] += 1
            elif "transportrule" in shown.lower() and direction.lower() != ("outbound" if shown.lower().startswith("inbound") else "inbound"):
                rule = rule_of(row)
                if rule is not None:
                    found[rule] += 1
        self.show([{"C1": name, "C2": str(count), "C3": ""} for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))])


@implements("Get-MailTrafficPolicyReport")
class GetMailTrafficPolicyReport(ReportCmdlet):
    """Counts the hits of transport rules by day."""

    def run(self) -> None:
        found: Counter[tuple[str, str, str]] = Counter()
        for row, direction in self.rows():
            rule = rule_of(row)
            if rule is not None and self.fits("TransportRule", rule):
                found[day_of(row), direction, rule] += 1
        self.show([
            {
                "Domain": "", "Date": day, "DlpPolicy": "", "TransportRule": rule, "EventType": "TransportRuleHits", "Action": "Quarantine",
                "Direction": direction, "MessageCount": count,
            }
            for (day, direction, rule), count in sorted(found.items())
        ])  # fmt: skip


@implements("Get-MailDetailTransportRuleReport")
class GetMailDetailTransportRuleReport(ReportCmdlet):
    """Shows the messages that transport rules hit."""

    def run(self) -> None:
        found = []
        for row, direction in self.rows():
            rule = rule_of(row)
            if rule is None or not self.fits("TransportRule", rule):
                continue
            if self.fits("SenderAddress", row["SenderAddress"]) and self.fits("RecipientAddress", row["RecipientAddress"]):
                found.append({
                    "Date": row["Received"], "MessageId": row["MessageId"], "MessageTraceId": row["MessageTraceId"],
                    "Domain": str(row["RecipientAddress"]).rpartition("@")[2], "Subject": row["Subject"], "MessageSize": row["Size"],
                    "Direction": direction, "SenderAddress": row["SenderAddress"], "RecipientAddress": row["RecipientAddress"],
                    "TransportRule": rule, "EventType": "TransportRuleHits", "Action": "Quarantine",
                })  # fmt: skip
        self.show(found)


@implements("Get-MailFilterListReport")
class GetMailFilterListReport(ExchangeCmdlet):
    """Lists what the other reports can be filtered by."""

    SelectionTarget: Any = None

    def run(self) -> None:
        wanted = None if self.SelectionTarget is None else {text.lower() for text in self.texts(self.SelectionTarget)}
        choices: list[tuple[str, str]] = [
            *(("Actions", name) for name in ("Quarantine", "Rejected", "Delivered")),
            *(("Domain", str(one["DomainName"])) for one in self.organization.table("AcceptedDomain").values()),
            *(("EventTypes", name) for name in ("GoodMail", "TransportRules")),
            *(("TransportRule", str(one["Name"])) for one in self.organization.table("TransportRule").values()),
        ]
        for target, name in choices:
            if wanted is None or target.lower() in wanted:
                self.write(PSCustomObject({"Organization": self.organization.name, "SelectionTarget": target, "Display": name, "Value": name}))


class _Nothing(ReportCmdlet):
    """Base: what nobody looks for is never found."""

    def run(self) -> None:
        self.dates()
        self.page([])


@implements("Get-MailDetailATPReport")
class GetMailDetailATPReport(_Nothing):
    """Shows the messages that Defender for Office 365 stopped: none."""


@implements("Get-MailDetailDlpPolicyReport")
class GetMailDetailDlpPolicyReport(_Nothing):
    """Shows the messages that DLP policies hit: none."""


@implements("Get-MailDetailEncryptionReport")
class GetMailDetailEncryptionReport(_Nothing):
    """Shows the messages that were encrypted: none."""


@implements("Get-MailTrafficEncryptionReport")
class GetMailTrafficEncryptionReport(_Nothing):
    """Counts the messages that were encrypted: none."""


@implements("Get-SpoofMailReport")
class GetSpoofMailReport(_Nothing):
    """Shows spoofed senders: none."""


@implements("Get-SafeLinksAggregateReport")
class GetSafeLinksAggregateReport(_Nothing):
    """Counts the clicks that Safe Links saw: none."""


@implements("Get-SafeLinksDetailReport")
class GetSafeLinksDetailReport(_Nothing):
    """Shows the clicks that Safe Links saw: none."""


@implements("Get-CompromisedUserAggregateReport")
class GetCompromisedUserAggregateReport(_Nothing):
    """Counts users that may be compromised: none."""


@implements("Get-CompromisedUserDetailReport")
class GetCompromisedUserDetailReport(_Nothing):
    """Shows users that may be compromised: none."""


@implements("Get-AggregateZapReport")
class GetAggregateZapReport(_Nothing):
    """Counts the messages that zero-hour auto purge moved: none."""


@implements("Get-DetailZapReport")
class GetDetailZapReport(_Nothing):
    """Shows the messages that zero-hour auto purge moved: none."""


@implements("Get-ContentMalwareMdoAggregateReport")
class GetContentMalwareMdoAggregateReport(_Nothing):
    """Counts the files with malware: none."""


@implements("Get-ContentMalwareMdoDetailReport")
class GetContentMalwareMdoDetailReport(_Nothing):
    """Shows the files with malware: none."""


@implements("Get-DlpDetailReport")
class GetDlpDetailReport(_Nothing):
    """Shows what DLP policies found: nothing."""


@implements("Get-DlpDetectionsReport")
class GetDlpDetectionsReport(_Nothing):
    """Counts what DLP policies found: nothing."""


@implements("Get-DlpIncidentDetailReport")
class GetDlpIncidentDetailReport(_Nothing):
    """Shows incidents of DLP policies: none."""


@implements("Get-DlpSiDetectionsReport")
class GetDlpSiDetectionsReport(_Nothing):
    """Counts sensitive information that was found: none."""


@implements("Get-DataRetentionReport")
class GetDataRetentionReport(_Nothing):
    """Counts what retention policies kept: nothing."""


@implements("Get-SupervisoryReviewReport")
class GetSupervisoryReviewReport(_Nothing):
    """Counts what communication compliance policies found: nothing."""
