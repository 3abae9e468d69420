"""What a class that says [DscResource()] must have: a key property, and the methods Get, Set and Test. Rules: about_Classes_and_DSC."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import TypeResolver, is_enumeration

_RESOURCE = "System.Management.Automation.DscResourceAttribute"
_PROPERTY = "System.Management.Automation.DscPropertyAttribute"
_KEYS = frozenset(f"System.{name}" for name in ("String", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"))


class DscResourceChecker:
    """Checks the resource classes of a script."""

    def __init__(self, script: ast.ScriptBlockAst, resolver: TypeResolver, report: Callable[..., None]) -> None:
        self._script = script
        self._types: dict[str, ast.TypeDefinitionAst] = {}
        self._resolver = resolver
        self._report = report

    def check(self, node: ast.TypeDefinitionAst) -> None:
        """Report what a class lacks, where one of its attributes makes it a resource."""
        for attribute in node.attributes:
            if self._resolver.resolve(attribute.type_name, attribute=True) == _RESOURCE:
                self._check(node, attribute)

    def _check(self, node: ast.TypeDefinitionAst, attribute: ast.AttributeAst) -> None:
        self._types = {one.name.lower(): one for one in self._script.walk() if isinstance(one, ast.TypeDefinitionAst)}
        found = self._found(node)
        bases = self._bases(node)
        for base in bases:
            found |= self._found(base)
        if any(self._is_foreign(base) for one in (node, *bases) for base in one.base_types):
            found |= {"Set", "Get", "Test", "Key"}
        for name in ("Set", "Get", "Test"):
            if name not in found:
                self._report(attribute.start, attribute.end, f"DscResourceMissing{name}Method", node.name)
        constructors = [one for one in _methods(node) if one.is_constructor and "Static" not in one.modifiers]
        if constructors and all(one.function.parameters for one in constructors):
            self._report(attribute.start, attribute.end, "DscResourceMissingDefaultConstructor", node.name)
        if "Key" not in found:
            self._report(attribute.start, attribute.end, "DscResourceMissingKeyProperty", node.name)

    def _bases(self, node: ast.TypeDefinitionAst) -> list[ast.TypeDefinitionAst]:
        """Return the script's own classes that a class derives from."""
        found: list[ast.TypeDefinitionAst] = []
        waiting = [node]
        while waiting:
            for base in waiting.pop().base_types:
                known = self._types.get(base.type_name.text.lower())
                if known is not None and known is not node and known not in found:
                    found.append(known)
                    waiting.append(known)
        return found

    def _is_foreign(self, base: ast.TypeConstraintAst) -> bool:
        """Say whether a base class is of another script or module, whose members are not known here."""
        return base.type_name.text.lower() not in self._types and self._resolver.resolve(base.type_name) is None

    def _found(self, node: ast.TypeDefinitionAst) -> set[str]:
        """Return which of Get, Set, Test and Key a class has; report a Get or a key property that is not as it must be."""
        found = {"Key" for member in node.members if isinstance(member, ast.PropertyMemberAst) and self._is_key(member)}
        for method in _methods(node):
            if method.is_constructor or method.function.parameters:
                continue
            name = method.name.lower()
            kind = method.return_type.type_name if method.return_type is not None else None
            if name == "get" and "Get" not in found:
                found.add("Get")
                if kind is None or kind.name.lower() != node.name.lower() or kind.arguments:
                    self._report(method.start, method.end, "DscResourceInvalidGetMethod", node.name)
            elif name == "test" and kind is not None and self._resolver.resolve(kind) == "System.Boolean":
                found.add("Test")
            elif name == "set" and (kind is None or self._resolver.resolve(kind) == "System.Void"):
                found.add("Set")
        return found

    def _is_key(self, node: ast.PropertyMemberAst) -> bool:
        if not any(
            self._resolver.resolve(attribute.type_name, attribute=True) == _PROPERTY and any(_says_key(one) for one in attribute.named_arguments)
            for attribute in node.attributes
        ):
            return False
        kind = node.property_type.type_name if node.property_type is not None else None
        full = self._resolver.resolve(kind) if kind is not None else None
        own = self._types.get(kind.text.lower()) if kind is not None else None
        if not (full in _KEYS or (full is not None and is_enumeration(full)) or (own is not None and own.type_kind == "Enum")):
            self._report(node.start, node.end, "DscResourceInvalidKeyProperty")
        return True


def _says_key(argument: ast.NamedAttributeArgumentAst) -> bool:
    value = argument.argument
    refused = isinstance(value, ast.VariableExpressionAst) and value.name.lower() in ("false", "null")
    return argument.argument_name.lower() == "key" and (argument.expression_omitted or not refused)


def _methods(node: ast.TypeDefinitionAst) -> list[ast.FunctionMemberAst]:
    return [member for member in node.members if isinstance(member, ast.FunctionMemberAst)]
