"""The places of a Dictionary's or HashSet's entries once one was removed: its place is the next new entry's, the last freed first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Slots:
    """Where entries lie, by what they are filed under. Enumerators go from place to place."""

    __slots__ = ("_free", "_places")

    def __init__(self, filed: Iterable[Any]) -> None:
        self._places = {key: at for at, key in enumerate(filed)}
        self._free: list[int] = []

    def take(self, key: Any) -> None:
        """Give a new entry a place."""
        self._places[key] = self._free.pop() if self._free else len(self._places)

    def leave(self, key: Any) -> None:
        """Free the place of an entry."""
        self._free.append(self._places.pop(key))

    def in_order(self) -> list[Any]:
        """Return what the entries are filed under, place by place."""
        return sorted(self._places, key=self._places.__getitem__)
