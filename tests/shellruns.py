"""What a session gives for a script, or refuses, or offers at a cursor, as tests of several folders ask for it."""

from __future__ import annotations

from pwsh_emu import Shell
from pwsh_emu.completion import complete


def said(shell: Shell, script: str) -> list[object]:
    """Return what a script puts out; one that writes an error fails the test."""
    result = shell.run(script)
    assert not result.errors, result.error_text
    return list(result.output)


def error_ids(shell: Shell, script: str) -> list[str]:
    """Return the names of the errors that a script writes."""
    return [error.error_id for error in shell.run(script).errors]


def texts(shell: Shell, text: str) -> list[str]:
    """Return what is offered where ``^`` stands in a text, else at its end."""
    cursor = text.find("^")
    text = text.replace("^", "", 1)
    return [match.text for match in complete(shell.session, text, len(text) if cursor < 0 else cursor).matches]
