"""Jobs: what they give, in which order, and what the session that starts them does not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell()


def lines(shell: Shell, text: str) -> list[str]:
    result = shell.run(text)
    assert result.error_text == ""
    return [str(getattr(value, "base", value)) for value in result.output]


def test_a_job_runs_when_it_is_waited_for(shell: Shell) -> None:
    assert lines(shell, "$j = Start-Job { 'a'; 'b' }; $j.State; $j | Wait-Job | % State; $j.HasMoreData; Receive-Job $j; $j.HasMoreData") == [
        "Running", "Completed", "True", "a", "b", "False",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_script_files_are_read_as_everywhere(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "job.ps1").write_text("'hé'", encoding=encoding)
    assert lines(Shell(location=tmp_path), "Start-Job -FilePath job.ps1 | Receive-Job -Wait") == ["hé"]


def test_the_default_view_of_a_job(shell: Shell) -> None:
    row = shell.run("Start-Job { 1 }").text.split("\n")
    assert row[1] == "Id     Name            PSJobTypeName   State         HasMoreData     Location"
    assert row[3].rstrip() == "1      Job1            BackgroundJob   Running       True            localhost"


def test_ids_count_the_children_of_start_job_and_not_of_thread_jobs(shell: Shell) -> None:
    text = "1..2 | % { Start-Job { 1 } } | % Id; 1..2 | % { Start-ThreadJob { 1 } } | % Name"
    assert lines(shell, text) == ["1", "3", "Job5", "Job6"]


def test_objects_of_start_job_are_deserialized_and_those_of_thread_jobs_live(shell: Shell) -> None:
    made = "{ [System.Version]'1.2'; Get-Item / }"
    names = "| Receive-Job -Wait | % { $_.PSTypeNames[0] }"
    assert lines(shell, f"Start-Job {made} {names}") == ["System.Version", "Deserialized.System.IO.DirectoryInfo"]
    assert lines(shell, f"Start-ThreadJob {made} {names}") == ["System.Version", "System.IO.DirectoryInfo"]


def test_where_an_object_came_from_is_a_note_that_only_partly_shows(shell: Shell) -> None:
    result = shell.run("Start-Job { [pscustomobject]@{ A = 1 } } | Receive-Job -Wait -OutVariable o; $o[0].PSComputerName; $o[0].PSShowComputerName")
    assert result.text.split("\n")[1] == "A RunspaceId"
    assert "localhost\nFalse\n" in result.text


def test_an_error_of_a_job_is_written_where_it_is_received(shell: Shell) -> None:
    result = shell.run("Start-Job { Write-Error bad; throw 'oops' } | Receive-Job -Wait")
    assert result.error_text == "Write-Error: bad\nOperationStopped: oops\n"
    assert lines(shell, "(Get-Job).State; $Error[0].Exception.GetType().Name") == ["Failed", "RemoteException"]
    result = shell.run("Start-ThreadJob { throw 'oops' } | Receive-Job -Wait; $Error[0].FullyQualifiedErrorId")
    assert result.error_text == "Exception: oops\n"
    assert result.output == ["JobStateFailed"]


def test_streams_go_to_the_streams_of_receive_job(shell: Shell) -> None:
    result = shell.run("Start-Job { Write-Warning w; Write-Host h; Write-Verbose v -Verbose; 1 } | Receive-Job -Wait -Verbose")
    assert result.warnings == ["w"]
    assert result.verbose == ["v"]
    assert "h\n" in result.text


def test_using_arguments_input_and_initialization(shell: Shell) -> None:
    assert lines(shell, "$x = 5; Start-Job { param($a) $a + $using:x } -ArgumentList 2 | Receive-Job -Wait") == ["7"]
    assert lines(shell, "1..3 | Start-ThreadJob { ($input | Measure-Object -Sum).Sum } | Receive-Job -Wait") == ["6.0"]
    assert lines(shell, "Start-Job -InitializationScript { function f { 'f' } } { f } | Receive-Job -Wait") == ["f"]
    result = shell.run("Start-Job { $using:nothing }")
    assert result.errors[0].fully_qualified_error_id == "UsingVariableIsUndefined,Microsoft.PowerShell.Commands.StartJobCommand"


def test_a_job_sees_nothing_of_its_session_and_leaves_nothing_there(shell: Shell) -> None:
    job = '{ "[$v]"; $null -eq (Get-Command f -ErrorAction Ignore); $global:w = 1 }'
    assert lines(shell, f"$v = 1; function f {{ 1 }}; Start-ThreadJob {job} | Receive-Job -Wait; $w -eq $null") == ["[]", "True", "True"]


def test_a_job_works_on_the_same_organization_and_files(shell: Shell) -> None:
    assert lines(
        shell, "$null = Start-Job { Set-TransportConfig -AllowLegacyTLSClients $true } | Wait-Job; (Get-TransportConfig).AllowLegacyTLSClients"
    ) == ["True"]
    sandbox = Shell(sandbox=True)
    assert lines(sandbox, "$null = Start-Job { 'x' > /tmp/of-a-job.txt } | Wait-Job; Get-Content /tmp/of-a-job.txt") == ["x"]


def test_a_process_has_an_environment_of_its_own_and_a_thread_has_not(shell: Shell) -> None:
    text = "$env:V = 'a'; $null = {0} {{ $env:V = 'b' }} | Wait-Job; $env:V"
    assert lines(shell, text.format("Start-Job")) == ["a"]
    assert lines(shell, text.format("Start-ThreadJob")) == ["b"]


def test_a_job_without_end_can_be_stopped_and_does_not_hold_up_the_session(shell: Shell) -> None:
    text = "$j = Start-Job { while ($true) { } }; Wait-Job $j -Timeout 1; $j.State; Stop-Job $j; $j.State; Remove-Job $j; (Get-Job).Count"
    assert lines(shell, text) == ["Running", "Stopped", "0"]


def test_a_script_that_asks_in_a_loop_sees_its_job_end(shell: Shell) -> None:
    assert lines(shell, "$j = Start-Job { 1 }; while ($j.State -eq 'Running') { }; $j.State") == ["Completed"]


def test_five_thread_jobs_run_at_a_time(shell: Shell) -> None:
    text = "$t = 1..6 | % { Start-ThreadJob { Start-Sleep -Milliseconds 20; 1 } }; $t | % State; "
    text += "($t | Receive-Job -Wait -AutoRemoveJob).Count; (Get-Job).Count"
    assert lines(shell, text) == [*["Running"] * 5, "NotStarted", "6", "0"]


def test_wait_job_any_returns_the_first_that_ends(shell: Shell) -> None:
    text = "$slow = Start-Job { Start-Sleep 30 } -Name slow; "
    text += "$fast = Start-Job { Start-Sleep -Milliseconds 20 } -Name fast; (Wait-Job $slow, $fast -Any).Name; Remove-Job $slow -Force"
    assert lines(shell, text) == ["fast"]


def test_a_pipeline_in_the_background_takes_its_variables_along(shell: Shell) -> None:
    assert lines(shell, "$n = 3; $j = 1..$n | % { $_ * 2 } &; $j.PSJobTypeName; Receive-Job $j -Wait") == ["BackgroundJob", "2", "4", "6"]
    assert lines(shell, "$j.Command") == ["1..${using:n} | % { $_ * 2 }"]


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("Get-Job -Id 99", "JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.GetJobCommand"),
        ("Receive-Job -Name none", "JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand"),
        ("Start-Job { Start-Sleep 9 } | Remove-Job", "JobObjectNotFinishedCannotBeRemoved,Microsoft.PowerShell.Commands.RemoveJobCommand"),
        ("Start-Job { 1 } | Receive-Job -Wait -Keep", "InvalidOperation,Microsoft.PowerShell.Commands.ReceiveJobCommand"),
        ("Start-Job { 1 } | Receive-Job -AutoRemoveJob", "InvalidOperation,Microsoft.PowerShell.Commands.ReceiveJobCommand"),
    ],
)
def test_errors(shell: Shell, text: str, error_id: str) -> None:
    assert shell.run(text).errors[0].fully_qualified_error_id == error_id


def test_keep_leaves_the_results_and_a_copied_shell_knows_the_jobs(shell: Shell) -> None:
    assert lines(shell, "$j = Start-Job { 1 }; $null = $j | Wait-Job; Receive-Job $j -Keep; Receive-Job $j; Receive-Job $j") == ["1", "1"]
    assert lines(shell.copy(), "(Get-Job).State") == ["Completed"]


def test_a_job_as_a_list_and_its_finished_event(shell: Shell) -> None:
    shown = shell.run("$j = Start-Job { Start-Sleep -Milliseconds 100 }; $j | Format-List").text
    names = [line.split(":")[0].strip() for line in shown.split("\n") if " :" in line]
    assert [name for name in names if name != "State"][:6] == ["HasMoreData", "StatusMessage", "Location", "Command", "JobStateInfo", "Finished"]
    assert "ChildJobs     : {Job2}" in shown
    assert lines(shell, "$j = Start-Job { Start-Sleep -Milliseconds 100 }; $j.Finished.WaitOne(10); $j.Finished.WaitOne(); $j.State") == [
        "False", "True", "Completed",
    ]  # fmt: skip


def test_limits_hold_for_jobs_too() -> None:
    shell = Shell(time_limit=1)
    result = shell.run("Start-Job { while ($true) { } } | Receive-Job -Wait")
    assert "longer than the limit" in result.error_text


def test_a_job_begins_in_a_folder(shell: Shell, tmp_path: Path) -> None:
    where = '{ "$PWD" }'
    init = '-InitializationScript { "$PWD" }'
    assert lines(shell, f"Start-Job -WorkingDirectory '{tmp_path}' {where} {init} | Receive-Job -Wait") == [str(tmp_path)] * 2
    shell.run(f"$null = New-PSDrive Q FileSystem '{tmp_path}'; Set-Location Q:/")
    assert lines(shell, f"Start-Job {where} | Receive-Job -Wait") == [str(tmp_path)]
    shell.run("Set-Location /; Set-Location Function:")
    assert lines(shell, f"Start-Job {where} | Receive-Job -Wait; Start-ThreadJob {where} | Receive-Job -Wait") == ["/", "/"]


def test_what_a_job_cannot_be_started_with(shell: Shell) -> None:
    text = "try { Start-Job %s { 1 } } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    assert shell.run(text % "-WorkingDirectory /no/such").output == ["DirectoryNotFoundException"]
    assert shell.run(text % "-RunAs32").output == ["RunAs32NotSupported"]


def test_a_change_of_state_is_an_object(shell: Shell) -> None:
    shell.run("$r = Start-Job { 1 + 1 } | Receive-Job -Wait -WriteEvents")
    assert shell.run('$r[1].GetType().Name; "$($r[1].JobStateInfo) $($r[1].PreviousJobStateInfo)"').output == [
        "JobStateEventArgs",
        "Completed Running",
    ]
