"""The history cmdlets at the prompt: what is listed, run again, added and cleared."""

from __future__ import annotations

import io

import pytest

from pwsh_emu import Shell
from pwsh_emu.cli import main


def typed(*commands: str) -> str:
    """Return what a session shows for commands that are typed, without prompts."""
    out, error = io.StringIO(), io.StringIO()
    main(["-NoProfile", "-NoLogo"], io.StringIO("\n".join(["function prompt { '>' }", *commands, "exit"]) + "\n"), out, error)
    lines = out.getvalue().split("\n")
    return "\n".join([*(line for line in lines if not line.startswith((">", "PS "))), *error.getvalue().split("\n")]).strip("\n")


def test_entries_count_from_one_and_end_with_a_status() -> None:
    shown = typed("1", "throw 'x'", 'Get-History | % { "$($_.Id) $($_.CommandLine) $($_.ExecutionStatus)" }')
    assert shown.split("\n")[1:4] == ["1 function prompt { '>' } Completed", "2 1 Completed", "3 throw 'x' Failed"]


def test_count_gives_the_last_ones_and_with_an_id_those_up_to_it() -> None:
    assert typed("'a' > $null", "'b' > $null", "(Get-History -Count 1).CommandLine") == "'b' > $null"
    assert typed("'a' > $null", "'b' > $null", "(Get-History 3 -Count 2).Id -join ','") == "2,3"


def test_what_is_run_again_takes_the_place_of_the_command_that_runs_it() -> None:
    assert typed("'again'", "Invoke-History 2", "(Get-History 3).CommandLine") == "again\n'again'\nagain\n'again'"
    assert typed("'again'", 'Invoke-History "\'ag"') == "again\n'again'\nagain"


def test_a_loop_is_noticed() -> None:
    assert "The Invoke-History cmdlet is called repeatedly, in a loop." in typed("Invoke-History 2", "'x'; Invoke-History 3", "Invoke-History 3")


def test_added_entries_stand_behind_the_command_that_adds_them() -> None:
    added = (
        "[pscustomobject]@{ CommandLine = 'mine'; ExecutionStatus = 'Completed'; StartExecutionTime = '2024-01-01'; EndExecutionTime = '2024-01-02' }"
    )
    shown = typed(f"{added} | Add-History", "(Get-History 3).CommandLine", "(Get-History 3).Duration.TotalDays")
    assert shown == "mine\n1"


def test_the_history_is_cleared_as_a_whole_or_in_part() -> None:
    assert typed("'a' > $null", "Clear-History", "(Get-History).Count") == "1"
    assert typed("'a' > $null", "'b' > $null", 'Clear-History -CommandLine "\'a*"', "(Get-History).Id -join ','") == "1,3,4"
    assert typed("'a' > $null", "'b' > $null", "Clear-History -Count 1 -Newest", "(Get-History).Id -join ','") == "1,2,4"


def test_the_maximum_holds() -> None:
    assert typed("$MaximumHistoryCount = 2", "'a' > $null", "'b' > $null", "(Get-History).Id -join ','") == "3,4"


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("Invoke-History", "InvokeHistoryNoLastHistoryEntryFound,Microsoft.PowerShell.Commands.InvokeHistoryCommand"),
        ("Invoke-History 0", "InvokeHistoryInvalidIdGetHistory,Microsoft.PowerShell.Commands.InvokeHistoryCommand"),
        ("Invoke-History none", "InvokeHistoryNoHistoryForCommandline,Microsoft.PowerShell.Commands.InvokeHistoryCommand"),
        ("Get-History 7", "GetHistoryNoHistoryForId,Microsoft.PowerShell.Commands.GetHistoryCommand"),
        ("Get-History 1, 2 -Count 1", "GetHistoryNoCountWithMultipleIds,Microsoft.PowerShell.Commands.GetHistoryCommand"),
        ("Clear-History 7", "ClearHistoryNoHistoryForId,Microsoft.PowerShell.Commands.ClearHistoryCommand"),
        ("'x' | Add-History", "AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand"),
    ],
)
def test_errors(text: str, error_id: str) -> None:
    assert Shell().run(text).errors[0].fully_qualified_error_id == error_id
