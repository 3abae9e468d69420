"""`pwsh-emu ast`: what it prints for files, and what bad input gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu.language import ast_command
from pwsh_emu.language.printer import number_text, quoted


def test_each_file_has_its_heading(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    good, bad = tmp_path / "good.ps1", tmp_path / "bad.ps1"
    good.write_bytes(b"\xef\xbb\xbf1")
    bad.write_text("(1\n")
    assert ast_command.main([str(good), str(bad)]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines() == [
        f"=== {good}",
        "ScriptBlock [0,1)",
        "  NamedBlock [0,1) is=End unnamed",
        "    Pipeline [0,1)",
        "      CommandExpression [0,1)",
        '        ConstantExpression [0,1) type=Int32 value="1"',
        f"=== {bad}",
        "! MissingEndParenthesisInExpression [2,2) \"Missing closing ')' in expression.\"",
    ]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ast_command.main([str(tmp_path / "none.ps1")]) == 1
    assert "none.ps1: No such file or directory" in capsys.readouterr().err


def test_without_files_it_tells_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert ast_command.main([]) == 2
    assert capsys.readouterr().err.startswith("usage:")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e20, "1E+20"),
        (1e16, "10000000000000000"),
        (1e-5, "1E-05"),
        (0.0001, "0.0001"),
        (-0.0, "-0"),
        (1.5, "1.5"),
        (True, "True"),
        (1.2345678901234568e17, "1.2345678901234568E+17"),
    ],
)
def test_numbers_are_written_as_dotnet_writes_them(value: float, text: str) -> None:
    assert number_text(value) == text


def test_strings_are_quoted_on_one_line() -> None:
    assert quoted('a"\\\n\x01\U0001f600é') == '"a\\"\\\\\\n\\u0001\\ud83d\\ude00é"'
