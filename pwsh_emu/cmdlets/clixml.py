"""CLIXML: Export-Clixml, Import-Clixml, ConvertTo-CliXml, ConvertFrom-CliXml."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.textfiles import PlainTextFile, open_target, read_file, source_paths
from pwsh_emu.runtime.clixml import DEFAULT_DEPTH, CliXmlError, CliXmlReader, CliXmlWriter
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.values import UInt64

_XML_EXCEPTION = "System.Xml.XmlException"


def bad_document(cmdlet: Cmdlet, error: CliXmlError) -> PSError:
    """Return the terminating error of text that is no CLIXML."""
    return cmdlet.terminate(cmdlet.error(_XML_EXCEPTION, error.message, _XML_EXCEPTION, "NotSpecified"))


class _Collecting(Cmdlet):
    InputObject: Any = None
    Depth: Any = DEFAULT_DEPTH

    def begin(self) -> None:
        self.items: list[Any] = []

    def process(self) -> None:
        self.items.append(self.InputObject)

    def document(self) -> str:
        return CliXmlWriter(self.session, int(self.Depth)).document(self.items)


@implements("Export-Clixml")
class ExportClixml(_Collecting):
    """Creates an XML-based representation of an object or objects and stores it in a file."""

    Path: Any = None
    LiteralPath: Any = None
    Force: Any = False
    NoClobber: Any = False
    Encoding: Any = None
    _file: PlainTextFile | None = None

    def begin(self) -> None:
        super().begin()
        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.Path)
        if not self.should_process(path):
            return
        self._file = open_target(self, path, literal=literal, encoding=self.Encoding, no_clobber=bool(self.NoClobber), force=bool(self.Force))

    def end(self) -> None:
        if self._file is not None:
            self._file.write_text(self.document())
            self._file.finish()
            self._file = None

    def stop(self) -> None:
        if self._file is not None:
            self._file.abandon()
            self._file = None


@implements("Import-Clixml")
class ImportClixml(Cmdlet):
    """Imports a CLIXML file and creates corresponding objects in PowerShell."""

    Path: Any = None
    LiteralPath: Any = None
    IncludeTotalCount: Any = False
    Skip: Any = None
    First: Any = None

    def process(self) -> None:
        literal = self.LiteralPath is not None
        for path in source_paths(self, self.LiteralPath if literal else self.Path, literal=literal):
            text = read_file(self, path)
            try:
                values = CliXmlReader(self.session).read(text)
            except CliXmlError as error:
                raise bad_document(self, error) from None
            if self.IncludeTotalCount:
                self.write(UInt64(len(values)))
            start = 0 if self.Skip is None else int(self.Skip)
            end = None if self.First is None else start + int(self.First)
            self.write_all(values[start:end])


@implements("ConvertTo-CliXml")
class ConvertToCliXml(_Collecting):
    """Converts an object to a CliXml-formatted string."""

    def end(self) -> None:
        self.write(self.document())


@implements("ConvertFrom-CliXml")
class ConvertFromCliXml(Cmdlet):
    """Converts a CliXml-formatted string to a custom PSObject."""

    InputObject: Any = None

    def begin(self) -> None:
        self.texts: list[str] = []

    def process(self) -> None:
        self.texts.append(str(self.InputObject))

    def end(self) -> None:
        try:
            self.write_all(CliXmlReader(self.session).read("\n".join(self.texts)))
        except CliXmlError as error:
            raise bad_document(self, error) from None
