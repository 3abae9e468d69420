"""Which comments are help: before, inside and behind functions and scripts (about_Comment_Based_Help)."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.help.comments import CommentHelp, example_sections, help_of
from pwsh_emu.runtime.scriptblock import ScriptBlock


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


def said(shell: Shell, text: str, name: str = "f") -> CommentHelp | None:
    shell.run(text)
    functions = shell.session.scope.functions
    assert functions is not None
    return help_of(functions[name].script_block)


def synopsis(shell: Shell, text: str) -> str | None:
    found = said(shell, text)
    return None if found is None else found.synopsis


@pytest.mark.parametrize(
    "text",
    [
        "<#\n.SYNOPSIS\nS\n#>\nfunction f { }",
        "<#\n.SYNOPSIS\nS\n#>\n\nfunction f { }",
        "# .SYNOPSIS\n#S\nfunction f { }",
        "function f {\n<#\n.SYNOPSIS\nS\n#>\nparam($a) }",
        "function f {\n# .SYNOPSIS\n# S\n1 }",
        "function f {\n1\n<#\n.SYNOPSIS\nS\n#>\n}",
        "function f($a) {\n<#\n.SYNOPSIS\nS\n#>\n1 }",
        "function f { <# .SYNOPSIS\nS #> 1 }",
        "## .SYNOPSIS\n## S\nfunction f { }",
        "function f {\n# not help\n\n\n<#\n.SYNOPSIS\nS\n#>\n1 }",
    ],
)
def test_help_stands_near_the_function(shell: Shell, text: str) -> None:
    found = synopsis(shell, text)
    assert found is not None and found.strip() == "S"


@pytest.mark.parametrize(
    "text",
    [
        "<#\n.SYNOPSIS\nS\n#>\n\n\nfunction f { }",  # too far away
        "function f {\n1\n<#\n.SYNOPSIS\nS\n#>\n2 }",  # in the middle
        "<#\ntext first\n.SYNOPSIS\nS\n#>\nfunction f { }",  # a text outside of a section
        "<#\n.SYNOPSES\nS\n#>\nfunction f { }",  # an unknown section
        "<#\n.SYNOPSIS S\n#>\nfunction f { }",  # a value on the line of the section
        "# plain\nfunction f { }",
    ],
)
def test_other_comments_are_no_help(shell: Shell, text: str) -> None:
    assert synopsis(shell, text) is None


def test_sections_lose_the_indentation_of_their_first_line(shell: Shell) -> None:
    found = said(shell, "function f {\n    <#\n    .DESCRIPTION\n\n      one\n        two\n    three\n    #>\n}")
    assert found is not None
    assert found.description == "one\n  two\nthree\n\n"


def test_all_sections_are_read(shell: Shell) -> None:
    found = said(
        shell,
        "function f {\n<#\n.SYNOPSIS\ns\n.NOTES\nn\n.LINK\nl1\n.LINK\nl2\n.EXAMPLE\ne1\n.EXAMPLE\ne2\n.INPUTS\ni\n.OUTPUTS\no\n.COMPONENT\nc\n"
        ".ROLE\nr\n.FUNCTIONALITY\nu\n.EXTERNALHELP x.xml\n.PARAMETER p\nd\n.PARAMETER p\nignored\n#>\nparam($p, $q)\n}",
    )
    assert found is not None
    assert (found.synopsis, found.notes, found.links, found.examples) == ("s\n", "n\n", ["l1", "l2"], ["e1\n", "e2\n"])
    assert (found.inputs, found.outputs, found.component, found.role, found.functionality) == (["i\n"], ["o\n"], "c", "r", "u")
    assert found.external_help == "x.xml"
    assert found.parameter("P") == "d\n"
    assert found.parameter("q") == ""


def test_comments_at_parameters_describe_them(shell: Shell) -> None:
    found = said(shell, "<#\n.SYNOPSIS\ns\n#>\nfunction f {\nparam(\n# above\n$a,\n[int] # within\n$b,\n$c # behind\n)\n}")
    assert found is not None
    assert [found.parameter(name).strip() for name in "abc"] == ["above", "within", "behind"]


def test_a_script_has_help_at_its_beginning_or_end(shell: Shell) -> None:
    beginning = ScriptBlock.create(shell.session, "<#\n.SYNOPSIS\nS\n#>\nparam($x)\n1")
    end = ScriptBlock.create(shell.session, "1\n<#\n.SYNOPSIS\nS\n#>\n")
    of_function = ScriptBlock.create(shell.session, "<#\n.SYNOPSIS\nS\n#>\nfunction f { }")
    for block in (beginning, end):
        found = help_of(block)
        assert found is not None and found.synopsis.strip() == "S"
    assert help_of(of_function) is None


@pytest.mark.parametrize(
    ("example", "sections"),
    [
        ("Get-It\n", ("PS > ", "Get-It", "")),
        ("PS C:\\> Get-It -A 1\n", ("PS C:\\>", "Get-It -A 1", "")),
        ("Get-It\nGet-That\n\nA remark.\n", ("PS > ", "Get-It\nGet-That", "A remark.\n")),
    ],
)
def test_examples_have_a_prompt_code_and_remarks(example: str, sections: tuple[str, str, str]) -> None:
    assert example_sections(example) == sections
