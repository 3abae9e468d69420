"""Syntax trees as values: System.Management.Automation.Language's nodes over the parser's own, and the Parser class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.errors import NetException, ScriptExtent
from pwsh_emu.runtime.knowntypes import KnownType, builtin, find_builtin, with_session
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
_fields: dict[type, dict[str, str]] = {}  # lower-case .NET name to slot, for each node class


def _fields_of(kind: type) -> dict[str, str]:
    found = _fields.get(kind)
    if found is None:
        found = {}
        for one in kind.__mro__:
            for slot in one.__dict__.get("__slots__", ()):
                found.setdefault(slot.strip("_").replace("_", ""), slot)
        _fields[kind] = found
    return found


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
        if lower == "type" and isinstance(node, (tree.AttributedExpressionAst,)):
            return self._wrapped(node.attribute)
        if lower in ("tokenkind", "operator"):
            lower = "operator"
        elif lower == "stringconstanttype":
            lower = "kind"
        elif lower == "find":
            return None
        slot = _fields_of(type(node)).get(lower)
        if slot is None or slot in ("source", "compiled"):
            return None
        return self._wrapped(getattr(node, slot), lower)

    def adapter_properties(self, session: Any) -> Iterator[tuple[str, str, bool]]:
        """Yield the names of a node's properties."""
        for slot in _fields_of(type(self.node)).values():
            if slot not in ("start", "end", "source", "compiled", "derived"):
                yield "".join(part.capitalize() for part in slot.strip("_").split("_")), "System.Object", False
        yield "Extent", _LANGUAGE + "IScriptExtent", False
        yield "Parent", _LANGUAGE + "Ast", False

    def _wrapped(self, value: Any, name: str = "") -> Any:
        if isinstance(value, tree.Ast):
            return AstView(value, self.source, self)
        if isinstance(value, (list, tuple)):
            if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, (tree.Ast, type(None))) for one in value):
                from pwsh_emu.runtime.types.tuples import new_tuple  # type: ignore[attr-defined,unused-ignore]

                return new_tuple([self._wrapped(one) for one in value])
            if value and all(isinstance(one, str) for one in value):
                return ", ".join(value)
            return PSArray([self._wrapped(one) for one in value])
        if name in ("operator", "kind", "blockkind") and isinstance(value, str):
            enum = find_builtin(_LANGUAGE + ("StringConstantType" if name == "kind" else "TokenKind"))
            if isinstance(enum, EnumType) and value in enum.names:
                return enum.named(value)
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
        "string ToString()", "System.Object Copy()", "System.Object SafeGetValue()", "scriptblock GetScriptBlock()",
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
    def SafeGetValue(session: Any, view: AstView, *flags: Any) -> Any:
        from pwsh_emu.runtime.compile.support import evaluate_constant

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
    __slots__ = ("ErrorId", "Extent", "IncompleteInput", "Message")

    def __init__(self, error: Any, source: Any) -> None:
        super().__init__()
        self.ErrorId = error.error_id
        self.Message = error.message
        self.IncompleteInput = error.incomplete_input
        self.Extent = ScriptExtent(source, error.start, error.end)

    def __str__(self) -> str:
        return str(self.Message)


def parse_errors(errors: list[Any], source: Any) -> PSArray:
    """Return parse errors as an array of ParseError values."""
    return PSArray([ParseErrorView(error, source) for error in errors], _LANGUAGE + "ParseError")


class ParserMembers:
    """[System.Management.Automation.Language.Parser]."""

    @staticmethod
    def static_ParseInput(text: str, *references: Any) -> Any:
        return _parsed(text, None, references[-2:])

    @staticmethod
    @with_session
    def static_ParseFile(session: Any, path: str, *references: Any) -> Any:
        from pwsh_emu.language.reading import decode_script

        files = session.services["files"]
        return _parsed(decode_script(files.read(path)), path, references)


def _parsed(text: str, file: str | None, references: tuple[Any, ...]) -> Any:
    from pwsh_emu.language.parser import parse

    result = parse(text, file)
    errors = result.errors or _definition_errors(text, result.ast)
    for reference, value in zip(references, (PSArray([]), parse_errors(errors, result.ast.source)), strict=False):
        if isinstance(reference, PSReference):
            reference.value = value
    return AstView(result.ast, result.ast.source)


def _definition_errors(text: str, script: Any) -> list[Any]:
    """Return what is wrong with the classes and enumerations of a text that parses otherwise."""
    lower = text.lower()
    if "class" not in lower and "enum" not in lower:
        return []
    from pwsh_emu.language.semantics import check_definitions

    return check_definitions(script)


TYPES: dict[str, type] = {_LANGUAGE + "Ast": AstMembers, _LANGUAGE + "Parser": ParserMembers}
TYPES["System.Management.Automation.VariablePath"] = VariablePath
TYPES[_LANGUAGE + "TypeName"] = TypeNameView
TYPES[_LANGUAGE + "ParseError"] = ParseErrorView
