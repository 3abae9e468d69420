"""Classes and enumerations of scripts."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


def test_members_constructors_and_inheritance(shell: Shell) -> None:
    text = """
class Animal { [string]$Name; Animal([string]$n) { $this.Name = $n } [string] Speak() { return "$($this.Name) makes a sound" } }
class Dog : Animal { Dog([string]$n) : base($n) { } [string] Speak() { return ([Animal]$this).Speak() + ': woof' } }
$d = [Dog]::new('Rex'); $d.Speak(); $d -is [Animal]; ([Animal]$d).Speak()
"""
    assert shell.run(text).output == ["Rex makes a sound: woof", True, "Rex makes a sound"]


def test_properties_convert_and_validate(shell: Shell) -> None:
    text = (
        "class P { [int]$N; [ValidateRange(1, 5)][int]$L = 1 }; $p = [P]::new(); $p.N = '42'; $p.N; "
        "try { $p.L = 9 } catch { $_.FullyQualifiedErrorId }"
    )
    assert shell.run(text).output == [42, "ExceptionWhenSetting"]


def test_only_return_gives_a_methods_value(shell: Shell) -> None:
    assert shell.run("class M { [int] Get() { 'lost'; return 5; } [void] Do() { 'lost' } }; [M]::new().Get(); [M]::new().Do()").output == [5]


def test_an_error_in_a_method_goes_to_the_caller(shell: Shell) -> None:
    assert shell.run("class E { [int] F() { 1 / 0; return 1 } }; try { [E]::new().F() } catch { 'caught' }").output == ["caught"]


def test_static_members_keep_their_value(shell: Shell) -> None:
    assert shell.run("class C { static [int]$Count = 0; C() { [C]::Count++ } }; $null = [C]::new(), [C]::new(); [C]::Count").output == [2]


def test_a_class_may_derive_from_an_exception(shell: Shell) -> None:
    text = "class AppError : Exception { [int]$Code; AppError([string]$m, [int]$c) : base($m) { $this.Code = $c } }; "
    text += "try { throw [AppError]::new('no', 7) } catch [AppError] { \"$($_.Exception.Code) $($_.Exception.Message)\" }"
    assert shell.run(text).output == ["7 no"]


def test_enumerations_have_names_numbers_and_flags(shell: Shell) -> None:
    text = "enum Level { Low = 1; High = 5 }; [int][Level]::High; [Level]1 -eq 'low'; [Flags()] enum F { A = 1; B = 2 }; \"$([F]3)\""
    assert shell.run(text).output == [5, True, "A, B"]


def test_classes_of_earlier_texts_can_be_used(shell: Shell) -> None:
    shell.run("class Base { [int]$X = 1; static [int] Five() { return 5 } }; enum Kind { One }")
    shell.run("class Derived : Base { [Base]$Other; [Kind]$Kind = 'One'; [int] G() { return [Base]::Five() + $this.X } }")
    assert shell.run("[Derived]::new().G()").output == [6]
