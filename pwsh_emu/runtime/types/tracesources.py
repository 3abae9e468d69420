"""PSTraceSource: the parts of PowerShell that can be traced, by name."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Hashtable

_NAME = "System.Management.Automation.PSTraceSource"
_KNOWN = (
    ("CommandDiscovery", "Traces the discovery of cmdlets, scripts, functions, applications, etc."),
    ("CommandHelpProvider", "CommandHelpProvider"),
    ("CommandSearch", "CommandSearch"),
    ("ConsoleHost", "ConsoleHost"),
    ("ConsoleHostUserInterface", "Console host's user interface"),
    ("ConsoleLineOutput", "ConsoleLineOutput"),
    ("ETS", "Extended Type System"),
    ("FileSystemProvider", "The namespace navigation provider for the file system"),
    ("FormatFileLoading", "Loading format files"),
    ("FormatViewBinding", "Format view binding"),
    ("LocationGlobber", "The location converter converts Msh paths with glob characters to System.IO paths."),
    ("MemberResolution", "Traces the resolution from member name to the member. A member can be a property, method, etc."),
    ("Modules", "Module loading and analysis"),
    ("ParameterBinderBase", "A abstract helper class for the CommandProcessor that binds parameters to the specified object."),
    ("ParameterBinderController", "Controls the interaction between the command processor and the parameter binder(s)."),
    ("ParameterBinding", "Traces the process of binding the arguments to the parameters of cmdlets, functions, scripts, and applications."),
    ("PathResolution", "Traces the path resolution algorithm."),
    ("PSDriveInfo", "The namespace navigation tracer"),
    ("RunspaceInit", "Initialization code for Runspace"),
    ("SessionState", "SessionState Class"),
    ("TypeConversion", "Traces the type conversion algorithm"),
    ("TypeMatch", "Traces the ScriptBlock type matching algorithm."),
)


class PSTraceSource(DotNetObject):
    """One source: its options can be set, but nothing writes to it."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = "Attributes Description Listeners Name Options Switch"
    SIGNATURES = (
        "System.Object Attributes", "string Description{get;set}", "System.Object Listeners", "string Name",
        "System.Management.Automation.PSTraceSourceOptions Options{get;set}", "System.Object Switch",
    )  # fmt: skip
    __slots__ = ("Attributes", "Description", "Listeners", "Name", "Options", "Switch")

    def __init__(self, name: str, description: str) -> None:
        super().__init__()
        self.Attributes = Hashtable()
        self.Description = description
        self.Listeners: Any = "Default"
        self.Name = name
        self.Options: Any = "None"
        self.Switch = name


def sources_of(session: Any) -> list[PSTraceSource]:
    """Return a session's trace sources."""
    found: list[PSTraceSource] | None = session.services.get("trace sources")
    if found is None:
        found = session.services["trace sources"] = [PSTraceSource(*one) for one in _KNOWN]
    return found


TYPES = {_NAME: PSTraceSource}
