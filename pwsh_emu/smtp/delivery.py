"""What becomes of an accepted message: copies in mailboxes and Sent Items, forwarding, groups, non-delivery reports, the trace."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.mailstore import QUARANTINE
from pwsh_emu.exchange.publicfolders import MESSAGES, RECIPIENT_KIND, folder_of
from pwsh_emu.exchange.recipients import GROUPS, MAILBOXES, TABLE, by_address, groups_with
from pwsh_emu.exchange.texts import parse_size
from pwsh_emu.smtp.mailrules import REJECTED, apply_inbox_rules, apply_transport_rules

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Copy
    from pwsh_emu.exchange.organization import Organization, Record

_HEADERS_END = re.compile(rb"\r?\n\r?\n")


class Submission:
    """A message as the client handed it over."""

    __slots__ = ("auth", "content", "ehlo", "login", "peer", "recipients", "sender", "tls")

    def __init__(self, login: Record, sender: str, recipients: list[str], content: bytes, *, peer: str, ehlo: str, tls: str, auth: str) -> None:
        self.login = login
        self.sender = sender
        self.recipients = recipients
        self.content = content
        self.peer = peer
        self.ehlo = ehlo
        self.tls = tls
        self.auth = auth


def headers_of(content: bytes) -> Any:
    """Return a message's headers; junk gives none."""
    match = _HEADERS_END.search(content)
    return BytesHeaderParser().parsebytes(content[: match.end()] if match else content[:65536])


def text_of(headers: Any, name: str) -> str:
    """Return a header as text, decoded."""
    try:
        value = headers.get(name)
        return "" if value is None else str(make_header(decode_header(str(value)))).replace("\r", "").replace("\n", "")
    except (LookupError, UnicodeError, ValueError):
        return ""


def may_send_as(organization: Organization, login: Record, address: str) -> bool:
    """Tell whether a mailbox may send as an address: its own, or one it has SendAs or send-on-behalf rights for."""
    owner = by_address(organization, address)
    if owner is None:
        return False
    if owner["Guid"] == login["Guid"]:
        return True
    own = {str(login.get(key, "")).lower() for key in ("UserPrincipalName", "PrimarySmtpAddress", "Name")}
    groups = {str(group.get("PrimarySmtpAddress", "")).lower() for group in groups_with(organization, login["Name"])}
    for entry in organization.table("RecipientPermission").values():
        if entry["Mailbox"] == owner["Name"] and str(entry["Trustee"]).lower() in own | groups:
            return True
    return any(str(name).lower() in own for name in owner.get("GrantSendOnBehalfTo") or [])


def denied_sender(organization: Organization, submission: Submission) -> str | None:
    """Return the address that the login may not send as; None where all is well."""
    headers = headers_of(submission.content)
    addresses = [address for _, address in getaddresses([str(value) for value in headers.get_all("From", [])]) if address]
    for address in [*addresses, *([submission.sender] if submission.sender else [])]:
        if not may_send_as(organization, submission.login, address):
            return address
    return None


def is_full(organization: Organization, mailbox: Record, limit: str = "ProhibitSendQuota") -> bool:
    """Tell whether a mailbox has passed a quota."""
    quota = parse_size(str(mailbox.get(limit) or ""))
    if quota is None or quota > 1 << 30:  # what fits into memory or a test is far below
        return False
    return sum(len(message.content) for message in organization.mail.messages(mailbox["Guid"])) >= quota


class Delivery:
    """Delivers one submission."""

    def __init__(self, organization: Organization, submission: Submission, host: str) -> None:
        self.organization = organization
        self.submission = submission
        self.host = host
        self.headers = headers_of(submission.content)
        now = datetime.now(UTC)
        self.now = now.strftime("%Y-%m-%dT%H:%M:%S")  # as records keep it
        self.date = now.strftime("%a, %d %b %Y %H:%M:%S +0000")  # as headers have it
        self.copies: list[Copy] = []
        self.replies: list[Record] = []  # mailboxes that answer by themselves
        self.trace: list[dict[str, Any]] = []
        self.failed: list[tuple[str, str, str]] = []  # address, diagnostic, sentence
        self._seen: set[str] = set()
        self.trace_id = self._random_guid()
        given = str(self.headers.get("Message-ID") or "").strip()
        self.message_id = given or f"<{os.urandom(16).hex().upper()}@{host}>"
        self.subject = text_of(self.headers, "Subject")

    @staticmethod
    def _random_guid() -> str:
        digits = os.urandom(16).hex()
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def run(self) -> str:
        """File the message everywhere it goes and return its id. Raises MailStoreFull, and OSError where the tenant file cannot be written."""
        submission = self.submission
        original, sent_info = submission.content, self.info(read=True)
        with self.organization.lock:
            verdict = apply_transport_rules(self.organization, submission)
            content = self.received() + submission.content
            self.headers = headers_of(submission.content)
            self.subject = text_of(self.headers, "Subject")
            for address in submission.recipients:
                if verdict.rejected is not None:
                    code, reason = verdict.rejected
                    self.fail(address, f"550 {code} {REJECTED}", reason)
                elif verdict.quarantined is not None:
                    self.note(address, "Quarantined", f"The message was quarantined by the transport rule '{verdict.quarantined}'.")
                elif verdict.deleted:
                    self.note(address, "Failed", "Reason: [{LED=250 2.1.5 RESOLVER.MSG.Dropped; the message was deleted by a transport rule}]")
                else:
                    self.to_address(address, address, 0)
            if verdict.quarantined is not None:
                kept = {**self.info(), "recipients": submission.recipients, "rule": verdict.quarantined}
                self.copies.append((QUARANTINE, QUARANTINE, kept))
            if submission.login.get("MessageCopyForSMTPClientSubmissionEnabled", True):
                # stored as it was submitted, before the rules
                sent = content if submission.content is original else self.received() + original
                self.copies.append((submission.login["Guid"], "Sent Items", sent_info, sent))
            self.organization.mail.deliver(self.copies, content, self.trace)
            if self.failed:
                self.report_failures()
            self.send_automatic_replies()
        return self.message_id

    def received(self) -> bytes:
        submission = self.submission
        version = submission.tls.replace("TLSv", "TLS").replace(".", "_") or "none"
        if version == "TLS1":
            version = "TLS1_0"
        lines = (
            f"Received: from {submission.ehlo} ({submission.peer}) by\r\n"
            f" {self.host} with Microsoft SMTP Server (version={version}) id\r\n {os.urandom(4).hex()}; {self.date}\r\n"
        )
        if not self.headers.get("Message-ID"):
            lines += f"Message-ID: {self.message_id}\r\n"
        if not self.headers.get("Date"):
            lines += f"Date: {self.date}\r\n"
        if not self.headers.get("From"):
            lines += f"From: <{submission.sender}>\r\n"
        return lines.encode("ascii", "replace")

    def info(self, *, read: bool = False) -> dict[str, Any]:
        return {
            "subject": self.subject, "from": text_of(self.headers, "From") or self.submission.sender,
            "to": text_of(self.headers, "To"), "sender": self.submission.sender,
            "date": self.now, "messageId": self.message_id,
            "read": read, "tls": self.submission.tls, "auth": self.submission.auth,
        }  # fmt: skip

    def to_address(self, address: str, shown: str, depth: int) -> None:
        """Deliver to an address; groups and forwarding lead on, loops end."""
        record = by_address(self.organization, address)
        if record is None:
            self.outside_or_unknown(address)
        elif depth > 10 or record["Guid"] in self._seen:
            return
        else:
            self._seen.add(record["Guid"])
            self.to_recipient(record, shown, depth)

    def outside_or_unknown(self, address: str) -> None:
        domain = address.rpartition("@")[2].lower()
        for accepted in self.organization.table("AcceptedDomain").values():
            if str(accepted["DomainName"]).lower() == domain and accepted.get("DomainType", "Authoritative") == "Authoritative":
                self.fail(
                    address,
                    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
                    f"{address} wasn't found at {address.rpartition('@')[2]}.",
                )
                return
        self.note(address, "Delivered", "The emulator does not send mail outside; the message ends here.")

    def to_recipient(self, record: Record, shown: str, depth: int) -> None:
        kind = record.get("RecipientTypeDetails")
        address = str(record["PrimarySmtpAddress"])
        refused = self.refusal(record)
        if refused is not None:
            self.fail(address, *refused)
        elif kind in MAILBOXES:
            forward = record.get("ForwardingSmtpAddress") or record.get("ForwardingAddress")
            if forward:
                target = str(forward).removeprefix("smtp:").removeprefix("SMTP:")
                if "@" not in target:
                    found = [one for one in self.organization.table(TABLE).values() if one.get("Name") == target]
                    target = str(found[0]["PrimarySmtpAddress"]) if found else target
                self.to_address(target, target, depth + 1)
            if not forward or record.get("DeliverToMailboxAndForward"):
                self.file(record, depth)
            self.note(address, "Delivered")
        elif kind == RECIPIENT_KIND:
            folder = folder_of(self.organization, record)
            if folder is not None:
                self.copies.append((folder["Guid"], MESSAGES, self.info()))
            self.note(address, "Delivered")
        elif kind in GROUPS or kind in ("GroupMailbox", "DynamicDistributionGroup"):
            self.note(address, "Expanded")
            for member in self.members(record):
                self.to_address(str(member["PrimarySmtpAddress"]), shown, depth + 1)
        else:
            self.note(
                str(record.get("ExternalEmailAddress", address)).removeprefix("SMTP:"),
                "Delivered",
                "The emulator does not send mail outside; the message ends here.",
            )

    def members(self, group: Record) -> list[Record]:
        records = self.organization.table(TABLE).values()
        if group.get("RecipientTypeDetails") == "DynamicDistributionGroup":
            from pwsh_emu.exchange.opath import FilterError, compile_filter

            try:
                test = compile_filter(group.get("RecipientFilter") or "(Alias -ne $null)", lambda name: (name, None))
            except FilterError:
                return []
            return [record for record in records if record is not group and record.get("PrimarySmtpAddress") and test(record)]
        names = set(group.get("Members") or [])
        return [record for record in records if record.get("Name") in names]

    def fail(self, address: str, diagnostic: str, sentence: str) -> None:
        """Note that a recipient does not get the message, and tell the sender why."""
        self.failed.append((address, diagnostic, sentence))
        self.note(address, "Failed", f"Reason: [{{LED={diagnostic}}};{{MSG=}};{{FQDN=}};{{IP=}};{{LRT=}}]")

    def refusal(self, record: Record) -> tuple[str, str] | None:
        """Return the diagnostic and the sentence with which a recipient does not take the message; None where it does."""
        for kind, wanted in (("AcceptMessagesOnlyFrom", True), ("RejectMessagesFrom", False)):
            listed = {str(one) for suffix in ("", "DLMembers", "SendersOrMembers") for one in record.get(kind + suffix) or ()}
            if listed and listed.isdisjoint(self.sender_names()) == wanted:
                return "550 5.7.124 RESOLVER.RST.NotAuthorized; not authorized", "You aren't allowed to send to this recipient."
        largest = parse_size(str(record.get("MaxReceiveSize") or ""))
        if largest is not None and len(self.submission.content) > largest:
            return "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient", "The message is too large for this recipient."
        if is_full(self.organization, record, "ProhibitSendReceiveQuota"):
            return "554 5.2.2 mailbox full; QuotaExceededException", "The recipient's mailbox is full."
        return None

    def sender_names(self) -> set[str]:
        """Return the name of who sends, and of the groups that have it as a member."""
        login = str(self.submission.login["Name"])
        return {login, *(str(group["Name"]) for group in groups_with(self.organization, login))}

    def file(self, mailbox: Record, depth: int) -> None:
        """Put the message where the mailbox's inbox rules want it, and send it on where they say so."""
        filing = apply_inbox_rules(self.organization, mailbox, self.submission)
        for folder in [*([filing.folder] if filing.folder is not None else []), *filing.copies]:
            self.copies.append((mailbox["Guid"], folder, self.info(read=filing.read)))
        for address in filing.forward:
            self.to_address(address, address, depth + 1)
        self.replies.append(mailbox)

    def send_automatic_replies(self) -> None:
        """Answer for mailboxes whose owners are away: once to each sender for each time that they are."""
        login = self.submission.login
        for mailbox in self.replies:
            settings = self.organization.table("MailboxAutoReplyConfiguration").get(mailbox["Guid"], {})
            state, text = settings.get("AutoReplyState"), str(settings.get("InternalMessage") or "")
            scheduled = str(settings.get("StartTime") or "") <= self.now < str(settings.get("EndTime") or "9999")
            if not text or mailbox["Guid"] == login["Guid"] or not (state == "Enabled" or (state == "Scheduled" and scheduled)):
                continue
            mark = f"{mailbox['Guid']} {settings.get('WhenChanged', '')}"
            if any(message.info.get("automaticReply") == mark for message in self.organization.mail.messages(login["Guid"], with_content=False)):
                continue
            subject = f"Automatic reply: {self.subject}"
            lines = [
                f"From: {mailbox['DisplayName']} <{mailbox['PrimarySmtpAddress']}>", f"To: {login['PrimarySmtpAddress']}", f"Subject: {subject}",
                f"Date: {self.date}", f"Message-ID: <{os.urandom(16).hex()}@{self.host}>",
                f"In-Reply-To: {self.message_id}",
                "Auto-Submitted: auto-replied", "Content-Type: text/html; charset=utf-8", "", text, "",
            ]  # fmt: skip
            self.answer(lines, {"subject": subject, "from": lines[0][6:], "automaticReply": mark})

    def answer(self, lines: list[str], info: dict[str, Any]) -> None:
        """Put a message that the service itself writes into the sender's Inbox."""
        login = self.submission.login
        whole = {**self.info(), "to": login["PrimarySmtpAddress"], "sender": "", "tls": "", "auth": "", **info}
        self.organization.mail.deliver([(login["Guid"], "Inbox", whole)], "\r\n".join(lines).encode(), [])

    def note(self, recipient: str, status: str, detail: str = "") -> None:
        self.trace.append({
            "MessageId": self.message_id, "MessageTraceId": self.trace_id,
            "Received": self.now, "SenderAddress": self.submission.sender,
            "RecipientAddress": recipient, "Subject": self.subject, "Status": status,
            "FromIP": self.submission.peer, "ToIP": None, "Size": len(self.submission.content),
            "TlsVersion": self.submission.tls, "AuthType": self.submission.auth,
            "Login": self.submission.login["PrimarySmtpAddress"], "Detail": detail,
        })  # fmt: skip

    def report_failures(self) -> None:
        """Put a non-delivery report into the sender's Inbox."""
        postmaster = self.organization.transport("ExternalPostmasterAddress") or f"postmaster@{self.organization.name}"
        sender, subject = f"Microsoft Outlook <{postmaster}>", f"Undeliverable: {self.subject}"
        lines = [
            f"From: {sender}", f"To: {self.submission.login['PrimarySmtpAddress']}",
            f"Date: {self.date}", f"Subject: {subject}",
            f"Message-ID: <{os.urandom(16).hex()}@{self.host}>", f"In-Reply-To: {self.message_id}",
            "Auto-Submitted: auto-replied", "Content-Type: text/plain; charset=utf-8", "",
            *(f"Your message to {address} couldn't be delivered.\r\n{sentence} ({reason})" for address, reason, sentence in self.failed),
            "",
        ]  # fmt: skip
        self.answer(lines, {"subject": subject, "from": sender, "messageId": ""})
