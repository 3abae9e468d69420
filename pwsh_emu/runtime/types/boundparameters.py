"""``$PSBoundParameters``: a dictionary of a type of its own that derives from Dictionary<string, object>."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, generic
from pwsh_emu.runtime.types.dictionaries import GenericDictionary
from pwsh_emu.runtime.typesystem import PSType

_DICTIONARY = generic("System.Collections.Generic.Dictionary`2", builtin("System.String"), builtin("System.Object"))
BOUND_PARAMETERS = PSType("System.Management.Automation.PSBoundParametersDictionary", base=_DICTIONARY)
BOUND_PARAMETERS.arguments = ()


class PSBoundParametersDictionary(GenericDictionary):
    """The parameters that a command was given, by name without regard to case."""

    __slots__ = ()

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        super().__init__(BOUND_PARAMETERS)
        for key, value in pairs:
            self.set(key, value)

    def file_key(self, key: Any) -> Any:
        return key.lower() if type(key) is str else super().file_key(key)

    def key_of(self, session: Any, key: Any) -> Any:
        if type(key) is str:
            return key
        from pwsh_emu.runtime import conversion

        return conversion.convert(session, key, builtin("System.String"))

    def value_of(self, session: Any, value: Any) -> Any:
        return value
