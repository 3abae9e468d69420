"""Engine events."""

from __future__ import annotations

import pytest
from shellruns import error_ids

from pwsh_emu import Shell


def test_events_wait_until_they_are_taken(shell: Shell) -> None:
    shell.run("$null = New-Event A -MessageData 1; $null = New-Event B")
    assert shell.run("(Get-Event).SourceIdentifier; (Get-Event -SourceIdentifier a*).MessageData; (Wait-Event B).EventIdentifier").output == [
        "A", "B", 1, 2,
    ]  # fmt: skip
    assert shell.run("Remove-Event A; (Get-Event).SourceIdentifier").output == ["B"]


def test_an_action_runs_at_once_and_its_output_is_the_jobs(shell: Shell) -> None:
    shell.run("$job = Register-EngineEvent Go -Action { \"$($Event.MessageData) $($Sender) $args\"; Write-Error 'bad' }")
    shell.run("$null = New-Event Go -Sender me -EventArguments 1, 2 -MessageData data")
    assert shell.run("$job.State.ToString(); $job | Receive-Job -ErrorAction SilentlyContinue; @(Get-Event).Count").output == [
        "Running",
        "data me 1 2",
        0,
    ]
    shell.run("Unregister-Event Go; $null = New-Event Go")
    assert shell.run("@(Get-EventSubscriber).Count; @(Get-Event).Count").output == [0, 1]


def test_a_subscription_ends_after_its_count(shell: Shell) -> None:
    shell.run("$job = Register-EngineEvent Go -MaxTriggerCount 2 -Action { $Event.EventIdentifier }; 1..3 | ForEach-Object { $null = New-Event Go }")
    assert shell.run("$job | Receive-Job; @(Get-Event).Count").output == [1, 2, 1]


def test_waiting_ends_with_its_time(shell: Shell) -> None:
    assert shell.run("Wait-Event Nothing -Timeout 0").output == []


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("Get-Event nosuch", "INVALID_SOURCE_IDENTIFIER"),
        ("Get-Event -EventIdentifier 9", "INVALID_SOURCE_IDENTIFIER"),
        ("Unregister-Event nosuch", "INVALID_SOURCE_IDENTIFIER"),
        ("Get-EventSubscriber -SubscriptionId 9", "INVALID_SUBSCRIPTION_IDENTIFIER"),
        ("Register-EngineEvent A; Register-EngineEvent A", "SUBSCRIBER_EXISTS"),
    ],
)
def test_what_is_not_there_is_said(shell: Shell, script: str, error_id: str) -> None:
    assert error_ids(shell, script) == [error_id]
