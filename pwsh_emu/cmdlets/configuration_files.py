"""New-PSRoleCapabilityFile and New-PSSessionConfigurationFile: the files that say what a restricted session offers."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.textfiles import open_target
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.conversion import to_string
from pwsh_emu.runtime.preferences import is_on
from pwsh_emu.runtime.scriptblock import ScriptBlock
from pwsh_emu.runtime.values import Hashtable

_PARAMETERS = "Parameters = @{ Name = 'Parameter1'; ValidateSet = 'Item1', 'Item2' }, @{ Name = 'Parameter2'; ValidatePattern = 'L*' }"
_ITEMS = "'Item1', 'Item2'"
_APPLIED = "when applied to a session"

# key, comment, example of a value that is not given
_HEAD = (
    ("GUID", "ID used to uniquely identify this document", ""),
    ("Author", "Author of this document", ""),
    ("Description", "Description of the functionality provided by these settings", "''"),
    ("CompanyName", "Company associated with this document", ""),
    ("Copyright", "Copyright statement for this document", ""),
)
_SCRIPTS = ("ScriptsToProcess", f"Scripts to run {_APPLIED}", "'C:\\ConfigData\\InitScript1.ps1', 'C:\\ConfigData\\InitScript2.ps1'")
_SESSION = (
    (
        "SessionType",
        "Session type defaults to apply for this session configuration. Can be 'RestrictedRemoteServer' (recommended), 'Empty', or 'Default'",
        "",
    ),
    ("TranscriptDirectory", "Directory to place session transcripts for this session configuration", "'C:\\Transcripts\\'"),
    ("RunAsVirtualAccount", "Whether to run this session configuration as the machine's (virtual) administrator account", "$true"),
    (
        "RunAsVirtualAccountGroups", "Groups associated with machine's (virtual) administrator account",
        "'Remote Desktop Users', 'Remote Management Users'",
    ),
    (
        "GroupManagedServiceAccount", "Group managed service account name under which the configuration will run",
        "'CONTOSO\\GroupManagedServiceAccount'",
    ),
    (
        "MountUserDrive", "Creates a 'User' PSDrive in the session for use with Copy-Item when File System access is not available", "$true",
    ),
    ("UserDriveMaximumSize", "Optional user drive maximum size (in bytes). Default value is 50MB", "50000000"),
    (
        "RequiredGroups", "User group membership requirements that must be met in order to access the session",
        "@{ Or = 'CONTOSO\\SmartCard-Logon1', 'CONTOSO\\SmartCard-Logon2' }",
    ),
    _SCRIPTS,
    (
        "RoleDefinitions", f"User roles (security groups), and the role capabilities that should be applied to them {_APPLIED}",
        "@{ 'CONTOSO\\SqlAdmins' = @{ RoleCapabilities = 'SqlAdministration' }; 'CONTOSO\\SqlManaged' = @{ RoleCapabilityFiles = "
        "'C:\\RoleCapability\\SqlManaged.psrc' }; 'CONTOSO\\ServerMonitors' = @{ VisibleCmdlets = 'Get-Process' } } ",
    ),
    (
        "LanguageMode",
        f"Language mode to apply {_APPLIED}. Can be 'NoLanguage' (recommended), 'RestrictedLanguage', 'ConstrainedLanguage', or 'FullLanguage'",
        "",
    ),
    ("ExecutionPolicy", f"Execution policy to apply {_APPLIED}", ""),
    ("PowerShellVersion", f"Version of the PowerShell engine to use {_APPLIED}", ""),
)  # fmt: skip
_OFFERED = (
    (
        "ModulesToImport", f"Modules to import {_APPLIED}",
        "'MyCustomModule', @{ ModuleName = 'MyCustomModule'; ModuleVersion = '1.0.0.0'; GUID = '4d30d5f0-cb16-4898-812d-f20a6c596bdf' }",
    ),
    ("VisibleAliases", f"Aliases to make visible {_APPLIED}", _ITEMS),
    (
        "VisibleCmdlets", f"Cmdlets to make visible {_APPLIED}", f"'Invoke-Cmdlet1', @{{ Name = 'Invoke-Cmdlet2'; {_PARAMETERS} }}",
    ),
    (
        "VisibleFunctions", f"Functions to make visible {_APPLIED}", f"'Invoke-Function1', @{{ Name = 'Invoke-Function2'; {_PARAMETERS} }}",
    ),
    ("VisibleExternalCommands", f"External commands (scripts and applications) to make visible {_APPLIED}", _ITEMS),
    ("VisibleProviders", f"Providers to make visible {_APPLIED}", _ITEMS),
)  # fmt: skip
_DEFINED = (
    (
        "AliasDefinitions", f"Aliases to be defined {_APPLIED}",
        "@{ Name = 'Alias1'; Value = 'Invoke-Alias1'}, @{ Name = 'Alias2'; Value = 'Invoke-Alias2'}",
    ),
    (
        "FunctionDefinitions", f"Functions to define {_APPLIED}",
        "@{ Name = 'MyFunction'; ScriptBlock = { param($MyParameter) $MyParameter } }",
    ),
    (
        "VariableDefinitions", f"Variables to define {_APPLIED}",
        "@{ Name = 'Variable1'; Value = { 'Dynamic' + 'InitialValue' } }, @{ Name = 'Variable2'; Value = 'StaticInitialValue' }",
    ),
    ("EnvironmentVariables", f"Environment variables to define {_APPLIED}", "@{ Variable1 = 'Value1'; Variable2 = 'Value2' }"),
    (
        "TypesToProcess", f"Type files (.ps1xml) to load {_APPLIED}",
        "'C:\\ConfigData\\MyTypes.ps1xml', 'C:\\ConfigData\\OtherTypes.ps1xml'",
    ),
    (
        "FormatsToProcess", f"Format files (.ps1xml) to load {_APPLIED}",
        "'C:\\ConfigData\\MyFormats.ps1xml', 'C:\\ConfigData\\OtherFormats.ps1xml'",
    ),
    (
        "AssembliesToLoad", f"Assemblies to load {_APPLIED}",
        "'System.Web', 'System.OtherAssembly, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'",
    ),
)  # fmt: skip
_SCHEMA = ("SchemaVersion", "Version number of the schema used for this document", "")
# what a session's file says without -Full even where it is not given
_ALWAYS = frozenset((
    "SchemaVersion", "GUID", "Author", "Description", "SessionType", "TranscriptDirectory", "RunAsVirtualAccount", "ScriptsToProcess",
    "RoleDefinitions",
))  # fmt: skip


class _ConfigurationFile(Cmdlet):
    """Base: writes a hashtable with a comment before each key; a key without a value is a comment too."""

    EXTENSION = ""
    KIND = ""
    ERROR = ""
    Path: Any = None
    Author: Any = None
    CompanyName: Any = None
    Copyright: Any = None
    Guid: Any = None

    def process(self) -> None:
        place = drives_of(self.session).locate(str(self.Path))
        if place.provider.flat or not place.path.lower().endswith(self.EXTENSION):
            message = f"{self.KIND} file path '{self.Path}' is not valid. The file must have a {self.EXTENSION} file name extension."
            raise self.terminate(self.error("System.InvalidOperationException", message, self.ERROR, "InvalidArgument", self.Path))
        file = open_target(self, place.path, literal=True)
        file.write_text(self._text())
        file.finish()

    def _text(self) -> str:
        values = self._values()
        lines = ["@{", ""]
        for key, comment, example in self._entries():
            value = values.get(key)
            given = value is not None and value != "" and value != []
            lines += [f"# {comment}", f"{key} = {self._written(value, 0)}" if given else f"# {key} = {example}", ""]
        return "\n".join([*lines, "}", "", ""])

    def _values(self) -> dict[str, Any]:
        from uuid import uuid4

        from pwsh_emu.runtime.records import user_name

        values = dict(self.bound)
        for key in ("RunAsVirtualAccount", "MountUserDrive"):
            if key in values:
                values[key] = is_on(values[key])
        author = values["Author"] = self.Author or user_name()
        values["CompanyName"] = self.CompanyName or "Unknown"
        values["Copyright"] = self.Copyright or f"(c) {author}. All rights reserved."
        values["GUID"] = self.Guid if self.Guid is not None else str(uuid4())
        return values

    def _entries(self) -> list[tuple[str, str, str]]:
        return [*_HEAD, *_OFFERED, _SCRIPTS, *_DEFINED]

    def _written(self, value: Any, depth: int) -> str:
        """Return a value as a data file has it."""
        if isinstance(value, bool):
            return "$true" if value else "$false"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, ScriptBlock):
            return f"{{{value}}}"
        if isinstance(value, Hashtable):
            return self._table(value, depth)
        if isinstance(value, list):
            return ", ".join(self._written(one, depth) for one in as_list(value))
        return "'" + to_string(self.session, value).replace("'", "''") + "'"

    def _table(self, table: Hashtable, depth: int) -> str:
        lines = ["@{"]
        pairs = sorted(((to_string(self.session, key), value) for key, value in table.items()), key=lambda pair: pair[0].lower())
        lines += [" " * (4 * (depth + 1)) + f"'{key}' = {self._written(value, depth + 1)}" for key, value in pairs]
        return "\n".join(lines) + " }"


@implements("New-PSRoleCapabilityFile")
class NewPSRoleCapabilityFile(_ConfigurationFile):
    """Creates a file that defines a set of capabilities to be exposed through a session configuration."""

    EXTENSION = ".psrc"
    KIND = "Role capability"
    ERROR = "InvalidRoleCapabilityFilePath"


@implements("New-PSSessionConfigurationFile")
class NewPSSessionConfigurationFile(_ConfigurationFile):
    """Creates a file that defines a session configuration."""

    EXTENSION = ".pssc"
    KIND = "Session configuration"
    ERROR = "InvalidPSSessionConfigurationFilePath"
    SchemaVersion: Any = None
    SessionType: Any = None
    LanguageMode: Any = None
    ExecutionPolicy: Any = None
    PowerShellVersion: Any = None
    Full: Any = False

    def _values(self) -> dict[str, Any]:
        values = super()._values()
        values["SchemaVersion"] = self.SchemaVersion or "2.0.0.0"
        values["SessionType"] = self.SessionType if self.SessionType is not None else "Default"
        restricted = to_string(self.session, values["SessionType"]) != "Default"
        values["LanguageMode"] = self.LanguageMode or ("NoLanguage" if restricted else "FullLanguage")
        values["ExecutionPolicy"] = self.ExecutionPolicy or "Restricted"
        values["PowerShellVersion"] = self.PowerShellVersion or "7.6"
        return values

    def _entries(self) -> list[tuple[str, str, str]]:
        wanted = self.bound.keys() | _ALWAYS
        return [one for one in (_SCHEMA, *_HEAD, *_SESSION, *_OFFERED, *_DEFINED) if self.Full or one[0] in wanted]
