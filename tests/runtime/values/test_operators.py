"""Operators on scalars, lists and whatever else meets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu import Shell
from pwsh_emu.runtime import collation, operators
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.session import Session
from pwsh_emu.runtime.values import BigInteger, Byte, Char, Decimal, Hashtable, Int64, PSArray, UInt32
from pwsh_emu.runtime.wildcard import WildcardPattern, escape, unescape

MAX = 2**31 - 1


def test_integers_grow_to_double(session: Session) -> None:
    result = operators.add(session, MAX, 1)
    assert type(result) is float and result == 2**31
    assert type(operators.add(session, Byte(200), Byte(200))) is int
    assert type(operators.add(session, UInt32(5), -6)) is Int64
    assert type(operators.add(session, Int64(2**63 - 1), 1)) is float


def test_division(session: Session) -> None:
    assert operators.divide(session, 6, 3) == 2 and type(operators.divide(session, 6, 3)) is int
    assert operators.divide(session, 7, 2) == 3.5
    assert operators.remainder(session, -7, 3) == -1
    assert str(operators.divide(session, Decimal(1), Decimal(3))) == "0.3333333333333333333333333333"
    with pytest.raises(PSError, match="divide by zero"):
        operators.divide(session, 1, 0)


def test_left_operand_decides(session: Session) -> None:
    assert operators.add(session, "1", 2) == "12"
    assert operators.add(session, 1, "2") == 3
    assert operators.multiply(session, "ab", 3) == "ababab"
    assert list(operators.add(session, PSArray([1]), 2)) == [1, 2]
    assert operators.add(session, Char("a"), 1) == "a1"
    assert operators.add(session, 3, BigInteger(4)) == BigInteger(7)


def test_dictionaries_add_without_common_keys(session: Session) -> None:
    both = operators.add(session, Hashtable([("a", 1)]), Hashtable([("b", 2)]))
    assert dict(both.items()) == {"a": 1, "b": 2}
    with pytest.raises(NetException, match="already been added"):
        operators.add(session, both, Hashtable([("A", 3)]))


def test_comparison_filters_lists(session: Session) -> None:
    assert list(operators.gt(session, PSArray([1, 5, 9]), 4)) == [5, 9]
    assert list(operators.eq(session, PSArray(["a", "B", "b"]), "b")) == ["B", "b"]
    assert list(operators.eq(session, PSArray(["a", "B", "b"]), "b", False)) == ["b"]


def test_null_comes_before_zero_and_behind_negatives(session: Session) -> None:
    assert operators.lt(session, None, 0) is True
    assert operators.lt(session, None, -1) is False
    assert operators.eq(session, None, None) is True


def test_strings_compare_as_text() -> None:
    words = ["b", "A", "a", "_a", "-a", "1", "é", "e", "Z"]
    assert sorted(words, key=lambda word: collation.sort_key(word, False)) == ["_a", "-a", "1", "a", "A", "b", "e", "é", "Z"]
    assert collation.equal("é", "e\u0301") and not collation.equal("co-op", "coop") and not collation.equal("ß", "ss")


def test_split_and_join(session: Session) -> None:
    assert list(operators.split(session, "a1b2c", PSArray([r"(\d)", 2]))) == ["a", "1", "b2c"]
    assert list(operators.split(session, "a,b,c", PSArray([",", -2]))) == ["a,b", "c"]
    assert list(operators.split(session, "abc", "")) == ["", "a", "b", "c", ""]
    assert operators.join(session, PSArray([1, None, "x"]), "-") == "1--x"


def test_match_sets_matches(session: Session) -> None:
    assert operators.match(session, "key=5", r"(?<name>\w+)=(\d)") is True
    found = session.scope.cell("matches").value
    assert found.get("name") == "key" and found.get(1) == "5" and found.get(0) == "key=5"
    assert operators.match(session, "x", r"\d") is False
    assert session.scope.cell("matches").value is found


@pytest.mark.parametrize(
    ("format_text", "value", "wanted"),
    [
        ("{0:N0}", 1234567, "1,234,567"), ("{0:N}", 1.5, "1.500"), ("{0:F2}", 2.675, "2.67"), ("{0:E2}", 12345.678, "1.23E+004"),
        ("{0:X}", -1, "FFFFFFFF"),
        ("{0:P1}", 0.1234, "12.3%"), ("{0:C}", -1.5, "-$1.50"), ("{0,6:D3}|", 7, "   007|"), ("{0:#,##0.00;(0)}", -3.2, "(3)"),
        ("{{{0}}}", 5, "{5}"),
        ("{0:0.0#%}", 0.12345, "12.35%"), ("{0:00:00}", 1234, "12:34"), ("{0:R}", 0.1 + 0.2, "0.30000000000000004"), ("{0:G3}", 1234.5, "1.23E+03"),
    ],
)  # fmt: skip
def test_format_operator(session: Session, format_text: str, value: object, wanted: str) -> None:
    assert operators.format_(session, format_text, value) == wanted


@given(st.text(max_size=20))
def test_escaped_text_matches_only_itself(text: str) -> None:
    assert WildcardPattern(escape(text), False).matches(text)
    assert unescape(escape(text)) == text


@given(st.text(alphabet="abAB-_1 é", max_size=8), st.text(alphabet="abAB-_1 é", max_size=8))
def test_order_agrees_with_keys(left: str, right: str) -> None:
    for ignore_case in (True, False):
        one, other = collation.sort_key(left, ignore_case), collation.sort_key(right, ignore_case)
        if left.isascii() == right.isascii():
            assert collation.compare(left, right, ignore_case) == (one > other) - (one < other)
        assert collation.compare(left, right, ignore_case) == -collation.compare(right, left, ignore_case)


def test_a_command_without_output_holds_nothing() -> None:
    code = "(& {}) -contains $null; $null -in (& {}); (& {}) -notcontains $null; $null -contains $null; $null -in $null"
    assert Shell().run(code).output == [False, False, True, True, True]
