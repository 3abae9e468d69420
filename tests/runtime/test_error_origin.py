"""Whose an error is: what leaves a cmdlet or advanced function carries its name; what is thrown or stopped by a preference stays as it is."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FOREACH = "Microsoft.PowerShell.Commands.ForEachObjectCommand"


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("1 | ForEach-Object { 1/0 }", f"RuntimeException,{FOREACH}"),
        ("1 | ForEach-Object { $_ } | ForEach-Object { Get-Nope }", f"CommandNotFoundException,{FOREACH}"),
        ("Invoke-Expression '12abc'", "CommandNotFoundException,Microsoft.PowerShell.Commands.InvokeExpressionCommand"),
        ("function F { [CmdletBinding()] param() 'a'.Substring(9) }; F", "ArgumentOutOfRangeException,F"),
        ("function F { 'a'.Substring(9) }; F", "ArgumentOutOfRangeException"),
        ("1 | ForEach-Object { throw 'x' }", "x"),
        ("1 | ForEach-Object { Get-Item ./no -ErrorAction Stop }", "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"),
        ("1 | ForEach-Object { Write-Error 'w' -ErrorAction Stop }", "Microsoft.PowerShell.Commands.WriteErrorException"),
    ],
)
def test_caught_errors_name_the_command_they_left(shell: Shell, script: str, error_id: str) -> None:
    assert shell.run(f"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId }}").output == [error_id]


def test_a_claimed_error_stands_at_the_cmdlet(shell: Shell) -> None:
    shown = "$_.InvocationInfo.ScriptLineNumber; $_.InvocationInfo.MyCommand.Name; $_.Exception.GetType().Name"
    assert shell.run(f"try {{\n1 |\n  ForEach-Object {{ 1/0 }}\n}} catch {{ {shown} }}").output == [3, "ForEach-Object", "RuntimeException"]


def test_uncaught_errors_hold_the_stand_in_unless_they_were_thrown(shell: Shell) -> None:
    stand_in = "System.Management.Automation.ParentContainsErrorRecordException"
    assert shell.run("try { 1/0 } catch { throw }").errors[0].exception.type_name == stand_in
    assert shell.run("try { 1/0 } catch { throw $_ }").errors[0].exception.type_name == "System.Management.Automation.RuntimeException"
    assert shell.run("throw 'x'").errors[0].exception.type_name == "System.Management.Automation.RuntimeException"


def test_an_error_in_a_script_method_leaves_the_pipeline(shell: Shell) -> None:
    shell.run("$o = [pscustomobject]@{}; $o | Add-Member ScriptMethod M { Write-Error 'soft'; 'value' }")
    result = shell.run("$r = $o.M() 2>&1; $r")
    assert result.output == ["value"]
    assert result.error_text == "soft"
    assert [record.message for record in result.errors] == ["soft"]


def test_write_error_in_a_filter_stands_at_the_statement(shell: Shell) -> None:
    result = shell.run("\n'a' | Where-Object { Write-Error 'w'; $true }")
    assert result.errors[0].invocation.extent.text == "'a' | Where-Object { Write-Error 'w'; $true }"


def test_a_method_converts_its_value_where_it_returns_it(shell: Shell) -> None:
    record = shell.run("class A { [int] M() {\n return 'x' } }\n[A]::new().M()").errors[0]
    assert record.error_id == "InvalidCastFromStringToInteger"
    assert record.invocation.extent.text == "'x'"


def test_success_is_left_to_the_last_command(shell: Shell) -> None:
    for text in ("$(Write-Error e 2>$null)", "@(Write-Error e 2>$null)", "(Write-Error e 2>$null)", "$x = $(Write-Error e 2>$null)"):
        assert shell.run(f"{text}; $?").output == [False], text
    assert shell.run("'$(1)'; $?").output == ["$(1)", True]


def test_attributes_check_what_they_are_given(shell: Shell) -> None:
    wrong_count = shell.run("function F { param([ValidateRange()]$a) }; F 1").errors[0]
    assert (wrong_count.error_id, wrong_count.exception.message) == (
        "MethodCountCouldNotFindBest",
        'Cannot find an overload for ".ctor" and the argument count: "0".',
    )
    unknown = shell.run("function G { param([NoSuch()]$a) }; G 1").errors[0]
    assert (unknown.error_id, unknown.target_name, unknown.target_type) == ("CustomAttributeTypeNotFound", "[NoSuch()]", "AttributeAst")
