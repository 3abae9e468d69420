"""Get-Process and its family: the shell's own process, and what is never done."""

from __future__ import annotations

import os

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell()


def test_the_only_process_is_the_shell(shell: Shell) -> None:
    assert shell.run("(Get-Process).Id; (Get-Process pw*).ProcessName; (Get-Process -Id $PID).HasExited").output == [os.getpid(), "pwsh", False]
    assert shell.run("Get-Process").text.split("\n")[1] == " NPM(K)    PM(M)      WS(M)     CPU(s)      Id  SI ProcessName"


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("Get-Process none", "NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.GetProcessCommand"),
        ("Stop-Process -Id 1", "NoProcessFoundForGivenId,Microsoft.PowerShell.Commands.StopProcessCommand"),
        ("Stop-Process -Id $PID", "NotSupportedByEmulator,Microsoft.PowerShell.Commands.StopProcessCommand"),
        ("Start-Process sh", "NotSupportedByEmulator,Microsoft.PowerShell.Commands.StartProcessCommand"),
        ("Debug-Process pwsh", "NotSupportedByEmulator,Microsoft.PowerShell.Commands.DebugProcessCommand"),
        ("Wait-Process pwsh", "NotSupportedByEmulator,Microsoft.PowerShell.Commands.WaitProcessCommand"),
    ],
)
def test_errors(shell: Shell, text: str, error_id: str) -> None:
    assert shell.run(text).errors[0].fully_qualified_error_id == error_id


def test_what_if_says_what_would_be_done(shell: Shell) -> None:
    result = shell.run("Start-Process sh -ArgumentList a, b -WhatIf; Stop-Process -Name pwsh -WhatIf")
    assert result.text == (
        'What if: Performing the operation "Start-Process" on target "sh a b".\n'
        f'What if: Performing the operation "Stop-Process" on target "pwsh ({os.getpid()})".\n'
    )
