"""Patterns without a match, tails, names with brackets, links and drives' own locations in the cmdlets for items and content."""

from __future__ import annotations

from pathlib import Path

from pwsh_emu import Shell


def test_get_content_reports_a_pattern_without_a_match() -> None:
    shell = Shell(sandbox=True)
    shell.run("Set-Content /t.txt a")
    found = shell.run('Get-Content /none*.txt, /t.txt | ForEach-Object { "$_" }; $Error[0].FullyQualifiedErrorId; $Error[0].TargetObject')
    assert found.output == ["a", "ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand", "/none*.txt"]


def test_tail_is_for_files_only() -> None:
    text = "try { Get-Content Variable:/PSHOME -Tail 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }"
    assert Shell(sandbox=True).run(text).output == ["TailNotSupported,Microsoft.PowerShell.Commands.GetContentCommand"]


def test_bytes_have_no_encoding() -> None:
    text = "Set-Content /b.txt a; $null = Get-Content /b.txt -AsByteStream -Encoding Unicode -WarningVariable w 3>$null; $w.Message"
    assert Shell(sandbox=True).run(text).output == ["Encoding not used when '-AsByteStream' specified."]


def test_brackets_that_are_not_closed_are_part_of_a_name() -> None:
    text = "'[', 'du[[ck', 'du][ck' | ForEach-Object { $null = New-Item -ItemType Directory \"/$_\"; Test-Path \"/$_\" }; Test-Path '/du[ck'"
    assert Shell(sandbox=True).run(text).output == [True, True, True, False]


def test_a_drive_without_a_slash_is_its_own_location() -> None:
    shell = Shell(sandbox=True)
    shell.run("$null = mkdir /r/inner; $null = New-PSDrive D FileSystem /r; Push-Location D:/inner; $null = New-Item -Name f.txt -Path D:")
    assert shell.run("Test-Path /r/inner/f.txt; $null = New-Item -Name g.txt -Path 'D:\\'; Test-Path /r/g.txt").output == [True, True]


def test_links_of_both_kinds(tmp_path: Path) -> None:
    shell = Shell()
    shell.run(f"Set-Location '{tmp_path}'; Set-Content t.txt a; $null = New-Item h -ItemType HardLink -Value t.txt; $null = mkdir sub")
    assert (tmp_path / "h").stat().st_ino == (tmp_path / "t.txt").stat().st_ino
    assert shell.run("(Get-Item h).LinkType; $null -eq (Get-Item h).Target; Add-Content h b; (Get-Content t.txt).Count").output == [
        "HardLink",
        True,
        2,
    ]
    assert shell.run("$null = New-Item s -ItemType SymbolicLink -Value .\\sub; (Get-Item s).Target; (Get-Item s).PSIsContainer").output == [
        "./sub",
        True,
    ]
