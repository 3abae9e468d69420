"""CSV files: the type line, objects without type names, and parameters that exclude each other."""

from __future__ import annotations

from shellruns import said

from pwsh_emu import Shell


def test_a_files_type_line_names_the_types(shell: Shell) -> None:
    shell.run("Set-Content /t.csv '#TYPE Contoso.Mailbox', 'a,b', '1,2'")
    assert said(shell, "(Import-Csv /t.csv).pstypenames") == ["Contoso.Mailbox", "CSV:Contoso.Mailbox"]
    assert said(shell, "Import-Csv /t.csv -Header x, y | ForEach-Object x") == ["a", "1"]
    assert said(shell, "(Get-Content /t.csv | ConvertFrom-Csv -Header x, y)[1].y") == ["2"]


def test_lines_behind_the_first_piece_are_read_whole(shell: Shell) -> None:
    shell.run("Set-Content /l.csv ('#TYPE ' + 'N' * 70000), 'a', '1'")
    assert said(shell, "(Import-Csv /l.csv).pstypenames[0].Length") == [70000]


def test_objects_without_type_names_can_be_written_and_listed(shell: Shell) -> None:
    shell.run("$o = [pscustomobject]@{ a = 1 }; $o.pstypenames.Clear()")
    assert said(shell, "$o | ConvertTo-Csv -IncludeTypeInformation") == ["#TYPE", '"a"', '"1"']
    assert said(shell, "($o | Get-Member a).TypeName; ($o, $o | Get-Unique -OnType).a") == ["<null>", 1]


def test_appended_lines_bring_a_header_or_take_the_files(shell: Shell) -> None:
    result = shell.run("[pscustomobject]@{ a = 1 } | Export-Csv /n.csv -Append -NoHeader")
    assert [error.error_id for error in result.errors] == ["CannotSpecifyBothAppendAndNoHeader"]
