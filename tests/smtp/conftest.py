"""Fixtures of the endpoints' tests: one certificate for all, and a service of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("cryptography")

from mailclients import organization_that_sends

from pwsh_emu.smtp.serve import RunningService


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("state"))


@pytest.fixture
def running(state: str) -> Iterator[RunningService]:
    """The endpoints over the small company, with SMTP AUTH on for everyone."""
    with RunningService(organization_that_sends(), state=state) as service:
        yield service
