"""Stops a run that goes past its limits: a thread beside it looks at the clock and at the process's memory.

First it asks (``session.stop_requested``, which loops, sleeping and long steps look at); what does not listen within `GRACE` seconds is
interrupted at its next step of Python code by `PipelineStopped`, which no catch clause sees.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from pwsh_emu.runtime import limits as rules
from pwsh_emu.runtime.errors import PipelineStopped

if TYPE_CHECKING:
    from pwsh_emu.runtime.limits import Limits
    from pwsh_emu.runtime.session import Session

T = TypeVar("T")

_unraisable = sys.unraisablehook


def _hear_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Say nothing of an interruption that came while an object was taken away; all else goes its way."""
    if unraisable.exc_type is not PipelineStopped:
        _unraisable(unraisable)


sys.unraisablehook = _hear_unraisable

GRACE = 0.2  # seconds between asking and interrupting
LAST_GRACE = 2.0  # seconds after which the process is ended, where its owner wants that
MEMORY_INTERVAL = 0.01
TIME_INTERVAL = 0.25


def _interrupt(thread: int) -> None:
    """Raise PipelineStopped at the next step of Python code that a thread takes."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(PipelineStopped))


class _Watcher(threading.Thread):
    """Watches the thread that made it until `finish`."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(name="pwsh_emu limits", daemon=True)
        self.limits = limits
        self.target = threading.get_ident()
        self.finished = threading.Event()
        self.lock = threading.Lock()
        self.sent = False  # whether the thread was, or is about to be, interrupted

    def run(self) -> None:
        interval = TIME_INTERVAL if self.limits.memory is None else MEMORY_INTERVAL
        while not self.limits.exceeded:
            wait = interval
            if self.limits.deadline is not None:
                wait = min(wait, max(self.limits.deadline - monotonic(), 0.0) + 0.001)
            if self.finished.wait(wait):
                return
            if self.limits.deadline is not None and monotonic() >= self.limits.deadline:
                self.limits.stop("time")
            elif self.limits.too_large(0):
                self.limits.stop("memory")
        asked = monotonic()
        wait = GRACE if self.limits.exceeded == "time" else 0.02
        while not self.finished.wait(wait):
            wait = 0.05
            if self.limits.last_resort is not None and monotonic() - asked > LAST_GRACE:
                self.limits.last_resort(self.limits.exit_code, self.limits.message)
            with self.lock:
                if not self.finished.is_set():
                    self.sent = True
                    _interrupt(self.target)

    def finish(self) -> None:
        """Stop watching; an interruption that is still on its way is taken back."""
        while True:
            try:
                with self.lock:
                    self.finished.set()
                    sent, self.sent = self.sent, False
                    if not sent:
                        return
                    # Taking it back would leave the interpreter looking for it forever (and hang where code is traced): it is let come.
                    _interrupt(self.target)
                for _ in range(1000):
                    pass
                return
            except PipelineStopped:
                continue


def enforce(session: Session, limits: Limits, run: Callable[[], T]) -> T | None:
    """Run under limits and return what the run returns; None where it was stopped (``limits.exceeded`` tells why).

    The session is left as it was before the run where that was cut off in the middle of anything.
    """
    scope, depth, streams, catching, call_depth = session.scope, len(session.call_stack), session.streams, session.catching, session.call_depth
    if rules.in_force() is limits:
        return run()
    limits.sessions.append(session)
    before = rules.entered(limits)
    watcher = _Watcher(limits)
    result: T | None = None
    try:
        try:
            watcher.start()
            result = run()
        finally:
            watcher.finish()
    except PipelineStopped:
        watcher.finish()
        if not limits.exceeded:
            raise
    finally:
        rules.left(before)
        limits.sessions.remove(session)
    if limits.exceeded:
        session.scope, session.streams, session.catching, session.call_depth = scope, streams, catching, call_depth
        del session.call_stack[depth:]
        session.stop_requested = False
    return result
