"""Where errors are: at the last statement that began, be it one inside the statement that failed and already over."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("statement", "column"),
    [
        ("[int]$(1; 'x')", 11),  # behind a subexpression: at its last statement
        ("[int]@('x')", 1),  # @() of one expression is no statement of its own
        ("[int](('x'))", 1),
        ("[int]($q = 'x')", 7),
        ("[int]$v = if ($true) { 'x' }", 24),
        ("[int]$v = foreach ($i in 1..2) { 'x' }", 34),
        ("[int]$v = $w = 'x'", 11),
        ("[int]$v = 'x' | ForEach-Object { $_ }", 1),  # a pipeline as a value stands where the assignment does
        ("[int]'x' + $(1)", 1),  # before the subexpression ran
        ("foreach ($i in 1..2) { [int]$(if ($i -eq 1) { '5' } else { 'x' }) }", 60),
        ("foreach ($i in 1..2) { [int](@('x', '5')[$i % 2]) + $(3) }", 24),  # a new turn begins anew
        ("if ($(1) -gt [int]'x') { }", 7),
        ("if ([int]'x' -gt $(1)) { }", 5),
        ("'a'.Substring($(9))", 17),
        ("nosuch $(1)", 1),  # errors of commands stand at the command
        ('throw "$(1)"', 1),
    ],
)
def test_errors_stand_at_the_last_statement_that_began(shell: Shell, statement: str, column: int) -> None:
    shell.run(f"try {{\n{statement}\n}} catch {{ $e = $_ }}")
    assert shell.run("$e.InvocationInfo.OffsetInLine").output == [column]
