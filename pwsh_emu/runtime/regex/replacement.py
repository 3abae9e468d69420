"""Replacement patterns: $1, ${name}, $&, $`, $', $+, $_ and $$."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.regex.parser import ParsedPattern
from pwsh_emu.runtime.regex.sets import is_word

Part = str | int
WHOLE_INPUT, LAST_GROUP, BEFORE, BEHIND = -4, -3, -1, -2


def parse(text: str, pattern: ParsedPattern) -> list[Part]:
    """Read a replacement into literal texts and group numbers (negative ones for the special parts)."""
    parts: list[Part] = []
    at = 0
    literal = ""
    while True:
        dollar = text.find("$", at)
        if dollar < 0:
            literal += text[at:]
            break
        literal += text[at:dollar]
        part, end = _reference(text, dollar, pattern)
        if part is None:
            literal += "$"
            at = dollar + 1
        else:
            if isinstance(part, str):
                literal += part
            else:
                if literal:
                    parts.append(literal)
                    literal = ""
                parts.append(part)
            at = end
    if literal:
        parts.append(literal)
    return parts


def _reference(text: str, dollar: int, pattern: ParsedPattern) -> tuple[Part | None, int]:
    at = dollar + 1
    if at >= len(text):
        return None, at
    character = text[at]
    if character == "$":
        return "$", at + 1
    special = {"&": 0, "`": BEFORE, "'": BEHIND, "+": LAST_GROUP, "_": WHOLE_INPUT}.get(character)
    if special is not None:
        return special, at + 1
    if character == "{":
        end = at + 1
        while end < len(text) and is_word(text[end]):
            end += 1
        if end >= len(text) or text[end] != "}" or end == at + 1:
            return None, at
        name = text[at + 1 : end]
        if name[0].isdigit():
            if name.isdigit() and int(name) in pattern.names:
                return int(name), end + 1
            return None, at
        for number, known in pattern.names.items():
            if known == name:
                return number, end + 1
        return None, at
    if character in "0123456789":
        end = at
        while end < len(text) and text[end] in "0123456789":
            end += 1
        number = int(text[at:end])
        return (number, end) if number in pattern.names else (None, at)
    return None, at


def expand(parts: list[Part], text: str, start: int, end: int, spans: dict[int, list[tuple[int, int]]], numbers: list[int]) -> str:
    """Return a replacement's text for one match."""
    made: list[str] = []
    for part in parts:
        if isinstance(part, str):
            made.append(part)
        elif part == 0:
            made.append(text[start:end])
        elif part > 0:
            found: Any = spans.get(part)
            if found:
                made.append(text[found[-1][0] : found[-1][1]])
        elif part == BEFORE:
            made.append(text[:start])
        elif part == BEHIND:
            made.append(text[end:])
        elif part == WHOLE_INPUT:
            made.append(text)
        elif part == LAST_GROUP:
            last = numbers[-1]
            found = spans.get(last) if last else [(start, end)]
            if found:
                made.append(text[found[-1][0] : found[-1][1]])
    return "".join(made)
