"""Methods of System.Linq.Enumerable that are given a comparer or a predicate."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

SETUP = """
class Length : System.Collections.Generic.IEqualityComparer[string] {
    [bool] Equals([string] $a, [string] $b) { return $a.Length -eq $b.Length }
    [int] GetHashCode([string] $a) { return $a.Length }
}
$any = [StringComparer]::OrdinalIgnoreCase
[string[]] $some = 'ash', 'Oak', 'elm'
[string[]] $other = 'OAK', 'fir'
"""
KEY = "[Func[string, string]] { $args[0] }"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("[Linq.Enumerable]::Distinct([string[]] ('a', 'A', 'b'), $any)", ["a", "b"]),
        ("[Linq.Enumerable]::Except($some, $other, $any)", ["ash", "elm"]),
        ("[Linq.Enumerable]::Except($some, $other)", ["ash", "Oak", "elm"]),
        ("[Linq.Enumerable]::Intersect($some, $other, $any)", ["Oak"]),
        ("[Linq.Enumerable]::Union($some, $other, $any)", ["ash", "Oak", "elm", "fir"]),
        ("[Linq.Enumerable]::Contains($some, 'OAK', $any); [Linq.Enumerable]::Contains($some, 'OAK')", [True, False]),
        ("[Linq.Enumerable]::SequenceEqual($other, [string[]] ('oak', 'FIR'), $any)", [True]),
        ("[Linq.Enumerable]::SequenceEqual($other, [string[]] ('oak', 'ash'), $any)", [False]),
        ("[Linq.Enumerable]::SequenceEqual($other, [string[]] ('oak', 'ash'), [Length]::new())", [True]),
        ("[Linq.Enumerable]::Distinct($some, [Length]::new())", ["ash"]),
        ("[Linq.Enumerable]::ToHashSet($some, $any).Contains('ELM')", [True]),
        (f"[Linq.Enumerable]::ToDictionary($some, {KEY}, $any)['OAK']", ["Oak"]),
        (f"[Linq.Enumerable]::ToDictionary($some, {KEY}, [Func[string, int]] {{ $args[0].Length }}, $any)['OAK']", [3]),
        (f"[Linq.Enumerable]::GroupBy([string[]] ('a', 'A', 'b'), {KEY}, $any) | ForEach-Object Key", ["a", "b"]),
        (f"[Linq.Enumerable]::DistinctBy([string[]] ('a', 'A', 'b'), {KEY}, $any)", ["a", "b"]),
        (f"[Linq.Enumerable]::OrderBy($some, {KEY}, [StringComparer]::Ordinal)", ["Oak", "ash", "elm"]),
        (f"[Linq.Enumerable]::OrderByDescending($some, {KEY}, [StringComparer]::Ordinal)", ["elm", "ash", "Oak"]),
        ("[Linq.Enumerable]::LastOrDefault([int[]] (1, 4, 2), [Func[int, bool]] { $args[0] -gt 1 })", [2]),
        ("[Linq.Enumerable]::SingleOrDefault([int[]] (1, 4), [Func[int, bool]] { $args[0] -gt 9 })", [0]),
        ("[Linq.Enumerable]::LongCount([int[]] (1, 4), [Func[int, bool]] { $args[0] -gt 1 }) -is [long]", [True]),
    ],
)
def test_methods_go_by_what_they_are_given(code: str, expected: list[object]) -> None:
    result = Shell().run(SETUP + code)
    assert not result.errors
    assert result.output == expected


def test_single_or_default_refuses_several() -> None:
    code = "try { [Linq.Enumerable]::SingleOrDefault([int[]] (1, 2), [Func[int, bool]] { $true }) } catch { $_.Exception.InnerException.Message }"
    assert Shell().run(code).output == ["Sequence contains more than one matching element"]


def test_a_predicate_is_asked_once_for_each_item() -> None:
    code = "$asked = 0; [Linq.Enumerable]::SingleOrDefault([int[]] (1, 2), [Func[int, bool]] { $script:asked++; $args[0] -eq 2 }); $asked"
    assert Shell().run(code).output == [2, 2]
