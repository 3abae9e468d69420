"""DriveInfo, and the types that stand behind the providers."""

from __future__ import annotations

import shutil
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import KnownType, builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64, PSArray

_COMMANDS = "Microsoft.PowerShell.Commands."
DECLARED = {
    f"{_COMMANDS}{name}Provider": KnownType([f"{_COMMANDS}{name}Provider", "class", "s", "System.Management.Automation", "System.Object", ""])
    for name in ("FileSystem", "Alias", "Environment", "Function", "Variable")
}


class DriveInfo(DotNetObject):
    """What is known of a mounted file system."""

    ps_type = builtin("System.IO.DriveInfo")
    PROPERTY_ORDER = "Name IsReady RootDirectory DriveType DriveFormat AvailableFreeSpace TotalFreeSpace TotalSize VolumeLabel"
    __slots__ = ("Name", "session")

    def __init__(self, session: Any, name: str) -> None:
        super().__init__()
        self.session = session
        self.Name = name

    @staticmethod
    @with_session
    def new(session: Any, name: str | None) -> DriveInfo:
        if not name:
            raise failures.null("driveName")
        return DriveInfo(session, name)

    @staticmethod
    @with_session
    def static_GetDrives(session: Any) -> PSArray:
        return PSArray([DriveInfo(session, "/")], "System.IO.DriveInfo")

    @property
    def IsReady(self) -> bool:
        return bool(self.session.services["files"].is_directory(self.Name))

    @property
    def RootDirectory(self) -> Any:
        from pwsh_emu.runtime.types.files import DirectoryInfo

        return DirectoryInfo(self.session, self.Name)

    @property
    def DriveType(self) -> Any:
        return "Fixed"

    @property
    def DriveFormat(self) -> str:
        return "ext3"

    def _usage(self) -> Any:
        try:
            return shutil.disk_usage(self.Name)
        except (OSError, UnicodeError):
            message = f"Could not find the drive '{self.Name}'. The drive might not be ready or might not be mapped."
            raise NetException("System.IO.DriveNotFoundException", message) from None

    @property
    def AvailableFreeSpace(self) -> Int64:
        return Int64(self._usage().free)

    @property
    def TotalFreeSpace(self) -> Int64:
        usage = self._usage()
        return Int64(usage.total - usage.used)

    @property
    def TotalSize(self) -> Int64:
        return Int64(self._usage().total)

    @property
    def VolumeLabel(self) -> str:
        return self.Name

    def ToString(self) -> str:
        return self.Name

    __str__ = ToString


class FileSystemProviderStatics:
    """What scripts reach of the FileSystem provider's class."""

    SIGNATURES = ("static string NameString(psobject instance)",)

    @staticmethod
    def static_NameString(instance: Any) -> str:
        from pwsh_emu.runtime.types.files import FileSystemInfo, name_text

        return name_text(instance) if isinstance(instance, FileSystemInfo) else ""


TYPES = {"System.IO.DriveInfo": DriveInfo, f"{_COMMANDS}FileSystemProvider": FileSystemProviderStatics}
