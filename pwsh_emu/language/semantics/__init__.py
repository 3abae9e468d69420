"""The checks that PowerShell makes over a finished tree, callable on any tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pwsh_emu.language.ast import ScriptBlockAst
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.messages import message
from pwsh_emu.language.recursion import DeepRecursion
from pwsh_emu.language.semantics.checks import SemanticChecks
from pwsh_emu.language.semantics.resolver import TypeResolver


def check(script: ScriptBlockAst, resolver: TypeResolver | None = None, module_exists: Callable[[str], bool] | None = None) -> list[ParseError]:
    """Return the errors of a whole script's tree that the parser itself cannot see, in PowerShell's order.

    ``module_exists`` tells whether ``using module NAME`` finds a module; without it only PowerShell's own are known.
    """
    resolver = resolver or _resolver(script)
    checks = SemanticChecks(script, resolver)
    with DeepRecursion():
        checks.run()
        if not checks.has_types and not any(using.using_kind == "Module" for using in script.using_statements):
            return checks.errors
        from pwsh_emu.language.semantics.symbols import SymbolResolver

        errors: list[ParseError] = []
        SymbolResolver(resolver, _reporter(errors), module_exists).resolve(script)
    return errors + checks.errors


def check_definitions(script: ScriptBlockAst, resolver: TypeResolver | None = None) -> list[ParseError]:
    """Return what keeps a script's classes and enums from being defined: duplicates, sealed bases, bad enumerators.

    PowerShell finds these when it compiles the script, and reports them as parse errors before anything runs.
    """
    from pwsh_emu.language.semantics.definitions import TypeDefiner

    errors: list[ParseError] = []
    TypeDefiner(resolver or _resolver(script), _reporter(errors)).define(script)
    return errors


def check_block(
    script: ScriptBlockAst, resolver: TypeResolver, commands: set[str] | None, variables: Sequence[str], *, environment: bool
) -> list[ParseError]:
    """Return what keeps a script block from being restricted language (ScriptBlock.CheckRestrictedLanguage): only its end block may hold anything.

    The parameters after ``resolver`` are those of `restricted.check_restricted`.
    """
    from pwsh_emu.language.semantics.restricted import check_restricted

    errors: list[ParseError] = []
    report = _reporter(errors)
    block = script.begin_block or script.process_block or script.param_block
    if block is not None:
        report(block.start, block.end, "InvalidScriptBlockInDataSection")
    end = script.end_block
    if end is not None:
        check_restricted([*end.traps, *end.statements], script.source.text, resolver, report, commands, variables, environment=environment)
    return errors


def _resolver(script: ScriptBlockAst) -> TypeResolver:
    return TypeResolver([using.name.value for using in script.using_statements if using.name is not None], script.source.types)


def _reporter(errors: list[ParseError]) -> Callable[..., None]:
    def report(start: int, end: int, error_id: str, *arguments: object) -> None:
        errors.append(ParseError(error_id, start, end, message(error_id, *arguments)))

    return report
