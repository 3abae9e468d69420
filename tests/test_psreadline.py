"""The module PSReadLine outside of a terminal: it is there when it is asked for, and keeps what it is told."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("Set-PSReadLineOption -EditMode Vi; (Get-PSReadLineOption).EditMode; (Get-Module PSReadLine).Version.Major", ["Vi", 2]),
        ("PSReadLine\\Set-PSReadLineKeyHandler -Key Ctrl+q -Function Copy; (Get-PSReadLineKeyHandler -Chord Ctrl+q).Function", ["Copy"]),
        ("Import-Module PSReadLine; (Get-Command -Module PSReadLine).Count", [5]),
        ("(Get-Command Set-PSReadLineOption).Source", ["PSReadLine"]),
        ("(Get-Module -ListAvailable PSReadLine).Name; (Get-Module).Count", ["PSReadLine", 0]),
        ("@(Get-InstalledModule PSReadLine -ErrorAction SilentlyContinue).Count", [0]),
    ],
)  # fmt: skip
def test_the_module_is_there(script: str, output: list[object]) -> None:
    result = Shell(connected=False).run(script)
    assert result.error_text == ""
    assert result.output == output
