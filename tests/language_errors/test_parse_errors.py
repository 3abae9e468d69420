"""Texts that do not parse: which errors PowerShell finds in them, where, in which words and order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pwsh_emu.language import errorpass, parser
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.errorview import render_parse_errors
from pwsh_emu.language.semantics import check, check_definitions
from pwsh_emu.language.source import Source

HERE = Path(__file__).parent


def recorded(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").split("\n") if line]


def described(errors: list[ParseError], source: Source) -> list[list[Any]]:
    return [[error.error_id, error.message, *source.position(error.start), *source.position(error.end), error.incomplete_input] for error in errors]


def places(text: str) -> list[tuple[str, str]]:
    """Return each error's id with the text it stands under."""
    return [(error.error_id, text[error.start : error.end]) for error in errorpass.parse(text)[1]]


@pytest.mark.parametrize("case", recorded("recorded.jsonl"), ids=lambda case: "-".join(dict.fromkeys(error[0] for error in case["errors"])))
def test_errors_are_powershells(case: dict[str, Any]) -> None:
    tree, errors = errorpass.parse(case["script"])
    assert described(errors, tree.source) == case["errors"]


@pytest.mark.parametrize("case", recorded("recorded.jsonl"), ids=lambda case: case["script"][:40])
def test_the_parser_reports_the_same_errors(case: dict[str, Any]) -> None:
    result = parser.parse(case["script"])
    assert described(result.errors, result.ast.source) == case["errors"]


@pytest.mark.parametrize("case", recorded("views.jsonl"), ids=lambda case: case["script"][:40])
def test_errors_are_printed_with_their_line(case: dict[str, Any]) -> None:
    tree, errors = errorpass.parse(case["script"], "/case/case.ps1")
    assert render_parse_errors(errors or check_definitions(tree), tree.source, 80) == case["stderr"]


@pytest.mark.parametrize("text", ["if ($x) {", "'open", '@"\nopen', "foo |", "1 +", "$(", "function f", "@{ a = 1", "<# open"])
def test_unfinished_input_asks_for_more(text: str) -> None:
    errors = errorpass.parse(text)[1]
    assert errors
    assert errors[0].incomplete_input


@pytest.mark.parametrize("text", ["1 + )", "}", "$x = 5 6", "if x {}", "break break break )"])
def test_wrong_input_does_not(text: str) -> None:
    errors = errorpass.parse(text)[1]
    assert errors
    assert not errors[0].incomplete_input


@pytest.mark.parametrize("opening", ["(", "[", "{", "@(", "$(", "@{a=", "if(1){", "-not ", "[int]", "1+(", '"$(', "&{"])
def test_deep_nesting_is_an_error_or_a_tree(opening: str) -> None:
    tree, errors = errorpass.parse(opening * 10_000)
    assert errors or opening == "[int]"  # a row of type names converts the last of them
    assert tree.source.text == opening * 10_000


def test_matched_deep_nesting_is_too_complicated() -> None:
    assert [error.error_id for error in errorpass.parse("(" * 10_000 + "1" + ")" * 10_000)[1]] == ["ScriptTooComplicated"]


def test_parsing_goes_on_behind_an_error() -> None:
    assert places("1 )\n$x = 2\n@{ a = 1; a = 2 }\n}") == [("UnexpectedToken", ")"), ("UnexpectedToken", "}"), ("DuplicateKeyInHashLiteral", "a")]


def test_a_configuration_has_no_schema_outside_windows() -> None:
    text = "configuration Site\n{\n}\n"
    assert places(text) == [("ParserError", "Site"), ("UnexpectedToken", "{"), ("UnexpectedToken", "}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class A {} class A {}", ["MemberAlreadyDefined"]),
        ("class A { [int] M() { } }", ["MethodHasCodePathNotReturn"]),
        ("class A { [Nowhere] $x }", ["TypeNotFound"]),
        ("function f($a, $a) {}", ["DuplicateFormalParameter"]),
        ("@{ a = 1; A = 2 }", ["DuplicateKeyInHashLiteral"]),
        ("1 = 2", ["InvalidLeftHandSide"]),
    ],
)
def test_the_finished_tree_is_checked(text: str, expected: list[str]) -> None:
    assert [error.error_id for error in errorpass.parse(text)[1]] == expected


def test_checks_work_on_trees_of_the_fast_pass() -> None:
    text = "function f { $x = 1; if ($x) { 'a' } }"
    assert check(parser.parse(text).ast) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class B : string {}", [("SealedBaseClass", "string")]),
        ("enum E { a = 1; a = 2 }", [("MemberAlreadyDefined", "a = 2")]),
        ("class A {}\nclass B : A {}\nenum E { x }", []),
    ],
)
def test_definitions_are_checked_before_a_script_runs(text: str, expected: list[tuple[str, str]]) -> None:
    tree, errors = errorpass.parse(text)
    assert not errors
    assert [(error.error_id, text[error.start : error.end]) for error in check_definitions(tree)] == expected
