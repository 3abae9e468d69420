"""What is wrong with classes and enums when they are defined: found when a script is compiled, not when it is parsed.

PowerShell reports these as parse errors too, before the script's first statement runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pwsh_emu.language import ast
from pwsh_emu.language.semantics import known_types
from pwsh_emu.language.semantics.constants import ConstantRules
from pwsh_emu.language.semantics.resolver import TypeResolver, is_enumeration
from pwsh_emu.language.semantics.walk import children, pure_expression

Report = Callable[..., None]

_RANGES = {
    "sbyte": (-(2**7), 2**7 - 1),
    "byte": (0, 2**8 - 1),
    "short": (-(2**15), 2**15 - 1),
    "ushort": (0, 2**16 - 1),
    "int": (-(2**31), 2**31 - 1),
    "uint": (0, 2**32 - 1),
    "long": (-(2**63), 2**63 - 1),
    "ulong": (0, 2**64 - 1),
}
_TYPE_WORDS = {"int16": "short", "uint16": "ushort", "int32": "int", "uint32": "uint", "int64": "long", "uint64": "ulong"}
_INTERFACE = re.compile(r"I[A-Z]")
_NUMERAL = re.compile(r"\s*[-+]?\d+\s*")
_FOLD: dict[str, Callable[[int, int], int]] = {
    "Plus": lambda left, right: left + right,
    "Minus": lambda left, right: left - right,
    "Multiply": lambda left, right: left * right,
    "Band": lambda left, right: left & right,
    "Bor": lambda left, right: left | right,
    "Bxor": lambda left, right: left ^ right,
    "Shl": lambda left, right: left << min(right, 64) if right >= 0 else left,
    "Shr": lambda left, right: left >> right if right >= 0 else left,
}


@cache
def _sealed() -> frozenset[str]:
    return frozenset(known_types._SEALED.split())


class TypeDefiner:
    """Defines a script's types in PowerShell's order; `report` takes start, end, error id and arguments."""

    def __init__(self, resolver: TypeResolver, report: Report) -> None:
        self._resolver = resolver
        self._report = report
        self._types: dict[str, ast.TypeDefinitionAst] = {}
        self._values: dict[tuple[str, str], int | None] = {}

    def define(self, script: ast.ScriptBlockAst) -> None:
        """Report what keeps the types of a script from being defined."""
        definitions = _all_definitions(script)
        for definition in definitions:
            self._types.setdefault(definition.name.lower(), definition)
        classes = [definition for definition in definitions if definition.type_kind == "Class"]
        has_default = [self._base_types(definition) for definition in classes]
        enums = [definition for definition in definitions if definition.type_kind == "Enum"]
        needs = {enum.name.lower(): enums_named(enum) & {other.name.lower() for other in enums} - {enum.name.lower()} for enum in enums}
        cyclic = [enum for enum in enums if enum.name.lower() in _reached(needs, enum.name.lower())]
        for enum in cyclic:
            self._report(enum.start, enum.end, "CycleInEnumInitializers")
        for enum in in_order(enums):
            if enum not in cyclic:
                self._enum(enum)
        for definition, base in zip(classes, has_default, strict=True):
            self._members(definition, base)

    # --- classes --------------------------------------------------------------------------------------------------

    def _base_types(self, node: ast.TypeDefinitionAst) -> str | None:
        """Check base class and interfaces; return the name of a base class that has no constructor without parameters."""
        if not node.base_types:
            return None
        first = node.base_types[0]
        without_default: str | None = None
        if first.type_name.ranks:
            self._report(first.start, first.end, "SubtypeArray", first.type_name.text)
        elif "`" in first.type_name.name and not first.type_name.arguments:
            self._report(first.start, first.end, "SubtypeUnclosedGeneric", first.type_name.text)
        else:
            own = self._own(first.type_name)
            if own is not None and own.type_kind == "Class" and own.start >= node.start:  # which is made later
                self._report(first.start, first.end, "TypeNotFound", first.type_name.text)
            elif own is not None:
                if own.type_kind == "Enum":
                    self._report(first.start, first.end, "SealedBaseClass", own.name)
                elif not _has_default_constructor(own):
                    without_default = own.name
            else:
                full_name = self._resolver.resolve(first.type_name)
                if full_name is not None and (full_name in _sealed() or is_enumeration(full_name)):
                    self._report(first.start, first.end, "SealedBaseClass", full_name.rpartition(".")[2])
        for base in node.base_types[1:]:
            if base.type_name.ranks:
                self._report(base.start, base.end, "SubtypeArray", base.type_name.text)
                continue
            own = self._own(base.type_name)
            full_name = own.name if own is not None else self._resolver.resolve(base.type_name)
            if full_name is not None:
                short = full_name.partition("[")[0].rpartition(".")[2]
                if own is not None or not _INTERFACE.match(short):
                    self._report(base.start, base.end, "InterfaceNameExpected", short)
        return without_default

    def _own(self, type_name: ast.TypeName) -> ast.TypeDefinitionAst | None:
        if type_name.arguments or type_name.ranks:
            return None
        return self._types.get(type_name.name.lower())

    def _members(self, node: ast.TypeDefinitionAst, without_default: str | None) -> None:
        properties: set[str] = set()
        methods: dict[str, list[tuple[bool, list[str]]]] = {}
        constructors = 0
        for member in node.members:
            if isinstance(member, ast.PropertyMemberAst):
                if member.name.lower() in properties:
                    self._report(member.start, member.end, "MemberAlreadyDefined", member.name)
                properties.add(member.name.lower())
            elif isinstance(member, ast.FunctionMemberAst):
                static = "Static" in member.modifiers
                constructors += member.is_constructor and not static
                self._method(member, static, methods.setdefault(member.name.lower(), []))
        if without_default is not None and not constructors:
            self._report(node.start, node.end, "BaseClassNoDefaultCtor", without_default)

    def _method(self, member: ast.FunctionMemberAst, static: bool, overloads: list[tuple[bool, list[str]]]) -> None:
        parameters = member.function.parameters or []
        types: list[str] = []
        for parameter in parameters:
            constraint = next((item for item in parameter.attributes if isinstance(item, ast.TypeConstraintAst)), None)
            name = "System.Object"
            if constraint is not None:
                name = self._resolver.resolve(constraint.type_name) or constraint.type_name.text.lower()
                if name == "System.Void":
                    self._report(constraint.start, constraint.end, "TypeNotAllowedForParameter", constraint.type_name.text)
                    return
            types.append(name)
        for other_static, other in overloads:
            if other == types and (other_static == static or not member.is_constructor):
                self._report(member.start, member.function.name_end, "MemberAlreadyDefined", member.name)
                return
        overloads.append((static, types))
        if member.is_constructor and static and parameters:
            self._report(parameters[0].start, parameters[-1].end, "StaticConstructorCantHaveParameters")

    # --- enums ----------------------------------------------------------------------------------------------------

    def _enum(self, node: ast.TypeDefinitionAst) -> None:
        word = "int"
        if node.base_types:
            word = node.base_types[0].type_name.name.lower().removeprefix("system.")
            word = _TYPE_WORDS.get(word, word)
        least, most = _RANGES.get(word, _RANGES["int"])
        value: int | None = 0
        too_big = False
        names: set[str] = set()
        for member in node.members:
            if not isinstance(member, ast.PropertyMemberAst):
                continue
            start = member.initial_value
            if start is not None:
                value = self._enumerator_value(start, word, least, most)
                too_big = False
            if too_big:
                self._report(member.start, member.end, "EnumeratorValueOutOfBounds", word)
            if member.name.lower() in names:
                self._report(member.start, member.end, "MemberAlreadyDefined", member.name)
            names.add(member.name.lower())
            self._values[node.name.lower(), member.name.lower()] = value
            if value is not None:
                too_big = value >= most
                value = value if too_big else value + 1

    def _enumerator_value(self, node: ast.ExpressionAst, word: str, least: int, most: int) -> int | None:
        """Return the value of an enumerator's expression, None where it is wrong or unknown here."""
        if not self._is_constant(node):
            self._report(node.start, node.end, "EnumeratorValueMustBeConstant")
            return None
        if isinstance(node, ast.StringConstantExpressionAst):
            if not _NUMERAL.fullmatch(node.value):
                self._report(node.start, node.end, "CannotConvertValue", word)
                return None
            return int(node.value)
        value = self._fold(node)
        if value is not None and not least <= value <= most:
            self._report(node.start, node.end, "EnumeratorValueOutOfBounds", word)
            return None
        return value

    def _is_constant(self, node: ast.Ast) -> bool:
        if self._own_value(node) is not None:
            return True
        if isinstance(node, ast.BinaryExpressionAst):
            return node.operator in _FOLD and self._is_constant(node.left) and self._is_constant(node.right)
        if isinstance(node, ast.ParenExpressionAst):
            inner = pure_expression(node.pipeline)
            return inner is not None and self._is_constant(inner)
        if isinstance(node, ast.ConvertExpressionAst):
            return self._is_constant(node.child)
        return ConstantRules(self._resolver).is_constant(node)

    def _own_value(self, node: ast.Ast) -> tuple[str, str] | None:
        """Return the key of an enumerator of the script's own that an expression names."""
        if (
            isinstance(node, ast.MemberExpressionAst)
            and node.static
            and isinstance(node.expression, ast.TypeExpressionAst)
            and isinstance(node.member, ast.StringConstantExpressionAst)
            and node.expression.type_name.name.lower() in self._types
        ):
            return node.expression.type_name.name.lower(), node.member.value.lower()
        return None

    def _fold(self, node: ast.Ast) -> int | None:
        key = self._own_value(node)
        if key is not None:
            return self._values.get(key)
        if isinstance(node, ast.ConstantExpressionAst):
            try:
                rounded: int = round(node.value)
                return rounded
            except (TypeError, ValueError, OverflowError):
                return None
        if isinstance(node, ast.MemberExpressionAst) and isinstance(node.expression, ast.TypeExpressionAst):
            return self._limit(node.expression.type_name, node.member)
        if isinstance(node, ast.VariableExpressionAst):
            return {"true": 1, "false": 0, "null": 0}.get(node.name.lower())
        if isinstance(node, ast.UnaryExpressionAst):
            value = self._fold(node.child)
            known = {"Minus": -1, "Plus": 1}.get(node.operator)
            if value is None or (known is None and node.operator != "Bnot"):
                return None
            return ~value if known is None else known * value
        if isinstance(node, ast.BinaryExpressionAst):
            left, right = self._fold(node.left), self._fold(node.right)
            operation = _FOLD.get(node.operator)
            return None if left is None or right is None or operation is None else operation(left, right)
        if isinstance(node, ast.ConvertExpressionAst):
            return self._fold(node.child)
        if isinstance(node, ast.ParenExpressionAst):
            inner = pure_expression(node.pipeline)
            return self._fold(inner) if inner is not None else None
        return None

    def _limit(self, type_name: ast.TypeName, member: ast.Ast) -> int | None:
        """Return the value of ``[int]::MaxValue`` and the like."""
        word = (self._resolver.resolve(type_name) or "").lower().removeprefix("system.")
        limits = _RANGES.get(_TYPE_WORDS.get(word, word))
        name = member.value.lower() if isinstance(member, ast.StringConstantExpressionAst) else ""
        if limits is None or name not in ("minvalue", "maxvalue"):
            return None
        return limits[name == "maxvalue"]


def enums_named(node: ast.TypeDefinitionAst) -> set[str]:
    """Return the lower-case names of the types whose fields an enumeration's values name."""
    found: set[str] = set()
    waiting: list[ast.Ast] = [
        member.initial_value for member in node.members if isinstance(member, ast.PropertyMemberAst) and member.initial_value is not None
    ]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.TypeExpressionAst):
            found.add(one.type_name.name.lower())
        waiting.extend(children(one))
    return found


def in_order(enums: list[ast.TypeDefinitionAst]) -> list[ast.TypeDefinitionAst]:
    """Return enumerations such that those whose values others name come before them."""
    by_name = {enum.name.lower(): enum for enum in enums}
    done: list[ast.TypeDefinitionAst] = []
    begun: set[str] = set()

    def visit(enum: ast.TypeDefinitionAst) -> None:
        if enum.name.lower() not in begun:
            begun.add(enum.name.lower())
            for name in sorted(enums_named(enum)):
                if name in by_name:
                    visit(by_name[name])
            done.append(enum)

    for enum in enums:
        visit(enum)
    return done


def _reached(needs: dict[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in needs[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _has_default_constructor(node: ast.TypeDefinitionAst) -> bool:
    """Say whether a class can be made without arguments."""
    constructors = [
        member for member in node.members if isinstance(member, ast.FunctionMemberAst) and member.is_constructor and "Static" not in member.modifiers
    ]
    return not constructors or any(not constructor.function.parameters for constructor in constructors)


def _all_definitions(script: ast.Ast) -> list[ast.TypeDefinitionAst]:
    """Return all types of a script, also those in functions and script blocks."""
    found: list[ast.TypeDefinitionAst] = []
    waiting = [script]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.TypeDefinitionAst):
            found.append(node)
        waiting.extend(reversed(children(node)))
    return found
