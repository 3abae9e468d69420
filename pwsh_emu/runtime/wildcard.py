"""PowerShell's wildcard patterns: ``*``, ``?``, ``[abc]``, ``[a-z]`` and the backtick that takes their meaning away."""

from __future__ import annotations

import re

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError

_SPECIAL = frozenset("*?[]`")


class WildcardPattern:
    """A compiled wildcard pattern. Raises PSError (WildcardPatternException) for a bracket that is not closed."""

    __slots__ = ("_literal", "_match", "ignore_case", "pattern")

    def __init__(self, pattern: str, ignore_case: bool = True) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self._literal: str | None = None
        self._match: re.Pattern[str] | None = None
        if _SPECIAL.isdisjoint(pattern):
            self._literal = pattern.lower() if ignore_case else pattern
        else:
            flags = re.DOTALL | re.IGNORECASE if ignore_case else re.DOTALL
            try:
                self._match = re.compile(to_regex(pattern), flags)
            except re.error:
                raise invalid_pattern(pattern) from None

    def matches(self, text: str) -> bool:
        """Tell whether the whole text matches."""
        if self._match is not None:
            return self._match.fullmatch(text) is not None
        return (text.lower() if self.ignore_case else text) == self._literal


def has_wildcards(text: str) -> bool:
    """Tell whether a text has a wildcard that no backtick hides."""
    escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif character == "`":
            escaped = True
        elif character in "*?[]":
            return True
    return False


def escape(text: str) -> str:
    """Put a backtick before each wildcard character."""
    return "".join([f"`{character}" if character in "*?[]`" else character for character in text])


def unescape(text: str) -> str:
    """Take the backticks before wildcard characters away."""
    if "`" not in text:
        return text
    out, index = [], 0
    while index < len(text):
        if text[index] == "`" and index + 1 < len(text) and text[index + 1] in _SPECIAL:
            index += 1
        out.append(text[index])
        index += 1
    return "".join(out)


def invalid_pattern(pattern: str) -> PSError:
    """Build the error of a pattern that is no wildcard pattern."""
    exception = ExceptionObject(
        "System.Management.Automation.WildcardPatternException", f"The specified wildcard character pattern is not valid: {pattern}"
    )
    record = ErrorRecord(exception, "RuntimeException", "NotSpecified")
    exception.error_record = record
    return PSError(record)


def to_regex(pattern: str) -> str:
    """Translate to a Python regular expression for the whole text."""
    pieces: list[list[str]] = [[]]
    index, length = 0, len(pattern)
    while index < length:
        out = pieces[-1]
        character = pattern[index]
        index += 1
        if character == "*":
            if out or len(pieces) == 1:
                pieces.append([])
        elif character == "?":
            out.append(".")
        elif character == "`":
            if index < length:
                out.append(re.escape(pattern[index]))
                index += 1
            else:
                out.append("`")
        elif character == "[":
            index = _bracket(pattern, index, out)
        else:
            out.append(re.escape(character))
    return between_stars(["".join(piece) for piece in pieces])


def between_stars(pieces: list[str]) -> str:
    """Join regular expressions of a fixed width that a ``*`` stands between.

    The first place where a piece in the middle fits is as good as any later one, so that it is never left again.
    """
    if len(pieces) == 1:
        return pieces[0]
    middle = "".join([f"(?>.*?{piece})" for piece in pieces[1:-1]])
    return f"{pieces[0]}{middle}.*{pieces[-1]}"


def _bracket(pattern: str, index: int, out: list[str]) -> int:
    """Translate ``[…]``; ``]`` is no end as the first character, and there is no negation."""
    items: list[str] = []
    start = index
    while True:
        if index >= len(pattern):
            raise invalid_pattern(pattern)
        character = pattern[index]
        index += 1
        if character == "]" and index - 1 > start:
            break
        if character == "`" and index < len(pattern):
            character = pattern[index]
            index += 1
        items.append(character)
    parts: list[str] = []
    position = 0
    while position < len(items):
        if position + 2 < len(items) and items[position + 1] == "-":
            first, last = items[position], items[position + 2]
            if first > last:
                raise invalid_pattern(pattern)
            parts.append(f"{_escaped(first)}-{_escaped(last)}")
            position += 3
        else:
            parts.append(_escaped(items[position]))
            position += 1
    out.append(f"[{''.join(parts)}]")
    return index


def _escaped(character: str) -> str:
    return "\\" + character if character in "\\]^-[&~|" else character
