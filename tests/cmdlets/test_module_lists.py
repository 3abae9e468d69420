"""Which modules Get-Module lists: those of PowerShell's own whose cmdlets were used, and where available ones lie."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

PREFIX = "Microsoft.PowerShell."


def run(script: str) -> list[object]:
    return list(Shell(sandbox=True).run(script).output)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("@(Get-Module).Count", [0]),
        ("$null = Get-Item /; (Get-Module).Name", [PREFIX + "Management"]),
        ("$null = Get-Item /; Write-Output x | Out-Null; (Get-Module).Name", [PREFIX + "Management", PREFIX + "Utility"]),
        ("Get-Module | Select-Object -ExpandProperty Name", [PREFIX + "Utility"]),
    ],
)
def test_used_modules_are_imported(script: str, expected: list[str]) -> None:
    assert run(script) == expected


def test_built_in_modules_are_available() -> None:
    names = run("(Get-Module -ListAvailable Microsoft.PowerShell.*).Name")
    assert names == [PREFIX + "Host", PREFIX + "Management", PREFIX + "Security", PREFIX + "Utility"]
    assert run("(Get-Module -ListAvailable Microsoft.PowerShell.Host).ExportedCommands.Keys") == ["Start-Transcript", "Stop-Transcript"]
    assert run("(Get-Module).Count; $null = Get-Module -ListAvailable; (Get-Module).Count") == [0, 0]


def test_available_modules_stand_under_their_folder() -> None:
    text = str(run("Get-Module -ListAvailable Microsoft.PowerShell.Host | Out-String -Width 200")[0])
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    assert lines[0] == "    Directory: /opt/microsoft/powershell/7/Modules"
    assert lines[1].split() == ["ModuleType", "Version", "PreRelease", "Name", "PSEdition", "ExportedCommands"]
    assert lines[3].split()[:4] == ["Manifest", "7.0.0.0", "Microsoft.PowerShell.Host", "Core"]


def test_cmdlets_come_from_their_modules_assembly() -> None:
    assert str(run("(Get-Command Get-Item).DLL")[0]).endswith("/Microsoft.PowerShell.Commands.Management.dll")
    assert str(run("(Get-Command ForEach-Object).DLL")[0]).endswith("/System.Management.Automation.dll")
