"""CommandMetadata and ProxyCommand: a command's interface that a script may change, and the text of a function that calls the command."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import ALL_SETS, NO_POSITION, CmdletInfo, ExternalScriptInfo, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal
from pwsh_emu.runtime.typedata import register_code
from pwsh_emu.runtime.types.dictionaries import new_table_of_names
from pwsh_emu.runtime.types.languageservices import CodeGenerationMembers
from pwsh_emu.runtime.types.proxyhelp import help_comments
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import TypeLiteral, UInt32

_NAMESPACE = "System.Management.Automation."
_NAME = _NAMESPACE + "CommandMetadata"
# The nouns of the cmdlets that ask the provider of a path for further parameters.
_PROVIDER_NOUNS = frozenset(("item", "childitem", "itemproperty", "itempropertyvalue", "content", "location", "path", "psdrive"))

_quoted = CodeGenerationMembers.static_EscapeSingleQuotedStringContent


class ParameterSet(DotNetObject):
    """ParameterSetMetadata: what a parameter is in one set."""

    ps_type = builtin(_NAMESPACE + "ParameterSetMetadata")
    PROPERTY_ORDER = (
        "IsMandatory Position ValueFromPipeline ValueFromPipelineByPropertyName ValueFromRemainingArguments HelpMessage HelpMessageBaseName "
        "HelpMessageResourceId"
    )
    __slots__ = (
        "HelpMessage", "HelpMessageBaseName", "HelpMessageResourceId", "IsMandatory", "Position", "ValueFromPipeline",
        "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments",
    )  # fmt: skip

    def __init__(self, entry: ParameterSetEntry) -> None:
        super().__init__()
        self.IsMandatory = entry.mandatory
        self.Position = NO_POSITION if entry.position is None else entry.position
        self.ValueFromPipeline = entry.from_pipeline
        self.ValueFromPipelineByPropertyName = entry.from_pipeline_by_name
        self.ValueFromRemainingArguments = entry.from_remaining
        self.HelpMessage = entry.help_message
        self.HelpMessageBaseName: Any = None
        self.HelpMessageResourceId: Any = None

    def text(self) -> str:
        """Return what stands in [Parameter()] beside the set's name."""
        parts = ["Mandatory=$true"] if self.IsMandatory else []
        if self.Position != NO_POSITION:
            parts.append(f"Position={self.Position}")
        flags = ("ValueFromPipeline", "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments")
        parts += [f"{name}=$true" for name in flags if getattr(self, name)]
        if self.HelpMessage:
            parts.append(f"HelpMessage='{_quoted(self.HelpMessage)}'")
        return ", ".join(parts)


class OwnParameter(ParameterMetadata):
    """A parameter of a CommandMetadata: its collections may be changed without changing the command."""

    ps_type = builtin(_NAMESPACE + "ParameterMetadata")
    __slots__ = ("alias_items", "attribute_items", "set_items")

    def __init__(self, session: Any, source: ParameterMetadata) -> None:
        from pwsh_emu.runtime.types.commandinfos import ParameterMembers

        super().__init__(source.name, source.type_name, source.aliases)
        self.sets = source.sets
        self.constraint = source.constraint
        self.attributes = source.attributes
        self.dynamic = source.dynamic
        self.dont_show = source.dont_show
        self.alias_items = ParameterMembers.get_Aliases(session, source)
        self.attribute_items = ParameterMembers.get_Attributes(session, source)
        self.set_items = set_table(source)


def set_table(parameter: ParameterMetadata) -> Any:
    """Return a parameter's sets by name."""
    return _dictionary("ParameterSetMetadata", [(name, ParameterSet(entry)) for name, entry in parameter.sets.items()])


def _dictionary(kind: str, pairs: list[tuple[str, Any]]) -> Any:
    made = new_table_of_names(_NAMESPACE + kind)
    for key, value in pairs:
        made.set(key, value)
    return made


class CommandMetadataMembers(DotNetObject):
    """The interface of a command as a script sees and changes it."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = (
        "Name CommandType DefaultParameterSetName SupportsShouldProcess SupportsPaging PositionalBinding SupportsTransactions HelpUri "
        "RemotingCapability ConfirmImpact Parameters"
    )
    __slots__ = (
        "CommandType", "ConfirmImpact", "DefaultParameterSetName", "HelpUri", "Name", "Parameters", "PositionalBinding", "RemotingCapability",
        "SupportsPaging", "SupportsShouldProcess", "SupportsTransactions", "asks_provider", "is_advanced", "wrapped", "wrapped_kind",
    )  # fmt: skip

    def __init__(self, session: Any, info: Any, common: bool = False) -> None:
        super().__init__()
        from pwsh_emu.runtime.types import commandinfos

        metadata = commandinfos.interface(session, info)
        is_cmdlet = isinstance(info, CmdletInfo)
        self.Name = info.path if isinstance(info, ExternalScriptInfo) else info.name
        self.CommandType = get_type_literal(builtin(info.implementing_type)) if is_cmdlet and info.implementing_type else None
        self.DefaultParameterSetName = metadata.default_set if metadata.is_advanced else ALL_SETS
        self.SupportsShouldProcess = metadata.supports_should_process
        self.SupportsPaging = metadata.supports_paging
        self.SupportsTransactions = False
        self.PositionalBinding = metadata.positional_binding
        self.HelpUri: Any = metadata.help_uri
        self.RemotingCapability = commandinfos.enumeration_value("RemotingCapability", "PowerShell")
        self.ConfirmImpact = commandinfos.enumeration_value("ConfirmImpact", str(metadata.confirm_impact))
        self.is_advanced = metadata.is_advanced
        self.wrapped = f"{info.module_name}\\{info.name}" if is_cmdlet and info.module_name else self.Name
        self.wrapped_kind = info.command_type
        noun = info.name.partition("-")[2].lower()
        self.asks_provider = is_cmdlet and (bool(metadata.dynamic) or noun in _PROVIDER_NOUNS or info.name in ("Get-Command", "Start-Job"))
        found = (
            commandinfos.all_parameters(metadata, session)
            if common
            else [one for one in metadata.parameters.values() if not _is_brought(metadata, one)]
        )
        self.Parameters: Any = _dictionary("ParameterMetadata", [(one.name, OwnParameter(session, one)) for one in found if not one.dynamic])

    @staticmethod
    @with_session
    def new(session: Any, source: Any, common: bool = False) -> CommandMetadataMembers:
        from pwsh_emu.runtime.discovery import find
        from pwsh_emu.runtime.types.commandinfos import resolved_command
        from pwsh_emu.runtime.types.commandintrinsics import CommandInvocationIntrinsics

        if isinstance(source, CommandMetadataMembers):
            return _copy(session, source)
        if isinstance(source, TypeLiteral):
            source = CommandInvocationIntrinsics(session).GetCmdletByTypeName(source.of.full_name)
        elif isinstance(source, str):
            source = find(session, source)
        source = resolved_command(session, source)
        if source is None:
            from pwsh_emu.runtime.errors import NetException

            raise NetException(_NAMESPACE + "PSNotSupportedException", "Operation is not supported.")
        return CommandMetadataMembers(session, source, common)


def _is_brought(metadata: Any, parameter: ParameterMetadata) -> bool:
    """Tell whether SupportsPaging brings a parameter."""
    return bool(metadata.supports_paging) and parameter.name in ("IncludeTotalCount", "Skip", "First")


def _copy(session: Any, source: CommandMetadataMembers) -> CommandMetadataMembers:
    made = CommandMetadataMembers.__new__(CommandMetadataMembers)
    DotNetObject.__init__(made)
    for name in CommandMetadataMembers.__slots__:
        setattr(made, name, getattr(source, name))
    made.Parameters = _dictionary("ParameterMetadata", [(key, OwnParameter(session, one)) for key, one in source.Parameters.items()])
    return made


# --- the text of a proxy ----------------------------------------------------------------------------------------------


def _declaration(metadata: CommandMetadataMembers) -> str:
    if not metadata.is_advanced:
        return ""
    parts = [f"DefaultParameterSetName='{_quoted(metadata.DefaultParameterSetName)}'"] if metadata.DefaultParameterSetName else []
    if metadata.SupportsShouldProcess:
        parts += ["SupportsShouldProcess=$true", f"ConfirmImpact='{metadata.ConfirmImpact}'"]
    parts += [f"{name}=$true" for name in ("SupportsPaging", "SupportsTransactions") if getattr(metadata, name)]
    if not metadata.PositionalBinding:
        parts.append("PositionalBinding=$false")
    if metadata.HelpUri:
        parts.append(f"HelpUri='{_quoted(metadata.HelpUri)}'")
    if str(metadata.RemotingCapability) != "PowerShell":
        parts.append(f"RemotingCapability='{metadata.RemotingCapability}'")
    return f"[CmdletBinding({', '.join(parts)})]"


def _parameters(session: Any, metadata: CommandMetadataMembers) -> str:
    return ",\n".join(_parameter(session, name, one, metadata.is_advanced) for name, one in metadata.Parameters.items())


def _parameter(session: Any, name: str, parameter: Any, is_advanced: bool) -> str:
    from pwsh_emu.runtime.typenames import display_name
    from pwsh_emu.runtime.types.commandinfos import ParameterMembers

    lines: list[str] = []
    for set_name, one in ParameterMembers.get_ParameterSets(session, parameter).items() if is_advanced else ():
        inside = one.text()
        if set_name != ALL_SETS:
            inside = f"ParameterSetName='{_quoted(set_name)}'" + (f", {inside}" if inside else "")
        if inside:
            lines.append(f"[Parameter({inside})]")
    aliases = [str(one) for one in ParameterMembers.get_Aliases(session, parameter)]
    if aliases:
        lines.append(f"[Alias({_list(aliases)})]")
    attributes = list(ParameterMembers.get_Attributes(session, parameter))
    lines += [text for text in map(_attribute, attributes) if text]
    lines.append("[switch]" if parameter.is_switch else f"[{display_name(ParameterMembers.get_ParameterType(session, parameter).of)}]")
    if any(_kind(one) == "Credential" for one in attributes):
        lines.append("[System.Management.Automation.CredentialAttribute()]")
    lines.append(f"${{{CodeGenerationMembers.static_EscapeVariableName(name)}}}")
    return "".join(f"\n    {line}" for line in lines)


def _list(values: list[str]) -> str:
    return ",".join(f"'{_quoted(value)}'" for value in values)


def _kind(attribute: Any) -> str:
    name = str(attribute.ps_type.full_name)
    return name.removeprefix(_NAMESPACE).removeprefix("System.").removesuffix("Attribute")


_PLAIN = frozenset(
    ("ValidateNotNull", "ValidateNotNullOrEmpty", "ValidateNotNullOrWhiteSpace", "AllowNull", "AllowEmptyString", "AllowEmptyCollection")
)


def _attribute(attribute: Any) -> str:
    """Return an attribute as it is written in a param block; "" for one that proxies leave out."""
    kind = _kind(attribute)
    source = getattr(attribute, "source", None)
    if kind in _PLAIN:
        return f"[{kind}()]"
    if kind in ("ValidateLength", "ValidateCount"):
        return f"[{kind}({attribute.MinLength}, {attribute.MaxLength})]"
    if kind == "ValidateRange":
        return _range(attribute, source)
    if kind == "ValidateSet":
        return f"[ValidateSet({_list([str(one) for one in attribute.ValidValues])})]"
    if kind == "ValidatePattern":
        return f"[ValidatePattern('{_quoted(str(attribute.RegexPattern))}')]"
    if kind == "ValidateScript":
        return f"[ValidateScript({{ {attribute.ScriptBlock} }})]"
    if kind == "PSTypeName":
        return f"[PSTypeName('{_quoted(str(getattr(source, 'name', '')))}')]"
    if kind == "Obsolete":
        message = getattr(source, "message", "")
        return f"[Obsolete('{_quoted(message)}')]" if message else "[Obsolete()]"
    return ""


def _range(attribute: Any, source: Any) -> str:
    kind = getattr(source, "kind", None)
    if kind is None and len(attribute.arguments) == 1:
        kind = str(attribute.arguments[0])
    if kind is not None:
        enumeration: Any = builtin(_NAMESPACE + "ValidateRangeKind")
        return f"[ValidateRange([{_NAMESPACE}ValidateRangeKind]::{next(name for name in enumeration.names if name.lower() == kind.lower())})]"
    low, high = attribute.MinRange, attribute.MaxRange
    of = getattr(low, "ps_type", None)
    if of is not None and hasattr(of, "names"):
        return f"[ValidateRange([{of.full_name}]::{low}, [{of.full_name}]::{high})]"
    return f"[ValidateRange({_number(low)}, {_number(high)})]"


def _number(value: Any) -> str:
    from pwsh_emu.runtime.convert_text import to_string

    return to_string(None, value)


def _command(metadata: CommandMetadataMembers) -> str:
    if not metadata.wrapped:
        from pwsh_emu.runtime.errors import NetException

        raise NetException("System.InvalidOperationException", "The command name is missing.")
    kind = f"[System.Management.Automation.CommandTypes]::{metadata.wrapped_kind}"
    return f"$ExecutionContext.InvokeCommand.GetCommand('{_quoted(metadata.wrapped)}', {kind}"


def _begin(metadata: CommandMetadataMembers) -> str:
    origin = "" if metadata.wrapped_kind == "Function" else "$myInvocation.CommandOrigin"
    if metadata.is_advanced:
        before = (
            "        $outBuffer = $null\n        if ($PSBoundParameters.TryGetValue('OutBuffer', [ref]$outBuffer))\n        {\n"
            "            $PSBoundParameters['OutBuffer'] = 1\n        }\n\n"
        )
        added, start = "", "$PSCmdlet"
    else:
        before, added, start = "", "        $PSBoundParameters.Add('$args', $args)\n", "$myInvocation.ExpectingInput, $ExecutionContext"
    return (
        f"\n    try {{\n{before}        $wrappedCmd = {_command(metadata)})\n{added}        $scriptCmd = {{& $wrappedCmd @PSBoundParameters }}\n\n"
        f"        $steppablePipeline = $scriptCmd.GetSteppablePipeline({origin})\n        $steppablePipeline.Begin({start})\n"
        "    } catch {\n        throw\n    }\n"
    )


def _dynamic(metadata: CommandMetadataMembers) -> str:
    return f"""
    try {{
        $targetCmd = {_command(metadata)}, $PSBoundParameters)
        $dynamicParams = @($targetCmd.Parameters.GetEnumerator() | Microsoft.PowerShell.Core\\Where-Object {{ $_.Value.IsDynamic }})
        if ($dynamicParams.Length -gt 0)
        {{
            $paramDictionary = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
            foreach ($param in $dynamicParams)
            {{
                $param = $param.Value

                if(-not $MyInvocation.MyCommand.Parameters.ContainsKey($param.Name))
                {{
                    $dynParam = [Management.Automation.RuntimeDefinedParameter]::new($param.Name, $param.ParameterType, $param.Attributes)
                    $paramDictionary.Add($param.Name, $dynParam)
                }}
            }}

            return $paramDictionary
        }}
    }} catch {{
        throw
    }}
"""


_PROCESS = "\n    try {\n        $steppablePipeline.Process($_)\n    } catch {\n        throw\n    }\n"
_END = "\n    try {\n        $steppablePipeline.End()\n    } catch {\n        throw\n    }\n"
_CLEAN = "\n    if ($null -ne $steppablePipeline) {\n        $steppablePipeline.Clean()\n    }\n"


class ProxyCommandMembers:
    """Static members of System.Management.Automation.ProxyCommand."""

    SIGNATURES = (
        f"static string Create({_NAME} commandMetadata)", f"static string Create({_NAME} commandMetadata, string helpComment)",
        f"static string Create({_NAME} commandMetadata, string helpComment, bool generateDynamicParameters)",
        f"static string GetCmdletBindingAttribute({_NAME} commandMetadata)", f"static string GetParamBlock({_NAME} commandMetadata)",
        f"static string GetBegin({_NAME} commandMetadata)", f"static string GetProcess({_NAME} commandMetadata)",
        f"static string GetDynamicParam({_NAME} commandMetadata)", f"static string GetEnd({_NAME} commandMetadata)",
        f"static string GetClean({_NAME} commandMetadata)", "static string GetHelpComments(psobject help)",
    )  # fmt: skip

    @staticmethod
    @with_session
    def static_Create(session: Any, metadata: Any, comment: str = "", dynamic: bool = True) -> str:
        """Return the text of a function that calls a command with the parameters that it is given."""
        _need(metadata)
        if not comment:
            comment = f"\n.ForwardHelpTargetName {metadata.wrapped}\n.ForwardHelpCategory {metadata.wrapped_kind}\n"
        asking = f"dynamicparam\n{{{_dynamic(metadata)}}}\n\n" if dynamic and metadata.asks_provider else ""
        return (
            f"{_declaration(metadata)}\nparam({_parameters(session, metadata)})\n\n{asking and chr(10) + asking}begin\n{{{_begin(metadata)}}}\n\n"
            f"process\n{{{_PROCESS}}}\n\nend\n{{{_END}}}\n\nclean\n{{{_CLEAN}}}\n<#\n{CodeGenerationMembers.static_EscapeBlockCommentContent(comment)}\n#>\n"
        )

    @staticmethod
    def static_GetCmdletBindingAttribute(metadata: Any) -> str:
        return _declaration(_need(metadata))

    @staticmethod
    @with_session
    def static_GetParamBlock(session: Any, metadata: Any) -> str:
        return _parameters(session, _need(metadata))

    @staticmethod
    def static_GetBegin(metadata: Any) -> str:
        return _begin(_need(metadata))

    @staticmethod
    def static_GetProcess(metadata: Any) -> str:
        return _need(metadata) and _PROCESS

    @staticmethod
    def static_GetDynamicParam(metadata: Any) -> str:
        return _dynamic(_need(metadata))

    @staticmethod
    def static_GetEnd(metadata: Any) -> str:
        return _need(metadata) and _END

    @staticmethod
    def static_GetClean(metadata: Any) -> str:
        return _need(metadata) and _CLEAN

    @staticmethod
    @with_session
    def static_GetHelpComments(session: Any, given: Any) -> str:
        return help_comments(session, given)


def _need(metadata: Any) -> Any:
    if metadata is None:
        from pwsh_emu.runtime.types import failures

        raise failures.null_argument("commandMetaData")
    return metadata


def _flags(session: Any, one: ParameterSet) -> UInt32:
    """Return what a parameter is in a set as one number."""
    names = ("IsMandatory", "ValueFromPipeline", "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments")
    return UInt32(sum(1 << bit for bit, name in enumerate(names) if getattr(one, name)))


register_code("Microsoft.PowerShell.DeserializingTypeConverter::GetParameterSetMetadataFlags", _flags)

TYPES: dict[str, type] = {
    _NAME: CommandMetadataMembers,
    _NAMESPACE + "ParameterSetMetadata": ParameterSet,
    _NAMESPACE + "ProxyCommand": ProxyCommandMembers,
}
