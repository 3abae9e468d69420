"""Tokens of the fast pass that need more than a regular expression: strings with parts, odd numbers, generic types.

Each function reads one token: it gets the parser, the token's start and the parser's state, and returns the terminal, its
value and the index behind it. What would be an error raises `Rejected`; the error pass then reads the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pwsh_emu.language import lexer, strings
from pwsh_emu.language.ast import (
    ConstantExpressionAst,
    ExpandableStringExpressionAst,
    ExpressionAst,
    StringConstantExpressionAst,
    TypeConstraintAst,
    TypeName,
    UsingExpressionAst,
    VariableExpressionAst,
)
from pwsh_emu.language.characters import (
    DASHES,
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
    TOKEN_ENDS,
    LateRegex,
    ends_number,
    is_identifier_follow,
    is_identifier_start,
    is_variable_start,
)
from pwsh_emu.language.lexer import TERMINAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from pwsh_emu.language.lalr import FastParser

Row = dict[int, int]
Scanned = tuple[int, "Any", int]

_BAREWORD = TERMINAL["BAREWORD"]
_COMMAND_NAME = TERMINAL["COMMAND_NAME"]
_LABEL = TERMINAL["LABEL"]
_NAME = TERMINAL["NAME"]
_NUMBER = TERMINAL["NUMBER"]
_STRING = TERMINAL["STRING"]
_VARIABLE = TERMINAL["VARIABLE"]


class Rejected(Exception):
    """The fast pass does not take a text: it is wrong, or one of the few forms left to the error pass."""


def reject(*_: Any, **__: Any) -> NoReturn:
    """Reject a text; stands in for the `strings.Report` of the error pass."""
    raise Rejected


def variable(start: int, end: int, name: str, splatted: bool = False) -> ExpressionAst:
    """Make the node of a variable; ``$using:x`` is a UsingExpression around it."""
    if ":" in name:
        scope, rest = strings.split_variable_path(name)
        if scope.lower() == "using" and rest:
            return UsingExpressionAst(start, end, VariableExpressionAst(start, end, rest, splatted))
    return VariableExpressionAst(start, end, name, splatted)


# --- strings --------------------------------------------------------------------------------------------------------

_PIECE = LateRegex(
    r"""([^$`"\u201c\u201d\u201e]++)()                                             # literal text
      | \$([A-Za-z0-9_][A-Za-z0-9_?]*+(?::[A-Za-z0-9_?]++)*+)(?!:(?!:)|[^\x00-\x7f])()   # a plain variable
      | ([`"$\u201c\u201d\u201e])""",
    re.VERBOSE,
)


def quoted(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a string in quotes of any kind."""
    text = parser.text
    if text[start] in SINGLE_QUOTES:
        value, end = strings.scan_single_quoted(text, start + 1, reject)
        return _STRING, StringConstantExpressionAst(start, end, value, "SingleQuoted"), end
    into = strings.ExpandableText()
    end = strings.scan_double_quoted(text, start + 1, into, reject)
    return _STRING, _expandable(parser, start, end, into, "DoubleQuoted"), end


def double_quoted(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``"…"`` with parts."""
    text = parser.text
    match = _PIECE.match
    parts: list[str | ExpressionAst] = []
    literal = ""
    index = start + 1
    value: list[str] = []
    while True:
        found = match(text, index)
        if found is None:
            raise Rejected
        group = found.lastindex
        if group == 2:
            piece = found[1]
            index = found.end()
            literal += piece
            value.append(piece)
        elif group == 4:
            if literal:
                parts.append(literal)
                literal = ""
            end = found.end()
            parts.append(variable(index, end, found[3]))
            value.append(text[index:end])
            index = end
        else:
            sign = found[5]
            index += 1
            if sign in DOUBLE_QUOTES:
                if text[index : index + 1] and text[index] in DOUBLE_QUOTES:
                    literal += text[index]
                    value.append(text[index])
                    index += 1
                    continue
                break
            into = strings.ExpandableText()
            if sign == "`":
                index = strings.scan_backtick(text, index, into, reject)
                literal += into.value
                value.append(into.value)
                continue
            index = strings.scan_dollar(text, index, into, reject)
            value.append(into.value)
            if not into.expandable:
                literal += into.value
                continue
            if literal:
                parts.append(literal)
                literal = ""
            parts.extend(_parts(parser, into))
    if not parts:
        return _STRING, StringConstantExpressionAst(start, index, literal, "DoubleQuoted"), index
    if literal:
        parts.append(literal)
    return _STRING, ExpandableStringExpressionAst(start, index, "".join(value), "DoubleQuoted", parts), index


def here_string(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``@'`` or ``@"`` to its footer."""
    text = parser.text
    into = strings.ExpandableText()
    end, sound = strings.scan_here_string(text, start + 2, into, reject)
    if not sound:
        raise Rejected
    if text[start + 1] in SINGLE_QUOTES:
        return _STRING, StringConstantExpressionAst(start, end, into.value, "SingleQuotedHereString"), end
    return _STRING, _expandable(parser, start, end, into, "DoubleQuotedHereString"), end


def _expandable(parser: FastParser, start: int, end: int, into: strings.ExpandableText, kind: str) -> ExpressionAst:
    if into.expandable:
        return ExpandableStringExpressionAst(start, end, into.value, kind, _parts(parser, into))
    return StringConstantExpressionAst(start, end, into.value, kind)


def _parts(parser: FastParser, into: strings.ExpandableText) -> list[str | ExpressionAst]:
    parts: list[str | ExpressionAst] = []
    for part in into.parts:
        if isinstance(part, strings.NestedVariable):
            parts.append(variable(part.start, part.end, part.name))
        elif isinstance(part, strings.NestedSubExpression):
            parts.append(parser.expansion(part))
        else:
            parts.append(part)
    return parts


# --- words of commands ----------------------------------------------------------------------------------------------

_LABEL_AND_QUOTE = LateRegex(r""":\w+['"`$\u2018-\u201e]""")
_QUOTES = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES)
_PLAIN = LateRegex("[^" + re.escape(TOKEN_ENDS + SINGLE_QUOTES + DOUBLE_QUOTES + "`$") + "]+")


def _generic(parser: FastParser, index: int) -> tuple[strings.ExpandableText, int]:
    """Read a token of a command up to what ends it, quoted pieces and variables included."""
    text = parser.text
    length = parser.length
    into = strings.ExpandableText()
    if _LABEL_AND_QUOTE.match(text, index, length):
        raise Rejected  # PowerShell takes that quote as it stands
    if text[index] in DASHES:
        # what looks like a parameter up to a quote is taken as it stands
        word = lexer.PARAMETER.match(text, index, length)
        if word is not None and word[1] is None and word.end() < length and text[word.end()] in _QUOTES:
            into.add(word[0])
            index = word.end()
    while index < length:
        plain = _PLAIN.match(text, index, length)
        if plain:
            into.add(plain[0])
            index = plain.end()
            continue
        char = text[index]
        if char in TOKEN_ENDS:
            break
        index += 1
        if char == "`" and index >= length and not into.value:
            raise Rejected
        if char == "`":
            index = strings.scan_backtick(text, index, into, reject)
        elif char in SINGLE_QUOTES:
            value, index = strings.scan_single_quoted(text, index, reject)
            into.add(value)
        elif char in DOUBLE_QUOTES:
            index = strings.scan_double_quoted(text, index, into, reject)
        else:
            index = strings.scan_dollar(text, index, into, reject)
    return into, index


def generic_command(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a command's name: variables in it are not expanded."""
    if _COMMAND_NAME not in row:
        raise Rejected
    into, end = _generic(parser, start)
    if end == start:
        raise Rejected
    return _COMMAND_NAME, StringConstantExpressionAst(start, end, into.value, "BareWord"), end


def generic_argument(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read an argument that is no operand."""
    into, end = _generic(parser, start)
    if end == start:
        raise Rejected
    if into.expandable:
        return _BAREWORD, ExpandableStringExpressionAst(start, end, into.value, "BareWord", _parts(parser, into)), end
    if into.value == "--%":
        raise Rejected
    return _BAREWORD, StringConstantExpressionAst(start, end, into.value, "BareWord"), end


def dashed_command(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a parameter where a command's name stands: it is the name."""
    found = lexer.PARAMETER.match(parser.text, start, parser.length)
    if found is None or (found[1] is None and parser.text[found.end() : found.end() + 1] in _QUOTES):
        return generic_command(parser, start, row)
    return _COMMAND_NAME, StringConstantExpressionAst(start, found.end(), found[0], "BareWord"), found.end()


_VERBATIM_END = LateRegex(
    r"""(?: [^\r\n"\u201c\u201d\u201e|&]                                        # anything up to a pipe or "&&"
          | &(?!&)
          | ["\u201c\u201d\u201e] [^\r\n"\u201c\u201d\u201e]* (?:["\u201c\u201d\u201e]|(?=[\r\n]|\Z))  # those too inside quotes
        )*""",
    re.VERBOSE,
)
_WHITE_SPACE = LateRegex("[" + re.escape(TOKEN_ENDS.translate(str.maketrans("", "", "\0\r\n&(),;{|}"))) + "]*")


def verbatim(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``--%`` and the rest of its line."""
    text = parser.text
    sign = StringConstantExpressionAst(start, start + 3, "--%", "BareWord")
    space = _WHITE_SPACE.match(text, start + 3, parser.length)
    begin = space.end() if space else start + 3
    rest = _VERBATIM_END.match(text, begin, parser.length)
    end = rest.end() if rest else begin
    return TERMINAL["VERBATIM"], [sign, StringConstantExpressionAst(begin, end, text[begin:end], "BareWord")], end


_LOOP_BEHIND_LABEL = LateRegex(
    r""":([A-Za-z_][A-Za-z0-9_]*+)(?![^\s(){};,|&])
        (?= (?: [ \t\r\n\f\v\xa0] | \#[^\r\n]*[\r\n] | <\#(?s:.*?)\#> | `\r?\n )*
            (?:switch|foreach|for|while|do) (?![^\s(){};,|&]) )""",
    re.IGNORECASE | re.VERBOSE,
)


def label(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``:name`` before a loop; elsewhere it is a command's name."""
    found = _LOOP_BEHIND_LABEL.match(parser.text, start, parser.length)
    if found and _LABEL in row:
        return _LABEL, (found[1], start), found.end()
    if found:
        raise Rejected
    return generic_command(parser, start, row)


# --- variables and numbers ------------------------------------------------------------------------------------------


def dollar(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a variable that is not plain ASCII: in braces, with letters of other scripts, ``$$``; or what only begins like one."""
    text = parser.text
    splatted = text[start] == "@"
    command = _BAREWORD in row
    following = text[start + 1 : start + 2]
    if following == "{" and not splatted:
        name, end = strings.scan_braced_variable(text, start + 2, reject)
        if command and end < parser.length and text[end] not in TOKEN_ENDS and text[end] not in ".[":
            return generic_argument(parser, start, row)
        strings.check_variable_path(name, start, end, reject, braced=True)
        return _VARIABLE, variable(start, end, name), end
    if not following or not is_variable_start(following):
        if splatted:
            raise Rejected
        return (generic_argument if command else generic_command)(parser, start, row)
    end = strings.scan_variable_name(text, start + 1)
    if command and end < parser.length and text[end] not in TOKEN_ENDS and (following in "$?^" or text[end] not in ":.[="):
        return generic_argument(parser, start, row)
    name = text[start + 1 : end]
    strings.check_variable_path(name, start, end, reject)
    return _VARIABLE, variable(start, end, name, splatted), end


def number(parser: FastParser, start: int, row: Row, ternary: bool = False) -> Scanned:
    """Read a number, or the word that only begins like one."""
    from pwsh_emu.language.numbers import NUMBER, number_value

    text = parser.text
    found = NUMBER.match(text, start, parser.length)
    argument = _BAREWORD in row
    if found is not None and not (found["binary"] == "" and found[0][0] == "0"):
        end = found.end()
        behind = text[end] if end < parser.length else "\0"
        if behind in TOKEN_ENDS or (not argument and ends_number(behind, ternary)):
            value = number_value(found)
            if value is not None:
                return _NUMBER, ConstantExpressionAst(start, end, *value), end
            if not argument:
                raise Rejected
    if argument:
        return generic_argument(parser, start, row)
    if text[start] in "+-\u2013\u2014\u2015":
        raise Rejected
    return generic_command(parser, start, row)


def exclamation(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``!`` before a digit: an operator where a number follows, else part of a word (``!2x``)."""
    from pwsh_emu.language.numbers import NUMBER

    text = parser.text
    found = NUMBER.match(text, start + 1, parser.length)
    if found is None or found["hex"] is not None or found["binary"] is not None:
        return generic_command(parser, start, row)
    behind = text[found.end()] if found.end() < parser.length else "\0"
    if ends_number(behind):
        return TERMINAL["UNARY"], ("Exclaim", start, start + 1), start + 1
    return generic_command(parser, start, row)


def operand_number(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a number behind an operator: ``?`` and ``:`` end it."""
    return number(parser, start, row, ternary=True)


# --- types ----------------------------------------------------------------------------------------------------------

_TYPE_WORD = LateRegex(r"[^\W\d][\w.`+\#\\]*")
_SPACE = LateRegex(r"(?:[ \t\f\v\xa0]|\#[^\r\n]*|<\#(?s:.*?)\#>|`\r?\n)*")
_SKIPPED = LateRegex(r"(?:[ \t\r\n\f\v\xa0]|\#[^\r\n]*|<\#(?s:.*?)\#>|`\r?\n)*")


def bracket(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``[type]``, or ``[name(`` of an attribute."""
    text = parser.text
    type_name, index = _type_name(parser, skip_to_token(text, start + 1), True)
    index = _skip_space(text, index)
    sign = text[index : index + 1]
    if sign == "]":
        return TERMINAL["TYPE"], TypeConstraintAst(start, index + 1, type_name), index + 1
    if sign == "(":
        return TERMINAL["ATTRIBUTE"], (start, type_name), index + 1
    raise Rejected


def type_word(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a type's name that stands without brackets."""
    type_name, index = _type_name(parser, start, False)
    return TERMINAL["TYPE_NAME"], TypeConstraintAst(start, type_name.end, type_name), index


def generic_arguments(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read ``[type, type]`` between a method's name and its arguments."""
    text = parser.text
    arguments, index = _generic_arguments(parser, skip_to_token(text, start + 1))
    return TERMINAL["GENERIC_ARGUMENTS"], tuple(arguments), index


def skip_to_token(text: str, index: int) -> int:
    """Return the index behind white space, line breaks and comments."""
    found = _SKIPPED.match(text, index)
    return found.end() if found else index


def _skip_space(text: str, index: int) -> int:
    """Return the index behind white space and comments; line breaks may not stand everywhere in a type."""
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _type_name(parser: FastParser, index: int, assembly: bool, argument: bool = False) -> tuple[TypeName, int]:
    """Read a type's name; ``argument`` for one without brackets among type arguments, which takes no assembly."""
    from pwsh_emu.language import typenames

    text = parser.text
    word = _TYPE_WORD.match(text, index, parser.length)
    if word is None:
        raise Rejected
    start, end = word.span()
    name = word[0]
    result = typenames.simple_type(name, start, end)
    index = _skip_space(text, end)
    if text[index : index + 1] == "[" and index < parser.length:
        first = skip_to_token(text, index + 1)
        inside = first
        if text[first : first + 1] not in ("]", ","):
            arguments, end = _generic_arguments(parser, first)
            result = typenames.generic_type(name, arguments, start, end)
            index = _skip_space(text, end)
            inside = _skip_space(text, index + 1)
        while text[index : index + 1] == "[":
            rank = 1
            index = inside
            while text[index : index + 1] == ",":
                rank += 1
                index = _skip_space(text, index + 1)
            if text[index : index + 1] != "]" or rank > 32:
                raise Rejected
            end = index + 1
            result = typenames.array_type(result, rank, start, end)
            index = _skip_space(text, end)
            inside = _skip_space(text, index + 1)
    if assembly and not argument and text[index : index + 1] == ",":
        spec, index = _assembly(text, index + 1)
        if not spec.strip():
            raise Rejected
        if result.arguments or result.ranks:
            result = typenames.with_assembly(result, spec)
        else:
            result = typenames.simple_type(name, start, index, spec)
    elif not result.arguments and not result.ranks:
        return result, end
    return result, index


def _generic_arguments(parser: FastParser, index: int) -> tuple[list[TypeName], int]:
    """Read type arguments up to and with the closing bracket."""
    text = parser.text
    arguments: list[TypeName] = []
    while True:
        if text[index : index + 1] == "[":
            type_name, index = _type_name(parser, _skip_space(text, index + 1), True)
            index = _skip_space(text, index)
            if text[index : index + 1] != "]":
                raise Rejected
            index += 1
        else:
            type_name, index = _type_name(parser, index, False, True)
        arguments.append(type_name)
        index = skip_to_token(text, index)
        if text[index : index + 1] == "]":
            return arguments, index + 1
        if text[index : index + 1] != ",":
            raise Rejected
        index = skip_to_token(text, index + 1)


def _assembly(text: str, index: int) -> tuple[str, int]:
    """Read an assembly's name with its properties, as ``a, b=c``."""

    def piece(index: int) -> tuple[str, int]:
        while index < len(text) and text[index] in " \t\f\v\xa0":
            index += 1
        start = index
        while index < len(text) and text[index] not in "],=\0\r\n \t\f\v\xa0":
            index += 1
        end = index
        while index < len(text) and text[index] in " \t\f\v\xa0":
            index += 1
        return text[start:end], index

    name, index = piece(index)
    while text[index : index + 1] == ",":
        word, index = piece(index + 1)
        name += ", " + word
        if text[index : index + 1] == "=":
            word, index = piece(index + 1)
            name += "=" + word
    return name, index


# --- names ----------------------------------------------------------------------------------------------------------


def letters(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read a name with letters beyond ASCII."""
    if _NAME not in row:
        raise Rejected
    end = _name_end(parser, start)
    return _NAME, StringConstantExpressionAst(start, end, parser.text[start:end], "BareWord"), end


def _name_end(parser: FastParser, start: int) -> int:
    text = parser.text
    if not is_identifier_start(text[start]):
        raise Rejected
    index = start + 1
    while index < parser.length and is_identifier_follow(text[index]):
        index += 1
    return index


def member_operand(parser: FastParser, start: int, row: Row) -> Scanned:
    """Read what names a member but is no plain word: a variable, a string, a number, a name with letters beyond ASCII."""
    text = parser.text
    char = text[start]
    value: Any
    if char == "$":
        _, value, end = dollar(parser, start, row)
        if end < parser.length and text[end] not in TOKEN_ENDS and text[end] not in ".[=:]+-*/%!<>?":
            raise Rejected
    elif char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
        _, value, end = quoted(parser, start, row)
    elif char.isdigit():
        _, value, end = number(parser, start, row)
    else:
        end = _name_end(parser, start)
        value = StringConstantExpressionAst(start, end, text[start:end], "BareWord")
    follows = end < parser.length and (text[end] in "({" or lexer.TYPE_ARGUMENTS_AND_CALL.match(text, end, parser.length) is not None)
    return TERMINAL["METHOD"] if follows else TERMINAL["MEMBER"], value, end


SCANNERS: dict[int, Callable[[FastParser, int, Row], Scanned]] = {
    lexer.QUOTE: quoted,
    lexer.HERE_STRING: here_string,
    lexer.DOLLAR: dollar,
    lexer.NUMBER_TEXT: number,
    lexer.OPERAND_NUMBER: operand_number,
    lexer.EXCLAMATION: exclamation,
    lexer.DASHED_COMMAND: dashed_command,
    lexer.BRACKET: bracket,
    lexer.GENERIC_COMMAND: generic_command,
    lexer.GENERIC_ARGUMENT: generic_argument,
    lexer.VERBATIM_SIGN: verbatim,
    lexer.LABEL_SIGN: label,
    lexer.TYPE_START: type_word,
    lexer.LETTER: letters,
    lexer.TYPE_ARGUMENTS: generic_arguments,
    lexer.MEMBER_OPERAND: member_operand,
}
