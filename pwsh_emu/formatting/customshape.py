"""The generator of custom displays: a view's frames and expressions, or an object's tree as Format-Custom shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.formatting import cells
from pwsh_emu.formatting.packets import NEW_LINE, FormatEntryData, Frame
from pwsh_emu.formatting.parameters import Property
from pwsh_emu.formatting.shapes import Generator, properties_for
from pwsh_emu.formatting.text import ELLIPSIS
from pwsh_emu.formatting.views import select
from pwsh_emu.runtime.values import PSCustomObject, PSObject

_DEEPEST = 50
_STEP = 2  # columns of indentation a level


class CustomGenerator(Generator):
    shape = "Custom"

    def entry(self, obj: Any, limit: int) -> FormatEntryData:
        items: list[Any] = []
        if self.view is not None:
            self._view_entry(self.view.definition["entries"], obj, limit, items, 0)
        else:
            Browser(self, limit).show(obj, items)
        return FormatEntryData("Custom", items)

    def _view_entry(self, entries: list[dict[str, Any]], obj: Any, limit: int, items: list[Any], depth: int) -> None:
        if depth < _DEEPEST:
            entry = select(entries, self.session.types.type_names(obj))
            self._view_items(entry["items"], obj, limit, items, depth)

    def _view_items(self, tokens: Iterable[dict[str, Any]], obj: Any, limit: int, items: list[Any], depth: int) -> None:
        for token in tokens:
            kind = token["item"]
            if kind == "text":
                items.append(token["text"])
            elif kind == "newline":
                items.extend([NEW_LINE] * token.get("count", 1))
            elif kind == "frame":
                first = token.get("firstLineIndent") or -(token.get("firstLineHanging") or 0)
                frame = Frame(token.get("leftIndent", 0), token.get("rightIndent", 0), first)
                self._view_items(token["items"], obj, limit, frame.items, depth)
                items.append(frame)
            elif kind == "expression":
                self._view_expression(token, obj, limit, items, depth)

    def _view_expression(self, token: dict[str, Any], obj: Any, limit: int, items: list[Any], depth: int) -> None:
        condition = token.get("condition")
        if condition:
            from pwsh_emu.runtime.conversion import to_bool

            held = self.expression(condition).first(self.session, obj)
            if held is None or held.error is not None or not to_bool(held.value):
                return
        value = obj
        if token.get("expression"):
            result = self.expression(token["expression"]).first(self.session, obj)
            if result is not None and result.error is not None:
                self.failed(result, obj)
            value = None if result is None else result.value
        control = token.get("control")
        several = cells.items_of(value) if token.get("enumerateCollection") and value is not None else None
        for one in [value] if several is None else several:
            if one is None and (several is not None or control):
                continue
            if control:
                self._view_entry(control if isinstance(control, list) else control["entries"], one, limit, items, depth + 1)
            else:
                items.append(cells.cell_text(self.session, one, limit, format_string=token.get("formatString")))


def control_items(session: Any, control: dict[str, Any], obj: Any, limit: int) -> list[Any]:
    """Return the items that a view's custom control gives for an object."""
    items: list[Any] = []
    CustomGenerator(session, None, None)._view_entry(control["entries"], obj, limit, items, 0)
    return items


class Browser:
    """Shows an object as a tree: its class, its properties in braces, collections in brackets."""

    def __init__(self, generator: Generator, limit: int) -> None:
        self._generator = generator
        self._session = generator.session
        self._limit = limit
        self._parameters = generator.parameters
        self._depth = generator.parameters.depth if generator.parameters is not None else 5

    def show(self, obj: Any, items: list[Any]) -> None:
        """Add the tree of an object."""
        if self._is_scalar(obj):
            items += [cells.cell_text(self._session, obj, self._limit), NEW_LINE]
            return
        several = cells.items_of(obj)
        if several is not None:
            self._collection(several, 0, self._depth, items)
        else:
            self._object(obj, 0, self._depth, properties_for(self._session, obj, self._parameters), items)

    def _is_scalar(self, value: Any) -> bool:
        from pwsh_emu.formatting.formatter import is_scalar

        return is_scalar(self._session, value)

    def _object(self, obj: Any, level: int, depth: int, properties: list[Property], items: list[Any]) -> None:
        names = self._session.types.type_names(obj)
        items += [f"class {names[0].rpartition('.')[2] if names else 'PSObject'}", NEW_LINE, "{", NEW_LINE]
        frame = Frame(_STEP)
        items.append(frame)
        for one in properties:
            result = one.expression.first(self._session, obj)
            text = one.expression.text if result is None else result.expression.text
            frame.items.append(f"{text} = ")
            value: Any = None
            if result is not None:
                value = self._generator.failed(result, obj) if result.error is not None else result.value
            self._value(value, level, depth if one.depth is None else one.depth, frame.items)
        items += ["}", NEW_LINE]

    def _value(self, value: Any, level: int, depth: int, items: list[Any]) -> None:
        several = cells.items_of(value) if value is not None else None
        if several is not None:
            items.append(NEW_LINE)
            frame = Frame(_STEP)
            items.append(frame)
            self._collection(several, level + 1, depth, frame.items)
        elif self._is_leaf(value, level, depth):
            self._leaf(value, items)
        else:
            items.append(NEW_LINE)
            frame = Frame(_STEP)
            items.append(frame)
            self._object(value, level + 1, depth, properties_for(self._session, value, None), frame.items)

    def _is_leaf(self, value: Any, level: int, depth: int) -> bool:
        return value is None or level >= depth or self._is_scalar(value)

    def _leaf(self, value: Any, items: list[Any]) -> None:
        items += [cells.cell_text(self._session, value, self._limit), NEW_LINE]

    def _collection(self, values: Iterable[Any], level: int, depth: int, items: list[Any]) -> None:
        items += ["[", NEW_LINE]
        frame = Frame(_STEP)
        items.append(frame)
        for count, value in enumerate(values):
            if 0 <= self._limit == count:
                self._leaf(ELLIPSIS, frame.items)
                break
            if self._is_leaf(value, level, depth):
                self._leaf(value, frame.items)
                continue
            several = cells.items_of(value) if not isinstance(value, (PSCustomObject, PSObject)) else None
            if several is not None:
                frame.items.append(NEW_LINE)
                inner = Frame(_STEP)
                frame.items.append(inner)
                self._collection(several, level + 1, depth, inner.items)
            else:
                self._object(value, level + 1, depth, properties_for(self._session, value, None), frame.items)
        items += ["]", NEW_LINE, NEW_LINE]
