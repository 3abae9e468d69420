"""Turns: sessions that belong together (a shell and its jobs) run one at a time, so that none ever sees another half-way.

Each session has a thread of its own. A session gives its turn away where it waits (Start-Sleep, Wait-Job, the prompt) and where it has had
it for `SLICE` seconds while another one waits: then ``session.stop_requested`` is `GIVE_WAY`, which loops look at anyway. Jobs that do not
wait therefore run in the order in which they were started. A session without jobs has no turns (``session.turns`` is None) and pays nothing.
"""

from __future__ import annotations

import time

from pwsh_emu.runtime.errors import PipelineStopped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pwsh_emu.runtime.session import Session

SLICE = 0.05  # seconds
PATIENCE = 0.3  # seconds after which who waits for something looks for it itself: who does it has not given its turn away
GIVE_WAY = "give way"  # what stop_requested is where another session has waited long enough


class Turns:
    """Whose turn it is: ``holder`` runs, tickets wait in order, sleepers wait for something to come true before they queue."""

    def __init__(self, holder: Session) -> None:
        import threading

        self._condition = threading.Condition()
        self._holder: Session | None = holder
        self._queue: list[object] = []
        self._sleepers: list[tuple[object, Callable[[], bool]]] = []

    def __deepcopy__(self, memo: dict[int, Any]) -> Turns:
        return self  # a copied session waits for the jobs that both know

    def holds(self, session: Session) -> bool:
        return self._holder is session

    def reserve(self) -> object:
        """Return a ticket: a place in the queue for a thread that is about to start."""
        ticket = object()
        with self._condition:
            self._queue.append(ticket)
        return ticket

    def take(self, session: Session, ticket: object | None = None) -> None:
        """Wait for the turn, from the place of a ticket or from the end of the queue."""
        ticket = ticket or self.reserve()
        with self._condition:
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
            self._leave(session)

    def _leave(self, session: Session) -> None:
        if self._holder is session:
            self._holder = None
            if session.stop_requested is GIVE_WAY:
                session.stop_requested = False
            self._wake()

    def changed(self) -> None:
        """Let those queue that waited for something that is now so."""
        with self._condition:
            self._wake()

    def _wake(self) -> None:
        for sleeper in self._sleepers[:]:
            if sleeper[1]():
                self._sleepers.remove(sleeper)
                self._queue.append(sleeper[0])
        self._condition.notify_all()

    def wait(self, session: Session, done: Callable[[], bool], seconds: float | None = None) -> bool:
        """Let others run until ``done()`` or the time is up; return what ``done()`` says then.

        Raises PipelineStopped where the session is stopped.
        """
        end = None if seconds is None else time.monotonic() + seconds
        ticket = object()
        sleeper = (ticket, done)
        with self._condition:
            self._sleepers.append(sleeper)
            try:
                self._leave(session)
                look = time.monotonic() + PATIENCE
                while sleeper in self._sleepers:
                    now = time.monotonic()
                    left = SLICE if end is None else min(SLICE, end - now)
                    if left <= 0 or session.stop_requested is True or (now >= look and done()):
                        self._queue.append(ticket)
                        break
                    self._condition.wait(left)
            except BaseException:  # the run is cut off
                if ticket in self._queue:
                    self._queue.remove(ticket)
                raise
            finally:
                if sleeper in self._sleepers:
                    self._sleepers.remove(sleeper)
        self.take(session, ticket)
        if session.stop_requested is True:
            raise PipelineStopped
        return done()


class Away:
    """Gives a session's turn away while a ``with`` block runs."""

    __slots__ = ("_left", "_session")

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left = False

    def __enter__(self) -> None:
        turns = self._session.turns
        if turns is not None and turns.holds(self._session):
            self._left = True
            turns.leave(self._session)

    def __exit__(self, *_error: object) -> None:
        if self._left:
            self._session.turns.take(self._session)


class Running:
    """Holds a session's turn while a ``with`` block runs its code; nested blocks are part of the outermost one."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> None:
        session = self._session
        if not session.runs and session.turns is not None:
            session.turns.take(session)
        session.runs += 1
        if session.debugger is not None:
            session.debugger.attach()

    def __exit__(self, *_error: object) -> None:
        session = self._session
        session.runs -= 1
        if session.debugger is not None:
            session.debugger.end_run()
        if not session.runs and session.turns is not None:
            session.turns.leave(session)


def away(session: Session) -> Away:
    """Let the jobs of a session run while the block waits for somebody outside (a person, a file)."""
    return Away(session)


def running(session: Session) -> Running:
    """Hold the turn while the block runs a session's code."""
    return Running(session)


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
