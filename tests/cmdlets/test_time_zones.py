"""Time zones by name and id."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("script", "target", "message"),
    [
        ("Get-TimeZone nosuch", "Name", "The time zone name 'nosuch' was not found on the local computer."),
        ("Get-TimeZone -Id nosuch", "Id", "The time zone ID 'nosuch' was not found on the local computer."),
    ],
)
def test_a_missing_zone_is_told_by_what_it_was_looked_up(script: str, target: str, message: str) -> None:
    shell = Shell(sandbox=True)
    assert shell.run(f'{script} -ErrorAction SilentlyContinue; $error[0].CategoryInfo.TargetName; "$($error[0])"').output == [target, message]


@pytest.mark.parametrize(("name", "zone"), [("Coordinated*", "UTC"), ("*Central European S*", "Europe/Berlin")])
def test_names_are_wildcards_over_the_zones_names(name: str, zone: str) -> None:
    assert Shell(sandbox=True).run(f"(Get-TimeZone '{name}').Id -contains '{zone}'").output == [True]
