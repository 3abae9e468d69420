"""The order of a hashtable's entries: .NET's buckets, where the keys' hash codes are the same in every process."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("(@{ 1 = 'a'; 2 = 'b'; 3 = 'c' }).Keys", [3, 2, 1]),
        ("(@{ 1 = 'a'; 2 = 'b'; 3 = 'c' }).Values", ["c", "b", "a"]),
        ("@{ 5 = 'a'; 3 = 'b' } | ForEach-Object GetEnumerator | ForEach-Object Key", [5, 3]),
        ("(@{ 10 = 1; 20 = 2; 30 = 3; 40 = 4; 50 = 5; 60 = 6 }).Keys", [10, 20, 30, 40, 50, 60]),  # made for six: eleven buckets
        ("$table = @{}; 10, 20, 30, 40, 50, 60 | ForEach-Object { $table[$_] = 1 }; $table.Keys", [50, 30, 10, 60, 40, 20]),  # grown to seventeen
        ("(@{ 0 = 1; 7 = 2; 14 = 3 }).Keys", [7, 14, 0]),  # all of them belong in the first of seven buckets
        ("(@{ $true = 1; $false = 2 }).Values", [1, 2]),
        ("(@{ 1 = 1 } + @{ 2 = 2; 3 = 3 }).Keys", [3, 2, 1]),
        ("(@{ 1 = 1; 2 = 2; 4 = 4; 8 = 8 }).Keys", [8, 4, 2, 1]),  # 8 steps on from the bucket of 1
        ("(@{ 1 = 1; 2 = 2; 4 = 4; 8 = 8 }).Clone().Keys", [4, 2, 8, 1]),  # filled from the end, so that 1 steps on
        ("1..4 | Group-Object { $_ % 3 } -AsHashTable | ForEach-Object Keys", [2, 1, 0]),
    ],
)
def test_numbers_go_by_bucket(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected


def test_matches_are_shown_from_the_last_group() -> None:
    text = Shell().run("$null = 'ab' -match '(.)(.)'; $Matches").text
    assert [line.split() for line in text.split("\n") if line[:1].isdigit()] == [["2", "b"], ["1", "a"], ["0", "ab"]]


def test_strings_go_as_they_came_in() -> None:
    assert Shell().run("(@{ b = 1; a = 2; c = 3 }).Keys; (@{ 2 = 1; a = 2; 1 = 3 }).Keys").output == ["b", "a", "c", 2, "a", 1]


def test_ordered_dictionaries_keep_their_order() -> None:
    assert Shell().run("([ordered]@{ 1 = 1; 3 = 3; 2 = 2 }).Keys").output == [1, 3, 2]


def test_a_change_on_the_way_is_an_error() -> None:
    code = "$table = @{ 1 = 1; 2 = 2 }; try { foreach ($key in $table.Keys) { $table.Remove($key) } } catch { 'refused' }; $table.Count"
    assert Shell().run(code).output == ["refused", 1]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("[char]::Parse('A').GetHashCode()", 0x410041),
        ("(5L).GetHashCode(); ", 5),
        ("(-1L).GetHashCode()", 0),
        ("(4294967297).GetHashCode()", 0),
        ("(1.5).GetHashCode()", 0x3FF80000),
        ("([single] 1.5).GetHashCode()", 0x3FC00000),
        ("[uint32]::MaxValue.GetHashCode()", -1),
        ("[DayOfWeek]::Friday.GetHashCode()", 5),
        ("[timespan]::new(7).GetHashCode()", 7),
    ],
)
def test_hash_codes(code: str, expected: int) -> None:
    assert Shell().run(code).output == [expected]


def test_many_entries_that_collide_are_all_there() -> None:
    code = "$table = @{}; foreach ($at in 0..199) { $table[$at * 431] = $at }; ($table.Values | Measure-Object -Sum).Sum; @($table.Keys).Count"
    assert Shell().run(code).output == [19900, 200]
