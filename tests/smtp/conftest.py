"""Fixtures of the endpoints' tests: one certificate for all, and a service of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("cryptography")

from mailclients import set_transport

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.serve import RunningService


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("state"))


@pytest.fixture
def running(state: str) -> Iterator[RunningService]:
    """The endpoints over the small company, with SMTP AUTH on for everyone."""
    organization = Organization()
    set_transport(organization, SmtpClientAuthenticationDisabled=False)
    with RunningService(organization, state=state) as service:
        yield service
