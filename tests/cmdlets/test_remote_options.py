"""Sessions on other computers where there is no WS-Management, their options, and lists in the culture's order."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

TEXT = (
    "This parameter set requires WSMan, and no supported WSMan client library was found. "
    "WSMan is either not installed or unavailable for this system."
)


@pytest.mark.parametrize(
    ("command", "error_id"),
    [
        ("Invoke-Command -ComputerName a { 1 }", "InvokeCommand"),
        ("New-PSSession -ComputerName a, b", "NewPSSession"),
        ("New-PSSession", "NewPSSession"),
        ("Enter-PSSession a", "EnterPSSession"),
    ],
)
def test_there_is_no_ws_management(command: str, error_id: str) -> None:
    done = Shell(sandbox=True).run(f"{command}; 'on'")
    assert done.output == ["on"]
    assert [error.exception.message for error in done.errors] == [TEXT]
    kind = "CreateRemoteRunspaceFailed" if error_id == "EnterPSSession" else "System.Management.Automation.Remoting.PSRemotingDataStructureException"
    text = f"try {{ {command} -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell(sandbox=True).run(text).output == [f"{kind},Microsoft.PowerShell.Commands.{error_id}Command"]


def test_session_options() -> None:
    text = """
        $o = New-PSSessionOption -OpenTimeOut 120000 -SkipCNCheck -Culture fr-fr -ApplicationArguments @{ Team = 'IT' } -MaximumRedirection 1
        "$($o.OpenTimeout) $($o.SkipCNCheck) $($o.NoEncryption) $($o.Culture) $($o.ApplicationArguments.Team) $($o.ProxyAuthentication)"
        "$($o.MaximumConnectionRedirectionCount) $($o.IdleTimeout) $($null -eq $o.MaximumReceivedObjectSize)"
        $o.CancelTimeout = '0:02'; "$($o.CancelTimeout) $($PSSessionOption.MaximumReceivedObjectSize)" """
    assert Shell(sandbox=True).run(text).output == [
        "00:02:00 True False fr-FR IT Negotiate", "1 -00:00:00.0010000 True", "00:02:00 209715200",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Get-Variable", "Get-ChildItem Variable:"])
def test_variables_stand_in_the_order_of_the_culture(text: str) -> None:
    assert Shell(sandbox=True).run(f"({text}).Name[0..3]").output == ["?", "^", "$", "args"]


def test_other_lists_stand_in_the_order_of_the_culture() -> None:
    text = "(Get-Alias).Name[0, 1]; (Get-ChildItem Alias:).Name[0, 1]; Get-PSProvider | ForEach-Object Name"
    assert Shell(sandbox=True).run(text).output == ["?", "%", "?", "%", "Alias", "Environment", "FileSystem", "Function", "Variable"]
    text = "'a-b', 'a_b', 'a1', 'ab' | ForEach-Object { $null = New-Item $_ }; Get-ChildItem -Name; Get-FileHash Q:\\x"
    done = Shell(sandbox=True).run("Set-Location (New-Item d -Type Directory); " + text)
    assert done.output == ["a_b", "a-b", "a1", "ab"]
    assert [error.error_id for error in done.errors] == ["DriveNotFound"]


def test_drives_of_what_is_not_there() -> None:
    def messages(script: str) -> list[str]:
        return [error.exception.message for error in Shell(sandbox=True).run(script).errors]

    assert messages("Get-PSDrive -PSProvider Registry, Alias") == ["Cannot find a provider with the name 'Registry'."]
    text = 'The specified drive root "C:\\x" either does not exist, or it is not a folder.'
    assert messages("New-PSDrive o FileSystem C:\\x") == [text]
    assert messages("cd /; Add-Type -AssemblyName System.Windows.Forms") == [
        "Cannot find path '/System.Windows.Forms.dll' because it does not exist."
    ]
    assert messages("cd /; Start-Job -FilePath ./none.ps1") == ["Cannot find path '/none.ps1' because it does not exist."]


def test_providers_and_lines_have_typed_properties() -> None:
    text = "(Get-PSProvider FileSystem).Capabilities.HasFlag([Management.Automation.Provider.ProviderCapabilities]::Credentials)"
    assert Shell(sandbox=True).run(text + "; 'a' > l.txt; (Get-Content l.txt | Get-Member ReadCount).Definition").output == [True, "long ReadCount=1"]


def test_there_is_one_empty_credential() -> None:
    text = "function f { param([pscredential] [Management.Automation.Credential()] $c = [pscredential]::Empty) $c -eq [pscredential]::Empty }"
    assert Shell(sandbox=True).run(text + "; f; $null -eq [pscredential]::Empty.Password").output == [True, True]


def test_strict_mode_refuses_texts_as_indices() -> None:
    done = Shell(sandbox=True).run("$a = @(1); $null -eq $a['abc']; Set-StrictMode -Version 3; $a['abc']; 'abc'['x']; $a['0']")
    assert done.output == [True, 1]
    assert [error.error_id for error in done.errors] == ["InvalidCastFromStringToInteger"] * 2


def test_flags_of_a_parameter_in_a_set() -> None:
    assert Shell(sandbox=True).run("(Get-Command Get-Item).Parameters.Path.ParameterSets.Path.Flags").output == [7]


def test_the_host_and_its_policies() -> None:
    text = "$Host.Version -is [version]; [runspace]::DefaultRunspace.Version -is [version]; $Host.Version.Revision"
    assert Shell(sandbox=True).run(text).output == [True, True, -1]
    text = '$all = Get-ExecutionPolicy -List; $all[0].Scope.GetType().Name; "$($all.Scope)"; "$($all.ExecutionPolicy | Get-Unique)"'
    scopes = "MachinePolicy UserPolicy Process CurrentUser LocalMachine"
    assert Shell(sandbox=True).run(text).output == ["ExecutionPolicyScope", scopes, "Unrestricted"]


def test_a_dot_is_the_drive_where_there_are_no_folders() -> None:
    text = "Set-Location Alias:; (Get-ChildItem).Count -gt 50; (Get-ChildItem gc*).Name -contains 'gci'; (Get-Item ./gci).Name; Test-Path ."
    assert Shell(sandbox=True).run(text).output == [True, True, "gci", True]
    text = "Set-Location Variable:; (Get-ChildItem).Name -contains 'PSHOME'; (Get-ChildItem max*).Name; Set-Location ..; $PWD.Path"
    assert Shell(sandbox=True).run(text).output == [True, "MaximumHistoryCount", "Variable:/"]
