"""Methods as delegates, calls of a base's own method through a cast, and types that blocks make once."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASS = """class M {
    [int] Twice([int] $value) { return 2 * $value }
    static [int] Thrice([int] $value) { return 3 * $value }
    static [int] Add([int] $one, [int16] $other) { return $one + $other }
    static [int] Apply([int] $value, [Func[int, int]] $function) { return $function.Invoke($value) }
    static [int] Apply([int] $one, [int16] $other, [Func[int, int16, int]] $function) { return $function.Invoke($one, $other) }
}
"""


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("script", "output"),
    [
        (CLASS + "$f = [Func[int, int]] [M]::Thrice; [M]::Apply(1, $f)", [3]),
        (CLASS + "[M]::Apply(3, 4, [M]::Add)", [7]),
        (CLASS + "$m = [M]::new(); ([Func[int, int]] $m.Twice).Invoke(4)", [8]),
        ("[Func[double, double]] $root = [Math]::Sqrt; $root.Invoke(16)", [4.0]),
        ("try { [Func[string, string]] 'abc'.Insert } catch { $_.FullyQualifiedErrorId }", ["ConvertToFinalInvalidCastException"]),
        ("([object] 'abc').ToString(); ([object] 5).ToString()", ["System.String", "System.Int32"]),
        ("$text = 'a'; ([object] $text).Equals($text); ([object] ($text + 'b')).Equals($text + 'b')", [True, False]),
        ("([object] 'a,b').Split(',').Count", [2]),  # what the base has not is called as ever
        ("1..3 | ForEach-Object { class C { }; if ($before) { $before -eq [C] }; $before = [C] }", [True, True]),
        ("function F { class C { static [int] $n = 0 }; (++[C]::n) }; F; F", [1, 2]),
    ],
)
def test_values(shell: Shell, script: str, output: list[object]) -> None:
    assert shell.run(script).output == output
