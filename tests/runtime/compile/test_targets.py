"""What can stand left of an assignment."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


def test_a_property_with_parameters_takes_values(shell: Shell) -> None:
    assert shell.run("$h = @{ a = 1 }; $h.Item('a') = 5; $h.a; $h.Item('a') += 2; $h.a; $h.Item('a')++; $h.a").output == [5, 7, 8]


@pytest.mark.parametrize(
    ("text", "error_id"),
    [("$null.ToString() = 'a'", "InvokeMethodOnNull"), ("'abc'.ToString() = 'a'", "MethodNotFound"), ("(1).Item(0) = 2", "MethodNotFound")],
)
def test_other_calls_take_none(shell: Shell, text: str, error_id: str) -> None:
    assert shell.run(f"try {{ {text} }} catch {{ $_.FullyQualifiedErrorId }}").output == [error_id]
