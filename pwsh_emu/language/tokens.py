"""Tokens and what their kinds mean: keywords, operators with precedence, traits."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Token:
    """One token: kind (PowerShell's TokenKind), place, text, and what was read from it.

    ``value`` is a number's (value, type), a string's or generic token's value, a variable's path, a parameter's or label's
    name, or a redirection's streams; ``extra`` is a string's parts, whether a parameter ended in a colon, or "file"/"merge".
    """

    __slots__ = ("end", "extra", "kind", "start", "text", "value")

    def __init__(self, kind: str, start: int, end: int, text: str, value: Any = None, extra: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = text
        self.value = value
        self.extra = extra

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.start}, {self.end}, {self.text!r})"


_KEYWORD_WORDS = """assembly base begin break catch class clean command configuration continue data default define do
dynamicparam else end enum exit filter finally for foreach from function hidden if in interface module namespace parallel
param private process public return sequence static switch throw trap try type until using var while workflow"""

KEYWORDS = {word: word.capitalize() for word in _KEYWORD_WORDS.split()} | {"elseif": "ElseIf", "inlinescript": "InlineScript"}
"""Keywords (lower-case) to their token kinds."""

KEYWORD_KINDS = frozenset(KEYWORDS.values())

NO_ATTRIBUTES = frozenset(
    [
        "Break", "Continue", "Data", "Define", "Do", "Exit", "Filter", "For", "Foreach", "From", "Function", "If", "InlineScript", "Parallel",
        "Return", "Sequence", "Switch", "Throw", "Trap", "Try", "Using", "Var", "While", "Workflow"
    ]
)  # fmt: skip
"""Keywords of statements before which attributes may not stand."""

BLOCK_NAMES = frozenset({"Begin", "Process", "End", "Clean", "Dynamicparam"})

_COMPARISONS = "eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"

OPERATORS = (
    {word: "I" + word for word in _COMPARISONS.split()}
    | {"i" + word: "I" + word for word in _COMPARISONS.split()}
    | {"c" + word: "C" + word for word in _COMPARISONS.split()}
    | {"not": "Not", "bnot": "Bnot", "and": "And", "or": "Or", "xor": "Xor", "band": "Band", "bor": "Bor", "bxor": "Bxor"}
    | {"join": "Join", "is": "Is", "isnot": "IsNot", "as": "As", "f": "Format", "shl": "Shl", "shr": "Shr"}
)
"""Words behind a dash that are operators in expression mode (lower-case) to their token kinds."""

PRECEDENCE = (
    {"And": 1, "Or": 1, "Xor": 1, "Band": 2, "Bor": 2, "Bxor": 2}
    | {kind: 5 for word, kind in OPERATORS.items() if kind[0] in "IC"}
    | {"Join": 5, "Is": 5, "IsNot": 5, "As": 5, "Shl": 5, "Shr": 5}
    | {"QuestionQuestion": 7, "Plus": 9, "Minus": 9, "Multiply": 10, "Divide": 10, "Rem": 10, "Format": 12, "DotDot": 13}
)
"""Binary operators and how tightly they bind."""

UNARY = frozenset({"Comma", "MinusMinus", "PlusPlus", "Exclaim", "Plus", "Minus", "Not", "Bnot", "Join", "Isplit", "Csplit"})

ASSIGNMENT = frozenset({"Equals", "PlusEquals", "MinusEquals", "MultiplyEquals", "DivideEquals", "RemainderEquals", "QuestionQuestionEquals"})

DISALLOWED_IN_RESTRICTED_MODE = frozenset(
    [
        "MinusMinus", "PlusPlus", "DotDot", "Format", "Join", "Imatch", "Inotmatch", "Ireplace", "Isplit", "Cmatch", "Cnotmatch", "Creplace",
        "Csplit", "As", "PostfixPlusPlus", "PostfixMinusMinus", "QuestionMark"
    ]
)  # fmt: skip
"""Operators that a data section may not use."""

MODE_INVARIANT = frozenset(
    [
        "NewLine", "EndOfInput", "StringLiteral", "StringExpandable", "HereStringLiteral", "HereStringExpandable", "LParen", "RParen", "LCurly",
        "RCurly", "RBracket", "AtParen", "AtCurly", "DollarParen", "Semi", "AndAnd", "OrOr", "Ampersand", "Pipe", "Comma", "RedirectInStd"
    ]
)  # fmt: skip
"""Kinds that are read alike in command and expression mode."""

_TEXTS = {
    "Comma": ",", "Plus": "+", "Minus": "-", "PlusPlus": "++", "MinusMinus": "--", "PostfixPlusPlus": "++",
    "PostfixMinusMinus": "--", "DotDot": "..", "Format": "-f", "QuestionMark": "?", "QuestionQuestion": "??", "Exclaim": "!",
    "Multiply": "*", "Divide": "/", "Rem": "%", "Equals": "=", "PlusEquals": "+=", "MinusEquals": "-=", "MultiplyEquals": "*=",
    "DivideEquals": "/=", "RemainderEquals": "%=", "QuestionQuestionEquals": "??=", "Ieq": "-eq", "Ine": "-ne", "Ige": "-ge",
    "Igt": "-gt", "Ilt": "-lt", "Ile": "-le", "AndAnd": "&&", "OrOr": "||",
}  # fmt: skip


def kind_text(kind: str) -> str:
    """Return how PowerShell spells a token kind: keywords in lower case, operators with their dash."""
    if kind in _TEXTS:
        return _TEXTS[kind]
    return kind.lower() if kind in KEYWORD_KINDS else "-" + kind.lower()
