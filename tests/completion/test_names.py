"""Completion of types and members: what the type data and the session know."""

from __future__ import annotations

from pwsh_emu import Shell
from pwsh_emu.completion import complete


def texts(pwsh: Shell, text: str) -> list[str]:
    return [match.text for match in complete(pwsh.session, text, len(text)).matches]


def test_type_names_come_from_the_type_data(pwsh: Shell) -> None:
    assert "System.Text.StringBuilder" in texts(pwsh, "[System.Text.StringB")


def test_members_come_from_the_value_of_a_variable(pwsh: Shell) -> None:
    pwsh.run("$word = 'abc'")
    assert texts(pwsh, "$word.Sub") == ["Substring("]
    assert texts(pwsh, "$word.Len") == ["Length"]
