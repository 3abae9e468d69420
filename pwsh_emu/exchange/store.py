"""The tenant file: an organization kept in SQLite.

Every transaction of the organization is one of SQLite's, in write-ahead mode: it is there whole or not at all, whenever the process is
killed. Each row carries the number of the transaction that wrote it, so that another process finds what is new to it. A writer takes
SQLite's write lock first and brings its memory up to date before it computes anything: two processes lose no change of each other.
"""

from __future__ import annotations

import json
import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Change, Organization

VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    ord INTEGER PRIMARY KEY, tbl TEXT NOT NULL, guid TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT, UNIQUE (tbl, guid));
CREATE INDEX IF NOT EXISTS records_by_seq ON records (seq);
CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, mailbox TEXT NOT NULL, folder TEXT NOT NULL, info TEXT NOT NULL, content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS messages_by_mailbox ON messages (mailbox, folder);
CREATE TABLE IF NOT EXISTS trace (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""


_WRITE = (
    "INSERT INTO records (tbl, guid, seq, body) VALUES (?, ?, ?, ?) ON CONFLICT (tbl, guid) DO UPDATE SET seq = excluded.seq, body = excluded.body"
)


class StoreError(OSError):
    """The tenant file cannot be used; the message says why in a sentence."""


class Store:
    """Keeps one organization in a file."""

    def __init__(self, organization: Organization, path: str) -> None:
        self.organization = organization
        self.path = path
        self.sequence = 0  # the last transaction that memory holds
        self._connection: sqlite3.Connection | None = None
        self._data_version = -1

    @property
    def connection(self) -> sqlite3.Connection:
        assert self._connection is not None
        return self._connection

    def open(self) -> None:
        """Open or make the file and load what it holds into the organization; a new file gets the organization's seed."""
        if os.path.isdir(self.path):
            raise StoreError(f"the tenant file '{self.path}' is a folder")
        try:
            self._connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            weakref.finalize(self, self._connection.close)  # a shell that is let go leaves no open file behind
            self._prepare()
        except sqlite3.Error as error:
            raise StoreError(f"the tenant file '{self.path}' cannot be used: {error}") from None

    def _prepare(self) -> None:
        connection = self.connection
        self._write_ahead()
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
                self._create()
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        version = self._meta("version")
        if version != str(VERSION):
            age = "a newer" if version is not None and version.isdigit() and int(version) > VERSION else "another"
            formats = f"it has format {version}, this one reads {VERSION}"
            raise StoreError(f"the tenant file '{self.path}' was written by {age} version of pwsh-emu ({formats})")
        self._load()

    def _write_ahead(self) -> None:
        """Turn on write-ahead mode; for this SQLite does not wait by itself while another process opens the file too."""
        import time

        end = time.monotonic() + 30
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode=WAL").fetchone()
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def _create(self) -> None:
        from pwsh_emu.exchange.organization import Organization

        connection = self.connection
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        fresh = Organization(self.organization.environment.name, seed=self.organization.seed)
        values = {"version": str(VERSION), "environment": fresh.environment.name, "name": fresh.name, "seq": "1"}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
        rows = ((table, guid, 1, json.dumps(record)) for table, records in fresh.tables.items() for guid, record in records.items())
        connection.executemany("INSERT INTO records (tbl, guid, seq, body) VALUES (?, ?, ?, ?)", rows)

    def _meta(self, key: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _load(self) -> None:
        from pwsh_emu.exchange.environments import find_environment

        tables: dict[str, dict[str, dict[str, Any]]] = {}
        self.sequence = int(self._meta("seq") or 0)
        for table, guid, body in self.connection.execute("SELECT tbl, guid, body FROM records WHERE body IS NOT NULL ORDER BY ord"):
            tables.setdefault(table, {})[guid] = json.loads(body)
        audit = [json.loads(row[0]) for row in self.connection.execute("SELECT body FROM audit ORDER BY id")]
        self.organization.environment = find_environment(self._meta("environment"))
        self.organization.name = self._meta("name") or self.organization.name
        self.organization.serial = int(self._meta("serial") or 0)
        self.organization.replace_tables(tables, audit)
        self._data_version = self._current_data_version()

    def _current_data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def refresh(self) -> None:
        """Take over what other processes have committed since the last look. Raises StoreError."""
        with self._errors():
            version = self._current_data_version()
            if version == self._data_version:
                return
            self._data_version = version
            self._take_over()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say in a sentence what SQLite says."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreError(f"the tenant file '{self.path}' is in use by another process that does not let it go") from None
            raise StoreError(f"the tenant file '{self.path}' cannot be used: {error}") from None
        except sqlite3.Error as error:
            raise StoreError(f"the tenant file '{self.path}' cannot be used: {error}") from None

    def _take_over(self) -> None:
        from pwsh_emu.exchange.environments import find_environment
        from pwsh_emu.exchange.organization import become

        organization, connection = self.organization, self.connection
        latest = int(self._meta("seq") or 0)
        if latest == self.sequence:
            return
        for table, guid, body in connection.execute("SELECT tbl, guid, body FROM records WHERE seq > ?", (self.sequence,)):
            records = organization.table(table)
            organization.touch(table, guid)
            if body is None:
                records.pop(guid, None)
                continue
            values = json.loads(body)
            if guid in records:
                become(records[guid], values)
            else:
                records[guid] = values
        rows = connection.execute("SELECT body FROM audit WHERE seq > ? ORDER BY id", (self.sequence,))
        organization.audit.extend(json.loads(row[0]) for row in rows)
        organization.serial = max(organization.serial, int(self._meta("serial") or 0))
        organization.name = self._meta("name") or organization.name
        organization.environment = find_environment(self._meta("environment"))
        self.sequence = latest
        organization.version += 1

    def begin(self) -> None:
        """Take the write lock and bring memory up to date. Raises StoreError."""
        with self._errors():
            self.connection.execute("BEGIN IMMEDIATE")
            self._take_over()

    def roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def commit(self, changes: list[Change], entries: list[dict[str, Any]]) -> None:
        """Write what a transaction changed and make it last."""
        if not changes and not entries:
            self.roll_back()
            return
        sequence = self.sequence + 1
        try:
            with self._errors():
                self._write(sequence, changes, entries)
        except BaseException:
            self.roll_back()
            raise
        self.sequence = sequence

    def _write(self, sequence: int, changes: list[Change], entries: list[dict[str, Any]]) -> None:
        organization, connection = self.organization, self.connection
        latest: dict[tuple[str, str], str | None] = {}
        for change in changes:
            latest[change.table, change.guid] = None if change.after is None else json.dumps(change.after)
        rows = [(table, guid, sequence, body) for (table, guid), body in latest.items()]
        connection.executemany(_WRITE, rows)
        connection.executemany("INSERT INTO audit (seq, body) VALUES (?, ?)", [(sequence, json.dumps(entry)) for entry in entries])
        meta = {"seq": str(sequence), "serial": str(organization.serial), "name": organization.name, "environment": organization.environment.name}
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        connection.execute("COMMIT")
