"""What the formatter asks about an object's members, in one place: names, values and property sets."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.values import PSCustomObject, PSMember, PSObject

_PROPERTY_KINDS = ("NoteProperty", "AliasProperty", "ScriptProperty", "CodeProperty", "Property", "ParameterizedProperty")


def property_names(session: Any, obj: Any) -> list[str]:
    """Return the names of all properties in PowerShell's order."""
    if type(obj) is PSCustomObject and obj.type_names is None:
        members = obj.members
        if not any(isinstance(value, PSMember) for value in members.values()):
            return list(members)
    from pwsh_emu.runtime.members import properties_of

    return [found.name for found in properties_of(session, obj)]


def displayed_names(session: Any, obj: Any) -> list[str]:
    """Return the names of all properties as a display without -Property orders them: the type's own before those added to it."""
    if type(obj) is PSCustomObject and obj.type_names is None:
        return without_origin(session, obj, property_names(session, obj))
    from pwsh_emu.runtime.members import properties_of

    found = properties_of(session, obj)
    return without_origin(session, obj, [one.name for one in sorted(found, key=lambda one: one.member_type != "Property")])


def without_origin(session: Any, obj: Any, names: list[str]) -> list[str]:
    """Leave out where an object of a job or of another computer came from: PSShowComputerName always, PSComputerName where that is false."""
    if "PSShowComputerName" not in names:
        return names
    hidden = {"PSShowComputerName"} if read(session, obj, "PSShowComputerName") else {"PSShowComputerName", "PSComputerName"}
    return [name for name in names if name not in hidden]


def has_member(session: Any, obj: Any, name: str) -> str | None:
    """Return the name of a property as the object spells it, hidden ones too; None where it has none."""
    if type(obj) is PSCustomObject and name in obj.members:
        member = obj.members[name]
        return name if not isinstance(member, PSMember) or member.member_type in _PROPERTY_KINDS else None
    wanted = name.lower()
    for known in property_names(session, obj):
        if known.lower() == wanted:
            return known
    return _hidden_member(session, obj, wanted)


def _hidden_member(session: Any, obj: Any, lower: str) -> str | None:
    from pwsh_emu.runtime import typedata
    from pwsh_emu.runtime.members import find_property
    from pwsh_emu.runtime.registry import type_of

    declared = typedata.find_member(session, session.types.type_names(obj), lower)
    if declared is not None:
        return declared.name if declared.member_type in _PROPERTY_KINDS else None
    base = obj.base if type(obj) is PSObject else obj
    found = None if type(base) is PSCustomObject else find_property(type_of(base), lower)
    return None if found is None else found.name


def property_set(session: Any, obj: Any, name: str) -> list[str] | None:
    """Return the names in a property set of an object; None where the name is not one."""
    if type(obj) is PSCustomObject and name in obj.members:
        member = obj.members[name]
    else:
        extended = getattr(obj, "extended", None) or {}
        lower = name.lower()
        member = next((value for key, value in extended.items() if key.lower() == lower), None)
        if member is None:
            from pwsh_emu.runtime import typedata

            member = typedata.find_member(session, session.types.type_names(obj), lower)
    if isinstance(member, PSMember) and member.member_type == "PropertySet":
        return list(member.names)  # type: ignore[attr-defined]
    return None


def read(session: Any, obj: Any, name: str) -> Any:
    """Return a property's value; $null where there is none."""
    if type(obj) is PSCustomObject:
        value = obj.members.get(name)
        if value is not None and not isinstance(value, PSMember):
            return value
    from pwsh_emu.runtime.members import MISSING, read_member

    session.catching += 1  # a getter that fails ends with its error instead of reporting it in the middle of a display
    try:
        value = read_member(session, obj, name)
    finally:
        session.catching -= 1
    if value is MISSING:
        return 1 if name.lower() in ("count", "length") else None  # every single object counts as one
    return value
