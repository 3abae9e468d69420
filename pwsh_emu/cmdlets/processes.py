"""Get-Process, Stop-Process, Wait-Process, Debug-Process and Start-Process: the shell's own process is all there is, and no program is started."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.types.processes import NAME, Process
from pwsh_emu.runtime.wildcard import WildcardPattern

_EXCEPTION = "Microsoft.PowerShell.Commands.ProcessCommandException"


def never_run(cmdlet: Cmdlet, what: str) -> PSError:
    """Return the error of what would need other programs."""
    message = f"{what} is not supported by this emulator yet: native programs are never run."
    exception = "System.Management.Automation.PSNotSupportedException"
    return cmdlet.terminate(cmdlet.error(exception, message, "NotSupportedByEmulator", "NotImplemented"))


class _ProcessCmdlet(Cmdlet):
    """Finds processes by name, id or as given."""

    Name: Any = None
    Id: Any = None
    InputObject: Any = None

    def found(self) -> list[Process]:
        if self.InputObject is not None:
            return [getattr(one, "base", one) for one in as_list(self.InputObject)]
        own = Process()
        if self.Id is not None:
            return [own for number in as_list(self.Id) if self._is_own(int(number), own)]
        if self.Name is None:
            return [own]
        result: list[Process] = []
        for name in as_list(self.Name):
            if WildcardPattern(str(name), True).matches(NAME):
                result = [own]
            elif not has_wildcard(str(name)):
                message = f'Cannot find a process with the name "{name}". Verify the process name and call the cmdlet again.'
                self.write_error(self.error(_EXCEPTION, message, "NoProcessFoundForGivenName", "ObjectNotFound", name))
        return result

    def _is_own(self, number: int, own: Process) -> bool:
        if number == own.Id:
            return True
        message = f"Cannot find a process with the process identifier {number}."
        self.write_error(self.error(_EXCEPTION, message, "NoProcessFoundForGivenId", "ObjectNotFound", number))
        return False


@implements("Get-Process")
class GetProcess(_ProcessCmdlet):
    """Gets the processes that are running on the local computer."""

    Module = False
    FileVersionInfo = False
    IncludeUserName = False

    def process(self) -> None:
        for process in self.found():
            if self.Module:
                self.write(process.MainModule)
            elif self.FileVersionInfo:
                self.write(process.MainModule.FileVersionInfo)
            elif self.IncludeUserName:
                self.write(self._with_user(process))
            else:
                self.write(process)

    @staticmethod
    def _with_user(process: Process) -> Any:
        from pwsh_emu.runtime.records import user_name

        process.extended = {"UserName": user_name()}
        process.added_type_names = ["System.Diagnostics.Process#IncludeUserName"]
        return process


@implements("Stop-Process")
class StopProcess(_ProcessCmdlet):
    """Stops one or more running processes."""

    PassThru = False
    Force = False

    def process(self) -> None:
        for process in self.found():
            if self.should_process(f"{process.ProcessName} ({process.Id})"):
                raise never_run(self, "Stop-Process")


@implements("Wait-Process")
class WaitProcess(_ProcessCmdlet):
    """Waits for the processes to be stopped before accepting more input."""

    Timeout: Any = None
    PassThru = False

    def process(self) -> None:
        if self.found():
            raise never_run(self, "Wait-Process for the shell itself")


@implements("Debug-Process")
class DebugProcess(_ProcessCmdlet):
    """Debugs one or more processes running on the local computer."""

    def process(self) -> None:
        for process in self.found():
            if self.should_process(f"{process.ProcessName} ({process.Id})"):
                raise never_run(self, "Debug-Process")


@implements("Start-Process")
class StartProcess(Cmdlet):
    """Starts one or more processes on the local computer."""

    FilePath: Any = None
    ArgumentList: Any = None

    def begin(self) -> None:
        words = [str(one) for one in (self.FilePath, *as_list(self.ArgumentList)) if one is not None]
        if self.should_process(" ".join(words)):
            raise never_run(self, "Start-Process")
