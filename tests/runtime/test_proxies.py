"""CommandMetadata, ProxyCommand and the parameters that dynamicparam blocks take over from another command."""

from __future__ import annotations

from pwsh_emu import Shell

_PROXY = "[System.Management.Automation.ProxyCommand]"


def test_a_parameter_block_is_written_from_the_interface(shell: Shell) -> None:
    shell.run(
        "function Set-Size { [CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)] param([Parameter(Mandatory, ParameterSetName = 'a', "
        "HelpMessage = 'it''s')][Alias('n', 'nm')][ValidateSet('x', 'y''z')][string] $Name, [ValidateRange('Positive')][int] $Count, "
        "[ValidateScript({ $_ })][pscredential] $Login, [ValidateRange(1, 5)][switch] $On) }"
    )
    shell.run("$m = [System.Management.Automation.CommandMetadata]::new((Get-Command Set-Size))")
    assert shell.run(f"{_PROXY}::GetCmdletBindingAttribute($m)").output == [
        "[CmdletBinding(SupportsShouldProcess=$true, ConfirmImpact='Medium', PositionalBinding=$false)]"
    ]
    assert shell.run(f"{_PROXY}::GetParamBlock($m)").output == [
        "\n    [Parameter(ParameterSetName='a', Mandatory=$true, HelpMessage='it''s')]\n    [Alias('n','nm')]\n    [ValidateSet('x','y''z')]\n"
        "    [string]\n    ${Name},\n\n    [ValidateRange([System.Management.Automation.ValidateRangeKind]::Positive)]\n    [int]\n    ${Count},\n\n"
        "    [ValidateScript({  $_  })]\n    [pscredential]\n    [System.Management.Automation.CredentialAttribute()]\n"
        "    ${Login},\n\n    [ValidateRange(1, 5)]\n    [switch]\n    ${On}"
    ]


def test_metadata_is_changed_without_changing_the_command(shell: Shell) -> None:
    shell.run("$m = New-Object System.Management.Automation.CommandMetaData (Get-Command Write-Host)")
    shell.run("$null = $m.Parameters.Remove('Separator'); $m.Parameters['Object'].Aliases.Clear(); $m.Parameters['Object'].Attributes.Clear()")
    shell.run("$m.Parameters.Add('Extra', [System.Management.Automation.ParameterMetadata]::new('Extra', [int]))")
    block = shell.run(f"{_PROXY}::GetParamBlock($m)").output[0]
    assert "Separator" not in block
    assert "[Alias" not in block
    assert "[int]\n    ${Extra}" in block
    assert shell.run("(Get-Command Write-Host).Parameters.ContainsKey('Separator')").output == [True]
    assert shell.run("$m.Parameters['Object'].ParameterSets['__AllParameterSets'].ValueFromPipeline").output == [True]
    assert shell.run("[System.Management.Automation.CommandMetadata]::new($m).Parameters.ContainsKey('Extra')").output == [True]


def test_proxies_call_what_they_stand_for(shell: Shell) -> None:
    shell.run('function Get-Plain { param($a) "$a $args" }')
    shell.run("function Get-Piped { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $v) process { $v * 2 } }")
    for name in ("Plain", "Piped"):
        shell.run(f"Set-Item function:Get-{name}Proxy ({_PROXY}::Create((Get-Command Get-{name})))")
    assert shell.run("Get-PlainProxy 1").output == ["1 "]
    assert shell.run("1, 2 | Get-PipedProxy").output == [2, 4]
    shell.run("'text' | Set-Content /work.txt -Encoding Unicode; $m = [System.Management.Automation.CommandMetadata]::new((Get-Command Get-Content))")
    assert "--help--" in shell.run(f"{_PROXY}::Create($m, '--help--')").output[0]
    assert "dynamicparam" not in shell.run(f"{_PROXY}::Create($m, '', $false)").output[0]
    shell.run(f"Set-Item function:Read-It ({_PROXY}::Create($m))")
    assert shell.run('"$(Read-It /work.txt -Encoding Unicode)"').output == ["text"]


def test_dynamic_parameters_are_listed_and_bound(shell: Shell) -> None:
    shell.run(
        "function Get-Dynamic { [CmdletBinding()] param($a) dynamicparam { "
        "$d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new(); "
        "$p = [System.Management.Automation.RuntimeDefinedParameter]::new(); $p.Name = 'Last'; $p.ParameterType = [string]; "
        "$p.Attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new(); $p.Attributes.Add([Parameter]::new()); "
        "$d.Add('Last', $p); $null = $PSBoundParameters; "
        "$MyInvocation.MyCommand.Parameters.Count | Out-Null; $d } end { $PSBoundParameters['Last'] } }"
    )
    assert shell.run("(Get-Command Get-Dynamic).Parameters['Last'].IsDynamic").output == [True]
    assert shell.run("Get-Dynamic -Last x").output == ["x"]


def test_bound_parameters_may_be_missing(shell: Shell) -> None:
    script = "function f { [CmdletBinding()] param($a) $o = 5; $PSBoundParameters.TryGetValue('b', [ref] $o); $null -eq $o }; f 1"
    assert shell.run(script).output == [False, True]


def test_help_becomes_a_comment(shell: Shell) -> None:
    shell.run("function f {\n<#\n.SYNOPSIS\nshort\n.DESCRIPTION\nlong\n.PARAMETER a\nfirst\n.EXAMPLE\nf 1\n\nsays\n#>\nparam($a) }")
    comment = shell.run(f"{_PROXY}::GetHelpComments((Get-Help f))").output[0]
    assert comment.startswith("\n.SYNOPSIS\n\nshort\n\n\n.DESCRIPTION\n\nlong\n")
    assert "\n.PARAMETER a\n\nfirst\n" in comment
    assert "\n.EXAMPLE\n\n" in comment
    assert "HelpInfo" in str(shell.run(f"{_PROXY}::GetHelpComments(1)").error_text)


def test_expressions_of_flags(shell: Shell) -> None:
    shell.run("$e = [System.Management.Automation.FlagsExpression[System.IO.FileAttributes]]::new('Directory+!Hidden')")
    assert shell.run("$e.Evaluate('Directory'); $e.Evaluate('Hidden'); \"$e\"").output == [True, False, "Directory+!Hidden"]


def test_the_address_of_help(shell: Shell) -> None:
    shell.run("function f { [CmdletBinding(HelpUri = 'https://a.b/c')] param() }")
    shell.run("function g {\n<#\n.SYNOPSIS\ns\n.LINK\nabout_x\n.LINK\nhttps://d.e/f\n#>\nparam($a) }")
    assert shell.run("(Get-Command f).HelpUri; (Get-Command g).HelpUri; (Get-Command Get-Item).HelpUri").output == [
        "https://a.b/c",
        "https://d.e/f",
        "",
    ]


def test_commands_are_shown_with_their_parameters(shell: Shell) -> None:
    assert shell.run("(Get-Command Get-Item).Options.ToString()").output == ["ReadOnly"]
    shown = shell.run("(Get-Command Get-Item).Parameters.GetEnumerator() | Select-Object -First 1 | ForEach-Object ToString").output
    assert [str(one) for one in shown] == ["[Path, System.Management.Automation.ParameterMetadata]"]


def test_every_parameter_has_a_type_and_paging_ones_are_left_out(shell: Shell) -> None:
    assert shell.run("(Get-Command Invoke-WebRequest).Parameters['WebSession'].ParameterType.Name").output == ["WebRequestSession"]
    assert shell.run("[System.Management.Automation.CommandMetadata]::new((Get-Command Import-Clixml)).Parameters.ContainsKey('Skip')").output == [
        False
    ]
    shell.run(f"Set-Item function:Read-Clixml ({_PROXY}::Create((Get-Command Import-Clixml)))")
    assert shell.run("1 | Export-Clixml /a.xml; Read-Clixml /a.xml").output == [1]


def test_a_cmdlet_under_another_name(shell: Shell) -> None:
    shell.run("$c = [System.Management.Automation.CmdletInfo]::new('Any-Name', [Microsoft.PowerShell.Commands.WriteOutputCommand])")
    assert shell.run("$c.Name; & $c 5").output == ["Any-Name", 5]
    assert "does not derive from Cmdlet" in shell.run("[System.Management.Automation.CmdletInfo]::new('x', [string])").error_text
