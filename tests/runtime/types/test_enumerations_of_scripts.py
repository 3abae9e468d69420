"""Enumerations of scripts list their members as .NET does: by value without sign."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

LEVELS = "enum Level : sbyte { Below = -1; High = 5; Zero = 0 }; "

CASES = [
    (LEVELS + "[Level].GetEnumNames() -join ' '", "Zero High Below"),
    (LEVELS + "[Level].GetEnumValues() -join ' '", "Zero High Below"),
    (LEVELS + "[enum]::GetNames([Level]) -join ' '", "Zero High Below"),
    (LEVELS + "[Level].GetEnumValuesAsUnderlyingType() -join ' '", "0 5 -1"),
    (LEVELS + "[Level].GetEnumValuesAsUnderlyingType()[0].GetType().Name", "SByte"),
    (LEVELS + "[enum]::GetValuesAsUnderlyingType([Level]) -join ' '", "0 5 -1"),
    (LEVELS + "[Level]'Below' -lt [Level]'Zero'", "True"),
    ("enum Tiny : byte { Min = 0; Low = 1; High = 254; Max = 255 }; -bnot [Tiny]::Max", "Min"),
    ("enum Tiny : byte { Min = 0; Low = 1; High = 254; Max = 255 }; -bnot [Tiny]::Low", "High"),
    ("enum Wide : ulong { Min = 0; Max = 18446744073709551615 }; -bnot [Wide]::Min", "Max"),
    (LEVELS + "-bnot [Level]'Zero'", "Below"),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert [str(one) for one in result.output] == [wanted]
