"""Properties that derived classes define anew, and attributes put before variables that are there already."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASSES = """
class First { [string] $Kind = 'first'; [string] $Other = 'other'; [string] Text() { return "$($this.Kind) $($this.Other)" } }
class Without : First { [string] $Kind }
class Second : First { [string] $Kind = 'second' }
class Third : Second { Third() : base() { $this.Other = "was $($this.Kind)" } }
"""


@pytest.mark.parametrize(
    ("name", "wanted"), [("First", "first other"), ("Without", " other"), ("Second", "second other"), ("Third", "second was second")]
)
def test_a_redefined_property_starts_with_its_own_value(name: str, wanted: str) -> None:
    result = Shell().run(f"{CLASSES}\n[{name}]::new().Text()")
    assert not result.errors
    assert result.output == [wanted]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (
            '$v = 1; try { [ValidateRange(1, 5)] $v = 9 } catch { "$_" }',
            "The variable cannot be validated because the value 9 is not a valid value for the v variable.",
        ),
        (
            'try { [ValidateRange(1, 5)] $v = 9 } catch { "$_" }',
            "The attribute cannot be added because variable v with value 9 would no longer be valid.",
        ),
        (
            'function test($p) { try { [ValidateRange(1, 5)] $p = 9 } catch { "$_" } }; test 1',
            "The variable cannot be validated because the value 9 is not a valid value for the p variable.",
        ),
        (
            '$v = 1; & { try { [ValidateRange(1, 5)] $v = 9 } catch { "$_" } }',
            "The attribute cannot be added because variable v with value 9 would no longer be valid.",
        ),
    ],
)
def test_an_attribute_says_whether_the_variable_was_there(code: str, wanted: str) -> None:
    assert Shell().run(code).output == [wanted]
