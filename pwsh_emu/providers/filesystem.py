"""The FileSystem provider: real files through `providers.files`, with PowerShell's errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator

from pwsh_emu.providers.base import AUTOMATION, Provider, ProviderError, null_argument, path_not_found, sorted_names
from pwsh_emu.runtime.text import characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.providers.files import Files, FileStatus
    from pwsh_emu.runtime.session import Session

IO_EXCEPTION = "System.IO.IOException"
DIRECTORY_NOT_FOUND = "System.IO.DirectoryNotFoundException"
UNAUTHORIZED = "System.UnauthorizedAccessException"
INVALID_OPERATION = "System.InvalidOperationException"
_GUARDED = "You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only."


def os_error(error: OSError, path: str, error_id: str, category: str = "WriteError", target: Any = None) -> ProviderError:
    """Turn a failed file operation into PowerShell's error; ``error_id`` is the operation's, as in "NewItemIOError"."""
    target = path if target is None else target
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        name = error_id.replace("IOError", "UnauthorizedAccessError")
        return ProviderError(UNAUTHORIZED, f"Access to the path '{path}' is denied.", name, "PermissionDenied", target)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ProviderError(DIRECTORY_NOT_FOUND, f"Could not find a part of the path '{path}'.", error_id, category, target)
    if error.errno == errno.EEXIST:
        return ProviderError(IO_EXCEPTION, f"The file '{path}' already exists.", error_id, category, target)
    return ProviderError(IO_EXCEPTION, f"{error.strerror or error} : '{path}'", error_id, category, target)


def is_hidden(path: str) -> bool:
    """Tell whether a file or folder is hidden: its name begins with a dot."""
    name = os.path.basename(path)
    return name.startswith(".") and name not in (".", "..")


def _onto_itself(path: str, target: Any, goal: str) -> ProviderError:
    from pwsh_emu.runtime.values import Hashtable

    message = f"Cannot overwrite the item {path} with itself."
    return ProviderError(IO_EXCEPTION, message, "CopyError", "WriteError", target, data={"$data": Hashtable([("SelfCopy", goal)])})


class FileSystemProvider(Provider):
    name = "FileSystem"
    flat = False

    @property
    def home(self) -> str:
        return os.environ.get("HOME", "/")

    @staticmethod
    def _files(session: Session) -> Files:
        files: Files = session.services["files"]
        return files

    # --- looking ---
    def exists(self, session: Session, path: str) -> bool:
        return self._files(session).exists(path)

    def is_container(self, session: Session, path: str) -> bool:
        return self._files(session).is_directory(path)

    def child_names(self, session: Session, path: str, force: bool = False) -> list[str]:
        """Return directories, then files, each by name; names that begin with a dot only by force."""
        files = self._files(session)
        names = sorted_names(name for name in files.names(path) if force or not name.startswith("."))
        folders = [name for name in names if files.is_directory(self.child(path, name))]
        inside = set(folders)
        return folders + [name for name in names if name not in inside]

    def child(self, path: str, name: str) -> str:
        return f"/{name}" if path == "/" else f"{path}/{name}"

    def item(self, session: Session, path: str) -> Any:
        from pwsh_emu.runtime.types.files import file_system_info

        return file_system_info(session, path)

    # --- changing ---
    def new_item(self, session: Session, path: str, kind: str | None, value: Any, force: bool) -> Any:
        files = self._files(session)
        wanted = (kind or "file").lower()
        if "directory".startswith(wanted) or "container".startswith(wanted):
            self._new_directory(session, path, force)
        elif "file".startswith(wanted):
            self._new_file(session, path, value, force)
        elif "symboliclink".startswith(wanted):
            target = self._link_target(session, value).replace("\\", "/")
            self._new_link(session, path, force, lambda: files.make_link(path, target))
        elif "hardlink".startswith(wanted):
            target = session.services["drives"].locate(self._link_target(session, value)).path
            self._require_file(files, target)
            self._new_link(session, path, force, lambda: files.make_hard_link(path, target))
        elif "junction".startswith(wanted):
            self._require_folder(files, self._text(session, value))
            return None  # there are none outside Windows: nothing is made
        else:
            message = 'The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.'
            raise ProviderError(AUTOMATION + "PSArgumentException", message, "Argument", "InvalidArgument", terminating=True)
        return self.item(session, path)

    def _new_file(self, session: Session, path: str, value: Any, force: bool) -> None:
        files = self._files(session)
        try:
            if files.exists(path) and not force:
                raise FileExistsError(errno.EEXIST, "", path)
            if files.is_directory(path):
                raise PermissionError(errno.EACCES, "", path)
            if force:
                files.make_directories(os.path.dirname(path))
            files.write(path, b"" if value is None else characters(self._text(session, value)).encode())
        except OSError as error:
            raise os_error(error, path, "NewItemIOError") from None

    def _new_directory(self, session: Session, path: str, force: bool) -> None:
        files = self._files(session)
        if files.exists(path):
            if force and files.is_directory(path):
                return
            message = f"An item with the specified name {path} already exists."
            raise ProviderError(IO_EXCEPTION, message, "DirectoryExist", "ResourceExists", path)
        try:
            files.make_directories(path)
        except OSError as error:
            raise os_error(error, path, "CreateDirectoryIOError") from None

    def _link_target(self, session: Session, value: Any) -> str:
        """Return where a link shall lead to; nothing to lead to ends the cmdlet."""
        target = "" if value is None else self._text(session, value)
        if not target:
            raise null_argument("value", terminating=True)
        return target

    def _new_link(self, session: Session, path: str, force: bool, make: Callable[[], None]) -> None:
        """Make a link where nothing is; by force what is there goes first."""
        files = self._files(session)
        if files.exists(path) and not force:
            message = f"Cannot create link because the path already exists: {path}."
            raise ProviderError(IO_EXCEPTION, message, "SymLinkExists", "ResourceExists", path)
        try:
            if files.exists(path):
                files.remove(path)
        except OSError as error:
            raise os_error(error, path, "NewItemDeleteIOError") from None
        try:
            make()
        except OSError as error:
            raise os_error(error, path, "NewItemIOError") from None

    @staticmethod
    def _require_file(files: Files, path: str) -> None:
        """Raise where a path does not lead to a file: hard links lead to nothing else."""
        if not files.exists(path):
            raise ProviderError(AUTOMATION + "ItemNotFoundException", f"Could not find item {path}.", "ItemNotFound", "ObjectNotFound", path)
        if files.is_directory(path):
            message = f"A file is required for the operation. The item '{path}' is not a file."
            raise ProviderError(INVALID_OPERATION, message, "ItemNotFile", "InvalidOperation", path)

    @staticmethod
    def _require_folder(files: Files, path: str) -> None:
        """Raise where an absolute path does not lead to a folder, as for junctions."""
        if not path.startswith("/"):
            message = "Junctions require an absolute path for the target."
            raise ProviderError("System.ArgumentException", message, "NotAbsolutePath", "InvalidArgument", path)
        if not files.exists(path):
            raise ProviderError(AUTOMATION + "ItemNotFoundException", f"Could not find item {path}.", "ItemNotFound", "ObjectNotFound", path)
        if not files.is_directory(path):
            message = f"A directory is required for the operation. The item '{path}' is not a directory."
            raise ProviderError(INVALID_OPERATION, message, "ItemNotDirectory", "InvalidOperation", path)

    @staticmethod
    def _text(session: Session, value: Any) -> str:
        from pwsh_emu.runtime.conversion import to_string

        return to_string(session, value)

    def remove_item(self, session: Session, path: str, force: bool) -> None:
        for error in self.removing(session, path, force, None):
            raise error

    def removing(self, session: Session, path: str, force: bool, ask: Callable[[str, str], bool] | None) -> Iterator[ProviderError]:
        files = self._files(session)
        try:
            status = files.status(path)
            if status.is_directory and status.link is None:
                stays = False
                for name in self.child_names(session, path, True):
                    below = self.child(path, name)
                    action, target = self.removal(session, below)
                    if ask is not None and not ask(target, action):
                        stays = True
                        continue
                    yield from self.removing(session, below, force, ask)
                if (stays or files.names(path)) and not force:
                    message = f"Directory {path} cannot be removed because it is not empty."
                    yield ProviderError(IO_EXCEPTION, message, "DirectoryNotEmpty", "WriteError", self.item(session, path))
                    return
            if not force and self._is_guarded(path, status):
                yield self._not_removed(session, path, IO_EXCEPTION, _GUARDED, "RemoveFileSystemItemUnAuthorizedAccess", "PermissionDenied")
                return
            files.remove(path)
        except OSError as error:
            found = os_error(error, path, "RemoveFileSystemItemIOError")
            kind, message = str(found.exception.type_name), found.exception.message
            if kind == UNAUTHORIZED:
                yield self._not_removed(session, path, kind, message, "RemoveFileSystemItemUnAuthorizedAccess", "PermissionDenied")
            else:
                yield self._not_removed(session, path, kind, message, "RemoveFileSystemItemIOError", "WriteError")

    @staticmethod
    def _is_guarded(path: str, status: FileStatus) -> bool:
        """Tell whether something goes by force only: a hidden file or folder, and what cannot be written."""
        return is_hidden(path) or not status.mode & 0o222

    def _not_removed(self, session: Session, path: str, kind: str, message: str, error_id: str, category: str) -> ProviderError:
        error = ProviderError(kind, message, error_id, category, self.item(session, path))
        error.record.details_message = f"Cannot remove item {path}: {message}"
        return error

    def removal(self, session: Session, path: str) -> tuple[str, str]:
        return ("Remove Directory" if self.is_container(session, path) else "Remove File"), path

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        files = self._files(session)
        if "/" in new_name.replace("\\", "/").rstrip("/") and os.path.dirname(os.path.normpath(new_name)) != os.path.dirname(path):
            folder = os.path.dirname(os.path.normpath(os.path.join(session.location, new_name.replace("\\", "/"))))
            if folder != os.path.dirname(path):
                message = "Cannot rename the specified target, because it represents a path or device name."
                raise ProviderError(AUTOMATION + "PSArgumentException", message, "Argument", "InvalidArgument", terminating=True)
        target = self.child(os.path.dirname(path), os.path.basename(new_name.replace("\\", "/")))
        if target == path:  # a file may take its own name, a folder may not
            if files.is_directory(path):
                raise ProviderError(IO_EXCEPTION, "Source and destination path must be different.", "RenameItemIOError", "WriteError", path)
            return self.item(session, path)
        try:
            if files.exists(target) and not (force and not files.is_directory(target)):
                raise FileExistsError(errno.EEXIST, "", target)
            if files.exists(target):
                files.remove(target)
            files.move(path, target)
        except OSError as error:
            where = target if error.errno == errno.EEXIST else path
            raise os_error(error, where, "RenameItemIOError", target=path) from None
        return self.item(session, target)

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        files = self._files(session)
        if self._is_same(files, path, target):
            raise _onto_itself(path, path, target)
        if files.is_directory(path):
            if files.exists(target) and not files.is_directory(target):
                raise ProviderError(
                    AUTOMATION + "PSArgumentException",
                    "Container cannot be copied onto existing leaf item.",
                    "CopyContainerItemToLeafError",
                    "InvalidArgument",
                    path,
                )
            yield from self._copy_directory(session, path, self._into(files, path, target), recurse, force)
            return
        yield self._copy_file(session, path, self._into(files, path, target), force)

    @staticmethod
    def _is_same(files: Files, path: str, target: str) -> bool:
        """Tell whether two paths lead to one file or folder, links followed."""
        try:
            return files.identity(path) == files.identity(target)
        except OSError:
            return False

    def _into(self, files: Files, path: str, target: str) -> str:
        """Return where something lands: inside a folder that exists, else at the target itself."""
        return self.child(target, os.path.basename(path)) if files.is_directory(target) else target

    def _copy_file(self, session: Session, path: str, target: str, force: bool) -> Any:
        files = self._files(session)
        if path == target:
            raise _onto_itself(path, target, path)
        try:
            if force and files.exists(target):
                files.set_mode(target, files.status(target).mode | 0o200)
            files.copy(path, target)
        except OSError as error:
            raise os_error(error, target, "CopyFileInfoItemIOError", target=path) from None
        return self.item(session, target)

    def _copy_directory(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        files = self._files(session)
        try:
            if not files.exists(target):
                files.make_directory(target)
        except OSError as error:
            raise os_error(error, target, "CopyDirectoryInfoItemIOError", target=path) from None
        yield self.item(session, target)
        if not recurse:
            return
        for name in self.child_names(session, path, True):
            below, goal = self.child(path, name), self.child(target, name)
            if files.is_directory(below):
                yield from self._copy_directory(session, below, goal, True, force)
            else:
                yield self._copy_file(session, below, goal, force)

    def move_item(self, session: Session, path: str, target: str, force: bool) -> Any:
        files = self._files(session)
        goal = self._into(files, path, target)
        info = self.item(session, path)
        if goal == path and not files.is_directory(path):
            return info
        if files.is_directory(path):
            if f"{goal}/".startswith(path.rstrip("/") + "/"):
                message = f"Destination path cannot be a subdirectory of the source: {goal}."
                raise ProviderError(IO_EXCEPTION, message, "MoveItemArgumentError", "InvalidArgument", goal)
            self._move_directory(session, path, goal, force, info)
        else:
            self._move_file(session, path, goal, force, info)
        return self.item(session, goal)

    def _move_file(self, session: Session, path: str, goal: str, force: bool, info: Any) -> None:
        files = self._files(session)
        try:
            if files.exists(goal):
                if not force:
                    raise FileExistsError(errno.EEXIST, "", goal)
                files.remove(goal)
            if not files.is_directory(os.path.dirname(goal)):
                raise FileNotFoundError(errno.ENOENT, "", goal)
            files.move(path, goal)
        except OSError as error:
            raise os_error(error, goal, "MoveFileInfoItemIOError", target=info) from None

    def _move_directory(self, session: Session, path: str, goal: str, force: bool, info: Any) -> None:
        files = self._files(session)
        if files.exists(goal):
            self._merge(session, path, goal, force)
            return
        try:
            if not files.is_directory(os.path.dirname(goal)):
                raise FileNotFoundError(errno.ENOENT, "", goal)
            files.move(path, goal)
        except PermissionError:
            raise ProviderError(IO_EXCEPTION, f"Access to the path '{path}' is denied.", "MoveDirectoryItemIOError", "WriteError", info) from None
        except OSError as error:
            raise os_error(error, goal, "MoveDirectoryItemIOError", target=info) from None

    def _merge(self, session: Session, path: str, goal: str, force: bool) -> None:
        """Move what is in a folder into another of its name; the first that cannot go is reported when the others have gone."""
        files = self._files(session)
        if not files.is_directory(goal):
            message = f"An item with the specified name {goal} already exists."
            raise ProviderError(IO_EXCEPTION, message, "DirectoryExist", "ResourceExists", goal)
        failed: ProviderError | None = None
        for name in self.child_names(session, path, True):
            below, into = self.child(path, name), self.child(goal, name)
            try:
                if files.is_directory(below):
                    self._move_directory(session, below, into, force, self.item(session, below))
                else:
                    self._move_file(session, below, into, force, self.item(session, below))
            except ProviderError as error:
                failed = failed or error
        if failed is not None:
            raise failed
        files.remove(path)

    def open_error(self, session: Session, error: OSError, path: str, verb: str) -> ProviderError:
        """Turn a failure to open content for a cmdlet ("GetContentReader", "GetContentWriter") into its error."""
        if error.errno == errno.ENOENT and verb == "GetContentReader":
            return path_not_found(path)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return ProviderError(UNAUTHORIZED, f"Access to the path '{path}' is denied.", f"{verb}UnauthorizedAccessError", "PermissionDenied", path)
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return ProviderError(
                DIRECTORY_NOT_FOUND, f"Could not find a part of the path '{path}'.", f"{verb}DirectoryNotFoundError", "ObjectNotFound", path
            )
        category = "ReadError" if verb == "GetContentReader" else "WriteError"
        return os_error(error, path, f"{verb}IOError", category)
