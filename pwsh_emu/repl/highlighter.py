"""Colours of what is being typed: the shell's own tokens and tree, never a guess."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from pwsh_emu.language import ast
from pwsh_emu.language.tokenlist import read_tokens
from pwsh_emu.language.tokens import KEYWORD_KINDS

STYLE = Style.from_dict(
    {
        "comment": "ansigreen",
        "keyword": "ansibrightgreen",
        "string": "ansicyan",
        "number": "ansiwhite",
        "variable": "ansibrightgreen bold",
        "command": "ansibrightyellow",
        "parameter": "ansibrightblack",
        "operator": "ansibrightblack",
        "type": "ansigray",
        "member": "ansigray",
        "error": "ansibrightred",
        "auto-suggestion": "ansibrightblack",
        "continuation": "ansibrightblack",
    }
)
_STRINGS = frozenset(("StringLiteral", "StringExpandable", "HereStringLiteral", "HereStringExpandable"))
_OPERATOR_KINDS = frozenset(
    (
        "Plus Minus Multiply Divide Rem PlusPlus MinusMinus PostfixPlusPlus PostfixMinusMinus DotDot Format Equals PlusEquals MinusEquals "
        "MultiplyEquals DivideEquals RemainderEquals QuestionQuestionEquals QuestionQuestion QuestionMark Exclaim Not Bnot And Or Xor Band Bor Bxor "
        "Join Is IsNot As Shl Shr Ieq Ine Ige Igt Ilt Ile Ilike Inotlike Imatch Inotmatch Ireplace Icontains Inotcontains Iin Inotin Isplit Ceq Cne "
        "Cge Cgt Clt Cle Clike Cnotlike Cmatch Cnotmatch Creplace Ccontains Cnotcontains Cin Cnotin Csplit Pipe AndAnd OrOr Ampersand Redirection"
    ).split()
)


def spans(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, style name) of the coloured parts of a text, in order and without overlaps."""
    read = read_tokens(text)
    kinds: dict[int, str] = {}
    for node in read.ast.walk():
        if isinstance(node, ast.CommandAst) and node.elements and isinstance(node.elements[0], ast.StringConstantExpressionAst):
            kinds[node.elements[0].start] = "command"
        elif isinstance(node, ast.FunctionDefinitionAst):
            kinds[node.name_start] = "command"
    found = []
    for token in read.tokens:
        kind = kinds.get(token.start) or _style_of(token.kind)
        if kind:
            found.append((token.start, token.end, kind))
    for error in read.errors:
        if error.end > error.start and not error.incomplete_input:
            found = [span for span in found if span[1] <= error.start or span[0] >= error.end]
            found.append((error.start, error.end, "error"))
    return sorted(found)


def _style_of(kind: str) -> str | None:
    if kind == "Comment":
        return "comment"
    if kind in KEYWORD_KINDS:
        return "keyword"
    if kind in _STRINGS:
        return "string"
    if kind in ("Number", "Variable", "Parameter", "SplattedVariable"):
        return "variable" if kind == "SplattedVariable" else kind.lower()
    if kind in _OPERATOR_KINDS:
        return "operator"
    return None


class ShellLexer(Lexer):
    """Hands the spans to prompt_toolkit line by line."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return a function that gives the coloured pieces of a line."""
        text = document.text
        try:
            found = spans(text)
        except Exception:  # a half-typed text must never end the prompt
            found = []
        starts = [0]
        for line in document.lines:
            starts.append(starts[-1] + len(line) + 1)

        def get_line(number: int) -> StyleAndTextTuples:
            if number >= len(document.lines):
                return []
            begin, end = starts[number], starts[number] + len(document.lines[number])
            pieces: StyleAndTextTuples = []
            at = begin
            for first, last, style in found:
                first, last = max(first, begin), min(last, end)
                if first >= last or first < at:
                    continue
                if first > at:
                    pieces.append(("", text[at:first]))
                pieces.append((f"class:{style}", text[first:last]))
                at = last
            if at < end:
                pieces.append(("", text[at:end]))
            return pieces

        return get_line
