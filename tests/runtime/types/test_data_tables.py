"""System.Data.DataTable: columns, rows, and what the pipeline and the formatter make of them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

TABLE = """
$table = [System.Data.DataTable]::new('Sizes')
[void] $table.Columns.Add('Name')
[void] $table.Columns.Add('Size', [int])
$row = $table.NewRow(); $row.Name = 'a'; $row['Size'] = '5'; $table.Rows.Add($row)
[void] $table.Rows.Add('b', 7)
"""


@pytest.fixture
def shell() -> Shell:
    made = Shell(connected=False)
    assert made.run(TABLE).errors == []
    return made


def test_rows_show_their_columns(shell: Shell) -> None:
    assert shell.run("$table").text == "\nName Size\n---- ----\na       5\nb       7\n\n"


def test_the_pipeline_takes_rows(shell: Shell) -> None:
    assert shell.run("($table | Where-Object Name -eq b).Size; $table.Rows.Count; $table.Rows[0]['size'].GetType().Name").output == [7, 2, "Int32"]
    assert shell.run("$table | ConvertTo-Csv").output == ['"Name","Size"', '"a","5"', '"b","7"']


def test_columns_can_come_and_go(shell: Shell) -> None:
    assert shell.run("[void] $table.Columns.Add('Extra'); $null -eq $table.Rows[0].Extra; $table.Rows[0].IsNull('Extra')").output == [True, True]
    assert shell.run("$table.Columns.Remove('Extra'); $table.Columns.ColumnName -join ','").output == ["Name,Size"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("$table.Rows.Add('c', 'x')", "The input string 'x' was not in a correct format.Couldn't store <x> in Size Column.  Expected type is Int32."),
        ("$table.Rows.Add(1, 2, 3)", "Input array is longer than the number of columns in this table."),
        ("$table.Columns.Add('name')", "A column named 'name' already belongs to this DataTable."),
        ("$table.Select('Size > 5')", "is not supported by this emulator yet"),
    ],
)
def test_refusals(shell: Shell, script: str, message: str) -> None:
    assert message in shell.run(script).errors[0].message
