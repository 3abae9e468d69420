"""Import-LocalizedData and Import-PowerShellDataFile: what a data file may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert error.fully_qualified_error_id == "InvalidOperation,Microsoft.PowerShell.Commands.ImportLocalizedData"
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


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("script:m", "@{ a = 1 }", ""),
        ("m", "@{", "At line:1 char:3\n+ @{\n+   ~\nMissing closing '}' in statement block or type definition.."),
    ],
)
def test_data_is_bound_where_the_name_says_and_refused_with_its_reason(tmp_path: Path, name: str, text: str, reason: str) -> None:
    path = tmp_path / "m.psd1"
    path.write_text(text)
    done = Shell().run(f"& {{ Import-LocalizedData {name} -UICulture fr-CA -BaseDirectory {tmp_path} -FileName m.psd1 }}; $m.a")
    if not reason:
        assert (done.output, done.errors) == ([1], [])
        return
    (error,) = done.errors
    assert error.fully_qualified_error_id == "InvalidOperation,Microsoft.PowerShell.Commands.ImportLocalizedData"
    assert error.exception.message == f"The following error occurred while PowerShell was loading the '{path}' script data file:\n{reason}"


def test_a_script_names_the_file(tmp_path: Path) -> None:
    (error,) = Shell().run("Import-LocalizedData m").errors
    assert error.exception.message.startswith("The FileName parameter was not specified.")
    (error,) = Shell().run("Import-LocalizedData m -FileName x/y").errors
    assert error.exception.message == "The argument for the FileName parameter should not contain a path."
    (tmp_path / "s.ps1").write_text("Import-LocalizedData m; $m.a")
    (tmp_path / "s.psd1").write_text("@{ a = 7 }")
    assert Shell().run(str(tmp_path / "s.ps1")).output == [7]
