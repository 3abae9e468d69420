"""What the tree of a text with errors keeps of a switch."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "script", "output"),
    [
        ("switch (1) { foo {bar}", '"$($s.Conditions)|$($s.Bodies)|$($s.NestedAst.Count)"', ["1|foo {bar}|0"]),
        ("switch (1) {default {9} default{2}", '$s.Bodies.ForEach{ "$_" }', ["default", "{9}", "default", "{2}"]),
        (
            "switch -file a -regex",
            "($s.Flags.Keys | Sort-Object) -join ' '; [string]$s.Flags['file'].Item2; $null -eq $s.Flags['regex'].Item2",
            ["file regex", "a", True],
        ),
        ("switch (1)", "$null -eq $s.Flags", [True]),
        ("switch -file a (1) {2", '$s.FindAll({ $args[0].GetType().Name -eq "PipelineAst" }, $true).ForEach{ "$_" }', ["a", "1"]),
    ],
)
def test_switch_with_errors(text: str, script: str, output: list[object]) -> None:
    start = f"$t = $e = $null; $s = [System.Management.Automation.Language.Parser]::ParseInput('{text}', [ref]$t, [ref]$e).EndBlock.Statements[0]; "
    done = Shell().run(start + script)
    assert (done.output, done.errors) == (output, [])
