"""``using module``: paths are relative to the script, and a file that is not there ends it before it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


def test_a_path_is_relative_to_the_script(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "Tools.psm1").write_text("class Tool { [string] Name() { return 'hammer' } }\nfunction Get-Tool { [Tool]::new().Name() }\n")
    (folder / "use.ps1").write_text("using module ./Tools.psm1\nGet-Tool\n[Tool]::new().Name()\n")
    assert Shell(connected=False).run(f"& '{folder}/use.ps1'").output == ["hammer", "hammer"]


def test_a_missing_file_stops_the_script_before_it_starts(tmp_path: Path) -> None:
    (tmp_path / "use.ps1").write_text("using module ./Missing.psm1\n'ran'\n")
    result = Shell(connected=False).run(f"& '{tmp_path}/use.ps1'")
    assert result.output == []
    assert result.errors[0].message.startswith(f"The specified module '{tmp_path}/Missing.psm1' was not loaded")


def test_what_every_session_has_can_be_used_by_name(tmp_path: Path) -> None:
    (tmp_path / "use.ps1").write_text("using module ExchangeOnlineManagement\nusing module Pester\n(Get-Module).Name -join ','\n")
    assert Shell().run(f"& '{tmp_path}/use.ps1'").text.split("\n")[0] == "ExchangeOnlineManagement,Pester"


def _module(folder: Path, name: str, text: str, version: str | None = None) -> None:
    place = folder / name / version if version else folder / name
    place.mkdir(parents=True)
    (place / f"{name}.psm1").write_text(text)
    if version:
        (place / f"{name}.psd1").write_text(f"@{{ RootModule = '{name}.psm1'; ModuleVersion = '{version}' }}")


def _run(folder: Path, text: str) -> list[object]:
    shell = Shell(connected=False)
    shell.run(f"$env:PSModulePath += ':{folder}'")
    literal = text.replace("'", "''")
    return shell.run(f"try {{ [scriptblock]::Create('{literal}').Invoke() }} catch {{ $_.Exception.InnerException.Errors.ErrorId }}").output


def test_modules_are_found_by_name_below_the_module_path(tmp_path: Path) -> None:
    _module(tmp_path, "Shapes", "class Circle { [string] Name() { return 'circle' } }; enum Size { Small; Large }")
    assert _run(tmp_path, "using module Shapes\nclass Ring : Circle { }\n[Ring]::new().Name(); [Size]::Large.value__") == ["circle", 1]
    assert _run(tmp_path, "using module Shapes\nclass Circle { }\n[Shapes.Circle]::new().Name()") == ["circle"]
    assert _run(tmp_path, "using module Missing\n1") == ["ModuleNotFoundDuringParse"]


def test_a_specification_chooses_the_version(tmp_path: Path) -> None:
    for version in ("1.0", "2.1"):
        _module(tmp_path, "Tool", f"class Tool {{ [string] Version() {{ return '{version}' }} }}", version)
    ask = "[Tool]::new().Version()"
    assert _run(tmp_path, f"using module Tool\n{ask}") == ["2.1"]
    assert _run(tmp_path, f"using module @{{ ModuleName = 'Tool'; RequiredVersion = '1.0' }}\n{ask}") == ["1.0"]
    assert _run(tmp_path, f"using module @{{ ModuleName = 'Tool'; ModuleVersion = '3.0' }}\n{ask}") == ["ModuleNotFoundDuringParse"]
    assert _run(tmp_path, f"using module @{{ ModuleName = 'Tool' }}\n{ask}") == ["RequiresModuleInvalid"]
    assert _run(tmp_path, f"using module @{{ Name = 'Tool'; ModuleVersion = '1.0' }}\n{ask}") == ["RequiresModuleInvalid"]


def test_each_version_is_listed(tmp_path: Path) -> None:
    for version in ("1.0", "2.1", "10.0"):
        _module(tmp_path, "Tool", "", version)
    shell = Shell(connected=False)
    code = f"$env:PSModulePath = '{tmp_path}'; Get-Module Tool -ListAvailable | ForEach-Object {{ $_.Version.ToString() }}"
    assert shell.run(code).output == ["10.0", "2.1", "1.0"]


def test_type_definitions_of_modules(tmp_path: Path) -> None:
    _module(tmp_path, "Shapes", "class Circle { }; enum Size { Small }")
    shell = Shell(connected=False)
    shell.run(f"$env:PSModulePath += ':{tmp_path}'")
    assert shell.run("(Get-Module Shapes -ListAvailable).GetExportedTypeDefinitions().Keys").output == ["Circle", "Size"]
    code = "$m = Import-Module Shapes -PassThru; $m.GetExportedTypeDefinitions()['Size'].IsEnum; $null -ne $m.ImplementingAssembly"
    assert shell.run(code).output == [True, True]


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[Foo]", ["AmbiguousTypeReference"]),
        ("New-Object Foo", ["AmbiguousTypeReference,Microsoft.PowerShell.Commands.NewObjectCommand"]),
        ("[type]'Foo'", ["AmbiguousTypeReference"]),
        ("class Bar : Foo { }; [Bar]::new()", ["AmbiguousTypeReference"]),
        ("[One.Foo]::new().Name; [Two.Foo]::new().Name; [Other]::new().Name", [1, 2, 3]),
        ("class Foo { $Name = 4 } [Foo]::new().Name", [4]),
    ],
)
def test_a_class_that_two_modules_have_is_named_with_its_module(tmp_path: Path, script: str, output: list[object]) -> None:
    _module(tmp_path, "One", "class Foo { $Name = 1 }")
    _module(tmp_path, "Two", "class Foo { $Name = 2 }; class Other { $Name = 3 }")
    (tmp_path / "both.ps1").write_text(f"using module One\nusing module Two\n{script}")
    (tmp_path / "again.ps1").write_text("using module Two\nusing module Two\n[Foo]::new().Name")
    shell = Shell(connected=False)
    shell.run(f"$env:PSModulePath += ':{tmp_path}'")
    both = f"try {{ & {tmp_path}/both.ps1 }} catch {{ $_.FullyQualifiedErrorId }}"
    assert shell.run(both).output == output
    assert shell.run(f"& {tmp_path}/again.ps1; {both}; & {tmp_path}/again.ps1").output == [2, *output, 2]
