"""Redirections of a command: streams into the output or into files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import InvocationInfo, PSError, not_supported
from pwsh_emu.runtime.streams import Streams

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

Sink = Callable[[Any], Any]
_STREAMS = {"Error": "error", "Warning": "warning", "Verbose": "verbose", "Debug": "debug", "Information": "information"}


class Merging:
    """``2>&1``: a stream's records go where output goes."""

    __slots__ = ("from_stream", "to_stream")

    def __init__(self, from_stream: str, to_stream: str = "Output") -> None:
        self.from_stream = from_stream
        self.to_stream = to_stream


class ToFile:
    """``> path``, ``2>> path``, ``*> path``."""

    __slots__ = ("append", "end", "from_stream", "location", "start")

    def __init__(self, from_stream: str, location: Any, append: bool = False, start: int = -1, end: int = -1) -> None:
        self.from_stream = from_stream
        self.location = location
        self.append = append
        self.start = start
        self.end = end


class Redirected:
    """The sinks of a command with redirections; `close` finishes its files."""

    __slots__ = ("files", "out", "session", "streams")

    def __init__(self, session: Session, out: Sink, streams: Streams) -> None:
        self.session = session
        self.out = out
        self.streams = streams
        self.files: list[Any] = []

    def close(self) -> None:
        """Finish the files."""
        files = self.files[:]
        self.files.clear()
        for file in files:
            try:
                file.finish()
            except PSError as error:
                _of_out_file(self.session, error)
                raise


def nowhere(value: Any) -> None:
    """Take an object and forget it."""


def redirect(
    session: Session, redirections: list[Any], out: Sink, streams: Streams, failed: Callable[[PSError], BaseException] | None = None
) -> Redirected:
    """Return the sinks that a command with these redirections writes to. Files are opened, and made, at once.

    ``failed`` turns the error of a file that cannot be written into what is raised through the command that writes.
    """
    result = Redirected(session, out, streams.copy())
    opened: dict[str, Sink] = {}
    try:
        for one in redirections:
            if isinstance(one, ToFile):
                sink = _file_sink(session, one, result, opened, failed)
                if one.from_stream in ("All", "Information"):
                    result.streams.redirected = True
                if one.from_stream == "All":
                    result.out = sink
                    for name in _STREAMS.values():
                        setattr(result.streams, name, sink)
                elif one.from_stream == "Output":
                    result.out = sink
                else:
                    setattr(result.streams, _STREAMS[one.from_stream], sink)
        for one in redirections:
            if isinstance(one, Merging):
                target = result.out
                if one.from_stream in ("All", "Information"):
                    result.streams.redirected = True
                names = _STREAMS.values() if one.from_stream == "All" else (_STREAMS[one.from_stream],)
                for name in names:
                    setattr(result.streams, name, target)
    except BaseException:
        result.close()
        raise
    return result


def _file_sink(session: Session, one: ToFile, result: Redirected, opened: dict[str, Sink], failed: Callable[[PSError], BaseException] | None) -> Sink:
    from pwsh_emu.runtime.conversion import to_string

    if one.location is None:
        return nowhere
    path = to_string(session, one.location)
    if path in opened:
        return opened[path]
    make = session.services.get("redirect_file")  # TextFile of the cmdlets
    if make is None:
        raise not_supported("Redirection to a file without providers")
    try:
        file = make(session, path, one.append)
    except PSError as error:
        _of_out_file(session, error)
        raise
    result.files.append(file)
    write: Sink = file.write

    def sink(value: Any) -> None:
        try:
            write(value)
        except PSError as error:
            _of_out_file(session, error)
            raise error if failed is None else failed(error) from None

    opened[path] = sink
    return sink


def _of_out_file(session: Session, error: PSError) -> None:
    """Make an error Out-File's, which stands behind every redirection to a file."""
    record = error.record
    if record.origin is None:
        record.origin = "Microsoft.PowerShell.Commands.OutFileCommand"
        record.activity = "Out-File"
    if record.invocation is None and "out-file" in session.cmdlets:
        record.invocation = InvocationInfo(session.cmdlets["out-file"], None, "out-file")
