"""Child elements of XML nodes by name."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

DOCUMENT = "$x = [xml]\"<doc a='1'><intro>Once</intro><p:b xmlns:p='urn:x'>two</p:b></doc>\"; "

CASES = [
    ("$x['doc'].a", "1"),
    ("$x['doc']['intro'].InnerText", "Once"),
    ("$x.DocumentElement.Item('intro').InnerText", "Once"),
    ("$x['doc']['p:b'].InnerText", "two"),
    ("$x.DocumentElement.Item('b', 'urn:x').Name", "p:b"),
    ("$null -eq $x['doc']['b']", "True"),
    ("$null -eq $x['DOC']", "True"),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(DOCUMENT + code)
    assert not result.errors
    assert [str(one) for one in result.output] == [wanted]
