"""The service's errors: sentences as Exchange Online words them, in the record that the module makes of them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization

_TASKS = "Microsoft.Exchange.Configuration.Tasks."
NOT_FOUND = _TASKS + "ManagementObjectNotFoundException"
AMBIGUOUS = _TASKS + "ManagementObjectAmbiguousException"
INVALID = "Microsoft.Exchange.Data.DataValidationException"
EXISTS = "Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException"
REFUSED = _TASKS + "RecipientTaskException"
ARGUMENT = "System.ArgumentException"
INVALID_OPERATION = "System.InvalidOperationException"
# Codes that were seen before messages; others follow from the exception's name.
_CODES = {NOT_FOUND: "Ex6F9304", AMBIGUOUS: "Ex9E65A2", "reference": "Ex94914C", "mailbox": "Ex41BAF5"}


class ServiceFailure(Exception):
    """Something that the service refuses. ``kind`` is the exception's full name; ``code`` a key of the codes that were seen."""

    def __init__(self, kind: str, sentence: str, code: str | None = None) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
        self.code = code or kind


def not_found(organization: Organization, identity: str) -> ServiceFailure:
    """An identity that names nothing."""
    server = f"XX0PR00A00DC000.{organization.environment.forest}.PROD.OUTLOOK.COM"
    return ServiceFailure(NOT_FOUND, f"The operation couldn't be performed because object '{identity}' couldn't be found on '{server}'.")


def mailbox_not_found(identity: str) -> ServiceFailure:
    """A mailbox that a service cmdlet (permissions, statistics …) cannot find."""
    return ServiceFailure(NOT_FOUND, f'The specified mailbox Identity:"{identity}" doesn\'t exist.', "mailbox")


def reference_not_found(identity: str) -> ServiceFailure:
    """A value that names another object which does not exist."""
    return ServiceFailure(
        NOT_FOUND, f'Couldn\'t find object "{identity}". Please make sure that it was spelled correctly or specify a different object.', "reference"
    )


def ambiguous(identity: str) -> ServiceFailure:
    return ServiceFailure(AMBIGUOUS, f"The operation couldn't be performed because object: '{identity}' matches multiple entries.")


def out_of_range(name: str, value: object, low: object, high: object) -> ServiceFailure:
    """A value outside a property's limits."""
    return ServiceFailure(
        INVALID,
        f"Property validation failed. Property = {name}. Error = The property value is invalid. "
        f"The value must be between {low} and {high}. The value was {value}.",
    )


def invalid(name: str, reason: str) -> ServiceFailure:
    """A value that a property cannot have, with the reason as a sentence."""
    return ServiceFailure(INVALID, f"Property validation failed. Property = {name}. Error = {reason}")


def already_exists(organization: Organization, name: str) -> ServiceFailure:
    server = f"XX0PR00A00DC000.{organization.environment.forest}.PROD.OUTLOOK.COM"
    return ServiceFailure(EXISTS, f"Active Directory operation failed on {server}. The object '{name}' already exists.")


def code_of(key: str) -> str:
    """Return the code before a message: ``Ex`` and six hexadecimal digits."""
    found = _CODES.get(key)
    if found is None:
        from zlib import crc32

        found = f"Ex{crc32(key.encode()) & 0xFFFFFF:06X}"
    return found


def record_of(failure: ServiceFailure, organization: Organization, cmdlet: str) -> ErrorRecord:
    """Return the error record that the module writes for a failure of a cmdlet."""
    from datetime import datetime

    message = f"{code_of(failure.code)}|{failure.kind}|{failure.sentence}"
    request = organization.make_guid("request", cmdlet, failure.sentence, organization.now())
    stamp = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    record = ErrorRecord(
        ExceptionObject("System.Exception", message), f"[Server=XX0PR00MB0001,RequestId={request},TimeStamp={stamp}]", "NotSpecified"
    )
    record.origin = "Write-ErrorMessage"
    record.reason = failure.kind.rpartition(".")[2]
    record.activity = cmdlet
    return record
