"""The objects that Format-* cmdlets write and Out-* cmdlets lay out: start, group, entry and end of formatted data.

Scripts see them as opaque objects of PowerShell's internal format types; every one has a class id as its only property that matters to
them (it is what Export-Csv shows of a formatted table).
"""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.typesystem import DotNetObject, DotNetType

_NAMESPACE = "Microsoft.PowerShell.Commands.Internal.Format."
CLASS_ID = "ClassId2e4f51ef21dd47e99d3c952918aff9cd"


def _packet_type(name: str, class_id: str, base: str = "System.Object", **properties: str) -> DotNetType:
    declared = DotNetType(_NAMESPACE + name, base=base)
    declared.property(f"string {CLASS_ID}")(lambda packet: class_id)
    for property_name, attribute in properties.items():
        declared.property(f"System.Object {property_name}")(lambda packet, attribute=attribute: getattr(packet, attribute, None))
    return declared


class NewLine:
    """The line break inside custom displays."""

    __slots__ = ()


NEW_LINE = NewLine()


class Frame:
    """An indented part of a custom display; ``items`` are texts, `NEW_LINE` and frames. A negative first line hangs."""

    __slots__ = ("first_line", "items", "left", "right")

    def __init__(self, left: int = 0, right: int = 0, first_line: int = 0) -> None:
        self.left = left
        self.right = right
        self.first_line = first_line
        self.items: list[Any] = []


class Column:
    """A table's column as the header knows it; ``width`` 0 is to be found out, ``own_label`` False where it differs from the property."""

    __slots__ = ("alignment", "label", "names_property", "width")

    def __init__(self, label: str, width: int = 0, alignment: str = "Left", names_property: bool = True) -> None:
        self.label = label
        self.width = width
        self.alignment = alignment
        self.names_property = names_property


class FormatStartData(DotNetObject):
    """Begins a formatted document of one shape: "Table", "List", "Wide" or "Custom"."""

    __slots__ = ("auto_size", "column_count", "columns", "hide_header", "repeat_header", "shape")
    ps_type = _packet_type("FormatStartData", "033ecb2bc07a4d43b5ef94ed5a35d280", shapeInfo="shape", autosizeInfo="auto_size", groupingEntry="none")

    def __init__(self, shape: str, *, auto_size: bool = False) -> None:
        super().__init__()
        self.shape = shape
        self.auto_size = auto_size
        self.columns: list[Column] = []
        self.hide_header = False
        self.repeat_header = False
        self.column_count = 0  # of a wide display; 0 where it is not given


class GroupStartData(DotNetObject):
    """Begins a group of rows; ``heading`` holds what is shown above it (items of a custom display), None for the only group."""

    __slots__ = ("heading",)
    ps_type = _packet_type("GroupStartData", "9e210fe47d09416682b841769c78b8a3", groupingEntry="heading", shapeInfo="none")

    def __init__(self, heading: list[Any] | None = None) -> None:
        super().__init__()
        self.heading = heading


class FormatEntryInfo(DotNetObject):
    """What scripts see of how an entry is laid out: its type tells the shape, ``value`` is the entry's."""

    __slots__ = ("ps_type", "value")

    def __init__(self, entry: FormatEntryData) -> None:
        super().__init__()
        self.ps_type = _ENTRY_TYPES[entry.kind]
        self.value = entry.value


_ENTRY_TYPES = {
    "Row": _packet_type("TableRowEntry", "0e59526e2dd441aa91e7fc952caf4a36", formatPropertyFieldList="value"),
    "List": _packet_type("ListViewEntry", "cf58f450baa848ef8eb3504008be6978", listViewFieldList="value"),
    "Wide": _packet_type("WideViewEntry", "59bf79de63354a7b9e4d1697940ff188", formatPropertyField="value"),
    "Custom": _packet_type("ComplexViewEntry", "22e7ef3c896449d4a6f2dedea05dd737", formatValueList="value"),
    "Text": _packet_type("RawTextFormatEntry", "29ED81BA914544d4BC430F027EE053E9", text="value"),
}
_ENTRY_TYPES["String"] = _ENTRY_TYPES["Text"]


class FormatEntryData(DotNetObject):
    """One object, formatted: ``value`` is a table's cells, a list's (labels, values), a wide entry's or raw text, or a custom display's items.

    ``kind`` is "Row", "List", "Wide", "Custom", "Text" or "String" (a text that nothing laid out). An entry ``out_of_band`` stands for itself
    between the rows of whatever is shown.
    """

    __slots__ = ("alignments", "kind", "multi_line", "out_of_band", "stream", "value")
    ps_type = _packet_type(
        "FormatEntryData", "27c87ef9bbda4f709f6b4002fa4af63c", formatEntryInfo="info", outOfBand="out_of_band", writeStream="stream"
    )

    def __init__(self, kind: str, value: Any, *, out_of_band: bool = False, multi_line: bool = False, alignments: list[str] | None = None) -> None:
        self.extended = None
        self.added_type_names = None
        self.kind = kind
        self.value = value
        self.out_of_band = out_of_band
        self.multi_line = multi_line
        self.alignments = alignments
        self.stream = "None"

    @property
    def info(self) -> FormatEntryInfo:
        return FormatEntryInfo(self)


class GroupEndData(DotNetObject):
    """Ends a group of rows."""

    __slots__ = ()
    ps_type = _packet_type("GroupEndData", "4ec4f0187cb04f4cb6973460dfe252df", groupingEntry="none")


class FormatEndData(DotNetObject):
    """Ends a formatted document."""

    __slots__ = ()
    ps_type = _packet_type("FormatEndData", "cf522b78d86c486691226b40aa69e95c", groupingEntry="none")


PACKETS = (FormatStartData, GroupStartData, FormatEntryData, GroupEndData, FormatEndData)
PACKET_TYPES = frozenset(PACKETS)
