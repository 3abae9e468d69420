"""What all tests share: the folder of this file on the import path, generated inputs that may take their time, a session in a sandbox."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pwsh_emu import Shell

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
settings.load_profile("untimed")


@pytest.fixture
def shell() -> Shell:
    """A fresh session whose files are in memory; folders and files that need another one have their own of this name."""
    return Shell(sandbox=True)
