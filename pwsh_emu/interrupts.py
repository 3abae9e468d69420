"""Ctrl+C: which session it stops. The main thread hears the signal; scripts run in another."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_running: list[Session] = []  # the process has one console, so this is its state and no session's


class OfSession:
    """Lets Ctrl+C stop a session while a ``with`` block runs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> None:
        _running.append(self._session)

    def __exit__(self, *_error: object) -> None:
        _running.remove(self._session)


def interrupt() -> bool:
    """Ask the innermost running session to stop; False where it was asked before and did not listen, or none runs."""
    if not _running or _running[-1].stop_requested is True:
        return False
    _running[-1].stop_requested = True
    return True
