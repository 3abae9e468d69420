"""Completers written in PowerShell, and TabExpansion2."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

CITY = """function Get-City {
    param([ArgumentCompleter({ param($command, $parameter, $word) 'Oslo', 'Rome', 'Riga' -like "$word*" })][string] $Name,
          [ArgumentCompletions('red', 'green', 'deep blue')][string] $Color)
}
"""


def texts(shell: Shell, line: str) -> list[str]:
    return shell.run(f"(TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText").output


@pytest.fixture
def shell() -> Shell:
    shell = Shell(connected=False)
    shell.run(CITY)
    return shell


def test_attributes_offer_values(shell: Shell) -> None:
    assert texts(shell, "Get-City -Name R") == ["Rome", "Riga"]
    assert texts(shell, "Get-City -Color ") == ["red", "green", "'deep blue'"]


def test_a_registered_completer_comes_before_the_attribute_and_can_be_taken_back(shell: Shell) -> None:
    shell.run("Register-ArgumentCompleter -CommandName Get-City -ParameterName Color -ScriptBlock { param($c, $p, $w) 'violet' }")
    assert texts(shell, "Get-City -Color ") == ["violet"]
    shell.run("Register-ArgumentCompleter -CommandName Get-City -ParameterName Color -ScriptBlock $null")
    assert texts(shell, "Get-City -Color r") == ["red"]


def test_completion_results_are_taken_as_they_are(shell: Shell) -> None:
    shell.run(
        "Register-ArgumentCompleter -CommandName Get-City -ParameterName Name -ScriptBlock "
        "{ [System.Management.Automation.CompletionResult]::new('Lima', 'Lima (Peru)', 'ParameterValue', 'the capital') }"
    )
    result = shell.run("$m = (TabExpansion2 'Get-City -Name ' 15).CompletionMatches[0]; $m.CompletionText; $m.ListItemText; $m.ToolTip")
    assert result.output == ["Lima", "Lima (Peru)", "the capital"]


def test_where_a_completer_fails_files_are_offered(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    shell.run(f"Set-Location '{tmp_path}'")
    shell.run("Register-ArgumentCompleter -CommandName Get-City -ParameterName Name -ScriptBlock { throw 'no' }")
    assert texts(shell, "Get-City -Name ") == ["./notes.txt"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("'abc'.Sub", "Substring("),
        ("[math]::Ro", "Round("),
        ("[System.IO.Pa", "System.IO.Path"),
        ("Set-TransportConf", "Set-TransportConfig"),
        ("Get-ChildItem -Rec", "-Recurse"),
        ("$ErrorAct", "$ErrorActionPreference"),
    ],
)
def test_what_stands_at_the_cursor(line: str, wanted: str) -> None:
    from pwsh_emu.completion import complete

    assert wanted in [match.text for match in complete(Shell().session, line, len(line)).matches]
