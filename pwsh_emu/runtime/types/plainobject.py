"""Instances of System.Object itself."""

from __future__ import annotations

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject


class PlainObject(DotNetObject):
    """``[object]::new()``."""

    ps_type = builtin("System.Object")
    __slots__ = ()

    def __str__(self) -> str:
        return "System.Object"
