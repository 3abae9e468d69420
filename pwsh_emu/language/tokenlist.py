"""All tokens of a text in order, comments included, whatever state the text is in: for colours and completion."""

from __future__ import annotations

from pwsh_emu.language.ast import ScriptBlockAst
from pwsh_emu.language.errorpass import declarations
from pwsh_emu.language.errorpass.base import ScriptTooComplicated
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.source import Source
from pwsh_emu.language.tokenizer import Tokenizer
from pwsh_emu.language.tokens import Token


class RecordingTokenizer(Tokenizer):
    """A tokenizer that keeps every token it reads; one read again in another mode replaces what stood there."""

    recorded: dict[int, Token]

    def _keep(self, token: Token) -> Token:
        if not self.nested:
            recorded = self.recorded
            while recorded:
                last = next(reversed(recorded))
                if recorded[last].end <= token.start:
                    break
                del recorded[last]
            recorded[token.start] = token
        return token

    def _token(self, kind: str, value: object = None, extra: object = None) -> Token:
        return self._keep(super()._token(kind, value, extra))

    def _scan_line_comment(self) -> None:
        super()._scan_line_comment()
        self._comment()

    def _scan_block_comment(self) -> None:
        super()._scan_block_comment()
        self._comment()

    def _comment(self) -> None:
        start, end = self.extent()
        self._keep(Token("Comment", start, end, self.source[start:end]))


class TokenList:
    """A text's tokens, its tree (as far as it goes) and its errors."""

    __slots__ = ("ast", "errors", "tokens")

    def __init__(self, ast: ScriptBlockAst, tokens: list[Token], errors: list[ParseError]) -> None:
        self.ast = ast
        self.tokens = tokens
        self.errors = errors


def read_tokens(text: str) -> TokenList:
    """Parse a text, right or wrong, and return what was read."""
    source = Source(text)
    rules = declarations.DeclarationRules(source)
    tokenizer = RecordingTokenizer(text, rules._report)
    tokenizer.recorded = {}
    rules.tokenizer = tokenizer
    try:
        tree = rules.script_block(None, False)
    except ScriptTooComplicated:
        tree = ScriptBlockAst(0, len(text), source)
    tokens = sorted(tokenizer.recorded.values(), key=lambda token: (token.start, token.end))
    return TokenList(tree, [token for token in tokens if token.kind != "EndOfInput"], rules.errors)
