"""$input is an enumerator: it can be moved by hand and set back (about_Automatic_Variables)."""

from __future__ import annotations

from shellruns import said

from pwsh_emu import Shell


def test_reset_gives_the_input_again(shell: Shell) -> None:
    assert said(shell, 'function f { "$input"; "$input"; $input.Reset(); "$input" }; 1, 2 | f') == ["1 2", "", "1 2"]


def test_current_is_empty_before_the_first_move(shell: Shell) -> None:
    text = 'function f { process { "<$($input.Current)>"; $null = $input.MoveNext(); "<$($input.Current)>" } }; 1, 2 | f'
    assert said(shell, text) == ["<>", "<1>", "<>", "<2>"]
