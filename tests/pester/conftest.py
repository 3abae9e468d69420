"""Runs Pester files in a shell with files in memory."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pwsh_emu import Shell

_TIMES = re.compile(r" ?\d+(\.\d+)?(ms|s) \(\d+(\.\d+)?(ms|s)\|\d+(\.\d+)?(ms|s)\)")
_TIME = re.compile(r"in \d+(\.\d+)?(ms|s)")


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("TF_BUILD", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return Shell(sandbox=True)


@pytest.fixture
def pester(shell: Shell) -> Callable[..., str]:
    """Return a function that runs a test file and returns what the console shows, without times."""

    def run(text: str, options: str = "-Output Detailed") -> str:
        shell.run("$null = New-Item /t -ItemType Directory -Force")
        shell.session.global_scope.cell("text").value = text
        shell.run("Set-Content /t/x.Tests.ps1 $text")
        result = shell.run(f"Invoke-Pester /t/x.Tests.ps1 {options}")
        assert not result.error_text, result.error_text
        return plain(result.text)

    return run


def plain(text: str) -> str:
    """Take the times out of a console's text."""
    return _TIME.sub("in TIME", _TIMES.sub("", text))
