"""Dynamic parameters that are the properties of an object of a script's class."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

FUNCTION = """
class Base { [Parameter()][int] $Depth = 1 }
class Given : Base { [Parameter(Mandatory, Position = 0)][ValidateSet('a', 'b')][string] $Name; [Parameter()][Alias('n')][int] $Number = 3; $Other }
function f {
    [CmdletBinding()] param([switch] $Plain)
    dynamicparam { if (-not $Plain) { ($given = [Given]::new()) } }
    end { "$($given.Name) $($given.Number) $($given.Depth) $($PSBoundParameters.Keys -join ',')" }
}
"""


@pytest.mark.parametrize(
    ("call", "output"),
    [
        ("f b", ["b 3 1 Name"]),
        ("f -n 5 -Depth 2 -Name a", ["a 5 2 Number,Depth,Name"]),
        ("f -Plain", ["   Plain"]),
        ("(Get-Command f).Parameters.ContainsKey('Number')", [True]),
    ],
)
def test_properties_are_parameters(call: str, output: list[object]) -> None:
    done = Shell().run(FUNCTION + call)
    assert (done.output, done.errors) == (output, [])


@pytest.mark.parametrize(
    ("call", "error_id"),
    [
        ("f c", "ParameterArgumentValidationError,f"),
        ("f a -Other 1", "NamedParameterNotFound,f"),
        ("f -Plain a", "PositionalParameterNotFound,f"),
    ],
)
def test_what_is_refused(call: str, error_id: str) -> None:
    (error,) = Shell().run(FUNCTION + call).errors
    assert error.fully_qualified_error_id == error_id
