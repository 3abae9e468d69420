"""Static constructors and first values of static properties: run before a class is first used, once, not where it is defined."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

REFUSED = 'Exception calling "{}" with "1" argument(s): "The attribute cannot be added because variable Count with value 9 would no longer be valid."'
CLASSES = """
$log = [System.Collections.Generic.List[string]]::new()
class Base {
    static [int] $Number = $script:log.Count + 10
    static Base() { $script:log.Add('Base static') }
    Base() { $script:log.Add('Base new') }
    static [string] Say() { return 'said' }
}
class Derived : Base {
    static Derived() { $script:log.Add('Derived static') }
    Derived() { $script:log.Add('Derived new') }
}
"""


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("", ""),
        ("[Base].Name", "Base"),
        ("$null = [Base]::Number", "Base static"),
        ("[Base]::Number = 5; [Base]::Number", "5|Base static"),
        ("[Base]::Say()", "said|Base static"),
        ("$null = [Base]::new(), [Base]::new()", "Base static|Base new|Base new"),
        ("$null = [Derived]::new()", "Derived static|Base static|Base new|Derived new"),
        ("$null = [Derived]@{}; $null = [Derived]::new()", "Derived static|Base static|Base new|Derived new|Base new|Derived new"),
        ("$null = [Derived]::Number", "Base static"),
    ],
)
def test_order(code: str, wanted: str) -> None:
    result = Shell().run(f"{CLASSES}\n{code}\n$log")
    assert not result.errors
    assert "|".join(str(one) for one in result.output) == wanted


def test_type_data_of_a_static_constructor_counts_in_a_cast() -> None:
    code = """
    class Pair {
        [int] $x
        hidden [int] $_y
        static Pair() {
            Update-TypeData -TypeName Pair -MemberType AliasProperty -MemberName Left -Value x
            Update-TypeData -TypeName Pair -MemberType ScriptProperty -MemberName Right -Value { $this._y } -SecondValue { $this._y = $args[0] }
        }
        [string] ToString() { return "$($this.x)/$($this.Right)" }
    }
    "$([Pair]@{ Left = 3; Right = 4 })"
    """
    result = Shell().run(code)
    assert not result.errors
    assert result.output == ["3/4"]


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ("$jar.Eat(2)", "ate 2"),
        ("$jar.Eat()", "ate 1"),
        ("$jar.Eat(9)", REFUSED.format("Eat")),
        ("& $eat 1", "ate 1"),
        ("$eat.Invoke(9)", REFUSED.format("Invoke")),
    ],
)
def test_arguments_of_a_script_method_are_checked_with_this(call: str, wanted: str) -> None:
    code = """
    $eat = { param([ValidateScript({ $_ -le ($this.Cookies ?? 1) })] [int] $Count = 1) "ate $Count" }
    $jar = [pscustomobject]@{ Cookies = 5 } | Add-Member -MemberType ScriptMethod -Name Eat -Value $eat -PassThru
    """
    assert [str(one) for one in Shell().run(f'{code}\ntry {{ {call} }} catch {{ "$_" }}').output] == [wanted]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("class A { [int]$n = 'no' }; [A]::new()", ["InvalidCastFromStringToInteger", "'no'"]),
        ("class A { $n = 1/0 }; [A]::new()", ["RuntimeException", "1/0"]),
        ("class A { static [int]$n = 'no' }; [A]::n", ["System.TypeInitializationException", "[A]::n"]),
        ("class A { static [int]$n = 'no'; static F() {} }; [A]::F()", ["TypeInitializationException", "[A]::F()"]),
    ],
)
def test_a_first_value_that_fails(code: str, wanted: list[str]) -> None:
    report = "$_.FullyQualifiedErrorId; $_.InvocationInfo.Statement"
    assert Shell().run(f"try {{ {code} }} catch {{ {report} }}").output == wanted


def test_a_class_stays_unusable_after_its_initializer_failed() -> None:
    code = """
    class Unlucky { static $tries = 0; static [int]$n = $(throw 'no luck') }
    foreach ($i in 1, 2) {
        try { [Unlucky]::tries } catch { $_.Exception.Message; $_.Exception.TypeName; $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
    }
    """
    wanted = ["The type initializer for 'Unlucky' threw an exception.", "Unlucky", "no luck"]
    assert Shell().run(code).output == wanted * 2
