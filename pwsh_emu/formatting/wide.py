"""The layout of wide displays: one value an object, several objects a line."""

from __future__ import annotations

from pwsh_emu.formatting.table import TableWriter


def columns_that_fit(longest: int, screen: int) -> int:
    """Return how many values of a width fit into a line with a space between them."""
    if longest <= 0 or screen < 1 or longest >= screen:
        return 1
    count = 1
    while longest * (count + 1) + count < screen:
        count += 1
    return count


class WideWriter:
    """Collects values until a line is full."""

    def __init__(self, screen: int, columns: int) -> None:
        self.columns = columns
        self._table = TableWriter(screen, [0] * columns, ["Left"] * columns)
        self._pending: list[str] = []

    def add(self, value: str) -> list[str]:
        """Add a value; return the line that it fills, if it does."""
        self._pending.append(value)
        return self.flush() if len(self._pending) == self.columns else []

    def flush(self) -> list[str]:
        """Return the line that is not full yet, if there is one."""
        if not self._pending:
            return []
        line = self._table.row(self._pending + [""] * (self.columns - len(self._pending)))
        self._pending.clear()
        return line
