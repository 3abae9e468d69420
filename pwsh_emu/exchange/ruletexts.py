"""What rules say of themselves: the sentences of Description, and the names of conditions, exceptions and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pwsh_emu.exchange.organization import Record

_TASKS = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks."
_SCOPES = {
    "InOrganization": "Inside the organization", "NotInOrganization": "Outside the organization",
    "ExternalPartner": "External partners", "ExternalNonPartner": "External non-partners",
}  # fmt: skip
# A condition's property, and its sentence; {} is the value. The order is the service's.
_CONDITIONS = (
    ("From", "Is received from {}"), ("FromMemberOf", "Is received from a member of group {}"), ("FromScope", "Is received from {}"),
    ("SentTo", "Is sent to {}"), ("SentToMemberOf", "Is sent to a member of group {}"), ("SentToScope", "Is sent to {}"),
    ("ManagerAddresses", "The manager of the sender or recipient is {}"),
    ("AnyOfToHeader", "The message has {} in the To box"), ("AnyOfToHeaderMemberOf", "The message has a member of {} in the To box"),
    ("AnyOfCcHeader", "The message has {} in the Cc box"), ("AnyOfCcHeaderMemberOf", "The message has a member of {} in the Cc box"),
    ("AnyOfToCcHeader", "The message has {} in the To or Cc box"),
    ("AnyOfToCcHeaderMemberOf", "The message has a member of {} in the To or Cc box"),
    ("HasClassification", "Is marked with the classification {}"), ("HasNoClassification", "Isn't marked with any classification"),
    ("SubjectContainsWords", "Includes these words in the message subject: {}"),
    ("SubjectOrBodyContainsWords", "Includes these words in the message subject or body: {}"),
    ("HeaderContainsWords", "{header} header contains {}"),
    ("FromAddressContainsWords", "Includes these words in the sender's address: {}"),
    ("SenderDomainIs", "sender's address domain portion belongs to any of these domains: {}"),
    ("RecipientDomainIs", "recipient's address domain portion belongs to any of these domains: {}"),
    ("SubjectMatchesPatterns", "Includes these patterns in the message subject: {}"),
    ("SubjectOrBodyMatchesPatterns", "Includes these patterns in the message subject or body: {}"),
    ("HeaderMatchesPatterns", "{header} header matches the following patterns: {}"),
    ("FromAddressMatchesPatterns", "Includes these patterns in the From address: {}"),
    ("AttachmentNameMatchesPatterns", "Includes these patterns in the attachment file name: {}"),
    ("AttachmentExtensionMatchesWords", "Includes these words in the attachment file extension: {}"),
    ("AttachmentContainsWords", "Includes these words in the attachment: {}"),
    ("AttachmentMatchesPatterns", "Includes these patterns in the attachment: {}"),
    ("AttachmentPropertyContainsWords", "Includes these words in the attachment properties: {}"),
    ("ContentCharacterSetContainsWords", "Includes these words in the character set: {}"),
    ("HasSenderOverride", "The sender has overridden a policy tip"),
    ("MessageContainsDataClassifications", "Contains these sensitive information types: {}"),
    ("SenderIpRanges", "sender ip addresses belong to one of these ranges: {}"),
    ("SCLOver", "Has a spam confidence level (SCL) that is greater than or equal to {}"),
    ("AttachmentSizeOver", "Has an attachment greater than or equal to {}"), ("MessageSizeOver", "The message size is greater than or equal to {}"),
    ("WithImportance", "Is marked with {} importance"), ("MessageTypeMatches", "Is a message of the type {}"),
    ("RecipientAddressContainsWords", "Includes these words in the recipient's address: {}"),
    ("RecipientAddressMatchesPatterns", "Includes these patterns in the recipient's address: {}"),
    ("AnyOfRecipientAddressContainsWords", "Includes these words in any recipient's address: {}"),
    ("AnyOfRecipientAddressMatchesPatterns", "Includes these patterns in any recipient's address: {}"),
    ("AttachmentIsUnsupported", "Has an attachment whose contents can't be inspected"),
    ("AttachmentProcessingLimitExceeded", "Has an attachment that wasn't completely inspected"),
    ("AttachmentHasExecutableContent", "Has an attachment with executable content"),
    ("AttachmentIsPasswordProtected", "Has an attachment that is password protected"),
)  # fmt: skip
_ACTIONS = (
    ("ModerateMessageByUser", "Forward the message for approval to {}"),
    ("ModerateMessageByManager", "Forward the message for approval to the sender's manager"),
    ("RedirectMessageTo", "Redirect the message to {}"), ("Quarantine", "Deliver the message to the hosted quarantine"),
    ("RouteMessageOutboundConnector", "Route the message using the connector named {}"),
    ("RouteMessageOutboundRequireTls", "Require TLS encryption"),
    ("RejectMessageReasonText", "reject the message and include the explanation {} with the status code: {status}"),
    ("DeleteMessage", "Delete the message without notifying the recipient or sender"),
    ("BlindCopyTo", "Blind carbon copy (Bcc) the message to {}"), ("AddToRecipients", "Add {} to the To box"),
    ("CopyTo", "Add {} to the Cc box"), ("AddManagerAsRecipientType", "Add the sender's manager as a recipient: {}"),
    ("ApplyHtmlDisclaimerText", "{location} the message with the disclaimer {}. If the disclaimer can't be applied, {fallback}."),
    ("PrependSubject", "Prepend the subject with {}"), ("SetHeaderName", "Set message header {} with the value {value}"),
    ("RemoveHeader", "Remove the message header {}"), ("SetSCL", "Set the spam confidence level (SCL) to {}"),
    ("ApplyClassification", "Apply the message classification {}"),
    ("ApplyRightsProtectionTemplate", "rights protect message with RMS template: {}"),
    ("ApplyOME", "Encrypt the message with Office 365 Message Encryption"), ("RemoveOME", "Remove Office 365 Message Encryption"),
    ("RemoveOMEv2", "Remove Office 365 Message Encryption and rights protection"), ("SetAuditSeverity", "Set audit severity level to {}"),
    ("GenerateIncidentReport", "Send the incident report to {}"), ("GenerateNotification", "Notify the recipient with the message {}"),
    ("SenderNotificationType", "Notify the sender: {}"), ("StopRuleProcessing", "Stop processing more rules"),
)  # fmt: skip
_FALLBACKS = {
    "Wrap": "attach the message to a new disclaimer message", "Ignore": "ignore", "Reject": "reject the message",
}  # fmt: skip
_INBOX_CONDITIONS = (
    ("From", "the message was received from {}"), ("FromAddressContainsWords", "the sender's address includes {}"),
    ("SubjectContainsWords", "the message includes specific words in the subject {}"),
    ("SubjectOrBodyContainsWords", "the message includes specific words in the subject or body {}"),
    ("BodyContainsWords", "the message includes specific words in the body {}"), ("SentTo", "the message was sent to {}"),
    ("RecipientAddressContainsWords", "the recipient's address includes {}"), ("HeaderContainsWords", "the message header includes {}"),
    ("MyNameInToBox", "my name is in the To box"), ("MyNameInToOrCcBox", "my name is in the To or Cc box"),
    ("SentOnlyToMe", "I'm the only recipient"),
    ("MyNameInCcBox", "my name is in the Cc box"), ("MyNameNotInToBox", "my name isn't in the To box"),
    ("HasAttachment", "the message has an attachment"), ("WithImportance", "the message is marked as {} importance"),
    ("WithSensitivity", "the message is marked as {} sensitivity"), ("MessageTypeMatches", "the message is of type {}"),
)  # fmt: skip
_INBOX_ACTIONS = (
    ("MoveToFolder", "move the message to folder {}"), ("CopyToFolder", "copy the message to folder {}"), ("DeleteMessage", "delete the message"),
    ("PermanentDelete", "permanently delete the message"), ("SoftDeleteMessage", "delete the message so that it can be recovered"),
    ("MarkAsRead", "mark the message as Read"), ("MarkImportance", "mark the message as {} importance"),
    ("ApplyCategory", "mark the message with the category {}"), ("PinMessage", "pin the message"), ("ForwardTo", "forward the message to {}"),
    ("ForwardAsAttachmentTo", "forward the message as an attachment to {}"), ("RedirectTo", "redirect the message to {}"),
    ("StopProcessingRules", "stop processing more rules on this message"),
)  # fmt: skip


# Where a condition's or action's class is not named like the property.
_CLASSES = {
    "SubjectContainsWords": "SubjectContains", "SubjectOrBodyContainsWords": "SubjectOrBodyContains",
    "FromAddressContainsWords": "FromAddressContains", "HeaderContainsWords": "HeaderContains", "SubjectMatchesPatterns": "SubjectMatches",
    "SubjectOrBodyMatchesPatterns": "SubjectOrBodyMatches",
    "HeaderMatchesPatterns": "HeaderMatches", "FromAddressMatchesPatterns": "FromAddressMatches",
    "AttachmentNameMatchesPatterns": "AttachmentNameMatches", "SCLOver": "SclOver", "RejectMessageReasonText": "RejectMessage",
    "SetHeaderName": "SetHeader", "ApplyHtmlDisclaimerText": "ApplyHtmlDisclaimer", "RedirectMessageTo": "RedirectMessage", "SetSCL": "SetScl",
    "ApplyRightsProtectionTemplate": "RightsProtectMessage", "SenderNotificationType": "NotifySender",
}  # fmt: skip


def _is_set(value: Any) -> bool:
    return value not in (None, "", [], False)


def _listed(value: Any) -> str:
    items = value if isinstance(value, list) else [_SCOPES.get(str(value), value)]
    return " or ".join(f"'{item}'" for item in items)


def _sentences(rule: Record, table: tuple[tuple[str, str], ...], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the properties of a table that a rule has set, each with its sentence."""
    for name, sentence in table:
        value = rule.get(prefix + name)
        if not _is_set(value):
            continue
        header = rule.get(prefix + name.replace("Words", "MessageHeader").replace("Patterns", "MessageHeader")) if "{header}" in sentence else ""
        words = {
            "header": f"'{header}'", "status": f"'{rule.get('RejectMessageEnhancedStatusCode') or '5.7.1'}'",
            "value": f"'{rule.get('SetHeaderValue') or ''}'", "location": str(rule.get("ApplyHtmlDisclaimerLocation") or "Append"),
            "fallback": _FALLBACKS.get(str(rule.get("ApplyHtmlDisclaimerFallbackAction") or "Wrap"), ""),
        }  # fmt: skip
        yield name, sentence.format(_listed(value), **words)


def transport_rule(rule: Record) -> dict[str, Any]:
    """Return Description, Conditions, Exceptions and Actions of a transport rule."""
    conditions, exceptions = list(_sentences(rule, _CONDITIONS)), list(_sentences(rule, _CONDITIONS, "ExceptIf"))
    actions = list(_sentences(rule, _ACTIONS))
    return {
        "Description": _description(conditions, actions, exceptions),
        "Conditions": [f"{_TASKS}{_CLASSES.get(name, name)}Predicate" for name, _ in conditions],
        "Exceptions": [f"{_TASKS}{_CLASSES.get(name, name)}Predicate" for name, _ in exceptions] or None,
        "Actions": [f"{_TASKS}{_CLASSES.get(name, name)}Action" for name, _ in actions],
    }


def inbox_rule(rule: Record) -> str:
    """Return the description of an inbox rule."""
    conditions, exceptions = list(_sentences(rule, _INBOX_CONDITIONS)), list(_sentences(rule, _INBOX_CONDITIONS, "ExceptIf"))
    described = _description(conditions, list(_sentences(rule, _INBOX_ACTIONS)), exceptions)
    return described if conditions else f"Apply to all messages\r\n{described}"


def _description(conditions: list[tuple[str, str]], actions: list[tuple[str, str]], exceptions: list[tuple[str, str]]) -> str:
    """Return what a rule asks and does, a sentence a line; nothing where it does neither."""
    parts = (("If the message", conditions, "and"), ("Take the following actions", actions, "and"), ("Except if the message", exceptions, "or"))
    return "".join(f"{begin}:\r\n\t" + f"\r\n\t{word} ".join(text for _, text in found) + "\r\n" for begin, found, word in parts if found)
