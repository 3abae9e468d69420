"""Room for deep recursion while a deeply nested text or tree is worked on."""

from __future__ import annotations

import sys

_DEPTH = 80_000
"""Python frames at most: they live on the heap, a parse bounds its own nesting well below."""


class DeepRecursion:
    """Raises Python's recursion limit for a ``with`` block."""

    def __enter__(self) -> None:
        self._limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self._limit, _DEPTH))

    def __exit__(self, *_error: object) -> None:
        sys.setrecursionlimit(self._limit)
