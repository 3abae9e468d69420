"""The base of the service's cmdlets: the organization behind them, how they find objects, fail, ask and report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.nouns import called, kind_of, table_of
from pwsh_emu.exchange.objects import ObjectMaker
from pwsh_emu.exchange.organization import Outdated
from pwsh_emu.exchange.registry import declaration_of
from pwsh_emu.exchange.schema import Schema, load
from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record, Transaction

# Parameters that steer a cmdlet and are never a property.
STEERING = frozenset((
    "Identity", "WhatIf", "Confirm", "Force", "ResultSize", "Filter", "SortBy",
    "Anr", "OrganizationalUnit", "Verbose", "Debug", "ErrorAction", "WarningAction",
    "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable",
))  # fmt: skip
NO_CHANGE = "The command completed successfully but no settings of '{}' have been modified."


@cache
def exchange_facts(cmdlet: str) -> dict[str, Any]:
    """Return a cmdlet's parameters as its declaration holds them: read once, since a cmdlet asks for each object that is piped in."""
    return declaration_of(cmdlet)["parameters"]  # type: ignore[no-any-return]


class ExchangeCmdlet(Cmdlet):
    """A cmdlet of a connected session. ``run`` is called for each pipeline object; a ServiceFailure in it becomes the service's error."""

    Identity: Any = None
    _seen: int | None = None  # the version of the organization that this run reads
    _agreed: frozenset[str] = frozenset()  # what was confirmed for this pipeline object

    @property
    def organization(self) -> Organization:
        return self.session.services["organization"]  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        """The cmdlet's name in the service, whatever a connection's prefix makes of it."""
        return str(getattr(self.info, "service_name", None) or self.info.name)

    @property
    def noun(self) -> str:
        return self.name.partition("-")[2]

    @property
    def schema(self) -> Schema:
        return load(self.noun)

    def begin(self) -> None:
        if self.info.command_type == "Function":
            # the proxies are functions of a module: they see the preferences of the global scope, not of a calling function
            self.processor.scope = self.session.global_scope
        try:
            self.organization.refresh()
        except Exception as error:
            raise self.terminate(self.store_failure(error)) from None

    def process(self) -> None:
        from pwsh_emu.exchange.opath import FilterError

        self._agreed = frozenset()
        try:
            self._run_on_current_state()
        except ServiceFailure as failure:
            self.fail(failure)
        except FilterError as error:
            self.fail(ServiceFailure("Microsoft.Exchange.Management.Common.OPathFilterException", str(error)))
        except inputs.TransformationError as error:
            raise self.transformation_failure(error) from None
        except (OSError, ValueError) as error:
            self.write_error(self.store_failure(error))

    def run(self) -> None:
        """Do what the cmdlet does for one pipeline object. It changes the organization inside ``self.transaction()``."""
        raise NotImplementedError

    def _run_on_current_state(self) -> None:
        """Run, and again where another process, the endpoints or the page changed the organization between reading and writing."""
        for _ in range(50):
            self._seen = self.organization.version
            try:
                return self.run()
            except Outdated:
                continue
        self._seen = None
        return self.run()

    def transaction(self) -> Transaction:
        """Return the transaction for a run's change: the first one of a run is for the state that the run has read."""
        expected, self._seen = self._seen, None
        return self.organization.transaction(expected)

    # --- failing ---
    def fail(self, failure: ServiceFailure) -> None:
        """Write the service's error for a failure; the next pipeline object goes on."""
        self.write_error(failures.record_of(failure, self.organization, self.name))

    def store_failure(self, error: Exception) -> ErrorRecord:
        """Return the error for a tenant or export file that cannot be read or written."""
        message = str(error) or type(error).__name__
        return ErrorRecord(ExceptionObject("System.IO.IOException", message[:1].upper() + message[1:]), "OrganizationFile", "ResourceUnavailable")

    def transformation_failure(self, error: inputs.TransformationError) -> PSError:
        name = error.parameter
        if name is None:
            name = next((key for key, value in self.bound.items() if value is not None and error.value in self.texts(value)), "")
        message = f'Cannot process argument transformation on parameter \'{name}\'. Cannot convert value "{error.value}" to type "{error.type_name}".'
        if error.reason:
            message += f' Error: "{error.reason}"'
        elif error.type_name == "System.Boolean":
            message += " Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
        inner = ExceptionObject("System.Management.Automation.ArgumentTransformationMetadataException", message)
        exception = ExceptionObject(
            "System.Management.Automation.ParameterBindingArgumentTransformationException", message, inner, {"ParameterName": name}
        )
        return self.terminate(ErrorRecord(exception, "ParameterArgumentTransformationError", "InvalidData"))

    # --- finding ---
    def identity_text(self, value: Any = None) -> str:
        """Return the text of an identity: of an object piped in, its own. Raises TransformationError for several."""
        value = inputs.plain(self.Identity if value is None else value)
        if isinstance(value, PSArray) and len(value) > 1:
            kind = "Microsoft.Exchange.Configuration.Tasks." + exchange_facts(self.name).get("Identity", {}).get("exchangeType", "IdParameter")
            raise inputs.TransformationError(
                "System.Collections.ArrayList", kind,
                f"Cannot convert hashtable to an object of the following type: {kind}. Hashtable-to-Object conversion is not supported in "
                "restricted language mode or a Data section.", "Identity",
            )  # fmt: skip
        return inputs.text(self.session, value)

    def find(self, identity_value: Any, noun: str | None = None) -> Record:
        """Return the one record that an identity names. Raises ServiceFailure where it is none or several."""
        shown = self.identity_text(identity_value)
        found = identity.find(self.organization, noun or self.noun, shown)
        if len(found) == 1:
            return found[0]
        raise failures.ambiguous(shown) if found else failures.not_found(self.organization, shown)

    def referenced(self, shown: str, *nouns: str) -> Record:
        """Return what a parameter refers to: the first record of the first noun that has one. Raises ServiceFailure where none has."""
        for noun in nouns:
            found = identity.find(self.organization, noun, shown)
            if found:
                return found[0]
        raise failures.reference_not_found(shown)

    def mailbox(self, identity_value: Any, noun: str = "Mailbox") -> Record:
        """Return a mailbox, of users or of another noun, as cmdlets on contents and permissions find it."""
        shown = self.identity_text(identity_value)
        found = identity.find(self.organization, noun, shown)
        if len(found) == 1:
            return found[0]
        raise failures.ambiguous(shown) if found else failures.mailbox_not_found(shown)

    def target(self) -> Record:
        """Return the record that the cmdlet changes: settings of the organization need no identity."""
        kind = kind_of(self.noun)
        if kind == "one":
            return self.organization.only(self.noun)
        if kind == "mailbox":
            return self.settings_of(self.mailbox(self.Identity))
        return self.find(self.Identity)

    def settings_of(self, mailbox: Record, noun: str | None = None) -> Record:
        """Return a mailbox's record of a noun that every mailbox has one of, made where it is missing."""
        noun = noun or self.noun
        table = self.organization.table(noun)
        found = table.get(mailbox["Guid"])
        if found is not None:
            return found
        record = {"Guid": mailbox["Guid"], "Name": mailbox["Name"], "Identity": mailbox["Name"], "MailboxOwnerId": mailbox["Name"]}
        for key in ("WhenCreated", "WhenChanged"):
            if key in mailbox:
                record[key] = mailbox[key]
        return record

    # --- asking and reporting ---
    def confirmed(self, sentence: str, target: str) -> bool:
        """Ask -WhatIf and -Confirm with the service's sentence."""
        if sentence in self._agreed:
            return True
        try:
            agreed = self.should_process(target, self.name, description=sentence)
        except PSError as error:
            raise self.terminate(_called_in_a_function(error.record)) from None
        if agreed:
            self._agreed |= {sentence}
        return agreed

    def sentence(self, verb: str, record: Record) -> str:
        """Return ``Modifying transport rule "x".``"""
        return f'{verb} {called(self.noun)} "{identity.text_of(record)}".'

    def maker(self, noun: str | None = None) -> ObjectMaker:
        return ObjectMaker(self.session, self.organization, noun or self.noun)

    def write_record(self, record: Record, noun: str | None = None) -> None:
        self.write(self.maker(noun).make(record))

    def audit(self, target: str, modified: dict[str, Any] | None = None) -> None:
        """Put this run into the audit log. Call it inside the transaction of the change."""
        shown = [[name, _shown(self.session, value)] for name, value in self.bound.items()]
        self.organization.log({
            "CmdletName": self.name, "ObjectModified": target, "CmdletParameters": shown, "ModifiedProperties": modified or {},
            "Caller": self.caller, "Succeeded": True, "ExternalAccess": False, "OriginatingServer": "XX0PR00MB0001 (15.20.8769.007)",
        })  # fmt: skip

    @property
    def caller(self) -> str:
        from pwsh_emu.exchange.connection import ADMINISTRATOR, connections

        found = connections(self.session)
        return found[-1].user if found else ADMINISTRATOR

    def save(self, table: str, record: Record, values: dict[str, Any]) -> None:
        """Change a record (of a mailbox's settings: make it where it is new) with audit; warn where nothing changes."""
        organization = self.organization
        with self.transaction():
            defaults = self.schema.defaults
            before = {name: record.get(name, defaults.get(name)) for name in values}
            if record["Guid"] not in organization.table(table):
                organization.insert(table, record)
            if organization.update(table, record, values, defaults):
                changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
                self.audit(identity.text_of(record), changed)
                return
        self.write_warning(NO_CHANGE.format(identity.text_of(record)))

    # --- reading parameters ---
    def properties(self, record: Record | None, schema: Schema | None = None) -> dict[str, Any]:
        """Return the properties that the bound parameters set, as records keep them."""
        schema = schema or self.schema
        facts = exchange_facts(self.name)
        reader = inputs.Reader(self.session, self.organization, self.noun, {name: entry.get("exchangeType", "") for name, entry in facts.items()})
        result: dict[str, Any] = {}
        for name, value in self.bound.items():
            if name in STEERING:
                continue
            self.check_range(name, value, facts)
            prop = schema.find(name)
            if prop is not None:
                result[prop.name] = reader.read(prop, name, value, record)
        return result

    @staticmethod
    def check_range(name: str, value: Any, facts: dict[str, Any]) -> None:
        limits = facts.get(name, {}).get("range")
        if limits and isinstance(value, int) and not isinstance(value, bool) and not limits[0] <= value <= limits[1]:
            raise failures.out_of_range(name, value, *limits)

    def reader(self) -> inputs.Reader:
        return inputs.Reader(self.session, self.organization, self.noun, {})

    def texts(self, value: Any) -> list[str]:
        """Return the texts of a parameter that takes several."""
        return [inputs.text(self.session, item) for item in inputs.items(value)]

    def table(self) -> str:
        return table_of(self.noun)


def _called_in_a_function(record: ErrorRecord) -> ErrorRecord:
    """Return the error that a proxy function's call of $PSCmdlet.ShouldProcess makes of the host's."""
    message = f'Exception calling "ShouldProcess" with "1" argument(s): "{record.exception.message}"'
    exception = ExceptionObject("System.Management.Automation.MethodInvocationException", message, record.exception)
    return ErrorRecord(exception, record.exception.type_name.rpartition(".")[2], "NotSpecified")


def _shown(session: Any, value: Any) -> Any:
    value = inputs.plain(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    if type(value).__name__ in ("SecureString", "PSCredential"):
        return "****"
    if hasattr(value, "is_present"):
        return bool(value)
    try:
        return [inputs.text(session, item) for item in inputs.items(value)] if inputs.items(value) != [value] else inputs.text(session, value)
    except Exception:  # a value without a text is no reason to fail the change
        return type(value).__name__
