"""Complex, Int128, UInt128, Half, and numbers that are made from others by CreateChecked and its like."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('"$([System.Numerics.Complex]::new(1, 2) * [System.Numerics.Complex]::new(0, 1))"', "<-2; 1>"),
        ("'{0:N1}' -f [System.Numerics.Complex]::new(1, 2)", "<1.0; 2.0>"),
        ("([System.Numerics.Complex]::One + 1).Real", "2"),
        ('"$([Int128]::MaxValue)"', "170141183460469231731687303715884105727"),
        ('"$([Int128]5 + 1)"', "6"),
        ("([Int128]7 % 4).GetType().Name", "Int128"),
        ('"$([UInt128]::MaxValue)"', "340282366920938463463374607431768211455"),
        ('"$([Half]0.1)"', "0.1"),
        ('"$([Half]1.5 + 1)"', "2.5"),
        ("[int]::CreateSaturating(5000000000)", "2147483647"),
        ("[byte]::CreateTruncating(300)", "44"),
        ("[double]::Hypot(3, 4)", "5"),
        ("[double]::RootN(-8, 3)", "-2"),
        ("'5'.ToInt32($null)", "5"),
        ("[version]::op_LessThan('1.2', '1.10')", "True"),
    ],
)
def test_expressions(shell: Shell, expression: str, text: str) -> None:
    assert shell.run(expression).text == f"{text}\n"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("[Int128]::MaxValue + 1", "Value was either too large or too small for an Int128."),
        ("[Int128]1 / 0", "Attempted to divide by zero."),
        ("[byte]::CreateChecked(300)", "Arithmetic operation resulted in an overflow."),
        ("(Get-Date).ToInt32($null)", "Invalid cast from 'DateTime' to 'Int32'."),
    ],
)
def test_refusals(shell: Shell, expression: str, message: str) -> None:
    result = shell.run(expression)
    assert message in result.errors[0].message
