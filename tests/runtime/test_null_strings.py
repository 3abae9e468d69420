"""[NullString]::Value: the one value that leaves a string $null."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[string]$s = [NullString]::Value; $null -eq $s", [True]),
        ("[string]$s = $null; $null -eq $s", [False]),
        ("$null -eq [string][NullString]::Value", [True]),
        ("function F([string]$s) { $null -eq $s }; F ([NullString]::Value); F $null; F", [True, False, False]),
        ("function F([string]$s = [NullString]::Value) { $null -eq $s }; F; F ''", [True, False]),
        ("[string[]]$a = 'x', [NullString]::Value, $null; $a.ForEach({ $null -eq $_ })", [False, True, False]),
        ("class C { static [bool] IsNull([string]$s) { return $null -eq $s } }; [C]::IsNull([NullString]::Value); [C]::IsNull($null)", [True, False]),
        ("try { [guid]::Parse([NullString]::Value) } catch { $_.FullyQualifiedErrorId }", ["ArgumentNullException"]),
        ("try { [guid]::Parse($null) } catch { $_.FullyQualifiedErrorId }", ["FormatException"]),
        ("try { 'a'.Contains([NullString]::Value) } catch { $_.FullyQualifiedErrorId }", ["ArgumentNullException"]),
        ('"<$([NullString]::Value)>"', ["<>"]),
    ],
)
def test_values(script: str, output: list[object]) -> None:
    assert Shell().run(script).output == output
