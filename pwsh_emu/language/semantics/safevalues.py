"""Which trees have a value that can be worked out without running anything: Ast.SafeGetValue (SafeValues.cs, IsSafeValueVisitor)."""

from __future__ import annotations

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import PRIMITIVES, TypeResolver
from pwsh_emu.language.semantics.walk import pure_expression

_CONSTANTS = frozenset({"true", "false", "null"})
_UNARY = frozenset({"Exclaim", "Not", "Minus", "Plus", "Bnot"})
MOST_KEYS = 500  # of a hashtable whose size is limited


def is_safe(node: ast.Ast, resolver: TypeResolver, *, any_size: bool = False) -> bool:
    """Tell whether a tree is safe; ``any_size`` also takes hashtables of more than 500 keys."""

    def safe(one: ast.Ast) -> bool:
        return is_safe(one, resolver, any_size=any_size)

    match node:
        case ast.ConstantExpressionAst() | ast.StringConstantExpressionAst() | ast.ScriptBlockExpressionAst():
            return True
        case ast.VariableExpressionAst():
            return not node.splatted and (node.name.lower() in _CONSTANTS or node.name.lower() == "args")
        case ast.ExpandableStringExpressionAst():
            return all(safe(part) for part in node.parts if isinstance(part, ast.Ast))
        case ast.IndexExpressionAst():
            return safe(node.index) and safe(node.target)
        case ast.UnaryExpressionAst():
            return node.operator in _UNARY and safe(node.child)
        case ast.ConvertExpressionAst():
            constraint = node.attribute
            return isinstance(constraint, ast.TypeConstraintAst) and resolver.resolve(constraint.type_name) in PRIMITIVES and safe(node.child)
        case ast.SubExpressionAst() | ast.ArrayExpressionAst() | ast.UsingExpressionAst():
            return safe(node.sub_expression)
        case ast.StatementBlockAst():
            return all(safe(statement) for statement in node.statements)
        case ast.PipelineAst():
            expression = pure_expression(node)
            return expression is not None and safe(expression)
        case ast.ParenExpressionAst():
            return safe(node.pipeline)
        case ast.ArrayLiteralAst():
            return all(safe(element) for element in node.elements)
        case ast.HashtableAst():
            return (any_size or len(node.pairs) <= MOST_KEYS) and all(safe(key) and safe(value) for key, value in node.pairs)
    return False
