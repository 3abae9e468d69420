"""Compiled statements: loops and their jumps, errors and where they stand, scopes, nesting without limits of Python's own."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


def output(shell: Shell, text: str) -> list[object]:
    return list(shell.run(text).output)


def places(shell: Shell, text: str) -> list[str]:
    """Return the source text that each error of a run is reported at."""
    return [error.invocation.extent.text for error in shell.run(text).errors]


def test_jumps_with_labels_reach_the_loop_they_name(shell: Shell) -> None:
    text = ':outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; if ($i -eq 3) { break outer }; "$i$j" } }'
    assert output(shell, text) == ["11", "21"]


def test_continue_in_a_for_loop_runs_the_iterator(shell: Shell) -> None:
    assert output(shell, "for ($i = 0; $i -lt 4; $i++) { if ($i -eq 1) { continue }; $i }") == [0, 2, 3]


def test_break_leaves_the_loop_of_a_caller(shell: Shell) -> None:
    assert output(shell, "function Stop-It { break }; foreach ($i in 1..3) { $i; Stop-It }; 'end'") == [1, "end"]


def test_return_inside_a_subexpression_leaves_the_function(shell: Shell) -> None:
    assert output(shell, "function F { 'a'; $x = $(return); 'b' }; F; 'c'") == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("$x = (1 + (2 / 0)) * 3", "$x = (1 + (2 / 0)) * 3"),
        ("'a'; if (1 / 0) { 'b' }", "1 / 0"),
        ('"a $(1 / 0) b"', "1 / 0"),
        ("Write-Output (1 / 0)", "Write-Output (1 / 0)"),
        ("foreach ($i in 1 / 0) { }", "1 / 0"),
        ("[NoSuchType]::new()", "[NoSuchType]"),
    ],
)
def test_an_error_is_reported_at_its_statement(shell: Shell, text: str, place: str) -> None:
    assert places(shell, text) == [place]


def test_the_next_statement_runs_after_an_error(shell: Shell) -> None:
    assert output(shell, "1 / 0; 'next'; foreach ($i in 1..2) { [int]'x'; $i }") == ["next", 1, 2]


def test_an_error_goes_up_to_the_list_that_has_traps(shell: Shell) -> None:
    assert output(shell, "trap { \"trap: $_\"; continue }; if ($true) { 'in'; throw 'x'; 'never' }; 'after'") == ["in", "trap: x", "after"]


def test_finally_runs_whatever_leaves_the_try(shell: Shell) -> None:
    assert output(shell, "function F { try { return 'a' } finally { 'b' } }; F") == ["a", "b"]


def test_compound_assignment_looks_at_the_current_scope_only(shell: Shell) -> None:
    assert output(shell, "$s = 'a'; function F { $s += 'b'; $s }; F; $n = 1; function G { $n++; $n }; G; $s; $n") == ["b", 2, "a", 1]


def test_closures_keep_their_variables(shell: Shell) -> None:
    assert output(shell, "function New-Adder($x) { { param($y) $x + $y }.GetNewClosure() }; $f = New-Adder 3; & $f 4") == [7]


def test_integers_grow_into_doubles(shell: Shell) -> None:
    assert output(shell, "$n = 2147483647; $n++; $n; $m = 2147483647; ($m + 1).GetType().Name; ($m * 2).GetType().Name") == [
        2147483648.0,
        "Double",
        "Double",
    ]


def test_recursion_without_end_is_call_depth_overflow(shell: Shell) -> None:
    result = shell.run("function F { F }; F; 'after'")
    assert [error.fully_qualified_error_id for error in result.errors] == ["CallDepthOverflow"]
    assert result.output == ["after"]


def test_loops_and_tries_nest_deeper_than_python_allows(shell: Shell) -> None:
    text = "$n = 0; " + "foreach ($i in 1) { try { if ($true) { " * 25 + "$n++" + " } } catch { } }" * 25 + "; $n"
    assert output(shell, text) == [1]


def test_long_and_deep_expressions_compile(shell: Shell) -> None:
    assert output(shell, "+".join(["1"] * 1500)) == [1500]
    assert output(shell, "(" * 300 + "7" + ")" * 300) == [7]
    assert output(shell, "$(" * 100 + "7" + ")" * 100) == [7]


def test_numbers_as_arguments_remember_how_they_were_written(shell: Shell) -> None:
    assert output(shell, "function T([string]$t) { $t }; T 0x10; T 1.50; function N([int]$n) { $n }; N 0x10") == ["0x10", "1.50", 16]


def test_switch_compares_as_text_unless_both_are_numbers(shell: Shell) -> None:
    assert output(shell, "switch ([DayOfWeek]::Monday) { 1 { 'number' } Monday { 'name' } }; switch (1.0) { 1 { 'one' } }") == ["name", "one"]
