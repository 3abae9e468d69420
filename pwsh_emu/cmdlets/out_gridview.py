"""Out-GridView: objects as a table that is sorted, filtered and chosen from in the terminal."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.values import AUTOMATION_NULL


@implements("Out-GridView")
class OutGridView(Cmdlet):
    """Sends output to an interactive table in the terminal."""

    InputObject: Any = AUTOMATION_NULL
    Title: Any = None
    PassThru = False
    Wait = False
    OutputMode: Any = None

    def begin(self) -> None:
        self._objects: list[Any] = []
        host = self.session.host
        if not host.is_terminal or not host.interactive or "grid view" not in self.session.services:
            message = "Out-GridView needs a terminal: standard output is redirected, or the session is not interactive."
            exception = "System.Management.Automation.PSInvalidOperationException"
            raise self.terminate(self.error(exception, message, "OutGridViewNeedsTerminal", "InvalidOperation"))

    def process(self) -> None:
        if self.InputObject is not AUTOMATION_NULL and self.InputObject is not None:
            self._objects.append(self.InputObject)

    def end(self) -> None:
        if not self._objects:
            return
        mode = str(self.OutputMode) if self.OutputMode is not None else "Multiple" if self.PassThru else "None"
        title = str(self.Title) if self.Title is not None else self.invocation_line()
        columns, rows = grid_of(self.session, self._objects)
        self.session.host.flush()
        from pwsh_emu.runtime.turns import away

        with away(self.session):
            chosen = self.session.services["grid view"](title, columns, rows, mode)
        self.write_all(self._objects[index] for index in chosen)

    def invocation_line(self) -> str:
        """Return the command as it was typed, which is the window's title by default."""
        extent = self.processor.extent
        if extent is None:
            return "Out-GridView"
        line, _ = extent.source.position(extent.start)
        return str(extent.source.line_text(line)).strip()


def grid_of(session: Any, objects: list[Any]) -> tuple[list[str], list[list[str]]]:
    """Return the labels and the cells of objects as Format-Table shows them; plain values have one column."""
    from pwsh_emu.formatting.cells import enumeration_limit, to_text
    from pwsh_emu.formatting.formatter import is_scalar
    from pwsh_emu.formatting.shapes import choose_generator

    first = objects[0]
    if is_scalar(session, first):
        return [session.types.type_of(first).name], [[to_text(session, one)] for one in objects]
    generator = choose_generator(session, first, "Table", None)
    labels = [column.label for column in generator.start(first).columns]
    limit = enumeration_limit(session)
    rows = []
    for one in objects:
        cells = [str(cell) for cell in generator.entry(one, limit).value] if not is_scalar(session, one) else [to_text(session, one)]
        rows.append((cells + [""] * len(labels))[: len(labels)])
    return labels, rows
