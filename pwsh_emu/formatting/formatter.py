"""The first half of formatting: objects to packets. What Format-Table & co. and the default formatter do.

A formatter decides for its first object which view or properties it shows, and keeps to that: later objects of other types become
rows of the same table where no view stands in the way, and displays of their own where one does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.formatting import cells
from pwsh_emu.formatting.packets import PACKET_TYPES, FormatEndData, FormatEntryData, GroupEndData, GroupStartData
from pwsh_emu.formatting.parameters import Parameters
from pwsh_emu.formatting.shapes import Generator, choose_generator, out_of_band_generator
from pwsh_emu.formatting.views import find_view
from pwsh_emu.runtime.errors import ErrorRecord
from pwsh_emu.runtime.records import InformationalRecord, WarningRecord
from pwsh_emu.runtime.typesystem import EnumType
from pwsh_emu.runtime.values import AUTOMATION_NULL, Byte, Char, EnumValue, Int16, Int64, PSCustomObject, PSObject, UInt32, UInt64

SCALAR_TYPES = frozenset(
    f"System.{name}"
    for name in (
        "String", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Char", "Single", "Double", "Boolean", "Decimal",
        "IntPtr", "Security.SecureString", "Numerics.BigInteger",
    )
)  # fmt: skip
_SCALAR_CLASSES = frozenset((str, int, bool, float, Int64, Char, EnumValue, Byte, Int16, UInt32, UInt64))
_ENUMERABLE_HEADER = "The following object supports IEnumerable:"


class Formatter:
    """Formats objects for one shape ("Table", "List", "Wide", "Custom"), or for the shape that suits the first one (None)."""

    def __init__(self, session: Any, shape: str | None, parameters: Parameters | None, emit: Callable[[Any], Any]) -> None:
        self.session = session
        self.shape = shape
        self.parameters = parameters
        self._emit = emit
        self._limit = cells.enumeration_limit(session)
        self._generator: Generator | None = None
        self._in_group = False
        self._force = shape is not None and parameters is not None and parameters.force

    # --- objects ---
    def process(self, obj: Any) -> None:
        """Format one pipeline object; a collection is taken apart as -Expand says."""
        if obj is None or obj is AUTOMATION_NULL:
            return
        kind = type(obj)
        if kind is PSCustomObject or kind is str or kind is int:
            self._object(obj)
            return
        items = cells.items_of(obj)
        if items is None:
            self._object(obj)
            return
        expand = (self.parameters.expand if self.parameters is not None else None) or "EnumOnly"
        if expand == "CoreOnly":
            self._object(obj)
            return
        if expand == "Both":
            items = list(items)
            self._comment(_ENUMERABLE_HEADER)
            self._out_of_band(obj)
            self._comment(_enumerated(len(items)))
        for item in items:
            self._object("" if item is None else item)

    def finish(self) -> None:
        """End the group and the document that are open."""
        if self._in_group:
            self._emit(GroupEndData())
            self._in_group = False
        if self._generator is not None:
            self._emit(FormatEndData())
            self._generator = None

    def _object(self, obj: Any) -> None:
        kind = type(obj)
        if kind in PACKET_TYPES:
            self._emit(obj)
            return
        generator = self._generator
        if kind is PSCustomObject and generator is not None and generator.view is None and obj.members:
            if not (obj.type_names is not None and not self._force and self._outside_document(obj)):
                self._show(generator, obj)
            return
        if not self._force and self._outside_document(obj):
            return
        if generator is None:
            generator = self._generator = choose_generator(self.session, obj, self.shape, self.parameters)
            self._emit(generator.start(obj))
        elif generator.view is not None and not self._force and not generator.shows(self.session.types.type_names(obj)) and self._out_of_band(obj):
            return
        self._show(generator, obj)

    def _show(self, generator: Generator, obj: Any) -> None:
        if generator.grouping is None:
            if not self._in_group:
                self._in_group = True
                self._emit(GroupStartData())
        else:
            changed = generator.grouping.update(obj)
            if not self._in_group:
                self._begin_group(generator, obj)
            elif changed:
                self._emit(FormatEntryData("Custom", [], out_of_band=True))  # the blank line between groups
                self._emit(GroupEndData())
                self._begin_group(generator, obj)
        self._emit(generator.entry(obj, self._limit))
        if generator.failures:
            self._report(generator)

    def _begin_group(self, generator: Generator, obj: Any) -> None:
        self._in_group = True
        assert generator.grouping is not None
        self._emit(GroupStartData(generator.grouping.heading(obj, self._limit)))

    # --- objects that stand for themselves ---
    def _outside_document(self, obj: Any) -> bool:
        """Show scalars, objects without properties and those with an out-of-band view; tell whether it was one."""
        entry = out_of_band_entry(self.session, obj, self._limit)
        if entry is None:
            return False
        self._emit(entry)
        return True

    def _out_of_band(self, obj: Any) -> bool:
        entry = out_of_band_entry(self.session, obj, self._limit)
        if entry is None:
            from pwsh_emu.formatting.members import property_names

            if not property_names(self.session, obj):
                return False
            generator = choose_generator(self.session, obj, "List", None, from_view=False)
            entry = generator.entry(obj, self._limit)
            entry.out_of_band = True
        self._emit(entry)
        return True

    def _comment(self, text: str) -> None:
        self._emit(FormatEntryData("Text", text, out_of_band=True))

    def _report(self, generator: Generator) -> None:
        failures, generator.failures = generator.failures, []
        for record in failures:
            entry = out_of_band_entry(self.session, record, self._limit)
            if entry is not None:
                self._emit(entry)


def is_scalar(session: Any, value: Any) -> bool:
    """Tell whether a value is shown by its text alone: strings, numbers, Booleans, enumeration values."""
    kind = type(value)
    if kind in _SCALAR_CLASSES:
        return True
    if kind is PSObject:
        if value.added_type_names:
            return False
        return is_scalar(session, value.base)
    if kind is PSCustomObject:
        return False
    ps_type = session.types.type_of(value)
    return isinstance(ps_type, EnumType) or ps_type.full_name in SCALAR_TYPES


def out_of_band_entry(session: Any, obj: Any, limit: int) -> FormatEntryData | None:
    """Return the entry of an object that stands for itself between others; None for one that belongs into a table or list."""
    kind = type(obj)
    if kind is str or kind is int or kind is bool:
        return FormatEntryData("Text", cells.to_text(session, obj), out_of_band=True)
    if kind is PSCustomObject and obj.type_names is None:
        if obj.members or not _is_bare(session, obj):
            return None
        return FormatEntryData("Text", cells.to_text(session, obj), out_of_band=True)
    if kind is ErrorRecord and not obj.added_type_names:
        from pwsh_emu.formatting import errorview

        entry = FormatEntryData("Custom", errorview.items(session, obj), out_of_band=True)
        entry.stream = "Error"
        return entry
    names = session.types.type_names(obj)
    view = find_view(session, names, out_of_band=True)
    if view is None and isinstance(obj, InformationalRecord):  # no view names verbose and debug records, yet they show as warnings do
        view = find_view(session, [WarningRecord.type_name], out_of_band=True)
    if view is not None:
        entry = out_of_band_generator(session, view).entry(obj, limit)
        entry.out_of_band = True
        if isinstance(obj, InformationalRecord):
            entry.stream = obj.type_name.rpartition(".")[2].removesuffix("Record")
        return entry
    if is_scalar(session, obj) or _is_bare(session, obj):
        kind_of_text = "String" if kind is PSObject and type(obj.base) is str else "Text"
        return FormatEntryData(kind_of_text, cells.to_text(session, obj), out_of_band=True)
    return None


def _is_bare(session: Any, obj: Any) -> bool:
    from pwsh_emu.formatting.members import property_names

    return not property_names(session, obj)


def _enumerated(count: int) -> str:
    if count == 0:
        return "The IEnumerable contains no objects."
    if count == 1:
        return "The IEnumerable contains the following object:"
    return f"The IEnumerable contains the following {count} objects:"
