"""What POP3 and IMAP4 share: signing in under the legacy switch, and a mailbox's messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.smtp.accounts import check_password, protocol_allowed
from pwsh_emu.smtp.tls import LEGACY

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record
    from pwsh_emu.smtp.endpoints import Endpoint, Service
    from pwsh_emu.smtp.wire import Wire

LEGACY_REFUSAL = "TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/popimap_tls."


def sign_in(service: Service, endpoint: Endpoint, wire: Wire, name: str, password: str) -> Record | str:
    """Return the mailbox of a sign-in, or the sentence that refuses it."""
    organization = service.organization
    organization.refresh()
    protocol = endpoint.protocol.capitalize()
    account = check_password(organization, name, password)
    if account is None or not protocol_allowed(organization, account, protocol):
        return "Logon failure: unknown user name or bad password." if protocol == "Pop" else "LOGIN failed."
    opted_in = organization.environment.allows_legacy_tls and organization.transport("AllowLegacyTLSClients") is True and endpoint.legacy
    if wire.tls_version in LEGACY and not opted_in:
        return LEGACY_REFUSAL
    return account


def inbox(service: Service, mailbox: Record, folder: str = "Inbox") -> list[Message]:
    """Return a folder's messages, oldest first."""
    service.organization.refresh()
    return list(service.organization.mail.messages(mailbox["Guid"], folder))
