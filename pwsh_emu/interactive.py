"""Reads commands line by line and runs each when it is complete: the plain prompt, used where input is a pipe or file.

The terminal's prompt (``repl``) runs what it reads through the same `run_line`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.history import MAXIMUM
from pwsh_emu.runtime.errors import RUNTIME_EXCEPTION, ControlFlow, PSError
from pwsh_emu.runtime.turns import away

if TYPE_CHECKING:
    from pwsh_emu.console import ConsoleHost
    from pwsh_emu.runtime.host import Host
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.shell import Outcome


def is_incomplete(text: str) -> bool:
    """Tell whether a text is only the beginning of a statement, as the parser sees it."""
    from pwsh_emu.language.parser import parse

    return any(error.incomplete_input for error in parse(text).errors)


def prompt_text(session: Session) -> str:
    """Return what the session's ``prompt`` function gives, or PowerShell's bare prompt where it fails or gives nothing."""
    from pwsh_emu.runtime.conversion import to_string
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    found: list[Any] = []
    ok = session.ok
    try:
        ScriptBlock.create(session, "prompt").invoke([], out=found.append, new_scope=True)
    except (PSError, ControlFlow):
        found.clear()
    session.ok = ok
    text = "".join(to_string(session, value) for value in found[:1])
    return text or "PS>"


def run_line(session: Session, host: Host, text: str) -> Outcome:
    """Run one complete command through Out-Default and add it to the history."""
    session.stop_requested = False
    if session.limits is not None and not session.limits.ends_session:
        session.limits.begin()
    history = session.services.get("history")
    if history is not None:
        history.limit = _history_limit(session)
    entry = history.begin(text) if history is not None else None
    outcome = run_shown(session, host, text)
    if outcome.thrown is not None and outcome.thrown.exception.type_name == RUNTIME_EXCEPTION:
        # The statement adds the RuntimeException, then the host adds the record inside it, whose exception is another one.
        session.errors.insert(0, outcome.thrown)
    if history is not None:
        history.finish(entry, failed=outcome.failed, stopped=outcome.code == 130)
    host.end_progress()
    host.flush()
    return outcome


def run_shown(session: Session, host: Host, text: str) -> Outcome:
    """Run a text in the scope where the session stands, and show at the host what it gives."""
    from pwsh_emu.shell import finish, run_text

    formatter = session.services["formatter"](session, host.write, host.width)
    session.out_default = formatter.write
    return finish(session, formatter, run_text(session, text, formatter.write))


def _history_limit(session: Session) -> int:
    """Return $MaximumHistoryCount, or PowerShell's own number where that is none."""
    cell = session.global_scope.variables.get("maximumhistorycount")
    value = None if cell is None else cell.value
    return value if isinstance(value, int) and 0 < value <= 32767 else MAXIMUM


def run_prompted(session: Session, host: ConsoleHost) -> int:
    """Show the prompt, read, echo and run until ``exit`` or the end of input; returns the exit code."""
    while True:
        command = _read_command(session, host, prompts=True)
        if command is None:
            return 0
        if not command.strip():
            continue
        outcome = run_line(session, host, command)
        if outcome.exited:
            return outcome.code


def run_unprompted(session: Session, host: ConsoleHost) -> int:
    """Run the commands of standard input in turn without a prompt (``-Command -``); returns the exit code."""
    while True:
        command = _read_command(session, host, prompts=False)
        if command is None:
            return 0 if session.ok else 1
        if not command.strip():
            continue
        outcome = run_line(session, host, command)
        if outcome.exited:
            return outcome.code


def _read_command(session: Session, host: ConsoleHost, *, prompts: bool) -> str | None:
    """Read lines until they make a command: one complete line, or several up to an empty one; None at the end of input."""
    prompt = prompt_text(session) if prompts else None
    line = _next_line(session, host, prompt)
    if line is None:
        return None
    if not is_incomplete(line):
        transcribe_command(host, prompt, line)
        return line
    lines = [line]
    while True:
        line = _next_line(session, host, ">> " if prompts else None)
        if line is None:
            return None
        if line == "" and not is_incomplete("\n".join(lines)):
            transcribe_command(host, prompt, "\n".join(lines))
            return "\n".join(lines)
        lines.append(line)


def _next_line(session: Session, host: ConsoleHost, prompt: str | None) -> str | None:
    """Read a line behind a prompt, or (None) without one; jobs run meanwhile."""
    with away(session):
        if prompt is None:
            line = host.stdin.readline()
            return line.rstrip("\r\n") if line else None
        transcripts, host.transcripts = host.transcripts, ()
        try:
            return host.read_line(prompt)
        finally:
            host.transcripts = transcripts


def read_prompted(session: Session, prompt: str) -> str | None:
    """Read a line behind a prompt by what the session reads its commands with; None at the end of the input."""
    read: Any = session.services.get("read command")
    with away(session):
        return session.host.read_line(prompt) if read is None else read(prompt)


def transcribe_command(host: Host, prompt: str | None, text: str) -> None:
    """Put what was typed at a prompt into the transcripts under way."""
    if prompt is not None and text.strip():
        for transcript in host.transcripts:
            transcript.command(prompt, text)
