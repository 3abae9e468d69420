"""What StaticParameterBinder tells of a command that is not run."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run("function Get-Own { param([int] $First, [string[]] $Second, [switch] $Flag, [Parameter(ValueFromRemainingArguments)] $Rest) }")
    shell.run(
        "function Show-Bound($text) { $tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $null); "
        "$r = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($tree.EndBlock.Statements[0].PipelineElements[0]); "
        'foreach ($b in $r.BoundParameters.GetEnumerator()) { "$($b.Key)=$($b.Value.Value)/$($b.Value.ConstantValue)" }; '
        'foreach ($e in $r.BindingExceptions.GetEnumerator()) { "!$($e.Key): $($e.Value.CommandElement) $($e.Value.BindingException.ErrorId)" } }'
    )
    return shell


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Get-Own 1 a,b", ["First=1/1", "Second=a,b/"]),
        ("Get-Own -Flag 1", ["Flag=/True", "First=1/1"]),
        ("Get-Own -Flag:$false -Second x", ["Flag=$false/False", "Second=x/x"]),
        ("Get-Own -Fi 1 -Zzz 2 3", ["First=1/1", "Second=3/3", "!Zzz: -Zzz NamedParameterNotFound"]),
        ("Get-Own -F 1", ["!F: -F AmbiguousParameter"]),
        ("Get-Own -Second", ["!Second: -Second MissingArgument"]),
        ("Get-Own -First 1 -First 2", ["First=1/1", "!First: -First ParameterAlreadyBound"]),
        ("Get-Own -Second -unknown", ["Second=-unknown/"]),
        ("Get-Date 1 2", ["Date=1/1", "!2: 2 PositionalParameterNotFound"]),
        ("Get-NotThere 1 -Name x -On", ["0=1/1", "Name=x/x", "On=/True"]),
    ],
)
def test_bound(shell: Shell, text: str, wanted: list[str]) -> None:
    assert [str(one) for one in shell.run(f"Show-Bound '{text}'").output] == wanted
