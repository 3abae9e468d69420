"""CSV read in pieces gives the same records as read whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.runtime.csvtext import CsvParser, CsvReader


def records(parser: CsvParser) -> Iterator[list[str]]:
    while fields := parser.next_record():
        yield fields


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


@given(st.text(alphabet='ab ,"\n\r\t', max_size=60), st.integers(1, 7))
def test_pieces_of_any_size_change_nothing(text: str, size: int) -> None:
    assert list(records(CsvParser("", ",", pieces(text, size)))) == list(records(CsvParser(text)))


@given(st.text(alphabet='ab ,"\t', max_size=30), st.booleans())
def test_the_quick_way_reads_what_the_careful_one_does(line: str, ended: bool) -> None:
    parser = CsvParser(line + "\n" if ended else line)
    quick = parser._regular(line, ended=ended)
    assert quick is None or quick == parser._careful()


@pytest.mark.parametrize("size", [1, 3, 64])
def test_fields_may_go_on_over_many_pieces(size: int) -> None:
    text = 'A,B\n"one\ntwo, ""three""",4\nlast,5'
    rows = list(CsvReader().read("", pieces(text, size)))
    assert [list(row.members.values()) for row in rows] == [['one\ntwo, "three"', "4"], ["last", "5"]]


def test_what_was_read_is_let_go() -> None:
    parser = CsvParser("", ",", pieces("a,b\n" * 10_000, 1000))
    longest = 0
    for _ in records(parser):
        longest = max(longest, len(parser.text))
    assert longest < 3000
