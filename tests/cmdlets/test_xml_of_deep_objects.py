"""ConvertTo-Xml: objects that lie deeper than -Depth are texts, with their notes beside."""

from __future__ import annotations

from pwsh_emu import Shell


def test_notes_stand_beside_the_text() -> None:
    script = "[pscustomobject]@{ A = [pscustomobject]@{ B = 1; C = [pscustomobject]@{ D = 2 } } } | ConvertTo-Xml -NoTypeInformation"
    text = str(Shell(sandbox=True).run(f"({script}).OuterXml").output[0])
    inner = '<Property>@{B=1; C=}</Property><Property Name="B">1</Property><Property Name="C">@{D=2}</Property>'
    assert f'<Object><Property Name="A">{inner}</Property></Object>' in text


def test_objects_without_notes_are_their_text() -> None:
    text = str(Shell(sandbox=True).run("([pscustomobject]@{ A = [regex]'a+' } | ConvertTo-Xml -As String)").output[0])
    assert '<Property Name="A" Type="System.Text.RegularExpressions.Regex">a+</Property>' in text
