"""What all rules of the exact parser stand on: one token of lookahead, places, errors, recovery."""

from __future__ import annotations

from pwsh_emu.language.ast import (
    ExpressionAst,
    ScriptBlockAst,
    ScriptBlockExpressionAst,
    StatementAst,
    StatementBlockAst,
    TrapStatementAst,
)
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.messages import message
from pwsh_emu.language.source import Source
from pwsh_emu.language.tokenizer import Tokenizer
from pwsh_emu.language.tokens import MODE_INVARIANT, Token

Extent = tuple[int, int]

MAXIMUM_DEPTH = 8000
"""How many rules may be open at once; PowerShell's stack ends at a comparable depth."""


class ScriptTooComplicated(Exception):
    """The text is nested too deeply."""


class Rules:
    """State of one parse; rules are methods of the classes below it, named after PowerShell's own."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.errors: list[ParseError] = []
        self.tokenizer = Tokenizer(source.text, self._report)
        self._ungot: Token | None = None
        self._comma_disabled = False
        self._catch_depth = 0
        self._depth = 0
        self._seen: set[tuple[str, int, int]] = set()

    # --- errors ---------------------------------------------------------------------------------------------------

    def _report(self, error_id: str, start: int, end: int, *arguments: object, incomplete: bool = False) -> None:
        if incomplete:
            incomplete = self.tokenizer.at_end_of_script(end)
        if (error_id, start, end) in self._seen:
            return
        self._seen.add((error_id, start, end))
        self.errors.append(ParseError(error_id, start, end, message(error_id, *arguments), incomplete))

    def error(self, extent: Extent, error_id: str, *arguments: object) -> None:
        """Report an error that more text would not mend."""
        self._report(error_id, extent[0], extent[1], *arguments)

    def incomplete(self, extent: Extent, error_id: str, *arguments: object, found: Extent | None = None) -> bool:
        """Report an error that may be mended by more text, if it stands (or was found) at the end; return whether so."""
        incomplete = self.tokenizer.at_end_of_script((found or extent)[1])
        if (error_id, *extent) not in self._seen:
            self._seen.add((error_id, *extent))
            self.errors.append(ParseError(error_id, extent[0], extent[1], message(error_id, *arguments), incomplete))
        return incomplete

    def add(self, errors: list[ParseError]) -> None:
        """Add errors found elsewhere, each place and id once."""
        for error in errors:
            if (error.error_id, error.start, error.end) not in self._seen:
                self._seen.add((error.error_id, error.start, error.end))
                self.errors.append(error)

    # --- depth ----------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        self._depth += 1
        if self._depth > MAXIMUM_DEPTH:
            raise ScriptTooComplicated

    def leave(self) -> None:
        self._depth -= 1

    # --- tokens ---------------------------------------------------------------------------------------------------

    def next(self) -> Token:
        token = self._ungot
        if token is None:
            return self.tokenizer.next_token()
        self._ungot = None
        return token

    def peek(self) -> Token:
        token = self._ungot
        if token is None:
            token = self._ungot = self.tokenizer.next_token()
        return token

    def skip(self) -> None:
        self._ungot = None

    def unget(self, token: Token) -> None:
        self._ungot = token

    def drop_lookahead(self) -> None:
        """Forget the token ahead: what follows is another text."""
        self._ungot = None

    def skip_newlines(self) -> None:
        if self._ungot is None or self._ungot.kind == "NewLine":
            self._ungot = None
            self.tokenizer.skip_newlines(False)

    def skip_newlines_and_semicolons(self) -> None:
        if self._ungot is None or self._ungot.kind in ("NewLine", "Semi"):
            self._ungot = None
            self.tokenizer.skip_newlines(True)

    def set_mode(self, mode: str) -> str:
        """Set the tokenizer's mode, reading the token ahead again where that matters; return the mode before."""
        before = self.tokenizer.mode
        if mode != before and self._ungot is not None and self._ungot.kind not in MODE_INVARIANT:
            self.resync(self._ungot.start)
        self.tokenizer.mode = mode
        return before

    def resync(self, start: int) -> None:
        """Read again from an offset."""
        self._ungot = None
        self.tokenizer.resync(start)

    def member_access(self, bracket: bool) -> Token | None:
        return None if self._ungot is not None else self.tokenizer.member_access(bracket)

    def invocation(self) -> Token | None:
        return None if self._ungot is not None else self.tokenizer.invocation()

    def left_bracket(self) -> Token | None:
        if self._ungot is not None:
            return self.next() if self._ungot.kind == "LBracket" else None
        return self.tokenizer.left_bracket()

    def sync_on_error(self, consume: bool, *kinds: str) -> None:
        """Skip to a token of one of these kinds that stands outside of any brackets opened on the way."""
        depth = {name: int("R" + name in kinds) for name in ("Paren", "Curly", "Bracket")}
        while True:
            token = self.next()
            name = token.kind[1:]
            if token.kind in ("LParen", "LCurly", "LBracket"):
                depth[name] += 1
            elif token.kind in ("RParen", "RCurly", "RBracket"):
                depth[name] -= 1
                if depth[name] == 0 and token.kind in kinds:
                    if not consume:
                        self.unget(token)
                    return
            elif token.kind == "EndOfInput":
                self.unget(token)
                return
            if token.kind in kinds and not any(depth.values()):
                return

    def require_statement_terminator(self) -> None:
        token = self.peek()
        if token.kind in ("NewLine", "Semi"):
            self.skip()
        elif token.kind != "EndOfInput":
            self.incomplete((token.start, token.end), "MissingStatementTerminator")

    # --- rules that rules above them call -------------------------------------------------------------------------

    def expression(self, ternary: bool = False) -> ExpressionAst | None:
        raise NotImplementedError

    def unary_expression(self, ternary: bool = False) -> ExpressionAst | None:
        raise NotImplementedError

    def pipeline_chain(self) -> StatementAst | None:
        raise NotImplementedError

    def statement(self) -> StatementAst | None:
        raise NotImplementedError

    def statement_list(self, statements: list[StatementAst], traps: list[TrapStatementAst]) -> Extent | None:
        raise NotImplementedError

    def statement_block(self) -> StatementBlockAst | None:
        raise NotImplementedError

    def single_command_argument(self, context: str) -> ExpressionAst | None:
        raise NotImplementedError

    def script_block(self, left_curly: Token | None, is_filter: bool, predefined: StatementAst | None = None) -> ScriptBlockAst:
        raise NotImplementedError

    def script_block_expression(self, left_curly: Token) -> ScriptBlockExpressionAst:
        raise NotImplementedError


def after(end: int) -> Extent:
    """The empty place behind an offset."""
    return end, end


def before(start: int) -> Extent:
    """The empty place one character before an offset."""
    start = max(start - 1, 0)
    return start, start
