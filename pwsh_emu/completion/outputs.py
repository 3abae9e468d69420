"""What a statement or block puts out: the pipelines in it whose results nothing takes, and the table that an expression is written as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.language import ast

_BODIES = (
    ast.WhileStatementAst, ast.DoWhileStatementAst, ast.DoUntilStatementAst, ast.ForStatementAst, ast.ForEachStatementAst, ast.DataStatementAst,
    ast.BlockStatementAst,
)  # fmt: skip
_STEPS = frozenset(("plusplus", "minusminus", "postfixplusplus", "postfixminusminus"))
STATEMENTS = (
    *_BODIES, ast.IfStatementAst, ast.SwitchStatementAst, ast.TryStatementAst, ast.ReturnStatementAst, ast.PipelineChainAst, ast.StatementBlockAst,
    ast.NamedBlockAst, ast.ScriptBlockAst,
)  # fmt: skip


def outputs(node: Any) -> Iterator[ast.Ast]:
    """Yield the pipelines of a statement or block that it puts out, in order."""
    if isinstance(node, ast.ScriptBlockAst):
        for block in (node.begin_block, node.process_block, node.end_block):
            yield from outputs(block)
    elif isinstance(node, (ast.NamedBlockAst, ast.StatementBlockAst)):
        for statement in node.statements:
            yield from outputs(statement)
    elif isinstance(node, _BODIES):
        yield from outputs(node.body)
    elif isinstance(node, ast.IfStatementAst):
        for _, body in node.clauses:
            yield from outputs(body)
        yield from outputs(node.else_clause)
    elif isinstance(node, ast.SwitchStatementAst):
        for _, body in node.clauses:
            yield from outputs(body)
        yield from outputs(node.default)
    elif isinstance(node, ast.TryStatementAst):
        yield from outputs(node.body)
        for clause in node.catch_clauses:
            yield from outputs(clause.body)
        yield from outputs(node.finally_)
    elif isinstance(node, ast.ReturnStatementAst):
        yield from outputs(node.pipeline)
    elif isinstance(node, ast.PipelineChainAst):
        yield from outputs(node.lhs)
        yield from outputs(node.rhs)
    elif isinstance(node, ast.PipelineAst):
        first = node.elements[0] if len(node.elements) == 1 else None
        expression = first.expression if isinstance(first, ast.CommandExpressionAst) else None
        if not (isinstance(expression, ast.UnaryExpressionAst) and expression.operator.lower() in _STEPS):
            yield node
    elif isinstance(node, (ast.CommandExpressionAst, ast.CommandAst)):
        yield node


def written_table(node: Any) -> ast.HashtableAst | None:
    """Return the table literal that an expression is, through parentheses and casts; None where it is none."""
    while node is not None:
        if isinstance(node, ast.HashtableAst):
            return node
        if isinstance(node, ast.AttributedExpressionAst):
            node = node.child
        elif isinstance(node, ast.ParenExpressionAst):
            node = node.pipeline
        elif isinstance(node, ast.PipelineAst) and len(node.elements) == 1:
            node = node.elements[0]
        elif isinstance(node, ast.CommandExpressionAst):
            node = node.expression
        else:
            return None
    return None


def keys_of(table: ast.HashtableAst) -> list[str]:
    """Return the keys of a table literal that are written as words or strings."""
    return [key.value for key, _ in table.pairs if isinstance(key, ast.StringConstantExpressionAst)]


def entry_of(table: ast.HashtableAst, key: str) -> Any:
    """Return what a table literal gives a key, None where it does not have it."""
    for name, value in table.pairs:
        if str(getattr(name, "value", "")).lower() == key.lower():
            return value
    return None
