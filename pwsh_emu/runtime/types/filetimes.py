"""What System.IO.File and System.IO.Directory share: times, links and modes by path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types.paths import full_path, temporary_folder


def _info(session: Any, path: str) -> Any:
    from pwsh_emu.runtime.types.files import file_system_info

    return file_system_info(session, full_path(session, path))


def _existing(session: Any, path: str) -> Any:
    found = _info(session, path)
    if not found.Exists:
        raise NetException("System.IO.FileNotFoundException", f"Could not find file '{found.FullName}'.", FileName=found.FullName)
    return found


def _reader(name: str) -> Any:
    @with_session
    def read(session: Any, path: str) -> Any:
        return getattr(_info(session, path), name)

    return staticmethod(read)


def _writer(name: str) -> Any:
    @with_session
    def write(session: Any, path: str, value: Any) -> None:
        setattr(_existing(session, path), name, value)

    return staticmethod(write)


class PathStatusMembers:
    """Static members of File and Directory that look at or change what is told about a path."""

    @staticmethod
    @with_session
    def static_CreateSymbolicLink(session: Any, path: str, target: str) -> Any:
        full = full_path(session, path)
        session.services["files"].make_link(full, target)
        return _info(session, full)

    @staticmethod
    @with_session
    def static_ResolveLinkTarget(session: Any, path: str, final: bool) -> Any:
        return _info(session, path).ResolveLinkTarget(final)

    @staticmethod
    @with_session
    def static_GetUnixFileMode(session: Any, path: Any) -> int:
        return int(_existing(session, path).UnixFileMode)

    @staticmethod
    @with_session
    def static_SetUnixFileMode(session: Any, path: Any, mode: Any) -> None:
        session.services["files"].set_mode(_existing(session, path).FullName, mode.value)

    @staticmethod
    @with_session
    def static_CreateTempSubdirectory(session: Any, prefix: str | None = None) -> Any:
        import secrets

        path = f"{temporary_folder(session)}{prefix or ''}{secrets.token_hex(3)}"
        session.services["files"].make_directory(path)
        return _info(session, path)

    @staticmethod
    @with_session
    def static_Replace(session: Any, source: str, target: str, backup: str | None, *rest: Any) -> None:
        files = session.services["files"]
        old, new = _existing(session, target).FullName, _existing(session, source).FullName
        if backup is not None:
            files.write(full_path(session, backup), files.read(old))
        files.write(old, files.read(new))
        files.remove(new)


_functions: dict[str, Callable[[str], Any]] = {"Get": _reader, "Set": _writer}
for _verb, _make in _functions.items():
    for _what in ("CreationTime", "LastAccessTime", "LastWriteTime"):
        for _zone in ("", "Utc"):
            setattr(PathStatusMembers, f"static_{_verb}{_what}{_zone}", _make(f"{_what}{_zone}"))
