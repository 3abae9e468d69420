"""Small things that PowerShell's documentation tells of: change sets, added members in CSV, defaults that are blocks, -as in a culture."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CASES = [
    ("$c = Update-List -Add 42 -Remove 43, 44; $c.GetType().Name; $c.Keys.Count; $c.Add -join ' '; $c.Remove -join ' '", "Hashtable|2|42|43 44"),
    ("$l = [Collections.ArrayList](1, 43, 2); ([pslistmodifier](Update-List -Remove 43 -Add 42)).ApplyTo($l); $l -join ' '", "1 2 42"),
    ("@{ Name = 'kim' } | Add-Member Extra 7 -PassThru | ConvertTo-Csv", '"Name","Extra"|"kim","7"'),
    ("@{ Name = 'kim' } | Add-Member Name 7 -Force -PassThru | ConvertTo-Csv", '"Name"|"kim"'),
    ("$PSDefaultParameterValues = @{ 'Invoke-Command:ScriptBlock' = { { 'inner' } } }; Invoke-Command", "inner"),
    ("[cultureinfo]::CurrentCulture = 'fr-FR'; ('13/5/20' -as [datetime]).Month; $null -eq ('05/13/20' -as [datetime])", "5|True"),
    ("[cultureinfo]::CurrentCulture = 'fr-FR'; ([datetime]'05/13/20').Day", "13"),
    ("$null -eq ('nonsense' -as [datetime]); [int]('1:30' -as [timespan]).TotalMinutes", "True|90"),
    ("(Get-Command Get-Date).HelpFile", "Microsoft.PowerShell.Commands.Utility.dll-Help.xml"),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert "|".join(str(one) for one in result.output) == wanted
