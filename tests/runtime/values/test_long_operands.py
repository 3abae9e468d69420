"""Operators on Int64 and on integers of different widths."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "value", "kind"),
    [
        ("5L + 3", "8", "Int64"),
        ("3 - 5L", "-2", "Int64"),
        ("7L * 2L", "14", "Int64"),
        ("7L % 4", "3", "Int64"),
        ("-7L % 4", "-3", "Int64"),
        ("7L % -4", "3", "Int64"),
        ("[long]::MaxValue + 1", "9.22337203685478E+18", "Double"),
        ("[long]::MinValue - 1", "-9.22337203685478E+18", "Double"),
        ("[long]::MaxValue * 2", "1.84467440737095E+19", "Double"),
    ],
)
def test_int64_grows_to_double(code: str, value: str, kind: str) -> None:
    assert Shell().run(f'$found = {code}; "$found"; $found.GetType().Name').output == [value, kind]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("5L -eq 5", True),
        ("[byte] 5 -ne 5L", False),
        ("[byte] 5 -lt 6L", True),
        ("[uint64]::MaxValue -gt -1L", True),
        ("-1 -lt [uint32] 0", True),
        ("9007199254740993L -gt 9007199254740992.0", False),  # compared as doubles
        ("9007199254740993L -gt 9007199254740992L", True),
    ],
)
def test_integers_compare_by_value(code: str, expected: bool) -> None:
    assert Shell().run(code).output == [expected]


def test_no_remainder_by_zero() -> None:
    assert Shell().run("try { 7L % 0 } catch { $_.Exception.Message }").output == ["Attempted to divide by zero."]
