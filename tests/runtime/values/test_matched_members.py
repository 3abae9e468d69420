"""What Match() of an object's members gives."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run("$o = [pscustomobject] @{ a = 1; ab = 2; c = 3 }; $m = $o.psobject.Properties.Match('a*')")
    return shell


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$m.Count; $o.psobject.Properties.Match('z').Count", [2, 0]),
        ("$m['AB'].Value; $m[0].Value; $m.Item('a').Value; $null -eq $m['c']", [2, 1, 1, True]),
        ("foreach ($one in $m) { $one.Value }", [1, 2]),
        ("$m | ForEach-Object Value", [1, 2]),
        ("$m -is [System.Collections.IEnumerable]", [True]),
        ("$o.psobject.Members.Match('a*', 'NoteProperty').Count; $o.psobject.Members.Match('a*', 'Method').Count", [2, 0]),
        ("$o.psobject.Members.Match('To*', 'Methods')[0].MemberType.ToString()", ["Method"]),
    ],
)
def test_matched_members(shell: Shell, text: str, wanted: list[object]) -> None:
    assert shell.run(text).output == wanted
