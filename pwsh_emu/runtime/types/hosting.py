"""``$Host`` and ``$ExecutionContext``: the host and the session as scripts see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.types.commandintrinsics import CommandInvocationIntrinsics
from pwsh_emu.runtime.types.pathintrinsics import CmdletProviderManagementIntrinsics, DriveManagementIntrinsics, PathIntrinsics
from pwsh_emu.runtime.types.providerintrinsics import ProviderIntrinsics
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray
from pwsh_emu.runtime.variables import automatic_variable

_AUTOMATION = "System.Management.Automation."


class _OfSession(DotNetObject):
    """A view of a session."""

    __slots__ = ("session",)

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session


# --- the session --------------------------------------------------------------------------------------------------------


class EngineIntrinsics(_OfSession):
    PROPERTY_ORDER = "Host Events InvokeProvider SessionState InvokeCommand"
    ps_type = builtin(_AUTOMATION + "EngineIntrinsics")
    __slots__ = ()

    def get_Host(self) -> Any:
        return self.session.global_scope.find("host").value

    def get_InvokeCommand(self) -> Any:
        return CommandInvocationIntrinsics(self.session)

    def get_InvokeProvider(self) -> Any:
        return ProviderIntrinsics(self.session)

    def get_SessionState(self) -> Any:
        return view_of_state(self.session, self.session.scope.state)


class SessionStateView(_OfSession):
    """The state of a module or of the session itself (SessionState)."""

    ps_type = builtin(_AUTOMATION + "SessionState")
    __slots__ = ("state",)

    def __init__(self, session: Any, state: Any) -> None:
        super().__init__(session)
        self.state = state

    def get_Path(self) -> Any:
        return PathIntrinsics(self.session)

    def get_Drive(self) -> Any:
        return DriveManagementIntrinsics(self.session)

    def get_Provider(self) -> Any:
        return CmdletProviderManagementIntrinsics(self.session)

    def get_InvokeProvider(self) -> Any:
        return ProviderIntrinsics(self.session)

    def get_Applications(self) -> Any:
        return PSArray(["*"], "System.String")

    get_Scripts = get_Applications

    def get_PSVariable(self) -> Any:
        return PSVariableIntrinsics(self.session, self.state)

    def get_InvokeCommand(self) -> Any:
        return CommandInvocationIntrinsics(self.session)

    def get_LanguageMode(self) -> Any:
        return enumeration(_AUTOMATION + "PSLanguageMode").named("FullLanguage")

    def get_Module(self) -> Any:
        return self.state.module


def view_of_state(session: Any, state: Any) -> Any:
    """Return the SessionState of a module's or the session's own state, always the same object."""
    if state is None:
        return None
    if state.view is None:
        state.view = SessionStateView(session, state)
    return state.view


class PSVariableIntrinsics(_OfSession):
    """The variables of a state, as the innermost code that runs in it sees them."""

    ps_type = builtin(_AUTOMATION + "PSVariableIntrinsics")
    __slots__ = ("state",)

    def __init__(self, session: Any, state: Any) -> None:
        super().__init__(session)
        self.state = state

    def _place(self, name: str) -> tuple[Any, str, bool]:
        """Return the scope that a name means, the name without its scope, and whether only that scope counts."""
        scope = self.session.scope_of_state(self.state)
        head, colon, rest = name.partition(":")
        named = {"global": scope.top, "script": scope.script, "local": scope, "private": scope, "variable": scope}
        if not colon or head.lower() not in named:
            return scope, name, False
        return named[head.lower()], rest, head.lower() != "variable"

    def _find(self, name: str) -> Any:
        scope, plain, alone = self._place(name)
        return scope.variables.get(plain.lower()) if alone else scope.find(plain.lower()) or automatic_variable(self.session, plain.lower())

    def Get(self, name: str) -> Any:
        cell = self._find(name)
        return None if cell is None or cell.value is UNSET else cell

    def GetValue(self, name: str, default: Any = None) -> Any:
        cell = self._find(name)
        return default if cell is None or cell.value is UNSET else cell.value

    def Set(self, name: Any, value: Any = None) -> None:
        if not isinstance(name, str):
            name, value = name.name, name.value
        scope, plain, _ = self._place(name)
        scope.cell(plain.lower(), plain).value = value

    def Remove(self, name: Any) -> None:
        cell = self._find(str(getattr(name, "name", name)))
        if cell is not None:
            cell.force(UNSET)


# --- the host -----------------------------------------------------------------------------------------------------------


class ConsoleColorProxy(DotNetObject):
    """$Host.PrivateData: colours that scripts set; what is shown follows $PSStyle."""

    ps_type = builtin("Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy")
    DEFAULTS = {
        "FormatAccentColor": "Green", "ErrorAccentColor": "Cyan", "ErrorForegroundColor": "Red", "ErrorBackgroundColor": "Black",
        "WarningForegroundColor": "Yellow", "WarningBackgroundColor": "Black", "DebugForegroundColor": "Yellow", "DebugBackgroundColor": "Black",
        "VerboseForegroundColor": "Yellow", "VerboseBackgroundColor": "Black", "ProgressForegroundColor": "Black",
        "ProgressBackgroundColor": "Yellow",
    }  # fmt: skip
    PROPERTY_ORDER = " ".join(DEFAULTS)
    SIGNATURES = tuple(f"System.ConsoleColor {name}{{get;set}}" for name in DEFAULTS)
    __slots__ = tuple(DEFAULTS)

    def __init__(self) -> None:
        super().__init__()
        colours = enumeration("System.ConsoleColor")
        for name, colour in self.DEFAULTS.items():
            setattr(self, name, colours.named(colour))


def plain_version(session: Any) -> Any:
    """Return the shell's version as System.Version."""
    from pwsh_emu.runtime.conversion import convert

    return convert(session, session.global_scope.find("psversiontable").value.get("PSVersion"), session.types.resolve("System.Version"))


class HostView(_OfSession):
    ps_type = builtin(_AUTOMATION + "Internal.Host.InternalHost")
    PROPERTY_ORDER = "Name Version InstanceId UI CurrentCulture CurrentUICulture PrivateData DebuggerEnabled IsRunspacePushed Runspace"
    SIGNATURES = ("bool IsRunspacePushed", _AUTOMATION + "Runspaces.Runspace Runspace")
    __slots__ = ("_id", "_private", "_runspace", "_ui")

    def __init__(self, session: Any) -> None:
        from pwsh_emu.runtime.types.guids import Guid

        super().__init__(session)
        self._ui = HostUserInterface(session)
        self._id = Guid.static_NewGuid()
        self._private: Any = None
        self._runspace: Any = None

    def get_IsRunspacePushed(self) -> bool:
        return False

    def get_Runspace(self) -> Any:
        if self._runspace is None:
            from pwsh_emu.runtime.types.runspaces import OwnRunspace

            self._runspace = OwnRunspace(self.session)
        return self._runspace

    def get_Name(self) -> str:
        return str(self.session.host.name)

    def get_UI(self) -> Any:
        return self._ui

    def get_Version(self) -> Any:
        return plain_version(self.session)

    def get_InstanceId(self) -> Any:
        return self._id

    def get_CurrentCulture(self) -> Any:
        from pwsh_emu.runtime import culture

        return culture.current(self.session)

    def get_CurrentUICulture(self) -> Any:
        from pwsh_emu.runtime import culture

        return culture.current_ui(self.session)

    def get_PrivateData(self) -> Any:
        if self._private is None:
            self._private = ConsoleColorProxy()
        return self._private

    def get_DebuggerEnabled(self) -> bool:
        return True

    def set_DebuggerEnabled(self, value: bool) -> None:
        """Keep the debugger on."""

    def NotifyBeginApplication(self) -> None:
        """Native programs are never run."""

    NotifyEndApplication = NotifyBeginApplication

    def SetShouldExit(self, code: int) -> None:
        self.session.services["exit_code"] = code & 0xFF


class HostUserInterface(_OfSession):
    ps_type = builtin(_AUTOMATION + "Internal.Host.InternalHostUserInterface")
    PROPERTY_ORDER = "RawUI SupportsVirtualTerminal"
    __slots__ = ()

    def get_RawUI(self) -> Any:
        from pwsh_emu.runtime.types.rawui import RawUserInterface

        return RawUserInterface(self.session)

    def get_SupportsVirtualTerminal(self) -> bool:
        return bool(getattr(self.session.host, "supports_virtual_terminal", False))

    def Write(self, *parts: Any) -> None:
        self.session.host.write(self._painted(parts))

    def WriteLine(self, *parts: Any) -> None:
        self.session.host.write(self._painted(parts) + "\n")

    def _painted(self, parts: tuple[Any, ...]) -> str:
        """Return the text of a Write, in its colours where a terminal shows them."""
        text = str(parts[-1]) if parts else ""
        host = self.session.host
        if len(parts) < 3 or not host.is_terminal or not self.get_SupportsVirtualTerminal():
            return text
        from pwsh_emu.runtime.types.style import map_pair

        return f"{map_pair(parts[0], parts[1])}{text}\x1b[0m"

    def WriteInformation(self, record: Any) -> None:
        """Show nothing: the host shows what Write-Host wrote by itself."""

    def WriteProgress(self, source: int, record: Any) -> None:
        self.session.host.progress(record, self.session)

    def WriteErrorLine(self, text: str) -> None:
        self.session.host.write_error(text + "\n")

    def WriteWarningLine(self, text: str) -> None:
        self.session.host.write(f"WARNING: {text}\n")

    def WriteVerboseLine(self, text: str) -> None:
        self.session.host.write(f"VERBOSE: {text}\n")

    def WriteDebugLine(self, text: str) -> None:
        self.session.host.write(f"DEBUG: {text}\n")

    def ReadLine(self) -> Any:
        return self._answered(lambda: self.session.host.read_line(""))

    def ReadLineAsSecureString(self) -> Any:
        from pwsh_emu.runtime.types.network import SecureString

        return self._answered(lambda: SecureString(self.session.host.read_secret("") or ""))

    def _answered(self, read: Callable[[], Any]) -> Any:
        """Return what somebody answers; raises where nobody can be asked."""
        from pwsh_emu.runtime.choices import asked, not_interactive

        def answer() -> Any:
            if not self.session.host.interactive:
                raise not_interactive()
            return read()

        return asked(answer)

    def PromptForCredential(self, caption: str, message: str, user: str | None, target: str | None, *rest: Any) -> Any:
        from pwsh_emu.runtime.choices import asked
        from pwsh_emu.runtime.credentialprompt import prompt_for_credential

        return asked(lambda: prompt_for_credential(self.session, user or None, caption, message))

    def Prompt(self, caption: str, message: str, descriptions: Any) -> Any:
        """Ask for a value for each field and return them by name."""
        from pwsh_emu.runtime.types.dictionaries import new_dictionary

        host = self.session.host
        found = new_dictionary("System.String", _AUTOMATION + "PSObject")

        def ask() -> Any:
            host.write("".join(f"{text}\n" for text in ("", caption, message) if text is not None))
            for field in iterate(descriptions):
                line = host.read_line(f"{field.Label or field.Name}: ")
                found.set(field.Name, "" if line is None else line)
            return found

        return self._answered(ask)

    def PromptForChoice(self, caption: str, message: str, choices: Any, default: int) -> int:
        from pwsh_emu.runtime.choices import asked, choose

        pairs = [self._choice(choice) for choice in iterate(choices)]
        return asked(lambda: choose(self.session, caption or "", message or "", pairs, default))

    @staticmethod
    def _choice(choice: Any) -> tuple[str, str]:
        return str(getattr(choice, "Label", choice)), str(getattr(choice, "HelpMessage", "") or "")


class ChoiceDescription(DotNetObject):
    PROPERTY_ORDER = "Label HelpMessage"
    ps_type = builtin(_AUTOMATION + "Host.ChoiceDescription")
    __slots__ = ("HelpMessage", "Label")

    def __init__(self, label: str, help_message: str = "") -> None:
        super().__init__()
        self.Label = label
        self.HelpMessage = help_message

    @staticmethod
    def new(label: str, help_message: str = "") -> ChoiceDescription:
        return ChoiceDescription(label, help_message)


class FieldDescription(DotNetObject):
    """A field that PSHostUserInterface.Prompt asks for."""

    ps_type = builtin(_AUTOMATION + "Host.FieldDescription")
    SIGNATURES = (
        _AUTOMATION + "Host.FieldDescription new(string name)", "string Name", "string Label{get;set}", "string HelpMessage{get;set}",
        "bool IsMandatory{get;set}", "psobject DefaultValue{get;set}",
    )  # fmt: skip
    __slots__ = ("DefaultValue", "HelpMessage", "IsMandatory", "Label", "Name")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.Name = name
        self.Label = self.HelpMessage = ""
        self.IsMandatory = True
        self.DefaultValue: Any = None

    @staticmethod
    def new(name: str) -> FieldDescription:
        return FieldDescription(name)


TYPES = {
    cls.ps_type.full_name: cls
    for cls in (
        EngineIntrinsics, SessionStateView, PSVariableIntrinsics,
        HostView, HostUserInterface, ChoiceDescription, FieldDescription, ConsoleColorProxy,
    )
}  # fmt: skip
TYPES[_AUTOMATION + "Host.PSHost"] = HostView
TYPES[_AUTOMATION + "Host.PSHostUserInterface"] = HostUserInterface
