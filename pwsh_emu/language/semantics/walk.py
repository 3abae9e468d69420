"""The order in which PowerShell's visitors come to a node's children: it decides the order of errors."""

from __future__ import annotations

from functools import cache
from typing import Any

from pwsh_emu.language import ast
from pwsh_emu.language.ast import Ast

_ORDER: dict[type[Ast], tuple[str, ...]] = {
    ast.ScriptBlockAst: (
        "using_statements", "attributes", "param_block", "dynamic_param_block", "begin_block", "process_block", "end_block",
        "clean_block",
    ),
    ast.NamedBlockAst: ("traps", "statements"),
    ast.StatementBlockAst: ("traps", "statements"),
    ast.ParameterAst: ("attributes", "name", "default_value"),
    ast.TypeDefinitionAst: ("attributes", "base_types", "members"),
    ast.PropertyMemberAst: ("property_type", "attributes", "initial_value"),
    ast.FunctionMemberAst: ("attributes", "return_type", "function"),
    ast.FunctionDefinitionAst: ("parameters", "body"),
    ast.CommandAst: ("elements", "redirections"),
    ast.CommandExpressionAst: ("expression", "redirections"),
    ast.ForStatementAst: ("initializer", "condition", "iterator", "body"),
    ast.ForEachStatementAst: ("variable", "condition", "throttle_limit", "body"),
    ast.TrapStatementAst: ("trap_type", "body"),
    ast.DataStatementAst: ("body",),
    ast.BaseCtorInvokeMemberExpressionAst: ("arguments",),
}  # fmt: skip


@cache
def fields_of(kind: Any) -> tuple[str, ...]:
    """Return the names of a node class's fields that may hold children, in visiting order."""
    known = _ORDER.get(kind)
    if known is not None:
        return known
    plain = ("str", "str | None", "int", "bool", "Any", "TypeName", "tuple[str, ...]", "tuple[TypeName, ...]")
    return tuple(item.name for item in kind.fields if item.type not in plain)


def children(node: Ast) -> list[Ast]:
    """Return a node's children in visiting order."""
    found: list[Ast] = []
    kind: Any = type(node)
    for name in fields_of(kind):
        value = getattr(node, name)
        if value.__class__ is list or value.__class__ is tuple:
            _collect(value, found)
        elif isinstance(value, Ast):
            found.append(value)
    return found


def _collect(values: Any, found: list[Ast]) -> None:
    for value in values:
        if isinstance(value, Ast):
            found.append(value)
        elif value.__class__ is tuple:
            found.extend(item for item in value if isinstance(item, Ast))


def pure_expression(pipeline: Ast) -> ast.ExpressionAst | None:
    """Return a pipeline's only expression, None where it is a command, has redirections or runs in the background."""
    if isinstance(pipeline, ast.PipelineAst) and len(pipeline.elements) == 1 and not pipeline.background:
        pipeline = pipeline.elements[0]
    if isinstance(pipeline, ast.CommandExpressionAst) and not pipeline.redirections:
        return pipeline.expression
    return None
