"""The words of the emulator's own help: synopses, descriptions, parameters and examples of cmdlets, and the conceptual topics.

All of it is data beside this module, read when help is asked for: ``data/*.json`` (one object a cmdlet) and ``topics/*.help.txt``.
What has no words of its own gets a sentence by rule from its name.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.help.wording import described_by_name, synopsis_by_name

if TYPE_CHECKING:
    from pwsh_emu.runtime.command import ParameterMetadata

_FOLDER = os.path.dirname(__file__)


class CommandContent:
    """What help says about one cmdlet. ``examples`` are (title, code, remarks); ``type_names`` replace the declared types of parameters."""

    def __init__(self, name: str, entry: dict[str, Any], parameters: dict[str, str], declaration: dict[str, Any] | None = None) -> None:
        self.name = name
        self.synopsis: str = entry.get("synopsis", "")
        self.description: list[str] = entry.get("description") or [self.synopsis]
        self.examples: list[tuple[str, str, list[str]]] = [
            (one.get("title", ""), one["code"], _listed(one.get("remarks"))) for one in entry.get("examples", ())
        ]
        self.notes: list[str] = _listed(entry.get("notes"))
        self.links: list[str] = entry.get("links", [])
        self.outputs: list[str] = entry.get("outputs", [])
        self._own: dict[str, str] = entry.get("parameters", {})
        self._shared = parameters
        self._declared: dict[str, Any] = (declaration or {}).get("parameters", {})
        self.type_names: dict[str, str] = {key: value["exchangeType"] for key, value in self._declared.items() if value.get("exchangeType")}

    def parameter(self, parameter: ParameterMetadata) -> str:
        """Return the description of a parameter."""
        name = parameter.name
        text = (
            self._own.get(name)
            or self._shared.get(name)
            or described_by_name(name, is_switch=parameter.is_switch, is_boolean="System.Boolean" in parameter.type_name)
        )
        limits = self._declared.get(name, {}).get("range")
        if limits and name not in self._own:
            text += f" It lies between {limits[0]} and {limits[1]}."
        return text

    def default_of(self, name: str) -> str:
        return str(self._declared.get(name, {}).get("default") or "None")

    def text(self) -> str:
        """Return all words together, for searches in the contents of help."""
        examples = [part for title, code, remarks in self.examples for part in (title, code, *remarks)]
        return "\n".join((self.synopsis, *self.description, *self.notes, *examples, *self._own.values()))


def _needs_input(info: Any) -> bool:
    return any(entry.mandatory for parameter in info.metadata.parameters.values() for entry in parameter.sets.values())


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


@cache
def _file(name: str) -> dict[str, Any]:
    import json

    with open(os.path.join(_FOLDER, "data", name), encoding="utf-8") as file:
        return json.load(file)  # type: ignore[no-any-return]


def content_of(info: Any) -> CommandContent | None:
    """Return the words for a cmdlet, None where the emulator has none."""
    service_name = getattr(info, "service_name", None)
    if service_name is not None:
        entry = {"synopsis": synopsis_by_name(service_name), **_file("exchange.json").get(service_name, {})}
        if not info.is_modelled:
            entry["notes"] = [
                *_listed(entry.get("notes")),
                f"{service_name} binds its parameters here, but the emulator does not model what it works on.",
            ]
        elif "examples" not in entry and service_name.startswith("Get-"):
            entry["examples"] = [{"code": f"{service_name} | Format-List"}] if not _needs_input(info) else []
        entry.setdefault("links", info.siblings)
        return CommandContent(service_name, entry, _file("exchange-parameters.json"), info.declaration)
    entry = _file("core.json").get(info.name, {})
    if not entry and info.command_type == "Cmdlet" and info.module_name.startswith("Microsoft.PowerShell"):
        synopsis = (info.implementation.__doc__ or "").strip().partition("\n")[0]
        entry = {"synopsis": synopsis} if synopsis and info.implementation.__module__ != "pwsh_emu.cmdlets.index" else {}
    return CommandContent(info.name, entry, _file("core-parameters.json")) if entry else None


# --- conceptual topics ----------------------------------------------------------------------------------------------


@cache
def topic_names() -> tuple[str, ...]:
    """Return the names of all conceptual topics in order."""
    ending = ".help.txt"
    return tuple(sorted((one[: -len(ending)] for one in os.listdir(os.path.join(_FOLDER, "topics")) if one.endswith(ending)), key=str.lower))


@cache
def topic_text(name: str) -> str:
    """Return the text of a topic."""
    with open(os.path.join(_FOLDER, "topics", f"{name}.help.txt"), encoding="utf-8") as file:
        return file.read()


def topic_synopsis(text: str) -> str:
    """Return the fifth line of a topic, which PowerShell takes for its synopsis."""
    lines = text.split("\n", 5)
    return lines[4].strip() if len(lines) > 4 else ""
