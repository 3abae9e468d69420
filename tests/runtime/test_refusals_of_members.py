"""What .NET's members refuse, in .NET's words: found by random programs."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("([int[,]]::new(2, 2)).get_Item(0)", "Array was not a one-dimensional array."),
        ("([int]).MakeArrayType(0)", "Index was outside the bounds of the array."),
        ("([int]).MakeArrayType(33)", "An array type of more than 32 dimensions cannot be loaded."),
        (
            "[System.Reflection.Assembly]::LoadFrom('/none.dll')",
            "Could not load file or assembly '/none.dll'. The system cannot find the file specified.",
        ),
        (
            "[System.Reflection.Assembly]::Load('None')",
            "Could not load file or assembly 'None, Culture=neutral, PublicKeyToken=null'. The system cannot find the file specified.",
        ),
    ],
)
def test_an_exception_tells_why(text: str, message: str) -> None:
    (error,) = Shell().run(text).errors
    assert error.exception.message.endswith(f': "{message}"')


def test_a_value_that_is_no_task_cannot_be_waited_for() -> None:
    (error,) = Shell().run("[System.Threading.Tasks.Task]::WhenAll((, 'x'))").errors
    assert 'to type "System.Threading.Tasks.Task' in error.exception.message


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("[System.Numerics.BigInteger]::Log(8, 2)", 3.0),
        ("[System.Numerics.BigInteger]::Log(1, [double]::PositiveInfinity)", 0.0),
        ("[double]::IsNaN([System.Numerics.BigInteger]::Log(5, [double]::NegativeInfinity))", True),
        ("[double]::IsNaN([System.Numerics.BigInteger]::Log(5, 1))", True),
        ("[double]::IsNegativeInfinity([System.Numerics.BigInteger]::Log(0))", True),
        ("([System.Management.Automation.RuntimeDefinedParameterDictionary]::new()).Comparer.Equals('a', 'A')", True),
        ("$null -eq [System.Reflection.Assembly]::LoadWithPartialName('System.Windows.Forms')", True),
        ("[System.Reflection.Assembly]::LoadWithPartialName('System.Web').FullName", "System.Web"),
        ("([int]).MakeArrayType(2).FullName", "System.Int32[,]"),
    ],
)
def test_what_can_be_done_is_done(text: str, output: object) -> None:
    assert Shell().run(text).output == [output]


def test_text_beyond_the_basic_plane_goes_into_a_new_file() -> None:
    assert Shell(sandbox=True).run("$null = '🎉' | New-Item /x.txt; Get-Content /x.txt").text == "🎉\n"


def test_a_record_is_made_of_the_text_of_what_is_given() -> None:
    text = "[System.Management.Automation.VerboseRecord]::new({ 1 }).Message; [System.Management.Automation.WarningRecord]::new(5, 6).ToString()"
    assert [str(one) for one in Shell().run(text).output] == [" 1 ", "6"]


def test_a_null_among_numbers_is_zero_for_a_cmdlet() -> None:
    done = Shell().run("Get-Process -Id ([object[]]::new(1))")
    assert [error.exception.message for error in done.errors] == ["Cannot find a process with the process identifier 0."]
