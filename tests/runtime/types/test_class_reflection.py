"""The methods, properties and members of a script's class, as reflection gives them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASSES = """
class Base { [int] $b; [void] Go() { } }
class Derived : Base { [int] $x = 1; hidden [int] $y; static [string] $s = 'st'
    [string] ToString() { return 'D' } static [int] Add([int] $n) { return $n + 1 } }
"""
FLAGS = "[System.Reflection.BindingFlags]"


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[Derived].GetMethods().Name -join ' '", ["get_x set_x get_y set_y get_s set_s ToString Add get_b set_b Go Equals GetHashCode GetType"]),
        ("[Derived].GetMethods().Where{ $_.Name -in 'Go', 'Add' }.DeclaringType.Name", ["Derived", "Base"]),
        (f"[Derived].GetMethods({FLAGS}'Public, Static').Name -join ' '", ["get_s set_s Add"]),
        (f"[Derived].GetMethods({FLAGS}'Public, Instance, DeclaredOnly').Name -join ' '", ["get_x set_x get_y set_y ToString"]),
        (f"[Derived].GetMethods({FLAGS}'NonPublic, Instance').Count", [0]),
        (f"[Derived].GetProperties({FLAGS}'Public, Static').Name", ["s"]),
        ("[Derived].GetMembers().Where{ $_.Name -in 'Add', '.ctor', 'x' }.Name", ["Add", ".ctor", "x"]),
        ("$d = [Derived]::new(); $null = [Derived].GetMethod('set_x').Invoke($d, @(7)); [Derived].GetMethod('get_x').Invoke($d, $null)", [7]),
        (
            "[Derived].GetMethod('get_s').Invoke($null, $null); [Derived].GetMethod('Add').Invoke($null, @(4)); $null -eq [Derived].GetMethod('add')",
            ["st", 5, True],
        ),
        (f"[string].GetProperties({FLAGS}'Public, Instance').Name -contains 'Length'", [True]),
    ],
)
def test_members_of_a_class(script: str, output: list[object]) -> None:
    done = Shell().run(CLASSES + script)
    assert (done.output, done.errors) == (output, [])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("[Derived].GetMethod('set_x').Invoke((Get-Date), @(5))", "Object does not match target type."),
        ("[Derived].GetMethod('get_x').Invoke([Base]::new(), $null)", "Object does not match target type."),
        ("[IO.FileInfo].GetMethod('Delete').Invoke('text', @())", "Object does not match target type."),
        ("[Base].GetMethod('get_b').Invoke($null, $null)", "Non-static method requires a target."),
    ],
)
def test_a_method_is_invoked_on_its_own_type_only(call: str, message: str) -> None:
    done = Shell().run(CLASSES + f"try {{ {call} }} catch {{ $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }}")
    assert done.output == ["TargetException", message]


def test_a_method_is_invoked_on_a_derived_object() -> None:
    assert Shell().run(CLASSES + "[Base].GetMethod('get_b').Invoke([Derived]@{ b = 3 }, $null)").output == [3]
