"""Drives take no credentials: a cmdlet on items that is given one says so (FileSystem provider of PowerShell 7)."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CREDENTIAL = "$c = [pscredential]::new('a', (ConvertTo-SecureString x -AsPlainText -Force)); "
TEXT = "The FileSystem provider supports credentials only on the New-PSDrive cmdlet. Perform the operation again without specifying credentials."


@pytest.mark.parametrize("call", ["Get-Item /", "Resolve-Path /", "New-Item ./x", "Join-Path / a", "Split-Path /a"])
def test_files_take_no_credential(call: str) -> None:
    shell = Shell(connected=False, sandbox=True)
    assert shell.run(f"{CREDENTIAL}{call} -Credential $c").errors[0].exception.message == TEXT
    assert shell.run("$Error[0].FullyQualifiedErrorId").output[0].startswith("NotSupported,")


def test_cmdlets_with_parameters_of_the_drive_fail_earlier() -> None:
    error = Shell(connected=False).run(CREDENTIAL + "Test-Path / -Credential $c").errors[0]
    assert error.exception.message == f"Cannot retrieve the dynamic parameters for the cmdlet. {TEXT}"


def test_other_drives_take_none_either() -> None:
    error = Shell(connected=False).run(CREDENTIAL + "Get-Item Env:PATH -Credential $c").errors[0]
    assert error.exception.message.startswith("The provider does not support the use of credentials.")
