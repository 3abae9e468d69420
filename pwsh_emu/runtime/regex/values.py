"""Regex, Match, Group, Capture and their collections as PowerShell values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.regex import parser
from pwsh_emu.runtime.regex.engine import Engine, RawMatch
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import PSArray

_NAMESPACE = "System.Text.RegularExpressions."
_cache: dict[tuple[str, int], Regex] = {}  # patterns are immutable; the oldest go where there are many


def cached_regex(pattern: str, options: int = 0) -> Regex:
    """Return the Regex of a pattern; raises NetException for a bad one."""
    key = (pattern, options)
    found = _cache.get(key)
    if found is None:
        if len(_cache) >= 500:
            _cache.clear()
        found = _cache[key] = Regex(pattern, options)
    return found


class Capture(DotNetObject):
    """A piece of the text that was matched."""

    ps_type: PSType = builtin(_NAMESPACE + "Capture")
    PROPERTY_ORDER = "Index Length Value ValueSpan"
    __slots__ = ("Index", "Length", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        super().__init__()
        self.text = text
        self.Index = start
        self.Length = end - start

    @property
    def Value(self) -> str:
        return self.text[self.Index : self.Index + self.Length]

    def __str__(self) -> str:
        return self.Value

    def ToString(self) -> str:
        return self.Value


class Group(Capture):
    """A group of a match."""

    ps_type = builtin(_NAMESPACE + "Group")
    PROPERTY_ORDER = "Success Name Captures Index Length Value ValueSpan"
    __slots__ = ("Name", "Success", "match", "number")

    def __init__(self, match: Match | None, number: int, name: str, span: tuple[int, int] | None, text: str) -> None:
        super().__init__(text, *(span or (0, 0)))
        if span is None:
            self.text = ""
        self.Success = span is not None
        self.Name = name
        self.match = match
        self.number = number

    @property
    def Captures(self) -> CaptureCollection:
        if not self.Success or self.match is None:
            return CaptureCollection([])
        earlier = self.match.all_spans(self.number)[:-1]
        return CaptureCollection([*(Capture(self.text, *span) for span in earlier), self])  # the last one is the group itself


class Match(Group):
    """A match; ``raw`` is None where nothing was found."""

    ps_type = builtin(_NAMESPACE + "Match")
    PROPERTY_ORDER = "Groups Success Name Captures Index Length Value ValueSpan"
    __slots__ = ("end", "raw", "regex")

    def __init__(self, regex: Regex, text: str, raw: RawMatch | None, end: int | None = None) -> None:
        super().__init__(self, 0, "0", (raw.start, raw.end) if raw is not None else None, text)
        self.regex = regex
        self.raw = raw
        self.end = len(text) if end is None else end
        self.match = self

    @property
    def success(self) -> bool:
        return self.raw is not None

    def all_spans(self, number: int) -> list[tuple[int, int]]:
        """Return all captures of a group, first first."""
        raw = self.raw
        if raw is None:
            return []
        if number == 0:
            return [(raw.start, raw.end)]
        if not raw.complete:
            again = self.regex.engine.search_fully(self.text, raw.start)
            if again is not None:
                raw = self.raw = again
        return raw.spans.get(number, [])

    def group(self, number: int) -> Group:
        if self.raw is None:
            return Group(None, 0, "0", None, "")
        if number == 0:
            return self
        if number not in self.regex.parsed.names:
            return Group(None, number, str(number), None, "")
        spans = self.raw.spans.get(number)
        return Group(self, number, self.regex.parsed.names[number], spans[-1] if spans else None, self.text)

    @property
    def Groups(self) -> GroupCollection:
        return GroupCollection(self)

    def NextMatch(self) -> Match:
        if self.raw is None:
            return self
        return self.regex.after(self)

    def Result(self, replacement: str | None) -> str:
        from pwsh_emu.runtime.regex import replacement as replacements

        if replacement is None:
            raise failures.null("replacement")
        if self.raw is None:
            raise failures.unsupported("Result cannot be called on a failed Match.")
        parts = replacements.parse(replacement, self.regex.parsed)
        return replacements.expand(parts, self.text, self.raw.start, self.raw.end, self.raw.spans, self.regex.parsed.numbers)

    def ToString(self) -> str:
        return self.Value

    @staticmethod
    def static_get_Empty() -> Match:
        return Match(cached_regex(""), "", None)

    @staticmethod
    def static_Synchronized(inner: Any) -> Any:
        return inner


class _Collection(DotNetObject):
    """What the collections share: enumerable, counted, reached by position."""

    is_enumerable = True
    is_list = True
    __slots__ = ()

    def items(self) -> list[Any]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items())

    def __len__(self) -> int:
        return len(self.items())

    @property
    def Count(self) -> int:
        return len(self.items())

    @property
    def IsReadOnly(self) -> bool:
        return True

    @property
    def IsFixedSize(self) -> bool:
        return True

    @property
    def IsSynchronized(self) -> bool:
        return False

    @property
    def SyncRoot(self) -> Any:
        return self

    def __str__(self) -> str:
        return self.ps_type.full_name

    def get_item(self, session: Any, index: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_int

        items = self.items()
        position = to_int(session, index)
        if position < 0:
            position += len(items)
        return items[position] if 0 <= position < len(items) else None

    def get_Item(self, index: Any) -> Any:
        items = self.items()
        if not 0 <= index < len(items):
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "i")
        return items[index]

    def CopyTo(self, target: Any, at: int) -> None:
        copy_into(self.items(), target, at, failures.too_short)

    def Contains(self, value: Any) -> bool:
        return any(item is value for item in self.items())

    def IndexOf(self, value: Any) -> int:
        return next((at for at, item in enumerate(self.items()) if item is value), -1)

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self.items()), source=self.items())


class CaptureCollection(_Collection):
    """The captures of a group."""

    ps_type = builtin(_NAMESPACE + "CaptureCollection")
    __slots__ = ("captures",)

    def __init__(self, captures: list[Capture]) -> None:
        super().__init__()
        self.captures = captures

    def items(self) -> list[Any]:
        return self.captures


class GroupCollection(_Collection):
    """The groups of a match, reached by number or name."""

    ps_type = builtin(_NAMESPACE + "GroupCollection")
    __slots__ = ("match",)

    def __init__(self, match: Match) -> None:
        super().__init__()
        self.match = match

    def items(self) -> list[Any]:
        if self.match.raw is None:
            return [self.match.group(0)]
        return [self.match.group(number) for number in self.match.regex.parsed.numbers]

    def get_item(self, session: Any, index: Any) -> Any:
        return self.get_Item(index if isinstance(index, (str, int)) else int(index))

    def get_Item(self, index: Any) -> Any:
        if isinstance(index, str):
            for number, name in self.match.regex.parsed.names.items():
                if name == index:
                    return self.match.group(number)
            if index.isdigit():
                return self.match.group(int(index))
            return Group(None, -1, index, None, "")
        return self.match.group(int(index))

    @property
    def Keys(self) -> PSArray:
        return PSArray([item.Name for item in self.items()], "System.String")

    @property
    def Values(self) -> PSArray:
        return PSArray(self.items(), _NAMESPACE + "Group")

    def ContainsKey(self, name: str) -> bool:
        return name in self.match.regex.parsed.names.values()

    def TryGetValue(self, name: str, reference: Any) -> bool:
        reference.value = self.get_Item(name)
        return self.ContainsKey(name)


class MatchCollection(_Collection):
    """All matches of a pattern in a text, found as they are asked for."""

    ps_type = builtin(_NAMESPACE + "MatchCollection")
    __slots__ = ("_all", "_source")

    def __init__(self, source: Iterator[Match]) -> None:
        super().__init__()
        self._source: Iterator[Match] | None = source
        self._all: list[Any] = []

    def items(self) -> list[Any]:
        if self._source is not None:
            self._all.extend(self._source)
            self._source = None
        return self._all


FoundMatch = Match  # Regex has a method of that name


class Regex(DotNetObject):
    """System.Text.RegularExpressions.Regex."""

    ps_type = builtin(_NAMESPACE + "Regex")
    PROPERTY_ORDER = "Options RightToLeft MatchTimeout"
    __slots__ = ("engine", "options", "parsed", "pattern")

    def __init__(self, pattern: str | None, options: int = 0, limit: float | None = None) -> None:
        super().__init__()
        if pattern is None:
            raise failures.null("pattern")
        if options & parser.NON_BACKTRACKING:
            _check_non_backtracking(pattern, options)
        self.pattern = pattern
        self.options = options
        self.parsed = parser.parse(pattern, options)
        self.engine = Engine(self.parsed, limit)

    @staticmethod
    def new(pattern: str, options: Any = None, timeout: Any = None) -> Regex:
        limit = timeout.ticks / 10_000_000 if timeout is not None and timeout.ticks > 0 else None
        return Regex(pattern, options.value if options is not None else 0, limit)

    def __str__(self) -> str:
        return self.pattern

    # --- what the runtime uses ---
    def is_match(self, text: str) -> bool:
        return self.engine.is_match(text, len(text) if self.engine.reverse else 0)

    def first_groups(self, text: str) -> list[tuple[int | str, str]] | None:
        """Return the numbers or names and the texts of the groups that took part in the first match; None where there is none."""
        raw = self.engine.search(text, len(text) if self.engine.reverse else 0)
        if raw is None:
            return None
        found: list[tuple[int | str, str]] = [(0, text[raw.start : raw.end])]
        for number in self.parsed.numbers[1:]:
            spans = raw.spans.get(number)
            if spans:
                name = self.parsed.names[number]
                found.append((int(name) if name.isdigit() else name, text[spans[-1][0] : spans[-1][1]]))
        return found

    def match(self, text: str, start: int | None = None) -> Match:
        if start is None:
            start = len(text) if self.engine.reverse else 0
        return Match(self, text, self.engine.search(text, start))

    def after(self, match: Match) -> Match:
        raw = match.raw
        assert raw is not None
        if self.engine.reverse:
            start = raw.start - 1 if raw.start == raw.end else raw.start
            return Match(self, match.text, self.engine.search(match.text, start) if start >= 0 else None)
        start = raw.end + 1 if raw.start == raw.end else raw.end
        return Match(self, match.text, self.engine.search(match.text, start) if start <= len(match.text) else None)

    def all_matches(self, text: str, start: int | None = None) -> Iterator[Match]:
        found = self.match(text, start)
        while found.raw is not None:
            yield found
            found = self.after(found)

    def replace(self, text: str, replacement: str, count: int = -1, start: int | None = None) -> str:
        """Replace with a replacement pattern."""
        from pwsh_emu.runtime.regex import replacement as replacements

        parts = replacements.parse(replacement, self.parsed)
        numbers = self.parsed.numbers
        if count == -1 and start is None and all(isinstance(part, str) for part in parts):
            plain = self.engine.plain(text)
            if plain is not None and len(text) * sum(map(len, parts)) < 1 << 26:  # type: ignore[arg-type]  # all are texts
                literal = "".join(str(part) for part in parts)
                return str(plain.sub(lambda found: literal, text))
        return self.replace_each(
            text, lambda match: replacements.expand(parts, text, match.raw.start, match.raw.end, match.raw.spans, numbers), count, start
        )

    def replace_with(self, text: str, evaluate: Callable[[Match], str]) -> str:
        """Replace each match by what a function makes of it."""
        return self.replace_each(text, evaluate, -1, None)

    def replace_each(self, text: str, evaluate: Callable[[Any], str], count: int, start: int | None) -> str:
        pieces: list[str] = []
        at = len(text) if self.engine.reverse else 0
        for match in self.all_matches(text, start):
            raw = match.raw
            assert raw is not None
            if count == 0:
                break
            count -= 1
            if self.engine.reverse:
                pieces.append(text[raw.end : at])
                pieces.append(evaluate(match))
                at = raw.start
            else:
                pieces.append(text[at : raw.start])
                pieces.append(evaluate(match))
                at = raw.end
        if self.engine.reverse:
            pieces.append(text[:at])
            return limits.join("", pieces[::-1])
        pieces.append(text[at:])
        return limits.join("", pieces)

    def split(self, text: str, limit: int = 0, start: int | None = None) -> list[str]:
        """Split as Regex.Split does: captured groups stand between the pieces."""
        if limit == 1:
            return [text]
        pieces: list[str] = []
        at = len(text) if self.engine.reverse else 0
        for match in self.all_matches(text, start):
            raw = match.raw
            assert raw is not None
            groups = [text[spans[-1][0] : spans[-1][1]] for number in self.parsed.numbers[1:] if (spans := raw.spans.get(number))]
            if self.engine.reverse:
                pieces.append(text[raw.end : at])
                pieces.extend(reversed(groups))
                at = raw.start
            else:
                pieces.append(text[at : raw.start])
                pieces.extend(groups)
                at = raw.end
            limit -= 1
            if limit == 1:
                break
        if self.engine.reverse:
            pieces.append(text[:at])
            return pieces[::-1]
        pieces.append(text[at:])
        return pieces

    # --- .NET members ---
    @property
    def Options(self) -> int:
        return self.options

    @property
    def RightToLeft(self) -> bool:
        return self.engine.reverse

    @property
    def MatchTimeout(self) -> Any:
        from pwsh_emu.runtime.types.timespans import TimeSpan

        return TimeSpan(-10_000 if self.engine.limit is None else round(self.engine.limit * 10_000_000))

    def ToString(self) -> str:
        return self.pattern

    def IsMatch(self, text: str | None, start: int | None = None) -> bool:
        text = _checked(text)
        return self.engine.is_match(text, _start(self, text, start))

    def Match(self, text: str | None, start: int | None = None, length: int | None = None) -> Match:
        text = _checked(text)
        if start is not None and length is not None:
            if not 0 <= start <= len(text) or not 0 <= length <= len(text) - start:
                raise failures.out_of_range("Start index cannot be less than 0 or greater than input length.", "beginning")
            raw = self.engine.search(text[start : start + length], length if self.engine.reverse else 0)
            if raw is not None:
                spans = {number: [(a + start, b + start) for a, b in found] for number, found in raw.spans.items()}
                raw = RawMatch(raw.start + start, raw.end + start, spans, raw.complete)
            return Match(self, text, raw)
        return self.match(text, _start(self, text, start))

    def Matches(self, text: str | None, start: int | None = None) -> MatchCollection:
        text = _checked(text)
        return MatchCollection(self.all_matches(text, _start(self, text, start)))

    def Count(self, text: str | None, start: int | None = None) -> int:
        return sum(1 for _ in self.all_matches(_checked(text), start))

    def EnumerateMatches(self, text: str | None, start: int | None = None) -> MatchCollection:
        return self.Matches(text, start)

    @with_session
    def Replace(session: Any, self: Regex, text: str | None, replacement: Any, count: int = -1, start: int | None = None) -> str:
        return _replace(session, self, _checked(text), replacement, count, start)

    def Split(self, text: str | None, count: int = 0, start: int | None = None) -> list[str]:
        return self.split(_checked(text), count, start)

    def GetGroupNames(self) -> list[str]:
        return [self.parsed.names[number] for number in self.parsed.numbers]

    def GetGroupNumbers(self) -> list[int]:
        return list(self.parsed.numbers)

    def GroupNameFromNumber(self, number: int) -> str:
        return self.parsed.names.get(number, "")

    def GroupNumberFromName(self, name: str) -> int:
        return next((number for number, known in self.parsed.names.items() if known == name), -1)

    # --- statics ---
    @staticmethod
    def static_IsMatch(text: str | None, pattern: str | None, options: Any = None, timeout: Any = None) -> bool:
        return _for(pattern, options, timeout).IsMatch(text)

    @staticmethod
    def static_Match(text: str | None, pattern: str | None, options: Any = None, timeout: Any = None) -> FoundMatch:
        return _for(pattern, options, timeout).Match(text)

    @staticmethod
    def static_Matches(text: str | None, pattern: str | None, options: Any = None, timeout: Any = None) -> MatchCollection:
        return _for(pattern, options, timeout).Matches(text)

    @staticmethod
    def static_Count(text: str | None, pattern: str | None, options: Any = None, timeout: Any = None) -> int:
        return _for(pattern, options, timeout).Count(text)

    @staticmethod
    @with_session
    def static_Replace(session: Any, text: str | None, pattern: str | None, replacement: Any, options: Any = None, timeout: Any = None) -> str:
        return _replace(session, _for(pattern, options, timeout), _checked(text), replacement, -1, None)

    @staticmethod
    def static_Split(text: str | None, pattern: str | None, options: Any = None, timeout: Any = None) -> list[str]:
        return _for(pattern, options, timeout).Split(text)

    @staticmethod
    def static_Escape(text: str | None) -> str:
        if text is None:
            raise failures.null("str")
        return escape(text)

    @staticmethod
    def static_Unescape(text: str | None) -> str:
        if text is None:
            raise failures.null("str")
        return unescape(text)

    @staticmethod
    def static_get_CacheSize() -> int:
        return 15

    @staticmethod
    def static_set_CacheSize(value: int) -> None:
        """Do nothing: the cache manages itself."""

    @staticmethod
    def static_get_InfiniteMatchTimeout() -> Any:
        from pwsh_emu.runtime.types.timespans import TimeSpan

        return TimeSpan(-10_000)


def _for(pattern: str | None, options: Any, timeout: Any) -> Regex:
    if pattern is None:
        raise failures.null("pattern")
    if timeout is not None:
        return Regex.new(pattern, options, timeout)
    return cached_regex(pattern, options.value if options is not None else 0)


def _checked(text: str | None) -> str:
    if text is None:
        raise failures.null("input")
    return text


def _start(regex: Regex, text: str, start: int | None) -> int:
    if start is None:
        return len(text) if regex.engine.reverse else 0
    if not 0 <= start <= len(text):
        raise failures.out_of_range("Start index cannot be less than 0 or greater than input length.", "startat")
    return start


def _replace(session: Any, regex: Regex, text: str, replacement: Any, count: int, start: int | None) -> str:
    if replacement is None:
        raise failures.null("replacement")
    if count < -1:
        raise failures.out_of_range("Count cannot be less than -1.", "count")
    call = getattr(replacement, "call", None)
    if call is not None:
        from pwsh_emu.runtime.errors import NetException, PSError

        try:
            return regex.replace_each(text, call, count, start)
        except PSError as error:
            raise NetException("System.Management.Automation.RuntimeException", error.record.exception.message) from None
    return regex.replace(text, replacement, count, start)


_ESCAPED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}


def escape(text: str) -> str:
    """Return Regex.Escape(text)."""
    return "".join(_ESCAPED.get(one) or ("\\" + one if one in "\\*+?|{[()^$.# " else one) for one in text)


def unescape(text: str) -> str:
    """Return Regex.Unescape(text); raises RegexParseException for an escape that means nothing."""
    made: list[str] = []
    reader = parser._Parser(text, 0, {})
    while reader.at < len(text):
        character = text[reader.at]
        reader.at += 1
        if character != "\\" or reader.at >= len(text):
            if character != "\\":
                made.append(character)
            continue
        try:
            made.append(reader.char_escape())
        except parser._PatternError as error:
            raise parser.pattern_error(text, error.offset, str(error), error.name) from None
    return "".join(made)


def _check_non_backtracking(pattern: str, options: int) -> None:
    """Refuse what RegexOptions.NonBacktracking cannot do."""
    from pwsh_emu.runtime.regex.emitter import children

    texts = {
        "look": (
            "positive lookahead (?= pattern) or positive lookbehind (?<= pattern)",
            "negative lookahead (?! pattern) or negative lookbehind (?<! pattern)",
        ),
        "atomic": ("atomic group (?> pattern)",), "ref": ("backreference (\\ number)",),
        "if_group": ("captured group conditional (?( name ) yes-pattern | no-pattern )",),
        "if_expr": ("test conditional (?( test-pattern ) yes-pattern | no-pattern )",),
        "balance": ("balancing group (?<name1-name2>subexpression) or (?'name1-name2' subexpression)",),
    }  # fmt: skip

    def visit(node: Any) -> None:
        found = texts.get(node[0])
        if found is not None:
            shown = found[1] if node[0] == "look" and node[2] else found[0]
            raise failures.unsupported(f"RegexOptions.NonBacktracking is not supported in conjunction with expressions containing: '{shown}'.")
        for child in children(node):
            visit(child)

    visit(parser.parse(pattern, options).root)
