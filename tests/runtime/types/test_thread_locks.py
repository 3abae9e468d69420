"""Mutex, SemaphoreSlim and the synchronized wrappers of queues and stacks."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

MUTEX = "$mutex = New-Object System.Threading.Mutex($false, 'Global\\log'); "


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (MUTEX + "$mutex.WaitOne(); $mutex.WaitOne(50); $mutex.ReleaseMutex(); $mutex.ReleaseMutex(); $mutex.Dispose()", [True, True]),
        (MUTEX + "$other = $null; [System.Threading.Mutex]::TryOpenExisting('Global\\log', [ref] $other); $other -eq $mutex", [True, True]),
        (MUTEX + "$new = $false; $again = [System.Threading.Mutex]::new($true, 'Global\\log', [ref] $new); $new", [False]),
        (MUTEX + "$mutex.Close(); $new = $false; $again = [System.Threading.Mutex]::new($true, 'Global\\log', [ref] $new); $new", [True]),
        (MUTEX + "1, 2 | ForEach-Object -Parallel { [void] ($using:mutex).WaitOne(); $_; ($using:mutex).ReleaseMutex() }", [1, 2]),
        ("$gate = [System.Threading.SemaphoreSlim]::new(1, 2); $gate.Wait(); $gate.Wait(5); $gate.Release(); $gate.CurrentCount", [False, 0, 1]),
        (
            "$queue = [System.Collections.Queue]::new(); $both = [System.Collections.Queue]::Synchronized($queue); $both.Enqueue(3); "
            "$both.IsSynchronized; $queue.IsSynchronized; $queue.Dequeue(); $both.Count",
            [True, False, 3, 0],
        ),
        ("$stack = [System.Collections.Stack]::Synchronized([System.Collections.Stack] (1, 2)); $stack.Pop(); $stack.IsSynchronized", [2, True]),
    ],
)
def test_members(code: str, expected: list[object]) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert result.output == expected


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        (MUTEX + "$mutex.ReleaseMutex()", "ApplicationException", "Object synchronization method was called from an unsynchronized block of code."),
        (MUTEX + "$mutex.Dispose(); $mutex.WaitOne()", "ObjectDisposedException", "Safe handle has been closed.\nObject name: 'SafeHandle'."),
        ("[System.Threading.Mutex]::OpenExisting('none')", "WaitHandleCannotBeOpenedException", "No handle of the given name exists."),
        (
            "[System.Threading.SemaphoreSlim]::new(1, 1).Release()",
            "SemaphoreFullException",
            "Adding the specified count to the semaphore would cause it to exceed its maximum count.",
        ),
    ],
)
def test_failures(code: str, kind: str, message: str) -> None:
    done = Shell().run(f"try {{ {code} }} catch {{ $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }}")
    assert done.output == [kind, message]


def test_waiting_for_ever_is_refused() -> None:
    (error,) = Shell().run("[System.Threading.SemaphoreSlim]::new(0).Wait()").errors
    assert "is not supported by this emulator yet" in error.exception.message
