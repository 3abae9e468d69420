"""Aliases and similar names: Get-Command -Syntax and -UseFuzzyMatching, Import-Alias."""

from __future__ import annotations

from pwsh_emu import Shell


def test_the_syntax_of_an_alias_says_what_it_stands_for(shell: Shell) -> None:
    shell.run("Set-Content /s.ps1 'param([int]$N) $N'; Set-Alias tell /s.ps1; function Do-It($X) { }; Set-Alias di Do-It")
    assert shell.run("Get-Command di -Syntax").output == ["di (alias) -> Do-It\n\ndi [[-X] <Object>]\n"]
    assert str(shell.run("Get-Command tell -Syntax").output[0]).startswith("tell (alias) -> /s.ps1\n")
    assert shell.run("Get-Command Do-It -Syntax").output == ["\nDo-It [[-X] <Object>]\n"]


def test_similar_names_have_a_score(shell: Shell) -> None:
    assert shell.run("$c = Get-Command get-hlp -UseFuzzyMatching; $c[0].Name; $c[0].Score; (Get-Command Get-Help).Score").output == [
        "Get-Help",
        1,
        None,
    ]


def test_aliases_of_outer_scopes_are_in_the_way_of_imports(shell: Shell) -> None:
    shell.run("Set-Alias qq Get-Date; Export-Alias /a.csv qq; Copy-Item /a.csv /b.csv")
    result = shell.run("& { Import-Alias /a.csv }")
    assert [error.error_id for error in result.errors] == ["AliasAlreadyExists"]
    assert not shell.run("& { Import-Alias /a.csv -Scope Local }").errors
    assert [error.error_id for error in shell.run("Import-Alias /*.csv").errors] == ["NotSupported"]
