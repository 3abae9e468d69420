"""Get-Help: which topic it finds, which view it shows, how it fails. Layouts are PowerShell's own (Help.format.ps1xml)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

DOCUMENTED = """
function Get-Sum {
    <#
    .SYNOPSIS
    Adds two numbers.
    .DESCRIPTION
    Adds them.

    Twice as fast.
    .PARAMETER A
    First number.
    .EXAMPLE
    Get-Sum 1 2

    Gives 3.
    .INPUTS
    None
    .OUTPUTS
    System.Int32
    .NOTES
    A note.
    .LINK
    Get-Date
    .LINK
    https://example.com/sum
    .COMPONENT
    Sums
    .ROLE
    Learner
    .FUNCTIONALITY
    Adding
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)][int]$A,
        # Second number.
        [int]$B = 2
    )
    $A + $B
}
"""


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


def text(shell: Shell, script: str) -> str:
    result = shell.run(script)
    assert not result.errors, result.error_text
    return "\n".join(line.rstrip() for line in result.text.strip("\n").split("\n"))


def test_the_default_view_has_name_synopsis_syntax_description_links_and_remarks(shell: Shell) -> None:
    assert text(shell, DOCUMENTED + "Get-Help Get-Sum") == (
        "NAME\n    Get-Sum\n\nSYNOPSIS\n    Adds two numbers.\n\n\n"
        "SYNTAX\n    Get-Sum [-A] <Int32> [[-B] <Int32>] [-WhatIf] [-Confirm] \n    [<CommonParameters>]\n\n\n".replace(" \n", "\n")
        + "DESCRIPTION\n    Adds them.\n\n    Twice as fast.\n\n\n"
        "RELATED LINKS\n    Get-Date\n    https://example.com/sum\n\n"
        "REMARKS\n"
        '    To see the examples, type: "Get-Help Get-Sum -Examples"\n'
        '    For more information, type: "Get-Help Get-Sum -Detailed"\n'
        '    For technical information, type: "Get-Help Get-Sum -Full"\n'
        '    For online help, type: "Get-Help Get-Sum -Online"'
    )


def test_detailed_shows_parameters_and_examples(shell: Shell) -> None:
    shown = text(shell, DOCUMENTED + "Get-Help Get-Sum -Detailed")
    assert "PARAMETERS\n    -A <Int32>\n        First number.\n\n    -B <Int32>\n        Second number.\n" in shown
    assert "    -------------------------- EXAMPLE 1 --------------------------\n\n    PS > Get-Sum 1 2\n\n    Gives 3.\n" in shown
    assert "REMARKS" in shown and "INPUTS" not in shown


def test_full_shows_attributes_inputs_outputs_and_notes(shell: Shell) -> None:
    shown = text(shell, DOCUMENTED + "Get-Help Get-Sum -Full")
    assert (
        "    -B <Int32>\n        Second number.\n\n        Required?                    false\n        Position?                    2\n"
        "        Default value                2\n        Accept pipeline input?       false\n        Aliases\n"
        "        Accept wildcard characters?  false\n"
    ) in shown
    assert "INPUTS\n    None\n" in shown
    assert "OUTPUTS\n    System.Int32\n" in shown
    assert "NOTES\n\n    A note.\n" in shown
    assert "-WhatIf [<SwitchParameter>]" in shown


def test_parameter_takes_wildcards(shell: Shell) -> None:
    assert shell.run(DOCUMENTED + '"$((Get-Help Get-Sum -Parameter ?).name)"').output == ["A B"]


def test_the_help_object_has_its_parts(shell: Shell) -> None:
    script = DOCUMENTED + "$h = Get-Help Get-Sum; $h.Synopsis; $h.details.name; $h.parameters.parameter.Count; $h.examples.example.code; $h.Category"
    assert [str(getattr(one, "base", one)) for one in shell.run(script).output] == ["Adds two numbers.", "Get-Sum", "4", "Get-Sum 1 2", "Function"]
    assert shell.run("(Get-Help Get-Sum -Full).PSObject.TypeNames[0]").output == ["MamlCommandHelpInfo#FullView"]


@pytest.mark.parametrize("filters", ["-Component Sums", "-Role learn*", "-Functionality add*"])
def test_component_role_and_functionality_filter(shell: Shell, filters: str) -> None:
    assert shell.run(DOCUMENTED + f"(Get-Help Get-Sum {filters}).Name").output == ["Get-Sum"]
    assert shell.run(f"Get-Help Get-S* {filters.split()[0]} nothing").output == []


def test_a_function_without_comments_shows_its_syntax(shell: Shell) -> None:
    assert text(shell, "function Bare { param([string]$Path, [switch]$Force) }; Get-Help Bare") == (
        "NAME\n    Bare\n\nSYNTAX\n    Bare [[-Path] <string>] [-Force]\n\n\nALIASES\n    None\n\n\nREMARKS\n    None"
    )


def test_reduced_full_help_lists_parameters_in_order_of_their_names(shell: Shell) -> None:
    script = (
        'function Bare { [CmdletBinding()] param([Parameter(HelpMessage = "where")][Alias("p")][string[]]$Path, [ValidateSet("x", "y")]$Kind) }\n'
    )
    shown = text(shell, script + "Get-Help Bare -Full")
    assert "SYNTAX\n    Bare [[-Path] <string[]>] [[-Kind] {x | y}] [<CommonParameters>]\n" in shown
    assert (
        "    -Path <string[]>\n        where\n\n        Required?                    false\n        Position?                    0\n"
        "        Accept pipeline input?       false\n        Parameter set name           (All)\n        Aliases                      p\n"
        "        Dynamic?                     false\n"
    ) in shown
    assert shown.index("-Kind") < shown.index("    -Path")
    assert "INPUTS\n    None\n" in shown and "OUTPUTS\n    System.Object\n" in shown


def test_a_script_shows_its_comments_or_its_syntax(shell: Shell, tmp_path: Path) -> None:
    documented = tmp_path / "said.ps1"
    documented.write_text("<#\n.SYNOPSIS\nSays something.\n#>\nparam($Name)\n$Name\n")
    bare = tmp_path / "bare.ps1"
    bare.write_text("param([int]$Count)\n$Count\n")
    assert shell.run(f"(Get-Help {documented}).Synopsis").output == ["Says something."]
    assert shell.run(f"(Get-Help {documented}).Name").output == [str(documented)]
    assert str(shell.run(f"Get-Help {bare}").text).startswith("bare.ps1 [[-Count] <int>]\n")


def test_forwarded_help_is_that_of_the_other_command(shell: Shell) -> None:
    assert shell.run("(Get-Help help).Name").output == ["Get-Help"]
    script = "function Get-It {\n<#\n.FORWARDHELPTARGETNAME Get-It\n#>\n}\nGet-Help Get-It"
    assert shell.run(script).errors[0].exception.message == "ForwardHelpTargetName cannot refer to the function itself."


def test_an_alias_shows_the_help_of_its_command(shell: Shell) -> None:
    assert shell.run("(Get-Help gci).Name").output == ["Get-ChildItem"]


def test_names_are_searched_and_listed(shell: Shell) -> None:
    assert shell.run("(Get-Help *-csv -Category Cmdlet).Name").output == ["ConvertFrom-Csv", "ConvertTo-Csv", "Export-Csv", "Import-Csv"]
    assert text(shell, "Get-Help *-csv -Category Cmdlet").split("\n")[:3] == [
        "Name                              Category  Module                    Synopsis",
        "----                              --------  ------                    --------",
        "ConvertFrom-Csv                   Cmdlet    Microsoft.PowerShell.Uti… Makes ob…",
    ]


def test_one_match_is_shown_whole(shell: Shell) -> None:
    assert shell.run("(Get-Help *HtmlFrag*).Count").output == [0]
    assert shell.run("(Get-Help ConvertTo-H*).PSObject.TypeNames -contains 'MamlCommandHelpInfo'").output == [True]


def test_contents_are_searched_where_no_name_matches(shell: Shell) -> None:
    assert "about_Legacy_TLS_SMTP" in shell.run("(Get-Help 421*4.7.66*).Name; (Get-Help '421 4.7.66').Name").output


def test_what_is_not_found_is_an_error(shell: Shell) -> None:
    error = shell.run("Get-Help NoSuchThing").errors[0]
    assert shell.run("$Error[0].FullyQualifiedErrorId").output == ["HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand"]
    assert error.exception.type_name == "Microsoft.PowerShell.Commands.HelpNotFoundException"
    assert error.exception.message.startswith("Get-Help could not find NoSuchThing in a help file in this session.")
    assert shell.run("Get-Help NoSuchThing*").errors == []


def test_a_parameter_that_is_not_there_is_an_error(shell: Shell) -> None:
    error = shell.run("Get-Help Get-Date -Parameter Nope").errors[0]
    assert error.exception.message == "No parameter matches criteria Nope. (Parameter 'Parameter')"
    assert shell.run("$Error[0].FullyQualifiedErrorId").output == ["NoParmsFound,Microsoft.PowerShell.Commands.GetHelpCommand"]


def test_categories_without_parameters_refuse_them(shell: Shell) -> None:
    error = shell.run("Get-Help about_If -Category HelpFile -Component x").errors[0]
    assert error.exception.message == "-Component is not supported by the requested Help category. (Parameter 'Component')"


@pytest.mark.parametrize("script", ["Get-Help Get-Date -Online", "Update-Help", "Save-Help -DestinationPath ."])
def test_the_network_is_not_reached(shell: Shell, script: str) -> None:
    assert "does not reach the network" in shell.run(script).errors[0].exception.message


def test_a_question_mark_asks_for_help(shell: Shell) -> None:
    assert shell.run("(Get-Unique -?).Name; (gu -?).Name").output == ["Get-Unique", "Get-Unique"]
    assert shell.run(DOCUMENTED + "(Get-Sum -?).Synopsis").output == ["Adds two numbers."]
    assert shell.run('function Plain { "$args" }; Plain -?').output == ["-?"]
    assert shell.run("function Rich { [CmdletBinding()] param($x) }; (Rich -?).Name").output == ["Rich"]
    script = "'# .SYNOPSIS', '# Says so.', '', 'param($x) 1' > s.ps1; (./s.ps1 -?).Synopsis"
    assert Shell(sandbox=True).run(script).output == ["Says so."]


def test_help_shows_the_full_view(shell: Shell) -> None:
    assert "PARAMETERS" in text(shell, "help Get-Unique")
    assert "PARAMETERS" not in text(shell, "man Get-Unique -Examples")


def test_without_a_name_help_on_help_is_shown(shell: Shell) -> None:
    assert text(shell, "Get-Help").startswith("TOPIC\n    PowerShell help\n")


def test_views_are_added_once(shell: Shell) -> None:
    shell.run("Get-Help Get-Date > $null")
    first = shell.run("@(Get-FormatData).Count").output
    shell.run("Get-Help Get-Unique > $null")
    assert shell.run("@(Get-FormatData).Count").output == first
