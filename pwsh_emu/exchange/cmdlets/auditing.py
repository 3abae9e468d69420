"""What was changed by whom: Search-UnifiedAuditLog, Search-AdminAuditLog, Write-AdminAuditLog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


class AuditCmdlet(ExchangeCmdlet):
    """Base: chooses entries by date and by texts."""

    StartDate: Any = None
    EndDate: Any = None
    ResultSize: Any = None

    def dates(self) -> tuple[str | None, str | None]:
        """Return the dates that were given. Raises ServiceFailure where they are in the wrong order."""
        start = None if self.StartDate is None else self.reader().date(self.StartDate)
        end = None if self.EndDate is None else self.reader().date(self.EndDate)
        if start and end and start > end:
            raise ServiceFailure(failures.ARGUMENT, "The start date must be earlier than the end date.")
        return start, end

    def entries(self) -> Iterator[tuple[int, Record]]:
        start, end = self.dates()
        for number, entry in enumerate(self.organization.audit):
            when = entry["RunDate"]
            if (start is None or when >= start) and (end is None or when <= end):
                yield number, entry

    def size(self, default: int, highest: int) -> int:
        if self.ResultSize is None:
            return default
        if not 1 <= int(self.ResultSize) <= highest:
            raise failures.out_of_range("ResultSize", self.ResultSize, 1, highest)
        return int(self.ResultSize)

    def wanted(self, value: Any) -> set[str] | None:
        return None if value is None else {text.lower() for text in self.texts(value)}


@implements("Search-AdminAuditLog")
class SearchAdminAuditLog(AuditCmdlet):
    """Shows what cmdlets changed."""

    Cmdlets: Any = None
    ObjectIds: Any = None
    Parameters: Any = None
    UserIds: Any = None
    StartIndex: Any = None
    IsSuccess: Any = None

    def run(self) -> None:
        cmdlets, objects, users, parameters = (self.wanted(value) for value in (self.Cmdlets, self.ObjectIds, self.UserIds, self.Parameters))
        found = []
        for number, entry in self.entries():
            own = {name.lower() for name, _ in entry.get("CmdletParameters", ())}
            if (
                (cmdlets is None or entry["CmdletName"].lower() in cmdlets)
                and (objects is None or str(entry["ObjectModified"]).lower() in objects)
                and (users is None or entry["Caller"].lower() in users)
                and (parameters is None or own & parameters)
                and self.IsSuccess in (None, entry.get("Succeeded", True))
            ):
                found.append((number, entry))
        found.reverse()
        start = int(self.StartIndex or 0)
        for number, entry in found[start : start + self.size(1000, 250000)]:
            self.write(self.shown(number, entry))

    def shown(self, number: int, entry: Record) -> PSCustomObject:
        values = values_of(self.session)
        return PSCustomObject(
            {
                "ObjectModified": entry["ObjectModified"], "CmdletName": entry["CmdletName"],
                "CmdletParameters": PSArray([_named(name, value) for name, value in entry.get("CmdletParameters", ())]),
                "ModifiedProperties": PSArray([_named(name, change) for name, change in entry.get("ModifiedProperties", {}).items()]),
                "Caller": entry["Caller"],
                "ExternalAccess": False, "Succeeded": entry.get("Succeeded", True),
                "Error": entry.get("Error"), "RunDate": values.date(entry["RunDate"]),
                "OriginatingServer": entry.get("OriginatingServer", ""), "ClientIP": entry.get("ClientIP", "127.0.0.1"),
                "Identity": self.organization.make_guid("audit", str(number)),
                "IsValid": True, "ObjectState": "New",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogEvent",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


def _named(name: str, value: Any) -> PSCustomObject:
    if isinstance(value, list) and len(value) == 2 and not isinstance(value[0], list):
        return PSCustomObject({"Name": name, "OldValue": _typed(value[0]), "NewValue": _typed(value[1])})
    return PSCustomObject({"Name": name, "Value": _typed(value)})


def _typed(value: Any) -> Any:
    return PSArray(value) if isinstance(value, list) else value


@implements("Search-UnifiedAuditLog")
class SearchUnifiedAuditLog(AuditCmdlet):
    """Shows what administrators did, as the unified audit log holds it."""

    Operations: Any = None
    UserIds: Any = None
    ObjectIds: Any = None
    RecordType: Any = None
    FreeText: Any = None
    Formatted: Any = None

    def run(self) -> None:
        if self.StartDate is None or self.EndDate is None:
            raise ServiceFailure(failures.ARGUMENT, "StartDate and EndDate must be specified.")
        if self.organization.only("OrganizationConfig").get("AuditDisabled") and not self.organization.audit:
            return
        operations, users, objects = (self.wanted(value) for value in (self.Operations, self.UserIds, self.ObjectIds))
        if self.RecordType is not None and inputs.text(self.session, self.RecordType).lower() != "exchangeadmin":
            return
        free = None if self.FreeText is None else inputs.text(self.session, self.FreeText).lower()
        found = []
        for number, entry in self.entries():
            if (
                (operations is None or entry["CmdletName"].lower() in operations)
                and (users is None or entry["Caller"].lower() in users)
                and (objects is None or str(entry["ObjectModified"]).lower() in objects)
                and (free is None or free in str(entry).lower())
            ):
                found.append((number, entry))
        found.reverse()
        shown = found[: self.size(100, 5000)]
        for position, (number, entry) in enumerate(shown, 1):
            self.write(self.shown(number, entry, position, len(found)))

    def shown(self, number: int, entry: Record, position: int, count: int) -> PSCustomObject:
        import json

        identity = self.organization.make_guid("audit", str(number))
        data = {
            "CreationTime": entry["RunDate"], "Id": identity, "Operation": entry["CmdletName"],
            "OrganizationId": self.organization.make_guid("tenant"), "RecordType": 1,
            "ResultStatus": "True" if entry.get("Succeeded", True) else "False",
            "UserKey": entry["Caller"], "UserType": 2, "Version": 1, "Workload": "Exchange",
            "ClientIP": entry.get("ClientIP", "127.0.0.1"), "ObjectId": entry["ObjectModified"], "UserId": entry["Caller"], "ExternalAccess": False,
            "OrganizationName": self.organization.name, "OriginatingServer": entry.get("OriginatingServer", ""),
            "Parameters": [{"Name": name, "Value": _flat(value)} for name, value in entry.get("CmdletParameters", ())],
        }  # fmt: skip
        values = values_of(self.session)
        return PSCustomObject(
            {
                "RecordType": "ExchangeAdmin", "CreationDate": values.date(entry["RunDate"], utc=True),
                "UserIds": entry["Caller"], "Operations": entry["CmdletName"],
                "AuditData": json.dumps(data, separators=(",", ":")), "ResultIndex": position,
                "ResultCount": count, "Identity": identity, "IsValid": True, "ObjectState": "Unchanged",
            },
            [
                "Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


def _flat(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


@implements("Write-AdminAuditLog")
class WriteAdminAuditLog(ExchangeCmdlet):
    """Puts a comment into the audit log."""

    Comment: Any = None

    def run(self) -> None:
        comment = inputs.text(self.session, self.Comment)
        if len(comment) > 500:
            raise failures.invalid("Comment", "The comment can't be longer than 500 characters.")
        if self.confirmed("Writing a comment to the administrator audit log.", "Write-AdminAuditLog"):
            with self.transaction():
                self.audit("")
