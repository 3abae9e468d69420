"""$ExecutionContext.SessionState.Path, Drive and Provider: paths, drives and providers from scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."


class _OfDrives(DotNetObject):
    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def _drives(self) -> Any:
        return self.session.services["drives"]

    @staticmethod
    def _guarded(look: Callable[[], Any]) -> Any:
        """Look something up and turn a provider's refusal into the exception that the .NET method throws."""
        try:
            return look()
        except Exception as error:
            exception = getattr(error, "exception", None)
            if exception is None or isinstance(error, PSError):
                raise
            raise NetException(exception.type_name, exception.message, **exception.data) from None


class PathIntrinsics(_OfDrives):
    """SessionState.Path."""

    PROPERTY_ORDER = "CurrentLocation CurrentFileSystemLocation"
    ps_type = builtin(_AUTOMATION + "PathIntrinsics")
    __slots__ = ()

    def get_CurrentLocation(self) -> Any:
        return self._drives.here.path_info()

    def get_CurrentFileSystemLocation(self) -> Any:
        return self.CurrentProviderLocation("FileSystem")

    def CurrentProviderLocation(self, provider: str) -> Any:
        drives = self._drives
        info = self._guarded(lambda: drives.provider_info(provider))
        if drives.here.info is info:
            return drives.here.path_info()
        return drives.locate(f"{provider}::{info.drives[0].current}").path_info()

    def GetUnresolvedProviderPathFromPSPath(self, path: str, provider: Any = None, drive: Any = None) -> str:
        place = self._located(path)
        if hasattr(provider, "value"):
            provider.value = place.info
        if hasattr(drive, "value"):
            drive.value = place.drive
        return str(place.path)

    def GetResolvedPSPathFromPSPath(self, path: str) -> Any:
        return PSArray([place.path_info() for place in self._expanded(path)], _AUTOMATION + "PathInfo")

    def GetResolvedProviderPathFromPSPath(self, path: str, provider: Any = None) -> Any:
        places = self._expanded(path)
        if hasattr(provider, "value") and places:
            provider.value = places[0].info
        return PSArray([place.path for place in places], "System.String")

    def GetResolvedProviderPathFromProviderPath(self, path: str, provider: str) -> Any:
        return PSArray([place.path for place in self._expanded(f"{provider}::{path}")], "System.String")

    def ParseParent(self, path: str, root: str) -> str:
        return path.rpartition("/")[0]

    def ParseChildName(self, path: str) -> str:
        return path.rstrip("/").rpartition("/")[2]

    def Combine(self, parent: str, child: str) -> str:
        return parent.rstrip("/") + "/" + child.lstrip("/")

    def NormalizeRelativePath(self, path: str, base: str) -> str:
        return os.path.relpath(str(self._located(path).path), str(self._located(base).path))

    def IsValid(self, path: str) -> bool:
        return bool(path) and "\0" not in path

    def IsProviderQualified(self, path: str) -> bool:
        return path.find("::") > 0

    def IsPSAbsolute(self, path: str, drive: Any) -> bool:
        name, colon, _ = path.partition(":")
        if path[:1] in ("/", "\\"):
            drive.value = "/"
        elif colon and name and "/" not in name and "\\" not in name and "::" not in path:
            drive.value = name
        else:
            return False
        return True

    def SetLocation(self, path: str) -> Any:
        self._drives.go(self._expanded(path)[0])
        return self.get_CurrentLocation()

    def PushCurrentLocation(self, stack: str) -> None:
        self._drives.stacks.setdefault(stack or self._drives.stack_name, []).append(self._drives.here)

    def PopLocation(self, stack: str) -> Any:
        places = self._drives.stacks.get(stack or self._drives.stack_name)
        if not places:
            return None
        self._drives.go(places.pop())
        return self.get_CurrentLocation()

    def _located(self, path: str) -> Any:
        return self._guarded(lambda: self._drives.locate(path))

    def _expanded(self, path: str) -> Any:
        return self._guarded(lambda: list(self._drives.expand(path)))


class DriveManagementIntrinsics(_OfDrives):
    """SessionState.Drive."""

    ps_type = builtin(_AUTOMATION + "DriveManagementIntrinsics")
    SIGNATURES = (
        _AUTOMATION + "PSDriveInfo Current", _AUTOMATION + "PSDriveInfo Get(string driveName)",
        f"System.Collections.ObjectModel.Collection[{_AUTOMATION}PSDriveInfo] GetAll()",
        f"System.Collections.ObjectModel.Collection[{_AUTOMATION}PSDriveInfo] GetAllForProvider(string providerName)",
    )  # fmt: skip
    __slots__ = ()

    @property
    def Current(self) -> Any:
        return self._drives.here.drive

    def Get(self, name: str) -> Any:
        found = self._drives.find(name)
        if found is None:
            self._guarded(lambda: self._drives.locate(name + ":"))
        return found

    def GetAll(self) -> Any:
        return PSArray(self._drives.all(), _AUTOMATION + "PSDriveInfo")

    def GetAllForProvider(self, provider: str) -> Any:
        info = self._guarded(lambda: self._drives.provider_info(provider))
        return PSArray(info.drives, _AUTOMATION + "PSDriveInfo")


class CmdletProviderManagementIntrinsics(_OfDrives):
    """SessionState.Provider."""

    ps_type = builtin(_AUTOMATION + "CmdletProviderManagementIntrinsics")
    SIGNATURES = (
        f"System.Collections.ObjectModel.Collection[{_AUTOMATION}ProviderInfo] Get(string name)",
        _AUTOMATION + "ProviderInfo GetOne(string name)",
        f"System.Collections.Generic.IEnumerable[{_AUTOMATION}ProviderInfo] GetAll()",
    )  # fmt: skip
    __slots__ = ()

    def GetOne(self, name: str) -> Any:
        return self._guarded(lambda: self._drives.provider_info(name))

    def Get(self, name: str) -> Any:
        return PSArray([self.GetOne(name)], _AUTOMATION + "ProviderInfo")

    def GetAll(self) -> Any:
        return PSArray(self._drives.infos, _AUTOMATION + "ProviderInfo")


TYPES = {cls.ps_type.full_name: cls for cls in (PathIntrinsics, DriveManagementIntrinsics, CmdletProviderManagementIntrinsics)}
