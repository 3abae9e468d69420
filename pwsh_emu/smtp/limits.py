"""The limits of client submission: messages a minute, recipients a day, sends at the same time. One object for all endpoints."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable


class Limits:
    """Counts per mailbox. A limit of 0 is none. ``clock`` gives seconds and is replaced in tests.

    ``connections`` and ``memory`` (bytes of messages that are not delivered yet) protect the emulator itself.
    """

    def __init__(
        self,
        *,
        messages_per_minute: int = 30,
        recipients_per_day: int = 10_000,
        concurrent_sends: int = 3,
        message_size: int = 157_286_400,
        recipients_per_message: int = 1000,
        connections: int = 2000,
        memory: int = 268_435_456,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.messages_per_minute = messages_per_minute
        self.recipients_per_day = recipients_per_day
        self.concurrent_sends = concurrent_sends
        self.message_size = message_size
        self.recipients_per_message = recipients_per_message
        self.connections = connections
        self.memory = memory
        self.clock = clock
        self._sent: dict[str, deque[float]] = {}
        self._recipients: dict[str, deque[tuple[float, int]]] = {}
        self._sending: dict[str, int] = {}

    @classmethod
    def none(cls) -> Limits:
        """Return limits that let everything pass except what protects the emulator itself."""
        return cls(messages_per_minute=0, recipients_per_day=0, concurrent_sends=0)

    def begin_send(self, mailbox: str) -> bool:
        """Count a send that begins; False where there are too many already (it is not counted then)."""
        running = self._sending.get(mailbox, 0)
        if self.concurrent_sends and running >= self.concurrent_sends:
            return False
        self._sending[mailbox] = running + 1
        return True

    def end_send(self, mailbox: str) -> None:
        running = self._sending.get(mailbox, 0) - 1
        if running > 0:
            self._sending[mailbox] = running
        else:
            self._sending.pop(mailbox, None)

    def delay(self, mailbox: str) -> float:
        """Return how many seconds a message has to wait for the minute's limit, and count it at that time."""
        if not self.messages_per_minute:
            return 0.0
        now = self.clock()
        sent = self._sent.setdefault(mailbox, deque(maxlen=self.messages_per_minute))
        due = now
        if len(sent) == self.messages_per_minute:
            due = max(now, sent[0] + 60.0)
        sent.append(due)
        return due - now

    def take_recipients(self, mailbox: str, count: int) -> bool:
        """Count recipients of a message; False where the day's limit would be passed (they are not counted then)."""
        if not self.recipients_per_day:
            return True
        now = self.clock()
        taken = self._recipients.setdefault(mailbox, deque())
        while taken and taken[0][0] <= now - 86_400:
            taken.popleft()
        if sum(number for _, number in taken) + count > self.recipients_per_day:
            return False
        taken.append((now, count))
        return True
