"""What the shell imports before it does anything: every module there costs each start."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = (
    "typing", "hashlib", "datetime", "dataclasses", "inspect", "json", "logging", "pathlib", "subprocess", "tempfile", "urllib", "asyncio",
    "sqlite3", "ssl", "regex", "prompt_toolkit", "starlette", "cryptography", "uuid", "xml",
)  # fmt: skip
_SCRIPT = """import gc, os, sys
from pwsh_emu.cli import entry
sys.argv[1:] = ["-NoProfile", "-Command", "exit"]
os._exit = lambda code: print(*sys.modules, f"gc={gc.isenabled()}")
entry()
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    made = subprocess.run([sys.executable, "-I", "-c", _SCRIPT], capture_output=True, text=True, check=True)
    return set(made.stdout.split())


@pytest.mark.parametrize("name", SLOW)
def test_a_shell_starts_without(name: str, imported: set[str]) -> None:
    assert name not in imported


def test_a_shell_starts_with_few_modules(imported: set[str]) -> None:
    assert len([name for name in imported if name.startswith("pwsh_emu")]) <= 95


def test_the_collector_runs_again_when_the_session_stands(imported: set[str]) -> None:
    assert "gc=True" in imported
