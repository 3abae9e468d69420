"""What Import-Module leaves out, and the modules that modules bring along."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def outer(tmp_path: Path) -> Path:
    (tmp_path / "Inner.psm1").write_text("function Get-Inner { 'inner' }\n", encoding="utf-8")
    (tmp_path / "Outer.psd1").write_text(
        "@{ ModuleVersion = '1.2'; RootModule = 'Outer.psm1'; NestedModules = @('Inner.psm1'); FunctionsToExport = '*'; AliasesToExport = '*' }\n",
        encoding="utf-8",
    )
    (tmp_path / "Outer.psm1").write_text(
        "function Get-Date { 'of the module' }\n"
        "function Get-Mine { 'mine' }\n"
        "function Get-Both { 'of the module' }\n"
        "Set-Alias mine Get-Mine\n"
        "Set-Alias both Get-Mine\n",
        encoding="utf-8",
    )
    return tmp_path / "Outer.psd1"


def run(code: str) -> list[str]:
    result = Shell().run(code)
    assert not result.errors
    return [str(one) for one in result.output]


def test_names_that_are_taken_stay(outer: Path) -> None:
    code = f"""
    function Get-Both {{ 'of the session' }}
    Set-Alias both Get-Item
    Import-Module '{outer}' -NoClobber
    Get-Both; (Get-Date).GetType().Name; Get-Mine; mine; (Get-Alias both).Definition; Get-Inner
    """
    assert run(code) == ["of the session", "DateTime", "mine", "mine", "Get-Item", "inner"]


def test_without_the_switch_they_are_replaced(outer: Path) -> None:
    assert run(f"function Get-Both {{ 'of the session' }}; Import-Module '{outer}'; Get-Both; Get-Date") == ["of the module", "of the module"]


def test_asking_for_cmdlets_leaves_functions_out(outer: Path) -> None:
    assert run(f"Import-Module '{outer}' -Cmdlet Get-Mine; $null -eq (Get-Command Get-Mine -ErrorAction Ignore)") == ["True"]


def test_all_lists_nested_modules_too(outer: Path) -> None:
    listed = run(f"Import-Module '{outer}'; (Get-Module).Name; '-'; (Get-Module -All).Name")
    at = listed.index("-")
    assert "Outer" in listed[:at] and "Inner" not in listed[:at]
    assert "Outer" in listed[at:] and "Inner" in listed[at:]
