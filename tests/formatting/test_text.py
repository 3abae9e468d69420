"""Widths, cuts and line breaks of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.formatting import text

RED, RESET = "\x1b[31m", "\x1b[0m"


def test_wide_characters_take_two_columns() -> None:
    assert text.width("東京") == 4
    assert text.width("é") == 1
    assert text.width("😀") == 2


def test_escape_sequences_take_none() -> None:
    assert text.width(f"{RED}ab{RESET}") == 2
    assert text.plain(f"{RED}ab{RESET}") == "ab"


def test_cut_keeps_and_closes_styles() -> None:
    assert text.cut_tail(f"{RED}abcdef{RESET}", 3, "…") == f"{RED}abc…{RESET}"
    assert text.cut_head(f"{RED}abcdef{RESET}", 3, "…") == f"{RED}…def{RESET}"


def test_wrap_leaves_the_space_at_the_end_of_the_line() -> None:
    assert text.wrap("one two three", 8, 8) == ["one two ", "three"]


def test_wrap_breaks_words_that_are_wider_than_a_line() -> None:
    assert text.wrap("abcdefgh", 3, 3) == ["abc", "def", "gh"]


def test_wrap_carries_styles_into_the_next_line() -> None:
    assert text.wrap(f"{RED}one two{RESET}", 4, 4) == [f"{RED}one {RESET}", f"{RED}two{RESET}"]


def test_lines_are_split_at_line_feeds_only() -> None:
    assert text.split_lines("a\r\nb\rc\n") == ["a", "bc", ""]


@given(st.text(alphabet="ab 漢x", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing(value: str, columns: int) -> None:
    lines = text.wrap(value, columns, columns)
    assert all(text.width(line) <= columns for line in lines)
    assert "".join(lines) == value
