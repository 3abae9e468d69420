"""Where items go and where they stay: wildcards of New-Item, an item's own name, attributes as alternatives, stacks of locations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell
from tests.caserunner import run_command_line


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    for name in ("One", "Two"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.txt").write_text("a")
    return Shell(connected=False, location=tmp_path)


def test_a_name_goes_into_every_folder_that_a_path_matches(shell: Shell, tmp_path: Path) -> None:
    made = shell.run("New-Item -Path ./*w* -Name new.txt -ItemType File | ForEach-Object FullName")
    assert made.output == [f"{tmp_path}/Two/new.txt"]
    assert shell.run("New-Item -Path '[OT]*' -Name b.txt | ForEach-Object { $_.Directory.Name }").output == ["One", "Two"]
    assert shell.run("New-Item -Path none* -Name b.txt").output == []


def test_without_a_name_a_path_is_taken_as_it_is_written(shell: Shell, tmp_path: Path) -> None:
    shell.run("New-Item -Path 'x[1].txt' -ItemType File")
    assert (tmp_path / "x[1].txt").exists()


def test_a_file_may_take_its_own_name(shell: Shell, tmp_path: Path) -> None:
    for script in ("Rename-Item a.txt a.txt", "Rename-Item a.txt a.txt -Force", "Move-Item a.txt a.txt", "Move-Item a.txt a.txt -Force"):
        assert shell.run(script).errors == []
        assert (tmp_path / "a.txt").read_text() == "a"


def test_a_folder_may_not(shell: Shell) -> None:
    assert shell.run("Rename-Item One One").errors[0].exception.message == "Source and destination path must be different."


@pytest.mark.parametrize("attributes", ["Directory, Hidden", "'Directory', 'Hidden'", "Directory, Directory+Hidden", "@('Directory')", "Directory"])
def test_attributes_are_alternatives(shell: Shell, attributes: str) -> None:
    assert shell.run(f"Get-ChildItem -Attributes {attributes} -Name").output == ["One", "Two"]


def test_an_array_stays_wrong_for_one_value(shell: Shell) -> None:
    assert "Specified method is not supported." in shell.run("Get-ChildItem -Filter a, b").errors[0].exception.message


def test_stacks_that_are_not_there(shell: Shell) -> None:
    error = shell.run("Set-Location -StackName Nope").errors[0]
    assert error.fully_qualified_error_id == "StackNotFound,Microsoft.PowerShell.Commands.SetLocationCommand"
    message = shell.run("Get-Location -StackName Nope").errors[0].exception.message
    assert message.startswith('Cannot process argument because the value of argument "stackName" is not valid.')
    assert shell.run(
        "Set-Location -StackName default; Push-Location One -StackName S; Set-Location -StackName S; (Get-Location -Stack).Count"
    ).output == [1]


@pytest.mark.parametrize("name", ["a:b", "a/b", r"a\b", "a.b", "~"])
def test_drives_have_plain_names(shell: Shell, name: str) -> None:
    error = shell.run(f"New-PSDrive -Name '{name}' -PSProvider FileSystem -Root .").errors[0]
    assert error.exception.message.startswith("Cannot process the drive name because the drive name contains one or more")
    assert shell.run("@(Get-PSDrive -PSProvider FileSystem).Count").output == [2]


def test_attributes_alone_can_be_cleared(shell: Shell) -> None:
    assert shell.run("Clear-ItemProperty a.txt -Name LastWriteTime").errors[0].exception.message == (
        "The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared."
    )


def test_one_answer_serves_for_all_folders_that_hold_something(tmp_path: Path) -> None:
    for name in ("One", "Two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text("x")
    ran = run_command_line(["-NoProfile", "-Command", "Remove-Item One, Two; 'end'"], str(tmp_path), "A\n")
    assert ran["stdout"].count("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help") == 1
    assert ran["stdout"].endswith("end\n")
    assert list(tmp_path.iterdir()) == []


def test_questions_are_broken_at_words(tmp_path: Path) -> None:
    text = "$Host.UI.PromptForChoice('Title', ('word ' * 20 + 'x' * 90).Trim(), ('&Yes', '&No'), 1)"
    ran = run_command_line(["-NoProfile", "-Command", text], str(tmp_path), "y\n")
    lines = ran["stdout"].split("\n")[2:6]
    assert lines == ["word " * 15 + "word", " " + "word " * 4, "x" * 79, "x" * 11]
