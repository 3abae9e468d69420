"""Room for deep recursion while a deeply nested text or tree is worked on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_DEPTH = 80_000
"""Python frames at most: they live on the heap, a parse bounds its own nesting well below."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Raise Python's recursion limit for a while."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
