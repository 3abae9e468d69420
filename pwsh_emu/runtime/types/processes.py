"""System.Diagnostics.Process: the shell's own process, which is the only one there is to see."""

from __future__ import annotations

import os
import time
from typing import Any, ClassVar

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.types.timespans import TICKS_PER_SECOND, TimeSpan
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64, PSArray

NAME = "pwsh"
_RECEIVED = "System.Diagnostics.DataReceivedEventHandler"
_started = time.time()  # of the process, whose fact it is and no session's


class ProcessModule(DotNetObject):
    """System.Diagnostics.ProcessModule: the program that runs."""

    ps_type = builtin("System.Diagnostics.ProcessModule")
    SIGNATURES = ("string FileName", "string ModuleName", "int ModuleMemorySize", "System.Object FileVersionInfo", "string ToString()")
    ModuleMemorySize = 0
    FileVersionInfo = None
    ModuleName = NAME
    FileName = "/opt/microsoft/powershell/7/pwsh"

    def ToString(self) -> str:
        return f"System.Diagnostics.ProcessModule ({NAME})"


class Process(DotNetObject):
    """The process of the shell."""

    ps_type = builtin("System.Diagnostics.Process")
    PROPERTY_ORDER = (
        "SafeHandle Handle BasePriority ExitCode HasExited StartTime ExitTime Id MachineName MaxWorkingSet MinWorkingSet Modules "
        "NonpagedSystemMemorySize64 NonpagedSystemMemorySize PagedMemorySize64 PagedMemorySize PagedSystemMemorySize64 PagedSystemMemorySize "
        "PeakPagedMemorySize64 PeakPagedMemorySize PeakWorkingSet64 PeakWorkingSet PeakVirtualMemorySize64 PeakVirtualMemorySize "
        "PriorityBoostEnabled PriorityClass PrivateMemorySize64 PrivateMemorySize ProcessName ProcessorAffinity SessionId StartInfo Threads "
        "HandleCount VirtualMemorySize64 VirtualMemorySize EnableRaisingEvents StandardInput StandardOutput StandardError WorkingSet64 WorkingSet "
        "SynchronizingObject MainModule PrivilegedProcessorTime TotalProcessorTime UserProcessorTime MainWindowHandle MainWindowTitle Responding "
        "Site Container"
    )
    EVENTS: ClassVar[dict[str, str]] = {
        "Disposed": "System.EventHandler Disposed(System.Object, System.EventArgs)",
        "ErrorDataReceived": f"{_RECEIVED} ErrorDataReceived(System.Object, System.Diagnostics.DataReceivedEventArgs)",
        "Exited": "System.EventHandler Exited(System.Object, System.EventArgs)",
        "OutputDataReceived": f"{_RECEIVED} OutputDataReceived(System.Object, System.Diagnostics.DataReceivedEventArgs)",
    }
    __slots__ = ()
    ProcessName = NAME
    MachineName = "."
    MainWindowTitle = ""
    HasExited = False
    Responding = True
    EnableRaisingEvents = False
    BasePriority = 0
    SynchronizingObject = Site = Container = None
    PriorityBoostEnabled = False

    @property
    def Id(self) -> int:
        return os.getpid()

    @property
    def SessionId(self) -> int:
        return os.getsid(0) if hasattr(os, "getsid") else 0

    @property
    def HandleCount(self) -> int:
        try:
            return len(os.listdir("/proc/self/fd"))
        except OSError:
            return 0

    # --- memory ---
    @property
    def WorkingSet64(self) -> Int64:
        from pwsh_emu.runtime.processmemory import resident

        return Int64(resident())

    @property
    def WorkingSet(self) -> int:
        return int(self.WorkingSet64) & 0x7FFFFFFF

    PeakWorkingSet64 = WorkingSet64
    PeakWorkingSet = WorkingSet
    PrivateMemorySize64 = WorkingSet64
    PrivateMemorySize = WorkingSet

    @property
    def VirtualMemorySize64(self) -> Int64:
        from pwsh_emu.runtime.processmemory import mapped

        return Int64(mapped() or 0)

    PeakVirtualMemorySize64 = VirtualMemorySize64

    @property
    def VirtualMemorySize(self) -> int:
        return int(self.VirtualMemorySize64) & 0x7FFFFFFF

    PeakVirtualMemorySize = VirtualMemorySize
    PagedMemorySize64 = PeakPagedMemorySize64 = NonpagedSystemMemorySize64 = PagedSystemMemorySize64 = Int64(0)
    PagedMemorySize = PeakPagedMemorySize = NonpagedSystemMemorySize = PagedSystemMemorySize = 0

    # --- time ---
    @property
    def StartTime(self) -> Any:
        from pwsh_emu.runtime.types.datetimes import from_unix

        return from_unix(_started)

    @property
    def UserProcessorTime(self) -> TimeSpan:
        return TimeSpan(int(os.times().user * TICKS_PER_SECOND))

    @property
    def PrivilegedProcessorTime(self) -> TimeSpan:
        return TimeSpan(int(os.times().system * TICKS_PER_SECOND))

    @property
    def TotalProcessorTime(self) -> TimeSpan:
        return TimeSpan(int(time.process_time() * TICKS_PER_SECOND))

    # --- the rest ---
    @property
    def PriorityClass(self) -> Any:
        return enumeration("System.Diagnostics.ProcessPriorityClass").named("Normal")

    @property
    def MainModule(self) -> ProcessModule:
        return ProcessModule()

    @property
    def Modules(self) -> Any:
        return PSArray([ProcessModule()], "System.Diagnostics.ProcessModule")

    @property
    def ExitCode(self) -> int:
        raise NetException("System.InvalidOperationException", "Process must exit before requested information can be determined.")

    ExitTime = ExitCode

    def Refresh(self) -> None:
        """Do nothing: every property is read when it is asked for."""

    Close = Dispose = Refresh

    def WaitForExit(self, milliseconds: int = 0) -> bool:
        return False

    def Kill(self, *rest: Any) -> None:
        raise NetException("System.NotSupportedException", "Stopping a process is not supported by this emulator yet: native programs are never run.")

    CloseMainWindow = Kill

    def ToString(self) -> str:
        return f"System.Diagnostics.Process ({NAME})"

    def __str__(self) -> str:
        return self.ToString()

    # --- statics ---
    @staticmethod
    def static_GetCurrentProcess() -> Process:
        return Process()

    @staticmethod
    def static_GetProcesses(*machine: str) -> Any:
        return PSArray([Process()], "System.Diagnostics.Process")

    @staticmethod
    def static_GetProcessesByName(name: str, *machine: str) -> Any:
        return PSArray([Process()] if name.lower() == NAME else [], "System.Diagnostics.Process")

    @staticmethod
    def static_GetProcessById(number: int, *machine: str) -> Process:
        if number != os.getpid():
            raise NetException("System.ArgumentException", f"Process with an Id of {number} is not running.")
        return Process()

    @staticmethod
    def static_Start(*arguments: Any) -> Process:
        raise NetException("System.NotSupportedException", "Starting a process is not supported by this emulator yet: native programs are never run.")


TYPES: dict[str, type] = {"System.Diagnostics.Process": Process, "System.Diagnostics.ProcessModule": ProcessModule}
