"""A parse error as data: what the parser finds wrong, where, and whether more text could mend it."""

from __future__ import annotations

from typing import NamedTuple


class ParseError(NamedTuple):
    """PowerShell's ParseError: error id, place (offsets in Python characters) and message.

    ``incomplete_input`` says that the text may only be unfinished: the interactive shell then asks for another line.
    """

    error_id: str
    start: int
    end: int
    message: str
    incomplete_input: bool = False
