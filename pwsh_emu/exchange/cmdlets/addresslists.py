"""Address lists, and the recipient filter that -IncludedRecipients and Conditional… parameters of lists and dynamic groups stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.cmdlets.generic import GenericNew, GenericSet, compile_record_filter
from pwsh_emu.exchange.recipients import TABLE
from pwsh_emu.exchange.schema import load
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

_KINDS = {
    "MailboxUsers": ("UserMailbox",),
    "MailContacts": ("MailContact",),
    "MailGroups": ("MailUniversalDistributionGroup", "MailUniversalSecurityGroup", "DynamicDistributionGroup"),
    "MailUsers": ("MailUser",),
}
_RESOURCES = ("RecipientTypeDetails -eq 'RoomMailbox'", "RecipientTypeDetails -eq 'EquipmentMailbox'")
_ALL = "(Alias -ne $null)"
_PREFIX = "Conditional"


def is_condition(name: str) -> bool:
    """Tell whether a property says which recipients are meant, in place of a filter."""
    return name == "IncludedRecipients" or name.startswith(_PREFIX)


def recipient_filter(values: dict[str, Any]) -> str:
    """Return the filter of what was said with the parameters."""
    included = [part.strip() for part in str(values.get("IncludedRecipients") or "").split(",")]
    tests: list[str] = []
    if "AllRecipients" not in included:
        for name in included:
            tests += [f"RecipientType -eq '{kind}'" for kind in _KINDS.get(name, ())]
            tests += _RESOURCES if name == "Resources" else ()
    parts = [_any_of(tests)] if tests else []
    for name, wanted in values.items():
        if name.startswith(_PREFIX) and wanted:
            texts = [str(one).replace("'", "''") for one in (wanted if isinstance(wanted, list) else [wanted])]
            parts.append(_any_of([f"{name.removeprefix(_PREFIX)} -eq '{text}'" for text in texts]))
    return " -and ".join(parts) or _ALL


def _any_of(tests: list[str]) -> str:
    return f"({tests[0]})" if len(tests) == 1 else "(" + " -or ".join(f"({test})" for test in tests) + ")"


def with_filter(organization: Organization, values: dict[str, Any], record: Record) -> dict[str, Any]:
    """Return what is to be set, with the filter that follows from it. Raises FilterError for a filter that cannot be read."""
    if values.get("RecipientFilter"):
        compile_record_filter(organization, "Recipient", TABLE, load("Recipient"), str(values["RecipientFilter"]))
    elif any(map(is_condition, values)):
        values["RecipientFilter"] = recipient_filter({**record, **values})
    return values


class _NewList(GenericNew):
    def new_record(self) -> Record:
        values = super().new_record()
        if not values.get("DisplayName") and self.schema.find("DisplayName"):
            values["DisplayName"] = values["Name"]
        return with_filter(self.organization, values, {})


class _SetList(GenericSet):
    def values(self, record: Record) -> dict[str, Any]:
        return with_filter(self.organization, super().values(record), record)


@implements("New-AddressList")
class NewAddressList(_NewList):
    """Makes an address list."""


@implements("Set-AddressList")
class SetAddressList(_SetList):
    """Changes an address list."""


@implements("New-GlobalAddressList")
class NewGlobalAddressList(_NewList):
    """Makes a global address list."""


@implements("Set-GlobalAddressList")
class SetGlobalAddressList(_SetList):
    """Changes a global address list."""
