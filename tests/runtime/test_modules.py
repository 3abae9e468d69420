"""Modules: their variables are the importer's while they are imported; specifications say which one is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

SPECIFICATION = "[Microsoft.PowerShell.Commands.ModuleSpecification]"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "M.psm1").write_text(
        "$V = 1; function Get-V { $script:V }; function Set-V { $script:V++ }; Export-ModuleMember -Variable V -Function *-V"
    )
    return Shell(connected=False, location=tmp_path)


def test_imported_variables_are_seen_by_code_that_runs_already(shell: Shell) -> None:
    text = "$V = 'mine'; Import-Module ./M.psm1; $V; Set-V; $V; $V = 10; Get-V; Remove-Module M; \"[$V]\"; $V = 3; $V"
    assert shell.run(text).output == [1, 2, 10, "[]", 3]


def test_a_function_imports_for_itself(shell: Shell) -> None:
    text = "function F { Import-Module ./M.psm1 -Scope Local; Get-V; & { Get-V } }; F; $null -eq (Get-Command Get-V -ErrorAction Ignore)"
    assert shell.run(text).output == [1, 1, True]


def test_a_name_chooses_the_name_set(shell: Shell) -> None:
    assert shell.run("Import-Module ./M.psm1; Remove-Module M; (Get-Module M).Count").errors == []
    record = shell.run("Remove-Module Nope").errors[0]
    assert record.fully_qualified_error_id == "Modules_NoModulesRemoved,Microsoft.PowerShell.Commands.RemoveModuleCommand"


def test_specifications_are_made_from_names_and_tables(shell: Shell) -> None:
    assert shell.run(f"({SPECIFICATION}'x').Name").output == ["x"]
    assert shell.run(f"{SPECIFICATION}@{{ ModuleName = 'x'; ModuleVersion = '1.2' }} | ForEach-Object ToString").output == [
        "@{ ModuleName = 'x'; ModuleVersion = '1.2' }"
    ]


def test_specifications_say_what_is_missing(shell: Shell) -> None:
    message = shell.run(f"{SPECIFICATION}@{{ ModuleName = 'x' }}").errors[0].exception.message
    assert "is missing the 'ModuleVersion' or 'RequiredVersion' member. Set the value of the member, and then try again." in message
    message = shell.run(f"{SPECIFICATION}@{{ Nope = 1 }}").errors[0].exception.message
    assert "Remove the members that are not valid ('Nope')" in message


def test_functions_and_aliases_take_options(shell: Shell) -> None:
    text = "function F { 1 }; Set-Item function:F -Options ReadOnly"
    assert shell.run(text).errors == []
    assert shell.run("function F { 2 }; F").output == [1]
    assert shell.run("Remove-Item function:F").errors[0].exception.message == "Cannot remove function F because it is constant."
    assert shell.run("New-Item alias:zz -Value gci -Options ReadOnly | Out-Null; (Get-Alias zz).Options").text.strip() == "ReadOnly"
    assert shell.run("Set-Item env:X 1 -Options ReadOnly").errors[0].error_id == "NamedParameterNotFound"
