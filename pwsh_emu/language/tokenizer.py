"""PowerShell's tokenizer: reads one token at a time in the mode that the parser sets.

What a character means depends on the mode (command, expression, type name, signature), so the parser may ask to read a token
again (`Tokenizer.resync`). Offsets of tokens are offsets into the whole source text, also while the text of a ``$( … )``
inside a string is scanned (`Tokenizer.start_nested`).
"""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.language import strings
from pwsh_emu.language.characters import (
    DASHES,
    DOUBLE_QUOTES,
    END,
    SINGLE_QUOTES,
    TOKEN_ENDS,
    WHITE_SPACE,
    ends_number,
    is_identifier_follow,
    is_identifier_start,
    is_letter,
    is_letter_or_digit,
    is_variable_start,
)
from pwsh_emu.language.numbers import NUMBER, number_value
from pwsh_emu.language.tokens import KEYWORDS, OPERATORS, Token

_IDENTIFIER = re.compile(r"[A-Za-z0-9_]*")
_WHITE_SPACE = re.compile(f"[{re.escape(WHITE_SPACE)}]*")
_TOKEN_ENDS = frozenset(TOKEN_ENDS)
_PARAMETER_ENDS = frozenset("{}();,|&.[\r\n\0" + WHITE_SPACE)
_ASSEMBLY_ENDS = frozenset("\0\t\n\v\f\r ,=]")
_LINE_END = re.compile(r"[\r\n]")
_SIMPLE = {"(": "LParen", ")": "RParen", "]": "RBracket", "{": "LCurly", "}": "RCurly", ";": "Semi", ",": "Comma"}
_SIGNATURE = "sig#beginsignatureblock\n"


class Tokenizer:
    """Reads tokens from a text; `report` is told what is wrong, with offsets into the whole text."""

    def __init__(self, text: str, report: strings.Report) -> None:
        self.source = text
        self.script = text
        self.length = len(text)
        self.index = 0
        self.mode = "Command"
        self.allow_signed_numbers = False
        self.end_number_on_ternary = False
        self.want_simple_name = False
        self.in_workflow = False
        self.requires: list[tuple[int, int]] = []
        self.signature_start: int | None = None
        self._report = report
        self._start = 0
        self._adjustment = 0
        self._skipped: list[int] = []

    # --- positions ------------------------------------------------------------------------------------------------

    def extent(self) -> tuple[int, int]:
        """Return the place of the token being read, in the whole text."""
        return self._place(self._start), self._place(self.index)

    def _place(self, index: int) -> int:
        """Turn an index into the scanned text into an offset of the whole text: left out quotes are counted in."""
        place = index + self._adjustment
        for skipped in self._skipped:
            if skipped < self._adjustment:
                continue
            if skipped >= place:
                break
            place += 1
        return place

    def restore_point(self) -> int:
        """Return the present offset, for `resync`."""
        self._start = self.index
        return self._place(self.index)

    def resync(self, start: int) -> None:
        """Go back (or on) to an offset of the whole text."""
        adjustment = self._adjustment
        for skipped in self._skipped:
            if self._adjustment <= skipped < start - 1:
                adjustment += 1
        self.index = min(max(start - adjustment, 0), self.length + 1)
        while self.requires and self.requires[-1][1] > start:
            self.requires.pop()

    def start_nested(self, text: str, start: int, skipped: list[int]) -> tuple[Any, ...]:
        """Begin to scan the text of a nested expression that stands at an offset; return what `finish_nested` needs."""
        state = (self.script, self.length, self.index, self._adjustment, self._skipped, self._start)
        self.script = text
        self.length = len(text)
        self.index = 0
        self._adjustment = start
        self._skipped = skipped
        self._start = 0
        return state

    def finish_nested(self, state: tuple[Any, ...]) -> None:
        self.script, self.length, self.index, self._adjustment, self._skipped, self._start = state

    @property
    def nested(self) -> bool:
        return self._adjustment != 0

    def script_extent(self) -> tuple[int, int]:
        return self._adjustment, self._adjustment + self.length

    def at_end_of_script(self, end: int) -> bool:
        """Say whether only white space and comments (but no line break) follow an offset."""
        index = end
        while index < self.length:
            char = self.script[index]
            if char == "#":
                found = _LINE_END.search(self.script, index)
                index = found.start() if found else self.length
            elif char == "<" and self.script.startswith("<#", index):
                close = self.script.find("#>", index + 2)
                index = self.length if close < 0 else close + 2
            elif char in WHITE_SPACE:
                index += 1
            else:
                return False
        return True

    def continues_with_pipe(self, end: int) -> bool:
        """Say whether the first thing on the lines that follow an offset (comments passed over, no empty line) is a pipe."""
        script, last = self.script, self.length - 1
        if end >= self.length:
            return False
        blank = True
        index = end
        while index < last:
            char = script[index]
            if char in WHITE_SPACE:
                index += 1
                continue
            if char in "\r\n":
                if blank:
                    return False
                blank = True
                index += 2 if char == "\r" and script[index + 1] == "\n" else 1
                continue
            blank = False
            if char == "#":
                found = _LINE_END.search(script, index)
                index = found.start() if found else self.length
                continue
            if char == "<" and script[index + 1] == "#":
                close = script.find("#>", index + 2)
                index = self.length if close < 0 else close + 2
                continue
            return char == "|"
        return script[last] == "|"

    # --- characters -----------------------------------------------------------------------------------------------

    def _peek(self, ahead: int = 0) -> str:
        index = self.index + ahead
        return self.script[index] if index < self.length else END

    def _tell(self, error_id: str, start: int, end: int, *arguments: object, incomplete: bool = False) -> None:
        self._report(error_id, start + self._adjustment, end + self._adjustment, *arguments, incomplete=incomplete)

    def _token(self, kind: str, value: Any = None, extra: Any = None) -> Token:
        if self._skipped:
            start, end = self._place(self._start), self._place(self.index)
        else:
            start, end = self._start + self._adjustment, self.index + self._adjustment
        return Token(kind, start, end, self.source[start:end], value, extra)

    # --- white space and comments ---------------------------------------------------------------------------------

    def _skip_white_space(self) -> None:
        found = _WHITE_SPACE.match(self.script, self.index)
        if found:
            self.index = found.end()

    def skip_newlines(self, semicolons: bool) -> None:
        """Pass over white space, comments, line breaks and line continuations, and semicolons where told so."""
        while True:
            self._skip_white_space()
            char = self._peek()
            if char == "\n" or char == "\r" or (char == ";" and semicolons):
                self.index += 1
            elif char == "#":
                self._start = self.index
                self.index += 1
                self._scan_line_comment()
            elif char == "<" and self._peek(1) == "#":
                self._start = self.index
                self.index += 2
                self._scan_block_comment()
            elif char == "`":
                behind = self._peek(1)
                if behind in "\r\n" or behind in WHITE_SPACE:
                    self.index += 2
                    if behind == "\r" and self._peek() == "\n":
                        self.index += 1
                else:
                    return
            else:
                return

    def _scan_line_comment(self) -> None:
        found = _LINE_END.search(self.script, self.index)
        end = found.start() if found else self.length
        comment = self.script[self.index : end]
        self.index = end
        lower = comment[:9].lower()
        if "sig" in lower or 13 <= len(comment) <= 80:
            self._note_signature(comment)
        if lower.startswith("requires") and not self.nested and self.signature_start != self._start:
            place = (self._start + 1, end)
            if place not in self.requires:
                self.requires.append(place)

    def _note_signature(self, comment: str) -> None:
        """Remember a comment that looks like the begin of a signature block: no code may follow it."""
        if begins_signature(comment):
            self.signature_start = self._start + self._adjustment

    def _scan_block_comment(self) -> None:
        start = self.index - 2
        close = self.script.find("#>", self.index)
        if close >= 0:
            self.index = close + 2
        else:
            self.index = self.length
            self._tell("MissingTerminatorMultiLineComment", start, self.length, incomplete=True)

    # --- generic tokens, names, parameters ------------------------------------------------------------------------

    def _scan_generic(self, start: str) -> Token:
        """Read on a token that is a command's name or argument, behind what was read of it already."""
        into = strings.ExpandableText(start)
        script, length = self.script, self.length
        index = self.index
        while index < length:
            char = script[index]
            if char in _TOKEN_ENDS:
                break
            index += 1
            if char == "`":
                index = strings.scan_backtick(script, index, into, self._tell)
            elif char in SINGLE_QUOTES:
                value, index = strings.scan_single_quoted(script, index, self._tell)
                into.add(value)
            elif char in DOUBLE_QUOTES:
                index = strings.scan_double_quoted(script, index, into, self._tell)
            elif char == "$":
                index = strings.scan_dollar(script, index, into, self._tell)
            else:
                into.add(char)
        self.index = index
        return self._token("Generic", into.value, self._parts(into) if into.expandable else None)

    def _parts(self, into: strings.ExpandableText) -> list[Any]:
        """Give nested expressions their places in the whole text."""
        parts: list[Any] = []
        for part in into.parts:
            if isinstance(part, strings.NestedVariable):
                parts.append(strings.NestedVariable(self._place(part.start), self._place(part.end), part.name))
            elif isinstance(part, strings.NestedSubExpression):
                skipped = [index + self._adjustment for index in part.skipped] or self._skipped
                parts.append(strings.NestedSubExpression(self._place(part.start), self._place(part.end), part.text, skipped, part.in_error))
            else:
                parts.append(part)
        return parts

    def _operator(self, kind: str) -> Token:
        """Return an operator, or in command mode the longer token it begins."""
        if self.mode == "Command" and self._peek() not in _TOKEN_ENDS:
            return self._scan_generic(self.script[self._start : self.index])
        return self._token(kind)

    def _scan_identifier(self) -> Token:
        self.index = self._behind_identifier(self.index)
        if self.mode == "TypeName":
            return self._scan_type_name()
        if not self.want_simple_name:
            command = self.mode == "Command"
            if command and self._peek() not in _TOKEN_ENDS:
                return self._scan_generic(self.script[self._start : self.index])
            if command or self.mode == "Signature":
                kind = KEYWORDS.get(self.script[self._start : self.index].lower())
                if kind and (kind != "InlineScript" or self.in_workflow):
                    return self._token(kind)
        return self._token("Identifier")

    def _behind_identifier(self, index: int) -> int:
        script, length = self.script, self.length
        while True:
            found = _IDENTIFIER.match(script, index)
            if found:
                index = found.end()
            if index >= length or script[index] < "\x80" or not is_identifier_follow(script[index]):
                return index
            index += 1

    def _scan_type_name(self) -> Token:
        script, length = self.script, self.length
        index = self.index
        while index < length and (script[index] in ".`_+#\\" or is_letter_or_digit(script[index])):
            index += 1
        self.index = index
        return self._token("Identifier")

    def _scan_parameter(self) -> Token:
        """Read ``-name`` or ``-name:`` (in command mode), or an operator such as ``-eq`` (in expression mode)."""
        script, length = self.script, self.length
        first = self.index
        colon = False
        command = self.mode == "Command"
        index = first
        while index < length:
            char = script[index]
            if char in _PARAMETER_ENDS:
                break
            if char == ":":
                colon = True
                break
            if char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
                if command:
                    self.index = index
                    return self._scan_generic(script[self._start] + script[first:index])
                break
            if not command and not ("a" <= char <= "z" or "A" <= char <= "Z"):
                break
            index += 1
        name = script[first:index]
        self.index = index + 1 if colon and command else index
        if self.mode == "Expression" and name.lower() in OPERATORS:
            return self._token(OPERATORS[name.lower()])
        if not name:
            return self._token("Minus")
        return self._token("Parameter", name, colon)

    def _scan_label(self) -> Token:
        first = self.index
        if not is_identifier_start(self._peek()):
            if self._peek() == END:
                return self._token("Generic", ":")
            return self._scan_generic(":")
        self.index = self._behind_identifier(first)
        if self.mode == "Command" and self._peek() not in _TOKEN_ENDS:
            char = self._peek()
            self.index += 1
            return self._scan_generic(":" + self.script[first : self.index - 1] + char)
        return self._token("Label", self.script[first : self.index])

    def _scan_number(self) -> Token:
        """Read a number from the token's start; what only looks like one is a generic token."""
        found = self._match_number()
        if found is None:
            self.index = self._start
            return self._scan_generic("")
        self.index = found.end()
        value = number_value(found)
        if value is None:
            if self.mode != "Expression":
                self.index = self._start
                return self._scan_generic("")
            self._tell("BadNumericConstant", self._start, self.index, self.script[self._start : self.index])
        return self._token("Number", value)

    def _match_number(self) -> re.Match[str] | None:
        found = NUMBER.match(self.script, self._start, self.length)
        if found is None or (found["binary"] == "" and found[0][0] == "0"):
            return None
        behind = self.script[found.end()] if found.end() < self.length else END
        if behind in _TOKEN_ENDS or (self.mode == "Expression" and ends_number(behind, self.end_number_on_ternary)):
            return found
        return None

    def _scan_variable(self, splatted: bool) -> Token:
        """Read a variable behind its ``$`` or ``@``."""
        script = self.script
        start = self._start
        char = self._peek()
        command = self.mode == "Command"
        if char == "{":
            name, self.index = strings.scan_braced_variable(script, self.index + 1, self._tell)
            if command and self._peek() not in _TOKEN_ENDS and self._peek() not in ".[":
                self.index = start
                return self._scan_generic("")
            strings.check_variable_path(name, start, self.index, self._tell, braced=True)
            return self._token("Variable", name)
        if not is_variable_start(char):
            return self._scan_generic("$")
        self.index = strings.scan_variable_name(script, self.index)
        behind = self._peek()
        if command and behind not in _TOKEN_ENDS and (char in "$?^" or behind not in ":.[="):
            self.index = start
            return self._scan_generic("")
        name = script[start + 1 : self.index]
        strings.check_variable_path(name, start, self.index, self._tell)
        return self._token("SplattedVariable" if splatted else "Variable", name)

    def _scan_dot(self) -> Token:
        char = self._peek()
        command = self.mode == "Command"
        if char == ".":
            if command and self._peek(1) not in _TOKEN_ENDS:
                return self._scan_generic(".")
            self.index += 1
            return self._token("DotDot")
        if "0" <= char <= "9":
            return self._scan_number()
        if command and char not in _TOKEN_ENDS and char not in "$\"'":
            return self._scan_generic(".")
        return self._token("Dot")

    # --- strings --------------------------------------------------------------------------------------------------

    def _scan_string(self, quote: str) -> Token:
        if quote in SINGLE_QUOTES:
            value, self.index = strings.scan_single_quoted(self.script, self.index, self._tell)
            return self._token("StringLiteral", value)
        into = strings.ExpandableText()
        self.index = strings.scan_double_quoted(self.script, self.index, into, self._tell)
        return self._token("StringExpandable", into.value, self._parts(into) if into.expandable else None)

    def _scan_here_string(self) -> Token:
        self.index += 1
        into = strings.ExpandableText()
        expandable = self.script[self.index - 1] in DOUBLE_QUOTES
        self.index, _sound = strings.scan_here_string(self.script, self.index, into, self._tell)
        if expandable:
            return self._token("HereStringExpandable", into.value, self._parts(into) if into.expandable else None)
        return self._token("HereStringLiteral", into.value)

    def verbatim_argument(self) -> Token:
        """Read the rest of the line behind ``--%``, up to a pipe or ``&&`` outside double quotes."""
        self._skip_white_space()
        self._start = self.index
        quoted = False
        while self.index < self.length:
            char = self.script[self.index]
            if char in "\r\n":
                break
            if char in DOUBLE_QUOTES:
                quoted = not quoted
            elif not quoted and (char == "|" or (char == "&" and self._peek(1) == "&")):
                break
            self.index += 1
        return self._token("Generic", self.script[self._start : self.index])

    # --- tokens that the parser asks for by name ------------------------------------------------------------------

    def member_access(self, bracket: bool) -> Token | None:
        """Read ``.``, ``::``, ``?.``, and ``[`` or ``?[`` where asked for, if it follows at once (comments may stand between)."""
        while self._peek() == "<" and self._peek(1) == "#":
            self._start = self.index
            self.index += 2
            self._scan_block_comment()
        char, behind = self._peek(), self._peek(1)
        self._start = self.index
        blank = behind in WHITE_SPACE or behind in "\0\r\n"
        if char == ".":
            if behind == "." or (self.mode == "Command" and blank):
                return None
            return self._take("Dot", 1)
        if char == ":" and behind == ":":
            third = self._peek(2)
            if self.mode == "Command" and (third in WHITE_SPACE or third in "\0\r\n"):
                return None
            return self._take("ColonColon", 2)
        if char == "[" and bracket:
            return self._take("LBracket", 1)
        if char == "?" and behind == ".":
            return self._take("QuestionDot", 2)
        if char == "?" and behind == "[" and bracket:
            return self._take("QuestionLBracket", 2)
        return None

    def _take(self, kind: str, length: int) -> Token:
        self.index += length
        return self._token(kind)

    def invocation(self) -> Token | None:
        """Read the ``(`` or ``{`` that must follow a method's name at once."""
        char = self._peek()
        if char in "({":
            self._start = self.index
            return self._take("LParen" if char == "(" else "LCurly", 1)
        return None

    def left_bracket(self) -> Token | None:
        """Read a ``[`` that begins an attribute or type, behind white space and comments."""
        begin = self.index
        back = False
        while True:
            self._start = self.index
            char = self._peek()
            if char in WHITE_SPACE:
                back = True
                self._skip_white_space()
            elif char == "#":
                back = True
                self.index += 1
                self._scan_line_comment()
            elif char == "<" and self._peek(1) == "#":
                back = False
                self.index += 2
                self._scan_block_comment()
            elif char == "[":
                return self._take("LBracket", 1)
            else:
                if char in ".:" and back:
                    self.index = begin
                return None

    def may_begin_bracket(self) -> bool:
        """Say whether a left bracket can be the next token: one may stand here, or something that is passed over."""
        found = _WHITE_SPACE.match(self.script, self.index)
        index = found.end() if found else self.index
        return index < self.length and self.script[index] in "[#<`"

    def assembly_name(self) -> str:
        """Read an assembly's name with its properties behind a type name's comma."""
        pieces = [self._assembly_piece()]
        while self._peek() == ",":
            self.index += 1
            pieces.append(", " + self._assembly_piece())
            if self._peek() == "=":
                self.index += 1
                pieces.append("=" + self._assembly_piece())
        return "".join(pieces)

    def _assembly_piece(self) -> str:
        self._skip_white_space()
        self._start = self.index
        while self._peek() not in _ASSEMBLY_ENDS:
            self.index += 1
        piece = self.script[self._start : self.index]
        self._skip_white_space()
        return piece

    # --- the main loop --------------------------------------------------------------------------------------------

    def next_token(self) -> Token:
        """Read the next token."""
        while True:
            self._skip_white_space()
            self._start = self.index
            if self.index >= self.length:
                place = self.length + self._adjustment
                self.index = self.length + 1
                return Token("EndOfInput", place + 1, place + 1, "", None, None)
            char = self.script[self.index]
            self.index += 1
            if "a" <= char <= "z" or "A" <= char <= "Z" or char == "_":
                return self._scan_identifier()
            if char == "#":
                self._scan_line_comment()
                continue
            if char == "<" and self._peek() == "#":
                self.index += 1
                self._scan_block_comment()
                continue
            if char == "`":
                token = self._scan_backtick()
                if token is None:
                    continue
                return token
            return self._scan_special(char)

    def _scan_backtick(self) -> Token | None:
        """Read what a backtick begins: a line continuation (None), or a token with an escaped first character."""
        behind = self._peek()
        if self.index >= self.length:
            self._tell("IncompleteString", self.index + 1, self.index + 1, incomplete=True)
            return None
        if behind in "\r\n":
            self.index += 2 if self.script.startswith("\r\n", self.index) else 1
            return None
        if behind in WHITE_SPACE:
            return None
        escaped, self.index = strings.resolve_escape(self.script, self.index, self._tell)
        return self._scan_generic(escaped)

    def _scan_special(self, char: str) -> Token:
        if char == "$":
            if self._peek() == "(":
                return self._take("DollarParen", 1)
            return self._scan_variable(False)
        if char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
            return self._scan_string(char)
        if char == "\n" or char == "\r":
            if char == "\r" and self._peek() == "\n":
                self.index += 1
            return self._token("NewLine")
        if char == "[":
            if self.mode == "Command" and self._peek() not in _TOKEN_ENDS:
                return self._scan_generic("[")
            return self._token("LBracket")
        if char in _SIMPLE:
            return self._token(_SIMPLE[char])
        if "0" <= char <= "9":
            return self._scan_redirection_or_number(char)
        if char in DASHES:
            return self._scan_dash()
        if char == "@":
            return self._scan_at()
        if char == ".":
            return self._scan_dot()
        if char == "=":
            return self._operator("Equals")
        if char in "+*/%":
            return self._scan_arithmetic(char)
        if char == ">":
            return self._file_redirection("Output")
        if char == "<":
            return self._token("RedirectInStd")
        if char in "&|":
            if self._peek() == char:
                return self._take("AndAnd" if char == "&" else "OrOr", 1)
            return self._token("Ampersand" if char == "&" else "Pipe")
        if char == "!":
            return self._scan_exclamation()
        if char == ":":
            return self._scan_colon()
        if char == "?" and self.mode == "Expression":
            if self._peek() != "?":
                return self._token("QuestionMark")
            return self._take("QuestionQuestionEquals", 2) if self._peek(1) == "=" else self._take("QuestionQuestion", 1)
        if is_letter(char):
            return self._scan_identifier()
        return self._scan_generic(char)

    def _scan_arithmetic(self, char: str) -> Token:
        behind = self._peek()
        name = {"+": "Plus", "*": "Multiply", "/": "Divide", "%": "Rem"}[char]
        if behind == "=":
            self.index += 1
            return self._operator("RemainderEquals" if char == "%" else name + "Equals")
        if char == "+":
            if behind == "+":
                self.index += 1
                return self._operator("PlusPlus")
            if self.allow_signed_numbers and (behind.isdecimal() or behind == "."):
                return self._scan_number()
        if char == "*" and behind == ">":
            if self.script.startswith(">&1", self.index):
                self.index += 3
                return self._token("Redirection", ("All", "Output"), "merge")
            self.index += 1
            return self._file_redirection("All")
        return self._operator(name)

    def _scan_dash(self) -> Token:
        behind = self._peek()
        if behind in DASHES:
            self.index += 1
            return self._operator("MinusMinus")
        if behind == "=":
            self.index += 1
            return self._operator("MinusEquals")
        if is_letter(behind) or behind in "_?":
            return self._scan_parameter()
        if self.allow_signed_numbers and (behind.isdecimal() or behind == "."):
            return self._scan_number()
        return self._operator("Minus")

    def _scan_at(self) -> Token:
        behind = self._peek()
        if behind == "{":
            return self._take("AtCurly", 1)
        if behind == "(":
            return self._take("AtParen", 1)
        if behind in SINGLE_QUOTES or behind in DOUBLE_QUOTES:
            return self._scan_here_string()
        if is_variable_start(behind):
            return self._scan_variable(True)
        self._tell("UnrecognizedToken", self.index - 1, self.index)
        return self._token("Unknown")

    def _scan_redirection_or_number(self, char: str) -> Token:
        if self._peek() != ">" or char not in "123456":
            return self._scan_number()
        stream = ("Output", "Error", "Warning", "Verbose", "Debug", "Information")[int(char) - 1]
        if self._peek(1) == "&" and self._peek(2) in "12":
            target = "Output" if self._peek(2) == "1" else "Error"
            self.index += 3
            return self._token("Redirection", (stream, target), "merge")
        if self.mode == "Expression":
            return self._token("Number", (int(char), "Int32"))
        self.index += 1
        return self._file_redirection(stream)

    def _file_redirection(self, stream: str) -> Token:
        append = self._peek() == ">"
        if append:
            self.index += 1
        return self._token("Redirection", (stream, append), "file")

    def _scan_exclamation(self) -> Token:
        behind = self._peek()
        if self.mode == "Command" and behind not in _TOKEN_ENDS:
            return self._scan_generic("!")
        if self.mode == "Expression":
            if is_identifier_start(behind):
                return self._scan_generic("!")
            if behind.isdecimal() or behind == ".":
                # "!1a" is a command's name, "!1" a negation. The helper appends the digit run behind "!" unseen,
                # so only what ends the number decides.
                start = self._start
                self._start = self.index
                number = self._match_number()
                self._start = start
                if number is None or number["hex"] is not None or number["binary"] is not None:
                    return self._scan_generic("!")
        return self._token("Exclaim")

    def _scan_colon(self) -> Token:
        if self._peek() == ":":
            self.index += 1
            if self.mode == "Command" and not self.want_simple_name and self._peek() not in _TOKEN_ENDS:
                return self._scan_generic("::")
            return self._token("ColonColon")
        if self.mode == "Command":
            return self._scan_label()
        return self._token("Colon")


def begins_signature(comment: str) -> bool:
    """Say whether a comment (without its ``#``) looks like the first line of a signature block."""
    squeezed = "".join(char for char in comment if char not in WHITE_SPACE).lower() + "\n"
    return 14 <= len(squeezed) <= 34 and sum(char in squeezed for char in _SIGNATURE) > 14 and _distance(squeezed, _SIGNATURE) < 10


def _distance(first: str, second: str) -> int:
    """Return the Levenshtein distance of two texts."""
    row = list(range(len(second) + 1))
    for number, char in enumerate(first, 1):
        before, row[0] = row[0], number
        for column, other in enumerate(second, 1):
            before, row[column] = row[column], before if char == other else 1 + min(before, row[column], row[column - 1])
    return row[-1]
