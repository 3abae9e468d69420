"""Number and string literals: values, types and the parts of expandable strings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pwsh_emu.language import ast, errorpass
from pwsh_emu.language.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value", "type_name"),
    [
        ("1", 1, "Int32"),
        ("-1", -1, "Int32"),
        ("2147483648", 2147483648, "Int64"),
        ("9223372036854775808", Decimal("9223372036854775808"), "Decimal"),
        ("79228162514264337593543950336", 79228162514264337593543950336.0, "Double"),
        ("0xFFFFFFFF", -1, "Int32"),
        ("0b101", 5, "Int32"),
        ("0x", 0, "Int32"),
        ("1kb", 1024, "Int32"),
        ("1.5kb", 1536.0, "Double"),
        ("1e3", 1000.0, "Double"),
        ("2d", Decimal(2), "Decimal"),
        ("3l", 3, "Int64"),
        ("5uy", 5, "Byte"),
        ("1n", 1, "BigInteger"),
    ],
)
def test_numbers_grow_with_their_value(text: str, value: Any, type_name: str) -> None:
    assert parse_number(text) == (value, type_name)


@pytest.mark.parametrize("text", ["abc", "300uy", "1_0", "", "0b", "1kbb", "--1"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None


def string_of(text: str) -> Any:
    tree, errors = errorpass.parse(text)
    assert not errors
    assert tree.end_block is not None
    pipeline: Any = tree.end_block.statements[0]
    return pipeline.elements[0].expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        ('"a`tb`n`u{1F600}`q`$x`""', 'a\tb\n\U0001f600q$x"'),
        ('"a""b"', 'a"b'),
        ("@'\n'a'\n'@", "'a'"),
        ("\u2018a\u2019", "a"),
        ('"$"', "$"),
        ('"100% $ (x)"', "100% $ (x)"),
    ],
)
def test_escapes_and_doubled_quotes_are_resolved(text: str, value: str) -> None:
    assert string_of(text).value == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('"$x"', ["$x"]),
        ('"a $x.b $y[0]"', ["$x", "$y"]),
        ('"${a b} $env:HOME $(1; "$z") $?"', ["${a b}", "$env:HOME", '$(1; "$z")', "$?"]),
        ('"$a:b"', ["$a:b"]),
    ],
)
def test_strings_expand_variables_and_subexpressions(text: str, parts: list[str]) -> None:
    node = string_of(text)
    assert isinstance(node, ast.ExpandableStringExpressionAst)
    assert [text[part.start : part.end] for part in node.parts if not isinstance(part, str)] == parts
