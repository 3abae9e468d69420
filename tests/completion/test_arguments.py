"""Values of parameters, keys of tables and what is assigned: what the commands and types say that they take."""

from __future__ import annotations

import pytest
from shellruns import texts

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Get-Variable -Scope ", ["Global", "Local", "Script"]),
        ("Get-Variable -Scope 'L", ["'Local'"]),
        ('Set-StrictMode -Version "', ['"1.0"', '"2.0"', '"3.0"', '"Latest"']),
        ("Get-Verb -Group Data -Verb Ex", ["Expand", "Export"]),
        ("Get-Command -Noun Csv -Verb Ex", ["Export"]),
        ("Get-Command -Verb Export -Noun C", ["Clixml", "Csv"]),
        ("Get-Module -PSEdition ", ["Desktop", "Core"]),
        ("Get-Module Utility", ["Microsoft.PowerShell.Utility"]),
        ("Get-Alias gs", ["gsn"]),
        ("Get-Command -CommandType:Al", ["Alias", "All"]),
        ("Get-Command -CommandType Alias, Con", ["Configuration"]),
        ("Get-Process | Where-Object ProcessN", ["ProcessName"]),
        ("Get-Process | % ModuleM", ["ModuleMemorySize"]),
        ("'a' | Select-Object Len", ["Length"]),
        ("Get-Command | Where-Object CommandType -eq F", ["Filter", "Function"]),
        ("function f { param([ValidateRange(9, 11)][ConsoleColor] $c) }; f ", ["Blue", "Cyan", "Green"]),
        ("function f ([string] $a, [ValidateSet('x', 'y')] $b) {}; f -a 1 ", ["x", "y"]),
        ("New-Object -TypeName System.Version -Ar", ["-ArgumentList"]),
    ],
)
def test_arguments(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Get-ChildItem | Select-Object @{ ", ["Name", "Expression"]),
        ("Get-ChildItem | Format-Table @{Expression = 1; ", ["FormatString", "Label", "Width", "Alignment"]),
        ("Get-ChildItem | Format-List -GroupBy @{", ["Expression", "FormatString", "Label"]),
        ("class Pair { $A; $B }; [Pair]@{A = 1; ", ["B"]),
        ("class Pair { $A; $B }; [Pair] $p = @{", ["A", "B"]),
        ("class In { $X }; class Out { [In] $I }; [Out]@{ I = @{", ["X"]),
        ("$a = @{Rec^}; Get-ChildItem @a", ["Recurse"]),
        ("using module @{", ["GUID", "MaximumVersion", "ModuleName", "ModuleVersion", "RequiredVersion"]),
    ],
)
def test_keys(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('$PSStyle.Progress.View = "Cl', ['"Classic"']),
        ("[DayOfWeek] $d = 'T", ["'Thursday'", "'Tuesday'"]),
        ("enum E { One; Two }; [E] $e = ", ["'One'", "'Two'"]),
        ("[ValidateSet('a', 'b')] $v = ", ["'a'", "'b'"]),
        ("Get-Command | ? { $_.CommandType -eq 'Fi", ["'Filter'"]),
    ],
)
def test_what_is_assigned_or_compared(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


def test_values_of_a_variable_of_the_session(shell: Shell) -> None:
    shell.run("[ValidateSet(2, 3)][int] $n = 2; [ValidateSet('x', 'y')] $s = 'x'")
    assert texts(shell, "$n = ") == ["2", "3"]
    assert texts(shell, "$s = ") == ["'x'", "'y'"]


def test_a_native_completer_is_asked(shell: Shell) -> None:
    shell.run('Register-ArgumentCompleter -Native -CommandName tool -ScriptBlock { param($word) "$word!" }')
    assert [texts(shell, f"tool {word}") for word in ("--", "-o", "x")] == [["--!"], ["-o!"], ["x!"]]


def test_dynamic_parameters_are_offered(shell: Shell) -> None:
    shell.run(
        "function f { [CmdletBinding()] param($Da) dynamicparam { "
        "$all = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new(); "
        "$one = [System.Collections.ObjectModel.Collection[Attribute]]::new(); $one.Add([Parameter]::new()); "
        "$all.Add('Db', [System.Management.Automation.RuntimeDefinedParameter]::new('Db', [string], $one)); $all } }"
    )
    assert texts(shell, "f -d") == ["-Da", "-Db", "-Debug"]


def test_dynamic_parameters_are_asked_for_once_for_a_word(shell: Shell) -> None:
    shell.run("function f { [CmdletBinding()] param($Da, $Db, $Dc) dynamicparam { $global:asked++ } }")
    texts(shell, "f -Da 1 -Db 2 ")
    assert shell.run("$asked").output == [1]
