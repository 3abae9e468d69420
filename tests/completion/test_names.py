"""Completion of types and members: what the type data and the session know."""

from __future__ import annotations

from shellruns import texts

from pwsh_emu import Shell


def test_type_names_come_from_the_type_data(pwsh: Shell) -> None:
    assert "System.Text.StringBuilder" in texts(pwsh, "[System.Text.StringB")


def test_members_come_from_the_value_of_a_variable(pwsh: Shell) -> None:
    pwsh.run("$word = 'abc'")
    assert texts(pwsh, "$word.Sub") == ["Substring("]
    assert texts(pwsh, "$word.Len") == ["Length"]
