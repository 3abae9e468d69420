"""The text that says where in a script something is: ``At file:line char:column``, the line, and a line of ``~`` under the place.

$MyInvocation.PositionMessage, parse errors and every error view are built from it.
"""

from __future__ import annotations

from pwsh_emu.language.source import Source

MAX_LINE = 69  # columns of the source line that are shown: at a width of 80 there is room for "+ ", and an ellipsis at both ends
_PREFIX = 12  # columns kept before the place where the line is cut
_SUFFIX = 8
_ELLIPSIS = "…"


def marked_line(source: Source, start: int, end: int) -> tuple[str, str] | None:
    """Return the source line of a place, cut to what is shown, and the line of ``~`` that goes below it; None for an empty line.

    Columns are UTF-16 units as PowerShell counts them. A place that goes on in the next lines is marked up to the end of its first.
    """
    line_number, column = source.position(start)
    end_line, end_column = source.position(end)
    line = source.line_text(line_number).rstrip()
    if not line:
        return None
    units = len(line) if line.isascii() else len(line.encode("utf-16-le", "surrogatepass")) // 2
    before = column - 1
    length = end_column - column if line_number == end_line and end_column <= units + 1 else units - column + 1
    if "\t" in line:
        line, before, length = _expand_tabs(line, before, length)
        units = len(line) if line.isascii() else len(line.encode("utf-16-le", "surrogatepass")) // 2
    lead = tail = False
    if units > MAX_LINE:
        first, prefix, length, lead, tail = _window(units, before, length)
        line = _units(line, first, MAX_LINE)
        before = min(before, prefix)
        length = min(length, MAX_LINE - before)
    shown = (f"{_ELLIPSIS} " if lead else "") + line + (f" {_ELLIPSIS}" if tail else "")
    return shown, " " * (before + (2 if lead else 0)) + "~" * (length if length > 0 else 1)


def position_message(source: Source, start: int, end: int) -> str:
    """Return InvocationInfo.PositionMessage of a place in a script."""
    line, column = source.position(start)
    marked = marked_line(source, start, end)
    place = f"At {source.file or 'line'}:{line} char:{column}"
    return f"{place}\n+ {marked[0]}\n+ {marked[1]}" if marked else f"{place}\n+ "


def _expand_tabs(line: str, before: int, length: int) -> tuple[str, int, int]:
    lead = _units(line, 0, before).replace("\t", "    ")
    place = _units(line, before, max(length, 0)).replace("\t", "    ")
    rest = _units(line, before + max(length, 0), len(line) * 2).replace("\t", "    ")
    return lead + place + rest, len(lead), len(place)


def _window(units: int, before: int, length: int) -> tuple[int, int, int, bool, bool]:
    """Return where a long line is cut: first column shown, columns kept before the place, its length, ellipsis before, ellipsis behind."""
    prefix = min(before, _PREFIX)
    total_suffix = units - length - before
    suffix = min(total_suffix, _SUFFIX)
    candidate = prefix + length + suffix
    if candidate >= MAX_LINE:
        if prefix + length >= MAX_LINE:
            length = MAX_LINE - prefix
        tail = True
    else:
        if before - prefix > 0:
            prefix += min(before - prefix, MAX_LINE - candidate)
            candidate = prefix + length + suffix
        if candidate < MAX_LINE and total_suffix > 0:
            suffix += min(total_suffix, MAX_LINE - candidate)
        tail = suffix < total_suffix
    return max(before - prefix, 0), prefix, length, prefix < before, tail


def _units(text: str, start: int, count: int) -> str:
    """Return a part of a text by UTF-16 units."""
    if text.isascii():
        return text[start : start + count]
    raw = text.encode("utf-16-le", "surrogatepass")[start * 2 : (start + count) * 2]
    return raw.decode("utf-16-le", "surrogatepass" if len(raw) % 4 == 0 else "replace")
