"""$ExecutionContext.InvokeProvider, automatic variables by PSVariable, and the parts of a table's view."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "output"),
    [
        (
            "$all.ChildItem.HasChild('.'); $all.ChildItem.HasChild('sub'); $all.Item.Exists('sub'); $all.Item.Exists('none')",
            [True, False, True, False],
        ),
        ("$all.Item.IsContainer('sub'); $all.Item.IsContainer('f.txt'); $all.Item.Get('f*').Name", [True, False, "f.txt"]),
        ("$all.Item.New('sub', 'new.txt', 'File', 'text').Name; \"$(Get-Content sub/new.txt)\"", ["new.txt", "text"]),
        ("$all.ChildItem.Get('.', $true).Name; $all.ChildItem.GetNames('.', 'ReturnAllContainers', $false)", ["sub", "f.txt", "sub", "f.txt"]),
        ("$all.Item.Rename('f.txt', 'g.txt').Count; $all.Item.Copy('g.txt', 'h.txt', $false, 'CopyTargetContainer').Name", [1, "h.txt"]),
        ("$all.Property.Get('f.txt', 'Length').Length; $all.Content.Clear('f.txt'); (Get-Item f.txt).Length", [4, 0]),
        ("$all.Item.Remove('sub', $true); Test-Path sub", [False]),
        (
            "try { $all.ChildItem.HasChild('/no/such') } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }",
            ["ItemNotFoundException"] * 2,
        ),
        ("function f { [CmdletBinding()] param() $PSCmdlet.InvokeProvider.Item.Exists('sub') }; f", [True]),
    ],
)
def test_the_item_cmdlets_are_methods_too(code: str, output: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "f.txt").write_text("abc\n")
    found = Shell().run("$all = $ExecutionContext.InvokeProvider; " + code).output
    assert [one if isinstance(one, (bool, int)) else str(one) for one in found] == output


def test_automatic_variables_are_found_by_name() -> None:
    code = "function f { $ExecutionContext.SessionState.PSVariable.Get('MyInvocation').Value.MyCommand.Name }; f"
    assert Shell().run(code).output == ["f"]
    assert Shell().run('& { "$($MyInvocation.MyCommand.ScriptBlock)" }').output == [' "$($MyInvocation.MyCommand.ScriptBlock)" ']


def test_a_table_view_tells_headers_and_rows() -> None:
    code = """
        $table = (Get-FormatData System.Diagnostics.Process).FormatViewDefinition[0].Control
        $header, $column = $table.Headers[0], $table.Rows[0].Columns[0]
        "$($header.Alignment) $($header.Label) $($header.Width) $($table.Headers.Count) $($table.Rows[0].Columns.Count) $($table.Rows[0].Wrap)"
        "$($column.DisplayEntry.ValueType) $($table.Rows[0].Columns[-1]) $($table.Rows[0].Columns[-1].DisplayEntry)"
    """
    assert Shell().run(code).output == ["Right NPM(K) 7 7 7 False", "ScriptBlock ProcessName property: ProcessName"]
