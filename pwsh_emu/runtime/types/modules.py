"""PSModuleInfo and ModuleSpecification as scripts see them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Hashtable, PSArray, TypeLiteral

_AUTOMATION = "System.Management.Automation."


def _dictionary(values: dict[str, Any], kind: str) -> Any:
    """Return exports as a Dictionary by name, whatever its case."""
    from pwsh_emu.runtime.types.dictionaries import new_table_of_names

    table = new_table_of_names(_AUTOMATION + kind)
    for info in values.values():
        table.set(info.name, info)
    return table


def _definitions(session: Any, module: PSModuleInfo) -> Iterator[tuple[Any, Any]]:
    """Give (source, tree) of the classes and enumerations in a module's files, those of nested modules first."""
    from pwsh_emu.language import ast as tree
    from pwsh_emu.language.parser import parse
    from pwsh_emu.language.reading import decode_script

    files = session.services["files"]
    folder, name = os.path.split(module.path or "")
    manifest = module.manifest
    names = [name]
    if name.lower().endswith(".psd1"):
        names = [str(one) for one in (*_items(manifest.get("nestedmodules")), manifest.get("rootmodule") or "")]
    for one in names:
        leaf = os.path.basename(one)
        for path in (f"{folder}/{one}", f"{folder}/{one}.psm1", f"{folder}/{one}/{leaf}.psm1"):
            if path.lower().endswith(".psm1") and files.exists(path):
                found = parse(decode_script(files.read(path)), path).ast
                statements = found.end_block.statements if found.end_block is not None else []
                yield from ((found.source, statement) for statement in statements if isinstance(statement, tree.TypeDefinitionAst))
                break


class ModuleMembers:
    """The properties and methods of a module."""

    PROPERTY_ORDER = (
        "LogPipelineExecutionDetails Name Path ImplementingAssembly Definition Description Guid HelpInfoUri ModuleBase PrivateData "
        "ExperimentalFeatures Tags ProjectUri IconUri LicenseUri ReleaseNotes RepositorySourceLocation Version ModuleType Author AccessMode "
        "ClrVersion CompanyName Copyright DotNetFrameworkVersion ExportedFunctions Prefix ExportedCmdlets ExportedCommands FileList "
        "CompatiblePSEditions ModuleList NestedModules PowerShellHostName PowerShellHostVersion PowerShellVersion ProcessorArchitecture "
        "Scripts RequiredAssemblies RequiredModules RootModule ExportedVariables ExportedAliases ExportedDscResources SessionState OnRemove "
        "ExportedFormatFiles ExportedTypeFiles"
    )

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
        return enumeration(_AUTOMATION + "ModuleType").named(module.kind)

    @staticmethod
    def get_Version(module: PSModuleInfo) -> Any:
        from pwsh_emu.runtime.types.versions import Version

        return Version.new(str(module.manifest.get("moduleversion") or "0.0"))

    @staticmethod
    def get_Guid(module: PSModuleInfo) -> Any:
        from pwsh_emu.runtime.types.guids import Guid

        return Guid.new(str(module.manifest.get("guid") or "00000000-0000-0000-0000-000000000000"))

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
    @with_session
    def get_SessionState(session: Any, module: PSModuleInfo) -> Any:
        from pwsh_emu.runtime.types.hosting import view_of_state

        return view_of_state(session, module.state)

    @staticmethod
    def get_AccessMode(module: PSModuleInfo) -> Any:
        return enumeration(_AUTOMATION + "ModuleAccessMode").named(module.access_mode)

    @staticmethod
    def set_AccessMode(module: PSModuleInfo, mode: Any) -> None:
        if module.access_mode == "Constant":
            raise NetException("System.Management.Automation.PSInvalidOperationException", f"The module '{module.name}' is constant.")
        module.access_mode = str(mode)

    @staticmethod
    def get_RequiredModules(module: PSModuleInfo) -> Any:
        return PSArray(list(module.required) or _items(module.manifest.get("requiredmodules")), _AUTOMATION + "PSModuleInfo")

    @staticmethod
    def get_ProcessorArchitecture(module: PSModuleInfo) -> Any:
        name = str(module.manifest.get("processorarchitecture") or "None")
        return enumeration("System.Reflection.ProcessorArchitecture").named(name)

    @staticmethod
    def get_ExperimentalFeatures(module: PSModuleInfo) -> Any:
        return PSArray([], _AUTOMATION + "ExperimentalFeature")

    @staticmethod
    def get_ExportedDscResources(module: PSModuleInfo) -> Any:
        return PSArray([], "System.String")

    @staticmethod
    def get_ImplementingAssembly(module: PSModuleInfo) -> Any:
        """Return the assembly of the module's classes."""
        from pwsh_emu.runtime.classes.lookup import exported_types
        from pwsh_emu.runtime.types.types import TypeMembers

        return next((TypeMembers.get_Assembly(TypeLiteral(found)) for found in exported_types(module).values()), None)

    @staticmethod
    @with_session
    def GetExportedTypeDefinitions(session: Any, module: PSModuleInfo) -> Any:
        """Return the trees of the module's classes and enumerations by name."""
        from pwsh_emu.runtime.types.dictionaries import new_dictionary
        from pwsh_emu.runtime.types.syntaxtrees import AstView

        table = new_dictionary("System.String", _AUTOMATION + "Language.TypeDefinitionAst")
        for source, node in _definitions(session, module):
            table.set(node.name, AstView(node, source))
        return table

    @staticmethod
    def get_RepositorySourceLocation(module: PSModuleInfo) -> Any:
        return None

    @staticmethod
    def get_NestedModules(module: PSModuleInfo) -> Any:
        return PSArray(module.nested, _AUTOMATION + "PSModuleInfo")

    @staticmethod
    def get_ExportedFunctions(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.functions or _declared(module, "functionstoexport", "Function"), "FunctionInfo")

    @staticmethod
    def get_ExportedAliases(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.aliases or _declared(module, "aliasestoexport", "Alias"), "AliasInfo")

    @staticmethod
    def get_ExportedVariables(module: PSModuleInfo) -> Any:
        return _dictionary(module.exports.variables, "PSVariable")

    @staticmethod
    def get_ExportedCmdlets(module: PSModuleInfo) -> Any:
        return _dictionary(module.command_names, "CmdletInfo")

    @staticmethod
    def get_ExportedCommands(module: PSModuleInfo) -> Any:
        exports = module.exports
        functions = exports.functions or _declared(module, "functionstoexport", "Function")
        return _dictionary({**module.command_names, **functions, **(exports.aliases or _declared(module, "aliasestoexport", "Alias"))}, "CommandInfo")

    @staticmethod
    def ToString(module: PSModuleInfo) -> str:
        return module.name

    @staticmethod
    def AsCustomObject(module: PSModuleInfo) -> Any:
        return as_custom_object(module)

    @staticmethod
    def NewBoundScriptBlock(module: PSModuleInfo, block: Any) -> Any:
        """Return the same block as if it stood in the module."""
        if module.state is None:
            raise failures.invalid(f"The operation is not valid for binary modules: '{module.name}'.")
        return block.in_state(module.state)

    @staticmethod
    def Invoke(module: PSModuleInfo, block: Any, arguments: Any = None) -> Any:
        from pwsh_emu.runtime.enumeration import collect

        return collect(ModuleMembers.NewBoundScriptBlock(module, block).invoke([] if arguments is None else list(arguments)))

    @staticmethod
    @with_session
    def GetVariableFromCallersModule(session: Any, module: PSModuleInfo, name: str) -> Any:
        return session.scope.find(name.lower())


def _declared(module: PSModuleInfo, key: str, kind: str) -> dict[str, Any]:
    """Return the commands that the manifest of a module that is not loaded names."""
    from pwsh_emu.runtime.command import CommandInfo

    if module.state is not None:
        return {}
    names = [str(name) for name in _items(module.manifest.get(key)) if "*" not in str(name)]
    return {name: CommandInfo(name, kind, module) for name in names}


def _items(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _ps_data(module: PSModuleInfo, key: str) -> Any:
    """Return what PrivateData.PSData of the manifest says."""
    data = module.manifest.get("privatedata")
    inner = data.get("PSData") if isinstance(data, Hashtable) else None
    return inner.get(key) if isinstance(inner, Hashtable) else None


def _text(key: str) -> Any:
    return staticmethod(lambda module: str(module.manifest.get(key) or ""))


def _list(key: str) -> Any:
    return staticmethod(lambda module: PSArray(_items(module.manifest.get(key))))


def _version(key: str) -> Any:
    def read(module: PSModuleInfo) -> Any:
        from pwsh_emu.runtime.types.versions import Version

        text = module.manifest.get(key)
        return Version.new(str(text)) if text else None

    return staticmethod(read)


def _uri(key: str) -> Any:
    def read(session: Any, module: PSModuleInfo) -> Any:
        from pwsh_emu.runtime.conversion import convert

        text = _ps_data(module, key)
        return convert(session, text, session.types.resolve("System.Uri")) if text else None

    return staticmethod(with_session(read))


for _name in ("Author", "CompanyName", "Copyright", "Description", "HelpInfoUri", "PowerShellHostName", "RootModule"):
    setattr(ModuleMembers, f"get_{_name}", _text(_name.lower()))
for _name in ("FileList", "ModuleList", "RequiredAssemblies", "CompatiblePSEditions"):
    setattr(ModuleMembers, f"get_{_name}", _list(_name.lower()))
for _name, _key in (("Scripts", "scriptstoprocess"), ("ExportedFormatFiles", "formatstoprocess"), ("ExportedTypeFiles", "typestoprocess")):
    setattr(ModuleMembers, f"get_{_name}", _list(_key))
for _name in ("PowerShellVersion", "PowerShellHostVersion", "DotNetFrameworkVersion", "ClrVersion"):
    setattr(ModuleMembers, f"get_{_name}", _version(_name.lower()))
for _name in ("LicenseUri", "ProjectUri", "IconUri"):
    setattr(ModuleMembers, f"get_{_name}", _uri(_name))
ModuleMembers.get_Tags = staticmethod(lambda module: PSArray(_items(_ps_data(module, "Tags"))))  # type: ignore[attr-defined]
ModuleMembers.get_ReleaseNotes = staticmethod(lambda module: _ps_data(module, "ReleaseNotes"))  # type: ignore[attr-defined]


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


class ModuleSpecification(DotNetObject):
    """Which module is meant: a name, perhaps a GUID and versions."""

    ps_type = builtin("Microsoft.PowerShell.Commands.ModuleSpecification")
    PROPERTY_ORDER = "Name Guid Version MaximumVersion RequiredVersion"
    SIGNATURES = (
        "Microsoft.PowerShell.Commands.ModuleSpecification new(string moduleName)",
        "Microsoft.PowerShell.Commands.ModuleSpecification new(hashtable moduleSpecification)",
        "Microsoft.PowerShell.Commands.ModuleSpecification new()",
        "static bool TryParse(string input, [ref] Microsoft.PowerShell.Commands.ModuleSpecification result)",
        "string Name", "System.Nullable[guid] Guid", "version Version", "string MaximumVersion", "version RequiredVersion",
    )  # fmt: skip
    KEYS = {
        "modulename": "Name",
        "guid": "Guid",
        "moduleversion": "Version",
        "maximumversion": "MaximumVersion",
        "requiredversion": "RequiredVersion",
    }
    __slots__ = ("Guid", "MaximumVersion", "Name", "RequiredVersion", "Version")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.Name = name
        self.Guid: Any = None
        self.Version: Any = None
        self.MaximumVersion: str | None = None
        self.RequiredVersion: Any = None

    @staticmethod
    @with_session
    def new(session: Any, *arguments: Any) -> ModuleSpecification:
        if not arguments:
            return ModuleSpecification("")
        source = arguments[0]
        if isinstance(source, Hashtable):
            return ModuleSpecification._from_table(session, source)
        if not source:
            raise failures.null("moduleName") if source is None else failures.argument("The value cannot be an empty string.", "moduleName")
        return ModuleSpecification(str(source))

    @staticmethod
    def _from_table(session: Any, table: Any) -> ModuleSpecification:
        from pwsh_emu.runtime.conversion import convert, to_string

        found = ModuleSpecification("")
        unknown = []
        for key, value in table.items():
            name = ModuleSpecification.KEYS.get(str(key).lower())
            if name is None:
                unknown.append(f"'{key}'")
            elif name in ("Name", "MaximumVersion"):
                setattr(found, name, to_string(session, value))
            else:
                setattr(found, name, convert(session, value, builtin("System.Guid" if name == "Guid" else "System.Version")))
        if unknown:
            raise failures.argument(
                "The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, "
                f"ModuleVersion, RequiredVersion, MaximumVersion, GUID). Remove the members that are not valid ({','.join(unknown)}), then try again."
            )
        for name, other in (("ModuleVersion", found.Version), ("MaximumVersion", found.MaximumVersion)):
            if found.RequiredVersion is not None and other is not None:
                raise failures.argument(f"The parameters {name} and RequiredVersion cannot be used together. Please specify only one parameter.")
        if found.Name and (found.Version, found.RequiredVersion, found.MaximumVersion) != (None, None, None):
            return found
        missing = "ModuleVersion' or 'RequiredVersion" if found.Name else "ModuleName"
        raise NetException(
            "System.MissingMemberException",
            f"The hashtable describing a module is missing the '{missing}' member. Set the value of the member, and then try again.",
        )

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: str, result: Any) -> bool:
        """Read what ToString writes: a name, or a hashtable of constants."""
        from pwsh_emu.runtime.datafile import read_data_file
        from pwsh_emu.runtime.errors import ParseFailure, PSError

        text = text.strip()
        if not text.startswith("@{"):
            result.value = ModuleSpecification(text)
            return True
        try:
            result.value = ModuleSpecification._from_table(session, read_data_file(session, text))
        except (PSError, NetException, ParseFailure):
            return False
        return True

    def ToString(self) -> str:
        parts = [f"ModuleName = '{self.Name}'"]
        if self.Guid is not None:
            parts.append(f"Guid = '{{{self.Guid}}}'")
        versions = {"RequiredVersion": self.RequiredVersion}
        if self.RequiredVersion is None:
            versions = {"ModuleVersion": self.Version, "MaximumVersion": self.MaximumVersion}
        parts += [f"{label} = '{value}'" for label, value in versions.items() if value is not None]
        return self.Name if len(parts) == 1 else "@{ " + "; ".join(parts) + " }"

    def __str__(self) -> str:
        return self.ToString()


TYPES = {_AUTOMATION + "PSModuleInfo": ModuleMembers, ModuleSpecification.ps_type.full_name: ModuleSpecification}
