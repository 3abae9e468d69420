"""DictionaryEntry and KeyValuePair<K, V>."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, generic, with_session, with_type
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import dictionary_key


class DictionaryEntry(DotNetObject):
    """System.Collections.DictionaryEntry."""

    ps_type = builtin("System.Collections.DictionaryEntry")
    PROPERTY_ORDER = "Key Value"
    __slots__ = ("Key", "Value")

    def __init__(self, key: Any = None, value: Any = None) -> None:
        super().__init__()
        self.Key = key
        self.Value = value

    @staticmethod
    def new(key: Any = None, value: Any = None) -> DictionaryEntry:
        return DictionaryEntry(key, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DictionaryEntry) and (self.Key, self.Value) == (other.Key, other.Value)

    def __hash__(self) -> int:
        return hash(dictionary_key(self.Key))

    def __str__(self) -> str:
        from pwsh_emu.runtime.conversion import net_string

        return f"[{net_string(self.Key)}, {net_string(self.Value)}]"


class KeyValuePair(DotNetObject):
    """System.Collections.Generic.KeyValuePair<K, V>."""

    PROPERTY_ORDER = "Key Value"
    __slots__ = ("Key", "Value", "ps_type")

    def __init__(self, ps_type: PSType, key: Any, value: Any) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.Key = key
        self.Value = value

    @staticmethod
    @with_type
    def new(ps_type: PSType, key: Any, value: Any) -> KeyValuePair:
        return KeyValuePair(ps_type, key, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyValuePair) and self.ps_type is other.ps_type and (self.Key, self.Value) == (other.Key, other.Value)

    def __hash__(self) -> int:
        return hash(dictionary_key(self.Key))

    def Deconstruct(self, key: Any, value: Any) -> None:
        key.value, value.value = self.Key, self.Value

    @with_session
    def ToString(session: Any, self: KeyValuePair) -> str:
        return str(self)

    def __str__(self) -> str:
        from pwsh_emu.runtime.conversion import net_string

        return f"[{net_string(self.Key)}, {net_string(self.Value)}]"


def pair_type(dictionary: PSType) -> PSType:
    """Return the KeyValuePair type of a generic dictionary's type."""
    found = next((one for one in dictionary.bases() if one.arguments), dictionary)
    return generic("System.Collections.Generic.KeyValuePair`2", *found.arguments[:2])


TYPES = {"System.Collections.DictionaryEntry": DictionaryEntry, "System.Collections.Generic.KeyValuePair`2": KeyValuePair}
