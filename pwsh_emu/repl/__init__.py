"""The interactive shell in a terminal: prompt_toolkit is loaded here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.options import Options
    from pwsh_emu.runtime.session import Session


def run_terminal(session: Session, host: ConsoleHost, options: Options) -> int:
    """Greet, then read, run and print until ``exit`` or Ctrl+D; returns the exit code."""
    from pwsh_emu.repl.loop import Repl

    return Repl(session, host).run(logo=not options.no_logo)


def make_repl(session: Session, host: ConsoleHost, *, input: Any = None, output: Any = None) -> Any:
    """Return a Repl over given prompt_toolkit input and output: how tests drive it without a terminal."""
    from pwsh_emu.repl.loop import Repl

    return Repl(session, host, input=input, output=output)
