"""Manifests that cannot be read, or that have members which are not a manifest's."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    texts = {
        "good": "@{ ModuleVersion = '1.0' }", "cut": "@{ ModuleVersion = '1.0'; Author", "code": "@{ ModuleVersion = (Get-Date).Year }",
        "odd": "@{ ModuleVersion = '1.0'; Nope = 1; Author = 'me'; Also = 2 }", "text": "@{ ModuleVersion = '1.0'; RootModule = 'a.txt' }",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.psd1").write_text(text)
    (tmp_path / "text" / "a.txt").write_text("")
    return tmp_path


def test_a_broken_manifest_does_not_end_the_list(modules: Path) -> None:
    code = f"$env:PSModulePath = '{modules}'; Get-Module -ListAvailable good, cut, code, odd | ForEach-Object {{ \"$($_.Name) $($_.Version)\" }}"
    shell = Shell()
    assert shell.run(code).output == ["code 0.0", "cut 0.0", "good 1.0", "odd 0.0"]
    assert shell.run(f"(Get-Module -ListAvailable {modules}/odd).Name; $Error.Count").output == ["odd", 0]


@pytest.mark.parametrize("name", ["cut", "code"])
@pytest.mark.parametrize("cmdlet", ["Import-Module", "Test-ModuleManifest"])
def test_what_is_no_data_is_no_manifest(cmdlet: str, name: str, modules: Path) -> None:
    code = f"{cmdlet} {modules}/{name}/{name}.psd1 -ErrorAction SilentlyContinue -ErrorVariable problem; $problem.Count; "
    output = Shell().run(code + "$problem[0].FullyQualifiedErrorId.Split(',')[0]; \"$($problem[0])\"").output
    assert output[:2] == [1, "Modules_InvalidManifest"]
    assert "is not a valid PowerShell module manifest file. Remove the elements that are not permitted: " in str(output[2])


@pytest.mark.parametrize("cmdlet", ["Import-Module", "Test-ModuleManifest"])
def test_members_that_are_none_are_named(cmdlet: str, modules: Path) -> None:
    code = f"{cmdlet} {modules}/odd/odd.psd1 -ErrorAction SilentlyContinue -ErrorVariable problem; $problem[0].FullyQualifiedErrorId.Split(',')[0]; "
    output = Shell().run(code + '"$($problem[0])"; (Get-Module odd).Count').output
    assert output[::2] == ["Modules_InvalidManifestMember", 0]
    assert "Remove the members that are not valid ('Nope', 'Also'), then try" in str(output[1])


def test_a_text_is_no_root(modules: Path) -> None:
    code = f"try {{ Test-ModuleManifest {modules}/text/text.psd1 -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}"
    assert Shell().run(code).output == ["Modules_InvalidRootModuleInModuleManifest"]
