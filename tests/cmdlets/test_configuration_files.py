"""The files of role capabilities and session configurations."""

from __future__ import annotations

from pwsh_emu import Shell


def test_role_capabilities() -> None:
    shell = Shell(sandbox=True)
    shell.run("cd (mkdir d); New-PSRoleCapabilityFile r.psrc -VisibleCmdlets 'A', @{ Name = 'B'; Parameters = @{ Name = 'C' } }")
    lines = shell.run("Get-Content r.psrc | ForEach-Object ToString").output
    assert lines[:3] == ["@{", "", "# ID used to uniquely identify this document"]
    at = lines.index("# Cmdlets to make visible when applied to a session")
    assert lines[at + 1 : at + 6] == ["VisibleCmdlets = 'A', @{", "    'Name' = 'B'", "    'Parameters' = @{", "        'Name' = 'C' } }", ""]
    assert lines[-2:] == ["}", ""]
    assert shell.run("(Import-PowerShellDataFile r.psrc).VisibleCmdlets[1].Parameters.Name").output == ["C"]
    assert [error.error_id for error in shell.run("New-PSRoleCapabilityFile r.txt").errors] == ["InvalidRoleCapabilityFilePath"]


def test_session_configurations() -> None:
    shell = Shell(sandbox=True)
    make = "New-PSSessionConfigurationFile /s.pssc -SessionType RestrictedRemoteServer -RunAsVirtualAccount -FunctionDefinitions "
    shell.run(make + "@{ Name = 'F'; ScriptBlock = { param($a) $a } }")
    lines = shell.run("Get-Content /s.pssc | ForEach-Object ToString").output
    assert [line for line in lines if line and not line.startswith(("#", "GUID", "Author"))] == [
        "@{", "SchemaVersion = '2.0.0.0'", "SessionType = 'RestrictedRemoteServer'", "RunAsVirtualAccount = $true", "FunctionDefinitions = @{",
        "    'Name' = 'F'", "    'ScriptBlock' = { param($a) $a } }", "}",
    ]  # fmt: skip
    assert shell.run("New-PSSessionConfigurationFile /f.pssc -Full; (Import-PowerShellDataFile /f.pssc).LanguageMode").output == ["FullLanguage"]
