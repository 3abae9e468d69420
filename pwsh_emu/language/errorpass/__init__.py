"""The exact parser: PowerShell's own way through a text, with its recovery from errors.

It builds the whole tree of a valid text, and for any other one it finds the errors that PowerShell reports, in its order.
"""

from __future__ import annotations

from pwsh_emu.language.ast import ScriptBlockAst, TypeName
from pwsh_emu.language.errorpass.base import ScriptTooComplicated
from pwsh_emu.language.errorpass.declarations import DeclarationRules
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.recursion import DeepRecursion
from pwsh_emu.language.source import Source


def parse(text: str, file: str | None = None, source: Source | None = None) -> tuple[ScriptBlockAst, list[ParseError]]:
    """Parse a script: return its tree and its parse errors, in PowerShell's order."""
    from pwsh_emu.language.errorpass.requires import script_requirements
    from pwsh_emu.language.semantics import check

    rules = DeclarationRules(source or Source(text, file))
    try:
        with DeepRecursion():
            block = rules.script_block(None, False)
            block.requirements = script_requirements(rules)
            rules.add(check(block))
    except (ScriptTooComplicated, RecursionError):
        rules.error(rules.tokenizer.extent(), "ScriptTooComplicated")
        return ScriptBlockAst(0, len(text), rules.source), rules.errors
    return block, rules.errors


def parse_type_name(text: str) -> TypeName | None:
    """Parse a type name that stands alone; None where the text is anything else."""
    rules = DeclarationRules(Source(text.strip()))
    try:
        result = rules.type_name(True)
    except ScriptTooComplicated:
        return None
    if result is None or rules.errors or rules.source.text[result.start : result.end] != rules.source.text:
        return None
    return result
