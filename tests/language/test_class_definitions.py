"""What keeps a class from being defined: id and offset of the first parse error."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.runtime.errors import ParseFailure
from pwsh_emu.runtime.scriptblock import ScriptBlock


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("script", "error_id", "start"),
    [
        ("class A : B {}; class B {}", "TypeNotFound", 10),  # bases come first
        ("class A : C {}; class B : A {}; class C : B {}", "TypeNotFound", 10),
        ("class A : A {}", "TypeNotFound", 10),
        ("class A : System.Collections.Generic.List`1 {}", "SubtypeUnclosedGeneric", 10),
        ("class C { F(){} F($o){} [int] F($o) {return 1} }", "MemberAlreadyDefined", 24),
        ("[Flags()]class C{}", "AttributeNotAllowedOnDeclaration", 0),
        ("class C { [Flags()]$field; }", "AttributeNotAllowedOnDeclaration", 10),
        ("class C { [Parameter()]foo(){} }", "AttributeNotAllowedOnDeclaration", 10),
        ("class C { f([Parameter()]$a) {} }", "AttributeNotAllowedOnDeclaration", 12),
        ("[Alias('x')] enum E { a }", "AttributeNotAllowedOnDeclaration", 0),
        ("enum F { e = [int]::MaxValue;  f }", "EnumeratorValueOutOfBounds", 31),
        ("enum F { e = [int]::MaxValue + 1 }", "EnumeratorValueOutOfBounds", 13),
    ],
)
def test_class_is_refused(shell: Shell, script: str, error_id: str, start: int) -> None:
    with pytest.raises(ParseFailure) as failure:
        ScriptBlock.create(shell.session, script)
    assert [(one.error_id, one.start) for one in failure.value.errors] == [(error_id, start)]


def test_enumerations_do_not_need_each_other_in_turn(shell: Shell) -> None:
    with pytest.raises(ParseFailure) as failure:
        ScriptBlock.create(shell.session, "enum A { x = [B]::x } enum B { x = [A]::x }")
    assert [(one.error_id, one.start) for one in failure.value.errors] == [("CycleInEnumInitializers", 0), ("CycleInEnumInitializers", 22)]


def test_enumerations_may_name_later_ones(shell: Shell) -> None:
    assert shell.run("enum A { x = [B]::x + 2 }\nenum B { x = 38 }\n[int] [A]::x").output == [40]


@pytest.mark.parametrize(
    "script",
    [
        "class A { [B] $b }; class B : A { }",
        "class C { [Parameter()] $f; [ValidateSet('a')] [string] $g }",
        "[Flags()] enum E { a }",
        "class C { [Obsolete('x')] $f; [Obsolete()] C() {} }",
    ],
)
def test_class_is_defined(shell: Shell, script: str) -> None:
    assert shell.run(f"{script}\n'made'").output == ["made"]
