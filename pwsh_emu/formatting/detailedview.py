"""DetailedView and Get-Error: an error record with everything that hangs on it, indented."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting import psstyle
from pwsh_emu.formatting.cells import items_of, to_text
from pwsh_emu.formatting.members import property_names, read
from pwsh_emu.formatting.text import ELLIPSIS, RESET
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, PSError
from pwsh_emu.runtime.values import Hashtable, Int64, TypeLiteral

_DEEPEST = 10
_STEP = 4


def detailed_text(session: Any, record: Any) -> str:
    """Return the text of Get-Error for a record, framed as Out-String frames it."""
    return f"\n{record_text(session, record)}\n\n"


def record_text(session: Any, obj: Any) -> str:
    """Return an error record or exception in detail."""
    styled = psstyle.supports_styles(session)
    return _Detail(session, styled).text(obj, 0, 1)


class _Detail:
    def __init__(self, session: Any, styled: bool) -> None:
        self.session = session
        self.accent = psstyle.formatting(session, "FormatAccent") if styled else ""
        self.error = psstyle.formatting(session, "Error") if styled else ""
        self.reset = RESET if styled else ""

    def text(self, obj: Any, indent: int, depth: int) -> str:
        """Return all properties that hold something, a line or a block each."""
        pairs = self._properties(obj)
        longest = max((len(name) for name, _ in pairs), default=0)
        prefix = " " * indent
        parts = []
        for name, value in pairs:
            label = f"{prefix}{self.accent}{name}{' ' * (longest - len(name))} : {self.reset}"
            parts.append(label + self._value(name, value, indent, depth, longest))
        return "\n".join(parts)

    def _properties(self, obj: Any) -> list[tuple[str, Any]]:
        names = property_names(self.session, obj)
        pairs: list[tuple[str, Any]] = []
        shown = {name.lower() for name in names}
        if isinstance(obj, ExceptionObject) and "type" not in shown:
            pairs.append(("Type", obj.type_name))
        for name in names:
            try:
                value = read(self.session, obj, name)
            except PSError:
                continue
            if name != "PSErrorIndex" and self._holds(value):
                pairs.append((name, value))
        return pairs

    def _holds(self, value: Any) -> bool:
        if value is None or value == "" or value is False or (type(value) in (int, Int64) and value == 0):
            return False
        items = items_of(value)
        return items is None or any(True for _ in items)

    def _value(self, name: str, value: Any, indent: int, depth: int, longest: int) -> str:
        prefix = " " * indent
        deeper = indent + _STEP
        if isinstance(value, (ExceptionObject, ErrorRecord, InvocationInfo)):
            return ELLIPSIS if depth >= _DEEPEST else "\n" + self.text(value, deeper, depth + 1)
        if name == "StackTrace":
            return f"\n{value}"
        if isinstance(value, Hashtable):
            lines = [
                f"{prefix}    {self.accent}{to_text(self.session, key)} : {self.reset}{to_text(self.session, value.get(key))}\n"
                for key in sorted(value.keys(), key=lambda key: to_text(self.session, key).lower())
            ]
            return "\n" + "".join(lines)
        if isinstance(value, TypeLiteral):
            return f"[{to_text(self.session, value)}]"
        items = items_of(value)
        if items is not None and name != "Data":
            return self._items(items, prefix, deeper, depth)
        text = to_text(self.session, value)
        if name == "PositionMessage" and self.error:
            at = text.find("~")
            text = text[:at] + self.error + text[at:]
        elif name == "Message":
            text = self.error + text
        margin = "\n" + prefix + " " * (longest + 3)
        return margin.join(line.strip() for line in text.split("\n")) if "\n" in text else text

    def _items(self, items: Any, prefix: str, deeper: int, depth: int) -> str:
        if depth >= _DEEPEST:
            return ELLIPSIS
        parts = []
        for index, item in enumerate(items):
            if isinstance(item, TypeLiteral):
                parts.append(f"\n{prefix}{' ' * (deeper + 2)}[{to_text(self.session, item)}]")
            elif isinstance(item, (str, int, float)):
                parts.append(f"\n{prefix}{' ' * (deeper + 2)}{to_text(self.session, item)}")
            else:
                parts.append(("\n" if index == 0 else "\n\n") + self.text(item, deeper, depth + 1))
        return "".join(parts)
