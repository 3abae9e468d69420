"""The terminal shell, driven through prompt_toolkit's pipe input."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.output import DummyOutput

from pwsh_emu import deepthread
from pwsh_emu.console import ConsoleHost
from pwsh_emu.repl.completer import ShellCompleter
from pwsh_emu.repl.loop import Repl, history_path, open_history
from pwsh_emu.shell import build_session

Typed = Callable[..., tuple[str, str, int]]


@pytest.fixture
def typed() -> Typed:
    """Type keys into a fresh shell, more once the shell is ready for them; gives what it wrote, its errors and its exit code."""

    def feed(repl: Repl, keyboard: PipeInput, later: tuple[tuple[Callable[[Repl], bool], str], ...]) -> None:
        for ready, keys in later:
            give_up = time.monotonic() + 20
            while not ready(repl) and time.monotonic() < give_up:
                time.sleep(0.01)
            keyboard.send_text(keys)

    def run(keys: str, *later: tuple[Callable[[Repl], bool], str], history: InMemoryHistory | None = None) -> tuple[str, str, int]:
        stdout, stderr = io.StringIO(), io.StringIO()
        code = 0

        def call() -> int:
            nonlocal code
            with create_pipe_input() as keyboard:
                keyboard.send_text(keys)
                host = ConsoleHost(io.StringIO(), stdout, stderr)
                repl = Repl(build_session(host), host, input=keyboard, output=DummyOutput(), history=history or InMemoryHistory())
                threading.Thread(target=feed, args=(repl, keyboard, later), daemon=True).start()
                code = repl.run()
                host.flush()
            return 0

        deepthread.call(call)
        return stdout.getvalue(), stderr.getvalue(), code

    return run


def test_the_main_job_at_the_prompt(typed: Typed) -> None:
    out, errors, code = typed("Set-TransportConfig -AllowLegacyTLSClients $true\r(Get-TransportConfig).AllowLegacyTLSClients\rexit 3\r")
    assert (out, errors, code) == ("True\n", "", 3)


def test_a_statement_ends_when_it_is_complete(typed: Typed) -> None:
    out, errors, _ = typed("foreach ($i in 1..2) {\r\"turn $i\"\r}\r'after'\rexit\r")
    assert (out, errors) == ("turn 1\nturn 2\nafter\n", "")


def test_errors_do_not_end_the_shell(typed: Typed) -> None:
    out, errors, _ = typed("1/0\rGet-Nothing\rif ($x) { ) }\r'still here'\rexit\r")
    assert out == "still here\n"
    assert "Attempted to divide by zero." in errors
    assert "'Get-Nothing' is not recognized" in errors
    assert "ParserError" in errors


def test_control_c_drops_the_line_and_control_d_ends(typed: Typed) -> None:
    out, _, code = typed("'dropped'\x03'kept'\r\x04")
    assert (out, code) == ("kept\n", 0)


def test_tab_completes_commands(typed: Typed) -> None:
    completed = (lambda repl: repl.prompts.default_buffer.text == "(Get-TransportConfig", ").MaxReceiveSize.Length -gt 0\rexit\r")
    out, _, _ = typed("(Get-TransportConf\t", completed)
    assert out == "True\n"


def test_enter_runs_what_tab_put_where_it_was_the_only_match(typed: Typed) -> None:
    completed = (lambda repl: repl.prompts.default_buffer.text == "'four'.Length", "\rexit\r")
    out, _, _ = typed("'four'.leng\t", completed)
    assert out == "4\n"


def test_escape_drops_the_line_and_the_next_key_is_typed(typed: Typed) -> None:
    typed_in = (lambda repl: repl.prompts.default_buffer.text == "'dropped'", "\x1b")
    dropped = (lambda repl: repl.prompts.default_buffer.text == "", "c\x7f'kept'\rexit\r")
    out, _, _ = typed("'dropped'", typed_in, dropped)
    assert out == "kept\n"


def test_escape_moves_in_the_edit_mode_of_vi(typed: Typed) -> None:
    in_vi = (lambda repl: repl.prompts.app.editing_mode == EditingMode.VI and not repl.prompts.default_buffer.text, "'abcd'")
    typed_in = (lambda repl: repl.prompts.default_buffer.text == "'abcd'", "\x1b")
    moving = (lambda repl: repl.prompts.app.vi_state.input_mode == InputMode.NAVIGATION, "hx\rexit\r")
    out, _, _ = typed("Set-PSReadLineOption -EditMode Vi\r", in_vi, typed_in, moving)
    assert out == "abc\n"


def test_explanations_that_repeat_the_name_are_not_shown() -> None:
    session = build_session(ConsoleHost(io.StringIO(), io.StringIO(), io.StringIO()))
    found = ShellCompleter(session).get_completions(Document("Get-Uniq"), CompleteEvent())
    assert [(one.text, one.display_meta_text) for one in found] == [("Get-Unique", "")]
    found = ShellCompleter(session).get_completions(Document("Get-Date -Form"), CompleteEvent())
    assert [(one.text, one.display_meta_text) for one in found] == [("-Format", "[System.String] Format")]


def test_history_goes_up_and_is_kept(typed: Typed) -> None:
    history = InMemoryHistory()
    loaded = (lambda repl: len(repl.prompts.default_buffer._working_lines) > 1 and not repl.prompts.default_buffer.text, "\x1b[A\rexit\r")
    out, _, _ = typed("'first'\r", loaded, history=history)
    assert out == "first\nfirst\n"
    assert list(history.get_strings())[:1] == ["'first'"]


def test_history_file_is_kept_between_runs(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    open_history().append_string("Get-Date")
    assert history_path().startswith(str(tmp_path))
    assert list(open_history().load_history_strings()) == ["Get-Date"]
