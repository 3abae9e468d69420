"""What lstat says of a file: the UnixStat of items, behind the columns UnixMode, User, Group and Size of a listing."""

from __future__ import annotations

import os
import stat
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64

_NAME = "System.Management.Automation.Platform+Unix+CommonStat"
_KINDS = (
    (stat.S_ISDIR, "Directory"),
    (stat.S_ISLNK, "SymbolicLink"),
    (stat.S_ISFIFO, "NamedPipe"),
    (stat.S_ISSOCK, "Socket"),
    (stat.S_ISBLK, "BlockDevice"),
    (stat.S_ISCHR, "CharacterDevice"),
)


class CommonStat(DotNetObject):
    """One file's state; looked up when first asked for, so that a listing that shows none of it stays quick."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = (
        "Inode Mode UserId GroupId HardlinkCount Size AccessTime ModifiedTime StatusChangeTime BlockSize DeviceId NumberOfBlocks ItemType IsSetUid "
        "IsSetGid IsSticky"
    )
    SIGNATURES = (
        "long Inode", "int Mode", "int UserId", "int GroupId", "int HardlinkCount", "long Size", "datetime AccessTime", "datetime ModifiedTime",
        "datetime StatusChangeTime", "long BlockSize", "int DeviceId", "int NumberOfBlocks", "System.Object ItemType", "bool IsSetUid",
        "bool IsSetGid", "bool IsSticky", "string GetModeString()", "string GetUserName()", "string GetGroupName()",
    )  # fmt: skip
    __slots__ = ("_found", "path", "session")

    def __init__(self, session: Any, path: str) -> None:
        super().__init__()
        self.session = session
        self.path = path
        self._found: os.stat_result | None = None

    def _stat(self) -> os.stat_result:
        if self._found is None:
            try:
                self._found = self.session.services["files"].raw_status(self.path)
            except OSError as error:
                from pwsh_emu.runtime.types.files import io_error

                raise io_error(error, self.path) from None
        return self._found

    @property
    def Inode(self) -> Int64:
        return Int64(self._stat().st_ino)

    @property
    def Mode(self) -> int:
        return stat.S_IMODE(self._stat().st_mode)

    @property
    def UserId(self) -> int:
        return self._stat().st_uid

    @property
    def GroupId(self) -> int:
        return self._stat().st_gid

    @property
    def HardlinkCount(self) -> int:
        return self._stat().st_nlink

    @property
    def Size(self) -> Int64:
        return Int64(self._stat().st_size)

    def _time(self, seconds: float) -> Any:
        from pwsh_emu.runtime.types.datetimes import from_unix

        return from_unix(seconds)

    @property
    def AccessTime(self) -> Any:
        return self._time(self._stat().st_atime)

    @property
    def ModifiedTime(self) -> Any:
        return self._time(self._stat().st_mtime)

    @property
    def StatusChangeTime(self) -> Any:
        return self._time(self._stat().st_ctime)

    @property
    def BlockSize(self) -> Int64:
        return Int64(getattr(self._stat(), "st_blksize", None) or 4096)

    @property
    def DeviceId(self) -> int:
        return self._stat().st_dev & 0x7FFFFFFF

    @property
    def NumberOfBlocks(self) -> int:
        return getattr(self._stat(), "st_blocks", None) or 0

    @property
    def ItemType(self) -> str:
        mode = self._stat().st_mode
        return next((name for test, name in _KINDS if test(mode)), "File")

    @property
    def IsSetUid(self) -> bool:
        return bool(self._stat().st_mode & stat.S_ISUID)

    @property
    def IsSetGid(self) -> bool:
        return bool(self._stat().st_mode & stat.S_ISGID)

    @property
    def IsSticky(self) -> bool:
        return bool(self._stat().st_mode & stat.S_ISVTX)

    def GetModeString(self) -> str:
        return stat.filemode(self._stat().st_mode)

    def GetUserName(self) -> str:
        number = self._stat().st_uid
        try:
            import pwd

            return pwd.getpwuid(number).pw_name
        except (ImportError, KeyError):
            return str(number)

    def GetGroupName(self) -> str:
        number = self._stat().st_gid
        try:
            import grp

            return grp.getgrgid(number).gr_name
        except (ImportError, KeyError):
            return str(number)


TYPES = {_NAME: CommonStat}
