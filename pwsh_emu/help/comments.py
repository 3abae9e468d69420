"""Comment-based help: which comments of a script or function are its help, and what they say. Rules: about_Comment_Based_Help."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree

if TYPE_CHECKING:
    from pwsh_emu.language.source import Source
    from pwsh_emu.language.tokenlist import TokenList
    from pwsh_emu.language.tokens import Token
    from pwsh_emu.runtime.scriptblock import ScriptBlock

_DIRECTIVE = re.compile(r"^\s*\.(\w+)(\s+(\S.*))?\s*$")
_BLANK = re.compile(r"^\s*$")
_NEAR = 2  # lines between a comment and what it belongs to
_FAR = 1 << 60
_INDENT = " \t\xa0"
_VALUES = {
    "FORWARDHELPTARGETNAME": "forward_target",
    "FORWARDHELPCATEGORY": "forward_category",
    "REMOTEHELPRUNSPACE": "remote_runspace",
    "EXTERNALHELP": "external_help",
}
_TEXTS = {"SYNOPSIS": "synopsis", "DESCRIPTION": "description", "NOTES": "notes"}
_NAMES = {"COMPONENT": "component", "ROLE": "role", "FUNCTIONALITY": "functionality"}
_LISTS = {"EXAMPLE": "examples", "INPUTS": "inputs", "OUTPUTS": "outputs"}


class CommentHelp:
    """What help comments say. Sections are texts as written; ``parameters`` are keyed by upper-case name."""

    def __init__(self) -> None:
        self.synopsis = ""
        self.description = ""
        self.notes = ""
        self.component: str | None = None
        self.role: str | None = None
        self.functionality: str | None = None
        self.forward_target = ""
        self.forward_category = ""
        self.remote_runspace = ""
        self.external_help = ""
        self.parameters: dict[str, str] = {}
        self.examples: list[str] = []
        self.inputs: list[str] = []
        self.outputs: list[str] = []
        self.links: list[str] = []

    def parameter(self, name: str) -> str:
        return self.parameters.get(name.upper(), "")


def help_of(block: ScriptBlock) -> CommentHelp | None:
    """Return the help that the comments of a function or script give; None where none of them is help."""
    found = _Finder(block).find()
    if found is None:
        return None
    comments, described = found
    result = CommentHelp()
    _analyze(_lines(comments), result)
    for parameter, text in zip(block.metadata.parameters, described, strict=False):
        result.parameters.setdefault(parameter.upper(), text)
    return result


@lru_cache(maxsize=8)
def _tokens_of(text: str) -> TokenList:
    """Return the tokens of a text; the functions of a file, which a search goes through one by one, share theirs."""
    from pwsh_emu.language.tokenlist import read_tokens

    return read_tokens(text)


class _Finder:
    """Looks for help comments around and inside one script block."""

    def __init__(self, block: ScriptBlock) -> None:
        self._block = block
        self._body: tree.ScriptBlockAst = block.ast
        self._source: Source = block.ast.source
        listed = _tokens_of(self._source.text)
        self._tokens: list[Token] = listed.tokens
        self._function = next(
            (node for node in listed.ast.walk() if isinstance(node, tree.FunctionDefinitionAst) and node.body.start == self._body.start), None
        ) if self._source.text[self._body.start : self._body.start + 1] == "{" else None  # fmt: skip

    def find(self) -> tuple[list[Token], list[str]] | None:
        tokens = self._tokens
        if not tokens:
            return None
        is_root = False
        if self._function is not None:
            first = self._first_in(self._function.start)
            block = self._preceding(first, _NEAR)
            if _is_help(block):
                return block, self._described(first)
            start = self._first_in(self._function.body.start) + 1
            last = self._last_in(self._function.end)
            saved = first
        elif self._source.text[self._body.start : self._body.start + 1] == "{":
            start = saved = self._first_in(self._body.start) + 1
            last = self._last_in(self._body.end)
        else:
            is_root = True
            start = saved = 0
            last = len(tokens)  # PowerShell's list ends in a token of its own
        while True:
            block, start = self._following(start)
            if not block:
                break
            if not _is_help(block):
                continue
            if is_root and self._belongs_to_first_function(block):
                break
            return block, self._described(saved)
        block = self._preceding(last, self._line(tokens[last].start) if last < len(tokens) else _FAR)
        return (block, self._described(saved)) if _is_help(block) else None

    def _belongs_to_first_function(self, block: list[Token]) -> bool:
        end = self._body.end_block
        if end is None or not end.unnamed or not end.statements:
            return False
        first = end.statements[0]
        return isinstance(first, tree.FunctionDefinitionAst) and self._line(first.start) - self._line(block[-1].end) <= _NEAR

    # --- tokens ---
    def _line(self, offset: int) -> int:
        return self._source.position(offset)[0]

    def _first_in(self, start: int, at: int = 0) -> int:
        while at < len(self._tokens) and self._tokens[at].end <= start:
            at += 1
        return at

    def _last_in(self, end: int, at: int = 0) -> int:
        while at < len(self._tokens) and self._tokens[at].start < end:
            at += 1
        return at - 1

    def _following(self, at: int) -> tuple[list[Token], int]:
        """Return the comments that stand from a token on without a gap, and where to go on."""
        found: list[Token] = []
        limit = _FAR
        while at < len(self._tokens):
            token = self._tokens[at]
            if self._line(token.start) > limit:
                break
            if token.kind == "Comment":
                found.append(token)
                limit = self._line(token.end) + 1
            elif token.kind != "NewLine":
                break
            at += 1
        return found, at

    def _preceding(self, at: int, nearness: int) -> list[Token]:
        found: list[Token] = []
        limit = (self._line(self._tokens[at].start) if at < len(self._tokens) else self._line(len(self._source.text))) - nearness
        for token in reversed(self._tokens[:at]):
            if self._line(token.end) < limit:
                break
            if token.kind == "Comment":
                found.append(token)
                limit = self._line(token.start) - 1
            elif token.kind != "NewLine":
                break
        return found[::-1]

    def _described(self, start: int) -> list[str]:
        """Return the comments that stand at each parameter: above it, inside it, behind it."""
        result = []
        for parameter in self._block.parameter_list:
            first = self._first_in(parameter.start, start)
            comments = self._preceding(first, _NEAR)
            last = self._last_in(parameter.end, first)
            comments += [token for token in self._tokens[first:last] if token.kind == "Comment"]
            comments += self._following(last + 1)[0]
            result.append(_section(_lines(comments), -1)[0])
        return result


def _lines(comments: list[Token]) -> list[str]:
    lines: list[str] = []
    for comment in comments:
        text = comment.text
        if text.startswith("<"):
            lines += re.split(r"\r\n|\n|\r", text[2:-2])
        else:
            lines.append(text.lstrip("#"))
    return lines


def _is_help(comments: list[Token]) -> bool:
    return bool(comments) and _analyze(_lines(comments), CommentHelp())


def _section(lines: list[str], at: int) -> tuple[str, int]:
    """Return the text below a directive and the index of its last line; the first line's indentation is taken off all."""
    captured: list[str] = []
    indentation = 0
    at += 1
    while at < len(lines):
        line = lines[at]
        if not captured and _BLANK.match(line):
            at += 1
            continue
        if _DIRECTIVE.match(line):
            break
        if not captured:
            indentation = len(line) - len(line.lstrip(_INDENT))
        start = 0
        while start < min(len(line), indentation) and line[start] in _INDENT:
            start += 1
        captured.append(line[start:] + "\n")
        at += 1
    return "".join(captured), at - 1


def _analyze(lines: list[str], into: CommentHelp) -> bool:
    """Read help directives; return whether the lines are help at all (a text outside of directives, or an unknown one, says no)."""
    found = False
    at = 0
    while at < len(lines):
        match = _DIRECTIVE.match(lines[at])
        if match is None:
            if not _BLANK.match(lines[at]):
                return False
            at += 1
            continue
        found = True
        word, value = match.group(1).upper(), match.group(3)
        if value is not None:
            if word == "PARAMETER":
                text, at = _section(lines, at)
                into.parameters.setdefault(value.upper().strip(), text)
            elif word in _VALUES:
                setattr(into, _VALUES[word], value.strip())
            else:
                return False
        else:
            text, at = _section(lines, at)
            if not _keep(into, word, text):
                return False
        at += 1
    return found


def _keep(into: CommentHelp, word: str, text: str) -> bool:
    if word in _TEXTS:
        setattr(into, _TEXTS[word], text)
    elif word in _NAMES:
        setattr(into, _NAMES[word], text.strip())
    elif word in _LISTS:
        listed: list[Any] = getattr(into, _LISTS[word])
        listed.append(text)
    elif word == "LINK":
        into.links.append(text.strip())
    else:
        return False
    return True


def example_sections(content: str) -> tuple[str, str, str]:
    """Return an example's prompt, code and remarks: the code ends at the first empty line."""
    match = re.match(r".*?>", content)
    prompt = match.group(0) if match else "PS > "
    if match:
        content = content[len(prompt) :]
    parts = re.match(r"(?s)(.*?)\r?\n\r?\n(.*)$", content)
    if parts:
        return prompt, parts.group(1).strip(), parts.group(2)
    return prompt, content.strip(), ""
