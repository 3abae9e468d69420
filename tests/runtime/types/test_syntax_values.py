"""Syntax trees and tokens as values: what Parser.ParseInput and ParseFile hand out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

PARSE = "$t = $e = $null; $ast = [System.Management.Automation.Language.Parser]::ParseInput('{0}', [ref]$t, [ref]$e); "
FIRST = "$ast.EndBlock.Statements[0]"
ONLY = FIRST + ".PipelineElements[0]"

TREES = [
    ("Get-Item -Path x", f"$c = {ONLY}; $c.GetCommandName(); $c.CommandElements.Count; $c.CommandElements[1].ParameterName", ["Get-Item", 3, "Path"]),
    ("& $x", f"$c = {ONLY}; $null -eq $c.GetCommandName(); [string]$c.InvocationOperator", [True, "Ampersand"]),
    (
        "if (1) {2} else {3}",
        f"$i = {FIRST}; [string]$i.Clauses[0].Item1; $i.Clauses[0].Item2.Statements.Count; [string]$i.ElseClause",
        ["1", 1, "{3}"],
    ),
    ("if (1) {2}", f"{FIRST}.Clauses[0].Item1.GetPureExpression().StaticType.Name", ["Int32"]),
    ("gci", f"$null -eq {FIRST}.GetPureExpression()", [True]),
    ("$x = 1 + 2", f"[string]{FIRST}.Operator; {FIRST}.ErrorPosition.Text; [string]{FIRST}.Right.Expression.Operator", ["Equals", "=", "Plus"]),
    ("@{ a = 1 }", f"{ONLY}.Expression.KeyValuePairs[0].Item1.Value", ["a"]),
    (
        "[int]$y",
        f"$v = {ONLY}.Expression; $v.StaticType.FullName; $v.Type.TypeName.Name; $v.Child.VariablePath.UserPath",
        ["System.Int32", "int", "y"],
    ),
    ('"a$b c$($d)"', f"{ONLY}.Expression.NestedExpressions.Count; [string]{ONLY}.Expression.StringConstantType", [2, "DoubleQuoted"]),
    ("class A { hidden static [int] $Q }", f"$m = {FIRST}.Members[0]; {FIRST}.IsClass; $m.IsStatic; $m.IsHidden; $m.Name", [True, True, True, "Q"]),
    (
        "class A { [string] M([int] $z) { return 1 } }",
        f"$m = {FIRST}.Members[0]; $m.Parameters[0].StaticType.Name; [string]$m.ReturnType",
        ["Int32", "[string]"],
    ),
    ("enum E { One }", f"{FIRST}.IsEnum; {FIRST}.IsClass; {FIRST}.Members[0].Name", [True, False, "One"]),
    ("try { } catch { }", f"{FIRST}.CatchClauses[0].IsCatchAll", [True]),
    ("a && b", f"[string]{FIRST}.Operator; [string]{FIRST}.LhsPipelineChain", ["AndAnd", "a"]),
    ("gci >> f.txt", f"$r = {ONLY}.Redirections[0]; $r.Append; [string]$r.FromStream; [string]$r.Location", [True, "Output", "f.txt"]),
    ("gci 2>&1", f"$r = {ONLY}.Redirections[0]; [string]$r.FromStream; [string]$r.ToStream", ["Error", "Output"]),
    (
        "using namespace System.IO",
        "[string]$ast.UsingStatements[0].UsingStatementKind; $ast.UsingStatements[0].Name.Value",
        ["Namespace", "System.IO"],
    ),
]


@pytest.mark.parametrize(("text", "script", "wanted"), TREES, ids=[one[0] for one in TREES])
def test_tree(text: str, script: str, wanted: list[object]) -> None:
    assert Shell(connected=False).run(PARSE.replace("{0}", text) + script).output == wanted


TOKENS = [
    ("gci -Path $x 12", ["Identifier gci", "Parameter -Path", "Variable $x", "Number 12", "EndOfInput "]),
    (
        "a # c`n`n[int]1",
        ["Identifier a", "Comment # c", "NewLine /", "NewLine /", "LBracket [", "Identifier int", "RBracket ]", "Number 1", "EndOfInput "],
    ),
    (
        "function F { } # c`n$y",
        ["Function function", "Identifier F", "LCurly {", "RCurly }", "Comment # c", "NewLine /", "Variable $y", "EndOfInput "],
    ),
    ("1 -ceq 2", ["Number 1", "Ceq -ceq", "Number 2", "EndOfInput "]),
]


@pytest.mark.parametrize(("text", "wanted"), TOKENS, ids=range(len(TOKENS)))
def test_tokens(text: str, wanted: list[str]) -> None:
    script = PARSE.replace("'{0}'", '"' + text.replace("$", "`$") + '"')
    script += r"$t | ForEach-Object { $_.Kind.ToString() + ' ' + ($_.Text -replace '\n', '/') }"
    assert Shell(connected=False).run(script).output == wanted


@pytest.mark.parametrize(
    ("text", "script", "wanted"),
    [
        ("gci -Path:1", "$t[1].ParameterName; $t[1].UsedColon; $t[1].GetType().Name", ["Path", True, "ParameterToken"]),
        ("$env:X", "$t[0].Name; $t[0].VariablePath.DriveName; $t[0].GetType().Name", ["env:X", "env", "VariableToken"]),
        ("12kb", "$t[0].Value; $t[0].Kind -eq 'Number'", [12288, True]),
        ("gci", "[string]$t[0].TokenFlags; $t[0].Extent.StartLineNumber; $t[0].HasError", ["CommandName", 1, False]),
        ("if (1) { }", "$t[0].TokenFlags.HasFlag([System.Management.Automation.Language.TokenFlags]::Keyword); [string]$t[0]", [True, "if"]),
        ("$x.Length", "[string]$t[2].TokenFlags", ["MemberName"]),
        ("1 + 2", "foreach ($one in $t) { $one -is [System.Management.Automation.Language.Token] }", [True] * 4),
        ("1 + 2", "function f([System.Management.Automation.Language.Token] $Token) { [string]$Token }; f $t[1]", ["+"]),
    ],
)
def test_what_a_token_holds(text: str, script: str, wanted: list[object]) -> None:
    assert Shell(connected=False).run(PARSE.replace("{0}", text) + script).output == wanted


def test_the_enumerator_of_foreach_walks_tokens_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.ps1").write_text("function A { }\n\nfunction Get-B { 1 }\n")
    script = (
        f"$t = $e = $null; $null = [System.Management.Automation.Language.Parser]::ParseFile('{tmp_path}/x.ps1', ([ref]$t), ([ref]$e)); "
        "foreach ($token in $t) { if ($token.Kind -eq 'Function') { $null = $foreach.MoveNext(); "
        '"$($foreach.Current.Text) $($token.Extent.StartLineNumber)" } }'
    )
    assert Shell(connected=False).run(script).output == ["A 1", "Get-B 3"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gci -Path 'a b' c 1", ["Command gci", "CommandParameter -Path", "String a b", "CommandArgument c", "Number 1"]),
        ("$a.Length; [int]", ["Variable a", "Operator .", "Member Length", "StatementSeparator ;", "Operator [", "Type int", "Operator ]"]),
        ("if ($b) { } # c", ["Keyword if", "GroupStart (", "Variable b", "GroupEnd )", "GroupStart {", "GroupEnd }", "Comment # c"]),
    ],
)
def test_tokens_of_psparser(text: str, wanted: list[str]) -> None:
    literal = text.replace("'", "''")
    script = (
        f"$e = $null; [System.Management.Automation.PSParser]::Tokenize('{literal}', [ref]$e) | ForEach-Object {{ \"$($_.Type) $($_.Content)\" }}"
    )
    assert Shell(connected=False).run(script + "; $e.Count").output == [*wanted, 0]


def test_errors_of_psparser() -> None:
    script = "$e = $null; $null = [System.Management.Automation.PSParser]::Tokenize('if (', [ref]$e); $e.Count; $e[0].Message; $e[0].Token.StartLine"
    assert Shell(connected=False).run(script).output == [1, "Missing condition in if statement after 'if ('.", 1]


def test_extents_and_parse_errors_as_text() -> None:
    script = """
    $e = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput("1`n$('$x') = ", [ref]$null, [ref]$e)
    "$($tree.EndBlock.Statements[0].Extent)"
    "$($e[0])" -split "`n"
    $e[0].Message
    """
    message = "You must provide a value expression following the '=' operator."
    assert Shell(connected=False).run(script).output == ["1", "At line:2 char:5", "+ $x =", "+     ~", message, message]
