"""Commands of modules below PSModulePath that are not imported yet."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    made = Shell(sandbox=True)
    made.run("$null = New-Item /mods/Tool, /mods/Man -ItemType Directory -Force; $env:PSModulePath = '/mods'")
    made.run("Set-Content /mods/Tool/Tool.psm1 'function Get-Tool($x) { \"tool $x\" }'")
    made.run("Set-Content /mods/Man/Man.psm1 'function Get-Man { \"man\" }; function Get-Hidden { 1 }'")
    made.run("Set-Content /mods/Man/Man.psd1 \"@{ RootModule = 'Man.psm1'; ModuleVersion = '1.0'; FunctionsToExport = 'Get-Man' }\"")
    return made


def test_a_call_imports_the_module(shell: Shell) -> None:
    assert shell.run("@(Get-Module M?n, T*).Count; Get-Tool 1; Get-Man; (Get-Module M?n, T*).Name").output == [0, "tool 1", "man", "Man", "Tool"]


def test_what_a_manifest_does_not_export_is_not_found(shell: Shell) -> None:
    (error,) = shell.run("Get-Hidden").errors
    assert error.error_id == "CommandNotFoundException"


def test_names_with_a_module_and_get_command(shell: Shell) -> None:
    assert shell.run("Tool\\Get-Tool 2; (Get-Command Get-Man).ModuleName").output == ["tool 2", "Man"]


def test_the_preference_turns_it_off(shell: Shell) -> None:
    (error,) = shell.run("$PSModuleAutoLoadingPreference = 'None'; Get-Tool").errors
    assert error.error_id == "CommandNotFoundException"
