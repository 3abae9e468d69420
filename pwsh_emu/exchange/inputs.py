"""What an administrator gives for a parameter, as the record keeps it; the service's checks of Exchange's own types.

A session hands most of Exchange's types to the service as they are; the service converts them and answers with the same sentence as
PowerShell's binder does for its own types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.failures import INVALID_OPERATION, ServiceFailure, invalid, out_of_range, reference_not_found
from pwsh_emu.exchange.recipients import RECIPIENT_LISTS, SHOWN_BY
from pwsh_emu.exchange.texts import is_address, is_domain, parse_date, parse_size, parse_span, size_text, span_text
from pwsh_emu.runtime.values import EnumValue, Hashtable, PSArray, PSCustomObject, PSNoteProperty, PSObject, SwitchParameter

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record
    from pwsh_emu.exchange.schema import Property
    from pwsh_emu.runtime.session import Session

# Limits of the service: (noun, property) to lowest and highest.
RANGES = {
    ("TransportConfig", "ReplyAllStormDetectionMinimumRecipients"): (1000, 5000),
    ("TransportConfig", "ReplyAllStormDetectionMinimumReplies"): (2, 20),
    ("TransportConfig", "ReplyAllStormBlockDurationHours"): (1, 12),
    ("TransportConfig", "JournalMessageExpirationDays"): (0, 7),
    ("TransportConfig", "MaxRecipientEnvelopeLimit"): (1, 1000),
    ("Mailbox", "RecipientLimits"): (1, 1000),
    ("OrganizationConfig", "MailTipsLargeAudienceThreshold"): (0, 1000),
    ("HostedContentFilterPolicy", "BulkThreshold"): (1, 9),
    ("HostedContentFilterPolicy", "QuarantineRetentionPeriod"): (1, 30),
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitExternalPerHour"): (0, 10000),
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitInternalPerHour"): (0, 10000),
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitPerDay"): (0, 10000),
    ("CalendarProcessing", "BookingWindowInDays"): (0, 1080),
    ("CalendarProcessing", "ConflictPercentageAllowed"): (0, 100),
    ("AntiPhishPolicy", "PhishThresholdLevel"): (1, 4),
}
_SIZE_LIMITS = {
    "MaxSendSize": 157_286_400, "MaxReceiveSize": 157_286_400, "ProhibitSendQuota": 107_374_182_400, "ProhibitSendReceiveQuota": 107_374_182_400,
    "IssueWarningQuota": 107_374_182_400,
}  # fmt: skip
# Which noun a parameter's identity type names.
REFERENCES = {
    "AuthPolicyIdParameter": "AuthenticationPolicy", "SharingPolicyIdParameter": "SharingPolicy", "AddressListIdParameter": "AddressList",
    "GlobalAddressListIdParameter": "GlobalAddressList", "OfflineAddressBookIdParameter": "OfflineAddressBook",
    "HostedContentFilterPolicyIdParameter": "HostedContentFilterPolicy",
    "AntiPhishPolicyIdParameter": "AntiPhishPolicy", "MalwareFilterPolicyIdParameter": "MalwareFilterPolicy",
    "SafeLinksPolicyIdParameter": "SafeLinksPolicy",
    "SafeAttachmentPolicyIdParameter": "SafeAttachmentPolicy",
    "HostedOutboundSpamFilterPolicyIdParameter": "HostedOutboundSpamFilterPolicy", "RoleIdParameter": "ManagementRole",
    "RoleGroupIdParameter": "RoleGroup", "ManagementScopeIdParameter": "ManagementScope", "OutboundConnectorIdParameter": "OutboundConnector",
    "MailboxPlanIdParameter": "MailboxPlan", "RetentionPolicyTagIdParameter": "RetentionPolicyTag",
    "RecipientIdParameter": "Recipient", "MailboxIdParameter": "Recipient", "UserIdParameter": "Recipient",
    "GeneralRecipientIdParameter": "Recipient", "UserContactIdParameter": "Recipient", "SecurityPrincipalIdParameter": "Recipient",
    "AddressBookMailboxPolicyIdParameter": "AddressBookPolicy", "InboundConnectorIdParameter": "InboundConnector",
    "OrganizationRelationshipIdParameter": "OrganizationRelationship", "DataEncryptionPolicyIdParameter": "DataEncryptionPolicy",
    "ReportSubmissionPolicyIdParameter": "ReportSubmissionPolicy", "TeamsProtectionPolicyIdParameter": "TeamsProtectionPolicy",
}  # fmt: skip
_POLICIES = {
    "RetentionPolicy": "RetentionPolicy", "OwaMailboxPolicy": "OwaMailboxPolicy", "ActiveSyncMailboxPolicy": "MobileDeviceMailboxPolicy",
    "RoleAssignmentPolicy": "RoleAssignmentPolicy", "AddressBookPolicy": "AddressBookPolicy",
}  # fmt: skip
_DECLARED_AS_TEXT = ("AuthenticationPolicy", "AntiPhishPolicy")  # by Set-User and New-AntiPhishRule, yet they name policies


def plain(value: Any) -> Any:
    """Take a wrapper off a value."""
    return value.base if type(value) is PSObject else value


def text(session: Session, value: Any) -> str:
    """Return a value as text: of an object its identity, of an enumeration its name."""
    value = plain(value)
    if value.__class__ is str:
        return value
    if isinstance(value, EnumValue):
        return str(value)
    if isinstance(value, PSCustomObject):
        for name in ("Identity", "Guid", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "Name", "UserPrincipalName"):
            found = _member(value, name)
            if found not in (None, ""):
                return text(session, found)
    from pwsh_emu.runtime.conversion import to_string

    return to_string(session, value)


def _member(value: PSCustomObject, name: str) -> Any:
    found = value.members.get(name)
    if found is None:
        lowered = name.lower()
        for key, member in value.members.items():
            if key.lower() == lowered:
                found = member
                break
    return found.value if isinstance(found, PSNoteProperty) else found


def items(value: Any) -> list[Any]:
    """Return what a value holds one by one: of a list its items, of nothing none, else itself."""
    from pwsh_emu.runtime.enumeration import is_enumerable, iterate

    value = plain(value)
    if value is None:
        return []
    return list(iterate(value)) if is_enumerable(value) else [value]


def _written(session: Session, value: Any) -> str:
    """Return a hashtable as a script has it."""
    if not isinstance(value, Hashtable):
        return text(session, value)
    return "@{" + "; ".join(f'{key}="{text(session, value.get(key))}"' for key in map(str, value.keys())) + "}"


class TransformationError(Exception):
    """A value that the service cannot convert; ``value`` is its text, ``type_name`` the type wanted, ``reason`` why.

    ``parameter`` is the parameter it was given to, where that does not follow from the value.
    """

    def __init__(self, value: str, type_name: str, reason: str, parameter: str | None = None) -> None:
        super().__init__(reason)
        self.value = value
        self.type_name = type_name
        self.reason = reason
        self.parameter = parameter


class Reader:
    """Reads the bound parameters of one noun's cmdlet. ``types`` maps parameter names to Exchange's types as the reference has them."""

    def __init__(self, session: Session, organization: Organization, noun: str, types: dict[str, str]) -> None:
        self.session = session
        self.organization = organization
        self.noun = noun
        self.types = types

    def read(self, prop: Property, name: str, value: Any, record: Record | None) -> Any:
        """Return what a record keeps for a property. Raises TransformationError or ServiceFailure."""
        value = plain(value)
        if isinstance(value, PSArray) and len(value) == 1 and isinstance(plain(value[0]), Hashtable):
            value = plain(value[0])  # @{Add=…} for a parameter that takes an array
        exchange_type = self.types.get(name, "")
        if prop.type == "String[]" or (
            isinstance(value, (Hashtable, PSArray)) and exchange_type not in ("Unlimited",) and not isinstance(value, bool)
        ):
            return self._list(prop, name, value, record, exchange_type)
        if value is None:
            return None
        if isinstance(value, SwitchParameter):
            return bool(value)
        if prop.type == "Boolean" or value.__class__ is bool:
            return self._boolean(value)
        read = self._by_type(prop, exchange_type)
        result = read(value) if read is not None else self._scalar(prop, value)
        self._check_range(prop.name, result)
        return result

    def _by_type(self, prop: Property, exchange_type: str) -> Callable[[Any], Any] | None:
        if prop.type == "Size" or exchange_type == "ByteQuantifiedSize":
            return lambda value: self._size(prop.name, value)
        if prop.type == "TimeSpan" or exchange_type in ("EnhancedTimeSpan", "TimeSpan"):
            return self._span
        if exchange_type == "Unlimited":
            return lambda value: self._unlimited(prop.name, value)
        if exchange_type == "SmtpAddress":
            return lambda value: self._address(prop.name, value)
        if exchange_type == "SmtpDomain":
            return self._domain
        if exchange_type in REFERENCES:
            return lambda value: self._reference(REFERENCES[exchange_type], value)
        if exchange_type == "MailboxPolicyIdParameter" and prop.name in _POLICIES:
            return lambda value: self._reference(_POLICIES[prop.name], value)
        if prop.name in _DECLARED_AS_TEXT:
            return lambda value: self._reference(prop.name, value)
        if prop.name.endswith("QuarantineTag"):
            return lambda value: self._reference("QuarantinePolicy", value)
        return None

    def _scalar(self, prop: Property, value: Any) -> Any:
        if prop.type == "Int32" and value.__class__ is not str:
            return int(value)
        if prop.type == "DateTime" or type(value).__name__ == "DateTime":
            return self.date(value)
        if isinstance(value, int) and not isinstance(value, bool) and prop.type in ("Int32", "Null"):
            return int(value)
        found = text(self.session, value)
        if prop.type == "Int32" and found.lstrip("-").isdigit():
            return int(found)
        return found

    def _boolean(self, value: Any) -> bool:
        if isinstance(value, (bool, int, float)):
            return bool(value)
        shown = text(self.session, value)
        if shown.lower() in ("true", "$true", "false", "$false"):
            return shown.lower().endswith("true")
        raise TransformationError("System.String", "System.Boolean", "")

    def date(self, value: Any) -> str | None:
        """Return a date as records keep it."""
        from pwsh_emu.runtime import members

        value = plain(value)
        if value.__class__ is str:
            when = parse_date(value)
            if when is None:
                raise TransformationError(value, "System.DateTime", f"String '{value}' was not recognized as a valid DateTime.")
            return when.strftime("%Y-%m-%dT%H:%M:%S")
        utc = members.invoke_method(self.session, value, "ToUniversalTime", [])
        return str(members.invoke_method(self.session, utc, "ToString", ["yyyy-MM-ddTHH:mm:ss"]))

    def _size(self, name: str, value: Any) -> str:
        shown = str(int(value)) if isinstance(value, (int, float)) else text(self.session, value)
        if shown.lower() == "unlimited":
            return "Unlimited"
        size = parse_size(shown)
        if size is None:
            raise TransformationError(
                shown,
                "Microsoft.Exchange.Data.ByteQuantifiedSize",
                f"'{shown}' is not a valid value for a size. Give a number with B, KB, MB, GB or TB.",
            )
        limit = _SIZE_LIMITS.get(name)
        if limit is not None and size > limit:
            raise invalid(name, f"The value {size_text(size)} can't be larger than {size_text(limit)}.")
        return size_text(size)

    def _span(self, value: Any) -> str:
        shown = text(self.session, value)
        ticks = parse_span(shown)
        if shown.lower() == "unlimited":
            return "Unlimited"
        if ticks is None:
            raise TransformationError(shown, "Microsoft.Exchange.Data.EnhancedTimeSpan", f"String '{shown}' was not recognized as a valid TimeSpan.")
        return span_text(ticks)

    def _unlimited(self, name: str, value: Any) -> str:
        shown = text(self.session, value)
        if shown.lower() == "unlimited":
            return "Unlimited"
        if "Duration" in name or "Age" in name:
            ticks = parse_span(shown)
            if ticks is not None:
                return span_text(ticks)
        if not shown.lstrip("-").isdigit():
            if parse_size(shown) is not None and name.endswith(("Size", "Quota")):
                return self._size(name, value)
            raise TransformationError(
                shown, "Microsoft.Exchange.Data.Unlimited`1[System.Int32]", f"The input string '{shown}' was not in a correct format."
            )
        self._check_range(name, int(shown))
        return shown

    def _address(self, name: str, value: Any) -> str | None:
        shown = text(self.session, value)
        if shown == "<>" and name == "JournalingReportNdrTo":
            return shown
        if shown == "":
            return None
        if not is_address(shown):
            reason = (
                f'The email address "{shown}" isn\'t correct. Please use this format: user name, the @ sign, followed by the domain name. '
                "For example, tonysmith@contoso.com or tony.smith@contoso.com."
            )
            raise TransformationError(shown, "Microsoft.Exchange.Data.SmtpAddress", reason)
        return shown

    def _domain(self, value: Any) -> str | None:
        shown = text(self.session, value)
        if shown == "":
            return None
        if not is_domain(shown):
            raise TransformationError(shown, "Microsoft.Exchange.Data.SmtpDomain", f'"{shown}" isn\'t a valid SMTP domain.')
        return shown

    def _reference(self, noun: str, value: Any) -> str | None:
        from pwsh_emu.exchange.identity import find

        shown = text(self.session, value)
        if shown == "":
            return None
        if noun == "Recipient" and shown.endswith("]"):  # as inbox rules show people: "Name" [EX:…] or [SMTP:…]
            shown = shown[:-1].rpartition(" [")[2].partition(":")[2] or shown
        found = find(self.organization, noun, shown)
        if not found and noun == "Recipient" and self.noun.endswith("Rule") and is_address(shown):
            return shown  # rules also name people outside
        if not found:
            raise reference_not_found(shown)
        return str(found[0].get("Name"))

    def _check_range(self, name: str, value: Any) -> None:
        limits = RANGES.get((self.noun, name))
        if limits is not None and isinstance(value, int) and not isinstance(value, bool) and not limits[0] <= value <= limits[1]:
            raise out_of_range(name, value, *limits)

    def _list(self, prop: Property, name: str, value: Any, record: Record | None, exchange_type: str) -> list[Any] | None:
        noun = REFERENCES.get(exchange_type.removesuffix("[]"))
        if noun is None and prop.name in RECIPIENT_LISTS and self.noun in SHOWN_BY:
            noun = "Recipient"

        if prop.name.endswith("DataClassifications") and value is not None:  # each type of information is a hashtable of its own
            return [_written(self.session, plain(item)) for item in ([value] if isinstance(value, Hashtable) else items(value))]

        def one(item: Any) -> Any:
            return self._reference(noun, item) if noun is not None else text(self.session, item)

        if isinstance(value, Hashtable):
            return self._edited(prop, value, list((record or {}).get(prop.name) or prop.default or []), one)
        if value is None:
            return [] if prop.type == "String[]" else None
        result = [one(item) for item in items(value)]
        return [item for item in result if item is not None]

    def _edited(self, prop: Property, edit: Hashtable, current: list[Any], one: Callable[[Any], Any]) -> list[Any]:
        known = {"add", "remove"}
        wrong = [key for key in map(str, edit.keys()) if key.lower() not in known]
        if wrong:
            raise invalid(prop.name, f"The hashtable key '{wrong[0]}' isn't supported: use Add or Remove.")
        for item in items(edit.get("Remove")):
            lowered = str(one(item)).lower()
            current = [old for old in current if str(old).lower() != lowered and str(old).lower().partition(":")[2] != lowered]
        for item in items(edit.get("Add")):
            added = one(item)
            if str(added).lower() in (str(old).lower() for old in current):
                raise ServiceFailure(INVALID_OPERATION, f'The value "{added}" is already present in the collection.')
            current.append(added)
        return current
