"""What Enumerable.GroupBy gives."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject


class Grouping(DotNetObject):
    """A key and the items that share it."""

    is_enumerable = True
    is_list = True
    ps_type = builtin("System.Linq.Grouping`2")
    SIGNATURES = ("System.Object Key", "int Count")
    __slots__ = ("Key", "items")

    def __init__(self, key: Any, items: list[Any]) -> None:
        super().__init__()
        self.Key = key
        self.items = items

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def Count(self) -> int:
        return len(self.items)

    def __str__(self) -> str:
        return "System.Linq.Grouping`2"


TYPES = {"System.Linq.Grouping`2": Grouping}
