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


def test_names_are_wildcards_over_the_zones_names() -> None:
    assert Shell(sandbox=True).run("(Get-TimeZone 'Coordinated*').Id -contains 'UTC'; (Get-TimeZone '*Central European S*').Id -contains 'Europe/Berlin'").output == [
        True, True,
    ]  # fmt: skip
