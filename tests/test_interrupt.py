"""Ctrl+C stops a script, says nothing more than PowerShell does, and leaves the shell in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pwsh_emu import deepthread

ROOT = Path(__file__).resolve().parent.parent


def test_an_endless_loop_is_stopped_without_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pwsh_emu", "-NoProfile", "-Command", "New-Item $env:STARTED | Out-Null; while ($true) { }; 'never'"]
    started = tmp_path / "started"
    run = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "STARTED": str(started)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 20
        while not started.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert started.exists()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
    finally:
        run.kill()
    assert (out, err, run.returncode) == ("", "", 130)


def test_what_fails_in_the_deep_thread_fails_at_the_caller() -> None:
    def fail() -> None:
        raise ValueError("lost")

    with pytest.raises(ValueError, match="lost"):
        deepthread.call(fail)
