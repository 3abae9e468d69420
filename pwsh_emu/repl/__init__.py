"""The interactive shell in a terminal: prompt_toolkit is loaded here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.runtime.session import Session


def terminal(session: Session, host: ConsoleHost) -> Callable[[], int]:
    """Return what reads, runs and prints until ``exit`` or Ctrl+D and returns the exit code."""
    from pwsh_emu.repl.loop import Repl

    return Repl(session, host).run
