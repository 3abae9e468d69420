"""System.DBNull and PowerShell's AutomationNull and NullString."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import AUTOMATION_NULL


class DBNull(DotNetObject):
    """``[DBNull]::Value``."""

    ps_type = builtin("System.DBNull")
    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def ToString(self, provider: Any = None) -> str:
        return ""

    def GetTypeCode(self) -> int:
        return 2

    @staticmethod
    def static_get_Value() -> DBNull:
        return DB_NULL


DB_NULL = DBNull()


class AutomationNullMembers:
    """System.Management.Automation.Internal.AutomationNull."""

    @staticmethod
    def static_get_Value() -> Any:
        return AUTOMATION_NULL


class NullString(DotNetObject):
    """``[NullString]::Value``: $null where a string is asked for."""

    ps_type = builtin("System.Management.Automation.Language.NullString")
    SIGNATURES = ("static System.Management.Automation.Language.NullString Value",)
    __slots__ = ()

    def __str__(self) -> str:
        return ""

    @staticmethod
    def static_get_Value() -> NullString:
        return NULL_STRING


NULL_STRING = NullString()
TYPES = {
    "System.DBNull": DBNull,
    "System.Management.Automation.Internal.AutomationNull": AutomationNullMembers,
    "System.Management.Automation.Language.NullString": NullString,
}
