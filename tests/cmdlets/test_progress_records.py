"""Progress records that scripts make, and what may stand in them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

_NEW = "$p = [System.Management.Automation.ProgressRecord]::new(1, 'a', 'b'); "


def test_a_record_is_made_and_changed() -> None:
    code = _NEW + "$p.PercentComplete = '50'; $p.RecordType = 'Completed'; $p.CurrentOperation = 'c'; $p.SecondsRemaining = 3; \"$p\""
    assert Shell().run(code).output == ["parent = -1 id = 1 act = a stat = b cur = c pct = 50 sec = 3 type = Completed"]


def test_a_record_is_written() -> None:
    code = "function f { [CmdletBinding()] param() " + _NEW + "$p.PercentComplete = 50; $PSCmdlet.WriteProgress($p); $p.ActivityId }; f"
    result = Shell().run(code)
    assert result.output == [1]
    assert not result.errors


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$p.Activity = ''", "Cannot process the argument because the value of value cannot be null or empty. (Parameter 'value')"),
        ('$p.StatusDescription = "`e[1mx"', "String may not contain VT escape sequences. (Parameter 'value')"),
        ("$p.ParentActivityId = 1", "ParentActivityId cannot be the same as the ActivityId. (Parameter 'value')"),
    ],
)
def test_values_are_checked(code: str, expected: str) -> None:
    assert Shell().run(_NEW + f"try {{ {code} }} catch {{ $_.Exception.InnerException.Message }}").output == [expected]


@pytest.mark.parametrize("arguments", ['-Activity "`e[1m"', '-Activity a -Status "`e[1m"'])
def test_texts_of_write_progress_are_plain(arguments: str) -> None:
    code = f"try {{ Write-Progress {arguments} }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell().run(code).output == ["Argument,Microsoft.PowerShell.Commands.WriteProgressCommand"]
