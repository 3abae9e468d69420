"""The parameters that PowerShell gives to commands: what they are called, and the paging ones of a running function."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, generic, with_session
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSNoteProperty, PSObject, PSScriptMethod, SwitchParameter, UInt64

_NAMESPACE = "System.Management.Automation."
_MOST = 0xFFFFFFFFFFFFFFFF
_SWITCH = f"{_NAMESPACE}SwitchParameter"
_PREFERENCE = f"{_NAMESPACE}ActionPreference"
# The text of a total count: PowerShell gives the object a script method of this shape.
_TOTAL = (
    '$total = $this.PSObject.BaseObject; if ($this.Accuracy -ge 1) { "Total count: $total" } '
    "elseif ($this.Accuracy -le 0) { 'Unknown total count' } else { \"Estimated total count: $total\" }"
)


class CmdletMembers:
    """Static members of Cmdlet and PSCmdlet."""

    SIGNATURES = tuple(f"static System.Collections.Generic.HashSet[string] {name}" for name in ("CommonParameters", "OptionalCommonParameters"))

    @staticmethod
    def static_get_CommonParameters() -> Any:
        return _names(
            "Verbose Debug ErrorAction WarningAction InformationAction ProgressAction ErrorVariable WarningVariable OutVariable OutBuffer "
            "PipelineVariable InformationVariable"
        )

    @staticmethod
    def static_get_OptionalCommonParameters() -> Any:
        return _names("WhatIf Confirm UseTransaction")


def _names(names: str) -> Any:
    from pwsh_emu.runtime.types.comparers import StringComparer
    from pwsh_emu.runtime.types.sets import HashSet

    return HashSet(generic("System.Collections.Generic.HashSet`1", "System.String"), names.split(), StringComparer(ignore_case=True, ordinal=True))


class CommonParameters(DotNetObject):
    """System.Management.Automation.Internal.CommonParameters."""

    ps_type = builtin(f"{_NAMESPACE}Internal.CommonParameters")
    SIGNATURES = (
        *(f"{_SWITCH} {name}{{get;set}}" for name in ("Verbose", "Debug")),
        *(f"{_PREFERENCE} {name}{{get;set}}" for name in ("ErrorAction", "WarningAction", "InformationAction", "ProgressAction")),
        *(f"string {name}{{get;set}}" for name in ("ErrorVariable", "WarningVariable", "InformationVariable", "OutVariable")),
        "int OutBuffer{get;set}",
        "string PipelineVariable{get;set}",
    )


class ShouldProcessParameters(DotNetObject):
    """System.Management.Automation.Internal.ShouldProcessParameters."""

    ps_type = builtin(f"{_NAMESPACE}Internal.ShouldProcessParameters")
    SIGNATURES = (f"{_SWITCH} WhatIf{{get;set}}", f"{_SWITCH} Confirm{{get;set}}")


class TransactionParameters(DotNetObject):
    """System.Management.Automation.Internal.TransactionParameters."""

    ps_type = builtin(f"{_NAMESPACE}Internal.TransactionParameters")
    SIGNATURES = (f"{_SWITCH} UseTransaction{{get;set}}",)


class PagingParameters(DotNetObject):
    """What a function that supports paging was asked for: $PSCmdlet.PagingParameters."""

    ps_type = builtin(f"{_NAMESPACE}PagingParameters")
    PROPERTY_ORDER = "IncludeTotalCount Skip First"
    SIGNATURES = (
        f"{_SWITCH} IncludeTotalCount{{get;set}}",
        "ulong Skip{get;set}",
        "ulong First{get;set}",
        "psobject NewTotalCount(ulong totalCount, double accuracy)",
    )
    __slots__ = ("First", "IncludeTotalCount", "Skip")

    def __init__(self, bound: dict[str, Any]) -> None:
        super().__init__()
        self.IncludeTotalCount = bound.get("IncludeTotalCount", SwitchParameter(False))
        self.Skip = bound.get("Skip", UInt64(0))
        self.First = bound.get("First", UInt64(_MOST))

    @with_session
    def NewTotalCount(session: Any, self: PagingParameters, count: int, accuracy: float) -> PSObject:
        """Return a number whose text says how sure it is."""
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        script = ScriptBlock.create(session, _TOTAL)
        sure = max(0.0, min(1.0, accuracy))
        return PSObject(UInt64(count), {"ToString": PSScriptMethod("ToString", script), "Accuracy": PSNoteProperty("Accuracy", sure)})


TYPES: dict[str, type] = {
    f"{_NAMESPACE}Cmdlet": CmdletMembers,
    f"{_NAMESPACE}Internal.CommonParameters": CommonParameters,
    f"{_NAMESPACE}Internal.ShouldProcessParameters": ShouldProcessParameters,
    f"{_NAMESPACE}Internal.TransactionParameters": TransactionParameters,
    f"{_NAMESPACE}PagingParameters": PagingParameters,
}
