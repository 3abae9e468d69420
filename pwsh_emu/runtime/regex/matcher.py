"""A backtracking matcher for what Python's engines lack: balancing groups. It is slow and keeps a budget of steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.regex.parser import RIGHT_TO_LEFT, Node, ParsedPattern
from pwsh_emu.runtime.regex.sets import case_variants, is_word

Next = Callable[[int], bool]
Step = Callable[[int, Next], bool]
BUDGET = 3_000_000


class TooLong(Exception):
    """The matcher's budget of steps, or Python's depth, is used up."""


class Found:
    """A match of the matcher: its place and the captures of each group, in the order they were made."""

    __slots__ = ("captures", "end", "start")

    def __init__(self, start: int, end: int, captures: dict[int, list[tuple[int, int]]]) -> None:
        self.start = start
        self.end = end
        self.captures = captures


class Matcher:
    """Runs a parsed pattern over texts."""

    def __init__(self, parsed: ParsedPattern) -> None:
        self.parsed = parsed
        self.reverse = bool(parsed.options & RIGHT_TO_LEFT)
        self.text = ""
        self.captures: dict[int, list[tuple[int, int]]] = {}
        self.steps = 0
        self.origin = 0
        self.step = self.compile(parsed.root)

    def search(self, text: str, start: int) -> Found | None:
        """Return the first match from a position on."""
        self.text = text
        self.steps = 0
        self.origin = start
        positions = range(start, -1, -1) if self.reverse else range(start, len(text) + 1)
        for at in positions:
            self.captures = {}
            ends: list[int] = []

            def finish(position: int, ends: list[int] = ends) -> bool:
                ends.append(position)
                return True

            try:
                matched = self.step(at, finish)
            except RecursionError:
                raise TooLong from None
            if matched:
                end = ends[-1]
                kept = {number: list(spans) for number, spans in self.captures.items() if spans}
                return Found(min(at, end), max(at, end), kept)
        return None

    def compile(self, node: Node) -> Step:
        made: Step = getattr(self, "c_" + node[0])(*node[1:])
        return made

    # --- single characters ---
    def _one(self, test: Callable[[str], bool]) -> Step:
        reverse = self.reverse

        def step(at: int, following: Next) -> bool:
            self.steps += 1
            if self.steps > BUDGET:
                raise TooLong
            if reverse:
                return at > 0 and test(self.text[at - 1]) and following(at - 1)
            return at < len(self.text) and test(self.text[at]) and following(at + 1)

        return step

    def c_char(self, character: str, ignore_case: bool) -> Step:
        wanted = case_variants(character) if ignore_case else character
        return self._one(lambda one: one in wanted)

    def c_any(self, singleline: bool) -> Step:
        return self._one((lambda one: True) if singleline else (lambda one: one != "\n"))

    def c_set(self, made: Any) -> Step:
        return self._one(made.contains)

    def c_empty(self) -> Step:
        return lambda at, following: following(at)

    # --- structure ---
    def c_nc(self, node: Node) -> Step:
        return self.compile(node)

    def c_seq(self, items: list[Node]) -> Step:
        steps = [self.compile(item) for item in (reversed(items) if self.reverse else items)]
        if not steps:
            return lambda at, following: following(at)

        def run(index: int, at: int, following: Next) -> bool:
            if index == len(steps):
                return following(at)
            return steps[index](at, lambda position: run(index + 1, position, following))

        return lambda at, following: run(0, at, following)

    def c_alt(self, branches: list[Node]) -> Step:
        steps = [self.compile(branch) for branch in branches]
        return lambda at, following: any(step(at, following) for step in steps)

    def c_group(self, number: int, node: Node) -> Step:
        inner = self.compile(node)

        def step(at: int, following: Next) -> bool:
            def closed(position: int) -> bool:
                spans = self.captures.setdefault(number, [])
                spans.append((min(at, position), max(at, position)))
                if following(position):
                    return True
                spans.pop()
                return False

            return inner(at, closed)

        return step

    def c_balance(self, number: int, popped: int, node: Node) -> Step:
        inner = self.compile(node)

        def step(at: int, following: Next) -> bool:
            def closed(position: int) -> bool:
                stack = self.captures.get(popped)
                if not stack:
                    return False
                span = stack.pop()
                if number != -1:
                    own = self.captures.setdefault(number, [])
                    own.append(_between(span, (min(at, position), max(at, position))))
                    if following(position):
                        return True
                    own.pop()
                elif following(position):
                    return True
                stack.append(span)
                return False

            return inner(at, closed)

        return step

    def c_atomic(self, node: Node) -> Step:
        inner = self.compile(node)

        def step(at: int, following: Next) -> bool:
            saved = self.snapshot()
            end = at

            def stop(position: int) -> bool:
                nonlocal end
                end = position
                return True

            if not inner(at, stop):
                return False
            if following(end):
                return True
            self.captures = saved
            return False

        return step

    def c_look(self, ahead: bool, negative: bool, node: Node) -> Step:
        outer, self.reverse = self.reverse, not ahead
        inner = self.compile(node)
        self.reverse = outer

        def step(at: int, following: Next) -> bool:
            saved = self.snapshot()
            if inner(at, lambda position: True):
                if negative:
                    self.captures = saved
                    return False
                if following(at):
                    return True
                self.captures = saved
                return False
            return following(at) if negative else False

        return step

    def c_if_group(self, number: int, yes: Node, no: Node) -> Step:
        then, otherwise = self.compile(yes), self.compile(no)
        return lambda at, following: (then if self.captures.get(number) else otherwise)(at, following)

    def c_if_expr(self, condition: Node, yes: Node, no: Node) -> Step:
        test = self.compile(condition if condition[0] == "look" else ("look", True, False, condition))
        then, otherwise = self.compile(yes), self.compile(no)
        return lambda at, following: (then if test(at, lambda position: True) else otherwise)(at, following)

    def c_ref(self, number: int, ignore_case: bool) -> Step:
        reverse = self.reverse

        def step(at: int, following: Next) -> bool:
            spans = self.captures.get(number)
            if not spans:
                return False
            start, end = spans[-1]
            wanted = self.text[start:end]
            first = at - len(wanted) if reverse else at
            found = self.text[first : first + len(wanted)] if first >= 0 else ""
            if found == wanted or (ignore_case and len(found) == len(wanted) and found.lower() == wanted.lower()):
                return following(first if reverse else at + len(wanted))
            return False

        return step

    def c_assert(self, kind: str) -> Step:
        test: Callable[[int], bool] = getattr(self, "at_" + kind.removesuffix("_ecma"))
        return lambda at, following: test(at) and following(at)

    def at_start(self, at: int) -> bool:
        return at == 0

    def at_end(self, at: int) -> bool:
        return at == len(self.text)

    def at_end_or_newline(self, at: int) -> bool:
        return at == len(self.text) or (at == len(self.text) - 1 and self.text[at] == "\n")

    def at_bol(self, at: int) -> bool:
        return at == 0 or self.text[at - 1] == "\n"

    def at_eol(self, at: int) -> bool:
        return at == len(self.text) or self.text[at] == "\n"

    def at_continued(self, at: int) -> bool:
        return at == self.origin

    def at_boundary(self, at: int) -> bool:
        before = at > 0 and is_word(self.text[at - 1])
        behind = at < len(self.text) and is_word(self.text[at])
        return before != behind

    def at_not_boundary(self, at: int) -> bool:
        return not self.at_boundary(at)

    def c_repeat(self, node: Node, least: int, most: int | None, lazy: bool) -> Step:
        inner = self.compile(node)

        def run(count: int, at: int, last: int, following: Next) -> bool:
            self.steps += 1
            if self.steps > BUDGET:
                raise TooLong
            if count < least:
                return inner(at, lambda position: run(count + 1, position, at, following))
            if (most is not None and count >= most) or (count > least and at == last):
                return following(at)
            if lazy:
                return following(at) or inner(at, lambda position: run(count + 1, position, at, following))
            return inner(at, lambda position: position != at and run(count + 1, position, at, following)) or following(at)

        return lambda at, following: run(0, at, -1, following)

    def snapshot(self) -> dict[int, list[tuple[int, int]]]:
        return {number: list(spans) for number, spans in self.captures.items()}


def _between(opened: tuple[int, int], closed: tuple[int, int]) -> tuple[int, int]:
    """Return what a balancing group captures: the text between the popped capture and its own."""
    if closed[0] >= opened[1]:
        return opened[1], closed[0]
    if closed[1] <= opened[0]:
        return closed[1], opened[0]
    return max(opened[0], closed[0]), min(opened[1], closed[1])
