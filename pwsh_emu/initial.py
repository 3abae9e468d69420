"""What a new session holds before anything runs: variables, aliases and functions, as a recorded PowerShell 7.6.5 has them.

Values that cost an import are made when first read (`LazyVariable`).
"""

from __future__ import annotations

import os
from collections.abc import Callable

from pwsh_emu.aliases import ALIASES
from pwsh_emu.runtime.command import AliasInfo, FunctionInfo
from pwsh_emu.runtime.scopes import Variable
from pwsh_emu.runtime.values import Hashtable, PSArray

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session

POWERSHELL_VERSION = "7.6.5"

_READ_ONLY = frozenset(("ReadOnly", "AllScope"))
_CONSTANT = frozenset(("Constant", "AllScope"))
_PLAIN_CONSTANT = frozenset(("Constant",))


class LazyVariable(Variable):
    """A variable whose first value is computed when it is first read."""

    __slots__ = ("_compute", "_value")

    def __init__(self, name: str, compute: Callable[[], Any], options: frozenset[str] | None = None, description: str = "") -> None:
        self._compute: Callable[[], Any] | None = compute
        self._value: Any = None
        super().__init__(name, None, options, description)
        self._compute = compute

    @property
    def value(self) -> Any:
        if self._compute is not None:
            compute, self._compute = self._compute, None
            self._value = compute()
        return self._value

    @value.setter
    def value(self, new: Any) -> None:
        self.force(self.admitted(new))

    def force(self, value: Any) -> None:
        """Store a value without looking at options or attributes."""
        self._compute = None
        self._value = value


class PreferenceVariable(LazyVariable):
    """A preference variable of the global scope: it takes the values of its enumeration only."""

    __slots__ = ("_owner", "_type_name")

    def __init__(self, session: Session, name: str, type_name: str, value: str, description: str) -> None:
        self._owner: Session | None = None
        self._type_name = f"System.Management.Automation.{type_name}"
        super().__init__(name, lambda: session.types.resolve(self._type_name).named(value), None, description)
        self._owner = session

    def admitted(self, value: Any) -> Any:
        if self._owner is None:
            return value
        from pwsh_emu.runtime.conversion import convert
        from pwsh_emu.runtime.errors import PSError
        from pwsh_emu.runtime.validation import variable_not_converted

        try:
            admitted = convert(self._owner, value, self._owner.types.resolve(self._type_name))
            if self._type_name.endswith("ActionPreference") and str(admitted) == "Suspend":
                from pwsh_emu.runtime.errors import runtime_error

                message = (
                    "The value Suspend is not supported for an ActionPreference variable. "
                    "The provided value should be used only as a value for a preference parameter."
                )
                raise runtime_error("InvalidActionPreference", message)
            return admitted
        except PSError as error:
            raise variable_not_converted(error) from error


class LocationVariable(Variable):
    """``$PWD``: the session's current location whenever it is read."""

    __slots__ = ("_where",)

    def __init__(self, session: Session) -> None:
        self._where = session
        super().__init__("PWD", None)

    @property
    def value(self) -> Any:
        drives = self._where.services.get("drives")
        return drives.here.path_info() if drives is not None else self._where.location

    @value.setter
    def value(self, new: Any) -> None:
        """Assignments do not move the session."""

    def force(self, value: Any) -> None:
        """Keep showing the location."""


class LazyFunctionInfo(FunctionInfo):
    """A function given as text that is parsed when it is first used."""

    __slots__ = ("_block", "_session", "_text")

    def __init__(self, name: str, text: str, session: Session) -> None:
        self._text = text
        self._session = session
        self._block: Any = None
        super().__init__(name, None)

    @property
    def script_block(self) -> Any:
        if self._block is None:
            from pwsh_emu.runtime.scriptblock import ScriptBlock

            self._block = ScriptBlock.create(self._session, self._text)
        return self._block

    @script_block.setter
    def script_block(self, block: Any) -> None:
        self._block = block


# name, type, name of the value, description
_PREFERENCES = (
    ("ConfirmPreference", "ConfirmImpact", "High", "Dictates when confirmation should be requested. Confirmation is requested when the ConfirmImpact of the operation is equal to or greater than $ConfirmPreference. If $ConfirmPreference is None, actions will only be confirmed when Confirm is specified."),  # noqa: E501
    ("DebugPreference", "ActionPreference", "SilentlyContinue", "Dictates the action taken when a Debug message is delivered"),
    ("ErrorActionPreference", "ActionPreference", "Continue", "Dictates the action taken when an error message is delivered"),
    ("ErrorView", "ErrorView", "ConciseView", "Dictates the view mode to use when displaying errors"),
    (
        "InformationPreference", "ActionPreference", "SilentlyContinue",
        "Dictates the action taken when a command generates an item in the Information stream",
    ),
    ("ProgressPreference", "ActionPreference", "Continue", "Dictates the action taken when progress records are delivered"),
    ("VerbosePreference", "ActionPreference", "SilentlyContinue", "Dictates the action taken when a Verbose message is delivered"),
    ("WarningPreference", "ActionPreference", "Continue", "Dictates the action taken when a Warning message is delivered"),
    ("PSNativeCommandArgumentPassing", "NativeArgumentPassingStyle", "Standard", "Dictates how arguments are passed to native executables."),
)  # fmt: skip

FUNCTIONS = {
    "cd..": "Set-Location ..",
    "cd\\": "Set-Location \\",
    "cd~": "Set-Location ~",
    "Clear-Host": "[Console]::Write((\n    [char]27 + '[H' + [char]27 + '[2J'\n))\n",
    "Pause": "$null = Read-Host 'Press Enter to continue...'",
    "prompt": "\"PS $($executionContext.SessionState.Path.CurrentLocation)$('>' * ($nestedPromptLevel + 1)) \"",
    "help": """<#
.FORWARDHELPTARGETNAME Get-Help
.FORWARDHELPCATEGORY Cmdlet
#>
[CmdletBinding(DefaultParameterSetName = 'AllUsersView')]
param(
    [Parameter(Position = 0, ValueFromPipelineByPropertyName)][string] $Name,
    [string] $Path,
    [ValidateSet('Alias', 'Cmdlet', 'Provider', 'General', 'FAQ', 'Glossary', 'HelpFile', 'ScriptCommand', 'Function', 'Filter', 'ExternalScript',
        'All', 'DefaultHelp', 'DscResource', 'Class', 'Configuration')][string[]] $Category,
    [Parameter(ParameterSetName = 'AllUsersView')][switch] $Full,
    [Parameter(ParameterSetName = 'DetailedView', Mandatory)][switch] $Detailed,
    [Parameter(ParameterSetName = 'Examples', Mandatory)][switch] $Examples,
    [Parameter(ParameterSetName = 'Parameters', Mandatory)][string[]] $Parameter,
    [string[]] $Component,
    [string[]] $Functionality,
    [string[]] $Role,
    [Parameter(ParameterSetName = 'Online', Mandatory)][switch] $Online)
process {
    if ($PSCmdlet.ParameterSetName -eq 'AllUsersView' -and !$Full) { $PSBoundParameters['Full'] = $true }
    Get-Help @PSBoundParameters
}""",
    "oss": """[CmdletBinding()]
param([ValidateRange(2, 2147483647)][int] $Width, [Parameter(ValueFromPipeline)][psobject] $InputObject)
begin { $pipe = { Out-String -Stream @PSBoundParameters }.GetSteppablePipeline($MyInvocation.CommandOrigin); $pipe.Begin($PSCmdlet) }
process { $pipe.Process($_) }
end { $pipe.End() }""",
    "exec": "throw 'exec is not supported by this emulator yet: native programs are never run.'",
    "TabExpansion2": """[CmdletBinding(DefaultParameterSetName = 'ScriptInputSet')]
param([Parameter(ParameterSetName = 'ScriptInputSet', Mandatory, Position = 0)][AllowEmptyString()][string] $inputScript,
    [Parameter(ParameterSetName = 'ScriptInputSet', Position = 1)][int] $cursorColumn = $inputScript.Length,
    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 0)][System.Management.Automation.Language.Ast] $ast,
    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 1)]$tokens,
    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 2)]$positionOfCursor,
    [Parameter(ParameterSetName = 'ScriptInputSet', Position = 2)][Parameter(ParameterSetName = 'AstInputSet', Position = 3)]
    [hashtable] $options = $null)
end {
    if ($PSCmdlet.ParameterSetName -eq 'ScriptInputSet') {
        [System.Management.Automation.CommandCompletion]::CompleteInput($inputScript, $cursorColumn, $options)
    }
    else { [System.Management.Automation.CommandCompletion]::CompleteInput($ast, $tokens, $positionOfCursor, $options) }
}""",
    "mkdir": """[CmdletBinding(DefaultParameterSetName = 'pathSet', SupportsShouldProcess, ConfirmImpact = 'Medium')]
param([Parameter(ParameterSetName = 'nameSet', Position = 0, ValueFromPipelineByPropertyName)][Parameter(ParameterSetName = 'pathSet', Mandatory, Position = 0, ValueFromPipelineByPropertyName)][string[]] $Path,
    [Parameter(ParameterSetName = 'nameSet', Mandatory, ValueFromPipelineByPropertyName)][AllowNull()][AllowEmptyString()][string] $Name,
    [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)] $Value, [switch] $Force)
process { New-Item -ItemType Directory @PSBoundParameters }""",  # noqa: E501
}


class CultureVariable(Variable):
    """$PSCulture and $PSUICulture: the name of the culture that the session has just now."""

    __slots__ = ()

    def __init__(self, session: Session, name: str, description: str) -> None:
        super().__init__(name, None, _READ_ONLY, description)
        self._session = session

    @property
    def value(self) -> Any:
        from pwsh_emu.runtime import culture

        session = self._session
        if session is None:
            return None
        return (culture.current_ui(session) if self.name == "PSUICulture" else culture.current(session)).name

    @value.setter
    def value(self, new: Any) -> None:
        if self._session is not None:
            self.admitted(new)

    def force(self, value: Any) -> None:
        """Keep the culture: it is what the session has."""


def populate(session: Session) -> None:
    """Put the initial variables, aliases and functions into the global scope of a session."""
    _variables(session)
    _aliases(session)
    functions = session.global_scope.functions = {}
    for name, text in FUNCTIONS.items():
        functions[name.lower()] = LazyFunctionInfo(name, text, session)


def _profile() -> Any:
    from pwsh_emu.profiles import profile_variable

    return profile_variable()


def _variables(session: Session) -> None:
    table = session.global_scope.variables

    def put(name: str, value: Any, options: frozenset[str] | None = None, description: str = "") -> None:
        table[name.lower()] = Variable(name, value, options, description)

    def lazy(name: str, compute: Callable[[], Any], options: frozenset[str] | None = None, description: str = "") -> None:
        table[name.lower()] = LazyVariable(name, compute, options, description)

    for name, type_name, value, description in _PREFERENCES:
        table[name.lower()] = PreferenceVariable(session, name, type_name, value, description)
    home = os.environ.get("HOME", "/")
    put("WhatIfPreference", False, None, "If true, WhatIf is considered to be enabled for all commands.")
    put("FormatEnumerationLimit", 4, None, "Dictates the limit of enumeration on formatting IEnumerable objects")
    put("MaximumHistoryCount", 4096, None, "Maximum number of history objects to retain in a session")
    put("NestedPromptLevel", 0, None, "Dictates what type of prompt should be displayed for the current nesting level")
    put("HOME", home, _READ_ONLY, "Folder containing the current user's profile")
    for name, on in (("IsCoreCLR", True), ("IsLinux", True), ("IsMacOS", False), ("IsWindows", False)):
        put(name, on, _READ_ONLY)
    put("PID", os.getpid(), _CONSTANT, "Current process ID")
    lazy("PROFILE", _profile)
    table["psculture"] = CultureVariable(session, "PSCulture", "Culture of the current PowerShell session")
    table["psuiculture"] = CultureVariable(session, "PSUICulture", "UI culture of the current PowerShell session")
    put("PSEdition", "Core", _CONSTANT, "Edition information for the current PowerShell session")
    put("PSHOME", "/opt/microsoft/powershell/7", _CONSTANT, "Parent folder of the host application of the current runspace")
    put("ShellId", "Microsoft.PowerShell", _CONSTANT, "The ShellID identifies the current shell.  This is used by #Requires.")
    put(
        "PSEmailServer",
        "",
        None,
        "Variable to contain the name of the email server. This can be used instead of the HostName parameter in the Send-MailMessage cmdlet.",
    )
    put(
        "PSNativeCommandUseErrorActionPreference", False, None,
        "If true, $ErrorActionPreference applies to native executables, so that non-zero exit codes will generate cmdlet-style errors governed by "
        "error action settings",
    )  # fmt: skip
    put("PSDefaultParameterValues", Hashtable(), None, "Variable to hold all default <cmdlet:parameter, value> pairs")
    put("StackTrace", "")
    put("$", "")
    put("^", "")
    put("PSSessionApplicationName", "wsman", None, "AppName where the remote connection will be established")
    put(
        "PSSessionConfigurationName",
        "http://schemas.microsoft.com/powershell/Microsoft.PowerShell",
        None,
        "Name of the session configuration which will be loaded on the remote computer",
    )
    lazy("PSSessionOption", _session_option, None, "Default session options for new remote sessions.")
    lazy("OutputEncoding", _output_encoding, None, "The text encoding used when piping text to a native executable file")
    lazy("EnabledExperimentalFeatures", lambda: PSArray([], "System.String"), _CONSTANT, "Variable to hold the enabled experimental feature names")
    table["pwd"] = LocationVariable(session)
    lazy("Error", lambda: _error_list(session), _PLAIN_CONSTANT)
    lazy("PSVersionTable", lambda: _version_table(session), _CONSTANT, "Version information for current PowerShell session")
    lazy("Host", lambda: _attached(session, "host_object"), _CONSTANT, "A reference to the host of the current runspace")
    lazy("ExecutionContext", lambda: _attached(session, "execution_context"), _CONSTANT, "The run objects available to cmdlets")
    lazy("PSStyle", lambda: _attached(session, "style"), _PLAIN_CONSTANT, "Configuration controlling how text is rendered.")


def _output_encoding() -> Any:
    from pwsh_emu.runtime.types.encodings import Encoding

    return Encoding("utf-8", mark=False, type_name="System.Text.UTF8Encoding+UTF8EncodingSealed")


def _session_option() -> Any:
    from pwsh_emu.runtime.types.sessionoptions import PSSessionOption

    return PSSessionOption()


def _error_list(session: Session) -> Any:
    """Make $Error: the list of the session's errors becomes an ArrayList."""
    from pwsh_emu.runtime.types.lists import ArrayList

    session.errors = ArrayList(session.errors)
    return session.errors


def _attached(session: Session, service: str) -> Any:
    """Return what an upper layer attached under a name, or $null."""
    make = session.services.get(service)
    return make(session) if callable(make) else make


def _version_table(session: Session) -> Any:
    from pwsh_emu.runtime.conversion import convert

    def version(text: str) -> Any:
        return convert(session, text, session.types.resolve("System.Version"))

    table = Hashtable()
    table.set("PSVersion", convert(session, POWERSHELL_VERSION, session.types.resolve("System.Management.Automation.SemanticVersion")))
    table.set("PSEdition", "Core")
    table.set("GitCommitId", POWERSHELL_VERSION)
    table.set("OS", "Debian GNU/Linux 12 (bookworm)")
    table.set("Platform", "Unix")
    table.set("PSCompatibleVersions", PSArray([version(text) for text in ("1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0")], "System.Version"))
    table.set("PSRemotingProtocolVersion", version("2.4"))
    table.set("SerializationVersion", version("1.1.0.1"))
    table.set("WSManStackVersion", version("3.0"))
    return table


def _aliases(session: Session) -> None:
    session.global_scope.aliases = {name.lower(): AliasInfo(name, definition, options, "", module) for name, definition, options, module in ALIASES}
