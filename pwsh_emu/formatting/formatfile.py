"""Reads views from formatting files (``.format.ps1xml``) into the shape of PowerShell's own views. Format: about_Format.ps1xml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.formatting.views import View
from pwsh_emu.runtime.xmltext import child_text, content, root_element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTROLS = {"TableControl": "Table", "ListControl": "List", "WideControl": "Wide", "CustomControl": "Custom"}


class FormatFileError(Exception):
    """A formatting file that cannot be read; the message says why."""


def read_views(data: bytes) -> list[View]:
    """Return the views of a formatting file; raise FormatFileError where it is not one."""
    from xml.etree import ElementTree

    try:
        root = root_element(data)
    except ElementTree.ParseError as error:
        raise FormatFileError(f"Error: {error}.") from None
    if root.tag != "Configuration":
        raise FormatFileError(f"Error in XPath /: The node {root.tag} is not valid; Configuration was expected.")
    return _FormatFile(root).views()


class _FormatFile:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._sets = {
            child_text(entry, "Name"): [content(name) for name in entry.iterfind("Types/TypeName")]
            for entry in root.iterfind("SelectionSets/SelectionSet")
        }
        self._controls = {child_text(entry, "Name"): entry.find("CustomControl") for entry in root.iterfind("Controls/Control")}

    def views(self) -> list[View]:
        return [view for node in self._root.iterfind("ViewDefinitions/View") if (view := self._view(node)) is not None]

    def _view(self, node: Element) -> View | None:
        names = self._selected(node.find("ViewSelectedBy"))
        local = {child_text(entry, "Name"): entry.find("CustomControl") for entry in node.iterfind("Controls/Control")}
        self._local = {**self._controls, **local}
        for tag, control in _CONTROLS.items():
            body = node.find(tag)
            if body is not None:
                definition: dict[str, Any] = {"name": child_text(node, "Name")}
                definition.update(getattr(self, f"_{control.lower()}")(body))
                group = node.find("GroupBy")
                if group is not None:
                    definition["groupBy"] = {"expression": _expression(group), "label": _optional(group, "Label"), "control": self._control(group)}
                return View(control, node.find("OutOfBand") is not None, names, definition=definition)
        return None

    def _selected(self, node: Element | None) -> list[str]:
        if node is None:
            return []
        names = [content(name) for name in node.iterfind("TypeName")]
        for name in node.iterfind("SelectionSetName"):
            names += self._sets.get(content(name), [])
        return names

    def _selected_by(self, node: Element) -> dict[str, Any]:
        names = self._selected(node.find("EntrySelectedBy"))
        return {"selectedBy": {"typeNames": names}} if names else {}

    def _table(self, body: Element) -> dict[str, Any]:
        headers = []
        for node in body.iterfind("TableHeaders/TableColumnHeader"):
            header: dict[str, Any] = {"width": int(child_text(node, "Width") or 0), "alignment": _alignment(node)}
            label = _optional(node, "Label")
            if label is not None:
                header["label"] = label
            headers.append(header)
        rows = []
        for node in body.iterfind("TableRowEntries/TableRowEntry"):
            columns = [{"alignment": _alignment(item), **_item(item)} for item in node.iterfind("TableColumnItems/TableColumnItem")]
            rows.append({"wrap": node.find("Wrap") is not None, "columns": columns, **self._selected_by(node)})
        return {
            "headers": headers,
            "rows": rows,
            "autoSize": body.find("AutoSize") is not None,
            "hideTableHeaders": body.find("HideTableHeaders") is not None,
        }

    def _list(self, body: Element) -> dict[str, Any]:
        entries = []
        for node in body.iterfind("ListEntries/ListEntry"):
            items = []
            for item in node.iterfind("ListItems/ListItem"):
                entry = _item(item)
                label = _optional(item, "Label")
                if label is not None:
                    entry["label"] = label
                condition = item.find("ItemSelectionCondition")
                if condition is not None:
                    entry["condition"] = _expression(condition)
                items.append(entry)
            entries.append({"items": items, **self._selected_by(node)})
        return {"entries": entries}

    def _wide(self, body: Element) -> dict[str, Any]:
        entries = [{**_item(node.find("WideItem")), **self._selected_by(node)} for node in body.iterfind("WideEntries/WideEntry")]
        return {"entries": entries, "columns": int(child_text(body, "ColumnNumber") or 0), "autoSize": body.find("AutoSize") is not None}

    def _custom(self, body: Element, depth: int = 0) -> dict[str, Any]:
        entries = [
            {"items": [item for part in node.iterfind("CustomItem") for item in self._items(part, depth)], **self._selected_by(node)}
            for node in body.iterfind("CustomEntries/CustomEntry")
        ]
        return {"entries": entries}

    def _items(self, node: Element, depth: int) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for child in node:
            if child.tag == "Text":
                items.append({"item": "text", "text": child.text or ""})
            elif child.tag == "NewLine":
                items.append({"item": "newline", "count": 1})
            elif child.tag == "Frame":
                frame: dict[str, Any] = {
                    "item": "frame",
                    "items": [item for part in child.iterfind("CustomItem") for item in self._items(part, depth)],
                }
                for tag in ("LeftIndent", "RightIndent", "FirstLineIndent", "FirstLineHanging"):
                    frame[tag[0].lower() + tag[1:]] = int(child_text(child, tag) or 0)
                items.append(frame)
            elif child.tag == "ExpressionBinding":
                condition = child.find("ItemSelectionCondition")
                has_expression = child.find("PropertyName") is not None or child.find("ScriptBlock") is not None
                items.append(
                    {
                        "item": "expression",
                        "expression": _expression(child) if has_expression else None,
                        "enumerateCollection": child.find("EnumerateCollection") is not None,
                        "condition": None if condition is None else _expression(condition),
                        "control": self._control(child, depth + 1),
                        "formatString": _optional(child, "FormatString"),
                    }
                )
        return items

    def _control(self, node: Element, depth: int = 0) -> dict[str, Any] | None:
        body = node.find("CustomControl")
        if body is None:
            name = _optional(node, "CustomControlName")
            body = self._local.get(name) if name else None
        return self._custom(body, depth) if body is not None and depth < 20 else None


def _optional(node: Element, tag: str) -> str | None:
    found = node.find(tag)
    return None if found is None else content(found)


def _alignment(node: Element) -> str:
    return child_text(node, "Alignment").capitalize() or "Undefined"


def _expression(node: Element) -> dict[str, Any]:
    script = node.find("ScriptBlock")
    if script is not None:
        return {"kind": "ScriptBlock", "value": script.text or ""}
    return {"kind": "Property", "value": child_text(node, "PropertyName")}


def _item(node: Element | None) -> dict[str, Any]:
    if node is None:
        return {"kind": "Property", "value": ""}
    entry = _expression(node)
    format_string = _optional(node, "FormatString")
    if format_string:
        entry["formatString"] = format_string
    return entry
