"""Compiled patterns for those who only ask whether a text matches."""

from __future__ import annotations

from pwsh_emu.runtime.regex.engine import RawMatch
from pwsh_emu.runtime.regex.values import Regex, cached_regex


class CompiledPattern:
    """A pattern with a ``search`` like Python's."""

    __slots__ = ("regex",)

    def __init__(self, regex: Regex) -> None:
        self.regex = regex

    def search(self, text: str) -> RawMatch | None:
        return self.regex.engine.search(text, 0)


def compile_pattern(pattern: str, ignore_case: bool = False) -> CompiledPattern:
    """Compile a .NET pattern; raises NetException for a bad one."""
    return CompiledPattern(cached_regex(pattern, 1 if ignore_case else 0))
