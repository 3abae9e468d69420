"""Script blocks that another module's commands run: names are looked up where the block was written."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

MODULE = """
$m = New-Module { function Hidden { 'hidden' }; function Get-Block { return { Hidden } }; function Each { param($Block) 1..2 | ForEach-Object $Block }
function Only { param($Block) 1..3 | Where-Object $Block }; Export-ModuleMember Get-Block, Each, Only }
$block = Get-Block
"""


@pytest.mark.parametrize(
    "statement",
    [
        "1 | ForEach-Object $block", "& $block", ". $block", "Invoke-Command $block -NoNewScope", "$block.Invoke()", "(1).ForEach($block)",
        "1 | Select-Object @{ n = 'z'; e = $block } | ForEach-Object z", "1 | & $m ForEach-Object { Hidden }",
    ],
)  # fmt: skip
def test_commands_of_the_blocks_module_are_found(statement: str) -> None:
    shell = Shell(sandbox=True)
    shell.run(MODULE)
    assert [str(item) for item in shell.run(statement).output] == ["hidden"]


def test_variables_of_the_caller_are_seen_and_set_by_its_blocks() -> None:
    shell = Shell(sandbox=True)
    shell.run(MODULE)
    assert shell.run("$mine = 'm'; $n = 0; Each { $n++; \"$mine $_\" }; $n").output == ["m 1", "m 2", 2]
    assert shell.run("$least = 2; Only { $_ -ge $least }").output == [2, 3]
