"""Properties of syntax nodes: what .NET calls the parser's fields, and what it works out from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.language import ast as tree

# node class to its fields whose .NET names are others, "" for those that .NET does not show
_RENAMED: dict[type, dict[str, str]] = {
    tree.Ast: {"start": "", "end": "", "source": "", "compiled": ""},
    tree.CommandAst: {"elements": "CommandElements"},
    tree.PipelineAst: {"elements": "PipelineElements"},
    tree.PipelineChainAst: {"lhs": "LhsPipelineChain", "rhs": "RhsPipeline"},
    tree.HashtableAst: {"pairs": "KeyValuePairs"},
    tree.ScriptBlockAst: {"requirements": "ScriptRequirements"},
    tree.UsingStatementAst: {"using_kind": "UsingStatementKind"},
    tree.UnaryExpressionAst: {"operator": "TokenKind"},
    tree.FunctionDefinitionAst: {"name_start": "", "name_end": ""},
    tree.TypeDefinitionAst: {"type_kind": "", "name_start": "", "name_end": ""},
    tree.PropertyMemberAst: {"modifiers": ""},
    tree.FunctionMemberAst: {"modifiers": "", "function": ""},
    tree.AssignmentStatementAst: {"operator_start": "", "operator_end": ""},
    tree.BinaryExpressionAst: {"operator_start": "", "operator_end": ""},
    tree.ConstantExpressionAst: {"type": ""},
    tree.StringConstantExpressionAst: {"kind": "StringConstantType"},
    tree.ExpandableStringExpressionAst: {"kind": "StringConstantType", "parts": ""},
    tree.VariableExpressionAst: {"name": ""},
    tree.ErrorExpressionAst: {"nested": "NestedAst"},
    tree.ErrorStatementAst: {"nested": "NestedAst", "file": ""},
}


def _parts(node: Any) -> list[Any]:
    return [part for part in node.parts if isinstance(part, tree.Ast)]


def command_name(node: Any) -> str | None:
    """Return what CommandAst.GetCommandName gives; None where it is an expression."""
    first = node.elements[0] if node.elements else None
    return first.value if isinstance(first, (tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst)) else None


_MODIFIERS: dict[str, Callable[[Any], Any]] = {
    "IsPublic": lambda node: "Public" in node.modifiers or "Private" not in node.modifiers,
    "IsPrivate": lambda node: "Private" in node.modifiers,
    "IsHidden": lambda node: "Hidden" in node.modifiers,
    "IsStatic": lambda node: "Static" in node.modifiers,
}
# node class to properties that .NET has besides, worked out from the node
_DERIVED: dict[type, dict[str, Callable[[Any], Any]]] = {
    tree.TypeDefinitionAst: {
        "IsEnum": lambda node: node.type_kind.lower() == "enum",
        "IsClass": lambda node: node.type_kind.lower() == "class",
        "IsInterface": lambda node: node.type_kind.lower() == "interface",
    },
    tree.PropertyMemberAst: _MODIFIERS,
    tree.FunctionMemberAst: {
        "Parameters": lambda node: node.function.parameters or [],
        "Body": lambda node: node.function.body,
        **_MODIFIERS,
    },
    tree.ExpandableStringExpressionAst: {"NestedExpressions": _parts},
    tree.CatchClauseAst: {"IsCatchAll": lambda node: not node.catch_types},
}
ENUMERATIONS = {
    "operator": "TokenKind", "kind": "StringConstantType", "block_kind": "TokenKind", "using_kind": "UsingStatementKind",
    "from_stream": "RedirectionStream", "to_stream": "RedirectionStream", "invocation_operator": "TokenKind",
}  # fmt: skip
"""Fields that hold the name of an enumeration's member."""

_known: dict[type, dict[str, tuple[str, Any]]] = {}


def properties_of(kind: type) -> dict[str, tuple[str, Any]]:
    """Return a node class's properties: lower-case name to (name, field name or function of the node)."""
    found = _known.get(kind)
    if found is None:
        renamed = {key: name for one in reversed(kind.__mro__) for key, name in _RENAMED.get(one, {}).items()}
        found = {}
        for one in reversed(kind.__mro__):
            for slot in one.__dict__.get("__slots__", ()):
                name = renamed.get(slot, "".join(part.capitalize() for part in slot.strip("_").split("_")))
                if name:
                    found[name.lower()] = (name, slot)
            for name, work_out in _DERIVED.get(one, {}).items():
                found[name.lower()] = (name, work_out)
        _known[kind] = found
    return found


def static_type(node: Any) -> str | None:
    """Return the name of the type that an expression has before it runs; None for nodes without one."""
    if isinstance(node, tree.ConstantExpressionAst):
        return str(node.type) or "System.Object"
    if isinstance(node, (tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst)):
        return "System.String"
    if isinstance(node, tree.ConvertExpressionAst):
        return node.attribute.type_name.text
    if isinstance(node, tree.ParameterAst):
        named = [one.type_name.text for one in node.attributes if isinstance(one, tree.TypeConstraintAst)]
        return named[0] if named else "System.Object"
    if isinstance(node, tree.HashtableAst):
        return "System.Collections.Hashtable"
    if isinstance(node, (tree.ArrayLiteralAst, tree.ArrayExpressionAst)):
        return "System.Object[]"
    if isinstance(node, tree.TypeExpressionAst):
        return "System.Type"
    if isinstance(node, tree.ScriptBlockExpressionAst):
        return "System.Management.Automation.ScriptBlock"
    return "System.Object" if isinstance(node, tree.ExpressionAst) else None


def pure_expression(node: Any) -> Any:
    """Return the expression that a pipeline consists of; None where it has a command or a redirection."""
    only = node.elements[0] if len(node.elements) == 1 else None
    return only.expression if isinstance(only, tree.CommandExpressionAst) and not only.redirections else None
