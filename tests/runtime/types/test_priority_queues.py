"""PriorityQueue<TElement, TPriority>."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

QUEUE = "$queue = [System.Collections.Generic.PriorityQueue[string, int]]::new(); "
DRAIN = "$(while ($queue.Count) { $queue.Dequeue() }) -join ''"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("'c3', 'a1', 'd4', 'b2' | ForEach-Object { $queue.Enqueue($_[0], [string] $_[1]) }; " + DRAIN, ["abcd"]),
        # of one priority, the last leaf takes the root's place: not the order in which they came
        ("'a', 'b', 'c', 'd', 'e' | ForEach-Object { $queue.Enqueue($_, 1) }; " + DRAIN, ["aedcb"]),
        ("foreach ($at in 9, 8, 7, 6, 5, 4, 3, 2, 1) { $queue.Enqueue(\"$at\", $at) }; $queue.UnorderedItems.Item2 -join ''", ["128769543"]),
        ("$queue.EnqueueRange([string[]] ('x', 'y', 'z'), 2); $queue.Enqueue('w', 1); " + DRAIN, ["wxzy"]),
        ("$queue.Enqueue('a', 5); $queue.EnqueueDequeue('b', 3); $queue.EnqueueDequeue('c', 8); $queue.Peek()", ["b", "a", "c"]),
        ("$queue.Enqueue('a', 5); $queue.DequeueEnqueue('b', 3); $queue.Peek(); $queue.Count", ["a", "b", 1]),
        ("$name = ''; $level = 0; $queue.TryDequeue([ref] $name, [ref] $level); \"$name/$level\"", [False, "/0"]),
        ("$name = ''; $level = 0; $queue.Enqueue('a', 5); $queue.TryDequeue([ref] $name, [ref] $level); \"$name/$level\"", [True, "a/5"]),
        (
            "$name = ''; $level = 0; foreach ($at in 1..6) { $queue.Enqueue(\"$at\", $at) }; $queue.Remove('2', [ref] $name, [ref] $level); $level; "
            + DRAIN,
            [True, 2, "13456"],
        ),
    ],
)
def test_elements_come_in_the_order_of_the_heap(code: str, expected: list[object]) -> None:
    result = Shell().run(QUEUE + code)
    assert not result.errors
    assert result.output == expected


def test_unordered_items_are_pairs() -> None:
    result = Shell().run(QUEUE + "$queue.Enqueue('a', 5); foreach ($pair in $queue.UnorderedItems) { $pair.Item1; $pair.Item2 }")
    assert result.output == ["a", 5]


def test_a_comparer_turns_the_order_around() -> None:
    falling = "[System.Collections.Generic.Comparer[int]]::Create({ param($a, $b) $b.CompareTo($a) })"
    made = f"$queue = [System.Collections.Generic.PriorityQueue[string, int]]::new({falling}); "
    assert Shell().run(made + "$queue.Enqueue('low', 1); $queue.Enqueue('high', 2); $queue.Dequeue()").output == ["high"]


def test_priorities_of_a_class_go_by_their_compare_to() -> None:
    script = """
class Rank : System.IComparable {
    [int] $Place
    Rank([int] $place) { $this.Place = $place }
    [int] CompareTo([object] $other) { return $this.Place - $other.Place }
}
$queue = [System.Collections.Generic.PriorityQueue[string, Rank]]::new()
'c3', 'a1', 'b2' | ForEach-Object { $queue.Enqueue($_[0], [Rank]::new([string] $_[1])) }
"""
    assert Shell().run(script + DRAIN).output == ["abc"]


def test_an_empty_queue_has_no_first_element() -> None:
    for method in ("Dequeue", "Peek"):
        message = Shell().run(f"{QUEUE} try {{ $queue.{method}() }} catch {{ $_.Exception.InnerException.Message }}").output
        assert message == ["Queue empty."]
