"""The session's command history: what was typed at the prompt, when it ran and how it ended."""

from __future__ import annotations

import time

MAXIMUM = 4096


class HistoryEntry:
    """One command: id from 1, its text, status (Completed, Failed, Stopped), start and end in seconds since 1970."""

    __slots__ = ("ended", "number", "started", "status", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text
        self.status = "NotStarted"
        self.started = time.time()
        self.ended = self.started


class History:
    """The entries of one session, oldest first; attached as ``session.services["history"]``.

    ``running`` is the entry of the command that runs; ``invoked`` those that Invoke-History runs within it; ``limit`` is $MaximumHistoryCount.
    """

    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []
        self.running: HistoryEntry | None = None
        self.invoked: list[HistoryEntry] = []
        self.limit = MAXIMUM
        self._next = 1

    def begin(self, text: str) -> HistoryEntry:
        """Return the entry of a command that is about to run; it is listed once it has ended."""
        self.running = HistoryEntry(0, text)
        self.invoked.clear()
        return self.running

    @property
    def next_id(self) -> int:
        """The number of the command that runs: that of its entry, which it mostly gets at its end, or the next one."""
        return self.running.number if self.running is not None and self.running.number else self._next

    def keep_running(self) -> None:
        """List the command that runs at once: others are to stand behind it."""
        if self.running is not None and not self.running.number:
            self.running.status = "Running"
            self.add(self.running)

    def finish(self, entry: HistoryEntry, *, failed: bool, stopped: bool = False) -> None:
        entry.ended = time.time()
        entry.status = "Stopped" if stopped else "Failed" if failed else "Completed"
        self.running = None
        if not entry.number:
            self.add(entry)

    def add(self, entry: HistoryEntry) -> None:
        entry.number = self._next
        self._next += 1
        self.entries.append(entry)
        del self.entries[: -self.limit]

    def find(self, number: int) -> HistoryEntry | None:
        return next((entry for entry in self.entries if entry.number == number), None)
