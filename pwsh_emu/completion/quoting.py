"""Quotes around what is typed and what is put in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pwsh_emu.completion.matches import Match
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.wildcard import WildcardPattern, escape

_SPECIAL = re.compile(r"[\s'\"&(){};,|<>$`]|\A[@#]")
_MARKS = {"'": "'", '"': '"', "\u2018": "'", "\u201c": '"'}


def pattern_of(text: str) -> WildcardPattern:
    """Return a typed pattern; what is none stands for itself."""
    try:
        return WildcardPattern(text, True)
    except PSError:
        return WildcardPattern(escape(text), True)


def starting(word: str) -> WildcardPattern:
    """Return the pattern of what begins with a word, which may hold wildcards itself."""
    try:
        return WildcardPattern(word + "*", True)
    except PSError:
        return WildcardPattern(escape(word) + "*", True)


def take_apart(word: str) -> tuple[str, str]:
    """Return the quote that a typed word begins with (or "") and its text without quotes."""
    quote = _MARKS.get(word[:1], "")
    if not quote:
        return "", word
    bare = word[1:]
    return quote, bare[:-1] if len(bare) > 0 and bare.endswith(word[0]) else bare


def needs_quotes(text: str, *, brackets: bool = False) -> bool:
    """Tell whether a text has to be quoted to be one argument; ``brackets`` says that these count too (in paths)."""
    return not text or _SPECIAL.search(text) is not None or (brackets and ("[" in text or "]" in text))


def quoted(text: str, quote: str) -> str:
    """Return a text as it is put: in the quotes that were typed, or in single ones where it needs some."""
    if quote == '"':
        return '"' + text.replace("`", "``").replace("$", "`$").replace('"', '""') + '"'
    if quote or needs_quotes(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def offered(
    names: Iterable[str],
    word: str,
    kind: str = "ParameterValue",
    *,
    fits: Callable[[str], bool] | None = None,
    tips: dict[str, str] | None = None,
) -> list[Match]:
    """Return those of some names that begin with a typed word, in their order, quoted as the word is."""
    quote, bare = take_apart(word)
    if fits is None:
        fits = starting(bare).matches
    return [Match(quoted(name, quote), name, kind, (tips or {}).get(name)) for name in names if fits(name)]
