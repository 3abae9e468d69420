"""Type names with dots that leave System, or a used namespace, out."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

NAMES = {
    "class K { [IO.FileInfo] $F }; [K].GetProperty('F').PropertyType.FullName": ["System.IO.FileInfo"],
    "class K { [string] M([Collections.IDictionary] $d) { return $d.Count } }; [K]::new().M(@{ a = 1 })": ["1"],
    "class K { [Collections.Generic.List[IO.FileInfo]] M() { return @() } }; [K]::new().M().Count": [0],
    "class K : Collections.ArrayList { }; [K].BaseType.FullName": ["System.Collections.ArrayList"],
    "using namespace System.Management.Automation\nclass K { [Language.CommandAst] $A }; [K].GetProperty('A').PropertyType.FullName": [
        "System.Management.Automation.Language.CommandAst"
    ],
}


@pytest.mark.parametrize(("script", "wanted"), NAMES.items(), ids=range(len(NAMES)))
def test_found(script: str, wanted: list[str]) -> None:
    assert Shell(connected=False).run(script).output == wanted


@pytest.mark.parametrize("name", ["Nope.Thing", "Management.Thing.Other", "FileInfo"])
def test_not_found(name: str) -> None:
    assert f"Unable to find type [{name}]." in Shell(connected=False).run(f"class K {{ [{name}] $A }}").error_text
