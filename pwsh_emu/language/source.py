"""A script's text with its line table: what every extent of the syntax tree points into."""

from __future__ import annotations

import bisect

from pwsh_emu.language.characters import LateRegex

_LINE_BREAK = LateRegex(r"\r\n|\n|\r")
_ASTRAL = LateRegex(r"[\U00010000-\U0010ffff]")


class Source:
    """The text of one script or command, and the file it came from (None for interactive or generated text)."""

    __slots__ = ("_astral", "_starts", "file", "status_matters", "text", "types")

    def __init__(self, text: str, file: str | None = None) -> None:
        self.text = text
        self.file = file
        self.types: dict[str, str] = {}  # full names of types that were defined before, by lower-case name
        self.status_matters = "$?" in text  # whether somebody reads how the last statement went
        self._starts: list[int] | None = None
        self._astral: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin, in Python characters."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both counted from 1, the column in UTF-16 units as PowerShell's are."""
        starts = self.line_starts
        line = bisect.bisect_right(starts, offset)
        return line, self.utf16(offset) - self.utf16(starts[line - 1]) + 1

    def line_text(self, line: int) -> str:
        """Return the text of a line (counted from 1) without its line break."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")

    def utf16(self, offset: int) -> int:
        """Turn an offset in Python characters into one in UTF-16 units."""
        if self._astral is None:
            self._astral = [] if self.text.isascii() else [match.start() for match in _ASTRAL.finditer(self.text)]
        return offset + bisect.bisect_left(self._astral, offset) if self._astral else offset
