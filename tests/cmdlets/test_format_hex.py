"""Format-Hex: the lines it gives, files from the pipeline, and paths that are not there."""

from __future__ import annotations

from shellruns import said

from pwsh_emu import Shell


def test_lines_have_a_type_and_a_text(shell: Shell) -> None:
    assert said(shell, "('ab' | Format-Hex) -is [Microsoft.PowerShell.Commands.ByteCollection]") == [True]
    assert said(shell, "[string](Format-Hex -InputObject ([byte[]](0, 65, 7)))") == [f"{'0' * 20}   00 41 07 {' ' * 39}  A\ufffd{' ' * 13}"]
    assert said(shell, "[string]('x' * 16 | Format-Hex)") == [f"{'0' * 20}   {'78 ' * 16} {'x' * 16}\n"]


def test_files_come_through_the_pipeline(shell: Shell) -> None:
    shell.run("Set-Content /f.txt 'hello' -NoNewline")
    assert said(shell, "Get-Item /f.txt | Format-Hex | ForEach-Object { $_.HexBytes; $_.Path }") == ["68 65 6C 6C 6F", "/f.txt"]
    assert said(shell, "(1, (Get-Item /f.txt), 2 | Format-Hex).Bytes.Count") == [13]


def test_a_missing_file_is_not_found_and_the_others_are_read(shell: Shell) -> None:
    shell.run("Set-Content /f.txt 'A' -NoNewline")
    result = shell.run("(Format-Hex /nope.txt, /f.txt).HexBytes")
    assert list(result.output) == ["41"]
    assert [error.error_id for error in result.errors] == ["FileNotFound"]
