"""The layout of lists: labels padded to the longest, values wrapped beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pwsh_emu.formatting.text import RESET, cut_tail, split_lines, width, wrap

_SEPARATOR = " : "
_LEAST_SCREEN = len(_SEPARATOR) + 2


def padded_labels(labels: Sequence[str], screen: int) -> tuple[list[str], int]:
    """Return labels padded or cut to one width, with their separator, and that width."""
    sizes = [len(label) if label.isascii() and "\x1b" not in label else width(label) for label in labels]
    room = min(max(sizes), screen - len(_SEPARATOR) - 1)
    padded = []
    for label, size in zip(labels, sizes, strict=True):
        if size < room:
            label += " " * (room - size)
        elif size > room:
            label = cut_tail(label, room)
        padded.append(label + _SEPARATOR)
    return padded, room + len(_SEPARATOR)


def write_list(labels: Sequence[str], values: Sequence[str], screen: int, write: Callable[[str], None], style: str = "") -> None:
    """Write the properties of one object, a line each or several. ``style`` is the escape sequence of labels, empty for plain text."""
    if not labels or screen < _LEAST_SCREEN:
        return
    padded, size = padded_labels(labels, screen)
    room = screen - size
    margin = ""
    for label, value in zip(padded, values, strict=True):
        if style:
            label = style + label + RESET
        if value.isascii() and value.isprintable() and len(value) <= room:
            write(label + value)
            continue
        for line in split_lines(value):
            for piece in wrap(line, room, room):
                if "\x1b" in piece and not piece.rstrip().endswith(RESET):
                    piece += RESET
                write((label or margin) + piece)
                if label:
                    label = ""
                    margin = margin or " " * size
