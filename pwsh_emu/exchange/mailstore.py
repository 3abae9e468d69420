"""Messages: what is in which mailbox's folder, and the trace of everything that was submitted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization


class Message:
    """A message in a folder: ``content`` as it was sent (with Received headers), ``info`` its subject, sender, date, read state …"""

    __slots__ = ("content", "folder", "id", "info", "mailbox")

    def __init__(self, id: int, mailbox: str, folder: str, info: dict[str, Any], content: bytes) -> None:
        self.id = id
        self.mailbox = mailbox
        self.folder = folder
        self.info = info
        self.content = content


QUARANTINE = "Quarantine"  # the "mailbox" and folder of what was kept back
# A copy to file: the mailbox's Guid, folder, what is known of the message, and (where it differs from the others') its content.
WholeCopy = tuple[str, str, dict[str, Any], bytes]
Copy = tuple[str, str, dict[str, Any]] | WholeCopy


class MailStoreFull(Exception):
    """There is no memory for another message."""


class MailStore:
    """The mail of an organization, in memory or in its tenant file; ``folder`` also writes each message as an .eml file.

    ``memory`` is how many bytes of messages are kept at most where there is no tenant file.
    """

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.memory = 2 << 30
        self._size = 0
        self._copies: dict[int, int] = {}  # how many copies share a content, by its id
        self.folder: str | None = None
        self._messages: dict[int, Message] = {}
        self._trace: list[dict[str, Any]] = []
        self._next = 1

    @property
    def _connection(self) -> Any:
        return None if self.organization.store is None else self.organization.store.connection

    # --- writing ---
    def deliver(self, copies: list[Copy], content: bytes, trace: list[dict[str, Any]]) -> list[int]:
        """File copies of one message, each (mailbox Guid, folder, info), and its trace rows, all or none. Returns the ids of the copies.

        Raises MailStoreFull, and OSError where the tenant file cannot be written.
        """
        connection = self._connection
        whole = [(mailbox, folder, info, own[0] if own else content) for mailbox, folder, info, *own in copies]
        with self.organization.lock:
            if connection is not None:
                ids = self._write(connection, whole, trace)
            else:
                self._count([copy[3] for copy in whole])
                ids = []
                for copy in whole:
                    message = Message(self._next, *copy)
                    self._messages[message.id] = message
                    self._next += 1
                    ids.append(message.id)
                self._trace.extend(trace)
        if self.folder is not None and ids:
            self._write_file(ids[0], content)
        return ids

    def _count(self, contents: list[bytes]) -> None:
        fresh = {id(content): content for content in contents}
        size = sum(len(content) for content in fresh.values())
        if self._size + size > self.memory:
            raise MailStoreFull
        self._size += size
        for content in contents:
            self._copies[id(content)] = self._copies.get(id(content), 0) + 1

    def _forget(self, message: Message | None) -> None:
        """Take a message that is gone out of the count."""
        if message is None:
            return
        left = self._copies.get(id(message.content), 0) - 1
        if left > 0:
            self._copies[id(message.content)] = left
        elif left == 0:
            del self._copies[id(message.content)]
            self._size -= len(message.content)

    @contextmanager
    def _writing(self, connection: Any) -> Iterator[None]:
        """Make what is written inside real together, or as part of what is under way. Raises OSError where the tenant file cannot be written."""
        from sqlite3 import Error

        own = not connection.in_transaction
        try:
            if own:
                connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                if own:
                    connection.execute("COMMIT")
            except BaseException:
                if own:
                    connection.execute("ROLLBACK")
                raise
        except Error as error:
            raise OSError(f"the tenant file cannot be written: {error}") from None

    def _write(self, connection: Any, copies: list[WholeCopy], trace: list[dict[str, Any]]) -> list[int]:
        ids = []
        with self._writing(connection):
            for mailbox, folder, info, content in copies:
                values = (mailbox, folder, json.dumps(info), content)
                cursor = connection.execute("INSERT INTO messages (mailbox, folder, info, content) VALUES (?, ?, ?, ?)", values)
                ids.append(int(cursor.lastrowid))
            connection.executemany("INSERT INTO trace (body) VALUES (?)", [(json.dumps(row),) for row in trace])
        return ids

    def _write_file(self, number: int, content: bytes) -> None:
        import os

        assert self.folder is not None
        os.makedirs(self.folder, exist_ok=True)
        path = os.path.join(self.folder, f"{number:06}.eml")
        with open(path + ".part", "wb") as file:
            file.write(content)
        os.replace(path + ".part", path)

    def set_info(self, number: int, **values: Any) -> None:
        """Change what is known of a message (its read state). Raises OSError where the tenant file cannot be written."""
        message = self.get(number)
        if message is None:
            return
        message.info.update(values)
        self._change("UPDATE messages SET info = ? WHERE id = ?", (json.dumps(message.info), number))

    def move(self, number: int, folder: str) -> None:
        """Put a message into another folder of its mailbox. Raises OSError where the tenant file cannot be written."""
        message = self.get(number)
        if message is None:
            return
        message.folder = folder
        self._change("UPDATE messages SET folder = ? WHERE id = ?", (folder, number))

    def delete(self, number: int) -> None:
        """Remove a message. Raises OSError where the tenant file cannot be written."""
        with self.organization.lock:
            if self._connection is not None:
                self._change("DELETE FROM messages WHERE id = ?", (number,))
            else:
                self._forget(self._messages.pop(number, None))

    def clear(self) -> None:
        """Remove everything. Raises OSError where the tenant file cannot be written."""
        with self.organization.lock:
            connection = self._connection
            if connection is not None:
                with self._writing(connection):
                    connection.execute("DELETE FROM messages")
                    connection.execute("DELETE FROM trace")
            self._messages.clear()
            self._copies.clear()
            self._size = 0
            self._trace.clear()

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        """Do what a statement says where there is a tenant file."""
        connection = self._connection
        if connection is not None:
            with self.organization.lock, self._writing(connection):
                connection.execute(statement, values)

    # --- reading ---
    def get(self, number: int) -> Message | None:
        connection = self._connection
        if connection is None:
            return self._messages.get(number)
        if number > 2**63 - 1:  # more than SQLite counts
            return None
        with self.organization.lock:
            row = connection.execute("SELECT id, mailbox, folder, info, content FROM messages WHERE id = ?", (number,)).fetchone()
        return None if row is None else Message(row[0], row[1], row[2], json.loads(row[3]), row[4])

    def messages(self, mailbox: str | None = None, folder: str | None = None, *, with_content: bool = True) -> Iterator[Message]:
        """Yield messages, oldest first, of one mailbox and folder or of all."""
        connection = self._connection
        if connection is None:
            for message in list(self._messages.values()):
                if (mailbox is None or message.mailbox == mailbox) and (folder is None or message.folder == folder):
                    yield message
            return
        column = "content" if with_content else "x''"
        query = f"SELECT id, mailbox, folder, info, {column} FROM messages WHERE 1"
        values: list[str] = []
        if mailbox is not None:
            query, values = query + " AND mailbox = ?", [*values, mailbox]
        if folder is not None:
            query, values = query + " AND folder = ?", [*values, folder]
        with self.organization.lock:
            rows = connection.execute(query + " ORDER BY id", values).fetchall()
        for row in rows:
            yield Message(row[0], row[1], row[2], json.loads(row[3]), row[4])

    def latest(self, number: int) -> list[Message]:
        """Return the newest messages without their content, newest first."""
        connection = self._connection
        if connection is None:
            with self.organization.lock:
                return list(islice(reversed(self._messages.values()), number))
        with self.organization.lock:
            rows = connection.execute("SELECT id, mailbox, folder, info FROM messages ORDER BY id DESC LIMIT ?", (number,)).fetchall()
        return [Message(row[0], row[1], row[2], json.loads(row[3]), b"") for row in rows]

    def count(self) -> int:
        """Return how many messages there are."""
        connection = self._connection
        if connection is None:
            return len(self._messages)
        with self.organization.lock:
            return int(connection.execute("SELECT count(*) FROM messages").fetchone()[0])

    @property
    def last(self) -> int:
        """The id of the newest message; 0 where there is none."""
        connection = self._connection
        if connection is None:
            return next(reversed(self._messages), 0)
        with self.organization.lock:
            return int(connection.execute("SELECT max(id) FROM messages").fetchone()[0] or 0)

    def trace(self) -> list[dict[str, Any]]:
        """Return the trace of submitted messages, oldest first."""
        connection = self._connection
        if connection is None:
            return list(self._trace)
        with self.organization.lock:
            return [json.loads(row[0]) for row in connection.execute("SELECT body FROM trace ORDER BY id")]

    def copy(self, organization: Organization) -> MailStore:
        """Return the same mail for another organization in memory."""
        import copy

        twin = MailStore(organization)
        twin.memory = self.memory
        for message in self.messages():
            key = id(message.content)
            twin._size += 0 if key in twin._copies else len(message.content)
            twin._copies[key] = twin._copies.get(key, 0) + 1
            twin._messages[message.id] = Message(message.id, message.mailbox, message.folder, copy.deepcopy(message.info), message.content)
        twin._trace = copy.deepcopy(self.trace())
        twin._next = max(twin._messages, default=0) + 1
        return twin
