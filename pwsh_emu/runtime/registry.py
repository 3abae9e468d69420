"""The registry of types: names to types, values to types, and which type is which.

`knowntypes` holds what .NET and PowerShell define; a `TypeRegistry` belongs to a session and adds the classes and enumerations of
its scripts, its ``using namespace`` lines and its own accelerators.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime import values
from pwsh_emu.runtime.knowntypes import array_of, builtin, construct_generic, find_builtin
from pwsh_emu.runtime.typenames import TypeText, accelerators, read_type_text
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import AUTOMATION_NULL, WRAPPED_OBJECT, PSArray, PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Python classes that stand for one .NET type, by module and name so that nothing is imported for it.
PYTHON_TYPES = {
    "builtins.int": "System.Int32",
    "builtins.float": "System.Double",
    "builtins.str": "System.String",
    "builtins.bool": "System.Boolean",
    "builtins.list": "System.Object[]",
    "builtins.tuple": "System.Object[]",
    "builtins.dict": "System.Collections.Hashtable",
    "builtins.bytes": "System.Byte[]",
    "builtins.complex": "System.Numerics.Complex",
    "decimal.Decimal": "System.Decimal",
    **{
        f"pwsh_emu.runtime.values.{name}": f"System.{name}"
        for name in ("Int64", "Int16", "SByte", "Byte", "UInt16", "UInt32", "UInt64", "Single", "Decimal", "Char")
    },
    "pwsh_emu.runtime.values.BigInteger": "System.Numerics.BigInteger",
    "pwsh_emu.runtime.values.PSCustomObject": "System.Management.Automation.PSCustomObject",
    "pwsh_emu.runtime.values.Hashtable": "System.Collections.Hashtable",
    "pwsh_emu.runtime.values.OrderedDictionary": "System.Collections.Specialized.OrderedDictionary",
    "pwsh_emu.runtime.values.TypeLiteral": "System.RuntimeType",
    "pwsh_emu.runtime.values.SwitchParameter": "System.Management.Automation.SwitchParameter",
    **{
        f"pwsh_emu.runtime.values.{name}": f"System.Management.Automation.{name}"
        for name in ("PSNoteProperty", "PSAliasProperty", "PSScriptProperty", "PSCodeProperty", "PSScriptMethod", "PSPropertySet", "PSMemberSet")
    },
    "pwsh_emu.runtime.values.AutomationNullType": "System.Management.Automation.Internal.AutomationNull",
    "pwsh_emu.runtime.errors.ErrorRecord": "System.Management.Automation.ErrorRecord",
    "pwsh_emu.runtime.errors.InvocationInfo": "System.Management.Automation.InvocationInfo",
    "pwsh_emu.runtime.errors.ScriptExtent": "System.Management.Automation.Language.InternalScriptExtent",
    "pwsh_emu.runtime.scopes.Variable": "System.Management.Automation.PSVariable",
    "pwsh_emu.runtime.wildcard.WildcardPattern": "System.Management.Automation.WildcardPattern",
    "pwsh_emu.runtime.culture.Culture": "System.Globalization.CultureInfo",
    "pwsh_emu.runtime.culture.NumberFormat": "System.Globalization.NumberFormatInfo",
    "pwsh_emu.runtime.scriptblock.ScriptBlock": "System.Management.Automation.ScriptBlock",
    "pwsh_emu.runtime.session.Session": "System.Management.Automation.EngineIntrinsics",
    "pwsh_emu.runtime.session.SessionState": "System.Management.Automation.SessionState",
    **{
        f"pwsh_emu.runtime.command.{name}": f"System.Management.Automation.{name}"
        for name in ("AliasInfo", "FunctionInfo", "ExternalScriptInfo", "CmdletInfo", "ParameterMetadata", "CommandMetadata")
    },
    "pwsh_emu.runtime.discovery.ScriptInfo": "System.Management.Automation.ScriptInfo",
}
_COVARIANT = ("IEnumerable`1[", "IReadOnlyList`1[", "IReadOnlyCollection`1[", "IEnumerator`1[")
_by_class: dict[type, PSType | None] = {}  # immutable facts: the .NET type of a Python class, None where it depends on the value


def _type_of_class(cls: type) -> PSType | None:
    for one in cls.__mro__:
        name = PYTHON_TYPES.get(f"{one.__module__}.{one.__qualname__}")
        if name is not None:
            return builtin(name)
    return builtin("System.Object")


def type_of(value: Any) -> PSType:
    """Return the .NET type of a value; of a wrapped one that of its base. $null has none (System.Object is given)."""
    kind = type(value)
    found = _by_class.get(kind)
    if found is not None:
        return found
    if kind is PSArray:
        return array_type(value.element)
    if kind is PSObject:
        return type_of(value.base)
    declared = getattr(value, "ps_type", None)
    if declared is not None:
        return declared  # type: ignore[no-any-return]
    if value is None or value is AUTOMATION_NULL:
        return builtin("System.Object")
    name = kind.__name__
    if name == "ExceptionObject":
        instance = getattr(value, "instance", None)
        return type_of(instance) if instance is not None else builtin(value.type_name)
    if name == "PSReference":
        held = value.value
        return construct_generic(builtin("System.Management.Automation.PSReference`1"), (type_of(held),))
    if name == "FunctionInfo" and value.command_type == "Filter":
        return builtin("System.Management.Automation.FilterInfo")
    result = _type_of_class(kind)
    assert result is not None
    _by_class[kind] = result
    return result


def type_of_class(kind: type) -> PSType | None:
    """Return the .NET type that every value of a Python class has; None where it depends on the value."""
    found = _by_class.get(kind)
    if found is not None:
        return found
    declared = getattr(kind, "ps_type", None)
    return declared if isinstance(declared, PSType) and kind.__dictoffset__ == 0 else None


_arrays: dict[str, PSType] = {}


class ScriptTypeName(str):
    """The full name of a script's type, which leads back to the type: arrays know their element type by name only."""

    ps_type: PSType


def array_type(element: Any) -> PSType:
    """Return the one-dimensional array type of an element type's name (or of a PSType)."""
    if type(element) is not str and element is not WRAPPED_OBJECT:
        return array_of(element if isinstance(element, PSType) else element.ps_type)
    found = _arrays.get(element)
    if found is None:
        found = _arrays[element] = array_of(builtin(element))
    return found


def is_assignable(source: PSType, target: PSType) -> bool:
    """Tell whether a value of one type can be held by a variable of another as it is (Type.IsAssignableFrom)."""
    if source is target or target.full_name == "System.Object":
        return True
    key = ("assignable", target)
    found = source.found.get(key)
    if found is None:
        found = source.found[key] = _is_assignable(source, target)
    return bool(found)


def _is_assignable(source: PSType, target: PSType) -> bool:
    for one in source.bases():
        if one is target:
            return True
    name = target.to_string()
    if target.definition == "System.Nullable`1":
        return source is target.arguments[0]
    if name in source.interface_names():
        return True
    if target.arguments and len(target.arguments) == 1 and any(part in name for part in _COVARIANT):
        return _covariant(source, target)
    if source.element is not None and target.element is not None and source.rank == target.rank:
        return not source.element.is_value_type and is_assignable(source.element, target.element)
    if target.full_name == "System.Management.Automation.PSObject":
        return source.full_name == "System.Management.Automation.PSCustomObject"
    return False


def _covariant(source: PSType, target: PSType) -> bool:
    prefix = f"{target.definition}["
    for name in source.interface_names():
        if name.startswith(prefix):
            argument = find_builtin(name[len(prefix) : -1])
            if argument is not None and not argument.is_value_type and is_assignable(argument, target.arguments[0]):
                return True
    return False


def ambiguous(name: str, first: PSType, second: PSType) -> Exception:
    """Return the error for a name that ``using namespace`` lines give two meanings."""
    from pwsh_emu.runtime.errors import runtime_error

    message = f"The type name '{name}' is ambiguous, it could be '{first.full_name}' or '{second.full_name}'."
    return runtime_error("AmbiguousTypeReference", message)


class TypeRegistry:
    """Finds types for a session. ``classes`` are the types that its scripts define, by lower-case name; ``namespaces`` what
    ``using namespace`` lines of the session's top scope name."""

    def __init__(self) -> None:
        self.classes: dict[str, PSType] = {}
        self.scoped: set[str] = set()  # lower-case names of types that scripts defined below the global scope (Scope.types)
        self.current_scope: Callable[[], Any] = lambda: None
        self.namespaces: list[str] = []
        self.accelerators: dict[str, PSType] = {}  # added by scripts, by lower-case name
        self.type_data: dict[str, Any] = {}  # Update-TypeData: lower-case type name to typedata.TypeData
        self.type_data_cache: dict[str, list[Any]] = {}
        self.made: dict[int, tuple[Any, PSType]] = {}  # by the id of its definition: that, and the type
        self.class_assemblies = 0  # how often scripts have defined classes
        self.type_files: dict[str, list[Any]] = {}  # files that Update-TypeData read: path to the TypeData in them
        self.member_cache: dict[Any, Any] = {}  # what `members` resolved: (class or type, lower-case name) to a reader
        self.unclear: dict[str, tuple[PSType, PSType]] = {}  # what a name means that two used modules have, by lower-case name
        self._found: dict[str, PSType] = {}

    # --- names ---
    def resolve(self, name: Any, *, using: Any = ()) -> PSType:
        """Return the type that a script names (text, or a TypeName of the syntax tree); raise PowerShell's TypeNotFound error."""
        found = self.find(name, using=using)
        if found is None:
            raise self._without_value(name, using) or self.not_found(self._missing_part(name))
        return found

    def _without_value(self, name: Any, using: Any) -> Exception | None:
        """Return the error for a Nullable of a type that is no value type, None where a name is none."""
        parsed = read_type_text(name) if isinstance(name, str) else name
        if parsed is None or len(parsed.arguments) != 1 or parsed.name.lower().removeprefix("system.").removesuffix("`1") != "nullable":
            return None
        argument = self._find_parsed(parsed.arguments[0], using)
        if argument is None:
            return None
        from pwsh_emu.runtime.errors import runtime_error

        text = name if isinstance(name, str) else name.text
        details = f"GenericArguments[0], '{argument.full_name}', on 'System.Nullable`1[T]' violates the constraint of type 'T'."
        return runtime_error("TypeNotFoundWithMessage", f"Unable to find type [{text}]. Details: {details}", "InvalidOperation")

    def _missing_part(self, name: Any) -> str:
        """Return the name that PowerShell says it cannot find: of a generic or array type its own name, else the whole."""
        parsed = read_type_text(name) if isinstance(name, str) else name
        if parsed is not None and (parsed.arguments or parsed.ranks):
            return str(parsed.name)
        return name if isinstance(name, str) else str(name.text)

    def not_found(self, text: str) -> Exception:
        """Return the error for a type that does not exist."""
        from pwsh_emu.runtime.errors import runtime_error

        error = runtime_error("TypeNotFound", f"Unable to find type [{text}].", "InvalidOperation")
        error.record.target_name = text
        error.record.target_type = "TypeName"
        return error

    def find(self, name: Any, *, using: Any = ()) -> PSType | None:
        """Return the type that a script names, or None."""
        if isinstance(name, str):
            if not using:
                found = self._found.get(name)
                if found is not None:
                    return found
            parsed = read_type_text(name)
            if parsed is None:
                return None
            found = self._find_parsed(parsed, using)
            if found is not None and not using and not self.is_scoped(parsed):
                self._found[name] = found
            return found
        return self._find_parsed(name, using)

    def is_scoped(self, name: Any) -> bool:
        """Tell whether a type name, or one in it, may mean another type in another scope."""
        return bool(self.scoped) and (name.name.lower() in self.scoped or any(self.is_scoped(one) for one in name.arguments))

    def own(self, name: str) -> PSType | None:
        """Return the class or enumeration of a script that a lower-case name means where the session stands."""
        if name in self.scoped:
            scope = self.current_scope()
            while scope is not None:
                if scope.types is not None and name in scope.types:
                    found: PSType = scope.types[name]
                    return found
                scope = scope.parent
        return self.classes.get(name)

    def visible(self) -> dict[str, PSType]:
        """Return the classes and enumerations of scripts that can be named where the session stands, by lower-case name."""
        if not self.scoped:
            return self.classes
        return {**self.classes, **{name: found for name in self.scoped if (found := self.own(name)) is not None}}

    def _find_parsed(self, name: Any, using: Any) -> PSType | None:
        arguments: list[PSType] = []
        for argument in name.arguments:
            resolved = self._find_parsed(argument, using)
            if resolved is None:
                return None
            arguments.append(resolved)
        found = self._find_simple(name.name, using, len(arguments))
        if found is None:
            return None
        if arguments:
            if found.full_name == "System.Nullable`1" and not arguments[0].is_value_type:
                return None
            found = construct_generic(found, tuple(arguments))
        for rank in reversed(name.ranks):
            found = array_of(found, rank)
        return found

    def _find_simple(self, name: str, using: Any, arity: int) -> PSType | None:
        key = name.lower()
        if not arity:
            found = self.own(key) or self.accelerators.get(key)
            if found is not None:
                if self.unclear and found in self.unclear.get(key, ()):
                    raise ambiguous(name, *self.unclear[key])
                return found
            full = accelerators().get(key)
            if full is not None:
                return builtin(full)
            if key == "object":
                return builtin("System.Object")
        spelled = f"{name}`{arity}" if arity and "`" not in name else name.replace("``", "`")  # a backtick before the arity may be escaped
        found = find_builtin(spelled) if "." in spelled or key == "void" else None
        if found is None and not key.startswith("system."):
            found = find_builtin("System." + spelled)
        if found is None:
            candidates = [one for namespace in (*using, *self.namespaces) if (one := find_builtin(f"{namespace}.{spelled}")) is not None]
            if candidates:
                found = candidates[0]
                other = next((one for one in candidates if one is not found), None)
                if other is not None:
                    raise ambiguous(name, found, other)
        return found

    def define(self, ps_type: PSType, name: str | None = None, scope: Any = None) -> None:
        """Add a class or enumeration of a script: to a scope, by default the global one."""
        spelled = ScriptTypeName(ps_type.full_name)
        spelled.ps_type = ps_type
        ps_type.full_name = spelled
        key = (name or ps_type.full_name).lower()
        if scope is None or scope.parent is None:
            self.classes[key] = ps_type
        else:
            if scope.types is None:
                scope.types = {}
            scope.types[key] = ps_type
            self.scoped.add(key)
        self.unclear.pop(key, None)
        self._found.clear()

    # --- values ---
    def type_of(self, value: Any) -> PSType:
        """Return the .NET type of a value."""
        return type_of(value)

    def is_instance(self, value: Any, ps_type: PSType) -> bool:
        """Tell what ``-is`` tells: $null is of no type; a wrapped value also counts as PSObject, as what has members of its own is one."""
        if value is None or value is AUTOMATION_NULL:
            return False
        if type(value) is PSObject:
            if ps_type.full_name == "System.Management.Automation.PSObject":
                return True
            value = value.base
        elif getattr(value, "extended", None) and ps_type.full_name == "System.Management.Automation.PSObject":
            return True
        return is_assignable(type_of(value), ps_type)

    def array_of(self, element: PSType, rank: int = 1) -> PSType:
        """Return the array type of an element type."""
        return array_of(element, rank)

    def type_names(self, value: Any) -> list[str]:
        """Return PSTypeNames: names that scripts added, then the type's and its bases'."""
        if type(value) is PSCustomObject:
            if value.type_names is not None:
                return list(value.type_names)
            return ["System.Management.Automation.PSCustomObject", "System.Object"]
        added = getattr(value, "added_type_names", None) or []
        if type(added) is values.AllTypeNames:
            return list(added)
        base = value.base if type(value) is PSObject else value
        if type(base) is PSCustomObject:
            return list(added) + self.type_names(base)
        return list(added) + self.names_of_type(type_of(base))

    def names_of_type(self, ps_type: PSType) -> list[str]:
        """Return the full names of a type and its bases."""
        names = ps_type.found.get("names")
        if names is None:
            names = ps_type.found["names"] = [str(one.full_name) for one in ps_type.bases()]
        return names


def get_type_literal(ps_type: PSType) -> values.TypeLiteral:
    """Return ``[T]`` as a value; one object a type, so that ReferenceEquals holds."""
    found = ps_type.found.get("literal")
    if found is None:
        found = ps_type.found["literal"] = values.TypeLiteral(ps_type)
        found.extended = None
        found.added_type_names = None
    return found


__all__ = ["TypeRegistry", "TypeText", "array_type", "get_type_literal", "is_assignable", "type_of"]
