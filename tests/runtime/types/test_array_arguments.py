"""What a parameter of type System.Array takes."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$text = 'ab'; [array]::Reverse($text); $text", ["ab"]),
        ("[array]::IndexOf('ab', 'ab'); [array]::IndexOf(5, 6)", [0, -1]),
        ("$to = @(0, 0); [array]::Copy('a', $to, 1); $to", ["a", 0]),
        ("$list = [System.Collections.ArrayList] (1, 2); [array]::Reverse($list); $list", [1, 2]),  # a copy of it is turned round
        ("$items = 1, 2, 3; [array]::Reverse($items); $items", [3, 2, 1]),
    ],
)
def test_takes_any_value_as_an_array(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected
