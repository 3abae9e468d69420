"""What conditions do to $?, and what an assignment to several variables is worth."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FAILS = "Write-Error bad -ErrorAction Ignore"


@pytest.mark.parametrize(
    ("script", "output"),
    [
        (f"if ({FAILS}) {{ 1 }} else {{ $? }}", [True]),
        (f"if (-not ({FAILS})) {{ $? }}", [True]),
        (f"if ($false) {{ 1 }} elseif ('x' && {FAILS}) {{ $? }}", [True]),
        (f"{FAILS}; if ($true) {{ $? }}", [False]),
        (f"while ({FAILS}) {{ 1 }}; $?", [True]),
        (f"do {{ {FAILS} }} while ({FAILS}); $?", [True]),
        (f"for (; {FAILS};) {{ }}; $?", [True]),
        (f"if ($null -eq ({FAILS})) {{ $? }}", [True]),
        (f"{FAILS}; if ({{ {FAILS} }}) {{ $? }}", [False]),
        (f"{FAILS}; if ($?) {{ 1 }} else {{ 2 }}", [2]),
        ("$i = 0; while ((Write-Output $i) -lt 3) { $i++ }; $i", [3]),
        (
            "$i = 0; :out while (1) { while ((Write-Output $i) -lt 9) { $i++; if ($i -eq 2) { continue out }; if ($i -gt 4) { break out } } }; $i",
            [5],
        ),
    ],
)
def test_success_after_conditions(script: str, output: list[object]) -> None:
    assert Shell().run(script).output == output


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("$v = $a, $b = 1, 2, 3; $v.Count; $v[0]; $v[1] -join '+'", [2, 1, "2+3"]),
        ("$v = $a, $b, $c = 1, 2; $v.Count; $null -eq $v[2]", [3, True]),
        ("$v = $a, $b = 'x'; $v.Count; $v[0]", [2, "x"]),
        ("($a, $b = 1, 2) -join ' '", ["1 2"]),
        ('$a, $b = $c, $d = 5, 6; "$a $b $c $d"', ["5 6 5 6"]),
    ],
)
def test_the_value_of_an_assignment_to_several_variables(script: str, output: list[object]) -> None:
    assert Shell().run(script).output == output
