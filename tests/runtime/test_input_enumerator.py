"""$input is an enumerator: it can be moved by hand and set back (about_Automatic_Variables)."""

from __future__ import annotations

from pwsh_emu import Shell


def run(script: str) -> list[object]:
    done = Shell(sandbox=True).run(script)
    assert not done.errors
    return list(done.output)


def test_reset_gives_the_input_again() -> None:
    assert run('function f { "$input"; "$input"; $input.Reset(); "$input" }; 1, 2 | f') == ["1 2", "", "1 2"]


def test_current_is_empty_before_the_first_move() -> None:
    text = 'function f { process { "<$($input.Current)>"; $null = $input.MoveNext(); "<$($input.Current)>" } }; 1, 2 | f'
    assert run(text) == ["<>", "<1>", "<>", "<2>"]
