"""The checks that PowerShell makes over a finished tree, callable on any tree."""

from __future__ import annotations

from pwsh_emu.language.ast import ScriptBlockAst
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.semantics.checks import SemanticChecks
from pwsh_emu.language.semantics.resolver import TypeResolver


def check(script: ScriptBlockAst, resolver: TypeResolver | None = None) -> list[ParseError]:
    """Return the errors of a whole script's tree, in PowerShell's order (types of classes first)."""
    if resolver is None:
        resolver = TypeResolver([using.name.value for using in script.using_statements if using.name is not None])
    checks = SemanticChecks(script, resolver)
    checks.run()
    if not checks.has_types and not any(using.using_kind == "Module" for using in script.using_statements):
        return checks.errors
    from pwsh_emu.language.messages import message
    from pwsh_emu.language.semantics.symbols import SymbolResolver

    errors: list[ParseError] = []

    def report(start: int, end: int, error_id: str, *arguments: object) -> None:
        errors.append(ParseError(error_id, start, end, message(error_id, *arguments)))

    SymbolResolver(resolver, report).resolve(script)
    return errors + checks.errors
