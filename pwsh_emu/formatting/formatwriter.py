"""Writes views as a formatting file (``.format.ps1xml``): what Export-FormatData stores and `formatting.formatfile` reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.formatting.views import View

_INDENTS = ("firstLineHanging", "firstLineIndent", "rightIndent", "leftIndent")


def document(views: Iterable[View], *, scripts: bool) -> str:
    """Return the text of a file; without ``scripts``, an empty statement stands where a script block does."""
    writer = _Writer(scripts)
    writer.out.append('<?xml version="1.0" encoding="utf-8"?>')
    with writer.element("Configuration"), writer.element("ViewDefinitions"):
        for view in views:
            writer.view(view)
    return "".join(writer.out)


class _Element:
    def __init__(self, out: list[str], name: str) -> None:
        self.out = out
        self.name = name

    def __enter__(self) -> None:
        self.out.append(f"<{self.name}>")

    def __exit__(self, *_: object) -> None:
        if self.out[-1] == f"<{self.name}>":
            self.out[-1] = f"<{self.name} />"
        else:
            self.out.append(f"</{self.name}>")


class _Writer:
    def __init__(self, scripts: bool) -> None:
        self.out: list[str] = []
        self.scripts = scripts

    def element(self, name: str) -> _Element:
        return _Element(self.out, name)

    def text(self, name: str, value: Any = "") -> None:
        from xml.sax.saxutils import escape

        shown = escape(str(value), {"\r": "&#xD;"})
        self.out.append(f"<{name}>{shown}</{name}>" if shown else f"<{name} />")

    def flag(self, name: str, value: Any) -> None:
        if value:
            self.text(name)

    def optional(self, name: str, value: Any) -> None:
        if value:
            self.text(name, value)

    def alignment(self, value: Any) -> None:
        if value and value != "Undefined":
            self.text("Alignment", value)

    def view(self, view: View) -> None:
        definition = view.definition
        with self.element("View"):
            self.text("Name", view.name)
            with self.element("ViewSelectedBy"):
                for name in view.type_names:
                    self.text("TypeName", name)
            group = definition.get("groupBy")
            if group:
                with self.element("GroupBy"):
                    self.expression(group.get("expression") or group)
                    self.optional("Label", group.get("label"))
                    if group.get("control"):
                        self.custom(group["control"])
            self.flag("OutOfBand", view.out_of_band)
            getattr(self, view.control.lower())(definition)

    def selected_by(self, entry: dict[str, Any]) -> None:
        names = entry.get("selectedBy", {}).get("typeNames")
        if names:
            with self.element("EntrySelectedBy"):
                for name in names:
                    self.text("TypeName", name)

    def expression(self, entry: dict[str, Any]) -> None:
        if entry.get("kind") == "ScriptBlock":
            self.text("ScriptBlock", entry.get("value", "") if self.scripts else ";")
        else:
            self.text("PropertyName", entry.get("value", ""))

    def condition(self, condition: dict[str, Any] | None) -> None:
        if condition:
            with self.element("ItemSelectionCondition"):
                self.expression(condition)

    def table(self, definition: dict[str, Any]) -> None:
        with self.element("TableControl"):
            self.flag("AutoSize", definition.get("autoSize"))
            self.flag("HideTableHeaders", definition.get("hideTableHeaders"))
            with self.element("TableHeaders"):
                for header in definition.get("headers", ()):
                    with self.element("TableColumnHeader"):
                        self.optional("Label", header.get("label"))
                        self.optional("Width", header.get("width"))
                        self.alignment(header.get("alignment"))
            with self.element("TableRowEntries"):
                for row in definition.get("rows", ()):
                    with self.element("TableRowEntry"):
                        self.flag("Wrap", row.get("wrap"))
                        self.selected_by(row)
                        with self.element("TableColumnItems"):
                            for column in row.get("columns", ()):
                                with self.element("TableColumnItem"):
                                    self.alignment(column.get("alignment"))
                                    self.optional("FormatString", column.get("formatString"))
                                    self.expression(column)

    def list(self, definition: dict[str, Any]) -> None:
        with self.element("ListControl"), self.element("ListEntries"):
            for entry in definition.get("entries", ()):
                with self.element("ListEntry"):
                    self.selected_by(entry)
                    with self.element("ListItems"):
                        for item in entry.get("items", ()):
                            with self.element("ListItem"):
                                self.optional("Label", item.get("label"))
                                self.optional("FormatString", item.get("formatString"))
                                self.condition(item.get("condition"))
                                self.expression(item)

    def wide(self, definition: dict[str, Any]) -> None:
        with self.element("WideControl"):
            self.optional("ColumnNumber", definition.get("columns"))
            self.flag("AutoSize", definition.get("autoSize"))
            with self.element("WideEntries"):
                for entry in definition.get("entries", ()):
                    with self.element("WideEntry"):
                        self.selected_by(entry)
                        with self.element("WideItem"):
                            self.expression(entry)
                            self.optional("FormatString", entry.get("formatString"))

    def custom(self, control: Any) -> None:
        entries = control.get("entries", ()) if isinstance(control, dict) else control
        with self.element("CustomControl"), self.element("CustomEntries"):
            for entry in entries:
                with self.element("CustomEntry"):
                    self.selected_by(entry)
                    with self.element("CustomItem"):
                        self.items(entry.get("items", ()))

    def items(self, items: Iterable[dict[str, Any]]) -> None:
        for item in items:
            kind = item.get("item")
            if kind == "newline":
                for _ in range(int(item.get("count") or 1)):
                    self.text("NewLine")
            elif kind == "text":
                self.text("Text", item.get("text", ""))
            elif kind == "frame":
                with self.element("Frame"):
                    for name in _INDENTS:
                        self.optional(name[0].upper() + name[1:], item.get(name))
                    with self.element("CustomItem"):
                        self.items(item.get("items", ()))
            else:
                self.binding(item)

    def binding(self, item: dict[str, Any]) -> None:
        with self.element("ExpressionBinding"):
            self.flag("EnumerateCollection", item.get("enumerateCollection"))
            self.condition(item.get("condition"))
            entry = item.get("expression") if "expression" in item else item if "kind" in item else None
            if entry:
                self.expression(entry)
            if item.get("control"):
                self.custom(item["control"])
