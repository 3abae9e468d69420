"""Should: what each operator takes, and its sentences."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(sandbox=True)


@pytest.mark.parametrize(
    "assertion",
    [
        "1 | Should -Be 1", "'a' | Should -Be 'A'", "1, 2 | Should -Be 1, 2", "'I', 'B' | Should -Be ([ordered]@{ I = 1; B = 2 }).Keys", "@() | Should -Be $null", "'a' | Should -Not -BeExactly 'A'", "1 | Should -EQ 1",
        "2 | Should -BeGreaterThan 1", "2 | Should -GE 2", "1 | Should -LT 2", "1 | Should -BeLessOrEqual 1", "2 | Should -BeIn 1, 2",
        "'abc' | Should -BeLike 'A*'", "'abc' | Should -Not -BeLikeExactly 'A*'", "'abc' | Should -Match '^A'", "'abc' | Should -Not -CMATCH '^A'",
        "$null | Should -BeNullOrEmpty", "@{} | Should -BeNullOrEmpty", "'x' | Should -Not -BeNullOrEmpty", "1 | Should -BeTrue", "'' | Should -BeFalse",
        "1 | Should -BeOfType int", "1 | Should -HaveType [int]", "1 | Should -Not -BeOfType [string]", "1, 2 | Should -Contain 2", "1, 2 | Should -HaveCount 2",
        "@() | Should -HaveCount 0", "'/' | Should -Exist", "{ throw 'x y' } | Should -Throw '*y'", "{ 1 } | Should -Not -Throw",
        "{ [int]'x' } | Should -Throw -ExceptionType ([System.Management.Automation.RuntimeException])", "{ gi /nope -ea Stop } | Should -Throw -ErrorId 'PathNotFound*'",
        "({ throw 'x' } | Should -Throw -PassThru).Exception.Message | Should -Be x", "Get-Command Get-Item | Should -HaveParameter Path -Mandatory",
        "function t { param([int] $n = 3) }; Get-Command t | Should -HaveParameter n -DefaultValue 3",
        "Get-Command Get-Item | Should -Not -HaveParameter Nope", "Should -ActualValue 3 -Be 3", "Should -Be 3 -ActualValue 3",
        "1, @(2, 3) | Should -Be @(1, @(2, 3))",
    ],
)  # fmt: skip
def test_holds(shell: Shell, assertion: str) -> None:
    assert shell.run(assertion).error_text == ""


@pytest.mark.parametrize(
    ("assertion", "message"),
    [
        ("1 | Should -Be 2 -Because 'it must'", "Expected 2, because it must, but got 1."),
        ("1 | Should -Not -Be 1", "Expected 1 to be different from the actual value, but got the same value."),
        ("$null | Should -BeExactly 'x'", "Expected exactly 'x', but got $null."),
        ("1..12 | Should -Be 1", "Expected 1, but got @(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...2 more)."),
        ("1 | Should -BeGreaterThan 1", "Expected the actual value to be greater than 1, but got 1."),
        ("1 | Should -Not -BeGreaterOrEqual 1", "Expected the actual value to be less than 1, but got 1."),
        ("1 | Should -BeIn 2, 3", "Expected collection @(2, 3) to contain 1, but it was not found."),
        ("1 | Should -Not -Contain 1", "Expected 1 to not be found in collection @(1), but it was found."),
        ("'a' | Should -BeLike 'b*'", "Expected like wildcard 'b*' to match 'a', but it did not match."),
        ("'a' | Should -Not -Match 'a'", "Expected regular expression 'a' to not match 'a', but it did match."),
        ("'a' | Should -MatchExactly 'A'", "Expected regular expression 'A' to case sensitively match 'a', but it did not match."),
        ("'' | Should -Not -BeNullOrEmpty", "Expected a value, but got $null or empty."),
        ("'a' | Should -BeOfType int", "Expected the value to have type [int] or any of its subtypes, but got 'a' with type [string]."),
        ("$false | Should -BeTrue", "Expected $true, but got $false."),
        ("1, 2 | Should -HaveCount 3", "Expected a collection with size 3, but got collection with size 2 @(1, 2)."),
        ("'/nope' | Should -Exist", "Expected path '/nope' to exist, but it did not exist."),
        ("{ 1 } | Should -Throw -ExpectedMessage x", "Expected an exception with message like 'x' to be thrown, but no exception was thrown."),
        ("{ '' | Should -Be 1 } | Should -Throw 'x' | Out-Null", None),
        (
            "Get-Command Get-Item | Should -HaveParameter Path -Type int",
            "Expected command Get-Item to have a parameter Path, of type [System.Int32], but it was of type [System.String[]].",
        ),
        (
            "1 | Should Be 1",
            "Legacy Should syntax (without dashes) is not supported in Pester 5. Please refer to migration guide at: https://pester.dev/docs/migrations/v3-to-v4",
        ),
        ("5 | Should -Throw", "Input is missing or not a ScriptBlock. Input to '-Throw' and '-Not -Throw' must be enclosed in curly braces."),
    ],
)  # fmt: skip
def test_says(shell: Shell, assertion: str, message: str | None) -> None:
    (error,) = shell.run(assertion).errors
    if message is not None:
        assert error.exception.message == message


def test_strings_are_shown_with_the_place_where_they_differ(shell: Shell) -> None:
    (error,) = shell.run("'hello world' | Should -Be 'hello there!'").errors
    assert error.exception.message.split("\n") == [
        "Expected strings to be the same, but they were different.",
        "Expected length: 12",
        "Actual length:   11",
        "Strings differ at index 6.",
        "Expected: 'hello there!'",
        "But was:  'hello world'",
        "           ------^",
    ]


def test_long_strings_are_cut_around_the_difference(shell: Shell) -> None:
    (error,) = shell.run("('a' * 100) + 'x' + ('b' * 100) | Should -Be (('a' * 100) + 'y' + ('b' * 100))").errors
    lines = error.exception.message.split("\n")
    assert lines[3].startswith("Expected: '...aaa")
    assert lines[3].endswith("...'")
    assert all(len(line) <= 80 for line in lines)
    assert lines[3][lines[5].index("^")] == "y"


def test_control_characters_are_shown_as_pictures(shell: Shell) -> None:
    (error,) = shell.run('"a`nb" | Should -Be "a`nc"').errors
    assert "Expected: 'a\u240ac'\nBut was:  'a\u240ab'" in error.exception.message


def test_errors_of_assertions_have_pesters_id(shell: Shell) -> None:
    assert shell.run("try { 1 | Should -Be 2 } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category.ToString() }").output == [
        "PesterAssertionFailed", "InvalidResult",
    ]  # fmt: skip


def test_custom_operators() -> None:
    shell = Shell(sandbox=True)
    shell.run("""
    function Test-Even($ActualValue, [switch]$Negate, $Because) {
        $holds = $ActualValue % 2 -eq 0
        if ($Negate) { $holds = -not $holds }
        [pscustomobject]@{ Succeeded = $holds; FailureMessage = "Expected $ActualValue to be even because of $Because." }
    }
    Add-ShouldOperator -Name BeEven -Test ${function:Test-Even} -Alias EVEN""")
    assert shell.run("2 | Should -BeEven; 3 | Should -Not -EVEN").error_text == ""
    (error,) = shell.run("3 | Should -BeEven -Because 'rules'").errors
    assert error.exception.message == "Expected 3 to be even because of rules."
    assert shell.run("(Get-ShouldOperator BeEven).Aliases").output == ["EVEN"]


def test_soft_assertions_collect_errors(shell: Shell) -> None:
    shell.run("Set-Content /soft.Tests.ps1 'Describe d { It i { 1 | Should -Be 2\n3 | Should -Be 4\n} }'")
    run = "$c = New-PesterConfiguration @{ Should = @{ ErrorAction = 'Continue' }; Run = @{ Path = '/soft.Tests.ps1'; PassThru = $true }; Output = @{ Verbosity = 'None' } }"
    assert shell.run(f"{run}; (Invoke-Pester -Configuration $c).Tests[0].ErrorRecord.DisplayErrorMessage").output == [
        "Expected 2, but got 1.", "Expected 4, but got 3.",
    ]  # fmt: skip
