"""Texts with the trees that PowerShell makes of them, as `pwsh-emu ast` prints them."""

from __future__ import annotations

import pytest

from pwsh_emu.language import ast_command, lalr
from pwsh_emu.language.source import Source


def tree(text: str) -> list[str]:
    """Return the tree's lines below the script and its unnamed block, without their indentation."""
    lines = ast_command.lines(text)
    assert lines[0] == f"ScriptBlock [0,{len(text)})"
    return [line[4:] for line in lines[2:]]


def test_a_command_with_parameters_and_arguments() -> None:
    assert tree("Get-Item -Path:a.txt, b -Force 5") == [
        "Pipeline [0,32)",
        "  Command [0,32)",
        '    StringConstantExpression [0,8) kind=BareWord value="Get-Item"',
        '    CommandParameter [9,23) name="Path"',
        "      ArrayLiteral [15,23)",
        '        StringConstantExpression [15,20) kind=BareWord value="a.txt"',
        '        StringConstantExpression [22,23) kind=BareWord value="b"',
        '    CommandParameter [24,30) name="Force"',
        '    ConstantExpression [31,32) type=Int32 value="5"',
    ]


def test_operators_bind_as_their_precedence_says() -> None:
    assert tree("1 + 2 * 3 -eq 7") == [
        "Pipeline [0,15)",
        "  CommandExpression [0,15)",
        "    BinaryExpression [0,15) op=Ieq",
        "      BinaryExpression [0,9) op=Plus",
        '        ConstantExpression [0,1) type=Int32 value="1"',
        "        BinaryExpression [4,9) op=Multiply",
        '          ConstantExpression [4,5) type=Int32 value="2"',
        '          ConstantExpression [8,9) type=Int32 value="3"',
        '      ConstantExpression [14,15) type=Int32 value="7"',
    ]


def test_an_assignment_takes_a_lone_expression_without_its_pipeline() -> None:
    assert tree("[int]$a = $b") == [
        "AssignmentStatement [0,12) op=Equals",
        "  ConvertExpression [0,7)",
        '    TypeConstraint [0,5) type="int"',
        '    VariableExpression [5,7) name="a"',
        "  CommandExpression [10,12)",
        '    VariableExpression [10,12) name="b"',
    ]


def test_members_hang_inside_using_and_casts() -> None:
    assert tree("$using:a.b") == [
        "Pipeline [0,10)",
        "  CommandExpression [0,10)",
        "    UsingExpression [0,10)",
        "      MemberExpression [0,10)",
        '        VariableExpression [0,8) name="a"',
        '        StringConstantExpression [9,10) kind=BareWord value="b"',
    ]
    assert tree("[x][y]::z") == [
        "Pipeline [0,9)",
        "  CommandExpression [0,9)",
        "    ConvertExpression [0,9)",
        '      TypeConstraint [0,3) type="x"',
        "      MemberExpression [3,9) static",
        '        TypeExpression [3,6) type="y"',
        '        StringConstantExpression [8,9) kind=BareWord value="z"',
    ]


def test_doubled_quotes_in_a_strings_script_keep_their_places() -> None:
    assert tree('"$(f ""a"")"') == [
        "Pipeline [0,12)",
        "  CommandExpression [0,12)",
        "    ExpandableStringExpression [0,12) kind=DoubleQuoted",
        "      SubExpression [1,11)",
        "        StatementBlock [3,10)",
        "          Pipeline [3,10)",
        "            Command [3,10)",
        '              StringConstantExpression [3,4) kind=BareWord value="f"',
        '              StringConstantExpression [5,10) kind=DoubleQuoted value="a"',
    ]


def test_a_line_that_begins_with_a_pipe_goes_on() -> None:
    assert tree("a # one\n# two\n| b") == [
        "Pipeline [0,17)",
        "  Command [0,1)",
        '    StringConstantExpression [0,1) kind=BareWord value="a"',
        "  Command [16,17)",
        '    StringConstantExpression [16,17) kind=BareWord value="b"',
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("7z x", "  Command [0,4)"),
        ("5.5kb", "  CommandExpression [0,5)"),
        ("!x", "  Command [0,2)"),
        ("!1", "  CommandExpression [0,2)"),
        ("-not 1", "  CommandExpression [0,6)"),
        ("-foo 1", "  Command [0,6)"),
        ("%{1}", "  Command [0,4)"),
        ("{1}", "  CommandExpression [0,3)"),
        (". a", "  Command [0,3) op=Dot"),
        (".5", "  CommandExpression [0,2)"),
        ("else 1", "  Command [0,6)"),
    ],
)
def test_the_first_token_tells_commands_from_expressions(text: str, first: str) -> None:
    assert tree(text)[1] == first


def test_extents_are_counted_in_utf16_units() -> None:
    assert ast_command.lines("'\U0001f600'; a")[-1].strip() == 'StringConstantExpression [6,7) kind=BareWord value="a"'


def test_line_breaks_end_types_and_not_attributes() -> None:
    assert len([line for line in tree("[int]\n$a") if line.startswith("Pipeline")]) == 2
    assert len([line for line in tree("[Alias('x')]\n$a") if line.startswith("Pipeline")]) == 1


@pytest.mark.parametrize("opening", ["(", "$(", "@(", "{", "if(1){", "@{a=", "$a[", "[x]"])
def test_nesting_has_no_limit(opening: str) -> None:
    closing = {"(": ")", "$(": ")", "@(": ")", "{": "}", "if(1){": "}", "@{a=": "}", "$a[": "]", "[x]": ""}[opening]
    text = opening * 10_000 + "1" + closing * 10_000
    lines = ast_command.lines(text)
    assert not lines[0].startswith("!")
    assert sum(1 for line in lines if "ConstantExpression" in line and 'type=Int32 value="1"' in line) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "if ($a) { 1 } 2",
        "foo -5 a$b 'x'y @args 2>&1 > out.txt",
        "$x.Where{ $_ }.Foo[int]('a')[0]?.b",
        "switch -Regex -File a.txt { 'a' { 1 } default { 2 } }",
        "for ($i = 0\n$i -lt 3\n$i++) { }",
        "try { } catch [A], [B] { throw } catch { } finally { }",
        "class A : B { [int] $x = 1; A([int] $y) : base($y) { } static [void] F() { } }",
        "enum E : byte { A\nB = 2 }",
        "function f([Parameter(Mandatory, Position = 0)] [string[]] $a = 'x', $b) { begin { } process { } end { } }",
        "@{ a = if ($x) { 1 } \n 'b' = 2; $c.d = 3 }",
        "cmd --% a | b",
        "$a = $b = 1, 2 + , 3",
        "a && b || c &",
        ":outer while ($true) { break outer }",
        '"a $b ${c d} $($e.f("x")) `n $g:h $env:i"',
        "@\"\n$a\n\"@\n@'\n$b\n'@",
        "[Collections.Generic.Dictionary[string, int[]]]::new()",
        "$a ? $b : $c ? 1 : 2",
        "data X -SupportedCommand A, B { A }",
    ],
)
def test_the_fast_pass_takes_ordinary_texts(text: str) -> None:
    assert lalr.parse(text, Source(text)) is not None
