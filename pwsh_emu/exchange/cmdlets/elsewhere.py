"""What is made in other services (compliance, Intune, Viva) or by other systems, and that the organization therefore has none of."""

from __future__ import annotations

from typing import Any

from pwsh_emu.exchange import failures
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.runtime.command import implements


class _GetNone(ExchangeCmdlet):
    """Base: shows nothing; what is asked for by name does not exist."""

    ConnectorId: Any = None

    def run(self) -> None:
        given = self.Identity if self.Identity is not None else self.ConnectorId
        shown = "" if given is None else self.identity_text(given)
        if shown and "*" not in shown:
            raise failures.not_found(self.organization, shown)


@implements("Get-AdministrativeUnit")
class GetAdministrativeUnit(_GetNone):
    """Shows the administrative units of the directory."""


@implements("Get-AdaptiveScope")
class GetAdaptiveScope(_GetNone):
    """Shows adaptive scopes."""


@implements("Get-AccessToCustomerDataRequest")
class GetAccessToCustomerDataRequest(_GetNone):
    """Shows requests of Microsoft's engineers for access to data."""


@implements("Get-BlockedConnector")
class GetBlockedConnector(_GetNone):
    """Shows inbound connectors that the service blocked."""


@implements("Remove-BlockedConnector")
class RemoveBlockedConnector(_GetNone):
    """Lets an inbound connector that the service blocked work again."""


@implements("Get-ComplianceTag")
class GetComplianceTag(_GetNone):
    """Shows retention labels."""


@implements("Get-DeviceConditionalAccessPolicy")
class GetDeviceConditionalAccessPolicy(_GetNone):
    """Shows device conditional access policies."""


@implements("Get-DeviceConditionalAccessRule")
class GetDeviceConditionalAccessRule(_GetNone):
    """Shows device conditional access rules."""


@implements("Get-DeviceConfigurationPolicy")
class GetDeviceConfigurationPolicy(_GetNone):
    """Shows device configuration policies."""


@implements("Get-DeviceConfigurationRule")
class GetDeviceConfigurationRule(_GetNone):
    """Shows device configuration rules."""


@implements("Get-DeviceTenantPolicy")
class GetDeviceTenantPolicy(_GetNone):
    """Shows the organization's device policy."""


@implements("Get-DeviceTenantRule")
class GetDeviceTenantRule(_GetNone):
    """Shows the rule of the organization's device policy."""


@implements("Get-ExoInformationBarrierPolicy")
class GetExoInformationBarrierPolicy(_GetNone):
    """Shows information barrier policies."""


@implements("Get-ExoInformationBarrierSegment")
class GetExoInformationBarrierSegment(_GetNone):
    """Shows information barrier segments."""


@implements("Get-LinkedUser")
class GetLinkedUser(_GetNone):
    """Shows users that are linked to accounts of another forest."""


@implements("Get-PendingDelicenseUser")
class GetPendingDelicenseUser(_GetNone):
    """Shows mailboxes whose license is about to go."""


@implements("Get-PublicFolderMailboxMigrationRequest")
class GetPublicFolderMailboxMigrationRequest(_GetNone):
    """Shows the requests of a batch migration of public folders."""


@implements("Get-PublicFolderMailboxMigrationRequestStatistics")
class GetPublicFolderMailboxMigrationRequestStatistics(_GetNone):
    """Shows how far a batch migration of public folders is."""


@implements("Get-RetentionEvent")
class GetRetentionEvent(_GetNone):
    """Shows retention events."""


@implements("Get-SupervisoryReviewPolicyV2")
class GetSupervisoryReviewPolicyV2(_GetNone):
    """Shows communication compliance policies."""


@implements("Get-SupervisoryReviewRule")
class GetSupervisoryReviewRule(_GetNone):
    """Shows the rules of communication compliance policies."""


@implements("Get-AdaptiveScopeMembers")
class GetAdaptiveScopeMembers(_GetNone):
    """Shows who is in an adaptive scope."""


@implements("Get-DevicePolicy")
class GetDevicePolicy(_GetNone):
    """Shows device policies."""


@implements("Get-DlpKeywordDictionary")
class GetDlpKeywordDictionary(_GetNone):
    """Shows keyword dictionaries."""


@implements("Get-M365DataAtRestEncryptionPolicyAssignment")
class GetM365DataAtRestEncryptionPolicyAssignment(_GetNone):
    """Shows the encryption policy of the organization."""


@implements("Get-OMEMessageStatus")
class GetOMEMessageStatus(_GetNone):
    """Shows whether an encrypted message was revoked: none was sent."""


@implements("Get-ReviewItems")
class GetReviewItems(_GetNone):
    """Shows items that are up for disposition."""


@implements("Get-SpoofIntelligenceInsight")
class GetSpoofIntelligenceInsight(_GetNone):
    """Shows senders that were seen to spoof."""


@implements("Get-VivaModuleFeaturePolicy")
class GetVivaModuleFeaturePolicy(_GetNone):
    """Shows policies on features of Viva."""


class _GetNothingOf(ExchangeCmdlet):
    """Base: shows nothing of a mailbox, which has to exist. Mailboxes here have no calendar items, and nobody is logged on to them."""

    def run(self) -> None:
        if self.Identity is not None:
            self.mailbox(self.Identity)


@implements("Get-CalendarDiagnosticLog")
class GetCalendarDiagnosticLog(_GetNothingOf):
    """Shows what was logged of a calendar item."""


@implements("Get-CalendarDiagnosticObjects")
class GetCalendarDiagnosticObjects(_GetNothingOf):
    """Shows what was logged of a calendar item."""


@implements("Get-CalendarDiagnosticAnalysis")
class GetCalendarDiagnosticAnalysis(_GetNothingOf):
    """Reads what was logged of a calendar item."""


@implements("Get-MailboxSearch")
class GetMailboxSearch(_GetNone):
    """Shows In-Place eDiscovery searches."""


@implements("Remove-MailboxSearch")
class RemoveMailboxSearch(_GetNone):
    """Removes an In-Place eDiscovery search."""


@implements("Set-MailboxSearch")
class SetMailboxSearch(_GetNone):
    """Changes an In-Place eDiscovery search."""


@implements("Start-MailboxSearch")
class StartMailboxSearch(_GetNone):
    """Starts an In-Place eDiscovery search."""


@implements("Stop-MailboxSearch")
class StopMailboxSearch(_GetNone):
    """Stops an In-Place eDiscovery search."""


@implements("New-MailboxSearch")
class NewMailboxSearch(ExchangeCmdlet):
    """Made In-Place eDiscovery searches and holds, which the service retired."""

    def run(self) -> None:
        raise ServiceFailure(
            failures.REFUSED,
            "In-Place eDiscovery and In-Place Holds in Exchange Online are retired: searches and holds can't be created. Use content search or "
            "eDiscovery in the Microsoft Purview portal.",
        )


@implements("Get-ReportExecutionInstance")
class GetReportExecutionInstance(_GetNone):
    """Shows runs of scheduled reports."""


@implements("Get-SupervisoryReviewPolicyReport")
class GetSupervisoryReviewPolicyReport(_GetNone):
    """Shows what supervisory review policies found."""


@implements("Get-SupervisoryReviewActivity")
class GetSupervisoryReviewActivity(_GetNone):
    """Shows what reviewers of a supervisory review policy did."""

    PolicyId: Any = None

    def run(self) -> None:
        raise failures.not_found(self.organization, self.identity_text(self.PolicyId))


@implements("Get-LogonStatistics")
class GetLogonStatistics(_GetNothingOf):
    """Shows who is logged on to a mailbox: nobody is."""
