"""Histories of runspaces, and what errors and members of one name look like."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

SETTINGS = "$kept = [System.Management.Automation.PSInvocationSettings]::new(); $kept.AddToHistory = $true; $ps = [powershell]::Create(); "
RUN = "$null = $ps.{}.Invoke($null, {}); $ps.Commands.Clear(); "


def test_commands_stand_in_the_history_where_the_settings_say_so() -> None:
    code = (
        SETTINGS
        + RUN.format("AddScript('1+1')", "$kept")
        + RUN.format("AddScript('2+2')", "$null")
        + RUN.format("AddCommand('Get-Culture')", "$kept")
    )
    code += "$ps.AddCommand('Get-History').Invoke() | ForEach-Object { \"$($_.Id) $($_.CommandLine) $($_.ExecutionStatus)\" }"
    assert Shell().run(code).output == ["1 1+1 Completed", "2 Get-Culture Completed"]
    assert Shell().run(SETTINGS + RUN.format("AddScript('1+1')", "$kept") + "$ps.AddScript('Invoke-History 1').Invoke()").output == [2]


def test_a_history_can_be_added_to_itself() -> None:
    code = SETTINGS + RUN.format("AddScript('1+1')", "$kept") + RUN.format("AddScript('Get-History | Add-History')", "$kept")
    assert Shell().run(code + "$ps.AddCommand('Get-History').Invoke().Count").output == [4]


@pytest.mark.parametrize(("culture", "text", "valid"), [("en-US", "08/18/2021", True), ("en-AU", "18/08/2021", True), ("en-AU", "08/18/2021", False)])
def test_times_of_history_are_read_in_the_current_culture(culture: str, text: str, valid: bool) -> None:
    code = f"""
        [cultureinfo]::CurrentCulture = '{culture}'
        $entry = [pscustomobject]@{{ CommandLine = 'x'; ExecutionStatus = 'Completed'; StartExecutionTime = '{text}'; EndExecutionTime = '{text}' }}
        $entry | Add-History -Passthru -ErrorVariable problem -ErrorAction SilentlyContinue | ForEach-Object {{ $_.StartExecutionTime.Day }}
        $problem | ForEach-Object FullyQualifiedErrorId
    """
    assert Shell().run(code).output == ([18] if valid else ["AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand"])


def test_a_key_must_have_the_size_of_one() -> None:
    code = "$secret = ConvertTo-SecureString x -AsPlainText; "
    code += 'try { ConvertFrom-SecureString $secret -Key (1, 2) } catch { "$($_.FullyQualifiedErrorId) $_" }'
    problem = 'Cannot process argument because the value of argument "key" is not valid. Change the value of the "key" argument and run the'
    assert Shell().run(code).output == [f"Argument,Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand {problem} operation again."]


def test_no_member_of_a_type_is_hidden_without_force() -> None:
    code = """
        class Own : Exception { [type]$Type = [bool] }
        foreach ($one in [Own]::new(), [pscustomobject]@{ a = 1 }) {
            $one | Add-Member ScriptMethod ToString { 'own' } -ErrorVariable problem -ErrorAction SilentlyContinue; $problem.FullyQualifiedErrorId
            $one | Add-Member ScriptMethod ToString { 'own' } -Force; "$one"
        }
        try { throw [Own]::new() } catch { $text = Get-Error | Out-String -Width 200 }
        ($text -split '\\n' | Select-String '^ *Type ').Line.Trim()
    """
    exists = "MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand"
    assert [str(one).replace("  ", "") for one in Shell().run(code).output] == [exists, "own", exists, "own", "Type: [System.Boolean]"]
