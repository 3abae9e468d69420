"""Chooses and runs an engine for a pattern: ``re`` for texts in ASCII where it can, the ``regex`` package with a time limit, the own matcher."""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.limits import check as check_limits
from pwsh_emu.runtime.limits import seconds_left
from pwsh_emu.runtime.regex import cost, emitter
from pwsh_emu.runtime.regex.parser import RIGHT_TO_LEFT, ParsedPattern

TIME_LIMIT = 20.0  # seconds that a match may take where a Regex sets no limit of its own

Spans = dict[int, list[tuple[int, int]]]


class RawMatch:
    """A match of any engine: place, and the spans of its groups by .NET number (the last capture alone, where ``complete`` is False)."""

    __slots__ = ("complete", "end", "spans", "start")

    def __init__(self, start: int, end: int, spans: Spans, complete: bool) -> None:
        self.start = start
        self.end = end
        self.spans = spans
        self.complete = complete


class Engine:
    """Runs one parsed pattern. ``limit`` is its time limit in seconds."""

    __slots__ = ("_ascii", "_ascii_groups", "_full", "_longest", "_matcher", "limit", "parsed", "reverse")

    def __init__(self, parsed: ParsedPattern, limit: float | None = None) -> None:
        self.parsed = parsed
        self.limit = limit
        self.reverse = bool(parsed.options & RIGHT_TO_LEFT)
        self._full: Any = None
        self._matcher: Any = None
        self._longest = cost.ALWAYS  # how long a text ``re`` may search; `ALWAYS` until that is measured
        self._ascii: Any = None
        self._ascii_groups: list[tuple[int, int]] = []
        try:
            emission = emitter.for_re(parsed)
            self._ascii = re.compile(emission.text)
            assert emission.groups is not None
            self._ascii_groups = sorted(emission.groups.items())
        except (emitter.Unsupported, re.error, OverflowError, RecursionError):
            self._ascii = None

    def search(self, text: str, start: int) -> RawMatch | None:
        """Return the first match from a position on (before it, where the pattern reads from right to left)."""
        plain = self.plain(text)
        if plain is not None:
            found = plain.search(text, start)
            if found is None:
                return None
            spans = {number: [found.span(index)] for number, index in self._ascii_groups if found.start(index) >= 0}
            return RawMatch(found.start(), found.end(), spans, False)
        return self.search_fully(text, start)

    def is_match(self, text: str, start: int = 0) -> bool:
        plain = self.plain(text)
        if plain is not None:
            return plain.search(text, start) is not None
        return self.search_fully(text, start) is not None

    def plain(self, text: str) -> Any:
        """Return the ``re`` pattern where it may be used for a text as it is."""
        if self._ascii is None or not text.isascii():
            return None
        if len(text) > self._longest:
            if self._longest == cost.ALWAYS:
                self._longest = cost.longest_text(self.parsed) + 1
            if len(text) >= self._longest:
                return None
        return self._ascii

    def search_fully(self, text: str, start: int) -> RawMatch | None:
        """Search with all captures of all groups."""
        pattern = self._regex()
        if pattern is None:
            return self._search_slowly(text, start)
        try:
            if self.reverse:
                found = pattern.search(text, 0, start, timeout=seconds_left(self.limit or TIME_LIMIT))
            else:
                found = pattern.search(text, start, timeout=seconds_left(self.limit or TIME_LIMIT))
        except TimeoutError:
            check_limits()
            raise self.timed_out(text) from None
        if found is None:
            return None
        spans: Spans = {}
        for number in self.parsed.numbers[1:]:
            made = found.spans(f"g{number}")
            if made:
                spans[number] = list(made)
        return RawMatch(found.start(), found.end(), spans, True)

    def _regex(self) -> Any:
        if self._full is None and self._matcher is None:
            try:
                import regex

                self._full = regex.compile(emitter.for_regex(self.parsed).text, cache_pattern=False)
            except (emitter.Unsupported, ImportError):
                self._use_matcher()
            except Exception:
                self._use_matcher()
        return self._full

    def _use_matcher(self) -> None:
        from pwsh_emu.runtime.regex.matcher import Matcher

        self._matcher = Matcher(self.parsed)

    def _search_slowly(self, text: str, start: int) -> RawMatch | None:
        from pwsh_emu.runtime.regex.matcher import TooLong

        try:
            found = self._matcher.search(text, start)
        except TooLong:
            raise self.timed_out(text) from None
        return None if found is None else RawMatch(found.start, found.end, found.captures, True)

    def timed_out(self, text: str) -> NetException:
        return NetException(
            "System.Text.RegularExpressions.RegexMatchTimeoutException",
            "The Regex engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very "
            "large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.",
            Input=text, Pattern=self.parsed.pattern,
        )  # fmt: skip
