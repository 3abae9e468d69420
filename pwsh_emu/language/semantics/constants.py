"""Which expressions are constant: arguments of attributes, ``#requires`` and indexes of ``$using:`` must be."""

from __future__ import annotations

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import PRIMITIVES, TypeResolver, is_literal_field
from pwsh_emu.language.semantics.walk import pure_expression

_FOLDING = frozenset(
    [
        "And", "Or", "Xor", "Band", "Bor", "Bxor", "Plus", "Minus", "Multiply", "Divide", "Rem", "Shl", "Shr", "Not", "Exclaim", "Bnot"
    ]
)  # fmt: skip
_CONSTANT_VARIABLES = frozenset({"true", "false", "null"})


class ConstantRules:
    """What counts as constant beside literals: in attributes types, arrays and script blocks, in ``#requires`` tables."""

    __slots__ = ("attribute", "class_attribute", "requires", "resolver")

    def __init__(self, resolver: TypeResolver, attribute: bool = False, class_attribute: bool = False, requires: bool = False) -> None:
        self.resolver = resolver
        self.attribute = attribute
        self.class_attribute = class_attribute
        self.requires = requires

    def is_constant(self, node: ast.Ast) -> bool:
        """Say whether an expression or statement is constant."""
        match node:
            case ast.ConstantExpressionAst() | ast.StringConstantExpressionAst():
                return True
            case ast.VariableExpressionAst():
                return node.name.lower() in _CONSTANT_VARIABLES
            case ast.ArrayLiteralAst():
                return (self.attribute or self.requires) and all(self.is_constant(item) for item in node.elements)
            case ast.HashtableAst():
                return self.requires and all(self.is_constant(key) and self.is_constant(value) for key, value in node.pairs)
            case ast.ScriptBlockExpressionAst():
                return self.attribute and not self.class_attribute
            case ast.TypeExpressionAst():
                return self.attribute or self.resolver.resolve(node.type_name) is not None
            case ast.ParenExpressionAst():
                return self.is_constant(node.pipeline)
            case ast.SubExpressionAst():
                block = node.sub_expression
                return not block.traps and len(block.statements) == 1 and self.is_constant(block.statements[0])
            case ast.PipelineAst():
                expression = pure_expression(node)
                return expression is not None and self.is_constant(expression)
            case ast.UsingExpressionAst():
                return self.is_constant(node.sub_expression)
            case ast.TernaryExpressionAst():
                return all(self.is_constant(part) for part in (node.condition, node.if_true, node.if_false))
            case ast.BinaryExpressionAst():
                return (
                    node.operator in _FOLDING
                    and self.is_constant(node.left)
                    and self.is_constant(node.right)
                    and not (node.operator in ("Divide", "Rem") and _is_null_or_false(node.right))
                )
            case ast.UnaryExpressionAst():
                return node.operator in _FOLDING and self.is_constant(node.child)
            case ast.ConvertExpressionAst():
                return self.resolver.resolve(node.attribute.type_name) in PRIMITIVES and self.is_constant(node.child)
            case ast.InvokeMemberExpressionAst():
                return False
            case ast.MemberExpressionAst():
                return self._is_literal_field(node)
        return False

    def _is_literal_field(self, node: ast.MemberExpressionAst) -> bool:
        target, member = node.expression, node.member
        if not node.static or not isinstance(target, ast.TypeExpressionAst):
            return False
        full_name = self.resolver.resolve(target.type_name)
        if full_name is None or not isinstance(member, ast.StringConstantExpressionAst):
            return False
        return is_literal_field(full_name, member.value)


def _is_null_or_false(node: ast.Ast) -> bool:
    return isinstance(node, ast.VariableExpressionAst) and node.name.lower() in ("null", "false")
