"""Each family of cmdlets as a transcript: what an administrator types and what the console shows, errors included."""

from __future__ import annotations

import pytest
from transcripts import FOLDER, Session, heading, steps


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_family(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    session = Session()
    assert heading(text)
    for command, expected in steps(text):
        assert session.run(command) == expected, command
