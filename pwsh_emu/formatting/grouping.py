"""-GroupBy and the groups of views: when a new group begins, and the heading above it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting import cells
from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL


class Grouping:
    """Follows the value of a grouping expression. ``label`` replaces the expression's name; ``heading_label`` and ``control`` are a view's own."""

    def __init__(
        self,
        session: Any,
        expression: PropertyExpression,
        label: str | None,
        *,
        heading_label: str | None = None,
        control: dict[str, Any] | None = None,
    ) -> None:
        self.session = session
        self.expression = expression
        self.label = label
        self.heading_label = heading_label
        self.control = control
        self._value: Any = AUTOMATION_NULL
        self._name: str | None = None

    def update(self, obj: Any) -> bool:
        """Take an object's value; tell whether it is another than before. One that cannot be read stays in the group."""
        result = self.expression.first(self.session, obj)
        if result is None or result.error is not None:
            return False
        before, self._value = self._value, result.value
        changed = not (self._equal(result.value, before) or self._equal(before, result.value))
        if changed and self.label is None:
            self._name = result.expression.text
        return changed

    def heading(self, obj: Any, limit: int) -> list[Any] | None:
        """Return the items of the heading above the group that an object begins."""
        if self._value is AUTOMATION_NULL:
            return None
        if self.control:
            from pwsh_emu.formatting.customshape import control_items

            return control_items(self.session, self.control, obj, limit)
        text = cells.cell_text(self.session, self._value, limit)
        name = self.heading_label if self.heading_label is not None else self.label if self.label is not None else self._name
        if name == "PSParentPath" and self.heading_label is None:
            return [f"    Directory: {text.rpartition('::')[2]}"]
        return [f"   {name or ''}: ", text]

    def _equal(self, left: Any, right: Any) -> bool:
        if left is right:
            return True
        kind = type(left)
        if kind is type(right) and kind in (str, int, bool):
            return bool(left.lower() == right.lower()) if kind is str else bool(left == right)
        if left is None or left is AUTOMATION_NULL:
            return right is None or right is AUTOMATION_NULL
        if right is None or right is AUTOMATION_NULL:
            return False
        from pwsh_emu.runtime.comparison import compare

        try:
            return bool(compare(self.session, left, right, True) == 0)
        except (PSError, NetException):
            return cells.to_text(self.session, left).lower() == cells.to_text(self.session, right).lower()
