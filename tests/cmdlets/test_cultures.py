"""Get-Culture."""

from __future__ import annotations

from pwsh_emu import Shell


def test_available_cultures_start_with_the_invariant_one(pwsh: Shell) -> None:
    names = [str(name) for name in pwsh.run("(Get-Culture -ListAvailable).Name").output]
    assert names[0] == ""
    assert "de-DE" in names
