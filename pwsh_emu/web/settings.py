"""The controls of Settings > Mail flow: their labels, what they stand for, and the cmdlet that a change equals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.inputs import RANGES
from pwsh_emu.exchange.schema import load
from pwsh_emu.exchange.smtpauth import decide

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

CALLER = "admin@contoso.onmicrosoft.com"
ORIGIN = "Exchange admin center"


class Control:
    """One control. ``inverted`` checkboxes are checked while the property is False; ``unset`` is how a property without a value shows."""

    __slots__ = ("inverted", "kind", "label", "noun", "property", "section", "unset")

    def __init__(
        self, section: str, label: str, noun: str, prop: str, kind: str = "checkbox", *, inverted: bool = False, unset: bool = False
    ) -> None:
        self.section = section
        self.label = label
        self.noun = noun
        self.property = prop
        self.kind = kind
        self.inverted = inverted
        self.unset = unset

    def read(self, organization: Organization) -> Any:
        """Return what the control shows."""
        value = current(organization, self.noun, self.property)
        if self.kind == "number":
            return value
        shown = self.unset if value is None else bool(value)
        return not shown if self.inverted else shown

    def value_of(self, shown: Any) -> Any:
        """Return the property's value for what a person entered. Raises ValueError with a sentence."""
        if self.kind == "checkbox":
            if not isinstance(shown, bool):
                raise ValueError(f"{self.label}: on or off is expected.")
            return not shown if self.inverted else shown
        if not isinstance(shown, int) or isinstance(shown, bool):
            raise ValueError(f"{self.label}: a whole number is expected.")
        low, high = self.limits
        if not low <= shown <= high:
            raise ValueError(f"{self.label}: the number must be between {low} and {high}.")
        return shown

    @property
    def limits(self) -> tuple[int, int]:
        return RANGES[self.noun, self.property]


_GENERAL, _SECURITY, _STORM, _RECALL = "General", "Security", "Reply-all storm protection", "Message recall"
CONTROLS = (
    Control(_GENERAL, "Turn off plus addressing for your organization", "OrganizationConfig", "DisablePlusAddressInRecipients"),
    Control(_GENERAL, "Turn on sending from aliases", "OrganizationConfig", "SendFromAliasEnabled"),
    Control(_SECURITY, "Turn off SMTP AUTH protocol for your organization", "TransportConfig", "SmtpClientAuthenticationDisabled"),
    Control(_SECURITY, "Turn on use of legacy TLS clients", "TransportConfig", "AllowLegacyTLSClients"),
    Control(_STORM, "Enable reply-all storm protection", "TransportConfig", "ReplyAllStormProtectionEnabled"),
    Control(_STORM, "Minimum number of recipients", "TransportConfig", "ReplyAllStormDetectionMinimumRecipients", "number"),
    Control(_STORM, "Minimum number of reply-alls", "TransportConfig", "ReplyAllStormDetectionMinimumReplies", "number"),
    Control(_STORM, "Block duration (hours)", "TransportConfig", "ReplyAllStormBlockDurationHours", "number"),
    Control(_RECALL, "Enable cloud-based message recall", "OrganizationConfig", "MessageRecallEnabled", unset=True),
    Control(_RECALL, "Allow users to recall messages read by the recipient", "OrganizationConfig", "RecallReadMessagesEnabled", unset=True),
)


# What the three values of AllowLegacyTLSClients mean to a client with TLS 1.0 or 1.1.
LEGACY_NOTES = {
    None: "Now $null (never set): clients with TLS 1.0 or 1.1 are refused with 421 4.7.66.",
    True: "Now $true: clients with TLS 1.0 or 1.1 get through on the legacy endpoints.",
    False: "Now $false: clients with TLS 1.0 or 1.1 are refused with 550 5.7.67.",
}


def current(organization: Organization, noun: str, prop: str) -> Any:
    """Return a setting's value, the default where it was never set."""
    record = organization.only(noun)
    return record[prop] if prop in record else load(noun).defaults.get(prop)


def shown(organization: Organization) -> list[dict[str, Any]]:
    """Return the controls as the page draws them."""
    result = []
    for control in CONTROLS:
        entry: dict[str, Any] = {
            "id": control.property,
            "section": control.section,
            "label": control.label,
            "kind": control.kind,
            "value": control.read(organization),
        }
        if control.kind == "number":
            entry["min"], entry["max"] = control.limits
        if control.property == "AllowLegacyTLSClients":
            entry["note"] = LEGACY_NOTES[current(organization, control.noun, control.property)]
        if control.property == "AllowLegacyTLSClients" and not organization.environment.allows_legacy_tls:
            entry["unavailable"] = f"Not available in {organization.environment.name}."
        result.append(entry)
    return result


def argument_text(value: Any) -> str:
    """Return a value as PowerShell writes it."""
    if value is None:
        return "$null"
    if isinstance(value, bool):
        return "$true" if value else "$false"
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)


def save(organization: Organization, changes: dict[str, Any], client: str) -> list[str]:
    """Write the controls that a person changed, all or none, and return the cmdlets that this equals. Raises ValueError with a sentence."""
    by_noun: dict[str, dict[str, Any]] = {}
    known = {control.property: control for control in CONTROLS}
    for name, value in changes.items():
        control = known.get(name)
        if control is None:
            raise ValueError(f"There is no setting '{name}'.")
        if name == "AllowLegacyTLSClients" and value is True and not organization.environment.allows_legacy_tls:
            raise ValueError(f"{control.label}: not available in {organization.environment.name}.")
        by_noun.setdefault(control.noun, {})[name] = control.value_of(value)
    cmdlets = []
    with organization.transaction():
        for noun, values in by_noun.items():
            record = organization.only(noun)
            before = {name: current(organization, noun, name) for name in values}
            if organization.update(noun, record, values):
                cmdlets.append(_log(organization, f"Set-{noun}", str(record["Name"]), values, before, client))
    return cmdlets


# The boxes of "Manage email apps": label, property, and whether the property says the opposite.
EMAIL_APPS = (
    ("Outlook on the web", "OWAEnabled", False),
    ("Outlook desktop (MAPI)", "MAPIEnabled", False),
    ("Exchange web services", "EwsEnabled", False),
    ("Mobile (Exchange ActiveSync)", "ActiveSyncEnabled", False),
    ("IMAP", "ImapEnabled", False),
    ("POP", "PopEnabled", False),
    ("Authenticated SMTP", "SmtpClientAuthenticationDisabled", True),
)


def mailbox_shown(organization: Organization, record: Record) -> dict[str, Any]:
    """Return a mailbox as the page lists it, with what decides on SMTP AUTH and the boxes of its email apps."""
    decision = decide(organization, record)
    return {
        "id": record["Guid"],
        "name": record["DisplayName"],
        "address": record["PrimarySmtpAddress"],
        "type": record["RecipientTypeDetails"],
        "own": record.get("SmtpClientAuthenticationDisabled"),
        "authenticatedSmtp": _ticked(organization, record, "SmtpClientAuthenticationDisabled", True),
        "allowed": decision.allowed,
        "decidedBy": decision.decided_by,
        "reason": decision.reason,
        "apps": [{"id": name, "label": label, "value": _ticked(organization, record, name, inverted)} for label, name, inverted in EMAIL_APPS],
    }


def _ticked(organization: Organization, record: Record, name: str, inverted: bool) -> bool:
    value = record.get(name, load("CASMailbox").defaults.get(name))
    if inverted:
        return not (organization.transport(name) if value is None else value)
    return True if value is None else bool(value)


def save_mailbox(organization: Organization, record: Record, changes: dict[str, Any], client: str) -> list[str]:
    """Tick or clear boxes of a mailbox's email apps and return the cmdlets that this equals. Raises ValueError with a sentence."""
    inverted = {name: opposite for _, name, opposite in EMAIL_APPS}
    given = {"SmtpClientAuthenticationDisabled" if name == "authenticatedSmtp" else name: value for name, value in changes.items()}
    values: dict[str, Any] = {}
    for name, ticked in given.items():
        if name not in inverted:
            raise ValueError(f"There is no email app '{name}'.")
        if not isinstance(ticked, bool):
            raise ValueError(f"{name}: on or off is expected.")
        values[name] = not ticked if inverted[name] else ticked
    with organization.transaction():
        defaults = load("CASMailbox").defaults
        before = {name: record.get(name, defaults.get(name)) for name in values}
        if not organization.update("Recipient", record, values, defaults):
            return []
        changed = {name: value for name, value in values.items() if before[name] != value}
        return [_log(organization, "Set-CASMailbox", str(record["PrimarySmtpAddress"]), changed, before, client, identity=True)]


def entry_shown(entry: Record) -> dict[str, Any]:
    """Return an entry of the audit log as the page lists it."""
    return {
        "date": entry["RunDate"],
        "who": entry["Caller"],
        "what": entry["ObjectModified"],
        "where": "page" if entry.get("OriginatingServer") == ORIGIN else "cmdlet",
        "cmdlet": cmdlet_text(entry["CmdletName"], [list(pair) for pair in entry.get("CmdletParameters", ())]),
        "changes": [[name, argument_text(pair[0]), argument_text(pair[1])] for name, pair in (entry.get("ModifiedProperties") or {}).items()],
    }


def _log(
    organization: Organization, cmdlet: str, target: str, values: dict[str, Any], before: dict[str, Any], client: str, *, identity: bool = False
) -> str:
    parameters: list[list[Any]] = [["Identity", target]] if identity else []
    parameters += [[name, value] for name, value in values.items()]
    organization.log({
        "CmdletName": cmdlet, "ObjectModified": target, "CmdletParameters": parameters,
        "ModifiedProperties": {name: [before[name], value] for name, value in values.items()},
        "Caller": CALLER, "Succeeded": True, "ClientIP": client, "OriginatingServer": ORIGIN,
    })  # fmt: skip
    return cmdlet_text(cmdlet, parameters)


def cmdlet_text(cmdlet: str, parameters: list[list[Any]]) -> str:
    """Return a change as the command that makes it, what it changes first."""
    parts = [cmdlet]
    for name, value in sorted(parameters, key=lambda parameter: parameter[0] != "Identity"):
        text = argument_text(value)
        if isinstance(value, list):
            text = ",".join(_quoted(str(item)) for item in value)
        elif isinstance(value, str):
            text = _quoted(value)
        parts.append(f"-{name} {text}")
    return " ".join(parts)


def _quoted(text: str) -> str:
    return text if text and all(c.isalnum() or c in "@._-" for c in text) and not text.startswith("-") else "'" + text.replace("'", "''") + "'"
