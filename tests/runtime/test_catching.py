"""Which catch clause takes an error: the most specific type that the exceptions it consists of have."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

A = "System.Management.Automation."
NOT_FOUND = "[System.Management.Automation.ItemNotFoundException]"


@pytest.mark.parametrize(
    ("statement", "clauses", "expected"),
    [
        ("gci /nope -EA Stop", NOT_FOUND + " { 'a' } catch [Exception] { 'b' }", "a"),
        ("gci /nope -EA Stop", NOT_FOUND + " { 'a' } catch [System.Management.Automation.RuntimeException] { 'b' } catch { 'c' }", "a"),
        (
            "gci /nope -EA Stop",
            f"[{A}ActionPreferenceStopException] {{ $_.Exception.GetType().Name }}",
            "ItemNotFoundException",
        ),
        ("gci /nope -EA Stop", "[Exception] { $_.Exception.GetType().Name }", "ItemNotFoundException"),
        ("gci /nope -EA Stop", "[IO.IOException] { 'a' } catch { $_.Exception.GetType().Name }", "ItemNotFoundException"),
        ("Invoke-Expression 'Get-Command -Name'", "[System.Management.Automation.CmdletInvocationException] { 'a' }", "a"),
        ("throw [IO.IOException]::new()", "[IO.FileNotFoundException] { 'a' } catch [IO.IOException] { 'b' } catch { 'c' }", "b"),
        ("1 / $null", "[DivideByZeroException] { $_.Exception.GetType().Name } catch { 'c' }", "DivideByZeroException"),
        ("1 / $null", "[IO.IOException] { 'a' } catch { $_.Exception.GetType().Name }", "RuntimeException"),
        ("[int]::Parse('x')", "[FormatException] { $_.Exception.GetType().Name } catch { 'c' }", "FormatException"),
        (
            "[int]::Parse('x')",
            f"[{A}MethodInvocationException] {{ $_.Exception.GetType().Name }}",
            "MethodInvocationException",
        ),
    ],
)
def test_the_most_specific_clause_takes_the_error(statement: str, clauses: str, expected: str) -> None:
    assert Shell(sandbox=True).run(f"try {{ {statement} }} catch {clauses}").output == [expected]


def test_an_error_that_no_clause_takes_goes_on() -> None:
    text = "try { try { 1 / $null } catch [IO.IOException] { 'a' } finally { 'f' } } catch { 'b' }"
    assert Shell(sandbox=True).run(text).output == ["f", "b"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("[int]::Parse('x')", "FormatException"),
        ("Plain", "FormatException"),
        ("Advanced", "MethodInvocationException"),  # what flies is a CmdletInvocationException, whose inner exception the trap sees
        ("Thrown", "RuntimeException"),
    ],
)
def test_a_general_trap_sees_the_inner_exception(statement: str, expected: str) -> None:
    code = """
    function Plain { [int]::Parse('x') }
    function Advanced { [CmdletBinding()] param() [int]::Parse('x') }
    function Thrown { [CmdletBinding()] param() throw 'x' }
    """
    assert Shell(sandbox=True).run(f"{code}; & {{ trap {{ $_.Exception.GetType().Name; continue }} {statement} }}").output == [expected]
