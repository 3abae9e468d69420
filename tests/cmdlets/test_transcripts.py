"""Start-Transcript and Stop-Transcript: header, what is kept, footer, and errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pwsh_emu import Shell

RULE = "*" * 22


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(location=tmp_path)


def transcript(tmp_path: Path, name: str = "t.txt") -> str:
    return re.sub(r"\d{14}", "STAMP", (tmp_path / name).read_text(encoding="utf-8"))


def body(tmp_path: Path, name: str = "t.txt") -> str:
    """Return what stands between header and footer."""
    return transcript(tmp_path, name).split(RULE + "\n")[2]


def test_header_and_footer(shell: Shell, tmp_path: Path) -> None:
    result = shell.run("Start-Transcript ./t.txt; Stop-Transcript")
    assert result.text == f"Transcript started, output file is ./t.txt\nTranscript stopped, output file is {tmp_path}/t.txt\n"
    lines = transcript(tmp_path).split("\n")
    assert lines[:3] == [RULE, "PowerShell transcript start", "Start time: STAMP"]
    keys = [line.split(":")[0] for line in lines[3:18]]
    assert keys == [
        "Username", "RunAs User", "Configuration Name", "Machine", "Host Application", "Process ID", "PSVersion", "PSEdition", "GitCommitId", "OS",
        "Platform", "PSCompatibleVersions", "PSRemotingProtocolVersion", "SerializationVersion", "WSManStackVersion",
    ]  # fmt: skip
    assert "PSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1, 6.0, 7.0" in lines
    assert lines[18:] == [RULE, "Transcript started, output file is ./t.txt", RULE, "PowerShell transcript end", "End time: STAMP", RULE, ""]


def test_it_keeps_what_the_host_shows(shell: Shell, tmp_path: Path) -> None:
    shell.run(
        "Start-Transcript ./t.txt -UseMinimalHeader | Out-Null; 'out'; Write-Host 'a' -NoNewline; Write-Host 'b'; Write-Warning 'w'; Get-Item none"
    )
    shell.run("$null = Stop-Transcript; 'after'")
    assert body(tmp_path) == f"out\nab\nWARNING: w\nGet-Item: Cannot find path '{tmp_path}/none' because it does not exist.\n"


def test_colours_and_trailing_blanks_are_left_out(shell: Shell, tmp_path: Path) -> None:
    shell.run('$null = Start-Transcript ./t.txt -UseMinimalHeader; $Host.UI.WriteLine("`e[31mred`e[0m  "); $null = Stop-Transcript')
    assert body(tmp_path) == "red\n"


def test_append_no_clobber_and_overwriting(shell: Shell, tmp_path: Path) -> None:
    once = "$null = Start-Transcript ./t.txt -UseMinimalHeader {0}; {1}; $null = Stop-Transcript"
    shell.run(once.format("", "1"))
    shell.run(once.format("-Append", "2"))
    assert transcript(tmp_path).count("PowerShell transcript start") == 2
    shell.run(once.format("", "3"))
    assert body(tmp_path) == "3\n"
    result = shell.run("Start-Transcript ./t.txt -NoClobber")
    assert result.errors[0].message == f"File {tmp_path}/t.txt already exists and NoClobber was specified."
    assert result.errors[0].fully_qualified_error_id == "NoClobber,Microsoft.PowerShell.Commands.StartTranscriptCommand"


def test_a_folder_gets_a_name_of_its_own(shell: Shell, tmp_path: Path) -> None:
    shell.run("$null = Start-Transcript -OutputDirectory ./new; 'x'; $null = Stop-Transcript")
    [made] = (tmp_path / "new").iterdir()
    assert re.fullmatch(r"PowerShell_transcript\..+\..{8}\.\d{14}\.txt", made.name)


def test_two_at_a_time_end_in_reverse_order(shell: Shell, tmp_path: Path) -> None:
    shell.run(
        "$null = Start-Transcript ./a.txt -UseMinimalHeader; 1; $null = Start-Transcript ./b.txt -UseMinimalHeader; 2; $null = Stop-Transcript; 3"
    )
    shell.run("$null = Stop-Transcript")
    assert body(tmp_path, "a.txt") == "1\n2\n3\n"
    assert body(tmp_path, "b.txt") == "2\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Stop-Transcript", "An error occurred stopping transcription: The host is not currently transcribing."),
        ("Start-Transcript /", "Transcription cannot be started due to the error: File path / resolves to a directory."),
        ("Start-Transcript variable:x", "The current provider (Variable) cannot open a file."),
    ],
)
def test_errors(shell: Shell, text: str, message: str) -> None:
    assert shell.run(text).errors[0].message == message


def test_what_if_starts_none(shell: Shell, tmp_path: Path) -> None:
    result = shell.run("Start-Transcript ./t.txt -WhatIf")
    assert result.text == f'What if: Performing the operation "Start-Transcript" on target "{tmp_path}/t.txt".\n'
    assert not (tmp_path / "t.txt").exists()


def test_at_the_prompt_commands_stand_behind_the_prompt(tmp_path: Path) -> None:
    import io

    from pwsh_emu.cli import main

    path = tmp_path / "t.txt"
    text = f"Start-Transcript {path} -UseMinimalHeader -IncludeInvocationHeader | Out-Null\n1 + 1\nStop-Transcript\nexit\n"
    main(["-NoProfile", "-WorkingDirectory", str(tmp_path)], io.StringIO(text), io.StringIO(), io.StringIO())
    header = f"{RULE}\nCommand start time: STAMP\n{RULE}\n"
    shown = f"PS {tmp_path}>\n{header}PS>1 + 1\n2\nPS {tmp_path}>\n{header}PS>Stop-Transcript\n"
    assert shown in transcript(tmp_path)
