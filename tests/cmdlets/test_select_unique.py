"""Select-Object -Unique where properties are chosen."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1, 2, 3 | Select-Object {$_ % 2} -Unique | ForEach-Object '$_ % 2'", [1, 0]),
        ("1, 2, 3 | Select-Object @{ n = 'Odd'; e = { $_ % 2 -eq 1 } } -Unique | ForEach-Object Odd", [True, False]),
        ("'ab', 'cd', 'x' | Select-Object Length, @{ n = 'Kind'; e = { $_.GetType() } } -Unique | ForEach-Object Length", [2, 1]),
        ("'a', 'A' | Select-Object @{ n = 'Text'; e = { $_ } } -Unique | ForEach-Object Text", ["a", "A"]),
        ("'a', 'A' | Select-Object @{ n = 'Text'; e = { $_ } } -Unique -CaseInsensitive | ForEach-Object Text", ["a"]),
        ("1, 2 | Select-Object @{ n = 'Nothing'; e = { } } -Unique | Measure-Object | ForEach-Object Count", [1]),
    ],
)
def test_compares_computed_values(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected
