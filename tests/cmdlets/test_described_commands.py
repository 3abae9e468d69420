"""Get-Command with arguments, and what it tells a form about a command."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FUNCTION = """
    function Get-Thing {
        [CmdletBinding()] param([Parameter(Mandatory)][string] $Kind, [type] $Of)
        dynamicparam {
            $found = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
            $attribute = [Parameter]::new()
            if ($Kind -eq 'one') { $found.Add('Extra', [System.Management.Automation.RuntimeDefinedParameter]::new('Extra', [int], $attribute)) }
            if ($Kind -eq 'typed') { $found.Add('Typed', [System.Management.Automation.RuntimeDefinedParameter]::new('Typed', $Of, $attribute)) }
            if ($PSCmdlet.MyInvocation.BoundParameters['Kind'] -eq 'asked') {
                $found.Add('Asked', [System.Management.Automation.RuntimeDefinedParameter]::new('Asked', [int], $attribute))
            }
            if ($Kind -eq 'twice') { $found.Add('Kind', [System.Management.Automation.RuntimeDefinedParameter]::new('Kind', [int], $attribute)) }
            $found
        }
        end { 'ran' }
    }
"""


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("(Get-Command Get-Thing -Kind one).Parameters['Extra'].ParameterType.Name", ["Int32"]),
        ("(Get-Command -Verb Get -Noun Thing -Kind one).ParameterSets.Parameters.Name -contains 'Extra'", [True]),
        ("(Get-Command Get-Thing -Args '-Kind', 'typed', '-Of', 'System.Uri').Parameters['Typed'].ParameterType.Name", ["Uri"]),
        ("(Get-Command Get-Thing -Kind:one).Parameters.ContainsKey('Extra')", [True]),
        ("(Get-Command Get-Thing -Kind asked).Parameters.ContainsKey('Asked')", [True]),
        ("Get-Command Get-Thing -Kind one -Syntax", ["\nGet-Thing [-Kind] <string> [[-Of] <type>] [-Extra <int>] [<CommonParameters>]\n"]),
        ("& (Get-Command Get-Thing -Kind one) -Kind other", ["ran"]),
        ("(Get-Command Get-Thing).Parameters.ContainsKey('Extra')", [False]),
        ("(Get-Command Get-Content -Path function:).ParameterSets.Parameters.Name -contains 'Wait'", [False]),
        ("(Get-Command Get-Content -Path /).ParameterSets.Parameters.Name -contains 'Wait'", [True]),
    ],
)
def test_arguments_decide_which_parameters_there_are(code: str, output: list[object]) -> None:
    assert Shell().run(FUNCTION + code).output == output


def test_parameters_that_hang_on_the_running_cmdlet() -> None:
    code = """
        function Get-Set {
            [CmdletBinding(DefaultParameterSetName = 'name')]
            param([Parameter(ParameterSetName = 'name')] $Name, [Parameter(ParameterSetName = 'id')] $Id)
            dynamicparam {
                $found = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
                $given = "By$($PSCmdlet.ParameterSetName)"
                $found.Add($given, [System.Management.Automation.RuntimeDefinedParameter]::new($given, [int], [Parameter]::new()))
                $found
            }
        }
        @((Get-Command Get-Set).Parameters.Keys)[-1]; @((Get-Command Get-Set -ArgumentList '-Id', 1).Parameters.Keys)[-1]
    """
    assert Shell().run(code).output == ["Byname", "Byid"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("Get-Command Get-Thing -Kind twice -ErrorAction Stop", "GetCommandMetadataError"),
        ("Get-Command Clear-Content -Stream x", "NamedParameterNotFound"),
        ("Get-Command Get-Thing -Of no.such", "ParameterArgumentTransformationError"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(code: str, error: str) -> None:
    output = Shell().run(FUNCTION + f"try {{ {code} }} catch {{ $_.FullyQualifiedErrorId }}").output
    assert output == [f"{error},Microsoft.PowerShell.Commands.GetCommandCommand"]


def test_a_form_is_told_the_parameters_and_their_types() -> None:
    code = """
        $shown = Get-Command Get-Process, Get-Module -ShowCommandInfo
        $shown.Name; $shown.Module.Name; $shown[0].ParameterSets.Count; @($shown[0].ParameterSets | Where-Object IsDefault).Name
        $name = $shown[0].ParameterSets[0].Parameters | Where-Object Name -eq Name
        "$($name.IsMandatory) $($name.Position) $($name.HasParameterSet) $($name.ParameterType.FullName) $($name.ParameterType.ElementType.FullName)"
        function Show-Kind { param([ValidateSet('a', 'b')] $Kind, [System.DayOfWeek] $Day) }
        $kind, $day = (Get-Command Show-Kind -ShowCommandInfo).ParameterSets[0].Parameters
        "$($kind.HasParameterSet) $($kind.ValidParamSetValues) $($day.ParameterType.IsEnum) $($day.ParameterType.EnumValues.Count)"
        (Get-Command Get-Date).Module.Name
    """
    module = "Microsoft.PowerShell.Management"
    names = ["Get-Process", "Get-Module", module, "", 6, "Name", "False 0 False System.String[] System.String", "True a b True 7"]
    assert Shell().run(code).output == [*names, "Microsoft.PowerShell.Utility"]
