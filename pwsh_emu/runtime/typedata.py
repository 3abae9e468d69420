"""Type data: members and default property sets that PowerShell (types.ps1xml) and Update-TypeData give to type names.

What ships with PowerShell is packaged as ``data/typedata.tsv``; a session's own additions stand in ``TypeRegistry.type_data``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

from pwsh_emu.runtime.values import (
    PSAliasProperty,
    PSCodeProperty,
    PSMember,
    PSMemberSet,
    PSNoteProperty,
    PSPropertySet,
    PSScriptMethod,
    PSScriptProperty,
)

_texts: dict[str, str] = {}
# Functions behind CodeProperty and CodeMethod members, by the .NET name; providers add theirs with `register_code`.
_code: dict[str, Callable[..., Any]] = {}


class TypeData:
    """What is declared for one type name. ``members`` maps lower-case names to PSMembers."""

    __slots__ = ("default_display_property", "default_display_set", "default_key_set", "members", "name", "properties")

    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[str, PSMember] = {}
        self.default_display_property: str | None = None
        self.default_display_set: list[str] | None = None
        self.default_key_set: list[str] | None = None
        self.properties: dict[str, Any] = {}  # serialization settings as recorded


def register_code(name: str, function: Callable[..., Any]) -> None:
    """Set the function behind a CodeProperty: ``function(session, obj)`` for ``Namespace.Type::Method``."""
    _code[name] = function


def _shipped(name: str) -> dict[str, Any] | None:
    text = _texts.get("")
    if text is None:
        path = os.path.join(os.path.dirname(__file__), "data", "typedata.tsv")
        with open(path, encoding="utf-8") as file:
            text = _texts[""] = "\n" + file.read()
        _texts["lower"] = text.lower()
    at = _texts["lower"].find(f"\n{name.lower()}\t")
    if at < 0:
        return None
    line = text[at + 1 : text.find("\n", at + 1)]
    return json.loads(line.partition("\t")[2])  # type: ignore[no-any-return]


def shipped_data(session: Any, name: str) -> TypeData | None:
    """Return what ships with PowerShell for a type name; None where that is nothing."""
    record = _shipped(name)
    if record is None:
        return None
    data = TypeData(name)
    data.default_display_property = record.pop("defaultDisplayProperty", None)
    data.default_display_set = record.pop("defaultDisplayPropertySet", None)
    data.default_key_set = record.pop("defaultKeyPropertySet", None)
    for member, entry in record.pop("members", {}).items():
        made = _member(session, member, entry)
        if made is not None:
            data.members[member.lower()] = made
    data.properties = record
    return data


def known_names() -> list[str]:
    """Return the type names that something ships for, in order."""
    _shipped("")
    return [line.partition("\t")[0] for line in _texts[""].splitlines() if line]


def _member(session: Any, name: str, entry: dict[str, Any]) -> PSMember | None:
    kind = entry["kind"]
    member: PSMember
    if kind == "AliasProperty":
        member = PSAliasProperty(name, entry["referencedMember"])
    elif kind == "NoteProperty":
        member = PSNoteProperty(name, entry.get("value"))
    elif kind == "ScriptProperty":
        member = PSScriptProperty(name, LazyScript(session, entry["get"]), LazyScript(session, entry["set"]) if entry.get("set") else None)
    elif kind == "ScriptMethod":
        member = PSScriptMethod(name, LazyScript(session, entry["script"]))
    elif kind == "PropertySet":
        member = PSPropertySet(name, list(entry.get("properties") or entry.get("names") or ()))
    elif kind == "CodeProperty":
        code = entry["get"]
        reference = code.rpartition("::")[2]
        member = PSCodeProperty(name, lambda inner, obj: _code[code](inner, obj) if code in _code else None, reference=reference)
    else:
        return None
    member.hidden = bool(entry.get("hidden"))
    return member


class LazyScript:
    """A script of type data that is parsed when it first runs."""

    __slots__ = ("_block", "_session", "text")

    def __init__(self, session: Any, text: str) -> None:
        self._session = session
        self.text = text
        self._block: Any = None

    def block(self) -> Any:
        """Return the script as a ScriptBlock."""
        if self._block is None:
            from pwsh_emu.runtime.scriptblock import ScriptBlock

            self._block = ScriptBlock.create(self._session, self.text)
        return self._block

    def invoke(self, args: list[Any], **options: Any) -> Any:
        return self.block().invoke(args, **options)


def lookup(session: Any, names: Iterable[str]) -> list[TypeData]:
    """Return the type data of type names, a session's own before what ships, nearest type first."""
    registry = session.types
    cache = registry.type_data_cache
    found: list[TypeData] = []
    for name in names:
        key = name.lower()
        entry = cache.get(key)
        if entry is None:
            data = registry.type_data[key] if key in registry.type_data else shipped_data(session, name)
            entry = cache[key] = [] if data is None else [data]
        found.extend(entry)
    return found


def find_member(session: Any, names: Iterable[str], lower: str) -> PSMember | None:
    """Return the member that type data gives to objects with these type names."""
    for data in lookup(session, names):
        member = data.members.get(lower)
        if member is not None:
            return member
    return standard_members(session, names) if lower == "psstandardmembers" else None


def standard_members(session: Any, names: Iterable[str]) -> PSMemberSet | None:
    """Return PSStandardMembers of type names: default sets and how the types are serialized, the nearest type's first. None for nothing."""
    found: dict[str, PSMember] = {}
    for data in lookup(session, names):
        members: list[PSMember] = []
        if data.default_display_property is not None:
            members.append(PSNoteProperty("DefaultDisplayProperty", data.default_display_property))
        for shown, selected in (("DefaultDisplayPropertySet", data.default_display_set), ("DefaultKeyPropertySet", data.default_key_set)):
            if selected is not None:
                members.append(PSPropertySet(shown, selected))
        for setting, value in data.properties.items():
            shown = setting[:1].upper() + setting[1:]
            if isinstance(value, list):
                members.append(PSPropertySet(shown, value))
            elif setting == "stringSerializationSource":
                members.append(PSAliasProperty(shown, str(value)))
            else:
                members.append(PSNoteProperty(shown, _METHODS.get(str(value).lower(), value)))
        for member in members:
            found.setdefault(member.name, member)
    return PSMemberSet("PSStandardMembers", found) if found else None


_METHODS = {name.lower(): name for name in ("AllPublicProperties", "SpecificProperties", "String")}


def default_display_set(session: Any, names: list[str]) -> list[str] | None:
    """Return the DefaultDisplayPropertySet of type names, nearest first."""
    for data in lookup(session, names):
        if data.default_display_set is not None:
            return data.default_display_set
    return None


def default_display_property(session: Any, names: list[str]) -> str | None:
    """Return the DefaultDisplayProperty of type names, nearest first."""
    for data in lookup(session, names):
        if data.default_display_property is not None:
            return data.default_display_property
    return None


def default_key_set(session: Any, names: list[str]) -> list[str] | None:
    """Return the DefaultKeyPropertySet of type names, nearest first."""
    for data in lookup(session, names):
        if data.default_key_set is not None:
            return data.default_key_set
    return None


def current(session: Any, name: str) -> TypeData | None:
    """Return what a session has for one type name: its own, which holds what shipped too, or what ships; None for nothing."""
    found = lookup(session, [name])
    return found[0] if found else None


def update(session: Any, data: TypeData, *, force: bool = False) -> list[str]:
    """Add type data to the session (Update-TypeData); return the names of members that were there already and are kept unless ``force``."""
    registry = session.types
    key = data.name.lower()
    own = registry.type_data.get(key)
    if own is None:
        shipped = None if key in registry.type_data else shipped_data(session, data.name)
        own = registry.type_data[key] = shipped or TypeData(data.name)
    taken: list[str] = []
    for name, member in data.members.items():
        if name in own.members and not force:
            taken.append(member.name)
        else:
            own.members.pop(name, None)
            own.members[name] = member
    for attribute, shown in _STANDARD.items():
        value = getattr(data, attribute)
        if value is None:
            continue
        if getattr(own, attribute) is not None and not force:
            taken.append(shown)
        else:
            setattr(own, attribute, value)
    for setting, value in data.properties.items():
        shown = setting[:1].upper() + setting[1:]
        if setting in own.properties and own.properties[setting] not in (False, 0) and not force:
            taken.append(shown)
        else:
            own.properties[setting] = value
    changed(registry)
    return taken


_STANDARD = {
    "default_display_property": "DefaultDisplayProperty",
    "default_display_set": "DefaultDisplayPropertySet",
    "default_key_set": "DefaultKeyPropertySet",
}


def take_back(session: Any, data: TypeData) -> None:
    """Undo an `update`: what it added goes, what shipped in its place comes back (Remove-TypeData -Path)."""
    registry = session.types
    own = registry.type_data.get(data.name.lower())
    if own is None:
        return
    shipped = shipped_data(session, data.name)
    before = shipped or TypeData(data.name)
    for name, member in data.members.items():
        if own.members.get(name) is member:
            del own.members[name]
            if name in before.members:
                own.members[name] = before.members[name]
    for attribute in _STANDARD:
        if getattr(data, attribute) is not None:
            setattr(own, attribute, getattr(before, attribute))
    for setting in data.properties:
        own.properties.pop(setting, None)
        if setting in before.properties:
            own.properties[setting] = before.properties[setting]
    if shipped is None and not own.members and not own.properties and all(getattr(own, attribute) is None for attribute in _STANDARD):
        del registry.type_data[data.name.lower()]
    changed(registry)


def remove(session: Any, name: str) -> bool:
    """Forget the type data of a type name, also what shipped (Remove-TypeData); tell whether there was any."""
    if current(session, name) is None:
        return False
    session.types.type_data[name.lower()] = None
    changed(session.types)
    return True


def changed(registry: Any) -> None:
    """Drop what was looked up through type data."""
    registry.type_data_cache.clear()
    registry.member_cache = {}  # places that remember a reader see by the table whether it still holds
