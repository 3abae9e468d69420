"""What -OutVariable and -ErrorVariable of functions collect, also from pipelines inside them."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FUNCTIONS = """
function Say { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [string] $Text) process { Write-Output $Text; Write-Error "$Text!" } }
function Outer { [CmdletBinding()] param() Write-Error 'own'; Say a -ErrorVariable script:first | Say -ErrorVariable script:second }
"""


@pytest.fixture
def shell() -> Shell:
    made = Shell(sandbox=True)
    made.run(FUNCTIONS)
    return made


def test_a_plus_goes_on_with_an_array(shell: Shell) -> None:
    assert shell.run("$v = 'a', 'b'; $null = Write-Output c -OutVariable +v; $v.Count; $v").output == [3, "a", "b", "c"]


def test_each_command_of_a_pipeline_has_its_own_errors(shell: Shell) -> None:
    shell.run("$null = Say x -ErrorVariable one | Say -ErrorVariable two 2>$null")
    assert shell.run("$one.Count; $two.Count").output == [1, 1]


def test_a_function_has_the_errors_of_the_last_command_of_its_pipelines(shell: Shell) -> None:
    shell.run("$null = Outer -ErrorVariable all 2>$null")
    assert shell.run("$first | ForEach-Object ToString; $second | ForEach-Object ToString; $all | ForEach-Object ToString").output == [
        "a!",
        "a!",
        "own",
        "a!",
    ]


def test_stop_leaves_the_exception(shell: Shell) -> None:
    shell.run("try { Get-Item /nope -ErrorAction Stop -ErrorVariable e } catch { }")
    assert shell.run("$e.Count; $e[0].GetType().Name; $e[0].ErrorRecord.Exception.GetType().Name").output == [
        1, "ActionPreferenceStopException", "ItemNotFoundException",
    ]  # fmt: skip


def test_clean_runs_only_after_another_block_ran() -> None:
    shell = Shell(sandbox=True)
    shell.run("function A { clean { $global:seen += 'A' } }; function B { end { 'b' } clean { $global:seen += 'B' } }; function C { throw 'x' }")
    assert shell.run("$seen = ''; A; B; try { C | B } catch { }; $seen").output == ["b", "B"]


def test_steppable_pipelines_process_once_without_input() -> None:
    shell = Shell(sandbox=True)
    shell.run("$s = { & { process { 'p' } end { 'e' } } }.GetSteppablePipeline(); $s.Begin($false)")
    assert shell.run("$s.Process(); '-'; $s.End()").output == ["p", "-", "e"]


def test_confirm_asks_nothing_where_the_impact_is_none() -> None:
    text = "function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'None')] param() if ($PSCmdlet.ShouldProcess('x')) { 'done' } }; f -Confirm"
    assert Shell(sandbox=True).run(text).output == ["done"]


def test_arrays_of_booleans_take_no_text_in_advanced_functions() -> None:
    shell = Shell(sandbox=True)
    (error,) = shell.run("function f { [CmdletBinding()] param([bool[]] $p) $p }; f 'a', 'b'").errors
    assert error.fully_qualified_error_id == "ParameterArgumentTransformationError,f"
    assert shell.run("function g { param([bool[]] $p) $p }; g 'a', 'b'; f 1, 0").output == [True, True, True, False]
