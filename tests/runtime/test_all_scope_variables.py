"""AllScope variables that scripts make: the scopes below share them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("New-Variable v 1 -Option AllScope; & { $v = 2 }; $v", [2]),
        ("function f { New-Variable v 1 -Option AllScope; g; $v }; function g { $v++ }; f; [bool]$v", [2, False]),
        ("Set-Variable v 1 -Option AllScope -Scope Global; function f { $v = 2; & { $v = 3 }; $v }; f; $v", [3, 3]),
        ("$v = 1; Set-Variable v -Option AllScope; & { Set-Variable v 5 }; $v", [5]),
        ("$v = 1; & { $v = 2 }; $v", [1]),
        ("New-Variable v 1 -Option AllScope; & { try { New-Variable v 2 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } }",
         ["VariableAlreadyExists,Microsoft.PowerShell.Commands.NewVariableCommand"]),
    ],
)  # fmt: skip
def test_are_shared(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected
