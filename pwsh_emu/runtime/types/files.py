"""FileInfo, DirectoryInfo, File and Directory: files through the session's ``files`` service only."""

from __future__ import annotations

import errno
import fnmatch
import os
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.text import code_units
from pwsh_emu.runtime.typedata import register_code
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.filetimes import PathStatusMembers
from pwsh_emu.runtime.types.paths import PathMembers, file_name, full_path, process_folder
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Byte, Int64, PSArray

READ_ONLY, HIDDEN, DIRECTORY, NORMAL, REPARSE_POINT = 1, 2, 16, 128, 1024
_F = TypeVar("_F", bound=Callable[..., Any])


def io_error(error: OSError, path: str) -> NetException:
    """Return .NET's exception for a failed file operation."""
    if error.errno in (errno.ENOENT,):
        parent = path.rpartition("/")[0] or "/"
        if not os.path.isdir(parent):
            return NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'.")
        return NetException("System.IO.FileNotFoundException", f"Could not find file '{path}'.", FileName=path)
    if error.errno == errno.ENOTDIR:
        return NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EISDIR, errno.EROFS):
        return NetException("System.UnauthorizedAccessException", f"Access to the path '{path}' is denied.")
    if error.errno == errno.EEXIST:
        return NetException("System.IO.IOException", f"The file '{path}' already exists.")
    if error.errno == errno.ENOTEMPTY:
        return NetException("System.IO.IOException", f"Directory not empty : '{path}'")
    return NetException("System.IO.IOException", f"{error.strerror or error} : '{path}'")


def _guarded(function: _F) -> _F:
    """Turn OSError into .NET's exceptions; the function takes the session and a path first."""

    @wraps(function)
    def run(session: Any, path: Any, *rest: Any) -> Any:
        try:
            return function(session, path, *rest)
        except OSError as error:
            shown = path if isinstance(path, str) else getattr(path, "FullName", "")
            raise io_error(error, full_path(session, shown) if shown else str(shown)) from None

    return with_session(run)  # type: ignore[return-value]


def _bytes(data: Any) -> bytes:
    if data is None:
        raise failures.null("bytes")
    return bytes(data)


def _files(session: Any) -> Any:
    return session.services["files"]


class FileSystemInfo(DotNetObject):
    """What FileInfo and DirectoryInfo share; the state is looked up when asked for."""

    __slots__ = ("FullName", "_status", "original", "session")

    def __init__(self, session: Any, path: str) -> None:
        super().__init__()
        self.session = session
        self.original = path
        made = full_path(session, path)
        self.FullName = made
        self._status: Any = None

    def status(self) -> Any:
        """Return the providers' FileStatus, None where nothing is there."""
        if self._status is None:
            try:
                self._status = _files(self.session).status(self.FullName.rstrip("/") or "/")
            except OSError:
                self._status = False
        return self._status or None

    def Refresh(self) -> None:
        self._status = None

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def __str__(self) -> str:
        return self.original

    @property
    def Name(self) -> str:
        return file_name(self.FullName.rstrip("/")) or "/"

    @property
    def Extension(self) -> str:
        name = self.Name
        at = name.rfind(".")
        return name[at:] if 0 <= at < len(name) - 1 else ""

    def _time(self, which: str) -> Any:
        from pwsh_emu.runtime.types.datetimes import UTC, DateTime, from_unix

        status = self.status()
        if status is None:
            return DateTime(504911232000000000, UTC).ToLocalTime()
        return from_unix(getattr(status, which))

    def _set_time(self, value: Any, **which: bool) -> None:
        ticks = value.ToUniversalTime().ticks
        seconds = (ticks - 621355968000000000) / 10_000_000
        files = _files(self.session)
        if which.get("accessed"):
            files.set_times(self.FullName, accessed=seconds)
        else:
            files.set_times(self.FullName, modified=seconds)
        self._status = None

    @property
    def CreationTime(self) -> Any:
        return self._time("created")

    @CreationTime.setter
    def CreationTime(self, value: Any) -> None:
        self._set_time(value)

    @property
    def CreationTimeUtc(self) -> Any:
        return self._time("created").ToUniversalTime()

    @CreationTimeUtc.setter
    def CreationTimeUtc(self, value: Any) -> None:
        self._set_time(value)

    @property
    def LastWriteTime(self) -> Any:
        return self._time("modified")

    @LastWriteTime.setter
    def LastWriteTime(self, value: Any) -> None:
        self._set_time(value)

    @property
    def LastWriteTimeUtc(self) -> Any:
        return self._time("modified").ToUniversalTime()

    @LastWriteTimeUtc.setter
    def LastWriteTimeUtc(self, value: Any) -> None:
        self._set_time(value)

    @property
    def LastAccessTime(self) -> Any:
        return self._time("accessed")

    @LastAccessTime.setter
    def LastAccessTime(self, value: Any) -> None:
        self._set_time(value, accessed=True)

    @property
    def LastAccessTimeUtc(self) -> Any:
        return self._time("accessed").ToUniversalTime()

    @LastAccessTimeUtc.setter
    def LastAccessTimeUtc(self, value: Any) -> None:
        self._set_time(value, accessed=True)

    @property
    def Attributes(self) -> int:
        status = self.status()
        if status is None:
            return -1
        flags = DIRECTORY if status.is_directory else 0
        if self.Name.startswith("."):
            flags |= HIDDEN
        if not status.mode & 0o222:
            flags |= READ_ONLY
        if status.link is not None:
            flags |= REPARSE_POINT
        return flags or NORMAL

    @Attributes.setter
    def Attributes(self, value: Any) -> None:
        status = self.status()
        if status is not None:
            mode = status.mode & 0o7777
            _files(self.session).set_mode(self.FullName, mode & ~0o222 if value.value & READ_ONLY else mode | 0o200)
            self._status = None

    @property
    def LinkTarget(self) -> Any:
        status = self.status()
        return status.link if status is not None else None

    @property
    def UnixFileMode(self) -> int:
        status = self.status()
        return status.mode & 0o7777 if status is not None else -1

    def mode_text(self) -> str:
        """Return the Mode column: d or -, archive, read-only, hidden, system, link."""
        flags = self.Attributes
        if flags == -1:
            return ""
        first = "l" if flags & REPARSE_POINT else "d" if flags & DIRECTORY else "-"
        return first + "-" + ("r" if flags & READ_ONLY else "-") + ("h" if flags & HIDDEN else "-") + "-"

    def ResolveLinkTarget(self, final: bool = False) -> Any:
        target = self.LinkTarget
        if target is None:
            return None
        return file_system_info(self.session, os.path.join(os.path.dirname(self.FullName), target))

    def ToString(self) -> str:
        return self.original


class FileInfo(FileSystemInfo):
    """System.IO.FileInfo."""

    ps_type = builtin("System.IO.FileInfo")
    PROPERTY_ORDER = (
        "Length DirectoryName Directory IsReadOnly FullName Extension Name Exists CreationTime CreationTimeUtc LastAccessTime LastAccessTimeUtc "
        "LastWriteTime LastWriteTimeUtc LinkTarget UnixFileMode Attributes"
    )
    __slots__ = ()

    @staticmethod
    @with_session
    def new(session: Any, path: str) -> FileInfo:
        if path is None:
            raise failures.null("fileName")
        return FileInfo(session, _given(path, "path"))

    @property
    def Exists(self) -> bool:
        status = self.status()
        return status is not None and not status.is_directory

    @property
    def Length(self) -> Int64:
        status = self.status()
        if status is None or status.is_directory:
            raise NetException("System.IO.FileNotFoundException", f"Could not find file '{self.FullName}'.")
        return Int64(status.size)

    @property
    def DirectoryName(self) -> str:
        return os.path.dirname(self.FullName)

    @property
    def Directory(self) -> DirectoryInfo:
        return DirectoryInfo(self.session, self.DirectoryName)

    @property
    def IsReadOnly(self) -> bool:
        status = self.status()
        return status is not None and not status.mode & 0o222

    @IsReadOnly.setter
    def IsReadOnly(self, value: bool) -> None:
        status = self.status()
        if status is not None:
            mode = status.mode & 0o7777
            _files(self.session).set_mode(self.FullName, mode & ~0o222 if value else mode | 0o200)
            self._status = None

    def Delete(self) -> None:
        FileMembers.static_Delete(self.session, self.FullName)
        self._status = None

    def CopyTo(self, target: str, overwrite: bool = False) -> FileInfo:
        FileMembers.static_Copy(self.session, self.FullName, target, overwrite)
        return FileInfo(self.session, target)

    def MoveTo(self, target: str, overwrite: bool = False) -> None:
        FileMembers.static_Move(self.session, self.FullName, target, overwrite)
        self.FullName = full_path(self.session, target)
        self._status = None

    def OpenText(self) -> Any:
        return FileMembers.static_OpenText(self.session, self.FullName)

    def CreateText(self) -> Any:
        return FileMembers.static_CreateText(self.session, self.FullName)

    def AppendText(self) -> Any:
        return FileMembers.static_AppendText(self.session, self.FullName)

    def OpenRead(self) -> Any:
        return FileMembers.static_OpenRead(self.session, self.FullName)

    def OpenWrite(self) -> Any:
        return FileMembers.static_OpenWrite(self.session, self.FullName)

    def Create(self) -> Any:
        return FileMembers.static_Create(self.session, self.FullName)


class DirectoryInfo(FileSystemInfo):
    """System.IO.DirectoryInfo."""

    ps_type = builtin("System.IO.DirectoryInfo")
    PROPERTY_ORDER = (
        "Parent Root FullName Extension Name Exists CreationTime CreationTimeUtc LastAccessTime LastAccessTimeUtc LastWriteTime LastWriteTimeUtc "
        "LinkTarget UnixFileMode Attributes"
    )
    __slots__ = ()

    @staticmethod
    @with_session
    def new(session: Any, path: str) -> DirectoryInfo:
        return DirectoryInfo(session, _given(path, "path"))

    @property
    def Exists(self) -> bool:
        status = self.status()
        return status is not None and bool(status.is_directory)

    @property
    def Parent(self) -> Any:
        path = self.FullName.rstrip("/")
        return DirectoryInfo(self.session, os.path.dirname(path)) if path else None

    @property
    def Root(self) -> DirectoryInfo:
        return DirectoryInfo(self.session, "/")

    def Create(self) -> None:
        DirectoryMembers.static_CreateDirectory(self.session, self.FullName)
        self._status = None

    def CreateSubdirectory(self, path: str) -> DirectoryInfo:
        return DirectoryMembers.static_CreateDirectory(self.session, f"{self.FullName}/{path}")  # type: ignore[no-any-return]

    def Delete(self, recursive: bool = False) -> None:
        DirectoryMembers.static_Delete(self.session, self.FullName, recursive)
        self._status = None

    def MoveTo(self, target: str) -> None:
        DirectoryMembers.static_Move(self.session, self.FullName, target)
        self.FullName = full_path(self.session, target)

    def GetFiles(self, pattern: str = "*", options: Any = None) -> PSArray:
        return PSArray(
            [FileInfo(self.session, path) for path in listing(self.session, self.FullName, pattern, options, "files")], "System.IO.FileInfo"
        )

    def GetDirectories(self, pattern: str = "*", options: Any = None) -> PSArray:
        return PSArray(
            [DirectoryInfo(self.session, path) for path in listing(self.session, self.FullName, pattern, options, "folders")],
            "System.IO.DirectoryInfo",
        )

    def GetFileSystemInfos(self, pattern: str = "*", options: Any = None) -> PSArray:
        return PSArray(
            [file_system_info(self.session, path) for path in listing(self.session, self.FullName, pattern, options, "all")],
            "System.IO.FileSystemInfo",
        )

    EnumerateFiles = GetFiles
    EnumerateDirectories = GetDirectories
    EnumerateFileSystemInfos = GetFileSystemInfos


def _given(path: str | None, name: str) -> str:
    if path is None:
        raise failures.null(name)
    if path == "":
        raise failures.argument("The value cannot be an empty string.", name)
    return path


def file_system_info(session: Any, path: str) -> FileSystemInfo:
    """Return the FileInfo or DirectoryInfo of what is at a path."""
    return DirectoryInfo(session, path) if _files(session).is_directory(path) else FileInfo(session, path)


def listing(session: Any, path: str, pattern: str, options: Any, which: str) -> list[str]:
    """Return the paths in a folder that match a pattern; all levels where SearchOption says so."""
    files = _files(session)
    folder = full_path(session, path)
    if not files.is_directory(folder):
        raise NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{folder}'.")
    deep = getattr(options, "value", 0) == 1
    found: list[str] = []
    for name in sorted(files.names(folder)):
        child = f"{folder.rstrip('/')}/{name}"
        is_folder = files.is_directory(child)
        if fnmatch.fnmatchcase(name, pattern.replace("[", "[[]")) and (which == "all" or (which == "folders") == is_folder):
            found.append(child)
        if deep and is_folder:
            found.extend(listing(session, child, pattern, options, which))
    return found


def decode_file(data: bytes, encoding: Any = None) -> str:
    """Return a file's text: a byte order mark decides, else the encoding, UTF-8 without one."""
    import codecs

    for mark, codec in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return code_units(data[len(mark) :].decode(codec, "replace"))
    return str(encoding.decode(data)) if encoding is not None else code_units(data.decode("utf-8", "replace"))


def encode_text(text: str | None, encoding: Any = None) -> bytes:
    """Return a text's bytes with the encoding's mark; UTF-8 without a mark where there is none."""
    if encoding is not None:
        return bytes(encoding.preamble + encoding.encode(text or ""))
    from pwsh_emu.runtime.types.encodings import UTF8

    return UTF8.encode(text or "")


def lines_of(text: str) -> list[str]:
    """Return a text's lines as StreamReader.ReadLine gives them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return lines


def _joined(lines: Iterable[Any]) -> str:
    return "".join(f"{line}\n" for line in lines)


class FileMembers(PathStatusMembers):
    """Static members of System.IO.File."""

    SIGNATURES: tuple[str, ...] = ()  # beside those that the data lists: without the arguments that may be left out

    @staticmethod
    @_guarded
    def static_ReadAllText(session: Any, path: str, encoding: Any = None) -> str:
        return decode_file(_files(session).read(full_path(session, path)), encoding)

    @staticmethod
    @_guarded
    def static_ReadAllLines(session: Any, path: str, encoding: Any = None) -> list[str]:
        return lines_of(decode_file(_files(session).read(full_path(session, path)), encoding))

    @staticmethod
    @_guarded
    def static_ReadLines(session: Any, path: str, encoding: Any = None) -> Any:
        return PSArray(lines_of(decode_file(_files(session).read(full_path(session, path)), encoding)), "System.String")

    @staticmethod
    @_guarded
    def static_ReadAllBytes(session: Any, path: str) -> list[Byte]:
        return [Byte(one) for one in _files(session).read(full_path(session, path))]

    @staticmethod
    @_guarded
    def static_WriteAllText(session: Any, path: str, text: str | None, encoding: Any = None) -> None:
        _files(session).write(full_path(session, path), encode_text(text, encoding))

    @staticmethod
    @_guarded
    def static_WriteAllLines(session: Any, path: str, lines: Any, encoding: Any = None) -> None:
        _files(session).write(full_path(session, path), encode_text(_joined(lines), encoding))

    @staticmethod
    @_guarded
    def static_WriteAllBytes(session: Any, path: str, data: Any) -> None:
        _files(session).write(full_path(session, path), _bytes(data))

    @staticmethod
    @_guarded
    def static_AppendAllText(session: Any, path: str, text: str | None, encoding: Any = None) -> None:
        _append(session, path, text or "", encoding)

    @staticmethod
    @_guarded
    def static_AppendAllLines(session: Any, path: str, lines: Any, encoding: Any = None) -> None:
        _append(session, path, _joined(lines), encoding)

    @staticmethod
    @_guarded
    def static_AppendAllBytes(session: Any, path: str, data: Any) -> None:
        full = full_path(session, path)
        files = _files(session)
        files.write(full, (files.read(full) if files.exists(full) else b"") + _bytes(data))

    @staticmethod
    @with_session
    def static_Exists(session: Any, path: str | None) -> bool:
        if not path:
            return False
        full = full_path(session, path)
        files = _files(session)
        return bool(files.exists(full)) and not files.is_directory(full) and not path.endswith("/")

    @staticmethod
    @_guarded
    def static_Delete(session: Any, path: str) -> None:
        full = full_path(session, path)
        files = _files(session)
        if files.is_directory(full):
            raise NetException("System.UnauthorizedAccessException", f"Access to the path '{full}' is denied.")
        if files.exists(full):
            files.remove(full)
        elif not files.is_directory(os.path.dirname(full)):
            raise NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{full}'.")

    @staticmethod
    @_guarded
    def static_Copy(session: Any, path: str, target: str, overwrite: bool = False) -> None:
        source, there = full_path(session, path), full_path(session, target)
        files = _files(session)
        if files.exists(there) and not overwrite:
            raise NetException("System.IO.IOException", f"The file '{there}' already exists.")
        files.copy(source, there)

    @staticmethod
    @_guarded
    def static_Move(session: Any, path: str, target: str, overwrite: bool = False) -> None:
        source, there = full_path(session, path), full_path(session, target)
        files = _files(session)
        if not files.exists(source):
            raise NetException("System.IO.FileNotFoundException", f"Could not find file '{source}'.")
        if files.exists(there) and not overwrite:
            raise NetException("System.IO.IOException", f"The file '{there}' already exists.")
        files.move(source, there)

    @staticmethod
    @with_session
    def static_GetAttributes(session: Any, path: str) -> int:
        return file_system_info(session, full_path(session, path)).Attributes

    @staticmethod
    @with_session
    def static_SetAttributes(session: Any, path: str, value: Any) -> None:
        file_system_info(session, full_path(session, path)).Attributes = value

    @staticmethod
    @_guarded
    def static_OpenText(session: Any, path: str) -> Any:
        from pwsh_emu.runtime.types.textio import StreamReader

        return StreamReader(decode_file(_files(session).read(full_path(session, path))))

    @staticmethod
    @_guarded
    def static_CreateText(session: Any, path: str) -> Any:
        from pwsh_emu.runtime.types.textio import StreamWriter

        return StreamWriter(file_stream(session, path, b""))

    @staticmethod
    @_guarded
    def static_AppendText(session: Any, path: str) -> Any:
        from pwsh_emu.runtime.types.textio import StreamWriter

        full = full_path(session, path)
        files = _files(session)
        stream = file_stream(session, path, files.read(full) if files.exists(full) else b"")
        stream.position = len(stream.data)
        return StreamWriter(stream)

    @staticmethod
    @_guarded
    def static_OpenRead(session: Any, path: str) -> Any:
        stream = file_stream(session, path, _files(session).read(full_path(session, path)))
        stream.writable = False
        return stream

    @staticmethod
    @_guarded
    def static_OpenWrite(session: Any, path: str) -> Any:
        full = full_path(session, path)
        files = _files(session)
        return file_stream(session, path, files.read(full) if files.exists(full) else b"")

    @staticmethod
    @_guarded
    def static_Create(session: Any, path: str, *rest: Any) -> Any:
        _files(session).write(full_path(session, path), b"")
        return file_stream(session, path, b"")

    @staticmethod
    @_guarded
    def static_Open(session: Any, path: str, mode: Any, *rest: Any) -> Any:
        """Open by FileMode: CreateNew 1, Create 2, Open 3, OpenOrCreate 4, Truncate 5, Append 6."""
        full = full_path(session, path)
        files = _files(session)
        there = files.exists(full)
        number = mode.value
        if number == 1 and there:
            raise NetException("System.IO.IOException", f"The file '{full}' already exists.")
        if number in (3, 5) and not there:
            raise NetException("System.IO.FileNotFoundException", f"Could not find file '{full}'.")
        stream = file_stream(session, path, files.read(full) if there and number in (3, 4, 6) else b"")
        if number == 6:
            stream.position = len(stream.data)
        return stream


def _append(session: Any, path: str, text: str, encoding: Any) -> None:
    full = full_path(session, path)
    files = _files(session)
    old = files.read(full) if files.exists(full) else b""
    if old and encoding is not None:
        files.write(full, old + encoding.encode(text))
    else:
        files.write(full, old + encode_text(text, encoding))


def file_stream(session: Any, path: str, data: bytes) -> Any:
    """Return a stream over a file's bytes that is written back when flushed or closed."""
    from pwsh_emu.runtime.types.streams import FileStream

    return FileStream(session, full_path(session, path), data)


def _asynchronous(name: str) -> Any:
    twin = getattr(FileMembers, f"static_{name}")

    @with_session
    def start(session: Any, *arguments: Any) -> Any:
        from pwsh_emu.runtime.types.tasks import completed

        return completed(lambda: twin(session, *arguments))

    return staticmethod(start)


_WRITTEN = {"Text": "string contents", "Lines": "System.Collections.Generic.IEnumerable[string] contents", "Bytes": "byte[] bytes"}
for _what, _parameter in _WRITTEN.items():
    for _name, _more in ((f"ReadAll{_what}", ""), (f"WriteAll{_what}", f", {_parameter}"), (f"AppendAll{_what}", f", {_parameter}")):
        setattr(FileMembers, f"static_{_name}Async", _asynchronous(_name))
        FileMembers.SIGNATURES += (f"static System.Threading.Tasks.Task {_name}Async(string path{_more})",)


class DirectoryMembers(PathStatusMembers):
    """Static members of System.IO.Directory."""

    @staticmethod
    @_guarded
    def static_CreateDirectory(session: Any, path: str, mode: Any = None) -> Any:
        full = full_path(session, path)
        _files(session).make_directories(full)
        return DirectoryInfo(session, full)

    @staticmethod
    @with_session
    def static_Exists(session: Any, path: str | None) -> bool:
        return bool(path) and bool(_files(session).is_directory(full_path(session, path)))

    @staticmethod
    @_guarded
    def static_Delete(session: Any, path: str, recursive: bool = False) -> None:
        full = full_path(session, path).rstrip("/")
        files = _files(session)
        if not files.is_directory(full):
            raise NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{full}'.")
        names = files.names(full)
        if names and not recursive:
            raise NetException("System.IO.IOException", f"Directory not empty : '{full}'")
        for name in names:
            child = f"{full}/{name}"
            if files.is_directory(child):
                DirectoryMembers.static_Delete(session, child, True)
            else:
                files.remove(child)
        files.remove(full)

    @staticmethod
    @_guarded
    def static_Move(session: Any, path: str, target: str) -> None:
        _files(session).move(full_path(session, path), full_path(session, target))

    @staticmethod
    @with_session
    def static_GetCurrentDirectory(session: Any) -> str:
        return process_folder(session)

    @staticmethod
    @_guarded
    def static_SetCurrentDirectory(session: Any, path: str) -> None:
        folder = full_path(session, path)
        if not _files(session).is_directory(folder):
            raise NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{folder}'.")
        session.services["process folder"] = folder

    @staticmethod
    @_guarded
    def static_GetFiles(session: Any, path: str, pattern: str = "*", options: Any = None) -> list[str]:
        return [_spelled(path, found, session) for found in listing(session, path, pattern, options, "files")]

    @staticmethod
    @_guarded
    def static_GetDirectories(session: Any, path: str, pattern: str = "*", options: Any = None) -> list[str]:
        return [_spelled(path, found, session) for found in listing(session, path, pattern, options, "folders")]

    @staticmethod
    @_guarded
    def static_GetFileSystemEntries(session: Any, path: str, pattern: str = "*", options: Any = None) -> list[str]:
        return [_spelled(path, found, session) for found in listing(session, path, pattern, options, "all")]

    static_EnumerateFiles = static_GetFiles
    static_EnumerateDirectories = static_GetDirectories
    static_EnumerateFileSystemEntries = static_GetFileSystemEntries

    @staticmethod
    @with_session
    def static_GetParent(session: Any, path: str) -> Any:
        return DirectoryInfo(session, full_path(session, path)).Parent

    @staticmethod
    def static_GetDirectoryRoot(path: str) -> str:
        return "/"

    @staticmethod
    def static_GetLogicalDrives() -> list[str]:
        return ["/"]


def _spelled(given: str, found: str, session: Any) -> str:
    full = full_path(session, given).rstrip("/")
    return given.rstrip("/") + found[len(full) :]


def _register() -> None:
    register_code("Microsoft.PowerShell.Commands.FileSystemProvider::Mode", lambda session, info: info.mode_text())
    register_code("Microsoft.PowerShell.Commands.FileSystemProvider::ModeWithoutHardLink", lambda session, info: info.mode_text())
    register_code("Microsoft.PowerShell.Commands.FileSystemProvider::LengthString", lambda session, info: _length_text(session, info))
    register_code("Microsoft.PowerShell.Commands.FileSystemProvider::LastWriteTimeString", lambda session, info: _write_time_text(session, info))
    register_code(
        "Microsoft.PowerShell.Commands.InternalSymbolicLinkLinkCodeMethods::GetLinkType",
        lambda session, info: "SymbolicLink" if info.LinkTarget else _hard_link(session, info),
    )
    register_code("Microsoft.PowerShell.Commands.InternalSymbolicLinkLinkCodeMethods::GetTarget", lambda session, info: info.LinkTarget)
    register_code("Microsoft.PowerShell.Commands.InternalSymbolicLinkLinkCodeMethods::ResolvedTarget", _resolved)
    register_code("Microsoft.PowerShell.Commands.FileSystemProvider::NameString", lambda session, info: name_text(info))


def _hard_link(session: Any, info: FileSystemInfo) -> str | None:
    return "HardLink" if isinstance(info, FileInfo) and info.Exists and session.services["files"].link_count(info.FullName) > 1 else None


def name_text(info: FileSystemInfo) -> str:
    """Return a name as listings show it: a link with what it leads to."""
    return f"{info.Name} -> {info.LinkTarget}" if info.LinkTarget else str(info.Name)


def _length_text(session: Any, info: FileSystemInfo) -> str:
    return str(int(info.Length)) if isinstance(info, FileInfo) and info.Exists else ""


def _write_time_text(session: Any, info: FileSystemInfo) -> str:
    from pwsh_emu.runtime import culture as cultures

    value = info.LastWriteTime
    culture = cultures.current(session)
    return f"{value.format_text('d', culture):>10} {value.format_text('t', culture):>8}"


def _resolved(session: Any, info: FileSystemInfo) -> str:
    return os.path.realpath(info.FullName) if info.LinkTarget else info.FullName


_register()


def base_name(path: str) -> str:
    return PathMembers.static_GetFileNameWithoutExtension(path) or ""


INFO_TYPES: dict[str, PSType] = {"file": FileInfo.ps_type, "folder": DirectoryInfo.ps_type}
TYPES = {
    "System.IO.FileInfo": FileInfo,
    "System.IO.DirectoryInfo": DirectoryInfo,
    "System.IO.File": FileMembers,
    "System.IO.Directory": DirectoryMembers,
}
