"""The table of Out-GridView: typing filters, the arrows move, Ctrl+S sorts, Enter chooses and Escape leaves.

`Grid` is the table as it stands, without a terminal; `show` draws it and hands it the keys.
"""

from __future__ import annotations

import re
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

_STYLE = Style.from_dict(
    {"title": "bold", "header": "bold underline", "column": "bold underline reverse", "current": "reverse", "marked": "bold", "help": "italic"}
)
_FRAME = 5  # lines that are no rows: title, filter, header, an empty one and the help
_NUMBER = re.compile(r"-?[\d,]*\.?\d+$")
_HELP = {
    "None": "type to filter   arrows move   Ctrl+S sorts by the column   Esc closes",
    "Single": "type to filter   arrows move   Ctrl+S sorts by the column   Enter chooses   Esc cancels",
    "Multiple": "type to filter   arrows move   Ctrl+S sorts by the column   Space marks   Ctrl+A all   Enter takes   Esc cancels",
}


class Grid:
    """A table's rows, filter, order, place and marks. ``mode`` is None, Single or Multiple."""

    def __init__(self, title: str, columns: list[str], rows: list[list[str]], mode: str) -> None:
        self.title = title
        self.columns = columns
        self.rows = rows
        self.mode = mode
        self.filter = ""
        self.column = 0
        self.current = 0  # among the visible rows
        self.top = 0
        self.marked: set[int] = set()
        self.order: tuple[int, bool] | None = None  # column, descending
        self.visible = list(range(len(rows)))

    # --- what is shown ---
    def refresh(self) -> None:
        """Work out which rows are shown, and in which order."""
        words = self.filter.lower().split()
        self.visible = [at for at, row in enumerate(self.rows) if all(any(word in cell.lower() for cell in row) for word in words)]
        if self.order is not None:
            column, descending = self.order
            self.visible.sort(key=lambda at: _sort_key(self.rows[at][column]), reverse=descending)
        self.current = max(0, min(self.current, len(self.visible) - 1))

    def type(self, text: str) -> None:
        self.filter += text
        self.refresh()

    def erase(self) -> None:
        self.filter = self.filter[:-1]
        self.refresh()

    def sort(self) -> None:
        """Sort by the chosen column; once more turns the order round."""
        self.order = (self.column, self.order is not None and self.order[0] == self.column and not self.order[1])
        self.refresh()

    # --- moving and marking ---
    def move(self, rows: int) -> None:
        self.current = max(0, min(self.current + rows, len(self.visible) - 1))

    def move_column(self, columns: int) -> None:
        self.column = max(0, min(self.column + columns, len(self.columns) - 1))

    def mark(self) -> None:
        """Mark the current row, or take its mark away."""
        if self.visible:
            self.marked ^= {self.visible[self.current]}

    def mark_all(self) -> None:
        """Mark all rows that are shown, or none where all are marked."""
        shown = set(self.visible)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def chosen(self) -> list[int]:
        """Return the rows that Enter takes, in their first order."""
        if self.mode == "None" or not self.visible:
            return []
        if self.mode == "Multiple" and self.marked:
            return sorted(self.marked)
        return [self.visible[self.current]]

    # --- drawing ---
    def lines(self, width: int, height: int) -> StyleAndTextTuples:
        """Return the table for a screen."""
        room = max(1, height - _FRAME)
        if self.current < self.top:
            self.top = self.current
        if self.current >= self.top + room:
            self.top = self.current - room + 1
        self.top = max(0, min(self.top, len(self.visible) - room))
        widths = self._widths(width)
        shown: StyleAndTextTuples = [("class:title", _fit(self.title, width) + "\n"), ("", _fit(f"Filter: {self.filter}", width) + "\n")]
        mark = "  " if self.mode == "Multiple" else ""
        shown.append(("class:header", mark))
        for at, label in enumerate(self.columns):
            arrow = "" if self.order is None or self.order[0] != at else " ▼" if self.order[1] else " ▲"
            shown.append(("class:column" if at == self.column else "class:header", _fit(label + arrow, widths[at])))
            shown.append(("class:header", " "))
        shown.append(("", "\n"))
        for place in range(self.top, min(self.top + room, len(self.visible))):
            number = self.visible[place]
            style = "class:current" if place == self.current else "class:marked" if number in self.marked else ""
            sign = ("* " if number in self.marked else "  ") if mark else ""
            cells = " ".join(_fit(cell, size) for cell, size in zip(self.rows[number], widths, strict=True))
            shown.append((style, sign + cells + "\n"))
        count = f"{len(self.visible)} of {len(self.rows)}"
        shown.append(("class:help", _fit(f"{count}   {_HELP[self.mode]}", width)))
        return shown

    def _widths(self, width: int) -> list[int]:
        """Return the columns' widths: as their cells need, the widest cut until all fit."""
        wanted = [
            max([get_cwidth(label) + 2, *(get_cwidth(row[at].split("\n")[0]) for row in self.rows)]) for at, label in enumerate(self.columns)
        ]  # fmt: skip
        room = width - len(wanted) - (2 if self.mode == "Multiple" else 0)
        while sum(wanted) > room and max(wanted) > 3:
            wanted[wanted.index(max(wanted))] -= 1
        return wanted


def _sort_key(text: str) -> tuple[int, float, str]:
    """Return what orders a cell: numbers by value, before texts."""
    plain = text.strip()
    if _NUMBER.match(plain):
        return (0, float(plain.replace(",", "")), "")
    return (1, 0.0, plain.lower())


def _fit(text: str, width: int) -> str:
    """Return the first line of a text, cut or filled to a width."""
    text = text.split("\n")[0].replace("\t", " ")
    if get_cwidth(text) > width:
        while text and get_cwidth(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - get_cwidth(text))


def show(title: str, columns: list[str], rows: list[list[str]], mode: str, *, input: Input | None = None, output: Output | None = None) -> list[int]:
    """Show a table until it is left, and return the numbers of the rows that were chosen."""
    grid = Grid(title, columns, rows, mode)
    control = FormattedTextControl(lambda: grid.lines(*_size(app)), focusable=True, show_cursor=False)
    app: Application[list[int]] = Application(
        layout=Layout(Window(control)), key_bindings=_bindings(grid), style=_STYLE, full_screen=True, input=input, output=output
    )
    return app.run(in_thread=False) or []


def _size(app: Application[Any]) -> tuple[int, int]:
    size = app.output.get_size()
    return size.columns, size.rows


def _bindings(grid: Grid) -> KeyBindings:
    bindings = KeyBindings()

    def on(*keys: str) -> Any:
        return lambda act: bindings.add(*keys)(lambda event: act())

    on("up")(lambda: grid.move(-1))
    on("down")(lambda: grid.move(1))
    on("pageup")(lambda: grid.move(-10))
    on("pagedown")(lambda: grid.move(10))
    on("home")(lambda: grid.move(-len(grid.rows)))
    on("end")(lambda: grid.move(len(grid.rows)))
    on("left")(lambda: grid.move_column(-1))
    on("right")(lambda: grid.move_column(1))
    on("tab")(lambda: grid.move_column(1))
    on("s-tab")(lambda: grid.move_column(-1))
    on("c-s")(grid.sort)
    on("backspace")(grid.erase)
    on("c-a")(lambda: grid.mark_all() if grid.mode == "Multiple" else None)

    @bindings.add("enter")
    def _take(event: KeyPressEvent) -> None:
        event.app.exit(result=grid.chosen())

    @bindings.add("escape", eager=True)
    @bindings.add("c-c")
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(result=[])

    @bindings.add(Keys.Any)
    def _type(event: KeyPressEvent) -> None:
        if event.data == " " and grid.mode == "Multiple":
            grid.mark()
            grid.move(1)
        elif event.data.isprintable():
            grid.type(event.data)

    return bindings
