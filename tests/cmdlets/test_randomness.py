"""Get-Random's limits: numbers of the language as texts, and the widest range of doubles."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        ("'+8.0' -Minimum 0", "System.Double"),
        ("'20.' -Minimum 0", "System.Double"),
        ("'+8' -Minimum '-8'", "System.Int32"),
        ("'1kb'", "System.Int32"),
        ("'1tb' -Minimum '10mb'", "System.Int64"),
        ("([double]::MaxValue) -Minimum ([double]::MinValue)", "System.Double"),
    ],
)
@pytest.mark.parametrize("cmdlet", ["Get-Random", "Get-SecureRandom"])
def test_limits_decide_the_type(cmdlet: str, limits: str, wanted: str) -> None:
    result = Shell(sandbox=True).run(f"$n = {cmdlet} -Maximum {limits}; $n.GetType().FullName; $n -lt [double]::MaxValue")
    assert list(result.output) == [wanted, True]


@pytest.mark.parametrize("limits", ["-Minimum ([double]::NaN) -Maximum 3.0", "-Maximum ([double]::NaN)"])
def test_a_limit_that_is_no_number_gives_none(limits: str) -> None:
    assert Shell(time_limit=5).run(f"[double]::IsNaN((Get-Random {limits}))").output == [True]
