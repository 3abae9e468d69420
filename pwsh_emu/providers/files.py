"""Files as everything above sees them: the real ones, or an overlay in memory (``--sandbox``) that never writes to disk.

Attached to a session as ``session.services["files"]``. All paths are absolute and normalized. Failures are Python's OSError;
the FileSystem provider and the types of System.IO turn them into PowerShell's errors.
"""

from __future__ import annotations

import errno
import os
import stat as stat_module
from collections.abc import Iterator

from pwsh_emu.runtime.text import characters, code_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import IO, Any, Protocol, Self

    class OutputFile(Protocol):
        """A binary file that is being written: a real one, its replacement or one of the sandbox."""

        def write(self, data: bytes, /) -> int: ...
        def flush(self) -> None: ...
        def tell(self) -> int: ...
        def close(self) -> None: ...
        def __enter__(self) -> Self: ...
        def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> object: ...


class FileStatus:
    """What a listing shows: kind, size in bytes, times in seconds since 1970 (UTC) and mode bits. ``link`` is a symbolic link's target."""

    __slots__ = ("accessed", "changed", "created", "is_directory", "link", "mode", "modified", "size")

    def __init__(self, is_directory: bool, size: int, modified: float, accessed: float, created: float, mode: int, link: str | None = None) -> None:
        self.is_directory = is_directory
        self.size = size
        self.modified = modified
        self.accessed = accessed
        self.created = created
        self.mode = mode
        self.link = link


def _missing(path: str) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def _may_wait(path: str) -> bool:
    """Tell whether reading may wait for somebody (a pipe, a device): such files tell no size that is theirs."""
    if path.startswith("/proc/"):
        return True
    try:
        return not stat_module.S_ISREG(os.stat(path).st_mode)
    except OSError:  # opening it says what is wrong
        return False


def _open_output(path: str, flags: int) -> int:
    """Open a file to be written; a pipe that nobody reads is refused instead of waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


def _target(path: str) -> os.stat_result | None:
    """Return what a link leads to, None where that is nothing."""
    try:
        return os.stat(path)
    except OSError:
        return None


class Files:
    """The real file system."""

    in_memory = False

    def status(self, path: str) -> FileStatus:
        """Return what is at a path; FileNotFoundError where nothing is. A link to nothing counts as a file."""
        found = os.lstat(path)
        link = None
        if stat_module.S_ISLNK(found.st_mode):
            link = os.readlink(path)
            found = _target(path) or found
        born = getattr(found, "st_birthtime", min(found.st_mtime, found.st_ctime))
        return FileStatus(stat_module.S_ISDIR(found.st_mode), found.st_size, found.st_mtime, found.st_atime, born, found.st_mode, link)

    def raw_status(self, path: str) -> os.stat_result:
        """Return what lstat says."""
        return os.lstat(path)

    def identity(self, path: str) -> object:
        """Return what two paths to one file share, links followed; OSError where a path leads nowhere."""
        try:
            found = os.stat(path)
        except ValueError as error:  # a null character: no file has that name
            raise FileNotFoundError(path) from error
        return found.st_dev, found.st_ino

    def exists(self, path: str) -> bool:
        return os.path.lexists(path)

    def is_directory(self, path: str) -> bool:
        return os.path.isdir(path)

    def names(self, path: str) -> list[str]:
        """Return the names in a directory, unsorted."""
        return [code_units(name) for name in os.listdir(path)]

    def open_read(self, path: str) -> IO[bytes]:
        if not _may_wait(path):
            return open(path, "rb")
        from pwsh_emu.providers.waiting import open_waiting

        return open_waiting(path)

    def read(self, path: str) -> bytes:
        if not _may_wait(path):
            with open(path, "rb") as file:
                return file.read()
        from pwsh_emu.providers.waiting import read_waiting

        return read_waiting(path)

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file so that a failure leaves the old one whole."""
        if os.path.exists(path) and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        if not os.path.isfile(path) or os.path.islink(path):
            with open(path, "wb", opener=_open_output) as file:
                file.write(data)
            return
        with self.open_write(path) as file:
            file.write(data)

    def open_write(self, path: str) -> OutputFile:
        """Open a file to be written anew; the old content goes when the new file is closed without an error."""
        return _Replacement(path) if os.path.isfile(path) and not os.path.islink(path) else open(path, "wb", opener=_open_output)

    def open_append(self, path: str) -> OutputFile:
        return open(path, "ab", opener=_open_output)

    def make_directory(self, path: str) -> None:
        os.mkdir(path)

    def make_directories(self, path: str) -> None:
        os.makedirs(path, exist_ok=True)

    def make_link(self, path: str, target: str) -> None:
        os.symlink(target, path)

    def make_hard_link(self, path: str, target: str) -> None:
        os.link(target, path)

    def link_count(self, path: str) -> int:
        """Return how many names a file has."""
        return os.lstat(path).st_nlink

    def remove(self, path: str) -> None:
        """Remove a file or an empty directory."""
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.unlink(path)

    def move(self, path: str, target: str) -> None:
        import shutil

        shutil.move(path, target)

    def copy(self, path: str, target: str) -> None:
        import shutil

        shutil.copy2(path, target)

    def set_times(self, path: str, modified: float | None = None, accessed: float | None = None) -> None:
        now = os.stat(path)
        os.utime(path, (now.st_atime if accessed is None else accessed, now.st_mtime if modified is None else modified))

    def set_mode(self, path: str, mode: int) -> None:
        os.chmod(path, mode)

    def walk(self, path: str) -> Iterator[str]:
        """Yield every path below a directory, directories before what is in them."""
        for name in sorted(self.names(path)):
            below = path.rstrip("/") + "/" + name
            yield below
            if self.is_directory(below):
                yield from self.walk(below)


def _outward(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a method take paths as scripts have them: in UTF-16 code units."""

    def call(self: Files, *arguments: Any, **named: Any) -> Any:
        return method(self, *(characters(one) if type(one) is str and not one.isascii() else one for one in arguments), **named)

    call.__doc__ = method.__doc__
    return call


for _name in (
    "status raw_status identity exists is_directory names open_read read write open_write open_append make_directory make_directories make_link "
    "make_hard_link link_count remove move copy set_times set_mode"
).split():
    setattr(Files, _name, _outward(getattr(Files, _name)))


def _refuse_null_characters(kind: type[Files]) -> None:
    """Let the methods that take or make files refuse paths that no file has, as .NET does."""
    for name in "open_read read write open_write open_append make_directory make_directories make_link make_hard_link remove move copy".split():
        if name in vars(kind):
            setattr(kind, name, _without_null_characters(getattr(kind, name)))


def _without_null_characters(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Files, *arguments: Any, **named: Any) -> Any:
        if any(type(one) is str and "\0" in one for one in arguments):
            from pwsh_emu.runtime.errors import NetException

            raise NetException("System.ArgumentException", "Null character in path. (Parameter 'path')")
        return method(self, *arguments, **named)

    call.__doc__ = method.__doc__
    return call


_refuse_null_characters(Files)


class _Replacement:
    """A binary file that takes the place of another when it is closed, keeping the old one whole until then."""

    def __init__(self, path: str) -> None:
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        import tempfile

        self._path = path
        self._mode = os.stat(path).st_mode
        try:
            handle, self._new = tempfile.mkstemp(prefix=".pwsh-", dir=os.path.dirname(path))
        except OSError:  # the folder takes no new file: write in place
            self._new = ""
            self._file: IO[bytes] = open(path, "wb")  # noqa: SIM115 - close() ends it
            return
        self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def tell(self) -> int:
        return self._file.tell()

    def abandon(self) -> None:
        """Close without replacing: the old file stays."""
        try:  # noqa: SIM105 - contextlib is not imported at the start
            self._file.close()
        except OSError:  # what could not be written before cannot be written now
            pass
        if self._new:
            os.unlink(self._new)
            self._new = ""

    def close(self) -> None:
        if self._file.closed:
            return
        try:
            self._file.close()
        except OSError:
            if self._new:
                os.unlink(self._new)
                self._new = ""
            raise
        if self._new:
            os.chmod(self._new, stat_module.S_IMODE(self._mode))
            os.replace(self._new, self._path)
            self._new = ""

    def __enter__(self) -> _Replacement:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()


class SandboxFiles(Files):
    """The real files below, and what is written kept in memory: bytes by path, None for a directory."""

    in_memory = True

    def __init__(self) -> None:
        self._made: dict[str, bytearray | None] = {}
        self._gone: set[str] = set()
        self._times: dict[str, float] = {}
        self._modes: dict[str, int] = {}

    def _hidden(self, path: str) -> bool:
        """Tell whether the real thing at a path was removed here, itself or a folder above it."""
        while True:
            if path in self._gone:
                return True
            parent = os.path.dirname(path)
            if parent == path:
                return False
            path = parent

    def status(self, path: str) -> FileStatus:
        if path in self._made:
            data = self._made[path]
            time = self._times[path]
            kind = stat_module.S_IFDIR if data is None else stat_module.S_IFREG
            mode = kind | self._modes.get(path, 0o755 if data is None else 0o644)
            return FileStatus(data is None, 4096 if data is None else len(data), time, time, time, mode)
        if self._hidden(path):
            raise _missing(path)
        found = super().status(path)
        found.modified = self._times.get(path, found.modified)
        return found

    def raw_status(self, path: str) -> os.stat_result:
        if path not in self._made and not self._hidden(path):
            return super().raw_status(path)
        found = self.status(path)
        owner, group = (getattr(os, name, int)() for name in ("getuid", "getgid"))
        return os.stat_result((found.mode, 0, 0, 1, owner, group, found.size, int(found.accessed), int(found.modified), int(found.modified)))

    def identity(self, path: str) -> object:
        if path not in self._made and not self._hidden(path):
            return super().identity(path)
        if path not in self._made:
            raise _missing(path)
        return path

    def exists(self, path: str) -> bool:
        return path in self._made or (not self._hidden(path) and super().exists(path))

    def is_directory(self, path: str) -> bool:
        if path in self._made:
            return self._made[path] is None
        return not self._hidden(path) and super().is_directory(path)

    def names(self, path: str) -> list[str]:
        if not self.exists(path):
            raise _missing(path)
        if not self.is_directory(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        prefix = path.rstrip("/") + "/"
        found: set[str] = set()
        if not self._hidden(path) and super().is_directory(path):
            found = {name for name in super().names(path) if prefix + name not in self._gone}
        found.update(made[len(prefix) :] for made in self._made if made.startswith(prefix) and "/" not in made[len(prefix) :])
        return list(found)

    def open_read(self, path: str) -> IO[bytes]:
        import io

        return io.BytesIO(self.read(path))

    def read(self, path: str) -> bytes:
        if path in self._made:
            data = self._made[path]
            if data is None:
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
            return bytes(data)
        if self._hidden(path):
            raise _missing(path)
        return super().read(path)

    def _parent_must_exist(self, path: str) -> None:
        if not self.is_directory(os.path.dirname(path)):
            raise _missing(path)

    def write(self, path: str, data: bytes) -> None:
        if self.is_directory(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        self._parent_must_exist(path)
        import time

        self._made[path] = bytearray(data)
        self._times[path] = time.time()

    def open_write(self, path: str) -> OutputFile:
        self.write(path, b"")
        return _MemoryFile(self, path, b"")

    def open_append(self, path: str) -> OutputFile:
        return _MemoryFile(self, path, self.read(path) if self.exists(path) else b"")

    def make_directory(self, path: str) -> None:
        if self.exists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self._parent_must_exist(path)
        import time

        self._made[path] = None
        self._times[path] = time.time()

    def make_directories(self, path: str) -> None:
        if self.is_directory(path):
            return
        self.make_directories(os.path.dirname(path))
        self.make_directory(path)

    def make_link(self, path: str, target: str) -> None:
        raise OSError(errno.ENOTSUP, "Links are not kept by the sandbox", path)

    make_hard_link = make_link

    def link_count(self, path: str) -> int:
        return 1

    def remove(self, path: str) -> None:
        if not self.exists(path):
            raise _missing(path)
        if self.is_directory(path) and self.names(path):
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), path)
        self._made.pop(path, None)
        self._gone.add(path)

    def move(self, path: str, target: str) -> None:
        if self.is_directory(path):
            self.make_directory(target)
            for name in self.names(path):
                self.move(f"{path}/{name}", f"{target}/{name}")
        else:
            self.write(target, self.read(path))
        self.remove(path)

    def copy(self, path: str, target: str) -> None:
        self.write(target, self.read(path))

    def set_times(self, path: str, modified: float | None = None, accessed: float | None = None) -> None:
        if modified is not None:
            self._times[path] = modified

    def set_mode(self, path: str, mode: int) -> None:
        self._modes[path] = mode


_refuse_null_characters(SandboxFiles)


class _MemoryFile:
    """A file of the sandbox that is being written; each write is there at once."""

    def __init__(self, files: SandboxFiles, path: str, data: bytes) -> None:
        self._files = files
        self._path = path
        self._data = bytearray(data)
        files.write(path, data)

    def write(self, data: bytes) -> int:
        self._data += data
        return len(data)

    def flush(self) -> None:
        self._files.write(self._path, bytes(self._data))

    def tell(self) -> int:
        return len(self._data)

    def abandon(self) -> None:
        """Keep what was there before the flush: nothing to do."""

    def close(self) -> None:
        self.flush()

    def __enter__(self) -> _MemoryFile:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()
