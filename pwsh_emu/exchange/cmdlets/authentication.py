"""Authentication policies and users: which sign-ins with a password a mailbox may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.cmdlets.generic import GenericNew, GenericRemove, GenericSet
from pwsh_emu.exchange.failures import INVALID_OPERATION, ServiceFailure
from pwsh_emu.exchange.recipients import TABLE
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("New-AuthenticationPolicy")
class NewAuthenticationPolicy(GenericNew):
    """Makes an authentication policy that allows only the protocols named."""

    def new_record(self) -> Record:
        if not self.bound.get("Name"):
            raise ServiceFailure("System.ArgumentNullException", "Value cannot be null. Parameter name: Name")
        return super().new_record()


@implements("Remove-AuthenticationPolicy")
class RemoveAuthenticationPolicy(GenericRemove):
    """Removes an authentication policy that nobody has."""

    def check(self, record: Record) -> None:
        name = record["Name"]
        if self.organization.only("OrganizationConfig").get("DefaultAuthenticationPolicy") == name:
            raise ServiceFailure(
                INVALID_OPERATION,
                f"The authentication policy '{name}' can't be removed because it's the default policy of the organization.",
            )
        if any(user.get("AuthenticationPolicy") == name for user in self.organization.table(TABLE).values()):
            raise ServiceFailure(INVALID_OPERATION, f"The authentication policy '{name}' can't be removed because it's assigned to users.")


@implements("Set-User")
class SetUser(GenericSet):
    """Changes a user's attributes and authentication policy."""

    verb = "Setting user"

    def sentence(self, verb: str, record: Record) -> str:
        return f'Setting user "{record["Name"]}".'

    def values(self, record: Record) -> dict[str, Any]:
        found = super().values(record)
        if found.pop("PermanentlyClearPreviousMailboxInfo", False):
            found["PreviousRecipientTypeDetails"] = "None"
        return found
