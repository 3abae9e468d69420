"""The fast pass's lexer: one regular expression for each mode, built when a mode is first used.

PowerShell's tokens depend on where they stand. The parse table names the mode of each parser state (grammar/build.py works
them out): ``kind.adjacent.space``, for example "argument.member.pipe". The kind says which tokens may come, "adjacent"
which may stand directly behind the last token (``.member``, ``[index]``), "space" what is passed over.

A mode's expression ends each alternative with an empty group, so that `re.Match.lastindex` tells which one matched; codes
below `FIRST_CODE` are terminals whose value is their start, the others are read by `pwsh_emu.language.lalr`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pwsh_emu.language.table import TERMINALS
from pwsh_emu.language.tokens import OPERATORS, PRECEDENCE, UNARY

Mode = tuple[Callable[..., "re.Match[str] | None"], tuple[int, ...], int]
"""An expression's ``match``, the code of each group, and the group that marks where the token starts."""

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
_DASH = f"[{_DASHES}]"
_SINGLE = r"'\u2018-\u201b"
_DOUBLE = r'"\u201c-\u201e'
_QUOTES = r"'\"\u2018-\u201e"
_ENDS = r"\s\x00&(),;{|}"
_END = rf"(?![^{_ENDS}]|[\x1c-\x1f])"
"""What must follow a token that only certain characters end; holds at the end of the text."""
_SPECIAL = f"{_ENDS}{_QUOTES}`$"
_NOT_ASCII = r"[^\x00-\x7f]"

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

_PATH = r"[A-Za-z0-9_][A-Za-z0-9_?]*+(?::[A-Za-z0-9_?]++)*+"
_PATH_END = rf"(?!:(?!:)|{_NOT_ASCII})"
_ARGUMENT_PATH_END = rf"(?![^{_ENDS}.\[=:]|:(?!:))"
_NUMBER_END = r"!\#%*+\-/<=>\]"
_PARAMETER = rf"{_DASH}[A-Za-z_?][^{_ENDS}.\[:{_QUOTES}]*+"
_FOREIGN_PARAMETER = rf"{_DASH}[^\W\d\x00-\x7f][^{_ENDS}.\[:{_QUOTES}]*+"

_TYPE_ARGUMENTS = r"\[(?=\s*[^\W\d][\w\s.`+,\[\]\\]*\][({])"

Alternatives = list[tuple[str, int]]


def _terminals(**signs: str) -> Alternatives:
    return [(pattern, TERMINAL[name]) for name, pattern in signs.items()]


_STRINGS: Alternatives = [
    (rf"'[^{_SINGLE}]*+'(?![{_SINGLE}])", SINGLE_QUOTED),
    (rf'"[^{_DOUBLE}$`]*+"(?![{_DOUBLE}])', DOUBLE_QUOTED),
    (f"[{_QUOTES}]", QUOTE),
]
_OPENINGS = _terminals(LPAREN=r"\(", AT_CURLY=r"@\{", AT_PAREN=r"@\(", DOLLAR_PAREN=r"\$\(", LCURLY=r"\{")
_AT: Alternatives = [(f"@[{_QUOTES}]", HERE_STRING)]
_CLOSINGS = _terminals(RPAREN=r"\)", RCURLY=r"\}", RBRACKET=r"\]")
_ENDINGS = [*_terminals(NL=_LINE_BREAK, SEMI=";"), (r"\Z", TERMINAL["$END"]), (rf"\#{_REQUIRES_WORD}[^\r\n]*+", REQUIRES)]
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
_UNARY: Alternatives = [
    (rf"!(?![A-Za-z_0-9.]|{_NOT_ASCII})", UNARY_SIGN),
    (r"!(?=[0-9.])", EXCLAMATION),
    (rf"{_DASH}[A-Za-z]++", UNARY_WORD),
    (rf"\+\+|{_DASH}{_DASH}", UNARY_SIGN),
    (rf"(?:\+|{_DASH})(?![0-9.=]|{_NOT_ASCII})", UNARY_SIGN),
]


def _number(code: int) -> Alternatives:
    return [(rf"(?:\+|{_DASH})?(?:[0-9]|\.[0-9])", code)]


def _integer(ends: str) -> Alternatives:
    return [(rf"[0-9]{{1,9}}+(?![^{_ENDS}{ends}.])(?!\.(?!\.))", INTEGER)]


def _operand(number_ends: str, comma: bool, ternary: bool = False) -> Alternatives:
    return [
        *_VARIABLES,
        *_STRINGS,
        *_integer(number_ends + ("?:" if ternary else "")),
        *_TYPES,
        *_OPENINGS,
        *_AT,
        *([(",", TERMINAL["UNARY_COMMA"])] if comma else []),
        *_number(OPERAND_NUMBER if ternary else NUMBER_TEXT),
        *_UNARY,
        *_ANY_DOLLAR,
    ]


_OPERATOR: Alternatives = [
    (rf"{_DASH}[A-Za-z]++", OPERATOR_WORD),
    *_terminals(EQUALS="="),
    *_terminals(COMMA=","),
    *_CLOSINGS,
    *_terminals(PIPE=r"\|(?!\|)"),
    *_ENDINGS,
    (rf"\+\+|{_DASH}{_DASH}", INCREMENT_SIGN),
    (rf"(?:[+*/%]|{_DASH}|\?\?)=", ASSIGNMENT_SIGN),
    (rf"\+|\.\.|\*(?!>)|[/%]|{_DASH}|\?\?", OPERATOR_SIGN),
    *_terminals(QUESTION=r"\?", COLON=":(?!:)"),
    (r"\|\||&&", CHAIN_SIGN),
    *_terminals(AMP="&"),
    (r"(?:[1-6]|\*)?>(?:>|&[12])?", REDIRECTION),
    *_terminals(LCURLY=r"\{"),
]

_KINDS: dict[str, Alternatives] = {
    "start": [
        *_VARIABLES,
        (_WORD + _END, WORD),
        (rf"[A-Za-z_][^{_SPECIAL}]*+{_END}", COMMAND_TEXT),
        *_terminals(RCURLY=r"\}", RPAREN=r"\)"),
        *_TYPES,
        *_STRINGS,
        *_integer(_NUMBER_END),
        *_OPENINGS,
        *_AT,
        *_ENDINGS,
        (rf"&(?!&)|\.(?![^{_ENDS}$\"'])", INVOKE_SIGN),
        *_terminals(UNARY_COMMA=","),
        *_number(NUMBER_TEXT),
        *_UNARY,
        *_ANY_DOLLAR,
        (":", LABEL_SIGN),
        (rf"(?!\*>)[^\x00#<>=,|&@\]{_DASHES}+]", GENERIC_COMMAND),
    ],
    "operand": [*_operand(_NUMBER_END, True, True), *_terminals(RPAREN=r"\)", RBRACKET=r"\]"), (_WORD + _END, PUNCTUATION_WORD), *_ENDINGS],
    "first_operand": [*_operand(_NUMBER_END, True), *_terminals(RPAREN=r"\)", RBRACKET=r"\]"), *_ENDINGS],
    "operator": _OPERATOR,
    "operand_or_operator": [*_operand(_NUMBER_END, False, True), *_OPERATOR],
    "name": [
        (rf"{_WORD}(?!{_NOT_ASCII})", SIMPLE_NAME),
        *_operand(_NUMBER_END, False),
        *_CLOSINGS,
        *_terminals(COLON=":", EQUALS="=", COMMA=","),
        *_ENDINGS,
        (r"[^\W\d]", LETTER),
    ],
    "member": [
        (rf"{_WORD}(?!{_NOT_ASCII}|[({{\[])", MEMBER_TEXT),
        (rf"{_WORD}(?=[({{]|{_TYPE_ARGUMENTS})", METHOD_TEXT),
        (rf"{_WORD}(?=\[)", MEMBER_TEXT),
        *_terminals(LPAREN=r"\(", DOLLAR_PAREN=r"\$\("),
        (rf"[${_QUOTES}]|[0-9]", MEMBER_OPERAND),
        (r"[^\W\d]", MEMBER_OPERAND),
    ],
    "call": [*_terminals(CALL_PAREN=r"\(", CALL_CURLY=r"\{"), (r"\[", TYPE_ARGUMENTS)],
    "argument": [
        (rf"{_PARAMETER}(?![:{_QUOTES}])", PARAMETER_TEXT),
        (rf"\${_PATH}{_ARGUMENT_PATH_END}", VARIABLE),
        *_STRINGS,
        (rf"[0-9]{{1,9}}+{_END}", INTEGER),
        (rf"(?:[^{_SPECIAL}0-9@\#<>\]*.{_DASHES}]|\*(?!>)|\.(?![0-9]))[^{_SPECIAL}]*+{_END}", BAREWORD_TEXT),
        (r"\.(?=[$\"'])", BAREWORD_TEXT),
        *_OPENINGS,
        *_ENDINGS,
        *_terminals(PIPE=r"\|(?!\|)", COMMA=",", RPAREN=r"\)", RCURLY=r"\}"),
        (rf"{_PARAMETER}:", PARAMETER_COLON_TEXT),
        (rf"{_FOREIGN_PARAMETER}(?![:{_QUOTES}])", PARAMETER_TEXT),
        (rf"{_FOREIGN_PARAMETER}:", PARAMETER_COLON_TEXT),
        (rf"@{_PATH}{_ARGUMENT_PATH_END}", SPLATTED),
        *_AT,
        (r"\|\||&&", CHAIN_SIGN),
        *_terminals(AMP="&"),
        (r"(?:[1-6]|\*)?>(?:>|&[12])?", REDIRECTION),
        (rf"{_DASH}{_DASH}{_END}", DOUBLE_DASH),
        (rf"--%{_END}", VERBATIM_SIGN),
        (rf"{_DASH}[^{_SPECIAL}]*+{_END}", BAREWORD_TEXT),
        (r"\]", BAREWORD_TEXT),
        (r"[0-9]|\.[0-9]", NUMBER_TEXT),
        (r"\$", DOLLAR),
        (r"[^\x00#<>@]", GENERIC_ARGUMENT),
    ],
    "function": [(rf"(?![1-6]>)[^{_SPECIAL}@<>\#\]{_DASHES}][^{_SPECIAL}]*+{_END}", FUNCTION_TEXT)],
    "type": [(r"[^\W\d]", TYPE_START)],
    "punctuation": [
        *_VARIABLES,
        *_TYPES,
        *_terminals(LCURLY=r"\{", RPAREN=r"\)", COMMA=",", EQUALS="=", LPAREN=r"\(", RCURLY=r"\}", RBRACKET=r"\]", COLON=":"),
        *_terminals(DOLLAR_PAREN=r"\$\("),
        (_WORD + _END, PUNCTUATION_WORD),
        (rf"{_DASH}[A-Za-z]++", FLAG),
        *_ENDINGS,
        *_ANY_DOLLAR,
        (r"[^\W\d]", LETTER),
    ],
}
_KINDS["behind_if"] = _KINDS["behind_catch"] = _KINDS["start"]

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


def build_mode(name: str) -> Mode:
    """Compile a mode's expression."""
    kind, adjacent, space = name.split(".")
    pieces: list[str] = []
    codes: list[int] = [0]

    def add(alternatives: Alternatives) -> str:
        codes.extend(code for _, code in alternatives)
        return "|".join(f"(?:{pattern})()" if "|" in pattern else f"{pattern}()" for pattern, _ in alternatives)

    if adjacent != "none":
        access = _ARGUMENT_ACCESS if kind == "argument" else _EXPRESSION_ACCESS
        behind = access if adjacent == "type" else [*access, *_ELEMENTS]
        pieces.append(f"{_COMMENTS}(?:{add(behind)})")
    if kind in _BLOCK_WORDS:
        codes.append(0)
        pieces.append(f"{_SPACE['lines']}(){_BLOCK_WORDS[kind]}{_END}{add([('', BLOCK_KEYWORD)])}")
    start = len(codes)
    codes.append(0)
    passed = "" if kind == "call" else _SPACE[space]
    pieces.append(f"{passed}()(?:{add(_KINDS[kind])})")
    return re.compile("|".join(pieces)).match, tuple(codes), start


match_parameter = re.compile(rf"(?:{_PARAMETER}|{_FOREIGN_PARAMETER})(:)?").match
"""Matches a parameter where a command's name stands; ``re`` keeps what it compiles."""

TYPE_ARGUMENTS_FOLLOW = re.compile(_TYPE_ARGUMENTS).match
"""Tells whether a method's type arguments and its call follow a name."""


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
