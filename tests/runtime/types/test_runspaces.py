"""[powershell] and runspaces: commands in sessions of their own."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

import pytest

from pwsh_emu import Shell


def test_scripts_and_commands_run_in_a_session_of_their_own(shell: Shell) -> None:
    shell.run("$x = 'outer'; $p = [powershell]::Create()")
    assert shell.run("$p.AddScript('$x = 5; \"<$x>\"').Invoke(); $x").output == ["<5>", "outer"]
    assert shell.run("$p.Commands.Clear(); $p.AddScript('$x').Invoke()").output == [5]
    assert shell.run("$p.Commands.Clear(); $p.AddCommand('Get-Date').AddParameter('Year', 2020).Invoke().Year").output == [2020]
    assert shell.run("$p.Commands.Clear(); $p.AddScript('1..3').AddCommand('ForEach-Object').AddArgument({ $_ * 2 }).Invoke()").output == [2, 4, 6]


def test_streams_hold_what_is_written_beside_the_output(shell: Shell) -> None:
    shell.run("$p = [powershell]::Create().AddScript('Write-Warning w; gi /nope; 1/0; Write-Verbose v -Verbose; 7')")
    assert shell.run("$p.Invoke(); $p.HadErrors; $p.Streams.Error.Count; $p.Streams.Warning[0].Message; $p.Streams.Verbose[0].Message").output == [
        7, True, 2, "w", "v",
    ]  # fmt: skip
    assert shell.run("$p.Streams.ClearStreams(); $p.Streams.Error.Count; $p.InvocationStateInfo.State").output == [0, "Completed"]


@pytest.mark.parametrize(
    ("text", "error_id"),
    [("(", "IncompleteParseException"), ("1 | 2", "ParseException"), ("throw 'x'", "RuntimeException"), ("Write-Error e -ErrorAction Stop", "ActionPreferenceStopException")],
)  # fmt: skip
def test_what_ends_the_commands_is_thrown(shell: Shell, text: str, error_id: str) -> None:
    shell.session.global_scope.cell("text").value = text
    run = "$p = [powershell]::Create().AddScript($text); try { $p.Invoke() } catch { $_.FullyQualifiedErrorId }; $p.InvocationStateInfo.State"
    assert shell.run(run).output == [error_id, "Failed"]


def test_runspaces_are_shared_and_take_variables(shell: Shell) -> None:
    shell.run("$rs = [runspacefactory]::CreateRunspace(); $rs.Open(); $rs.SessionStateProxy.SetVariable('q', 9)")
    shell.run("$a = [powershell]::Create(); $a.Runspace = $rs; $null = $a.AddScript({ param($n) $script:sum = $q + $n; $sum }).AddArgument(3)")
    assert shell.run("$h = $a.BeginInvoke(); $h.IsCompleted; $a.EndInvoke($h); $rs.SessionStateProxy.GetVariable('q')").output == [True, 12, 9]


def test_pools_run_each_command_in_a_session_of_its_own(shell: Shell) -> None:
    shell.run("$pool = [runspacefactory]::CreateRunspacePool(1, 3); $pool.Open()")
    run = (
        "$runs = 1..3 | ForEach-Object { $p = [powershell]::Create(); $p.RunspacePool = $pool; $null = $p.AddScript('param($i) $i * 10').AddArgument($_); "
        "[pscustomobject]@{ P = $p; H = $p.BeginInvoke() } }; $runs | ForEach-Object { $_.P.EndInvoke($_.H); $_.P.Dispose() }; $pool.Close(); $pool.GetMaxRunspaces()"
    )
    assert shell.run(run).output == [10, 20, 30, 3]


def test_the_organization_is_the_same(shell: Shell) -> None:
    shell.run("$null = [powershell]::Create().AddScript('Set-TransportConfig -AllowLegacyTLSClients $true').Invoke()")
    assert shell.run("(Get-TransportConfig).AllowLegacyTLSClients").output == [True]


def test_the_current_runspace(shell: Shell) -> None:
    assert shell.run("$x = 3; [powershell]::Create('CurrentRunspace').AddScript('$x + 1').Invoke()").output == [4]
