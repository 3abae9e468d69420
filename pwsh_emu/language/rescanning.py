"""Moves nodes to their places in the real text.

In ``"$(f ""a"")"`` PowerShell reads the script as ``$(f "a")``, with its doubled quotes undone; the tree's extents still
count what was left out.
"""

from __future__ import annotations

from typing import Any

from pwsh_emu.language.ast import Ast, TypeName

_PLACES = ("operator_start", "operator_end", "name_start", "name_end")


def move(root: Ast, start: int, skipped: list[int]) -> None:
    """Move a tree read from a copied text that begins at ``start``; ``skipped`` are the offsets left out of the copy."""

    def place(offset: int) -> int:
        offset += start
        for left_out in skipped:
            if left_out >= offset:
                break
            offset += 1
        return offset

    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (list, tuple)):
            waiting.extend(item)
            continue
        if not isinstance(item, (Ast, TypeName)):
            continue
        if item.start or item.end:  # not PowerShell's empty extent
            item.start = place(item.start)
            item.end = place(item.end)
        for known in type(item).fields:
            value = getattr(item, known.name)
            if known.name in _PLACES:
                setattr(item, known.name, place(value))
            elif known.name not in ("source", "compiled"):
                waiting.append(value)
