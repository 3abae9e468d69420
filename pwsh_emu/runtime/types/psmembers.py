"""PSNoteProperty and the other members as objects that scripts make, and PSObject's constructors."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import values
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.memberviews import MemberCollection, PropertyView, PSObjectView, member_type_value
from pwsh_emu.runtime.methods import ScriptMethodValue
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import Extensible, PSArray, PSCustomObject, PSObject

_AUTOMATION = "System.Management.Automation."


def _name(value: Any) -> str:
    if not value:
        raise failures.not_valid("name")
    return str(value)


class MemberMembers:
    """What all members made by scripts share; a view of a property shows itself the same way."""

    @staticmethod
    def get_Name(member: Any) -> str:
        return str(member.name)

    @staticmethod
    def get_MemberType(member: Any) -> Any:
        return member_type_value(member.member_type)

    @staticmethod
    def get_IsInstance(member: Any) -> bool:
        return True

    @staticmethod
    def get_IsGettable(member: Any) -> bool:
        return True

    @staticmethod
    def get_IsSettable(member: Any) -> bool:
        return member.IsSettable if isinstance(member, PropertyView) else getattr(member, "setter", True) is not None

    @staticmethod
    def get_TypeNameOfValue(member: Any) -> str:
        from pwsh_emu.runtime.registry import type_of

        if isinstance(member, PropertyView):
            return member.TypeNameOfValue
        value = getattr(member, "value", None)
        return "System.Object" if value is None else str(type_of(value).full_name)

    @staticmethod
    def get_Value(member: Any) -> Any:
        return member.Value if isinstance(member, PropertyView) else getattr(member, "value", None)

    @staticmethod
    def set_Value(member: Any, value: Any) -> None:
        if isinstance(member, PropertyView):
            member.Value = value
        elif hasattr(member, "value"):
            member.value = value
        else:
            from pwsh_emu.runtime.registry import type_of

            message = f'Cannot set the Value property for PSMemberInfo object of type "{type_of(member).to_string()}".'
            raise NetException("System.Management.Automation.SetValueException", message)

    @staticmethod
    def Copy(member: Any) -> Any:
        if isinstance(member, values.PSNoteProperty):
            return values.PSNoteProperty(member.name, member.value)
        return member

    @staticmethod
    def ToString(member: Any) -> str:
        if isinstance(member, PropertyView):
            return str(member)
        from pwsh_emu.runtime.conversion import net_string
        from pwsh_emu.runtime.registry import type_of
        from pwsh_emu.runtime.typenames import display_name

        value = getattr(member, "value", None)
        kind = "object" if value is None else display_name(type_of(value))
        return f"{kind} {member.name}={'null' if value is None else net_string(value)}"


class NotePropertyMembers(MemberMembers):
    """PSNoteProperty and PSVariableProperty."""

    PROPERTY_ORDER = "MemberType IsSettable IsGettable Value TypeNameOfValue Name IsInstance"

    @staticmethod
    def new(name: Any, value: Any = None) -> values.PSNoteProperty:
        return values.PSNoteProperty(_name(name), value)


class ScriptPropertyMembers(MemberMembers):
    """PSScriptProperty."""

    PROPERTY_ORDER = "GetterScript SetterScript MemberType IsSettable IsGettable Value TypeNameOfValue Name IsInstance"

    @staticmethod
    def new(name: Any, getter: Any, setter: Any = None) -> values.PSScriptProperty:
        return values.PSScriptProperty(_name(name), getter, setter)

    @staticmethod
    def get_GetterScript(member: Any) -> Any:
        return member.GetterScript if isinstance(member, PropertyView) else member.getter

    @staticmethod
    def get_SetterScript(member: Any) -> Any:
        return member.SetterScript if isinstance(member, PropertyView) else member.setter


class AliasPropertyMembers(MemberMembers):
    """PSAliasProperty."""

    PROPERTY_ORDER = "ReferencedMemberName ConversionType MemberType TypeNameOfValue IsSettable IsGettable Value Name IsInstance"

    @staticmethod
    def new(name: Any, referenced: Any, literal: Any = None) -> values.PSAliasProperty:
        return values.PSAliasProperty(_name(name), _name(referenced), literal.of if literal is not None else None)

    @staticmethod
    def get_ReferencedMemberName(member: Any) -> Any:
        return member.ReferencedMemberName if isinstance(member, PropertyView) else member.referenced

    @staticmethod
    def get_ConversionType(member: Any) -> Any:
        return member.ConversionType if isinstance(member, PropertyView) else member.conversion_type


class ScriptMethodMembers(MemberMembers):
    """PSScriptMethod."""

    PROPERTY_ORDER = "Script OverloadDefinitions TypeNameOfValue MemberType Value Name IsInstance"

    @staticmethod
    def new(name: Any, script: Any) -> values.PSScriptMethod:
        return values.PSScriptMethod(_name(name), script)

    @staticmethod
    def get_Script(member: Any) -> Any:
        return member.Script if isinstance(member, ScriptMethodValue) else member.script

    @staticmethod
    def get_OverloadDefinitions(member: Any) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_collection

        name = member.Name if isinstance(member, ScriptMethodValue) else member.name
        return new_collection("System.String", [f"System.Object {name}();"])

    @staticmethod
    def get_Name(member: Any) -> str:
        return str(member.Name if isinstance(member, ScriptMethodValue) else member.name)

    @staticmethod
    def get_MemberType(member: Any) -> Any:
        return member_type_value("ScriptMethod")

    @staticmethod
    def get_Value(member: Any) -> Any:
        return member

    Invoke = ScriptMethodValue.Invoke
    ToString = staticmethod(lambda member: f"System.Object {ScriptMethodMembers.get_Name(member)}();")


class PropertySetMembers(MemberMembers):
    """PSPropertySet."""

    @staticmethod
    def new(name: Any, names: Any) -> values.PSPropertySet:
        return values.PSPropertySet(_name(name), [str(one) for one in names])

    @staticmethod
    def get_ReferencedPropertyNames(member: Any) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_collection

        return new_collection("System.String", member.names)

    @staticmethod
    def get_Value(member: Any) -> Any:
        return member

    @staticmethod
    def ToString(member: Any) -> str:
        return f"{member.name} {{{', '.join(member.names)}}}"


class MemberSetMembers(MemberMembers):
    """PSMemberSet."""

    @staticmethod
    def new(name: Any, members: Any = ()) -> values.PSMemberSet:
        return values.PSMemberSet(_name(name), {member.name: member for member in members})

    @staticmethod
    def get_Value(member: Any) -> Any:
        return member

    @staticmethod
    def get_Members(member: Any) -> PSArray:
        return PSArray(list(member.members.values()))


class PSObjectMembers(PSObjectView):
    """Constructors and static members of PSObject; its instances are `PSObjectView`."""

    @staticmethod
    def new(value: Any = None, *rest: Any) -> Any:
        if value is None or type(value) is int:  # a number is the room to begin with
            return PSCustomObject()
        return PSObjectMembers.static_AsPSObject(value)

    @staticmethod
    def static_AsPSObject(value: Any, *rest: Any) -> Any:
        if value is None:
            raise failures.null("obj")
        return value if isinstance(value, (Extensible, PSCustomObject, PSObject)) else PSObject(value)

    @staticmethod
    def get_collection(obj: Any) -> MemberCollection:
        return obj.Properties  # type: ignore[no-any-return]


class CustomObjectMembers:
    """System.Management.Automation.PSCustomObject: its own ToString and Equals see an empty object."""

    @staticmethod
    def ToString(obj: Any) -> str:
        return ""

    @staticmethod
    def Equals(obj: Any, other: Any) -> bool:
        return False


TYPES = {
    _AUTOMATION + "PSNoteProperty": NotePropertyMembers,
    _AUTOMATION + "PSVariableProperty": NotePropertyMembers,
    _AUTOMATION + "PSScriptProperty": ScriptPropertyMembers,
    _AUTOMATION + "PSAliasProperty": AliasPropertyMembers,
    _AUTOMATION + "PSCodeProperty": MemberMembers,
    _AUTOMATION + "PSScriptMethod": ScriptMethodMembers,
    _AUTOMATION + "PSPropertySet": PropertySetMembers,
    _AUTOMATION + "PSMemberSet": MemberSetMembers,
    _AUTOMATION + "PSObject": PSObjectMembers,
    _AUTOMATION + "PSCustomObject": CustomObjectMembers,
}
