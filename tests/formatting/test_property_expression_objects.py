"""PSPropertyExpression as a type that scripts use."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

_FUNCTION = "function f { param([Microsoft.PowerShell.Commands.PSPropertyExpression] $p, $o) $p.GetValues($o) }\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("(f { $_.Length + 1 } 'abc').Result", [4]),
        ("f l* ([pscustomobject]@{ la = 1; x = 2; lb = 3 }) | ForEach-Object { \"$($_.ResolvedExpression)=$($_.Result)\" }", ["la=1", "lb=3"]),
        ("(f { throw 'no' } 1).Exception.Message", ["no"]),
        ("$e = [pspropertyexpression]::new('a*'); $e.HasWildCardCharacters; $null -eq $e.Script; \"$e\"", [True, True, "a*"]),
        ("1..3 | Measure-Object ([pspropertyexpression] { $_ * 2 }) -Sum | ForEach-Object Sum", [12]),
        ("'bbb', 'a' | Sort-Object ([pspropertyexpression] 'Length')", ["a", "bbb"]),
        ("try { [pspropertyexpression] '' } catch { $_.FullyQualifiedErrorId }", ["InvalidCastConstructorException"]),
    ],
)  # fmt: skip
def test_reads_what_it_names(code: str, expected: list[object]) -> None:
    assert Shell().run(_FUNCTION + code).output == expected
