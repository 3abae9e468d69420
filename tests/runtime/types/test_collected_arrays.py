"""Arrays of what a cmdlet wrote: PowerShell wraps their items, so that IndexOf and Contains compare as -eq does, with case."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("$l = 'A', 'b', 'A' | Select-Object -Unique; $l.IndexOf([char]'b'); $l.IndexOf('B')", [1, -1]),
        ("$n = 3, 1, 2 | Sort-Object; $n.Contains(3L); $n.IndexOf('2')", [True, 1]),
        ("$l = 'A', 'b' | ForEach-Object { $_ }; $l.IndexOf([char]'b')", [-1]),
        ("('A', 'b').IndexOf([char]'b'); (1, 2).Contains(2L)", [-1, False]),
        ("$l = 'A', 'b' | Where-Object { $_ }; $l.GetType().FullName; $l -is [object[]]", ["System.Object[]", True]),
    ],
)
def test_looking_for_items(shell: Shell, text: str, output: list[object]) -> None:
    assert shell.run(text).output == output
