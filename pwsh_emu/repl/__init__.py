"""The interactive shell in a terminal: prompt_toolkit is loaded here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.options import Options
    from pwsh_emu.runtime.session import Session


def run_terminal(session: Session, host: ConsoleHost, options: Options) -> int:
    """Greet, then read, run and print until ``exit`` or Ctrl+D; returns the exit code."""
    from pwsh_emu.repl.loop import Repl

    return Repl(session, host).run(logo=not options.no_logo)
