"""System.IO.Path on a file system of slashes."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import Char


def process_folder(session: Any) -> str:
    """Return Environment.CurrentDirectory: the session's own, the Python process keeps its folder."""
    folder: str = session.services.get("process folder") or os.getcwd()
    return folder


def full_path(session: Any, path: str | None, name: str = "path") -> str:
    """Return an absolute, normalized path; relative ones start at the process's folder, as in .NET."""
    if path is None:
        raise failures.null(name)
    if path == "":
        raise failures.argument("The value cannot be an empty string.", name)
    if "\0" in path:
        raise failures.argument("Null character in path.", name)
    if not path.startswith("/"):
        path = f"{process_folder(session)}/{path}"
    trailing = path.endswith("/") and len(path) > 1
    made = os.path.normpath(path)
    if made.startswith("//"):
        made = made[1:]
    return made + "/" if trailing and made != "/" else made


def file_name(path: str) -> str:
    return path.rpartition("/")[2]


class PathMembers:
    """Static members of System.IO.Path."""

    @staticmethod
    def static_ChangeExtension(path: str | None, extension: str | None) -> str | None:
        if path is None:
            return None
        if not path:
            return ""
        name = file_name(path)
        stem = path[: len(path) - len(name)] + (name[: name.rindex(".")] if "." in name else name)
        if extension is None:
            return stem
        return stem + ("" if extension.startswith(".") else ".") + extension

    @staticmethod
    def static_Combine(*paths: Any) -> str:
        parts = list(paths[0]) if len(paths) == 1 and isinstance(paths[0], list) else list(paths)
        if len(paths) == 1 and paths[0] is None:
            raise failures.null("paths")
        made = ""
        for part in parts:
            if part is None:
                raise failures.null("paths" if len(paths) == 1 else f"path{parts.index(part) + 1}")
            if not part:
                continue
            made = part if part.startswith("/") or not made else made + ("" if made.endswith("/") else "/") + part
        return made

    @staticmethod
    def static_Join(*paths: Any) -> str:
        parts = list(paths[0]) if len(paths) == 1 and isinstance(paths[0], list) else list(paths)
        made = ""
        for part in parts:
            if not part:
                continue
            if not made:
                made = part
            elif made.endswith("/") or part.startswith("/"):
                made += part
            else:
                made += "/" + part
        return made

    @staticmethod
    def static_EndsInDirectorySeparator(path: str | None) -> bool:
        return bool(path) and str(path).endswith("/")

    @staticmethod
    @with_session
    def static_Exists(session: Any, path: str | None) -> bool:
        return bool(path) and bool(session.services["files"].exists(full_path(session, path)))

    @staticmethod
    def static_GetDirectoryName(path: str | None) -> str | None:
        if not path:
            return None
        head, slash, _ = path.rpartition("/")
        if not slash:
            return ""
        head = head.rstrip("/")
        if not head:
            return "/" if path.strip("/") else None
        while "//" in head:
            head = head.replace("//", "/")
        return head

    @staticmethod
    def static_GetExtension(path: str | None) -> str | None:
        if path is None:
            return None
        name = file_name(path)
        at = name.rfind(".")
        return name[at:] if 0 <= at < len(name) - 1 else ""

    @staticmethod
    def static_GetFileName(path: str | None) -> str | None:
        return None if path is None else file_name(path)

    @staticmethod
    def static_GetFileNameWithoutExtension(path: str | None) -> str | None:
        if path is None:
            return None
        name = file_name(path)
        return name[: name.rindex(".")] if "." in name else name

    @staticmethod
    @with_session
    def static_GetFullPath(session: Any, path: str | None, base: str | None = None) -> str:
        if base is not None and path is not None and not path.startswith("/"):
            path = f"{base}/{path}"
        if path == "":
            raise failures.argument("The path is empty.", "path")
        return full_path(session, path)

    @staticmethod
    def static_GetPathRoot(path: str | None) -> str | None:
        return None if not path else "/" if path.startswith("/") else ""

    @staticmethod
    @with_session
    def static_GetRelativePath(session: Any, base: str, path: str) -> str:
        return os.path.relpath(full_path(session, path), full_path(session, base))

    @staticmethod
    def static_GetInvalidFileNameChars() -> list[Char]:
        return [Char("\0"), Char("/")]

    @staticmethod
    def static_GetInvalidPathChars() -> list[Char]:
        return [Char("\0")]

    @staticmethod
    def static_GetRandomFileName() -> str:
        import secrets

        letters = "abcdefghijklmnopqrstuvwxyz012345"
        name = "".join(secrets.choice(letters) for _ in range(11))
        return f"{name[:8]}.{name[8:]}"

    @staticmethod
    @with_session
    def static_GetTempFileName(session: Any) -> str:
        return new_temporary_file(session)

    @staticmethod
    @with_session
    def static_GetTempPath(session: Any) -> str:
        return temporary_folder(session)

    @staticmethod
    def static_HasExtension(path: str | None) -> bool:
        return bool(PathMembers.static_GetExtension(path))

    @staticmethod
    def static_IsPathFullyQualified(path: str | None) -> bool:
        if path is None:
            raise failures.null("path")
        return path.startswith("/")

    @staticmethod
    def static_IsPathRooted(path: str | None) -> bool:
        return bool(path) and str(path).startswith("/")

    @staticmethod
    def static_TrimEndingDirectorySeparator(path: str | None) -> str | None:
        return path[:-1] if path and len(path) > 1 and path.endswith("/") else path


def temporary_folder(session: Any) -> str:
    """Return the folder for temporary files, with a slash at its end."""
    path: str = session.services["environment"].get("TMPDIR") or "/tmp/"
    return path if path.endswith("/") else path + "/"


def new_temporary_file(session: Any) -> str:
    """Make an empty temporary file and return its path."""
    import secrets

    path = f"{temporary_folder(session)}tmp{secrets.token_hex(3)}.tmp"
    session.services["files"].write(path, b"")
    return path


TYPES = {"System.IO.Path": PathMembers}
