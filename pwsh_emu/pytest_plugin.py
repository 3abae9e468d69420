"""pytest fixtures: ``tenant``, a fresh shell connected to an organization in memory, and ``pwsh``, one that is not connected.

    def test_opt_in(tenant):
        tenant.run_file("Enable-LegacyTls.ps1")
        assert tenant.run("(Get-TransportConfig).AllowLegacyTLSClients").output == [True]

    @pytest.mark.tenant(environment="GCC")
    def test_government(tenant): ...

Both keep what scripts write in memory unless the marker says ``sandbox=False``. The marker takes the keyword arguments of `Shell`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pwsh_emu.shell import Shell


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line(
        "markers", "tenant(**settings): how the fixtures tenant and pwsh of pwsh_emu make their shell (keywords of pwsh_emu.Shell)"
    )


def _settings(request: pytest.FixtureRequest, **defaults: Any) -> dict[str, Any]:
    marker = request.node.get_closest_marker("tenant")
    return {"sandbox": True, **defaults, **(marker.kwargs if marker is not None else {})}


@pytest.fixture
def tenant(request: pytest.FixtureRequest) -> Shell:
    """A fresh shell connected to Exchange Online."""
    from pwsh_emu import Shell

    return Shell(**_settings(request, connected=True))


@pytest.fixture
def pwsh(request: pytest.FixtureRequest) -> Shell:
    """A fresh shell before Connect-ExchangeOnline."""
    from pwsh_emu import Shell

    return Shell(**_settings(request, connected=False))
