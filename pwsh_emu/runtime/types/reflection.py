"""Assembly, MethodInfo, PropertyInfo and ConstructorInfo: what reflection shows of types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException, not_supported
from pwsh_emu.runtime.knowntypes import builtin, find_builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal, is_assignable, type_of
from pwsh_emu.runtime.typesystem import DotNetObject, NetProperty, Overload, PSType
from pwsh_emu.runtime.values import PSArray

# The beginnings of names of assemblies that come with .NET and PowerShell on Linux.
_FAMILIES = ("system", "microsoft.powershell", "microsoft.csharp", "microsoft.visualbasic", "microsoft.win32.primitives", "mscorlib", "netstandard")
_WINDOWS_ONLY = ("presentationcore", "presentationframework", "windowsbase", "system.windows.forms", "system.drawing.design", "wpf")


def comes_with_dotnet(name: str) -> bool:
    """Tell whether .NET on Linux has an assembly of a name."""
    simple = name.partition(",")[0].strip().lower()
    return simple not in _WINDOWS_ONLY and any(simple == one or simple.startswith(one + ".") for one in _FAMILIES)


def _no_assembly(shown: str) -> NetException:
    message = f"Could not load file or assembly '{shown}'. The system cannot find the file specified."
    return NetException("System.IO.FileNotFoundException", message, FileName=shown)


class Assembly(DotNetObject):
    """System.Reflection.RuntimeAssembly."""

    ps_type = builtin("System.Reflection.RuntimeAssembly")
    PROPERTY_ORDER = (
        "CodeBase FullName EntryPoint DefinedTypes IsCollectible ManifestModule ReflectionOnly Location ImageRuntimeVersion GlobalAssemblyCache "
        "HostContext IsDynamic ExportedTypes IsFullyTrusted CustomAttributes EscapedCodeBase Modules SecurityRuleSet"
    )
    __slots__ = ("FullName", "script_file")

    def __init__(self, full_name: str, script_file: str | None = None) -> None:
        super().__init__()
        self.FullName = full_name
        self.script_file = script_file  # of the classes that it was made for

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assembly) and other.FullName == self.FullName

    def __hash__(self) -> int:
        return hash(self.FullName)

    def __str__(self) -> str:
        return self.FullName

    @property
    def Location(self) -> str:
        return "" if self.FullName.startswith("PowerShell Class") else f"/pshome/{self.FullName.partition(',')[0]}.dll"

    @property
    def IsDynamic(self) -> bool:
        return self.FullName.startswith("PowerShell Class")

    @property
    def ImageRuntimeVersion(self) -> str:
        return "v4.0.30319"

    @property
    def GlobalAssemblyCache(self) -> bool:
        return False

    def GetName(self, *rest: Any) -> Any:
        from pwsh_emu.runtime.values import PSCustomObject

        return PSCustomObject({"Name": self.FullName.partition(",")[0], "FullName": self.FullName})

    def GetType(self, name: Any = None, *rest: Any) -> Any:
        if name is None:
            return get_type_literal(self.ps_type)
        found: Any = find_builtin(name)
        if found is None and name == "System.Management.Automation.TypeAccelerators":  # internal: no type literal finds it
            from pwsh_emu.runtime.types.typeaccelerators import TYPE_ACCELERATORS

            found = TYPE_ACCELERATORS
        return get_type_literal(found) if found is not None else None

    def GetTypes(self) -> PSArray:
        return PSArray([])

    GetExportedTypes = GetTypes

    def GetCustomAttributes(self, *rest: Any) -> PSArray:
        from pwsh_emu.runtime.types.customattributes import chosen, of_assembly

        if not self.IsDynamic:
            raise not_supported("Reading the attributes of .NET's assemblies")
        return chosen(of_assembly(self.script_file), rest)

    def ToString(self) -> str:
        return self.FullName

    @staticmethod
    def static_Load(name: Any) -> Assembly:
        if not isinstance(name, str):
            raise not_supported("Loading an assembly from its bytes")
        if not comes_with_dotnet(name):
            shown = name if "," in name else f"{name}, Culture=neutral, PublicKeyToken=null"
            raise _no_assembly(shown)
        return Assembly(name)

    @staticmethod
    def static_LoadWithPartialName(name: str) -> Assembly | None:
        return Assembly(name) if comes_with_dotnet(name) else None

    @staticmethod
    @with_session
    def static_LoadFrom(session: Any, path: str, *rest: Any) -> Assembly:
        import os

        full = os.path.join(session.location, path)
        if not session.services["files"].exists(full):
            raise _no_assembly(full)
        raise not_supported("Loading an assembly from a file")

    static_LoadFile = static_LoadFrom

    @staticmethod
    def static_GetExecutingAssembly() -> Assembly:
        return Assembly("System.Management.Automation, Version=7.6.5.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35")

    static_GetCallingAssembly = static_GetEntryAssembly = static_GetExecutingAssembly


class ParameterInfo(DotNetObject):
    """A method's parameter."""

    ps_type = builtin("System.Reflection.RuntimeParameterInfo")
    SIGNATURES = (
        "type ParameterType",
        "string Name",
        "bool HasDefaultValue",
        "System.Object DefaultValue",
        "System.Object RawDefaultValue",
        "int Position",
        "bool IsOptional",
        "bool IsOut",
    )
    __slots__ = ("IsOptional", "Name", "ParameterType", "Position")

    def __init__(self, name: str, literal: Any, position: int, optional: bool) -> None:
        super().__init__()
        self.Name, self.ParameterType, self.Position, self.IsOptional = name, literal, position, optional

    @property
    def HasDefaultValue(self) -> bool:
        return self.IsOptional

    @property
    def DefaultValue(self) -> None:
        return None

    RawDefaultValue = DefaultValue

    @property
    def IsOut(self) -> bool:
        return False


class MethodInfo(DotNetObject):
    """A method or constructor of a type."""

    SIGNATURES = (
        "string Name", "type DeclaringType", "type ReflectedType", "type ReturnType",
        "bool IsStatic", "bool IsPublic", "bool IsAbstract", "bool IsVirtual", "bool IsConstructor",
        "bool IsGenericMethod", "System.Reflection.ParameterInfo[] GetParameters()",
        "System.Object Invoke(System.Object obj, System.Object[] parameters)",
        "System.Object Invoke(System.Object[] parameters)", "string ToString()",
        "bool IsSpecialName", "System.Object[] GetCustomAttributes(bool inherit)",
        "System.Object[] GetCustomAttributes(type attributeType, bool inherit)", "bool IsDefined(type attributeType, bool inherit)",
        "bool IsFamily", "bool IsPrivate", "bool IsAssembly", "bool IsHideBySig", "bool IsFinal",
    )  # fmt: skip
    __slots__ = ("overload", "owner", "ps_type")

    def __init__(self, owner: PSType, overload: Overload, kind: str = "System.Reflection.RuntimeMethodInfo") -> None:
        super().__init__()
        self.owner = owner
        self.overload = overload
        self.ps_type = builtin(kind)

    def _signature(self) -> Any:
        from pwsh_emu.runtime.overloads import parsed

        return parsed(self.overload)

    @property
    def Name(self) -> str:
        return ".ctor" if self.IsConstructor else str(self._signature().name)

    @property
    def DeclaringType(self) -> Any:
        return get_type_literal(self.owner)

    ReflectedType = DeclaringType

    @property
    def ReturnType(self) -> Any:
        found = self._signature().returns
        return get_type_literal(found) if found is not None else get_type_literal(builtin("System.Object"))

    @property
    def IsStatic(self) -> bool:
        return self.overload.static and not self.IsConstructor

    @property
    def IsPublic(self) -> bool:
        return True

    @property
    def IsConstructor(self) -> bool:
        return self.ps_type.name == "RuntimeConstructorInfo"

    @property
    def IsGenericMethod(self) -> bool:
        return bool(self._signature().generic)

    @property
    def _no(self) -> bool:
        return False

    IsAbstract = IsVirtual = IsSpecialName = IsFamily = IsPrivate = IsAssembly = IsFinal = _no

    @property
    def IsHideBySig(self) -> bool:
        return True

    def GetCustomAttributes(self, *rest: Any) -> PSArray:
        from pwsh_emu.runtime.types.customattributes import chosen, of_method

        return chosen(of_method(self.owner, self.Name, [one.name for one in self._signature().parameters]), rest)

    def IsDefined(self, *rest: Any) -> bool:
        return bool(self.GetCustomAttributes(*rest))

    def GetParameters(self) -> PSArray:
        found = self._signature().parameters
        return PSArray(
            [ParameterInfo(one.name, get_type_literal(one.type), at, one.optional) for at, one in enumerate(found)], "System.Reflection.ParameterInfo"
        )

    @with_session
    def Invoke(session: Any, self: MethodInfo, *arguments: Any) -> Any:
        from pwsh_emu.runtime.overloads import call, choose

        args = list(arguments[-1] or [])
        target = () if self.overload.static else (_checked_target(arguments[0], self.owner),)
        return call(session, choose(session, self.Name, [self.overload], args), target, args, self.Name)

    def ToString(self) -> str:
        signature = self._signature()
        shown = ", ".join(one.type.to_string() if one.type.namespace != "System" else one.type.name for one in signature.parameters)
        returns = signature.returns
        kind = "Void" if returns is None or self.IsConstructor else returns.name if returns.namespace == "System" else returns.to_string()
        return f"{kind} {self.Name}({shown})"

    def __str__(self) -> str:
        return self.ToString()


def _checked_target(target: Any, owner: PSType) -> Any:
    """Return what an instance method is called on; TargetException where its type is another one."""
    if target is None:
        raise NetException("System.Reflection.TargetException", "Non-static method requires a target.")
    if not is_assignable(type_of(target), owner):
        raise NetException("System.Reflection.TargetException", "Object does not match target type.")
    return target


class PropertyInfo(DotNetObject):
    """A property of a type."""

    ps_type = builtin("System.Reflection.RuntimePropertyInfo")
    SIGNATURES = (
        "string Name", "type PropertyType", "type DeclaringType", "type ReflectedType", "bool CanRead",
        "bool CanWrite", "bool IsSpecialName", "System.Object GetValue(System.Object obj)",
        "System.Object GetValue(System.Object obj, System.Object[] index)",
        "void SetValue(System.Object obj, System.Object value)", "string ToString()",
        "System.Object[] GetCustomAttributes(bool inherit)", "System.Object[] GetCustomAttributes(type attributeType, bool inherit)",
        "bool IsDefined(type attributeType, bool inherit)",
    )  # fmt: skip
    __slots__ = ("owner", "prop")

    def __init__(self, owner: PSType, prop: NetProperty) -> None:
        super().__init__()
        self.owner = owner
        self.prop = prop

    @property
    def Name(self) -> str:
        return self.prop.name

    @property
    def PropertyType(self) -> Any:
        from pwsh_emu.runtime.overloads import signature_type

        return get_type_literal(signature_type(self.prop.type_name) or builtin("System.Object"))

    @property
    def DeclaringType(self) -> Any:
        return get_type_literal(self.owner)

    ReflectedType = DeclaringType

    @property
    def CanRead(self) -> bool:
        return True

    @property
    def CanWrite(self) -> bool:
        return self.prop.setter is not None

    @property
    def IsSpecialName(self) -> bool:
        return False

    def GetCustomAttributes(self, *rest: Any) -> PSArray:
        from pwsh_emu.runtime.types.customattributes import chosen, of_property

        return chosen(of_property(self.owner, self.prop.name), rest)

    def IsDefined(self, *rest: Any) -> bool:
        return bool(self.GetCustomAttributes(*rest))

    @with_session
    def GetValue(session: Any, self: PropertyInfo, obj: Any, *rest: Any) -> Any:
        from pwsh_emu.runtime import members

        if self.prop.static:
            return members.get_static_property(session, self.owner, self.prop.name)
        return members.get_property(session, obj, self.prop.name)

    @with_session
    def SetValue(session: Any, self: PropertyInfo, obj: Any, value: Any, *rest: Any) -> None:
        from pwsh_emu.runtime import members

        if self.prop.static:
            members.set_static_property(session, self.owner, self.prop.name, value)
        else:
            members.set_property(session, obj, self.prop.name, value)

    def ToString(self) -> str:
        kind = self.PropertyType.of
        return f"{kind.name if kind.namespace == 'System' else kind.to_string()} {self.prop.name}"

    def __str__(self) -> str:
        return self.ToString()


_DECLARED_ONLY, _INSTANCE, _STATIC, _PUBLIC = 2, 4, 8, 16  # BindingFlags


def methods_of(ps_type: PSType, flags: Any = None) -> PSArray:
    """Return a type's methods, static ones too, or those that BindingFlags choose. A script's class has accessors and what it inherits."""
    found: list[MethodInfo] = []
    seen: set[str] = set()
    for one in ps_type.bases() if getattr(ps_type, "script_class", False) else [ps_type]:
        own = [overload for table in (one.methods, one.static_methods) for method in table.values() for overload in method.overloads]
        if getattr(one, "script_class", False):
            own = [*_accessors(one), *own]
        elif one is not ps_type:
            own = [overload for overload in own if not overload.static]
        for overload in own:
            shown = overload.signature.partition(" ")[2].lower()
            if shown not in seen:
                seen.add(shown)
                found.append(MethodInfo(one, overload))
    return PSArray(_chosen(found, flags, ps_type, lambda one: one.overload.static), "System.Reflection.MethodInfo")


def _accessors(ps_type: PSType) -> list[Overload]:
    """Return the methods that get and set the properties of a script's class."""
    found = []
    for prop in [*ps_type.properties.values(), *ps_type.static_properties.values()]:
        start = "static " if prop.static else ""
        signatures = (
            (f"{start}{prop.type_name} get_{prop.name}()", prop.getter),
            (f"{start}void set_{prop.name}({prop.type_name} value)", prop.setter),
        )
        found += [Overload(text, function, static=prop.static, session=prop.session) for text, function in signatures if function is not None]
    return found


def _chosen(found: list[Any], flags: Any, ps_type: PSType, is_static: Callable[[Any], bool]) -> list[Any]:
    """Return the members that BindingFlags choose; all where there are none."""
    value = getattr(flags, "value", None)
    if not value:
        return found
    if not value & _PUBLIC:
        return []
    return [one for one in found if value & (_STATIC if is_static(one) else _INSTANCE) and (not value & _DECLARED_ONLY or one.owner is ps_type)]


def members_of(ps_type: PSType, flags: Any = None) -> PSArray:
    """Return a type's methods, constructors and properties."""
    return PSArray([*methods_of(ps_type, flags), *constructors_of(ps_type), *properties_of_type(ps_type, flags)], "System.Reflection.MemberInfo")


def method_named(ps_type: PSType, name: str, rest: tuple[Any, ...]) -> Any:
    """Return the method of an exact name (and parameter types)."""
    from pwsh_emu.runtime.overloads import parsed

    types = next((one for one in rest if isinstance(one, list)), None)
    for one in ps_type.bases():
        for table in (one.methods, one.static_methods):
            group = table.get(name.lower())
            if group is None or group.name != name:
                continue
            for overload in group.overloads:
                signature = parsed(overload)
                if types is None or (
                    signature.usable and [parameter.type for parameter in signature.parameters] == [literal.of for literal in types]
                ):
                    return MethodInfo(ps_type, overload)
    accessors = _accessors(ps_type) if getattr(ps_type, "script_class", False) and types is None else []
    return next((MethodInfo(ps_type, one) for one in accessors if parsed(one).name == name), None)


def properties_of_type(ps_type: PSType, flags: Any = None) -> PSArray:
    """Return a type's properties, static ones too, or those that BindingFlags choose."""
    from pwsh_emu.runtime.memberviews import ordered_properties

    found = [PropertyInfo(ps_type, prop) for prop in [*ordered_properties(ps_type), *ps_type.static_properties.values()]]
    return PSArray(_chosen(found, flags, ps_type, lambda one: one.prop.static), "System.Reflection.PropertyInfo")


def constructors_of(ps_type: PSType) -> PSArray:
    """Return a type's constructors."""
    return PSArray(
        [MethodInfo(ps_type, overload, "System.Reflection.RuntimeConstructorInfo") for overload in ps_type.constructors],
        "System.Reflection.ConstructorInfo",
    )


TYPES = {
    "System.Reflection.RuntimeAssembly": Assembly,
    "System.Reflection.Assembly": Assembly,
    "System.Reflection.RuntimeMethodInfo": MethodInfo,
    "System.Reflection.RuntimeConstructorInfo": MethodInfo,
    "System.Reflection.RuntimePropertyInfo": PropertyInfo,
    "System.Reflection.RuntimeParameterInfo": ParameterInfo,
}
