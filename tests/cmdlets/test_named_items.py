"""Aliases, functions and variables as items of drives: what -Force overwrites, and what Clear-Item leaves."""

from __future__ import annotations

import pytest
from shellruns import error_ids

from pwsh_emu import Shell


def test_force_sets_what_is_read_only(shell: Shell) -> None:
    assert error_ids(shell, "Set-Item Alias:gp Get-Process") == ["AliasNotWritable"]
    assert shell.run("Set-Item Alias:gp Get-Process -Force; (Get-Alias gp).Definition; (Get-Alias gp).Options").output[0] == "Get-Process"
    shell.run("Set-Variable r 1 -Option ReadOnly")
    assert error_ids(shell, "Set-Item Variable:r 2") == ["VariableNotWritable"]
    assert shell.run("Set-Item Variable:r 3 -Force; $r").output == [3]


def test_a_changed_alias_keeps_its_options(shell: Shell) -> None:
    assert shell.run("Set-Item Alias:dir Get-Process; $a = Get-Alias dir; $a.Definition; [string]$a.Options").output == ["Get-Process", "AllScope"]


def test_cleared_aliases_and_functions_are_gone(shell: Shell) -> None:
    shell.run("Set-Alias mine Get-Date; function own { 1 }; Clear-Item Alias:mine, Function:own")
    assert shell.run("Test-Path Alias:mine; Test-Path Function:own").output == [False, False]
    assert error_ids(shell, "Clear-Item Alias:gp") == ["AliasNotRemovable"]
    assert shell.run("Clear-Item Alias:gp -Force; Test-Path Alias:gp").output == [False]


def test_a_path_behind_a_drive_names_no_module(shell: Shell) -> None:
    assert error_ids(shell, r"c:\scripts\sample.ps1") == ["CommandNotFoundException"]
    assert error_ids(shell, r"NoSuch\Get-Thing") == ["CouldNotAutoLoadModule"]


@pytest.mark.parametrize("drive", ["Alias", "Env", "Function", "Variable"])
@pytest.mark.parametrize("command", ["Set-Item {}: x", "Clear-Item {}:", "Remove-Item {}: -Recurse", "Copy-Item {0}: {0}:x", "Rename-Item {}: x"])
def test_a_drive_is_none_of_its_items(shell: Shell, command: str, drive: str) -> None:
    (error,) = shell.run(command.format(drive)).errors
    assert error.error_id == f"{command.partition('-')[0]}ItemNullPath"
    assert error.exception.message.startswith('Cannot process argument because the value of argument "path" is null.')
