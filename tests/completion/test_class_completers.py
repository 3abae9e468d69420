"""Completers that are classes of scripts: given by type, or made by an attribute."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASSES = """using namespace System.Management.Automation
using namespace System.Collections
using namespace System.Collections.Generic
class Tens : IArgumentCompleter {
    [int] $Last = 30
    [IEnumerable[CompletionResult]] CompleteArgument(
        [string] $command, [string] $parameter, [string] $word, [Language.CommandAst] $tree, [IDictionary] $bound) {
        $found = [List[CompletionResult]]::new()
        for ($i = 10; $i -le $this.Last; $i += 10) { if ("$i" -like "$word*") { $found.Add([CompletionResult]::new("$i")) } }
        $found.Add([CompletionResult]::new("$command-$parameter-$($tree.CommandElements.Count)"))
        return $found
    }
}
class TensUpToAttribute : ArgumentCompleterAttribute, IArgumentCompleterFactory {
    [int] $Last
    TensUpToAttribute([int] $last) { $this.Last = $last }
    [IArgumentCompleter] Create() { return [Tens]@{ Last = $this.Last } }
}
class Failing : IArgumentCompleter {
    [IEnumerable[CompletionResult]] CompleteArgument([string] $c, [string] $p, [string] $w, [Language.CommandAst] $t, [IDictionary] $b) { throw 'no' }
}
function Get-Number {
    param([ArgumentCompleter([Tens])] $Plain, [TensUpTo(20)] $Made, [ArgumentCompleter([Failing])] $Wrong)
    "$Plain $Made"
}
"""


@pytest.fixture
def shell() -> Shell:
    shell = Shell(connected=False)
    shell.run(CLASSES)
    return shell


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Get-Number -Plain ", ["10", "20", "30", "Get-Number-Plain-2"]),
        ("Get-Number -Plain 2", ["20", "Get-Number-Plain-3"]),
        ("Get-Number -Made ", ["10", "20", "Get-Number-Made-2"]),
    ],
)
def test_offers(shell: Shell, line: str, wanted: list[str]) -> None:
    assert shell.run(f"(TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText").output == wanted


def test_one_that_fails_offers_nothing_of_its_own(shell: Shell, tmp_path: object) -> None:
    shell.run(f"Set-Location '{tmp_path}'")
    assert shell.run("(TabExpansion2 'Get-Number -Wrong ' 18).CompletionMatches.Count").output == [0]


def test_the_attributes_do_not_touch_binding(shell: Shell) -> None:
    assert shell.run("Get-Number 1 2").output == ["1 2"]
