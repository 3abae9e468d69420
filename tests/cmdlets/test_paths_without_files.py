"""Cmdlets that read or write whole files and content, on drives that have no files."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize("command", ["Import-Csv env:PATH", "Import-Clixml env:PATH", "1 | Export-Csv env:x", "1 | Out-File env:x"])
def test_the_provider_cannot_open_a_file(command: str) -> None:
    (error,) = Shell(sandbox=True).run(command).errors
    assert error.error_id == "ReadWriteFileNotFileSystemProvider"
    assert error.details_message == "Cannot open file because the current provider (Microsoft.PowerShell.Core\\Environment) cannot open a file."


@pytest.mark.parametrize("drive", ["Alias", "Env", "Function", "Variable"])
@pytest.mark.parametrize("command", ["Get-Content", "'x' | Set-Content", "'x' | Add-Content"])
def test_a_drive_itself_has_no_content(command: str, drive: str) -> None:
    result = Shell(sandbox=True).run(f"{command} {drive}:; 'on'")
    assert result.output == ["on"]
    assert [error.error_id for error in result.errors] == ["Argument"]
    assert result.errors[0].exception.message.startswith('Cannot process argument because the value of argument "path" is not valid.')
