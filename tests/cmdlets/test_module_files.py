"""Which files a manifest means, what it requires, and which of several versions is loaded."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run("$env:PSModulePath = '/mods'; New-Item /mods -ItemType Directory")
    return shell


def make(shell: Shell, name: str, body: str, manifest: str = "") -> None:
    folder = f"/mods/{name}"
    leaf = name.split("/")[0]
    shell.run(f"New-Item {folder} -ItemType Directory -Force; Set-Content {folder}/{leaf}.psm1 '{body}'")
    if manifest:
        shell.run(f"Set-Content {folder}/{leaf}.psd1 \"@{{ RootModule = '{leaf}.psm1'; {manifest} }}\"")


@pytest.mark.parametrize("path", ["Sub\\Sub.psm1", ".\\Sub", ".\\Sub/Sub", "./Sub\\Sub", "Sub"])
@pytest.mark.parametrize("key", ["NestedModules", "RootModule"])
def test_either_slash_divides_the_paths_of_a_manifest(shell: Shell, key: str, path: str) -> None:
    shell.run("New-Item /m/Sub -ItemType Directory -Force; 'function Get-It { 7 }' > /m/Sub/Sub.psm1")
    shell.run(f"Set-Content /m/m.psd1 \"@{{ ModuleVersion = '1.0'; {key} = '{path}' }}\"")
    assert shell.run("Import-Module /m/m.psd1; Get-It").output == [7]


def test_scripts_of_a_manifest_are_named_with_either_slash(shell: Shell) -> None:
    shell.run("New-Item /m/in -ItemType Directory -Force; '$global:seen = 3' > /m/in/a.ps1")
    shell.run("Set-Content /m/m.psd1 \"@{ ModuleVersion = '1.0'; ScriptsToProcess = 'in\\a.ps1' }\"")
    assert shell.run("Import-Module /m/m.psd1; $seen").output == [3]


def test_required_modules_are_loaded_for_everybody(shell: Shell) -> None:
    make(shell, "Base", "function Get-Base { 1 }", "ModuleVersion = '2.0'")
    make(shell, "Top", "function Get-Top { Get-Base }", "ModuleVersion = '1.0'; RequiredModules = @{ ModuleName = 'Base'; ModuleVersion = '1.5' }")
    assert shell.run("Import-Module Top; Get-Top; Get-Base; (Get-Module Base, Top).Name -join ' '").output == [1, 1, "Base Top"]


def test_a_required_module_that_is_not_there(shell: Shell) -> None:
    make(shell, "Top", "", "ModuleVersion = '1.0'; RequiredModules = 'Gone'")
    result = shell.run("Import-Module Top")
    assert [(error.error_id, error.message) for error in result.errors] == [
        (
            "Modules_InvalidManifest",
            "The required module 'Gone' is not loaded. Load the module or remove the module from 'RequiredModules' in the file '/mods/Top/Top.psd1'.",
        )
    ]


def test_modules_that_require_each_other(shell: Shell) -> None:
    make(shell, "A", "", "ModuleVersion = '1.0'; RequiredModules = 'B'")
    make(shell, "B", "", "ModuleVersion = '1.0'; RequiredModules = 'A'")
    result = shell.run("Import-Module A")
    assert [error.message for error in result.errors] == [
        "The required module 'B' is not loaded. The module 'B' has a requiredModule 'A' in its module manifest '/mods/B/B.psd1' that points to a "
        "cyclic dependency."
    ]


def test_the_version_that_is_asked_for_is_loaded(shell: Shell) -> None:
    for version in ("1.0", "2.0", "3.0"):
        make(shell, f"M/{version}", f'$global:loaded += ,"{version}"; function Get-M {{ "{version}" }}', f"ModuleVersion = '{version}'")
    load = "Get-Module M | Remove-Module; Import-Module {}; Get-M"
    assert shell.run(load.format("M -RequiredVersion 1.0")).output == ["1.0"]
    assert shell.run(load.format("M -MaximumVersion 2.9")).output == ["2.0"]
    assert shell.run(load.format("M -MaximumVersion ' '")).output == ["3.0"]
    assert shell.run(load.format("-FullyQualifiedName @{ ModuleName = 'M'; RequiredVersion = '2.0' }")).output == ["2.0"]
    assert shell.run("$loaded -join ' '").output == ["1.0 2.0 3.0 2.0"]


def test_what_a_module_imports_is_its_own(shell: Shell) -> None:
    shell.run("New-Item /m -ItemType Directory; 'function Get-Sub { 1 }' > /m/sub.psm1")
    shell.run("Set-Content /m/m.psm1 'Import-Module $PSScriptRoot/sub.psm1; function Get-Main { Get-Sub; (Get-Module m, sub).Name }'")
    shell.run("Import-Module /m/m.psm1")
    assert shell.run("Get-Main; (Get-Module m, sub).Name; (Get-Module m).NestedModules.Name").output == [1, "m", "sub", "m", "sub"]
    shell.run("'function Get-Sub { 2 }' > /m/sub.psm1")
    assert shell.run("Import-Module /m/m.psm1 -Force; (Get-Main)[0]").output == [2]


def test_a_listed_module_can_be_imported(shell: Shell) -> None:
    shell.run("'function Get-It { 7 }' > /m.psm1")
    assert shell.run("$m = Get-Module /m.psm1 -ListAvailable; $m.Name; Import-Module $m; Get-It").output == ["m", 7]
    assert shell.run("(Get-Module m).ExportedFunctions.ContainsKey('get-it')").output == [True]


@pytest.mark.parametrize(
    ("entry", "error_id"),
    [
        ("RequiredAssemblies", "Modules_InvalidRequiredAssembliesInModuleManifest"),
        ("NestedModules", "Modules_InvalidNestedModuleinModuleManifest"),
        ("RequiredModules", "Modules_InvalidRequiredModulesinModuleManifest"),
        ("FileList", "Modules_InvalidFilePathinModuleManifest"),
        ("ModuleList", "Modules_InvalidModuleListinModuleManifest"),
        ("TypesToProcess", "Modules_InvalidManifest"),
    ],
)
def test_entries_without_a_file(shell: Shell, entry: str, error_id: str) -> None:
    shell.run(f"New-ModuleManifest /m.psd1 -{entry} gone.psm1")
    assert [error.error_id for error in shell.run("$null = Test-ModuleManifest /m.psd1").errors] == [error_id]


def test_addresses_of_a_manifest_are_absolute_and_escaped(shell: Shell) -> None:
    shell.run("New-ModuleManifest /m.psd1 -ProjectUri 'https://x.y/a b'")
    assert shell.run("(Import-PowerShellDataFile /m.psd1).PrivateData.PSData.ProjectUri").output == ["https://x.y/a%20b"]
    assert [error.error_id for error in shell.run("New-ModuleManifest /n.psd1 -ProjectUri ../a").errors] == ["System.InvalidOperationException"]


def test_a_specification_reads_what_it_writes(shell: Shell) -> None:
    start = "using namespace Microsoft.PowerShell.Commands; "
    script = "$m = $null; [ModuleSpecification]::TryParse([ModuleSpecification]::new(@{ModuleName='A'; ModuleVersion='1.2'}).ToString(), [ref]$m)"
    assert shell.run(f'{start}{script}; "$($m.Name) $($m.Version)"').output == [True, "A 1.2"]
    result = shell.run(f"{start}[ModuleSpecification]::new(@{{ModuleName='A'; ModuleVersion='1'; RequiredVersion='1'}})")
    assert len(result.errors) == 1


def test_a_program_may_be_the_root_module(shell: Shell) -> None:
    shell.run("$null = New-Item /m -ItemType Directory; $null = New-Item /m/a.exe; New-ModuleManifest /m/m.psd1 -RootModule a.exe")
    assert shell.run("(Test-ModuleManifest /m/m.psd1).RootModule").output == ["a.exe"]
