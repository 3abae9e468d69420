"""Asking for a user name and a password on the host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

TITLE = "PowerShell credential request"
MESSAGE = "Enter your credentials."


def prompt_for_credential(session: Session, user: str | None, title: str | None = None, message: str | None = None, *, titled: bool = True) -> Any:
    """Return a PSCredential of what is typed in; None where the input ends. Raises where nobody can be asked."""
    from pwsh_emu.runtime.choices import not_interactive
    from pwsh_emu.runtime.types.network import PSCredential, SecureString

    host = session.host
    if not host.interactive:
        raise not_interactive()
    if titled:
        host.write(f"\n{title or TITLE}\n{message or MESSAGE}\n")
    while not user:
        user = host.read_line("User: ")
        if user is None:
            return None
    secret = host.read_secret(f"Password for user {user}: ")
    if secret is None:
        return None
    host.write("\n")
    return PSCredential(user, SecureString(secret))
