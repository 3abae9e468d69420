"""The attributes that stand on a script's classes, their properties and methods, as reflection gives them (GetCustomAttributes, IsDefined)."""

from __future__ import annotations

from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.typesystem import DotNetObject, EnumType, PSType
from pwsh_emu.runtime.values import PSArray, TypeLiteral

_NAMESPACE = "System.Management.Automation."
_COMMON_METADATA = (
    "string DefaultParameterSetName{get;set}",
    "bool SupportsShouldProcess{get;set}",
    "bool SupportsPaging{get;set}",
    "bool SupportsTransactions{get;set}",
    f"{_NAMESPACE}ConfirmImpact ConfirmImpact{{get;set}}",
    "string HelpUri{get;set}",
)


class PlainAttribute(DotNetObject):
    """An attribute that only says something: ``DEFAULTS`` are its properties' values where they are not named."""

    DEFAULTS: dict[str, Any] = {}
    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        for name, value in self.DEFAULTS.items():
            setattr(self, name, value)


class CmdletBindingAttribute(PlainAttribute):
    """[CmdletBinding()]."""

    ps_type = builtin(f"{_NAMESPACE}CmdletBindingAttribute")
    DEFAULTS = {
        "DefaultParameterSetName": None,
        "SupportsShouldProcess": False,
        "SupportsPaging": False,
        "SupportsTransactions": False,
        "HelpUri": "",
        "PositionalBinding": True,
    }
    __slots__ = ("ConfirmImpact", *DEFAULTS)

    def __init__(self) -> None:
        super().__init__()
        self.ConfirmImpact: Any = enumeration(f"{_NAMESPACE}ConfirmImpact").named("Medium")

    @staticmethod
    def new() -> CmdletBindingAttribute:
        return CmdletBindingAttribute()


class CmdletAttribute(PlainAttribute):
    """[Cmdlet(verb, noun)]."""

    ps_type = builtin(f"{_NAMESPACE}CmdletAttribute")
    SIGNATURES = ("CmdletAttribute new(string verbName, string nounName)", "string VerbName", "string NounName", *_COMMON_METADATA)
    DEFAULTS = {name: value for name, value in CmdletBindingAttribute.DEFAULTS.items() if name != "PositionalBinding"}
    __slots__ = ("ConfirmImpact", "NounName", "VerbName", *DEFAULTS)

    def __init__(self, verb: str, noun: str) -> None:
        super().__init__()
        self.VerbName, self.NounName = verb, noun
        self.ConfirmImpact: Any = enumeration(f"{_NAMESPACE}ConfirmImpact").named("Medium")

    @staticmethod
    def new(verb: str, noun: str) -> CmdletAttribute:
        return CmdletAttribute(verb, noun)


class DscPropertyAttribute(PlainAttribute):
    """[DscProperty()]."""

    ps_type = builtin(f"{_NAMESPACE}DscPropertyAttribute")
    SIGNATURES = ("DscPropertyAttribute new()", "bool Key{get;set}", "bool Mandatory{get;set}", "bool NotConfigurable{get;set}")
    DEFAULTS = {"Key": False, "Mandatory": False, "NotConfigurable": False}
    __slots__ = tuple(DEFAULTS)

    @staticmethod
    def new() -> DscPropertyAttribute:
        return DscPropertyAttribute()


class DscResourceAttribute(PlainAttribute):
    """[DscResource()]."""

    ps_type = builtin(f"{_NAMESPACE}DscResourceAttribute")
    SIGNATURES = ("DscResourceAttribute new()",)
    __slots__ = ()

    @staticmethod
    def new() -> DscResourceAttribute:
        return DscResourceAttribute()


class ObsoleteAttribute(PlainAttribute):
    """[Obsolete(message, isError)]."""

    ps_type = builtin("System.ObsoleteAttribute")
    SIGNATURES = (
        "ObsoleteAttribute new()", "ObsoleteAttribute new(string message)", "ObsoleteAttribute new(string message, bool error)",
        "string Message", "bool IsError", "string DiagnosticId{get;set}", "string UrlFormat{get;set}",
    )  # fmt: skip
    DEFAULTS = {"DiagnosticId": None, "UrlFormat": None}
    __slots__ = ("IsError", "Message", *DEFAULTS)

    def __init__(self, message: str | None = None, error: bool = False) -> None:
        super().__init__()
        self.Message, self.IsError = message, error

    @staticmethod
    def new(message: str | None = None, error: bool = False) -> ObsoleteAttribute:
        return ObsoleteAttribute(message, error)


class FlagsAttribute(PlainAttribute):
    """[Flags()]."""

    ps_type = builtin("System.FlagsAttribute")
    SIGNATURES = ("FlagsAttribute new()",)
    __slots__ = ()

    @staticmethod
    def new() -> FlagsAttribute:
        return FlagsAttribute()


class ClassAssemblyAttribute(PlainAttribute):
    """What PowerShell marks the assembly of a script's classes with."""

    ps_type = builtin(f"{_NAMESPACE}DynamicClassImplementationAssemblyAttribute")
    SIGNATURES = ("DynamicClassImplementationAssemblyAttribute new()", "string ScriptFile{get;set}")
    __slots__ = ("ScriptFile",)

    def __init__(self, file: str | None = None) -> None:
        super().__init__()
        self.ScriptFile = file

    @staticmethod
    def new() -> ClassAssemblyAttribute:
        return ClassAssemblyAttribute()


class AttributeMembers:
    """Members of System.Attribute, which all attributes have."""

    @staticmethod
    def get_TypeId(attribute: Any) -> TypeLiteral:
        return TypeLiteral(attribute.ps_type)


def of_type(ps_type: PSType) -> list[Any]:
    """Return the attributes of a script's class, of the classes it derives from, or of an enumeration."""
    if isinstance(ps_type, EnumType):
        return [FlagsAttribute()] if ps_type.flags else []
    return [made for one in _chain(ps_type) for made in _made(one, one.ast.attributes)]


def of_assembly(file: str | None) -> list[Any]:
    """Return the attributes of the assembly that PowerShell makes for the classes of a script."""
    return [ClassAssemblyAttribute(file)]


def of_property(owner: PSType, name: str) -> list[Any]:
    """Return the attributes of a property."""
    for one in _chain(owner):
        for prop in one.property_list:
            if prop.key == name.lower():
                return _made(one, prop.ast.attributes)
    return []


def of_method(owner: PSType, name: str, parameters: list[str]) -> list[Any]:
    """Return the attributes of the method (or constructor: .ctor) whose parameters have these names."""
    for one in _chain(owner):
        for member in one.ast.members:
            if isinstance(member, tree.FunctionMemberAst) and (member.name == name or (member.is_constructor and name == ".ctor")):
                if [parameter.name.name for parameter in member.function.parameters or ()] == parameters:
                    return _made(one, member.attributes)
    return []


def chosen(found: list[Any], rest: tuple[Any, ...]) -> PSArray:
    """Return attributes as the arguments of GetCustomAttributes choose: those of a type, if one is given."""
    wanted = next((one.of for one in rest if isinstance(one, TypeLiteral)), None)
    if wanted is None:
        return PSArray(found)
    return PSArray([one for one in found if any(base is wanted for base in one.ps_type.bases())], wanted.full_name)


def _chain(ps_type: PSType) -> list[Any]:
    return ps_type.chain() if getattr(ps_type, "script_class", False) else []  # type: ignore[attr-defined]


def _made(owner: Any, nodes: list[tree.AttributeAst]) -> list[Any]:
    return [_object(owner.session, owner.frame.block, node) for node in nodes]


def _object(session: Any, block: Any, node: tree.AttributeAst) -> Any:
    """Return the object of an attribute as written: constructed with its arguments, its named ones stored."""
    from pwsh_emu.runtime.members import construct, set_property
    from pwsh_emu.runtime.parameters_of_script import evaluate, make_attribute
    from pwsh_emu.runtime.types.commandobjects import AttributeObject, attribute_values

    attribute = make_attribute(session, block, node)
    made = getattr(attribute, "instance", None)
    if made is not None:
        return made
    ps_type = builtin(attribute.type_name)
    if not ps_type.constructors or attribute.validates or attribute.converts:
        return AttributeObject(ps_type, attribute_values(attribute), attribute)
    arguments = evaluate(session, block, node)
    made = construct(session, ps_type, arguments.positional)
    for name, value in arguments.named.items():
        set_property(session, made, name, value)
    return made


TYPES: dict[str, type] = {
    "System.Attribute": AttributeMembers,
    f"{_NAMESPACE}CmdletAttribute": CmdletAttribute,
    f"{_NAMESPACE}CmdletBindingAttribute": CmdletBindingAttribute,
    f"{_NAMESPACE}DscPropertyAttribute": DscPropertyAttribute,
    f"{_NAMESPACE}DscResourceAttribute": DscResourceAttribute,
    f"{_NAMESPACE}DynamicClassImplementationAssemblyAttribute": ClassAssemblyAttribute,
    "System.FlagsAttribute": FlagsAttribute,
    "System.ObsoleteAttribute": ObsoleteAttribute,
}
