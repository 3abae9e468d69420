"""Enumerations that PowerShell converts by EnumMultipleTypeConverter: member types by wildcard."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("('ab' | Get-Member -MemberType *Prop*).Name -join ' '", ["Chars Length"]),
        ("('ab' | Get-Member -MemberType *set, PROPERTY).Name -join ' '", ["Length"]),
        ("[string][System.Management.Automation.PSMemberTypes]'*code*, note*'", ["CodeProperty, NoteProperty, CodeMethod"]),
        ("[string][System.Management.Automation.PSMemberTypes]'dyn'", ["Dynamic"]),
    ],
)
def test_patterns_name_every_member_type_that_they_match(script: str, output: list[object]) -> None:
    done = Shell().run(script)
    assert (done.output, done.errors) == (output, [])


@pytest.mark.parametrize("script", ["[System.Management.Automation.PSMemberTypes]'zz*'", "[System.DayOfWeek]'sat*'"])
def test_patterns_that_match_nothing_and_other_enumerations_are_refused(script: str) -> None:
    (error,) = Shell().run(script).errors
    assert error.fully_qualified_error_id == "SubstringDisambiguationEnumParseThrewAnException"
