"""Compare-Object."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.property_arguments import property_arguments
from pwsh_emu.cmdlets.sort import MISSING, Sorter
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSCustomObject, PSObject

_EVERYTHING = 0x7FFFFFFF


@implements("Compare-Object")
class CompareObject(Cmdlet):
    """Compares two sets of objects."""

    ReferenceObject: Any = None
    DifferenceObject: Any = None
    SyncWindow = _EVERYTHING
    Property: Any = None
    ExcludeDifferent = False
    IncludeEqual = False
    PassThru = False
    CaseSensitive = False
    Culture: Any = None

    def begin(self) -> None:
        if self.ExcludeDifferent and "IncludeEqual" not in self.bound:
            self.IncludeEqual = True
        arguments = property_arguments(self, self.Property, ())
        self._sorter = Sorter(self, arguments, False, bool(self.CaseSensitive), culture=self.Culture)
        self._names = [argument.expression.text for argument in arguments]
        self._arguments = arguments
        self._references: list[tuple[tuple[Any, ...], Any]] | None = None
        self._open_references: list[tuple[tuple[Any, ...], Any]] = []
        self._open_differences: list[tuple[tuple[Any, ...], Any]] = []
        self._position = 0

    def _keyed(self, item: Any) -> tuple[tuple[Any, ...], Any]:
        keys = self._sorter.keys(item)
        if not self._arguments:
            keys = tuple(self._comparable(key) for key in keys)
        return keys, item

    def _comparable(self, key: Any) -> Any:
        """Objects without an order are compared by their text."""
        from pwsh_emu.runtime.comparison import is_comparable
        from pwsh_emu.runtime.conversion import net_string

        if key is None or isinstance(key, (str, int, float)) or is_comparable(self.session, key):
            return key
        return "" if type(key) is PSCustomObject else net_string(key, self.session)

    def process(self) -> None:
        if self._references is None:
            self._references = [self._keyed(item) for item in _items(self.ReferenceObject) if item is not None]
        for item in _items(self.DifferenceObject):
            if item is not None:
                self._difference(self._keyed(item))

    def _difference(self, difference: tuple[tuple[Any, ...], Any] | None) -> None:
        """Take one step: a difference and the reference at the same place, then look for partners of both."""
        assert self._references is not None
        reference = self._references[self._position] if self._position < len(self._references) else None
        self._position += 1
        if reference is not None and difference is not None and self._same(reference, difference):
            self._emit_match(reference)
            return
        partner = self._match(difference, self._open_references)
        if partner is not None:
            self._open_references.remove(partner)
            self._emit_match(partner)
            difference = None
        partner = self._match(reference, self._open_differences)
        if partner is not None and reference is not None:
            self._open_differences.remove(partner)
            self._emit_match(reference)
            reference = None
        window = int(self.SyncWindow)
        if difference is not None:
            if window > 0:
                while len(self._open_differences) >= window:
                    self._emit(self._open_differences.pop(0), "=>")
                self._open_differences.append(difference)
            else:
                self._emit(difference, "=>")
        if reference is not None:
            if window > 0:
                while len(self._open_references) >= window:
                    self._emit(self._open_references.pop(0), "<=")
                self._open_references.append(reference)
            else:
                self._emit(reference, "<=")

    def _same(self, left: tuple[tuple[Any, ...], Any], right: tuple[tuple[Any, ...], Any]) -> bool:
        return all(self._sorter.compare(one, other) == 0 for one, other in zip(left[0], right[0], strict=True))

    def _match(self, entry: Any, candidates: list[Any]) -> Any:
        if entry is None:
            return None
        return next((one for one in candidates if self._same(entry, one)), None)

    def _emit_match(self, entry: tuple[tuple[Any, ...], Any]) -> None:
        if self.IncludeEqual:
            self._emit(entry, "==")

    def _emit(self, entry: tuple[tuple[Any, ...], Any], side: str) -> None:
        if side != "==" and self.ExcludeDifferent:
            return
        keys, item = entry
        if self.PassThru:
            self.write(_with_side(item, side))
            return
        members: dict[str, Any] = {}
        if self._arguments:
            for argument, key in zip(self._arguments, keys, strict=True):
                members[argument.expression.text] = None if key is MISSING else key
        else:
            members["InputObject"] = item
        members["SideIndicator"] = side
        self.write(PSCustomObject(members))

    def end(self) -> None:
        if self._references is None:
            self._references = [self._keyed(item) for item in _items(self.ReferenceObject) if item is not None]
        while self._position < len(self._references):
            self._difference(None)
        for entry in self._open_differences:
            self._emit(entry, "=>")
        for entry in self._open_references:
            self._emit(entry, "<=")


def _items(value: Any) -> list[Any]:
    if value is None or value is AUTOMATION_NULL:
        return []
    return list(value.base if type(value) is PSObject else value) if is_enumerable(value) else [value]


def _with_side(item: Any, side: str) -> Any:
    """Return an object with a SideIndicator property."""
    if type(item) is PSCustomObject:
        item.members["SideIndicator"] = side
        return item
    if hasattr(item, "extended"):
        item.extended = {**(item.extended or {}), "SideIndicator": side}
        return item
    return PSObject(item, {"SideIndicator": side})
