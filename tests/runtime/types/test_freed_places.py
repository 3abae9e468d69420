"""Dictionaries and sets that things were removed from: where new entries go, and what may change while one goes through them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

DICTIONARY = "$map = [System.Collections.Generic.Dictionary[string, int]]::new(); 'a', 'b', 'c' | ForEach-Object { $map[$_] = 0 }; "
SET = "$set = [System.Collections.Generic.HashSet[int]] (1, 2, 3, 4); "


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (DICTIONARY + "$null = $map.Remove('a'); $map['x'] = 1; $map.Keys", ["x", "b", "c"]),
        (DICTIONARY + "$null = $map.Remove('a'), $map.Remove('c'); $map['x'] = $map['y'] = $map['z'] = 1; $map.Keys -join ''", ["ybzx"]),
        (DICTIONARY + "$null = $map.Remove('b'); $map.Add('x', 7); $map.GetEnumerator() | ForEach-Object Value", [0, 7, 0]),
        (DICTIONARY + "$null = $map.Remove('a'); $map.Clear(); $map['x'] = $map['y'] = 1; $map.Keys -join ''", ["yx"]),
        (SET + "$null = $set.Remove(2); $null = $set.Add(9); $null = $set.Add(8); $set -join ' '", ["1 9 3 4 8"]),
        (SET + "$set.IntersectWith([int[]] (2, 4)); $null = $set.Add(9); $set -join ' '", ["2 9 4"]),
        (SET + "$set.ExceptWith([int[]] (1, 3)); $set.UnionWith([int[]] (8, 9)); $set -join ' '", ["9 2 8 4"]),
        (SET + "$set.RemoveWhere({ param($item) $item -gt 2 }); $null = $set.Add(9); $set -join ' '", [2, "1 2 9"]),
        (SET + "$set.SymmetricExceptWith([int[]] (1, 9)); $set -join ' '", ["2 3 4 9"]),
    ],
)
def test_a_freed_place_is_taken(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (DICTIONARY + "foreach ($key in $map.Keys) { $null = $map.Remove($key) }; $map.Count", [0]),
        (DICTIONARY + "foreach ($key in $map.Keys) { $map[$key] = 5 }; $map.Values -join ''", ["555"]),
        (DICTIONARY + "try { foreach ($key in $map.Keys) { $map[$key + $key] = 5 } } catch { 'refused' }; $map.Count", ["refused", 4]),
        (SET + "foreach ($item in $set) { if ($item % 2) { $null = $set.Remove($item) } }; $set -join ' '", ["2 4"]),
        (SET + "try { foreach ($item in $set) { $null = $set.Add($item + 10) } } catch { 'refused' }; $set.Count", ["refused", 5]),
    ],
)
def test_only_new_entries_disturb_an_enumerator(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected


def test_concurrent_dictionaries_can_be_changed_on_the_way() -> None:
    start = "$map = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); $map['a'] = 1; $map['b'] = 2; "
    code = 'foreach ($key in $map.Keys) { $null = $map.TryRemove($key, [ref] 0); $map["$key$key"] = 3 }; $map.Keys | Sort-Object'
    assert Shell().run(start + code).output == ["aa", "bb"]
