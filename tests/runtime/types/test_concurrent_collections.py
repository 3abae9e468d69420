"""ConcurrentQueue, ConcurrentStack and ConcurrentBag."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

QUEUE = "$queue = [System.Collections.Concurrent.ConcurrentQueue[int]]::new([int[]] (4, 5)); $got = 9; "
STACK = "$stack = [System.Collections.Concurrent.ConcurrentStack[int]]::new([int[]] (4, 5)); $got = 9; "
BAG = "$bag = [System.Collections.Concurrent.ConcurrentBag[object]]::new(); 'a', 'b', 'c' | ForEach-Object { $bag.Add($_) }; $got = $null; "


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (QUEUE + "$queue.Enqueue('6'); $queue.TryDequeue([ref] $got); $got; $queue.Count; \"$queue\"", [True, 4, 2, "5 6"]),
        (QUEUE + "$queue.Clear(); $queue.TryDequeue([ref] $got); $got; $queue.IsEmpty", [False, 0, True]),
        (QUEUE + "$queue.TryPeek([ref] $got); $got; $queue.ToArray().GetType().Name; $queue.Count", [True, 4, "Int32[]", 2]),
        (QUEUE + 'foreach ($one in $queue) { $queue.Enqueue($one + 10) }; "$queue"', ["4 5 14 15"]),
        (STACK + '$stack.Push(6); $stack.TryPop([ref] $got); $got; "$stack"', [True, 6, "5 4"]),
        (STACK + '$stack.PushRange([int[]] (7, 8)); $into = [int[]]::new(3); $stack.TryPopRange($into); "$into"; $stack.Count', [3, "8 7 5", 1]),
        (BAG + '"$bag"; $bag.TryTake([ref] $got); $got; $bag.Count', ["c b a", True, "c", 2]),
        (BAG + "$bag.ToArray() -join ''; @($bag).Count; $bag.IsEmpty; $bag.Clear(); $bag.IsEmpty", ["cba", 3, False, True]),
        (BAG + "'x', 'y' | ForEach-Object -Parallel { ($using:bag).Add($_) }; ($bag | Sort-Object) -join ''", ["abcxy"]),
        ("(New-Object 'System.Collections.Concurrent.ConcurrentBag[string]').GetType().Name", ["ConcurrentBag`1"]),
    ],
)
def test_members(code: str, expected: list[object]) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert result.output == expected


def test_nothing_is_no_collection_to_start_with() -> None:
    (error,) = Shell().run("[System.Collections.Concurrent.ConcurrentQueue[int]]::new($null)").errors
    assert error.exception.message.endswith("\"Value cannot be null. (Parameter 'collection')\"")
