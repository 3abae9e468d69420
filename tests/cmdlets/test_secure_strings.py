"""Secure strings, credentials and how they are written."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    found = Shell(sandbox=True)
    found.run("$s = ConvertTo-SecureString 'P@ss w0rd' -AsPlainText; $key = [byte[]](1..32)")
    return found


def test_without_a_key_the_text_is_written_as_digits(shell: Shell) -> None:
    assert shell.run("ConvertFrom-SecureString (ConvertTo-SecureString abc -AsPlainText)").output == ["610062006300"]
    assert shell.run("'610062006300' | ConvertTo-SecureString | ConvertFrom-SecureString -AsPlainText").output == ["abc"]


def test_a_key_encrypts_and_another_one_does_not_open_it(shell: Shell) -> None:
    shell.run("$e = ConvertFrom-SecureString $s -Key $key")
    assert shell.run("$e.StartsWith('76492d1116743f0423413b16050a5345'); $e.Contains('50004000')").output == [True, False]
    assert shell.run("ConvertTo-SecureString $e -Key $key | ConvertFrom-SecureString -AsPlainText").output == ["P@ss w0rd"]
    assert [error.error_id for error in shell.run("ConvertTo-SecureString $e -Key (2..33)").errors] == [
        "ImportSecureString_InvalidArgument_CryptographicError"
    ]


def test_a_secure_key_is_its_text(shell: Shell) -> None:
    shell.run("$k = ConvertTo-SecureString 12345678 -AsPlainText; $e = ConvertFrom-SecureString $s $k")
    bytes_of_key = "[Text.Encoding]::Unicode.GetBytes('12345678')"
    assert shell.run(f"ConvertTo-SecureString $e -Key ({bytes_of_key}) | ConvertFrom-SecureString -AsPlainText").output == ["P@ss w0rd"]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("ConvertTo-SecureString abc", "ImportSecureString_InvalidArgument"),
        ("ConvertFrom-SecureString ([securestring]::new())", "Argument"),
        ("ConvertFrom-SecureString $s -Key (1..5)", "Argument"),
        ("Get-Credential", "InvalidOperation"),
        ("function f { param([pscredential]$c) }; f 5", "ParameterArgumentTransformationError"),
    ],
)
def test_what_cannot_be_done_is_refused(shell: Shell, script: str, error_id: str) -> None:
    assert [error.error_id for error in shell.run(script).errors] == [error_id]


def test_a_credential_survives_clixml(shell: Shell) -> None:
    shell.run("$c = [pscredential]::new('contoso\\ann', $s) | ConvertTo-CliXml | ConvertFrom-CliXml")
    assert shell.run("$c.GetType().Name; $c.UserName; $c.GetNetworkCredential().Password").output == ["PSCredential", "contoso\\ann", "P@ss w0rd"]


def test_pointers_give_the_text_until_they_are_freed(shell: Shell) -> None:
    shell.run("$m = [Runtime.InteropServices.Marshal]; $p = $m::SecureStringToBSTR($s)")
    assert shell.run("$m::PtrToStringBSTR($p); $m::PtrToStringAuto($p)").output == ["P@ss w0rd", "P"]
    assert shell.run("$m::ZeroFreeBSTR($p); $m::PtrToStringBSTR($p)").output == [""]
