"""$PSCmdlet, and the parameters that a dynamicparam block makes: RuntimeDefinedParameter and the attributes it takes."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import ALL_SETS, NO_POSITION
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.scriptcmdlet import PSScriptCmdlet
from pwsh_emu.runtime.steppable import SteppablePipeline
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Hashtable, PSArray, TypeLiteral

_NAMESPACE = "System.Management.Automation."


class RuntimeDefinedParameter(DotNetObject):
    """A parameter as an object: name, type and attributes; ``Value`` once it is bound."""

    ps_type = builtin(_NAMESPACE + "RuntimeDefinedParameter")
    PROPERTY_ORDER = "Name ParameterType Value IsSet Attributes"
    __slots__ = ("Attributes", "IsSet", "Name", "ParameterType", "_value")

    def __init__(self, name: str = "", parameter_type: Any = None, attributes: Any = None) -> None:
        super().__init__()
        self.Name = name
        self.ParameterType = parameter_type if parameter_type is not None else TypeLiteral(builtin("System.Object"))
        self.Attributes = attributes
        self.IsSet = False
        self._value: Any = None

    @property
    def Value(self) -> Any:
        return self._value

    @Value.setter
    def Value(self, value: Any) -> None:
        self.IsSet = True
        self._value = value

    @staticmethod
    @with_session
    def new(session: Any, name: str = "", parameter_type: Any = None, attributes: Any = None) -> RuntimeDefinedParameter:
        if attributes is None:
            from pwsh_emu.runtime.conversion import convert

            attributes = convert(session, PSArray([]), session.types.resolve("System.Collections.ObjectModel.Collection[System.Attribute]"))
        return RuntimeDefinedParameter(name, parameter_type, attributes)


class RuntimeDefinedParameterDictionary(Hashtable):
    """The dynamic parameters of a command by name."""

    ps_type: PSType = builtin(_NAMESPACE + "RuntimeDefinedParameterDictionary")

    @staticmethod
    def new() -> RuntimeDefinedParameterDictionary:
        return RuntimeDefinedParameterDictionary(sensitive=False)

    def Add(self, key: str, value: Any) -> None:
        self.set(key, value)

    def ContainsKey(self, key: str) -> bool:
        return key in self

    def get_Count(self) -> int:
        return len(self)


class ParameterAttribute(DotNetObject):
    """[Parameter()] as an object."""

    PROPERTY_ORDER = (
        "ExperimentName ExperimentAction Position ParameterSetName Mandatory ValueFromPipeline ValueFromPipelineByPropertyName "
        "ValueFromRemainingArguments HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow TypeId"
    )
    ExperimentName = None
    ps_type = builtin(_NAMESPACE + "ParameterAttribute")
    SIGNATURES = (
        "int Position{get;set}", "string ParameterSetName{get;set}", "bool Mandatory{get;set}", "bool ValueFromPipeline{get;set}",
        "bool ValueFromPipelineByPropertyName{get;set}", "bool ValueFromRemainingArguments{get;set}", "string HelpMessage{get;set}",
        "string HelpMessageBaseName{get;set}", "string HelpMessageResourceId{get;set}", "bool DontShow{get;set}",
    )  # fmt: skip
    __slots__ = (
        "DontShow", "HelpMessage", "HelpMessageBaseName", "HelpMessageResourceId", "Mandatory", "ParameterSetName", "Position", "ValueFromPipeline",
        "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.Position = NO_POSITION
        self.ParameterSetName = ALL_SETS
        self.Mandatory = self.ValueFromPipeline = self.ValueFromPipelineByPropertyName = self.ValueFromRemainingArguments = self.DontShow = False
        self.HelpMessage = self.HelpMessageBaseName = self.HelpMessageResourceId = None

    @property
    def ExperimentAction(self) -> Any:
        return enumeration(_NAMESPACE + "ExperimentAction").named("None")

    @staticmethod
    def new() -> ParameterAttribute:
        return ParameterAttribute()


class AttributeObject(DotNetObject):
    """A validation attribute (or Alias) as an object: ``validator`` does its work."""

    PROPERTY_ORDER = "MinRange MaxRange MinLength MaxLength RegexPattern Options ErrorMessage IgnoreCase ScriptBlock ValidValues"
    __slots__ = ("ErrorMessage", "arguments", "ps_type", "source")

    def __init__(self, ps_type: PSType, arguments: list[Any], source: Any = None) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.arguments = arguments
        self.source = source  # the validation attribute that it shows
        self.ErrorMessage: Any = getattr(source, "error_message", None) or None

    @property
    def ValidValues(self) -> PSArray:
        return PSArray([str(one) for one in self.arguments], "System.String")

    @property
    def IgnoreCase(self) -> bool:
        return bool(getattr(self.source, "ignore_case", True))

    @property
    def MinRange(self) -> Any:
        return self.arguments[0] if self.arguments else None

    @property
    def MaxRange(self) -> Any:
        return self.arguments[1] if len(self.arguments) > 1 else None

    MinLength, MaxLength = MinRange, MaxRange

    @property
    def RegexPattern(self) -> Any:
        return getattr(self.source, "pattern", self.arguments[0] if self.arguments else None)

    @property
    def ScriptBlock(self) -> Any:
        return getattr(self.source, "script", self.arguments[0] if self.arguments else None)

    @property
    def AliasNames(self) -> PSArray:
        return PSArray([str(one) for one in self.arguments], "System.String")


def _attribute(short: str, *signatures: str) -> type:
    """Return the implementation of an attribute type whose constructor keeps its arguments."""
    full_name = f"{_NAMESPACE}{short}Attribute"

    def new(*arguments: Any) -> AttributeObject:
        flat: list[Any] = []
        for argument in arguments:
            flat.extend(argument) if isinstance(argument, list) else flat.append(argument)
        return AttributeObject(builtin(full_name), flat)

    return type(
        f"{short}Members",
        (AttributeObject,),
        {"__slots__": (), "new": staticmethod(new), "SIGNATURES": signatures},
    )


def attribute_objects(parameter: Any) -> list[Any]:
    """Return a parameter's attributes as objects: one [Parameter()] for each set, then the others."""
    found: list[Any] = []
    for name, entry in parameter.sets.items():
        made = ParameterAttribute()
        made.ParameterSetName = name
        made.Mandatory = entry.mandatory
        made.Position = NO_POSITION if entry.position is None else entry.position
        made.ValueFromPipeline = entry.from_pipeline
        made.ValueFromPipelineByPropertyName = entry.from_pipeline_by_name
        made.ValueFromRemainingArguments = entry.from_remaining
        made.HelpMessage = entry.help_message
        made.DontShow = parameter.dont_show
        found.append(made)
    if parameter.aliases:
        found.append(AttributeObject(builtin(_NAMESPACE + "AliasAttribute"), list(parameter.aliases)))
    for attribute in parameter.attributes:
        instance = getattr(attribute, "instance", None)
        found.append(instance if instance is not None else AttributeObject(builtin(attribute.type_name), attribute_values(attribute), attribute))
    return found


def attribute_values(attribute: Any) -> list[Any]:
    """Return the arguments that an attribute was given."""
    for name in ("values", "positional", "drives"):
        if hasattr(attribute, name):
            return list(getattr(attribute, name))
    if hasattr(attribute, "low"):
        return [attribute.low, attribute.high]
    return []


TYPES: dict[str, type] = {
    _NAMESPACE + "PSCmdlet": PSScriptCmdlet,
    _NAMESPACE + "SteppablePipeline": SteppablePipeline,
    _NAMESPACE + "RuntimeDefinedParameter": RuntimeDefinedParameter,
    _NAMESPACE + "RuntimeDefinedParameterDictionary": RuntimeDefinedParameterDictionary,
    _NAMESPACE + "ParameterAttribute": ParameterAttribute,
    _NAMESPACE + "ValidateSetAttribute": _attribute("ValidateSet"),
    _NAMESPACE + "ValidateRangeAttribute": _attribute("ValidateRange"),
    _NAMESPACE + "ValidateLengthAttribute": _attribute("ValidateLength"),
    _NAMESPACE + "ValidateCountAttribute": _attribute("ValidateCount"),
    _NAMESPACE + "ValidatePatternAttribute": _attribute("ValidatePattern"),
    _NAMESPACE + "ValidateScriptAttribute": _attribute("ValidateScript"),
    _NAMESPACE + "AliasAttribute": _attribute("Alias"),
    **{
        f"{_NAMESPACE}{name}Attribute": _attribute(name, *(() if name == "AllowNull" else ("new()",)))
        for name in (
            "ValidateNotNull", "ValidateNotNullOrEmpty", "ValidateNotNullOrWhiteSpace", "AllowNull", "AllowEmptyString", "AllowEmptyCollection",
            "SupportsWildcards", "Credential",
        )
    },
}  # fmt: skip
