"""What Add-Member takes for each kind of member, and numbers as names of notes."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

ADD = ",Microsoft.PowerShell.Commands.AddMemberCommand"


@pytest.mark.parametrize("kind", ["NoteProperty", "ScriptMethod", "PropertySet", "MemberSet", "CodeMethod"])
def test_kinds_with_one_value_refuse_a_second(kind: str) -> None:
    text = f"try {{ Add-Member -InputObject a {kind} n 1 2 -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell(sandbox=True).run(text).output == ["Value2ShouldNotBeSpecified" + ADD]


@pytest.mark.parametrize("kind", ["MemberSet", "ScriptMethod", "ScriptProperty"])
def test_values_of_the_wrong_type_are_refused(kind: str) -> None:
    text = f"try {{ Add-Member -InputObject a {kind} n something -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell(sandbox=True).run(text).output == ["ConvertToFinalInvalidCastException" + ADD]


@pytest.mark.parametrize(
    ("arguments", "name", "expected"),
    [("property Any", "property", "Any"), ("23 Any", "23", "Any"), ("8 np Any", "np", "Any"), ("16 sp {1+1}", "sp", 2), ("NoteProperty x 2", "x", 2)],
)
def test_the_first_position_is_a_kind_or_a_name(arguments: str, name: str, expected: object) -> None:
    assert Shell(sandbox=True).run(f"(Add-Member -InputObject a {arguments} -PassThru).{name}").output == [expected]


def test_json_keeps_notes_on_numbers_and_drops_them_from_texts() -> None:
    text = "1, 'a' | ForEach-Object { Add-Member -InputObject $_ x 2 -PassThru } | ConvertTo-Json -Compress; ConvertTo-Json ([NullString]::Value)"
    assert Shell(sandbox=True).run(text).output == ['[{"value":1,"x":2},"a"]', "null"]


def test_values_of_variables_are_enumerated() -> None:
    text = "$v = 1, 2, 3; (Get-Variable v -ValueOnly | Measure-Object).Count; $t = 'abc'; gv t -ValueOnly"
    assert Shell(sandbox=True).run(text).output == [3, "abc"]


def test_structures_of_the_host_have_a_default() -> None:
    assert Shell(sandbox=True).run("(New-Object System.Management.Automation.Host.Coordinates).X").output == [0]
