"""The loop of the terminal shell: prompt, multi-line editing, history between runs, Ctrl+C and Ctrl+D."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.formatted_text import ANSI, FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from pwsh_emu.interactive import is_incomplete, prompt_text, run_line, transcribe_command
from pwsh_emu.repl import readline
from pwsh_emu.repl.completer import ShellCompleter
from pwsh_emu.repl.highlighter import STYLE, ShellLexer
from pwsh_emu.repl.keys import key_bindings
from pwsh_emu.runtime.turns import away

if TYPE_CHECKING:
    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.runtime.session import Session

_ESCAPE_WAIT = 0.1  # seconds in which a key behind Escape is one of a sequence; a key that comes later is typed


def history_path() -> str:
    """Return the file that keeps what was typed, below XDG_STATE_HOME."""
    state = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(state, "pwsh_emu", "history")


def open_history() -> History:
    """Return the history kept between runs, or one in memory where its file cannot be written."""
    path = history_path()
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(path, "a", encoding="utf-8"):
            pass
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)


class Repl:
    """One interactive shell over a session."""

    def __init__(self, session: Session, host: ConsoleHost, *, input: Any = None, output: Any = None, history: History | None = None) -> None:
        self.session = session
        self.host = host
        self.prompts: PromptSession[str] = PromptSession(
            history=history if history is not None else open_history(),
            auto_suggest=AutoSuggestFromHistory(),
            completer=ShellCompleter(session),
            complete_while_typing=False,
            lexer=ShellLexer(),
            style=STYLE,
            multiline=True,
            prompt_continuation=self._continuation,
            key_bindings=key_bindings(is_incomplete),
            enable_history_search=False,
            input=input,
            output=output,
        )
        self.prompts.app.ttimeoutlen = self.prompts.app.timeoutlen = _ESCAPE_WAIT
        session.services["read command"] = self.read
        readline.attach(self)

    def read(self, prompt: str) -> str | None:
        """Read a command for what holds up the running one (the debugger); None at the end of the input."""
        try:
            return self.prompts.prompt(ANSI(prompt), in_thread=False)
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None

    def _continuation(self, width: int, line_number: int, is_soft_wrap: int) -> FormattedText:
        prompt = str(self.session.services["readline"].options["ContinuationPrompt"])
        return FormattedText([("class:continuation", "" if is_soft_wrap else prompt)])

    def run(self) -> int:
        """Read and run until ``exit`` or the end of input; returns the exit code."""
        self.host.flush()
        while True:
            try:
                prompt = prompt_text(self.session)
                with away(self.session):
                    text = self.prompts.prompt(ANSI(prompt), in_thread=False)
                transcribe_command(self.host, prompt, text)
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if not text.strip():
                continue
            outcome = self._run(text)
            if outcome.exited:
                return int(outcome.code)

    def _run(self, text: str) -> Any:
        """Run a command with Ctrl+C stopping it, whichever thread hears the signal."""
        from pwsh_emu import interrupts

        try:
            before = signal.signal(signal.SIGINT, lambda number, frame: interrupts.interrupt())
        except ValueError:  # not the main thread: the main thread passes Ctrl+C on
            return run_line(self.session, self.host, text)
        try:
            return run_line(self.session, self.host, text)
        finally:
            signal.signal(signal.SIGINT, before)
