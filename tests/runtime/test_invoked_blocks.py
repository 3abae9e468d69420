"""What a script block that .NET invoked ends with: the exception, and the record in it."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

ASK = "$i = $_.Exception.InnerException; $i.GetType().Name; $i.ErrorRecord.FullyQualifiedErrorId"
OWN = (
    "function own { [CmdletBinding()] param() "
    "$PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([ArgumentException]::new('a'), 'Mine', 'InvalidData', 1)) }; "
)


@pytest.mark.parametrize(
    ("block", "kind", "error_id"),
    [
        ("New-Object Nothing", "CmdletInvocationException", "TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand"),
        ("own", "CmdletInvocationException", "Mine,own"),
        ("Get-Item /nowhere -ErrorAction Stop", "ActionPreferenceStopException", "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"),
        ("1/0", "RuntimeException", "RuntimeException"),
        ("nothing-there", "CommandNotFoundException", "CommandNotFoundException"),
    ],
)
def test_exceptions_of_invoked_blocks(block: str, kind: str, error_id: str) -> None:
    done = Shell().run(f"{OWN} try {{ {{ {block} }}.Invoke() }} catch {{ $_.FullyQualifiedErrorId; {ASK} }}")
    assert (done.output, done.errors) == ([kind, kind, error_id], [])


def test_the_cmdlets_exception_is_inside() -> None:
    done = Shell().run(
        f"{OWN} try {{ {{ own }}.Invoke() }} catch {{ $_.Exception.InnerException.InnerException.GetType().Name; $_.Exception.Message }}"
    )
    assert done.output == ["ArgumentException", 'Exception calling "Invoke" with "1" argument(s): "a"']
