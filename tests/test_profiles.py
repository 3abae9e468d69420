"""Profiles run before anything else, and whatever happens in them does not keep the session from starting."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pwsh_emu import Shell, profiles
from pwsh_emu.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own profiles."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(profiles, "POWERSHELL_HOME", str(tmp_path / "all"))
    for part in ("powershell", "all"):
        (tmp_path / part).mkdir()
    return tmp_path / "powershell"


def run(arguments: list[str], stdin: str = "") -> tuple[str, str, int]:
    out, errors = io.StringIO(), io.StringIO()
    code = main(arguments, io.StringIO(stdin), out, errors)
    return out.getvalue(), errors.getvalue(), code


def test_all_four_run_in_order(folder: Path) -> None:
    for place in (folder, folder.parent / "all"):
        for name in ("profile.ps1", "Microsoft.PowerShell_profile.ps1"):
            (place / name).write_text(f"'{place.name} {name[0]}'")
    assert run(["-Command", "'command'"])[0] == "all p\nall M\npowershell p\npowershell M\ncommand\n"


def test_what_a_profile_defines_stays(folder: Path) -> None:
    (folder / "profile.ps1").write_text('$kept = 1; function hey { "hey $args" }; Set-Alias h hey; $PSCommandPath -eq $PROFILE.CurrentUserAllHosts')
    script = folder / "script.ps1"
    script.write_text("h $kept")
    assert run([str(script)])[0] == "True\nhey 1\n"
    assert run(["-NoLogo"], "h $kept\n")[0].startswith("True\nPS ")
    assert run(["-Command", "-"], "h $kept\n")[0] == "True\nhey 1\n"


def test_without_profiles_nothing_of_them_runs(folder: Path) -> None:
    (folder / "profile.ps1").write_text("'profile'")
    assert run(["-NoProfile", "-Command", "'command'"])[0] == "command\n"
    assert Shell().run("'library'").text == "library\n"


@pytest.mark.parametrize(
    ("profile", "error"),
    [
        ("exit 3", ""),
        ("throw 'no'", "no"),
        ("Get-Item nowhere", "Cannot find path"),
        ("if (", "Missing"),
        ("Set-PSReadLineOption -EditMode Emacs -Colors @{ Command = 'red' }; Set-PSReadLineKeyHandler -Key Tab -Function MenuComplete", ""),
        ("Import-Module PSReadLine", ""),
        ("function prompt { '> ' }", ""),
    ],
)
def test_the_session_starts_whatever_a_profile_does(folder: Path, profile: str, error: str) -> None:
    (folder / "profile.ps1").write_text(profile)
    (folder / "Microsoft.PowerShell_profile.ps1").write_text("'next'")
    out, errors, code = run(["-Command", '"$?"'])
    assert (out, code) == ("next\nTrue\n", 0)
    assert error in errors and (error != "" or errors == "")


def test_the_prompt_of_a_profile_is_shown_at_once(folder: Path) -> None:
    (folder / "profile.ps1").write_text("'loaded'; function prompt { '> ' }")
    assert run([], "1\n")[0] == "PowerShell 7.6.5\nloaded\n> 1\n1\n> "


def test_slow_profiles_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "SLOW", -1)
    (folder / "profile.ps1").write_text("1")
    assert run([])[1].startswith("Loading personal and system profiles took ")
    assert run(["-NoProfileLoadTime"])[1] == ""
    assert run(["-NoLogo"])[1] == ""
    assert run(["-Command", "1"])[1] == ""


def test_a_time_limit_holds_in_profiles(folder: Path) -> None:
    (folder / "profile.ps1").write_text("while ($true) { }")
    out, errors, code = run(["--time-limit", "0.5", "-Command", "'command'"])
    assert (out, code) == ("", 124)
    assert "ran longer than the limit" in errors


def test_the_variable_names_all_four(folder: Path) -> None:
    result = Shell().run("$PROFILE; $PROFILE.AllUsersAllHosts; $PROFILE.AllUsersCurrentHost; $PROFILE.CurrentUserAllHosts; $PROFILE -is [string]")
    shared = f"{folder.parent}/all"
    assert result.text.splitlines() == [
        f"{folder}/Microsoft.PowerShell_profile.ps1", f"{shared}/profile.ps1", f"{shared}/Microsoft.PowerShell_profile.ps1",
        f"{folder}/profile.ps1", "True",
    ]  # fmt: skip
