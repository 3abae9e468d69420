"""Signing in at an endpoint: names, passwords and tokens, and the settings that let a mailbox use a protocol."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from pwsh_emu.exchange.recipients import sign_in_record
from pwsh_emu.exchange.smtpauth import policy_of, security_defaults

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

TOKEN_PREFIX = "emulated-token:"


def check_password(organization: Organization, name: str, password: str) -> Record | None:
    """Return the account of a sign-in name where the password is its own, else None."""
    record = sign_in_record(organization, name)
    known = "" if record is None else str(record.get("Password") or "")
    right = hmac.compare_digest(known.encode(), password.encode()) and known != ""
    if record is None or not right or record.get("AccountDisabled"):
        return None
    return record


def check_token(organization: Organization, name: str, token: str) -> Record | None:
    """Return the account of a sign-in name where a bearer token is for it: ``emulated-token:<sign-in name>``."""
    record = sign_in_record(organization, name)
    if record is None or not token.startswith(TOKEN_PREFIX):
        return None
    return record if sign_in_record(organization, token.removeprefix(TOKEN_PREFIX)) is record else None


def protocol_allowed(organization: Organization, mailbox: Record, protocol: str) -> bool:
    """Tell whether a mailbox may be read with a password over "Pop" or "Imap"."""
    if security_defaults(organization):
        return False
    policy = policy_of(organization, mailbox)
    if policy is not None and not policy.get(f"AllowBasicAuth{protocol}"):
        return False
    return bool(mailbox.get(f"{protocol}Enabled", True))
