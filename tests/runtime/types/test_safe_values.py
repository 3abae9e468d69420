"""Ast.SafeGetValue: the value of a tree that runs nothing, and the refusal of any other."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

TREE = "{{ {} }}.Ast.EndBlock.Statements[0].PipelineElements[0].Expression"


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("'a'", ["a"]),
        ("-5", [-5]),
        ("1, 'b', $true", [1, "b", True]),
        ("@(1; 2)", [1, 2]),
        ("@{ a = 1 }['a']", [1]),
        ('"is $true"', ["is True"]),
        ("[int]5.6", [6]),
        ("$null ", []),
    ],
)
def test_values(text: str, output: list[object]) -> None:
    done = Shell().run(f"({TREE.format(text)}).SafeGetValue()")
    assert ([one for one in done.output if one is not None], done.errors) == (output, [])


@pytest.mark.parametrize(
    "text",
    [
        "$a", "$PID", "1 + 1", "[string]1", "[int]", "(Get-Date)", "'a'.Length", '"$(Get-Date)"', "@{ a = Get-Date }",
        "@{ a = 1; b = @{ c = 'x' } }['b'].c",
    ],
)  # fmt: skip
def test_what_runs_something_is_refused(text: str) -> None:
    code = f"$tree = {TREE.format(text)}; try {{ $tree.SafeGetValue() }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }}"
    message = f"Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: {text}."
    assert Shell().run(code).output == ["InvalidOperationException", message]


def test_large_hashtables_are_refused_unless_asked_for() -> None:
    code = """
    $text = '@{' + ((1..501).ForEach({ "k$_ = $_" }) -join ';') + '}'
    $tree = [scriptblock]::Create($text).Ast.EndBlock.Statements[0].PipelineElements[0].Expression
    try { $tree.SafeGetValue().Count } catch { $_.FullyQualifiedErrorId }
    $tree.SafeGetValue($true).Count
    """
    assert Shell().run(code).output == ["InvalidOperationException", 501]
