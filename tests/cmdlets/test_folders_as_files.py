"""Folders given to cmdlets that read files."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("Get-FileHash /d", ("UnauthorizedAccessError", "Access to the path '/d' is denied.")),
        ("Import-PowerShellDataFile /d", ("PathNotFound", "The specified path '/d' was not found.")),
    ],
)
def test_a_folder_is_refused(command: str, wanted: tuple[str, str]) -> None:
    shell = Shell(sandbox=True)
    (error,) = shell.run(f"mkdir /d | Out-Null; {command}").errors
    assert (error.error_id, error.exception.message) == wanted
