"""Building a new organization from a seed: a data file below ``seeds`` that names a base and what it adds or changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization

FOLDER = os.path.join(os.path.dirname(__file__), "seeds")
_DEPARTMENTS = ("Sales", "Marketing", "Finance", "IT", "Engineering", "Operations", "Legal", "Human Resources")
_OFFICES = ("Redmond", "Bellevue", "Dublin", "Munich", "Singapore")


def names() -> list[str]:
    """Return the names of the seeds."""
    return sorted(file.removesuffix(".json") for file in os.listdir(FOLDER) if file.endswith(".json"))


def build(organization: Organization, seed: str) -> None:
    """Fill an empty organization. Raises ValueError for a seed that does not exist."""
    import json

    if seed not in names():
        raise ValueError(f"there is no seed '{seed}': it is one of {', '.join(names())}")
    with open(os.path.join(FOLDER, f"{seed}.json"), encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    if "base" in data:
        build(organization, data["base"])
    for table, records in data.get("tables", {}).items():
        for record in records:
            _dated(organization, table, dict(record))
    _recipients(organization, data)
    _generate(organization, data.get("generate", 0))
    _update(organization, data.get("update", {}))


def _dated(organization: Organization, table: str, record: dict[str, Any]) -> None:
    from pwsh_emu.exchange.organization import CHANGED, CREATED

    record.setdefault("Guid", organization.make_guid(table, str(record.get("Name", "")), str(record.get("PrimarySmtpAddress", ""))))
    record.setdefault("WhenCreated", CREATED)
    record.setdefault("WhenChanged", CHANGED)
    organization.table(table)[record["Guid"]] = record


def _recipients(organization: Organization, data: dict[str, Any]) -> None:
    from pwsh_emu.exchange.recipients import TABLE, make_recipient

    password = data.get("signIn", {}).get("password")
    for group, kind in (("mailboxes", "UserMailbox"), ("groups", "MailUniversalDistributionGroup"), ("contacts", "MailContact")):
        for entry in data.get(group, ()):
            given = dict(entry)
            record = make_recipient(organization, given.pop("Type", kind), given.pop("Name"), **given)
            if password and group == "mailboxes":
                record["Password"] = password
            if "ExternalEmailAddress" in record:
                _outside(record)
            if record["RecipientType"] == "UserMailbox":
                record["WhenMailboxCreated"] = "2024-03-06T10:15:00"
            _dated(organization, TABLE, record)


def _outside(record: dict[str, Any]) -> None:
    """Give a contact its address outside as the service shows it."""
    address = record["ExternalEmailAddress"].partition(":")[2] or record["ExternalEmailAddress"]
    record.update(ExternalEmailAddress=f"SMTP:{address}", PrimarySmtpAddress=address, WindowsEmailAddress=address, EmailAddresses=[f"SMTP:{address}"])


def _generate(organization: Organization, count: int) -> None:
    from pwsh_emu.exchange.recipients import TABLE, make_recipient

    domain = "contoso.com"
    for number in range(1, count + 1):
        alias = f"user{number:05}"
        record = make_recipient(
            organization, "UserMailbox", f"User {number:05}", Alias=alias,
            PrimarySmtpAddress=f"{alias}@{domain}", FirstName="User", LastName=f"{number:05}",
            Department=_DEPARTMENTS[number % len(_DEPARTMENTS)], Office=_OFFICES[number % len(_OFFICES)],
            Company="Contoso", WhenMailboxCreated="2024-03-06T10:15:00",
        )  # fmt: skip
        if number % 50 == 0:
            record["SmtpClientAuthenticationDisabled"] = number % 100 == 0
        record["Password"] = "Pass-word-1"
        _dated(organization, TABLE, record)


def _update(organization: Organization, updates: dict[str, Any]) -> None:
    for table, changes in updates.items():
        for name, values in changes.items():
            for record in organization.table(table).values():
                if name in ("*", record.get("Name"), record.get("RecipientTypeDetails")):
                    record.update(values)
