"""The fast pass's lexer: regular expressions for each mode, built when a mode is first used.

PowerShell's tokens depend on where they stand. The parse table names the mode of each parser state (grammar/build.py works
them out): ``kind.adjacent.space``, for example "argument.member.pipe". The kind says which tokens may come, "adjacent"
which may stand directly behind the last token (``.member``, ``[index]``), "space" what is passed over.

An expression ends each alternative with an empty group, so that `re.Match.lastindex` tells which one matched; codes
below `FIRST_CODE` are terminals whose value is their start, the others are read by `pwsh_emu.language.lalr`.

Most text is ASCII, and comments are rare between two tokens: `quick_mode` knows nothing else, which makes its expressions small
(compiling them is a good part of the shell's start). Where it finds nothing, `find` looks again with all that may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pwsh_emu.language.characters import LateRegex
from pwsh_emu.language.table import TERMINALS
from pwsh_emu.language.tokens import OPERATORS, PRECEDENCE, UNARY

Mode = tuple[Callable[..., "re.Match[str] | None"], tuple[int, ...], int]
"""An expression's ``match``, the code of each group, and the group that marks where the token starts."""

Found = tuple["re.Match[str]", tuple[int, ...], int]
"""A match, the code of each group, and the group that marks where the token starts."""

TERMINAL = {name: number for number, name in enumerate(TERMINALS)}

FIRST_CODE = 100
(
    VARIABLE,
    WORD,
    COMMAND_TEXT,
    BAREWORD_TEXT,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    INTEGER,
    SIMPLE_NAME,
    PARAMETER_TEXT,
    OPERATOR_WORD,
    OPERATOR_SIGN,
    SIMPLE_TYPE,
    SIMPLE_ATTRIBUTE,
    MEMBER_DOT,
    MEMBER_STATIC,
    MEMBER_QUESTION,
    ELEMENT,
    ELEMENT_QUESTION,
    CHAIN_SIGN,
    ASSIGNMENT_SIGN,
    UNARY_WORD,
    UNARY_SIGN,
    INCREMENT_SIGN,
    PARAMETER_COLON_TEXT,
    INVOKE_SIGN,
    SPLATTED,
    PUNCTUATION_WORD,
    FUNCTION_TEXT,
    REDIRECTION,
    DOUBLE_DASH,
    BLOCK_KEYWORD,
    FLAG,
    TYPE_ARGUMENTS,
    MEMBER_TEXT,
    METHOD_TEXT,
    MEMBER_OPERAND,
    REQUIRES,
    # Tokens that need more than an expression: read by the functions of pwsh_emu.language.scanning.
    QUOTE,
    HERE_STRING,
    DOLLAR,
    NUMBER_TEXT,
    BRACKET,
    GENERIC_COMMAND,
    GENERIC_ARGUMENT,
    VERBATIM_SIGN,
    LABEL_SIGN,
    TYPE_START,
    LETTER,
    OPERAND_NUMBER,
    EXCLAMATION,
    DASHED_COMMAND,
) = range(FIRST_CODE, FIRST_CODE + 51)


# Classes of characters as in pwsh_emu.language.characters, spelled short: long classes take long to compile. ``\s`` is
# PowerShell's white space but for four control characters, which are sent the slow way.
_DASHES = r"\-\u2013-\u2015"
_ENDS = r"\s\x00&(),;{|}"
_QUOTES = r"'\"\u2018-\u201e"
_NOT_ASCII = r"[^\x00-\x7f]"
_ASCII_ENDS = r"\t-\r \x00&(),;{|}"
_ASCII_WORD = r"!#%*+\-./0-:<-_a-z~"
"""What may stand in a command's word, spelled in ASCII."""


class _Whole:
    """How tokens are spelled; ``quick`` is true where only ASCII is known."""

    quick = False
    ends = _ENDS
    end = rf"(?![^{_ENDS}]|[\x1c-\x1f])"
    """What must follow a token that only certain characters end; holds at the end of the text."""
    dash = f"[{_DASHES}]"
    dash_sign = f"[{_DASHES}]"
    quotes = _QUOTES
    strings = (r"'[^'\u2018-\u201b]*+'(?!['\u2018-\u201b])", r'"[^"\u201c-\u201e$`]*+"(?!["\u201c-\u201e])')
    word = f"[^{_ENDS}{_QUOTES}`$]"
    word_start = f"[^{_ENDS}{_QUOTES}`$0-9@\\#<>\\]*.{_DASHES}]"
    function_start = rf"(?![1-6]>)[^{_ENDS}{_QUOTES}`$@<>\#\]{_DASHES}]"
    dashed_word = ""
    parameter_rest = rf"[^{_ENDS}.\[:{_QUOTES}]*+"
    parameter_end = f"(?![:{_QUOTES}])"


class _Quick(_Whole):
    """How tokens are spelled in ASCII. What fails for a character behind it that is none is looked for again."""

    quick = True
    ends = _ASCII_ENDS
    end = f"(?![^{_ASCII_ENDS}])"
    dash = r"\-"
    dash_sign = rf"\-(?!{_NOT_ASCII})"
    quotes = "'\""
    strings = (r"'[\x00-&(-\x7f]*+'(?!'|[^\x00-\x7f])", r'"[\x00-!#%-_a-\x7f]*+"(?!"|[^\x00-\x7f])')
    word = f"[{_ASCII_WORD}]"
    word_start = r"[!%+/:=?A-Z\[\\^_a-z~]"
    function_start = "[A-Za-z_]"
    dashed_word = "(?![A-Za-z_?])"
    parameter_rest = r"[A-Za-z0-9_?\-]*+"
    parameter_end = rf"(?![^{_ASCII_ENDS}.\[])"


_LINE_BREAK = r"(?:\r\n?|\n)"
_RARE_SPACE = r"[^\S \t\r\n\x1c-\x1f]"
_ANY_SPACE = r"[^\S\r\n\x1c-\x1f]"
_BLOCK_COMMENT = r"<\#[^\#]*+(?:\#(?!>)[^\#]*+)*+\#>"
_REQUIRES_WORD = "[Rr][Ee][Qq][Uu][Ii][Rr][Ee][Ss]"
_COMMENT = rf"\#(?!{_REQUIRES_WORD})[^\r\n]*+|{_BLOCK_COMMENT}"
_CONTINUATION = rf"`(?:{_LINE_BREAK}|{_ANY_SPACE})"
_RARE = f"{_RARE_SPACE}|{_COMMENT}|{_CONTINUATION}"
_COMMENT_LINE = rf"{_ANY_SPACE}*+(?:(?:{_BLOCK_COMMENT}{_ANY_SPACE}*+)++(?:\#[^\r\n]*+)?|\#[^\r\n]*+){_LINE_BREAK}"
_NEXT_LINE_PIPE = rf"{_LINE_BREAK}(?=(?:{_COMMENT_LINE})*+{_ANY_SPACE}*+(?:{_BLOCK_COMMENT}{_ANY_SPACE}*+)*+\|)"
_SPACE = {
    "line": rf"[ \t]*+(?:(?:{_RARE})[ \t]*+)*+",
    "pipe": rf"[ \t]*+(?:(?:{_RARE}|{_NEXT_LINE_PIPE})[ \t]*+)*+",
    "lines": rf"[ \t\r\n]*+(?:(?:{_RARE})[ \t\r\n]*+)*+",
    "semis": rf"[ \t\r\n;]*+(?:(?:{_RARE})[ \t\r\n;]*+)*+",
}
_QUICK_SPACE = {"line": r"[ \t]*+", "pipe": r"[ \t]*+", "lines": r"[ \t\r\n]*+", "semis": r"[ \t\r\n;]*+"}

_PATH = r"[A-Za-z0-9_][A-Za-z0-9_?]*+(?::[A-Za-z0-9_?]++)*+"
_PATH_END = rf"(?!:(?!:)|{_NOT_ASCII})"
_NUMBER_END = r"!\#%*+\-/<=>\]"
_PARAMETER = rf"{_Whole.dash}[A-Za-z_?]{_Whole.parameter_rest}"
_FOREIGN_PARAMETER = rf"{_Whole.dash}[^\W\d\x00-\x7f]{_Whole.parameter_rest}"

_TYPE_ARGUMENTS = r"\[(?=\s*[^\W\d][\w\s.`+,\[\]\\]*\][({])"

Alternatives = list[tuple[str, int]]


def _terminals(**signs: str) -> Alternatives:
    return [(pattern, TERMINAL[name]) for name, pattern in signs.items()]


_OPENINGS = _terminals(LPAREN=r"\(", AT_CURLY=r"@\{", AT_PAREN=r"@\(", DOLLAR_PAREN=r"\$\(", LCURLY=r"\{")
_CLOSINGS = _terminals(RPAREN=r"\)", RCURLY=r"\}", RBRACKET=r"\]")
_VARIABLES: Alternatives = [
    (rf"\${_PATH}{_PATH_END}", VARIABLE),
    (rf"@{_PATH}{_PATH_END}", SPLATTED),
]
_ANY_DOLLAR: Alternatives = [(r"\$[$?^]", VARIABLE), (r"\$", DOLLAR), ("@", DOLLAR)]
_TYPES: Alternatives = [
    (r"\[[A-Za-z_][A-Za-z0-9_.]*+\]", SIMPLE_TYPE),
    (r"\[[A-Za-z_][A-Za-z0-9_.]*+\(", SIMPLE_ATTRIBUTE),
    (r"\[", BRACKET),
]
_WORD = "[A-Za-z_][A-Za-z0-9_]*+"
_SIGNS_BEHIND: Alternatives = [
    (r"\|\||&&", CHAIN_SIGN),
    *_terminals(AMP="&"),
    (r"(?:[1-6]|\*)?>(?:>|&[12])?", REDIRECTION),
]


def _strings(form: type[_Whole]) -> Alternatives:
    single, double = form.strings
    return [(single, SINGLE_QUOTED), (double, DOUBLE_QUOTED), (f"[{form.quotes}]", QUOTE)]


def _endings(form: type[_Whole], goes_on: str) -> Alternatives:
    """Return what ends a statement; ``goes_on`` is what goes on with it at the start of a line."""
    behind = rf"(?![ \t\r\n]*+(?:{goes_on}|[\#<`\x0b\x0c]|{_NOT_ASCII}))" if goes_on else ""
    requires = [] if form.quick else [(rf"\#{_REQUIRES_WORD}[^\r\n]*+", REQUIRES)]
    return [*_terminals(NL=_LINE_BREAK + behind, SEMI=";"), (r"\Z", TERMINAL["$END"]), *requires]


def _letter(form: type[_Whole]) -> Alternatives:
    return [] if form.quick else [(r"[^\W\d]", LETTER)]


def _integer(form: type[_Whole], ends: str) -> Alternatives:
    return [(rf"[0-9]{{1,9}}+(?![^{form.ends}{ends}.])(?!\.(?!\.))", INTEGER)]


def _unary(form: type[_Whole]) -> Alternatives:
    dash = form.dash
    return [
        (rf"!(?![A-Za-z_0-9.]|{_NOT_ASCII})", UNARY_SIGN),
        (r"!(?=[0-9.])", EXCLAMATION),
        (rf"{dash}[A-Za-z]++", UNARY_WORD),
        (rf"\+\+|{dash}{dash}", UNARY_SIGN),
        (rf"(?:\+|{dash})(?![0-9.=]|{_NOT_ASCII})", UNARY_SIGN),
    ]


def _operand(form: type[_Whole], number_ends: str, comma: bool, ternary: bool = False) -> Alternatives:
    return [
        *_VARIABLES,
        *_strings(form),
        *_integer(form, number_ends + ("?:" if ternary else "")),
        *_TYPES,
        *_OPENINGS,
        (f"@[{form.quotes}]", HERE_STRING),
        *([(",", TERMINAL["UNARY_COMMA"])] if comma else []),
        (rf"(?:\+|{form.dash})?(?:[0-9]|\.[0-9])", OPERAND_NUMBER if ternary else NUMBER_TEXT),
        *_unary(form),
        *_ANY_DOLLAR,
    ]


def _operator(form: type[_Whole], goes_on: str) -> Alternatives:
    dash = form.dash
    return [
        (rf"{dash}[A-Za-z]++", OPERATOR_WORD),
        *_terminals(EQUALS="="),
        *_terminals(COMMA=","),
        *_CLOSINGS,
        *_terminals(PIPE=r"\|(?!\|)"),
        *_endings(form, goes_on),
        (rf"\+\+|{dash}{dash}", INCREMENT_SIGN),
        (rf"(?:[+*/%]|{dash}|\?\?)=", ASSIGNMENT_SIGN),
        (rf"\+|\.\.|\*(?!>)|[/%]|{form.dash_sign}|\?\?", OPERATOR_SIGN),
        *_terminals(QUESTION=r"\?", COLON=":(?!:)"),
        *_SIGNS_BEHIND,
        *_terminals(LCURLY=r"\{"),
    ]


def _start(form: type[_Whole], goes_on: str) -> Alternatives:
    generic = r"[%?/\\~^]|\.(?=[/\\])" if form.quick else rf"(?!\*>)[^\x00#<>=,|&@\]{_DASHES}+]"
    return [
        *_VARIABLES,
        (_WORD + form.end, WORD),
        (rf"[A-Za-z_]{form.word}*+{form.end}", COMMAND_TEXT),
        *_terminals(RCURLY=r"\}", RPAREN=r"\)"),
        *_TYPES,
        *_strings(form),
        *_integer(form, _NUMBER_END),
        *_OPENINGS,
        (f"@[{form.quotes}]", HERE_STRING),
        *_endings(form, goes_on),
        (rf"&(?!&)|\.(?![^{form.ends}$\"'])", INVOKE_SIGN),
        *_terminals(UNARY_COMMA=","),
        (rf"(?:\+|{form.dash})?(?:[0-9]|\.[0-9])", NUMBER_TEXT),
        *_unary(form),
        *_ANY_DOLLAR,
        (":", LABEL_SIGN),
        (generic, GENERIC_COMMAND),
    ]


def _argument(form: type[_Whole], goes_on: str) -> Alternatives:
    dash = form.dash
    path_end = rf"(?![^{form.ends}.\[=:]|:(?!:))"
    parameter = rf"{dash}[A-Za-z_?]{form.parameter_rest}"
    foreign: Alternatives = [(rf"{_FOREIGN_PARAMETER}{form.parameter_end}", PARAMETER_TEXT), (rf"{_FOREIGN_PARAMETER}:", PARAMETER_COLON_TEXT)]
    generic = rf"{form.word_start}(?={form.word}*+[$`'\"])" if form.quick else r"[^\x00#<>@]"
    return [
        (parameter + form.parameter_end, PARAMETER_TEXT),
        (rf"\${_PATH}{path_end}", VARIABLE),
        *_strings(form),
        (rf"[0-9]{{1,9}}+{form.end}", INTEGER),
        (rf"(?:{form.word_start}|\*(?!>)|\.(?![0-9])){form.word}*+{form.end}", BAREWORD_TEXT),
        (r"\.(?=[$\"'])", BAREWORD_TEXT),
        *_OPENINGS,
        *_endings(form, goes_on),
        *_terminals(PIPE=r"\|(?!\|)", COMMA=",", RPAREN=r"\)", RCURLY=r"\}"),
        (rf"{parameter}:", PARAMETER_COLON_TEXT),
        *([] if form.quick else foreign),
        (rf"@{_PATH}{path_end}", SPLATTED),
        (f"@[{form.quotes}]", HERE_STRING),
        *_SIGNS_BEHIND,
        (rf"{dash}{dash}{form.end}", DOUBLE_DASH),
        (rf"--%{form.end}", VERBATIM_SIGN),
        (rf"{dash}{form.dashed_word}{form.word}*+{form.end}", BAREWORD_TEXT),
        (r"\]", BAREWORD_TEXT),
        (r"[0-9]|\.[0-9]", NUMBER_TEXT),
        (r"\$", DOLLAR),
        (generic, GENERIC_ARGUMENT),
    ]


def _function(form: type[_Whole], goes_on: str) -> Alternatives:
    return [(f"{form.function_start}{form.word}*+{form.end}", FUNCTION_TEXT)]


def _name(form: type[_Whole], goes_on: str) -> Alternatives:
    return [
        (rf"{_WORD}(?!{_NOT_ASCII})", SIMPLE_NAME),
        *_operand(form, _NUMBER_END, False),
        *_CLOSINGS,
        *_terminals(COLON=":", EQUALS="=", COMMA=","),
        *_endings(form, goes_on),
        *_letter(form),
    ]


def _member(form: type[_Whole], goes_on: str) -> Alternatives:
    return [
        (rf"{_WORD}(?!{_NOT_ASCII}|[({{\[])", MEMBER_TEXT),
        (rf"{_WORD}(?=[({{]|{_TYPE_ARGUMENTS})", METHOD_TEXT),
        (rf"{_WORD}(?=\[)", MEMBER_TEXT),
        *_terminals(LPAREN=r"\(", DOLLAR_PAREN=r"\$\("),
        (rf"[${form.quotes}]|[0-9]", MEMBER_OPERAND),
        (r"[^\W\d]", MEMBER_OPERAND),
    ]


def _punctuation(form: type[_Whole], goes_on: str) -> Alternatives:
    return [
        *_VARIABLES,
        *_TYPES,
        *_terminals(LCURLY=r"\{", RPAREN=r"\)", COMMA=",", EQUALS="=", LPAREN=r"\(", RCURLY=r"\}", RBRACKET=r"\]", COLON=":"),
        *_terminals(DOLLAR_PAREN=r"\$\("),
        (_WORD + form.end, PUNCTUATION_WORD),
        (rf"{form.dash}[A-Za-z]++", FLAG),
        *_endings(form, goes_on),
        *_ANY_DOLLAR,
        *_letter(form),
    ]


def _alternatives(kind: str, form: type[_Whole], goes_on: str = "") -> Alternatives:
    """Return what may come in a mode, the first that matches first; ``goes_on``: what a line begins with that is no new statement."""
    match kind:
        case "start" | "behind_if" | "behind_catch":
            return _start(form, goes_on)
        case "operand":
            closings = [*_terminals(RPAREN=r"\)", RBRACKET=r"\]"), (_WORD + form.end, PUNCTUATION_WORD)]
            return [*_operand(form, _NUMBER_END, True, True), *closings, *_endings(form, goes_on)]
        case "first_operand":
            return [*_operand(form, _NUMBER_END, True), *_terminals(RPAREN=r"\)", RBRACKET=r"\]"), *_endings(form, goes_on)]
        case "operand_or_operator":
            return [*_operand(form, _NUMBER_END, False, True), *_operator(form, goes_on)]
        case "call":
            return [*_terminals(CALL_PAREN=r"\(", CALL_CURLY=r"\{"), (r"\[", TYPE_ARGUMENTS)]
        case "type":
            return [(r"[^\W\d]", TYPE_START)]
    kinds = {"operator": _operator, "name": _name, "member": _member, "argument": _argument, "function": _function, "punctuation": _punctuation}
    return kinds[kind](form, goes_on)


_COMMENTS = rf"(?:{_BLOCK_COMMENT})*+"
_EXPRESSION_ACCESS: Alternatives = [
    (r"\.(?!\.)", MEMBER_DOT),
    ("::", MEMBER_STATIC),
    (r"\?\.", MEMBER_QUESTION),
]
_NOT_BEFORE_SPACE = rf"(?![\x00\r\n]|{_ANY_SPACE}|\Z)"
_ARGUMENT_ACCESS: Alternatives = [
    (rf"\.(?!\.){_NOT_BEFORE_SPACE}", MEMBER_DOT),
    (rf"::{_NOT_BEFORE_SPACE}", MEMBER_STATIC),
    (r"\?\.", MEMBER_QUESTION),
]
_ELEMENTS: Alternatives = [(r"\[", ELEMENT), (r"\?\[", ELEMENT_QUESTION)]
_BLOCK_WORDS = {
    "behind_if": "[Ee][Ll][Ss][Ee](?:[Ii][Ff])?+",
    "behind_catch": "(?:[Cc][Aa][Tt][Cc][Hh]|[Ff][Ii][Nn][Aa][Ll][Ll][Yy])",
}
"""Words that go on with a statement behind line breaks, which are tokens where none of them follows."""


def _spelled(alternatives: Alternatives, codes: list[int]) -> str:
    codes.extend(code for _, code in alternatives)
    return "|".join(f"(?:{pattern})()" if "|" in pattern else f"{pattern}()" for pattern, _ in alternatives)


def _adjacent(kind: str, adjacent: str) -> Alternatives:
    access = _ARGUMENT_ACCESS if kind == "argument" else _EXPRESSION_ACCESS
    return access if adjacent == "type" else [*access, *_ELEMENTS]


def quick_mode(name: str) -> Mode:
    """Compile what finds a mode's tokens where they are ASCII and only blanks stand before them."""
    kind, adjacent, space = name.split(".")
    pieces: list[str] = []
    codes: list[int] = [0]
    if adjacent != "none":
        pieces.append(f"(?:{_spelled(_adjacent(kind, adjacent), codes)})")
    if kind in _BLOCK_WORDS:
        codes.append(0)
        pieces.append(f"{_QUICK_SPACE['lines']}(){_BLOCK_WORDS[kind]}{_Quick.end}{_spelled([('', BLOCK_KEYWORD)], codes)}")
    start = len(codes)
    codes.append(0)
    passed = "" if kind == "call" else _QUICK_SPACE[space]
    goes_on = r"\|" if space == "pipe" else _BLOCK_WORDS.get(kind, "")
    pieces.append(f"{passed}()(?:{_spelled(_alternatives(kind, _Quick, goes_on), codes)})")
    return re.compile("|".join(pieces)).match, tuple(codes), start


@cache
def _space(name: str) -> Callable[..., re.Match[str]]:
    return re.compile(_SPACE[name]).match  # type: ignore[return-value] # it matches nothing at least


@cache
def _mode_at(kind: str, form: type[_Whole]) -> Mode:
    """Compile what finds the tokens of a kind where they start."""
    codes = [0, 0]
    pattern = f"()(?:{_spelled(_alternatives(kind, form), codes)})"
    return re.compile(pattern).match, tuple(codes), 1


@cache
def _adjacent_mode(kind: str, adjacent: str) -> Mode:
    codes = [0]
    pattern = f"{_COMMENTS}(?:{_spelled(_adjacent(kind, adjacent), codes)})"
    return re.compile(pattern).match, tuple(codes), 0


@cache
def _block_word_mode(kind: str) -> Mode:
    codes = [0]
    pattern = f"{_SPACE['lines']}{_BLOCK_WORDS[kind]}{_Whole.end}{_spelled([('', BLOCK_KEYWORD)], codes)}"
    return re.compile(pattern).match, tuple(codes), 0


def find(name: str, text: str, pos: int, end: int) -> Found | None:
    """Find a mode's next token behind comments and where it is not ASCII: the match, the code of each group, the group at its start."""
    kind, adjacent, space = name.split(".")
    first: list[Mode] = []
    if adjacent != "none" and text.startswith("<#", pos):
        first.append(_adjacent_mode(kind, adjacent))
    if kind in _BLOCK_WORDS:
        first.append(_block_word_mode(kind))
        kind = "start"
    for match, codes, group in first:
        found = match(text, pos, end)
        if found is not None:
            return found, codes, group
    if kind != "call":
        pos = _space(space)(text, pos, end).end()
    for form in (_Quick, _Whole):
        match, codes, group = _mode_at(kind, form)
        found = match(text, pos, end)
        if found is not None:
            return found, codes, group
    return None


PARAMETER = LateRegex(rf"(?:{_PARAMETER}|{_FOREIGN_PARAMETER})(:)?")
"""A parameter where a command's name stands."""

TYPE_ARGUMENTS_AND_CALL = LateRegex(_TYPE_ARGUMENTS)
"""A method's type arguments where its call follows."""


# --- words ----------------------------------------------------------------------------------------------------------

_KEYWORDS = """if elseif else switch foreach in for while do until try catch finally trap return throw exit break continue data
function param class enum base using"""

KEYWORDS = {word: TERMINAL[word.upper()] for word in _KEYWORDS.split()}
"""Words that are keywords where the parser's state has an action for them, and names elsewhere."""
KEYWORDS["filter"] = TERMINAL["FUNCTION"]
KEYWORDS.update(dict.fromkeys(("begin", "process", "end", "clean", "dynamicparam"), TERMINAL["NAMED_BLOCK"]))
KEYWORDS.update(dict.fromkeys(("static", "hidden"), TERMINAL["MODIFIER"]))
KEYWORDS.update(dict.fromkeys(("namespace", "module", "assembly", "type", "command"), TERMINAL["USING_KIND"]))

NAMED_WORDS = frozenset(TERMINAL[name] for name in ("FUNCTION", "NAMED_BLOCK", "MODIFIER", "USING_KIND"))
"""Keywords whose value is (start, word with a capital)."""

RESERVED = frozenset(("configuration", "workflow", "from", "define", "var", "parallel", "sequence", "using", "inlinescript"))
"""Words that the fast pass leaves to the error pass where a statement may start."""

UNARY_WORDS = {word: kind for word, kind in OPERATORS.items() if kind in UNARY}
BINARY_WORDS = {word: kind for word, kind in OPERATORS.items() if kind in PRECEDENCE}

SIGNS = {
    "+": "Plus", "-": "Minus", "*": "Multiply", "/": "Divide", "%": "Rem", "..": "DotDot", "??": "QuestionQuestion", "!": "Exclaim",
    "++": "PlusPlus", "--": "MinusMinus", "+=": "PlusEquals", "-=": "MinusEquals", "*=": "MultiplyEquals", "/=": "DivideEquals",
    "%=": "RemainderEquals", "??=": "QuestionQuestionEquals", "&&": "AndAnd", "||": "OrOr",
}  # fmt: skip
"""Token kinds of signs; other dashes stand for "-"."""

STREAMS = {"*": "All", "1": "Output", "2": "Error", "3": "Warning", "4": "Verbose", "5": "Debug", "6": "Information"}
