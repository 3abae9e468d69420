"""Lists, wide and custom displays, and the objects that stand between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pwsh_emu.formatting.list import write_list
from pwsh_emu.formatting.parameters import read_properties
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.values import Hashtable, PSArray, PSCustomObject

Show = Callable[..., str]


def custom(**members: object) -> PSCustomObject:
    return PSCustomObject(dict(members))


def test_values_wrap_beside_their_labels(show: Show) -> None:
    lines = show(custom(Name="x", Text="word " * 20), shape="List").split("\n")
    assert lines[1] == "Name : x"
    assert lines[3] == "       word word word word word word "


def test_lines_of_a_value_are_indented(show: Show) -> None:
    assert show(custom(Lf="one\ntwo"), shape="List") == "\nLf : one\n     two\n\n"


def test_properties_asked_for_keep_their_order_and_unknown_ones_are_left_out(show: Show) -> None:
    assert show(custom(A=1, B=2), shape="List", properties=["B", "Nope", "A"]) == "\nB : 2\nA : 1\n\n"


def test_list_groups_end_with_an_empty_line_more(show: Show) -> None:
    shown = show(custom(K=1, V=1), custom(K=2, V=2), shape="List", properties=["V"], group_by=read_properties(["K"], "GroupBy")[0])
    assert shown == "\n   K: 1\n\nV : 1\n\n\n   K: 2\n\nV : 2\n\n"


def test_wide_display_shares_the_line(show: Show) -> None:
    assert show(custom(Name="a"), custom(Name="b"), custom(Name="c"), shape="Wide") == f"\na{' ' * 39}b\nc{' ' * 39}\n\n"


def test_custom_display_is_a_tree(show: Show) -> None:
    shown = show(custom(N=1, Items=PSArray(["a"])), shape="Custom")
    assert shown == "\nclass PSCustomObject\n{\n  N = 1\n  Items = \n    [\n      a\n    ]\n    \n}\n\n\n"


def test_scalars_are_lines_of_their_own_in_any_shape(show: Show) -> None:
    assert show("text", 5, True, shape="List") == "text\n5\nTrue\n"


def test_nothing_is_shown_of_nothing(show: Show) -> None:
    assert show(None, PSArray([])) == ""


@pytest.mark.parametrize(
    ("given", "error_id"),
    [
        (Hashtable([("colour", "red"), ("e", "A")]), "DictionaryKeyIllegal"),
        (Hashtable([("n", "x")]), "DictionaryKeyMandatoryEntry"),
        (Hashtable([("e", "A"), ("width", 0)]), "WidthOutOfRange"),
        (Hashtable([("e", "A"), ("align", "up")]), "AlignmentIllegalValue"),
        (5, "DictionaryKeyUnknownType"),
        ("", "ExpressionEmptyString2"),
    ],
)
def test_wrong_properties_are_refused(given: object, error_id: str) -> None:
    with pytest.raises(PSError) as caught:
        read_properties([given], "Table")
    assert caught.value.record.error_id == error_id


def test_a_style_that_a_value_opens_ends_with_its_line() -> None:
    lines: list[str] = []
    write_list(["A", "B"], ["\x1b[36mone\ntwo", "\x1b[1mx\x1b[0m"], 80, lines.append)
    assert lines == ["A : \x1b[36mone\x1b[0m", "    \x1b[36mtwo\x1b[0m", "B : \x1b[1mx\x1b[0m"]
