"""The records of the streams beside output and error, as .NET types."""

from __future__ import annotations

from pwsh_emu.runtime.records import (
    DebugRecord,
    HostInformationMessage,
    InformationalRecord,
    InformationRecord,
    ProgressRecord,
    VerboseRecord,
    WarningRecord,
)

_NAMESPACE = "System.Management.Automation."

TYPES: dict[str, type] = {
    _NAMESPACE + "InformationalRecord": InformationalRecord,
    _NAMESPACE + "WarningRecord": WarningRecord,
    _NAMESPACE + "VerboseRecord": VerboseRecord,
    _NAMESPACE + "DebugRecord": DebugRecord,
    _NAMESPACE + "HostInformationMessage": HostInformationMessage,
    _NAMESPACE + "InformationRecord": InformationRecord,
    _NAMESPACE + "ProgressRecord": ProgressRecord,
}
