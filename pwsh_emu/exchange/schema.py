"""What the objects of the service look like: property names in order, their types, and the values that a new object has.

Each noun has a file below ``schemas``: a line a property with its name, type and default as JSON. A record in the organization
holds only what differs from that.
"""

from __future__ import annotations

import os
from typing import Any

FOLDER = os.path.join(os.path.dirname(__file__), "schemas")


class Property:
    """A property: its name, type and default.

    A type is "String", "Boolean", "Int32", "String[]", "DateTime", "Guid", "Version", "Size", "TimeSpan" or "Null". Records keep
    values as text, except for Boolean, Int32 and lists of text.
    """

    __slots__ = ("default", "name", "type")

    def __init__(self, name: str, type_name: str, default: Any) -> None:
        self.name = name
        self.type = type_name
        self.default = default


class Schema:
    """The properties of a noun's objects. ``properties`` is in the service's order; ``find`` takes a name in any case."""

    __slots__ = ("_by_name", "defaults", "noun", "properties")

    def __init__(self, noun: str, properties: list[Property]) -> None:
        self.noun = noun
        self.properties = properties
        self._by_name = {one.name.lower(): one for one in properties}
        self.defaults = {one.name: one.default for one in properties}

    def find(self, name: str) -> Property | None:
        return self._by_name.get(name.lower())


_loaded: dict[str, Schema] = {}  # files never change while the process runs


def exists(noun: str) -> bool:
    """Tell whether the objects of a noun are described."""
    return noun in _loaded or os.path.exists(os.path.join(FOLDER, f"{noun}.tsv"))


def load(noun: str) -> Schema:
    """Return the schema of a noun; KeyError where there is none."""
    found = _loaded.get(noun)
    if found is None:
        found = _loaded[noun] = _read(noun)
    return found


def _read(noun: str) -> Schema:
    import json

    try:
        with open(os.path.join(FOLDER, f"{noun}.tsv"), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        raise KeyError(noun) from None
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return Schema(noun, [Property(name, type_name, json.loads(default)) for name, type_name, default in rows])
