"""What secures mail to an accepted domain: DNSSEC, SMTP DANE and IPv6. No name server is asked: only the organization's side is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_DOMAINS = "AcceptedDomain"


class _Domain(ExchangeCmdlet):
    DomainName: Any = None
    Domain: Any = None
    feature = "Dnssec"  # the property of a domain's record

    def domains(self) -> list[Record]:
        """Return the accepted domain that is named, or all. Raises ServiceFailure where it is none of the organization's."""
        given = self.DomainName if self.DomainName is not None else self.Domain
        if given is None:
            return self.organization.table(_DOMAINS).values()
        shown = inputs.text(self.session, given)
        found = identity.find(self.organization, _DOMAINS, shown)
        if len(found) != 1:
            raise failures.not_found(self.organization, shown)
        return found

    def mx_of(self, domain: Record) -> str:
        """Return where mail for a domain with DNSSEC goes."""
        label = self.organization.make_guid("dnssec", str(domain["DomainName"]))[:1]
        return f"{str(domain['DomainName']).replace('.', '-')}.{label}-v1.mx.microsoft"

    def result(self, domain: Record) -> dict[str, Any]:
        return {"Result": "Success"}


class _Switch(_Domain):
    on = True
    called = "DNSSEC"

    def run(self) -> None:
        for domain in self.domains():
            name = str(domain["DomainName"])
            self.check(domain)
            if self.confirmed(f'{"Enabling" if self.on else "Disabling"} {self.called} for domain "{name}".', name):
                with self.transaction():
                    values: dict[str, Any] = {self.feature: self.on}
                    if self.feature == "SmtpDane":
                        values["SmtpDaneStatus"] = "Enabled" if self.on else "Disabled"
                    self.organization.update(_DOMAINS, domain, values, {self.feature: False})
                    self.audit(name)
                self.write(PSCustomObject({**self.result(domain), "ErrorData": None}))

    def check(self, domain: Record) -> None:
        """Raise ServiceFailure where the service would refuse."""


@implements("Enable-DnssecForVerifiedDomain")
class EnableDnssecForVerifiedDomain(_Switch):
    """Turns DNSSEC on for mail to a domain."""

    def result(self, domain: Record) -> dict[str, Any]:
        return {"Result": "Success", "DnssecMxValue": self.mx_of(domain)}


@implements("Disable-DnssecForVerifiedDomain")
class DisableDnssecForVerifiedDomain(_Switch):
    """Turns DNSSEC off for mail to a domain."""

    on = False

    def check(self, domain: Record) -> None:
        if domain.get("SmtpDane"):
            raise ServiceFailure(
                failures.INVALID_OPERATION,
                f"DNSSEC can't be disabled for '{domain['DomainName']}' while SMTP DANE is enabled. Disable SMTP DANE first.",
            )


@implements("Get-DnssecStatusForVerifiedDomain")
class GetDnssecStatusForVerifiedDomain(_Domain):
    """Shows whether DNSSEC is on for mail to a domain."""

    def run(self) -> None:
        for domain in self.domains():
            on = bool(domain.get("Dnssec"))
            self.write(PSCustomObject({
                "DnssecFeatureStatus": "Enabled" if on else "Disabled", "ExpectedMxRecord": self.mx_of(domain) if on else None,
                "DnsValidation": "Skipped", "MxValidation": "Skipped", "MtaStsValidation": "Skipped",
            }))  # fmt: skip


@implements("Enable-SmtpDaneInbound")
class EnableSmtpDaneInbound(_Switch):
    """Turns SMTP DANE on for mail to a domain that has DNSSEC."""

    feature = "SmtpDane"
    called = "SMTP DANE"

    def check(self, domain: Record) -> None:
        if not domain.get("Dnssec"):
            raise ServiceFailure(
                failures.INVALID_OPERATION,
                f"SMTP DANE can't be enabled for '{domain['DomainName']}' because DNSSEC isn't enabled. Run Enable-DnssecForVerifiedDomain first.",
            )


@implements("Disable-SmtpDaneInbound")
class DisableSmtpDaneInbound(_Switch):
    """Turns SMTP DANE off for mail to a domain."""

    on = False
    feature = "SmtpDane"
    called = "SMTP DANE"


@implements("Get-SmtpDaneInboundStatus")
class GetSmtpDaneInboundStatus(_Domain):
    """Shows whether SMTP DANE is on for mail to a domain."""

    def run(self) -> None:
        for domain in self.domains():
            self.write(PSCustomObject({"DomainName": domain["DomainName"], "Status": "Enabled" if domain.get("SmtpDane") else "Disabled"}))


@implements("Enable-IPv6ForAcceptedDomain")
class EnableIPv6ForAcceptedDomain(_Switch):
    """Lets mail to a domain come over IPv6."""

    feature = "IPv6"
    called = "IPv6"

    def result(self, domain: Record) -> dict[str, Any]:
        return {"Domain": domain["DomainName"], "Status": "Enabled"}


@implements("Disable-IPv6ForAcceptedDomain")
class DisableIPv6ForAcceptedDomain(_Switch):
    """Lets mail to a domain come over IPv4 only."""

    on = False
    feature = "IPv6"
    called = "IPv6"

    def result(self, domain: Record) -> dict[str, Any]:
        return {"Domain": domain["DomainName"], "Status": "Disabled"}


@implements("Get-IPv6StatusForAcceptedDomain")
class GetIPv6StatusForAcceptedDomain(_Domain):
    """Shows whether mail to a domain comes over IPv6."""

    def run(self) -> None:
        for domain in self.domains():
            self.write(PSCustomObject({"Domain": domain["DomainName"], "Status": "Enabled" if domain.get("IPv6") else "Disabled"}))


@implements("Get-MxRecordReport")
class GetMxRecordReport(_Domain):
    """Shows where mail to a domain should go."""

    def run(self) -> None:
        for domain in self.domains():
            name = str(domain["DomainName"])
            host = self.mx_of(domain) if domain.get("Dnssec") else f"{name.replace('.', '-')}.mail.protection.outlook.com"
            self.write(PSCustomObject({
                "Organization": self.organization.name, "Domain": name, "HighestPriorityMailhost": host,
                "HighestPriorityMailhostIpAddress": "", "PointsToService": True, "RecordExists": True,
            }))  # fmt: skip
