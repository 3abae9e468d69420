"""A message as rules look at it: who sent it to whom, its subject, words and attachments; and the conditions that rules ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.recipients import by_address, groups_with
from pwsh_emu.exchange.texts import parse_size

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

_LARGEST_TEXT = 1_048_576  # what rules read of a message's text, as TransportRuleAttachmentTextScanLimit has it
_EXECUTABLE = frozenset(("bat", "cmd", "com", "dll", "exe", "jar", "msi", "ps1", "scr", "vbs"))


class MailView:
    """What conditions read of a message; everything is worked out when it is first asked for."""

    def __init__(self, organization: Organization, sender: str, recipients: list[str], content: bytes) -> None:
        self.organization = organization
        self.sender = sender
        self.recipients = recipients
        self.content = content

    @cached_property
    def message(self) -> Any:
        return message_from_bytes(self.content, policy=policy.default)

    def header(self, name: str) -> str:
        """Return a header as text, "" where there is none."""
        try:
            return str(self.message.get(name) or "")
        except (ValueError, IndexError, AttributeError, LookupError):  # what the header parser makes of junk
            return ""

    @cached_property
    def subject(self) -> str:
        return self.header("Subject")

    @cached_property
    def body(self) -> str:
        """The text parts, without the marks of HTML."""
        found: list[str] = []
        for part in self.message.walk():
            if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
                payload = part.get_payload(decode=True) or b""
                try:
                    text = payload[:_LARGEST_TEXT].decode(part.get_content_charset("utf-8"), "replace")
                except LookupError:
                    text = payload[:_LARGEST_TEXT].decode("latin-1")
                found.append(re.sub(r"<[^<>]*>", " ", text) if part.get_content_subtype() == "html" else text)
        return "\n".join(found)

    @cached_property
    def attachments(self) -> list[str]:
        return [str(part.get_filename()) for part in self.message.walk() if part.get_filename()]

    def names(self, address: str) -> set[str]:
        """Return what an address may be called in a rule, in lower case."""
        found = {address.lower()}
        record = by_address(self.organization, address)
        if record is not None:
            found |= {str(record.get(key, "")).lower() for key in ("Name", "PrimarySmtpAddress", "Alias", "DisplayName")}
        return found

    def is_inside(self, address: str) -> bool:
        domain = address.rpartition("@")[2].lower()
        return any(str(one["DomainName"]).lower() == domain for one in self.organization.table("AcceptedDomain").values())

    def in_groups(self, address: str, groups: Iterable[Any]) -> bool:
        """Tell whether an address belongs to a member of one of some groups."""
        record = by_address(self.organization, address)
        if record is None:
            return False
        wanted = {str(group).lower() for group in groups}
        found = groups_with(self.organization, record["Name"])
        return any(not wanted.isdisjoint(self.names(str(group.get("PrimarySmtpAddress", group["Name"])))) for group in found)


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _words(text: str, value: Any) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in _texts(value) if word)


def _patterns(text: str, value: Any) -> bool:
    import regex

    for pattern in _texts(value):
        try:
            if regex.search(pattern, text, regex.IGNORECASE, timeout=0.3):
                return True
        except (regex.error, TimeoutError):
            continue
    return False


def _named(view: MailView, addresses: Iterable[str], value: Any) -> bool:
    wanted = {text.lower() for text in _texts(value)}
    return any(not wanted.isdisjoint(view.names(address)) for address in addresses)


def _scope(view: MailView, addresses: Iterable[str], value: Any) -> bool:
    inside = str(value).lower() == "inorganization"
    return any(view.is_inside(address) == inside for address in addresses)


def _domains(addresses: Iterable[str], value: Any) -> bool:
    wanted = [text.lower() for text in _texts(value)]
    found = [address.rpartition("@")[2].lower() for address in addresses]
    return any(domain == one or domain.endswith(f".{one}") for domain in found for one in wanted)


def _addresses_in(view: MailView, *headers: str) -> list[str]:
    from email.utils import getaddresses

    return [address for _, address in getaddresses([view.header(name) for name in headers]) if address]


def _larger(view: MailView, value: Any) -> bool:
    size = parse_size(str(value))
    return size is not None and len(view.content) > size


Test = Callable[[MailView, Any, "Record"], bool]
# What a rule can ask, by the name of its property; ExceptIf… asks the same.
CONDITIONS: dict[str, Test] = {
    "From": lambda view, value, rule: _named(view, [view.sender], value),
    "FromMemberOf": lambda view, value, rule: view.in_groups(view.sender, _texts(value)),
    "FromScope": lambda view, value, rule: str(value).lower() == "inorganization",  # who submits here has signed in
    "SentTo": lambda view, value, rule: _named(view, view.recipients, value),
    "SentToMemberOf": lambda view, value, rule: any(view.in_groups(one, _texts(value)) for one in view.recipients),
    "SentToScope": lambda view, value, rule: _scope(view, view.recipients, value),
    "AnyOfToHeader": lambda view, value, rule: _named(view, _addresses_in(view, "To"), value),
    "AnyOfCcHeader": lambda view, value, rule: _named(view, _addresses_in(view, "Cc"), value),
    "AnyOfToCcHeader": lambda view, value, rule: _named(view, _addresses_in(view, "To", "Cc"), value),
    "SenderDomainIs": lambda view, value, rule: _domains([view.sender], value),
    "RecipientDomainIs": lambda view, value, rule: _domains(view.recipients, value),
    "SubjectContainsWords": lambda view, value, rule: _words(view.subject, value),
    "SubjectMatchesPatterns": lambda view, value, rule: _patterns(view.subject, value),
    "SubjectOrBodyContainsWords": lambda view, value, rule: _words(f"{view.subject}\n{view.body}", value),
    "SubjectOrBodyMatchesPatterns": lambda view, value, rule: _patterns(f"{view.subject}\n{view.body}", value),
    "BodyContainsWords": lambda view, value, rule: _words(view.body, value),
    "FromAddressContainsWords": lambda view, value, rule: any(text.lower() in view.sender.lower() for text in _texts(value)),
    "FromAddressMatchesPatterns": lambda view, value, rule: _patterns(view.sender, value),
    "RecipientAddressContainsWords": lambda view, value, rule: any(text.lower() in one.lower() for one in view.recipients for text in _texts(value)),
    "RecipientAddressMatchesPatterns": lambda view, value, rule: any(_patterns(one, value) for one in view.recipients),
    "HeaderContainsMessageHeader": lambda view, value, rule: _words(view.header(str(value)), rule.get("HeaderContainsWords") or []),
    "HeaderMatchesMessageHeader": lambda view, value, rule: _patterns(view.header(str(value)), rule.get("HeaderMatchesPatterns") or []),
    "HeaderContainsWords": lambda view, value, rule: "HeaderContainsMessageHeader" in rule or _words(str(view.message.items()), value),
    "HeaderMatchesPatterns": lambda view, value, rule: True,  # belongs to the header that is named beside it
    "AttachmentNameMatchesPatterns": lambda view, value, rule: any(_patterns(name, value) for name in view.attachments),
    "AttachmentExtensionMatchesWords": lambda view, value, rule: any(
        name.lower().rpartition(".")[2] in {text.lower().lstrip(".") for text in _texts(value)} for name in view.attachments
    ),
    "AttachmentHasExecutableContent": lambda view, value, rule: any(name.lower().rpartition(".")[2] in _EXECUTABLE for name in view.attachments),
    "HasAttachment": lambda view, value, rule: bool(view.attachments),
    "MessageSizeOver": lambda view, value, rule: _larger(view, value),
    "MyNameInToBox": lambda view, value, rule: _named(view, _addresses_in(view, "To"), rule.get("MailboxOwnerId")),
    "MyNameInCcBox": lambda view, value, rule: _named(view, _addresses_in(view, "Cc"), rule.get("MailboxOwnerId")),
    "MyNameInToOrCcBox": lambda view, value, rule: _named(view, _addresses_in(view, "To", "Cc"), rule.get("MailboxOwnerId")),
}  # fmt: skip


def applies(view: MailView, rule: Record, asked: frozenset[str]) -> bool:
    """Tell whether a rule is for a message. ``asked`` are the properties that are conditions: one that is not known here fits no message."""
    for name in asked:
        value = rule.get(name)
        if value in (None, False, "", []):
            continue
        exception = name.startswith("ExceptIf")
        test = CONDITIONS.get(name.removeprefix("ExceptIf"))
        if test is None:
            if exception:
                continue
            return False
        if test(view, value, rule) == exception:
            return False
    return True


__all__ = ["CONDITIONS", "MailView", "applies"]
