"""ExperimentalFeature: the features that PowerShell 7.6 still tries out; none of them is on."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_NAME = "System.Management.Automation.ExperimentalFeature"
_KNOWN = (
    ("PSLoadAssemblyFromNativeCode", "Expose an API to allow assembly loading from native code"),
    ("PSProfileDSCResource", "DSC v3 resources for managing PowerShell profile."),
    ("PSSerializeJSONLongEnumAsNumber", "Serialize enums based on long or ulong as an numeric value rather than the string representation."),
)


class ExperimentalFeature(DotNetObject):
    """A feature and whether it is on from the next start."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = "Name Description Source Enabled"
    SIGNATURES = ("string Name", "string Description", "string Source", "bool Enabled")
    __slots__ = ("Description", "Enabled", "Name", "Source")

    def __init__(self, name: str, description: str) -> None:
        super().__init__()
        self.Name = name
        self.Description = description
        self.Source = "PSEngine"
        self.Enabled = False


def features_of(session: Any) -> list[ExperimentalFeature]:
    """Return a session's features."""
    found: list[ExperimentalFeature] | None = session.services.get("experimental features")
    if found is None:
        found = session.services["experimental features"] = [ExperimentalFeature(*one) for one in _KNOWN]
    return found


TYPES = {_NAME: ExperimentalFeature}
