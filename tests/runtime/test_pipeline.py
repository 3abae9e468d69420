"""Objects go through a pipeline one by one; errors, stops and variables behave as in PowerShell."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell()


def test_one_object_passes_all_commands_before_the_next(shell: Shell) -> None:
    text = (
        "$log = [System.Collections.ArrayList]@(); "
        '1, 2 | ForEach-Object { [void]$log.Add("a$_"); $_ } | ForEach-Object { [void]$log.Add("b$_") }; $log'
    )
    assert shell.run(text).output == ["a1", "b1", "a2", "b2"]


def test_select_first_stops_what_stands_before_it(shell: Shell) -> None:
    assert shell.run('$n = 0; 1..100 | ForEach-Object { $n++; $_ } | Select-Object -First 2; "n=$n"').output == [1, 2, "n=2"]


def test_clean_runs_after_a_stop(shell: Shell) -> None:
    text = (
        "function F { param([Parameter(ValueFromPipeline)]$X) process { $X } clean { $script:done = $true } }; "
        "1..9 | F | Select-Object -First 1; $done"
    )
    assert shell.run(text).output == [1, True]


def test_an_error_further_down_is_not_caught_by_commands_before(shell: Shell) -> None:
    text = "function Up { try { 1 } catch { 'caught in Up' } }; try { Up | ForEach-Object { throw 'down' } } catch { \"outside: $_\" }"
    assert shell.run(text).output == ["outside: down"]


def test_out_and_error_variables_collect(shell: Shell) -> None:
    text = (
        "function F { [CmdletBinding()] param() 1; Write-Error 'e'; 2 }; "
        '$null = F -OutVariable o -ErrorVariable e -ErrorAction SilentlyContinue; "$o $($e.Count)"'
    )
    assert shell.run(text).output == ["1 2 1"]


def test_merged_errors_are_objects_of_the_output(shell: Shell) -> None:
    result = shell.run("$r = & { 1; Write-Error 'e' } 2>&1; $r.Count")
    assert result.output == [2]
    assert not result.errors


def test_terminating_errors_of_a_cmdlet_fail_only_the_statement(shell: Shell) -> None:
    result = shell.run("Select-Object -First x; 'next'")
    assert result.output == ["next"]
    assert len(result.errors) == 1
