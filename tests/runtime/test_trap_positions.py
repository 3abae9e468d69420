"""Where a block stands while its trap runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell

_SHOW = 'Get-PSCallStack | ForEach-Object { "$($_.Command) $($_.ScriptLineNumber)" }'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["trap {", _SHOW, "continue", "}", "$x = 1", "throw 1"], ["at.ps1 2", "at.ps1 6"]),
        (["function f {", "trap {", _SHOW, "continue", "}", "if ($true) {", "1 / 0", "}", "}", "f"], ["f 3", "f 7", "at.ps1 10"]),
    ],
)
def test_it_stands_at_the_statement_that_failed(lines: list[str], expected: list[str], tmp_path: Path) -> None:
    file = tmp_path / "at.ps1"
    file.write_text("\n".join(lines))
    assert Shell().run(str(file)).output[: len(expected)] == expected
