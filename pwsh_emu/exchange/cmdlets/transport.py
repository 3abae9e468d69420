"""Set-TransportConfig: what goes beyond setting properties; Get-TransportConfig needs nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.cmdlets.generic import GenericSet
from pwsh_emu.exchange.failures import INVALID_OPERATION, ServiceFailure
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("Set-TransportConfig")
class SetTransportConfig(GenericSet):
    """Changes the organization's transport settings.

    AllowLegacyTLSClients has three values: $null (never set), $true (opted in) and $false (opted out). Clouds for governments do not
    offer the endpoint behind it and refuse $true.
    """

    def sentence(self, verb: str, record: Record) -> str:
        return 'Modifying transport configuration "Transport Settings".'

    def check(self, record: Record, values: dict[str, Any]) -> None:
        environment = self.organization.environment
        if values.get("AllowLegacyTLSClients") and not environment.allows_legacy_tls:
            raise ServiceFailure(
                INVALID_OPERATION,
                f"AllowLegacyTLSClients can't be set to True in {environment.name}: the endpoint for legacy TLS clients isn't available there. "
                "TLS 1.0 and TLS 1.1 can be opted in to in Worldwide and 21Vianet only.",
            )

    def values(self, record: Record) -> dict[str, Any]:
        found = super().values(record)
        # MessageExpiration keeps any time span, as recorded (8 hours, 2.5 days), though the reference speaks of 12 to 24 hours.
        for name in ("ExternalDsnDefaultLanguage", "InternalDsnDefaultLanguage"):
            if found.get(name) == "":
                found[name] = None
        return found
