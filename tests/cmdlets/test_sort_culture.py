"""-Culture of Sort-, Group- and Compare-Object: languages order some letters otherwise than the root collation."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("culture", "words"),
    [
        ("sv-SE", "Apa Zebra Åska Ängel Öl"),
        ("de-DE", "Ängel Apa Öl Zebra"),
        ("0x41D", "Apa Zebra Åska Ängel Öl"),
        ("1053", "Apa Zebra Åska Ängel Öl"),
        ("cs-CZ", "cena Čech hora chata ikona"),
        ("en-US", "Čech cena chata hora ikona"),
        ("da", "abe zoo ærlig østers aarhus"),
        ("tr", "cam Çay hız ılık ilk"),
        ("es-ES", "nube ñandú oso"),
    ],
)
def test_words_stand_as_the_language_has_them(culture: str, words: str) -> None:
    given = " ".join(sorted(words.split()))
    assert Shell().run(f"('{given}' -split ' ' | Sort-Object -Culture {culture}) -join ' '").output == [words]
    assert Shell().run(f"('{given}' -split ' ' | Sort-Object {{ $_ }}, {{ 1 }} -Descending -Culture {culture}) -join ' '").output == [
        " ".join(reversed(words.split()))
    ]


def test_equal_letters_make_one_group() -> None:
    text = "'aa', 'å', 'a' | Group-Object -Culture da-DK -NoElement | ForEach-Object { \"$($_.Name) $($_.Count)\" }"
    assert [str(one) for one in Shell().run(text).output] == ["a 1", "aa 2"]
    assert Shell().run("@(Compare-Object 'å' 'aa' -Culture da-DK).Count; @(Compare-Object 'å' 'aa' -Culture en-US).Count").output == [0, 2]


@pytest.mark.parametrize(
    ("culture", "reason"),
    [
        ("5x_!", "Culture is not supported. (Parameter 'name')\n5x_! is an invalid culture identifier."),
        ("99999", "Culture is not supported. (Parameter 'culture')\n99999 (0x1869f) is an invalid culture identifier."),
    ],
)
def test_culture_that_is_none_ends_the_cmdlet(culture: str, reason: str) -> None:
    (error,) = Shell().run(f"2, 1 | Sort-Object -Culture '{culture}'").errors
    assert error.fully_qualified_error_id == "ParameterBindingFailed,Microsoft.PowerShell.Commands.SortObjectCommand"
    assert error.exception.message == f'Cannot bind parameter \'Culture\' to the target. Exception setting "Culture": "{reason}"'
