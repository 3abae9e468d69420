"""Cmdlets that read or write whole files, on drives that have none."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize("command", ["Import-Csv env:PATH", "Import-Clixml env:PATH", "1 | Export-Csv env:x", "1 | Out-File env:x"])
def test_the_provider_cannot_open_a_file(command: str) -> None:
    (error,) = Shell(sandbox=True).run(command).errors
    assert error.error_id == "ReadWriteFileNotFileSystemProvider"
    assert error.details_message == "Cannot open file because the current provider (Microsoft.PowerShell.Core\\Environment) cannot open a file."
