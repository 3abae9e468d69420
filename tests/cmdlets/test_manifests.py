"""New-ModuleManifest and Test-ModuleManifest."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


def test_what_is_written_reads_back(shell: Shell) -> None:
    shell.run("New-ModuleManifest /m.psd1 -ModuleVersion 2.1 -Author \"o'neil\" -FunctionsToExport A, B -Tags x, y -PrivateData @{ K = 'v' }")
    shell.run("$d = Import-PowerShellDataFile /m.psd1")
    assert shell.run("$d.ModuleVersion; $d.Author; $d.FunctionsToExport; $d.PrivateData.PSData.Tags; $d.PrivateData.K; $d.Copyright").output == [
        "2.1", "o'neil", "A", "B", "x", "y", "v", "(c) o'neil. All rights reserved.",
    ]  # fmt: skip


def test_exports_are_wildcards_only_where_there_is_a_module(shell: Shell) -> None:
    shell.run("New-ModuleManifest /a.psd1; New-ModuleManifest /b.psd1 -RootModule b.psm1")
    read = "(Import-PowerShellDataFile {}).CmdletsToExport"
    assert shell.run(f"@({read.format('/a.psd1')}).Count; {read.format('/b.psd1')}").output == [0, "*"]


def test_long_lists_go_on_in_the_next_line(shell: Shell) -> None:
    shell.run("New-ModuleManifest /m.psd1 -FunctionsToExport ('a' * 40), ('b' * 40)")
    assert shell.run("(Get-Content /m.psd1) -match 'aaa|bbb' | ForEach-Object ToString").output == [
        f"FunctionsToExport = '{'a' * 40}', ",
        f"               '{'b' * 40}'",
    ]


def test_a_good_manifest_is_described(shell: Shell) -> None:
    shell.run("New-ModuleManifest /m.psd1 -ModuleVersion 1.2 -FunctionsToExport A -LicenseUri 'https://x.y/z'; $m = Test-ModuleManifest /m.psd1")
    assert shell.run("$m.Name; $m.Version.ToString(); $m.ExportedFunctions.Keys; $m.LicenseUri.Host; $m.ModuleType.ToString()").output == [
        "m", "1.2", "A", "x.y", "Manifest",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prepare", "script", "error_id"),
    [
        ("", "New-ModuleManifest /m.txt", "Modules_InvalidModuleManifestPath"),
        ("", "Test-ModuleManifest /m.psd1", "Modules_ModuleNotFound"),
        ("'@{}' > /m.psd1", "Test-ModuleManifest /m.psd1", "Modules_MissingModuleVersion"),
        ("'@{' > /m.psd1", "Test-ModuleManifest /m.psd1", "Modules_InvalidManifest"),
        ("New-ModuleManifest /m.psd1 -RootModule none.psm1", "Test-ModuleManifest /m.psd1", "Modules_InvalidRootModuleInModuleManifest"),
    ],
)
def test_what_is_wrong_is_said(shell: Shell, prepare: str, script: str, error_id: str) -> None:
    shell.run(prepare)
    assert [error.error_id for error in shell.run(script).errors] == [error_id]


def test_types_and_formats_of_a_module_are_loaded(shell: Shell) -> None:
    members = "<ScriptProperty><Name>Twice</Name><GetScriptBlock>$this.A * 2</GetScriptBlock></ScriptProperty>"
    shell.run(f"'<Types><Type><Name>My.T</Name><Members>{members}</Members></Type></Types>' > /t.ps1xml")
    shell.run("New-ModuleManifest /m.psd1 -TypesToProcess t.ps1xml; Import-Module /m.psd1")
    assert shell.run("([pscustomobject]@{ PSTypeName = 'My.T'; A = 4 }).Twice").output == [8]
