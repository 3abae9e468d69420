"""Transport settings, rules and connectors: what goes beyond the properties; Get-TransportConfig needs nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import ruletexts
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericSet
from pwsh_emu.exchange.failures import INVALID_OPERATION, ServiceFailure
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@implements("Get-OutboundConnector")
class GetOutboundConnector(GenericGet):
    """Shows outbound connectors: those in test mode only where they are asked for, or named."""

    IncludeTestModeConnectors: Any = None

    def chosen(self) -> Iterable[Record]:
        found = super().chosen()
        if self.Identity is not None and self.IncludeTestModeConnectors is None:
            return found
        wanted = bool(self.IncludeTestModeConnectors)
        return [record for record in found if bool(record.get("TestMode")) is wanted]


@implements("Get-TransportRule")
class GetTransportRule(GenericGet):
    """Shows mail flow rules, without what they ask and do where -ExcludeConditionActionDetails is true."""

    ExcludeConditionActionDetails: Any = None

    def shape(self, value: Any, record: Record) -> Any:
        value = described(value, record)
        if self.ExcludeConditionActionDetails:
            value.members.update(dict.fromkeys([name for name in ("Conditions", "Exceptions", "Actions") if name in value.members]))
        return value


def described(value: Any, record: Record) -> Any:
    """Let a rule's object say what the rule asks and does."""
    for name, told in ruletexts.transport_rule(record).items():
        value.members[name] = PSArray(told, "System.String") if isinstance(told, list) else told
    return value


def _notified(cmdlet: GenericNew | GenericSet, values: dict[str, Any]) -> dict[str, Any]:
    """Put -NotifySender where a rule keeps how its sender is told."""
    if "NotifySender" in cmdlet.bound:
        values["SenderNotificationType"] = cmdlet.texts(cmdlet.bound["NotifySender"])[0]
    return values


@implements("New-TransportRule")
class NewTransportRule(GenericNew):
    """Makes a mail flow rule."""

    def new_record(self) -> Record:
        return _notified(self, super().new_record())

    def write_record(self, record: Record, noun: str | None = None) -> None:
        self.write(described(self.maker(noun).make(record), record))


@implements("Set-TransportRule")
class SetTransportRule(GenericSet):
    """Changes a mail flow rule."""

    def values(self, record: Record) -> dict[str, Any]:
        return _notified(self, super().values(record))


@implements("Set-OrganizationConfig")
class SetOrganizationConfig(GenericSet):
    """Changes the organization's settings."""

    def values(self, record: Record) -> dict[str, Any]:
        found = super().values(record)
        if self.bound.get("AutoExpandingArchive"):
            found["AutoExpandingArchiveEnabled"] = True
        return found
