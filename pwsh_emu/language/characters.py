"""Classes of characters as PowerShell's tokenizer has them: white space, dashes, quotes, letters.

PowerShell reads UTF-16 units: a character above U+FFFF is two of them, neither letter nor digit.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

END = "\0"
"""What a scanner reads past the end of its text."""

DASHES = "-\u2013\u2014\u2015"
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e'
WHITE_SPACE = " \t\f\v\xa0\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
TOKEN_ENDS = WHITE_SPACE + "\0\r\n&(),;{|}"
"""Characters that end every token but a string."""

_AFTER_NUMBER = frozenset(TOKEN_ENDS + "!#%*+-./<=>]\u2013\u2014\u2015")
_AFTER_NUMBER_TERNARY = _AFTER_NUMBER | {"?", ":"}


class LateRegex:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._parts = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        import re

        made = re.compile(*self._parts)
        self.match, self.search, self.finditer = made.match, made.search, made.finditer
        return getattr(made, name)


def is_letter(char: str) -> bool:
    return char.isalpha() and char <= "\uffff"


def is_letter_or_digit(char: str) -> bool:
    return (char.isalpha() or char.isdecimal()) and char <= "\uffff"


def is_identifier_start(char: str) -> bool:
    return char == "_" or is_letter(char)


def is_identifier_follow(char: str) -> bool:
    return char == "_" or is_letter_or_digit(char)


def is_variable_start(char: str) -> bool:
    return char in "$:?^_" or is_letter_or_digit(char)


def ends_number(char: str, ternary: bool = False) -> bool:
    """Say whether a number may end before this character in an expression."""
    return char in (_AFTER_NUMBER_TERNARY if ternary else _AFTER_NUMBER)
