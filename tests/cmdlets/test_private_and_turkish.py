"""Set-Variable's private scope, Select-String's Turkish i, and ranges of durations."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("& { Set-Variable v 1 -Scope Private; (Get-Variable v).Options.ToString(); & { \"[$v]\" } }", ["Private", "[]"]),
        ("& { Set-Variable v 1 -Scope Private -Option ReadOnly; (Get-Variable v).Options.ToString() }", ["ReadOnly, Private"]),
        ("& { $v = 1; Set-Variable v 2 -Scope Private; (Get-Variable v).Options.ToString() }", ["None"]),
    ],
)  # fmt: skip
def test_what_the_private_scope_gets_is_private(code: str, expected: list[str]) -> None:
    assert Shell().run(code).output == expected


@pytest.mark.parametrize(
    ("pattern", "culture", "expected"),
    [("fIle", "tr-TR", False), ("fIle", "en-US", True), ("f`u{130}le", "tr-TR", True), ("f`u{130}le", "az-Latn-AZ", True)],
)
def test_the_dot_of_the_i_counts_in_turkish(pattern: str, culture: str, expected: bool) -> None:
    assert Shell().run(f'[bool]("file" | Select-String "{pattern}" -SimpleMatch -Culture {culture})').output == [expected]


def test_a_duration_is_told_from_zero() -> None:
    result = Shell().run("Start-Sleep -Duration ([timespan]1); try { Start-Sleep -Duration ([timespan]-1) } catch { $_.Exception.Message }")
    assert result.output == [
        "Cannot validate argument on parameter 'Duration'. The argument \"-00:00:00.0000001\" cannot be validated because its value is not "
        "greater than or equal to zero."
    ]
