"""Classes and enumerations belong to the scope that defines them; ``using module`` brings a module's in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

MODULE = """enum Level { Low = 1; High }
class Part { [string] $Name; [Level] $Level = 'High'; Part() {} Part([string] $n) { $this.Name = $n } }
function New-Part { param([Level] $Level = 'Low', [Part] $Parent) $made = [Part]::new('n'); $made.Level = $Level; $made }
"""


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("function F { class X { } }; F; try { [X] } catch { 'gone' }", ["gone"]),
        ("& { class X { } }; try { [X] } catch { 'gone' }", ["gone"]),
        (". { class X { } }; [X].Name", ["X"]),
        ("1 | ForEach-Object { class X { } }; [X].Name", ["X"]),
        ("function F { class X { [X] Copy() { return [X]::new() } }; [X]::new() }; (F).Copy().GetType().Name", ["X"]),
        (
            "class C { [string] Who() { return 'outer' } }\nfunction F { class C { [string] Who() { return 'inner' } }; [C]::new().Who() }\n"
            "[C]::new().Who(); F; [C]::new().Who(); (New-Object C).Who()",
            ["outer", "inner", "outer", "outer"],
        ),
    ],
)
def test_types_are_known_in_their_scope(shell: Shell, script: str, output: list[str]) -> None:
    assert shell.run(script).output == output


def test_scripts_keep_their_types_unless_dotted(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "z.ps1").write_text("class Z { }\n")
    assert shell.run(f"& '{tmp_path}/z.ps1'; try {{ [Z] }} catch {{ 'gone' }}; . '{tmp_path}/z.ps1'; [Z].Name").output == ["gone", "Z"]


def test_modules_keep_their_types_and_use_them(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "Parts.psm1").write_text(MODULE)
    shell.run(f"Import-Module '{tmp_path}/Parts.psm1'")
    assert shell.run("try { [Part] } catch { 'unknown' }; (New-Part -Level high).Level.ToString(); (New-Part -Parent (New-Part)).Name").output == [
        "unknown", "High", "n",
    ]  # fmt: skip
    assert shell.run("& (Get-Module Parts) { [Part].Name }").output == ["Part"]


def test_using_module_brings_types_that_classes_may_derive_from(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "Parts.psm1").write_text(MODULE)
    (tmp_path / "use.ps1").write_text(
        "using module ./Parts.psm1\nclass Own : Part { [Level] $Other = 'Low' }\n[Own]::new().Level.ToString()\n"
        "[Part]::new('a').Name; [Level]::Low.value__\n"
    )
    assert shell.run(f"& '{tmp_path}/use.ps1'; try {{ [Part] }} catch {{ 'unknown' }}").output == ["High", "a", 1, "unknown"]


def test_a_name_found_by_namespace_gives_way_to_a_class() -> None:
    shell = Shell()
    shell.run("function Get-Made { try { [Queue[int]]::new().GetType().Name } catch { 'unknown' } }; function Get-Plain { [Queue].FullName }")
    assert shell.run("Get-Made; Get-Made").output == ["unknown"] * 2
    shell.run("using namespace System.Collections.Generic\nusing namespace System.Collections")
    assert shell.run("Get-Made; Get-Made; Get-Plain").output == ["Queue`1", "Queue`1", "System.Collections.Queue"]
    assert shell.run("class Queue { }; Get-Plain; Get-Made").output == ["Queue", "Queue`1"]
