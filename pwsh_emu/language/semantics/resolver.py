"""Finds out which .NET type a type name means, as far as the checks of classes and attributes need to know."""

from __future__ import annotations

from functools import cache

from pwsh_emu.language.ast import TypeName
from pwsh_emu.language.semantics import known_types

_ABSENT = (
    "system.windows.",
    "system.directoryservices.",
    "system.web.",
    "system.serviceprocess.",
    "system.speech.",
    "system.messaging.",
    "system.enterpriseservices.",
    "system.management.instrumentation.",
    "system.runtime.remoting.",
    "system.printing.",
    "system.data.sqlite.",
    "system.data.oracleclient.",
)
"""Namespaces that .NET on Linux does not have (System.Web has nothing but HttpUtility)."""

PRIMITIVES = frozenset(
    f"System.{name}"
    for name in (
        "Boolean", "Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double",
    )
)  # fmt: skip
"""Types whose conversions a constant expression may hold."""

SIMPLE = PRIMITIVES | {"System.Decimal", "System.DateTime", "System.String", "System.DBNull"}
"""Types that a data section may name."""


@cache
def _names() -> dict[str, dict[str, str]]:
    """The known names (lower-case) by namespace (lower-case)."""
    return {space.lower(): {name.lower(): f"{space}.{name}" for name in names.split()} for space, names in known_types._NAMES.items()}


@cache
def _enumerations() -> frozenset[str]:
    return frozenset(known_types._ENUMERATIONS.split())


class TypeResolver:
    """Resolves type names with the namespaces that a script uses and the types that were defined before it."""

    def __init__(self, namespaces: list[str], types: dict[str, str] | None = None) -> None:
        self.namespaces = [space.lower() for space in namespaces]
        self.types = types or {}

    def resolve(self, type_name: TypeName, attribute: bool = False) -> str | None:
        """Return the full name of what a type name means (arrays as ``X[]``), None where there is no such type."""
        full = self._plain(type_name.name.lower(), attribute)
        if full is None or any(self.resolve(argument) is None for argument in type_name.arguments):
            return None
        if type_name.arguments:
            full += "[" + ",".join(self.resolve(argument) or "" for argument in type_name.arguments) + "]"
        return full + "".join("[" + "," * (rank - 1) + "]" for rank in type_name.ranks)

    def _plain(self, name: str, attribute: bool) -> str | None:
        accelerator = self.types.get(name) or known_types.ACCELERATORS.get(name)
        if accelerator is not None:
            return accelerator
        found = self._named(name.partition("`")[0])
        if found is None and attribute and not name.endswith("attribute"):
            found = self._named(name + "attribute")
        return found

    def _named(self, name: str) -> str | None:
        outer, plus, _inner = name.partition("+")
        space, dot, last = outer.rpartition(".")
        tables = _names()
        known = tables.get(space, {}).get(last) if dot else None
        if known is not None:
            return known + plus + _inner
        for candidate in ("system", *self.namespaces):  # in front of names with dots too: [IO.FileInfo]
            known = tables.get(f"{candidate}.{space}" if dot else candidate, {}).get(last)
            if known is not None:
                return known + plus + _inner
        if not dot or name.startswith(_ABSENT):
            return None
        # The tables are not complete; who writes a namespace of .NET out mostly means a type that is there.
        if name.startswith(("system.", "microsoft.powershell.")):
            return name
        return next((f"{candidate}.{name}" for candidate in ("system", *self.namespaces) if f"{candidate}.{space}" in tables), None)


def is_enumeration(full_name: str) -> bool:
    """Say whether a type is one of .NET's or PowerShell's enumerations."""
    return full_name in _enumerations()


def is_literal_field(full_name: str, member: str) -> bool:
    """Say whether a static field of a type is a constant (an enumeration's member, ``[int]::MaxValue``)."""
    fields = known_types._CONSTANTS.get(full_name)
    if fields is not None:
        return member.lower() in fields.lower().split()
    return full_name in _enumerations() or full_name.lower() == full_name
