"""What each sample prints, as a user sees it: the command, its output and its exit code (tests/samples)."""

from __future__ import annotations

from pathlib import Path

import caserunner
import pytest

from pwsh_emu import deepthread

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"


@pytest.mark.parametrize("path", sorted((HERE / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_sample_prints_its_transcript(path: Path) -> None:
    command, _, want = path.read_text(encoding="utf-8").partition("\n")
    script, *arguments = command.removeprefix("> ").split(" ")
    options = ["-NoProfile", "-NonInteractive", "-File", str(SAMPLES / script), *arguments]
    got = deepthread.call(caserunner.run_command_line, options, str(SAMPLES))
    assert f"{got['stdout']}{got['stderr']}exit {got['exit']}\n" == want


def test_every_sample_has_a_transcript() -> None:
    shown = {path.read_text(encoding="utf-8").partition("\n")[0].split(" ")[1] for path in (HERE / "samples").glob("*.txt")}
    assert shown == {path.name for path in SAMPLES.glob("*.ps1") if not path.name.endswith(".Tests.ps1")}  # those are run in tests/pester
