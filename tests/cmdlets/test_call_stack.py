"""Get-PSCallStack."""

from __future__ import annotations

from pwsh_emu import Shell


def test_frames_are_listed_innermost_first() -> None:
    shell = Shell(sandbox=True)
    shell.run(
        "function Outer { param($X) Inner 'z' }; function Inner { $script:stack = Get-PSCallStack; $script:all = $stack[1].GetFrameVariables() }"
    )
    shell.run("Outer 5")
    assert shell.run("$stack.Command; $stack.Arguments; $stack[0].Location").output == [
        "Inner",
        "Outer",
        "<ScriptBlock>",
        "{z}",
        "{X=5}",
        "{}",
        "<No file>",
    ]
    assert shell.run("$all.X.Value").output == [5]


def test_a_script_block_has_no_name_of_its_own() -> None:
    assert Shell(sandbox=True).run("& { (Get-PSCallStack)[0].Command }; & { $MyInvocation.MyCommand.CommandType.ToString() }").output == [
        "<ScriptBlock>",
        "Script",
    ]
