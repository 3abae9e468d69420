"""Text files as a whole: what the cmdlets that read or write CSV, XML and data files share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from pwsh_emu.cmdlets.out_file import TextFile, no_file_system, open_failure, read_failure
from pwsh_emu.providers import encodings
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.errors import PSError


class PlainTextFile(TextFile):
    """A file that text is written to as it is."""

    def write_text(self, text: str) -> None:
        """Write text."""
        self._write(text)


def open_target(cmdlet: Cmdlet, path: str, *, literal: bool, **options: Any) -> PlainTextFile:
    """Open a file to write; the options are TextFile's. Raises the cmdlet's terminating error."""
    try:
        return PlainTextFile(cmdlet.session, path, literal=literal, **options)
    except PSError as error:
        raise cmdlet.terminate(error.record) from None


def source_paths(cmdlet: Cmdlet, paths: Any, *, literal: bool, must_exist: bool = False) -> Iterator[str]:
    """Yield the file paths that -Path or -LiteralPath name; a path that cannot be resolved is the cmdlet's terminating error.

    With ``must_exist`` one where nothing is cannot; else opening it will tell.
    """
    for path in paths if isinstance(paths, list) else [paths]:
        try:
            for place in drives_of(cmdlet.session).expand(str(path), literal=literal, must_exist=must_exist):
                if place.provider.flat:
                    raise cmdlet.terminate(no_file_system(place.provider.full_name).record)
                yield str(place.path)
        except ProviderError as error:
            raise cmdlet.terminate(error.record) from None


@contextmanager
def open_source(cmdlet: Cmdlet, path: str, encoding: Any = None) -> Iterator[Iterator[str]]:
    """Open a file whose text is read piece by piece. Raises the cmdlet's terminating error where it cannot be opened or read on."""
    files = cmdlet.session.services["files"]
    try:
        if files.is_directory(path):
            raise PermissionError(13, "Permission denied", path)
        file = files.open_read(path)
    except OSError as error:
        raise cmdlet.terminate(open_failure(error, path).record) from None
    with file:
        yield _pieces(cmdlet, file, path, None if encoding is None else encodings.find(encoding))


def _pieces(cmdlet: Cmdlet, file: IO[bytes], path: str, chosen: encodings.TextEncoding | None) -> Iterator[str]:
    try:
        yield from encodings.read_chunks(file, chosen)
    except OSError as error:
        raise cmdlet.terminate(read_failure(error, path).record) from None


def read_file(cmdlet: Cmdlet, path: str, encoding: Any = None) -> str:
    """Return a file's text. Raises the cmdlet's terminating error where it cannot be opened."""
    files = cmdlet.session.services["files"]
    try:
        with files.open_read(path) as file:
            return encodings.read_text(file.read(), None if encoding is None else encodings.find(encoding))
    except OSError as error:
        raise cmdlet.terminate(open_failure(error, path).record) from None
