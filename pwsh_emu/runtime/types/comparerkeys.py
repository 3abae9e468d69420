"""What dictionaries and sets file a key under where a comparer tells which keys are the same."""

from __future__ import annotations

from typing import Any

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


def filed_in_order(comparer: Any, value: Any) -> Any:
    """Return what a sorted collection files a value under: what its comparer finds neither smaller nor larger is the same."""
    if of_script(value if comparer is None else comparer) or getattr(comparer, "function", None) is not None:
        return ByOrder(comparer, value)
    return filed_by(comparer, value)


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


class ByOrder:
    """A key as a comparer's Compare sees it."""

    __slots__ = ("comparer", "value")

    def __init__(self, comparer: Any, value: Any) -> None:
        self.comparer = comparer
        self.value = value

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        from pwsh_emu.runtime.errors import PSError
        from pwsh_emu.runtime.types.arrays import comparison

        if not isinstance(other, ByOrder):
            return False
        try:
            return comparison(None, self.comparer)(self.value, other.value) == 0
        except PSError:
            if type(self.value) is type(other.value):
                raise
            return False  # a member's name, which may be a key, is none then
