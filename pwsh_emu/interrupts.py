"""Ctrl+C: which session it stops. The main thread hears the signal; scripts run in another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_running: list[Session] = []  # the process has one console, so this is its state and no session's


@contextmanager
def of_session(session: Session) -> Iterator[None]:
    """Let Ctrl+C stop this session while the block runs."""
    _running.append(session)
    try:
        yield
    finally:
        _running.remove(session)


def interrupt() -> bool:
    """Ask the innermost running session to stop; False where it was asked before and did not listen, or none runs."""
    if not _running or _running[-1].stop_requested is True:
        return False
    _running[-1].stop_requested = True
    return True
