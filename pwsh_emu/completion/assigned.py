"""Values that can be assigned to a variable or property, or compared with one: names of enumerations, members of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.quoting import starting, take_apart
from pwsh_emu.language import ast
from pwsh_emu.runtime.typesystem import EnumType

if TYPE_CHECKING:
    from pwsh_emu.completion.inference import Inference
    from pwsh_emu.runtime.session import Session


_NUMBERS = frozenset(f"System.{name}" for name in "Byte SByte Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal".split())


def names_of(ps_type: Any) -> list[str] | None:
    """Return the names of an enumeration, sorted; None for any other type."""
    return sorted(ps_type.names, key=by_name) if isinstance(ps_type, EnumType) else None


def for_target(session: Session, inference: Inference, target: ast.Ast, word: str) -> list[Match] | None:
    """Return what can be assigned to an expression; None where nothing is known of it."""
    inner = target
    while isinstance(inner, ast.AttributedExpressionAst):
        if isinstance(inner.attribute, ast.AttributeAst) and inner.attribute.type_name.name.lower() in ("validateset", "validatesetattribute"):
            return _listed([one.value for one in inner.attribute.positional_arguments if isinstance(one, ast.StringConstantExpressionAst)], word)
        if isinstance(inner, ast.ConvertExpressionAst):
            names = _names(session, inner.attribute.type_name)
            if names is not None:
                return _listed(names, word)
        inner = inner.child
    if isinstance(inner, ast.VariableExpressionAst):
        found = _of_variable(session, inference, inner, word)
        if found is not None:
            return found
    return for_comparison(session, inference, inner, word, take_apart(word)[0] or "'")


def for_comparison(session: Session, inference: Inference, left: ast.Ast, word: str, mark: str = "'") -> list[Match] | None:
    """Return the names of the enumeration that an expression gives, in quotes; None where it gives none."""
    for one in inference.of(left):
        names = names_of(inference.type_of(one))
        if names is not None:
            return _listed(names, word, mark)
    if isinstance(left, ast.MemberExpressionAst) and isinstance(left.member, ast.StringConstantExpressionAst):
        from pwsh_emu.completion.members import declared_type

        for one in inference.of(left.expression):
            names = names_of(declared_type(session, inference.type_of(one), left.member.value))
            if names is not None:
                return _listed(names, word, mark)
    return None


def _names(session: Session, name: Any) -> list[str] | None:
    from pwsh_emu.completion.members import named_type

    return names_of(named_type(session, name))


def _of_variable(session: Session, inference: Inference, node: ast.VariableExpressionAst, word: str) -> list[Match] | None:
    name = node.name.rpartition(":")[2].lower()
    for one in inference.nodes:
        if isinstance(one, ast.ConvertExpressionAst) and inference.is_variable(one.child, name) and one.start < node.start:
            names = _names(session, one.attribute.type_name)
            if names is not None:
                return _listed(names, word)
    from pwsh_emu.completion.parameters import valid_values

    cell = session.scope.find(name)
    attributes: list[Any] = list(cell.attributes or ()) if cell is not None else []
    for attribute in attributes:
        if hasattr(attribute, "valid_values"):
            numeric = any(getattr(getattr(one, "ps_type", None), "full_name", "") in _NUMBERS for one in attributes)
            return _listed(valid_values(session, attribute), word, "" if numeric else None)
    return None


def _listed(values: Any, word: str, mark: str | None = None) -> list[Match]:
    """Return values as expressions in quotes: those that are given, those that were typed, or single ones."""
    quote, bare = take_apart(word)
    pattern = starting(bare)
    if mark is None:
        mark = quote or "'"
    return [Match(f"{mark}{value}{mark}", str(value), "ParameterValue") for value in values if pattern.matches(str(value))]
