"""Writes a parsed .NET pattern for Python's ``re`` (texts in ASCII, patterns it can run) or for the ``regex`` package (everything else).

For ``re`` every class is spelled out over ASCII, so that only texts in ASCII may be given to the result. `Unsupported` says that an engine
cannot run a pattern: balancing groups need `matcher`.
"""

from __future__ import annotations

from pwsh_emu.runtime.regex.parser import RIGHT_TO_LEFT, Node, ParsedPattern
from pwsh_emu.runtime.regex.sets import BLOCKS, CATEGORIES, CharSet, case_variants


class Unsupported(Exception):
    """An engine cannot run this pattern."""


_SPECIAL = frozenset("\\^$.|?*+()[]{}-&~#/ \t\n\r\v\f\"'`%@!:;<>=,_")


def _quote(character: str) -> str:
    if character.isalnum() and character.isascii():
        return character
    code = ord(character)
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


class Emission:
    """A pattern for one of Python's engines, with the Python group indexes of each .NET group number (``re``) or None (names ``g1`` …)."""

    __slots__ = ("groups", "text")

    def __init__(self, text: str, groups: dict[int, int] | None) -> None:
        self.text = text
        self.groups = groups


def for_re(parsed: ParsedPattern) -> Emission:
    """Write a pattern for ``re`` and ASCII texts; raises Unsupported."""
    if parsed.options & RIGHT_TO_LEFT:
        raise Unsupported
    writer = _ReWriter()
    text = writer.node(parsed.root)
    return Emission(text, writer.groups)


def for_regex(parsed: ParsedPattern) -> Emission:
    """Write a pattern for the ``regex`` package; raises Unsupported."""
    writer = _RegexWriter()
    text = writer.node(parsed.root)
    flags = "(?V1"
    if parsed.options & RIGHT_TO_LEFT:
        flags += "r"
    return Emission(flags + ")" + text, None)


class _Writer:
    """What both engines share."""

    def __init__(self) -> None:
        self.depth = 0  # how many unbounded repeats enclose the current node
        self.bound = 0

    def node(self, node: Node) -> str:
        text: str = getattr(self, node[0])(*node[1:])
        return text

    def empty(self) -> str:
        return ""

    def seq(self, items: list[Node]) -> str:
        return "".join(self.node(item) if item[0] != "alt" else f"(?:{self.node(item)})" for item in items)

    def alt(self, branches: list[Node]) -> str:
        return "|".join(self.node(branch) for branch in branches)

    def nc(self, node: Node) -> str:
        return f"(?:{self.node(node)})"

    def char(self, character: str, ignore_case: bool) -> str:
        if not ignore_case:
            return _quote(character)
        variants = self.variants(character)
        return _quote(variants) if len(variants) == 1 else "[" + "".join(map(_quote, variants)) + "]"

    def variants(self, character: str) -> str:
        return case_variants(character)

    def any(self, singleline: bool) -> str:
        return "[\\s\\S]" if singleline else "[^\\n]"

    def look(self, ahead: bool, negative: bool, node: Node) -> str:
        return f"(?{'' if ahead else '<'}{'!' if negative else '='}{self.node(node)})"

    def atomic(self, node: Node) -> str:
        return f"(?>{self.node(node)})"

    def if_expr(self, condition: Node, yes: Node, no: Node) -> str:
        if condition[0] == "look":
            inner = self.node(condition)
            negated = ("look", condition[1], not condition[2], condition[3])
            return f"(?:{inner}(?:{self.node(yes)})|{self.node(negated)}(?:{self.node(no)}))"
        inner = self.node(condition)
        return f"(?:(?={inner})(?:{self.node(yes)})|(?!{inner})(?:{self.node(no)}))"

    def balance(self, number: int, popped: int, node: Node) -> str:
        raise Unsupported

    def repeat(self, node: Node, least: int, most: int | None, lazy: bool) -> str:
        if most is None:
            self.depth += 1
        inner = self.repeated(node, most)
        if most is None:
            self.depth -= 1
        if not inner:
            return ""
        if least == 0 and most is None:
            mark = "*"
        elif least == 1 and most is None:
            mark = "+"
        elif least == 0 and most == 1:
            mark = "?"
        else:
            mark = f"{{{least},{'' if most is None else most}}}" if most != least else f"{{{least}}}"
        return inner + mark + ("?" if lazy else "")

    def repeated(self, node: Node, most: int | None) -> str:
        inner = self.node(node)
        if not inner:
            return ""
        return f"(?:{inner})" if node[0] in ("seq", "alt", "repeat", "assert", "look", "nc", "if_group") else inner


_ASSERTIONS = {
    "start": "\\A", "bol": "(?m:^)", "eol": "(?m:$)", "end": "\\Z", "end_or_newline": "(?=\\n?\\Z)", "boundary": "\\b", "not_boundary": "\\B",
    "boundary_ecma": "\\b", "not_boundary_ecma": "\\B",
}  # fmt: skip


class _ReWriter(_Writer):
    """Writes for ``re``; subjects are ASCII."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: dict[int, int] = {}
        self.count = 0

    def variants(self, character: str) -> str:
        ascii_only = "".join(one for one in case_variants(character) if one.isascii())
        return ascii_only or character

    def set(self, made: CharSet) -> str:
        members = [code for code in range(128) if made.contains(chr(code))]
        if len(members) == 128:
            return "[\\s\\S]"
        if not members:
            return "(?!)"
        ranges: list[tuple[int, int]] = []
        for code in members:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
        return "[" + "".join(_quote(chr(a)) if a == b else f"{_quote(chr(a))}-{_quote(chr(b))}" for a, b in ranges) + "]"

    def assertion(self, kind: str) -> str:
        if kind == "continued":
            raise Unsupported
        return _ASSERTIONS[kind]

    def node(self, node: Node) -> str:
        return self.assertion(node[1]) if node[0] == "assert" else super().node(node)

    def group(self, number: int, node: Node) -> str:
        if number in self.groups:
            raise Unsupported
        self.count += 1
        self.groups[number] = self.count
        return f"({self.node(node)})"

    def ref(self, number: int, ignore_case: bool) -> str:
        if number not in self.groups:
            raise Unsupported
        return f"(?i:\\{self.groups[number]})" if ignore_case else f"(?:\\{self.groups[number]})"

    def if_group(self, number: int, yes: Node, no: Node) -> str:
        if number not in self.groups:
            raise Unsupported
        return f"(?({self.groups[number]})(?:{self.node(yes)})|(?:{self.node(no)}))"

    def if_expr(self, condition: Node, yes: Node, no: Node) -> str:
        if _captures(condition) or _captures(yes) or _captures(no):
            raise Unsupported
        return super().if_expr(condition, yes, no)

    def look(self, ahead: bool, negative: bool, node: Node) -> str:
        if not ahead and width(node) is None:
            raise Unsupported
        return super().look(ahead, negative, node)

    def repeat(self, node: Node, least: int, most: int | None, lazy: bool) -> str:
        if most is None and self.depth and _variable(node):
            raise Unsupported  # nested unbounded repeats may take for ever: the other engine has a time limit
        if most is None and _unbounded_inside(node):
            raise Unsupported
        return super().repeat(node, least, most, lazy)


class _RegexWriter(_Writer):
    """Writes for the ``regex`` package."""

    def set(self, made: CharSet) -> str:
        inner = "".join(self.item(made, item) for item in made.items)
        text = f"[{'^' if made.negated else ''}{inner}]" if inner else ("[\\s\\S]" if made.negated else "(?!)")
        if made.minus is not None:
            return f"(?:(?!{self.set(made.minus)}){text})"
        return text

    def item(self, made: CharSet, item: tuple[int, int] | tuple[str, bool]) -> str:
        first, last = item
        if isinstance(first, int):
            assert isinstance(last, int)
            text = _span(first, last)
            if made.ignore_case:
                if last - first < 3000:
                    text += "".join(
                        _quote(variant)
                        for code in range(first, last + 1)
                        for variant in case_variants(chr(code))
                        if not first <= ord(variant) <= last
                    )
            return text
        return self.named(first, bool(last), made)

    def named(self, name: str, negated: bool, made: CharSet) -> str:
        if made.ecma:
            text = {"d": "0-9", "w": "a-zA-Z0-9_", "s": "\\t\\n\\v\\f\\r\\x20"}.get(name)
            if text is not None:
                return f"[^{text}]" if negated else text
        if name == "d":
            return "\\P{Nd}" if negated else "\\p{Nd}"
        if name == "w":
            return "[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]" if negated else "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}"
        if name == "s":
            return "[^\\t-\\r\\x85\\p{Z}]" if negated else "\\t-\\r\\x85\\p{Z}"
        if name in CATEGORIES:
            if made.ignore_case and name in ("Lu", "Ll", "Lt"):
                return "[^\\p{Lu}\\p{Ll}\\p{Lt}]" if negated else "\\p{Lu}\\p{Ll}\\p{Lt}"
            return f"\\{'P' if negated else 'p'}{{{name}}}"
        low, high = BLOCKS[name[2:]]
        return f"[^{_span(low, high)}]" if negated else _span(low, high)

    def assertion(self, kind: str) -> str:
        if kind == "continued":
            return "\\G"
        if kind == "boundary":
            word = "[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}\\u200c\\u200d]"
            return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
        if kind == "not_boundary":
            word = "[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}\\u200c\\u200d]"
            return f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"
        return _ASSERTIONS[kind]

    def node(self, node: Node) -> str:
        return self.assertion(node[1]) if node[0] == "assert" else super().node(node)

    def group(self, number: int, node: Node) -> str:
        return f"(?P<g{number}>{self.node(node)})"

    def ref(self, number: int, ignore_case: bool) -> str:
        return f"(?i:(?P=g{number}))" if ignore_case else f"(?P=g{number})"

    def if_group(self, number: int, yes: Node, no: Node) -> str:
        return f"(?(g{number})(?:{self.node(yes)})|(?:{self.node(no)}))"


def _span(first: int, last: int) -> str:
    return _quote(chr(first)) if first == last else f"{_quote(chr(first))}-{_quote(chr(last))}"


def children(node: Node) -> list[Node]:
    """Return the nodes directly below a node."""
    found: list[Node] = []
    for part in node[1:]:
        if isinstance(part, tuple):
            found.append(part)
        elif isinstance(part, list):
            found.extend(part)
    return found


def _captures(node: Node) -> bool:
    return node[0] in ("group", "balance") or any(_captures(child) for child in children(node))


def _unbounded_inside(node: Node) -> bool:
    """Tell whether a node that is repeated without bound holds another such repeat not fenced by an atomic group."""
    if node[0] == "repeat" and node[3] is None:
        return True
    if node[0] in ("look", "atomic"):
        return False
    return any(_unbounded_inside(child) for child in children(node))


def _variable(node: Node) -> bool:
    return width(node) is None


def width(node: Node) -> int | None:
    """Return how many characters a node takes; None where that varies."""
    kind = node[0]
    if kind in ("char", "any", "set"):
        return 1
    if kind in ("look", "assert", "empty"):
        return 0
    if kind == "seq":
        total = 0
        for item in node[1]:
            one = width(item)
            if one is None:
                return None
            total += one
        return total
    if kind == "alt":
        widths = {width(branch) for branch in node[1]}
        return widths.pop() if len(widths) == 1 else None
    if kind in ("nc", "atomic"):
        return width(node[1])
    if kind == "group":
        return width(node[2])
    if kind == "repeat":
        one = width(node[1])
        return one * node[2] if one is not None and node[2] == node[3] else None
    return None
