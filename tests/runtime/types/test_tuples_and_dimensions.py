"""Tuples are indexed; arrays of two dimensions keep them through casts, typed variables and parameters."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CASES = [
    ("[Tuple]::Create(1, 'two', 3)[1]", "two"),
    ("[Tuple]::Create(1, 'two', 3)[-1]", "3"),
    ("[Tuple]::Create(1, 'two', 3)[0..1] -join ' '", "1 two"),
    ("$null -eq [Tuple]::Create(1, 2)[5]", "True"),
    ("Set-StrictMode -Version 3; try { [Tuple]::Create(1, 2)[5] } catch { $_.Exception.Message }", "Index was outside the bounds of the array."),
    ("[string[,]]$a = [string[,]]::new(3, 2); $a.Rank", "2"),
    ("[array]$a = [int[,]]::new(3, 2); $a.Rank", "2"),
    ("([object[,]][string[,]]::new(3, 2)).GetType().Name", "String[,]"),
    ("function test([int[,]] $a) { $a.GetLength(0) }; test ([int[,]]::new(4, 1))", "4"),
    ("class Grid { [int[,]] $Cells }; ([Grid]@{ Cells = [int[,]]::new(2, 3) }).Cells.GetLength(1)", "3"),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert [str(one) for one in result.output] == [wanted]
