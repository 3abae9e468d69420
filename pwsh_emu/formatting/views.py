"""Which view an object is shown with: PowerShell's own views by type name, a session's additions, and default property sets."""

from __future__ import annotations

import os
from typing import Any

_DATA = os.path.join(os.path.dirname(__file__), "data", "views.jsonl")
_DESERIALIZED = "Deserialized."


class View:
    """A view: ``control`` is Table, List, Wide or Custom; its definition is read when it is first used."""

    __slots__ = ("_definition", "_text", "control", "out_of_band", "type_names")

    def __init__(self, control: str, out_of_band: bool, type_names: list[str], text: str = "", definition: dict[str, Any] | None = None) -> None:
        self.control = control
        self.out_of_band = out_of_band
        self.type_names = type_names
        self._text = text
        self._definition = definition

    @property
    def definition(self) -> dict[str, Any]:
        """The view's contents as ``formats.json`` describes them, defaults left out."""
        if self._definition is None:
            import json

            self._definition = json.loads(self._text)
        return self._definition

    @property
    def name(self) -> str:
        return str(self.definition["name"])


class ViewTable:
    """All views of a session in their order, found by lower-case type name."""

    def __init__(self) -> None:
        self.views: list[View] = []
        self.by_type: dict[str, list[tuple[int, View]]] = {}
        with open(_DATA, encoding="utf-8") as file:
            for line in file:
                control, flags, names, text = line.split("\t", 3)
                self._append(View(control, "o" in flags, names.split(" "), text))

    def _append(self, view: View) -> None:
        self.views.append(view)
        self._file(len(self.views), view)

    def _file(self, order: int, view: View) -> None:
        for name in view.type_names:
            self.by_type.setdefault(name.lower(), []).append((order, view))

    def add(self, views: list[View], *, prepend: bool) -> None:
        """Add views before (``prepend``) or behind those there are; the order decides which of two is taken."""
        self.views = [*views, *self.views] if prepend else [*self.views, *views]
        self.by_type = {}
        for order, view in enumerate(self.views):
            self._file(order, view)


def table_of(session: Any) -> ViewTable:
    """Return a session's views, read when first asked for."""
    found = session.services.get("views")
    if found is None:
        found = session.services["views"] = ViewTable()
    return found  # type: ignore[no-any-return]


def find_view(session: Any, type_names: list[str], control: str | None = None, *, name: str | None = None, out_of_band: bool = False) -> View | None:
    """Return the first view of the nearest type; ``control`` None takes any shape. Without one, names are tried without "Deserialized."."""
    found = _nearest(session, type_names, control, name, out_of_band)
    if found is None:
        masked = without_deserialized(type_names)
        if masked is not None:
            found = _nearest(session, masked, control, name, out_of_band)
    return found


def _nearest(session: Any, type_names: list[str], control: str | None, name: str | None, out_of_band: bool) -> View | None:
    by_type = table_of(session).by_type
    for type_name in type_names:
        candidates = by_type.get(type_name.lower())
        if candidates is None:
            continue
        for _, view in candidates:
            if (
                view.out_of_band is out_of_band
                and (control is None or view.control == control)
                and (name is None or view.name.lower() == name.lower())
            ):
                return view
    return None


def without_deserialized(type_names: list[str]) -> list[str] | None:
    """Return type names without their "Deserialized." prefixes; None where none has one."""
    if not any(name.startswith(_DESERIALIZED) for name in type_names):
        return None
    return [name.removeprefix(_DESERIALIZED) for name in type_names]


def applies(view: View, type_names: list[str]) -> bool:
    """Tell whether a view shows objects of these types."""
    known = {name.lower() for name in view.type_names}
    if any(name.lower() in known for name in type_names):
        return True
    masked = without_deserialized(type_names)
    return masked is not None and any(name.lower() in known for name in masked)


def select(entries: list[dict[str, Any]], type_names: list[str]) -> dict[str, Any]:
    """Return the entry (row, list entry …) of a view that is for the nearest of these types, else the one that is for all."""
    if len(entries) == 1:
        return entries[0]
    default = entries[0]
    best: tuple[int, dict[str, Any]] | None = None
    for entry in entries:
        selected = entry.get("selectedBy")
        if not selected:
            default = entry
            continue
        wanted = {name.lower() for name in selected.get("typeNames") or ()}
        at = next((index for index, name in enumerate(type_names) if name.lower() in wanted), None)
        if at is not None and (best is None or at < best[0]):
            best = (at, entry)
    return best[1] if best is not None else default


# --- default property sets ----------------------------------------------------------------------------------------------------


def default_display_set(session: Any, obj: Any, type_names: list[str]) -> list[str]:
    """Return the names of the properties that an object shows by default: its own PSStandardMembers, else its types'. Empty for all."""
    own = _own_standard_member(obj, "DefaultDisplayPropertySet")
    if own is not None:
        return list(own.names)
    from pwsh_emu.runtime import typedata

    found = typedata.default_display_set(session, type_names)
    if found is None:
        masked = without_deserialized(type_names)
        found = typedata.default_display_set(session, masked) if masked else None
    return list(found or ())


def default_display_property(session: Any, obj: Any) -> str | None:
    """Return the name of the property that stands for an object, where its type has one."""
    own = _own_standard_member(obj, "DefaultDisplayProperty")
    if own is not None:
        return str(getattr(own, "value", "")) or None
    from pwsh_emu.runtime import typedata

    return typedata.default_display_property(session, session.types.type_names(obj))


def _own_standard_member(obj: Any, name: str) -> Any:
    members = getattr(obj, "members", None) if hasattr(obj, "type_names") else getattr(obj, "extended", None)
    if not isinstance(members, dict):
        return None
    for key, member in members.items():
        if key.lower() == "psstandardmembers":
            inner = getattr(member, "members", None)
            if isinstance(inner, dict):
                return next((value for key, value in inner.items() if key.lower() == name.lower()), None)
    return None


def view_names(session: Any, type_name: str, control: str) -> list[str]:
    """Return the names of the views of a kind (Table, List …) that are made for a type."""
    found = table_of(session).by_type.get(type_name.lower(), ())
    return [view.name for _, view in found if view.control.lower() == control.lower()]
