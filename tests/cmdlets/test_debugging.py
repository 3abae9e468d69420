"""Breakpoints, stepping and tracing, through a shell that answers the debugger's prompt."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pwsh_emu import Shell

SCRIPT = """function add($a, $b) {
    $sum = $a + $b
    $sum
}
$n = 1
foreach ($i in 1..2) {
    $n = add $n $i
}
"n=$n"
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "s.ps1"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def stops(text: str) -> list[str]:
    """Return the statements that the debugger stopped at."""
    lines = text.split("\n")
    return [lines[index + 1].removeprefix("+ ").strip() for index, line in enumerate(lines) if line.startswith("At ")]


def debug(script: Path, setup: str, *answers: str) -> str:
    shell = Shell(answers=list(answers))
    shell.run(setup)
    return str(shell.run(str(script)).text)


# --- stopping and stepping ------------------------------------------------------------------------------------------------


def test_what_a_stop_shows(script: Path) -> None:
    shown = debug(script, f"Set-PSBreakpoint {script} 2 > $null", "$a + 10", "c", "c")
    assert shown.startswith(
        "Entering debug mode. Use h or ? for help.\n"
        "\n"
        f"Hit Line breakpoint on '{script}:2'\n"
        "\n"
        f"At {script}:2 char:5\n"
        "+     $sum = $a + $b\n"
        "+     ~~~~~~~~~~~~~~\n"
        "[DBG]: PS "
    )
    assert ">> $a + 10\n11\n[DBG]: PS " in shown
    assert shown.endswith(">> c\nn=4\n")
    assert shown.count("Entering debug mode") == 1


def test_steps_into_over_and_out(script: Path) -> None:
    into = debug(script, f"Set-PSBreakpoint {script} 5 > $null", "s", "s", "s", "s", "s", "c")
    assert stops(into) == ["$n = 1", "foreach ($i in 1..2) {", "$n = add $n $i", "$sum = $a + $b", "$sum", "$n = add $n $i"]
    over = debug(script, f"Set-PSBreakpoint {script} 5 > $null", "v", "v", "v", "v", "v")
    assert stops(over) == ["$n = 1", "foreach ($i in 1..2) {", "$n = add $n $i", "$n = add $n $i", '"n=$n"']
    out = debug(script, f"Set-PSBreakpoint {script} 3 > $null", "o", "c", "c")
    assert stops(out) == ["$sum", "$n = add $n $i", "$sum"]


def test_quit_ends_the_script_without_a_word(script: Path) -> None:
    shell = Shell(answers=["q"])
    shell.run(f"Set-PSBreakpoint {script} 7 > $null")
    result = shell.run(str(script))
    assert "n=" not in result.text
    assert result.error_text == ""


def test_list_and_stack(script: Path) -> None:
    shown = debug(script, f"Set-PSBreakpoint {script} 2 > $null", "l 1 3", "k", "c", "c")
    assert "\n    1:  function add($a, $b) {\n    2:*     $sum = $a + $b\n    3:      $sum\n\n" in shown
    assert "add           {a=1, b=1} s.ps1: line 2" in shown


def test_enter_repeats_a_step_and_help_explains(script: Path) -> None:
    shown = debug(script, f"Set-PSBreakpoint {script} 5 > $null", "?", "v", "", "c")
    assert " s, stepInto         Single step (step into functions, scripts, etc.)\n" in shown
    assert len(stops(shown)) == 3


def test_wait_debugger_stops_where_it_stands() -> None:
    shell = Shell(answers=["$x", "c"])
    result = shell.run("function f { $x = 7; Wait-Debugger; 'after' }; f")
    assert stops(result.text) == ["function f { $x = 7; Wait-Debugger; 'after' }; f"]
    assert ">> $x\n7\n" in result.text
    assert result.output == ["after"]


def test_nobody_is_asked_where_nobody_is_there(script: Path) -> None:
    shell = Shell()
    assert shell.run(f"Set-PSBreakpoint {script} 2 > $null; {script}; (Get-PSBreakpoint).HitCount").output == ["n=4", 2]


# --- breakpoints ----------------------------------------------------------------------------------------------------------


def test_actions_run_and_stop_by_break(script: Path) -> None:
    shell = Shell(answers=["c"])
    shell.run(f'Set-PSBreakpoint {script} 7 -Action {{ Write-Host "n is $n"; if ($n -gt 1) {{ break }} }} > $null')
    shown = shell.run(str(script)).text
    assert shown.startswith("n is 1\nn is 2\nEntering debug mode")
    assert shown.count("\nHit ") == 1


def test_commands_are_found_by_name_alias_and_pattern() -> None:
    text = "$c = @(); Set-PSBreakpoint -Command {0} -Action {{ $global:c += 1 }} > $null; "
    text += "function f {{ 1 }}; $null = f; $null = 1 | % {{ $_ }}; $c.Count"
    assert Shell().run(text.format("f")).output == [1]
    assert Shell().run(text.format("ForEach-Object")).output == [1]
    assert Shell().run(text.format("f*")).output == [2]


@pytest.mark.parametrize(("mode", "hits"), [("Write", 2), ("Read", 2), ("ReadWrite", 3)])
def test_variables_are_watched_by_mode(mode: str, hits: int) -> None:
    text = f'Set-PSBreakpoint -Variable v -Mode {mode} -Action {{ }} > $null; $v = 1; $v++; "$v" > $null; (Get-PSBreakpoint)[0].HitCount'
    assert Shell().run(text).output == [hits]


def test_one_is_listed_disabled_enabled_and_removed(script: Path) -> None:
    shell = Shell()
    assert str(shell.run(f"Set-PSBreakpoint {script} 2, 9").output[1].ToString()) == f"Line breakpoint on '{script}:9'"
    assert shell.run(f"Disable-PSBreakpoint -Id 1; $null = {script}; (Get-PSBreakpoint).HitCount").output == [0, 1]
    assert shell.run(f"Enable-PSBreakpoint -Id 1; $null = {script}; (Get-PSBreakpoint).HitCount").output == [2, 2]
    assert shell.run("Get-PSBreakpoint | Remove-PSBreakpoint; (Get-PSBreakpoint).Count").output == [0]


def test_the_view_of_breakpoints() -> None:
    rows = Shell().run("Set-PSBreakpoint -Command foo -Action { 1 }").text.split("\n")
    assert rows[1].split() == ["ID", "Script", "Line", "Command", "Variable", "Action"]
    assert rows[3].split() == ["1", "foo", "1"]


def test_where_none_is_set_nothing_is_followed(script: Path) -> None:
    before = sys.gettrace()
    shell = Shell()
    shell.run(f"Set-PSBreakpoint {script} 2 -Action {{ }} > $null; Get-PSBreakpoint | Remove-PSBreakpoint")
    assert sys.gettrace() is before
    assert not shell.session.debugger.active


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Remove-PSBreakpoint -Id 9", "There is no breakpoint with ID '9'."),
        ("Set-PSBreakpoint / 1", "Cannot set breakpoint on file '/'; only *.ps1 and *.psm1 files are valid."),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert Shell().run(text).errors[0].message == message


# --- tracing --------------------------------------------------------------------------------------------------------------


def test_trace_shows_each_statement_where_it_begins() -> None:
    text = "Set-PSDebug -Trace 1\n$x = 1\nforeach ($i in 1..2) {\n  $x += $i\n}\nif ($x -gt 1) { 'big' }\nSet-PSDebug -Off\n'done'"
    assert Shell().run(text).text == (
        "DEBUG:    2+  >>>> $x = 1\n"
        "DEBUG:    3+ foreach ($i in  >>>> 1..2) {\n"
        "DEBUG:    4+    >>>> $x += $i\n"
        "DEBUG:    4+    >>>> $x += $i\n"
        "DEBUG:    6+ if ( >>>> $x -gt 1) { 'big' }\n"
        "DEBUG:    6+ if ($x -gt 1) {  >>>> 'big' }\n"
        "big\n"
        "DEBUG:    7+  >>>> Set-PSDebug -Off\n"
        "done\n"
    )


def test_trace_of_loops_by_their_conditions() -> None:
    text = "Set-PSDebug -Trace 1\ndo { $x-- } until ($x -le -2)\nfor ($k = 0; $k -lt 1; $k++) { }\nwhile ($k) { $k-- }\nSet-PSDebug -Off"
    marks = [line.split(" >>>> ")[1] for line in Shell().run(text).text.split("\n") if " >>>> " in line]
    assert marks == [
        "$x-- } until ($x -le -2)", "$x -le -2)", "$x-- } until ($x -le -2)", "$x -le -2)",
        "$k = 0; $k -lt 1; $k++) { }", "$k -lt 1; $k++) { }", "$k++) { }", "$k -lt 1; $k++) { }",
        "$k) { $k-- }", "$k-- }", "$k) { $k-- }", "Set-PSDebug -Off",
    ]  # fmt: skip


def test_trace_two_tells_calls_and_assignments() -> None:
    text = "function f($a) {\n  $b = $a * 2\n  return $b\n}\nSet-PSDebug -Trace 2\n$q = f 1\nSet-PSDebug -Off"
    assert Shell().run(text).text == (
        "DEBUG:    6+  >>>> $q = f 1\n"
        "DEBUG:     ! CALL function 'f'\n"
        "DEBUG:    2+    >>>> $b = $a * 2\n"
        "DEBUG:     ! SET $b = '2'.\n"
        "DEBUG:    3+    >>>> return $b\n"
        "DEBUG:     ! SET $q = '2'.\n"
        "DEBUG:    7+  >>>> Set-PSDebug -Off\n"
    )


def test_step_asks_before_each_statement() -> None:
    result = Shell(answers=["y", "a"]).run("Set-PSDebug -Step\n1\n2\n3\nSet-PSDebug -Off")
    assert result.output == [1, 2, 3]
    assert result.text.count("Continue with this operation?") == 2


def test_strict_holds_everywhere() -> None:
    assert Shell().run("Set-PSDebug -Strict; $none").errors[0].fully_qualified_error_id == "VariableIsUndefined"
