"""PSTypeNames without the type's own names."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$d = Get-Item /; $d.PSTypeNames.Clear(); $d.PSTypeNames.Insert(0, 'My'); $d.PSTypeNames", ["My"]),
        ("$d = Get-Item /; $null = $d.PSTypeNames.Remove('System.Object'); $d.PSTypeNames[-1]", ["System.MarshalByRefObject"]),
        ("$d = Get-Item /; $d.PSTypeNames.Clear(); $d | Add-Member -TypeName Mine; $d.PSTypeNames", ["Mine"]),
        ("$o = [pscustomobject]@{ a = 1 }; $o.PSTypeNames.Clear(); ($o | Out-String).Trim() -replace '\\s+', ' '", ["a - 1"]),
        ("$d = Get-Item /; $d.PSTypeNames.Clear(); $d.FullName", ["/"]),
    ],
)
def test_names_can_be_taken_away(code: str, expected: list[str]) -> None:
    assert Shell().run(code).output == expected


@pytest.mark.parametrize(
    ("kind", "failing"), [("Management.Automation.ErrorRecord", "1/0"), ("Exception", "1/0; $error.Insert(0, [Exception]::new('x'))")]
)
def test_an_error_in_detail_has_a_name_of_its_own_until_it_is_shown(kind: str, failing: str) -> None:
    code = f"""
    try {{ {failing.partition(";")[0]} }} catch {{ }}; {failing.partition(";")[2]}
    $e = Get-Error; $e.PSTypeNames[0]; $e.PSTypeNames -contains 'System.{kind}'
    $null = $e | Out-String; $e.PSTypeNames
    """
    name = f"System.{kind}"
    assert Shell().run(code).output == [name + "#PSExtendedError", False, "System.Object", name]
