"""Enumerators as values: what GetEnumerator() returns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject, PSType

_END: Any = object()


class Enumerator(DotNetObject):
    """An IEnumerator over Python items; taken apart by the pipeline from where it stands."""

    is_enumerable = True
    __slots__ = ("_current", "_items", "_source", "ps_type")

    def __init__(self, items: Iterator[Any], type_name: str = "System.ArrayEnumerator", source: Any = None) -> None:
        super().__init__()
        self.ps_type: PSType = builtin(type_name)
        self._items = items
        self._source = source
        self._current: Any = _END

    def MoveNext(self) -> bool:
        self._current = next(self._items, _END)
        return self._current is not _END

    @property
    def Current(self) -> Any:
        if self._current is _END:
            if (isinstance(self._source, list) and "Generic" in self.ps_type.full_name) or "ArrayListEnumerator" in self.ps_type.full_name:
                return None  # $input too is empty before MoveNext: about_Automatic_Variables, "Using the $input.Current property"
            raise failures.invalid("Enumeration has either not started or has already finished.")
        return self._current

    @property
    def Key(self) -> Any:
        return self.Current.Key

    @property
    def Value(self) -> Any:
        return self.Current.Value

    @property
    def Entry(self) -> Any:
        return self.Current

    def Reset(self) -> None:
        if self._source is None:
            raise failures.unsupported("Specified method is not supported.")
        self._items = iter(self._source)
        self._current = _END

    def Dispose(self) -> None:
        """Release nothing."""

    def __iter__(self) -> Iterator[Any]:
        return self._items

    SIGNATURES = ("bool MoveNext()", "System.Object Current", "void Reset()", "void Dispose()", "System.Object Key", "System.Object Value")


TYPES = {
    "System.Collections.IEnumerator": Enumerator,
    "System.ArrayEnumerator": Enumerator,
    "System.Collections.ArrayList+ArrayListEnumeratorSimple": Enumerator,
    "System.CharEnumerator": Enumerator,
    "System.Collections.IDictionaryEnumerator": Enumerator,
    "System.Collections.Hashtable+HashtableEnumerator": Enumerator,
    "System.Collections.Generic.List`1+Enumerator": Enumerator,
}
