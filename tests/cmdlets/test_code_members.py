"""CodeProperty and CodeMethod by Add-Member and Update-TypeData, done by static methods of a script's class."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

_CLASS = """
class Code {
    static [object] Twice([psobject] $o) { return $o.a * 2 }
    static [void] Store([psobject] $o, $value) { $o.a = $value }
    static [object] Plus([psobject] $o, $more) { return $o.a + $more }
}
$o = [pscustomobject]@{ PSTypeName = 'Coded'; a = 3 }
function method($name) { [Code].GetMethod($name) }
"""


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("Add-Member", "$o | Add-Member -MemberType {0} -Name {1}"),
        ("Update-TypeData", "Update-TypeData -TypeName Coded -MemberType {0} -MemberName {1}"),
    ],
)
def test_methods_stand_behind_members(kind: str, how: str) -> None:
    code = f"""
    {how.format("CodeProperty", "twice")} -Value (method Twice) -SecondValue (method Store)
    {how.format("CodeMethod", "plus")} -Value (method Plus)
    $o.twice; $o.twice = 5; $o.a; $o.twice; $o.plus(4)
    """
    result = Shell().run(_CLASS + code)
    assert result.output == [6, 5, 10, 9]
    assert not result.errors


def test_get_member_names_the_methods() -> None:
    code = """
    $o | Add-Member CodeProperty twice (method Twice) (method Store)
    $o | Add-Member CodeMethod plus (method Plus)
    $o | Get-Member twice, plus | ForEach-Object { "$($_.MemberType) $($_.Definition)" }
    """
    assert Shell().run(_CLASS + code).output == [
        "CodeProperty System.Object twice{get=Twice;set=Store;}",
        "CodeMethod static System.Object Plus(System.Management.Automation.PSObject o, System.Object more)",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("CodeProperty x something", "ConvertToFinalInvalidCastException"),
        ("CodeMethod x something", "ConvertToFinalInvalidCastException"),
        ("CodeProperty x ([string].GetMethod('IsNullOrEmpty'))", "CodePropertyGetterFormat"),
        ("CodeProperty x (method Store)", "CodePropertyGetterFormat"),
        ("CodeProperty x (method Twice) (method Twice)", "CodePropertySetterFormat"),
        ("CodeMethod x ([string].GetMethod('IsNullOrEmpty'))", "CodeMethodMethodFormat"),
    ],
)
def test_other_values_are_refused(arguments: str, expected: str) -> None:
    code = f"try {{ $o | Add-Member {arguments} }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell().run(_CLASS + code).output == [expected + ",Microsoft.PowerShell.Commands.AddMemberCommand"]
