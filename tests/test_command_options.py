"""Options of the command line that give a text its arguments, a folder, formats and settings."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pwsh_emu.cli import main


def _run(*arguments: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    code = main(["-NoProfile", *arguments], io.StringIO(""), out, errors)
    return code, out.getvalue(), errors.getvalue()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("-CommandWithArgs", "$args.Count; $args[0]", "a b", "c"), "2\na b\n"),
        (("-cwa", "param([int] $n, [switch] $on) $n * 2; $on.IsPresent", "-n", "4", "-on:$true"), "8\nTrue\n"),
        (("-cwa", "5"), "5\n"),
        (("-InputFormat", "Text", "-c", "6"), "6\n"),
    ],
)
def test_a_text_and_its_arguments(arguments: tuple[str, ...], wanted: str) -> None:
    assert _run(*arguments) == (0, wanted, "")


def test_the_exit_code_of_a_text_with_arguments() -> None:
    assert _run("-cwa", "exit $args[0]", "3")[0] == 3
    assert _run("-cwa", "throw $args[0]", "3")[0] == 1


def test_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _run("-WorkingDirectory", "~", "-Command", "$PWD.Path") == (0, f"{tmp_path}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-InputFormat", "other", "-c", "1"), '"other" for -InputFormat'),
        (("-SettingsFile", "none.json", "-c", "1"), "-SettingsFile 'none.json' failed because the file does not exist."),
        (("-cwa",), "missing parameter"),
    ],
)
def test_options_that_cannot_be_used(arguments: tuple[str, ...], message: str) -> None:
    code, _, errors = _run(*arguments)
    assert code == 64
    assert message in errors
