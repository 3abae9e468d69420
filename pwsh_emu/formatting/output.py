"""The second half of formatting: packets to lines. What Out-Default, Out-Host, Out-String and Out-File do with formatted data.

A table whose columns have no widths is held back until its group ends, so that widths fit all rows; once one such table came, every
later group of the same output is held back too, and a table's own widths count no more (PowerShell's cache stays on).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.formatting import psstyle
from pwsh_emu.formatting.default import UNLIMITED
from pwsh_emu.formatting.packets import FormatEndData, FormatEntryData, FormatStartData, GroupEndData, GroupStartData
from pwsh_emu.formatting.table import TableWriter
from pwsh_emu.formatting.text import width
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError

HELD_ROWS = 1 << 15  # rows of a group that are held back at most
HELD_SECONDS = 0.3  # how long they are held back where a person waits at a terminal
_PREFIXED = ("Warning", "Verbose", "Debug")


class Output:
    """Lays out packets as lines.

    ``write`` takes text with its line breaks. ``columns`` is the screen's width (`UNLIMITED` for none), ``table_columns`` what
    tables and wide displays have then. ``is_host`` tells a console from a file or string, ``live`` a terminal that someone watches.
    """

    def __init__(
        self,
        session: Any,
        write: Callable[[str], None],
        columns: int,
        table_columns: int,
        *,
        is_host: bool,
        live: bool = False,
        rows: int = UNLIMITED,
    ) -> None:
        self.session = session
        self.state = "Reset"  # then "Formatting" and "InsideGroup"
        self._write = write
        self._columns = columns
        self._table_columns = table_columns if columns == UNLIMITED else columns
        self._is_host = is_host
        self._live = live
        self._rows = rows
        self._caching = False
        self._held: list[Any] | None = None
        self._held_by_time = False
        self._deadline = 0.0
        self._cached_start: FormatStartData | None = None
        self._hint: list[int] | None = None
        self._wide_hint = 0
        self._start: FormatStartData | None = None
        self._in_group = False
        self._table: TableWriter | None = None
        self._wide: Any = None
        self._row_count = 0
        self._styled = False

    # --- lines ---
    def line(self, text: str) -> None:
        """Write one line; styles are taken out where the output is plain."""
        if "\x1b" in text and psstyle.is_plain(self.session, self._is_host):
            text = psstyle.without_styles(text)
        self._write(text + "\n")

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self.line(line)

    def text(self, text: str) -> None:
        """Write text that stands for itself, as it is, in its turn."""
        if self._held is not None:
            self._held.append(FormatEntryData("String", text, out_of_band=True))
        else:
            self._string(text)

    def _string(self, text: str) -> None:
        """Write a string, which nothing has laid out: a string or file takes it with the styles that it holds."""
        if self._is_host:
            self.line(text)
        else:
            self._write(text + "\n")

    # --- packets ---
    def packet(self, packet: Any) -> None:
        """Take the next packet; raise the error for one that is out of sequence."""
        kind = type(packet)
        if kind is FormatEntryData:
            if not packet.out_of_band and self.state != "InsideGroup":
                raise self._out_of_sequence(packet)
            if self._held is not None:
                self._held.append(packet)
                if self._held_by_time and len(self._held) & 0xFF == 0:
                    self._release_late()
                return
            self._process(packet)
            return
        if kind is FormatStartData:
            self._expect("Reset", packet)
            self.state = "Formatting"
            if packet.auto_size:
                self._caching, self._held_by_time = True, False
            elif packet.shape == "Table" and packet.columns and packet.columns[0].width == 0:
                self._caching, self._held_by_time = True, True
            self._cached_start = packet
        elif kind is GroupStartData:
            self._expect("Formatting", packet)
            self.state = "InsideGroup"
            if self._caching:
                self._held = [packet]
                if self._live and self._held_by_time:
                    import time

                    self._deadline = time.monotonic() + HELD_SECONDS
                return
        elif kind is GroupEndData:
            self._expect("InsideGroup", packet)
            self.state = "Formatting"
            self._release()
        elif kind is FormatEndData:
            self._expect("Formatting", packet)
            self.state = "Reset"
        self._process(packet)

    def finish(self) -> None:
        """Write what is still held back."""
        self._release(sized=False)

    def _expect(self, state: str, packet: Any) -> None:
        if self.state != state:
            raise self._out_of_sequence(packet)

    def _out_of_sequence(self, packet: Any) -> PSError:
        shape = packet.shape.lower() if type(packet) is FormatStartData else "*"
        name = type(packet).__name__
        record = ErrorRecord(
            ExceptionObject("System.InvalidOperationException", "Operation is not valid due to the current state of the object."),
            "ConsoleLineOutputOutOfSequencePacket",
            "InvalidData",
        )
        record.details_message = (
            f'The object of type "Microsoft.PowerShell.Commands.Internal.Format.{name}" is not valid or not in the correct sequence. '
            f'This is likely caused by a user-specified "format-{shape}" command which is conflicting with the default formatting.'
        )
        record.origin = "Microsoft.PowerShell.Commands.OutLineOutputCommand"
        return PSError(record)

    # --- holding back ---
    def _release_late(self) -> None:
        """Stop holding back a long group: its widths are then those of the rows so far."""
        held = self._held
        assert held is not None
        if self._live:
            import time

            if time.monotonic() > self._deadline:
                self._release()
                return
        if len(held) >= HELD_ROWS:
            self._release()

    def _release(self, *, sized: bool = True) -> None:
        held = self._held
        if held is None:
            return
        self._held = None
        if sized:
            self._measure(held)
        for packet in held:
            self._process(packet)

    def _measure(self, held: list[Any]) -> None:
        """Find the widths that a group's rows want."""
        start = self._cached_start
        self._hint, self._wide_hint = None, 0
        assert start is not None
        entries = [packet for packet in held if type(packet) is FormatEntryData and not packet.out_of_band]
        if start.shape == "Table" and start.columns:
            self._hint = measured_columns([column.label for column in start.columns], [entry.value for entry in entries])
        elif start.shape == "Wide" and not start.column_count:
            self._wide_hint = max((width(entry.value) for entry in entries), default=0)

    # --- laying out ---
    def _process(self, packet: Any) -> None:
        kind = type(packet)
        if kind is FormatEntryData:
            if packet.out_of_band or not self._in_group:
                self._out_of_band(packet)
            else:
                self._entry(packet)
        elif kind is FormatStartData:
            self._start = packet
            self.line("")
        elif kind is GroupStartData:
            self._begin_group(packet)
        elif kind is GroupEndData:
            if self._wide is not None:
                self._lines(self._wide.flush())
                self._wide = None
            self._table = None
            self._in_group = False
        else:
            if self._start is not None and self._start.shape != "List":
                self.line("")
            self._start = None

    def _begin_group(self, packet: GroupStartData) -> None:
        start = self._start
        assert start is not None
        self._in_group = True
        self._styled = not psstyle.is_plain(self.session, self._is_host)
        self._row_count = 0
        hint, self._hint = self._hint, None
        wide_hint, self._wide_hint = self._wide_hint, 0
        if start.shape == "Table" and start.columns:
            header_style, label_style = psstyle.header_styles(self.session) if self._styled else ("", "")
            self._table = TableWriter(
                self._table_columns,
                hint or [column.width for column in start.columns],
                [column.alignment for column in start.columns],
                names_property=[column.names_property for column in start.columns],
                header_style=header_style,
                label_style=label_style,
            )
        elif start.shape == "Wide":
            from pwsh_emu.formatting.wide import WideWriter, columns_that_fit

            count = columns_that_fit(wide_hint, self._table_columns) if wide_hint else start.column_count or 2
            self._wide = WideWriter(self._table_columns, count)
        if packet.heading is not None:
            self._heading(packet.heading)
        self._header()

    def _header(self) -> None:
        start, table = self._start, self._table
        if table is not None and start is not None and not start.hide_header:
            lines = table.header([column.label for column in start.columns])
            self._lines(lines)
            self._row_count = len(lines)

    def _entry(self, entry: FormatEntryData) -> None:
        start = self._start
        assert start is not None
        kind = entry.kind
        if kind == "Row":
            table = self._table
            if table is None:
                return
            cells = entry.value
            if len(cells) != len(start.columns):
                missing = len(start.columns) - len(cells)
                cells = list(cells[: len(start.columns)]) + [""] * missing
            if start.repeat_header and self._row_count >= self._rows - 2:
                self.line("")
                self._header()
            self._lines(table.row(cells, entry.alignments, multi_line=entry.multi_line))
            self._row_count += 1
        elif kind == "List":
            self._list(entry.value)
            self.line("")
        elif kind == "Wide":
            if self._wide is not None:
                self._lines(self._wide.add(entry.value))
        elif kind == "Custom":
            self._custom(entry.value, self._columns)

    def _out_of_band(self, entry: FormatEntryData) -> None:
        kind = entry.kind
        if kind == "Text":
            self.line(entry.value)
        elif kind == "String":
            self._string(entry.value)
        elif kind == "Custom":
            if self._is_host and entry.stream in _PREFIXED:
                self._message(entry)
            else:
                self._custom(entry.value, UNLIMITED)
        elif kind == "List":
            self.line("")
            self._list(entry.value)
            self.line("")

    def _message(self, entry: FormatEntryData) -> None:
        """Write a warning, verbose or debug record that was merged into the output: the console puts its prefix before it."""
        from pwsh_emu.formatting.custom import CustomWriter
        from pwsh_emu.formatting.streamlines import message_line

        def write(line: str) -> None:
            self._write(message_line(self.session, entry.stream.upper(), line, self._columns))

        CustomWriter(write, None).write_items(entry.value)

    def _list(self, value: tuple[list[str], list[str]]) -> None:
        from pwsh_emu.formatting.list import write_list

        labels, values = value
        style = psstyle.accent(self.session) if not psstyle.is_plain(self.session, self._is_host) else ""
        write_list(labels, values, self._columns, self.line, style)

    def _custom(self, items: list[Any], columns: int, line: Callable[[str], None] | None = None) -> None:
        from pwsh_emu.formatting.custom import CustomWriter

        CustomWriter(line or self.line, None if columns == UNLIMITED else columns).write_items(items)

    def _heading(self, items: list[Any]) -> None:
        """Write a group's heading and one empty line, also where the heading ends with a line break of its own."""
        lines: list[str] = []
        self._custom(items, self._columns, lines.append)
        if not lines or lines[-1]:
            lines.append("")
        for line in lines:
            self.line(line)


def measured_columns(labels: list[str], rows: list[list[str]]) -> list[int]:
    """Return the width that each column of a table wants: its label's or its widest cell's."""
    widths = [width(label) if label else 0 for label in labels]
    for index, cells in enumerate(zip(*rows, strict=False)):
        if index >= len(widths):
            break
        joined = "".join(cells)
        widest = max(map(len, cells)) if joined.isascii() and "\x1b" not in joined else max(map(width, cells))
        if widest > widths[index]:
            widths[index] = widest
    return widths
