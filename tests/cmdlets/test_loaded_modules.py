"""Which modules are loaded and which could be: several versions of one, modes that keep them, and where they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for version in ("1.0", "2.0"):
        inner = tmp_path / "Foo" / version
        inner.mkdir(parents=True)
        (inner / "Foo.psd1").write_text(f"@{{ ModuleVersion = '{version}'; RootModule = 'Foo.psm1'; FunctionsToExport = 'Get-Foo' }}")
        (inner / "Foo.psm1").write_text(f"function Get-Foo {{ '{version}' }}")
    return tmp_path


def run(folder: Path, text: str) -> list[str]:
    shell = Shell()
    shell.run(f"$env:PSModulePath = '{folder}'; Set-Location '{folder}'")
    found = shell.run(text)
    return [str(one) for one in found.output]


def test_versions_stand_beside_each_other(folder: Path) -> None:
    loaded = "Import-Module ./Foo/1.0/Foo.psd1 -Force; Import-Module ./Foo/2.0/Foo.psd1 -Force; Get-Foo; "
    assert run(folder, loaded + "(Get-Module Foo).Count; Remove-Module -FullyQualifiedName @{ ModuleName = 'Foo'; RequiredVersion = '2.0' }") == [
        "2.0",
        "2",
    ]
    assert run(folder, loaded + "Remove-Module Foo; $null -eq (Get-Module Foo)") == ["2.0", "True"]
    left = "Remove-Module -ModuleInfo (Get-Module -FullyQualifiedName @{ ModuleName = 'F*'; MaximumVersion = '1.5' }); (Get-Module Foo).Version"
    assert run(folder, loaded + left) == ["2.0", "2.0"]


def test_access_modes_keep_modules(folder: Path) -> None:
    text = (
        "Import-Module Foo; (Get-Module Foo).AccessMode = 'ReadOnly'; "
        "try { Remove-Module Foo -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }; Remove-Module Foo -Force; $null -eq (Get-Module Foo); "
        "Import-Module Foo; (Get-Module Foo).AccessMode = 'Constant'; "
        "try { Remove-Module Foo -Force -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }"
    )
    assert run(folder, text) == [
        "Modules_ModuleIsReadOnly,Microsoft.PowerShell.Commands.RemoveModuleCommand",
        "True",
        "Modules_ModuleIsConstant,Microsoft.PowerShell.Commands.RemoveModuleCommand",
    ]


def test_what_is_listed(folder: Path) -> None:
    (folder / "Foo" / "1.0" / "Extra.psm1").write_text("")
    assert run(folder, 'Get-Module -ListAvailable | ForEach-Object { "$_ $($_.Version)" }') == ["Foo 2.0", "Foo 1.0"]
    assert sorted(run(folder, "(Get-Module -ListAvailable -All).Name")) == ["Extra", "Foo", "Foo", "Foo", "Foo"]
    assert run(folder, "(Get-Module -ListAvailable ./Foo).Version; '-'; (Get-Module -ListAvailable './F*').Count") == ["1.0", "2.0", "-", "2"]
    one = "Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = '%s/Foo'; MaximumVersion = '1.9' }"
    assert run(folder, f"({one % folder}).Version") == ["1.0"]
    assert run(folder, "(Get-Module -ListAvailable -PSEdition Core).Count") == ["0"]


def test_modules_stand_in_the_order_of_their_folders(tmp_path: Path) -> None:
    for folder, name in (("m", "Beta"), ("more", "Alpha")):
        (tmp_path / folder / name).mkdir(parents=True)
        (tmp_path / folder / name / f"{name}.psm1").touch()
    listed = Shell().run(f"$env:PSModulePath = '{tmp_path}/m:{tmp_path}/more'; (Get-Module -ListAvailable).Name")
    assert listed.output == ["Beta", "Alpha"]


def test_the_own_modules_are_on_the_path() -> None:
    shell = Shell()
    assert shell.run("$env:PSModulePath.Split(':')[-1]; (Get-Module -ListAvailable Microsoft.PowerShell.Utility).Name").output[-1:] == [
        "Microsoft.PowerShell.Utility"
    ]
    assert shell.run("$env:PSModulePath = '/none'; Get-Module -ListAvailable").output == []


def test_names_are_found_whatever_their_case(folder: Path) -> None:
    assert run(folder, "Import-Module fOO -RequiredVersion 1.0; (Get-Module foo).Name; Get-Foo") == ["Foo", "1.0"]


def test_required_and_circular_modules(folder: Path) -> None:
    (folder / "Main").mkdir()
    (folder / "Main" / "Main.psd1").write_text(
        "@{ ModuleVersion = '1.0'; RequiredModules = '..\\Foo/2.0\\Foo.psd1'; NestedModules = 'Main'; RootModule = 'Main' }"
    )
    (folder / "Main" / "Main.psm1").write_text("function Get-Main { 1 }")
    text = "$m = Import-Module Main -PassThru; $m.RequiredModules.Name; [object]::ReferenceEquals($m.NestedModules[0], $m); (Get-Module Foo).Version"
    assert run(folder, text) == ["Foo", "True", "2.0"]


def test_what_cannot_be_loaded(folder: Path) -> None:
    text = "try { Import-Module %s -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    (folder / "x.xaml").write_text("")
    assert run(folder, text % "./x.xaml") == ["Modules_WorkflowModuleNotSupported"]
    assert run(folder, text % "Foo -MinimumVersion 3.0 -MaximumVersion 2.0") == ["ArgumentOutOfRange"]
    assert run(folder, "Remove-Module none*; $Error.Count") == ["0"]


def test_a_built_in_module_is_one_object() -> None:
    text = "$m = Import-Module Microsoft.PowerShell.Security -PassThru; [object]::ReferenceEquals($m, (Get-Module Microsoft.PowerShell.Security))"
    assert Shell().run(text).output == [True]
    text = "Import-Module -ModuleInfo (Get-Module -ListAvailable Microsoft.PowerShell.Security); (Get-Module Microsoft.PowerShell.Security).Name"
    assert Shell().run(text).output == ["Microsoft.PowerShell.Security"]
