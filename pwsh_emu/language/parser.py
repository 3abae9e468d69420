"""The parser's façade: a text goes in, PowerShell's syntax tree and its parse errors come out.

`parse` runs the table-driven pass, which is fast and knows only right texts, and the checks over the finished tree. Where
one of them finds fault, the error pass reads the text again the slow way and says what PowerShell says about it.
Everything above the language layer calls this.
"""

from __future__ import annotations

import gc
import re

from pwsh_emu.language import lalr
from pwsh_emu.language.ast import ScriptBlockAst
from pwsh_emu.language.characters import LateRegex
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.source import Source

_LARGE = 100_000
"""How many characters make a tree that the collector should not walk as if it were new."""


class ParseResult:
    """A text's tree with the errors found in it; the tree of a text with errors is only good for completion."""

    __slots__ = ("ast", "errors")

    def __init__(self, ast: ScriptBlockAst, errors: list[ParseError]) -> None:
        self.ast = ast
        self.errors = errors


def parse(text: str, file: str | None = None, types: dict[str, str] | None = None) -> ParseResult:
    """Parse a script's text; ``file`` is the path that extents and messages name, ``types`` the types there are already (see Source)."""
    source = Source(text, file)
    if types:
        source.types = types
    collecting = gc.isenabled()
    gc.disable()  # a tree is many objects and no garbage
    try:
        tree = _fast(text, source)
        if tree is not None:
            return ParseResult(tree, [])
        from pwsh_emu.language import errorpass

        return ParseResult(*errorpass.parse(text, file, source))
    finally:
        if collecting:
            if len(text) > _LARGE:  # hand the tree to the oldest generation unseen
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _fast(text: str, source: Source) -> ScriptBlockAst | None:
    """Return the tree of a text without fault, None where the error pass must look at it."""
    result = lalr.parse(text, source)
    if result is None:
        return None
    tree, requires = result
    from pwsh_emu.language import semantics

    if _has_code_in_signature(tree, text):
        return None
    if requires and not _read_requirements(tree, requires, source):
        return None
    return None if semantics.check(tree) else tree


_SIGNATURE_WORD = LateRegex(r"#([^\r\n]*(?:sig|begin|block)[^\r\n]*)", re.IGNORECASE)


def _has_code_in_signature(tree: ScriptBlockAst, text: str) -> bool:
    """Say whether something stands behind what may be a signature; whether it is one is left to the error pass."""
    found = _SIGNATURE_WORD.search(text) if "#" in text else None
    if found is None:
        return False
    from pwsh_emu.language.tokenizer import begins_signature

    last = max((node.end for node in tree.children()), default=0)
    return any(begins_signature(match[1]) for match in _SIGNATURE_WORD.finditer(text, found.start(), last))


def _read_requirements(tree: ScriptBlockAst, requires: list[tuple[int, int]], source: Source) -> bool:
    """Read the ``#requires`` lines into the tree; say whether they are sound."""
    from pwsh_emu.language.errorpass.declarations import DeclarationRules
    from pwsh_emu.language.errorpass.requires import script_requirements

    rules = DeclarationRules(source)
    rules.tokenizer.requires = [(start + 1, end) for start, end in requires]
    tree.requirements = script_requirements(rules)
    return not rules.errors
