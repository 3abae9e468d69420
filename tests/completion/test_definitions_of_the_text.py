"""Classes and functions that a text defines, and expressions within its strings: known while it is completed, never run."""

from __future__ import annotations

import pytest
from shellruns import texts

from pwsh_emu import Shell

OBJECT = ["Equals(", "GetHashCode(", "GetType(", "ToString("]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("class C { [int] $Size; [void] Zoom() { $this.", ["Size", *OBJECT, "Zoom("]),
        ("class C {\n  [int] $Size\n  [void] Zoom() {\n    if (1) {\n      $this.^\n    }\n  }\n}", ["Size", *OBJECT, "Zoom("]),
        ("class C { hidden [int] $Own; static [int] $All; C() { $this.", ["Own", *OBJECT]),
        ("class C { [void] Zoom() { $this.L^ } [string] Later() { return '' } }", ["Later("]),
        ("class C { [void] Zoom() { [C]::M^ } static [C] Make() { return $null } }", ["Make("]),
        ("class B { [int] $Low }; class C : B { [int] $High; [void] Zoom() { $this.^ } }", ["High", "Low", *OBJECT, "Zoom("]),
        ("class C { [C] $Next; [void] M() { $this.Next.N^ } }", ["Next"]),
        ("class A { [B] $Other; [void] M() { $this.Other.^ } }; class B { [int] $Low }", ["Low", *OBJECT]),
        ("class C { [int] $Known; [NoSuchType] $Unknown; [void] M() { $this.K", ["Known"]),
        ("class C { [DayOfWeek] $Day; [void] M() { $this.Day = 'T", ["'Thursday'", "'Tuesday'"]),
        ("class C { [int] $Size; [string] M() { return \"is $($this.S^)\" } }", ["Size"]),
        ("$when = Get-Date; \"at $($when.AddYe", ["AddYears("]),
        ("$whence = 1; Write-Host \"from $whenc", ["$whence"]),
    ],
)  # fmt: skip
def test_offers(shell: Shell, text: str, wanted: list[str]) -> None:
    assert texts(shell, text) == wanted


def test_a_class_beside_what_is_wrong(shell: Shell) -> None:
    assert texts(shell, "0x - [; class C { [int] $Size; [void] M() { $this.S") == ["Size"]
    assert texts(shell, "using namespace System.Text; class C { [StringBuilder] $Text; [void] M() { $this.Text.Capa") == ["Capacity"]


@pytest.mark.parametrize(
    "text",
    [
        "class D { static [int] $x = $(1 > /ran; 5) }; [D]::x.",
        "class D { static D() { 1 > /ran } static [int] $x }; [D]::x.",
        "enum E { A = $(1 > /ran; 5) }; [E]::",
        "function f { param($a) dynamicparam { 1 > /ran } process { } }; f -",
        "function f { param([ArgumentCompleter({ 1 > /ran })] $a) }; f -a ",
        "class V : System.Management.Automation.IValidateSetValuesGenerator { [string[]] GetValidValues() { 1 > /ran; return 'a' } }; "
        "function f { param([ValidateSet([V])] $a) }; f -a ",
        "(1 > /ran).",
        "\"$(1 > /ran)\".",
    ],
)  # fmt: skip
def test_nothing_of_the_text_runs(shell: Shell, text: str) -> None:
    texts(shell, text)
    assert shell.run("Test-Path /ran").output == [False]


def test_namespaces_of_the_prompt_and_of_the_text(shell: Shell) -> None:
    assert texts(shell, "using namespace System.Text\n$b = [StringBuilder]::new(); $b.Capa") == ["Capacity"]
    assert texts(shell, "$b = [StringBuilder]::new(); $b.Capa") == []
    shell.run("using namespace System.Text")
    assert texts(shell, "[StringBuilder]::n") == ["new("]


def test_a_static_property_of_a_class_of_the_session_is_not_initialized(shell: Shell) -> None:
    shell.run("class D { static [string] $x = $(1 > /ran; 'a') }")
    assert texts(shell, "[D]::x.Le") == ["Length"]
    assert shell.run("Test-Path /ran").output == [False]


def test_functions_with_a_scope_are_gone_afterwards(shell: Shell) -> None:
    assert texts(shell, "function global:Get-Zebra { param($Stripe) }; Get-Zebra -") == ["-Stripe"]
    assert shell.run("Get-Command Get-Zebra -ErrorAction Ignore").output == []


def test_a_set_whose_class_fails_offers_nothing(shell: Shell) -> None:
    shell.run("class V : System.Management.Automation.IValidateSetValuesGenerator { [string[]] GetValidValues() { throw 'no' } }")
    shell.run("function Get-Own { param([ValidateSet([V])] $Value) }")
    assert texts(shell, "Get-Own -Value ") == []
