"""``$using:x`` names a plain variable where a parameter or a foreach statement declares one."""

from __future__ import annotations

from pwsh_emu.language.ast_command import lines


def test_declarations_take_the_name_as_it_is() -> None:
    found = lines("function f { param($using:x) foreach ($Using:z in 1) { $using:z } }")
    names = [line.strip().partition(" ")[0] + " " + line.rpartition('name="')[2] for line in found if "name=" in line]
    assert names == ['FunctionDefinition f"', 'VariableExpression using:x"', 'VariableExpression Using:z"', 'VariableExpression z"']
    assert sum("UsingExpression" in line for line in found) == 1
