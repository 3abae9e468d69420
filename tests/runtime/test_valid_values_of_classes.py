"""[ValidateSet()] over a class: its values are asked for at each binding, or once in a while."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASS = """
class Fruits : System.Management.Automation.CachedValidValuesGeneratorBase {
    static [int]$asked = 0
    Fruits() : base(SECONDS) { }
    [string[]] GenerateValidValues() { [Fruits]::asked++; return 'apple', 'pear' }
}
function Get-Fruit { param([ValidateSet([Fruits])] $Name) $Name }
"""


def test_values_are_kept_while_they_are_fresh() -> None:
    code = (
        CLASS.replace("SECONDS", "300")
        + "Get-Fruit apple; Get-Fruit PEAR; try { Get-Fruit plum } catch { $_.FullyQualifiedErrorId }; [Fruits]::asked"
    )
    assert Shell().run(code).output == ["apple", "PEAR", "ParameterArgumentValidationError,Get-Fruit", 1]


def test_values_that_expire_at_once_are_asked_for_each_time() -> None:
    code = CLASS.replace("SECONDS", "0") + "Get-Fruit apple; Get-Fruit pear; [Fruits]::asked"
    assert Shell().run(code).output == ["apple", "pear", 2]


def test_a_session_makes_one_generator() -> None:
    code = """
    class Lengths : System.Management.Automation.IValidateSetValuesGenerator {
        [int]$calls = 0
        [string[]] GetValidValues() { $this.calls++; return [string[]](1..$this.calls) }
    }
    function Get-Length { param([ValidateSet([Lengths])] $Name) $Name }
    Get-Length 1
    Get-Length 2
    """
    assert Shell().run(code).output == [1, 2]


@pytest.mark.parametrize(
    ("base", "method", "attribute"),
    [
        ("IValidateSetValuesGenerator", "[string[]] GetValidValues() { $global:asked++; return 'a', 'b' }", "[ValidateSet([Own])]"),
        ("IValidateSetValuesGenerator", "[string[]] GetValidValues() { $global:asked++; throw 'none' }", "[ValidateSet([Own])]"),
        ("ValidateArgumentsAttribute", "[void] Validate([object] $a, [EngineIntrinsics] $e) { $global:asked++; throw 'no' }", "[Own()]"),
        ("ValidateEnumeratedArgumentsAttribute", "[void] ValidateElement([object] $a) { $global:asked++; throw 'no' }", "[Own()]"),
    ],
)
def test_a_class_that_refuses_is_asked_once(base: str, method: str, attribute: str) -> None:
    code = f"""
    using namespace System.Management.Automation
    class Own : {base} {{ {method} }}
    function Get-It {{ param({attribute} $Name) $Name }}
    try {{ Get-It c }} catch {{ 'refused' }}
    $asked
    """
    assert Shell().run(code).output == ["refused", 1]
