"""Join-String writes values without a culture unless it is asked to use the current one."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

GERMAN = "[cultureinfo]::CurrentCulture = 'de-DE'; "

CASES = [
    ("1.5, 2 | Join-String -Separator ';'", "1.5;2"),
    (GERMAN + "1.5, 2 | Join-String -Separator ';'", "1.5;2"),
    (GERMAN + "1.5, 2 | Join-String -Separator ';' -UseCulture", "1,5;2"),
    (GERMAN + "1.5 | Join-String -FormatString '{0:N2}'", "1.50"),
    (GERMAN + "1.5 | Join-String -FormatString '{0:N2}' -UseCulture", "1,50"),
    ("10.5 | Join-String -FormatString '<{0:N}>'", "<10.50>"),
    ("5 | Add-Member Unit cm -PassThru | Join-String -FormatString '{0:000}'", "005"),
]


@pytest.mark.parametrize(("code", "wanted"), CASES)
def test_result(code: str, wanted: str) -> None:
    result = Shell().run(code)
    assert not result.errors
    assert result.output == [wanted]
