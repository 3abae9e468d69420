"""Reads a .NET regular expression into a tree, with .NET's errors and offsets (System.Text.RegularExpressions.RegexParser).

Nodes are tuples, the kind first:

    ("char", c, ignore_case)  ("any", singleline)  ("set", CharSet)  ("seq", [nodes])  ("alt", [nodes])
    ("group", number, node)  ("balance", number or -1, popped, node)  ("atomic", node)  ("look", ahead, negative, node)
    ("if_group", number, yes, no)  ("if_expr", node, yes, no)  ("ref", number, ignore_case)  ("assert", kind)  ("repeat", node, least, most, lazy)
"""

from __future__ import annotations

import contextlib
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.regex.sets import CharSet, is_word, known_property

IGNORE_CASE, MULTILINE, EXPLICIT_CAPTURE, COMPILED, SINGLELINE, IGNORE_WHITESPACE, RIGHT_TO_LEFT, ECMA_SCRIPT = 1, 2, 4, 8, 16, 32, 64, 256
CULTURE_INVARIANT, NON_BACKTRACKING = 512, 1024
_OPTION_LETTERS = {"i": IGNORE_CASE, "m": MULTILINE, "n": EXPLICIT_CAPTURE, "s": SINGLELINE, "x": IGNORE_WHITESPACE}
Node = tuple[Any, ...]


class _PatternError(Exception):
    def __init__(self, message: str, offset: int, name: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.name = name


def pattern_error(pattern: str, offset: int, message: str, name: str = "Unknown") -> NetException:
    """Return .NET's RegexParseException."""
    return NetException(
        "System.Text.RegularExpressions.RegexParseException", f"Invalid pattern '{pattern}' at offset {offset}. {message}", Error=name, Offset=offset
    )


class ParsedPattern:
    """A pattern's tree with its groups: ``numbers`` sorted, ``names`` by number (a plain number's name is its digits)."""

    __slots__ = ("names", "numbers", "options", "pattern", "root")

    def __init__(self, pattern: str, options: int, root: Node, names: dict[int, str]) -> None:
        self.pattern = pattern
        self.options = options
        self.root = root
        self.names = names
        self.numbers = sorted(names)


def parse(pattern: str, options: int = 0) -> ParsedPattern:
    """Parse a pattern; raises NetException (RegexParseException)."""
    counter = _Parser(pattern, options, None)
    with contextlib.suppress(_PatternError):
        counter.run()
    names = counter.assign_numbers()
    parser = _Parser(pattern, options, names)
    try:
        root = parser.run()
    except _PatternError as error:
        raise pattern_error(pattern, error.offset, str(error), error.name) from None
    return ParsedPattern(pattern, options, root, {number: name for name, number in names.items()})


class _Parser:
    def __init__(self, pattern: str, options: int, names: dict[str, int] | None) -> None:
        self.text = pattern
        self.at = 0
        self.options = options
        self.names = names  # None while groups are counted
        self.auto = 0
        self.found_numbers: set[int] = {0}
        self.found_names: list[str] = []
        self.ignore_next_paren = False

    # --- groups ---
    def assign_numbers(self) -> dict[str, int]:
        taken = set(self.found_numbers)
        names = {str(number): number for number in taken}
        number = 1
        for name in self.found_names:
            while number in taken:
                number += 1
            taken.add(number)
            names[name] = number
        return names

    def is_slot(self, number: int) -> bool:
        return self.names is None or number in self.names.values()

    def error(self, message: str, name: str = "Unknown") -> _PatternError:
        return _PatternError(message, self.at, name)

    # --- the pattern ---
    def run(self) -> Node:
        root = self.alternation(top=True)
        if self.at < len(self.text):
            self.at += 1
            raise self.error("Too many )'s.", "InsufficientOpeningParentheses")
        return root

    def alternation(self, top: bool = False, conditional: bool = False) -> Node:
        """Read up to the closing parenthesis (not taken) or the end."""
        branches: list[Node] = []
        current: list[Node] = []
        while True:
            node = self.sequence_item(current)
            if node is None:
                break
            if node == ("bar",):
                branches.append(_sequence(current))
                if conditional and len(branches) > 1:
                    raise self.error("Too many | in (?()|).", "AlternationHasTooManyConditions")
                current = []
        branches.append(_sequence(current))
        return branches[0] if len(branches) == 1 else ("alt", branches)

    def blank(self) -> None:
        """Skip comments, and white space in x mode."""
        text = self.text
        while self.at < len(text):
            character = text[self.at]
            if self.options & IGNORE_WHITESPACE and character in "\t\n\v\f\r ":
                self.at += 1
            elif self.options & IGNORE_WHITESPACE and character == "#":
                while self.at < len(text) and text[self.at] != "\n":
                    self.at += 1
            elif text.startswith("(?#", self.at):
                end = text.find(")", self.at)
                if end < 0:
                    self.at = len(text)
                    raise self.error("Unterminated (?#...) comment.", "UnterminatedComment")
                self.at = end + 1
            else:
                return

    def sequence_item(self, current: list[Node]) -> Node | None:
        """Read one item and its quantifier into the list; None at the end of the group."""
        self.blank()
        text = self.text
        if self.at >= len(text):
            return None
        character = text[self.at]
        if character == ")":
            return None
        if character == "|":
            self.at += 1
            return ("bar",)
        if character in "*+?" or (character == "{" and self.true_quantifier()):
            self.at += 1
            if current and current[-1][0] == "quantified":
                raise self.error(f"Nested quantifier '{character}'.", "NestedQuantifiersNotParenthesized")
            raise self.error(f"Quantifier '{character}' following nothing.", "QuantifierAfterNothing")
        node = self.atom(character)
        if node is None:
            current.append(("empty",))
            return ("item",)
        current.append(self.quantified(node))
        return ("item",)

    def atom(self, character: str) -> Node | None:
        text = self.text
        self.at += 1
        ignore_case = bool(self.options & IGNORE_CASE)
        if character == "(":
            return self.group()
        if character == "[":
            return ("set", self.char_class(ignore_case))
        if character == ".":
            return ("any", bool(self.options & SINGLELINE))
        if character == "^":
            return ("assert", "bol" if self.options & MULTILINE else "start")
        if character == "$":
            return ("assert", "eol" if self.options & MULTILINE else "end_or_newline")
        if character == "\\":
            return self.backslash()
        return ("char", text[self.at - 1], ignore_case)

    def true_quantifier(self) -> bool:
        text, at = self.text, self.at + 1
        start = at
        while at < len(text) and text[at].isascii() and text[at].isdigit():
            at += 1
        if at == start or at >= len(text):
            return False
        if text[at] == "}":
            return True
        if text[at] != ",":
            return False
        at += 1
        while at < len(text) and text[at].isascii() and text[at].isdigit():
            at += 1
        return at < len(text) and text[at] == "}"

    def quantified(self, node: Node) -> Node:
        self.blank()
        text = self.text
        if self.at >= len(text):
            return node
        character = text[self.at]
        if character == "*":
            least, most = 0, None
        elif character == "+":
            least, most = 1, None
        elif character == "?":
            least, most = 0, 1
        elif character == "{" and self.true_quantifier():
            end = text.index("}", self.at)
            low, comma, high = text[self.at + 1 : end].partition(",")
            least = int(low)
            most = least if not comma else int(high) if high else None
            if least > 2147483647 or (most or 0) > 2147483647:
                raise self.error("Capture group numbers must be less than or equal to Int32.MaxValue.", "QuantifierOrCaptureGroupOutOfRange")
            self.at = end
        else:
            return node
        self.at += 1
        self.blank()
        lazy = self.at < len(text) and text[self.at] == "?"
        if lazy:
            self.at += 1
        if most is not None and least > most:
            raise self.error("Illegal {x,y} with x > y.", "ReversedQuantifierRange")
        return ("quantified", ("repeat", node, least, most, lazy))

    # --- groups ---
    def close(self) -> None:
        if self.at >= len(self.text):
            raise self.error("Not enough )'s.", "InsufficientClosingParentheses")
        self.at += 1

    def group(self) -> Node | None:
        text, size = self.text, len(self.text)
        saved = self.options
        if self.at >= size or text[self.at] != "?" or (self.at + 1 < size and text[self.at + 1] == ")"):
            if self.options & EXPLICIT_CAPTURE or self.ignore_next_paren:
                self.ignore_next_paren = False
                return self.inner(saved)
            self.auto += 1
            number = self.auto
            self.found_numbers.add(number)
            return ("group", number, self.inner(saved))
        self.at += 1
        unknown = "Unrecognized grouping construct."
        if self.at >= size:
            raise self.error(unknown, "InvalidGroupingConstruct")
        character = text[self.at]
        self.at += 1
        if character == ":":
            return self.inner(saved)
        if character == "=":
            return ("look", True, False, self.inner(saved))
        if character == "!":
            return ("look", True, True, self.inner(saved))
        if character == ">":
            return ("atomic", self.inner(saved))
        if character in "<'":
            closing = ">" if character == "<" else "'"
            if self.at >= size:
                raise self.error(unknown, "InvalidGroupingConstruct")
            following = text[self.at]
            if character == "<" and following in "=!":
                self.at += 1
                return ("look", False, following == "!", self.inner(saved))
            return self.named_group(closing, saved)
        if character == "(":
            return self.conditional(saved)
        self.at -= 1
        self.scan_options()
        if self.at >= size:
            raise self.error(unknown, "InvalidGroupingConstruct")
        character = text[self.at]
        self.at += 1
        if character == ")":
            return None  # the options hold for the rest of the enclosing group
        if character != ":":
            raise self.error(unknown, "InvalidGroupingConstruct")
        return self.inner(saved)

    def inner(self, saved: int) -> Node:
        node = self.alternation()
        self.close()
        self.options = saved
        return ("nc", node)

    def scan_options(self) -> None:
        off = False
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == "-":
                off = True
            elif character == "+":
                off = False
            else:
                option = _OPTION_LETTERS.get(character.lower())
                if option is None:
                    return
                self.options = self.options & ~option if off else self.options | option
            self.at += 1

    def decimal(self) -> int:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "0123456789":
            self.at += 1
        return int(self.text[start : self.at] or "0")

    def name(self) -> str:
        start = self.at
        while self.at < len(self.text) and is_word(self.text[self.at]):
            self.at += 1
        return self.text[start : self.at]

    def named_group(self, closing: str, saved: int) -> Node:
        text, size = self.text, len(self.text)
        invalid = "Invalid group name: Group names must begin with a word character."
        number, popped, proceed = -1, -1, False
        character = text[self.at]
        if character in "0123456789":
            number = self.decimal()
            if self.names is None:
                self.found_numbers.add(number)
            elif not self.is_slot(number):
                number = -1
            if self.at < size and text[self.at] not in (closing, "-"):
                raise self.error(invalid, "CaptureGroupNameInvalid")
            if number == 0:
                raise self.error("Capture number cannot be zero.", "CaptureGroupOfZero")
        elif is_word(character):
            name = self.name()
            if self.names is None:
                if name not in self.found_names:
                    self.found_names.append(name)
                number = 1
            else:
                number = self.names.get(name, -1)
            if self.at < size and text[self.at] not in (closing, "-"):
                raise self.error(invalid, "CaptureGroupNameInvalid")
        elif character == "-":
            proceed = True
        else:
            raise self.error(invalid, "CaptureGroupNameInvalid")
        if (number != -1 or proceed) and self.at + 1 < size and text[self.at] == "-":
            self.at += 1
            character = text[self.at]
            if character in "0123456789":
                popped = self.decimal()
                if not self.is_slot(popped):
                    raise self.error(f"Reference to undefined group number {popped}.", "UndefinedNumberedReference")
            elif is_word(character):
                name = self.name()
                if self.names is None:
                    popped = 1
                elif name not in self.names:
                    raise self.error(f"Reference to undefined group name '{name}'.", "UndefinedNamedReference")
                else:
                    popped = self.names[name]
            else:
                raise self.error(invalid, "CaptureGroupNameInvalid")
            if self.at < size and text[self.at] != closing:
                raise self.error(invalid, "CaptureGroupNameInvalid")
        if (number != -1 or popped != -1) and self.at < size:
            self.at += 1
            if text[self.at - 1] == closing:
                node = self.inner(saved)
                return ("balance", number, popped, node) if popped != -1 else ("group", number, node)
        raise self.error("Unrecognized grouping construct.", "InvalidGroupingConstruct")

    def conditional(self, saved: int) -> Node:
        text, size = self.text, len(self.text)
        start = self.at
        if self.at < size and text[self.at] in "0123456789":
            number = self.decimal()
            if self.at < size and text[self.at] == ")":
                self.at += 1
                if self.is_slot(number):
                    return self.branches(("if_group", number), saved)
                raise self.error(f"Conditional alternation refers to an undefined group number {number}.", "AlternationHasUndefinedReference")
            raise self.error(
                f"Conditional alternation is missing a closing parenthesis after the group number {number}.", "AlternationHasMalformedReference"
            )
        if self.at < size and is_word(text[self.at]):
            name = self.name()
            if self.at < size and text[self.at] == ")" and (name in (self.names or {}) or (self.names is None and name in self.found_names)):
                self.at += 1
                return self.branches(("if_group", (self.names or {}).get(name, 1)), saved)
        self.at = start
        if text.startswith("?", start):
            second = text[start + 1 : start + 2]
            if second == "#":
                raise self.error("Alternation conditions cannot be comments.", "AlternationHasComment")
            if second == "'" or (second == "<" and text[start + 2 : start + 3] not in ("!", "=")):
                raise self.error("Alternation conditions do not capture and cannot be named.", "AlternationHasNamedCapture")
        self.ignore_next_paren = True
        condition = self.group()
        self.ignore_next_paren = False
        return self.branches(("if_expr", condition if condition is not None else ("empty",)), saved)

    def branches(self, head: Node, saved: int) -> Node:
        node = self.alternation(conditional=True)
        self.close()
        self.options = saved
        if node[0] == "alt":
            return (*head, node[1][0], node[1][1])
        return (*head, node, ("empty",))

    # --- escapes ---
    def backslash(self) -> Node:
        text = self.text
        if self.at >= len(text):
            raise self.error("Illegal \\ at end of pattern.", "UnescapedEndingBackslash")
        character = text[self.at]
        ecma = bool(self.options & ECMA_SCRIPT)
        if character in "bBAGZz":
            self.at += 1
            kind = {"b": "boundary", "B": "not_boundary", "A": "start", "G": "continued", "Z": "end_or_newline", "z": "end"}[character]
            return ("assert", kind + ("_ecma" if ecma and character in "bB" else ""))
        if character in "wWsSdD":
            self.at += 1
            made = CharSet(ecma=ecma)
            made.add_class(character.lower(), character.isupper())
            return ("set", made)
        if character in "pP":
            self.at += 1
            made = CharSet(bool(self.options & IGNORE_CASE))
            made.add_class(self.property(), character == "P")
            return ("set", made)
        return self.basic_backslash()

    def property(self) -> str:
        text = self.text
        if self.at + 2 >= len(text):
            raise self.error("Incomplete \\p{X} character escape.", "InvalidUnicodePropertyEscape")
        if text[self.at] != "{":
            self.at += 1
            raise self.error("Malformed \\p{X} character escape.", "MalformedUnicodePropertyEscape")
        self.at += 1
        start = self.at
        while self.at < len(text) and (is_word(text[self.at]) or text[self.at] == "-"):
            self.at += 1
        name = text[start : self.at]
        if self.at >= len(text) or text[self.at] != "}":
            raise self.error("Incomplete \\p{X} character escape.", "InvalidUnicodePropertyEscape")
        self.at += 1
        if not known_property(name):
            raise self.error(f"Unknown property '{name}'.", "InvalidUnicodePropertyEscape")
        return name

    def basic_backslash(self) -> Node:
        text, size = self.text, len(self.text)
        start = self.at
        character = text[self.at]
        ignore_case = bool(self.options & IGNORE_CASE)
        closing, named = "", False
        if character == "k":
            if self.at + 1 < size:
                self.at += 1
                if text[self.at] in "<'":
                    closing = ">" if text[self.at] == "<" else "'"
                    named = True
                    self.at += 1
            if not named or self.at >= size:
                raise self.error("Malformed \\k<...> named back reference.", "MalformedNamedReference")
        elif character in "<'" and self.at + 1 < size:
            closing = ">" if character == "<" else "'"
            named = True
            self.at += 1
        if named:
            if text[self.at] in "0123456789":
                number = self.decimal()
                if self.at < size and text[self.at] == closing:
                    self.at += 1
                    if self.is_slot(number):
                        return ("ref", number, ignore_case)
                    raise self.error(f"Reference to undefined group number {number}.", "UndefinedNumberedReference")
            elif is_word(text[self.at]):
                name = self.name()
                if self.at < size and text[self.at] == closing:
                    self.at += 1
                    if self.names is None:
                        return ("empty",)
                    if name in self.names:
                        return ("ref", self.names[name], ignore_case)
                    raise self.error(f"Reference to undefined group name '{name}'.", "UndefinedNamedReference")
            if character == "k":
                raise self.error("Malformed \\k<...> named back reference.", "MalformedNamedReference")
        elif character in "123456789":
            number = self.decimal()
            if self.is_slot(number):
                return ("ref", number, ignore_case)
            if number <= 9:
                raise self.error(f"Reference to undefined group number {number}.", "UndefinedNumberedReference")
        self.at = start
        return ("char", self.char_escape(), ignore_case)

    def char_escape(self) -> str:
        """Read what follows a backslash as one character."""
        text = self.text
        character = text[self.at]
        self.at += 1
        if character in "01234567":
            self.at -= 1
            digits = ""
            while len(digits) < 3 and self.at < len(text) and text[self.at] in "01234567":
                digits += text[self.at]
                self.at += 1
            return chr(int(digits, 8) & 0xFF)
        if character == "x":
            return self.hexadecimal(2)
        if character == "u":
            return self.hexadecimal(4)
        simple = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}.get(character)
        if simple is not None:
            return simple
        if character == "c":
            return self.control()
        if not self.options & ECMA_SCRIPT and is_word(character):
            raise self.error(f"Unrecognized escape sequence \\{character}.", "UnrecognizedEscape")
        return character

    def hexadecimal(self, count: int) -> str:
        digits = self.text[self.at : self.at + count]
        if len(digits) < count or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
            good = 0
            while good < len(digits) and digits[good] in "0123456789abcdefABCDEF":
                good += 1
            self.at += min(good + 1, len(digits)) if len(digits) == count else 0
            raise self.error("Insufficient or invalid hexadecimal digits.", "InsufficientOrInvalidHexDigits")
        self.at += count
        return chr(int(digits, 16))

    def control(self) -> str:
        if self.at >= len(self.text):
            raise self.error("Missing control character.", "MissingControlCharacter")
        character = self.text[self.at].upper()
        self.at += 1
        code = ord(character) - 64
        if not 0 <= code < 32:
            raise self.error("Unrecognized control character.", "UnrecognizedControlCharacter")
        return chr(code)

    # --- classes ---
    def char_class(self, ignore_case: bool) -> CharSet:
        text, size = self.text, len(self.text)
        made = CharSet(ignore_case, bool(self.options & ECMA_SCRIPT))
        if self.at < size and text[self.at] == "^":
            self.at += 1
            made.negated = True
        first = True
        pending: str | None = None  # the start of a range whose end comes next
        while self.at < size:
            character = text[self.at]
            self.at += 1
            literal = False
            if character == "]" and not first:
                if pending is not None:
                    made.add_range(pending, pending)
                    made.add_range("-", "-")
                return made
            if character == "\\" and self.at < size:
                escape = text[self.at]
                if escape in "dDsSwW":
                    self.at += 1
                    if pending is not None:
                        raise self.error(f"Cannot include class \\{escape} in character range.", "ShorthandClassInCharacterRange")
                    made.add_class(escape.lower(), escape.isupper())
                    first = False
                    continue
                if escape in "pP":
                    self.at += 1
                    if pending is not None:
                        raise self.error(f"Cannot include class \\{escape} in character range.", "ShorthandClassInCharacterRange")
                    made.add_class(self.property(), escape == "P")
                    first = False
                    continue
                if escape == "-":
                    self.at += 1
                    character = "-"
                else:
                    character = self.char_escape()
                literal = True
            elif character == "[" and self.at < size and text[self.at] == ":" and pending is None:
                end = self.at + 1
                while end < size and is_word(text[end]):
                    end += 1
                if text.startswith(":]", end):
                    self.at = end + 2
                    first = False
                    continue
            if pending is not None:
                if character == "[" and not literal and not first:
                    made.add_range(pending, pending)
                    pending = None
                    made.minus = self.char_class(ignore_case)
                    if self.at < size and text[self.at] != "]":
                        raise self.error("A subtraction must be the last element in a character class.", "ExclusionGroupNotLast")
                    first = False
                    continue
                if pending > character:
                    raise self.error("[x-y] range in reverse order.", "ReversedCharacterRange")
                made.add_range(pending, character)
                pending = None
            elif self.at + 1 < size and text[self.at] == "-" and text[self.at + 1] != "]":
                pending = character
                self.at += 1
            elif self.at < size and character == "-" and not literal and text[self.at] == "[" and not first:
                self.at += 1
                made.minus = self.char_class(ignore_case)
                if self.at < size and text[self.at] != "]":
                    raise self.error("A subtraction must be the last element in a character class.", "ExclusionGroupNotLast")
            else:
                made.add_range(character, character)
            first = False
        raise self.error("Unterminated [] set.", "UnterminatedBracket")


def _sequence(items: list[Node]) -> Node:
    plain = [item[1] if item[0] == "quantified" else item for item in items if item[0] != "empty"]
    return plain[0] if len(plain) == 1 else ("seq", plain)
