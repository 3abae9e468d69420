"""Commands put together by hand, and services of the engine that scripts reach through .NET types."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


def test_commands_are_put_together_and_copied(shell: Shell) -> None:
    shell.run("$c = [System.Management.Automation.PSCommand]::new(); $null = $c.AddCommand('Write-Output').AddParameter('InputObject', 5)")
    assert shell.run("$p = $c.Clone().Commands[0].Parameters[0]; $p.Name; $p.Value").output == ["InputObject", 5]
    shell.run("$ps = [powershell]::Create(); $ps.Commands = $c; $null = $c.AddStatement().AddScript('6')")
    assert shell.run("$ps.Invoke(); $ps.Commands.Commands.Count; $c.Commands.Count").output == [5, 1, 2]


def test_a_block_becomes_commands_of_a_runspace(shell: Shell) -> None:
    assert shell.run("{ param($a, $b) $a + $b }.GetPowerShell(2, 3).Invoke()").output == [5]


def test_a_steppable_pipeline_fills_its_variables(shell: Shell) -> None:
    shell.run("$s = { Write-Output 3 -OutVariable found }.GetSteppablePipeline(); $s.Begin($false); $null = $s.Process()")
    assert shell.run("$found").output == [3]


def test_comparing_with_and_without_case(shell: Shell) -> None:
    script = "$r = $null; [System.Management.Automation.LanguagePrimitives]::TryCompare('A', 'a'{}, [ref]$r); $r"
    assert shell.run(script.format(", $true")).output == [True, 0]
    assert shell.run(script.format("")).output == [True, 1]


def test_error_is_constant_in_the_global_scope_only(shell: Shell) -> None:
    assert shell.run("function f($error) { $error }; f 4; & { $error = 5; $error }").output == [4, 5]
    assert [one.error_id for one in shell.run("$error = 1").errors] == ["VariableNotWritable"]
    assert shell.run("(Get-Variable error).Options.ToString()").output == ["Constant"]


@pytest.mark.parametrize(
    ("declared", "error_id"),
    [("[Alias('b')] $a, $b", "ParameterNameConflictsWithAlias"), ("[Parameter(HelpMessage = '')] $a", "Argument")],
)
def test_declarations_that_are_refused(shell: Shell, declared: str, error_id: str) -> None:
    assert [one.error_id for one in shell.run(f"function f {{ [CmdletBinding()] param({declared}) }}; f 1").errors] == [error_id]


def test_small_types_of_the_engine(shell: Shell) -> None:
    shell.run('$d = [System.Management.Automation.Internal.StringDecorated]::new("`e[31mred`e[0m")')
    assert shell.run("$d.IsDecorated; $d.ContentLength; $d.ToString('PlainText')").output == [True, 3, "red"]
    assert shell.run("(Get-Verb Get).GetType().Name; [pscredential]::Empty.GetNetworkCredential() -eq $null").output == ["VerbInfo", True]
