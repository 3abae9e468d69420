"""Turns: sessions that belong together (a shell and its jobs) run one at a time, so that none ever sees another half-way.

Each session has a thread of its own. A session gives its turn away where it waits (Start-Sleep, Wait-Job, the prompt) and where it has had
it for `SLICE` seconds while another one waits: then ``session.stop_requested`` is `GIVE_WAY`, which loops look at anyway. Jobs that do not
wait therefore run in the order in which they were started. A session without jobs has no turns (``session.turns`` is None) and pays nothing.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import PipelineStopped

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

SLICE = 0.05  # seconds
GIVE_WAY = "give way"  # what stop_requested is where another session has waited long enough


class Turns:
    """Whose turn it is: ``holder`` runs, the tickets in the queue wait in order."""

    def __init__(self, holder: Session) -> None:
        self._condition = threading.Condition()
        self._holder: Session | None = holder
        self._queue: deque[object] = deque()

    def __deepcopy__(self, memo: dict[int, Any]) -> Turns:
        return self  # a copied session waits for the jobs that both know

    def holds(self, session: Session) -> bool:
        return self._holder is session

    def take(self, session: Session) -> None:
        """Wait for the turn."""
        ticket = object()
        with self._condition:
            self._queue.append(ticket)
            try:
                while self._holder is not None or self._queue[0] is not ticket:
                    if not self._condition.wait(SLICE):
                        holder = self._holder
                        if holder is not None and holder.stop_requested is False:
                            holder.stop_requested = GIVE_WAY
                self._holder = session
            finally:  # a run that is cut off leaves the queue, too
                self._queue.remove(ticket)
                self._condition.notify_all()

    def leave(self, session: Session) -> None:
        """Give the turn away."""
        with self._condition:
            if self._holder is session:
                self._holder = None
                if session.stop_requested is GIVE_WAY:
                    session.stop_requested = False
                self._condition.notify_all()

    def changed(self) -> None:
        """Wake those that wait for something that is now so."""
        with self._condition:
            self._condition.notify_all()

    def wait(self, session: Session, done: Callable[[], bool], seconds: float | None = None) -> bool:
        """Let others run until ``done()`` or the time is up; return what ``done()`` says then. Raises PipelineStopped where the session is stopped."""
        end = None if seconds is None else time.monotonic() + seconds
        self.leave(session)
        with self._condition:
            while not done() and session.stop_requested is not True:
                left = SLICE if end is None else min(SLICE, end - time.monotonic())
                if left <= 0:
                    break
                self._condition.wait(left)
        self.take(session)
        if session.stop_requested is True:
            raise PipelineStopped
        return done()


@contextmanager
def away(session: Session) -> Iterator[None]:
    """Let the jobs of a session run while the block waits for somebody outside (a person, a file)."""
    turns = session.turns
    if turns is None or not turns.holds(session):
        yield
        return
    turns.leave(session)
    try:
        yield
    finally:
        turns.take(session)


@contextmanager
def running(session: Session) -> Iterator[None]:
    """Hold the turn while the block runs a session's code; nested blocks are part of the outermost one."""
    turns = session.turns
    if turns is not None and turns.holds(session):
        yield
        return
    if turns is not None:
        turns.take(session)
    try:
        yield
    finally:
        if session.turns is not None:
            session.turns.leave(session)


def pause(session: Session, seconds: float) -> None:
    """Sleep in short pieces, so that a stop is noticed; jobs run meanwhile."""
    if session.turns is not None:
        session.turns.wait(session, lambda: False, seconds)
        return
    end = time.monotonic() + seconds
    while True:
        left = end - time.monotonic()
        if session.stop_requested:
            raise PipelineStopped
        if left <= 0:
            return
        time.sleep(min(left, SLICE))


def look_around(session: Session) -> None:
    """Do what ``stop_requested`` asks of a loop: end the run, or let the others have their turn."""
    if session.stop_requested is GIVE_WAY and session.turns is not None:
        session.stop_requested = False
        session.turns.leave(session)
        session.turns.take(session)
        if session.stop_requested is not True:
            return
    raise PipelineStopped
