"""Authentication policies and users: which sign-ins with a password a mailbox may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove, GenericSet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import INVALID_OPERATION, ServiceFailure
from pwsh_emu.exchange.recipients import TABLE, shown_by
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pwsh_emu.exchange.organization import Record


@implements("New-AuthenticationPolicy")
class NewAuthenticationPolicy(GenericNew):
    """Makes an authentication policy that allows only the protocols named."""

    def new_record(self) -> Record:
        if not self.bound.get("Name"):
            raise ServiceFailure("System.ArgumentNullException", "Value cannot be null. Parameter name: Name")
        return super().new_record()


_TOKENS = "LegacyExchangeTokens"  # the organization's setting: "Allowed", "Blocked", or none
_DISABLED = "Legacy Exchange Online tokens are disabled"


@implements("Get-AuthenticationPolicy")
class GetAuthenticationPolicy(GenericGet):
    """Shows authentication policies; with -AllowLegacyExchangeTokens whether Outlook add-ins may still ask for legacy tokens."""

    def run(self) -> None:
        if not is_on(self.bound.get("AllowLegacyExchangeTokens")):
            super().run()
            return
        setting = self.organization.only("OrganizationConfig").get(_TOKENS)
        if setting == "Blocked":
            self.write_warning(_DISABLED)
        self.write(PSCustomObject({"AllowLegacyExchangeTokens": {"Allowed": "True", "Blocked": "False"}.get(str(setting), "Not Set")}))


@implements("Set-AuthenticationPolicy")
class SetAuthenticationPolicy(GenericSet):
    """Changes an authentication policy, or the organization's setting for legacy Exchange tokens."""

    def run(self) -> None:
        allow, block = is_on(self.bound.get("AllowLegacyExchangeTokens")), is_on(self.bound.get("BlockLegacyExchangeTokens"))
        if not allow and not block:
            super().run()
            return
        if allow and block:
            raise ServiceFailure(INVALID_OPERATION, "AllowLegacyExchangeTokens and BlockLegacyExchangeTokens can't be used together.")
        set_tokens(self, "Allowed" if allow else "Blocked")


def set_tokens(cmdlet: ExchangeCmdlet, setting: str | None) -> None:
    """Set the organization's setting for legacy Exchange tokens; None forgets it."""
    organization = cmdlet.organization
    if cmdlet.confirmed("Changing whether legacy Exchange tokens are allowed in the organization.", organization.name):
        with cmdlet.transaction():
            organization.update("OrganizationConfig", organization.only("OrganizationConfig"), {_TOKENS: setting}, {})
            cmdlet.audit(organization.name)


@implements("Remove-AuthenticationPolicy")
class RemoveAuthenticationPolicy(GenericRemove):
    """Removes an authentication policy that nobody has, or the organization's setting for legacy Exchange tokens."""

    def run(self) -> None:
        if is_on(self.bound.get("AllowLegacyExchangeTokens")):
            set_tokens(self, None)
        else:
            super().run()

    def check(self, record: Record) -> None:
        name = record["Name"]
        if self.organization.only("OrganizationConfig").get("DefaultAuthenticationPolicy") == name:
            raise ServiceFailure(
                INVALID_OPERATION,
                f"The authentication policy '{name}' can't be removed because it's the default policy of the organization.",
            )
        if any(user.get("AuthenticationPolicy") == name for user in self.organization.table(TABLE).values()):
            raise ServiceFailure(INVALID_OPERATION, f"The authentication policy '{name}' can't be removed because it's assigned to users.")


@implements("Get-User")
class GetUser(GenericGet):
    """Shows users."""

    def chosen(self) -> Iterable[Record]:
        if is_on(self.bound.get("PublicFolder")):
            if self.Identity is not None:
                return self.filtered([self.find(self.Identity, "PublicFolderMailbox")])
            return self.filtered(shown_by(self.organization, "PublicFolderMailbox"))
        found = super().chosen()
        return [record for record in found if record.get("IsVIP")] if is_on(self.bound.get("IsVIP")) else found


@implements("Set-User")
class SetUser(GenericSet):
    """Changes a user's attributes and authentication policy."""

    def target(self) -> Record:
        return self.find(self.Identity, "PublicFolderMailbox") if is_on(self.bound.get("PublicFolder")) else super().target()

    verb = "Setting user"

    def sentence(self, verb: str, record: Record) -> str:
        return f'Setting user "{record["Name"]}".'

    def values(self, record: Record) -> dict[str, Any]:
        found = super().values(record)
        if found.pop("PermanentlyClearPreviousMailboxInfo", False):
            found["PreviousRecipientTypeDetails"] = "None"
        if "VIP" in self.bound:
            found["IsVIP"] = bool(self.bound["VIP"])
        if "MailboxRegionSuffix" in self.bound:
            found["MailboxRegionSuffix"] = self.texts(self.bound["MailboxRegionSuffix"])[0]
        if is_on(self.bound.get("ClearDataEncryptionPolicy")):
            found["DataEncryptionPolicy"] = None
        return found
