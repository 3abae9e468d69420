"""[powershell], [runspacefactory] and runspaces: sessions of their own that a script makes, and the commands it runs in them.

A runspace is a session over the files and the organization of the one that makes it. Commands run where they are invoked: BeginInvoke comes back
when they have ended, so that what it returns is complete. Documented: System.Management.Automation.PowerShell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.background import TaskHost
from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.errors import ControlFlow, ExceptionObject, NetException, ParseFailure, PSError
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.types.collections_generic import new_collection
from pwsh_emu.runtime.types.guids import Guid
from pwsh_emu.runtime.types.initialstates import InitialSessionState
from pwsh_emu.runtime.types.jobs import RECORDS, DataCollection, collection_of
from pwsh_emu.runtime.typesystem import DotNetObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."
_RUNSPACES = _AUTOMATION + "Runspaces."
_STREAMS = {name: element for name, element in RECORDS.items() if name != "Output"}


class PSDataStreams(DotNetObject):
    """PowerShell.Streams: what commands wrote beside their output."""

    ps_type = builtin(_AUTOMATION + "PSDataStreams")
    PROPERTY_ORDER = "Error Progress Verbose Debug Warning Information"
    SIGNATURES = (*(f"System.Object {name}{{get;set}}" for name in _STREAMS), "void ClearStreams()")
    Error: Any = None
    Warning: Any = None
    Verbose: Any = None
    Debug: Any = None
    Information: Any = None
    Progress: Any = None

    def __init__(self) -> None:
        super().__init__()
        for name, element in _STREAMS.items():
            setattr(self, name, collection_of(element))

    def ClearStreams(self) -> None:
        for name in _STREAMS:
            getattr(self, name).clear()


class CommandParameter(DotNetObject):
    """A parameter or argument (without a name) of a `Command`."""

    ps_type = builtin(_RUNSPACES + "CommandParameter")
    PROPERTY_ORDER = "Name Value"
    SIGNATURES = ("string Name", "System.Object Value")
    Name: Any = None
    Value: Any = None

    def __init__(self, name: str | None, value: Any) -> None:
        super().__init__()
        self.Name = name
        self.Value = None if value is UNSET else value


class Command(DotNetObject):
    """One command of a pipeline: a cmdlet's name or a script, and its parameters."""

    ps_type = builtin(_RUNSPACES + "Command")
    PROPERTY_ORDER = "Parameters CommandText IsScript UseLocalScope"
    SIGNATURES = (
        _RUNSPACES + "Command new(string command)",
        _RUNSPACES + "Command new(string command, bool isScript)",
        _RUNSPACES + "Command new(string command, bool isScript, bool useLocalScope)",
        "string CommandText", "bool IsScript", "bool UseLocalScope", "System.Object Parameters",
    )  # fmt: skip
    CommandText = ""
    IsScript = UseLocalScope = False

    def __init__(self, text: str, *, script: bool, local: bool, info: Any = None) -> None:
        super().__init__()
        self.CommandText = text
        self.IsScript = script
        self.UseLocalScope = local
        self.info = info
        self.arguments: list[tuple[str | None, Any]] = []
        self.ends_statement = False

    @property
    def Parameters(self) -> Any:
        return new_collection(CommandParameter.ps_type, [CommandParameter(name, value) for name, value in self.arguments])

    @staticmethod
    def new(text: str, script: bool = False, local: bool = False) -> Command:
        return Command(text, script=bool(script), local=bool(local))

    def copy(self) -> Command:
        """Return a command that is run alike and changed on its own."""
        made = Command(self.CommandText, script=self.IsScript, local=self.UseLocalScope, info=self.info)
        made.arguments = list(self.arguments)
        made.ends_statement = self.ends_statement
        return made


class PSCommand(DotNetObject):
    """PowerShell.Commands: the commands in order."""

    ps_type = builtin(_AUTOMATION + "PSCommand")
    SIGNATURES = (
        _AUTOMATION + "PSCommand new()", "System.Object Commands", "void Clear()", _AUTOMATION + "PSCommand Clone()",
        *(f"{_AUTOMATION}PSCommand {text}" for text in (
            "AddCommand(System.Object command)", "AddCommand(System.Object command, bool useLocalScope)",
            "AddScript(string script)", "AddScript(string script, bool useLocalScope)", "AddStatement()", "AddArgument(System.Object value)",
            "AddParameter(string parameterName)", "AddParameter(string parameterName, System.Object value)",
        )),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Command] = []

    @staticmethod
    def new() -> PSCommand:
        return PSCommand()

    def Clone(self) -> PSCommand:
        made = PSCommand()
        made.items = [command.copy() for command in self.items]
        return made

    # --- what to run ---
    def AddScript(self, script: str, local: bool = False) -> PSCommand:
        self.items.append(Command(script, script=True, local=local))
        return self

    def AddCommand(self, command: Any, local: bool = True) -> PSCommand:
        if isinstance(command, Command):
            self.items.append(command)
        else:
            info = None if isinstance(command, str) else command
            self.items.append(Command(str(command), script=False, local=local, info=info))
        return self

    def AddStatement(self) -> PSCommand:
        if self.items:
            self.items[-1].ends_statement = True
        return self

    def _last(self) -> Command:
        if not self.items:
            raise NetException(
                "System.InvalidOperationException",
                "A command is required to add a parameter. A command must be added to the PowerShell instance before adding a parameter.",
            )
        return self.items[-1]

    def AddArgument(self, value: Any) -> PSCommand:
        self._last().arguments.append((None, value))
        return self

    def AddParameter(self, name: str, value: Any = UNSET) -> PSCommand:
        self._last().arguments.append((name, value))
        return self

    @property
    def Commands(self) -> Any:
        return new_collection(Command.ps_type, self.items)

    def Clear(self) -> None:
        self.items.clear()


class PSInvocationStateInfo(DotNetObject):
    """PowerShell.InvocationStateInfo: how far its run has come, and what ended it."""

    ps_type = builtin(_AUTOMATION + "PSInvocationStateInfo")
    SIGNATURES = ("System.Object State", "System.Exception Reason")
    State: Any = None
    Reason: Any = None

    def __init__(self, state: str, reason: Any = None) -> None:
        super().__init__()
        self.State = state
        self.Reason = reason


class PSInvocationSettings(DotNetObject):
    """How PowerShell.Invoke runs: of what it says, AddToHistory counts."""

    ps_type = builtin(_AUTOMATION + "PSInvocationSettings")
    PROPERTY_ORDER = "ApartmentState Host RemoteStreamOptions AddToHistory ErrorActionPreference FlowImpersonationPolicy ExposeFlowControlExceptions"
    SIGNATURES = (
        _AUTOMATION + "PSInvocationSettings new()",
        "System.Threading.ApartmentState ApartmentState{get;set}",
        _AUTOMATION + "Host.PSHost Host{get;set}",
        _AUTOMATION + "RemoteStreamOptions RemoteStreamOptions{get;set}",
        "bool AddToHistory{get;set}",
        "System.Nullable[System.Management.Automation.ActionPreference] ErrorActionPreference{get;set}",
        "bool FlowImpersonationPolicy{get;set}",
        "bool ExposeFlowControlExceptions{get;set}",
    )
    AddToHistory = FlowImpersonationPolicy = ExposeFlowControlExceptions = False
    ApartmentState: Any = None
    ErrorActionPreference: Any = None
    Host: Any = None
    RemoteStreamOptions: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.ApartmentState = enumeration("System.Threading.ApartmentState").named("Unknown")

    @staticmethod
    def new() -> PSInvocationSettings:
        return PSInvocationSettings()


class RunspaceState(DotNetObject):
    """Runspace.RunspaceStateInfo."""

    ps_type = builtin(_RUNSPACES + "RunspaceStateInfo")
    SIGNATURES = (_RUNSPACES + "RunspaceState State", "System.Exception Reason", "string ToString()")
    State: Any = None
    Reason = None

    def __init__(self, state: str) -> None:
        super().__init__()
        self.State = enumeration(_RUNSPACES + "RunspaceState").named(state)

    def ToString(self) -> str:
        return str(self.State)

    __str__ = ToString


class SessionStateProxy(DotNetObject):
    """Runspace.SessionStateProxy: the variables of a runspace from outside."""

    ps_type = builtin(_RUNSPACES + "SessionStateProxy")
    SIGNATURES = ("void SetVariable(string name, System.Object value)", "System.Object GetVariable(string name)")

    def __init__(self, runspace: Runspace) -> None:
        super().__init__()
        self.runspace = runspace

    def SetVariable(self, name: str, value: Any) -> None:
        self.runspace.session.global_scope.cell(name.lower(), name).value = value

    def GetVariable(self, name: str) -> Any:
        cell = self.runspace.session.global_scope.find(name.lower())
        return None if cell is None or cell.value is UNSET else cell.value


class Runspace(DotNetObject):
    """A session that a script made. ``listener`` is the PowerShell object that runs in it now."""

    ps_type = builtin(_RUNSPACES + "Runspace")
    PROPERTY_ORDER = "Id Name InstanceId RunspaceStateInfo RunspaceAvailability"
    Id = 0
    Name = ""
    InstanceId: Any = None
    RunspaceIsRemote = False
    ConnectionInfo = OriginalConnectionInfo = DisconnectedOn = ExpiresOn = InitialSessionState = None
    ApartmentState: Any = None
    ThreadOptions: Any = None

    def __init__(self, parent: Session, initial: Any = None) -> None:
        super().__init__()
        self.parent = parent
        self.InitialSessionState = initial
        self.ApartmentState = enumeration("System.Threading.ApartmentState").named("Unknown")
        self.ThreadOptions = enumeration(_RUNSPACES + "PSThreadOptions").named("Default")
        self.Id = self._next_id(parent)
        self.Name = f"Runspace{self.Id}"
        self.InstanceId = Guid.static_NewGuid()
        self.state = "BeforeOpen"
        self.listener: PowerShell | None = None
        self._session: Session | None = None

    def _next_id(self, parent: Session) -> int:
        counter: list[int] = parent.services.setdefault("runspace counter", [1])
        counter[0] += 1
        return counter[0]

    def __deepcopy__(self, memo: dict[int, Any]) -> Runspace:
        return self

    @property
    def session(self) -> Session:
        if self._session is None:
            self._session = self.parent.services["new session"](self.parent, TaskHost(self.parent.host, self._listen), False)
            if self.InitialSessionState is not None:
                self.InitialSessionState.apply(self._session)
        return self._session

    def _listen(self, stream: str, record: Any) -> None:
        if self.listener is not None:
            self.listener.take(stream, record)

    @property
    def RunspaceStateInfo(self) -> RunspaceState:
        return RunspaceState(self.state)

    @property
    def RunspaceAvailability(self) -> Any:
        name = "Busy" if self.listener is not None else "Available" if self.state == "Opened" else "None"
        return enumeration(_RUNSPACES + "RunspaceAvailability").named(name)

    @property
    def Version(self) -> Any:
        from pwsh_emu.runtime.types.hosting import plain_version

        return plain_version(self.parent)

    @property
    def SessionStateProxy(self) -> SessionStateProxy:
        return SessionStateProxy(self)

    def Open(self) -> None:
        self.state = "Opened"

    OpenAsync = Open

    def Close(self) -> None:
        self.state = "Closed"

    CloseAsync = Close
    Dispose = Close

    def ResetRunspaceState(self) -> None:
        self._session = None

    @staticmethod
    @with_session
    def static_get_DefaultRunspace(session: Any) -> Runspace:
        return session.global_scope.variables["host"].value.get_Runspace()  # type: ignore[no-any-return]


class LocalRunspace(Runspace):
    """A runspace as it is made: what a script gets."""

    ps_type = builtin(_RUNSPACES + "LocalRunspace")


class OwnRunspace(LocalRunspace):
    """$Host.Runspace: the session itself as a runspace."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = "Opened"
        self._session = session

    def _next_id(self, parent: Session) -> int:
        return 1

    @property
    def RunspaceAvailability(self) -> Any:
        return enumeration(_RUNSPACES + "RunspaceAvailability").named("Busy")


class RunspacePool(DotNetObject):
    """A pool of runspaces: its commands run one after the other, each in a session of its own."""

    ps_type = builtin(_RUNSPACES + "RunspacePool")
    SIGNATURES = (
        "void Open()", "void Close()", "void Dispose()", "int GetMaxRunspaces()", "int GetMinRunspaces()", "bool SetMaxRunspaces(int maxRunspaces)",
        "bool SetMinRunspaces(int minRunspaces)", "int GetAvailableRunspaces()", "System.Object RunspacePoolStateInfo", "guid InstanceId",
        "System.Object ApartmentState{get;set}", "System.Object ThreadOptions{get;set}", "System.Object InitialSessionState",
    )  # fmt: skip
    ApartmentState: Any = None
    ThreadOptions: Any = None
    InstanceId: Any = None

    def __init__(self, parent: Session, least: int = 1, most: int = 1, initial: Any = None) -> None:
        super().__init__()
        self.parent = parent
        self.InitialSessionState = initial
        self.least = least
        self.most = most
        self.state = "BeforeOpen"
        self.InstanceId = Guid.static_NewGuid()

    @property
    def RunspacePoolStateInfo(self) -> RunspaceState:
        return RunspaceState(self.state)

    def Open(self) -> None:
        self.state = "Opened"

    def Close(self) -> None:
        self.state = "Closed"

    Dispose = Close

    def GetMaxRunspaces(self) -> int:
        return self.most

    def GetMinRunspaces(self) -> int:
        return self.least

    def GetAvailableRunspaces(self) -> int:
        return self.most

    def SetMaxRunspaces(self, most: int) -> bool:
        self.most = most
        return True

    def SetMinRunspaces(self, least: int) -> bool:
        self.least = least
        return True


class AsyncResult(DotNetObject):
    """What BeginInvoke returns: its commands have run."""

    ps_type = builtin(_AUTOMATION + "PowerShellAsyncResult")
    SIGNATURES = ("bool IsCompleted", "bool CompletedSynchronously", "System.Object AsyncState", "System.Object AsyncWaitHandle")
    IsCompleted = True
    CompletedSynchronously = False
    AsyncState = None

    def __init__(self, output: Any, error: NetException | None) -> None:
        super().__init__()
        self.output = output
        self.error = error

    @property
    def AsyncWaitHandle(self) -> WaitHandle:
        return WaitHandle()


class WaitHandle(DotNetObject):
    """The handle of a finished run: waiting for it ends at once."""

    ps_type = builtin("System.Threading.ManualResetEvent")
    SIGNATURES = ("bool WaitOne()", "bool WaitOne(int millisecondsTimeout)", "bool WaitOne(timespan timeout)", "void Close()", "void Dispose()")

    def WaitOne(self, *limit: Any) -> bool:
        return True

    def Close(self) -> None:
        """Do nothing: it holds nothing."""

    Dispose = Close


class PowerShell(DotNetObject):
    """[powershell]: commands to run in a runspace, their output and streams."""

    ps_type = builtin(_AUTOMATION + "PowerShell")
    PROPERTY_ORDER = "Commands Streams InstanceId InvocationStateInfo IsNested HadErrors Runspace RunspacePool IsRunspaceOwner HistoryString"
    IsNested = HadErrors = False
    IsRunspaceOwner = True
    Streams: Any = None
    InstanceId: Any = None
    InvocationStateInfo: Any = None
    HistoryString: Any = None
    RunspacePool: Any = None

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.creator = session
        self._commands = PSCommand()
        self.Streams = PSDataStreams()
        self.InstanceId = Guid.static_NewGuid()
        self.InvocationStateInfo = PSInvocationStateInfo("NotStarted")
        self._runspace: Runspace | None = None
        self.current = False  # runs in the session that made it

    def __deepcopy__(self, memo: dict[int, Any]) -> PowerShell:
        return self

    @staticmethod
    @with_session
    def static_Create(session: Any, mode: Any = None) -> PowerShell:
        made = PowerShell(session)
        if isinstance(mode, Runspace):
            made.Runspace = mode
        elif isinstance(mode, InitialSessionState):
            made.Runspace = LocalRunspace(session, mode)
            made.Runspace.Open()
        elif mode is not None and str(mode) == "CurrentRunspace":
            made.current = True
            made.IsRunspaceOwner = False
        return made

    @property
    def Commands(self) -> PSCommand:
        return self._commands

    @Commands.setter
    def Commands(self, commands: PSCommand) -> None:
        self._commands = commands.Clone()

    @property
    def Runspace(self) -> Runspace:
        if self._runspace is None:
            self._runspace = LocalRunspace(self.creator)
            self._runspace.Open()
        return self._runspace

    @Runspace.setter
    def Runspace(self, runspace: Runspace) -> None:
        self._runspace = runspace
        self.IsRunspaceOwner = False

    # --- what to run ---
    def AddScript(self, script: str, local: bool = False) -> PowerShell:
        self.Commands.AddScript(script, local)
        return self

    def AddCommand(self, command: Any, local: bool = True) -> PowerShell:
        self.Commands.AddCommand(command, local)
        return self

    def AddStatement(self) -> PowerShell:
        self.Commands.AddStatement()
        return self

    def AddArgument(self, value: Any) -> PowerShell:
        self.Commands.AddArgument(value)
        return self

    def AddParameter(self, name: str, value: Any = UNSET) -> PowerShell:
        self.Commands.AddParameter(name, value)
        return self

    def AddParameters(self, values: Any) -> PowerShell:
        if hasattr(values, "items") and hasattr(values, "keys"):
            for name, value in values.items():
                self.AddParameter(str(name), value)
        else:
            for value in iterate(values):
                self.AddArgument(value)
        return self

    # --- running ---
    def take(self, stream: str, record: Any) -> None:
        """Take a record that the commands wrote."""
        getattr(self.Streams, stream).append(record)
        if stream == "Error":
            self.HadErrors = True

    @with_session
    def Invoke(session: Any, self: PowerShell, input: Any = None, *rest: Any) -> Any:
        error, output = self._run(input, rest)
        if rest and hasattr(rest[0], "append"):
            rest[0].extend(output)
        if error is not None:
            raise error
        return new_collection(builtin(_AUTOMATION + "PSObject"), output)

    def BeginInvoke(self, input: Any = None, output: Any = None, *rest: Any) -> AsyncResult:
        error, found = self._run(input, rest)
        target = output if isinstance(output, DataCollection) else collection_of(RECORDS["Output"])
        target.extend(found)
        return AsyncResult(target, error)

    def EndInvoke(self, result: AsyncResult) -> Any:
        if result.error is not None:
            raise result.error
        return result.output

    def Stop(self) -> None:
        """Do nothing: what was invoked has ended."""

    def BeginStop(self, *ignored: Any) -> AsyncResult:
        return AsyncResult(None, None)

    def EndStop(self, result: AsyncResult) -> None:
        """Do nothing: there is nothing to wait for."""

    def Dispose(self) -> None:
        if self.IsRunspaceOwner and self._runspace is not None:
            self._runspace.Close()

    def _run(self, input: Any, rest: tuple[Any, ...] = ()) -> tuple[NetException | None, list[Any]]:
        """Run the commands; return the error that ended them, and their output. ``rest`` may hold the settings for it."""
        self.HadErrors = False
        output: list[Any] = []
        if not self.Commands.items:
            raise NetException("System.InvalidOperationException", "No command is specified.")
        runspace: Runspace | None = None
        if self.current:
            session = self.creator
        else:
            pool = self.RunspacePool
            runspace = LocalRunspace(pool.parent, pool.InitialSessionState) if pool is not None else self.Runspace
            session = runspace.session
        before = None
        if runspace is not None:
            before, runspace.listener = runspace.listener, self
        history = session.services.get("history") if any(isinstance(one, PSInvocationSettings) and one.AddToHistory for one in rest) else None
        outer = None if history is None else history.running
        entry = None if history is None else history.begin(self.Commands.items[0].CommandText)
        for command in self.Commands.items if session.host.transcripts else ():
            text = command.CommandText
            for transcript in session.host.transcripts:
                transcript.command(None, text if command.IsScript else f'CommandInvocation({text}): "{text}"')
        failure: NetException | None = None
        try:
            self._statements(session, output.append, input)
        except ControlFlow:
            pass
        except ParseFailure as error:
            failure = parse_exception(error)
        except PSError as error:
            failure = terminating(error)
        except NetException as error:
            failure = error
        finally:
            if runspace is not None:
                runspace.listener = before
        if history is not None:
            history.finish(entry, failed=failure is not None)
            history.running = outer
        if failure is not None:
            self.HadErrors = True
        self.InvocationStateInfo = PSInvocationStateInfo("Completed" if failure is None else "Failed", None if failure is None else failure.exception)
        return failure, output

    def _statements(self, session: Session, out: Any, input: Any) -> None:
        calls: list[Any] = []
        for command in self.Commands.items:
            calls.append(self._call(session, command))
            if command.ends_statement:
                self._statement(session, calls, out, input)
                calls = []
        if calls:
            self._statement(session, calls, out, input)

    def _statement(self, session: Session, calls: list[Any], out: Any, input: Any) -> None:
        from pwsh_emu.runtime.pipeline import run_commands

        scope = session.scope
        session.scope = session.global_scope
        try:
            run_commands(session, calls, out, iterate(input) if input is not None else UNSET)
        finally:
            session.scope = scope

    @staticmethod
    def _call(session: Session, command: Command) -> Any:
        from pwsh_emu.runtime.binding import Argument
        from pwsh_emu.runtime.pipeline import CommandCall
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        arguments = []
        for name, value in command.arguments:
            if name is None:
                arguments.append(Argument(None, value))
            else:
                bare = name.lstrip("-")
                arguments.append(
                    Argument(bare, None if value is UNSET else value, value is not UNSET, text=f"-{bare}" + ("" if value is UNSET else ":"))
                )
        if not command.IsScript:
            return CommandCall(command.info or command.CommandText, arguments)
        block = ScriptBlock.create(session, command.CommandText)
        ast = block.ast
        return CommandCall(block, arguments, None, "Ampersand" if command.UseLocalScope else "Dot", ast.source, ast.start, ast.end, ast.end)


def stopped(error: PSError) -> ExceptionObject | None:
    """Return the exception of a command that its preference stopped, None for any other error."""
    exception = error.record.exception
    if not error.stopped_command or exception.type_name == _AUTOMATION + "ActionPreferenceStopException":
        return None
    preference = 'the preference variable "ErrorActionPreference" or common parameter is set to Stop'
    return ExceptionObject(_AUTOMATION + "ActionPreferenceStopException", f"The running command stopped because {preference}: {exception.message}")


def terminating(error: PSError) -> NetException:
    """Return the exception that a terminating error of the commands is to who invoked them."""
    exception = error.record.exception
    made = NetException(exception.type_name, exception.message, exception.inner)
    halt = stopped(error)
    if halt is not None:
        made.exception = halt
    elif error.stop or not exception.type_name.startswith(_AUTOMATION):
        wrapper = ExceptionObject(_AUTOMATION + "CmdletInvocationException", exception.message, exception)
        made.exception = wrapper if error.record.invocation is not None and not error.throw else exception
    made.exception.error_record = error.record
    return made


def parse_exception(failure: ParseFailure) -> NetException:
    """Return the exception of a text that does not parse."""
    from pwsh_emu.runtime.types import scriptblocks

    made = scriptblocks.parse_exception(failure)
    if any(one.incomplete_input for one in failure.errors):
        made.exception.type_name = _AUTOMATION + "IncompleteParseException"
    return made


class RunspaceFactoryMembers:
    """[runspacefactory]."""

    @staticmethod
    @with_session
    def static_CreateRunspace(session: Any, *given: Any) -> Runspace:
        return LocalRunspace(session, next((one for one in given if isinstance(one, InitialSessionState)), None))

    @staticmethod
    @with_session
    def static_CreateRunspacePool(session: Any, *given: Any) -> RunspacePool:
        numbers = [int(one) for one in given if isinstance(one, int)]
        initial = next((one for one in given if isinstance(one, InitialSessionState)), None)
        least, most = numbers[:2] if len(numbers) > 1 else (1, 1)
        return RunspacePool(session, least, most, initial)


TYPES: dict[str, type] = {
    cls.ps_type.full_name: cls
    for cls in (
        PSDataStreams, Command, CommandParameter, PSCommand, PSInvocationSettings, PSInvocationStateInfo, RunspaceState,
        SessionStateProxy, Runspace, LocalRunspace, RunspacePool, AsyncResult, PowerShell,
    )
}  # fmt: skip
TYPES[_RUNSPACES + "RunspaceFactory"] = RunspaceFactoryMembers
TYPES["System.Threading.ManualResetEvent"] = WaitHandle
