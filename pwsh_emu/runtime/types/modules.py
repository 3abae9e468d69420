"""PSModuleInfo as scripts see it."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.values import PSArray

_AUTOMATION = "System.Management.Automation."


def _dictionary(values: dict[str, Any]) -> Any:
    """Return exports as a dictionary by name."""
    from pwsh_emu.runtime.values import OrderedDictionary

    table = OrderedDictionary()
    for info in values.values():
        table.set(info.name, info)
    return table


def _converted(text: str, type_name: str) -> Any:
    from pwsh_emu.runtime.conversion import convert

    return convert(None, text, builtin(type_name))


class ModuleMembers:
    """The properties and methods of a module."""

    @staticmethod
    def get_Name(module: PSModuleInfo) -> str:
        return module.name

    @staticmethod
    def get_Path(module: PSModuleInfo) -> str:
        return module.path

    @staticmethod
    def get_ModuleBase(module: PSModuleInfo) -> str:
        return os.path.dirname(module.path) if module.path else ""

    @staticmethod
    def get_ModuleType(module: PSModuleInfo) -> Any:
        return builtin(_AUTOMATION + "ModuleType").named(module.kind)  # type: ignore[attr-defined]

    @staticmethod
    def get_Version(module: PSModuleInfo) -> Any:
        return _converted(str(module.manifest.get("moduleversion") or "0.0"), "System.Version")

    @staticmethod
    def get_Guid(module: PSModuleInfo) -> Any:
        return _converted(str(module.manifest.get("guid") or "00000000-0000-0000-0000-000000000000"), "System.Guid")

    @staticmethod
    def get_PrivateData(module: PSModuleInfo) -> Any:
        return module.manifest.get("privatedata")

    @staticmethod
    def set_PrivateData(module: PSModuleInfo, value: Any) -> None:
        module.manifest["privatedata"] = value

    @staticmethod
    def get_Prefix(module: PSModuleInfo) -> str:
        return module.prefix

    @staticmethod
    def get_Definition(module: PSModuleInfo) -> str:
        return str(module.manifest.get("definition") or "")

    @staticmethod
    def get_OnRemove(module: PSModuleInfo) -> Any:
        return module.on_remove

    @staticmethod
    def set_OnRemove(module: PSModuleInfo, block: Any) -> None:
        module.on_remove = block

    @staticmethod
    def get_SessionState(module: PSModuleInfo) -> Any:
        return module.state

    @staticmethod
    def get_NestedModules(module: PSModuleInfo) -> Any:
        return PSArray(module.nested, _AUTOMATION + "PSModuleInfo")

    @staticmethod
    def get_ExportedFunctions(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.functions)

    @staticmethod
    def get_ExportedAliases(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.aliases)

    @staticmethod
    def get_ExportedVariables(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.variables)

    @staticmethod
    def get_ExportedCmdlets(module: PSModuleInfo) -> Any:
        return _dictionary(module.command_names)

    @staticmethod
    def get_ExportedCommands(module: PSModuleInfo) -> Any:
        exports = module.exports
        return _dictionary({**module.command_names, **exports.functions, **exports.aliases})

    @staticmethod
    def ToString(module: PSModuleInfo) -> str:
        return module.name

    @staticmethod
    def AsCustomObject(module: PSModuleInfo) -> Any:
        return as_custom_object(module)


def _text(key: str) -> Any:
    return staticmethod(lambda module: str(module.manifest.get(key) or ""))


for _name in ("Author", "CompanyName", "Copyright", "Description", "HelpInfoUri", "PowerShellHostName", "ReleaseNotes", "RootModule"):
    setattr(ModuleMembers, f"get_{_name}", _text(_name.lower()))
for _name in (
    "FileList",
    "ModuleList",
    "RequiredAssemblies",
    "RequiredModules",
    "Scripts",
    "Tags",
    "ExportedFormatFiles",
    "ExportedTypeFiles",
    "CompatiblePSEditions",
):
    setattr(ModuleMembers, f"get_{_name}", staticmethod(lambda module: PSArray([])))


def as_custom_object(module: PSModuleInfo) -> Any:
    """Return an object whose methods are the module's functions and whose properties its exported variables."""
    from pwsh_emu.runtime.values import PSCodeProperty, PSCustomObject, PSScriptMethod

    members: dict[str, Any] = {}
    for cell in module.exports.variables.values():
        members[cell.name] = PSCodeProperty(
            cell.name, lambda session, obj, cell=cell: cell.value, lambda session, obj, value, cell=cell: setattr(cell, "value", value)
        )
    for function in module.exports.functions.values():
        members[function.name] = PSScriptMethod(function.name, function.script_block)
    return PSCustomObject(members)


TYPES = {_AUTOMATION + "PSModuleInfo": ModuleMembers}
