"""Export-FormatData: views as a formatting file that can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

_SHOWN = "Get-Item / | Format-List; [timespan] 5; Get-Verb get; 'abc' | Select-String b; Get-Command Get-Item; @{ a = 1 }; $PSStyle"


def test_all_views_do_the_same_after_they_were_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "all.format.ps1xml"
    code = f"""
    $before = & {{ {_SHOWN} }} | Out-String
    Get-FormatData | Export-FormatData -Path '{file}' -IncludeScriptBlock
    Update-FormatData -PrependPath '{file}'
    (& {{ {_SHOWN} }} | Out-String) -ceq $before
    """
    result = Shell().run(code)
    assert result.output == [True]
    assert not result.errors


def test_scripts_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    code = f"""
    Get-FormatData System.IO.FileInfo | Export-FormatData -Path {tmp_path}/a.ps1xml
    $xml = [xml] (Get-Content -Raw {tmp_path}/a.ps1xml)
    $views = $xml.Configuration.ViewDefinitions.View
    $views.Count; $views[0].Name; $views[0].ViewSelectedBy.TypeName -join ' '
    $views[0].TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem[3].ScriptBlock
    """
    assert Shell().run(code).output == [5, "childrenWithUnixStat", "System.IO.DirectoryInfo System.IO.FileInfo", ";"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("-Path {0} -NoClobber", "NoClobber"), ("-LiteralPath env:x", "ReadWriteFileNotFileSystemProvider")],
)
def test_files_that_cannot_be_written(tmp_path: Path, arguments: str, expected: str) -> None:
    file = tmp_path / "there.ps1xml"
    file.touch()
    code = f"try {{ Get-FormatData System.Version | Export-FormatData {arguments.format(file)} }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell().run(code).output == [f"{expected},Microsoft.PowerShell.Commands.ExportFormatDataCommand"]


def test_older_shells_do_not_get_the_views_of_files() -> None:
    code = "@(Get-FormatData System.IO.FileInfo -PowerShellVersion 5.0).Count; @(Get-FormatData System.IO.FileInfo -PowerShellVersion 5.1).Count"
    assert Shell().run(code).output == [0, 1]
