"""Modules that Import-Module refuses: nothing of them runs, and the error says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


def failure(shell: Shell, arguments: str) -> str:
    found = shell.run(f"try {{ Import-Module {arguments} -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0]; \"$_\" }}").output
    return " | ".join(str(one) for one in found)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("-RequiredVersion 2.0", "version '2.0'"),
        ("-MinimumVersion 2.0", "version '2.0'"),
        ("-MaximumVersion 1.0", "MaximumVersion '1.0'"),
        ("-MinimumVersion 1.6 -MaximumVersion 2.0", "MinimumVersion '1.6' and MaximumVersion '2.0'"),
    ],
)
def test_a_version_that_is_refused_does_not_run(tmp_path: Path, asked: str, said: str) -> None:
    (tmp_path / "m.psm1").write_text("$global:ran = 1")
    (tmp_path / "m.psd1").write_text("@{ RootModule = 'm.psm1'; ModuleVersion = '1.5' }")
    shell = Shell()
    name = f"'{tmp_path}/m.psd1'"
    message = f"The specified module '{tmp_path}/m.psd1' with {said} was not loaded because no valid module file was found in any module directory."
    assert failure(shell, f"{name} {asked}") == f"Modules_ModuleWithVersionNotFound | {message}"
    assert shell.run("$null -eq $global:ran; $null -eq (Get-Module m)").output == [True, True]
    assert shell.run(f"Import-Module {name} -MinimumVersion 1.0; $global:ran").output == [1]


@pytest.mark.parametrize("key", ["FormatsToProcess", "TypesToProcess", "ScriptsToProcess"])
def test_a_file_that_is_not_there(tmp_path: Path, key: str) -> None:
    manifest = tmp_path / "m.psd1"
    manifest.write_text(f"@{{ ModuleVersion = '1.0'; {key} = 'none.ps1xml' }}")
    reason = f"Cannot find path '{tmp_path}/none.ps1xml' because it does not exist."
    message = (
        f"The '{key}' member in the module manifest is not valid: {reason}. Verify that a valid value is specified for this field in the "
        f"'{manifest}' file."
    )
    assert failure(Shell(), f"'{manifest}'") == f"Modules_InvalidManifest | {message}"


@pytest.mark.parametrize(("key", "error_id"), [("FormatsToProcess", "FormatXmlUpdateException"), ("TypesToProcess", "TypesXmlUpdateException")])
@pytest.mark.parametrize("text", ["<a", "<a></a>"])
def test_a_file_that_cannot_be_read(tmp_path: Path, key: str, error_id: str, text: str) -> None:
    (tmp_path / "m.psd1").write_text(f"@{{ ModuleVersion = '1.0'; {key} = 'bad.ps1xml' }}")
    (tmp_path / "bad.ps1xml").write_text(text)
    assert failure(Shell(), f"'{tmp_path}/m.psd1'").startswith(
        f"{error_id} | The following error occurred while loading the extended type data file: "
    )
