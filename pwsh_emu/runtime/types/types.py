"""System.Type: what ``[int]`` is as a value."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import KnownType, array_of, assembly_qualified, builtin, construct_generic, find_builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal, is_assignable, type_of
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import EnumType, PSType
from pwsh_emu.runtime.values import PSArray, TypeLiteral

TYPE_CODES = {
    "System.DBNull": 2, "System.Boolean": 3, "System.Char": 4, "System.SByte": 5,
    "System.Byte": 6, "System.Int16": 7, "System.UInt16": 8, "System.Int32": 9,
    "System.UInt32": 10, "System.Int64": 11, "System.UInt64": 12, "System.Single": 13,
    "System.Double": 14, "System.Decimal": 15, "System.DateTime": 16,
    "System.String": 18,
}  # fmt: skip
_MOST_DIMENSIONS = 32  # of an array
_PRIMITIVE = frozenset(name for name, code in TYPE_CODES.items() if 3 <= code <= 14) | {"System.IntPtr", "System.UIntPtr"}


def literals(types: list[PSType]) -> PSArray:
    return PSArray([get_type_literal(one) for one in types], "System.Type")


def _base(ps_type: PSType) -> PSType | None:
    chain = ps_type.bases()
    return chain[1] if len(chain) > 1 and not ps_type.is_interface else None


class TypeMembers:
    """Members of System.Type and RuntimeType."""

    PROPERTY_ORDER = (
        "IsCollectible FullName AssemblyQualifiedName Namespace GUID IsEnum IsConstructedGenericType IsGenericType IsGenericTypeDefinition "
        "GenericParameterAttributes IsSZArray GenericParameterPosition ContainsGenericParameters StructLayoutAttribute IsInterface IsByRefLike "
        "Name DeclaringType Assembly BaseType UnderlyingSystemType IsTypeDefinition IsArray IsByRef IsPointer"
    )

    @staticmethod
    def get_Name(literal: TypeLiteral) -> str:
        return str(literal.of.name).rpartition("+")[2]

    @staticmethod
    def get_FullName(literal: TypeLiteral) -> str:
        return str(literal.of.full_name)

    @staticmethod
    def get_Namespace(literal: TypeLiteral) -> str | None:
        return literal.of.namespace or None

    @staticmethod
    def get_AssemblyQualifiedName(literal: TypeLiteral) -> str:
        return assembly_qualified(literal.of)

    @staticmethod
    def get_BaseType(literal: TypeLiteral) -> TypeLiteral | None:
        base = _base(literal.of)
        return get_type_literal(base) if base is not None else None

    @staticmethod
    def get_UnderlyingSystemType(literal: TypeLiteral) -> TypeLiteral:
        return literal

    @staticmethod
    def get_Assembly(literal: TypeLiteral) -> Any:
        from pwsh_emu.runtime.types.reflection import Assembly

        frame = getattr(literal.of, "frame", None)
        return Assembly(assembly_qualified(literal.of).removeprefix(literal.of.full_name + ", "), frame.block.file if frame is not None else None)

    @staticmethod
    def get_DeclaringType(literal: TypeLiteral) -> TypeLiteral | None:
        outer, plus, _ = str(literal.of.full_name).rpartition("+")
        found = find_builtin(outer) if plus else None
        return get_type_literal(found) if found is not None else None

    @staticmethod
    def get_ReflectedType(literal: TypeLiteral) -> TypeLiteral | None:
        return TypeMembers.get_DeclaringType(literal)

    @staticmethod
    def get_IsEnum(literal: TypeLiteral) -> bool:
        return isinstance(literal.of, EnumType)

    @staticmethod
    def get_IsArray(literal: TypeLiteral) -> bool:
        return literal.of.element is not None

    @staticmethod
    def get_IsSZArray(literal: TypeLiteral) -> bool:
        return bool(literal.of.rank == 1)

    @staticmethod
    def get_HasElementType(literal: TypeLiteral) -> bool:
        return literal.of.element is not None

    @staticmethod
    def get_IsClass(literal: TypeLiteral) -> bool:
        return not literal.of.is_value_type and not literal.of.is_interface

    @staticmethod
    def get_IsInterface(literal: TypeLiteral) -> bool:
        return bool(literal.of.is_interface)

    @staticmethod
    def get_IsValueType(literal: TypeLiteral) -> bool:
        return bool(literal.of.is_value_type)

    @staticmethod
    def get_IsPrimitive(literal: TypeLiteral) -> bool:
        return literal.of.full_name in _PRIMITIVE

    @staticmethod
    def get_IsAbstract(literal: TypeLiteral) -> bool:
        return bool(literal.of.is_abstract)

    @staticmethod
    def get_IsSealed(literal: TypeLiteral) -> bool:
        return isinstance(literal.of, EnumType) or bool(getattr(literal.of, "is_sealed", False))

    @staticmethod
    def get_IsPublic(literal: TypeLiteral) -> bool:
        return "+" not in literal.of.full_name

    @staticmethod
    def get_IsVisible(literal: TypeLiteral) -> bool:
        return True

    @staticmethod
    def get_IsNotPublic(literal: TypeLiteral) -> bool:
        return False

    @staticmethod
    def get_IsNested(literal: TypeLiteral) -> bool:
        return "+" in literal.of.full_name

    get_IsNestedPublic = get_IsNested

    @staticmethod
    def get_IsGenericType(literal: TypeLiteral) -> bool:
        return bool(literal.of.arguments) or ("`" in literal.of.name and literal.of.element is None)

    @staticmethod
    def get_IsGenericTypeDefinition(literal: TypeLiteral) -> bool:
        return not literal.of.arguments and "`" in literal.of.name and literal.of.element is None

    get_ContainsGenericParameters = get_IsGenericTypeDefinition

    @staticmethod
    def get_IsConstructedGenericType(literal: TypeLiteral) -> bool:
        return bool(literal.of.arguments)

    @staticmethod
    def get_IsTypeDefinition(literal: TypeLiteral) -> bool:
        return not literal.of.arguments and literal.of.element is None

    @staticmethod
    def _false(literal: TypeLiteral) -> bool:
        return False

    get_IsByRef = get_IsPointer = get_IsByRefLike = get_IsCOMObject = get_IsContextful = get_IsCollectible = get_IsGenericParameter = _false
    get_IsMarshalByRef = get_IsImport = get_IsSpecialName = get_IsNestedPrivate = get_IsExplicitLayout = get_IsUnicodeClass = _false

    @staticmethod
    def get_IsSerializable(literal: TypeLiteral) -> bool:
        from pwsh_emu.runtime.types.serializability import is_serializable

        return is_serializable(literal.of)

    @staticmethod
    def get_IsAnsiClass(literal: TypeLiteral) -> bool:
        return True

    get_IsAutoLayout = get_IsAnsiClass

    @staticmethod
    def get_GenericTypeArguments(literal: TypeLiteral) -> PSArray:
        return literals(list(literal.of.arguments))

    @staticmethod
    def get_MemberType(literal: TypeLiteral) -> Any:
        return "TypeInfo"

    @staticmethod
    def get_Module(literal: TypeLiteral) -> Any:
        return None

    @staticmethod
    def get_GUID(literal: TypeLiteral) -> Any:
        from pwsh_emu.runtime.types.guids import Guid

        return Guid.static_get_Empty()

    @staticmethod
    def get_ImplementedInterfaces(literal: TypeLiteral) -> PSArray:
        return TypeMembers.GetInterfaces(literal)

    @staticmethod
    def get_CustomAttributes(literal: TypeLiteral) -> PSArray:
        return PSArray([])

    @staticmethod
    def get_TypeInitializer(literal: TypeLiteral) -> None:
        return None

    # --- methods ---

    @staticmethod
    def ToString(literal: TypeLiteral) -> str:
        return str(literal.of.to_string())

    @staticmethod
    def Equals(literal: TypeLiteral, other: Any) -> bool:
        return isinstance(other, TypeLiteral) and other.of is literal.of

    @staticmethod
    def GetHashCode(literal: TypeLiteral) -> int:
        return id(literal.of) & 0x7FFFFFFF

    @staticmethod
    def GetElementType(literal: TypeLiteral) -> TypeLiteral | None:
        return get_type_literal(literal.of.element) if literal.of.element is not None else None

    @staticmethod
    def GetArrayRank(literal: TypeLiteral) -> int:
        if literal.of.element is None:
            raise failures.argument("Must be an array type.")
        return int(literal.of.rank)

    @staticmethod
    def GetGenericArguments(literal: TypeLiteral) -> PSArray:
        return literals(list(literal.of.arguments))

    @staticmethod
    def GetGenericTypeDefinition(literal: TypeLiteral) -> TypeLiteral:
        if literal.of.definition is None:
            raise failures.invalid("This operation is only valid on generic types.")
        return get_type_literal(builtin(literal.of.definition))

    @staticmethod
    def GetInterfaces(literal: TypeLiteral) -> PSArray:
        names = sorted(literal.of.interface_names())
        return literals([builtin(name) for name in names])

    @staticmethod
    def GetInterface(literal: TypeLiteral, name: str, ignore_case: bool = False) -> TypeLiteral | None:
        for full_name in literal.of.interface_names():
            short = full_name.partition("[")[0]
            for candidate in (short, short.rpartition(".")[2]):
                if candidate == name or (ignore_case and candidate.lower() == name.lower()):
                    return get_type_literal(builtin(full_name))
        return None

    @staticmethod
    def IsAssignableFrom(literal: TypeLiteral, other: Any) -> bool:
        return other is not None and is_assignable(other.of, literal.of)

    @staticmethod
    def IsAssignableTo(literal: TypeLiteral, other: Any) -> bool:
        return other is not None and is_assignable(literal.of, other.of)

    @staticmethod
    @with_session
    def IsInstanceOfType(session: Any, literal: TypeLiteral, value: Any) -> bool:
        return bool(session.types.is_instance(value, literal.of))

    @staticmethod
    def IsSubclassOf(literal: TypeLiteral, other: Any) -> bool:
        return other.of in literal.of.bases()[1:]

    @staticmethod
    def IsEquivalentTo(literal: TypeLiteral, other: Any) -> bool:
        return TypeMembers.Equals(literal, other)

    @staticmethod
    def MakeArrayType(literal: TypeLiteral, rank: int = 1) -> TypeLiteral:
        if rank < 1:
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        if rank > _MOST_DIMENSIONS:
            raise NetException("System.TypeLoadException", "An array type of more than 32 dimensions cannot be loaded.")
        return get_type_literal(array_of(literal.of, rank))

    @staticmethod
    def MakeGenericType(literal: TypeLiteral, arguments: Any) -> TypeLiteral:
        return get_type_literal(construct_generic(literal.of, tuple(argument.of for argument in arguments)))

    @staticmethod
    def GetEnumNames(literal: TypeLiteral) -> list[str]:
        from pwsh_emu.runtime.types.objects import enum_type

        return list(enum_type(literal).names)

    @staticmethod
    def GetEnumValues(literal: TypeLiteral) -> PSArray:
        from pwsh_emu.runtime.types.objects import EnumMembers

        return EnumMembers.static_GetValues(literal)

    @staticmethod
    def GetEnumValuesAsUnderlyingType(literal: TypeLiteral) -> PSArray:
        from pwsh_emu.runtime.types.objects import EnumMembers

        return EnumMembers.static_GetValuesAsUnderlyingType(literal)

    @staticmethod
    def GetEnumName(literal: TypeLiteral, value: Any) -> str | None:
        from pwsh_emu.runtime.types.objects import EnumMembers

        return EnumMembers.static_GetName(literal, value)

    @staticmethod
    def GetEnumUnderlyingType(literal: TypeLiteral) -> TypeLiteral:
        from pwsh_emu.runtime.types.objects import EnumMembers

        return EnumMembers.static_GetUnderlyingType(literal)

    @staticmethod
    def IsEnumDefined(literal: TypeLiteral, value: Any) -> bool:
        from pwsh_emu.runtime.types.objects import EnumMembers

        return EnumMembers.static_IsDefined(literal, value)

    @staticmethod
    def GetMethods(literal: TypeLiteral, flags: Any = None) -> PSArray:
        from pwsh_emu.runtime.types.reflection import methods_of

        return methods_of(literal.of, flags)

    @staticmethod
    def GetMembers(literal: TypeLiteral, flags: Any = None) -> PSArray:
        from pwsh_emu.runtime.types.reflection import members_of

        return members_of(literal.of, flags)

    @staticmethod
    def GetMethod(literal: TypeLiteral, name: str, *rest: Any) -> Any:
        from pwsh_emu.runtime.types.reflection import method_named

        return method_named(literal.of, name, rest)

    @staticmethod
    def GetProperties(literal: TypeLiteral, flags: Any = None) -> PSArray:
        from pwsh_emu.runtime.types.reflection import properties_of_type

        return properties_of_type(literal.of, flags)

    @staticmethod
    def GetProperty(literal: TypeLiteral, name: str, *rest: Any) -> Any:
        from pwsh_emu.runtime.types.reflection import properties_of_type

        return next((one for one in properties_of_type(literal.of) if one.Name == name), None)

    @staticmethod
    def GetConstructors(literal: TypeLiteral, flags: Any = None) -> PSArray:
        from pwsh_emu.runtime.types.reflection import constructors_of

        return constructors_of(literal.of)

    @staticmethod
    def GetFields(literal: TypeLiteral, flags: Any = None) -> PSArray:
        return PSArray([])

    @staticmethod
    def GetCustomAttributes(literal: TypeLiteral, *arguments: Any) -> PSArray:
        from pwsh_emu.runtime.types.customattributes import chosen, of_type

        return chosen(of_type(literal.of), arguments)

    @staticmethod
    def IsDefined(literal: TypeLiteral, *arguments: Any) -> bool:
        return bool(TypeMembers.GetCustomAttributes(literal, *arguments))

    @staticmethod
    @with_session
    def InvokeMember(session: Any, literal: TypeLiteral, name: str, flags: Any, binder: Any, target: Any, args: Any, *rest: Any) -> Any:
        from pwsh_emu.runtime import members

        arguments = list(args or [])
        return (
            members.invoke_static(session, literal.of, name, arguments) if target is None else members.invoke_method(session, target, name, arguments)
        )

    # --- statics ---

    @staticmethod
    @with_session
    def static_GetType(session: Any, name: str, throw: bool = False, ignore_case: bool = False) -> TypeLiteral | None:
        found = find_builtin(name) if "." in name else None
        if found is None:
            found = session.types.own(name.lower())
        if found is not None and not ignore_case and str(found.full_name) != name and found.to_string() != name:
            found = None
        if found is None and "," in name:
            found = session.types.find(name)
        if found is None:
            if throw:
                raise NetException("System.TypeLoadException", f"Could not load type '{name}' from assembly 'System.Management.Automation'.")
            return None
        return get_type_literal(found)

    @staticmethod
    def static_GetTypeCode(literal: Any) -> int:
        if literal is None:
            return 0
        name = literal.of.underlying if isinstance(literal.of, EnumType) else literal.of.full_name
        return TYPE_CODES.get(name, 1)

    @staticmethod
    def static_GetTypeArray(items: Any) -> PSArray:
        return literals([type_of(item) for item in items])

    @staticmethod
    def static_get_EmptyTypes() -> PSArray:
        return literals([])

    @staticmethod
    def static_get_Missing() -> Any:
        return None


def known(ps_type: PSType) -> bool:
    return isinstance(ps_type, KnownType)


TYPES = {"System.Type": TypeMembers}
