"""The content of strings and variables: quotes, escapes, here-strings, ``$name``, ``${name}`` and ``$( … )`` inside text.

Functions take a text and an index behind what opens the string, and return the index behind what closes it. What is wrong
is told to a `Report`; the scan then goes on as PowerShell's does.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language.characters import DOUBLE_QUOTES, END, SINGLE_QUOTES, WHITE_SPACE, is_letter_or_digit, is_variable_start

Report = Callable[..., None]
"""``report(error_id, start, end, *arguments, incomplete=False)``: an error between two offsets of the scanned text."""

_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_INVALID = "\uffff"
_HEX = frozenset("0123456789abcdefABCDEF")
_MAXIMUM_HEX_DIGITS = 6


class NestedVariable:
    """``$name`` or ``${name}`` between two offsets of the scanned text; ``name`` is the user path."""

    __slots__ = ("end", "name", "start")

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class NestedSubExpression:
    """``$( … )`` between two offsets of the scanned text.

    ``text`` is its source with doubled and escaped quotes undone; ``skipped`` are the offsets of the characters left out.
    """

    __slots__ = ("end", "in_error", "skipped", "start", "text")

    def __init__(self, start: int, end: int, text: str, skipped: list[int], in_error: bool = False) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.skipped = skipped
        self.in_error = in_error


Nested = NestedVariable | NestedSubExpression


class ExpandableText:
    """Collects a string's text: ``value`` as PowerShell's Value property has it, and its parts in order."""

    __slots__ = ("_literal", "_nested", "_value")

    def __init__(self, start: str = "") -> None:
        self._value: list[str] = [start] if start else []
        self._literal: list[str] = [start] if start else []
        self._nested: list[str | Nested] = []

    @property
    def value(self) -> str:
        return "".join(self._value)

    @property
    def expandable(self) -> bool:
        return bool(self._nested)

    @property
    def parts(self) -> list[str | Nested]:
        """Literal pieces (never empty) and nested expressions, in order."""
        literal = "".join(self._literal)
        return [*self._nested, literal] if literal else list(self._nested)

    def add(self, text: str) -> None:
        self._value.append(text)
        self._literal.append(text)

    def add_nested(self, nested: Nested, raw: str) -> None:
        literal = "".join(self._literal)
        if literal:
            self._nested.append(literal)
        self._literal = []
        self._nested.append(nested)
        self._value.append(raw)


# --- quoted strings -------------------------------------------------------------------------------------------------


def scan_single_quoted(text: str, index: int, report: Report) -> tuple[str, int]:
    """Scan ``'…'``: return its value and the index behind the closing quote."""
    start = index - 1
    length = len(text)
    pieces: list[str] = []
    piece = index
    while index < length:
        if text[index] in SINGLE_QUOTES:
            if index + 1 < length and text[index + 1] in SINGLE_QUOTES:
                pieces.append(text[piece:index])
                piece = index + 1
                index += 2
                continue
            pieces.append(text[piece:index])
            return "".join(pieces), index + 1
        index += 1
    pieces.append(text[piece:])
    report("TerminatorExpectedAtEndOfString", start, length, "'", incomplete=True)
    return "".join(pieces), length


def scan_double_quoted(text: str, index: int, into: ExpandableText, report: Report) -> int:
    """Scan ``"…"`` into a text and return the index behind the closing quote."""
    start = index - 1
    length = len(text)
    while index < length:
        plain = index
        while index < length and text[index] not in '"$`\u201c\u201d\u201e':
            index += 1
        if index > plain:
            into.add(text[plain:index])
            continue
        char = text[index]
        index += 1
        if char == "$":
            index = scan_dollar(text, index, into, report)
        elif char == "`":
            index = scan_backtick(text, index, into, report)
        elif index < length and text[index] in DOUBLE_QUOTES:
            into.add(text[index])
            index += 1
        else:
            return index
    report("TerminatorExpectedAtEndOfString", start, length, '"', incomplete=True)
    return length


def scan_backtick(text: str, index: int, into: ExpandableText, report: Report) -> int:
    """Scan what follows a backtick; at the end of the text the backtick stands for itself."""
    if index >= len(text) or text[index] == END:
        into.add("`")
        return index
    escaped, index = resolve_escape(text, index, report)
    into.add(escaped)
    return index


def resolve_escape(text: str, index: int, report: Report) -> tuple[str, int]:
    """Return what the character behind a backtick stands for, and the index behind the escape."""
    char = text[index] if index < len(text) else END
    if char == "u":
        return _unicode_escape(text, index + 1, report)
    return _ESCAPES.get(char, char), index + 1


def _unicode_escape(text: str, index: int, report: Report) -> tuple[str, int]:
    """Scan ``{X…}`` behind "`u": one to six hexadecimal digits."""
    start = index - 2
    length = len(text)
    if index >= length or text[index] != "{":
        report("InvalidUnicodeEscapeSequence", start, index)
        return _INVALID, index
    index += 1
    first = index
    for count in range(_MAXIMUM_HEX_DIGITS + 1):
        char = text[index] if index < length else END
        if char == "}":
            if count == 0:
                report("InvalidUnicodeEscapeSequence", start, index + 1)
                return _INVALID, index + 1
            break
        if char not in _HEX:
            known = "InvalidUnicodeEscapeSequence" if count < _MAXIMUM_HEX_DIGITS else "MissingUnicodeEscapeSequenceTerminator"
            report(known, index, index + 1)
            return _INVALID, index
        if count == _MAXIMUM_HEX_DIGITS:
            report("TooManyDigitsInUnicodeEscapeSequence", index, index + 1)
            return _INVALID, index
        index += 1
    value = int(text[first:index], 16)
    if value > 0x10FFFF:
        report("InvalidUnicodeEscapeSequenceValue", start + 3, index)
        return _INVALID, index + 1
    return chr(value), index + 1


# --- here-strings ---------------------------------------------------------------------------------------------------


def scan_here_string(text: str, index: int, into: ExpandableText, report: Report) -> tuple[int, bool]:
    """Scan a here-string behind ``@'`` or ``@"``: return the index behind its footer, and whether it was sound."""
    header = index - 2
    expandable = text[index - 1] in DOUBLE_QUOTES
    quotes = DOUBLE_QUOTES if expandable else SINGLE_QUOTES
    footer = '"@' if expandable else "'@"
    length = len(text)
    while index < length and text[index] in WHITE_SPACE:
        index += 1
    if index >= length:
        report("TerminatorExpectedAtEndOfString", header, length, footer, incomplete=True)
        return length, False
    if text[index] not in "\r\n":
        report("UnexpectedCharactersAfterHereStringHeader", index, index + 1)
        while index < length and text[index] not in "\r\n":
            index += 1
            if text[index - 1] == footer[0] and index < length and text[index] == "@":
                index += 1
                break
        return index, False
    index = _behind_line_break(text, index)
    false_footer = -1
    index, closed, false_footer = _possible_footer(text, index, quotes, into, false_footer)
    stops = "\r\n$`" if expandable else "\r\n"
    while not closed and index < length:
        plain = index
        while index < length and text[index] not in stops:
            index += 1
        if index > plain:
            into.add(text[plain:index])
            continue
        char = text[index]
        if char in "\r\n":
            behind = _behind_line_break(text, index)
            probe = ExpandableText()
            after, closed, false_footer = _possible_footer(text, behind, quotes, probe, false_footer)
            if not closed:
                into.add(text[index:behind])
                if probe.value:
                    into.add(probe.value)
            index = after
        elif char == "$":
            index = scan_dollar(text, index + 1, into, report, here_string=True)
        else:
            index = scan_backtick(text, index + 1, into, report)
    if not closed:
        if false_footer != -1:
            report("WhitespaceBeforeHereStringFooter", false_footer, length, incomplete=True)
        else:
            report("TerminatorExpectedAtEndOfString", header, length, footer, incomplete=True)
    return index, closed


def _behind_line_break(text: str, index: int) -> int:
    return index + 2 if text.startswith("\r\n", index) else index + 1


def _possible_footer(text: str, index: int, quotes: str, into: ExpandableText, false_footer: int) -> tuple[int, bool, int]:
    """Look for a footer at the start of a line; remember the first one behind white space as a false one."""
    length = len(text)
    if index + 1 < length and text[index] in quotes and text[index + 1] == "@":
        return index + 2, True, false_footer
    start = index
    while index < length and text[index] in WHITE_SPACE:
        index += 1
    if index + 1 < length and text[index] in quotes and text[index + 1] == "@":
        if false_footer == -1:
            false_footer = index
        index += 2
    if index > start:
        into.add(text[start:index])
    return index, False, false_footer


# --- variables and subexpressions in text ---------------------------------------------------------------------------


def scan_dollar(text: str, index: int, into: ExpandableText, report: Report, here_string: bool = False) -> int:
    """Scan what follows a ``$`` in an expandable text: a subexpression, a variable, or nothing special."""
    start = index - 1
    char = text[index] if index < len(text) else END
    nested: Nested
    if char == "(":
        nested = _scan_sub_expression(text, index + 1, report, here_string)
    elif char == "{":
        name, end = scan_braced_variable(text, index + 1, report, in_string=True)
        check_variable_path(name, start, end, report, braced=True)
        nested = NestedVariable(start, end, name)
    elif is_variable_start(char):
        end = scan_variable_name(text, index)
        check_variable_path(text[index:end], start, end, report)
        nested = NestedVariable(start, end, text[index:end])
    else:
        into.add("$")
        return index
    into.add_nested(nested, text[start : nested.end])
    return nested.end


def _scan_sub_expression(text: str, index: int, report: Report, here_string: bool) -> NestedSubExpression:
    """Scan ``$( … )`` by counting parentheses alone, whatever stands between them, as PowerShell does."""
    start = index - 2
    length = len(text)
    depth = 1
    pieces: list[str] = []
    skipped: list[int] = []
    piece = start
    while index < length:
        char = text[index]
        index += 1
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                pieces.append(text[piece:index])
                return NestedSubExpression(start, index, "".join(pieces), skipped)
        elif not here_string and char in '`"\u201c\u201d\u201e' and index < length and text[index] in DOUBLE_QUOTES:
            pieces.append(text[piece : index - 1])
            skipped.append(index - 1)
            piece = index
            index += 1
    report("IncompleteDollarSubexpressionReference", start, length, incomplete=True)
    pieces.append(text[piece:])
    return NestedSubExpression(start, length, "".join(pieces), skipped, True)


def scan_variable_name(text: str, index: int) -> int:
    """Return the index behind an unbraced variable's name (``$``, ``?`` and ``^`` stand alone)."""
    length = len(text)
    first = text[index]
    index += 1
    if first in "$?^":
        return index
    while index < length:
        char = text[index]
        if char == ":":
            if index + 1 < length and text[index + 1] == ":":
                break
        elif char not in "_?" and not is_letter_or_digit(char):
            break
        index += 1
    return index


def scan_braced_variable(text: str, index: int, report: Report, in_string: bool = False) -> tuple[str, int]:
    """Scan ``name}`` behind ``${``: return the name (":Error:" where there is none) and the index behind the brace."""
    start = index - 1
    length = len(text)
    name: list[str] = []
    closed = False
    while index < length:
        char = text[index]
        index += 1
        if char == "}":
            closed = True
            break
        if char == "`":
            if index >= length:
                break
            char, index = resolve_escape(text, index, report)
        elif in_string and char in DOUBLE_QUOTES:
            if index >= length:
                break
            if text[index] in DOUBLE_QUOTES:
                char = text[index]
                index += 1
        elif char == "{":
            report("OpenBraceNeedsToBeBackTickedInVariableName", index, index + 1)
        name.append(char)
    if not closed:
        report("IncompleteDollarVariableReference", start, length, incomplete=True)
    if not name:
        if closed:
            report("EmptyVariableReference", index - 1, index)
        return ":Error:", index
    return "".join(name), index


_SCOPES = ("global", "local", "private", "script")


def split_variable_path(name: str) -> tuple[str, str]:
    """Split a user path into its scope or drive (lower-case scope name, drive as written, or "") and the rest.

    ``variable:`` is passed over: ``variable:global:x`` has the scope "global".
    """
    lower = name.lower()
    for scope in _SCOPES:
        if lower.startswith(scope + ":"):
            return scope, name[len(scope) + 1 :]
    if lower.startswith("variable:"):
        return "variable", name[9:]
    colon = name.find(":")
    if colon == 0:
        return "", name[1:]
    return (name[:colon], name[colon + 1 :]) if colon > 0 else ("", name)


def check_variable_path(name: str, start: int, end: int, report: Report, braced: bool = False) -> None:
    """Report a variable whose path has a scope or drive but no name."""
    scope, rest = split_variable_path(name)
    if rest:
        return
    if braced:
        report("InvalidBracedVariableReference", start, end)
    elif scope and scope not in (*_SCOPES, "variable"):
        report("InvalidVariableReferenceWithDrive", start, end)
    else:
        report("InvalidVariableReference", start, end)
