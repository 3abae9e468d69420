"""What Import-Module, Export-ModuleMember and Remove-Module say of each member with -Verbose, and of what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "Plain.psm1").write_text("function Get-Two { 2 }; function Get-One { 1 }; $hidden = 1; Set-Alias one Get-One")
    (tmp_path / "Chosen.psm1").write_text("function Get-One { 1 }; $shown = 1; Export-ModuleMember -Function * -Variable shown -Verbose")
    (tmp_path / "Odd.psm1").write_text("function Grab-It { 1 }; function Get-It { 2 }")
    return Shell(connected=False, location=tmp_path)


def verbose(shell: Shell, script: str) -> list[str]:
    return shell.run(script).verbose


def test_a_module_without_choices_exports_functions_and_aliases(shell: Shell, tmp_path: Path) -> None:
    assert verbose(shell, "Import-Module ./Plain.psm1 -Verbose") == [
        f"Loading module from path '{tmp_path}/Plain.psm1'.",
        "Exporting function 'Get-Two'.",
        "Exporting function 'Get-One'.",
        "Exporting alias 'one'.",
        "Importing function 'Get-Two'.",
        "Importing function 'Get-One'.",
        "Importing alias 'one'.",
    ]


def test_what_is_imported_is_named_as_it_is_called(shell: Shell) -> None:
    shell.run("Import-Module ./Chosen.psm1")
    assert verbose(shell, "Import-Module ./Chosen.psm1 -Prefix My -Verbose") == ["Importing function 'Get-MyOne'.", "Importing variable 'shown'."]


def test_exporting_speaks_where_it_is_asked_to(shell: Shell) -> None:
    assert verbose(shell, "Import-Module ./Chosen.psm1") == ["Exporting function 'Get-One'.", "Exporting variable 'shown'."]


def test_force_removes_before_it_loads(shell: Shell, tmp_path: Path) -> None:
    shell.run("Import-Module ./Odd.psm1 -DisableNameChecking")
    assert verbose(shell, "Import-Module ./Odd.psm1 -Function Get-It -Force -Verbose")[:3] == [
        'Removing the imported "Grab-It" function.',
        'Removing the imported "Get-It" function.',
        f"Loading module from path '{tmp_path}/Odd.psm1'.",
    ]


def test_removing_tells_what_goes(shell: Shell, tmp_path: Path) -> None:
    shell.run("Import-Module ./Plain.psm1")
    assert verbose(shell, "Remove-Module Plain -Verbose") == [
        f'Performing the operation "Remove-Module" on target "Plain (Path: \'{tmp_path}/Plain.psm1\')".',
        'Removing the imported "Get-Two" function.',
        'Removing the imported "Get-One" function.',
        'Removing the imported "one" alias.',
    ]


def test_a_manifest_is_loaded_before_its_script(shell: Shell, tmp_path: Path) -> None:
    shell.run("New-ModuleManifest ./Plain.psd1 -RootModule Plain.psm1 -FunctionsToExport Get-One -AliasesToExport @()")
    told = verbose(shell, "Import-Module ./Plain.psd1 -Verbose")
    assert told[:2] == [f"Loading module from path '{tmp_path}/Plain.psd1'.", f"Loading module from path '{tmp_path}/Plain.psm1'."]
    assert told[-1] == "Importing function 'Get-One'."


def test_verbs_are_looked_at_where_functions_are_imported(shell: Shell) -> None:
    told = verbose(shell, "Import-Module ./Odd.psm1 -Verbose 3>$null")
    assert told[-3:] == [
        "The 'Grab-It' command in the Odd' module was imported, but because its name does not include an approved verb, it might be difficult to "
        "find. For a list of approved verbs, type Get-Verb.",
        "Importing function 'Grab-It'.",
        "Importing function 'Get-It'.",
    ]
    assert len(shell.run("Import-Module ./Odd.psm1 -Force").warnings) == 1
    assert shell.run("Import-Module ./Odd.psm1 -Force -Function Get-It").warnings == []


def test_nothing_removed_is_one_error(shell: Shell) -> None:
    assert len(shell.run("'Nope', 'Neither' | Remove-Module").errors) == 1
    assert shell.run("Import-Module ./Odd.psm1 -DisableNameChecking; 'Nope', 'Odd' | Remove-Module").errors == []
    assert shell.run("Remove-Module Nope*").errors == []


def test_what_a_module_throws_ends_the_statement_only(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "Thrown.psm1").write_text("throw 'no'")
    ran = shell.run("Import-Module ./Thrown.psm1; 'after'; try { Import-Module ./Thrown.psm1; 'not' } catch { \"caught $_\" }")
    assert ran.output == ["after", "caught no"]
    assert [error.exception.message for error in ran.errors] == ["no"]


def test_what_stops_a_module_is_written(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "Stopped.psm1").write_text("$ErrorActionPreference = 'Stop'; Get-Item ./none; function Get-Never { }")
    ran = shell.run("try { Import-Module ./Stopped.psm1; 'after' } catch { 'caught' }; Get-Command Get-Never -ErrorAction Ignore")
    assert ran.output == ["after"]
    assert [error.error_id for error in ran.errors] == ["PathNotFound", "Modules_ModuleNotFound"]
    assert shell.run("try { Import-Module ./Stopped.psm1 -ErrorAction Stop } catch { 'caught' }").output == ["caught"]
