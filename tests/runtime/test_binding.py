"""Parameters are bound as PowerShell binds them; the recorded cases of tests/spec hold the breadth, these name the rules."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    return Shell()


def ids(shell: Shell, text: str) -> list[str]:
    return [error.fully_qualified_error_id for error in shell.run(text).errors]


def test_prefixes_aliases_and_colons_name_parameters(shell: Shell) -> None:
    shell.run("function Show-It { param([Alias('CN')][string]$ComputerName, [switch]$Quick) \"$ComputerName $Quick\" }")
    assert shell.run("Show-It -Comp a -Q").output == ["a True"]
    assert shell.run("Show-It -cn:b -Quick:$false").output == ["b False"]


def test_a_prefix_of_several_parameters_is_ambiguous(shell: Shell) -> None:
    assert ids(shell, "function F { param($Source, $SourceType) }; F -Sou 1") == ["AmbiguousParameter,F"]


def test_what_a_simple_function_does_not_know_goes_to_args(shell: Shell) -> None:
    assert shell.run('function F { param($X) "$X|$args" }; F -Y 1 -X 2 3').output == ["2|-Y 1 3"]


def test_splatted_args_keep_their_parameter_names(shell: Shell) -> None:
    shell.run('function Inner { param($Name, [switch]$On) "$Name $On" }; function Outer { Inner @args }')
    assert shell.run("Outer -Name n -On").output == ["n True"]


def test_a_written_parameter_wins_over_a_splatted_one(shell: Shell) -> None:
    assert shell.run('function F { param($A, $B) "$A$B" }; $h = @{ A = 1; B = 2 }; F @h -A 3').output == ["32"]


def test_positions_choose_the_parameter_set_by_type(shell: Shell) -> None:
    shell.run(
        "function F { [CmdletBinding(DefaultParameterSetName = 'Name')] param([Parameter(Position = 0, ParameterSetName = 'Id')][int]$Id, "
        "[Parameter(Position = 0, ParameterSetName = 'Name')][string]$Name) $PSCmdlet.ParameterSetName }"
    )
    assert shell.run("F 5; F five").output == ["Id", "Name"]


def test_input_that_does_not_fit_is_reported_and_the_next_is_bound(shell: Shell) -> None:
    result = shell.run("function F { param([Parameter(ValueFromPipeline)][int]$N) process { $N } }; 1, 'x', 3 | F")
    assert result.output == [1, 3]
    assert [error.fully_qualified_error_id for error in result.errors] == ["InputObjectNotBound,F"]


def test_input_is_bound_by_property_name_through_aliases(shell: Shell) -> None:
    shell.run("function F { param([Parameter(ValueFromPipelineByPropertyName)][Alias('Title')]$Name) process { $Name } }")
    assert shell.run("[pscustomobject]@{ Title = 't' } | F").output == ["t"]


def test_a_script_block_waits_for_input_where_the_parameter_takes_input(shell: Shell) -> None:
    text = 'function F { param([Parameter(ValueFromPipelineByPropertyName)][string]$Name) process { $Name } }; 1, 2 | F -Name { "n$_" }'
    assert shell.run(text).output == ["n1", "n2"]


@pytest.mark.parametrize(
    ("call", "error_id"),
    [
        ("F", "MissingMandatoryParameter,F"),
        ("F ''", "ParameterArgumentValidationErrorEmptyStringNotAllowed,F"),
        ("F a -N x", "ParameterArgumentTransformationError,F"),
        ("F a -N 9", "ParameterArgumentValidationError,F"),
        ("F a -N 1 -N 2", "ParameterAlreadyBound,F"),
        ("F a -N", "MissingArgument,F"),
        ("F a 1 2", "PositionalParameterNotFound,F"),
        ("F a -Bogus 1", "NamedParameterNotFound,F"),
    ],
)
def test_errors_have_powershells_ids(shell: Shell, call: str, error_id: str) -> None:
    shell.run("function F { [CmdletBinding()] param([Parameter(Mandatory)][string]$S, [ValidateRange(1, 5)][int]$N) $S }")
    assert ids(shell, call) == [error_id]


def test_default_parameter_values_are_bound_by_command_name(shell: Shell) -> None:
    shell.run("function F { [CmdletBinding()] param($Tag) \"tag=$Tag\" }; $PSDefaultParameterValues['F:Tag'] = 'x'")
    assert shell.run("F; F -Tag y").output == ["tag=x", "tag=y"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("New-TimeSpan -Hours $null", 'Exception setting "Hours": "Cannot convert null to type "System.Int32"."'),
        ("Get-ChildItem -Depth:$null", 'Exception setting "Depth": "Cannot convert null to type "System.UInt32"."'),
        ("Get-Date -Date $null", 'Exception setting "Date": "Cannot convert null to type "System.DateTime"."'),
        (
            "Write-Host a -ForegroundColor $null",
            'Exception setting "ForegroundColor": "Cannot convert null to type "System.ConsoleColor" due to enumeration values that are not valid.',
        ),
    ],
)
def test_properties_of_value_types_do_not_take_null(shell: Shell, text: str, reason: str) -> None:
    result = shell.run(text)
    assert result.errors[0].fully_qualified_error_id.startswith("ParameterBindingFailed,")
    assert reason in result.errors[0].message


def test_functions_and_exchange_take_null(shell: Shell) -> None:
    assert shell.run("function F { [CmdletBinding()] param([int]$n) $n }; F -n $null").output == [0]
    assert shell.run("(Get-Mailbox -ResultSize $null | Measure-Object).Count -ge 0").output == [True]


SPAN = 'function Show-Span { param([int] $Start, [ValidateScript({ $_ -le $Start })] [int] $Length = 1) "$Start $Length" }; '


@pytest.mark.parametrize("call", ["Show-Span -Start 3 -Length 2", "Show-Span 3 2"])
def test_a_check_sees_the_parameters_bound_before(call: str) -> None:
    assert Shell().run(SPAN + call).output == ["3 2"]


@pytest.mark.parametrize("call", ["Show-Span -Start 3 -Length 4", "Show-Span -Length 2 -Start 3"])
def test_a_check_does_not_see_what_is_bound_later(call: str) -> None:
    result = Shell().run(SPAN + call)
    assert result.output == []
    assert "Cannot validate argument on parameter 'Length'." in result.errors[0].exception.message


def test_positions_are_those_of_each_call() -> None:
    code = """
    function Show-Way {
        [CmdletBinding(DefaultParameterSetName = 'Number')]
        param(
            [Parameter(ParameterSetName = 'Number', Position = 0)] [int] $Number,
            [Parameter(ParameterSetName = 'Block', Position = 0)] [scriptblock] $Block,
            [Parameter(ParameterSetName = 'Block', Position = 1)] [string] $Label
        )
        dynamicparam {
            if ($Block) {
                $attribute = [System.Management.Automation.ParameterAttribute] @{ Position = 2 }
                $parameter = [System.Management.Automation.RuntimeDefinedParameter]::new('More', [string], $attribute)
                $found = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
                $found.Add('More', $parameter)
                $found
            }
        }
        end { "$($PSCmdlet.ParameterSetName) $Number$Label$($PSBoundParameters['More'])" }
    }
    foreach ($i in 1, 2) { Show-Way 4; Show-Way { 1 } a; Show-Way { 1 } a b }
    """
    assert Shell().run(code).output == ["Number 4", "Block 0a", "Block 0ab"] * 2
