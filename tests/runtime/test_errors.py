"""Errors have the fields that PowerShell gives them: exception, id, category, target, message, place and view, for recorded scripts that fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import errorrunner
import pytest

ENTRIES = [json.loads(line) for line in (Path(__file__).parent / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
TOPICS = sorted({entry["topic"] for entry in ENTRIES})


@pytest.mark.parametrize("topic", TOPICS)
def test_recorded_errors_hold(topic: str) -> None:
    wrong: dict[str, dict[str, Any]] = {}
    for entry in ENTRIES:
        if entry["topic"] == topic:
            found = errorrunner.differences(entry, errorrunner.run_script(entry["script"]))
            if found:
                wrong[entry["script"]] = found
    assert wrong == {}


def test_differences_name_the_field() -> None:
    recorded = {"continues": True, "errors": [{"message": "one", "categoryInfo": "NotSpecified: (:) [], Exception"}]}
    given = {"continues": True, "errors": [{"message": "two", "categoryInfo": "NotSpecified: (:) [], Exception"}]}
    assert errorrunner.differences(recorded, given) == {"0.message": ("one", "two")}


def test_runner_tells_whether_the_next_statement_ran() -> None:
    assert errorrunner.run_script("1/0")["continues"] is True
    assert errorrunner.run_script("throw 'x'")["continues"] is False
