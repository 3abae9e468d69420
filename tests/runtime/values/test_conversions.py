"""Conversions as LanguagePrimitives makes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu import Shell
from pwsh_emu.runtime import conversion
from pwsh_emu.runtime.castfailure import InvalidCastError
from pwsh_emu.runtime.convert_numbers import fit_decimal, to_single
from pwsh_emu.runtime.session import Session
from pwsh_emu.runtime.text import decimal_text, double_text, double_text_15, single_text
from pwsh_emu.runtime.values import Byte, Char, Decimal, Hashtable, Int64, PSArray, PSCustomObject


def convert(session: Session, value: object, type_name: str) -> object:
    return conversion.convert(session, value, session.types.resolve(type_name))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("42", 42),
        (" 7 ", 7),
        ("0x1F", 31),
        ("1kb", 1024),
        ("3.7", 4),
        ("2.5", 2),
        ("1e3", 1000),
        ("1,234", 1234),
        ("", 0),
        ("0xffffffff", -1),
        ("5d", 5),
    ],
)
def test_strings_become_integers(session: Session, text: str, number: int) -> None:
    assert convert(session, text, "int") == number


@pytest.mark.parametrize(
    ("value", "type_name", "error_id"),
    [
        ("abc", "int", "InvalidCastFromStringToInteger"),
        ("abc", "double", "InvalidCastFromStringToDoubleOrSingle"),
        (300, "byte", "InvalidCastIConvertible"),
        (1.5, "char", "InvalidCastIConvertible"),
        ("ab", "char", "InvalidCastParseTargetInvocation"),
        (PSArray([1]), "int", "ConvertToFinalInvalidCastException"),
        ("Noday", "DayOfWeek", "SubstringDisambiguationEnumParseThrewAnException"),
        (99, "DayOfWeek", "UndefinedIntegerToEnum"),
        (None, "datetime", "nullToObjectInvalidCast"),
        ("nope", "guid", "InvalidCastParseTargetInvocationWithFormatProvider"),
    ],
)
def test_failures_carry_their_id(session: Session, value: object, type_name: str, error_id: str) -> None:
    with pytest.raises(InvalidCastError) as caught:
        convert(session, value, type_name)
    assert caught.value.error_id == error_id
    assert caught.value.record.exception.type_name.endswith("RuntimeException")
    assert caught.value.cast.type_name.endswith("PSInvalidCastException")


def test_reals_round_half_to_even(session: Session) -> None:
    assert [convert(session, value, "int") for value in (0.5, 1.5, 2.5, -0.5, -1.5)] == [0, 2, 2, 0, -2]


def test_arrays_convert_item_by_item(session: Session) -> None:
    result = convert(session, PSArray(["1", 2.5, Char("A")]), "int[]")
    assert isinstance(result, PSArray) and list(result) == [1, 2, 65] and result.element == "System.Int32"


def test_names_of_enumerations_may_be_cut_short(session: Session) -> None:
    assert str(convert(session, "fri", "DayOfWeek")) == "Friday"
    assert str(convert(session, PSArray(["Hidden", "System"]), "System.IO.FileAttributes")) == "Hidden, System"


def test_truth() -> None:
    falsy = [None, 0, 0.0, "", False, PSArray(), PSArray([0]), Char("\0"), Decimal(0)]
    truthy = [1, "0", "false", PSArray([0, 0]), PSArray([PSArray([0])]), Hashtable(), float("nan"), PSCustomObject()]
    assert not any(map(conversion.to_bool, falsy))
    assert all(map(conversion.to_bool, truthy))


def test_text_of_objects(session: Session) -> None:
    assert conversion.to_string(session, PSArray([1, PSArray([2]), None, True])) == "1 System.Object[]  True"
    assert conversion.to_string(session, PSCustomObject({"a": 1, "b": PSCustomObject({"c": 2})})) == "@{a=1; b=}"
    assert conversion.to_string(session, 0.1 + 0.2) == "0.3"
    assert conversion.net_string(float("inf"), session) == "\u221e"


def test_same_type_stays(session: Session) -> None:
    value = Int64(5)
    assert convert(session, value, "long") is value
    assert type(convert(session, 5, "byte")) is Byte


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_shortest_double_reads_back(value: float) -> None:
    assert float(double_text(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_fifteen_digits_agree_with_c(value: float) -> None:
    assert float(double_text_15(value)) == float(f"{value:.15g}")


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_shortest_single_reads_back(value: float) -> None:
    assert to_single(float(single_text(to_single(value)))) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20))
def test_decimals_keep_their_scale(value: Decimal) -> None:
    text = decimal_text(fit_decimal(value))
    assert text.rpartition(".")[2] == f"{value:f}".rpartition(".")[2]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("[System.Collections.Generic.List[int[]]] [int[]] (1, 2)", 1),
        ("[System.Collections.Generic.List[int[]]] (1, 2)", 2),
        ("[System.Collections.Generic.List[object[]]] (1, 2)", 1),
        ("[System.Collections.Generic.Queue[int[]]] [int[]] (1, 2)", 1),
        ("[System.Collections.Generic.List[array]] (1, 2)", 1),
        ("[System.Collections.Generic.List[object]] (1, 2)", 2),
        ("[System.Collections.Generic.List[object]] [string[]] ('a', 'b')", 2),
        ("[System.Collections.Generic.List[object]] [int[]] (1, 2)", 1),
    ],
)
def test_a_list_of_the_element_type_becomes_one_item(code: str, count: int) -> None:
    assert Shell().run(f"({code}).Count").output == [count]
