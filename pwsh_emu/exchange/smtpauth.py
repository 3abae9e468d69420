"""May a mailbox use SMTP AUTH, and who decides: security defaults, an authentication policy, the mailbox, the organization, in that order.

The submission endpoints and Test-SmtpClientAuth both ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record


class Decision:
    """The answer: ``allowed``, by what (``decided_by``: SecurityDefaults, AuthenticationPolicy, Mailbox, Organization) and why, in a sentence."""

    __slots__ = ("allowed", "decided_by", "reason", "setting")

    def __init__(self, allowed: bool, decided_by: str, setting: str, reason: str) -> None:
        self.allowed = allowed
        self.decided_by = decided_by
        self.setting = setting
        self.reason = reason


def security_defaults(organization: Organization) -> bool:
    """Tell whether Entra's security defaults are on."""
    return bool(organization.only("OrganizationConfig").get("SecurityDefaultsEnabled"))


def policy_of(organization: Organization, mailbox: Record) -> Record | None:
    """Return the authentication policy that applies to a mailbox: its user's own, else the organization's default."""
    name = mailbox.get("AuthenticationPolicy") or organization.only("OrganizationConfig").get("DefaultAuthenticationPolicy")
    if not name:
        return None
    for policy in organization.table("AuthenticationPolicy").values():
        if str(policy.get("Name")).lower() == str(name).lower():
            return policy
    return None


def decide(organization: Organization, mailbox: Record, *, basic: bool = True) -> Decision:
    """Return whether a mailbox may submit mail with SMTP AUTH; ``basic`` for a password, False for OAuth (which policies do not touch)."""
    if basic and security_defaults(organization):
        return Decision(False, "SecurityDefaults", "SecurityDefaultsEnabled: True", "Security defaults turn SMTP AUTH off for the whole tenant.")
    policy = policy_of(organization, mailbox)
    if basic and policy is not None and not policy.get("AllowBasicAuthSmtp"):
        name = policy["Name"]
        owner = "the user's own" if mailbox.get("AuthenticationPolicy") else "the organization's default"
        return Decision(
            False,
            "AuthenticationPolicy",
            f"{name}: AllowBasicAuthSmtp False",
            f"The authentication policy '{name}' ({owner}) does not allow Basic authentication for SMTP.",
        )
    own = mailbox.get("SmtpClientAuthenticationDisabled")
    if own is not None:
        state = "off" if own else "on"
        return Decision(
            not own,
            "Mailbox",
            f"SmtpClientAuthenticationDisabled: {own}",
            f"The mailbox's own setting turns SMTP AUTH {state}; the organization's does not matter.",
        )
    disabled = bool(organization.transport("SmtpClientAuthenticationDisabled"))
    state = "off" if disabled else "on"
    return Decision(
        not disabled,
        "Organization",
        f"SmtpClientAuthenticationDisabled: {disabled}",
        f"The mailbox has no setting of its own, so the organization's turns SMTP AUTH {state}.",
    )
