"""Values that members of a manifest cannot have: Test-ModuleManifest and Import-Module refuse them alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize("command", ["Test-ModuleManifest", "Import-Module"])
@pytest.mark.parametrize(
    ("text", "error_id", "words"),
    [
        ("ModuleVersion = 'abc'", "Modules_InvalidManifest", "The 'ModuleVersion' member in the module manifest is not valid: Cannot convert"),
        ("ModuleVersion = '1.0'; GUID = 'x'", "Modules_InvalidManifest", "The 'GUID' member in the module manifest is not valid:"),
        ("", "Modules_MissingModuleVersion", "The member 'ModuleVersion' is not present in the module manifest."),
        ("ModuleVersion = ''", "Modules_MissingModuleVersion", "The member 'ModuleVersion' is not present in the module manifest."),
        ("ModuleVersion = '1.0'; PowerShellVersion = '8.0'", "Modules_InsufficientPowerShellVersion", "The version of PowerShell on this"),
    ],
)  # fmt: skip
def test_values_that_are_refused(tmp_path: Path, command: str, text: str, error_id: str, words: str) -> None:
    (tmp_path / "M.psd1").write_text(f"@{{ {text} }}")
    ran = Shell(connected=False, location=tmp_path).run(f"{command} ./M.psd1; 'after'")
    assert ran.output == ["after"]
    assert [error.error_id for error in ran.errors] == [error_id]
    assert ran.errors[0].exception.message.startswith(words)


@pytest.mark.parametrize("version", ["7.6", "7.6.5", "5.1"])
def test_versions_that_will_do(tmp_path: Path, version: str) -> None:
    (tmp_path / "M.psd1").write_text(f"@{{ ModuleVersion = '1.0'; PowerShellVersion = '{version}' }}")
    shell = Shell(connected=False, location=tmp_path)
    assert shell.run("(Test-ModuleManifest ./M.psd1).Name; (Import-Module ./M.psd1 -PassThru).Name").output == ["M", "M"]
