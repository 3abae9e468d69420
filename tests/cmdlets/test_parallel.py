"""ForEach-Object -Parallel: order, limits, isolation and errors."""

from __future__ import annotations

import time

import pytest

from pwsh_emu import Shell

_COMMAND = "Microsoft.PowerShell.Commands.ForEachObjectCommand"


@pytest.fixture
def shell() -> Shell:
    return Shell()


def test_objects_come_in_the_order_in_which_they_are_written(shell: Shell) -> None:
    assert shell.run("1..4 | ForEach-Object -Parallel { $_ * 2 }").output == [2, 4, 6, 8]
    assert shell.run("1..3 | ForEach-Object -Parallel { Start-Sleep -Milliseconds (300 - 90 * $_); $_ }").output == [3, 2, 1]


def test_waiting_is_done_at_the_same_time(shell: Shell) -> None:
    start = time.monotonic()
    shell.run("1..5 | ForEach-Object -Parallel { Start-Sleep -Milliseconds 300 }")
    assert time.monotonic() - start < 1.2


def test_each_block_has_a_session_of_its_own_in_the_same_place(shell: Shell) -> None:
    result = shell.run('$v = 1; 1..2 | ForEach-Object -Parallel { "[$v]"; $PWD.Path -eq $using:PWD.Path; $global:w = $_ }; "[$w]"')
    assert result.output == ["[]", True, "[]", True, "[]"]


def test_using_values_are_the_live_objects(shell: Shell) -> None:
    assert shell.run("$h = @{ n = 0 }; 1..4 | ForEach-Object -Parallel { ($using:h).n += $_ }; $h.n").output == [10]
    text = '1..2 | ForEach-Object -Parallel { $y = $_; 5..6 | ForEach-Object -Parallel { "$using:y$_" } }'
    assert sorted(shell.run(text).output) == ["15", "16", "25", "26"]


def test_using_in_an_inner_block_does_not_reach_past_the_outer_one(shell: Shell) -> None:
    result = shell.run("$t = 1; 1 | ForEach-Object -Parallel { $using:t; 1 | ForEach-Object -Parallel { $using:t } }")
    assert result.output == [1]
    assert [error.fully_qualified_error_id for error in result.errors] == ["UsingVariableIsUndefined," + _COMMAND]


def test_a_thrown_error_ends_one_block_and_is_written(shell: Shell) -> None:
    result = shell.run('1..3 | ForEach-Object -Parallel { if ($_ -eq 2) { throw "no $_" }; $_ }')
    assert result.output == [1, 3]
    assert result.error_text == "Exception: no 2\n"
    assert result.errors[0].fully_qualified_error_id == "PSTaskException"


def test_the_time_limit_stops_what_runs_and_forgets_what_waits(shell: Shell) -> None:
    result = shell.run('1..2 | ForEach-Object -Parallel { "o $_"; Start-Sleep 60 } -TimeoutSeconds 1 -ThrottleLimit 1')
    assert result.output == ["o 1"]
    assert [record.exception.type_name for record in result.errors] == ["System.Management.Automation.PipelineStoppedException"]


def test_select_first_stops_the_others(shell: Shell) -> None:
    start = time.monotonic()
    assert shell.run("1..3 | ForEach-Object -Parallel { $_; Start-Sleep 30 } | Select-Object -First 1").output == [1]
    assert time.monotonic() - start < 5


def test_as_a_job_it_has_a_child_for_each_object(shell: Shell) -> None:
    text = "$j = 1..3 | ForEach-Object -Parallel { $_; if ($_ -eq 2) { throw 'x' } } -AsJob; "
    text += "$j.PSJobTypeName; $null = $j | Wait-Job; $j.State; $j.ChildJobs.Count; "
    result = shell.run(text + "Receive-Job $j -ErrorAction SilentlyContinue")
    assert result.output == ["PSTaskJob", "Failed", 3, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("$b = { 1 }; 1 | ForEach-Object -Parallel { $using:b }", "ParallelUsingVariableCannotBeScriptBlock"),
        ("{ 1 } | ForEach-Object -Parallel { 1 }", "ParallelPipedInputObjectCannotBeScriptBlock"),
        ("1 | ForEach-Object -Parallel { 1 } -AsJob -TimeoutSeconds 3", "ParallelCannotUseTimeoutWithJob"),
        ("1 | ForEach-Object -Parallel { 1 } -ErrorAction Stop", "ParallelCommonParametersNotSupported"),
        ("1 | ForEach-Object -Parallel { $using:none }", "UsingVariableIsUndefined"),
    ],
)
def test_errors(shell: Shell, text: str, error_id: str) -> None:
    assert shell.run(text).errors[0].fully_qualified_error_id == f"{error_id},{_COMMAND}"
