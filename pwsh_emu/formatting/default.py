"""What Out-Default, Out-Host, Out-String, Out-File and redirections do with objects: format and write them as lines.

Objects that are not formatted yet go through a formatter of the shape that suits them; formatted ones (from Format-Table & co.) are laid
out as they are, after the table or list that was open.
"""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UNLIMITED = 0x7FFFFFFF  # a screen without an edge: Out-String and Out-File without -Width


class DefaultFormatter:
    """Formats one stream of objects. ``write`` takes text with its line breaks; call `finish` at the stream's end.

    ``width`` is the screen's in columns; None for a string or file without -Width, where only tables have an edge. ``is_host`` is False
    for strings and files: they keep no styles unless $PSStyle.OutputRendering is Ansi. A console's last column stays empty.
    Nothing that text alone does not need is imported before something else comes.
    """

    def __init__(self, session: Any, write: Callable[[str], None], width: int | None = None, *, is_host: bool | None = None) -> None:
        self.session = session
        self._write = write
        if is_host is None:
            is_host = width is not None and getattr(write, "__self__", None) is session.host
        self._is_host = is_host
        self._columns = UNLIMITED if width is None else width - 1 if is_host else width
        self._output: Any = None
        self._formatter: Any = None

    def write(self, obj: Any) -> None:
        """Take the next object."""
        kind = type(obj)
        if kind is str:
            if self._output is None and "\x1b" not in obj:
                self._write(obj + "\n")
            else:
                self._opened().text(obj)
            return
        if kind is int and self._output is None:
            self._write(f"{obj}\n")
            return
        if obj is not None:
            self._object(kind, obj)

    def _object(self, kind: type, obj: Any) -> None:
        from pwsh_emu.formatting.packets import PACKET_TYPES, FormatStartData

        output = self._opened()
        if kind in PACKET_TYPES:
            if kind is FormatStartData and output.state == "InsideGroup":
                self.finish()
            output.packet(obj)
            return
        formatter = self._formatter
        if formatter is None:
            from pwsh_emu.formatting.formatter import Formatter

            formatter = self._formatter = Formatter(self.session, None, None, output.packet)
        formatter.process(obj)

    def _opened(self) -> Any:
        """Return what lays packets out, made when first needed."""
        if self._output is None:
            from pwsh_emu.formatting.output import Output

            host = self.session.host
            live = self._is_host and bool(getattr(host, "is_terminal", False))
            rows = getattr(host, "height", UNLIMITED) if live else UNLIMITED
            self._output = Output(self.session, self._write, self._columns, host.width, is_host=self._is_host, live=live, rows=rows)
        return self._output

    def finish(self) -> None:
        """End what is open and write what is held back."""
        formatter, self._formatter = self._formatter, None
        if formatter is not None:
            formatter.finish()
        if self._output is not None:
            self._output.finish()
