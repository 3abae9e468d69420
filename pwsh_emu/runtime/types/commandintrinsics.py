"""$ExecutionContext.InvokeCommand: commands by name, scripts by text and what happens where a command is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray
from pwsh_emu.runtime.wildcard import escape

if TYPE_CHECKING:
    from pwsh_emu.runtime.command import CommandInfo
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."
NOT_FOUND = "command not found action"
LOCATION_CHANGED = "location changed action"


class CommandInvocationIntrinsics(DotNetObject):
    """$ExecutionContext.InvokeCommand."""

    PROPERTY_ORDER = "HasErrors CommandNotFoundAction PreCommandLookupAction PostCommandLookupAction LocationChangedAction"
    ps_type = builtin(_AUTOMATION + "CommandInvocationIntrinsics")
    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    # --- texts and blocks

    def ExpandString(self, text: str) -> str:
        from pwsh_emu.runtime.conversion import to_string

        quoted = '@"\n' + text + '\n"@'
        return to_string(self.session, self._block(quoted).call(new_scope=False))

    def NewScriptBlock(self, text: str) -> Any:
        return self._block(text)

    def InvokeScript(self, script: Any, *rest: Any) -> Any:
        new_scope, source = True, None
        if isinstance(script, str):
            block = self._block(script)
            if len(rest) == 4 and isinstance(rest[0], bool):
                new_scope, _, source, rest = rest[0], rest[1], rest[2], (rest[3],)
        elif isinstance(script, bool):
            new_scope, block, source = script, rest[0], rest[1] if len(rest) > 1 else None
            rest = rest[2:]
        else:
            block, rest = rest[0], rest[1:]  # of a session state: the block is of one already
        arguments = rest[0] if len(rest) == 1 and isinstance(rest[0], list) else [] if rest == (None,) else rest
        return PSArray(block.invoke(list(arguments), input=source, new_scope=new_scope))

    def _block(self, text: str) -> Any:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        return ScriptBlock.create(self.session, text)

    # --- commands

    def GetCommand(self, name: str, kind: Any = None, arguments: Any = None) -> Any:
        if kind is None or str(kind) == "All":
            from pwsh_emu.runtime.discovery import find

            return find(self.session, name)
        return next(iter(self._commands(escape(name), str(kind))), None)

    def GetCommands(self, name: str, kinds: Any, pattern: bool) -> Any:
        return PSArray(self._commands(name if pattern else escape(name), str(kinds), every=True), _AUTOMATION + "CommandInfo")

    def GetCommandName(self, name: str, pattern: bool, full: bool) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_list

        found = self._commands(name if pattern else escape(name), "All", every=True)
        return new_list("System.String", [one.path if full and one.command_type == "ExternalScript" else one.name for one in found])

    def GetCmdlet(self, name: str) -> Any:
        return next(iter(self._commands(escape(name), "Cmdlet")), None)

    def GetCmdletByTypeName(self, name: str) -> Any:
        return next((one for one in self._commands("*", "Cmdlet") if one.implementing_type == name), None)

    def GetCmdlets(self, pattern: str = "*") -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_list

        return new_list(_AUTOMATION + "CmdletInfo", self._commands(pattern, "Cmdlet"))

    def _commands(self, name: str, kinds: str, every: bool = False) -> list[Any]:
        from pwsh_emu.runtime.binding import Argument
        from pwsh_emu.runtime.pipeline import CommandCall, run_commands

        found: list[Any] = []
        arguments = [Argument("Name", name, True), Argument("CommandType", kinds, True), Argument("ErrorAction", "Ignore", True)]
        if every:
            arguments.append(Argument("All", True, True))
        run_commands(self.session, [CommandCall(self.session.cmdlets["get-command"], arguments)], found.append)
        return found

    # --- what is done at a name that means nothing

    @property
    def CommandNotFoundAction(self) -> Any:
        return self.session.services.get(NOT_FOUND)

    @CommandNotFoundAction.setter
    def CommandNotFoundAction(self, action: Any) -> None:
        self.session.services[NOT_FOUND] = action

    # --- what is done when the location has changed

    @property
    def LocationChangedAction(self) -> Any:
        return self.session.services.get(LOCATION_CHANGED)

    @LocationChangedAction.setter
    def LocationChangedAction(self, action: Any) -> None:
        self.session.services[LOCATION_CHANGED] = action


class LocationChangedEventArgs(DotNetObject):
    """What the action at a new location gets: the session's state, the location before and the one now."""

    ps_type = builtin(_AUTOMATION + "LocationChangedEventArgs")
    SIGNATURES = (_AUTOMATION + "PathInfo OldPath", _AUTOMATION + "PathInfo NewPath", _AUTOMATION + "SessionState SessionState")
    __slots__ = ("NewPath", "OldPath", "session")

    def __init__(self, session: Session, old: Any, new: Any) -> None:
        super().__init__()
        self.session = session
        self.OldPath = old
        self.NewPath = new

    @property
    def SessionState(self) -> Any:
        from pwsh_emu.runtime.types.hosting import view_of_state

        return view_of_state(self.session, self.session.scope.state)


def location_changed(session: Session, old: Any, new: Any) -> None:
    """Run the script's LocationChangedAction."""
    from pwsh_emu.runtime.types.runspaces import Runspace

    session.services[LOCATION_CHANGED].call(Runspace.static_get_DefaultRunspace(session), LocationChangedEventArgs(session, old, new))


class CommandLookupEventArgs(DotNetObject):
    """What the action at a missing command gets: it may name a command, or a block to run as one."""

    ps_type = builtin(_AUTOMATION + "CommandLookupEventArgs")
    SIGNATURES = (
        "string CommandName", _AUTOMATION + "CommandOrigin CommandOrigin", "bool StopSearch{get;set}",
        _AUTOMATION + "CommandInfo Command{get;set}", "scriptblock CommandScriptBlock{get;set}",
    )  # fmt: skip
    CommandName = ""
    CommandOrigin: Any = None
    StopSearch = False
    Command: Any = None

    def __init__(self, name: str) -> None:
        super().__init__()
        self.CommandName = name
        self.CommandOrigin = enumeration(_AUTOMATION + "CommandOrigin").named("Internal")
        self._block: Any = None

    @property
    def CommandScriptBlock(self) -> Any:
        return self._block

    @CommandScriptBlock.setter
    def CommandScriptBlock(self, block: Any) -> None:
        from pwsh_emu.runtime.command import FunctionInfo

        self._block = block
        self.Command = None if block is None else FunctionInfo(f"CommandLookup:{self.CommandName}", block.close())


def missing_command(session: Session, name: str) -> CommandInfo | None:
    """Return the command that a script's CommandNotFoundAction gives for a name, if there is one."""
    action = session.services.get(NOT_FOUND)
    if action is None:
        return None
    names = [name] if any(character in name for character in "-\\") else [f"get-{name}", name]
    for one in names:
        event = CommandLookupEventArgs(one)
        session.services[NOT_FOUND] = None  # the action's own commands are not looked up so
        try:
            action.call(one, event)
        finally:
            session.services[NOT_FOUND] = action
        if event.Command is not None:
            return event.Command  # type: ignore[no-any-return]
    return None


TYPES = {cls.ps_type.full_name: cls for cls in (CommandInvocationIntrinsics, CommandLookupEventArgs, LocationChangedEventArgs)}
