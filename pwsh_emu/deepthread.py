"""Runs what may recurse deeply: a thread with a large stack, so that a script's recursion ends as PowerShell's does and not as Python's."""

from __future__ import annotations

import sys
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    T = TypeVar("T")

STACK_SIZE = 512 * 1024 * 1024  # bytes of address space; only what is used becomes memory
RECURSION_LIMIT = 400_000
NAME = "pwsh_emu"


def call(function: Callable[..., T], *arguments: Any, on_interrupt: Callable[[], bool] | None = None) -> T:
    """Call a function in a deep thread (or here, where this is one already) and return what it returns.

    What the function raises is raised here. Ctrl+C asks ``on_interrupt`` to stop it; where that cannot (False, or none is given),
    KeyboardInterrupt is raised here and the function is left behind.
    """
    if threading.current_thread().name == NAME:
        return function(*arguments)
    done = threading.Event()  # an interrupted join takes a running thread for a finished one
    results: list[T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function(*arguments))
        except BaseException as error:  # handed on to the caller's thread
            failures.append(error)
        finally:
            done.set()

    start(run)
    while not done.is_set():
        try:
            done.wait()
        except KeyboardInterrupt:
            if on_interrupt is None or not on_interrupt():
                raise
    if failures:
        raise failures[0]
    return results[0]


def start(run: Callable[[], None]) -> None:
    """Run a function in a deep thread of its own and do not wait for it."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    before = threading.stack_size(STACK_SIZE)
    try:
        threading.Thread(target=run, name=NAME, daemon=True).start()
    finally:
        threading.stack_size(before)
