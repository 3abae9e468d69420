"""The number of the command in the history that an error or call belongs to."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    "script",
    [
        "1/0 2> $null; $Error[0]",
        "Get-Verb -abc 2> $null; $Error[0]",
        "Get-Item /nowhere -ErrorAction SilentlyContinue; $Error[0]",
        "try { throw 'x' } catch { $_ }",
        "function f { [CmdletBinding()] param() Write-Error 'x' -ErrorAction SilentlyContinue; $Error[0] } f",
        "function f { @{ InvocationInfo = $MyInvocation } } f",
    ],
)
def test_scripts_are_the_first_command(script: str) -> None:
    assert Shell().run(f"$e = & {{ {script} }}; $e.InvocationInfo.HistoryId").output == [1]


def test_a_runspace_counts_the_commands_that_it_keeps() -> None:
    done = Shell().run(
        "$settings = [System.Management.Automation.PSInvocationSettings]::new(); $settings.AddToHistory = $true; $ps = [powershell]::Create()\n"
        "function run($text) { $ps.Commands.Clear(); $ps.AddScript($text).Invoke($null, $settings) }\n"
        "$null = run '1'; $null = run 'Get-Verb -abc'; $null = run '2'; (run '$Error[0]').InvocationInfo.HistoryId; $ps.Dispose()"
    )
    assert (done.output, done.errors) == ([2], [])
