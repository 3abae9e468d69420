"""How long a text a pattern may be tried on without a clock."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.runtime.regex.cost import ALWAYS, ANY_LENGTH, longest_text
from pwsh_emu.runtime.regex.parser import parse


@pytest.mark.parametrize("pattern", [r"\w+", "abc", r"(?<y>\d{4})-(?<m>\d\d)", "a{1,3}b", "[a-z]{2}", r"^\d+\.\d+$", "x.*"])
def test_patterns_that_cannot_go_back_far(pattern: str) -> None:
    assert longest_text(parse(pattern)) == ANY_LENGTH


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", r"(\w+\s?)+$", "(a?){20}a{20}"])
def test_patterns_that_explode(pattern: str) -> None:
    assert longest_text(parse(pattern)) == ALWAYS


@pytest.mark.parametrize(("pattern", "most"), [(r"(\w+)\s+(\d+)", 20_000), (".*x.*y", 200), ("(.*)(.*)(.*)x", 50)])
def test_patterns_that_multiply(pattern: str, most: int) -> None:
    assert ALWAYS <= longest_text(parse(pattern)) <= most


@pytest.mark.parametrize("text", ["aaa", "a" * 200, "aab", "b" * 5000 + "a"])
def test_both_engines_agree(text: str) -> None:
    script = f"$t = '{text}'; $t -match '(a|aa)+$'; if ($Matches) {{ $Matches[0].Length }}"
    expected = len(text) - len(text.rstrip("a"))
    assert Shell(connected=False).run(script).output == ([True, expected] if expected else [False])
