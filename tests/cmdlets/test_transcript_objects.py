"""What Stop-Transcript gives, what Out-Default -Transcript does, and which paths are valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


def test_both_ends_of_a_transcript_name_its_file(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    code = f'$first = Start-Transcript {file}; $last = Stop-Transcript; $first.Path; $last.Path; "$last"'
    assert [str(one) for one in Shell().run(code).output] == [str(file), str(file), f"Transcript stopped, output file is {file}"]


def test_what_goes_to_the_transcript_is_output_too(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    result = Shell().run(f"$null = Start-Transcript {file}; $got = 'only there', 2 | Out-Default -Transcript; $null = Stop-Transcript; $got")
    assert result.output == ["only there", 2]
    assert "only there\n2\n***" in file.read_text()


@pytest.mark.parametrize(
    ("path", "valid"),
    [
        ("''", False),
        ("' '", False),
        ("'no-drive:/a'", False),
        ("env:x", True),
        ("variable:x", True),
        ("Temp:/a", True),
        ("a/b", True),
        ("'a/x:y'", False),
    ],
)
def test_a_valid_path_has_a_drive_that_is_there(path: str, valid: bool) -> None:
    assert Shell().run(f"Test-Path -IsValid {path}").output == [valid]


def test_commands_of_a_runspace_stand_in_its_transcript(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    code = f"""
        $ps = [powershell]::Create()
        foreach ($text in 'Start-Transcript -IncludeInvocationHeader {file}', '1 + 1', 'Stop-Transcript') {{
            $null = $ps.AddScript($text).Invoke(); $ps.Commands.Clear()
        }}
    """
    Shell().run(code)
    lines = file.read_text().splitlines()
    assert "PS>1 + 1" in lines
    assert "Command start time:" in lines[lines.index("PS>1 + 1") - 2]
