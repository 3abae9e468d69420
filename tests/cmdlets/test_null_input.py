"""$null before and in the cmdlets of pipelines, and keys and names that are filtered."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

ROWS = "$rows = $null, [DBNull]::Value, @(), 1 | ForEach-Object { [pscustomobject]@{ P = $_ } }; "


@pytest.mark.parametrize("statement", ["$null | Select-Object Name", "$null, $null | Select-Object", "$null | Select-Object Name -First 1"])
def test_select_object_takes_no_null(statement: str) -> None:
    assert Shell(sandbox=True).run(f"@({statement}).Count").output == [0]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("-Is $null", 2), ("-Is -Value $null", 2), ("-Is -Value:$null", 2), ("-IsNot $null", 2), ("-Is ([int])", 1)],
)
def test_where_object_takes_null_as_a_type(condition: str, expected: int) -> None:
    assert Shell(sandbox=True).run(ROWS + f"@($rows | Where-Object P {condition}).Count").output == [expected]


def test_where_object_refuses_a_value_that_is_null() -> None:
    text = ROWS + "$rows[0] | Where-Object P -Is $($null) -ErrorAction SilentlyContinue -ErrorVariable e; $e.FullyQualifiedErrorId"
    assert Shell(sandbox=True).run(text).output == ["OperatorFailed,Microsoft.PowerShell.Commands.WhereObjectCommand"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("@{ e = { $_ } }", "3,2,1"),
        ("@{ e = { $_ }; descending = $false }", "1,2,3"),
        ("@{ e = { $_ }; ascending = $false }", "3,2,1"),
        ("@{ e = { $_ }; descending = $false; ascending = $true }", "1,2,3"),
        ("@{ e = { $_ }; descending = $false; ascending = $false }", "3,2,1"),
    ],
)
def test_a_key_that_contradicts_itself_follows_the_switch(key: str, expected: str) -> None:
    assert Shell(sandbox=True).run(f"(2, 3, 1 | Sort-Object {key} -Descending) -join ','").output == [expected]


def test_excluded_names_are_not_made() -> None:
    text = "Set-Variable -Name a1, a2 x -Exclude a2; $a1; Test-Path Variable:a2"
    assert Shell(sandbox=True).run(text).output == ["x", False]
