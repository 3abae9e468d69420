"""How collections tell objects of a script's class apart: by the class's own Equals and GetHashCode."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

POINT = """
class Point {
    [int] $X; [int] $Y
    Point([int] $x, [int] $y) { $this.X = $x; $this.Y = $y }
    [bool] Equals($other) { return $other -is [Point] -and $this.X -eq $other.X -and $this.Y -eq $other.Y }
    [int] GetHashCode() { return 31 * $this.X + $this.Y }
}
class Pixel : Point { Pixel() : base(1, 2) {} }
$here = [Point]::new(1, 2); $same = [Point]::new(1, 2); $there = [Point]::new(2, 1)
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$set = [System.Collections.Generic.HashSet[Point]]::new(); $set.Add($here); $set.Add($same); $set.Contains($there); $set.Count",
         [True, False, False, 1]),
        ("$table = @{ $here = 'a' }; $table[$same]; $table.ContainsKey($there); $table.ContainsValue('a')", ["a", False, True]),
        ("$map = [System.Collections.Generic.Dictionary[Point, int]]::new(); $map[$here] = 5; $map[$same]; $map.ContainsKey($there)", [5, False]),
        ("@($there, $here).IndexOf($same); [array]::IndexOf(@($there, $here), $same)", [1, 1]),
        ("$list = [System.Collections.Generic.List[Point]] @($there, $here); $list.IndexOf($same); $list.Remove($same); $list.Count", [1, True, 1]),
        ("$queue = [System.Collections.Queue]::new(@($here)); $queue.Contains($same)", [True]),
        ("[object]::Equals($here, $same); [object]::ReferenceEquals($here, $same)", [True, False]),
        ("@($here).Contains([Pixel]::new()); @($here).IndexOf([Pixel]::new())", [True, 0]),
        ("@($here).Contains('text')", [False]),
    ],
)  # fmt: skip
def test_equal_objects_are_one(code: str, expected: list[object]) -> None:
    assert Shell().run(POINT + code).output == expected


def test_a_class_without_them_goes_by_identity() -> None:
    code = "class Box { $Of }; $one = [Box]@{ Of = 1 }; $two = [Box]@{ Of = 1 }; @{ $one = 1 }.ContainsKey($two); @($one).Contains($one)"
    assert Shell().run(code).output == [False, True]


def test_a_typed_equals_does_not_override() -> None:
    code = "class Box { [bool] Equals([int] $other) { return $true } }; @([Box]::new()).Contains([Box]::new())"
    assert Shell().run(code).output == [False]


@pytest.mark.parametrize("kind", ["System.Collections.DictionaryEntry", "System.Collections.Generic.KeyValuePair[string, int]"])
def test_entries_are_equal_by_key_and_value(kind: str) -> None:
    code = f"$one = [{kind}]::new('a', 1); $same = [{kind}]::new('a', 1); $other = [{kind}]::new('a', 2); "
    asked = (
        "$one -eq $same; $one.Equals($other); @($other, $one).IndexOf($same); [System.Collections.Generic.HashSet[object]]::new(@($one, $same)).Count"
    )
    assert Shell().run(code + asked).output == [True, False, 1, 1]
