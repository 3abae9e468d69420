"""Recipients outside: MailContact, MailUser, Contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlets.generic import GenericNew, GenericRemove, GenericSet
from pwsh_emu.exchange.cmdlets.mailboxes import set_addresses
from pwsh_emu.exchange.recipients import make_recipient
from pwsh_emu.exchange.texts import is_address
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


def outside_address(text: str) -> str:
    """Return an ExternalEmailAddress without its prefix. Raises ServiceFailure where it is no address."""
    address = text.partition(":")[2] if text.lower().startswith("smtp:") else text
    if not is_address(address):
        raise failures.invalid("ExternalEmailAddress", f"The address '{text}' is invalid: \"{address}\" isn't a valid SMTP address.")
    return address


class _NewOutside(GenericNew):
    kind = "MailContact"

    def new_record(self) -> Record:
        values = self.properties(None)
        name = str(values.pop("Name", None) or values.get("DisplayName") or "")
        given = values.pop("ExternalEmailAddress", None) or values.get("MicrosoftOnlineServicesID") or ""
        address = outside_address(str(given))
        for extra in ("FirstName", "LastName", "Initials"):
            if extra in self.bound:
                values[extra] = inputs.text(self.session, self.bound[extra])
        for known in ("PrimarySmtpAddress", "EmailAddresses", "RecipientType", "RecipientTypeDetails"):
            values.pop(known, None)
        record = make_recipient(
            self.organization, self.kind, name, Alias=values.pop("Alias", None), DisplayName=values.pop("DisplayName", None), **values
        )
        record.update(
            ExternalEmailAddress=f"SMTP:{address}", PrimarySmtpAddress=address, WindowsEmailAddress=address, EmailAddresses=[f"SMTP:{address}"]
        )
        if identity.find(self.organization, "Recipient", address):
            raise failures.already_exists(self.organization, address)
        return record


@implements("New-MailContact")
class NewMailContact(_NewOutside):
    """Makes a contact with an address outside."""


@implements("New-MailUser")
class NewMailUser(_NewOutside):
    """Makes a user whose mailbox is outside."""

    kind = "MailUser"


class _SetOutside(GenericSet):
    def values(self, record: Record) -> dict[str, Any]:
        values = super().values(record)
        if values.get("ExternalEmailAddress"):
            address = outside_address(str(values["ExternalEmailAddress"]))
            values["ExternalEmailAddress"] = f"SMTP:{address}"
            old = str(record.get("ExternalEmailAddress", "")).partition(":")[2].lower()
            if "EmailAddresses" not in values and old == str(record.get("PrimarySmtpAddress", "")).lower():
                kept = [one for one in record.get("EmailAddresses") or [] if one.partition(":")[2].lower() != old]
                values.update(EmailAddresses=kept, PrimarySmtpAddress=address)
        set_addresses(self.organization, record, values)
        return values


@implements("Set-MailContact")
class SetMailContact(_SetOutside):
    """Changes a contact."""


@implements("Set-MailUser")
class SetMailUser(_SetOutside):
    """Changes a mail user."""


@implements("Remove-MailContact")
class RemoveMailContact(GenericRemove):
    """Removes a contact."""


@implements("Remove-MailUser")
class RemoveMailUser(GenericRemove):
    """Removes a mail user."""
