"""Cmdlets that stand alone: aliases in files, Update-List, Add-Type, the clipboard, experimental features, tracing, runspaces, Unblock-File."""

from __future__ import annotations

from shellruns import error_ids

from pwsh_emu import Shell


def test_aliases_go_through_a_file(shell: Shell) -> None:
    shell.run("Set-Alias zz Get-Date -Description 'say \"when\"'; Export-Alias /a.csv -Name zz; Remove-Alias zz; Import-Alias /a.csv")
    assert shell.run("(Get-Alias zz).Definition; (Get-Alias zz).Description").output == ["Get-Date", 'say "when"']
    assert error_ids(shell, "Import-Alias /a.csv") == ["AliasAlreadyExists"]
    assert error_ids(shell, "'bad' > /b.csv; Import-Alias /b.csv") == ["ImportAliasFileFormatError"]
    assert error_ids(shell, "Export-Alias /a.csv -NoClobber") == ["NoClobber"]


def test_aliases_can_be_a_script(shell: Shell) -> None:
    shell.run("Export-Alias /a.ps1 -Name gci -As Script")
    assert str(shell.run("Get-Content /a.ps1 -Tail 1 | ForEach-Object ToString").output[0]).startswith('set-alias -Name:"gci" -Value:"Get-ChildItem"')


def test_lists_of_properties_are_updated(shell: Shell) -> None:
    shell.run("$o = [pscustomobject]@{ L = [Collections.ArrayList]@(1, 2, 3); A = @(1, 2) }")
    assert shell.run("($o | Update-List L -Add 4 -Remove 1).L; ($o | Update-List A -Replace 7).A").output == [2, 3, 4, 7]
    assert shell.run("$o.L.GetType().Name; (Update-List -Add x).Add[0]").output == ["ArrayList", "x"]
    assert error_ids(shell, "$o | Update-List Nope -Add 1") == ["MemberDoesntExist"]
    assert error_ids(shell, "$o | Update-List -Add 1") == ["MissingPropertyParameter"]


def test_assemblies_of_the_platform_are_there(shell: Shell) -> None:
    assert error_ids(shell, "Add-Type -AssemblyName System.Web, Microsoft.PowerShell.Utility") == []
    assert error_ids(shell, "Add-Type -AssemblyName Nope") == ["PathNotFound"]
    assert error_ids(shell, "Add-Type -Path ./nope.dll") == ["ParameterBindingFailed"]
    assert error_ids(shell, "Add-Type 'public class A { }'") == ["NotSupportedByEmulator"]


def test_the_clipboard_belongs_to_the_session(shell: Shell) -> None:
    assert shell.run("'a', 'b' | Set-Clipboard; Get-Clipboard; Set-Clipboard c -Append; Get-Clipboard -Raw").output == ["a", "b", "a\nb\nc"]
    assert shell.copy().run("Get-Clipboard -Raw").output == ["a\nb\nc"]
    assert Shell(sandbox=True).run("Get-Clipboard").output == []


def test_experimental_features_are_switched_for_the_next_start(shell: Shell) -> None:
    result = shell.run("Enable-ExperimentalFeature PSProfileDSCResource; (Get-ExperimentalFeature PSProf*).Enabled")
    assert (result.output, len(result.warnings)) == ([True], 1)
    assert error_ids(shell, "Enable-ExperimentalFeature nosuch") == ["ItemNotFoundException"]


def test_a_traced_command_runs(shell: Shell) -> None:
    assert shell.run("Trace-Command ParameterBinding { 1 + 1 }; Trace-Command ETS Write-Output -ArgumentList 5").output == [2, 5]
    assert shell.run("Trace-Command ETS { 1 } -PSHost").warnings == [
        "Nothing is traced: the listeners of trace sources are not supported by this emulator yet."
    ]
    assert error_ids(shell, "Get-TraceSource nosuch") == ["TraceSourceNotFound"]


def test_a_session_is_one_runspace(shell: Shell) -> None:
    assert shell.run("(Get-Runspace).Id; @(Get-Runspace -Name other).Count; (Get-Runspace).InstanceId -eq $Host.Runspace.InstanceId").output == [
        1,
        0,
        True,
    ]


def test_files_are_not_unblocked_on_linux(shell: Shell) -> None:
    assert error_ids(shell, "Unblock-File /nowhere-at-all") == ["FileNotFound", "LinuxNotSupported"]


def test_there_are_no_sessions_to_other_computers(shell: Shell) -> None:
    assert shell.run("@(Get-PSSession).Count").output == [0]
    assert error_ids(shell, "Get-PSSession | Remove-PSSession; Get-PSSession -Name x*") == []
    assert error_ids(shell, "Get-PSSession -Name x") == ["PSSessionNameNotFound"]
    assert error_ids(shell, "Get-PSSession -ComputerName y") == ["NotSupportedByEmulator"]


def test_empty_csv_lines_are_exported_but_not_converted(shell: Shell) -> None:
    assert shell.run("@(1, 2 | ConvertTo-Csv).Count; 1, 2 | Export-Csv e.csv; @(Get-Content e.csv).Count").output == [0, 3]


def test_objects_of_the_engine_can_be_written_whole(shell: Shell) -> None:
    for script in (
        "Get-Host | ConvertTo-Json -Depth 1 -WarningAction Ignore",
        "$null = New-Item f.txt; Get-Item f.txt | ConvertTo-CliXml",
        "Get-Command -CommandType Function | Select-Object -First 30 | Format-List * | Out-String",
        "$Host.Runspace, [runspacefactory]::CreateRunspace() | ForEach-Object { $_.Version, $_.RunspaceStateInfo.State }",
    ):
        assert error_ids(shell, script) == [], script


def test_an_information_record_has_all_its_properties(shell: Shell) -> None:
    shell.run("Write-Information m -Tags q -InformationVariable iv; $r = $iv[0]; $r.Tags.Add('t'); $r.User = 'u'; $r.ManagedThreadId = 7")
    assert shell.run("$r.Tags -join ','; $r.User; $r.ManagedThreadId; $r.TimeGenerated.GetType().Name").output == ["q,t", "u", 7, "DateTime"]
    assert shell.run("$n = [System.Management.Automation.InformationRecord]::new(5, 'me'); \"$n $($n.Source)\"").output == ["5 me"]


def test_no_bytes_give_no_dump_and_a_huge_scope_number_is_refused_at_once() -> None:
    shell = Shell(connected=False)
    assert shell.run("Format-Hex -InputObject:@()").output == []
    for name in ("Get-Variable", "Get-Alias"):
        result = shell.run(f"try {{ {name} -Scope 2147483647 }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}")
        assert result.output == ["ArgumentOutOfRange"]
