"""What ``return`` and ``break`` inside $() and @() do with what was written so far."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("function A { $('1'; return '2') }; A", ["1", "2"]),
        ("function A { @('1'; return '2'); 'no' }; A", ["1", "2"]),
        ("function A { $x = $('1'; return '2'); 'no' }; A", ["1", "2"]),
        ("function A { \"a$('1'; return '2')b\"; 'no' }; A", ["1", "2"]),
        ('function A { foreach ($i in 1..3) { $("x$i"; if ($i -eq 2) { break }; "y$i") }; \'end\' }; A', ["x1", "y1", "x2", "end"]),
        ('function A { foreach ($i in 1..2) { $("x$i"; if ($i -eq 1) { continue }; "y$i") } }; A', ["x1", "x2", "y2"]),
        ("function A { $null = if ($true) { '1'; return '2' } }; A", []),
    ],
)
def test_output_before_leaving_is_kept(text: str, output: list[str]) -> None:
    assert Shell(sandbox=True).run(text).output == output


def test_enumeration_keys_are_read_as_they_are_written() -> None:
    assert Shell(sandbox=True).run("$h = @{}; $k = [ConsoleColor]::Red; $h.$k = 'v'; $h.$k; $h.Count").output == ["v", 1]


def test_methods_and_delegates_replace_matches() -> None:
    shell = Shell(sandbox=True)
    shell.run("class R { static [string] Go([System.Text.RegularExpressions.Match]$m) { return 'X' * $m.Length } }")
    assert shell.run("$m = [R]::Go; 'a00b' -replace '0+', $m").output == ["aXXb"]
    evaluator = "{ $args[0].Value + '!' } -as [System.Text.RegularExpressions.MatchEvaluator]"
    assert shell.run(f"'ab' -replace 'b', ({evaluator})").output == ["ab!"]


def test_parse_errors_have_positions_and_know_classes() -> None:
    shell = Shell(sandbox=True)
    parse = "$e = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput({}, [ref]$null, [ref]$e); $e[0].ErrorId; $e[0].Extent.StartScriptPosition.Offset"
    assert shell.run(parse.format("'class A : {}'")).output == ["TypeNameExpected", 9]
    assert shell.run(parse.format("'class A {}; class B : A[] {}'")).output == ["SubtypeArray", 22]


@pytest.mark.parametrize(
    ("attribute", "value", "error_id"),
    [("ValidateRange(1, 10)", "11", "ValidateRangeTooBig"), ("ValidateLength(2, 5)", "'a'", "ValidateLengthMinLengthFailure"), ("ValidateCount(2, 3)", "1, 2, 3, 4", "ValidateCountMinMaxFailure")],
)  # fmt: skip
def test_failed_validations_tell_their_own_id(attribute: str, value: str, error_id: str) -> None:
    text = f"function f {{ param([{attribute}]$a) }}; try {{ f {value} }} catch {{ $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }}"
    assert Shell(sandbox=True).run(text).output == [error_id]


@pytest.mark.parametrize("attribute", ["ValidateCount(-1, 2)", "ValidateRange('xPositive')", "ValidateLength(0, -1)"])
def test_attributes_that_cannot_be_made(attribute: str) -> None:
    (error,) = Shell(sandbox=True).run(f"function f {{ param([{attribute}]$a) }}; f 1").errors
    assert error.error_id == "ExceptionConstructingAttribute"
