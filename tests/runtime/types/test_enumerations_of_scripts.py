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
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert [str(one) for one in result.output] == [wanted]
