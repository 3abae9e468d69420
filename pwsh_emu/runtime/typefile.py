"""Reads type files (``.types.ps1xml``) into type data. Format: about_Types.ps1xml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.typedata import LazyScript, TypeData
from pwsh_emu.runtime.values import PSAliasProperty, PSMember, PSNoteProperty, PSPropertySet, PSScriptMethod, PSScriptProperty
from pwsh_emu.runtime.xmltext import child_text, content, root_element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pwsh_emu.runtime.session import Session


class TypeFileError(Exception):
    """A type file that cannot be read; the message says why."""


def read_types(session: Session, data: bytes) -> list[TypeData]:
    """Return the type data of a file in its order; raise TypeFileError where it is not one."""
    from xml.etree import ElementTree

    try:
        root = root_element(data)
    except ElementTree.ParseError as error:
        raise TypeFileError(f"Error: {error}.") from None
    if root.tag != "Types":
        raise TypeFileError(f'Error: Expected XML tag "Types" instead of "{root.tag}".')
    return [_type(session, node) for node in root.iterfind("Type")]


def unknown_nodes(data: bytes) -> list[tuple[int, str, str]]:
    """Return what stands in the types of a file that may not: line, name of the type and sentence."""
    found = []
    at = 0
    for node in root_element(data).iterfind("Type"):
        for one in node:
            at = max(data.find(f"<{one.tag}".encode(), at), at)
            if one.tag not in _NODES:
                sentence = f"The node {one.tag} is not allowed. The following nodes are allowed: {','.join(_NODES)}."
                found.append((data.count(b"\n", 0, at) + 1, child_text(node, "Name"), sentence))
            at += 1
    return found


_NODES = ("Name", "Members", "TypeConverter", "TypeAdapter")


def _type(session: Session, node: Element) -> TypeData:
    data = TypeData(child_text(node, "Name"))
    for one in node.iterfind("Members/*"):
        if one.tag == "MemberSet" and child_text(one, "Name").lower() == "psstandardmembers":
            _standard(data, one)
            continue
        member = _member(session, one)
        if member is not None:
            member.hidden = one.get("IsHidden", "").lower() == "true"
            data.members[member.name.lower()] = member
    return data


def _standard(data: TypeData, node: Element) -> None:
    """Read PSStandardMembers: default sets and how the type is serialized."""
    for one in node.iterfind("Members/*"):
        name = child_text(one, "Name")
        if one.tag == "PropertySet":
            names = _names(one)
            if name.lower() == "defaultdisplaypropertyset":
                data.default_display_set = names
            elif name.lower() == "defaultkeypropertyset":
                data.default_key_set = names
            else:
                data.properties[name[:1].lower() + name[1:]] = names
        elif one.tag == "NoteProperty" and name.lower() == "defaultdisplayproperty":
            data.default_display_property = child_text(one, "Value")
        elif one.tag == "NoteProperty":
            text = child_text(one, "Value")
            data.properties[name[:1].lower() + name[1:]] = int(text) if text.isdecimal() else text


def _member(session: Session, node: Element) -> PSMember | None:
    name = child_text(node, "Name")
    if node.tag == "NoteProperty":
        return PSNoteProperty(name, _note(session, node))
    if node.tag == "AliasProperty":
        kind = node.find("TypeName")
        return PSAliasProperty(name, child_text(node, "ReferencedMemberName"), None if kind is None else session.types.find(content(kind)))
    if node.tag == "ScriptProperty":
        getter, setter = node.find("GetScriptBlock"), node.find("SetScriptBlock")
        return PSScriptProperty(name, _script(session, getter), _script(session, setter))
    if node.tag == "ScriptMethod":
        return PSScriptMethod(name, _script(session, node.find("Script")))
    if node.tag == "PropertySet":
        return PSPropertySet(name, _names(node))
    return None


def _note(session: Session, node: Element) -> Any:
    value: Any = child_text(node, "Value")
    kind = node.find("TypeName")
    if kind is None:
        return value
    from pwsh_emu.runtime.conversion import convert

    found = session.types.find(content(kind))
    return value if found is None else convert(session, value, found)


def _names(node: Element) -> list[str]:
    return [content(one) for one in node.iterfind("ReferencedProperties/Name")]


def _script(session: Session, node: Element | None) -> LazyScript | None:
    return None if node is None else LazyScript(session, node.text or "")
