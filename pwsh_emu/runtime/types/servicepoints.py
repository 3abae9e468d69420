"""System.Net.ServicePointManager: scripts set TLS versions there; nothing here connects, so that the settings are only kept."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import with_session

_DEFAULTS: dict[str, Any] = {
    "SecurityProtocol": 0, "Expect100Continue": True, "DefaultConnectionLimit": 2, "CheckCertificateRevocationList": False,
    "ServerCertificateValidationCallback": None, "UseNagleAlgorithm": True, "MaxServicePointIdleTime": 100_000,
}  # fmt: skip
_TYPES = {
    "SecurityProtocol": "System.Net.SecurityProtocolType",
    "ServerCertificateValidationCallback": "System.Net.Security.RemoteCertificateValidationCallback",
}


class ServicePointManagerMembers:
    """Static properties of ServicePointManager, kept by the session."""

    SIGNATURES = tuple(
        f"static {_TYPES.get(name, 'bool' if isinstance(value, bool) else 'int')} {name}{{get;set}}" for name, value in _DEFAULTS.items()
    )


def _accessors(name: str) -> tuple[Any, Any]:
    @with_session
    def read(session: Any) -> Any:
        return session.services.get("service points", {}).get(name, _DEFAULTS[name])

    @with_session
    def write(session: Any, value: Any) -> None:
        session.services.setdefault("service points", {})[name] = value

    return staticmethod(read), staticmethod(write)


for _name in _DEFAULTS:
    _get, _set = _accessors(_name)
    setattr(ServicePointManagerMembers, f"static_get_{_name}", _get)
    setattr(ServicePointManagerMembers, f"static_set_{_name}", _set)

TYPES = {"System.Net.ServicePointManager": ServicePointManagerMembers}
