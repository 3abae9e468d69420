"""Session states of modules and callers, and the commands behind $ExecutionContext.InvokeCommand."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run(
        "$m = New-Module M { $hidden = 5; function Get-Hidden { $hidden }; Export-ModuleMember Get-Hidden }; $i = $ExecutionContext.InvokeCommand"
    )
    return shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("$m.SessionState.PSVariable.GetValue('hidden')", [5]),
        ("$m.SessionState.PSVariable.Set('hidden', 6); Get-Hidden", [6]),
        ('$m.Invoke({ "$hidden $args" }, 1)', ["5 1"]),
        ("$m.NewBoundScriptBlock({ $hidden }).Invoke()", [5]),
        ("& $m.SessionState { $hidden }", [5]),
        ("$m.SessionState.Module.Name; $m.SessionState -eq $m.SessionState", ["M", True]),
        (
            "$ExecutionContext.SessionState.PSVariable.Set('global:g', 1); $g; $ExecutionContext.SessionState.PSVariable.GetValue('nosuch', 'd')",
            [1, "d"],
        ),
        ('"$($m.AccessMode) $($m.ProcessorArchitecture)"', ["ReadWrite None"]),
    ],
)
def test_variables_of_a_state(shell: Shell, script: str, output: list[object]) -> None:
    result = shell.run(script)
    assert (result.output, result.errors) == (output, [])


def test_a_functions_state_is_its_callers(shell: Shell) -> None:
    shell.run(
        "$null = New-Module N { function Read-Caller { [CmdletBinding()] param() $PSCmdlet.SessionState.PSVariable.GetValue('mine'); "
        "$PSCmdlet.GetVariableValue('mine'); $PSCmdlet.SessionState.PSVariable.Set('back', 8); "
        "$PSCmdlet.SessionState -eq $ExecutionContext.SessionState; $ExecutionContext.SessionState.PSVariable.GetValue('mine', 'none') } }"
    )
    assert shell.run('function Call { $mine = 3; Read-Caller; $back }; Call; "[$back]"').output == [3, 3, False, "none", 8, "[]"]


def test_commands_by_name(shell: Shell) -> None:
    assert shell.run("$i.GetCommand('gci', 'All').Name; $i.GetCommand('Get-Item', 'Cmdlet').Name; $i.GetCommand('?', 'Alias').Definition").output == [
        "Get-ChildItem", "Get-Item", "Where-Object",
    ]  # fmt: skip
    assert shell.run("$null -eq $i.GetCommand('nosuch', 'All'); $null -eq $i.GetCommand('Get-Item', 'Function')").output == [True, True]
    assert shell.run("$i.GetCmdlets('Get-Item*').Name -join ','; $i.GetCommandName('Get-Item', $true, $false)").output == [
        "Get-Item,Get-ItemProperty,Get-ItemPropertyValue", "Get-Item",
    ]  # fmt: skip


def test_scripts_with_scopes_and_input(shell: Shell) -> None:
    assert shell.run("$i.InvokeScript($false, { $q = 7; \"$args $(@($input).Count)\" }, @(1, 2), @('a', 'b')); $q").output == ["a b 2", 7]
    assert shell.run("$i.InvokeScript('$r = 5; $r', $false, 'Output', $null, $null); $r").output == [5, 5]
    assert shell.run('$i.InvokeScript($ExecutionContext.SessionState, { "s $args" }, 1)').output == ["s 1"]


def test_a_missing_command_may_be_given_by_a_script(shell: Shell) -> None:
    shell.run("$seen = [System.Collections.ArrayList]::new(); $i.CommandNotFoundAction = { param($n, $e) $null = $seen.Add($n); "
              "if ($n -like 'auto*') { $e.CommandScriptBlock = { $args -join '+' } } }")  # fmt: skip
    assert shell.run("automatic 1 2; $seen -join ','").output == ["1+2", "get-automatic,automatic"]
    assert [error.error_id for error in shell.run("other").errors] == ["CommandNotFoundException"]
    assert [error.error_id for error in shell.run("$i.CommandNotFoundAction = $null; automatic").errors] == ["CommandNotFoundException"]


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("$r = $d = $null; $p.GetUnresolvedProviderPathFromPSPath('Env:x', [ref]$r, [ref]$d); $r.Name; $d.Name", ["x", "Environment", "Env"]),
        ("$d = $null; $p.IsPSAbsolute('Env:x', [ref]$d); $d; $p.IsPSAbsolute('x', [ref]$d)", [True, "Env", False]),
        ("$p.NormalizeRelativePath('/a/b', '/a'); $p.IsProviderQualified('FileSystem::/a'); $p.IsValid('')", ["b", True, False]),
        (
            "$p.PushCurrentLocation('s'); $p.SetLocation('/').Path; $null = $p.PopLocation('s'); $p.CurrentProviderLocation('Environment').Path",
            ["/", "Env:/"],
        ),
        ("$s.Drive.Get('Temp').Root; $s.Drive.Current.Name; $s.Provider.GetOne('FileSystem').Name", ["/tmp/", "/", "FileSystem"]),
    ],
)
def test_paths_drives_and_providers(shell: Shell, script: str, output: list[object]) -> None:
    shell.run("$s = $ExecutionContext.SessionState; $p = $s.Path")
    result = shell.run(script)
    assert (result.output, result.errors) == (output, [])
