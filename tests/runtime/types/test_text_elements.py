"""StringInfo's enumerator over what a reader takes for one character."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

_WALK = "$walk = [Globalization.StringInfo]::GetTextElementEnumerator({}); while ($walk.MoveNext()) {{ $walk.ElementIndex; $walk.GetTextElement() }}"


def test_walks_over_clusters() -> None:
    assert Shell().run(_WALK.format('"ae`u{301}`u{1F600}z"')).output == [0, "a", 1, "e\u0301", 3, "\ud83d\ude00", 5, "z"]


def test_starts_at_an_index() -> None:
    assert Shell().run(_WALK.format("'abc', 1")).output == [1, "b", 2, "c"]


def test_can_be_reset_and_piped() -> None:
    start = "$walk = [Globalization.StringInfo]::GetTextElementEnumerator('ab'); $null = $walk.MoveNext(); $walk.Reset()"
    code = start + '; $walk | ForEach-Object { "<$_>" }'
    assert Shell().run(code).output == ["<a>", "<b>"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("$walk = [Globalization.StringInfo]::GetTextElementEnumerator('a'); $walk.GetTextElement()", "Enumeration has not started. Call MoveNext."),
        (_WALK.format("'a'") + "; $walk.GetTextElement()", "Enumeration already finished."),
    ],
)
def test_has_no_element_outside(code: str, message: str) -> None:
    assert message in str(Shell().run(f"try {{ {code} }} catch {{ $_.Exception.Message }}").output[-1])
