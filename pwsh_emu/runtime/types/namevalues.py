"""System.Collections.Specialized.NameValueCollection."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_NAME = "System.Collections.Specialized.NameValueCollection"


class NameValueCollection(DotNetObject):
    """Names without regard to case, each with one or several values; its keys are what the pipeline sees."""

    is_enumerable = True
    SIGNATURES = (
        f"{_NAME} new()", f"{_NAME} new(int capacity)", "void Add(string name, string value)", "string Get(string name)", "string Get(int index)",
        "string[] GetValues(string name)", "string GetKey(int index)", "void Set(string name, string value)",
        "void Remove(string name)", "void Clear()", "bool HasKeys()",
        "int Count", "string[] AllKeys", "System.Object Keys", "System.Collections.IEnumerator GetEnumerator()", "string ToString()",
    )  # fmt: skip
    PROPERTY_ORDER = "AllKeys Count Keys"
    __slots__ = ("entries", "ps_type")

    def __init__(self, type_name: str = _NAME) -> None:
        super().__init__()
        self.ps_type = builtin(type_name)
        self.entries: dict[str | None, tuple[str | None, list[str]]] = {}

    @staticmethod
    def new(*arguments: Any) -> NameValueCollection:
        return NameValueCollection()

    def _key(self, name: Any) -> str | None:
        return name.lower() if isinstance(name, str) else None

    def __iter__(self) -> Iterator[Any]:
        return iter([name for name, _ in self.entries.values()])

    def __len__(self) -> int:
        return len(self.entries)

    def __str__(self) -> str:
        if self.ps_type.full_name != _NAME:
            return "&".join(
                f"{urllib.parse.quote_plus(name or '')}={urllib.parse.quote_plus(value)}"
                for name, values in self.entries.values()
                for value in values
            )
        return self.ps_type.full_name

    @property
    def Count(self) -> int:
        return len(self.entries)

    @property
    def AllKeys(self) -> PSArray:
        return PSArray(self, "System.String")

    @property
    def Keys(self) -> PSArray:
        return PSArray(self, "System.String")

    def Add(self, name: Any, value: Any) -> None:
        self.entries.setdefault(self._key(name), (name, []))[1].append(value)

    def Set(self, name: Any, value: Any) -> None:
        self.entries[self._key(name)] = (name, [value])

    def Get(self, name: Any) -> str | None:
        found = list(self.entries.values())[name] if isinstance(name, int) else self.entries.get(self._key(name))
        return ",".join(found[1]) if found is not None else None

    def GetValues(self, name: Any) -> Any:
        found = self.entries.get(self._key(name))
        return PSArray(found[1], "System.String") if found is not None else None

    def GetKey(self, index: int) -> Any:
        return list(self)[index]

    def Remove(self, name: Any) -> None:
        self.entries.pop(self._key(name), None)

    def Clear(self) -> None:
        self.entries.clear()

    def HasKeys(self) -> bool:
        return any(name is not None for name in self)

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)

    def get_item(self, session: Any, name: Any) -> Any:
        return self.Get(name if isinstance(name, int) else str(name))

    def set_item(self, session: Any, name: Any, value: Any) -> None:
        self.Set(name, value)

    def ToString(self) -> str:
        return str(self)


TYPES = {_NAME: NameValueCollection}
