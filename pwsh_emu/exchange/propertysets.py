"""The property sets of the Get-EXO* cmdlets: what -PropertySets names, and what is shown without it (Minimum)."""

from __future__ import annotations

MAILBOX_SETS: dict[str, tuple[str, ...]] = {
    "Minimum": (
        "ExternalDirectoryObjectId", "UserPrincipalName", "Alias", "DisplayName",
        "EmailAddresses", "PrimarySmtpAddress", "RecipientType", "RecipientTypeDetails",
        "Identity", "Id", "ExchangeVersion", "Name", "DistinguishedName", "OrganizationId", "Guid",
    ),
    "AddressList": (
        "AddressBookPolicy", "AddressListMembership", "EmailAddressPolicyEnabled", "GeneratedOfflineAddressBooks",
        "HiddenFromAddressListsEnabled", "OfflineAddressBook",
    ),
    "Archive": (
        "ArchiveDatabase", "ArchiveDomain", "ArchiveGuid", "ArchiveName", "ArchiveQuota",
        "ArchiveRelease", "ArchiveState", "ArchiveStatus", "ArchiveWarningQuota",
        "AutoExpandingArchiveEnabled", "DisabledArchiveDatabase", "DisabledArchiveGuid", "JournalArchiveAddress",
    ),
    "Audit": ("AuditAdmin", "AuditDelegate", "AuditEnabled", "AuditLogAgeLimit", "AuditOwner", "DefaultAuditSet"),
    "Custom": (*(f"CustomAttribute{number}" for number in range(1, 16)), *(f"ExtensionCustomAttribute{number}" for number in range(1, 6))),
    "Delivery": (
        "AcceptMessagesOnlyFrom", "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromSendersOrMembers",
        "DeliverToMailboxAndForward", "DowngradeHighPriorityMessagesEnabled",
        "ForwardingAddress", "ForwardingSmtpAddress", "GrantSendOnBehalfTo", "MaxBlockedSenders", "MaxReceiveSize", "MaxSafeSenders", "MaxSendSize",
        "MessageCopyForSendOnBehalfEnabled", "MessageCopyForSentAsEnabled",
        "MessageTrackingReadStatusEnabled", "RecipientLimits", "RejectMessagesFrom",
        "RejectMessagesFromDLMembers", "RejectMessagesFromSendersOrMembers", "RulesQuota",
    ),
    "Hold": (
        "ComplianceTagHoldApplied", "DelayHoldApplied", "InPlaceHolds", "InactiveMailboxRetireTime",
        "LitigationHoldDate", "LitigationHoldDuration", "LitigationHoldEnabled",
        "LitigationHoldOwner",
    ),
    "Moderation": ("BypassModerationFromSendersOrMembers", "ModeratedBy", "ModerationEnabled", "SendModerationNotifications"),
    "Move": (
        "MailboxMoveBatchName", "MailboxMoveFlags", "MailboxMoveRemoteHostName", "MailboxMoveSourceMDB", "MailboxMoveStatus",
        "MailboxMoveTargetMDB",
    ),
    "Policy": (
        "AddressBookPolicy", "DataEncryptionPolicy", "EmailAddressPolicyEnabled",
        "ManagedFolderMailboxPolicy", "PoliciesExcluded", "PoliciesIncluded", "RemoteAccountPolicy",
        "RetentionPolicy", "RetentionUrl", "RoleAssignmentPolicy", "SharingPolicy", "ThrottlingPolicy",
    ),
    "PublicFolder": (
        "DefaultPublicFolderMailbox", "EffectivePublicFolderMailbox", "IsExcludedFromServingHierarchy", "IsHierarchyReady",
        "IsHierarchySyncEnabled", "IsRootPublicFolderMailbox",
    ),
    "Quota": (
        "ArchiveQuota", "ArchiveWarningQuota", "CalendarLoggingQuota", "IssueWarningQuota",
        "ProhibitSendQuota", "ProhibitSendReceiveQuota", "RecoverableItemsQuota",
        "RecoverableItemsWarningQuota", "RulesQuota", "UseDatabaseQuotaDefaults",
    ),
    "Resource": ("IsResource", "ResourceCapacity", "ResourceCustom", "ResourceType", "RoomMailboxAccountEnabled"),
    "Retention": (
        "EndDateForRetentionHold", "OrphanSoftDeleteTrackingTime", "RetainDeletedItemsFor",
        "RetainDeletedItemsUntilBackup", "RetentionComment", "RetentionHoldEnabled",
        "RetentionPolicy", "RetentionUrl", "SingleItemRecoveryEnabled", "StartDateForRetentionHold", "UseDatabaseRetentionDefaults",
    ),
    "SCL": (
        "AntispamBypassEnabled", "SCLDeleteEnabled", "SCLDeleteThreshold", "SCLJunkEnabled",
        "SCLJunkThreshold", "SCLQuarantineEnabled", "SCLQuarantineThreshold",
        "SCLRejectEnabled", "SCLRejectThreshold",
    ),
    "SoftDelete": (
        "IncludeInGarbageCollection", "IsInactiveMailbox", "IsSoftDeletedByDisable", "IsSoftDeletedByRemove", "WhenSoftDeleted",
    ),
    "StatisticsSeed": ("ArchiveDatabaseGuid", "DatabaseGuid", "ExchangeGuid", "UserPrincipalName"),
}  # fmt: skip

CAS_SETS: dict[str, tuple[str, ...]] = {
    "Minimum": (
        "ActiveSyncEnabled", "DisplayName", "ECPEnabled", "EmailAddresses", "EwsEnabled",
        "ExchangeVersion", "Guid", "Identity", "ImapEnabled", "MAPIEnabled", "Name",
        "OWAEnabled", "OrganizationId", "PopEnabled", "PrimarySmtpAddress", "ServerLegacyDN",
    ),
    "ActiveSync": (
        "ActiveSyncAllowedDeviceIDs", "ActiveSyncBlockedDeviceIDs", "ActiveSyncDebugLogging",
        "ActiveSyncEnabled", "ActiveSyncMailboxPolicy", "ActiveSyncMailboxPolicyIsDefaulted",
        "ActiveSyncSuppressReadReceipt", "HasActiveSyncDevicePartnership",
    ),
    "Ews": ("EwsAllowEntourage", "EwsAllowList", "EwsAllowMacOutlook", "EwsAllowOutlook", "EwsApplicationAccessPolicy", "EwsBlockList", "EwsEnabled"),
    "Imap": (
        "ExternalImapSettings", "ImapEnableExactRFC822Size", "ImapEnabled", "ImapForceICalForCalendarRetrievalOption",
        "ImapMessagesRetrievalMimeFormat", "ImapSuppressReadReceipt", "ImapUseProtocolDefaults", "InternalImapSettings",
    ),
    "Mapi": (
        "MAPIBlockOutlookExternalConnectivity", "MAPIBlockOutlookNonCachedMode", "MAPIBlockOutlookRpcHttp", "MAPIBlockOutlookVersions",
        "MAPIEnabled", "MapiHttpEnabled",
    ),
    "Pop": (
        "ExternalPopSettings", "InternalPopSettings", "PopEnableExactRFC822Size", "PopEnabled", "PopForceICalForCalendarRetrievalOption",
        "PopMessagesRetrievalMimeFormat", "PopSuppressReadReceipt", "PopUseProtocolDefaults",
    ),
    "ProtocolSettings": (
        "ExternalImapSettings", "ExternalPopSettings", "ExternalSmtpSettings", "InternalImapSettings", "InternalPopSettings",
        "InternalSmtpSettings",
    ),
}  # fmt: skip

RECIPIENT_SETS: dict[str, tuple[str, ...]] = {
    "Minimum": (
        "ExternalDirectoryObjectId", "Alias", "DisplayName", "EmailAddresses", "PrimarySmtpAddress",
        "RecipientType", "RecipientTypeDetails", "Identity", "ExchangeVersion",
        "Name", "DistinguishedName", "OrganizationId",
    ),
    "Archive": ("ArchiveGuid", "ArchiveState", "ArchiveStatus"),
    "Custom": tuple(f"CustomAttribute{number}" for number in range(1, 16)),
    "MailboxMove": ("Database", "UsageLocation"),
    "Policy": ("EmailAddressPolicyEnabled", "OwaMailboxPolicy", "PoliciesExcluded", "PoliciesIncluded", "RetentionPolicy", "SharingPolicy"),
}  # fmt: skip
