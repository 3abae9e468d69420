"""PesterConfiguration: sections of options, each with its default and whether it was changed."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.typesystem import DotNetObject, DotNetType
from pwsh_emu.runtime.validation import unwrapped
from pwsh_emu.runtime.values import Hashtable, PSArray


def _read_options() -> dict[str, dict[str, tuple[str, Any, str]]]:
    """Return section -> option -> (type, default, description), as ``configuration.tsv`` lists them."""
    import json

    found: dict[str, dict[str, tuple[str, Any, str]]] = {}
    with open(os.path.join(os.path.dirname(__file__), "configuration.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                section, option, type_name, value, description = line.rstrip("\n").split("\t")
                found.setdefault(section, {})[option] = (type_name, json.loads(value), description)
    return found


OPTIONS = _read_options()
CHOICES = {
    "Verbosity": ("None", "Normal", "Detailed", "Diagnostic"),
    "StackTraceVerbosity": ("None", "FirstLine", "Filtered", "Full"),
    "CIFormat": ("None", "Auto", "AzureDevops", "GithubActions"),
    "CILogLevel": ("Error", "Warning"),
    "RenderMode": ("Auto", "Ansi", "ConsoleColor", "Plaintext"),
}
_OPTION_NAMES = {
    "System.String[]": "StringArrayOption",
    "System.String": "StringOption",
    "System.Boolean": "BoolOption",
    "System.Decimal": "DecimalOption",
}


class Option(DotNetObject):
    """One option: its value, its default, and whether a script set it."""

    def __init__(self, session: Any, name: str, type_name: str, default: Any, description: str) -> None:
        super().__init__()
        self.session = session
        self.name = name
        self.type_name = type_name
        self.Description = description
        self.Default = PSArray(default, type_name[:-2]) if type_name.endswith("[]") else default
        self.current = self.Default
        self.IsModified = False
        self.ps_type = _option_type(type_name)

    def put(self, value: Any) -> None:
        """Convert a value to the option's type and store it."""
        from pwsh_emu.runtime.conversion import convert

        if isinstance(value, Option):
            value = value.current
        self.current = convert(self.session, value, self.session.types.resolve(self.type_name))
        self.IsModified = True

    def __str__(self) -> str:
        from pwsh_emu.runtime.conversion import to_string

        def text(value: Any) -> str:
            if self.type_name.endswith("[]"):
                return f"({', '.join(to_string(self.session, one) for one in value)})"
            return to_string(self.session, value)

        shown = (text(self.Default), text(self.current))
        return f"{self.Description} ({', '.join(dict.fromkeys(shown))})"


_OPTION_TYPES: dict[str, DotNetType] = {}


def _option_type(type_name: str) -> DotNetType:
    name = f"Pester.{_OPTION_NAMES.get(type_name, 'ObjectArrayOption')}"
    made = _OPTION_TYPES.get(name)
    if made is None:
        made = _OPTION_TYPES[name] = DotNetType(name)
        made.property("System.Object Default")(lambda option: option.Default)
        made.property("System.String Description")(lambda option: option.Description)
        made.property("System.Object Value", setter=lambda option, value: option.put(value))(lambda option: option.current)
        made.property("System.Boolean IsModified")(lambda option: option.IsModified)
    return made


class Section(DotNetObject):
    """One section: options by name. Assigning to an option's property sets its value."""

    def __init__(self, session: Any, name: str) -> None:
        super().__init__()
        self.name = name
        self.ps_type = _section_type(name)
        self.options = {key: Option(session, key, *entry) for key, entry in OPTIONS[name].items()}

    def __str__(self) -> str:
        return {"Run": "Run configuration.", "Filter": "Filter configuration."}.get(self.name, f"{self.name} configuration.")


_SECTION_TYPES: dict[str, DotNetType] = {}


def _section_type(name: str) -> DotNetType:
    made = _SECTION_TYPES.get(name)
    if made is None:
        made = _SECTION_TYPES[name] = DotNetType(f"Pester.{name}Configuration")
        for option in OPTIONS[name]:
            _declare_option(made, option)
    return made


def _declare_option(made: DotNetType, name: str) -> None:
    def read(section: Section) -> Option:
        return section.options[name]

    def write(section: Section, value: Any) -> None:
        section.options[name].put(value)

    made.property(f"System.Object {name}", setter=write)(read)


class Configuration(DotNetObject):
    """PesterConfiguration."""

    ps_type = DotNetType("PesterConfiguration")

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session
        self.sections = {name: Section(session, name) for name in OPTIONS}

    def value(self, section: str, option: str) -> Any:
        """Return an option's value."""
        return self.sections[section].options[option].current

    def set(self, section: str, option: str, value: Any) -> None:
        self.sections[section].options[option].put(value)

    def texts(self, section: str, option: str) -> list[str]:
        """Return an option's strings."""
        return [str(one) for one in self.value(section, option) or ()]

    def fill(self, table: Any) -> None:
        """Take the options of a dictionary of dictionaries, as ``[PesterConfiguration]@{ Run = @{ Path = 'x' } }`` does."""
        for key, entries in table.items():
            section = next((one for name, one in self.sections.items() if name.lower() == str(key).lower()), None)
            if section is None:
                continue
            source = unwrapped(entries)
            if isinstance(source, Section):
                items: Any = [(name, option) for name, option in source.options.items() if option.IsModified]
            elif hasattr(source, "items"):
                items = source.items()
            else:
                continue
            for name, value in items:
                option = next((one for known, one in section.options.items() if known.lower() == str(name).lower()), None)
                if option is not None:
                    option.put(value)

    def twin(self) -> Configuration:
        """Return an independent copy."""
        made = Configuration(self.session)
        for name, section in self.sections.items():
            for key, option in section.options.items():
                if option.IsModified:
                    made.set(name, key, option.current)
        return made

    def check(self) -> None:
        """Raise Pester's error where an option of the output has a value that it does not know."""
        for name, allowed in CHOICES.items():
            value = str(self.value("Output", name))
            proper = next((one for one in allowed if one.lower() == value.lower()), None)
            if proper is None:
                raise thrown(
                    f"Unsupported level of output '{value}'"
                    if name == "Verbosity"
                    else f"Output.{name} must be "
                    f"{', '.join(repr(one) for one in allowed[:-1])} or '{allowed[-1]}', but it was '{value}'. Please review your configuration."
                )
            self.sections["Output"].options[name].current = proper


for _name in OPTIONS:
    Configuration.ps_type.property(f"System.Object {_name}", setter=lambda config, value, name=_name: config.fill({name: value}))(
        lambda config, name=_name: config.sections[name]
    )


@Configuration.ps_type.static_property("PesterConfiguration Default", session=True)
def default(session: Any) -> Configuration:
    return Configuration(session)


@Configuration.ps_type.constructor("PesterConfiguration new()", session=True)
def new(session: Any) -> Configuration:
    return Configuration(session)


@Configuration.ps_type.constructor("PesterConfiguration new(System.Collections.IDictionary configuration)", session=True)
def new_from(session: Any, configuration: Any) -> Configuration:
    made = Configuration(session)
    if configuration is not None:
        made.fill(configuration)
    return made


def as_configuration(session: Any, value: Any) -> Configuration:
    """Return a configuration given as itself or as a dictionary."""
    base = unwrapped(value)
    if isinstance(base, Configuration):
        return base.twin()
    if isinstance(base, Hashtable):
        made = Configuration(session)
        made.fill(base)
        return made
    raise thrown(f"Cannot convert the value of type '{type(base).__name__}' to PesterConfiguration.")


def register_types(session: Any) -> None:
    """Let a session know ``[PesterConfiguration]``."""
    session.types.classes.setdefault("pesterconfiguration", Configuration.ps_type)
