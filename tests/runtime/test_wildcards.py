"""Wildcard patterns: what they match, and that they never go back."""

from __future__ import annotations

import fnmatch
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.runtime.wildcard import WildcardPattern, between_stars


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("a*c", "abc", True),
        ("a*c", "ac", True),
        ("a*c", "acb", False),
        ("*b*b", "ab", False),
        ("*b*b", "abab", True),
        ("a*a", "a", False),
        ("?*", "", False),
        ("*[ab]*[cd]", "xbxd", True),
        ("**a**", "bab", True),
        ("a`*b", "a*b", True),
        ("a`*b", "axb", False),
        ("*", "", True),
    ],
)
def test_patterns(pattern: str, text: str, matches: bool) -> None:
    assert WildcardPattern(pattern).matches(text) is matches


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=10))
def test_the_same_as_a_plain_translation(pattern: str, text: str) -> None:
    assert WildcardPattern(pattern, ignore_case=False).matches(text) is (re.match(fnmatch.translate(pattern), text) is not None)


def test_many_stars_take_no_time() -> None:
    started = time.monotonic()
    assert not WildcardPattern("*a" * 40 + "b").matches("a" * 20000)
    assert time.monotonic() - started < 1


def test_pieces_in_the_middle_are_not_left_again() -> None:
    assert between_stars(["x", "a", "y"]) == "x(?>.*?a).*y"
    assert between_stars(["x"]) == "x"
