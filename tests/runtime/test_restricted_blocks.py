"""ScriptBlock.CheckRestrictedLanguage: which commands and variables a block may name."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("block", "arguments", "error_id"),
    [
        ("{ 2 + 2 }", "$null, $null, $false", None),
        ("{ $true, $null, $PSCulture }", "$null, $null, $false", None),
        ("{ Get-Date | Out-Null }", "$null, $null, $false", None),
        ("{ Get-Date }", "[string[]]'GET-DATE', $null, $false", None),
        ("{ Get-Date }", "[string[]]@(), $null, $false", "CmdletNotInAllowedListForDataSection"),
        ("{ $a }", "$null, $null, $false", "VariableReferenceNotSupportedInDataSection"),
        ("{ $a + $B }", "$null, [string[]]('A', 'b'), $false", None),
        ("{ $a + $b }", "$null, [string[]]'a', $false", "VariableReferenceNotSupportedInDataSection"),
        ("{ $env:x }", "$null, $null, $false", "VariableReferenceNotSupportedInDataSection"),
        ("{ $env:x }", "$null, $null, $true", None),
        ("{ $env:x + $any }", "$null, [string[]]'*', $false", None),
        ("{ param($p) 1 }", "$null, $null, $false", "InvalidScriptBlockInDataSection"),
        ("{ process { 1 } }", "$null, $null, $false", "InvalidScriptBlockInDataSection"),
        ("{ while (1) { } }", "$null, $null, $false", "ForWhileStatementNotSupportedInDataSection"),
    ],
)
def test_what_a_restricted_block_may_hold(block: str, arguments: str, error_id: str | None) -> None:
    result = Shell().run(
        f"try {{ {block}.CheckRestrictedLanguage({arguments}) }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.InnerException.Errors.ErrorId }}"
    )
    assert result.output == ([] if error_id is None else ["ParseException", error_id])


def test_the_message_names_what_is_allowed() -> None:
    code = "try { { $c }.CheckRestrictedLanguage($null, [string[]]('a', 'b'), $false) } catch { $_.Exception.InnerException.Errors.Message }"
    (message,) = Shell().run(code).output
    assert message.endswith("include the following: $PSCulture, $PSUICulture, $true, $false, $null, $a, $b.")
