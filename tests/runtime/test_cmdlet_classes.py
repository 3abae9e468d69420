"""The classes of PowerShell's cmdlets can be named, whether or not their cmdlet was looked at before."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize("module", ["Utility", "Management", "Core", "Security"])
def test_every_cmdlet_is_of_a_class_that_can_be_named(module: str) -> None:
    code = f"""
    Get-Command -Module Microsoft.PowerShell.{module} -CommandType Cmdlet | ForEach-Object ImplementingType |
        Where-Object {{ ($_.FullName -as [type]) -ne $_ -or -not $_.IsSubclassOf([System.Management.Automation.Cmdlet]) }} | ForEach-Object Name
    """
    assert Shell().run(code).output == []


def test_names_stand_in_type_literals() -> None:
    assert Shell().run("[Microsoft.PowerShell.Commands.GetChildItemCommand].Name").output == ["GetChildItemCommand"]
