"""System.Management.Automation.TypeAccelerators: the short names of types, which scripts reach through the assembly's GetType only."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typenames import accelerators
from pwsh_emu.runtime.types.dictionaries import GenericDictionary
from pwsh_emu.runtime.typesystem import DotNetType
from pwsh_emu.runtime.values import TypeLiteral

TYPE_ACCELERATORS = DotNetType("System.Management.Automation.TypeAccelerators")


@TYPE_ACCELERATORS.static_property("System.Collections.Generic.Dictionary[string,type] Get", session=True)
def all_accelerators(session: Any) -> GenericDictionary:
    """Return a dictionary of all short names and their types, those that scripts added among them."""
    found = GenericDictionary(session.types.resolve("System.Collections.Generic.Dictionary[string,type]"))
    for name, full_name in accelerators().items():
        found.set(name, TypeLiteral(builtin(full_name)))
    for name, ps_type in session.types.accelerators.items():
        found.set(name, TypeLiteral(ps_type))
    return found


@TYPE_ACCELERATORS.static_method("static void Add(string typeName, type type)", session=True)
def add(session: Any, name: str, literal: TypeLiteral) -> None:
    """Give a type a short name; ArgumentException where the name is taken."""
    if name.lower() in session.types.accelerators or name.lower() in accelerators():
        raise NetException("System.ArgumentException", f"An item with the same key has already been added. Key: {name}")
    session.types.accelerators[name.lower()] = literal.of


@TYPE_ACCELERATORS.static_method("static bool Remove(string typeName)", session=True)
def remove(session: Any, name: str) -> bool:
    """Take a short name away that a script added, and tell whether there was one."""
    return session.types.accelerators.pop(name.lower(), None) is not None
