"""Pipes: what is written reaches a reader while the script still runs; a piped prompt counts errors as PowerShell does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_output_to_a_pipe_arrives_before_the_script_ends(tmp_path: Path) -> None:
    sign = tmp_path / "go"
    script = f"'first'; 'second'; while (-not (Test-Path '{sign}')) {{ }}; 'third'"
    command = [sys.executable, "-m", "pwsh_emu", "-NoProfile", "-Command", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert [process.stdout.readline(), process.stdout.readline()] == ["first\n", "second\n"]
        sign.touch()
        assert process.stdout.read() == "third\n"
    assert process.returncode == 0


def test_a_throw_at_the_prompt_counts_twice() -> None:
    text = "throw 'here'\n$error.Count\nthrow [InvalidOperationException]::new('there')\n$error.Count\n"
    command = [sys.executable, "-m", "pwsh_emu", "-NoProfile"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert "\n2\n" in done.stdout
    assert "\n3\n" in done.stdout
