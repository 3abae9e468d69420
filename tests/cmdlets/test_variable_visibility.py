"""-Visibility of New- and Set-Variable: it is kept and shown."""

from __future__ import annotations

from pwsh_emu import Shell


def test_visibility_is_kept_and_shown() -> None:
    text = """
        (New-Variable x 1 -Visibility Private -PassThru).Visibility
        (Set-Variable x 2 -PassThru).Visibility
        (Set-Variable x 3 -Visibility Public -PassThru).Visibility
        (New-Variable y 1 -PassThru).Visibility.GetType().FullName"""
    assert [str(one) for one in Shell().run(text).output] == [
        "Private", "Private", "Public", "System.Management.Automation.SessionStateEntryVisibility",
    ]  # fmt: skip


def test_variable_made_anew_is_public_again() -> None:
    text = "New-Variable x 1 -Visibility Private; Remove-Variable x; $x = 1; (Get-Variable x).Visibility"
    assert [str(one) for one in Shell().run(text).output] == ["Public"]
