"""Functions that support paging, and the names of the common parameters."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FUNCTION = "function pages { [CmdletBinding(SupportsPaging)] param([int]$a) $p = $PSCmdlet.PagingParameters; %s }; "


@pytest.mark.parametrize(
    ("body", "call", "output"),
    [
        ('"$($p.Skip) $($p.First) $($p.IncludeTotalCount)"', "pages", ["0 18446744073709551615 False"]),
        ('"$a $($p.Skip) $($p.First) $($p.IncludeTotalCount)"', "pages 4 -First 2 -Skip 1kb -Inc", ["4 1024 2 True"]),
        (
            'foreach ($sure in 1, 0.5, 0) { "$($p.NewTotalCount(9, $sure))" }',
            "pages",
            ["Total count: 9", "Estimated total count: 9", "Unknown total count"],
        ),
        ("$total = $p.NewTotalCount(9, 7); $total + 1; $total.Accuracy", "pages", [10, 1.0]),
        ("$PSBoundParameters.Keys", "pages -Skip 1 | Out-String -Stream", ["Skip"]),
        ("", "(Get-Command pages -Syntax).Trim()", ["pages [[-a] <int>] [-IncludeTotalCount] [-Skip <ulong>] [-First <ulong>] [<CommonParameters>]"]),
        ("", "(Get-Command pages).Parameters.Keys.Where{ $_ -in 'Skip', 'First' }.Count", [2]),
    ],
)
def test_paging(body: str, call: str, output: list[object]) -> None:
    done = Shell().run(FUNCTION % body + call)
    assert (done.output, done.errors) == (output, [])


@pytest.mark.parametrize(
    ("attributes", "sets"),
    [
        ("[CmdletBinding()] param($a)", ["__AllParameterSets False [[-a] <Object>] [<CommonParameters>]"]),
        ("[CmdletBinding(DefaultParameterSetName = 'D')] param($a)", ["D True [[-a] <Object>] [<CommonParameters>]"]),
        (
            "[CmdletBinding(DefaultParameterSetName = 'B')] param([Parameter(ParameterSetName = 'A')]$a, [Parameter(ParameterSetName = 'B')]$b)",
            ["B True [-b <Object>] [<CommonParameters>]", "A False [-a <Object>] [<CommonParameters>]"],
        ),
        (
            "[CmdletBinding(DefaultParameterSetName = 'D')] param([Parameter(ParameterSetName = 'A')]$a, $b)",
            ["D True [-b <Object>] [<CommonParameters>]", "A False [-a <Object>] [-b <Object>] [<CommonParameters>]"],
        ),
    ],
)
def test_the_default_set_comes_first(attributes: str, sets: list[str]) -> None:
    done = Shell().run(f'function f {{ {attributes} }}; (Get-Command f).ParameterSets | ForEach-Object {{ "$($_.Name) $($_.IsDefault) $_" }}')
    assert (done.output, done.errors) == (sets, [])


def test_other_functions_have_no_paging_and_names_are_not_taken_twice() -> None:
    done = Shell().run("function plain { [CmdletBinding()] param($First) $null -eq $PSCmdlet.PagingParameters; $First }; plain -First 2")
    assert done.output == [True, 2]
    (error,) = Shell().run("function twice { [CmdletBinding(SupportsPaging)] param($First) }; twice").errors
    assert error.exception.message == "A parameter with the name 'First' was defined multiple times for the command."


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[System.Management.Automation.PSCmdlet]::CommonParameters.Contains('verbose')", [True]),
        ("[System.Management.Automation.Cmdlet]::CommonParameters.Count", [12]),
        ("[System.Management.Automation.Cmdlet]::OptionalCommonParameters -join ' '", ["WhatIf Confirm UseTransaction"]),
        ("[System.Management.Automation.PagingParameters].GetProperties().Name -join ' '", ["IncludeTotalCount Skip First"]),
        ("[System.Management.Automation.Internal.ShouldProcessParameters].GetProperties().Name -join ' '", ["WhatIf Confirm"]),
        ("'OutBuffer' -in [System.Management.Automation.Internal.CommonParameters].GetProperties().Name", [True]),
    ],
)
def test_names_of_common_parameters(script: str, output: list[object]) -> None:
    done = Shell().run(script)
    assert (done.output, done.errors) == (output, [])
