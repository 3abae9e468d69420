"""The tenant's list of senders, addresses and files that are allowed or blocked: TenantAllowBlockListItems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.nouns import called
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

TABLE = "TenantAllowBlockListItems"
_DAYS = 30  # what is blocked without a date is blocked for so long


class _ListCmdlet(ExchangeCmdlet):
    ListType: Any = None
    Entries: Any = None
    Ids: Any = None

    @property
    def kind(self) -> str:
        return inputs.text(self.session, self.ListType)

    def records(self) -> list[Record]:
        return [record for record in self.organization.table(TABLE).values() if record["ListType"].lower() == self.kind.lower()]

    def wanted(self) -> list[Record]:
        """Return the records that -Entries or -Ids name. Raises ServiceFailure where one is not there."""
        found = []
        records = self.records()
        for value, name in ((self.Entries, "Value"), (self.Ids, "Identity")):
            for text in self.texts(value):
                match = [record for record in records if record[name].lower() == text.lower()]
                if not match:
                    raise failures.not_found(self.organization, text)
                found += match
        if not found:
            raise ServiceFailure(failures.ARGUMENT, "Specify one of the parameters Entries or Ids.")
        return found

    def agreed(self, verb: str, entries: list[str]) -> bool:
        """Ask -WhatIf and -Confirm."""
        names = ", ".join(entries)
        return self.confirmed(f'{verb} {called(self.noun)} "{names}".', names)

    def expiration(self, *, action: str) -> str | None:
        """Return until when an entry counts; None for ever."""
        if "ExpirationDate" in self.bound:
            return self.reader().date(self.bound["ExpirationDate"])
        if is_on(self.bound.get("NoExpiration")) or action == "Allow":
            return None
        from datetime import datetime, timedelta

        return (datetime.fromisoformat(self.organization.now()) + timedelta(days=_DAYS)).isoformat()

    def show(self, record: Record) -> None:
        values = values_of(self.session)
        self.write(PSCustomObject({
            "Action": record["Action"], "Error": None, "ExpirationDate": values.date(record.get("ExpirationDate")),
            "Identity": record["Identity"], "LastModifiedDateTime": values.date(record["WhenChanged"]), "LastUsedDate": None,
            "ListSubType": record.get("ListSubType", "Tenant"), "ListType": record["ListType"], "ModifiedBy": record.get("ModifiedBy"),
            "Notes": record.get("Notes"), "ObjectState": "New", "RemoveAfter": record.get("RemoveAfter"), "SubmissionID": None,
            "SysManaged": False, "Value": record["Value"],
        }))  # fmt: skip


@implements("Get-TenantAllowBlockListItems")
class GetTenantAllowBlockListItems(_ListCmdlet):
    """Shows what is allowed or blocked."""

    def run(self) -> None:
        wanted = {action for action in ("Allow", "Block") if is_on(self.bound.get(action))} or {"Allow", "Block"}
        entry = inputs.text(self.session, self.bound["Entry"]).lower() if "Entry" in self.bound else None
        for record in self.records():
            if record["Action"] not in wanted or (entry is not None and record["Value"].lower() != entry):
                continue
            if not is_on(self.bound.get("NoExpiration")) or record.get("ExpirationDate") is None:
                self.show(record)


@implements("New-TenantAllowBlockListItems")
class NewTenantAllowBlockListItems(_ListCmdlet):
    """Allows or blocks senders, addresses or files."""

    def run(self) -> None:
        allow, block = is_on(self.bound.get("Allow")), is_on(self.bound.get("Block"))
        if allow == block:
            raise ServiceFailure(failures.ARGUMENT, "Specify one of the parameters Allow or Block.")
        action = "Allow" if allow else "Block"
        entries = self.texts(self.Entries)
        known = {record["Value"].lower() for record in self.records()}
        for entry in entries:
            if entry.lower() in known:
                raise failures.already_exists(self.organization, entry)
        kind = next((name for name in ("Sender", "Url", "FileHash", "IP", "BulkSender") if name.lower() == self.kind.lower()), self.kind)
        if not self.agreed("Creating", entries):
            return
        made = []
        with self.transaction():
            for entry in entries:
                number = self.organization.make_guid(TABLE, kind, entry).replace("-", "")
                made.append(self.organization.insert(TABLE, {
                    "Name": entry, "Value": entry, "ListType": kind, "Action": action, "Identity": f"RgAAAA{number}0",
                    "ExpirationDate": self.expiration(action=action), "ModifiedBy": self.caller,
                    "Notes": inputs.text(self.session, self.bound["Notes"]) if "Notes" in self.bound else None,
                    "RemoveAfter": self.bound.get("RemoveAfter"),
                }))  # fmt: skip
            self.audit(", ".join(entries))
        for record in made:
            self.show(record)


@implements("Set-TenantAllowBlockListItems")
class SetTenantAllowBlockListItems(_ListCmdlet):
    """Changes how long or why something is allowed or blocked."""

    def run(self) -> None:
        records = self.wanted()
        values: dict[str, Any] = {"ModifiedBy": self.caller}
        if "Notes" in self.bound:
            values["Notes"] = inputs.text(self.session, self.bound["Notes"])
        for action in ("Allow", "Block"):
            if is_on(self.bound.get(action)):
                values["Action"] = action
        if "ExpirationDate" in self.bound or "NoExpiration" in self.bound:
            values["ExpirationDate"] = self.expiration(action="Block")
        entries = [record["Value"] for record in records]
        if not self.agreed("Modifying", entries):
            return
        with self.transaction():
            for record in records:
                self.organization.update(TABLE, record, values, {})
            self.audit(", ".join(entries))
        for record in records:
            self.show(record)


@implements("Remove-TenantAllowBlockListItems")
class RemoveTenantAllowBlockListItems(_ListCmdlet):
    """Takes entries off the list."""

    def run(self) -> None:
        records = self.wanted()
        entries = [record["Value"] for record in records]
        if not self.agreed("Removing", entries):
            return
        with self.transaction():
            for record in records:
                self.organization.delete(TABLE, record)
            self.audit(", ".join(entries))
        for record in records:
            self.show(record)
