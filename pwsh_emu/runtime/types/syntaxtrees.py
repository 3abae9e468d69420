"""Syntax trees as values: System.Management.Automation.Language's nodes over the parser's own, and the Parser class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.language.errorview import exception_message
from pwsh_emu.runtime.errors import NetException, ScriptExtent
from pwsh_emu.runtime.knowntypes import KnownType, builtin, find_builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal
from pwsh_emu.runtime.types.syntaxproperties import ENUMERATIONS, command_name, properties_of, pure_expression, static_type
from pwsh_emu.runtime.typesystem import DotNetObject, EnumType, PSType
from pwsh_emu.runtime.values import PSArray, PSReference

_LANGUAGE = "System.Management.Automation.Language."
_ASSEMBLY = "System.Management.Automation"


def _node_types() -> dict[str, PSType]:
    """Return the types of all nodes, whose bases are those of the node classes."""
    found: dict[str, PSType] = {}
    for kind in vars(tree).values():
        if isinstance(kind, type) and issubclass(kind, tree.Ast) and kind is not tree.Ast:
            base = kind.__mro__[1].__name__
            found[_LANGUAGE + kind.__name__] = KnownType([_LANGUAGE + kind.__name__, "class", "", _ASSEMBLY, _LANGUAGE + base, ""])
    return found


# types that the packaged data does not list
DECLARED: dict[str, PSType] = {
    **{
        name: KnownType([name, "class", "", _ASSEMBLY, "System.Object", ""])
        for name in ("System.Management.Automation.VariablePath", _LANGUAGE + "TypeName")
    },
    **_node_types(),
}


class AstView(DotNetObject):
    """A node of a syntax tree: its properties are the node's fields under their .NET names."""

    __slots__ = ("node", "parent", "ps_type", "source")

    def __init__(self, node: Any, source: Any, parent: AstView | None = None) -> None:
        super().__init__()
        self.node = node
        self.source = source
        self.parent = parent
        name = type(node).__name__
        self.ps_type: PSType = find_builtin(_LANGUAGE + name) or builtin(_LANGUAGE + "Ast")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AstView) and other.node is self.node

    def __hash__(self) -> int:
        return id(self.node)

    def __str__(self) -> str:
        return str(self.source.text[self.node.start : self.node.end])

    # --- properties, through the adapter that `members` asks ---
    def adapter_reader(self, session: Any, lower: str) -> Any:
        """Return a property by lower-case name; $null where the node has none."""
        node = self.node
        if lower == "extent":
            return ScriptExtent(self.source, node.start, node.end)
        if lower == "parent":
            return self.parent
        if lower == "variablepath" and isinstance(node, tree.VariableExpressionAst):
            return VariablePath(node.name)
        if lower == "typename" and isinstance(node, (tree.AttributeBaseAst, tree.TypeExpressionAst)):
            return TypeNameView(node.type_name, self.source)
        if lower == "type" and isinstance(node, tree.ConvertExpressionAst):
            return self._wrapped(node.attribute)
        if lower == "flags" and isinstance(node, tree.ErrorStatementAst):
            return self._written_flags(node)
        if lower == "errorposition" and hasattr(node, "operator_start"):
            return ScriptExtent(self.source, node.operator_start, node.operator_end)
        if lower == "statictype":
            name = static_type(node)
            found = session.types.find(name) if name is not None else None
            return get_type_literal(found) if found is not None else None
        _, field = properties_of(type(node)).get(lower, ("", None))
        if field is None:
            return None
        return self._wrapped(field(node)) if callable(field) else self._wrapped(getattr(node, field), field)

    def adapter_properties(self, session: Any) -> Iterator[tuple[str, str, bool]]:
        """Yield the names of a node's properties."""
        node = self.node
        for name, _ in properties_of(type(node)).values():
            yield name, "System.Object", False
        if isinstance(node, tree.VariableExpressionAst):
            yield "VariablePath", "System.Management.Automation.VariablePath", False
        if isinstance(node, tree.ConvertExpressionAst):
            yield "Type", _LANGUAGE + "TypeConstraintAst", False
        if hasattr(node, "operator_start"):
            yield "ErrorPosition", _LANGUAGE + "IScriptExtent", False
        if static_type(node) is not None:
            yield "StaticType", "System.Type", False
        yield "Extent", _LANGUAGE + "IScriptExtent", False
        yield "Parent", _LANGUAGE + "Ast", False

    def _written_flags(self, node: tree.ErrorStatementAst) -> Any:
        """Return the flags of a switch that has errors: a table of (token, file name) by name; $null where it has none."""
        if not node.flags:
            return None
        from pwsh_emu.runtime.types.tuples import make
        from pwsh_emu.runtime.values import Hashtable

        found = Hashtable()
        for name in node.flags:
            found.set(name, make("Tuple", [None, self._wrapped(node.file) if name == "file" else None]))
        return found

    def _wrapped(self, value: Any, field: str = "") -> Any:
        if isinstance(value, tree.Ast):
            return AstView(value, self.source, self)
        if isinstance(value, tree.TypeName):
            return TypeNameView(value, self.source)
        if isinstance(value, (list, tuple)):
            if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, (tree.Ast, type(None))) for one in value):
                from pwsh_emu.runtime.types.tuples import make

                return make("Tuple", [self._wrapped(one) for one in value])
            if value and all(isinstance(one, str) for one in value):
                return ", ".join(value)
            return PSArray([self._wrapped(one) for one in value])
        enumeration = ENUMERATIONS.get(field)
        if enumeration is not None and isinstance(value, str):
            enum = find_builtin(_LANGUAGE + enumeration)
            if isinstance(enum, EnumType):
                return next((enum.named(name) for name in enum.names if name.lower() == (value or "unknown").lower()), value)
        return value

    # --- methods ---
    def walk(self) -> Iterator[AstView]:
        """Yield this node and all below it, parents first."""
        yield self
        for child in self.node.children():
            yield from AstView(child, self.source, self).walk()


class AstMembers:
    """Methods of every node."""

    SIGNATURES = (
        "System.Object FindAll(System.Object predicate, bool searchNestedScriptBlocks)",
        "System.Object Find(System.Object predicate, bool searchNestedScriptBlocks)",
        "string ToString()", "System.Object Copy()", "System.Object SafeGetValue()",
        "System.Object SafeGetValue(bool skipHashtableSizeCheck)", "scriptblock GetScriptBlock()",
    )  # fmt: skip

    @staticmethod
    @with_session
    def FindAll(session: Any, view: AstView, predicate: Any, nested: bool) -> Any:
        return PSArray(_found(view, predicate, nested))

    @staticmethod
    @with_session
    def Find(session: Any, view: AstView, predicate: Any, nested: bool) -> Any:
        return next(_found(view, predicate, nested), None)

    @staticmethod
    def ToString(view: AstView) -> str:
        return str(view)

    @staticmethod
    def Copy(view: AstView) -> AstView:
        return AstView(view.node, view.source)

    @staticmethod
    @with_session
    def SafeGetValue(session: Any, view: AstView, any_size: bool = False) -> Any:
        from pwsh_emu.language.semantics.resolver import TypeResolver
        from pwsh_emu.language.semantics.safevalues import is_safe
        from pwsh_emu.runtime.compile.support import evaluate_constant

        if not is_safe(view.node, TypeResolver([], view.source.types), any_size=any_size):
            message = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: "
            raise NetException("System.InvalidOperationException", f"{message}{view.source.text[view.node.start : view.node.end]}.")
        holder = _Holder(view.source)
        return evaluate_constant(session, holder, view.node)

    @staticmethod
    @with_session
    def GetScriptBlock(session: Any, view: AstView) -> Any:
        from pwsh_emu.language.parser import parse
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        if parse(view.source.text).errors:
            message = "Cannot create a script block from an AST that has parse errors."
            raise NetException("System.Management.Automation.PSInvalidOperationException", message)

        return ScriptBlock(session, view.node)


class CommandAstMembers:
    SIGNATURES = ("string GetCommandName()",)

    @staticmethod
    def GetCommandName(view: AstView) -> str | None:
        return command_name(view.node)


class PipelineAstMembers:
    SIGNATURES = (f"{_LANGUAGE}ExpressionAst GetPureExpression()",)

    @staticmethod
    def GetPureExpression(view: AstView) -> Any:
        return view._wrapped(pure_expression(view.node))


class _Holder:
    """Stands for the script block that a lone expression belongs to."""

    def __init__(self, source: Any) -> None:
        self.ast = tree.ScriptBlockAst(0, 0, source)


def _found(view: AstView, predicate: Any, nested: bool) -> Iterator[AstView]:
    from pwsh_emu.runtime.conversion import to_bool

    call = predicate.invoke if hasattr(predicate, "ast") else None
    stack = [view]
    while stack:
        current = stack.pop()
        if call is not None:
            found = call([current])
            hit = to_bool(PSArray(found)) if len(found) != 1 else to_bool(found[0])
        else:
            hit = to_bool(predicate(current))
        if hit:
            yield current
        if not nested and current is not view and isinstance(current.node, (tree.ScriptBlockExpressionAst, tree.FunctionDefinitionAst)):
            continue
        stack.extend(reversed([AstView(child, current.source, current) for child in current.node.children()]))


class VariablePath(DotNetObject):
    """The path of a variable expression."""

    ps_type = DECLARED["System.Management.Automation.VariablePath"]
    SIGNATURES = (
        "string UserPath", "bool IsGlobal", "bool IsLocal", "bool IsPrivate", "bool IsScript",
        "bool IsUnqualified", "bool IsUnscopedVariable", "bool IsVariable",
        "bool IsDriveQualified", "string DriveName",
    )  # fmt: skip
    __slots__ = ("UserPath",)

    def __init__(self, path: str) -> None:
        super().__init__()
        self.UserPath = path

    def _scope(self) -> str:
        head, colon, _ = self.UserPath.partition(":")
        return head.lower() if colon else ""

    @property
    def IsGlobal(self) -> bool:
        return self._scope() == "global"

    @property
    def IsLocal(self) -> bool:
        return self._scope() == "local"

    @property
    def IsPrivate(self) -> bool:
        return self._scope() == "private"

    @property
    def IsScript(self) -> bool:
        return self._scope() == "script"

    @property
    def IsUnqualified(self) -> bool:
        return self._scope() == ""

    @property
    def IsUnscopedVariable(self) -> bool:
        return self._scope() == ""

    @property
    def IsVariable(self) -> bool:
        return self._scope() in ("", "global", "local", "private", "script", "variable")

    @property
    def IsDriveQualified(self) -> bool:
        return not self.IsVariable

    @property
    def DriveName(self) -> str | None:
        return self.UserPath.partition(":")[0] if self.IsDriveQualified else None

    def __str__(self) -> str:
        return self.UserPath


class TypeNameView(DotNetObject):
    """A type's name in a script."""

    ps_type = DECLARED[_LANGUAGE + "TypeName"]
    SIGNATURES = ("string Name", "string FullName", "System.Object Extent")
    __slots__ = ("name", "source")

    def __init__(self, name: tree.TypeName, source: Any) -> None:
        super().__init__()
        self.name = name
        self.source = source

    @property
    def Name(self) -> str:
        return self.name.text

    FullName = Name

    @property
    def Extent(self) -> ScriptExtent:
        return ScriptExtent(self.source, self.name.start, self.name.end)

    def __str__(self) -> str:
        return self.name.text


class ParseErrorView(DotNetObject):
    """A parse error as data."""

    ps_type = builtin(_LANGUAGE + "ParseError")
    PROPERTY_ORDER = "Extent ErrorId Message IncompleteInput"
    __slots__ = ("ErrorId", "Extent", "IncompleteInput", "Message", "_shown")

    def __init__(self, error: Any, source: Any) -> None:
        super().__init__()
        self.ErrorId = error.error_id
        self.Message = error.message
        self.IncompleteInput = error.incomplete_input
        self.Extent = ScriptExtent(source, error.start, error.end)
        self._shown = exception_message([error], source)

    def __str__(self) -> str:
        return self._shown


def parse_errors(errors: list[Any], source: Any) -> PSArray:
    """Return parse errors as an array of ParseError values."""
    return PSArray([ParseErrorView(error, source) for error in errors], _LANGUAGE + "ParseError")


class ParserMembers:
    """[System.Management.Automation.Language.Parser]."""

    @staticmethod
    @with_session
    def static_ParseInput(session: Any, text: str, *references: Any) -> Any:
        return _parsed(session, text, None, references[-2:])

    @staticmethod
    @with_session
    def static_ParseFile(session: Any, path: str, *references: Any) -> Any:
        from pwsh_emu.language.reading import decode_script

        files = session.services["files"]
        return _parsed(session, decode_script(files.read(path)), path, references)


def _parsed(session: Any, text: str, file: str | None, references: tuple[Any, ...]) -> Any:
    from pwsh_emu.runtime.classes.lookup import parse_with_modules

    result = parse_with_modules(session, text, file, None)
    tokens, errors = (*references, None, None)[:2]
    if isinstance(tokens, PSReference):
        from pwsh_emu.runtime.types.syntaxtokens import token_values

        tokens.value = token_values(text, result.ast)
    if isinstance(errors, PSReference):
        errors.value = parse_errors(result.errors or _definition_errors(text, result.ast), result.ast.source)
    return AstView(result.ast, result.ast.source)


def _definition_errors(text: str, script: Any) -> list[Any]:
    """Return what is wrong with the classes and enumerations of a text that parses otherwise."""
    lower = text.lower()
    if "class" not in lower and "enum" not in lower:
        return []
    from pwsh_emu.language.semantics import check_definitions

    return check_definitions(script)


TYPES: dict[str, type] = {_LANGUAGE + "Ast": AstMembers, _LANGUAGE + "Parser": ParserMembers}
TYPES[_LANGUAGE + "CommandAst"] = CommandAstMembers
TYPES[_LANGUAGE + "PipelineAst"] = PipelineAstMembers
TYPES["System.Management.Automation.VariablePath"] = VariablePath
TYPES[_LANGUAGE + "TypeName"] = TypeNameView
TYPES[_LANGUAGE + "ParseError"] = ParseErrorView
