"""How the command line and the plain prompt behave: recorded runs, one a line of tests/spec/cli.jsonl (the first line holds the files)."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import caserunner
import pytest

from pwsh_emu import deepthread
from pwsh_emu.options import USAGE

LINES = [json.loads(line) for line in (Path(__file__).parent / "spec" / "cli.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder() -> Iterator[str]:
    path = os.path.realpath(tempfile.mkdtemp(prefix="cli-"))
    for name, file in LINES[0]["files"].items():
        target = Path(path) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file["text"].encode(file["encoding"]))
    yield path
    shutil.rmtree(path)


@pytest.mark.parametrize("run", LINES[1:], ids=lambda run: " ".join(run["arguments"])[:60] + f" < {run['stdin'][:20]!r}")
def test_recorded_run(run: dict[str, Any], folder: str) -> None:
    got: dict[str, Any] = {}

    def call() -> int:
        got.update(caserunner.run_command_line(run["arguments"], folder, run["stdin"]))
        return 0

    deepthread.call(call)
    want = {key: run[key] for key in ("stdout", "stderr", "exit")}
    have = {key: value.replace(folder, "/case").replace(USAGE, "(usage)") if isinstance(value, str) else value for key, value in got.items()}
    assert have == want
