"""New-PSDrive's drive belongs to a scope, as a variable does: about_Scopes."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


def lines(text: str) -> list[str]:
    done = Shell().run(text)
    return [str(one) for one in done.output] + [error.exception.message for error in done.errors]


def test_drive_of_a_function_ends_with_it() -> None:
    text = "function Test-It { $null = New-PSDrive q FileSystem /tmp; (Get-PSDrive q).Root; Test-Path q:/ }; Test-It; Get-PSDrive q"
    assert lines(text) == ["/tmp", "True", "Cannot find drive. A drive with the name 'q' does not exist."]


def test_scope_says_where_a_drive_is_made() -> None:
    text = "function Test-It { $null = New-PSDrive q FileSystem /tmp -Scope Global }; Test-It; (Get-PSDrive q).Root"
    assert lines(text) == ["/tmp"]


def test_inner_drive_hides_the_outer_one_of_its_name() -> None:
    text = """
        $null = New-PSDrive q FileSystem /tmp
        function Test-It {
            $null = New-PSDrive q FileSystem /usr
            (Get-PSDrive q).Root; (Get-PSDrive q -Scope 1).Root; @(Get-PSDrive -Scope Local).Count
            Remove-PSDrive q -Scope Local; (Get-PSDrive q).Root
        }
        Test-It"""
    assert lines(text) == ["/usr", "/tmp", "1", "/tmp"]


@pytest.mark.parametrize("cmdlet", ["Get-PSDrive", "New-PSDrive n FileSystem /tmp", "Remove-PSDrive Temp"])
def test_scope_that_is_none_is_told(cmdlet: str) -> None:
    (message,) = lines(f"{cmdlet} -Scope 9")
    assert message.startswith("The scope number '9' exceeds the number of active scopes.")
    (message,) = lines(f"{cmdlet} -Scope There")
    assert message.startswith('Cannot process argument because the value of parameter "Scope" is not valid.')


def test_a_scope_has_one_drive_of_a_name() -> None:
    assert lines("$null = New-PSDrive q FileSystem /tmp; New-PSDrive q FileSystem /usr") == ["A drive with the name 'q' already exists."]
