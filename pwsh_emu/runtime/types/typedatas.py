"""TypeData and what it is made of, as Get-TypeData gives and Update-TypeData takes them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import typedata, values
from pwsh_emu.runtime.knowntypes import KnownType, builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_RUNSPACES = "System.Management.Automation.Runspaces."
_MEMBERS = (
    "NotePropertyData",
    "AliasPropertyData",
    "ScriptPropertyData",
    "ScriptMethodData",
    "CodePropertyData",
    "CodeMethodData",
    "PropertySetData",
)
DECLARED = {
    _RUNSPACES + name: KnownType([_RUNSPACES + name, "class", "s", "System.Management.Automation", _RUNSPACES + "TypeMemberData", ""])
    for name in _MEMBERS
}


class PropertySetData(DotNetObject):
    """The names of a property set."""

    ps_type = DECLARED[_RUNSPACES + "PropertySetData"]
    PROPERTY_ORDER = "ReferencedProperties IsHidden Name"
    SIGNATURES: tuple[str, ...] = (
        "System.Collections.ObjectModel.Collection[string] ReferencedProperties",
        "bool IsHidden",
        "string Name",
        "System.Management.Automation.Runspaces.PropertySetData new(System.Collections.Generic.IEnumerable[string] referencedProperties)",
    )
    __slots__ = ("IsHidden", "Name", "ReferencedProperties")

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        from pwsh_emu.runtime.types.collections_generic import new_collection

        self.ReferencedProperties: Any = new_collection("System.String", names)
        self.IsHidden = False
        self.Name = ""

    @staticmethod
    def new(names: Any) -> PropertySetData:
        return PropertySetData([str(name) for name in names])


class MemberData(DotNetObject):
    """A member of a type: NotePropertyData, AliasPropertyData, ScriptPropertyData and their like, each with properties of its own."""

    SIGNATURES: tuple[str, ...] = ("bool IsHidden", "string Name")
    __slots__ = ("member",)

    def __init__(self, member: values.PSMember) -> None:
        super().__init__()
        self.member = member

    @property
    def ps_type(self) -> Any:  # type: ignore[override]
        return DECLARED[f"{_RUNSPACES}{self.member.member_type}Data"]

    @property
    def Name(self) -> str:
        return self.member.name

    @property
    def IsHidden(self) -> bool:
        return self.member.hidden

    @property
    def Value(self) -> Any:
        return getattr(self.member, "value", None)

    @property
    def MemberType(self) -> Any:
        return getattr(self.member, "conversion_type", None)

    @property
    def ReferencedMemberName(self) -> Any:
        return getattr(self.member, "referenced", None)

    @property
    def GetScriptBlock(self) -> Any:
        return _block(getattr(self.member, "getter", None))

    @property
    def SetScriptBlock(self) -> Any:
        return _block(getattr(self.member, "setter", None))

    @property
    def Script(self) -> Any:
        return _block(getattr(self.member, "script", None))


def _block(script: Any) -> Any:
    return script.block() if isinstance(script, typedata.LazyScript) else script


class NoteData(MemberData):
    """NotePropertyData."""

    PROPERTY_ORDER = "Value IsHidden Name"
    SIGNATURES: tuple[str, ...] = (
        "string Name",
        "System.Object Value",
        "bool IsHidden",
        "System.Management.Automation.Runspaces.NotePropertyData new(string name, System.Object value)",
    )

    @staticmethod
    def new(name: str, value: Any = None, second: Any = None) -> MemberData:
        return MemberData(values.PSNoteProperty(name, value))


class AliasData(MemberData):
    """AliasPropertyData."""

    PROPERTY_ORDER = "ReferencedMemberName MemberType IsHidden Name"
    SIGNATURES: tuple[str, ...] = (
        "string Name",
        "string ReferencedMemberName",
        "type MemberType",
        "bool IsHidden",
        "System.Management.Automation.Runspaces.AliasPropertyData new(string name, string referencedMemberName)",
        "System.Management.Automation.Runspaces.AliasPropertyData new(string name, string referencedMemberName, type type)",
    )

    @staticmethod
    def new(name: str, value: Any = None, second: Any = None) -> MemberData:
        return MemberData(values.PSAliasProperty(name, value, getattr(second, "of", second)))


class ScriptPropertyData(MemberData):
    """ScriptPropertyData."""

    PROPERTY_ORDER = "GetScriptBlock SetScriptBlock IsHidden Name"
    SIGNATURES: tuple[str, ...] = (
        "string Name",
        "scriptblock GetScriptBlock",
        "scriptblock SetScriptBlock",
        "bool IsHidden",
        "System.Management.Automation.Runspaces.ScriptPropertyData new(string name, scriptblock getScriptBlock)",
        "System.Management.Automation.Runspaces.ScriptPropertyData new(string name, scriptblock getScriptBlock, scriptblock setScriptBlock)",
    )

    @staticmethod
    def new(name: str, value: Any = None, second: Any = None) -> MemberData:
        return MemberData(values.PSScriptProperty(name, value, second))


class ScriptMethodData(MemberData):
    """ScriptMethodData."""

    PROPERTY_ORDER = "Script IsHidden Name"
    SIGNATURES: tuple[str, ...] = (
        "string Name",
        "scriptblock Script",
        "bool IsHidden",
        "System.Management.Automation.Runspaces.ScriptMethodData new(string name, scriptblock scriptToInvoke)",
    )

    @staticmethod
    def new(name: str, value: Any = None, second: Any = None) -> MemberData:
        return MemberData(values.PSScriptMethod(name, value))


class CodePropertyData(MemberData):
    """CodePropertyData; the method behind it is not shown."""

    PROPERTY_ORDER = "IsHidden Name"
    SIGNATURES: tuple[str, ...] = ("string Name", "bool IsHidden")


_SETTINGS = {
    "SerializationMethod": "serializationMethod",
    "TargetTypeForDeserialization": "targetTypeForDeserialization",
    "SerializationDepth": "serializationDepth",
    "StringSerializationSource": "stringSerializationSource",
    "InheritPropertySerializationSet": "inheritPropertySerializationSet",
}


class TypeDataView(DotNetObject):
    """System.Management.Automation.Runspaces.TypeData: what is declared for a type name, to read and to hand to Update-TypeData."""

    ps_type = builtin(_RUNSPACES + "TypeData")
    PROPERTY_ORDER = (
        "TypeName Members TypeConverter TypeAdapter IsOverride SerializationMethod TargetTypeForDeserialization SerializationDepth "
        "DefaultDisplayProperty InheritPropertySerializationSet StringSerializationSource DefaultDisplayPropertySet DefaultKeyPropertySet "
        "PropertySerializationSet"
    )
    SIGNATURES: tuple[str, ...] = (
        "string TypeName",
        "System.Object Members",
        "type TypeConverter{get;set}",
        "type TypeAdapter{get;set}",
        "bool IsOverride{get;set}",
        "string SerializationMethod{get;set}",
        "System.Object TargetTypeForDeserialization{get;set}",
        "System.Object SerializationDepth{get;set}",
        "string DefaultDisplayProperty{get;set}",
        "bool InheritPropertySerializationSet{get;set}",
        "string StringSerializationSource{get;set}",
        "System.Management.Automation.Runspaces.PropertySetData DefaultDisplayPropertySet{get;set}",
        "System.Management.Automation.Runspaces.PropertySetData DefaultKeyPropertySet{get;set}",
        "System.Management.Automation.Runspaces.PropertySetData PropertySerializationSet{get;set}",
        "System.Management.Automation.Runspaces.TypeData new(string typeName)",
        "System.Management.Automation.Runspaces.TypeData Copy()",
    )
    __slots__ = (
        "DefaultDisplayProperty", "DefaultDisplayPropertySet", "DefaultKeyPropertySet", "InheritPropertySerializationSet", "IsOverride", "Members",
        "PropertySerializationSet", "SerializationDepth", "SerializationMethod", "StringSerializationSource", "TargetTypeForDeserialization",
        "TypeAdapter", "TypeConverter", "TypeName",
    )  # fmt: skip

    def __init__(self, data: typedata.TypeData) -> None:
        super().__init__()
        from pwsh_emu.runtime.types.dictionaries import new_dictionary

        self.TypeName = data.name
        self.Members: Any = new_dictionary("System.String", _RUNSPACES + "TypeMemberData")
        for member in data.members.values():
            self.Members.set(member.name, MemberData(member))
        self.IsOverride = False
        self.TypeConverter: Any = None
        self.TypeAdapter: Any = None
        for name, key in _SETTINGS.items():
            setattr(self, name, data.properties.get(key))
        self.DefaultDisplayProperty = data.default_display_property
        self.DefaultDisplayPropertySet = _set(data.default_display_set)
        self.DefaultKeyPropertySet = _set(data.default_key_set)
        self.PropertySerializationSet = _set(data.properties.get("propertySerializationSet"))

    @staticmethod
    def new(name: str) -> TypeDataView:
        return TypeDataView(typedata.TypeData(name))

    def Copy(self) -> TypeDataView:
        return TypeDataView(self.data())

    def data(self) -> typedata.TypeData:
        """Return what this object describes."""
        data = typedata.TypeData(self.TypeName)
        data.members = {str(name).lower(): one.member for name, one in self.Members.items()}
        data.default_display_property = self.DefaultDisplayProperty
        data.default_display_set = _names(self.DefaultDisplayPropertySet)
        data.default_key_set = _names(self.DefaultKeyPropertySet)
        for name, key in _SETTINGS.items():
            value = getattr(self, name)
            if value not in (None, False, 0):
                data.properties[key] = value
        if self.PropertySerializationSet is not None:
            data.properties["propertySerializationSet"] = _names(self.PropertySerializationSet)
        return data


def _set(names: Any) -> PropertySetData | None:
    return None if names is None else PropertySetData(list(names))


def _names(value: PropertySetData | None) -> list[str] | None:
    return None if value is None else [str(name) for name in value.ReferencedProperties]


TYPES = {
    _RUNSPACES + "TypeData": TypeDataView,
    _RUNSPACES + "TypeMemberData": MemberData,
    _RUNSPACES + "PropertySetData": PropertySetData,
    _RUNSPACES + "NotePropertyData": NoteData,
    _RUNSPACES + "AliasPropertyData": AliasData,
    _RUNSPACES + "ScriptPropertyData": ScriptPropertyData,
    _RUNSPACES + "ScriptMethodData": ScriptMethodData,
    _RUNSPACES + "CodePropertyData": CodePropertyData,
}
