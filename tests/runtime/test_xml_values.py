"""Values that become the text of XML nodes."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(("value", "text"), [("42", "42"), ("$null", ""), ("@(1, 2)", "1 2"), ("$true", "True"), ("(Join-Path a b)", "a/b")])
def test_what_is_no_string_becomes_one(value: str, text: str) -> None:
    assert Shell(sandbox=True).run(f"[xml]$x = '<r><d/></r>'; $x.r.d = {value}; $x.r.d").output == [text]


def test_nodes_tell_their_local_names() -> None:
    shell = Shell(sandbox=True)
    shell.run('[xml]$x = \'<p:r xmlns:p="urn:a" b="1">t</p:r>\'; $root = $x.DocumentElement')
    names = shell.run("$root, $x, $root.Attributes['b'], $root.FirstChild | ForEach-Object { $_.ToString() }").output
    assert [str(one) for one in names] == ["r", "#document", "b", "#text"]
    assert shell.run('"$root"').output == ["System.Xml.XmlElement"]
