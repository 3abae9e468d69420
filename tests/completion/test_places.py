"""Members, variables, labels, comments and paths at the cursor."""

from __future__ import annotations

import pytest
from shellruns import texts

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(1).ToSt", "ToString("),
        ("(1..3).Fo", "ForEach("),
        ("$d = [datetime]::Now; $d.Ho", "Hour"),
        ("try { 1/0 } catch { $_.Excep", "Exception"),
        ("Get-Process | % { $_.MainModule } | % FileV", "FileVersion"),
        ("$(1, 'a')[1].Tri", "Trim("),
        ("('a' * 3).Tri", "Trim("),
        ("$h = @{ 'a b' = 1 }; $h.a", "'a b'"),
        ("[math]", "::PI"),
        ("[int]:: max", "MaxValue"),
        ("'x'. l*", "Length"),
        ("1 + 'x'.l*", "Length"),
        ("[ConsoleColor]::Red. ^ ToString()", "value__"),
        ("[array]::Empty[versi", "Version"),
        ("class C : Exception { [void] m() { $this.Mess", "Message"),
    ],
)
def test_members(shell: Shell, text: str, wanted: str) -> None:
    assert wanted in texts(shell, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("foreach ($each in 1..3) { $eac", ["$each"]),
        ("$one = 1; $on^ ; $onward = 2", ["$one"]),
        ("& { $hidden = 1 }; $hidd", []),
        ("dir -PipelineVariable piped | % { $pip", ["$piped"]),
        ("dir -PipelineVariable piped; $pip", []),
        ("data text { 'a' }; $tex", ["$text"]),
        ("param($P", []),
        ("@PSVer", ["@PSVersionTable"]),
        ("${PSVersionT", ["${PSVersionTable}"]),
        ('"a${PSVersionT', ["${PSVersionTable}"]),
    ],
)
def test_variables(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (":Outer while (1) { :Inner while (1) { break ^ } }", ["Outer", "Inner"]),
        (":Outer do { :Inner while (1) { } continue ^", ["Outer"]),
        (":Outer while (1) { break ^ Outer }", []),
        ("using ", ["assembly", "module", "namespace", "type"]),
        ("#requires -PS", ["PSEdition"]),
        ("#requires -PSEdition ", ["Core", "Desktop"]),
        ("#requires -Modules @{ ModuleName = 'A'; RequiredVersion = '1'; ", ["GUID"]),
        ("<#\n.SYN^\n#>", ["SYNOPSIS"]),
        ("<#\n.SYNOPSIS\n.SYN^\n#>", []),
        ("<#\n.PARAMETER ^\n#>\nfunction f($a, $b) { }", ["a", "b"]),
        ("function f($a, $b) {\n<#\n.PARAMETER a\n.PARAMETER ^\n#>\n}", ["b"]),
        ("function new-", []),
        ("i-psdf", ["Import-PowerShellDataFile"]),
        ("Microsoft.PowerShell.Utility\\set-al", ["Microsoft.PowerShell.Utility\\Set-Alias"]),
        ("& 'get-comm", ["'Get-Command'"]),
        ("function Get-Zebra { }; Get-Zeb", ["Get-Zebra"]),
    ],
)
def test_words(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


def test_what_a_text_defines_is_gone_afterwards(shell: Shell) -> None:
    texts(shell, "function Get-Zebra { }; Get-Zeb")
    assert shell.run("Get-Command Get-Zebra -ErrorAction Ignore").output == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Get-Content ./pl", ["./plain.txt"]),
        ("pl", ["./plain.txt"]),
        ("Get-Content ..\\place\\pl", ["./plain.txt"]),
        ("Get-Content /place/pl", ["/place/plain.txt"]),
        ("Get-Item w", ["'./with [1].txt'".replace("[1]", "`[1`]")]),
        ("Get-Item -LiteralPath w", ["'./with [1].txt'"]),
        ('Get-Item "w', ['"./with ``[1``].txt"']),
        ("wi", ["& './with [1].txt'"]),
        ("cd ", ["./inner"]),
        ("1 > pl", ["./plain.txt"]),
        ("alias:dir", ["Alias:/dir"]),
        ("Get-Content alias::ipm", ["alias::ipmo"]),
        ("Get-Item /pla*/pl", ["/place/plain.txt"]),
        ("Get-Item /place/pl*.t*", ["/place/plain.txt"]),
        ("Get-Item ./plain.*", ["./plain.txt"]),
    ],
)
def test_paths(shell: Shell, text: str, wanted: list[str]) -> None:
    shell.run("New-Item /place/inner -ItemType Directory; Set-Location /place; 1 > plain.txt; Set-Content -LiteralPath '/place/with [1].txt' 1")
    assert texts(shell, text) == wanted


def test_tab_expansion_takes_a_tree(shell: Shell) -> None:
    shell.run("$tokens = $null; $tree = [System.Management.Automation.Language.Parser]::ParseInput('Get-Comm', [ref]$tokens, [ref]$null)")
    script = "(TabExpansion2 -ast $tree -tokens $tokens -positionOfCursor $tree.Extent.EndScriptPosition).CompletionMatches.CompletionText"
    assert shell.run(script).output == ["Get-Command"]
    assert shell.run("[System.Management.Automation.CompletionCompleters]::CompleteOperator('-is').CompletionText").output[0] == "-is"
    assert shell.run("(TabExpansion2 '$input' 6).CompletionMatches.CompletionText -contains '$inputScript'").output == [False]


def test_the_next_result_goes_round(shell: Shell) -> None:
    shell.run("$found = TabExpansion2 'Get-Command -CommandType Al'")
    assert shell.run("foreach ($way in $false, $true, $true) { $found.GetNextResult($way).CompletionText }").output == ["All", "Alias", "All"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("class C { hidden [int] $secret; [int] $seen; hidden m() { } } [C]::new().s", ["seen"]),
        ("class C { hidden [int] $secret; hidden m() { } } [C]::new().m", []),
    ],
)
def test_hidden_members_are_not_offered(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted
