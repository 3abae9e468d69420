"""Set-PSBreakpoint and its family, Set-PSDebug and Wait-Debugger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.debugger import Debugger, Stop, debugger_of
from pwsh_emu.runtime.types.breakpoints import Breakpoint, CommandBreakpoint, LineBreakpoint, VariableBreakpoint
from pwsh_emu.runtime.values import PSObject


class _DebugCmdlet(Cmdlet):
    @property
    def debugger(self) -> Debugger:
        return debugger_of(self.session)

    def scripts(self, paths: Any) -> Iterator[str]:
        """Yield the script files that paths name; those that cannot have breakpoints are errors."""
        from pwsh_emu.providers.base import ProviderError

        drives = self.session.services["drives"]
        for path in as_list(paths):
            try:
                places = list(drives.expand(str(path)))
            except ProviderError as error:
                self.write_error(error.record)
                continue
            for place in places:
                found = str(place.path)
                if not self.session.services["files"].exists(found):
                    message = f"File '{found}' does not exist."
                    exception = "System.ArgumentException"
                    self.write_error(self.error(exception, message, "NewPSBreakpoint:FileDoesNotExist", "InvalidArgument"))
                elif not found.lower().endswith((".ps1", ".psm1")):
                    message = f"Cannot set breakpoint on file '{found}'; only *.ps1 and *.psm1 files are valid."
                    exception = "System.ArgumentException"
                    self.write_error(self.error(exception, message, f"{self.info.name.replace('-', '')}:WrongExtension", "InvalidArgument"))
                else:
                    yield found

    def not_found(self, number: int) -> None:
        message = f"There is no breakpoint with ID '{number}'."
        self.write_error(self.error("System.ArgumentException", message, "PSBreakpoint:BreakpointIdNotFound", "InvalidArgument"))


@implements("Set-PSBreakpoint")
class SetPSBreakpoint(_DebugCmdlet):
    """Sets a breakpoint on a line, command, or variable."""

    Script: Any = None
    Line: Any = None
    Column: Any = 0
    Command: Any = None
    Variable: Any = None
    Mode: Any = "Write"
    Action: Any = None

    def process(self) -> None:
        scripts: list[str | None] = [None] if self.Script is None else list(self.scripts(self.Script))
        for script in scripts:
            for breakpoint in self._made(script):
                self.debugger.add(breakpoint)
                self.write(breakpoint)

    def _made(self, script: str | None) -> Iterator[Breakpoint]:
        if self.parameter_set == "Command":
            for name in as_list(self.Command):
                yield CommandBreakpoint(script, str(name), self.Action)
        elif self.parameter_set == "Variable":
            for name in as_list(self.Variable):
                yield VariableBreakpoint(script, str(name), str(self.Mode), self.Action)
        else:
            assert script is not None
            for line in as_list(self.Line):
                if int(line) < 1:
                    message = "Line cannot be less than 1."
                    self.write_error(self.error("System.ArgumentException", message, "SetPSBreakpoint:LineLessThanOne", "InvalidArgument"))
                else:
                    yield LineBreakpoint(script, int(line), int(self.Column), self.Action)


@implements("Get-PSBreakpoint")
class GetPSBreakpoint(_DebugCmdlet):
    """Gets the breakpoints that are set in the current session."""

    Script: Any = None
    Command: Any = None
    Variable: Any = None
    Type: Any = None
    Id: Any = None

    def process(self) -> None:
        found = sorted(self.debugger.breakpoints.values(), key=lambda one: one.Id)
        if self.Id is not None:
            for number in as_list(self.Id):
                known = self.debugger.breakpoints.get(int(number))
                if known is None:
                    self.not_found(int(number))
                else:
                    self.write(known)
            return
        if self.Command is not None:
            names = {str(one).lower() for one in as_list(self.Command)}
            found = [one for one in found if isinstance(one, CommandBreakpoint) and one.Command.lower() in names]
        elif self.Variable is not None:
            names = {str(one).lower() for one in as_list(self.Variable)}
            found = [one for one in found if isinstance(one, VariableBreakpoint) and one.Variable.lower() in names]
        elif self.Type is not None:
            kinds = {str(one) for one in as_list(self.Type)}
            found = [one for one in found if type(one).__name__.removesuffix("Breakpoint") in kinds]
        if self.Script is not None:
            files = {str(self.session.services["drives"].locate(str(path)).path) for path in as_list(self.Script)}
            found = [one for one in found if one.Script in files]
        self.write_all(found)


class _ChangeCmdlet(_DebugCmdlet):
    """Takes breakpoints as objects or by id."""

    Breakpoint: Any = None
    Id: Any = None
    PassThru = False

    def process(self) -> None:
        for breakpoint in self._chosen():
            if self.should_process(str(breakpoint)):
                self.change(breakpoint)
                self.debugger.update()
                if self.PassThru:
                    self.write(breakpoint)

    def _chosen(self) -> Iterator[Any]:
        if self.Breakpoint is not None:
            for one in as_list(self.Breakpoint):
                yield one.base if type(one) is PSObject else one
            return
        for number in as_list(self.Id):
            known = self.debugger.breakpoints.get(int(number))
            if known is None:
                self.not_found(int(number))
            else:
                yield known

    def change(self, breakpoint: Any) -> None:
        raise NotImplementedError


@implements("Remove-PSBreakpoint")
class RemovePSBreakpoint(_ChangeCmdlet):
    """Deletes breakpoints from the current console."""

    def change(self, breakpoint: Any) -> None:
        self.debugger.breakpoints.pop(breakpoint.Id, None)


@implements("Enable-PSBreakpoint")
class EnablePSBreakpoint(_ChangeCmdlet):
    """Enables the breakpoints in the current console."""

    def change(self, breakpoint: Any) -> None:
        breakpoint.Enabled = True


@implements("Disable-PSBreakpoint")
class DisablePSBreakpoint(_ChangeCmdlet):
    """Disables the breakpoints in the current console."""

    def change(self, breakpoint: Any) -> None:
        breakpoint.Enabled = False


@implements("Set-PSDebug")
class SetPSDebug(_DebugCmdlet):
    """Turns script debugging features on and off, sets the trace level, and toggles strict mode."""

    Trace: Any = None
    Step = False
    Strict = False
    Off = False

    def begin(self) -> None:
        debugger = self.debugger
        if self.Off:
            debugger.trace_level = 0
            debugger.asks = False
            self.session.global_scope.strict = 0
        else:
            if self.Trace is not None:
                debugger.trace_level = int(self.Trace)
            if "Step" in self.bound:
                debugger.asks = bool(self.Step)
                debugger.trace_level = debugger.trace_level or int(bool(self.Step))
            if "Strict" in self.bound:
                self.session.global_scope.strict = 1 if self.Strict else 0
        debugger.update()


@implements("Wait-Debugger")
class WaitDebugger(_DebugCmdlet):
    """Stops a script in the debugger before running the next statement in the script."""

    def end(self) -> None:
        from pwsh_emu.runtime.trapping import running_positions

        positions = running_positions(self.session)
        if positions:
            frame, extent = positions[0]
            self.debugger.stop(Stop(frame, extent, []))
