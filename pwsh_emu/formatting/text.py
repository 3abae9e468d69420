"""Text in columns of a screen: how wide it is, how it is cut, wrapped and padded, with wide characters and escape sequences.

Widths count as PowerShell counts them: a character of UTF-16 takes one column, East Asian wide ones two, escape sequences none.
"""

from __future__ import annotations

import re
from functools import cache

ELLIPSIS = "…"
RESET = "\x1b[0m"

_SOFT_HYPHEN = "\u00ad"
_WORD_ENDS = " \t\u00ad\u2011\u00a0"
_WIDE_RANGES = (
    "\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00010000-\U0010ffff"
)


@cache
def wide_pattern() -> re.Pattern[str]:
    """Return the pattern of a character that takes two columns."""
    return re.compile(f"[{_WIDE_RANGES}]")


@cache
def escape_pattern() -> re.Pattern[str]:
    """Return the pattern of an escape sequence: styles, cursor modes, links."""
    return re.compile("\x1b\\[\\d*(?:;\\d+)*m|\x1b\\[\\?\\d+[hl]|\x1b\\]8;;.*?\x1b\\\\")


def plain(text: str) -> str:
    """Return a text without its escape sequences."""
    return escape_pattern().sub("", text) if "\x1b" in text else text


def width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(escape_pattern().sub("", text)) if "\x1b" in text else len(text)
    if "\x1b" in text:
        text = escape_pattern().sub("", text)
    return len(text) + len(wide_pattern().findall(text))


def character_width(character: str) -> int:
    """Return how many columns one character takes."""
    return 2 if wide_pattern().match(character) else 1


def fitting_head(text: str, columns: int) -> int:
    """Return how many characters from the start of a text without escape sequences fit into a number of columns."""
    if text.isascii():
        return min(len(text), columns)
    filled = 0
    for index, character in enumerate(text):
        filled += character_width(character)
        if filled > columns:
            return index
    return len(text)


def fitting_tail(text: str, columns: int) -> int:
    """Return how many characters at the end of a text without escape sequences fit into a number of columns."""
    return fitting_head(text[::-1], columns)


def cut_tail(text: str, columns: int, ending: str = "") -> str:
    """Return the start of a text that fits into a number of columns, with an ending (the ellipsis) put behind it."""
    if "\x1b" not in text:
        return text[: fitting_head(text, columns)] + ending
    return substring(text, 0, fitting_head(plain(text), columns), append=ending)


def cut_head(text: str, columns: int, beginning: str = "") -> str:
    """Return the end of a text that fits into a number of columns, with a beginning put before it."""
    if "\x1b" not in text:
        return beginning + text[len(text) - fitting_tail(text, columns) :]
    bare = plain(text)
    return substring(text, len(bare) - fitting_tail(bare, columns), None, prepend=beginning)


def substring(text: str, start: int, length: int | None = None, *, prepend: str = "", append: str = "") -> str:
    """Return a part of a text counted without its escape sequences, which are kept up to the part's end and then reset."""
    if "\x1b" not in text:
        return prepend + text[start : None if length is None else start + length] + append
    parts: list[str] = []
    skipped = copied = 0
    started = False
    for escape, piece in pieces(text):
        if escape:
            parts.append(piece)
            continue
        if skipped < start:
            skip = min(start - skipped, len(piece))
            skipped += skip
            piece = piece[skip:]
        if not piece:
            continue
        if not started:
            started = True
            parts.append(prepend)
        if length is not None and copied + len(piece) >= length:
            parts.append(piece[: length - copied])
            break
        copied += len(piece)
        parts.append(piece)
    result = "".join(parts) + append
    return result if result.endswith(RESET) else result + RESET


def pieces(text: str) -> list[tuple[bool, str]]:
    """Take a text apart into escape sequences (True) and what stands between them (False)."""
    found: list[tuple[bool, str]] = []
    at = 0
    for match in escape_pattern().finditer(text):
        if match.start() > at:
            found.append((False, text[at : match.start()]))
        found.append((True, match.group()))
        at = match.end()
    if at < len(text):
        found.append((False, text[at:]))
    return found


def first_line(text: str) -> str:
    """Return a text up to its first line break, with an ellipsis in the place of the rest."""
    for index, character in enumerate(text):
        if character in "\r\n":
            return text[:index] + ELLIPSIS
    return text


def split_lines(text: str) -> list[str]:
    """Split at line feeds; carriage returns are dropped. Styles that are open at a line's end are closed there and opened again."""
    if "\r" in text:
        text = text.replace("\r", "")
    if "\n" not in text:
        return [text]
    if "\x1b" not in text:
        return text.split("\n")
    lines: list[str] = []
    active = ""
    parts = text.split("\n")
    for line in parts:
        current = active + line
        for escape, piece in pieces(line):
            if escape:
                active = "" if piece == RESET else active + piece
        if active and len(lines) == len(parts) - 1 and len(current) == len(active):
            current = ""
        elif active and not current.endswith(RESET):
            current += RESET
        lines.append(current)
    return lines


def wrap(text: str, first: int, following: int) -> list[str]:
    """Break a text at line breaks and words into lines of at most ``first`` and then ``following`` columns.

    A space stays at the end of the line that it ends; a word wider than a line is broken anywhere.
    """
    if not text:
        return [text]
    lines: list[str] = []
    for line in split_lines(text):
        if width(line) <= first:
            lines.append(line)
        elif "\x1b" in line:
            _wrap_styled(line, first, following, lines)
        else:
            _wrap_plain(line, first, following, lines)
    return lines


def words(line: str) -> list[tuple[str, str]]:
    """Return the words of a line, each with the delimiter that ended it (a hard hyphen or non-breaking space ends one and is lost)."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in re.finditer(f"[{_WORD_ENDS}]", line):
        delimiter = match.group()
        found.append((line[at : match.start()], "" if delimiter in "\u2011\u00a0" else delimiter))
        at = match.end()
    found.append((line[at:], ""))
    return found


def _wrap_plain(line: str, first: int, following: int, lines: list[str]) -> None:
    room = limit = first
    current = ""
    for word, delimiter in words(line):
        if delimiter == _SOFT_HYPHEN:
            if width(word) + 1 == room:
                word += "-"
        else:
            word += delimiter
        if limit == 0:
            limit = room = following
            if limit == 0:
                break
        size = width(word)
        if size > limit:
            for character in word:
                columns = character_width(character)
                if columns > limit:
                    character, columns = "?", 1
                if columns > room:
                    lines.append(current)
                    current = character
                    limit = following
                    room = limit - columns
                else:
                    current += character
                    room -= columns
        elif size > room:
            lines.append(current)
            current = word
            limit = following
            room = limit - size
        else:
            current += word
            room -= size
    lines.append(current)


def _wrap_styled(line: str, first: int, following: int, lines: list[str]) -> None:
    """Wrap a line with escape sequences: wrap its bare text, then give every line the styles that are open where it begins."""
    bare_lines: list[str] = []
    bare = plain(line)
    _wrap_plain(bare, first, following, bare_lines)
    parts = pieces(line)
    at, active, index = 0, "", 0
    for count, bare_line in enumerate(bare_lines):
        current = active
        wanted = len(bare_line)
        while index < len(parts):
            escape, piece = parts[index]
            if escape:
                if wanted == 0 and count < len(bare_lines) - 1 and piece != RESET:
                    break
                active = "" if piece == RESET else active + piece
                current += piece
                index += 1
                continue
            if wanted == 0:
                break
            taken = piece[at : at + wanted]
            current += taken
            wanted -= len(taken)
            at += len(taken)
            if at >= len(piece):
                index += 1
                at = 0
        if active and not current.endswith(RESET):
            current += RESET
        lines.append(current)
