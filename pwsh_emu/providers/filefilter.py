"""-Filter of the file system: patterns as the operating system that it comes from reads them, not PowerShell's wildcards."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_STAR_BEFORE_LAST_DOT = r"(?:[^.]|\.(?=.*\.))*"
_ONE_OR_NONE = r"(?:[^.]|(?=\.|\Z))"
_DOT_OR_END = r"(?:\.|\Z)"


def file_filter(pattern: str) -> Callable[[str], bool]:
    """Return a test of names: without regard to case, ``*.*`` takes every name, ``*.`` those without an extension and ``?`` may stand for nothing.

    Brackets are characters like any other. The rule is .NET's FileSystemName.TranslateWin32Expression.
    """
    if pattern in ("", "*", "*.*"):
        return lambda name: True
    parts: list[str] = []
    last = len(pattern) - 1
    for index, char in enumerate(pattern):
        if char == "." and index == last and index > 0 and pattern[index - 1] == "*":
            parts[-1] = _STAR_BEFORE_LAST_DOT
        elif char == "." and index < last and pattern[index + 1] in "?*":
            parts.append(_DOT_OR_END)
        elif char == "?":
            parts.append(_ONE_OR_NONE)
        else:
            parts.append(".*" if char == "*" else re.escape(char))
    matcher = re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
    return lambda name: matcher.fullmatch(name) is not None
