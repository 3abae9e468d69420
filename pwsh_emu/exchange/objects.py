"""Records of the organization as the objects that a session sees: every property of the schema, in order, with its type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.identity import distinguished_name, text_of
from pwsh_emu.exchange.organization import CHANGED, CREATED
from pwsh_emu.exchange.recipients import SHOWN_BY, TABLE
from pwsh_emu.exchange.schema import exists, load
from pwsh_emu.exchange.views import ensure_views
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record
    from pwsh_emu.runtime.session import Session

_DATES = ("WhenChanged", "WhenCreated", "WhenChangedUTC", "WhenCreatedUTC")
_TYPE_PREFIX = "Deserialized.Microsoft.Exchange.Data.Directory.Management."
# Nouns whose objects are plain: no view and no type name of their own.
_PLAIN = frozenset(("TransportConfig",))


def ticks_of(text: str) -> int:
    """Return .NET's ticks of ISO text in UTC."""
    from datetime import datetime

    return int((datetime.fromisoformat(text.removesuffix("Z")) - datetime(1, 1, 1)).total_seconds()) * 10_000_000


class Values:
    """Turns record values into typed ones; equal texts give the same immutable value."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._dates: dict[tuple[str, bool], Any] = {}
        self._guids: dict[str, Any] = {}

    def date(self, text: str | None, *, utc: bool = False) -> Any:
        """Return the DateTime of ISO text in UTC: the same instant in local time, or in UTC."""
        if not text:
            return None
        key = (text, utc)
        found = self._dates.get(key)
        if found is None:
            from pwsh_emu.runtime import members
            from pwsh_emu.runtime.types.datetimes import DateTime

            found = DateTime(ticks_of(text), 1)
            if not utc:
                found = members.invoke_method(self.session, found, "ToLocalTime", [])
            self._dates[key] = found
        return found

    def guid(self, text: str | None) -> Any:
        if not text:
            return None
        found = self._guids.get(text)
        if found is None:
            from uuid import UUID

            from pwsh_emu.runtime.types.guids import Guid

            found = self._guids[text] = Guid(UUID(text))
        return found

    def version(self, text: str | None) -> Any:
        if not text:
            return None
        from pwsh_emu.runtime.types.versions import Version

        return Version(*(int(part) for part in text.split(".")))

    def typed(self, kind: str, value: Any) -> Any:
        """Return a record's value as a property of a schema's type shows it."""
        if value is None:
            return None
        if value.__class__ is list:
            return PSArray(value, "System.String")
        if kind == "DateTime":
            return self.date(value)
        if kind == "Guid":
            return self.guid(value)
        if kind == "Version":
            return self.version(value)
        return value


def values_of(session: Session) -> Values:
    """Return the session's converter."""
    found = session.services.get("exchange values")
    if found is None:
        ensure_views(session)
        found = session.services["exchange values"] = Values(session)
    return found


class ObjectMaker:
    """Makes the objects of one noun. Make one for a run of many."""

    def __init__(self, session: Session, organization: Organization, noun: str, table: str | None = None) -> None:
        self.values = values_of(session)
        self.organization = organization
        self.noun = noun
        self.table = table or (TABLE if noun in SHOWN_BY else noun)
        self.schema = load(noun)
        self.kinds = {one.name: one.type for one in self.schema.properties}
        self.template = {one.name: self.values.typed(one.type, one.default) for one in self.schema.properties}
        self._fill_template()
        # arrays without elements can be shared, since nothing can be put into them; others are made for each object
        self.lists = [one.name for one in self.schema.properties if one.default.__class__ is list and one.default]
        if noun not in _PLAIN:
            ensure_views(session)
        self.type_names = None if noun in _PLAIN else [_TYPE_PREFIX + noun, "System.Management.Automation.PSCustomObject", "System.Object"]

    def _fill_template(self) -> None:
        organization, template = self.organization, self.template
        forest = organization.environment.forest
        common = {
            "OriginatingServer": f"XX0PR00A00DC000.{forest}.PROD.OUTLOOK.COM",
            "OrganizationalUnitRoot": organization.name,
        }
        for name, value in common.items():
            if name in template:
                template[name] = value
        if self.noun != "TransportConfig" and "OrganizationId" in template:
            template["OrganizationId"] = (
                f"{forest}.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/{organization.name} - "
                f"{forest}.PROD.OUTLOOK.COM/ConfigurationUnits/{organization.name}/Configuration"
            )
        if template.get("ObjectCategory", "") is None:
            template["ObjectCategory"] = f"{forest}.PROD.OUTLOOK.COM/Configuration/Schema/ms-Exch-{self.noun}"

    def make(self, record: Record) -> PSCustomObject:
        """Return the object of a record."""
        members = dict(self.template)
        values, kinds = self.values, self.kinds
        for name in self.lists:
            members[name] = PSArray(members[name], "System.String")
        for name, value in [*record.items()]:  # another thread may add to it meanwhile
            if name in members:
                kind = value.__class__
                if kind is str:
                    own = kinds[name]
                    if own == "Guid":
                        value = values.guid(value)
                    elif own == "DateTime":
                        value = values.date(value)
                    elif own == "Version":
                        value = values.version(value)
                elif kind is list:
                    value = PSArray(value, "System.String")
                members[name] = value
        self._compute(record, members)
        return PSCustomObject(members, self.type_names)

    def _compute(self, record: Record, members: dict[str, Any]) -> None:
        if "Identity" in members:
            members["Identity"] = text_of(record)
            if members.get("Id", "") is None or members.get("Id") == "":
                members["Id"] = members["Identity"]
        if "DistinguishedName" in members and (
            members["DistinguishedName"] is None or ("DistinguishedName" not in record and self.noun != "TransportConfig")
        ):
            members["DistinguishedName"] = distinguished_name(self.organization, self.table, record)
        for name in ("ExchangeObjectId", "RetentionId"):
            if name in members and name not in record:
                members[name] = members.get("Guid") or self.values.guid(record.get("Guid"))
        if "WhenChanged" in members:
            changed, created = record.get("WhenChanged", CHANGED), record.get("WhenCreated", CREATED)
            date = self.values.date
            for name, value in zip(_DATES, (date(changed), date(created), date(changed, utc=True), date(created, utc=True)), strict=True):
                if name in members:
                    members[name] = value


def computed_getter(organization: Organization, noun: str, table: str, name: str) -> Callable[[Record], Any] | None:
    """Return how a filter reads a property that records do not hold themselves; None for the others."""
    if name in ("Identity", "Id"):
        return text_of
    if name == "DistinguishedName":
        return lambda record: distinguished_name(organization, table, record)
    if name in ("WhenChanged", "WhenChangedUTC"):
        return lambda record: record.get("WhenChanged", CHANGED)
    if name in ("WhenCreated", "WhenCreatedUTC"):
        return lambda record: record.get("WhenCreated", CREATED)
    if name == "ExchangeObjectId":
        return lambda record: record.get("Guid")
    return None


def sample_of(session: Session, info: Any) -> PSCustomObject | None:
    """Return an object with the properties that a Get- cmdlet of the service shows, at their defaults; None for other commands.

    Nothing is run and no record is read: completion asks what there is to name.
    """
    name = str(getattr(info, "service_name", ""))
    if not name.startswith("Get-") or not info.is_modelled:
        return None
    noun = getattr(info.implementation, "base_noun", "") or name.removeprefix("Get-")
    return ObjectMaker(session, session.services["organization"], noun).make({}) if exists(noun) else None
