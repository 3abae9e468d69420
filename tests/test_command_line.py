"""How the command line and the plain prompt behave: recorded runs, one a line of tests/spec/cli.jsonl (the first line holds the files)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import caserunner
import pytest

from pwsh_emu import deepthread

LINES = [json.loads(line) for line in (Path(__file__).parent / "spec" / "cli.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("run", LINES[1:], ids=lambda run: " ".join(run["arguments"])[:60] + f" < {run['stdin'][:20]!r}")
def test_recorded_run(run: dict[str, Any]) -> None:
    got: dict[str, Any] = {}

    def call() -> int:
        got.update(caserunner.command_line_result(run, LINES[0]["files"]))
        return 0

    deepthread.call(call)
    assert got == {key: run[key] for key in ("stdout", "stderr", "exit")}
