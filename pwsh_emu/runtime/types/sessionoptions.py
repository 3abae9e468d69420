"""PSSessionOption: how a session on another computer is to be opened, as New-PSSessionOption and $PSSessionOption hold it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.types.timespans import TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TimeSpan
from pwsh_emu.runtime.typesystem import DotNetObject

_REMOTING = "System.Management.Automation.Remoting."
_RUNSPACES = "System.Management.Automation.Runspaces."
_PROPERTIES = (
    ("int", "MaximumConnectionRedirectionCount"), ("bool", "NoCompression"), ("bool", "NoMachineProfile"),
    (_REMOTING + "ProxyAccessType", "ProxyAccessType"), (_RUNSPACES + "AuthenticationMechanism", "ProxyAuthentication"),
    ("pscredential", "ProxyCredential"), ("bool", "SkipCACheck"), ("bool", "SkipCNCheck"), ("bool", "SkipRevocationCheck"),
    ("timespan", "OperationTimeout"), ("bool", "NoEncryption"), ("bool", "UseUTF16"), ("bool", "IncludePortInSPN"),
    (_RUNSPACES + "OutputBufferingMode", "OutputBufferingMode"), ("int", "MaxConnectionRetryCount"), ("cultureinfo", "Culture"),
    ("cultureinfo", "UICulture"), ("System.Nullable[int]", "MaximumReceivedDataSizePerCommand"),
    ("System.Nullable[int]", "MaximumReceivedObjectSize"), ("psprimitivedictionary", "ApplicationArguments"),
    ("timespan", "OpenTimeout"), ("timespan", "CancelTimeout"), ("timespan", "IdleTimeout"),
)  # fmt: skip


class PSSessionOption(DotNetObject):
    """Options for opening a session; each can be changed."""

    ps_type = builtin(_REMOTING + "PSSessionOption")
    PROPERTY_ORDER = " ".join(name for _, name in _PROPERTIES)
    SIGNATURES = (_REMOTING + "PSSessionOption new()", *(f"{kind} {name}{{get;set}}" for kind, name in _PROPERTIES))
    __slots__ = tuple(name for _, name in _PROPERTIES)

    def __init__(self) -> None:
        super().__init__()
        values: dict[str, Any] = {
            "MaximumConnectionRedirectionCount": 5,
            "ProxyAccessType": enumeration(_REMOTING + "ProxyAccessType").named("None"),
            "ProxyAuthentication": enumeration(_RUNSPACES + "AuthenticationMechanism").named("Negotiate"),
            "OperationTimeout": TimeSpan(3 * TICKS_PER_MINUTE),
            "OutputBufferingMode": enumeration(_RUNSPACES + "OutputBufferingMode").named("None"),
            "MaxConnectionRetryCount": 5,
            "MaximumReceivedObjectSize": 200 << 20,
            "OpenTimeout": TimeSpan(3 * TICKS_PER_MINUTE),
            "CancelTimeout": TimeSpan(TICKS_PER_MINUTE),
            "IdleTimeout": TimeSpan(-TICKS_PER_MILLISECOND),
        }
        for kind, name in _PROPERTIES:
            setattr(self, name, values.get(name, False if kind == "bool" else None))

    @staticmethod
    def new() -> PSSessionOption:
        return PSSessionOption()


TYPES = {PSSessionOption.ps_type.full_name: PSSessionOption}
