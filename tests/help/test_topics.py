"""The about_ topics: their shape, their links, and that their transcripts show what the shell prints."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pwsh_emu import Shell
from pwsh_emu.help.content import topic_names, topic_synopsis, topic_text

PROMPT, CONTINUED = "        PS> ", "        >>"
TOPICS = [name for name in topic_names() if name != "default"]


def transcript(text: str) -> list[tuple[str, list[str]]]:
    """Return commands with the lines that stand below them."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith(PROMPT):
            found.append((line[len(PROMPT) :], []))
            inside = True
        elif inside and line.startswith(CONTINUED):
            found[-1] = (f"{found[-1][0]}\n{line[len(CONTINUED) + 1 :]}", [])
        elif inside and line.startswith("        "):
            found[-1][1].append(line[8:])
        elif inside and not line:
            found[-1][1].append("")
        else:
            inside = False
    return [(code, without_empty_ends(lines)) for code, lines in found]


def without_empty_ends(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n") if any(lines) else []


@pytest.mark.parametrize("name", TOPICS)
def test_transcripts_show_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    shell = Shell(width=76)
    for code, expected in transcript(topic_text(name)):
        result = shell.run(code)
        assert result.error_text == "", code
        shown = [line.rstrip() for line in result.text.strip("\n").split("\n")]
        assert without_empty_ends(shown) == [line.rstrip() for line in expected], code


@pytest.mark.parametrize("name", TOPICS)
def test_topics_have_a_name_a_synopsis_and_links_that_lead_somewhere(name: str) -> None:
    text = topic_text(name)
    lines = text.split("\n")
    assert lines[:4] == ["TOPIC", f"    {name}", "", "SHORT DESCRIPTION"]
    assert topic_synopsis(text).endswith(".")
    cmdlets = Shell().session.cmdlets
    for link in text.partition("SEE ALSO\n")[2].split():
        assert link.lower() in cmdlets or link in TOPICS, link


def test_topics_are_strings_with_properties() -> None:
    shell = Shell(connected=False)
    assert shell.run("$t = Get-Help about_If; $t -is [string]; $t.Name; $t.Category; $t.Synopsis").output == [
        True, "about_If", "HelpFile", "Doing something on a condition.",
    ]  # fmt: skip
    assert len(shell.run("Get-Help about_*").output) == len(TOPICS)
