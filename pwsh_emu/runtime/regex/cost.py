"""How long a text a pattern may be tried on without a clock: Python's ``re`` cannot be interrupted, and some patterns backtrack without end.

The rule is careful, not exact: repeats that can give back what the next part takes multiply, a repeat of something that varies itself is taken
for exponential. Longer texts go to the ``regex`` package, which keeps a time limit. All sets here are of ASCII characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.regex.parser import Node, ParsedPattern

ALWAYS = 24  # characters that any pattern may be tried on
MOST_STEPS = 3e8
ANY_LENGTH = 1 << 62
_ALL = (1 << 128) - 1  # sets are bit masks
_FEW = 8  # a repeat that varies by no more than this is taken for fixed


class _Exponential(Exception):
    """The pattern has a repeat of something that varies."""


def longest_text(parsed: ParsedPattern) -> int:
    """Return the length of the longest text that ``re`` may search with this pattern."""
    meter = _Meter()
    try:
        meter.sequence([parsed.root], None)
    except _Exponential:
        return ALWAYS
    degree = meter.ambiguous + (1 if meter.repeats and not _anchored(parsed.root) else 0)
    return max(int(MOST_STEPS ** (1 / (degree + 1))), ALWAYS) if degree else ANY_LENGTH


def _anchored(node: Node) -> bool:
    while node[0] in ("seq", "group", "nc", "atomic"):
        inner: Any = node[-1]
        if node[0] == "seq":
            if not inner:
                return False
            inner = inner[0]
        node = inner
    return node == ("assert", "start")


class _Meter:
    """Counts the repeats that something follows: ``ambiguous`` ones multiply, the others only cost a walk from each start."""

    def __init__(self) -> None:
        self.ambiguous = 0
        self.repeats = 0

    def sequence(self, nodes: list[Node], following: int | None) -> None:
        """Measure nodes in a row; ``following`` is the set of characters that may come after them, None where nothing has to match there."""
        for index in range(len(nodes) - 1, -1, -1):
            node = nodes[index]
            self.node(node, following)
            following = _first(node, following)

    def node(self, node: Node, following: int | None) -> None:
        kind = node[0]
        if kind == "seq":
            self.sequence(node[1], following)
        elif kind in ("group", "nc", "atomic"):
            self.node(node[-1], following)
        elif kind == "alt":
            counts = []
            for branch in node[1]:
                before = self.ambiguous
                self.node(branch, following)
                counts.append(self.ambiguous - before)
                self.ambiguous = before
            self.ambiguous += max(counts, default=0)
        elif kind == "repeat":
            self.repeat(node, following)
        elif kind in ("look", "if_group", "if_expr", "balance", "ref"):
            for part in node[1:]:
                if isinstance(part, tuple):
                    self.node(part, _ALL)
            if kind == "ref":
                self.ambiguous += 1

    def repeat(self, node: Node, following: int | None) -> None:
        _, body, least, most, _ = node
        if most is not None and most - least <= _FEW:
            if _varies(body) and most > 2:
                raise _Exponential
            self.node(body, _ALL if following is None else following)
            return
        if _varies(body):
            raise _Exponential
        self.node(body, _ALL)
        if following is None:
            return
        self.repeats += 1
        if _first(body, 0) & following:  # type: ignore[operator]
            self.ambiguous += 1


def _varies(node: Node) -> bool:
    """Tell whether a node can match a text in more than one way or length."""
    kind = node[0]
    if kind in ("char", "any", "set", "empty", "assert"):
        return False
    if kind == "seq":
        return any(_varies(one) for one in node[1])
    if kind in ("group", "nc", "atomic"):
        return _varies(node[-1])
    if kind == "repeat":
        return node[2] != node[3] or _varies(node[1])
    return True


def _first(node: Node, following: int | None) -> int | None:
    """Return the set of characters that a node, or what follows it, may begin with; None where it need not match anything."""
    kind = node[0]
    if kind == "char":
        code = ord(node[1])
        if code > 127:
            return 0
        return (1 << ord(node[1].lower()) | 1 << ord(node[1].upper())) if node[2] else 1 << code
    if kind == "set":
        return sum(1 << code for code in range(128) if node[1].contains(chr(code)))
    if kind == "empty":
        return following
    if kind == "assert" and node[1] in ("end", "eol", "end_or_newline"):
        return 1 << ord("\n")  # nothing else can follow
    if kind == "seq":
        for one in reversed(node[1]):
            following = _first(one, following)
        return following
    if kind in ("group", "nc", "atomic"):
        return _first(node[-1], following)
    if kind == "alt":
        found = 0
        for branch in node[1]:
            first = _first(branch, following)
            found |= _ALL if first is None else first
        return found
    if kind == "repeat":
        if node[2]:
            return _first(node[1], following)
        if following is None:
            return None
        first = _first(node[1], following)
        return _ALL if first is None else first | following
    return _ALL
