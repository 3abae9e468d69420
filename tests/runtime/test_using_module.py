"""``using module``: paths are relative to the script, and a file that is not there ends it before it runs."""

from __future__ import annotations

from pathlib import Path

from pwsh_emu import Shell


def test_a_path_is_relative_to_the_script(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "Tools.psm1").write_text("class Tool { [string] Name() { return 'hammer' } }\nfunction Get-Tool { [Tool]::new().Name() }\n")
    (folder / "use.ps1").write_text("using module ./Tools.psm1\nGet-Tool\n[Tool]::new().Name()\n")
    assert Shell(connected=False).run(f"& '{folder}/use.ps1'").output == ["hammer", "hammer"]


def test_a_missing_file_stops_the_script_before_it_starts(tmp_path: Path) -> None:
    (tmp_path / "use.ps1").write_text("using module ./Missing.psm1\n'ran'\n")
    result = Shell(connected=False).run(f"& '{tmp_path}/use.ps1'")
    assert result.output == []
    assert result.errors[0].message.startswith(f"The specified module '{tmp_path}/Missing.psm1' was not loaded")


def test_what_every_session_has_can_be_used_by_name(tmp_path: Path) -> None:
    (tmp_path / "use.ps1").write_text("using module ExchangeOnlineManagement\nusing module Pester\n(Get-Module).Name -join ','\n")
    assert Shell().run(f"& '{tmp_path}/use.ps1'").text.split("\n")[0] == "ExchangeOnlineManagement,Pester"
