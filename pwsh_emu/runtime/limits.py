"""What a run may use: seconds and bytes as the host sets them, and the sizes that .NET itself refuses.

``session.limits`` holds the `Limits` of a session (None without any). `runtime.limitwatch` stops a run that goes past them; what can allocate
much in one step asks `claim` (or `claim_text`, `claim_items`) first, and what can take long in one step asks `seconds_left`.
"""

from __future__ import annotations

from _thread import get_ident
from typing import TYPE_CHECKING

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PipelineStopped
from pwsh_emu.runtime.processmemory import resident

if TYPE_CHECKING:
    from collections.abc import Callable

    from pwsh_emu.runtime.session import Session

LONGEST_TEXT = 0x3FFFFFDF  # characters of a String
LONGEST_ARRAY = 0x7FFFFFC7  # elements of an array
SMALL = 1 << 20  # bytes that nobody counts

TIME_EXIT_CODE = 124  # as the command timeout leaves
MEMORY_EXIT_CODE = 137  # as a process that was killed for its memory leaves

_enforced: dict[int, Limits] = {}  # by thread: what runs in it under limits now, which is the thread's state and no session's


class Limits:
    """The limits of one session (its jobs share them) and how far its run has come.

    ``time`` is in seconds, ``memory`` in bytes that the process may grow by while it runs; None sets none. ``exceeded`` is "", "time" or
    "memory". ``ends_session`` makes the one run that goes too far the last; ``last_resort`` is called (from another thread) with exit code and
    message where the run cannot be stopped.
    """

    __slots__ = ("baseline", "deadline", "ends_session", "exceeded", "last_resort", "memory", "sessions", "time")

    def __init__(self, time: float | None = None, memory: int | None = None) -> None:
        if (time is not None and time <= 0) or (memory is not None and memory <= 0):
            raise ValueError("A limit must be greater than zero.")
        self.time = time
        self.memory = memory
        self.deadline: float | None = None
        self.baseline = 0
        self.exceeded = ""
        self.sessions: list[Session] = []  # that run under them now: one, and its jobs
        self.ends_session = False
        self.last_resort: Callable[[int, str], None] | None = None

    def begin(self) -> None:
        """Start to count: a run begins."""
        self.exceeded = ""
        if self.time is not None:
            from time import monotonic

            self.deadline = monotonic() + self.time
        if self.memory is not None:
            self.baseline = resident()

    def fresh(self) -> Limits:
        """Return the same limits for another session."""
        return Limits(self.time, self.memory)

    def stop(self, kind: str) -> None:
        """Ask the session to stop for going past the limit of this kind."""
        self.exceeded = self.exceeded or kind
        for session in self.sessions:
            session.stop_requested = True

    def too_large(self, size: int) -> bool:
        """Tell whether so many bytes more are past the limit."""
        return self.memory is not None and resident() - self.baseline + size > self.memory

    @property
    def exit_code(self) -> int:
        return TIME_EXIT_CODE if self.exceeded == "time" else MEMORY_EXIT_CODE

    @property
    def message(self) -> str:
        """What the error says."""
        if self.exceeded == "time":
            return f"The script was stopped because it ran longer than the limit of {self.time:g} {'second' if self.time == 1 else 'seconds'}."
        return f"The script was stopped because it needs more memory than the limit of {_megabytes(self.memory or 0)}."

    def record(self) -> ErrorRecord:
        """Return the error of the run that went too far."""
        if self.exceeded == "time":
            return ErrorRecord(ExceptionObject("System.TimeoutException", self.message), "TimeLimitExceeded", "OperationTimeout")
        return ErrorRecord(ExceptionObject("System.InsufficientMemoryException", self.message), "MemoryLimitExceeded", "ResourceUnavailable")


def _megabytes(size: int) -> str:
    return f"{size / 1048576:g} MB" if size >= 1048576 else f"{size} bytes"


def entered(limits: Limits) -> Limits | None:
    """Put limits in force for this thread; returns those that were."""
    ident = get_ident()
    before = _enforced.get(ident)
    _enforced[ident] = limits
    return before


def in_force() -> Limits | None:
    """Return the limits that this thread runs under."""
    return _enforced.get(get_ident())


def left(before: Limits | None) -> None:
    """Put the limits that were in force before `entered` in force again."""
    if before is None:
        _enforced.pop(get_ident(), None)
    else:
        _enforced[get_ident()] = before


def claim(size: int) -> None:
    """Raise PipelineStopped where so many bytes more go past the limits in force."""
    if size > SMALL and _enforced:
        limits = _enforced.get(get_ident())
        if limits is not None and limits.too_large(size):
            limits.stop("memory")
            raise PipelineStopped
        claim_time(size * 2e-9)


def claim_time(seconds: float) -> None:
    """Raise PipelineStopped where one step that takes about so long goes past the limit in force."""
    if seconds > 0.05 and _enforced:
        limits = _enforced.get(get_ident())
        if limits is not None and limits.deadline is not None and seconds > seconds_left(seconds):
            limits.stop("time")
            raise PipelineStopped


def claim_text(length: int) -> None:
    """Claim a text of this length; raises .NET's OutOfMemoryException where it holds no such text."""
    if length > SMALL:
        if length > LONGEST_TEXT:
            raise out_of_memory()
        claim(length)


def claim_items(count: int, each: int = 8) -> None:
    """Claim a list of so many items of ``each`` bytes; raises .NET's OutOfMemoryException where it holds no such array."""
    if count > 65536:
        if count > LONGEST_ARRAY:
            raise NetException("System.OutOfMemoryException", "Array dimensions exceeded supported range.")
        claim(count * each)


def out_of_memory() -> NetException:
    return NetException("System.OutOfMemoryException", "Exception of type 'System.OutOfMemoryException' was thrown.")


def seconds_left(most: float) -> float:
    """Return how long one step may take: ``most``, or less where the limit in force leaves less."""
    if not _enforced:
        return most
    limits = _enforced.get(get_ident())
    if limits is None or limits.deadline is None:
        return most
    from time import monotonic

    return max(min(most, limits.deadline - monotonic()), 0.001)


def join(separator: str, pieces: list[str]) -> str:
    """Return the pieces as one text, where the limits in force allow it."""
    length = sum(map(len, pieces))
    if separator:
        length += len(separator) * len(pieces)
    if length > SMALL:
        claim_text(length)
    return separator.join(pieces)


def join_parts(*pieces: str) -> str:
    """Return what an expandable string with many parts gives."""
    return join("", list(pieces))


def check() -> None:
    """Raise PipelineStopped where the run in this thread is past its limits: for long steps that know no session."""
    limits = _enforced.get(get_ident())
    if limits is None:
        return
    if not limits.exceeded and limits.deadline is not None and seconds_left(1.0) <= 0.001:
        limits.stop("time")
    if limits.exceeded:
        raise PipelineStopped
