"""Commands as objects: what Get-Command gives, and the parameters and parameter sets of commands."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import (
    ALL_SETS,
    NO_POSITION,
    AliasInfo,
    CmdletInfo,
    CommandInfo,
    ExternalScriptInfo,
    FunctionInfo,
    ParameterMetadata,
    ParameterSetEntry,
)
from pwsh_emu.runtime.knowntypes import KnownType, builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal
from pwsh_emu.runtime.scriptfiles import block_of
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_NAMESPACE = "System.Management.Automation."


def interface(session: Any, info: CommandInfo) -> Any:
    """Return a command's CommandMetadata, None where it has none."""
    if info.described is not None:
        return info.described
    if isinstance(info, CmdletInfo):
        return info.metadata
    if isinstance(info, AliasInfo):
        resolved = _resolved(session, info)
        return None if resolved is None else interface(session, resolved)
    block = block_of(session, info)
    return None if block is None else block.metadata


def _resolved(session: Any, info: AliasInfo) -> CommandInfo | None:
    from pwsh_emu.runtime.discovery import find

    return find(session, info.definition)


def enumeration_value(name: str, text: str) -> Any:
    """Return a value (or a sum of values) of an enumeration of PowerShell's own."""
    ps_type: Any = builtin(_NAMESPACE + name)
    return ps_type.value(sum(ps_type.names.get(part.strip(), 0) for part in text.split(",")))


def resolved_command(session: Any, info: Any) -> Any:
    """Return the command that an alias stands for in the end, None where there is none; another command itself."""
    while isinstance(info, AliasInfo):
        info = _resolved(session, info)
    return info


def _collection(session: Any, kind: str, element: str, items: list[Any]) -> Any:
    from pwsh_emu.runtime.conversion import convert

    return convert(session, PSArray(items), session.types.resolve(f"System.Collections.ObjectModel.{kind}[{element}]"))


class CommandMembers:
    """Members of every CommandInfo."""

    PROPERTY_ORDER = "Name CommandType Source Version Definition Visibility ModuleName Module RemotingCapability Parameters ParameterSets OutputType"

    @staticmethod
    def get_Name(info: CommandInfo) -> str:
        return info.name

    @staticmethod
    def get_CommandType(info: CommandInfo) -> Any:
        return enumeration_value("CommandTypes", info.command_type)

    @staticmethod
    def get_ModuleName(info: CommandInfo) -> str:
        return info.module_name

    @staticmethod
    def get_Source(info: CommandInfo) -> str:
        return CommandMembers.get_ModuleName(info)

    @staticmethod
    @with_session
    def get_Module(session: Any, info: CommandInfo) -> Any:
        if not isinstance(info.module, str):
            return info.module
        described = session.services.get("module of a cmdlet")
        return None if described is None else described(session, info.module)

    @staticmethod
    @with_session
    def get_Version(session: Any, info: CommandInfo) -> Any:
        from pwsh_emu.runtime.conversion import convert

        if isinstance(info, CmdletInfo):
            return convert(session, "7.0.0.0", builtin("System.Version"))
        return getattr(info.module, "version", None) if info.module is not None and not isinstance(info.module, str) else None

    @staticmethod
    def get_Visibility(info: CommandInfo) -> Any:
        return enumeration_value("SessionStateEntryVisibility", info.visibility)

    @staticmethod
    def get_RemotingCapability(info: CommandInfo) -> Any:
        return enumeration_value("RemotingCapability", "PowerShell")

    @staticmethod
    @with_session
    def get_Definition(session: Any, info: CommandInfo) -> str:
        block = block_of(session, info)
        return "" if block is None else str(block.text)

    @staticmethod
    @with_session
    def get_Parameters(session: Any, info: CommandInfo) -> Any:
        metadata = interface(session, info)
        from pwsh_emu.runtime.types.dictionaries import new_table_of_names

        made = new_table_of_names(_NAMESPACE + "ParameterMetadata")
        if metadata is None:
            return made
        from pwsh_emu.runtime.dynamicparameters import of_function

        further = () if metadata.settled else of_function(session, info)
        for parameter in (*all_parameters(metadata, session), *further):
            if parameter.name not in made:
                made.set(parameter.name, parameter)
        return made

    @staticmethod
    @with_session
    def get_ParameterSets(session: Any, info: CommandInfo) -> Any:
        metadata = interface(session, info)
        sets = [] if metadata is None else parameter_sets(metadata)
        return _collection(session, "ReadOnlyCollection", _NAMESPACE + "CommandParameterSetInfo", sets)

    @staticmethod
    @with_session
    def get_OutputType(session: Any, info: CommandInfo) -> Any:
        metadata = interface(session, info)
        names = [] if metadata is None else list(metadata.output_types)
        return _collection(session, "ReadOnlyCollection", _NAMESPACE + "PSTypeName", [TypeNameValue(session, name) for name in names])

    @staticmethod
    def ToString(info: CommandInfo) -> str:
        return info.name

    @staticmethod
    @with_session
    def ResolveParameter(session: Any, info: CommandInfo, name: str) -> Any:
        metadata = interface(session, info)
        for parameter in all_parameters(metadata, session) if metadata is not None else ():
            if parameter.name.lower() == name.lower() or name.lower() in (alias.lower() for alias in parameter.aliases):
                return parameter
        return None


class _NamedMembers(CommandMembers):
    """Members of commands whose names have a verb and a noun."""

    @staticmethod
    def get_Verb(info: CommandInfo) -> str:
        verb, dash, _ = info.name.partition("-")
        return verb if dash else ""

    @staticmethod
    def get_Noun(info: CommandInfo) -> str:
        _, dash, noun = info.name.partition("-")
        return noun if dash else ""

    @staticmethod
    @with_session
    def get_DefaultParameterSet(session: Any, info: CommandInfo) -> Any:
        metadata = interface(session, info)
        return None if metadata is None else metadata.default_set

    @staticmethod
    def get_HelpFile(info: CommandInfo) -> Any:
        return None

    @staticmethod
    def get_Options(info: Any) -> Any:
        return enumeration_value("ScopedItemOptions", str(getattr(info, "options", "None")))

    @staticmethod
    def set_Options(info: Any, value: Any) -> None:
        info.options = str(value)


class FunctionMembers(_NamedMembers):
    """Members of FunctionInfo and FilterInfo."""

    PROPERTY_ORDER = "ScriptBlock CmdletBinding DefaultParameterSet Definition Options Description Verb Noun HelpFile OutputType"

    @staticmethod
    def get_ScriptBlock(info: FunctionInfo) -> Any:
        return getattr(info, "script_block", None)  # the functions of a connection have none

    @staticmethod
    @with_session
    def get_CmdletBinding(session: Any, info: FunctionInfo) -> bool:
        block = getattr(info, "script_block", None)
        return block is None or bool(block.metadata.is_advanced)

    @staticmethod
    def get_Description(info: FunctionInfo) -> str:
        return getattr(info, "description", "")

    @staticmethod
    def set_Description(info: FunctionInfo, value: str) -> None:
        info.description = value


_ASSEMBLIES = {
    "Microsoft.PowerShell.Core": "System.Management.Automation", "Microsoft.PowerShell.Host": "Microsoft.PowerShell.ConsoleHost",
    "Microsoft.PowerShell.Management": "Microsoft.PowerShell.Commands.Management", "Microsoft.PowerShell.Security": "Microsoft.PowerShell.Security",
    "Microsoft.PowerShell.Utility": "Microsoft.PowerShell.Commands.Utility",
}  # fmt: skip


class CmdletMembers(_NamedMembers):
    """Members of CmdletInfo."""

    PROPERTY_ORDER = (
        "Verb Noun HelpFile PSSnapIn Version ImplementingType Definition DefaultParameterSet OutputType Options " + CommandMembers.PROPERTY_ORDER
    )

    @staticmethod
    @with_session
    def get_ImplementingType(session: Any, info: CmdletInfo) -> Any:
        if not info.implementing_type:
            return None
        found = builtin(info.implementing_type)
        if isinstance(found, KnownType) and not found.assembly:
            found.assembly = _ASSEMBLIES.get(str(info.module), "")
        return get_type_literal(found)

    @staticmethod
    @with_session
    def new(session: Any, name: str, implementing_type: Any) -> CmdletInfo:
        """Return a cmdlet under a name of the caller's; NetException where the type is none of a cmdlet."""
        wanted = implementing_type.of.full_name
        for info in session.cmdlets.values():
            if info.implementing_type == wanted:
                return CmdletInfo(name, info.module, info.load, info.read_metadata, wanted)
        from pwsh_emu.runtime.errors import NetException

        message = f"Cannot construct a CmdletInfo object because type {wanted} does not derive from Cmdlet."
        raise NetException(_NAMESPACE + "PSInvalidOperationException", message)

    @staticmethod
    def get_Options(info: Any) -> Any:
        """Return ReadOnly, which the cmdlets of modules in assemblies are."""
        return enumeration_value("ScopedItemOptions", str(getattr(info, "options", "ReadOnly")))

    @staticmethod
    def get_PSSnapIn(info: CmdletInfo) -> Any:
        return None

    @staticmethod
    def get_HelpFile(info: CommandInfo) -> Any:
        """Return the help file of the assembly that a cmdlet of PowerShell's is in."""
        assembly = _ASSEMBLIES.get(str(info.module))
        return None if assembly is None else f"{assembly}.dll-Help.xml"

    @staticmethod
    @with_session
    def get_Definition(session: Any, info: Any) -> str:
        from pwsh_emu.runtime.syntaxtext import syntax_of

        return syntax_of(session, info)


class AliasMembers(CommandMembers):
    """Members of AliasInfo."""

    @staticmethod
    @with_session
    def get_Definition(session: Any, info: Any) -> str:
        return str(info.definition)

    @staticmethod
    def get_Description(info: AliasInfo) -> str:
        return info.description

    @staticmethod
    def set_Description(info: AliasInfo, value: str) -> None:
        info.description = value

    @staticmethod
    def get_Options(info: AliasInfo) -> Any:
        return enumeration_value("ScopedItemOptions", str(info.options))

    @staticmethod
    @with_session
    def get_ResolvedCommand(session: Any, info: AliasInfo) -> Any:
        return _resolved(session, info)

    @staticmethod
    @with_session
    def get_ReferencedCommand(session: Any, info: AliasInfo) -> Any:
        from pwsh_emu.runtime.discovery import find_direct

        return find_direct(session, info.definition)


class ExternalScriptMembers(CommandMembers):
    """Members of ExternalScriptInfo."""

    PROPERTY_ORDER = "Path Definition Source Visibility ScriptBlock OutputType ScriptContents OriginalEncoding"

    @staticmethod
    def get_Path(info: ExternalScriptInfo) -> str:
        return info.path

    @staticmethod
    @with_session
    def get_Definition(session: Any, info: Any) -> str:
        return str(info.path)

    @staticmethod
    def get_Source(info: Any) -> str:
        return str(info.path)

    @staticmethod
    @with_session
    def get_ScriptBlock(session: Any, info: ExternalScriptInfo) -> Any:
        return block_of(session, info)

    @staticmethod
    @with_session
    def get_ScriptContents(session: Any, info: ExternalScriptInfo) -> str:
        block = block_of(session, info)
        return str(block.ast.source.text)


class ScriptInfoMembers(CommandMembers):
    """Members of ScriptInfo, the command that a script block is."""

    SIGNATURES = ("scriptblock ScriptBlock", "string ToString()")

    @staticmethod
    def get_ScriptBlock(info: Any) -> Any:
        return info.script_block

    @staticmethod
    def ToString(info: Any) -> str:
        return "" if info.script_block.metadata.is_advanced else info.definition


class HelpCodeMembers:
    """Static members of Microsoft.PowerShell.Commands.GetHelpCodeMethods."""

    SIGNATURES = ("static string GetHelpUri(psobject commandInfoPSObject)",)

    @staticmethod
    @with_session
    def static_GetHelpUri(session: Any, info: Any) -> str:
        """Return the address that CmdletBinding gives, else the first one among the links of a command's help; "" where there is none."""
        from pwsh_emu.runtime.convert_text import to_string
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        if not isinstance(info, CommandInfo):
            return ""
        metadata = interface(session, info)
        if metadata is not None and metadata.help_uri:
            return str(metadata.help_uri)
        block = ScriptBlock.create(session, "param($n) (Get-Help -Name $n -ErrorAction Ignore).relatedLinks.navigationLink.uri")
        links = [to_string(session, one) for one in block.invoke([info.name])]
        return next((one for one in links if one.lower().startswith(("http:", "https:"))), "")


# --- parameters -------------------------------------------------------------------------------------------------------


def all_parameters(metadata: Any, session: Any) -> list[ParameterMetadata]:
    """Return a command's own parameters, of cmdlets and advanced functions the common ones, and those that the current folder brings."""
    found = list(metadata.parameters.values())
    if metadata.is_advanced:
        from pwsh_emu.runtime.plan import brought_slots, common_slots

        found += [slot.metadata for slot in (*common_slots(), *brought_slots(metadata))]
    if metadata.dynamic:
        from pwsh_emu.runtime.syntaxtext import among_files

        found += metadata.dynamic.values() if metadata.settled or among_files(session) else ()
    return found


def parameter_sets(metadata: Any) -> list[CommandParameterSet]:
    """Return a command's parameter sets."""
    names = list(metadata.set_names) or [ALL_SETS]
    return [CommandParameterSet(metadata, name) for name in names]


class CommandParameterSet(DotNetObject):
    """CommandParameterSetInfo."""

    ps_type = builtin(_NAMESPACE + "CommandParameterSetInfo")
    PROPERTY_ORDER = "Name IsDefault Parameters"
    __slots__ = ("IsDefault", "Name", "metadata")

    def __init__(self, metadata: Any, name: str) -> None:
        super().__init__()
        self.metadata = metadata
        self.Name = name
        self.IsDefault = metadata.default_set == name

    @staticmethod
    @with_session
    def get_Parameters(session: Any, own: CommandParameterSet) -> Any:
        found = []
        for parameter in all_parameters(own.metadata, session):
            entry = parameter.sets.get(own.Name) or parameter.sets.get(ALL_SETS)
            if entry is not None:
                found.append(CommandParameter(parameter, entry))
        return _collection(session, "ReadOnlyCollection", _NAMESPACE + "CommandParameterInfo", found)

    def ToString(self) -> str:
        from pwsh_emu.runtime.syntaxtext import set_text

        return set_text(self.metadata, self.Name)

    __str__ = ToString


class CommandParameter(DotNetObject):
    """CommandParameterInfo: a parameter in one set."""

    ps_type = builtin(_NAMESPACE + "CommandParameterInfo")
    PROPERTY_ORDER = (
        "Name ParameterType IsMandatory IsDynamic Position ValueFromPipeline ValueFromPipelineByPropertyName ValueFromRemainingArguments HelpMessage "
        "Aliases Attributes"
    )
    __slots__ = ("entry", "parameter")

    def __init__(self, parameter: ParameterMetadata, entry: ParameterSetEntry) -> None:
        super().__init__()
        self.parameter = parameter
        self.entry = entry

    @property
    def Name(self) -> str:
        return self.parameter.name

    @property
    def IsMandatory(self) -> bool:
        return self.entry.mandatory

    @property
    def IsDynamic(self) -> bool:
        return self.parameter.dynamic

    @property
    def Position(self) -> int:
        return NO_POSITION if self.entry.position is None else self.entry.position

    @property
    def ValueFromPipeline(self) -> bool:
        return self.entry.from_pipeline

    @property
    def ValueFromPipelineByPropertyName(self) -> bool:
        return self.entry.from_pipeline_by_name

    @property
    def ValueFromRemainingArguments(self) -> bool:
        return self.entry.from_remaining

    @property
    def HelpMessage(self) -> Any:
        return self.entry.help_message or ""

    @staticmethod
    @with_session
    def get_ParameterType(session: Any, own: CommandParameter) -> Any:
        return _parameter_type(session, own.parameter)

    @staticmethod
    @with_session
    def get_Aliases(session: Any, own: CommandParameter) -> Any:
        return _collection(session, "ReadOnlyCollection", "string", list(own.parameter.aliases))

    @staticmethod
    @with_session
    def get_Attributes(session: Any, own: CommandParameter) -> Any:
        return ParameterMembers.get_Attributes(session, own.parameter)


def _parameter_type(session: Any, parameter: ParameterMetadata) -> Any:
    if parameter.constraint is not None:
        return get_type_literal(parameter.constraint)
    found = session.types.find(parameter.type_name)
    if found is None:  # a type that can be named here and nothing else
        found = KnownType([parameter.type_name, "class", "u", "System.Management.Automation", "System.Object", ""])
    return get_type_literal(found)


class ParameterMembers:
    """Members of ParameterMetadata."""

    PROPERTY_ORDER = "Name ParameterType ParameterSets IsDynamic Aliases Attributes SwitchParameter"

    @staticmethod
    def get_Name(parameter: ParameterMetadata) -> str:
        return parameter.name

    @staticmethod
    @with_session
    def get_ParameterType(session: Any, parameter: ParameterMetadata) -> Any:
        return _parameter_type(session, parameter)

    @staticmethod
    def get_IsDynamic(parameter: ParameterMetadata) -> bool:
        return parameter.dynamic

    @staticmethod
    @with_session
    def get_Aliases(session: Any, parameter: ParameterMetadata) -> Any:
        own = getattr(parameter, "alias_items", None)
        return own if own is not None else _collection(session, "Collection", "string", list(parameter.aliases))

    @staticmethod
    def get_SwitchParameter(parameter: ParameterMetadata) -> bool:
        return parameter.is_switch

    @staticmethod
    @with_session
    def get_Attributes(session: Any, parameter: ParameterMetadata) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_collection
        from pwsh_emu.runtime.types.commandobjects import attribute_objects

        own = getattr(parameter, "attribute_items", None)
        if own is not None:
            return own
        return new_collection("System.Attribute", attribute_objects(parameter))

    @staticmethod
    @with_session
    def get_ParameterSets(session: Any, parameter: ParameterMetadata) -> Any:
        from pwsh_emu.runtime.types.proxycommands import set_table

        own = getattr(parameter, "set_items", None)
        return set_table(parameter) if own is None else own

    @staticmethod
    @with_session
    def new(session: Any, source: Any, parameter_type: Any = None) -> Any:
        from pwsh_emu.runtime.types.proxycommands import OwnParameter

        if not isinstance(source, ParameterMetadata):
            source = ParameterMetadata(source, "System.Object" if parameter_type is None else parameter_type.of.full_name)
            source.constraint = None if parameter_type is None else parameter_type.of
        return OwnParameter(session, source)


class TypeNameValue(DotNetObject):
    """PSTypeName: a type by name, which may not exist."""

    ps_type = builtin(_NAMESPACE + "PSTypeName")
    PROPERTY_ORDER = "Name Type"
    __slots__ = ("Name", "Type")

    def __init__(self, session: Any, name: str) -> None:
        super().__init__()
        self.Name = name
        found = session.types.find(name)
        self.Type = None if found is None else get_type_literal(found)

    def ToString(self) -> str:
        return self.Name

    __str__ = ToString


TYPES: dict[str, type] = {
    _NAMESPACE + "CommandInfo": CommandMembers,
    _NAMESPACE + "FunctionInfo": FunctionMembers,
    _NAMESPACE + "FilterInfo": FunctionMembers,
    _NAMESPACE + "CmdletInfo": CmdletMembers,
    _NAMESPACE + "AliasInfo": AliasMembers,
    _NAMESPACE + "ExternalScriptInfo": ExternalScriptMembers,
    _NAMESPACE + "ScriptInfo": ScriptInfoMembers,
    _NAMESPACE + "ParameterMetadata": ParameterMembers,
    _NAMESPACE + "CommandParameterSetInfo": CommandParameterSet,
    _NAMESPACE + "CommandParameterInfo": CommandParameter,
    _NAMESPACE + "PSTypeName": TypeNameValue,
    "Microsoft.PowerShell.Commands.GetHelpCodeMethods": HelpCodeMembers,
}
