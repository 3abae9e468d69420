"""The views of a session as objects: what Get-FormatData gives."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.views import View, table_of
from pwsh_emu.runtime.knowntypes import enumeration
from pwsh_emu.runtime.types.collections_generic import new_list
from pwsh_emu.runtime.types.formatdefinitions import COLUMN, CONTROLS, ENTRY, EXTENDED, HEADER, ROW, VIEW
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import PSArray

_NAMESPACE = "System.Management.Automation."


class ControlObject(DotNetObject):
    """A view's control; ``definition`` is the view's contents."""

    __slots__ = ("definition", "ps_type")

    def __init__(self, view: View) -> None:
        super().__init__()
        self.definition = view.definition
        self.ps_type = CONTROLS[view.control]


class FormatViewDefinition(DotNetObject):
    """One view: its name and control."""

    __slots__ = ("view",)
    ps_type = VIEW

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class ExtendedTypeDefinition(DotNetObject):
    """The views of one type (or set of types)."""

    __slots__ = ("names", "views")
    ps_type = EXTENDED

    def __init__(self, names: list[str], views: list[View]) -> None:
        super().__init__()
        self.names = names
        self.views = views


class Part(DotNetObject):
    """A part of a table: a header, row, column or entry; ``definition`` is what its view says of it."""

    __slots__ = ("definition", "ps_type")

    def __init__(self, ps_type: PSType, definition: dict[str, Any]) -> None:
        super().__init__()
        self.definition = definition
        self.ps_type = ps_type

    def __str__(self) -> str:
        value = str(self.definition.get("value"))
        if self.ps_type is ENTRY:
            return f"{_KINDS[self.definition.get('kind', 'Property')]}: {value}"
        return value if self.ps_type is COLUMN else self.ps_type.full_name


def _parts(ps_type: PSType, definitions: list[dict[str, Any]]) -> Any:
    return new_list(ps_type, [Part(ps_type, one) for one in definitions])


def _alignment(part: Part) -> Any:
    return enumeration(_NAMESPACE + "Alignment").named(str(part.definition.get("alignment", "Undefined")).capitalize())


_KINDS = {"Property": "property", "ScriptBlock": "script"}
_TABLE_PARTS = "System.Collections.Generic.List[System.Management.Automation.TableControl"
CONTROLS["Table"].property(_TABLE_PARTS + "ColumnHeader] Headers")(lambda control: _parts(HEADER, control.definition.get("headers", [])))
CONTROLS["Table"].property(_TABLE_PARTS + "Row] Rows")(lambda control: _parts(ROW, control.definition.get("rows", [])))
HEADER.property("System.Management.Automation.Alignment Alignment")(_alignment)
HEADER.property("string Label")(lambda part: part.definition.get("label"))
HEADER.property("int Width")(lambda part: int(part.definition.get("width", 0)))
ROW.property(_TABLE_PARTS + "Column] Columns")(lambda part: _parts(COLUMN, part.definition["columns"]))
ROW.property("bool Wrap")(lambda part: bool(part.definition.get("wrap")))
COLUMN.property("System.Management.Automation.Alignment Alignment")(_alignment)
COLUMN.property("System.Management.Automation.DisplayEntry DisplayEntry")(lambda part: Part(ENTRY, part.definition))
COLUMN.property("string FormatString")(lambda part: part.definition.get("formatString"))
COLUMN.method("string ToString()")(str)
ENTRY.property("string Value")(lambda part: part.definition.get("value"))
ENTRY.property("System.Management.Automation.DisplayEntryValueType ValueType")(
    lambda part: enumeration(_NAMESPACE + "DisplayEntryValueType").named(part.definition.get("kind", "Property"))
)
ENTRY.method("string ToString()")(str)
CONTROLS["Table"].property("bool AutoSize")(lambda control: bool(control.definition.get("autoSize")))
CONTROLS["Table"].property("bool HideTableHeaders")(lambda control: bool(control.definition.get("hideTableHeaders")))
CONTROLS["Wide"].property("bool AutoSize")(lambda control: bool(control.definition.get("autoSize")))
CONTROLS["Wide"].property("uint Columns")(lambda control: int(control.definition.get("columns", 0)))
for _type in CONTROLS.values():
    _type.property("System.Management.Automation.PSControlGroupBy GroupBy")(lambda control: None)
    _type.property("bool OutOfBand")(lambda control: False)
FormatViewDefinition.ps_type.property("string Name")(lambda one: one.view.name)
FormatViewDefinition.ps_type.property("System.Management.Automation.PSControl Control")(lambda one: ControlObject(one.view))
ExtendedTypeDefinition.ps_type.property("string TypeName")(lambda one: one.names[0])
ExtendedTypeDefinition.ps_type.property("System.Collections.Generic.List[string] TypeNames")(lambda one: PSArray(one.names, "System.String"))
ExtendedTypeDefinition.ps_type.property("System.Collections.Generic.List[System.Management.Automation.FormatViewDefinition] FormatViewDefinition")(
    lambda one: PSArray([FormatViewDefinition(view) for view in one.views], _NAMESPACE + "FormatViewDefinition")
)
ExtendedTypeDefinition.ps_type.method("string ToString()")(lambda one: one.names[0])


def definitions(session: Any, patterns: list[str]) -> list[ExtendedTypeDefinition]:
    """Return the definitions whose type names match a pattern."""
    from pwsh_emu.runtime.wildcard import WildcardPattern

    wanted = [WildcardPattern(pattern, True) for pattern in patterns]
    groups: dict[tuple[str, ...], list[View]] = {}
    for view in table_of(session).views:
        if any(pattern.matches(name) for pattern in wanted for name in view.type_names):
            groups.setdefault(tuple(view.type_names), []).append(view)
    return [ExtendedTypeDefinition(list(names), views) for names, views in groups.items()]
