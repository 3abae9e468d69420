"""A parse error as data: what the parser finds wrong, where, and whether more text could mend it."""

from __future__ import annotations


class ParseError:
    """PowerShell's ParseError: error id, place (offsets in Python characters) and message.

    ``incomplete_input`` says that the text may only be unfinished: the interactive shell then asks for another line.
    """

    __slots__ = ("end", "error_id", "incomplete_input", "message", "start")

    def __init__(self, error_id: str, start: int, end: int, message: str, incomplete_input: bool = False) -> None:
        self.error_id = error_id
        self.start = start
        self.end = end
        self.message = message
        self.incomplete_input = incomplete_input
