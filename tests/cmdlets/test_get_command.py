"""Get-Command's ways to find a command, Import-Module's versions, and the views of Get-Member."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.cmdlets.get_command import abbreviation, changes


@pytest.mark.parametrize(("first", "second", "number"), [("", "ab", 2), ("get", "get", 0), ("gte", "get", 1), ("chlditem", "childitem", 1)])
def test_changes_are_counted(first: str, second: str, number: int) -> None:
    assert changes(first, second) == changes(second, first) == number


def test_commands_are_found_by_capitals_and_by_likeness(shell: Shell) -> None:
    assert abbreviation("Import-PowerShellDataFile") == "i-psdf"
    assert shell.run("(Get-Command i-psdf -UseAbbreviationExpansion).Name").output == ["Import-PowerShellDataFile"]
    assert shell.run("(Get-Command get-chlditem -UseFuzzyMatching -FuzzyMinimumDistance 1).Name").output == ["Get-ChildItem"]


def test_modules_are_chosen_and_left_out(shell: Shell) -> None:
    assert "Read-Host" not in shell.run("(Get-Command -FullyQualifiedModule Microsoft.PowerShell.Host).Name").output
    left = shell.run("(Get-Command Get-Dat*, Get-Loc* -ExcludeModule *Utility).Name").output
    assert "Get-Location" in left
    assert "Get-Date" not in left


@pytest.mark.parametrize("wanted", ["-RequiredVersion 3.0", "-MinimumVersion 3.0", "-MaximumVersion 1.9", "-MinimumVersion 2.0 -MaximumVersion 2.0"])
def test_a_module_of_another_version_is_refused(shell: Shell, wanted: str) -> None:
    shell.run("New-ModuleManifest /q.psd1 -ModuleVersion 2.1")
    assert [error.error_id for error in shell.run(f"Import-Module /q.psd1 {wanted}").errors] == ["Modules_ModuleWithVersionNotFound"]
    assert shell.run("@(Get-Module q).Count; Import-Module /q.psd1 -MaximumVersion 2.*; (Get-Module q).Name").output == [0, "q"]


def test_views_of_members(shell: Shell) -> None:
    shell.run("$o = Get-Date | Add-Member Note 1 -PassThru")
    assert shell.run("($o | Get-Member -View Extended).Name; ($o | Get-Member Year, Note -View Adapted).Name").output == ["Note", "DateTime", "Year"]


def test_filters_may_come_from_the_pipeline() -> None:
    shell = Shell(sandbox=True)
    assert shell.run("(Get-Command Get-Item | Get-Command).Name").output == ["Get-Item"]
    assert shell.run("([pscustomobject]@{ Verb = 'Get'; Noun = 'Item', 'Date' } | Get-Command).Name").output == ["Get-Date", "Get-Item"]


def test_scripts_are_found_by_paths_with_wildcards() -> None:
    shell = Shell(sandbox=True)
    shell.run("1..3 | ForEach-Object { Set-Content /s$_.ps1 $_ }; Set-Content /s.txt x")
    assert shell.run("(Get-Command /s[12].*).Name; (Get-Command /s?.ps1).Count; (Get-Command /s3*).CommandType.ToString()").output == [
        "s1.ps1", "s2.ps1", 3, "ExternalScript",
    ]  # fmt: skip


def test_the_syntax_of_a_script_that_has_not_run(shell: Shell) -> None:
    shell.run("Set-Content /p.ps1 'param([int] $A, [Parameter(Mandatory)] [string] $B)'")
    assert shell.run("(Get-Command /p.ps1 -Syntax).Trim()").output == ["p.ps1 [[-A] <int>] [-B] <string> [<CommonParameters>]"]


def test_parameters_that_folders_bring_stand_behind_the_common_ones() -> None:
    text = "$names = @((Get-Command Get-ChildItem).Parameters.Keys); $names[-1]; $names.IndexOf('File') -gt $names.IndexOf('PipelineVariable')"
    assert Shell().run(text).output == ["System", True]
    assert Shell().run("(Get-Command Get-ChildItem).ParameterSets[0].Parameters.Where({ $_.Name -eq 'File' }).IsDynamic").output == [True]
    assert Shell().run("Set-Location env:; (Get-Command Get-ChildItem).Parameters.ContainsKey('File')").output == [False]


def test_parameter_types_are_found_by_name_and_by_what_they_take() -> None:
    shell = Shell()
    shell.run("function Use-It { param([System.IO.FileInfo[]] $File, [long] $Count, $Any) }")
    assert "Use-It" in shell.run("(Get-Command -ParameterType FileInfo).Name").output
    assert "Use-It" in shell.run("(Get-Command -ParameterType ([System.IO.FileInfo])).Name").output
    assert "Use-It" in shell.run("(Get-Command -ParameterType int).Name").output  # it fits into the long
    assert "Use-It" in shell.run("(Get-Command -ParameterType object).Name").output
    assert "Use-It" not in shell.run("(Get-Command -ParameterType version).Name").output  # what takes anything is not meant
