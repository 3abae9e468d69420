"""Out-File, and the files that redirections write."""

from __future__ import annotations

import contextlib
from typing import Any

from pwsh_emu.formatting.default import DefaultFormatter
from pwsh_emu.providers import encodings
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.wildcard import has_wildcards, unescape

_FLUSH_AT = 1 << 16


class TextFile:
    """A file that objects are written to as text: formatted as on the console, without an edge for lines.

    ``width`` is -Width. Raises PSError with PowerShell's records where the file cannot be opened or written.
    """

    def __init__(
        self,
        session: Any,
        path: str,
        *,
        literal: bool = True,
        append: bool = False,
        encoding: Any = None,
        width: int | None = None,
        no_newline: bool = False,
        no_clobber: bool = False,
        force: bool = False,
    ) -> None:
        self.session = session
        self._encoding = encodings.find(encoding) or encodings.DEFAULT
        self._no_newline = no_newline
        self._pending: list[str] = []
        self._size = 0
        self.path = self._locate(path, literal)
        self._file = self._open(append=append, no_clobber=no_clobber, force=force, chosen=encoding is not None)
        self._formatter = DefaultFormatter(session, self._write, width, is_host=False)

    # --- opening ---
    def _locate(self, path: str, literal: bool) -> str:
        drives = drives_of(self.session)
        if not literal and has_wildcards(path):
            found = [place.path for place in drives.expand(path, must_exist=False)]
            if len(found) == 1:
                return str(found[0])
            if found:
                message = "Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files."
                raise _failure("System.InvalidOperationException", message, "ReadWriteMultipleFilesNotSupported", "InvalidArgument")
            message = f"Cannot perform operation because the wildcard path {path} did not resolve to a file."
            raise _failure("System.IO.FileNotFoundException", message, "FileOpenFailure", "OpenError")
        place = drives.locate(path if literal else unescape(path))
        if place.provider.flat:
            raise no_file_system(place.provider.full_name)
        return str(place.path)

    def _open(self, *, append: bool, no_clobber: bool, force: bool, chosen: bool) -> Any:
        files = self.session.services["files"]
        path = self.path
        if no_clobber and files.exists(path) and not append:
            raise _failure("System.IO.IOException", f"The file '{path}' already exists.", "NoClobber", "ResourceExists", path)
        try:
            if files.is_directory(path):
                raise PermissionError(13, "Permission denied", path)
            if force and files.exists(path):
                files.set_mode(path, files.status(path).mode | 0o200)
            new = not append or not files.exists(path)
            if not new and not chosen:
                with files.open_read(path) as existing:
                    codec, skip = encodings.sniff(existing.read(4), None)
                if skip:
                    self._encoding = encodings.TextEncoding(codec, codec)
            file = files.open_append(path) if append else files.open_write(path)
            if new and self._encoding.mark:
                file.write(self._encoding.mark)
        except OSError as error:
            raise open_failure(error, path) from None
        return file

    # --- writing ---
    def write(self, obj: Any) -> None:
        """Write an object."""
        self._formatter.write(obj)

    def _write(self, text: str) -> None:
        self._pending.append(text.removesuffix("\n") if self._no_newline else text)
        self._size += len(text)
        if self._size >= _FLUSH_AT:
            self._flush()

    def _flush(self) -> None:
        text = "".join(self._pending)
        self._pending.clear()
        self._size = 0
        if text and self._file is not None:
            try:
                self._file.write(self._encoding.encode(text))
            except OSError as error:
                self.abandon()
                raise _write_failure(error, self.path) from None

    def finish(self) -> None:
        """Write the rest and close the file."""
        if self._file is None:
            return
        self._formatter.finish()
        self._flush()
        file, self._file = self._file, None
        try:
            file.close()
        except OSError as error:
            raise _write_failure(error, self.path) from None

    def abandon(self) -> None:
        """Close the file after an error: a file that was to be replaced stays as it was."""
        file, self._file = self._file, None
        if hasattr(file, "abandon"):
            file.abandon()
        elif file is not None:
            with contextlib.suppress(OSError):
                file.close()

    close = finish


def open_redirection(session: Any, path: str, append: bool) -> TextFile:
    """Open the file of ``> path`` or ``>> path``, as Out-File does."""
    return TextFile(session, path, literal=False, append=append, **_redirection_options(session))


def _redirection_options(session: Any) -> dict[str, Any]:
    """Return what $PSDefaultParameterValues holds for Out-File, as arguments of TextFile."""
    cell = session.scope.find("psdefaultparametervalues")
    if cell is None or not cell.value:
        return {}
    from types import SimpleNamespace

    from pwsh_emu.runtime.conversion import to_bool
    from pwsh_emu.runtime.parameterdefaults import defaults_for
    from pwsh_emu.runtime.plan import plan_of

    plan = plan_of(session.cmdlets["out-file"].metadata)
    command = SimpleNamespace(name="Out-File", write_warning=lambda text: None)
    given = {slot.key: value for slot, value in defaults_for(session, cell.value, command, plan, plan.slots) or ()}
    options: dict[str, Any] = {name: to_bool(given[key]) for key, name in _SWITCHES.items() if key in given}
    if "encoding" in given:
        options["encoding"] = given["encoding"]
    if "width" in given:
        options["width"] = int(given["width"])
    return options


_SWITCHES = {"nonewline": "no_newline", "noclobber": "no_clobber", "force": "force"}


def _failure(type_name: str, message: str, error_id: str, category: str, target: Any = None) -> PSError:
    return PSError(ErrorRecord(ExceptionObject(type_name, message), error_id, category, target))


def no_file_system(provider: str) -> PSError:
    """Return the error of a path that leads to a provider without files."""
    failure = _failure(
        "System.Management.Automation.PSInvalidOperationException",
        "Operation is not valid due to the current state of the object.",
        "ReadWriteFileNotFileSystemProvider",
        "InvalidArgument",
    )
    failure.record.details_message = f"Cannot open file because the current provider ({provider}) cannot open a file."
    return failure


def open_failure(error: OSError, path: str) -> PSError:
    """Return the error of a file that cannot be opened."""
    from os import path as paths

    if isinstance(error, FileNotFoundError):
        if not paths.isdir(paths.dirname(path)):
            return _failure("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'.", "FileOpenFailure", "OpenError")
        return _failure("System.IO.FileNotFoundException", f"Could not find file '{path}'.", "FileOpenFailure", "OpenError")
    if isinstance(error, NotADirectoryError):
        return _failure("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{path}'.", "FileOpenFailure", "OpenError")
    if isinstance(error, (PermissionError, IsADirectoryError)):
        return _failure("System.UnauthorizedAccessException", f"Access to the path '{path}' is denied.", "FileOpenFailure", "OpenError")
    return _failure("System.IO.IOException", f"{error.strerror or error} : '{path}'", "FileOpenFailure", "OpenError")


def read_failure(error: OSError, path: str) -> PSError:
    """Return the error of a file that cannot be read on."""
    return _failure("System.IO.IOException", f"{error.strerror or error} : '{path}'", "System.IO.IOException", "ReadError")


def _write_failure(error: OSError, path: str) -> PSError:
    return _failure("System.IO.IOException", f"{error.strerror or error} : '{path}'", "System.IO.IOException", "WriteError")


@implements("Out-File")
class OutFile(Cmdlet):
    """Sends output to a file."""

    FilePath: Any = None
    LiteralPath: Any = None
    Encoding: Any = None
    Append: Any = False
    Force: Any = False
    NoClobber: Any = False
    Width: Any = None
    NoNewline: Any = False
    InputObject: Any = None
    _target: TextFile | None = None

    def begin(self) -> None:
        if self.LiteralPath is None and self.FilePath is None:
            return
        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.FilePath)
        if not self.should_process(path, "Output to File"):
            return
        try:
            self._target = TextFile(
                self.session,
                path,
                literal=literal,
                append=bool(self.Append),
                encoding=self.Encoding,
                width=None if self.Width is None else int(self.Width),
                no_newline=bool(self.NoNewline),
                no_clobber=bool(self.NoClobber),
                force=bool(self.Force),
            )
        except PSError as error:
            raise self.terminate(error.record) from None

    def process(self) -> None:
        if self._target is None and self.LiteralPath is not None and "LiteralPath" not in self.bound:
            self.begin()
        self._guarded("write", self.InputObject)

    def end(self) -> None:
        self._guarded("finish")

    def stop(self) -> None:
        if self._target is not None:
            self._target.finish()

    def _guarded(self, action: str, *arguments: Any) -> None:
        if self._target is None:
            return
        try:
            getattr(self._target, action)(*arguments)
        except PSError as error:
            raise self.terminate(error.record) from None
