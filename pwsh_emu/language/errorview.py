"""Parse errors as text: what the console shows of them, and the message of the exception that carries them."""

from __future__ import annotations

import re

from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.positions import marked_line, position_message
from pwsh_emu.language.source import Source

_SPACE = re.compile(r"\s")
_TOO_MANY = "Not all parse errors were reported.  Correct the reported errors and try again."
_SHOWN_IN_MESSAGE = 10


def render_parse_errors(errors: list[ParseError], source: Source, width: int) -> str:
    """Return what the console writes about a text with errors: the first one, with its line, wrapped at ``width`` columns.

    A width of 0 wraps nothing. The text ends in a line break.
    """
    error = errors[0]
    line = source.position(error.start)[0]
    number = str(line)
    margin = " " * max(len(number) - 4, 0)
    place = f"{source.file}:{line}" if source.file else ""
    rows = [f"ParserError: {place}", f"{margin}Line |"]
    prefix = f"{margin}     | "
    marked = marked_line(source, error.start, error.end)
    if marked is not None:
        rows.append(f"{number:>4} |  {marked[0]}")
        rows.append(f"{prefix} {marked[1]}")
    rows.extend(_wrapped(prefix + re.sub(r"\r?\n|\t", " ", error.message), prefix, width))
    return "".join(row + "\n" for row in rows)


def _wrapped(text: str, prefix: str, width: int) -> list[str]:
    """Break a text at white space, each further line behind the prefix."""
    if width <= 0 or len(text) <= width:
        return [text]
    first = _cut(text, width)
    rows = [first]
    rest = text[len(first) :].strip()
    while len(rest) + len(prefix) > width:
        row = _cut(prefix + rest, width)
        if len(row) <= len(prefix):
            break
        rows.append(row)
        rest = rest[len(row) - len(prefix) :].strip()
    rows.append(prefix + rest)
    return rows


def _cut(text: str, width: int) -> str:
    """Return the start of a text up to the last white space that fits."""
    if len(text) <= width:
        return text
    spaces = [match.start() for match in _SPACE.finditer(text[:width])]
    return text[: spaces[-1]] if spaces else text[:width]


def exception_message(errors: list[ParseError], source: Source) -> str:
    """Return ParseException's message: up to ten errors with their positions, an empty line between them."""
    shown = [f"{position_message(source, error.start, error.end)}\n{error.message}" for error in errors[:_SHOWN_IN_MESSAGE]]
    if len(errors) > _SHOWN_IN_MESSAGE:
        shown.append("\n" + _TOO_MANY)
    return "\n\n".join(shown)
