"""Preference variables that a function sets for its own questions and messages; what counts as a PSObject."""

from __future__ import annotations

from pwsh_emu import Shell


def test_functions_set_their_own_confirm_preference() -> None:
    asking = "function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() "
    text = asking + "$ConfirmPreference = 'None'; $PSCmdlet.ShouldProcess('t'); & { $WhatIfPreference = $true; $PSCmdlet.ShouldProcess('t') } } f"
    done = Shell(sandbox=True).run(text)
    assert done.output == [True, False]
    assert not done.errors


def test_functions_set_the_preferences_of_their_messages() -> None:
    text = """
        function f { [CmdletBinding()] param()
            $VerbosePreference = 'Continue'; $PSCmdlet.WriteVerbose('a')
            $WarningPreference = 'SilentlyContinue'; $PSCmdlet.WriteWarning('b')
            $ErrorActionPreference = 'SilentlyContinue'
            $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('c'), 'id', 0, $null)) }
        f *>&1 | ForEach-Object { "$_" }
        function g { [CmdletBinding()] param() $PSCmdlet.WriteVerbose('x') } function outer { $VerbosePreference = 'Continue'; g *>&1 } "$(outer)" """
    assert Shell(sandbox=True).run(text).output == ["a", "x"]


def test_what_has_members_of_its_own_is_a_psobject() -> None:
    text = "(Get-Item /) -is [psobject]; [IO.FileInfo]::new('/x') -is [psobject]; [pscustomobject]@{} -is [psobject]"
    assert Shell(sandbox=True).run(text).output == [True, False, True]
