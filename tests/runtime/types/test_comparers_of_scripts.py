"""Comparers that scripts write: classes that implement the interfaces, and script blocks for Create."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

ROUGHLY = """
class Roughly : System.Collections.Generic.IEqualityComparer[string] {
    [bool] Equals([string] $a, [string] $b) { return $a.Length -eq $b.Length }
    [int] GetHashCode([string] $a) { return $a.Length }
}
class Falling : System.Collections.Generic.IComparer[int] { [int] Compare([int] $a, [int] $b) { return $b - $a } }
class Task : System.IComparable {
    [int] $Level
    Task([int] $level) { $this.Level = $level }
    [int] CompareTo([object] $other) { return $this.Level - $other.Level }
}
"""


def lines(script: str) -> list[str]:
    result = Shell().run(ROUGHLY + script)
    assert not result.errors, result.errors
    return result.text.split()


def test_a_dictionary_files_keys_by_a_class_of_the_script() -> None:
    made = "[System.Collections.Generic.Dictionary[string,int]]::new([Roughly]::new())"
    assert lines(f"$d = {made}; $d['north'] = 1; $d['south'] = 2; $d['up'] = 3; $d.Count; $d['abcde']; $d.Keys; $d.ContainsKey('x')") == [
        "2", "2", "north", "up", "False",
    ]  # fmt: skip
    assert lines(
        "$d = [System.Collections.Concurrent.ConcurrentDictionary[string,int]]::new([Roughly]::new()); $d['a'] = 1; $d['b'] = 2; $d.Count"
    ) == ["1"]


def test_a_set_tells_items_apart_by_a_class_of_the_script() -> None:
    script = "$s = [System.Collections.Generic.HashSet[string]]::new([string[]]('one', 'two', 'three'), [Roughly]::new()); "
    assert lines(script + "\"$s\"; $s.Contains('xyz'); $s.Add('abc'); $s.Remove('xyz'); $s.Count; $s.Comparer.GetType().Name") == [
        "one", "three", "True", "False", "True", "1", "Roughly",
    ]  # fmt: skip


def test_sorted_collections_take_a_class_of_the_script() -> None:
    assert lines("$s = [System.Collections.Generic.SortedSet[int]]::new([Falling]::new()); 2, 3, 1, 3 | % { [void] $s.Add($_) }; $s") == [
        "3",
        "2",
        "1",
    ]
    for kind in ("SortedDictionary", "SortedList"):
        made = f"$d = [System.Collections.Generic.{kind}[int,string]]::new([Falling]::new()); "
        assert lines(made + "$d[1] = 'a'; $d[2] = 'b'; $d[1] = 'c'; $d.Keys; $d.Values; $d.Count") == ["2", "1", "b", "c", "2"]


def test_sorted_collections_order_objects_of_classes_by_their_own_compare_to() -> None:
    made = "$s = [System.Collections.Generic.SortedSet[Task]]::new(); 3, 1, 3, 2 | % { [void] $s.Add([Task]::new($_)) }; "
    assert lines(made + "$s.Level; $s.Contains([Task]::new(2)); $s.Min.Level") == ["1", "2", "3", "True", "1"]
    assert lines(
        "$d = [System.Collections.Generic.SortedDictionary[Task,int]]::new(); $d[[Task]::new(3)] = 1; $d[[Task]::new(1)] = 2; $d.Values"
    ) == ["2", "1"]


@pytest.mark.parametrize(
    ("kind", "values", "least"),
    [
        ("char", "'b', 'a', 'b'", "a"),
        ("decimal", "2.5, 1, 2.5", "1"),
        ("bigint", "25, 3, 25", "3"),
        ("DayOfWeek", "'Friday', 'Monday', 'Friday'", "Monday"),
        ("timespan", "'1:00', '0:30', '1:00'", "00:30:00"),
        ("Tuple[int,string]", "[Tuple]::Create(2, 'a'), [Tuple]::Create(1, 'z'), [Tuple]::Create(2, 'a')", "(1,z)"),
    ],
)
def test_sorted_collections_order_values_by_their_types_compare_to(kind: str, values: str, least: str) -> None:
    made = f"$s = [System.Collections.Generic.SortedSet[{kind}]]::new(); {values} | ForEach-Object {{ [void] $s.Add($_) }}; $s.Count; "
    assert lines(made + "\"$($s.Min)\" -replace ' '") == ["2", least]
    made = f"$d = [System.Collections.Generic.SortedDictionary[{kind},int]]::new(); {values} | ForEach-Object {{ $d[$_] = 1 }}; $d.Count; "
    assert lines(made + "\"$(@($d.Keys)[0])\" -replace ' '") == ["2", least]
    made = f"$q = [System.Collections.Generic.PriorityQueue[int,{kind}]]::new(); $at = 0; {values} | ForEach-Object {{ $q.Enqueue($at++, $_) }}; "
    assert lines(made + "$q.Dequeue()") == ["1"]


def test_a_sorted_set_serves_as_a_queue_of_priorities() -> None:
    made = "$s = [System.Collections.Generic.SortedSet[Task]]::new(); 1..40 | % { [void] $s.Add([Task]::new($_ * 7 % 41)) }; "
    drained = "$(while ($s.Count) { $least = $s.Min; [void] $s.Remove($least); $least.Level }) -join ' '"
    assert lines(made + drained) == [str(level) for level in range(1, 41)]


def test_sorted_collections_stay_in_order_when_they_change() -> None:
    made = "$s = [System.Collections.Generic.SortedSet[int]] (3, 1, 2); "
    changed = "$s.UnionWith([int[]] (9, 0)); $s.IntersectWith([int[]] (0, 2, 9)); $s.SymmetricExceptWith([int[]] (2, 5)); "
    assert lines(made + changed + "$s; $s.Max; $s.Clear(); $s.Count; $s.Add(4); $s.Min") == ["0", "5", "9", "9", "0", "True", "4"]
    made = "$d = [System.Collections.Generic.SortedDictionary[string,int]]::new(); $d['b'] = 1; $d['a'] = 2; $d['c'] = 3; "
    assert lines(made + "[void] $d.Remove('a'); $d['b'] = 7; $d['aa'] = 5; $d.Keys; $d.Values; $d.Clear(); $d['z'] = 1; $d.Keys") == [
        "aa", "b", "c", "5", "7", "3", "z",
    ]  # fmt: skip


def test_what_cannot_be_compared_is_refused_when_it_comes() -> None:
    for code, message in (
        ("$s = [System.Collections.Generic.SortedSet[object]]::new(); [void] $s.Add(2); [void] $s.Add('x')", "Object must be of type String."),
        ("$s = [System.Collections.SortedList]::new(); $s.Add(2, 1); $s.Add('x', 1)", "Failed to compare two elements in the array."),
    ):
        (error,) = Shell().run(code).errors
        assert message in error.exception.message


def test_a_sorted_list_of_a_comparer_shows_its_members() -> None:
    comparer = "class Back : System.Collections.IComparer { [int] Compare([object] $a, [object] $b) { return $b.CompareTo($a) } }; "
    made = "$l = [System.Collections.SortedList]::new([Back]::new()); $l.Add(1, 'a'); $l.Add(3, 'c'); "
    assert lines(comparer + made + "$l.Keys; $l.Count; $l[3]") == ["3", "1", "2", "c"]


def test_create_makes_comparers_of_the_type_from_script_blocks() -> None:
    falling = "[System.Collections.Generic.Comparer[int]]::Create({ param($a, $b) $b - $a })"
    assert lines(f"$s = [System.Collections.Generic.SortedSet[int]]::new({falling}); 1..3 | % {{ [void] $s.Add($_) }}; $s") == ["3", "2", "1"]
    assert lines(f"$l = [System.Collections.Generic.List[int]] (1, 3, 2); $l.Sort({falling}); $l") == ["3", "2", "1"]
    assert lines(f"({falling}) -is [System.Collections.Generic.IComparer[int]]; ({falling}).Compare(1, 2)") == ["True", "1"]
    shorter = "[System.Collections.Generic.Comparer[string]]::Create({ param($a, $b) $a.Length - $b.Length })"
    assert lines(f"$s = [System.Collections.Generic.SortedSet[string]]::new({shorter}); 'aa', 'bb', 'c' | % {{ $s.Add($_) }}; $s") == [
        "True", "False", "True", "c", "aa",
    ]  # fmt: skip
    equal = "[System.Collections.Generic.EqualityComparer[string]]::Create({ param($a, $b) $a[0] -eq $b[0] }, { param($a) [int] $a[0] })"
    assert lines(f"$s = [System.Collections.Generic.HashSet[string]]::new({equal}); $s.Add('ab'); $s.Add('ac'); $s.Add('b')") == [
        "True",
        "False",
        "True",
    ]


def test_a_dictionary_is_copied_from_another_with_a_comparer() -> None:
    source = "$d = [System.Collections.Generic.Dictionary[string,int]]::new(); $d['Key'] = 4; "
    assert lines(source + "[System.Collections.Generic.Dictionary[string,int]]::new($d)['Key']") == ["4"]
    copied = "[System.Collections.Generic.Dictionary[string,int]]::new($d, [StringComparer]::OrdinalIgnoreCase)"
    assert lines(source + f"$e = {copied}; $e['KEY']; $e.Comparer.GetType().Name") == ["4", "OrdinalIgnoreCaseComparer"]


def test_a_hashtable_refuses_a_comparer_of_the_script() -> None:
    class_text = (
        "class Same : System.Collections.IEqualityComparer { [bool] Equals([object] $a, [object] $b) { return $true } "
        "[int] GetHashCode([object] $a) { return 1 } }; "
    )
    result = Shell().run(class_text + "[hashtable]::new([Same]::new())")
    assert "is not supported by this emulator yet" in result.errors[0].exception.message
