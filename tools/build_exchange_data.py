#!/usr/bin/env python3
"""Write what the Exchange cmdlets need from the recorded facts.

usage: build_exchange_data.py FACTS/exchange

    pwsh_emu/exchange/declarations/<Cmdlet-Name>.json   interfaces, in the shape that pwsh_emu/runtime/declarations.py reads
    pwsh_emu/exchange/declarations/index.txt            one cmdlet a line: name, then what a connection adds ("session") or the module has ("module")
    pwsh_emu/exchange/enumerations.tsv                  enumeration types: full name, values (of flags with their numbers)
    pwsh_emu/exchange/schemas/<Noun>.tsv                objects: property, type, value of a new object as JSON; only those the facts hold and
                                                        those that follow from New-/Set- parameters (others are written by hand and stay)
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent / "pwsh_emu" / "exchange"
ALL = "__AllParameterSets"
NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration."
GENERATED = "# made by tools/build_exchange_data.py\n"

PLAIN_TYPES = {
    "Boolean": "System.Boolean", "Byte[]": "System.Byte[]", "CultureInfo": "System.Globalization.CultureInfo", "DateTime": "System.DateTime",
    "Double": "System.Double", "Guid": "System.Guid", "Hashtable": "System.Collections.Hashtable", "Hashtable[]": "System.Object[]",
    "Int16": "System.Int16", "Int32": "System.Int32", "PSCredential": "System.Management.Automation.PSCredential",
    "SecureString": "System.Security.SecureString", "String": "System.String", "String[]": "System.String[]", "string": "System.String",
    "SwitchParameter": "System.Management.Automation.SwitchParameter", "System.DateTime": "System.DateTime", "TimeSpan": "System.TimeSpan",
    "UInt16": "System.UInt16", "UInt32": "System.UInt32", "Uri": "System.Uri", "System.Boolean": "System.Boolean",
}  # fmt: skip
# What the recorded session has where the reference says something else.
TYPE_OVERRIDES = {
    ("Set-TransportConfig", "AllowLegacyTLSClients"): "System.Nullable`1[System.Boolean]",
    ("Set-TransportConfig", "MessageExpiration"): "System.TimeSpan",
    ("Set-CASMailbox", "SmtpClientAuthenticationDisabled"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowOutlook"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowMacOutlook"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowEntourage"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsEnabled"): "System.Nullable`1[System.Boolean]",
    ("Set-OrganizationConfig", "EwsEnabled"): "System.Nullable`1[System.Boolean]",
    ("Set-OrganizationConfig", "FocusedInboxOn"): "System.Nullable`1[System.Boolean]",
    ("Connect-ExchangeOnline", "ShowBanner"): "System.Management.Automation.SwitchParameter",
}
# Enumerations whose order is the type's own (Enum.GetNames), not the reference's, or of which the reference leaves names out.
ENUMERATION_ORDER = {
    "HeaderPromotionMode": ["NoCreate", "MayCreate", "MustCreate"],
    "DisclaimerFallbackAction": ["Wrap", "Ignore", "Reject"],
    "MtaStsMode": ["Opportunistic", "None"],
    "SmtpDaneMode": ["Opportunistic", "Mandatory", "None"],
    "DSNConversionOption": ["DoNotConvert", "PreserveDSNBody", "UseExchangeDSNs"],
}
# Enumerations of flags, of which a parameter takes several at once, with their values.
FLAGS = {
    "WellKnownRecipientType": {
        "AllRecipients": -1, "MailboxUsers": 1, "Resources": 2, "MailContacts": 4, "MailGroups": 8, "MailUsers": 16,
    },
    "DaysOfWeek": {
        "None": 0, "Sunday": 1, "Monday": 2, "Tuesday": 4, "Wednesday": 8, "Thursday": 16, "Friday": 32, "Weekdays": 62, "Saturday": 64,
        "WeekEndDays": 65, "AllDays": 127,
    },
    "MailboxFolderPermissionFlags": {"None": 0, "Delegate": 1, "CanViewPrivateItems": 2},
    "MigrationWorkflowControlFlags": {"None": 0, "InjectAndForget": 1, "SkipSwitchover": 2},
}  # fmt: skip
NOT_ENUMERATIONS = {
    "String", "String[]", "Boolean", "MultiValuedProperty", "Int32", "UInt32", "Unlimited", "SwitchParameter", "DateTime", "ADAttribute",
    "SclValue", "Byte[]", "Uri", "Guid", "TimeSpan", "EnhancedTimeSpan", "CultureInfo",
    "HourIncrement", "MessageFormat", "System.Boolean", "ExchangeEnvironment",
    "SmtpAddress", "ByteQuantifiedSize", "RecipientIdParameter", "ProxyAddress", "Hashtable", "Int16", "Word[]", "Schedule", "RejectEnhancedStatus",
}  # fmt: skip
# Identity of these is positional and takes no pipeline input in the recorded session.
NO_PIPELINE = {("Get-TransportConfig", "Identity"), ("Set-TransportConfig", "Identity")}
KEPT_ON_PREMISES = {("Get-TransportConfig", "Identity"), ("Set-TransportConfig", "Identity")}
# The reference calls -Identity required, and scripts do without.
IDENTITY_IS_OPTIONAL = {
    "Get-HostedOutboundSpamFilterPolicy", "Get-ApplicationAccessPolicy", "Get-OMEConfiguration", "Get-HVEAccountSettings",
    "Get-HVEAccountBillingPolicy",
}  # fmt: skip
# Of two parameters at the same place in different sets (which the catalogue does not tell) the one that scripts name.
NAMED_ONLY = {
    ("Add-ManagementRoleEntry", "ParentRoleEntry"), ("Get-DataClassification", "ClassificationRuleCollectionIdentity"),
    ("Import-DlpPolicyCollection", "FileData"), ("Invoke-ChangeMeetingOrganizer", "Subject"), ("New-MigrationBatch", "Users"),
    ("New-SyncMailPublicFolder", "Alias"),
}  # fmt: skip
# Mandatory in one of several sets only, or the older name of another parameter.
OPTIONAL = {("Add-ManagementRoleEntry", "Identity"), ("New-ServicePrincipal", "ServiceId"), ("New-ServicePrincipal", "ObjectId")}
CONFIRMING_VERBS = {"Remove", "Disable", "Disconnect", "Clear", "Delete", "Stop"}
CHANGING_VERBS = CONFIRMING_VERBS | {"Add", "Enable", "New", "Set", "Undo", "Update"}
MODULE_CMDLETS = {"Connect-ExchangeOnline", "Disconnect-ExchangeOnline", "Get-ConnectionInformation", "Connect-IPPSSession"}
CONTROL_PARAMETERS = {
    "Identity", "Confirm", "WhatIf", "Force", "DomainController", "IgnoreDefaultScope", "BypassMasterAccountSid", "PublicFolder", "GroupMailbox",
    "ErrorAction", "AsJob", "ResultSize", "Organization",
}  # fmt: skip
# What Set-OrganizationConfig sets by now and the object that was recorded in 2022 does not have; where the service shows it is not known.
NEWER_PROPERTIES: dict[str, list[tuple[str, str, Any]]] = {
    "OrganizationConfig": [
        ("ActionableMessagesExtenalAccessTokenEnabled", "Boolean", None),
        ("AutoArchivingThresholdPercentage", "String", None),
        ("AutomaticForcedReadReceiptEnabled", "Boolean", None),
        ("CalendarVersionStoreEnabled", "Boolean", None),
        ("DelayedDelicensingEnabled", "Boolean", None),
        ("DLPViaDcsEnabled", "Boolean", None),
        ("DLPWaitOnSendEnabled", "Boolean", None),
        ("DLPWaitOnSendTimeout", "String", None),
        ("EndUserMailNotificationForDelayedDelicensingEnabled", "Boolean", None),
        ("EnforceExoAppRbacPermissions", "Boolean", None),
        ("EwsAllowedAppIDs", "String", None),
        ("ExchangeAttributesCloudManagedByDefault", "Boolean", None),
        ("HybridRSVPEnabled", "Boolean", None),
        ("InRegionRoutingEnabled", "Boolean", None),
        ("MessageRecallAlertRecipientsEnabled", "Boolean", None),
        ("MessageRecallAlertRecipientsReadMessagesOnlyEnabled", "Boolean", None),
        ("MessageRecallEnabled", "Boolean", None),
        ("MessageRecallMaxRecallableAge", "String", None),
        ("PostponeRoamingSignaturesUntilLater", "Boolean", None),
        ("RecipientDelimiters", "String[]", ["+"]),
        ("RejectDirectSend", "Boolean", False),
        ("TenantAdminNotificationForDelayedDelicensingEnabled", "Boolean", None),
        ("TwoClickMailPreviewEnabled", "Boolean", None),
    ],
}
# What a new object has where the recorded one is a particular object of its tenant.
NEW_OBJECTS: dict[str, dict[str, Any]] = {
    "TransportRule": {
        "FromScope": None, "PrependSubject": None, "Description": "", "Conditions": [], "Actions": [],
    },
    "InboundConnector": {
        "ConnectorType": "OnPremises", "ConnectorSource": "Default", "SenderDomains": [], "RequireTls": False, "Name": None,
        "Identity": None, "Id": None, "DistinguishedName": None,
    },
    "SharingPolicy": {
        "Domains": [], "Default": False, "Enabled": True, "DistinguishedName": None,
    },
    "OrganizationRelationship": {
        "DomainNames": [], "FreeBusyAccessEnabled": False, "FreeBusyAccessLevel": "None", "TargetApplicationUri": None,
        "TargetAutodiscoverEpr": None, "DistinguishedName": None,
    },
    "EOPProtectionPolicyRule": {
        "HostedContentFilterPolicy": None, "AntiPhishPolicy": None, "MalwareFilterPolicy": None, "RecipientDomainIs": [], "Conditions": [],
    },
    "ATPProtectionPolicyRule": {
        "SafeAttachmentPolicy": None, "SafeLinksPolicy": None, "RecipientDomainIs": [], "Conditions": [],
    },
    "AntiPhishPolicy": {
        "EnableTargetedUserProtection": False, "EnableMailboxIntelligenceProtection": False, "EnableTargetedDomainsProtection": False,
        "EnableOrganizationDomainsProtection": False, "EnableFirstContactSafetyTips": False, "EnableSimilarUsersSafetyTips": False,
        "EnableSimilarDomainsSafetyTips": False, "EnableUnusualCharactersSafetyTips": False, "TargetedUserProtectionAction": "NoAction",
        "MailboxIntelligenceProtectionAction": "NoAction", "TargetedDomainProtectionAction": "NoAction",
        "AuthenticationFailAction": "MoveToJmf", "PhishThresholdLevel": 1, "TargetedUsersToProtect": [], "TargetedDomainsToProtect": [],
        "IsDefault": False,
    },
}  # fmt: skip
OBJECT_TAIL = [
    ("AdminDisplayName", "String", ""), ("ExchangeVersion", "String", "0.1 (8.0.535.0)"),
    ("Name", "String", None), ("DistinguishedName", "String", None),
    ("Identity", "String", None), ("ObjectCategory", "String", None), ("ObjectClass", "String[]", ["top"]), ("WhenChanged", "DateTime", None),
    ("WhenCreated", "DateTime", None), ("WhenChangedUTC", "DateTime", None), ("WhenCreatedUTC", "DateTime", None), ("ExchangeObjectId", "Guid", None),
    ("OrganizationalUnitRoot", "String", None), ("OrganizationId", "String", None), ("Id", "String", None), ("Guid", "Guid", None),
    ("OriginatingServer", "String", None), ("IsValid", "Boolean", True), ("ObjectState", "String", "Unchanged"),
]  # fmt: skip


def own(summary: str, parameters: dict[str, tuple[str, dict[str, Any]]], *, changes: bool = False) -> dict[str, Any]:
    """Declare a cmdlet that the service has not (or not in the reference): the emulator's own."""
    return {
        "commandType": "Function", "confirmImpact": "Medium",
        "module": "ExchangeOnlineManagement", "implementingType": "", "positionalBinding": False,
        "supportsShouldProcess": changes, "synopsis": summary,
        "parameters": {name: {"type": type_name, "sets": {ALL: entry}} for name, (type_name, entry) in parameters.items()},
    }  # fmt: skip


_IDENTITY = {"position": 0, "fromPipeline": True, "byPropertyName": True}
OWN = {
    "Test-SmtpClientAuth": own(
        "Says whether a mailbox may use SMTP AUTH, what decides it and why.",
        {"Identity": ("System.Object", _IDENTITY), "LegacyTls": (PLAIN_TYPES["SwitchParameter"], {})}
    ),
    "Search-AdminAuditLog": own(
        "Reads what cmdlets and the admin page changed.",
        {
            "Cmdlets": ("System.Object", {}), "StartDate": ("System.DateTime", {}),
            "EndDate": ("System.DateTime", {}), "ObjectIds": ("System.Object", {}),
            "Parameters": ("System.Object", {}), "UserIds": ("System.Object", {}),
            "ResultSize": ("System.Int32", {}), "StartIndex": ("System.Int32", {}),
            "IsSuccess": ("System.Boolean", {}),
        },
    ),
    "Compare-EmulatedOrganization": own(
        "Lists what differs from the organization as it started, or from an exported file.", {"Path": ("System.String", {"position": 0})},
    ),
    "Reset-EmulatedOrganization": own(
        "Makes the organization what it was at first, or what a seed says.", {"Seed": ("System.String", {"position": 0})}, changes=True,
    ),
    "Start-EmulatedService": own(
        "Starts the mail endpoints and the admin page over this session's organization, beside the shell.",
        {"NoPage": (PLAIN_TYPES["SwitchParameter"], {}), "NoLimits": (PLAIN_TYPES["SwitchParameter"], {})},
    ),
    "Stop-EmulatedService": own("Stops what Start-EmulatedService started.", {}),
    "Export-EmulatedOrganization": own("Writes the organization to a JSON file.", {"Path": ("System.String", {"position": 0, "mandatory": True})}),
    "Import-EmulatedOrganization": own(
        "Makes the organization what an exported JSON file holds.", {"Path": ("System.String", {"position": 0, "mandatory": True})}, changes=True,
    ),
}  # fmt: skip


def implemented() -> dict[str, str]:
    """Return the cmdlets that classes below exchange/cmdlets implement, with their modules."""
    found = {}
    for path in sorted((PACKAGE / "cmdlets").glob("*.py")):
        for match in re.finditer(r'^@implements\("([^"]+)"\)', path.read_text(encoding="utf-8"), re.MULTILINE):
            found[match[1]] = path.stem
    return found


def index_text(cmdlets: list[tuple[str, str]]) -> str:
    """Return the index of cmdlets, given with where they come from: the module that implements each is looked up."""
    modules = implemented()
    return "".join(f"{name}\t{where}\t{modules.get(name, '')}\n" for name, where in cmdlets)


_MAIL = [
    ("PrimarySmtpAddress", "String", ""),
    ("RecipientType", "String", ""),
    ("RecipientTypeDetails", "String", ""),
    ("ExternalDirectoryObjectId", "String", ""),
    ("LegacyExchangeDN", "String", ""),
    ("EmailAddresses", "String[]", []),
    ("Alias", "String", ""),
    ("DisplayName", "String", ""),
    ("IsDirSynced", "Boolean", False),
    ("OrganizationalUnit", "String", ""),
]
# Properties that objects have and no parameter sets.
EXTRA_PROPERTIES = {
    "DistributionGroup": [("GroupType", "String", "Universal"), ("SamAccountName", "String", ""), ("ManagedBy", "String[]", []), *_MAIL],
    "UnifiedGroup": [
        ("GroupMemberCount", "Int32", 0), ("GroupExternalMemberCount", "Int32", 0), ("SharePointSiteUrl", "String", ""),
        ("ExchangeGuid", "Guid", None), ("WelcomeMessageEnabled", "Boolean", True), ("ManagedBy", "String[]", []),
        ("ManagedByDetails", "String[]", []), ("Database", "String", None), ("ResourceProvisioningOptions", "String[]", []),
        ("ResourceBehaviorOptions", "String[]", []), ("GroupSKU", "String", "UnifiedGroup"), ("IsMembershipDynamic", "Boolean", False),
        ("ServerName", "String", None), ("SharePointDocumentsUrl", "String", None), ("InboxUrl", "String", None),
        ("CalendarUrl", "String", None), ("PeopleUrl", "String", None), ("ExpirationTime", "DateTime", None),
        ("WhenSoftDeleted", "DateTime", None), *_MAIL,
    ],
    "DynamicDistributionGroup": [("RecipientFilter", "String", ""), ("LdapRecipientFilter", "String", ""), *_MAIL],
    "MailContact": [("ExternalEmailAddress", "String", ""), *_MAIL],
    "Contact": [("RecipientType", "String", ""), ("RecipientTypeDetails", "String", ""), ("WindowsEmailAddress", "String", "")],
    "MailUser": [("ExternalEmailAddress", "String", ""), ("UserPrincipalName", "String", ""), ("ExchangeGuid", "Guid", None), *_MAIL],
    "Group": [
        ("GroupType", "String", "Universal"), ("RecipientType", "String", ""), ("RecipientTypeDetails", "String", ""), ("Members", "String[]", []),
        ("DisplayName", "String", ""), ("WindowsEmailAddress", "String", ""),
    ],
    "RetentionPolicy": [("IsDefault", "Boolean", False)],
    "OwaMailboxPolicy": [("IsDefault", "Boolean", False)],
    "MobileDeviceMailboxPolicy": [("IsDefault", "Boolean", False)],
    "RoleAssignmentPolicy": [("IsDefault", "Boolean", False), ("AssignedRoles", "String[]", [])],
    "HostedContentFilterPolicy": [("IsDefault", "Boolean", False)],
    "HostedOutboundSpamFilterPolicy": [("IsDefault", "Boolean", False), ("Enabled", "Boolean", True)],
    "MalwareFilterPolicy": [("IsDefault", "Boolean", False)],
    "SafeLinksPolicy": [("IsBuiltInProtection", "Boolean", False)],
    "SafeAttachmentPolicy": [("IsBuiltInProtection", "Boolean", False)],
    "RoleGroup": [
        ("Members", "String[]", []), ("ManagedBy", "String[]", []), ("Roles", "String[]", []), ("RoleAssignments", "String[]", []),
        ("Description", "String", ""),
    ],
    "ManagementRole": [
        ("RoleType", "String", "Custom"), ("IsRootRole", "Boolean", False), ("IsEndUserRole", "Boolean", False), ("RoleEntries", "String[]", []),
        ("Parent", "String", None),
    ],
    "ManagementRoleAssignment": [
        ("Role", "String", ""), ("RoleAssignee", "String", ""), ("RoleAssigneeName", "String", ""), ("RoleAssigneeType", "String", "RoleGroup"),
        ("AssignmentMethod", "String", "Direct"), ("Enabled", "Boolean", True), ("RecipientWriteScope", "String", "Organization"),
        ("ConfigWriteScope", "String", "OrganizationConfig"), ("EffectiveUserName", "String", ""),
    ],
    "InboxRule": [
        ("Description", "String", ""), ("Enabled", "Boolean", True), ("InError", "Boolean", False), ("RuleIdentity", "String", ""),
        ("MailboxOwnerId", "String", ""), ("Priority", "Int32", 1),
    ],
    "MailboxPlan": [("IsDefault", "Boolean", False), ("DisplayName", "String", "")],
    "MailboxPermission": [
        ("AccessRights", "String[]", []), ("Deny", "Boolean", False), ("InheritanceType", "String", "All"), ("User", "String", ""),
        ("IsInherited", "Boolean", False), ("UserSid", "String", None),
    ],
    "RecipientPermission": [
        ("Trustee", "String", ""), ("TrusteeSidString", "String", ""), ("AccessControlType", "String", "Allow"), ("AccessRights", "String[]", []),
        ("IsInherited", "Boolean", False), ("InheritanceType", "String", "None"),
    ],
    "ApplicationAccessPolicy": [
        ("ScopeName", "String", None), ("ScopeIdentity", "String", None), ("ScopeIdentityRaw", "String", None), ("ShardType", "String", "All"),
    ],
    "CalendarProcessing": [("MailboxOwnerId", "String", "")],
    "MailboxAutoReplyConfiguration": [("MailboxOwnerId", "String", "")],
    "QuarantinePolicy": [("QuarantinePolicyType", "String", "QuarantinePolicy")],
    "AddressList": [("DisplayName", "String", "")],
    "SweepRule": [("Enabled", "Boolean", True)],
}  # fmt: skip
# Parameters that steer a cmdlet and are no property of the object.
NO_PROPERTIES = {
    "IgnoreNamingPolicy", "BypassSecurityGroupManagerCheck", "ForceUpgrade",
    "UpdateMemberCount", "CopyOwnerToMember", "ResetMigrationToUnifiedGroup", "Password",
    "ApplyMandatoryProperties", "RemoveManagerAndAutoGroupMembership",
    "GenerateExternalDirectoryObjectId", "MemberOfGroup", "IsDefaultPolicy", "MakeDefault",
}  # fmt: skip
# What new objects have where it is not $false, empty or nothing.
VALUES = {
    ("DistributionGroup", "RequireSenderAuthenticationEnabled"): True, ("UnifiedGroup", "RequireSenderAuthenticationEnabled"): True,
    ("UnifiedGroup", "AccessType"): "Private", ("UnifiedGroup", "AutoSubscribeNewMembers"): False,
    ("DistributionGroup", "MemberJoinRestriction"): "Closed",
    ("DistributionGroup", "MemberDepartRestriction"): "Open", ("DistributionGroup", "SendModerationNotifications"): "Always",
    ("DistributionGroup", "ReportToOriginatorEnabled"): True,
    ("TransportRule", "Mode"): "Enforce", ("OutboundConnector", "Enabled"): True,
    ("OutboundConnector", "ConnectorType"): "Partner", ("OutboundConnector", "UseMXRecord"): True,
    ("OutboundConnector", "ConnectorSource"): "Default", ("CalendarProcessing", "AutomateProcessing"): "AutoUpdate",
    ("CalendarProcessing", "BookingWindowInDays"): 180,
    ("CalendarProcessing", "MaximumDurationInMinutes"): 1440, ("CalendarProcessing", "AllowRecurringMeetings"): True,
    ("CalendarProcessing", "EnforceSchedulingHorizon"): True,
    ("CalendarProcessing", "DeleteAttachments"): True, ("CalendarProcessing", "DeleteComments"): True,
    ("CalendarProcessing", "DeleteSubject"): True, ("CalendarProcessing", "AddOrganizerToSubject"): True,
    ("CalendarProcessing", "AllBookInPolicy"): True, ("CalendarProcessing", "ConflictPercentageAllowed"): 0,
    ("CalendarProcessing", "MaximumConflictInstances"): 0,
    ("CalendarProcessing", "ProcessExternalMeetingMessages"): False,
    ("MailboxAutoReplyConfiguration", "AutoReplyState"): "Disabled", ("MailboxAutoReplyConfiguration", "ExternalAudience"): "All",
    ("MailboxAutoReplyConfiguration", "InternalMessage"): "",
    ("MailboxAutoReplyConfiguration", "ExternalMessage"): "", ("MailboxRegionalConfiguration", "Language"): "en-US",
    ("MailboxRegionalConfiguration", "DateFormat"): "M/d/yyyy",
    ("MailboxRegionalConfiguration", "TimeFormat"): "h:mm tt", ("MailboxRegionalConfiguration", "TimeZone"): "UTC",
    ("MailboxJunkEmailConfiguration", "Enabled"): True, ("FocusedInbox", "FocusedInboxOn"): True, ("HostedContentFilterPolicy", "BulkThreshold"): 7,
    ("HostedContentFilterPolicy", "SpamAction"): "MoveToJmf", ("HostedContentFilterPolicy", "HighConfidenceSpamAction"): "MoveToJmf",
    ("HostedContentFilterPolicy", "PhishSpamAction"): "MoveToJmf",
    ("HostedContentFilterPolicy", "HighConfidencePhishAction"): "Quarantine",
    ("HostedContentFilterPolicy", "BulkSpamAction"): "MoveToJmf", ("HostedContentFilterPolicy", "QuarantineRetentionPeriod"): 15,
    ("HostedContentFilterPolicy", "SpamZapEnabled"): True, ("HostedContentFilterPolicy", "PhishZapEnabled"): True,
    ("HostedOutboundSpamFilterPolicy", "AutoForwardingMode"): "Automatic",
    ("HostedOutboundSpamFilterPolicy", "ActionWhenThresholdReached"): "BlockUserForToday",
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitExternalPerHour"): 0,
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitInternalPerHour"): 0,
    ("HostedOutboundSpamFilterPolicy", "RecipientLimitPerDay"): 0, ("MalwareFilterPolicy", "ZapEnabled"): True,
    ("SafeLinksPolicy", "EnableSafeLinksForEmail"): True, ("SafeLinksPolicy", "EnableSafeLinksForTeams"): True,
    ("SafeLinksPolicy", "EnableSafeLinksForOffice"): True, ("SafeLinksPolicy", "EnableForInternalSenders"): True,
    ("SafeLinksPolicy", "ScanUrls"): True, ("SafeLinksPolicy", "DeliverMessageAfterScan"): True, ("SafeLinksPolicy", "TrackClicks"): True,
    ("SafeAttachmentPolicy", "Action"): "Block", ("SafeAttachmentPolicy", "QuarantineTag"): "AdminOnlyAccessPolicy",
    ("MalwareFilterPolicy", "QuarantineTag"): "AdminOnlyAccessPolicy", ("MalwareFilterPolicy", "FileTypeAction"): "Reject",
    **{(noun, "RecommendedPolicyType"): "Custom" for noun in (
        "HostedContentFilterPolicy", "HostedOutboundSpamFilterPolicy", "MalwareFilterPolicy", "SafeAttachmentPolicy", "SafeLinksPolicy",
    )},
    **{("HostedContentFilterPolicy", f"{kind}QuarantineTag"): "DefaultFullAccessPolicy" for kind in ("Bulk", "HighConfidenceSpam", "Phish", "Spam")},
    ("HostedContentFilterPolicy", "HighConfidencePhishQuarantineTag"): "AdminOnlyAccessPolicy",
    ("HostedContentFilterPolicy", "InlineSafetyTipsEnabled"): True, ("HostedContentFilterPolicy", "MarkAsSpamBulkMail"): "On",
    ("HostedContentFilterPolicy", "EndUserSpamNotificationFrequency"): 3,
    ("HostedContentFilterPolicy", "EndUserSpamNotificationLanguage"): "Default", ("HostedContentFilterPolicy", "TestModeAction"): "None",
    ("HostedContentFilterPolicy", "IntraOrgFilterState"): "Default",
    **{("HostedContentFilterPolicy", f"IncreaseScoreWith{what}"): "Off" for what in (
        "BizOrInfoUrls", "ImageLinks", "NumericIps", "RedirectToOtherPort",
    )},
    **{("HostedContentFilterPolicy", f"MarkAsSpam{what}"): "Off" for what in (
        "EmbedTagsInHtml", "EmptyMessages", "FormTagsInHtml", "FramesInHtml", "FromAddressAuthFail", "JavaScriptInHtml", "NdrBackscatter",
        "ObjectTagsInHtml", "SensitiveWordList", "SpfRecordHardFail", "WebBugsInHtml",
    )},
    ("OutboundConnector", "SmtpDaneMode"): "Opportunistic", ("OutboundConnector", "MtaStsMode"): "Opportunistic",
    ("QuarantinePolicy", "EndUserQuarantinePermissionsValue"): 0, ("JournalRule", "Enabled"): True,
    ("SweepRule", "Enabled"): True, ("RetentionPolicyTag", "MessageClass"): "*", ("JournalRule", "Scope"): "Global",
    ("InboxRule", "StopProcessingRules"): True, ("RetentionPolicyTag", "RetentionEnabled"): True,
    ("ExternalInOutlook", "Enabled"): False, ("IRMConfiguration", "AzureRMSLicensingEnabled"): True,
    ("IRMConfiguration", "InternalLicensingEnabled"): True, ("IRMConfiguration", "SimplifiedClientAccessEnabled"): True,
    ("CASMailboxPlan", "ActiveSyncEnabled"): True, ("CASMailboxPlan", "ImapEnabled"): True,
    ("CASMailboxPlan", "PopEnabled"): True, ("CASMailboxPlan", "EwsEnabled"): True, ("CASMailboxPlan", "ECPEnabled"): True,
    ("CASMailboxPlan", "OWAEnabled"): True, ("CASMailboxPlan", "MAPIEnabled"): True,
    ("MailboxCalendarConfiguration", "WorkDays"): "Weekdays",
    ("MailboxCalendarConfiguration", "WorkingHoursStartTime"): "08:00:00",
    ("MailboxCalendarConfiguration", "WorkingHoursEndTime"): "17:00:00",
    ("MailboxCalendarConfiguration", "WorkingHoursTimeZone"): "Pacific Standard Time",
    ("MailboxCalendarConfiguration", "WeekStartDay"): "Sunday",
    ("MailboxCalendarConfiguration", "FirstWeekOfYear"): "FirstDay",
    ("MailboxCalendarConfiguration", "TimeIncrement"): "ThirtyMinutes",
    ("MailboxCalendarConfiguration", "RemindersEnabled"): True,
    ("MailboxCalendarConfiguration", "ReminderSoundEnabled"): True,
    ("MailboxCalendarConfiguration", "DefaultReminderTime"): "00:15:00",
    ("MailboxCalendarConfiguration", "WeatherEnabled"): "FirstRun",
    ("MailboxCalendarConfiguration", "WeatherUnit"): "Default",
    ("MailboxCalendarConfiguration", "EventsFromEmailEnabled"): True,
    ("OwaMailboxPolicy", "ConditionalAccessPolicy"): "Off",
    ("OwaMailboxPolicy", "ActionForUnknownFileAndMIMETypes"): "Allow",
    ("OwaMailboxPolicy", "AllowOfflineOn"): "AllComputers",
    ("OwaMailboxPolicy", "InstantMessagingType"): "Ocs",
    ("OwaMailboxPolicy", "OutboundCharset"): "AutoDetect",
    ("MobileDeviceMailboxPolicy", "MaxAttachmentSize"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "MaxEmailBodyTruncationSize"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "MaxEmailHTMLBodyTruncationSize"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "MaxInactivityTimeLock"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "MaxPasswordFailedAttempts"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "PasswordExpiration"): "Unlimited",
    ("MobileDeviceMailboxPolicy", "PasswordHistory"): 0,
    ("MobileDeviceMailboxPolicy", "AllowBluetooth"): "Allow",
    ("MobileDeviceMailboxPolicy", "MaxCalendarAgeFilter"): "All",
    ("MobileDeviceMailboxPolicy", "MaxEmailAgeFilter"): "All",
    ("MobileDeviceMailboxPolicy", "RequireSignedSMIMEAlgorithm"): "SHA1",
    ("MobileDeviceMailboxPolicy", "RequireEncryptionSMIMEAlgorithm"): "TripleDES",
    ("MobileDeviceMailboxPolicy", "AllowSMIMEEncryptionAlgorithmNegotiation"): "AllowAnyAlgorithmNegotiation",
    ("MobileDeviceMailboxPolicy", "DevicePolicyRefreshInterval"): "Unlimited",
}  # fmt: skip
# Nouns whose switches a new object has on, but for those that are named here.
ON_BY_DEFAULT = {
    "OwaMailboxPolicy": {
        "IsDefault",
        "AttachmentsOfflineEnabledWin",
        "ForceSaveAttachmentFilteringEnabled",
        "ForceWacViewingFirstOnPrivateComputers",
        "ForceWacViewingFirstOnPublicComputers",
        "DisableFacebook",
        "HideClassicOutlookToggleOut",
        "MessagePreviewsDisabled",
        "OfflineEnabledWin",
        "OneWinNativeOutlookEnabled",
        "OnSendAddinsEnabled",
        "ItemsToOtherAccountsEnabled",
        "PersonalBookingsDisabled",
        "PhoneticSupportEnabled",
        "SMimeSuppressNameChecksEnabled",
        "UMIntegrationEnabled",
        "UseGB18030",
        "UseISO885915",
        "IsValid",
    },
    "MobileDeviceMailboxPolicy": {
        "AllowExternalDeviceManagement",
        "AllowMobileOTAUpdate",
        "AlphanumericPasswordRequired",
        "DeviceEncryptionEnabled",
        "IsDefault",
        "PasswordEnabled",
        "PasswordRecoveryEnabled",
        "RequireDeviceEncryption",
        "RequireEncryptedSMIMEMessages",
        "RequireManualSyncWhenRoaming",
        "RequireSignedSMIMEMessages",
        "RequireStorageCardEncryption",
    },
}
DERIVED_NOUNS = {"Group", "MobileDevice"}


class Builder:
    def __init__(self, facts: Path) -> None:
        self.parameters = json.loads((facts / "parameters.json").read_text(encoding="utf-8"))
        self.catalogue = json.loads((facts / "catalogue.json").read_text(encoding="utf-8"))
        self.objects = json.loads((facts / "objects.json").read_text(encoding="utf-8"))
        self.enumerations: dict[str, list[str]] = {}

    # --- declarations ---
    def declarations(self) -> None:
        target = PACKAGE / "declarations"
        target.mkdir(parents=True, exist_ok=True)
        index = []
        names = sorted(set(self.catalogue) | {name for name, facts in self.parameters.items() if facts["exchangeOnline"]}, key=str.lower)
        for name in names:
            declaration = self.full(name) if name in self.parameters else self.short(name)
            (target / f"{name}.json").write_text(json.dumps(declaration, ensure_ascii=False) + "\n", encoding="utf-8")
            module = name in MODULE_CMDLETS or "-EXO" in name
            index.append((name, "module" if module else "session"))
        for name, declaration in OWN.items():
            (target / f"{name}.json").write_text(json.dumps(declaration, ensure_ascii=False) + "\n", encoding="utf-8")
            index.append((name, "session"))
        (target / "index.txt").write_text(index_text(sorted(index, key=lambda item: item[0].lower())), encoding="utf-8")

    def full(self, name: str) -> dict[str, Any]:
        facts = self.parameters[name]
        client = facts.get("exoClientParameters")
        sets = [entry["name"] for entry in facts["syntaxSets"]]
        default = next((entry["name"] for entry in facts["syntaxSets"] if entry["default"]), None)
        kept = []
        for parameter in facts["parameters"]:
            known = (name, parameter["name"]) in KEPT_ON_PREMISES or (parameter.get("exchangeOnline") and not parameter.get("reserved"))
            if client and parameter["name"] in client:
                known = True
            if known:
                kept.append(parameter)
        parameters = {}
        for parameter in kept:
            own = [part.strip() for part in parameter["parameterSets"].split(",")]
            own = [part for part in own if part in sets and part != "(All)"]
            if len(sets) == 1 or not own or len(own) == len(sets):
                own = [ALL]
            limits = parameter.get("range")
            parameters[parameter["name"]] = self.parameter(
                name, parameter["name"], parameter["type"], parameter["aliases"],
                bool(parameter["required"]), parameter["position"], parameter["pipelineInput"],
                parameter.get("validValues") or [], own, limits,
            )  # fmt: skip
        self.add_others(name, facts, parameters)
        used = {entry for parameter in parameters.values() for entry in parameter["sets"]} - {ALL}
        set_names = [entry for entry in sets if entry in used or (used and entry == default)]
        if default is None and set_names:
            default = "Identity" if "Identity" in set_names else set_names[0]
        return self.declaration(name, parameters, set_names, default if default in set_names else None)

    def add_others(self, name: str, facts: dict[str, Any], parameters: dict[str, Any]) -> None:
        """Add what the full facts leave out and the catalogue or a connected session has."""
        known = {parameter["name"].lower() for parameter in facts["parameters"]} | {parameter.lower() for parameter in parameters}
        for entry in self.catalogue.get(name, {}).get("parameters", []):
            parameter, type_name, aliases, _, position, pipeline, values, limits = [*entry, *[None] * (8 - len(entry))]
            if parameter.lower() not in known:
                known.add(parameter.lower())
                parameters[parameter] = self.parameter(name, parameter, type_name, aliases, False, position, pipeline, values or [], [ALL], limits)
        for parameter, client_type in facts.get("exoClientParameters", {}).items():
            if parameter.lower() not in known:
                full = client_type if "." not in client_type else client_type.rpartition(".")[2]
                parameters[parameter] = self.parameter(name, parameter, full, [], False, "Named", "False", [], [ALL], None)

    def short(self, name: str) -> dict[str, Any]:
        facts = self.catalogue[name]
        several = len(facts["sets"]) > 1
        parameters = {}
        for entry in facts["parameters"]:
            parameter, type_name, aliases, required, position, pipeline, values, limits = [*entry, *[None] * (8 - len(entry))]
            mandatory = bool(required) and (not several or parameter in ("Identity", "Name")) and (name, parameter) not in OPTIONAL
            if parameter == "Identity" and name.startswith("Get-") and (several or name in IDENTITY_IS_OPTIONAL):
                mandatory = False  # it belongs to one of several sets, or the page says so in error
            if parameter == "Identity" and name.startswith("Get-EXO"):
                position = "0"
            parameters[parameter] = self.parameter(name, parameter, type_name, aliases, mandatory, position, pipeline, values or [], [ALL], limits)
        return self.declaration(name, parameters, [], None)

    def parameter(
        self, cmdlet: str, name: str, type_name: str, aliases: list[str], mandatory: bool,
        position: str, pipeline: str, values: list[str], sets: list[str], limits: list[str] | None
    ) -> dict[str, Any]:  # fmt: skip
        entry: dict[str, Any] = {}
        if mandatory:
            entry["mandatory"] = True
        if position.isdigit() and (cmdlet, name) not in NAMED_ONLY:
            entry["position"] = int(position)
        if pipeline.lower().startswith("true") and (cmdlet, name) not in NO_PIPELINE:
            detail = pipeline.lower().partition("(")[2]
            if not detail:
                entry["byPropertyName"] = True
                if name in ("Identity", "Member", "User"):
                    entry["fromPipeline"] = name != "User"
            else:
                entry["byPropertyName"] = "bypropertyname" in detail
                entry["fromPipeline"] = "byvalue" in detail
        result: dict[str, Any] = {"type": self.type_name(cmdlet, name, type_name, values), "sets": {part: dict(entry) for part in sets}}
        if aliases:
            result["aliases"] = aliases
        if type_name not in PLAIN_TYPES and TYPE_OVERRIDES.get((cmdlet, name)) is None:
            result["exchangeType"] = type_name
        if limits and all(str(limit).lstrip("-").isdigit() for limit in limits):
            result["range"] = [int(limit) for limit in limits]
        if values and not result["type"].startswith("Microsoft.") and type_name not in ("Boolean", "System.Boolean"):
            result["attributes"] = [{"kind": "ArgumentCompletions", "values": values}]
        return result

    def type_name(self, cmdlet: str, name: str, type_name: str, values: list[str]) -> str:
        if (cmdlet, name) in TYPE_OVERRIDES:
            return TYPE_OVERRIDES[cmdlet, name]
        if type_name in PLAIN_TYPES:
            return PLAIN_TYPES[type_name]
        if values and type_name not in NOT_ENUMERATIONS and not type_name.endswith(("[]", "IdParameter")) and all(v.isidentifier() for v in values):
            short = type_name.rpartition(".")[2].strip("<>")
            full = type_name if "." in type_name else NAMESPACE + short
            known = self.enumerations.setdefault(full, list(ENUMERATION_ORDER.get(short, [])))
            known.extend(value for value in values if value not in known)
            return full
        if type_name.endswith("[]"):
            return "System.Object[]"
        return "System.Object"

    def declaration(self, name: str, parameters: dict[str, Any], set_names: list[str], default: str | None) -> dict[str, Any]:
        supports = "WhatIf" in parameters or "Confirm" in parameters or name.partition("-")[0] in CHANGING_VERBS
        parameters.pop("WhatIf", None)
        parameters.pop("Confirm", None)
        ordered = dict(sorted(parameters.items(), key=lambda item: (item[0] != "Identity", item[0].lower())))
        result: dict[str, Any] = {
            "commandType": "Cmdlet" if name in MODULE_CMDLETS or "-EXO" in name else "Function",
            "confirmImpact": "High" if name.partition("-")[0] in CONFIRMING_VERBS else "Medium",
            "module": "ExchangeOnlineManagement",
            "implementingType": f"Microsoft.Exchange.Management.ExoPowershellSnapin.{name.replace('-', '')}",
            "positionalBinding": False,
            "supportsShouldProcess": supports,
            "parameters": ordered,
        }
        if set_names:
            result["parameterSets"] = [
                {
                    "name": entry,
                    "isDefault": entry == default,
                    "parameters": [key for key, value in ordered.items() if ALL in value["sets"] or entry in value["sets"]],
                }
                for entry in set_names
            ]
        if default:
            result["defaultParameterSet"] = default
        return result

    # --- enumerations ---
    def write_enumerations(self) -> None:
        lines = []
        for name, values in sorted(self.enumerations.items()):
            flags = FLAGS.get(name.rpartition(".")[2])
            if flags is not None:
                if set(flags) != set(values):
                    raise ValueError(f"{name} has other values: {values}")
                values = [f"{value}={number}" for value, number in flags.items()]
            lines.append(f"{name}\t{','.join(values)}\n")
        (PACKAGE / "enumerations.tsv").write_text(GENERATED + "".join(lines), encoding="utf-8")

    # --- object schemas ---
    def schemas(self) -> None:
        target = PACKAGE / "schemas"
        target.mkdir(parents=True, exist_ok=True)
        for cmdlet, facts in self.objects.items():
            rows = [(entry["name"], self.property_type(entry["type"]), entry["value"]) for entry in facts["properties"]]
            noun = cmdlet.partition("-")[2]
            rows = [(name, kind, NEW_OBJECTS.get(noun, {}).get(name, value)) for name, kind, value in rows]
            self.write_schema(target, noun, [*rows, *NEWER_PROPERTIES.get(noun, ())])
        verbs: dict[str, set[str]] = {}
        for name in self.catalogue:
            verb, _, noun = name.partition("-")
            verbs.setdefault(noun, set()).add(verb)
        for noun, own in sorted(verbs.items()):
            if f"Get-{noun}" in self.objects or (not own & {"Set", "New", "Add"} and noun not in DERIVED_NOUNS) or "Get" not in own:
                continue
            rows = self.derived(noun)
            self.write_schema(target, noun, rows)

    def derived(self, noun: str) -> list[tuple[str, str, Any]]:
        rows: dict[str, tuple[str, str, Any]] = {}
        tail = {entry[0] for entry in OBJECT_TAIL}
        for verb in ("New", "Set", "Add"):
            for entry in self.catalogue.get(f"{verb}-{noun}", {}).get("parameters", []):
                name, type_name = entry[0], entry[1]
                if name not in CONTROL_PARAMETERS and name not in NO_PROPERTIES and name not in tail and name not in rows:
                    rows[name] = (name, *self.stored_type(type_name))
        if f"Enable-{noun}" in self.catalogue and noun.endswith("Rule") and noun not in ("InboxRule", "SweepRule", "JournalRule"):
            rows.setdefault("State", ("State", "String", "Enabled"))
            rows.setdefault("Priority", ("Priority", "Int32", 0))
        for extra in EXTRA_PROPERTIES.get(noun, ()):
            rows.setdefault(extra[0], extra)
        off = ON_BY_DEFAULT.get(noun)
        if "State" in rows and noun.endswith("Rule"):
            rows.pop("Enabled", None)  # rules say so in State
        if off is not None:
            rows = {name: (name, kind, True if kind == "Boolean" and name not in off else value) for name, kind, value in rows.values()}
        for (owner, name), value in VALUES.items():
            if owner == noun and name in rows:
                rows[name] = (name, rows[name][1], value)
        return [*rows.values(), *OBJECT_TAIL]

    @staticmethod
    def stored_type(type_name: str) -> tuple[str, Any]:
        if type_name in ("Boolean", "SwitchParameter", "System.Boolean"):
            return "Boolean", False
        if type_name in ("Int32", "UInt32", "Int16", "UInt16"):
            return "Int32", None
        if type_name == "MultiValuedProperty" or type_name.endswith(("[]", "Collection")):
            return "String[]", []
        if type_name in ("DateTime", "ExDateTime", "System.DateTime"):
            return "DateTime", None
        if type_name == "Guid":
            return "Guid", None
        return "String", None

    @staticmethod
    def property_type(type_name: str) -> str:
        return {"String (size)": "Size", "String (time span)": "TimeSpan", "null": "Null"}.get(type_name, type_name)

    @staticmethod
    def write_schema(target: Path, noun: str, rows: list[tuple[str, str, Any]]) -> None:
        path = target / f"{noun}.tsv"
        if path.exists() and not path.read_text(encoding="utf-8").startswith(GENERATED):
            return
        lines = [f"{name}\t{kind}\t{json.dumps(value, ensure_ascii=False)}\n" for name, kind, value in rows]
        path.write_text(GENERATED + "".join(lines), encoding="utf-8")


def main() -> None:
    builder = Builder(Path(sys.argv[1]))
    builder.declarations()
    builder.write_enumerations()
    builder.schemas()


if __name__ == "__main__":
    main()
