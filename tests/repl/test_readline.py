"""PSReadLine's cmdlets: a profile that sets them works, and some of them change how one types."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from pwsh_emu.console import ConsoleHost
from pwsh_emu.interactive import run_line
from pwsh_emu.repl.loop import Repl
from pwsh_emu.shell import build_session


class Terminal:
    """A terminal shell that runs lines without keys."""

    def __init__(self, keyboard: object) -> None:
        self.out, self.errors = io.StringIO(), io.StringIO()
        self.host = ConsoleHost(io.StringIO(), self.out, self.errors)
        self.repl = Repl(build_session(self.host), self.host, input=keyboard, output=DummyOutput(), history=InMemoryHistory())

    def run(self, text: str) -> str:
        self.out.truncate(0)
        self.out.seek(0)
        run_line(self.repl.session, self.host, text)
        return self.out.getvalue()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with create_pipe_input() as keyboard:
        yield Terminal(keyboard)


def test_the_lines_of_a_usual_profile_run(terminal: Terminal) -> None:
    profile = """
Set-PSReadLineOption -EditMode Emacs -PredictionSource History -PredictionViewStyle ListView -HistoryNoDuplicates
Set-PSReadLineOption -Colors @{ Command = 'Yellow'; Parameter = "`e[32m" } -BellStyle None
Set-PSReadLineKeyHandler -Key Tab -Function MenuComplete
Set-PSReadLineKeyHandler -Chord 'Ctrl+d' -ScriptBlock { 'x' } -BriefDescription Leave
Remove-PSReadLineKeyHandler -Key Escape
"""
    assert terminal.run(profile) == ""
    assert terminal.errors.getvalue() == ""
    assert terminal.run("(Get-PSReadLineOption).BellStyle; (Get-PSReadLineOption).Colors.Command; (Get-PSReadLineOption).PredictionViewStyle") == (
        "None\nYellow\nListView\n"
    )
    assert terminal.run("(Get-PSReadLineKeyHandler -Chord Ctrl+d).Function; (Get-PSReadLineKeyHandler).Key -contains 'Escape'") == "Leave\nFalse\n"


def test_options_take_effect(terminal: Terminal) -> None:
    prompts = terminal.repl.prompts
    terminal.run("Set-PSReadLineOption -EditMode Vi -PredictionSource None -ContinuationPrompt '.. '")
    assert prompts.editing_mode == EditingMode.VI
    assert prompts.auto_suggest is None
    assert terminal.repl._continuation(80, 1, False)[0][1] == ".. "
    terminal.run("Set-PSReadLineKeyHandler -Key UpArrow -Function HistorySearchBackward")
    assert prompts.enable_history_search is True


def test_a_value_that_is_none_is_refused(terminal: Terminal) -> None:
    terminal.run("Set-PSReadLineOption -EditMode Word")
    assert "Cannot validate argument on parameter 'EditMode'" in terminal.errors.getvalue()
