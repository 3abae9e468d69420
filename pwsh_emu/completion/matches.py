"""A match as data, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable

from pwsh_emu.runtime.collation import Key, sort_key


class Match:
    """One possibility: the text to put, the text to show in a list, its kind (CompletionResultType) and a longer explanation."""

    __slots__ = ("kind", "list_text", "text", "tool_tip")

    def __init__(self, text: str, list_text: str | None = None, kind: str = "Text", tool_tip: str | None = None) -> None:
        self.text = text
        self.list_text = text if list_text is None else list_text
        self.kind = kind
        self.tool_tip = self.list_text if tool_tip is None else tool_tip


class Completion:
    """The matches for the text ``[start, start + length)``."""

    __slots__ = ("length", "matches", "start")

    def __init__(self, start: int, length: int, matches: Iterable[Match] = ()) -> None:
        self.start = start
        self.length = length
        self.matches = list(matches)


def by_name(name: str) -> tuple[Key, str]:
    """Sort key of names as PowerShell lists them: in the culture's order, without regard to case."""
    return sort_key(name), name
