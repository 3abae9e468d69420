"""What Out-Default, Out-Host, Out-String, Out-File and redirections do with objects: format and write them as lines.

Objects that are not formatted yet go through a formatter of the shape that suits them; formatted ones (from Format-Table & co.) are laid
out as they are, after the table or list that was open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.formatting.formatter import Formatter
from pwsh_emu.formatting.output import UNLIMITED, Output
from pwsh_emu.formatting.packets import PACKET_TYPES, FormatStartData
from pwsh_emu.runtime.values import AUTOMATION_NULL


class DefaultFormatter:
    """Formats one stream of objects. ``write`` takes text with its line breaks; call `finish` at the stream's end.

    ``width`` is the screen's in columns; None for a string or file without -Width, where only tables have an edge. ``is_host`` is False
    for strings and files: they keep no styles unless $PSStyle.OutputRendering is Ansi. A console's last column stays empty.
    """

    def __init__(self, session: Any, write: Callable[[str], None], width: int | None = None, *, is_host: bool | None = None) -> None:
        self.session = session
        host = session.host
        if is_host is None:
            is_host = width is not None and getattr(write, "__self__", None) is host
        self._output = Output(
            session,
            write,
            UNLIMITED if width is None else width - 1 if is_host else width,
            host.width,
            is_host=is_host,
            live=is_host and bool(getattr(host, "is_terminal", False)),
            rows=getattr(host, "height", UNLIMITED) if getattr(host, "is_terminal", False) else UNLIMITED,
        )
        self._formatter: Formatter | None = None

    def write(self, obj: Any) -> None:
        """Take the next object."""
        kind = type(obj)
        if kind is str:
            self._output.text(obj)
            return
        if kind in PACKET_TYPES:
            if kind is FormatStartData and self._output.state == "InsideGroup":
                self.finish()
            self._output.packet(obj)
            return
        if obj is None or obj is AUTOMATION_NULL:
            return
        formatter = self._formatter
        if formatter is None:
            formatter = self._formatter = Formatter(self.session, None, None, self._output.packet)
        formatter.process(obj)

    def finish(self) -> None:
        """End what is open and write what is held back."""
        formatter, self._formatter = self._formatter, None
        if formatter is not None:
            formatter.finish()
        self._output.finish()
