"""Clean blocks: their errors are shown, not thrown, and what comes after may have had enough."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FUNCTION = """function F { [CmdletBinding()] param([string] $Kind)
end { }
clean {
    if ($Kind -eq 'Throw') { throw 'thrown' }
    elseif ($Kind -eq 'Stop') { Get-Command NoSuchCommand -ErrorAction Stop }
    elseif ($Kind -eq 'Write') { Write-Error 'written' }
    elseif ($Kind -eq 'Divide') { 1 / 0 }
} }
"""


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("call", "ok"),
    [
        ("F Throw", False), ("F Throw -ErrorAction SilentlyContinue", True), ("F Stop", False), ("F Divide", True),
        ("F Divide -ErrorAction Stop", False), ("F Write", True), ("F Write -ErrorAction Stop", False),
    ],
)  # fmt: skip
def test_errors_stay_in_the_block_and_set_the_status(shell: Shell, call: str, ok: bool) -> None:
    assert shell.run(f"{FUNCTION}{call} 2>$null; $?; 'after'").output == [ok, "after"]


def test_what_a_clean_block_writes_into_an_ended_pipeline_is_lost(shell: Shell) -> None:
    assert shell.run("1..5 | & { process { $_ } clean { Write-Warning 'late' } } 3>&1 | Select-Object -First 1").output == [1]


def test_null_like_values_are_false_as_conditions(shell: Shell) -> None:
    assert shell.run("[bool] [DBNull]::Value; [NullString]::Value ? 1 : 2; 5 | Where-Object { [DBNull]::Value }").output == [True, 2]
