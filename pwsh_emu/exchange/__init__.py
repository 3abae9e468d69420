"""Exchange Online, emulated: the organization and the cmdlets over it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session


def attach(session: Session, *, connected: bool = True, environment: str | None = None, tenant: str | None = None) -> None:
    """Give a session an organization, and (``connected``) the functions of a connection to it.

    Raises ValueError for an environment that does not exist. Nothing is loaded before the first cmdlet runs.
    """
    from pwsh_emu.exchange.connection import connect, module_of, register_module
    from pwsh_emu.exchange.organization import Organization
    from pwsh_emu.exchange.registry import MODULE

    session.services["organization"] = Organization(environment, tenant=tenant)
    register_module(session)
    session.services.setdefault("module_sources", {})[MODULE.lower()] = module_of
    session.services.setdefault("remote endpoints", []).append(_remote_endpoint)
    if connected:
        connect(session)


def _remote_endpoint(session: Session, uri: str, configuration: str) -> Any:
    from pwsh_emu.exchange.remotepowershell import find_endpoint

    return find_endpoint(session, uri, configuration)
