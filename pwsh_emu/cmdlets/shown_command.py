"""What Get-Command -ShowCommandInfo gives for a command: its parameters as objects that a form could be made of."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.members import construct, get_property, invoke_method, invoke_static
from pwsh_emu.runtime.registry import get_type_literal
from pwsh_emu.runtime.types.commandinfos import CommandParameter, interface, parameter_sets
from pwsh_emu.runtime.values import PSArray, PSCustomObject


def shown_command(session: Any, info: Any) -> PSCustomObject:
    """Return a command's name, module and parameter sets."""
    module = get_property(session, info, "Module")
    metadata = interface(session, info)
    return PSCustomObject(
        {
            "Name": info.name,
            "ModuleName": info.module_name,
            "Module": PSCustomObject({"Name": "" if module is None else get_property(session, module, "Name")}),
            "CommandType": get_property(session, info, "CommandType"),
            "Definition": get_property(session, info, "Definition"),
            "ParameterSets": _objects(_parameter_set(session, one) for one in ([] if metadata is None else parameter_sets(metadata))),
        }
    )


def _objects(made: Any) -> PSArray:
    return PSArray(list(made), "System.Management.Automation.PSObject")


def _parameter_set(session: Any, own: Any) -> PSCustomObject:
    parameters = (_parameter(session, one) for one in iterate(get_property(session, own, "Parameters")))
    return PSCustomObject({"Name": own.Name, "IsDefault": own.IsDefault, "Parameters": _objects(parameters)})


def _parameter(session: Any, own: CommandParameter) -> PSCustomObject:
    allowed = next((one for one in reversed(own.parameter.attributes) if type(one).__name__ == "ValidateSet"), None)
    return PSCustomObject(
        {
            "Name": own.Name,
            "IsMandatory": own.IsMandatory,
            "ValueFromPipeline": get_property(session, own, "ValueFromPipeline"),
            "Position": get_property(session, own, "Position"),
            "ParameterType": _type(session, get_property(session, own, "ParameterType")),
            "HasParameterSet": allowed is not None,
            "ValidParamSetValues": PSArray([] if allowed is None else allowed.valid_values(session), "System.String"),
        }
    )


def _type(session: Any, literal: Any) -> PSCustomObject:
    """Return what a form needs to know about a parameter's type, of arrays about that of their elements, too."""
    is_enum, is_array = (bool(get_property(session, literal, name)) for name in ("IsEnum", "IsArray"))
    dictionary = get_type_literal(session.types.resolve("System.Collections.IDictionary"))
    values = iterate(invoke_static(session, session.types.resolve("System.Enum"), "GetValues", [literal])) if is_enum else ()
    return PSCustomObject(
        {
            "FullName": get_property(session, literal, "FullName"),
            "IsEnum": is_enum,
            "IsArray": is_array,
            "EnumValues": construct(session, session.types.resolve("System.Collections.ArrayList"), [PSArray(list(values))]),
            "HasFlagAttribute": False,
            "ElementType": _type(session, invoke_method(session, literal, "GetElementType", [])) if is_array else None,
            "ImplementsDictionary": not is_enum and not is_array and invoke_method(session, dictionary, "IsAssignableFrom", [literal]),
        }
    )
