"""What rules do with a message: the organization's transport rules before delivery, a mailbox's inbox rules at it."""

from __future__ import annotations

import re
from email.header import Header
from functools import cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import mailfolders
from pwsh_emu.exchange.schema import load
from pwsh_emu.smtp.mailview import CONDITIONS, MailView, applies

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record
    from pwsh_emu.smtp.delivery import Submission

REJECTED = "TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy"
_HEADER = rb"(?im)^%s:.*(?:\r?\n[ \t].*)*\r?\n"
_TAGS = re.compile(r"<[^<>]*>")


@cache
def _asked(noun: str) -> frozenset[str]:
    """Return the properties of a noun's rules that are conditions or exceptions."""
    names = [prop.name for prop in load(noun).properties]
    if noun == "TransportRule":
        return frozenset(names[names.index("From") : names.index("PrependSubject")])
    return frozenset(name for name in names if name.removeprefix("ExceptIf") in CONDITIONS or name.startswith("ExceptIf"))


class Verdict:
    """What became of a message under the transport rules."""

    def __init__(self) -> None:
        self.rejected: tuple[str, str] | None = None  # enhanced status code and reason
        self.deleted = False
        self.quarantined: str | None = None  # the rule that did it


def apply_transport_rules(organization: Organization, submission: Submission) -> Verdict:
    """Change a submission as the enabled transport rules want it, and tell what became of it."""
    verdict = Verdict()
    view = _view(organization, submission)
    rules = organization.table("TransportRule").values()
    for rule in sorted(rules, key=lambda one: one.get("Priority") or 0):
        if rule.get("State", "Enabled") != "Enabled" or str(rule.get("Mode") or "Enforce") != "Enforce":
            continue
        if not applies(view, rule, _asked("TransportRule")):
            continue
        _act(rule, view, submission, verdict)
        view = _view(organization, submission)  # the rule may have changed what the next ones look at
        if verdict.rejected is not None or verdict.deleted or verdict.quarantined or rule.get("StopRuleProcessing"):
            break
    return verdict


def _view(organization: Organization, submission: Submission) -> MailView:
    return MailView(organization, submission.sender, submission.recipients, submission.content)


def _act(rule: Record, view: MailView, submission: Submission, verdict: Verdict) -> None:
    if rule.get("RejectMessageReasonText") or rule.get("RejectMessageEnhancedStatusCode"):
        code = str(rule.get("RejectMessageEnhancedStatusCode") or "5.7.1")
        verdict.rejected = code, str(rule.get("RejectMessageReasonText") or "Delivery not authorized, message refused")
        return
    if rule.get("DeleteMessage"):
        verdict.deleted = True
        return
    if rule.get("Quarantine"):
        verdict.quarantined = str(rule["Name"])
        return
    if rule.get("PrependSubject"):
        submission.content = with_header(submission.content, "Subject", str(rule["PrependSubject"]) + view.subject)
    if rule.get("RemoveHeader"):
        submission.content = without_header(submission.content, str(rule["RemoveHeader"]))
    if rule.get("SetHeaderName"):
        submission.content = with_header(submission.content, str(rule["SetHeaderName"]), str(rule.get("SetHeaderValue") or ""))
    if rule.get("ApplyHtmlDisclaimerText"):
        submission.content = with_disclaimer(submission.content, rule)
    if rule.get("RedirectMessageTo"):
        submission.recipients = _addresses(view.organization, rule["RedirectMessageTo"])
    for name in ("AddToRecipients", "CopyTo", "BlindCopyTo"):
        if rule.get(name):
            known = {address.lower() for address in submission.recipients}
            added = [address for address in _addresses(view.organization, rule[name]) if address.lower() not in known]
            submission.recipients = [*submission.recipients, *added]


def _addresses(organization: Organization, value: Any) -> list[str]:
    """Return the addresses of what a rule names: recipients of the organization, or addresses outside."""
    from pwsh_emu.exchange.identity import find

    found = []
    for text in value if isinstance(value, list) else [value]:
        records = find(organization, "Recipient", str(text))
        if records:
            found.append(str(records[0]["PrimarySmtpAddress"]))
        elif "@" in str(text):
            found.append(str(text))
    return found


def without_header(content: bytes, name: str) -> bytes:
    """Return a message without a header."""
    head, separator, body = content.partition(b"\r\n\r\n")
    pattern = re.compile(_HEADER % re.escape(name.encode("ascii", "replace")))
    return pattern.sub(b"", head + b"\r\n").removesuffix(b"\r\n") + separator + body


def with_header(content: bytes, name: str, value: str) -> bytes:
    """Return a message with a header set anew."""
    text = " ".join(value.split("\r\n")).replace("\n", " ").replace("\r", " ")
    encoded = text if text.isascii() else Header(text, "utf-8").encode(linesep="\r\n")
    return f"{name}: {encoded}\r\n".encode("ascii", "replace") + without_header(content, name)


def with_disclaimer(content: bytes, rule: Record) -> bytes:
    """Return a message with a disclaimer: in plain text without its marks, in HTML as it is; other messages stay as they are."""
    head, separator, body = content.partition(b"\r\n\r\n")
    kind = re.search(rb"(?im)^content-type:\s*([^;\s]+)", head)
    html = str(rule["ApplyHtmlDisclaimerText"])
    if kind is not None and kind[1].lower() == b"text/html":
        text = html
    elif kind is None or kind[1].lower() == b"text/plain":
        text = _TAGS.sub("", html).strip()
    else:
        return content
    if re.search(rb"(?im)^content-transfer-encoding:\s*(base64|quoted-printable)", head):
        return content
    addition = text.encode("utf-8") + b"\r\n"
    if str(rule.get("ApplyHtmlDisclaimerLocation") or "Append").lower() == "prepend":
        return head + separator + addition + body
    return head + separator + body.rstrip(b"\r\n") + b"\r\n" + addition


class Filing:
    """Where a mailbox's inbox rules put a message, and whom they tell."""

    def __init__(self) -> None:
        self.folder: str | None = "Inbox"
        self.copies: list[str] = []
        self.read = False
        self.forward: list[str] = []


def apply_inbox_rules(organization: Organization, mailbox: Record, submission: Submission) -> Filing:
    """Return what the enabled inbox rules of a mailbox make of a message."""
    filing = Filing()
    rules = [rule for rule in organization.table("InboxRule").values() if rule.get("MailboxOwnerId") == mailbox["Name"] and rule.get("Enabled", True)]
    if not rules:
        return filing
    view = _view(organization, submission)
    for rule in sorted(rules, key=lambda one: one.get("Priority") or 0):
        if not applies(view, rule, _asked("InboxRule")):
            continue
        if rule.get("MoveToFolder"):
            filing.folder = _folder(organization, mailbox, rule["MoveToFolder"])
        if rule.get("CopyToFolder"):
            filing.copies.append(_folder(organization, mailbox, rule["CopyToFolder"]))
        if rule.get("DeleteMessage"):
            filing.folder = "Deleted Items"
        if rule.get("SoftDeleteMessage"):
            filing.folder = "Deletions"
        if rule.get("PermanentDelete"):
            filing.folder = None
        filing.read = filing.read or bool(rule.get("MarkAsRead"))
        for name in ("ForwardTo", "ForwardAsAttachmentTo", "RedirectTo"):
            if rule.get(name):
                filing.forward += _addresses(organization, rule[name])
                if name == "RedirectTo":
                    filing.folder = None
        if rule.get("StopProcessingRules", True):
            break
    return filing


def _folder(organization: Organization, mailbox: Record, value: Any) -> str:
    """Return the path of a folder that is given as ``mailbox:\\Folder``."""
    return mailfolders.spelled(organization, mailbox, str(value).rpartition(":")[2]) or "Inbox"
