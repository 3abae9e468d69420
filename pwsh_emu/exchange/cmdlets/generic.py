"""What every modelled noun can do: Get, Set, New, Remove, Enable and Disable over the organization's records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs, opath
from pwsh_emu.exchange.cmdlet import STEERING, ExchangeCmdlet
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.nouns import KEY_PROPERTIES, called, kind_of
from pwsh_emu.exchange.objects import computed_getter
from pwsh_emu.exchange.recipients import SHOWN_BY, TABLE, memberships, shown_by
from pwsh_emu.exchange.schema import Schema, load
from pwsh_emu.runtime.errors import not_supported
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

FIRST_1000 = (
    "By default, only the first 1000 items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, "
    'specify "-ResultSize '
    'Unlimited". Be aware that, depending on the actual number of items, returning all items can take a long time and consume a large amount of '
    "memory. Also, we don't "
    "recommend storing the results in a variable. Instead, pipe the results to another task or script to perform batch changes."
)
MORE = "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter."


_WITH_NAMES = re.compile(r"Include(\w+)(WithDisplayNames?|WithPrimarySmtpAddress)")


class NotModelled(ExchangeCmdlet):
    """A cmdlet of the service that the emulator does not model."""

    def begin(self) -> None:
        error = not_supported(self.name)
        error.record.exception.message = f"{self.name} is a cmdlet of Exchange Online that is not supported by this emulator yet."
        raise self.terminate(error.record)


# Names of properties that recipients do not show.
_ONLY_IN_FILTERS = {"members": "Members", "memberofgroup": "MemberOfGroup", "recipienttypedetailsvalue": "RecipientTypeDetails"}


def compile_record_filter(organization: Organization, noun: str, table: str, schema: Schema, text: str) -> Callable[[Record], bool]:
    """Compile a filter over the properties of a noun. Raises FilterError."""
    computed: dict[str, Callable[[Record], Any]] = {}

    def resolve(name: str) -> tuple[str, Any] | None:
        if table == TABLE and name.lower() in _ONLY_IN_FILTERS:
            own = _ONLY_IN_FILTERS[name.lower()]
            if own == "MemberOfGroup":
                computed[own] = lambda record: memberships(organization).get(record["Name"], [])
            return own, []
        prop = schema.find(name)
        if prop is None and noun in SHOWN_BY:
            for other in ("Mailbox", "Recipient", "CASMailbox", "User"):
                prop = prop or load(other).find(name)
        if prop is None:
            return None
        getter = computed_getter(organization, noun, table, prop.name)
        if getter is not None:
            computed[prop.name] = getter
        return prop.name, prop.default

    test = opath.compile_filter(text, resolve)
    if not computed:
        return test
    return lambda record: test({**record, **{name: getter(record) for name, getter in computed.items()}})


class GenericGet(ExchangeCmdlet):
    """Shows objects of a noun."""

    Filter: Any = None
    ResultSize: Any = None
    SortBy: Any = None
    Anr: Any = None
    default_size: int | None = 1000

    def run(self) -> None:
        limit, given = self.limit()
        found = self.chosen()
        if self.SortBy:
            found = self.ordered(found)
        maker = self.maker()
        named = self.with_names()
        for count, record in enumerate(found):
            if count == limit:
                self.write_warning(MORE if given else FIRST_1000)
                return
            value = self.shape(maker.make(record), record)
            for shown, prop in named:
                held = record.get(prop)
                names = [self.with_display_name(one) for one in (held if isinstance(held, list) else [held] if held else ())]
                value.members[shown] = PSArray(names, "System.String") if isinstance(held, list) else "".join(names)
            self.write(value)

    def with_names(self) -> list[tuple[str, str]]:
        """Return what -Include…WithDisplayNames adds to each object: the property's name, and that of the one it tells more about."""
        matches = [_WITH_NAMES.fullmatch(name) for name, value in self.bound.items() if value]
        return [(match[1] + match[2], match[1]) for match in matches if match is not None]

    def with_display_name(self, reference: Any) -> str:
        """Return the address and the display name of a recipient that is named."""
        found = identity.find(self.organization, "Recipient", str(reference))
        return f"{found[0].get('PrimarySmtpAddress')};{found[0].get('DisplayName')}" if len(found) == 1 else str(reference)

    def shape(self, value: Any, record: Record) -> Any:
        """Change an object before it is written."""
        return value

    def limit(self) -> tuple[int | None, bool]:
        """Return how many objects may be written (None: all) and whether that was asked for."""
        if self.ResultSize is None:
            return self.default_size, False
        shown = inputs.text(self.session, self.ResultSize)
        if shown.lower() == "unlimited":
            return None, True
        if not shown.isdigit() or int(shown) == 0:
            raise inputs.TransformationError(
                shown, "Microsoft.Exchange.Data.Unlimited`1[System.UInt32]", f"The input string '{shown}' was not in a correct format."
            )
        return int(shown), True

    def chosen(self) -> Iterable[Record]:
        """Return the records that the parameters ask for."""
        kind = kind_of(self.noun)
        if kind == "one":
            return [self.organization.only(self.noun)]
        if kind == "mailbox":
            return self.mailbox_settings()
        shown = "" if self.Identity is None else self.identity_text()
        if shown in ("", "*"):
            return self.filtered(self.everything())
        if "*" in shown:
            return self.filtered(identity.find_by_wildcard(self.organization, self.noun, shown))
        found = identity.find(self.organization, self.noun, shown)
        if not found:
            raise failures.not_found(self.organization, shown)
        return self.filtered(found)

    def mailbox_settings(self) -> Iterable[Record]:
        if self.Identity is None:
            return [self.settings_of(record) for record in shown_by(self.organization, "Mailbox")]
        return [self.settings_of(self.mailbox(self.Identity))]

    def everything(self) -> Iterable[Record]:
        """Return all records of the noun in the order that the service shows."""
        if self.noun in SHOWN_BY:
            return shown_by(self.organization, self.noun)
        records = self.organization.table(self.table()).values()
        if any("Priority" in record for record in islice(records, 3)):
            return sorted(records, key=lambda record: record.get("Priority") or 0)
        return list(records)

    def filtered(self, records: Iterable[Record]) -> Iterable[Record]:
        for text in (self.Filter, self.bound.get("RecipientPreviewFilter")):
            if text:
                test = compile_record_filter(self.organization, self.noun, self.table(), self.schema, inputs.text(self.session, text))
                records = filter(test, records)
        if self.Anr:
            wanted = inputs.text(self.session, self.Anr).lower()
            names = ("Name", "DisplayName", "Alias", "FirstName", "LastName", "PrimarySmtpAddress")
            records = [record for record in records if any(str(record.get(name) or "").lower().startswith(wanted) for name in names)]
        for name, value in self.bound.items():
            if name not in STEERING:
                records = self.matching(records, name, value)
        return records

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        """Apply a parameter that is named like a property: only objects that have its value."""
        if hasattr(value, "is_present"):
            return records
        prop = self.schema.find(name)
        if prop is None:
            return records
        wanted = {text.lower() for text in self.texts(value)}
        if prop.name.startswith("RecipientType"):  # the names of an enumeration: several can stand in one text
            wanted = {part.strip() for text in wanted for part in text.split(",")}
        return [record for record in records if _has(record.get(prop.name, prop.default), wanted)]

    def ordered(self, records: Iterable[Record]) -> list[Record]:
        name = inputs.text(self.session, self.SortBy)
        prop = self.schema.find(name)
        if prop is None:
            raise ServiceFailure(failures.ARGUMENT, f'"{name}" is not a property that results can be sorted by.')
        return sorted(records, key=lambda record: str(record.get(prop.name, prop.default) or "").lower())


def _has(value: Any, wanted: set[str]) -> bool:
    if isinstance(value, list):
        return any(str(item).lower() in wanted for item in value)
    return str(value).lower() in wanted


def place(organization: Organization, table: str, records: Iterable[Record], moved: Record | None, *, first: int = 0) -> None:
    """Number the rules of a table anew from ``first`` on, one of them at the priority that it asks for. Inside a transaction."""
    others = sorted((record for record in records if record is not moved), key=lambda record: record.get("Priority") or 0)
    if moved is not None:
        at = min(max(int(moved.get("Priority") or 0) - first, 0), len(others))
        others.insert(at, moved)
    for number, record in enumerate(others, first):
        if record.get("Priority") != number:
            organization.update(table, record, {"Priority": number}, {})


class GenericSet(ExchangeCmdlet):
    """Changes an object of a noun."""

    verb = "Modifying"

    def run(self) -> None:
        record = self.target()
        values = self.values(record)
        self.check(record, values)
        if self.confirmed(self.sentence(self.verb, record), identity.text_of(record)):
            self.apply(record, values)

    def values(self, record: Record) -> dict[str, Any]:
        """Return what is to be set."""
        return self.properties(record)

    def check(self, record: Record, values: dict[str, Any]) -> None:
        """Raise ServiceFailure where the service would refuse."""
        new_name = values.get("Name")
        if new_name and str(new_name).lower() != str(record.get("Name", "")).lower() and identity.find(self.organization, self.noun, str(new_name)):
            raise failures.already_exists(self.organization, str(new_name))

    def apply(self, record: Record, values: dict[str, Any]) -> None:
        with self.transaction():
            self.save(self.table(), record, values)
            if "Priority" in values and kind_of(self.noun) == "many" and "MailboxOwnerId" not in record:
                place(self.organization, self.table(), self.organization.table(self.table()).values(), record)


class GenericNew(ExchangeCmdlet):
    """Makes an object of a noun."""

    def run(self) -> None:
        record = self.new_record()
        name = str(record["Name"])
        if identity.find(self.organization, self.noun, name):
            raise failures.already_exists(self.organization, name)
        if not self.confirmed(f'Creating {called(self.noun)} "{name}".', name):
            return
        with self.transaction():
            made = self.organization.insert(self.table(), record)
            if "Priority" in made and self.schema.find("Priority"):
                place(self.organization, self.table(), self.organization.table(self.table()).values(), made)
            self.audit(name)
        self.write_record(made)

    def new_record(self) -> Record:
        """Return what is to be made."""
        values = self.properties(None)
        key = KEY_PROPERTIES.get(self.noun, "Name")
        name = values.get("Name") or values.get(key) or self.identity_or_number()
        if isinstance(name, list):
            name = name[0] if name else ""
        values["Name"] = str(name)
        schema = self.schema
        if schema.find("Priority") and values.get("Priority") is None:
            values["Priority"] = len(self.organization.table(self.table()))
        if schema.find("State") and "Enabled" in self.bound:
            values["State"] = "Enabled" if self.bound["Enabled"] else "Disabled"
        return values

    def identity_or_number(self) -> str:
        if self.Identity is not None:
            return self.identity_text()
        return f"{self.noun}{len(self.organization.table(self.table())) + 1}"


class GenericRemove(ExchangeCmdlet):
    """Removes an object of a noun."""

    verb = "Removing"

    def run(self) -> None:
        record = self.target()
        self.check(record)
        if self.confirmed(self.sentence(self.verb, record), identity.text_of(record)):
            with self.transaction():
                self.organization.delete(self.table(), record)
                if "Priority" in record and "MailboxOwnerId" not in record:
                    place(self.organization, self.table(), self.organization.table(self.table()).values(), None)
                self.audit(identity.text_of(record))

    def check(self, record: Record) -> None:
        """Raise ServiceFailure where the service would refuse."""
        if record.get("IsDefault") or (self.noun == "AcceptedDomain" and record.get("Default")):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The default {called(self.noun)} '{identity.text_of(record)}' can't be removed.")


class GenericSwitch(ExchangeCmdlet):
    """Turns a rule or policy on or off."""

    def run(self) -> None:
        record = self.target()
        on = self.name.startswith("Enable-")
        values: dict[str, Any] = {"State": "Enabled" if on else "Disabled"} if self.schema.find("State") else {"Enabled": on}
        if self.confirmed(self.sentence("Enabling" if on else "Disabling", record), identity.text_of(record)):
            self.save(self.table(), record, values)


GENERIC = {
    "Get": GenericGet, "Set": GenericSet, "New": GenericNew, "Add": GenericNew,
    "Remove": GenericRemove, "Enable": GenericSwitch, "Disable": GenericSwitch,
}  # fmt: skip


def class_for(name: str) -> type[ExchangeCmdlet]:
    """Return the class that runs a cmdlet without one of its own."""
    verb, _, noun = name.partition("-")
    generic = GENERIC.get(verb)
    if generic is None or not kind_of(noun) or (verb in ("New", "Add", "Remove") and kind_of(noun) != "many"):
        return NotModelled
    if verb in ("Enable", "Disable") and load(noun).find("State") is None and load(noun).find("Enabled") is None:
        return NotModelled
    return generic
