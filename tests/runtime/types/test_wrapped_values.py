"""Values with added members, and values that script blocks hand back: methods take them plain, definitions show their full type."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

SIX = "$six = 6 | Add-Member Unit 'cm' -PassThru; "

CASES = [
    (SIX + "[math]::Max($six, 4)", "6"),
    (SIX + "[math]::Abs($six)", "6"),
    (SIX + "[datetime]::new(2024, $six, 1).Month", "6"),
    ("[int]::Parse(('5' | Add-Member Unit 'cm' -PassThru))", "5"),
    (SIX + "$list = [System.Collections.Generic.List[object]]::new(); $list.Add($six); $list[0].Unit", "cm"),
    ("ConvertTo-Json -Compress @{ a = ($true | Add-Member Unit 'cm' -PassThru) }", '{"a":{"value":true,"Unit":"cm"}}'),
    ("([psobject]@{ a = 1 }).GetType().Name", "Hashtable"),
    ("'abc' | Select-Object @{ n = 'Size'; e = { $_.Length } } | Get-Member Size | ForEach-Object Definition", "System.Int32 Size=3"),
    ("'abc' | Select-Object @{ n = 'Size'; e = 'Length' } | Get-Member Size | ForEach-Object Definition", "int Size=3"),
    ("$o = 'abc' | Select-Object @{ n = 'Size'; e = { $_.Length } }; $o.Size = 4; $o.Size", "4"),
    ("'abc' | Select-Object @{ n = 'Size'; e = { $_.Length } } | ConvertTo-Json -Compress", '{"Size":3}'),
    ("([pscustomobject]@{ a = [datetime]'2024-05-01' } | Get-Member a).Definition -match '^datetime a=5/1/2024 12:00:00.AM$'", "True"),
    ("[pscustomobject]@{ a = 1.5 } | Get-Member a | ForEach-Object Definition", "double a=1.5"),
    (
        "$o = [pscustomobject]@{ Age = '20' }; $o | Add-Member AliasProperty Years Age uint32; $o.Years.GetType().Name + $o.Years",
        "UInt3220",
    ),
    (
        "$o = [pscustomobject]@{ Age = '20' }; $o | Add-Member AliasProperty Years Age uint32; ($o | Get-Member Years).Definition",
        "Years = (System.UInt32)Age",
    ),
    (
        "[pscustomobject]@{ a = [pscustomobject]@{ PSTypeName = 'Contoso.Part'; b = 1 } } | Get-Member a | ForEach-Object Definition",
        "Contoso.Part a=@{b=1}",
    ),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert [str(one) for one in result.output] == [wanted]
