"""The objects of Get-FormatData can be looked at themselves."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    "code",
    [
        "Get-FormatData System.IO.FileInfo | Format-Custom",
        "(Get-FormatData System.IO.FileInfo).FormatViewDefinition",
        "(Get-FormatData System.IO.FileInfo).FormatViewDefinition[0].Control | Format-List",
        "Get-FormatData System.IO.FileInfo | Get-Member",
    ],
)
def test_are_shown(code: str) -> None:
    result = Shell().run(f"{code} | Out-String")
    assert not result.errors
    assert "".join(result.output).strip()
