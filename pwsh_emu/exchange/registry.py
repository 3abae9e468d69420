"""Which cmdlets there are, which class runs each, and how their interfaces are read. Nothing of it is loaded before it is used."""

from __future__ import annotations

import os
from collections.abc import Callable

from pwsh_emu.runtime.command import Cmdlet, CmdletInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.command import CommandMetadata
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

_FOLDER = os.path.dirname(__file__)
MODULE = "ExchangeOnlineManagement"


class ExchangeCommandInfo(CmdletInfo):
    """A cmdlet of the service. A connected session has proxy functions for most: their type is Function, as Get-Command shows.

    ``service_name`` is the cmdlet's name without a connection's prefix; ``connection`` what it belongs to (None: the module's own).
    """

    __slots__ = ("connection", "service_name")

    def __init__(self, session: Session, name: str, service_name: str, kind: str, family: str, module: str, connection: Any = None) -> None:
        super().__init__(
            name,
            module,
            _loader(service_name, family),
            _metadata_reader(session, service_name, kind),
            name if kind == "session" else _type_name(service_name),
        )
        self.service_name = service_name
        self.connection = connection
        if kind == "session":
            self.command_type = "Function"

    @property
    def declaration(self) -> dict[str, Any]:
        """The cmdlet's interface as its file holds it: for help."""
        return declaration_of(self.service_name)

    @property
    def siblings(self) -> list[str]:
        """The other cmdlets on the same noun."""
        noun = self.service_name.partition("-")[2]
        return [name for name, _, _ in index() if name.partition("-")[2] == noun and name != self.service_name]

    @property
    def is_modelled(self) -> bool:
        """Whether the emulator can do what the cmdlet is for; others bind and then say that they are not supported."""
        return self.implementation.__name__ != "NotModelled"

    @property
    def ps_type(self) -> PSType:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(f"System.Management.Automation.{self.command_type}Info")


def declaration_of(name: str) -> dict[str, Any]:
    """Return a cmdlet's interface as its file holds it, with the service's own type names and ranges."""
    import json

    with open(os.path.join(_FOLDER, "declarations", f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)  # type: ignore[no-any-return]


def _type_name(name: str) -> str:
    return f"Microsoft.Exchange.Management.RestApiClient.{name.replace('-', '')}"


def _loader(name: str, family: str) -> Callable[[], type[Cmdlet]]:
    def load() -> type[Cmdlet]:
        if not family:
            from pwsh_emu.exchange.cmdlets.generic import class_for

            return class_for(name)
        from importlib import import_module

        module = import_module(f"pwsh_emu.exchange.cmdlets.{family}")
        for value in vars(module).values():
            if isinstance(value, type) and getattr(value, "command_name", None) == name and "command_name" in vars(value):
                return value
        raise LookupError(name)

    return load


def _metadata_reader(session: Session, name: str, kind: str) -> Callable[[], CommandMetadata]:
    def read() -> CommandMetadata:
        from pwsh_emu.runtime.declarations import load

        metadata = load(os.path.join(_FOLDER, "declarations", f"{name}.json"))
        register_enumerations(session)
        if kind == "session":
            _convert_as_functions_do(session, metadata)
        return metadata

    return read


def _convert_as_functions_do(session: Session, metadata: CommandMetadata) -> None:
    """Give each parameter its type as an attribute: a proxy is a function, and its conversions fail with a function's sentences."""
    from pwsh_emu.runtime.validation import TypeConstraint

    for parameter in metadata.parameters.values():
        if parameter.type_name != "System.Object":
            parameter.attributes.insert(0, TypeConstraint(session.types.resolve(parameter.type_name)))


def index() -> list[tuple[str, str, str]]:
    """Return all cmdlets: name, "session" or "module", and the family that has a class for it ("" for none)."""
    with open(os.path.join(_FOLDER, "declarations", "index.txt"), encoding="utf-8") as file:
        return [tuple(line.split("\t")) for line in file.read().splitlines()]  # type: ignore[misc]


def register_enumerations(session: Session) -> None:
    """Let a session know the service's enumeration types, once."""
    if session.services.get("exchange enumerations"):
        return
    session.services["exchange enumerations"] = True
    from pwsh_emu.runtime.typesystem import EnumType

    with open(os.path.join(_FOLDER, "enumerations.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, _, values = line.rstrip("\n").partition("\t")
                names = {}
                for place, value in enumerate(values.split(",")):
                    known, is_flag, number = value.partition("=")
                    names[known] = int(number) if is_flag else place
                session.types.classes[name.lower()] = EnumType(name, names, flags="=" in values)
