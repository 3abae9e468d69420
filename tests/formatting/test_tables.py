"""Column widths, alignment, truncation, wrapping and groups of tables."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.formatting.parameters import read_properties
from pwsh_emu.formatting.table import column_widths, fit_cell
from pwsh_emu.formatting.text import width
from pwsh_emu.runtime.values import Hashtable, PSArray, PSCustomObject

Show = Callable[..., str]


def custom(**members: object) -> PSCustomObject:
    return PSCustomObject(dict(members))


def test_up_to_four_properties_are_a_table_with_numbers_at_the_right(show: Show) -> None:
    assert show(custom(Id=1, Name="a"), custom(Id=22, Name="bb")) == "\nId Name\n-- ----\n 1 a\n22 bb\n\n"


def test_five_properties_are_a_list(show: Show) -> None:
    assert show(custom(A=1, B=2, C=3, D=4, Long=5)) == "\nA    : 1\nB    : 2\nC    : 3\nD    : 4\nLong : 5\n\n"


def test_text_between_rows_stays_between_them(show: Show) -> None:
    assert show(custom(A=1), "text", custom(A=2)) == "\nA\n-\n1\ntext\n2\n\n"


def test_real_numbers_have_three_decimals_in_tables_only(show: Show) -> None:
    assert "4.250" in show(custom(D=4.25))
    assert "4.25\n" in show(custom(D=4.25), shape="List")


def test_last_column_is_cut_with_an_ellipsis(show: Show) -> None:
    lines = show(custom(A="a" * 60, B="b" * 60), shape="Table").split("\n")
    assert len(lines[3]) == 79
    assert lines[3].endswith("bbb…")


def test_given_widths_align_and_cut(show: Show) -> None:
    shown = show(
        custom(N=123456789, S="abcdefghi"), shape="Table", properties=[Hashtable([("e", "N"), ("Width", 5)]), Hashtable([("e", "S"), ("w", 5)])]
    )
    assert shown == "\n    N S\n    - -\n…6789 abcd…\n\n"


def test_wrapped_cells_take_several_lines(show: Show) -> None:
    properties = [Hashtable([("e", "Id"), ("Width", 4)]), Hashtable([("e", "Note"), ("Width", 10)])]
    shown = show(custom(Id=5, Note="the quick brown fox jumps"), shape="Table", properties=properties, wrap=True)
    assert shown == "\n  Id Note\n  -- ----\n   5 the quick\n     brown fox\n     jumps\n\n"


def test_groups_have_headings_and_widths_of_their_own(show: Show) -> None:
    shown = show(custom(K="a", V="long value"), custom(K="b", V="v"), shape="Table", properties=["V"], group_by=read_properties(["K"], "GroupBy")[0])
    assert shown == "\n   K: a\n\nV\n-\nlong value\n\n   K: b\n\nV\n-\nv\n\n"


def test_collections_are_cut_at_four_items(show: Show) -> None:
    assert "{1, 2, 3, 4…}" in show(custom(Items=PSArray(range(1, 11))))


def test_headers_can_be_hidden(show: Show) -> None:
    assert show(custom(A=1, B="x"), shape="Table", hide_headers=True) == "\n1 x\n\n"


def test_wide_character_that_does_not_fit_leaves_a_blank() -> None:
    assert fit_cell("漢字漢字", 6, "Left", pad=True) == "漢字… "


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(5, 120))
def test_columns_fit_the_screen_and_hidden_ones_are_the_last(wanted: list[int], screen: int) -> None:
    widths = column_widths(list(wanted), screen)
    shown = [one for one in widths if one > 0]
    assert sum(shown) + len(shown) - 1 <= screen
    assert widths[: len(shown)] == shown


@given(st.text(alphabet="ab漢", max_size=20), st.integers(1, 12), st.sampled_from(["Left", "Right", "Center"]))
def test_cells_fill_their_column(value: str, room: int, alignment: str) -> None:
    assert width(fit_cell(value, room, alignment, pad=True)) == room
