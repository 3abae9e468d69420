"""What the service has a cmdlet family for, and how the emulator keeps it.

A noun is *many* (a table of named records), *one* (settings of the organization), *mailbox* (settings of each mailbox) or a *recipient*
(a view of the recipients' table). What is in none of these has its own class or is not modelled.
"""

from __future__ import annotations

from pwsh_emu.exchange.recipients import SHOWN_BY, TABLE
from pwsh_emu.exchange.texts import words

ONE = frozenset((
    "TransportConfig", "OrganizationConfig", "AdminAuditLogConfig", "ActiveSyncOrganizationSettings",
    "AtpPolicyForO365", "ArcConfig", "DefaultTenantBriefingConfig",
    "DefaultTenantMyAnalyticsFeatureConfig", "EmailTenantSettings", "ExternalInOutlook",
    "FederatedOrganizationIdentifier", "HVEAccountSettings", "IRMConfiguration",
    "MigrationConfig", "PerimeterConfig", "ResourceConfig", "SmimeConfig",
))  # fmt: skip
MAILBOX = frozenset((
    "CalendarProcessing", "Clutter", "EventsFromEmailConfiguration", "FocusedInbox", "MailboxAutoReplyConfiguration", "MailboxCalendarConfiguration",
    "MailboxJunkEmailConfiguration", "MailboxMessageConfiguration",
    "MailboxRegionalConfiguration", "MailboxSpellingConfiguration", "MyAnalyticsFeatureConfig",
    "UserBriefingConfig", "VivaInsightsSettings", "MailboxAuditBypassAssociation", "MailboxIRMAccess", "TextMessagingAccount", "Place",
))  # fmt: skip
# What keeping records does not model, whatever its schema: of these a cmdlet works only where it has code of its own.
NOT_MODELLED = frozenset((
    "App", "ClassificationRuleCollection", "DataClassification", "HVEAccountBillingPolicy", "M365DataAtRestEncryptionPolicyAssignment",
    "PublicFolderClientPermission", "PublicFolderMoveRequest", "RMSTemplate", "VivaModuleFeaturePolicy", "VivaOrgInsightsDelegatedRole",
    "WorkforceInsightsDelegationAccess",
))  # fmt: skip
# What -WhatIf and -Confirm call a noun where that is not its name in words.
CALLED = {
    "TransportConfig": "transport configuration", "OrganizationConfig": "Organization Configuration",
    "AcceptedDomain": "Accepted Domain", "OwaMailboxPolicy": "OWA mailbox policy",
    "CASMailbox": "Client Access settings", "DkimSigningConfig": "DKIM signing configuration",
}  # fmt: skip
# Properties by which records are told apart where that is not Name.
KEY_PROPERTIES = {
    "RemoteDomain": "DomainName", "AcceptedDomain": "DomainName", "DkimSigningConfig": "DomainName", "TenantAllowBlockListItems": "Entries",
    "ServicePrincipal": "AppId", "ApplicationAccessPolicy": "AppId",
    "AvailabilityAddressSpace": "ForestName", "MailboxAuditBypassAssociation": "Identity",
}  # fmt: skip


def kind_of(noun: str) -> str:
    """Return how a noun is kept: "one", "many", "mailbox", "recipient" or "" where it is not modelled."""
    from pwsh_emu.exchange.schema import exists

    if noun in NOT_MODELLED:
        return ""
    if noun in SHOWN_BY:
        return "recipient"
    if noun in ONE:
        return "one"
    if noun in MAILBOX:
        return "mailbox"
    return "many" if exists(noun) else ""


def table_of(noun: str) -> str:
    """Return the table that holds a noun's records."""
    return TABLE if noun in SHOWN_BY else noun


def called(noun: str) -> str:
    """Return what sentences call an object of a noun."""
    return CALLED.get(noun) or words(noun)
