"""CSV: ConvertTo-Csv, ConvertFrom-Csv, Export-Csv, Import-Csv."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.cmdlets.json import enum_name
from pwsh_emu.cmdlets.textfiles import PlainTextFile, open_source, open_target, source_paths
from pwsh_emu.runtime import culture
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.convert_text import to_string
from pwsh_emu.runtime.csvtext import CsvReader, CsvWriter, DuplicateColumnError, column_names
from pwsh_emu.runtime.errors import PSError

_DEFAULTED = 'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.'
_EXTENDED = "System.Management.Automation.ExtendedTypeSystemException"


class _CsvCmdlet(Cmdlet):
    Delimiter: Any = None
    UseCulture: Any = False

    def delimiter(self) -> str:
        if self.UseCulture:
            return str(culture.current(self.session).data.get("listSeparator", ","))
        return "," if self.Delimiter is None else str(self.Delimiter)


class _CsvWriting(_CsvCmdlet):
    """Base of the cmdlets that write CSV: the first object decides the columns."""

    InputObject: Any = None
    IncludeTypeInformation: Any = False
    NoTypeInformation: Any = False
    QuoteFields: Any = None
    UseQuotes: Any = None
    NoHeader: Any = False
    names: list[str] | None = None

    def begin(self) -> None:
        if self.QuoteFields is not None and self.UseQuotes is not None:
            message = "You must specify either the -UseQuotes or -QuoteFields parameters, but not both."
            raise self.terminate(self.error("System.InvalidOperationException", message, "CannotSpecifyQuoteFieldsAndUseQuotes", "InvalidData"))
        if self.IncludeTypeInformation and self.NoTypeInformation:
            message = "You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both."
            raise self.terminate(
                self.error("System.InvalidOperationException", message, "CannotSpecifyIncludeTypeInformationAndNoTypeInformation", "InvalidData")
            )
        fields = None if self.QuoteFields is None else {to_string(self.session, name).lower() for name in self.QuoteFields}
        self.writer = CsvWriter(self.session, self.delimiter(), enum_name(self.UseQuotes, "Always"), fields)

    def write_line(self, line: str) -> None:
        raise NotImplementedError

    def process(self) -> None:
        obj = self.InputObject
        if obj is None:
            return
        if self.names is None:
            self.names = column_names(self.session, obj)
            if self.IncludeTypeInformation:
                self.write_line(self._type_line(obj))
            if not self.NoHeader:
                self.write_line(self.writer.header(self.names))
        self.write_line(self.writer.row(self.names, obj))

    def _type_line(self, obj: Any) -> str:
        names = self.session.types.type_names(obj)
        return f"#TYPE {names[0].removeprefix('CSV:')}" if names else "#TYPE"


@implements("ConvertTo-Csv")
class ConvertToCsv(_CsvWriting):
    """Converts objects into a series of character-separated value (CSV) strings."""

    def write_line(self, line: str) -> None:
        if line:  # an empty one is left out, as Export-Csv does not
            self.write(line)


@implements("Export-Csv")
class ExportCsv(_CsvWriting):
    """Converts objects into a series of character-separated value (CSV) strings and saves the strings to a file."""

    Path: Any = None
    LiteralPath: Any = None
    Force: Any = False
    NoClobber: Any = False
    Encoding: Any = None
    Append: Any = False
    _file: PlainTextFile | None = None
    _skip = False

    def begin(self) -> None:
        super().begin()
        if self.Path is None and self.LiteralPath is None:
            message = "You must specify either the -Path or -LiteralPath parameters, but not both."
            raise self.terminate(self.error("System.InvalidOperationException", message, "CannotSpecifyPathAndLiteralPath", "InvalidData"))
        if self.Path is not None and self.LiteralPath is not None:
            message = "You must specify either the -Path or -LiteralPath parameters, but not both."
            raise self.terminate(self.error("System.InvalidOperationException", message, "CannotSpecifyPathAndLiteralPath", "InvalidData"))
        if self.Append and self.NoHeader:
            message = "You must specify either the -Append or -NoHeader parameters, but not both."
            raise self.terminate(self.error("System.InvalidOperationException", message, "CannotSpecifyBothAppendAndNoHeader", "InvalidData"))
        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.Path)
        if not self.should_process(path):
            self._skip = True
            return
        self._file = open_target(
            self,
            path,
            literal=literal,
            append=bool(self.Append),
            encoding=self.Encoding,
            no_clobber=bool(self.NoClobber) and not self.Append,
            force=bool(self.Force),
        )
        if self.Append:
            self._read_columns(self._file.path)

    def _read_columns(self, path: str) -> None:
        """Take the columns of the file that is added to."""
        end = ["\n"]  # the piece that was read last

        def noted(pieces: Iterator[str]) -> Iterator[str]:
            for end[0] in pieces:
                yield end[0]

        with open_source(self, path, None) as pieces:
            text = noted(pieces)
            reader = CsvReader(self.delimiter())
            for _ in reader.read("", text):
                break
            for _ in text:
                pass
        self.names = reader.header or None
        if not end[0].endswith("\n"):
            self.write_line("")

    def process(self) -> None:
        if self._skip:
            return
        obj = self.InputObject
        if self.Append and self.names is not None and obj is not None and not self._fits(obj):
            return
        super().process()

    def _fits(self, obj: Any) -> bool:
        """Tell whether an object has all columns of the file; without -Force that is an error."""
        assert self.names is not None
        if self.Force:
            return True
        known = {name.lower() for name in column_names(self.session, obj)}
        for name in self.names:
            if name.lower() not in known:
                message = (
                    f"Cannot append CSV content to the following file: {self._file.path if self._file else ''}. The appended object does not have "
                    f"a property that corresponds to the following column: {name}. To continue with mismatched properties, add the -Force parameter, "
                    "and then retry the command."
                )
                record = self.error("System.InvalidOperationException", message, "CannotAppendCsvWithMismatchedPropertyNames", "InvalidData", name)
                raise self.terminate(record)
        return True

    def write_line(self, line: str) -> None:
        assert self._file is not None
        self._file.write_text(line + "\n")

    def end(self) -> None:
        if self._file is not None:
            self._file.finish()
            self._file = None

    def stop(self) -> None:
        self.end()


class _CsvReading(_CsvCmdlet):
    Header: Any = None
    _warned = False

    def make_reader(self) -> CsvReader:
        header = None if self.Header is None else [to_string(self.session, name) for name in self.Header]
        try:
            return CsvReader(self.delimiter(), header)
        except DuplicateColumnError as error:
            raise self._duplicate(error) from None

    def read_text(self, reader: CsvReader, text: str, more: Iterator[str] | None = None) -> None:
        out = self.out
        try:
            rows = reader.read(text, more)
            first = next(rows, None)
            if reader.defaulted and not self._warned:
                self._warned = True
                self.write_warning(_DEFAULTED)
            if first is None:
                return
            out(first)
            for row in rows:
                out(row)
        except DuplicateColumnError as error:
            raise self._duplicate(error) from None

    def _duplicate(self, error: DuplicateColumnError) -> PSError:
        return self.terminate(
            self.error(_EXTENDED, f'The member "{error.name}" is already present.', "AlreadyPresentPSMemberInfoInternalCollectionAdd", "NotSpecified")
        )


@implements("ConvertFrom-Csv")
class ConvertFromCsv(_CsvReading):
    """Converts object properties in character-separated value (CSV) format into CSV versions of the original objects."""

    InputObject: Any = None

    def begin(self) -> None:
        self.reader = self.make_reader()

    def process(self) -> None:
        items = self.InputObject if isinstance(self.InputObject, list) else [self.InputObject]
        for item in items:
            self.read_text(self.reader, to_string(self.session, item))


@implements("Import-Csv")
class ImportCsv(_CsvReading):
    """Creates table-like custom objects from the items in a character-separated value (CSV) file."""

    Path: Any = None
    LiteralPath: Any = None
    Encoding: Any = None

    def process(self) -> None:
        literal = self.LiteralPath is not None
        if literal and self.Path is not None:
            message = "You must specify either the -Path or -LiteralPath parameters, but not both."
            raise self.terminate(self.error("System.InvalidOperationException", message, "CannotSpecifyPathAndLiteralPath", "InvalidData"))
        for path in source_paths(self, self.LiteralPath if literal else self.Path, literal=literal):
            with open_source(self, path, self.Encoding) as pieces:
                self.read_text(self.make_reader(), "", pieces)
