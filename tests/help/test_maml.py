"""External help: files that .EXTERNALHELP names, by culture, and what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

FILE = """<?xml version="1.0" encoding="utf-8"?>
<helpItems schema="maml" xmlns="http://msh">
  <command:command xmlns:maml="http://m" xmlns:command="http://c" xmlns:dev="http://d">
    <command:details>
      <command:name>Get-Big</command:name>
      <maml:description><maml:para>Gets %s things.</maml:para></maml:description>
    </command:details>
    <maml:description><maml:para>One.</maml:para><maml:para>Two
      lines.</maml:para></maml:description>
    <command:parameters>
      <command:parameter required="true" position="0">
        <maml:name>Size</maml:name><maml:description><maml:para>How big.</maml:para></maml:description>
        <command:parameterValue required="true">Int32</command:parameterValue>
      </command:parameter>
    </command:parameters>
    <command:examples>
      <command:example><maml:title>First</maml:title><dev:code>Get-Big 1</dev:code></command:example>
      <command:example><maml:title>Second</maml:title><dev:code>Get-Big 2</dev:code></command:example>
    </command:examples>
  </command:command>
</helpItems>
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script whose function has its help in files of two cultures."""
    for folder, word in (("", "any"), ("en-US", "big"), ("fr", "grandes"), ("sub/en", "small")):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "Big-help.xml").write_text(FILE % word, encoding="utf-8")
    path = tmp_path / "big.ps1"
    path.write_text("function Get-Big {\n# .EXTERNALHELP NAME\nparam($Size) }\n")
    return path


def _output(script: Path, name: str, text: str) -> list[object]:
    script.write_text(script.read_text().replace("NAME", name))
    done = Shell().run(f". {script}; $h = Get-Help Get-Big; {text}")
    assert done.errors == []
    return done.output


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("$h.Synopsis; $h.Name; $h.Category", ["Gets big things.", "Get-Big", "Function"]),
        ("$h.Description.Text.ForEach{ $_.Trim() }", ["One.", "Two lines."]),
        ("$p = $h.parameters.parameter; $p.name; $p.required; $p.parameterValue; $p.description.Text", ["Size", "true", "Int32", "How big."]),
        ("$h.examples.example.code", ["Get-Big 1", "Get-Big 2"]),
        ("($h | Out-String) -match 'SYNOPSIS\\s+Gets big things.'", [True]),
        ("[cultureinfo]::CurrentUICulture = 'fr-FR'; (Get-Help Get-Big).Synopsis", ["Gets grandes things."]),
        ("[cultureinfo]::CurrentUICulture = 'de-DE'; (Get-Help Get-Big).Synopsis", ["Gets any things."]),
    ],
)
def test_help_of_a_file(script: Path, text: str, output: list[object]) -> None:
    assert [getattr(one, "base", one) for one in _output(script, "Big-help.xml", text)] == output


@pytest.mark.parametrize(("name", "synopsis"), [("sub\\Big-help.xml", "Gets small things."), ("none.xml", "")])
def test_names_with_folders_and_of_no_file(script: Path, name: str, synopsis: str) -> None:
    assert _output(script, name, "$h.Synopsis") == [synopsis]


def test_a_file_that_is_no_help_gives_none(script: Path) -> None:
    (script.parent / "en-US" / "Big-help.xml").write_text("<helpItems>")
    assert _output(script, "Big-help.xml", "$h.Synopsis; $h.Name") == ["", "Get-Big"]
