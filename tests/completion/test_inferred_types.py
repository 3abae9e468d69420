"""Members after expressions whose type only the text tells: statements, functions, arrays, tables and operators."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(sandbox=True)


def _texts(shell: Shell, text: str) -> list[str]:
    quoted = text.replace("'", "''")
    return [str(one) for one in shell.run(f"(TabExpansion2 '{quoted}').CompletionMatches.CompletionText").output]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("function f { 'a' }; (f).Trims", "TrimStart("),
        ("function f { [OutputType([datetime])] param() }; (f).AddYe", "AddYears("),
        ("$x = if ($a) { 'q' } else { Get-Date }; $x.AddYe", "AddYears("),
        ("$x = switch (1) { 1 { 's' } }; $x.TrimS", "TrimStart("),
        ("$x = try { Get-Date } catch { 1 }; $x.AddYe", "AddYears("),
        ("$r = foreach ($i in 1..3) { Get-Date }; $r[0].AddYe", "AddYears("),
        ("@('a'; 'b')[0].TrimS", "TrimStart("),
        ("('a', 'b' -ne 'c')[0].TrimS", "TrimStart("),
        ("($a ?? 'b').TrimS", "TrimStart("),
        ("($a ? 'b' : 1).TrimS", "TrimStart("),
        ("(-split 'a b')[0].TrimS", "TrimStart("),
        ("((Get-Date) - (Get-Date)).TotalSec", "TotalSeconds"),
        ("[System.Collections.Generic.Dictionary[string, datetime]]::new()['a'].AddYe", "AddYears("),
        ("(1, 2).ForEach('ToString').TrimS", "TrimStart("),
        ("(1, 2).ForEach({ Get-Date }).AddYe", "AddYears("),
        ("$h = @{ a = @{ b = 'x' } }; $h.a.b.TrimS", "TrimStart("),
        ("$h = @{ a = 'x' }; $h['a'].TrimS", "TrimStart("),
        ("$h = @{ a = @{ bee = 1 } }; $h.a.be", "bee"),
        ("$h = @{ a = @{ bee = 1 } }; $h['a'][", "'bee'"),
        ("$o = [pscustomobject] @{ d = Get-Date }; $o.d.AddYe", "AddYears("),
        ("$true.CompareT", "CompareTo("),
    ],
)
def test_members(shell: Shell, text: str, wanted: str) -> None:
    assert wanted in _texts(shell, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[pscustomobject]@{ PSTypeName = 'Pet'; Name = 'x'; age = 1 } | Select-Object ", ["age", "Name"]),
        ("$o = [pscustomobject][ordered]@{ 'two words' = 1 }; $o.", ["'two words'", "Equals(", "GetHashCode(", "GetType(", "ToString("]),
        ("[pscustomobject]@{ 'two words' = 1 } | Sort-Object \"tw", ['"two words"']),
        ("Get-Process | Select-Object 'Na", ["'Name'"]),
        ("$all = @([pscustomobject]@{ age = 1 }); $all | Where-Object a", ["age"]),
        ("$all = [pscustomobject]@{ age = 1 }, [pscustomobject]@{ age = 2 }; $all[0].a", ["age"]),
        ('$all = foreach ($i in 1..3) { [pscustomobject]@{ name = "$i" } }; $all | ForEach-Object { $_.name.TrimS', ["TrimStart("]),
        ("function f { [pscustomobject]@{ age = 1 } }; (f).a", ["age"]),
    ],
)
def test_properties_of_objects_that_are_written_down(shell: Shell, text: str, wanted: list[str]) -> None:
    assert _texts(shell, text) == wanted


@pytest.mark.parametrize("text", ["Get-Item [ab", "Restore[-x", "Get-Command -Noun [ -Verb G", "$[k", "Set-Location [z-a]x"])
def test_words_that_are_no_patterns(shell: Shell, text: str) -> None:
    assert shell.run(f"(TabExpansion2 '{text}').CompletionMatches.Count").output == [0]


def test_parameters_that_a_block_brings_or_that_contradict_each_other(shell: Shell) -> None:
    shell.run(
        "function Get-Own { [CmdletBinding()] param($First) dynamicparam { "
        "$d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new(); "
        "$d['Last'] = [System.Management.Automation.RuntimeDefinedParameter]::new('Last', [System.DayOfWeek], [Parameter]::new()); $d } }"
    )
    assert _texts(shell, "Get-Own -La") == ["-Last"]
    assert _texts(shell, "Get-Own -Last T") == ["Thursday", "Tuesday"]
    shell.run("function Get-Wrong { param([Alias('b')] $a, $b) }")
    assert shell.run("(TabExpansion2 'Get-Wrong -').CompletionMatches.Count").output == [0]
