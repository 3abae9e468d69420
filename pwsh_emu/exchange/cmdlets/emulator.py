"""The emulator's own cmdlets: what decides on SMTP AUTH, and the organization as a whole."""

from __future__ import annotations

from typing import Any

from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.organization import Organization
from pwsh_emu.exchange.recipients import shown_by
from pwsh_emu.exchange.smtpauth import decide
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject


@implements("Test-SmtpClientAuth")
class TestSmtpClientAuth(ExchangeCmdlet):
    """Says whether a mailbox may use SMTP AUTH, what decides it and why; also whether TLS 1.0 and 1.1 clients get through."""

    LegacyTls: Any = False

    def run(self) -> None:
        if self.Identity is not None:
            records = [self.mailbox(self.Identity)]
        else:
            records = shown_by(self.organization, "Mailbox")
        opted_in = self.organization.transport("AllowLegacyTLSClients")
        for record in records:
            decision = decide(self.organization, record)
            oauth = decide(self.organization, record, basic=False)
            self.write(PSCustomObject(
                {
                    "Mailbox": record["PrimarySmtpAddress"], "Allowed": decision.allowed,
                    "DecidedBy": decision.decided_by, "Setting": decision.setting, "Reason": decision.reason,
                    "OAuthAllowed": oauth.allowed,
                    "LegacyTlsAllowed": decision.allowed and bool(opted_in) and self.organization.environment.allows_legacy_tls,
                    "LegacyEndpoint": self.organization.environment.legacy_smtp_host,
                },
                ["PwshEmu.SmtpClientAuthResult", "System.Management.Automation.PSCustomObject", "System.Object"],
            ))  # fmt: skip


class _WithPath(ExchangeCmdlet):
    Path: Any = None

    def file(self) -> str:
        """Return the file that -Path names, seen from the current location."""
        return str(self.session.services["drives"].locate(str(self.Path)).path)

    def read(self, organization: Organization) -> None:
        """Make an organization what the file holds."""
        import json

        path = self.file()
        content = self.session.services["files"].read(path)
        try:
            data = json.loads(content)
        except ValueError as error:
            raise ValueError(f"'{path}' is not JSON: {error}.") from None
        organization.restore(data)


@implements("Compare-EmulatedOrganization")
class CompareEmulatedOrganization(_WithPath):
    """Lists what differs from the organization as it started (or from an exported file), a setting a row."""

    def run(self) -> None:
        other = Organization(self.organization.environment.name, seed=self.organization.seed)
        if self.Path:
            self.read(other)
        for table, name, prop, before, after in other.compare(self.organization):
            change = "Changed" if prop else "Removed" if after is None else "Added"
            self.write(
                PSCustomObject({"Change": change, "Kind": table, "Name": name, "Property": prop, "Before": _typed(before), "After": _typed(after)})
            )


def _typed(value: Any) -> Any:
    return PSArray(value, "System.String") if isinstance(value, list) else value


@implements("Reset-EmulatedOrganization")
class ResetEmulatedOrganization(ExchangeCmdlet):
    """Makes the organization what it was at first, or what a seed (company, hardened, old, large) says."""

    Seed: Any = None

    def run(self) -> None:
        from pwsh_emu.exchange.seeding import names

        seed = str(self.Seed) if self.Seed else self.organization.seed
        if seed not in names():
            raise ValueError(f"there is no seed '{seed}': it is one of {', '.join(names())}.")
        if self.confirmed(f'Resetting the organization "{self.organization.name}" to the seed "{seed}".', self.organization.name):
            self.organization.seed = seed
            self.organization.reset()


@implements("Export-EmulatedOrganization")
class ExportEmulatedOrganization(_WithPath):
    """Writes the organization to a JSON file that people can read."""

    def run(self) -> None:
        import json

        text = json.dumps(self.organization.snapshot(), indent=1, ensure_ascii=False)
        self.session.services["files"].write(self.file(), f"{text}\n".encode())


@implements("Import-EmulatedOrganization")
class ImportEmulatedOrganization(_WithPath):
    """Makes the organization what an exported JSON file holds."""

    def run(self) -> None:
        path = self.file()
        if self.confirmed(f'Importing the organization from "{path}".', path):
            self.read(self.organization)


_RUNNING = "running service"


@implements("Start-EmulatedService")
class StartEmulatedService(ExchangeCmdlet):
    """Starts the mail endpoints and the admin page over this session's organization, beside the shell, and says where they listen."""

    NoPage: Any = False
    NoLimits: Any = False

    def run(self) -> None:
        services = self.session.services
        if services.get(_RUNNING) is None:
            start = services.get("start service")  # attached by the shell: the endpoints are a layer above
            if services["files"].in_memory:
                raise ValueError("a session in the sandbox does not listen to the network.")
            if start is None:
                raise ValueError("the endpoints are not available in this session.")
            services[_RUNNING] = start(self.organization, page=not self.NoPage, limits=not self.NoLimits)
        for name, port in services[_RUNNING].ports.items():
            self.write(PSCustomObject({"Endpoint": name, "Host": "127.0.0.1", "Port": port}))


@implements("Stop-EmulatedService")
class StopEmulatedService(ExchangeCmdlet):
    """Stops what Start-EmulatedService started."""

    def run(self) -> None:
        running = self.session.services.pop(_RUNNING, None)
        if running is not None:
            running.stop()
