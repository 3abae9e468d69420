"""Generators: each turns objects into the packets of one shape, by a view's definition or by the objects' properties."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting import cells
from pwsh_emu.formatting.expressions import PropertyExpression, Result
from pwsh_emu.formatting.grouping import Grouping
from pwsh_emu.formatting.members import displayed_names, property_names, without_origin
from pwsh_emu.formatting.packets import Column, FormatEntryData, FormatStartData
from pwsh_emu.formatting.parameters import Parameters, Property
from pwsh_emu.formatting.views import View, applies, default_display_set, find_view, select
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import Char, EnumValue, Int64, PSCustomObject, PSMember

_TABLE_PROPERTIES = 4  # an object with more properties is shown as a list
_TABLE_COLUMNS = 10  # columns of a table of all properties
_ERROR_TEXT = "#ERR"
_RIGHT_CLASSES = frozenset((int, float, bool, Int64, Char, EnumValue))


class Generator:
    """Base of the four shapes. ``view`` is None where properties are shown; ``failures`` collects errors of expressions for -ShowError."""

    shape = ""

    def __init__(self, session: Any, view: View | None, parameters: Parameters | None) -> None:
        self.session = session
        self.view = view
        self.parameters = parameters
        self.failures: list[ErrorRecord] = []
        self.grouping: Grouping | None = None
        if parameters is not None and parameters.group_by is not None:
            self.grouping = Grouping(session, parameters.group_by.expression, parameters.group_by.label)
        elif view is not None and view.definition.get("groupBy"):
            definition = view.definition["groupBy"]
            self.grouping = Grouping(
                session, self.expression(definition["expression"]), None, heading_label=definition.get("label"), control=definition.get("control")
            )

    def shows(self, type_names: list[str]) -> bool:
        """Tell whether objects of these types belong into what this shows."""
        return self.view is None or applies(self.view, type_names)

    def start(self, obj: Any) -> FormatStartData:
        """Return the packet that begins the document."""
        auto_size = False
        if self.parameters is not None and self.parameters.auto_size is not None:
            auto_size = self.parameters.auto_size
        elif self.view is not None:
            auto_size = bool(self.view.definition.get("autoSize"))
        return FormatStartData(self.shape, auto_size=auto_size)

    def entry(self, obj: Any, limit: int) -> FormatEntryData:
        """Return the packet of one object."""
        raise NotImplementedError

    # --- values ---
    def expression(self, token: dict[str, Any]) -> PropertyExpression:
        """Return the expression of a view's token."""
        if token.get("kind") == "ScriptBlock":
            return script_expression(self.session, token["value"])
        return PropertyExpression(token["value"])

    def token_value(self, token: dict[str, Any], obj: Any, limit: int, *, table: bool = False) -> tuple[str, Result | None]:
        """Return the text of a view's token, and the result it came from."""
        result = self.expression(token).first(self.session, obj)
        return self.result_text(result, obj, limit, token.get("formatString"), table=table), result

    def property_text(self, one: Property, obj: Any, limit: int, *, table: bool = False) -> str:
        """Return the text of a property of an object."""
        return self.result_text(one.expression.first(self.session, obj), obj, limit, one.format_string, table=table)

    def result_text(self, result: Result | None, obj: Any, limit: int, format_string: str | None, *, table: bool = False) -> str:
        if result is None:
            return ""
        if result.error is not None:
            return self.failed(result, obj)
        return cells.cell_text(self.session, result.value, limit, format_string=format_string, table=table)

    def failed(self, result: Result, obj: Any) -> str:
        """Note an error of an expression as -ShowError and -DisplayError say; return what is shown in its place."""
        parameters = self.parameters
        if parameters is not None and parameters.show_errors and result.error is not None:
            record = ErrorRecord(result.error.exception, "PSPropertyExpressionError", "InvalidArgument", obj)
            record.details_message = f'Failed to evaluate expression "{result.expression.text}".'
            self.failures.append(record)
        return _ERROR_TEXT if parameters is not None and parameters.display_errors else ""


def script_expression(session: Any, text: str) -> PropertyExpression:
    """Return the expression of a view's script, parsed once a session."""
    scripts = session.services.setdefault("view_scripts", {})
    block = scripts.get(text)
    if block is None:
        from pwsh_emu.formatting.viewscripts import script_of

        block = scripts[text] = script_of(session, text)
    return PropertyExpression(text, block)


# --- which properties ---------------------------------------------------------------------------------------------------------


def default_properties(session: Any, obj: Any) -> list[Property]:
    """Return the properties that an object shows where none are asked for."""
    names = default_display_set(session, obj, session.types.type_names(obj))
    if names:
        return [Property(PropertyExpression(name)) for name in names]
    return [Property(PropertyExpression(name, resolved=True)) for name in displayed_names(session, obj)]


def asked_properties(session: Any, obj: Any, parameters: Parameters, *, keep_unknown: bool) -> list[Property]:
    """Return the properties that -Property names on an object, patterns taken apart; ``keep_unknown`` keeps plain names it does not have."""
    found: list[Property] = []
    for asked in parameters.properties:
        expressions = asked.expression.resolve(session, obj)
        if not expressions and keep_unknown and not asked.expression.has_wildcards:
            expressions = [asked.expression]
        for expression in expressions:
            one = Property(expression)
            one.label, one.width, one.alignment = asked.label, asked.width, asked.alignment
            one.format_string, one.depth = asked.format_string, asked.depth
            found.append(one)
    if parameters.exclude:
        from pwsh_emu.runtime.wildcard import WildcardPattern

        patterns = [WildcardPattern(pattern, True) for pattern in parameters.exclude]
        found = [one for one in found if not any(pattern.matches(one.expression.text) for pattern in patterns)]
    return found


def properties_for(session: Any, obj: Any, parameters: Parameters | None, *, keep_unknown: bool = False) -> list[Property]:
    """Return the properties to show of an object."""
    if parameters is not None and parameters.properties:
        return asked_properties(session, obj, parameters, keep_unknown=keep_unknown)
    return default_properties(session, obj)


# --- tables -------------------------------------------------------------------------------------------------------------------


class TableGenerator(Generator):
    shape = "Table"

    def __init__(self, session: Any, view: View | None, parameters: Parameters | None, obj: Any = None) -> None:
        super().__init__(session, view, parameters)
        self.properties: list[Property] = []
        self._names: list[str] | None = None
        self._multi_line = bool(parameters is not None and parameters.wrap)
        if view is None:
            self.properties = properties_for(session, obj, parameters, keep_unknown=True)
            if (parameters is None or not parameters.properties) and not default_display_set(session, obj, session.types.type_names(obj)):
                del self.properties[_TABLE_COLUMNS:]
            if all(one.expression.script is None and not one.format_string for one in self.properties):
                self._names = [one.expression.text for one in self.properties]

    def start(self, obj: Any) -> FormatStartData:
        packet = super().start(obj)
        parameters = self.parameters
        packet.repeat_header = parameters is not None and parameters.repeat_header
        if self.view is None:
            packet.columns = [self._column(one, obj) for one in self.properties]
        else:
            definition = self.view.definition
            packet.hide_header = bool(definition.get("hideTableHeaders"))
            row = self._row(obj)
            headers = definition.get("headers") or []
            packet.columns = [
                self._view_column(headers[index] if index < len(headers) else {}, column, obj) for index, column in enumerate(row["columns"])
            ]
        if parameters is not None and parameters.hide_headers is not None:
            packet.hide_header = parameters.hide_headers
        return packet

    def _column(self, one: Property, obj: Any) -> Column:
        label = one.label if one.label is not None else one.expression.text
        alignment = one.alignment or self._default_alignment(one.expression, obj)
        return Column(label, one.width or 0, alignment)

    def _default_alignment(self, expression: PropertyExpression, obj: Any) -> str:
        result = expression.first(self.session, obj)
        if result is None or result.error is not None or result.value is None:
            return "Left"
        value = result.value
        kind = type(value)
        if kind is str:
            return "Left"
        if kind in _RIGHT_CLASSES:
            return "Right"
        from pwsh_emu.formatting.formatter import is_scalar

        return "Right" if is_scalar(self.session, value) and self.session.types.type_names(value)[0] != "System.String" else "Left"

    def _view_column(self, header: dict[str, Any], column: dict[str, Any], obj: Any) -> Column:
        alignment = header.get("alignment", "Undefined")
        if alignment == "Undefined":
            alignment = column.get("alignment", "Undefined")
        label = header.get("label")
        own = label is None
        if label is None:
            label = column.get("value", "") if column.get("kind") == "Property" else column.get("text", "")
        return Column(label, header.get("width", 0), "Left" if alignment == "Undefined" else alignment, own or column.get("value") == label)

    def _row(self, obj: Any) -> dict[str, Any]:
        assert self.view is not None
        rows = self.view.definition["rows"]
        if len(rows) == 1:
            return rows[0]  # type: ignore[no-any-return]
        return select(rows, self.session.types.type_names(obj))

    def entry(self, obj: Any, limit: int) -> FormatEntryData:
        if self.view is not None:
            return self._view_entry(obj, limit)
        names = self._names
        if names is not None and type(obj) is PSCustomObject:
            members = obj.members
            values: list[str] = []
            for index, name in enumerate(names):
                value = members.get(name)
                kind = type(value)
                if kind is str:
                    values.append(value)  # type: ignore[arg-type]
                elif kind is int:
                    values.append(str(value))
                elif kind is bool:
                    values.append("True" if value else "False")
                elif value is None or isinstance(value, PSMember):
                    values.append("" if value is None and name in members else self.property_text(self.properties[index], obj, limit, table=True))
                else:
                    values.append(cells.cell_text(self.session, value, limit, table=True))
            return FormatEntryData("Row", values, multi_line=self._multi_line)
        texts = [self.property_text(one, obj, limit, table=one.format_string is None) for one in self.properties]
        return FormatEntryData("Row", texts, multi_line=self._multi_line)

    def _view_entry(self, obj: Any, limit: int) -> FormatEntryData:
        row = self._row(obj)
        texts, alignments = [], []
        own = False
        for column in row["columns"]:
            texts.append(self.token_value(column, obj, limit)[0] if column.get("value") else "")
            alignment = column.get("alignment", "Undefined")
            own = own or alignment != "Undefined"
            alignments.append(alignment)
        multi_line = bool(row.get("wrap"))
        if self.parameters is not None and self.parameters.wrap is not None:
            multi_line = self.parameters.wrap
        return FormatEntryData("Row", texts, multi_line=multi_line, alignments=alignments if own else None)


# --- lists --------------------------------------------------------------------------------------------------------------------


class ListGenerator(Generator):
    shape = "List"

    def entry(self, obj: Any, limit: int) -> FormatEntryData:
        if self.view is not None:
            return self._view_entry(obj, limit)
        properties = properties_for(self.session, obj, self.parameters)
        labels, values = [], []
        for one in properties:
            if self.parameters is None or not self.parameters.properties:
                result = one.expression.first(self.session, obj)
                labels.append(one.expression.text if result is None else result.expression.text)
                values.append(self.result_text(result, obj, limit, None))
            else:
                labels.append(one.label if one.label is not None else one.expression.text)
                values.append(self.property_text(one, obj, limit))
        return FormatEntryData("List", (labels, values))

    def _view_entry(self, obj: Any, limit: int) -> FormatEntryData:
        assert self.view is not None
        entry = select(self.view.definition["entries"], self.session.types.type_names(obj))
        labels, values = [], []
        for item in entry["items"]:
            condition = item.get("condition")
            if condition and not self._holds(condition, obj):
                continue
            text, result = self.token_value(item, obj, limit)
            label = item.get("label")
            if label is None:
                label = result.expression.text if result is not None else item["value"]
            labels.append(label)
            values.append(text)
        return FormatEntryData("List", (labels, values))

    def _holds(self, condition: dict[str, Any], obj: Any) -> bool:
        from pwsh_emu.runtime.conversion import to_bool

        result = self.expression(condition).first(self.session, obj)
        return result is not None and result.error is None and bool(to_bool(result.value))


# --- wide ---------------------------------------------------------------------------------------------------------------------


class WideGenerator(Generator):
    shape = "Wide"

    def __init__(self, session: Any, view: View | None, parameters: Parameters | None) -> None:
        super().__init__(session, view, parameters)
        self._property: Property | None = None

    def start(self, obj: Any) -> FormatStartData:
        packet = super().start(obj)
        if self.parameters is not None and self.parameters.columns:
            packet.column_count = self.parameters.columns
        elif self.view is not None:
            packet.column_count = self.view.definition.get("columns", 0)
        if not packet.column_count and not packet.auto_size:
            packet.column_count = 0
        return packet

    def entry(self, obj: Any, limit: int) -> FormatEntryData:
        if self.view is not None:
            token = select(self.view.definition["entries"], self.session.types.type_names(obj))
            return FormatEntryData("Wide", self.token_value(token, obj, limit)[0])
        if self._property is None:
            self._property = self._choose(obj)
        one = self._property
        return FormatEntryData("Wide", "" if one is None else self.property_text(one, obj, limit))

    def _choose(self, obj: Any) -> Property | None:
        parameters = self.parameters
        if parameters is not None and parameters.properties:
            found = asked_properties(self.session, obj, parameters, keep_unknown=False)
            return found[0] if found else None
        name = cells.display_name(self.session, obj)
        if name is not None:
            return Property(name)
        found = default_properties(self.session, obj)
        return found[0] if found else None


# --- choosing -----------------------------------------------------------------------------------------------------------------


def choose_generator(session: Any, obj: Any, shape: str | None, parameters: Parameters | None, *, from_view: bool = True) -> Generator:
    """Return the generator for an object: a view of its type, or its properties in the shape asked for or the one that suits it."""
    type_names = session.types.type_names(obj)
    if parameters is not None and parameters.no_properties:
        message = "Object reference not set to an instance of an object."
        raise PSError(ErrorRecord(ExceptionObject("System.NullReferenceException", message), "System.NullReferenceException"))
    if shape is not None and parameters is not None and parameters.properties:
        return _from_properties(session, obj, shape, parameters)
    name = parameters.view if parameters is not None else None
    if from_view:
        view = find_view(session, type_names, shape, name=name)
        if view is not None:
            return from_view_definition(session, view, parameters)
        if name is not None:
            raise unknown_view(session, name, type_names, shape or "Table")
    return _from_properties(session, obj, shape or _suitable_shape(session, obj, type_names), parameters)


def out_of_band_generator(session: Any, view: View) -> Generator:
    """Return the generator of a view that stands for itself."""
    return from_view_definition(session, view, None)


def from_view_definition(session: Any, view: View, parameters: Parameters | None) -> Generator:
    if view.control == "Table":
        return TableGenerator(session, view, parameters)
    if view.control == "List":
        return ListGenerator(session, view, parameters)
    if view.control == "Wide":
        return WideGenerator(session, view, parameters)
    from pwsh_emu.formatting.customshape import CustomGenerator

    return CustomGenerator(session, view, parameters)


def _from_properties(session: Any, obj: Any, shape: str, parameters: Parameters | None) -> Generator:
    if shape == "Table":
        return TableGenerator(session, None, parameters, obj)
    if shape == "List":
        return ListGenerator(session, None, parameters)
    if shape == "Wide":
        return WideGenerator(session, None, parameters)
    from pwsh_emu.formatting.customshape import CustomGenerator

    return CustomGenerator(session, None, parameters)


def _suitable_shape(session: Any, obj: Any, type_names: list[str]) -> str:
    count = len(default_display_set(session, obj, type_names)) or len(without_origin(session, obj, property_names(session, obj)))
    return "Table" if count <= _TABLE_PROPERTIES else "List"


def unknown_view(session: Any, name: str, type_names: list[str], shape: str) -> PSError:
    """Build the error for a view that an object's type does not have."""
    from pwsh_emu.formatting.views import table_of

    record = ErrorRecord(
        ExceptionObject("System.Management.Automation.PipelineStoppedException", "The pipeline has been stopped."),
        "FormatViewNotFound",
        "ObjectNotFound",
        name,
    )
    first = type_names[0] if type_names else "System.Object"
    candidates = [view for _, view in table_of(session).by_type.get(first.lower(), [])]
    valid = [view.name for view in candidates if view.control == shape]
    others = [view.control for view in candidates if view.name.lower() == name.lower()]
    if valid:
        message = f"The view name {name} cannot be found. Specify one of the following {shape} views and try again: {', '.join(valid)}."
    elif others:
        cmdlets = ", ".join(f"Format-{control}" for control in others)
        message = f" The view name {name} cannot be found in the {shape} formatting. Try using one of these other format cmdlets: {cmdlets}"
    else:
        message = f"The view name {name} cannot be found. There are no existing {shape} views for {first} objects."
    record.details_message = message
    return PSError(record)
