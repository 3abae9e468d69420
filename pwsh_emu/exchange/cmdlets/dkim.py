"""Signing of outgoing mail: DkimSigningConfig. There is no DNS here: what is enabled counts as published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlets.generic import GenericNew, GenericSet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("New-DkimSigningConfig")
class NewDkimSigningConfig(GenericNew):
    """Makes the signing configuration of an accepted domain."""

    def new_record(self) -> Record:
        values = self.properties(None)
        domain = inputs.text(self.session, self.bound["DomainName"])
        self.referenced(domain, "AcceptedDomain")
        size = int(inputs.text(self.session, self.bound.get("KeySize") or 1024))
        if size not in (1024, 2048):
            raise ServiceFailure(failures.ARGUMENT, f"The key size {size} isn't supported. Use 1024 or 2048.")
        label = domain.replace(".", "-")
        names = {f"Selector{number}CNAME": f"selector{number}-{label}._domainkey.{self.organization.name}" for number in (1, 2)}
        enabled = bool(values.get("Enabled"))
        return {
            **values, **names, "Name": domain, "Identity": domain, "Domain": domain, "Enabled": enabled, "IsDefault": False,
            "Status": "Valid" if enabled else "CnameMissing", "Selector1KeySize": size, "Selector2KeySize": size,
            "KeyCreationTime": self.organization.now(),
        }  # fmt: skip


@implements("Set-DkimSigningConfig")
class SetDkimSigningConfig(GenericSet):
    """Changes a signing configuration."""

    def values(self, record: Record) -> dict[str, Any]:
        values = super().values(record)
        if values.get("Enabled") and not record.get("Enabled"):
            values.update(Status="Valid", LastChecked=self.organization.now())
        return values


@implements("Rotate-DkimSigningConfig")
class RotateDkimSigningConfig(GenericSet):
    """Has a domain's key replaced by another one, four days from now."""

    verb = "Rotating"

    def values(self, record: Record) -> dict[str, Any]:
        from datetime import datetime, timedelta

        now = datetime.fromisoformat(self.organization.now())
        before = record.get("SelectorAfterRotateOnDate") or "selector2"
        after = "selector1" if before == "selector2" else "selector2"
        values: dict[str, Any] = {
            "KeyCreationTime": now.isoformat(), "RotateOnDate": (now + timedelta(days=4)).isoformat(),
            "SelectorBeforeRotateOnDate": before, "SelectorAfterRotateOnDate": after,
        }  # fmt: skip
        if "KeySize" in self.bound:
            size = int(inputs.text(self.session, self.bound["KeySize"]))
            values[f"{after.capitalize()}KeySize"] = size
        return values
