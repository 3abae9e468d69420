"""Completion offers what PowerShell offers, in its order: recorded texts, one a line of tests/spec/completion.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import caserunner
import pytest

LINES = [json.loads(line) for line in (Path(__file__).parent.parent / "spec" / "completion.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["input"][-40:])
def test_matches(line: dict[str, Any]) -> None:
    assert caserunner.completion_problem(line) == ""
