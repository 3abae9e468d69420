"""Out-Host -Paging: a terminal's page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

PROMPT = "<SPACE> next page; <CR> next line; Q quit"


class Pager:
    """Writes lines, and waits for a key before more of them would scroll away than a page holds.

    ``height`` is the page's in lines, the prompt's one included. ``quit`` is True once the reader wants no more.
    """

    def __init__(self, write: Callable[[str], None], key: Callable[[], str], height: int) -> None:
        self._write = write
        self._key = key
        self._page = max(1, height - 1)
        self._left = self._page
        self.quit = False

    def write(self, text: str) -> None:
        """Write text line by line."""
        for line in text.splitlines(keepends=True):
            if not self.quit and self._left == 0:
                self._ask()
            if self.quit:
                return
            self._write(line)
            if line.endswith("\n"):
                self._left -= 1

    def _ask(self) -> None:
        self._write(PROMPT)
        while self._left == 0 and not self.quit:
            key = self._key()
            if key == " ":
                self._left = self._page
            elif key in ("\r", "\n"):
                self._left = 1
            elif key.lower() == "q":
                self.quit = True
        self._write("\r" + " " * len(PROMPT) + "\r")


def pager_of(session: Session) -> Pager | None:
    """Return what pages a session's terminal; None where input or output is none."""
    from pwsh_emu.runtime.types.console import is_terminal, read_key, window_size

    host = session.host
    if not (is_terminal(getattr(host, "stdin", None)) and is_terminal(getattr(host, "stdout", None))):
        return None
    return Pager(host.write, lambda: read_key(session, shown=False)[0], window_size(session)[1])
