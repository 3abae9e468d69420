"""Migrations: endpoints, batches, their users and the statistics of both.

Nothing is copied. What may start has synced when the cmdlet that starts it comes back; what waits for a time or for Complete-MigrationBatch waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import NO_CHANGE, ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.texts import size_text
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

BATCHES, USERS = "MigrationBatch", "MigrationUser"
_PERMANENT = "Microsoft.Exchange.Migration."
# Kinds of endpoint by the switch that makes one; -Autodiscover and plain -RemoteServer are remote moves.
_ENDPOINTS = {
    "IMAP": "IMAP", "ExchangeOutlookAnywhere": "ExchangeOutlookAnywhere", "Gmail": "GoogleMarketplace", "PublicFolderToUnifiedGroup": "PublicFolder",
    "Compliance": "Compliance", "ExchangeRemoteMove": "ExchangeRemoteMove",
}  # fmt: skip
_SUMMARY = {
    "Queued": "Active", "Syncing": "Active", "Synced": "Synced", "Completed": "Completed", "Failed": "Failed", "Stopped": "Stopped",
}  # fmt: skip


def users_of(organization: Organization, batch: Record) -> list[Record]:
    return [user for user in organization.table(USERS).values() if user["BatchId"] == batch["Name"]]


def counts(users: list[Record]) -> dict[str, int]:
    """Return how many users of a batch are in which state."""

    def number(*states: str) -> int:
        return sum(user["Status"] in states for user in users)

    return {
        "TotalCount": len(users), "ActiveCount": number("Syncing"), "StoppedCount": number("Stopped"), "SyncedCount": number("Synced"),
        "FinalizedCount": number("Completed"), "FailedCount": number("Failed"), "FailedInitialSyncCount": number("Failed"),
        "PendingCount": number("Queued"),
    }  # fmt: skip


def settle(organization: Organization, batch: Record, status: str) -> None:
    """Bring the users of a batch, and the batch, to a status. Inside a transaction."""
    now = organization.now()
    users = users_of(organization, batch)
    for user in users:
        if user["Status"] not in ("Failed", "Completed"):
            organization.update(USERS, user, user_state(now, status), {})
    values: dict[str, Any] = {"Status": status, "State": status}
    if status in ("Synced", "Completed"):
        if any(user["Status"] == "Failed" for user in users):
            values["Status"] = f"{status}WithErrors"
        values.update(InitialSyncDateTime=batch.get("InitialSyncDateTime") or now, LastSyncedDateTime=now, InitialSyncDuration="00:00:00")
        values.update(StartDateTime=batch.get("StartDateTime") or now)
    if status == "Completed":
        values.update(FinalizedDateTime=now, WorkflowStage="Completion")
    organization.update(BATCHES, batch, values, {})


def user_state(now: str, status: str) -> dict[str, Any]:
    user_status = "Queued" if status in ("Created", "Waiting") else status
    values = {"Status": user_status, "StatusSummary": _SUMMARY.get(user_status, "Active")}
    if user_status in ("Synced", "Completed"):
        values.update(LastSuccessfulSyncTime=now, LastSubscriptionCheckTime=now)
    return values


def next_status(now: str, record: Record) -> str:
    """Return what becomes of a batch or user that is free to start."""
    start, complete = record.get("StartAfter"), record.get("CompleteAfter")
    if start is not None and start > now:
        return "Waiting"
    if record.get("AutoComplete") or (complete is not None and complete <= now):
        return "Completed"
    return "Synced"


class _Migration(ExchangeCmdlet):
    def batch(self, value: Any = None) -> Record:
        """Return the batch that an identity names. Raises ServiceFailure where there is none."""
        shown = self.identity_text(value)
        found = identity.find(self.organization, BATCHES, shown)
        if len(found) != 1:
            raise ServiceFailure(
                _PERMANENT + "MigrationBatchNotFoundException",
                f"The migration batch '{shown}' can't be found. Please verify that you've specified the right name for the migration batch.",
            )
        return found[0]

    def user(self) -> Record:
        shown = self.identity_text()
        found = [one for one in self.organization.table(USERS).values() if shown.lower() in (one["Identity"].lower(), one["Guid"])]
        if not found:
            raise ServiceFailure(
                _PERMANENT + "MigrationUserNotFoundException", f"The migration user '{shown}' can't be found. Make sure that it is part of a batch."
            )
        return found[0]

    def addresses(self) -> list[str]:
        """Return the users that -CSVData, -UserIds or -Users name."""
        found = [text for name in ("UserIds", "Users") for text in self.texts(self.bound.get(name))]
        if self.bound.get("CSVData") is None:
            return found
        import csv
        import io

        raw = bytes(int(item) for item in inputs.items(self.bound["CSVData"]))
        rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig", "replace")))
        columns = {str(name).strip().lower(): name for name in rows.fieldnames or ()}
        key = columns.get("emailaddress") or columns.get("identity") or columns.get("folderpath") or columns.get("username")
        if key is None:
            raise ServiceFailure(_PERMANENT + "MigrationCSVParsingException", "The CSV file is missing the required column EmailAddress.")
        return found + [text for row in rows if (text := str(row.get(key) or "").strip())]

    def add_users(self, batch: Record, addresses: list[str], status: str) -> list[str]:
        """Put users into a batch and return what the service warns of. Inside a transaction."""
        warnings = []
        now = self.organization.now()
        taken = {user["Identity"].lower(): user for user in self.organization.table(USERS).values()}
        for address in addresses:
            other = taken.get(address.lower())
            if other is not None:
                warnings.append(f"The user '{address}' is already included in the migration batch '{other['BatchId']}'.")
                continue
            found = identity.find(self.organization, "Recipient", address)
            user: Record = {
                "Name": address, "Identity": address, "Identifier": address, "MailboxIdentifier": address, "EmailAddress": address,
                "MailboxEmailAddress": address, "BatchId": batch["Name"], **user_state(now, status),
            }  # fmt: skip
            if found:
                inside = list(self.organization.mail.messages(found[0]["Guid"]))
                user.update(
                    MailboxGuid=found[0].get("ExchangeGuid"), MailboxLegacyDN=found[0].get("LegacyExchangeDN"), SyncedItemCount=len(inside),
                    Size=sum(len(message.content) for message in inside), RequestGuid=self.organization.make_guid(USERS, address, "request"),
                    RecipientType="Mailuser" if found[0]["RecipientType"] == "MailUser" else "Mailbox",
                )  # fmt: skip
            else:
                user.update(Status="Failed", StatusSummary="Failed", ErrorSummary=f"Target mailbox or mail user '{address}' can't be found.")
            taken[address.lower()] = self.organization.insert(USERS, user)
        return warnings


# --- endpoints ---
@implements("New-MigrationEndpoint")
class NewMigrationEndpoint(GenericNew):
    """Describes the system that mailboxes are moved from or to; nothing is connected to."""

    def new_record(self) -> Record:
        record = super().new_record()
        kind = next((kind for switch, kind in _ENDPOINTS.items() if is_on(self.bound.get(switch))), "ExchangeRemoteMove")
        record.update(EndpointType=kind, UseAutoDiscover=is_on(self.bound.get("Autodiscover")), LastModifiedTime=self.organization.now())
        credential = self.bound.get("Credentials")
        if credential is not None:
            from pwsh_emu.runtime import members

            record["Username"] = inputs.text(self.session, members.get_property(self.session, credential, "UserName"))
        if kind in ("IMAP", "ExchangeRemoteMove") and not record.get("RemoteServer") and not record["UseAutoDiscover"]:
            raise ServiceFailure(failures.ARGUMENT, "The RemoteServer parameter is required for this type of migration endpoint.")
        return record


@implements("Get-MigrationEndpoint")
class GetMigrationEndpoint(GenericGet):
    """Shows migration endpoints."""

    Type: Any = None

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        return super().matching(records, "EndpointType" if name == "Type" else name, value)


@implements("Test-MigrationServerAvailability")
class TestMigrationServerAvailability(ExchangeCmdlet):
    """Tests a migration endpoint. One that exists is fine; a server given by name is not reached, since nothing here connects."""

    def run(self) -> None:
        values: dict[str, Any] = {"Result": "Success", "Message": "", "SupportsCutover": False, "ErrorDetail": "", "TestedEndpoint": None}
        if self.bound.get("Endpoint") is not None:
            values["TestedEndpoint"] = self.find(self.bound["Endpoint"], "MigrationEndpoint")["Name"]
        else:
            given = next((self.bound[name] for name in ("RemoteServer", "ExchangeServer", "EmailAddress") if self.bound.get(name) is not None), "")
            message = f"The connection to the server '{inputs.text(self.session, given)}' could not be completed."
            values.update(Result="Failed", Message=message, ErrorDetail="The emulator connects to no other system.")
        self.write(PSCustomObject({**values, "IsValid": True, "Identity": "", "ObjectState": "New"}))


# --- batches ---
@implements("Get-MigrationBatch")
class GetMigrationBatch(_Migration, GenericGet):
    """Shows migration batches."""

    Endpoint: Any = None

    def chosen(self) -> Iterable[Record]:
        if self.Identity is not None and "*" not in self.identity_text():
            return self.filtered([self.batch()])
        return super().chosen()

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        if name == "Endpoint":
            wanted = self.find(value, "MigrationEndpoint")["Name"]
            return [record for record in records if wanted in (record.get("SourceEndpoint"), record.get("TargetEndpoint"))]
        return super().matching(records, name, value)

    def shape(self, value: Any, record: Record) -> Any:
        value.members.update(counts(users_of(self.organization, record)))
        return value


@implements("New-MigrationBatch")
class NewMigrationBatch(_Migration):
    """Makes a batch of users to migrate."""

    def run(self) -> None:
        values = self.properties(None)
        name = str(values["Name"])
        if identity.find(self.organization, BATCHES, name):
            raise ServiceFailure(_PERMANENT + "MigrationBatchAlreadyExistsException", f"A migration batch named '{name}' already exists.")
        kind, direction = "ExchangeLocalMove", "Local"
        for parameter, way in (("SourceEndpoint", "Onboarding"), ("TargetEndpoint", "Offboarding")):
            if self.bound.get(parameter) is not None:
                endpoint = self.find(self.bound[parameter], "MigrationEndpoint")
                values[parameter] = endpoint["Name"]
                kind, direction = str(endpoint.get("EndpointType", "ExchangeRemoteMove")), way
        addresses = self.addresses()
        if not addresses and self.bound.get("XMLData") is None and kind in ("ExchangeLocalMove", "ExchangeRemoteMove", "IMAP"):
            raise ServiceFailure(
                _PERMANENT + "MigrationCSVParsingException", "The migration batch has no users. Use the CSVData or UserIds parameter."
            )
        if not self.confirmed(f'Creating migration batch "{name}".', name):
            return
        now = self.organization.now()
        record: Record = {
            **values, "Identity": name, "Status": "Created", "State": "Created", "MigrationType": kind, "BatchDirection": direction,
            "CreationDateTime": now, "SubmittedByUser": self.caller, "OwnerId": self.caller,
            "BatchGuid": self.organization.make_guid(BATCHES, name, "batch"),
        }  # fmt: skip
        with self.transaction():
            made = self.organization.insert(BATCHES, record)
            warnings = self.add_users(made, addresses, "Created")
            self.organization.update(BATCHES, made, {"ValidationWarnings": warnings, "ValidationWarningCount": len(warnings)}, {})
            shown = dict(made)
            if is_on(self.bound.get("AutoStart")):
                settle(self.organization, made, next_status(now, made))
                shown.update(Status="Syncing", State="Syncing", StartDateTime=now)
            self.audit(name)
        for warning in warnings:
            self.write_warning(warning)
        value = self.maker(BATCHES).make(shown)
        value.members.update(TotalCount=len(users_of(self.organization, made)))
        self.write(value)


@implements("Set-MigrationBatch")
class SetMigrationBatch(_Migration):
    """Changes a batch that has not completed."""

    def run(self) -> None:
        batch = self.batch()
        name = batch["Name"]
        if batch["Status"].startswith("Completed"):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The migration batch '{name}' can't be changed because it has completed.")
        values = self.properties(batch)
        addresses = self.addresses()
        if not self.confirmed(f'Modifying migration batch "{name}".', name):
            return
        with self.transaction():
            changed = self.organization.update(BATCHES, batch, values, self.schema.defaults)
            if addresses:
                self.add_users(batch, addresses, "Created")
            started = batch["Status"] not in ("Created", "Stopped")
            if started and (addresses or changed):
                settle(self.organization, batch, next_status(self.organization.now(), batch))
            if changed or addresses:
                self.audit(name)
                return
        self.write_warning(NO_CHANGE.format(name))


class _BatchStep(_Migration):
    verb = "Starting"

    def run(self) -> None:
        batches = [self.batch()] if self.Identity is not None else self.organization.table(BATCHES).values()
        for batch in batches:
            status = self.status(batch)
            name = batch["Name"]
            if self.confirmed(f'{self.verb} migration batch "{name}".', name):
                with self.transaction():
                    settle(self.organization, batch, status)
                    self.audit(name)

    def status(self, batch: Record) -> str:
        """Return what the batch becomes. Raises ServiceFailure where its state does not allow the step."""
        raise NotImplementedError

    def refuse(self, batch: Record, verb: str) -> ServiceFailure:
        return ServiceFailure(
            failures.INVALID_OPERATION, f"The migration batch '{batch['Name']}' can't be {verb} because its status is {batch['Status']}."
        )


@implements("Start-MigrationBatch")
class StartMigrationBatch(_BatchStep):
    """Starts a batch, or starts again those of its users that failed."""

    def status(self, batch: Record) -> str:
        if batch["Status"] in ("Completed", "Synced"):
            raise self.refuse(batch, "started")
        return next_status(self.organization.now(), batch)


@implements("Stop-MigrationBatch")
class StopMigrationBatch(_BatchStep):
    """Stops a batch."""

    verb = "Stopping"

    def status(self, batch: Record) -> str:
        if batch["Status"].startswith("Completed") or batch["Status"] == "Stopped":
            raise self.refuse(batch, "stopped")
        return "Stopped"


@implements("Complete-MigrationBatch")
class CompleteMigrationBatch(_BatchStep):
    """Completes a batch whose users have synced."""

    verb = "Completing"

    def status(self, batch: Record) -> str:
        if not batch["Status"].startswith("Synced"):
            raise self.refuse(batch, "completed")
        return "Completed"


@implements("Remove-MigrationBatch")
class RemoveMigrationBatch(_Migration):
    """Removes a batch with its users."""

    def run(self) -> None:
        for batch in [self.batch()] if self.Identity is not None else self.organization.table(BATCHES).values():
            name = batch["Name"]
            if self.confirmed(f'Removing migration batch "{name}".', name):
                with self.transaction():
                    for user in users_of(self.organization, batch):
                        self.organization.delete(USERS, user)
                    self.organization.delete(BATCHES, batch)
                    self.audit(name)


# --- users ---
@implements("Get-MigrationUser")
class GetMigrationUser(_Migration, GenericGet):
    """Shows the users of migration batches."""

    BatchId: Any = None

    def chosen(self) -> Iterable[Record]:
        if self.Identity is not None:
            return self.filtered([self.user()])
        return self.filtered(self.organization.table(USERS).values())

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        if name == "BatchId":
            wanted = self.batch(value)["Name"]
            return [record for record in records if record["BatchId"] == wanted]
        return super().matching(records, name, value)


class _ChangeUser(_Migration):
    verb = "Modifying"

    def run(self) -> None:
        user = self.user()
        shown = user["Identity"]
        values = self.change(user)
        if self.confirmed(f'{self.verb} migration user "{shown}".', shown):
            self.save(USERS, user, values)

    def change(self, user: Record) -> dict[str, Any]:
        """Return what is to be set."""
        raise NotImplementedError


@implements("Set-MigrationUser")
class SetMigrationUser(_ChangeUser):
    """Changes when a user of a batch starts or completes."""

    def change(self, user: Record) -> dict[str, Any]:
        values = self.properties(user)
        if user["Status"] in ("Queued", "Synced") and values:
            now = self.organization.now()
            values.update(user_state(now, next_status(now, {**user, **values})))
        return values


@implements("Start-MigrationUser")
class StartMigrationUser(_ChangeUser):
    """Starts a user of a batch."""

    verb = "Starting"

    def change(self, user: Record) -> dict[str, Any]:
        if user["Status"] in ("Failed", "Completed"):
            return {}
        now = self.organization.now()
        return user_state(now, next_status(now, user))


@implements("Stop-MigrationUser")
class StopMigrationUser(_ChangeUser):
    """Stops a user of a batch."""

    verb = "Stopping"

    def change(self, user: Record) -> dict[str, Any]:
        return {} if user["Status"] == "Completed" else user_state(self.organization.now(), "Stopped")


@implements("Remove-MigrationUser")
class RemoveMigrationUser(_Migration):
    """Takes a user out of its batch."""

    def run(self) -> None:
        user = self.user()
        shown = user["Identity"]
        if self.confirmed(f'Removing migration user "{shown}".', shown):
            with self.transaction():
                self.organization.delete(USERS, user)
                self.audit(shown)


@implements("Get-MigrationUserStatistics")
class GetMigrationUserStatistics(_Migration):
    """Shows how far the migration of a user is."""

    def run(self) -> None:
        user = self.user()
        made = self.maker("MigrationUserStatistics").make(user)
        batch = identity.find(self.organization, BATCHES, user["BatchId"])
        size = size_text(int(user.get("Size") or 0))
        done = user["Status"] in ("Synced", "Completed")
        made.members.update(
            MigrationType=batch[0]["MigrationType"] if batch else "ExchangeLocalMove", EstimatedTotalTransferSize=size,
            EstimatedTotalTransferCount=user.get("SyncedItemCount") or 0, BytesTransferred=size if done else size_text(0),
            PercentageComplete={"Completed": 100, "Synced": 95}.get(user["Status"], 0), Error=user.get("ErrorSummary", ""),
        )  # fmt: skip
        self.write(made)


@implements("Get-MigrationStatistics")
class GetMigrationStatistics(ExchangeCmdlet):
    """Shows how many users are migrated in all."""

    def run(self) -> None:
        kinds = sorted({str(batch["MigrationType"]) for batch in self.organization.table(BATCHES).values()})
        numbers = counts(self.organization.table(USERS).values())
        numbers.pop("FailedInitialSyncCount")
        self.write(PSCustomObject({
            "Identity": self.organization.name, **numbers, "ProvisionedCount": 0, "MigrationType": ", ".join(kinds) or "None", "DiagnosticInfo": "",
            "IsValid": True, "ObjectState": "New",
        }))  # fmt: skip
