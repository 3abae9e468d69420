"""The compiler: a script block's tree becomes Python code on its first run.

blocks        names, constants, extents, functions; CompiledBlock
expressions   values and conditions
targets       variables, assignment targets, ++ and --
loops         while, do, for, foreach, switch
statements    lists, conditions, jumps, try, trap, definitions
commands      commands, pipelines, redirections
sites         what a call site or type name keeps beside the code
support, calls   what compiled code calls while it runs
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language.ast import ExpressionAst, NamedBlockAst, ParameterAst, ScriptBlockAst
from pwsh_emu.runtime.compile.blocks import CompiledBlock, parameters_of
from pwsh_emu.runtime.compile.commands import CommandCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def compile_method(ast: ScriptBlockAst, parameters: list[ParameterAst] | None = None) -> CompiledBlock:
    """Compile the body of a class method, whose value is what ``return`` gives (``Frame.result``)."""
    return ast.compiled or compile_block(ast, parameters, in_method=True)


def compile_block(
    ast: ScriptBlockAst, parameters: list[ParameterAst] | None = None, is_filter: bool = False, *, in_method: bool = False
) -> CompiledBlock:
    """Compile a script block; the result is kept at ``ast.compiled`` and holds nothing of a session."""
    compiler = CommandCompiler(ast)
    compiler.in_method = in_method
    parts: dict[str, str] = {}
    for part, block in (
        ("begin", ast.begin_block),
        ("process", ast.process_block),
        ("end", ast.end_block),
        ("clean", ast.clean_block),
        ("dynamicparam", ast.dynamic_param_block),
    ):
        if block is not None:
            if is_filter and block.unnamed and part == "end":
                part = "process"
            parts[part] = _part(compiler, ast, block)
    defaults = {}
    for parameter in parameters_of(ast, parameters):
        compiler.cell_index(parameter.name.name)
        value = parameter.default_value
        if value is not None:
            compiler.at(value)
            defaults[parameter.name.name.lower()] = _default(compiler, value)
    compiled = compiler.finish()
    for part, name in parts.items():
        setattr(compiled, part, compiler.namespace[name])
    compiled.defaults = {name: compiler.namespace[function] for name, function in defaults.items()}
    compiled.whole = _whole(compiled)
    ast.compiled = compiled
    return compiled


def compile_expression(ast: ScriptBlockAst, node: ExpressionAst) -> CompiledBlock:
    """Compile one expression as the end block of a script block; the code returns its value as it is."""
    compiler = CommandCompiler(ast)
    compiler.at(node)
    name = compiler.function_of("value", lambda: compiler.add(compiler.return_(compiler.expr(node))))
    compiled = compiler.finish()
    compiled.end = compiled.whole = compiler.namespace[name]
    ast.compiled = compiled
    return compiled


def _default(compiler: CommandCompiler, value: ExpressionAst) -> str:
    return compiler.function_of("value", lambda: compiler.add(compiler.return_(compiler.expr(value))))


def _part(compiler: CommandCompiler, ast: ScriptBlockAst, block: NamedBlockAst) -> str:
    compiler.at(block)

    def write() -> None:
        if ast.using_statements and block in (ast.begin_block or ast.end_block or ast.process_block, None):
            for using in ast.using_statements:
                compiler.at(using)
                compiler.add(compiler.expr_stmt(compiler.run("run_using", compiler.frame(), compiler.constant(using))))
        compiler.statements(block.statements, block.traps)

    return compiler.function_of("main", write)


def _whole(compiled: CompiledBlock) -> Callable[[Any, Any], Any]:
    """Return the function that runs begin, process and end in turn, without pipeline input."""
    parts = [part for part in (compiled.begin, compiled.process, compiled.end) if part is not None]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return compiled.whole

    def whole(frame: Any, out: Any) -> None:
        for part in parts:
            part(frame, out)

    return whole
