"""CachedValidValuesGeneratorBase: what a class for [ValidateSet()] derives from to compute its values once in a while."""

from __future__ import annotations

import time
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.typesystem import DotNetObject

_NAME = "System.Management.Automation.CachedValidValuesGeneratorBase"


class CachedValidValuesGeneratorBase(DotNetObject):
    """Keeps what GenerateValidValues of a derived class gave for some seconds."""

    ps_type = builtin(_NAME)
    SIGNATURES = ("new(int cacheExpirationInSeconds)", "string[] GetValidValues()")
    __slots__ = ("expires", "seconds", "values")

    def __init__(self, seconds: int = 0) -> None:
        super().__init__()
        self.seconds = seconds
        self.values: Any = None
        self.expires = 0.0

    @staticmethod
    def new(seconds: int) -> CachedValidValuesGeneratorBase:
        return CachedValidValuesGeneratorBase(seconds)

    @with_session
    def GetValidValues(session: Any, self: Any) -> Any:
        from pwsh_emu.runtime.members import invoke_method

        if self.values is None or time.monotonic() >= self.expires:
            self.values = invoke_method(session, self, "GenerateValidValues", [])
            self.expires = time.monotonic() + self.seconds
        return self.values


TYPES = {_NAME: CachedValidValuesGeneratorBase}
