"""The layout of custom displays: texts, line breaks and indented frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pwsh_emu.formatting.packets import Frame, NewLine
from pwsh_emu.formatting.text import wrap

_DEEPEST = 50


class CustomWriter:
    """Writes the items of a custom display into a number of columns; None leaves long lines as they are."""

    def __init__(self, write: Callable[[str], None], columns: int | None) -> None:
        self._write = write
        self._columns = columns
        self._buffer: list[str] = []
        self._frames: list[Frame] = []

    def write_items(self, items: Sequence[Any]) -> None:
        """Write a display; what is left at its end is a line of its own."""
        self._items(items, 0)
        self._flush()

    def _items(self, items: Sequence[Any], depth: int) -> None:
        for item in items:
            kind = type(item)
            if kind is str:
                self._buffer.append(item)
            elif kind is NewLine:
                self._flush()
            elif kind is Frame and depth < _DEEPEST:
                self._frames.append(item)
                self._items(item.items, depth + 1)
                self._frames.pop()

    def _flush(self) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        left = sum(frame.left for frame in self._frames)
        right = sum(frame.right for frame in self._frames)
        first = self._frames[-1].first_line if self._frames else 0
        if self._columns is None:
            useful = None
        else:
            useful = self._columns - left - right
            if useful <= 0:
                text = ""
                useful = 1
            if abs(first) >= useful:
                first = 0
        if useful is None:
            from pwsh_emu.formatting.text import split_lines

            lines = split_lines(text)
        else:
            lines = wrap(text, useful - max(first, 0), useful + min(first, 0))
        first_margin = " " * (left + max(first, 0))
        margin = " " * (left - min(first, 0))
        for index, line in enumerate(lines):
            self._write((margin if index else first_margin) + line)
