"""Environment, Stopwatch, GC, Activator, Thread and what else tells about the machine, kept within the sandbox."""

from __future__ import annotations

import os
import time
from collections.abc import MutableMapping
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.records import user_name
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.types.paths import process_folder
from pwsh_emu.runtime.types.timespans import TimeSpan, seconds_of
from pwsh_emu.runtime.typesystem import DotNetObject, EnumType
from pwsh_emu.runtime.values import Hashtable, Int64, PSArray


class OperatingSystem(DotNetObject):
    """System.OperatingSystem."""

    ps_type = builtin("System.OperatingSystem")
    SIGNATURES = (
        "System.PlatformID Platform",
        "string ServicePack",
        "version Version",
        "string VersionString",
        "static bool IsWindows()",
        "static bool IsLinux()",
        "static bool IsMacOS()",
    )
    PROPERTY_ORDER = "Platform ServicePack Version VersionString"
    __slots__ = ()

    @property
    def Platform(self) -> Any:
        found = builtin("System.PlatformID")
        return found.named("Unix") if isinstance(found, EnumType) else "Unix"

    @property
    def ServicePack(self) -> str:
        return ""

    @property
    def Version(self) -> Any:
        from pwsh_emu.runtime.types.versions import Version

        numbers = [int(part) if part.isdigit() else 0 for part in os.uname().release.split("-")[0].split(".")[:3]]
        return Version(*numbers, *[0] * (4 - len(numbers)))

    @property
    def VersionString(self) -> str:
        return f"Unix {self.Version}"

    def __str__(self) -> str:
        return self.VersionString

    static_IsWindows = staticmethod(lambda: False)
    static_IsLinux = staticmethod(lambda: True)
    static_IsMacOS = staticmethod(lambda: False)


def variables(session: Any) -> MutableMapping[str, str]:
    """Return the environment that the session's provider of variables works on."""
    own: MutableMapping[str, str] | None = session.services.get("environment")
    return own or os.environ


class EnvironmentMembers:
    """Static members of System.Environment."""

    static_get_NewLine = staticmethod(lambda: "\n")
    static_get_MachineName = staticmethod(lambda: os.uname().nodename.partition(".")[0])
    static_get_UserName = staticmethod(user_name)
    static_get_UserDomainName = staticmethod(lambda: os.uname().nodename.partition(".")[0])
    static_get_UserInteractive = staticmethod(lambda: True)
    static_get_ProcessorCount = staticmethod(lambda: os.cpu_count() or 1)
    static_get_OSVersion = staticmethod(lambda: OperatingSystem())
    static_get_Is64BitProcess = static_get_Is64BitOperatingSystem = staticmethod(lambda: True)
    static_get_IsPrivilegedProcess = staticmethod(lambda: False)
    static_get_CurrentManagedThreadId = staticmethod(lambda: 1)
    static_get_HasShutdownStarted = staticmethod(lambda: False)
    static_get_ProcessId = staticmethod(os.getpid)
    static_get_ProcessPath = staticmethod(lambda: None)
    static_get_SystemDirectory = staticmethod(lambda: "")
    static_get_SystemPageSize = staticmethod(lambda: 4096)
    static_get_CommandLine = staticmethod(lambda: "pwsh")
    static_get_ExitCode = staticmethod(lambda: 0)
    static_get_StackTrace = staticmethod(lambda: "")
    static_get_WorkingSet = staticmethod(lambda: 0)
    static_get_TickCount = staticmethod(lambda: int(time.monotonic() * 1000) & 0x7FFFFFFF)
    static_get_TickCount64 = staticmethod(lambda: int(time.monotonic() * 1000))

    @staticmethod
    def static_get_Version() -> Any:
        from pwsh_emu.runtime.types.versions import Version

        return Version(10, 0, 12)

    @staticmethod
    @with_session
    def static_get_CurrentDirectory(session: Any) -> str:
        return process_folder(session)

    @staticmethod
    @with_session
    def static_set_CurrentDirectory(session: Any, path: str) -> None:
        from pwsh_emu.runtime.types.files import DirectoryMembers

        DirectoryMembers.static_SetCurrentDirectory(session, path)

    @staticmethod
    @with_session
    def static_GetEnvironmentVariable(session: Any, name: str | None, target: Any = None) -> str | None:
        if name is None:
            raise failures.null("variable")
        return variables(session).get(name)

    @staticmethod
    @with_session
    def static_SetEnvironmentVariable(session: Any, name: str | None, value: str | None, target: Any = None) -> None:
        if name is None:
            raise failures.null("variable")
        if not name:
            raise failures.argument("String cannot be of zero length.", "variable")
        if "=" in name:
            raise failures.argument("Environment variable name cannot contain equal character.", "variable")
        if not value:
            variables(session).pop(name, None)
        else:
            variables(session)[name] = value

    @staticmethod
    @with_session
    def static_GetEnvironmentVariables(session: Any, target: Any = None) -> Hashtable:
        return Hashtable(variables(session).items(), sensitive=True)

    @staticmethod
    @with_session
    def static_ExpandEnvironmentVariables(session: Any, text: str) -> str:
        import re

        found = variables(session)
        return re.sub(r"%([^%]+)%", lambda match: found.get(match[1], match[0]), text)

    @staticmethod
    @with_session
    def static_GetFolderPath(session: Any, folder: Any, option: Any = None) -> str:
        home = os.environ.get("HOME", "/")
        return {
            "UserProfile": home, "ApplicationData": f"{home}/.config", "LocalApplicationData": f"{home}/.local/share",
            "Desktop": f"{home}/Desktop", "DesktopDirectory": f"{home}/Desktop",
            "MyDocuments": f"{home}/Documents", "Personal": f"{home}/Documents", "CommonApplicationData": "/usr/share",
        }.get(str(folder), "")  # fmt: skip

    @staticmethod
    def static_GetCommandLineArgs() -> list[str]:
        return ["pwsh"]

    @staticmethod
    def static_GetLogicalDrives() -> list[str]:
        return ["/"]

    @staticmethod
    @with_session
    def static_Exit(session: Any, code: int) -> None:
        from pwsh_emu.runtime.errors import ExitScript

        raise ExitScript(code)

    @staticmethod
    def static_FailFast(*arguments: Any) -> None:
        raise failures.unsupported("Environment.FailFast is not supported by this emulator.")


class Stopwatch(DotNetObject):
    """System.Diagnostics.Stopwatch."""

    ps_type = builtin("System.Diagnostics.Stopwatch")
    PROPERTY_ORDER = "IsRunning Elapsed ElapsedMilliseconds ElapsedTicks"
    __slots__ = ("_before", "_started")

    def __init__(self) -> None:
        super().__init__()
        self._before = 0
        self._started: int | None = None

    @staticmethod
    def new() -> Stopwatch:
        return Stopwatch()

    def _nanoseconds(self) -> int:
        return self._before + (time.perf_counter_ns() - self._started if self._started is not None else 0)

    def __str__(self) -> str:
        return str(self.Elapsed)

    @property
    def IsRunning(self) -> bool:
        return self._started is not None

    @property
    def Elapsed(self) -> TimeSpan:
        return TimeSpan(self._nanoseconds() // 100)

    @property
    def ElapsedMilliseconds(self) -> Int64:
        return Int64(self._nanoseconds() // 1_000_000)

    @property
    def ElapsedTicks(self) -> Int64:
        return Int64(self._nanoseconds())

    def Start(self) -> None:
        if self._started is None:
            self._started = time.perf_counter_ns()

    def Stop(self) -> None:
        self._before = self._nanoseconds()
        self._started = None

    def Reset(self) -> None:
        self._before, self._started = 0, None

    def Restart(self) -> None:
        self._before, self._started = 0, time.perf_counter_ns()

    @staticmethod
    def static_StartNew() -> Stopwatch:
        made = Stopwatch()
        made.Start()
        return made

    @staticmethod
    def static_GetTimestamp() -> int:
        return time.perf_counter_ns()

    @staticmethod
    def static_GetElapsedTime(start: int, end: int | None = None) -> TimeSpan:
        return TimeSpan(((time.perf_counter_ns() if end is None else end) - start) // 100)

    static_get_Frequency = staticmethod(lambda: Int64(1_000_000_000))
    static_get_IsHighResolution = staticmethod(lambda: True)


class GCMembers:
    """Static members of System.GC."""

    @staticmethod
    def static_Collect(*arguments: Any) -> None:
        """Do nothing: memory is the host's concern."""

    @staticmethod
    def static_GetTotalMemory(force: bool) -> int:
        return 50_000_000

    @staticmethod
    def static_WaitForPendingFinalizers() -> None:
        """Do nothing."""

    static_SuppressFinalize = static_KeepAlive = static_ReRegisterForFinalize = staticmethod(lambda value: None)
    static_get_MaxGeneration = staticmethod(lambda: 2)
    static_CollectionCount = staticmethod(lambda generation: 0)
    static_GetGeneration = staticmethod(lambda value: 0)


class ActivatorMembers:
    """Static members of System.Activator."""

    @staticmethod
    @with_session
    def static_CreateInstance(session: Any, literal: Any, *arguments: Any) -> Any:
        from pwsh_emu.runtime import members
        from pwsh_emu.runtime.errors import PSError, not_supported
        from pwsh_emu.runtime.values import TypeLiteral

        if literal is None:
            raise failures.null("type")
        if not isinstance(literal, TypeLiteral):
            raise not_supported("[System.Activator]::CreateInstance of a type in another assembly")
        ps_type = literal.of
        rest = list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], PSArray) else [one for one in arguments if one is not None]
        if ps_type.full_name == "System.String":
            raise NetException(
                "System.MissingMethodException",
                "Cannot dynamically create an instance of type 'System.String'. Reason: Uninitialized Strings cannot be created.",
            )
        try:
            return members.construct(session, ps_type, rest)
        except PSError as error:
            if error.record.error_id == "MethodCountCouldNotFindBest":
                if ps_type.is_abstract:
                    raise NetException(
                        "System.MissingMethodException",
                        f"Cannot dynamically create an instance of type '{ps_type.full_name}'. Reason: Cannot create an abstract class.",
                    ) from None
                raise NetException(
                    "System.MissingMethodException",
                    f"Cannot dynamically create an instance of type '{ps_type.full_name}'. Reason: No parameterless constructor defined.",
                ) from None
            inner = error.record.exception.inner or error.record.exception
            raise NetException(inner.type_name, inner.message) from None


class Thread(DotNetObject):
    """System.Threading.Thread: the only one there is."""

    ps_type = builtin("System.Threading.Thread")
    __slots__ = ("Name", "session")

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session
        self.Name = None

    @property
    def ManagedThreadId(self) -> int:
        return 1

    @property
    def IsAlive(self) -> bool:
        return True

    @property
    def IsBackground(self) -> bool:
        return False

    @property
    def CurrentCulture(self) -> Any:
        from pwsh_emu.runtime import culture as cultures

        return cultures.current(self.session)

    @CurrentCulture.setter
    def CurrentCulture(self, value: Any) -> None:
        from pwsh_emu.runtime import culture as cultures

        cultures.set_current(self.session, value)

    @property
    def CurrentUICulture(self) -> Any:
        from pwsh_emu.runtime import culture as cultures

        return cultures.current_ui(self.session)

    @CurrentUICulture.setter
    def CurrentUICulture(self, value: Any) -> None:
        from pwsh_emu.runtime import culture as cultures

        cultures.set_current_ui(self.session, value)

    @staticmethod
    @with_session
    def static_get_CurrentThread(session: Any) -> Thread:
        return Thread(session)

    @staticmethod
    @with_session
    def static_Sleep(session: Any, value: Any) -> None:
        milliseconds = value.ticks // 10_000 if isinstance(value, TimeSpan) else value
        if milliseconds < -1:
            raise failures.at_least("millisecondsTimeout", milliseconds, -1)
        from pwsh_emu.runtime.turns import pause

        pause(session, seconds_of(value))

    static_SpinWait = staticmethod(lambda count: None)
    static_Yield = staticmethod(lambda: False)


class MonitorMembers:
    """Static members of System.Threading.Monitor: one thread needs no locks."""

    SIGNATURES = (
        "static void Enter(System.Object obj)", "static void Exit(System.Object obj)", "static bool TryEnter(System.Object obj)",
        "static bool TryEnter(System.Object obj, int millisecondsTimeout)", "static bool IsEntered(System.Object obj)",
    )  # fmt: skip
    static_Enter = static_Exit = staticmethod(lambda obj: None)
    static_TryEnter = staticmethod(lambda obj, timeout=0: True)
    static_IsEntered = staticmethod(lambda obj: True)


class InterlockedMembers:
    """Static members of System.Threading.Interlocked."""

    SIGNATURES = (
        "static int Increment([ref] int location)", "static int Decrement([ref] int location)", "static int Add([ref] int location1, int value)",
        "static System.Object Exchange([ref] System.Object location1, System.Object value)",
        "static System.Object CompareExchange([ref] System.Object location1, System.Object value, System.Object comparand)",
        "static long Read([ref] long location)", "static int And([ref] int location1, int value)", "static int Or([ref] int location1, int value)",
        "static void MemoryBarrier()", "static void MemoryBarrierProcessWide()",
    )  # fmt: skip

    @staticmethod
    def static_Increment(reference: Any) -> Any:
        reference.value = reference.value + 1
        return reference.value

    @staticmethod
    def static_Decrement(reference: Any) -> Any:
        reference.value = reference.value - 1
        return reference.value

    @staticmethod
    def static_Add(reference: Any, value: Any) -> Any:
        reference.value = reference.value + value
        return reference.value

    @staticmethod
    def static_Exchange(reference: Any, value: Any) -> Any:
        old = reference.value
        reference.value = value
        return old

    @staticmethod
    def static_CompareExchange(reference: Any, value: Any, comparand: Any) -> Any:
        old = reference.value
        if same(old, comparand):
            reference.value = value
        return old

    @staticmethod
    def static_Read(reference: Any) -> Any:
        return reference.value

    @staticmethod
    def static_And(reference: Any, value: int) -> Any:
        old = reference.value
        reference.value = old & value
        return old

    @staticmethod
    def static_Or(reference: Any, value: int) -> Any:
        old = reference.value
        reference.value = old | value
        return old

    static_MemoryBarrier = static_MemoryBarrierProcessWide = staticmethod(lambda: None)


class RuntimeInformationMembers:
    """Static members of RuntimeInformation."""

    static_get_FrameworkDescription = staticmethod(lambda: ".NET 10.0.12")
    static_get_OSDescription = staticmethod(lambda: "Debian GNU/Linux 12 (bookworm)")
    static_get_RuntimeIdentifier = staticmethod(lambda: "linux-x64")
    static_get_OSArchitecture = static_get_ProcessArchitecture = staticmethod(lambda: "X64")

    @staticmethod
    def static_IsOSPlatform(platform: Any) -> bool:
        return str(platform).upper() == "LINUX"


class OSPlatform(DotNetObject):
    """System.Runtime.InteropServices.OSPlatform."""

    ps_type = builtin("System.Runtime.InteropServices.OSPlatform")
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OSPlatform) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name

    static_get_Linux = staticmethod(lambda: OSPlatform("LINUX"))
    static_get_Windows = staticmethod(lambda: OSPlatform("WINDOWS"))
    static_get_OSX = staticmethod(lambda: OSPlatform("OSX"))
    static_get_FreeBSD = staticmethod(lambda: OSPlatform("FREEBSD"))
    static_Create = staticmethod(lambda name: OSPlatform(name.upper()))


TYPES = {
    "System.Environment": EnvironmentMembers,
    "System.OperatingSystem": OperatingSystem,
    "System.Diagnostics.Stopwatch": Stopwatch,
    "System.GC": GCMembers,
    "System.Activator": ActivatorMembers,
    "System.Threading.Thread": Thread,
    "System.Threading.Monitor": MonitorMembers,
    "System.Threading.Interlocked": InterlockedMembers,
    "System.Runtime.InteropServices.RuntimeInformation": RuntimeInformationMembers,
    "System.Runtime.InteropServices.OSPlatform": OSPlatform,
}
