"""What dictionaries and sets file a key under where a comparer tells which keys are the same."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.values import dictionary_key

_INTERFACES = ("System.Collections.IComparer", "System.Collections.IEqualityComparer", "System.Collections.Generic.IComparer`1",
               "System.Collections.Generic.IEqualityComparer`1")  # fmt: skip


def is_comparer(value: Any) -> bool:
    """Tell whether a constructor's argument is a comparer: one of .NET's, or an object of a script class that implements such an interface."""
    if hasattr(value, "ignore_case") or hasattr(value, "compare_values"):
        return True
    if not of_script(value):
        return False
    return any(str(name).startswith(_INTERFACES) for one in value.ps_type.bases() for name in one.interfaces)


def of_script(value: Any) -> bool:
    """Tell whether a value is an object of a script class."""
    return bool(getattr(type(value), "is_script_object", False))


def filed_by(comparer: Any, value: Any) -> Any:
    """Return what an IEqualityComparer files a value under (None: the default comparer)."""
    if comparer is not None:
        if getattr(comparer, "ignore_case", False):
            return dictionary_key(value)
        if of_script(comparer) or getattr(comparer, "equal", None) is not None:
            return ByEquality(comparer, value)
    return value if type(value) is str else dictionary_key(value)


class ByEquality:
    """A key as a comparer's GetHashCode and Equals see it."""

    __slots__ = ("comparer", "hashed", "value")

    def __init__(self, comparer: Any, value: Any) -> None:
        self.comparer = comparer
        self.value = value
        self.hashed = 0 if value is None else int(self._call("GetHashCode", value))

    def _call(self, name: str, *arguments: Any) -> Any:
        if not of_script(self.comparer):
            return getattr(self.comparer, name)(*arguments)
        from pwsh_emu.runtime.members import invoke_method

        return invoke_method(self.comparer.ps_type.session, self.comparer, name, list(arguments))

    def __hash__(self) -> int:
        return self.hashed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByEquality) and bool(self._call("Equals", self.value, other.value))


class Order:
    """The keys of a sorted collection in their order, each with what the collection files it under.

    Where a comparer of a script orders them, or they are objects of a script class, what is neither smaller nor larger is the same key.
    """

    __slots__ = ("comparer", "filed", "keys", "searched", "session")

    def __init__(self, session: Any, comparer: Any, searched: bool = False) -> None:
        self.session = session
        self.searched = searched  # by Array.BinarySearch, which has words of its own for what cannot be compared
        self.comparer = comparer
        self.keys: list[Any] = []
        self.filed: list[Any] = []

    def _place(self, key: Any) -> tuple[int, bool]:
        """Return where a key stands or would stand, and whether it is there."""
        from pwsh_emu.runtime.types.arrays import comparison

        compare = comparison(self.session, self.comparer)
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            try:
                result = compare(self.keys[middle], key) if self.searched else -compare(key, self.keys[middle])
            except NetException as error:
                inner = error.exception.inner
                if inner is None or self.searched:
                    raise
                raise NetException(inner.type_name, inner.message) from None
            if result == 0:
                return middle, True
            if result < 0:
                low = middle + 1
            else:
                high = middle
        return low, False

    def file(self, key: Any) -> Any:
        """Return what a key is filed under, or will be."""
        if not of_script(key if self.comparer is None else self.comparer) and getattr(self.comparer, "function", None) is None:
            return filed_by(self.comparer, key)
        from pwsh_emu.runtime.errors import PSError

        try:
            at, found = self._place(key)
        except PSError:
            if type(key) is not str or type(self.keys[0]) is str:
                raise
            return key  # a member's name, which may be a key, is none then
        return self.filed[at] if found else object()

    def add(self, key: Any, filed: Any) -> None:
        at = self._place(key)[0]
        self.keys.insert(at, key)
        self.filed.insert(at, filed)

    def remove(self, key: Any) -> None:
        at, found = self._place(key)
        if found:
            del self.keys[at], self.filed[at]

    def clear(self) -> None:
        self.keys.clear()
        self.filed.clear()
