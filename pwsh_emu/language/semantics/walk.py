"""The order in which PowerShell's visitors come to a node's children: it decides the order of errors."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter

from pwsh_emu.language import ast
from pwsh_emu.language.ast import Ast
from pwsh_emu.language.node import NodeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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


@cache
def reader_of(kind: Any, *, last_first: bool = False) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that reads the fields of a node class that may hold children, in visiting order or the other way round."""
    names = fields_of(kind)[:: -1 if last_first else 1]
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda node: (only(node),)
    return attrgetter(*names) if names else lambda node: ()


def children(node: Ast) -> list[Ast]:
    """Return a node's children in visiting order."""
    found: list[Ast] = []
    for value in reader_of(node.__class__)(node):
        if not value:
            continue
        kind = value.__class__
        if kind is list or kind is tuple:
            for item in value:
                if item.__class__.__class__ is NodeType:
                    found.append(item)
                elif item.__class__ is tuple:
                    found.extend([part for part in item if part.__class__.__class__ is NodeType])
        elif kind.__class__ is NodeType:
            found.append(value)
    return found


def pure_expression(pipeline: Ast) -> ast.ExpressionAst | None:
    """Return a pipeline's only expression, None where it is a command, has redirections or runs in the background."""
    if isinstance(pipeline, ast.PipelineAst) and len(pipeline.elements) == 1 and not pipeline.background:
        pipeline = pipeline.elements[0]
    if isinstance(pipeline, ast.CommandExpressionAst) and not pipeline.redirections:
        return pipeline.expression
    return None
