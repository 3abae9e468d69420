"""A session without commands' output to look at: what conversions and operators need."""

from __future__ import annotations

import pytest

from pwsh_emu.console import BufferHost
from pwsh_emu.runtime.session import Session
from pwsh_emu.shell import build_session


@pytest.fixture(scope="module")
def session() -> Session:
    return build_session(BufferHost(), connected=False)
