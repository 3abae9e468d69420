"""Places that remember what a member meant the last time: they see other values, added members and new type data."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

DAY = "$day = [datetime] '2024-02-29'; "


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("foreach ($one in 'abc', 'de', (1, 2, 3), 'f', @{ Length = 9 }) { $one.Length }", [3, 2, 3, 1, 9]),
        ("foreach ($one in (1, 2), @(), 7, 'text', @(5)) { $one.Count }", [2, 0, 1, 1, 1]),
        (DAY + 'foreach ($one in $day, $day.AddDays(1), [timespan]::FromDays(3), $day) { "$($one.Ticks)".Length }', [18, 18, 13, 18]),
        (DAY + "foreach ($i in 1..3) { if ($i -eq 3) { $day = $day | Add-Member -PassThru Year 7 -Force }; $day.Year }", [2024, 2024, 7]),
        (DAY + "foreach ($i in 0..2) { $day.AddDays($i).Day; $day.AddDays($i + 0.5).Hour }", [29, 12, 1, 12, 2, 12]),
        ("$list = 1, 2; foreach ($i in 0, 1) { $list.Count; Add-Member -InputObject $list Count 5 -Force }", [2, 5]),
    ],
)
def test_a_property_of_values_of_many_kinds(code: str, output: list[object]) -> None:
    assert Shell().run(code).output == output


def test_type_data_is_seen_where_a_property_was_read_before() -> None:
    code = (
        "$day = [datetime] '2024-02-29'; foreach ($i in 1..4) { "
        "if ($i -eq 3) { Update-TypeData -TypeName System.DateTime -MemberName Year -MemberType NoteProperty -Value 5 -Force }; "
        "$day.Year; 'ab'.Length; "
        "if ($i -eq 3) { Update-TypeData -TypeName System.String -MemberName Length -MemberType NoteProperty -Value 6 -Force } }"
    )
    assert Shell().run(code).output == [2024, 2, 2024, 2, 5, 2, 5, 6]


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("foreach ($one in 2, 2.5, 3L, '7', 4) { [math]::Max($one, 3) }", [3, 3.0, 3, 7, 4]),
        ("foreach ($one in 1, '2', 3) { [datetime]::new(2024, $one, 1).Month }", [1, 2, 3]),
        ("foreach ($type in [int], [long], [int]) { $type::Parse('12').GetType().Name }", ["Int32", "Int64", "Int32"]),
        ("foreach ($one in 'a', $null, '') { [string]::IsNullOrEmpty($one) }", [False, True, True]),
    ],
)
def test_a_static_call_with_arguments_of_many_kinds(code: str, output: list[object]) -> None:
    assert Shell().run(code).output == output


def test_a_static_call_that_fails_says_the_same_again() -> None:
    result = Shell().run("foreach ($one in '1', 'x', '2', 'y') { try { [int]::Parse($one) } catch { $_.Exception.Message } }")
    message = 'Exception calling "Parse" with "1" argument(s): "The input string \'{}\' was not in a correct format."'
    assert result.output == [1, message.format("x"), 2, message.format("y")]


INTS = "$ints = [System.Collections.Generic.List[int]]::new(); $texts = [System.Collections.Generic.List[string]]::new(); "


@pytest.mark.parametrize(
    ("code", "output"),
    [
        (
            INTS + "foreach ($list in $texts, $ints, $texts, $ints) { $list.Add(5); $list.Count; $list[-1].GetType().Name }",
            [1, "String", 1, "Int32", 2, "String", 2, "Int32"],
        ),
        (INTS + "foreach ($one in 'a', 1, $null, (1, 2)) { $texts.Add($one) }; $texts -join '|'", ["a|1||1 2"]),
        (
            INTS + "foreach ($i in 1..3) { if ($i -eq 3) { Add-Member -Force -In $ints ScriptMethod Add { 'own' } }; $ints.Add($i) }; $ints.Count",
            ["own", 2],
        ),
        (INTS + "foreach ($i in 1..2) { try { $ints.RemoveAt(4) } catch { $_.FullyQualifiedErrorId } }", ["ArgumentOutOfRangeException"] * 2),
        (
            INTS + "foreach ($i in 1..2) { try { $ints.Add('x') } catch { $_.FullyQualifiedErrorId } }",
            ["MethodArgumentConversionInvalidCastArgument"] * 2,
        ),
        ("$stack = [System.Collections.Stack]::new((1, 2)); foreach ($i in 1..3) { try { $stack.Pop() } catch { 'empty' } }", [2, 1, "empty"]),
    ],
)
def test_methods_of_collections_with_types_of_their_own(code: str, output: list[object]) -> None:
    assert Shell().run(code).output == output
