"""Around transport rules: their collection as a file, what they can ask and do, and the templates that protect messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet, exchange_facts
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import Byte, PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_RULE = "TransportRule"
# Parameters of New-TransportRule that are actions, and those that are neither an action nor a condition.
_ACTIONS = (
    "AddManagerAsRecipientType", "AddToRecipients", "ApplyClassification", "ApplyHtmlDisclaimerText", "ApplyOME", "ApplyRightsProtectionTemplate",
    "BlindCopyTo", "CopyTo", "DeleteMessage", "Disconnect", "GenerateIncidentReport", "GenerateNotification", "LogEventText",
    "ModerateMessageByManager", "ModerateMessageByUser", "NotifySender", "PrependSubject", "Quarantine", "RedirectMessageTo",
    "RejectMessageReasonText", "RemoveHeader", "RemoveOME", "RemoveOMEv2", "RemoveRMSAttachmentEncryption", "RouteMessageOutboundConnector",
    "RouteMessageOutboundRequireTls", "SetAuditSeverity", "SetHeaderName", "SetSCL", "SmtpRejectMessageRejectText", "StopRuleProcessing",
)  # fmt: skip
_OTHERS = frozenset((
    "ActivationDate", "ADComparisonOperator", "ApplyHtmlDisclaimerFallbackAction", "ApplyHtmlDisclaimerLocation", "Comments", "DlpPolicy",
    "ApplyRightsProtectionCustomizationTemplate", "Enabled", "ExpiryDate", "IncidentReportContent", "Mode", "Name", "Priority",
    "RecipientAddressType", "RejectMessageEnhancedStatusCode", "RuleErrorAction", "RuleSubType", "SenderAddressLocation", "SetHeaderValue",
    "SmtpRejectMessageRejectStatusCode", "UseLegacyRegex", "WhatIf", "Confirm", "DomainController", "Force",
))  # fmt: skip
# The templates that every organization with Azure Rights Management has.
_TEMPLATES = (("Do Not Forward", "cf5cf348-a8d7-40d5-91ef-a600b88a395d"), ("Encrypt", "c026002d-cda9-401a-be22-b8b36dd3b9b5"))


def quoted(value: Any) -> str:
    """Return a value as a command has it."""
    if isinstance(value, bool):
        return "$true" if value else "$false"
    if isinstance(value, list):
        return ", ".join(quoted(one) for one in value)
    return "'" + str(value).replace("'", "''") + "'"


@implements("Export-TransportRuleCollection")
class ExportTransportRuleCollection(ExchangeCmdlet):
    """Hands out the transport rules as a file of the commands that make them."""

    def run(self) -> None:
        rules = [self.find(self.Identity, _RULE)] if self.Identity is not None else self.organization.table(_RULE).values()
        if not self.confirmed("Exporting the transport rule collection.", self.organization.name):
            return
        from xml.sax.saxutils import quoteattr

        lines = ['<?xml version="1.0" encoding="utf-16" standalone="yes"?>', '<rules name="TransportVersioned">']
        for rule in sorted(rules, key=lambda one: one.get("Priority") or 0):
            lines += [
                f'  <rule name={quoteattr(str(rule["Name"]))} id="{rule["Guid"]}" format="cmdlet">', '    <version requiredMinVersion="15.0.3.0">',
                f"      <commandBlock><![CDATA[{self.command(rule)}]]></commandBlock>", "    </version>", "  </rule>",
            ]  # fmt: skip
        text = "\r\n".join([*lines, "</rules>"])
        data = PSArray([Byte(one) for one in ("\ufeff" + text).encode("utf-16-le")], "System.Byte")
        self.write(PSCustomObject({"Identity": "", "FileData": data, "IsValid": True, "ObjectState": "Unchanged"}))

    def command(self, rule: Record) -> str:
        """Return the command that makes a rule."""
        known = {name.lower(): name for name in exchange_facts("New-TransportRule")}
        parts = [f"New-TransportRule -Name {quoted(rule['Name'])}"]
        if rule.get("State") == "Disabled":
            parts.append("-Enabled $false")
        for name, value in sorted(rule.items()):
            if name.lower() in known and name not in ("Name", "Priority", "Enabled") and value not in (None, "", [], False):
                shown = ", ".join(value) if name.endswith("DataClassifications") else quoted(value)
                parts.append(f"-{known[name.lower()]} {shown}")
        return " ".join(parts)


class _Possible(ExchangeCmdlet):
    Name: Any = None

    def run(self) -> None:
        wanted = None if self.Name is None else inputs.text(self.session, self.Name).lower()
        found = [name for name in self.names() if wanted in (None, name.lower())]
        if wanted is not None and not found:
            raise failures.not_found(self.organization, inputs.text(self.session, self.Name))
        for rank, name in enumerate(found):
            self.write(PSCustomObject({"Name": name, "Rank": rank, "IsValid": True, "ObjectState": "New"}))

    def names(self) -> Iterable[str]:
        """Return all there are."""
        raise NotImplementedError


@implements("Get-TransportRuleAction")
class GetTransportRuleAction(_Possible):
    """Lists what transport rules can do."""

    def names(self) -> Iterable[str]:
        return _ACTIONS


@implements("Get-TransportRulePredicate")
class GetTransportRulePredicate(_Possible):
    """Lists what transport rules can ask."""

    def names(self) -> Iterable[str]:
        skipped = _OTHERS.union(_ACTIONS)
        return [name for name in exchange_facts("New-TransportRule") if name not in skipped and not name.startswith("ExceptIf")]


@implements("Get-RMSTemplate")
class GetRMSTemplate(ExchangeCmdlet):
    """Shows the rights templates that every organization has."""

    def run(self) -> None:
        if not self.organization.only("IRMConfiguration").get("AzureRMSLicensingEnabled", True):
            return
        wanted = None if self.Identity is None else self.identity_text().lower()
        found = [one for one in _TEMPLATES if wanted in (None, "*", one[0].lower(), one[1])]
        if not found:
            raise failures.not_found(self.organization, self.identity_text())
        for name, guid in found:
            self.write(PSCustomObject({
                "Name": name, "Description": "", "Type": "Distributed", "TemplateGuid": guid, "Identity": name, "IsValid": True,
                "ObjectState": "Unchanged",
            }))  # fmt: skip
