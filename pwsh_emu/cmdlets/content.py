"""Content: Get-Content, Set-Content, Add-Content, Clear-Content."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO, Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list, provider_properties
from pwsh_emu.providers import encodings
from pwsh_emu.providers.base import AUTOMATION, ProviderError, bad_argument
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import Byte, Int64, PSArray, PSObject
from pwsh_emu.runtime.wildcard import has_wildcards, unescape

_POLL = 0.1  # seconds between two looks at a file that is followed
INVALID_OPERATION = "System.InvalidOperationException"


class _Content(ItemCmdlet):
    Encoding: Any = None
    AsByteStream: Any = False

    def encoding(self) -> encodings.TextEncoding | None:
        """Return what -Encoding names, None without it."""
        return None if self.Encoding is None else encodings.find(self.Encoding)

    def warn_of_encoding(self) -> None:
        """Warn where an encoding is given for bytes, which have none."""
        if self.AsByteStream and self.Encoding is not None:
            self.write_warning("Encoding not used when '-AsByteStream' specified.")

    def no_match(self, path: str) -> None:
        """Report a pattern that nothing fits."""
        message = f"An object at the specified path {path} does not exist, or has been filtered by the -Include or -Exclude parameter."
        self.write_error(ErrorRecord(ExceptionObject("System.Exception", message), "ItemNotFound", "ObjectNotFound", path))


def _require_name(place: Location) -> None:
    """Raise where a drive of the session is meant itself: only what is on it has content."""
    if place.path == "":
        raise bad_argument("path", terminating=True)


@implements("Get-Content")
class GetContent(_Content):
    """Gets the content of the item at the specified location."""

    ReadCount: Any = 1
    TotalCount: Any = -1
    Tail: Any = -1
    Raw: Any = False
    Delimiter: Any = None
    Wait: Any = False
    Stream: Any = None

    def process(self) -> None:
        if "TotalCount" in self.bound and "Tail" in self.bound:
            message = "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."
            self.write_error(ErrorRecord(ExceptionObject(INVALID_OPERATION, message), "TailAndHeadCannotCoexist", "InvalidOperation"))
            return
        if self.Raw and self.Delimiter is not None:
            message = "The 'Raw' and 'Delimiter' parameters cannot be specified in the same command."
            raise self.terminate(
                ErrorRecord(ExceptionObject(AUTOMATION + "PSInvalidOperationException", message), "InvalidOperation", "InvalidOperation")
            )
        literal = self.LiteralPath is not None
        paths = [str(path) for path in as_list(self.LiteralPath if literal else self.Path)]
        for path in paths:
            found = False
            for place in self.places_of(path, literal):
                found = True
                self.guarded(self._read, place)
            if not found and not literal and has_wildcards(path):
                self.no_match(paths[0])

    def _read(self, place: Location) -> None:
        if int(self.TotalCount) == 0 or int(self.Tail) == 0:
            return
        if place.provider.flat:
            if "Tail" in self.bound:
                message = "The Tail parameter currently is supported only for the FileSystem provider."
                raise ProviderError(INVALID_OPERATION, message, "TailNotSupported", "InvalidOperation")
            _require_name(place)
            self._deliver(place.provider.read_content(self.session, place.path), place)
            return
        self.warn_of_encoding()
        files = self.session.services["files"]
        if files.is_directory(place.path):
            message = f"Unable to get content because it is a directory: '{place.path}'. Please use 'Get-ChildItem' instead."
            raise ProviderError(INVALID_OPERATION, message, "GetContainerContentException", "InvalidOperation")
        if self.Wait and self.Raw:
            message = "The Raw and Wait parameters cannot be specified in the same command."
            raise ProviderError(INVALID_OPERATION, message, "RawAndWaitCannotCoexist", "InvalidOperation")
        try:
            with files.open_read(place.path) as file:
                self._deliver(self._parts(file), place)
                at = file.tell() if self.Wait else 0  # not every file can tell: those of /proc
            if self.Wait and int(self.TotalCount) < 0:
                self._follow(place, at)
        except OSError as error:
            raise place.provider.open_error(self.session, error, place.path, "GetContentReader") from None  # type: ignore[attr-defined]

    def _follow(self, place: Location, at: int) -> None:
        """Write what is added to a file, line by line, until the pipeline is stopped; a file that got shorter is read from its beginning."""
        from pwsh_emu.runtime.turns import pause

        files = self.session.services["files"]
        notes = provider_properties(place)
        number = 0
        pending = b""
        while True:
            self.session.host.flush()
            pause(self.session, _POLL)
            size = files.status(place.path).size
            if size == at:
                continue
            if size < at:
                at, pending = 0, b""
            with files.open_read(place.path) as file:
                file.seek(at)
                data = file.read()
            at += len(data)
            whole, _, pending = (pending + data).rpartition(b"\n")
            for line in whole.split(b"\n") if whole else ():
                number += 1
                self.write(self._noted(encodings.read_text(line.removesuffix(b"\r"), self.encoding()), notes, number))

    def _parts(self, file: IO[bytes]) -> Iterator[Any]:
        """Yield the pieces that the parameters ask for: bytes, the whole text, delimited parts or lines."""
        if self.AsByteStream:
            if self.Raw:
                yield PSArray([Byte(byte) for byte in file.read()], "System.Byte")
                return
            while block := file.read(1 << 16):
                yield from map(Byte, block)
            return
        if self.Raw:
            text = "".join(encodings.read_chunks(file, self.encoding()))
            if text:
                yield text
            return
        if self.Delimiter is not None and self.Delimiter != "\n":
            yield from self._delimited(file, str(self.Delimiter))
            return
        yield from encodings.read_lines(file, self.encoding())

    def _delimited(self, file: IO[bytes], delimiter: str) -> Iterator[str]:
        pending = ""
        for chunk in encodings.read_chunks(file, self.encoding()):
            parts = (pending + chunk).split(delimiter)
            pending = parts.pop()
            yield from parts
        if pending:
            yield pending

    def _deliver(self, parts: Iterator[Any], place: Location) -> None:
        total, tail = int(self.TotalCount), int(self.Tail)
        notes = provider_properties(place)
        if self.Raw:
            for part in parts:
                self.write(part if isinstance(part, list) else self._noted(part, notes, 1))
            return
        if tail >= 0:
            from collections import deque

            parts = iter(deque(parts, maxlen=tail))
        size = int(self.ReadCount)
        number = 0
        group: list[Any] = []
        for part in parts:
            number += 1
            if size == 1:
                self.write(part if isinstance(part, Byte) else self._noted(part, notes, number))
            else:
                group.append(part)
                if len(group) == size:
                    self.write(self._noted(PSArray(group), notes, number))
                    group = []
            if number == total:
                break
        if group:
            self.write(self._noted(PSArray(group), notes, number))

    @staticmethod
    def _noted(part: Any, notes: dict[str, Any], number: int) -> Any:
        """Put the note properties of a line on it: where it came from and its number."""
        if isinstance(part, str):
            part = PSObject(part)
        if isinstance(part, PSArray) or type(part) is PSObject:
            part.extended = {**notes, "ReadCount": Int64(number)}
        return part


class _Writer(_Content):
    """Writes values as text, one a line; the file is opened once for all input."""

    Value: Any = None
    NoNewline: Any = False
    PassThru: Any = False
    verb = "Set Content"

    def begin(self) -> None:
        self._open: list[tuple[Location, Any]] | None = None
        self._values: list[Any] = []

    def process(self) -> None:
        if self._open is None or ("Path" not in self.bound and "LiteralPath" not in self.bound):
            self._finish()
            self._open = [found for place in self.targets() if (found := self.guarded(self._opened, place)) is not None]
        values = [
            item for value in (as_list(self.Value) if "Value" in self.bound or self.Value is not None else [None]) for item in self._flat(value)
        ]
        for place, file in list(self._open):
            if file is None:
                self._values.extend(values)
            else:
                self.guarded(self._write, place, file, values)
        if self.PassThru:
            self.write_all(values)

    @staticmethod
    def _flat(value: Any) -> Iterator[Any]:
        return iter((value,)) if value is None else iterate(value)

    def targets(self) -> Iterator[Location]:
        """Yield the places to write to: those a pattern matches, or the one that a plain path names."""
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            text = str(path)
            if not literal and has_wildcards(text):
                found = list(self.places_of(text, False))
                if found:
                    yield from found
                else:
                    self.no_match(text)
                continue
            yield from self.places_of(text if literal else unescape(text), True, must_exist=False)

    def _opened(self, place: Location) -> tuple[Location, Any] | None:
        if not self.should_process(f"Path: {place.shown}", self.verb):
            return None
        if place.provider.flat:
            _require_name(place)
            return place, None
        self.warn_of_encoding()
        files = self.session.services["files"]
        if files.is_directory(place.path):
            message = f"Unable to write content because it is a directory: '{place.path}'."
            raise ProviderError(INVALID_OPERATION, message, "WriteContainerContentException", "InvalidOperation")
        try:
            if self.Force and files.exists(place.path):
                files.set_mode(place.path, files.status(place.path).mode | 0o200)
            return place, self._start(files, place.path)
        except OSError as error:
            raise place.provider.open_error(self.session, error, place.path, "GetContentWriter") from None  # type: ignore[attr-defined]

    def _start(self, files: Any, path: str) -> Any:
        file = files.open_write(path)
        mark = (self.encoding() or encodings.DEFAULT).mark
        if mark and not self.AsByteStream:
            file.write(mark)
        return file

    def _write(self, place: Location, file: Any, values: list[Any]) -> None:
        try:
            file.write(self._bytes(values))
        except OSError as error:
            self._give_up(file)
            raise place.provider.open_error(self.session, error, place.path, "GetContentWriter") from None  # type: ignore[attr-defined]

    def _bytes(self, values: list[Any]) -> bytes:
        from pwsh_emu.runtime.conversion import convert, net_string

        if self.AsByteStream:
            byte = self.session.types.resolve("System.Byte")
            return bytes(int(convert(self.session, value, byte)) for value in values)
        end = "" if self.NoNewline else "\n"
        text = "".join(("" if value is None else net_string(value)) + end for value in values)
        return (self.encoding() or encodings.DEFAULT).encode(text)

    def _finish(self) -> None:
        for place, file in self._open or []:
            if file is None:
                self.guarded(place.provider.write_content, self.session, place.path, self._values)
            else:
                self.guarded(self._close, place, file)
        self._open = []
        self._values = []

    def _close(self, place: Location, file: Any) -> None:
        try:
            file.close()
        except OSError as error:
            raise place.provider.open_error(self.session, error, place.path, "GetContentWriter") from None  # type: ignore[attr-defined]

    def end(self) -> None:
        if self._open is None:
            self._open = [found for place in self.targets() if (found := self.guarded(self._opened, place)) is not None]
        self._finish()

    def stop(self) -> None:
        for _place, file in list(self._open or []):
            self._give_up(file)
        self._open = []

    def _give_up(self, file: Any) -> None:
        """Leave a file that cannot be written: one that was to be replaced stays as it was."""
        if self._open is not None:
            self._open = [pair for pair in self._open if pair[1] is not file]
        if hasattr(file, "abandon"):
            file.abandon()
        elif file is not None:
            with contextlib.suppress(OSError):
                file.close()


@implements("Set-Content")
class SetContent(_Writer):
    """Writes new content or replaces existing content in a file."""


@implements("Add-Content")
class AddContent(_Writer):
    """Adds content to the specified items, such as adding words to a file."""

    verb = "Add Content"

    def _start(self, files: Any, path: str) -> Any:
        if self.Encoding is None and files.exists(path):
            with files.open_read(path) as file:
                codec, skip = encodings.sniff(file.read(4), None)
            if skip:
                self.Encoding = encodings.TextEncoding(codec, codec)
        new = not files.exists(path)
        file = files.open_append(path)
        mark = (self.encoding() or encodings.DEFAULT).mark
        if new and mark and not self.AsByteStream:
            file.write(mark)
        return file


@implements("Clear-Content")
class ClearContent(ItemCmdlet):
    """Deletes the contents of an item, but does not delete the item."""

    def process(self) -> None:
        for place in self.places():
            self.guarded(self._clear, place)

    def _clear(self, place: Location) -> None:
        if not self.should_process(f"Item: {place.path}", "Clear Content"):
            return
        if place.provider.flat:
            place.provider.clear_content(self.session, place.path)
            return
        files = self.session.services["files"]
        if files.is_directory(place.path):
            message = f"Unable to clear content of '{place.path}' because it is a directory. Clear-Content is only supported on files."
            raise ProviderError("System.NotSupportedException", message, "ClearDirectoryContent", "InvalidOperation", place.path)
        try:
            files.write(place.path, b"")
        except OSError as error:
            raise place.provider.open_error(self.session, error, place.path, "ClearContent") from None  # type: ignore[attr-defined]
