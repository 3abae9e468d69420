"""Classes of scripts that implement interfaces: what these demand, and what is taken apart."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

ENUMERABLE = "class E : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { return (1, 2).GetEnumerator() } }\n"
ENUMERATOR = """class Steps : System.Collections.IEnumerator {
    [int] $n = 0
    [bool] MoveNext() { $this.n++; return $this.n -lt 4 }
    [object] get_Current() { return $this.n * 10 }
    [void] Reset() { $this.n = 0 }
}
class Owner : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { return [Steps]::new() } }
"""


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("script", "method"),
    [
        ("class A : System.IDisposable { }", "Dispose"),
        ("class A : System.IDisposable { [int] Dispose() { return 1 } }", "Dispose"),  # of another type
        ("class A : System.IComparable { [int] CompareTo([string] $other) { return 0 } }", "CompareTo"),
        ("class A : System.IEquatable[int] { }", "Equals"),
        ("class A : System.Collections.IEnumerator { [bool] MoveNext() { return $false } }", "get_Current"),
        ("class A : System.Management.Automation.IValidateSetValuesGenerator { }", "GetValidValues"),
    ],
)
def test_a_class_without_a_method_of_its_interface_is_no_type(shell: Shell, script: str, method: str) -> None:
    assert shell.run(f"'before'\n{script}").output == []
    message, error_id = shell.run("$Error[0].Exception.Message; $Error[0].FullyQualifiedErrorId").output
    assert f"Method '{method}' in type 'A' from assembly" in message
    assert error_id == "TypeCreationError"


@pytest.mark.parametrize(
    "script",
    [
        "class A : System.IDisposable { Dispose() { } }",
        "class A : System.IEquatable[A] { [bool] Equals([A] $other) { return $true } }",
        "class A : System.Collections.Generic.IComparer[int] { [int] Compare([int] $a, [int] $b) { return $b - $a } }",
        "class B { [int] CompareTo([object] $other) { return 0 } }\nclass A : B, System.IComparable { }",
        "class A : System.Collections.IEnumerator { [object] $Current\n [bool] MoveNext() { return $false }\n [void] Reset() { } }",
        "class A : System.Collections.ArrayList, System.Collections.IEnumerable { }",  # its base does what is demanded
    ],
)
def test_classes_with_all_methods_are_types(shell: Shell, script: str) -> None:
    assert shell.run(f"{script}\n[A]::new().GetType().Name").output == ["A"]


def test_enumerable_objects_are_taken_apart(shell: Shell) -> None:
    assert shell.run(ENUMERABLE + '[E]::new() | ForEach-Object { "$_!" }\nforeach ($one in [E]::new()) { $one }\n"$([E]::new())"').output == [
        "1!", "2!", 1, 2, "1 2",
    ]  # fmt: skip
    assert shell.run(ENUMERATOR + "@([Owner]::new()).Count\n[Steps]::new() | Measure-Object -Sum | ForEach-Object Sum").output == [3, 60.0]


def test_interfaces_bring_those_that_they_extend(shell: Shell) -> None:
    script = "class S : System.Collections.Generic.IEnumerator[int] { }\n[S].GetInterfaces().Name -contains 'IDisposable'"
    assert shell.run(script).output == [True]


def test_methods_without_a_type_are_void(shell: Shell) -> None:
    assert shell.run("class A { M() { 5 } }\n[A]::new().M.OverloadDefinitions[0]").output == ["void M()"]
