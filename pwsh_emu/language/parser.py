"""The parser's façade: a text goes in, PowerShell's syntax tree and its parse errors come out.

`parse` runs the table-driven pass, which is fast and knows only right texts. Where that pass rejects a text, the error
pass reads it again the slow way and says what PowerShell says about it. Everything above the language layer calls this.
"""

from __future__ import annotations

from pwsh_emu.language.ast import ScriptBlockAst
from pwsh_emu.language.errors import ParseError


class ParseResult:
    """A text's tree with the errors found in it; the tree of a text with errors is only good for completion."""

    __slots__ = ("ast", "errors")

    def __init__(self, ast: ScriptBlockAst, errors: list[ParseError]) -> None:
        self.ast = ast
        self.errors = errors


def parse(text: str, file: str | None = None) -> ParseResult:
    """Parse a script's text; ``file`` is the path that extents and messages name."""
    from pwsh_emu.language import errorpass

    tree, errors = errorpass.parse(text, file)
    return ParseResult(tree, errors)
