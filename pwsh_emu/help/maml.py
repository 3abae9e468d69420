"""External help: files of MAML that ``.EXTERNALHELP`` names, and the help objects that their commands give. Shapes: PowerShell's MAML reader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.help import objects
from pwsh_emu.runtime.values import PSArray, PSCustomObject, PSObject

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pwsh_emu.runtime.session import Session

_PARAGRAPHS = frozenset(("para", "list", "definitionList"))


def file_of(session: Session, script: str, name: str) -> str | None:
    """Return the help file of a name beside a script: in the folder of the user's culture or of its parents, else in the folder itself."""
    from pwsh_emu.runtime import culture

    folder, _, base = os.path.join(os.path.dirname(script), name.replace("\\", "/")).rpartition("/")
    return culture.localized_file(session.services["files"], folder, base, culture.current_ui(session).name)


def help_in(session: Session, path: str, name: str, category: str) -> PSCustomObject | None:
    """Return the help that a file gives for a command; None where it says nothing of it or is no XML."""
    from xml.etree import ElementTree

    from pwsh_emu.runtime.xmltext import root_element

    try:
        root = root_element(session.services["files"].read(path))
    except ElementTree.ParseError:
        return None
    for command in root.iter():
        if _local(command) == "command" and _text_below(command, "details", "name").lower() == name.lower():
            return _full(command, category)
    return None


def _full(command: Element, category: str) -> PSCustomObject:
    members = _members(command)
    details = _child(command, "details")
    synopsis = "" if details is None else "\n".join(_paragraph_texts(_child(details, "description"))).strip()
    return objects.finished(members, _text_below(command, "details", "name"), category, synopsis, ("", "", ""))


def _members(node: Element) -> dict[str, Any]:
    """Return what the children of an element give by name: those that occur several times as an array."""
    found: dict[str, list[Any]] = {}
    for child in node:
        found.setdefault(_local(child), []).append(_value(child))
    members: dict[str, Any] = {name: objects.several(values) for name, values in found.items()}
    return members


def _value(node: Element) -> Any:
    attributes = {_bare(name): value for name, value in node.attrib.items()}
    if not len(node):
        return PSObject((node.text or "").strip(), attributes or None)
    if all(_local(child) in _PARAGRAPHS for child in node):
        return objects.paragraphs(_paragraph_texts(node)) or PSArray([], "System.Management.Automation.PSObject")
    return objects.node(_local(node), _members(node), attributes)


def _paragraph_texts(node: Element | None) -> Iterator[str]:
    for child in () if node is None else node:
        if _local(child) == "para":
            yield " ".join("".join(child.itertext()).split())
        else:
            yield from _paragraph_texts(child)


def _child(node: Element, name: str) -> Element | None:
    return next((child for child in node if _local(child) == name), None)


def _text_below(node: Element, *names: str) -> str:
    found: Element | None = node
    for name in names:
        found = None if found is None else _child(found, name)
    return "" if found is None else (found.text or "").strip()


def _local(node: Element) -> str:
    return _bare(str(node.tag))


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
