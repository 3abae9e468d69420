"""The organization: all that the cmdlets, the endpoints and the admin page read and write.

A record is a dictionary of property names to plain values (text, bool, int, lists of text; dates as ISO text in UTC) and holds only what
differs from its noun's schema. Records live in tables by their Guid. Every change goes through `insert`, `update` or `delete` inside a
`transaction`, so that it can be undone, kept in a store, told to listeners and compared later.
"""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Iterable, Iterator, Mapping

from pwsh_emu.exchange.environments import Environment, find_environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.exchange.mailstore import MailStore
    from pwsh_emu.exchange.store import Store

Record = dict[str, "Any"]


class Table(dict[str, Record]):
    """Records by Guid. What reads all of them reads a copy: another thread (an endpoint, the page) may add records meanwhile."""

    __slots__ = ()

    def values(self) -> list[Record]:  # type: ignore[override]
        return list(super().values())

    def items(self) -> list[tuple[str, Record]]:  # type: ignore[override]
        return list(super().items())


Tables = dict[str, Table]

CREATED = "2024-03-05T08:00:00"
CHANGED = "2026-01-15T09:30:00"


class Change:
    """One changed record: its table and what it was before and is now (None where it was not or is no more)."""

    __slots__ = ("after", "before", "guid", "table")

    def __init__(self, table: str, guid: str, before: Record | None, after: Record | None) -> None:
        self.table = table
        self.guid = guid
        self.before = before
        self.after = after


class KeyIndex:
    """The records of a table by keys that are made of them, kept up to date record by record."""

    __slots__ = ("found", "keys", "keys_of", "position", "table")

    def __init__(self, table: str, keys_of: Callable[[Record], Iterable[str]]) -> None:
        self.table = table
        self.keys_of = keys_of
        self.found: dict[str, list[Record]] = {}
        self.keys: dict[str, set[str]] = {}  # by Guid
        self.position = 0  # how many changes are taken in

    def take_in(self, guid: str, record: Record | None) -> None:
        """Follow a change of one record; None where it is no more."""
        old = self.keys.get(guid, set())
        new = set() if record is None else set(self.keys_of(record))
        for key in old - new:
            left = [one for one in self.found[key] if one["Guid"] != guid]
            if left:
                self.found[key] = left
            else:
                del self.found[key]
        for key in new - old:
            self.found.setdefault(key, []).append(record)  # type: ignore[arg-type]
        if record is None:
            self.keys.pop(guid, None)
            return
        for key in new & old:  # a record that was removed and came back is another object
            same = self.found[key]
            for number, one in enumerate(same):
                if one["Guid"] == guid and one is not record:
                    self.found[key] = [*same[:number], record, *same[number + 1 :]]
        self.keys[guid] = new


class Outdated(Exception):
    """What a transaction was to write was computed from a state that is no longer the current one."""


class Transaction:
    """Changes that become real together. Use as ``with organization.transaction():``; an error inside undoes them.

    ``expected`` is the organization's version that the changes were computed from: entering raises Outdated where it is another one by now
    (another process or thread changed something). None: the changes are computed inside.
    """

    __slots__ = ("changes", "entries", "expected", "organization", "outer")

    def __init__(self, organization: Organization, expected: int | None = None) -> None:
        self.organization = organization
        self.expected = expected
        self.changes: list[Change] = []
        self.entries: list[Record] = []
        self.outer: Transaction | None = None

    def __enter__(self) -> Transaction:
        organization = self.organization
        organization.lock.acquire()
        try:
            self.outer = organization.current
            if self.outer is None:
                organization.load()
                if organization.store is not None:
                    organization.store.begin()
                if self.expected is not None and organization.version != self.expected:
                    if organization.store is not None:
                        organization.store.roll_back()
                    raise Outdated
        except BaseException:
            organization.lock.release()
            raise
        organization.current = self
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        organization = self.organization
        organization.current = self.outer
        try:
            if kind is not None:
                self._undo()
                if self.outer is None and organization.store is not None:
                    organization.store.roll_back()
            elif self.outer is not None:
                self.outer.changes.extend(self.changes)
                self.outer.entries.extend(self.entries)
            else:
                self._commit()
        finally:
            organization.lock.release()
        if kind is None and self.outer is None and (self.changes or self.entries):
            for listener in list(organization.listeners):
                listener(self.changes)

    def _commit(self) -> None:
        organization = self.organization
        if organization.store is not None:
            try:
                organization.store.commit(self.changes, self.entries)
            except BaseException:
                self._undo()
                raise
        organization.audit.extend(self.entries)
        if self.changes:
            organization.version += 1

    def _undo(self) -> None:
        tables = self.organization.tables
        for change in reversed(self.changes):
            self.organization.touch(change.table, change.guid)
            records = tables[change.table]
            if change.before is None:
                records.pop(change.guid, None)
            else:
                become(records.setdefault(change.guid, {}), change.before)
        self.organization.version += 1


class Organization:
    """One tenant. ``seed`` names what it starts with; ``tenant`` the file that keeps it (None: memory only).

    Nothing is read or built before it is needed. ``lock`` guards it where several threads use it; ``listeners`` are called with the
    changes of each transaction; ``version`` grows with every change.
    """

    def __init__(self, environment: str | None = None, *, seed: str = "company", tenant: str | None = None) -> None:
        self.environment: Environment = find_environment(environment)
        self.seed = seed
        self.tenant = tenant
        self.lock = RLock()
        self.current: Transaction | None = None
        self.listeners: list[Callable[[list[Change]], Any]] = []
        self.version = 0
        self.name = "contoso.onmicrosoft.com"
        self.store: Store | None = None
        self.serial = 0  # counts new objects, so that their ids are the same in every run
        self._tables: Tables | None = None
        self._audit: list[Record] = []
        self._mail: MailStore | None = None
        self._indexes: dict[str, tuple[int, Any]] = {}
        self._key_indexes: dict[str, KeyIndex] = {}
        self._touched: list[tuple[str, str]] = []  # tables and Guids of changed records, for the key indexes
        self._loading = False

    # --- what there is ---
    @property
    def tables(self) -> Tables:
        if self._tables is None:
            self.load()
        assert self._tables is not None
        return self._tables

    @property
    def audit(self) -> list[Record]:
        """The audit log, oldest first."""
        self.load()
        return self._audit

    @property
    def mail(self) -> MailStore:
        """The messages in mailboxes and the trace of what was sent."""
        if self._mail is None:
            from pwsh_emu.exchange.mailstore import MailStore

            self.load()
            self._mail = MailStore(self)
        return self._mail

    def load(self) -> None:
        """Read the seed or the tenant file, once."""
        if self._tables is not None or self._loading:
            return
        with self.lock:
            if self._tables is not None or self._loading:
                return
            self._loading = True
            try:
                if self.tenant is not None:
                    from pwsh_emu.exchange.store import Store

                    self.store = Store(self, self.tenant)
                    self.store.open()
                else:
                    from pwsh_emu.exchange.seeding import build

                    self._tables = {}
                    build(self, self.seed)
            except BaseException:
                self._tables = None
                raise
            finally:
                self._loading = False

    def replace_tables(self, tables: Mapping[str, dict[str, Record]], audit: list[Record]) -> None:
        """Take over other contents (from a file, a store or a snapshot)."""
        self._tables = {name: Table(records) for name, records in tables.items()}
        self._audit = audit
        self._indexes.clear()
        self._key_indexes.clear()
        self.version += 1

    def refresh(self) -> None:
        """Take over what other processes changed in the tenant file."""
        self.load()
        if self.store is not None and self.current is None:
            with self.lock:
                self.store.refresh()

    def table(self, name: str) -> Table:
        """Return the records of a table by Guid; an empty one where there are none yet."""
        tables = self.tables
        found = tables.get(name)
        if found is None:
            found = tables.setdefault(name, Table())
        return found

    def only(self, table: str) -> Record:
        """Return the one record of a table that holds settings, made where it is missing."""
        records = self.table(table)
        for record in records.values():
            return record
        with self.transaction():
            return self.insert(table, {"Name": table, "Guid": self.make_guid(table, table)})

    def transport(self, name: str) -> Any:
        """Return a setting of the transport configuration."""
        record = self.only("TransportConfig")
        if name in record:
            return record[name]
        from pwsh_emu.exchange.schema import load

        return load("TransportConfig").defaults.get(name)

    def index(self, name: str, build: Callable[[], Any]) -> Any:
        """Return something computed from the state, kept until the next change."""
        found = self._indexes.get(name)
        if found is not None and found[0] == self.version:
            return found[1]
        made = build()
        self._indexes[name] = (self.version, made)
        return made

    def keyed(self, name: str, table: str, keys_of: Callable[[Record], Iterable[str]]) -> dict[str, list[Record]]:
        """Return a table's records by the keys that ``keys_of`` makes of them, kept until the next change and then brought up to date."""
        with self.lock:
            records = self.table(table)
            index = self._key_indexes.get(name)
            if index is None:
                index = self._key_indexes[name] = KeyIndex(table, keys_of)
                for guid, record in records.items():
                    index.take_in(guid, record)
            else:
                for changed, guid in self._touched[index.position :]:
                    if changed == table:
                        index.take_in(guid, records.get(guid))
            index.position = len(self._touched)
            return index.found

    def touch(self, table: str, guid: str) -> None:
        """Tell the key indexes that a record changed."""
        if len(self._touched) >= 100_000:
            self._touched.clear()
            self._key_indexes.clear()
        self._touched.append((table, guid))

    # --- changes ---
    def transaction(self, expected: int | None = None) -> Transaction:
        return Transaction(self, expected)

    def make_guid(self, *parts: str) -> str:
        """Return an id that follows from its parts alone, so that every run gives the same ones."""
        try:
            from _md5 import md5  # type: ignore[import-not-found] # hashlib loads OpenSSL first
        except ImportError:
            from hashlib import md5

        digest = md5("\0".join((self.name, *parts)).lower().encode(), usedforsecurity=False).hexdigest()
        return f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-a{digest[17:20]}-{digest[20:]}"

    def now(self) -> str:
        """Return the time as records keep it: UTC, to the second."""
        from datetime import UTC, datetime

        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")

    def insert(self, table: str, record: Record) -> Record:
        """Add a record; ids and dates are filled in where they are missing."""
        if "Guid" not in record:
            self.serial += 1
            record["Guid"] = self.make_guid(table, str(record.get("Name", "")), str(self.serial), str(len(self.table(table))))
        if not self._loading:
            record.setdefault("WhenCreated", self.now())
            record.setdefault("WhenChanged", record["WhenCreated"])
        self.table(table)[record["Guid"]] = record
        self._note(Change(table, record["Guid"], None, record))
        return record

    def update(self, table: str, record: Record, values: Record, defaults: Record | None = None) -> bool:
        """Set properties of a record; False (and nothing noted) where they are so already. ``defaults`` are what it has where it is silent."""
        from pwsh_emu.exchange.schema import exists, load

        if defaults is None:
            defaults = load(table).defaults if exists(table) else {}
        changed = {name: value for name, value in values.items() if record.get(name, defaults.get(name)) != value}
        if not changed:
            return False
        before = dict(record)
        record.update(changed)
        record["WhenChanged"] = self.now()
        self._note(Change(table, record["Guid"], before, record))
        if table == "Recipient" and not changed.keys().isdisjoint(("Name", "DisplayName", "UserPrincipalName", "PrimarySmtpAddress")):
            from pwsh_emu.exchange.references import renamed

            renamed(self, before, record)
        return True

    def delete(self, table: str, record: Record) -> None:
        """Remove a record; what names a removed recipient does so no more."""
        self._drop(table, record)
        if table == "Recipient":
            from pwsh_emu.exchange.references import removed

            removed(self, record)

    def _drop(self, table: str, record: Record) -> None:
        self.table(table).pop(record["Guid"], None)
        self._note(Change(table, record["Guid"], dict(record), None))

    def _note(self, change: Change) -> None:
        self.touch(change.table, change.guid)
        if self.current is not None:
            self.current.changes.append(change)
            self.version += 1
        elif not self._loading:
            raise RuntimeError("a change outside a transaction")

    def log(self, entry: Record) -> None:
        """Add to the audit log."""
        entry.setdefault("RunDate", self.now())
        if self.current is not None:
            self.current.entries.append(entry)
        else:
            with self.transaction() as transaction:
                transaction.entries.append(entry)

    # --- whole states ---
    def snapshot(self) -> dict[str, Any]:
        """Return all of it as plain data, in the shape of an exported file."""
        return {
            "format": 1,
            "name": self.name,
            "environment": self.environment.name,
            "tables": {table: list(records.values()) for table, records in self.tables.items() if records},
            "audit": list(self.audit),
        }

    def restore(self, data: dict[str, Any]) -> None:
        """Become what a snapshot or exported file holds. Raises ValueError where it is no such data."""
        if data.get("format") != 1 or not isinstance(data.get("tables"), dict):
            raise ValueError("this is not an organization exported by pwsh-emu")
        try:
            environment = find_environment(str(data.get("environment", self.environment.name)))
            rows = [(str(table), dict(record)) for table, records in data["tables"].items() for record in records]
        except (TypeError, AttributeError):
            raise ValueError("this is not an organization exported by pwsh-emu") from None
        if not all(isinstance(record.get("Guid"), str) for _, record in rows):
            raise ValueError("this is not an organization exported by pwsh-emu: a record has no Guid")
        before = self.name, self.environment
        try:
            with self.transaction() as transaction:
                for table, records in list(self.tables.items()):
                    for record in records.values():
                        self._drop(table, record)
                for table, record in rows:
                    self.insert(table, record)
                self.name, self.environment = str(data.get("name", self.name)), environment
                known = [*self.audit]
                transaction.entries.extend(entry for entry in data.get("audit", ()) if entry not in known)
        except BaseException:
            self.name, self.environment = before
            raise

    def __deepcopy__(self, memo: dict[int, Any]) -> Organization:
        return self.copy()

    def copy(self) -> Organization:
        """Return an independent organization in memory in the same state."""
        import copy

        twin = Organization(self.environment.name, seed=self.seed)
        twin.name = self.name
        twin.serial = self.serial
        with self.lock:
            twin.replace_tables(copy.deepcopy(self.tables), copy.deepcopy(self.audit))
            if self._mail is not None:
                twin._mail = self._mail.copy(twin)
        return twin

    def reset(self) -> None:
        """Become what the seed says again."""
        fresh = Organization(self.environment.name, seed=self.seed)
        self.restore(fresh.snapshot())
        self.mail.clear()

    def compare(self, other: Organization) -> Iterator[tuple[str, str, str, Any, Any]]:
        """Yield what differs in another organization: table, name of the record, property, the value here and there.

        A record that only one has gives one row with the property "" and its name on the side that has it.
        """
        for table in sorted({*self.tables, *other.tables}):
            mine, theirs = self.table(table), other.table(table)
            for guid in {**mine, **theirs}:
                here, there = mine.get(guid), theirs.get(guid)
                if here is None or there is None:
                    name = str((here or there or {}).get("Name", guid))
                    yield table, name, "", here and name, there and name
                    continue
                for name in {**here, **there}:
                    if name != "WhenChanged" and _seen(here.get(name)) != _seen(there.get(name)):
                        yield table, str(here.get("Name", guid)), name, here.get(name), there.get(name)


def become(record: Record, values: Record) -> None:
    """Give a record other values in place: who holds it sees them, and never an empty one."""
    record.update(values)
    for name in [name for name in record if name not in values]:
        del record[name]


def _seen(value: Any) -> Any:
    """Return a value as comparisons see it: no text, no items and nothing are the same, False is not."""
    return None if value == "" or value == [] else value
