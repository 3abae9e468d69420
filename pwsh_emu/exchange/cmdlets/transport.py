"""Set-TransportConfig: what goes beyond setting properties; Get-TransportConfig needs nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.cmdlets.generic import GenericSet
from pwsh_emu.exchange.failures import ServiceFailure, out_of_range
from pwsh_emu.exchange.texts import parse_span, span_text
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_SHORTEST, _LONGEST = 12 * 36_000_000_000, 24 * 36_000_000_000  # of a message's life, in ticks


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
                "System.InvalidOperationException",
                f"AllowLegacyTLSClients can't be set to True in {environment.name}: the endpoint for legacy TLS clients isn't available there. "
                "TLS 1.0 and TLS 1.1 can be opted in to in Worldwide and 21Vianet only.",
            )

    def values(self, record: Record) -> dict[str, Any]:
        found = super().values(record)
        span = found.get("MessageExpiration")
        if span is not None and not _SHORTEST <= (parse_span(str(span)) or 0) <= _LONGEST:
            raise out_of_range("MessageExpiration", span, span_text(_SHORTEST), span_text(_LONGEST))
        for name in ("ExternalDsnDefaultLanguage", "InternalDsnDefaultLanguage"):
            if found.get(name) == "":
                found[name] = None
        return found
