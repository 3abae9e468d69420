"""Start-Transcript and Stop-Transcript: a file that keeps what the host shows, without colours and trailing blanks.

At the prompt a command stands behind "PS>", below the prompt as it was shown; that is how PowerShell 7 writes them.
"""

from __future__ import annotations

import re
import time
from typing import Any

from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.values import PSObject

_RULE = "*" * 22
_ESCAPE = re.compile(r"\x1b(\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\))")
_INVALID = "System.Management.Automation.PSInvalidOperationException"


def _stamp() -> str:
    return time.strftime("%Y%m%d%H%M%S")


class Transcript:
    """One transcript under way: text comes in pieces and goes to the file in lines."""

    def __init__(self, files: Any, path: str, *, invocation_header: bool) -> None:
        self.path = path
        self.invocation_header = invocation_header
        self._file = files.open_append(path)
        self._rest = ""

    def __deepcopy__(self, memo: dict[int, Any]) -> Transcript:
        return self

    def add(self, text: str) -> None:
        """Take text as the host shows it."""
        *lines, self._rest = (self._rest + text).split("\n")
        if lines:
            self._write("".join(_ESCAPE.sub("", line).rstrip() + "\n" for line in lines))

    def command(self, prompt: str | None, text: str) -> None:
        """Take a command and the prompt that it was typed at, None where it was not typed."""
        if prompt is not None:
            self.add(prompt.rstrip() + "\n")
        if self.invocation_header:
            self.lines(f"{_RULE}\nCommand start time: {_stamp()}\n{_RULE}")
        self.lines(f"PS>{text}")

    def lines(self, text: str) -> None:
        """Write lines as they are."""
        self._write(text + "\n")

    def close(self) -> None:
        if self._rest:
            self.add("\n")
        self.lines(f"{_RULE}\nPowerShell transcript end\nEnd time: {_stamp()}\n{_RULE}")
        self._file.close()

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))
        self._file.flush()


def header(session: Any, *, minimal: bool) -> str:
    """Return the lines that a transcript begins with."""
    start = f"{_RULE}\nPowerShell transcript start\nStart time: {_stamp()}\n"
    if minimal:
        return start + _RULE
    import getpass
    import os
    import sys

    from pwsh_emu.runtime.conversion import to_string
    from pwsh_emu.runtime.enumeration import is_enumerable
    from pwsh_emu.runtime.types.machine import EnvironmentMembers, OperatingSystem

    machine = EnvironmentMembers.static_get_MachineName()
    user = f"{machine}\\{getpass.getuser()}"
    table = session.global_scope.find("psversiontable").value
    versions = []
    for key, value in table.items():
        text = ", ".join(to_string(session, one) for one in value) if is_enumerable(value) else to_string(session, value)
        versions.append(f"{key}: {text}")
    command = " ".join([f"{session.global_scope.find('pshome').value}/pwsh.dll", *sys.argv[1:]])
    lines = [
        f"Username: {user}",
        f"RunAs User: {user}",
        "Configuration Name: ",
        f"Machine: {machine} ({OperatingSystem().VersionString})",
        f"Host Application: {command}",
        f"Process ID: {os.getpid()}",
        *versions,
        _RULE,
    ]
    return start + "\n".join(lines)


@implements("Start-Transcript")
class StartTranscript(Cmdlet):
    """Creates a record of all or part of a PowerShell session to a text file."""

    Path: Any = None
    LiteralPath: Any = None
    OutputDirectory: Any = None
    Append = False
    Force = False
    NoClobber = False
    IncludeInvocationHeader = False
    UseMinimalHeader = False

    def begin(self) -> None:
        session = self.session
        shown, literal = self._chosen()
        path = self._resolved(shown, literal)
        if not self.should_process(path):
            return
        files = session.services["files"]
        try:
            self._prepare(files, path)
            transcript = Transcript(files, path, invocation_header=bool(self.IncludeInvocationHeader))
            transcript.lines(header(session, minimal=bool(self.UseMinimalHeader)))
        except OSError as error:
            raise self._cannot(self._reason(error, path)) from error
        session.host.transcripts = [*session.host.transcripts, transcript]
        self.write(PSObject(f"Transcript started, output file is {shown}", {"Path": shown}))

    def _chosen(self) -> tuple[str, bool]:
        """Return the path as it is shown, and whether it is taken literally."""
        if self.Path is not None:
            return str(self.Path), False
        if self.LiteralPath is not None:
            return str(self.LiteralPath), True
        cell = self.session.global_scope.find("transcript")
        if cell is not None and cell.value is not None and self.OutputDirectory is None:
            return str(getattr(cell.value, "base", cell.value)), False
        import secrets

        from pwsh_emu.runtime.types.machine import EnvironmentMembers

        folder = str(self.OutputDirectory) if self.OutputDirectory is not None else str(self.session.global_scope.find("home").value)
        if self.OutputDirectory is not None:
            folder = self._resolved(folder, True)
        machine = EnvironmentMembers.static_get_MachineName()
        token = secrets.token_urlsafe(6).replace("-", "_")[:8]
        return f"{folder.rstrip('/')}/PowerShell_transcript.{machine}.{token}.{_stamp()}.txt", True

    def _resolved(self, path: str, literal: bool) -> str:
        drives = drives_of(self.session)
        try:
            if not literal and any(character in path for character in "*?["):
                found = [place.path for place in drives.expand(path, must_exist=False)]
                if len(found) > 1:
                    message = (
                        "Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files."
                    )
                    raise self.terminate(self.error(_INVALID, message, "MultipleFilesNotSupported", "InvalidArgument"))
                if found:
                    return str(found[0])
            place = drives.locate(path)
        except ProviderError as error:
            raise self._cannot(error.exception.message) from error
        if place.provider.flat:
            message = f"The current provider ({place.provider.name}) cannot open a file."
            raise self.terminate(self.error(_INVALID, message, "ReadWriteFileNotFileSystemProvider", "InvalidArgument"))
        return str(place.path)

    def _prepare(self, files: Any, path: str) -> None:
        """Make the folder; refuse, keep or empty a file that is there."""
        import stat

        if not files.exists(path):
            folder = path.rpartition("/")[0] or "/"
            if not files.exists(folder):
                files.make_directories(folder)
            return
        if files.is_directory(path):
            raise self._cannot(f"File path {path} resolves to a directory.")
        if self.NoClobber and not self.Append:
            message = f"File {path} already exists and NoClobber was specified."
            raise self.terminate(self.error("System.UnauthorizedAccessException", message, "NoClobber", "ResourceExists", path))
        mode = files.status(path).mode
        if not mode & stat.S_IWUSR:
            if not self.Force:
                message = f'File {path} is read-only. Cannot write to this file. "Start-Transcript -Force" will clear the read-only attribute.'
                exception = "System.Management.Automation.PSArgumentException"
                raise self.terminate(self.error(exception, message, "FileReadOnly", "InvalidArgument", path))
            files.set_mode(path, stat.S_IMODE(mode) | stat.S_IWUSR)
        if not self.Append:
            files.remove(path)

    @staticmethod
    def _reason(error: OSError, path: str) -> str:
        if isinstance(error, PermissionError):
            return f"Access to the path '{path}' is denied."
        return f"{error.strerror or error} : '{path}'"

    def _cannot(self, reason: str) -> PSError:
        message = f"Transcription cannot be started due to the error: {reason}"
        return self.terminate(self.error(_INVALID, message, "CannotStartTranscription", "InvalidOperation"))


@implements("Stop-Transcript")
class StopTranscript(Cmdlet):
    """Stops a transcript."""

    def begin(self) -> None:
        if not self.should_process("Stop-Transcript"):
            return
        host = self.session.host
        if not host.transcripts:
            message = "An error occurred stopping transcription: The host is not currently transcribing."
            raise self.terminate(self.error(_INVALID, message, "InvalidOperation", "InvalidOperation"))
        *rest, last = host.transcripts
        host.transcripts = rest
        last.close()
        self.write(PSObject(f"Transcript stopped, output file is {last.path}", {"Path": last.path}))
