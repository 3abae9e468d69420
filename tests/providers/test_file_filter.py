"""-Filter's patterns in the file system."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.providers.filefilter import file_filter


@pytest.mark.parametrize(
    ("pattern", "taken", "left"),
    [
        ("*.*", ["a", "a.txt", ".b"], []),
        ("*.", ["a", "Make"], ["a.txt"]),
        ("*.txt", ["a.txt", "B.TXT"], ["a.txt2", "txt"]),
        ("a?.txt", ["ab.txt", "a.txt"], ["abc.txt"]),
        ("no*.*", ["noextension", "no.x"], ["on"]),
        ("f[1].txt", ["f[1].txt"], ["f1.txt"]),
        ("a.b.*", ["a.b", "a.b.c"], ["a.bc"]),
    ],
)
def test_patterns(pattern: str, taken: list[str], left: list[str]) -> None:
    takes = file_filter(pattern)
    assert [name for name in taken + left if takes(name)] == taken


def test_the_cmdlets_filter_by_it() -> None:
    shell = Shell(sandbox=True)
    shell.run("$null = mkdir /f; '/f/plain', '/f/t.txt', '/f/u[1].txt' | ForEach-Object { $null = New-Item -Path $_.Replace('[', '``[') -Force }")
    assert shell.run("Get-ChildItem /f -Filter p*.* -Name; (Get-Item /f/* -Filter *.).Name").output == ["plain", "plain"]
