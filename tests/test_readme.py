"""The README's tour: what stands behind a ``$`` gives the lines below it."""

from __future__ import annotations

import shlex
from pathlib import Path

import caserunner
import pytest

from pwsh_emu import deepthread

ROOT = Path(__file__).parent.parent


def examples() -> list[tuple[str, str]]:
    """Return the commands of the tour with their output."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("    $ ./run "):
            found.append((line.removeprefix("    $ ./run "), []))
            inside = True
        elif line and not line.startswith("    "):
            inside = False
        elif inside:
            found[-1][1].append(line.removeprefix("    "))
    return [(command, "\n".join(lines).strip()) for command, lines in found]


def test_there_are_examples() -> None:
    assert len(examples()) >= 8


@pytest.mark.parametrize(("command", "wanted"), examples(), ids=lambda text: text[:50])
def test_example(command: str, wanted: str) -> None:
    got = ""

    def call() -> int:
        nonlocal got
        result = caserunner.run_command_line(shlex.split(command), str(ROOT))
        got = result["stdout"] + result["stderr"]
        return 0

    deepthread.call(call)
    assert got.strip() == wanted
