"""[Console] and $Host.UI: writers, readers, sizes and questions."""

from __future__ import annotations

import io

import pytest

from pwsh_emu import Shell
from pwsh_emu.cli import main


@pytest.fixture
def shell() -> Shell:
    return Shell()


def test_writers_write_where_they_say(shell: Shell) -> None:
    result = shell.run("[Console]::Write('a{0}', 1); [Console]::WriteLine(); [Console]::Out.WriteLine([char]'b'); [Console]::Error.WriteLine('e')")
    assert result.text == "a1\nb\n"
    assert result.error_text == "e\n"


def test_out_can_be_put_elsewhere(shell: Shell) -> None:
    assert shell.run("$w = [System.IO.StringWriter]::new(); [Console]::SetOut($w); [Console]::WriteLine('x'); \"<$w>\"").output == ["<x\n>"]


def test_standard_input_is_read_by_character_line_and_rest() -> None:
    out = io.StringIO()
    text = "[char][Console]::Read(); [Console]::ReadLine(); [Console]::In.Peek(); [Console]::In.ReadToEnd(); $null -eq [Console]::ReadLine()"
    main(["-NoProfile", "-Command", text], io.StringIO("ab\ncd\r\nef"), out, io.StringIO())
    assert out.getvalue() == "a\nb\n99\ncd\r\nef\nTrue\n"


def test_what_needs_a_terminal_says_so(shell: Shell) -> None:
    result = shell.run("[Console]::ReadKey()")
    assert "Cannot read keys when either application does not have a console" in result.errors[0].message
    assert shell.run("[Console]::IsInputRedirected; [Console]::IsOutputRedirected").output == [True, True]


def test_the_window(shell: Shell) -> None:
    assert shell.run('[Console]::WindowWidth; "$($Host.UI.RawUI.BufferSize)"; $Host.UI.RawUI.WindowSize.Height').output == [80, "80,24", 24]
    assert shell.run("$Host.UI.RawUI.WindowTitle = 'mine'; $Host.UI.RawUI.WindowTitle").output == ["mine"]


def test_sizes_are_equal_by_their_numbers(shell: Shell) -> None:
    text = "$t = 'System.Management.Automation.Host.Size' -as [type]; $t::new(1, 2) -eq $t::new(1, 2); \"$($t::new(3, 4))\""
    assert shell.run(text).output == [True, "3,4"]


def test_the_host_as_a_list(shell: Shell) -> None:
    names = [line.split(":")[0].strip() for line in shell.run("$Host").text.split("\n") if " : " in line]
    assert names == [
        "Name", "Version", "InstanceId", "UI", "CurrentCulture", "CurrentUICulture", "PrivateData", "DebuggerEnabled", "IsRunspacePushed", "Runspace",
    ]  # fmt: skip


def test_colours_of_private_data_can_be_set(shell: Shell) -> None:
    assert str(shell.run("$Host.PrivateData.ErrorForegroundColor = 'Blue'; $Host.PrivateData.ErrorForegroundColor").output[0]) == "Blue"


def test_prompt_asks_for_each_field() -> None:
    shell = Shell(answers=["ann", "7"])
    text = "$f = 'Name', 'Age' | % { [System.Management.Automation.Host.FieldDescription]::new($_) }; "
    text += "$r = $Host.UI.Prompt('Who', 'Tell', $f); $r['Name'], $r.Age"
    result = shell.run(text)
    assert result.output == ["ann", "7"]
    assert result.text == "\nWho\nTell\nName: ann\nAge: 7\nann\n7\n"


def test_the_writers_take_values_of_any_kind() -> None:
    done = Shell().run("[Console]::Error.WriteLine(5L); [Console]::Out.WriteLine(5); [Console]::Out.Write(2.5); [Console]::Out.WriteLine($true)")
    assert (done.text, done.error_text) == ("5\n2.5True\n", "5\n")
