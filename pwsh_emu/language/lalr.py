"""The fast pass: runs the parse table over a text and builds its tree, or rejects the text.

One loop reads a token in the mode of the parser's state, then shifts and reduces. Nesting costs no Python frames, so its
depth has no limit but for strings inside strings. Values of tokens: the start of punctuation and keywords; a finished node
for operands, names, arguments and parameters; ``(kind, start, end)`` for operators; a small number for DOT and INDEX.
"""

from __future__ import annotations

from pwsh_emu.language import builder as actions
from pwsh_emu.language import lexer, table
from pwsh_emu.language.ast import (
    CommandParameterAst,
    ConstantExpressionAst,
    ExpressionAst,
    MergingRedirectionAst,
    ScriptBlockAst,
    StringConstantExpressionAst,
    TypeConstraintAst,
    TypeName,
    VariableExpressionAst,
)
from pwsh_emu.language.builder import Builder
from pwsh_emu.language.characters import DASHES, LateRegex
from pwsh_emu.language.lexer import KEYWORDS, NAMED_WORDS, SIGNS, TERMINAL
from pwsh_emu.language.scanning import SCANNERS, Rejected, double_quoted, variable
from pwsh_emu.language.source import Source
from pwsh_emu.language.strings import NestedSubExpression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Row = dict[int, int]


_CONTROLS = "\x1c\x1d\x1e\x1f"
"""White space to Python's expressions, and none to PowerShell: texts with these are left to the error pass."""


def parse(text: str, source: Source) -> tuple[ScriptBlockAst, list[tuple[int, int]]] | None:
    """Parse a text: return its tree and the places of its ``#requires`` lines, or None where the fast pass rejects it."""
    if any(control in text for control in _CONTROLS):
        return None
    parser = FastParser(source)
    try:
        tree = parser.script()
    except (Rejected, RecursionError):
        return None
    return tree, parser.requires


_ROWS: list[Row] = [dict(zip(pairs[::2], pairs[1::2], strict=True)) for pairs in table.ROWS]
_MODE_COUNT = len(table.MODE_NAMES)
_REDUCING = table.REDUCING
_ACCEPT = _REDUCING - 1
_MODE = -1
"""The key of a row's mode number."""
for _row, _number in zip(_ROWS, table.MODES, strict=True):
    _row[_MODE] = _number

_MODES: list[Any] = [None] * _MODE_COUNT
"""The lexer's modes, compiled when first used (an immutable table in the end)."""

_ATTRIBUTE = TERMINAL["ATTRIBUTE"]
_BAREWORD = TERMINAL["BAREWORD"]
_BINARY = TERMINAL["BINARY"]
_CHAIN = TERMINAL["CHAIN"]
_COMMAND_NAME = TERMINAL["COMMAND_NAME"]
_COMPOUND = TERMINAL["COMPOUND"]
_DASHES = TERMINAL["DASHES"]
_DOT = TERMINAL["DOT"]
_FUNCTION_NAME = TERMINAL["FUNCTION_NAME"]
_IF = TERMINAL["IF"]
_INCREMENT = TERMINAL["INCREMENT"]
_INDEX = TERMINAL["INDEX"]
_INVOKE = TERMINAL["INVOKE"]
_MEMBER = TERMINAL["MEMBER"]
_MERGE = TERMINAL["MERGE"]
_METHOD = TERMINAL["METHOD"]
_NAME = TERMINAL["NAME"]
_NUMBER = TERMINAL["NUMBER"]
_PARAMETER = TERMINAL["PARAMETER"]
_PARAMETER_COLON = TERMINAL["PARAMETER_COLON"]
_REDIRECT = TERMINAL["REDIRECT"]
_STRING = TERMINAL["STRING"]
_SUPPORTED = TERMINAL["SUPPORTED"]
_SWITCH_FILE = TERMINAL["SWITCH_FILE"]
_SWITCH_FLAG = TERMINAL["SWITCH_FLAG"]
_TYPE = TERMINAL["TYPE"]
_UNARY = TERMINAL["UNARY"]
_VARIABLE = TERMINAL["VARIABLE"]

_TEXTS = {
    lexer.BAREWORD_TEXT: _BAREWORD,
    lexer.COMMAND_TEXT: _COMMAND_NAME,
    lexer.MEMBER_TEXT: _MEMBER,
    lexer.METHOD_TEXT: _METHOD,
    lexer.SIMPLE_NAME: _NAME,
}
"""The terminals of tokens whose value is their text."""

_PIPE_ON_NEXT_LINE = LateRegex(r"[\r\n][^\S\r\n]*\|")

_MAXIMUM_NESTING = 60
"""How deep strings may stand in strings before the error pass takes over."""


class FastParser:
    """Parses one text."""

    def __init__(self, source: Source, owner: Source | None = None) -> None:
        """Prepare for a text; ``owner`` is the whole text where ``source`` is a piece of it that was rewritten."""
        self.text = source.text
        self.length = len(source.text)
        self.builder = Builder(source, owner or source)
        self.requires: list[tuple[int, int]] = []
        self._rules = [(count, left, actions.action(self.builder, name) if name else None) for count, left, name in table.RULES]
        self._depth = 0
        self._rewritten = False

    def script(self) -> ScriptBlockAst:
        """Parse the whole text; raises `Rejected`."""
        result: ScriptBlockAst = self._run(table.STARTS["script"], 0)
        return result

    def expansion(self, part: NestedSubExpression) -> ExpressionAst:
        """Parse the ``$( … )`` of an expandable string."""
        if part.in_error or self._depth >= _MAXIMUM_NESTING:
            raise Rejected
        if _PIPE_ON_NEXT_LINE.search(self.text, part.start, part.end):
            raise Rejected  # PowerShell looks for the pipe at a wrong place there
        if part.skipped:
            return self._rewritten_expansion(part)
        outer = self.length
        self._depth += 1
        self.length = part.end
        try:
            result: ExpressionAst = self._run(table.STARTS["expansion"], part.start)
        finally:
            self.length = outer
            self._depth -= 1
        return result

    def _rewritten_expansion(self, part: NestedSubExpression) -> ExpressionAst:
        """Parse a ``$( … )`` in which quotes are doubled."""
        from pwsh_emu.language.rescanning import move

        if self._rewritten:
            raise Rejected
        inner = FastParser(Source(part.text), self.builder.owner)
        inner._depth = self._depth + 1
        inner._rewritten = True
        result: ExpressionAst = inner._run(table.STARTS["expansion"], 0)
        move(result, part.start, part.skipped)
        self.builder.adopt(inner.builder)
        return result

    def _run(self, start_state: int, pos: int) -> Any:
        text = self.text
        length = self.length
        rows = _ROWS
        modes = _MODES
        reductions = self._rules
        row = rows[start_state]
        stack: list[Row] = []
        values: list[Any] = []
        push = stack.append
        keep = values.append
        value: Any
        while True:
            # --- read a token in the mode of the state
            match, codes, start_group = modes[row[_MODE]] or self._mode(row)
            found = match(text, pos, length)
            if found is None:
                looked = lexer.find(table.MODE_NAMES[row[_MODE]], text, pos, length)
                if looked is None:
                    raise Rejected
                found, codes, start_group = looked
            terminal = codes[found.lastindex]
            pos = found.end()
            if terminal < 100:
                value = found.start(start_group)
            else:
                code = terminal
                start = found.start(start_group)
                if code == lexer.VARIABLE:
                    terminal = _VARIABLE
                    name = text[start + 1 : pos]
                    value = variable(start, pos, name) if ":" in name else VariableExpressionAst(start, pos, name)
                elif code == lexer.SINGLE_QUOTED:
                    terminal = _STRING
                    value = StringConstantExpressionAst(start, pos, text[start + 1 : pos - 1], "SingleQuoted")
                elif code == lexer.INTEGER:
                    terminal = _NUMBER
                    value = ConstantExpressionAst(start, pos, int(text[start:pos]), "Int32")
                elif code == lexer.MEMBER_DOT:
                    terminal = _DOT
                    value = 0
                elif code in _TEXTS:
                    terminal = _TEXTS[code]
                    value = StringConstantExpressionAst(start, pos, text[start:pos], "BareWord")
                elif code == lexer.WORD:
                    word = text[start:pos]
                    lower = word.lower()
                    keyword = KEYWORDS.get(lower)
                    if keyword is not None and keyword in row:
                        terminal = keyword
                        value = (start, lower.capitalize()) if keyword in NAMED_WORDS else start
                    else:
                        if lower in lexer.RESERVED and _IF in row:
                            raise Rejected
                        terminal = _COMMAND_NAME
                        value = StringConstantExpressionAst(start, pos, word, "BareWord")
                elif code == lexer.SIMPLE_TYPE:
                    name = text[start + 1 : pos - 1]
                    terminal = _TYPE
                    value = TypeConstraintAst(start, pos, TypeName(start + 1, pos - 1, name, name))
                elif code == lexer.PARAMETER_TEXT:
                    if _PARAMETER in row:
                        terminal = _PARAMETER
                        value = CommandParameterAst(start, pos, text[start + 1 : pos])
                    else:
                        terminal = _BAREWORD
                        value = StringConstantExpressionAst(start, pos, text[start:pos], "BareWord")
                elif code == lexer.OPERATOR_WORD:
                    kind = lexer.BINARY_WORDS.get(text[start + 1 : pos].lower())
                    if kind is None:
                        raise Rejected
                    terminal = _BINARY
                    value = (kind, start, pos)
                elif code == lexer.OPERATOR_SIGN:
                    terminal = _BINARY
                    value = (SIGNS.get(text[start:pos], "Minus"), start, pos)
                elif code == lexer.DOUBLE_QUOTED:
                    terminal = _STRING
                    value = StringConstantExpressionAst(start, pos, text[start + 1 : pos - 1], "DoubleQuoted")
                elif code == lexer.SIMPLE_ATTRIBUTE:
                    name = text[start + 1 : pos - 1]
                    terminal = _ATTRIBUTE
                    value = (start, TypeName(start + 1, pos - 1, name, name))
                elif code == lexer.QUOTE:
                    if text[start] == '"':
                        terminal, value, pos = double_quoted(self, start, row)
                    else:
                        terminal, value, pos = SCANNERS[code](self, start, row)
                    if pos > length:
                        raise Rejected
                else:
                    terminal, value, pos = self._rare(code, start, pos, row)
                    if terminal < 0:
                        continue
            # --- shift and reduce
            move = row.get(terminal)
            while True:
                if move is None:
                    raise Rejected
                if move < _ACCEPT:
                    if move >= 0:
                        push(row)
                        keep(value)
                        row = rows[move]
                        break
                    # reduce; the token stays
                    count, left, function = reductions[~move]
                    states = count
                    shifted = False
                elif move > _ACCEPT:
                    # shift, then reduce at once
                    keep(value)
                    count, left, function = reductions[move - _REDUCING]
                    states = count - 1
                    shifted = True
                else:
                    if terminal:
                        raise Rejected
                    return values[-1]
                while True:
                    if count == 1:
                        if function is not None:
                            values[-1] = function(values[-1])
                    elif count == 2:
                        second = values.pop()
                        values[-1] = function(values[-1], second)  # type: ignore[misc]
                    elif count == 3:
                        third = values.pop()
                        second = values.pop()
                        values[-1] = function(values[-1], second, third)  # type: ignore[misc]
                    elif count:
                        arguments = values[-count:]
                        del values[-count:]
                        keep(function(*arguments))  # type: ignore[misc]
                    else:
                        keep(function())  # type: ignore[misc]
                    if states:
                        row = stack[-states]
                        del stack[-states:]
                    move = row[left]
                    if move < _ACCEPT:
                        push(row)
                        row = rows[move]
                        break
                    if move == _ACCEPT:
                        if pos != length or (terminal and not shifted):
                            raise Rejected
                        return values[-1]
                    count, left, function = reductions[move - _REDUCING]
                    states = count - 1
                if shifted:
                    break
                move = row.get(terminal)

    def _mode(self, row: Row) -> Any:
        """Compile a state's mode when it is first met."""
        made = _MODES[row[_MODE]] = lexer.quick_mode(table.MODE_NAMES[row[_MODE]])
        return made

    def _rare(self, code: int, start: int, pos: int, row: Row) -> tuple[int, Any, int]:
        """Return terminal, value and end of a token that the main loop leaves; -1 for one to pass over."""
        text = self.text
        if code == lexer.MEMBER_STATIC:
            return _DOT, 1, pos
        if code == lexer.ELEMENT:
            return _INDEX, 0, pos
        if code == lexer.PUNCTUATION_WORD:
            word = text[start:pos]
            lower = word.lower()
            keyword = KEYWORDS.get(lower)
            if keyword is not None and keyword in row:
                return keyword, (start, lower.capitalize()) if keyword in NAMED_WORDS else start, pos
            return _NAME, StringConstantExpressionAst(start, pos, word, "BareWord"), pos
        if code == lexer.UNARY_SIGN:
            return _UNARY, (_sign(text[start:pos]), start, pos), pos
        if code == lexer.UNARY_WORD:
            return self._dash_word(start, pos, row)
        if code == lexer.INCREMENT_SIGN:
            return _INCREMENT, (_sign(text[start:pos]), start, pos), pos
        if code == lexer.ASSIGNMENT_SIGN:
            return _COMPOUND, (_sign(text[start:pos]), start, pos), pos
        if code == lexer.INVOKE_SIGN:
            return _INVOKE, ("Ampersand" if text[start] == "&" else "Dot", start), pos
        if code == lexer.PARAMETER_COLON_TEXT:
            if _PARAMETER_COLON in row:
                return _PARAMETER_COLON, CommandParameterAst(start, pos, text[start + 1 : pos - 1]), pos
            return _BAREWORD, StringConstantExpressionAst(start, pos, text[start:pos], "BareWord"), pos
        if code == lexer.FUNCTION_TEXT:
            return _FUNCTION_NAME, (text[start:pos], start, pos), pos
        if code == lexer.SPLATTED:
            return _VARIABLE, variable(start, pos, text[start + 1 : pos], True), pos
        if code == lexer.REDIRECTION:
            return self._redirection(start, pos)
        if code == lexer.BLOCK_KEYWORD:
            start = pos
            while text[start - 1].isalpha():
                start -= 1
            return KEYWORDS[text[start:pos].lower()], start, pos
        if code == lexer.CHAIN_SIGN:
            return _CHAIN, SIGNS[text[start:pos]], pos
        if code == lexer.MEMBER_QUESTION:
            return _DOT, 2, pos
        if code == lexer.ELEMENT_QUESTION:
            return _INDEX, 1, pos
        if code == lexer.DOUBLE_DASH:
            return _DASHES, (start, pos), pos
        if code == lexer.FLAG:
            return self._flag(start, pos, row)
        if code == lexer.REQUIRES:
            if not self._depth:
                self.requires.append((start, pos))
            return -1, None, pos
        terminal, value, pos = SCANNERS[code](self, start, row)
        if pos > self.length:
            raise Rejected
        return terminal, value, pos

    def _dash_word(self, start: int, pos: int, row: Row) -> tuple[int, Any, int]:
        """Read a word behind a dash where an operand may stand: an operator, a command's name, a parameter of ``data``."""
        word = self.text[start + 1 : pos].lower()
        if word in lexer.UNARY_WORDS and _UNARY in row:
            return _UNARY, (lexer.UNARY_WORDS[word], start, pos), pos
        if word in lexer.BINARY_WORDS and _BINARY in row:
            return _BINARY, (lexer.BINARY_WORDS[word], start, pos), pos
        if _COMMAND_NAME in row and word not in lexer.UNARY_WORDS:
            return SCANNERS[lexer.DASHED_COMMAND](self, start, row)
        return self._flag(start, pos, row)

    def _flag(self, start: int, pos: int, row: Row) -> tuple[int, Any, int]:
        """Read a parameter of ``switch`` or ``data``; a beginning of its name is enough."""
        word = self.text[start + 1 : pos].lower()
        if _SUPPORTED in row and "supportedcommand".startswith(word):
            return _SUPPORTED, start, pos
        if _SWITCH_FLAG in row:
            if self.text.startswith(("\r", "\n"), pos):
                raise Rejected
            for flag in ("Regex", "Wildcard", "Exact", "CaseSensitive"):
                if flag.lower().startswith(word):
                    return _SWITCH_FLAG, flag, pos
            if "file".startswith(word):
                return _SWITCH_FILE, start, pos
        raise Rejected

    def _redirection(self, start: int, pos: int) -> tuple[int, Any, int]:
        sign = self.text[start:pos]
        stream = lexer.STREAMS[sign[0]] if sign[0] != ">" else "Output"
        if "&" not in sign:
            return _REDIRECT, (start, stream, sign.endswith(">>")), pos
        if sign[-1] != "1" or stream == "Output":
            raise Rejected
        return _MERGE, MergingRedirectionAst(start, pos, stream, "Output"), pos


def _sign(text: str) -> str:
    """Return the token kind of an operator; every dash stands for "-"."""
    kind = SIGNS.get(text)
    if kind is None:
        kind = SIGNS["".join("-" if char in DASHES else char for char in text)]
    return kind
