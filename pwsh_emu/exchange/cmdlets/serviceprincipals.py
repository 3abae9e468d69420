"""Applications of the directory that the organization knows: New-ServicePrincipal, Test-ServicePrincipalAuthorization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericNew, compile_record_filter
from pwsh_emu.exchange.cmdlets.roles import assignments
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.recipients import TABLE
from pwsh_emu.exchange.schema import load
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("New-ServicePrincipal")
class NewServicePrincipal(GenericNew):
    """Makes an application of the directory known; -ServiceId is the older name of -ObjectId."""

    def new_record(self) -> Record:
        record = super().new_record()
        given = self.bound.get("ObjectId", self.bound.get("ServiceId"))
        if given is None:
            raise ServiceFailure(failures.ARGUMENT, "Specify the ObjectId parameter.")
        record["ObjectId"] = record["ServiceId"] = inputs.text(self.session, given)
        return record


@implements("Test-ServicePrincipalAuthorization")
class TestServicePrincipalAuthorization(ExchangeCmdlet):
    """Shows which roles an application has, and whether a mailbox is in their scope."""

    Resource: Any = None

    def run(self) -> None:
        application = self.find(self.Identity, "ServicePrincipal")
        resource = None if self.Resource is None else self.find(self.Resource, "User")
        for record in assignments(self.organization):
            if record.get("RoleAssigneeType") == "ServicePrincipal" and record["RoleAssignee"] == application["Name"]:
                scope = record.get("CustomRecipientWriteScope") or record.get("CustomResourceScope")
                self.write(PSCustomObject({
                    "RoleName": record["Role"], "GrantedPermissions": str(record["Role"]).removeprefix("Application "),
                    "AllowedResourceScope": scope or "Organization", "ScopeType": "CustomRecipientScope" if scope else "OrganizationScope",
                    "InScope": "Not Run" if resource is None else self.covers(scope, resource),
                }))  # fmt: skip

    def covers(self, scope: Any, resource: Record) -> bool:
        """Tell whether a scope has a mailbox in it."""
        if not scope:
            return True
        found = identity.find(self.organization, "ManagementScope", str(scope))
        text = str(found[0].get("RecipientRestrictionFilter") or "") if found else ""
        return bool(text) and compile_record_filter(self.organization, "Recipient", TABLE, load("Recipient"), text)(resource)
