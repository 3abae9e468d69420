"""The layout of tables: column widths, headers, rows of one line or several, alignment and truncation."""

from __future__ import annotations

from collections.abc import Sequence

from pwsh_emu.formatting.text import ELLIPSIS, RESET, cut_head, cut_tail, first_line, width, wrap

_LEAST_SCREEN = 5  # columns below which no table is shown at all


class TableWriter:
    """Lays out one group of a table. ``widths`` are what columns want: 0 takes a share of the room left, too much is cut from the right.

    ``header_style`` and ``label_style`` are escape sequences for labels (the second for labels that name no property), empty for plain text.
    """

    def __init__(
        self,
        screen: int,
        widths: Sequence[int],
        alignments: Sequence[str],
        *,
        names_property: Sequence[bool] = (),
        header_style: str = "",
        label_style: str = "",
    ) -> None:
        self.widths = column_widths(list(widths), screen) if screen >= _LEAST_SCREEN else []
        self.alignments = list(alignments)
        self.disabled = not any(one >= 1 for one in self.widths)
        self.visible = [index for index, one in enumerate(self.widths) if one > 0]
        self._names_property = list(names_property)
        self._header_style = header_style
        self._label_style = label_style
        last = len(self.widths) - 1
        self._plan = [(index, self.widths[index], index == last) for index in self.visible]

    def header(self, labels: Sequence[str]) -> list[str]:
        """Return the lines of labels and the line of dashes under them."""
        if self.disabled:
            return []
        lines = self._several_lines(labels, self.alignments, header=True)
        dashes = []
        for index, label in enumerate(labels):
            room = self.widths[index]
            if room <= 0:
                dashes.append("")
                continue
            size = width(label) if label else 0
            dashes.append("-" * (min(room, size) if label else room))
        lines.append(self._one_line(dashes, self.alignments, header=True))
        return lines

    def row(self, cells: Sequence[str], alignments: Sequence[str] | None = None, *, multi_line: bool = False) -> list[str]:
        """Return the lines of a row. An alignment "Undefined" takes the column's."""
        if self.disabled:
            return []
        if alignments is None:
            used: Sequence[str] = self.alignments
        else:
            used = [mine if own == "Undefined" else own for own, mine in zip(alignments, self.alignments, strict=False)]
        if multi_line:
            return self._several_lines(cells, used)
        return [self._one_line(cells, used)]

    def rows(self, many: Sequence[Sequence[str]]) -> list[str]:
        """Return the lines of rows that are one line each and take the columns' alignments."""
        return [self._one_line(cells, self.alignments) for cells in many]

    def _one_line(self, cells: Sequence[str], alignments: Sequence[str], header: bool = False) -> str:
        parts = []
        for index, room, last in self._plan:
            cell = cells[index]
            if cell.isascii() and cell.isprintable() and len(cell) <= room:
                size = len(cell)
                if size != room:
                    alignment = alignments[index]
                    if alignment == "Right":
                        cell = cell.rjust(room)
                    elif alignment == "Center":
                        left = (room - size) // 2
                        cell = " " * left + cell + ("" if last else " " * (room - size - left))
                    elif not last:
                        cell = cell.ljust(room)
            else:
                cell = fit_cell(cell, room, alignments[index], pad=not last)
                if "\x1b" in cell and not header and not cell.rstrip().endswith(RESET):
                    cell += RESET
            if header and self._header_style:
                cell = self._header_style + cell + RESET
            parts.append(cell)
        line = " ".join(parts)
        return line if self.visible[0] == 0 else " " + line

    def _several_lines(self, cells: Sequence[str], alignments: Sequence[str], header: bool = False) -> list[str]:
        columns: list[list[str]] = []
        final = self.visible[-1]
        for index in self.visible:
            room = self.widths[index]
            pad = index != final
            lines = wrap(cells[index] or "", room, room)
            alignment = alignments[index]
            if pad or alignment in ("Right", "Center"):
                lines = [fit_cell(line, room, alignment, pad=pad) if width(line) < room else line for line in lines]
            columns.append([" " + line for line in lines] if columns else lines)
        count = max(len(lines) for lines in columns)
        result = []
        for row in range(count):
            last = max(at for at, lines in enumerate(columns) if len(lines) > row)
            parts = []
            for at, lines in enumerate(columns):
                if row < len(lines):
                    value = lines[row]
                elif at > last or at == len(columns) - 1:
                    value = ""
                else:
                    value = " " * (self.widths[self.visible[at]] + (1 if at else 0))
                if at == last and count > 1:
                    value = value.rstrip()
                if header and self._header_style:
                    value = self._styled_label(value, at)
                parts.append(value)
            result.append("".join(parts))
        return result

    def _styled_label(self, value: str, at: int) -> str:
        if at >= len(self._names_property) or self._names_property[at]:
            return self._header_style + value + RESET
        if not value:
            return RESET
        lead = 1 if at else 0
        return value[:lead] + self._label_style + value[lead:] + RESET


def fit_cell(value: str, room: int, alignment: str, *, pad: bool) -> str:
    """Return a value cut or padded to a number of columns; ``pad`` False leaves out what would stand at the line's end."""
    value = first_line(value)
    size = width(value)
    if size < room:
        missing = room - size
        if alignment == "Right":
            return " " * missing + value
        if alignment == "Center":
            left = missing // 2
            return " " * left + value + (" " * (missing - left) if pad else "")
        return value + " " * missing if pad else value
    if size > room:
        shown = room - 1
        if alignment == "Right":
            value = cut_head(value, shown, ELLIPSIS) if shown > 0 else cut_head(value, room)
        else:
            value = cut_tail(value, shown, ELLIPSIS) if shown > 0 else cut_tail(value, room)
        if width(value) != room:  # a wide character did not fit into the last column
            if alignment == "Right":
                return " " + value
            return value + " " if pad else value
    return value


def column_widths(wanted: list[int], screen: int) -> list[int]:
    """Return the widths that columns get on a screen: those without one share the room left; columns that do not fit are -1 (hidden)."""
    if all(one > 0 for one in wanted):
        fits = sum(wanted) + len(wanted) - 1 <= screen
    else:
        fixed = [one > 0 for one in wanted]
        wanted = [one or 1 for one in wanted]
        room = screen - _total(wanted)
        fits = room >= 0
        free = [index for index, is_fixed in enumerate(fixed) if not is_fixed]
        if room > 0:
            share, rest = divmod(room, len(free))
            for count, index in enumerate(free):
                wanted[index] += share + (1 if count < rest else 0)
    return wanted if fits else _trimmed(wanted, screen)


def _total(widths: list[int]) -> int:
    shown = [one for one in widths if one > 0]
    return sum(shown) + len(shown) - 1


def _trimmed(widths: list[int], screen: int) -> list[int]:
    while True:
        excess = _total(widths) - screen
        if excess <= 0:
            return widths
        last = next((index for index, one in enumerate(widths) if one < 0), len(widths)) - 1
        if last < 0:
            return widths
        left = widths[last] - excess
        widths[last] = left if left >= 1 else -1
