"""Import-LocalizedData and Import-PowerShellDataFile: what a data file may hold."""

from __future__ import annotations

from pathlib import Path

from pwsh_emu import Shell

TEXTS = "ConvertFrom-StringData @'\nhello = Grüezi\nbye = Adieu\n'@\n"


def test_texts_of_a_culture_are_found_and_read(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "m.psd1").write_text(TEXTS, encoding="utf-8")
    done = Shell().run(f"Import-LocalizedData m -BaseDirectory '{tmp_path}' -FileName m -UICulture de-CH; $m.hello; $m.bye")
    assert done.output == ["Grüezi", "Adieu"]


def test_other_commands_are_refused_unless_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "m.psd1").write_text("@{ a = 1; b = Get-Culture en-GB }")
    text = f"Import-LocalizedData -BaseDirectory '{tmp_path}' -FileName m"
    (error,) = Shell().run(text).errors
    assert error.fully_qualified_error_id == "ImportLocalizedData,Microsoft.PowerShell.Commands.ImportLocalizedData"
    assert "The command 'Get-Culture' is not allowed in restricted language mode or a Data section." in error.exception.message
    done = Shell().run(f"({text} -SupportedCommand Get-Culture, 'it''s').b.Name")
    assert [str(one) for one in done.output] == ["en-GB"] and done.errors == []


def test_a_hashtable_of_many_keys_needs_leave(tmp_path: Path) -> None:
    path = tmp_path / "m.psd1"
    path.write_text("@{\n" + "".join(f"k{number} = {number}\n" for number in range(501)) + "}\n")
    (error,) = Shell().run(f"Import-PowerShellDataFile '{path}'").errors
    assert error.exception.message == "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions."
    assert Shell().run(f"(Import-PowerShellDataFile '{path}' -SkipLimitCheck).Count").output == [501]
    path.write_text(path.read_text().replace("k500 = 500\n", ""))
    assert Shell().run(f"(Import-PowerShellDataFile '{path}').Count").output == [500]
