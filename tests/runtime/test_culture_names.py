"""The names of cultures whose formats are not packaged."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("culture", "expected"),
    [
        ("ru-RU", "Russian (Russia)/ru/rus"),
        ("ru", "Russian/ru/rus"),
        ("sr-Latn-RS", "Serbian (Latin, Serbia)/sr/srp"),
        ("fr-CA", "French (Canada)/fr/fra"),
        ("xx-YY", "xx (YY)/xx/ivl"),
        ("de-DE", "German (Germany)/de/deu"),
    ],
)
def test_names_in_english(culture: str, expected: str) -> None:
    code = f"$c = [cultureinfo] '{culture}'; $c.EnglishName, $c.TwoLetterISOLanguageName, $c.ThreeLetterISOLanguageName -join '/'"
    assert Shell().run(code).output == [expected]
