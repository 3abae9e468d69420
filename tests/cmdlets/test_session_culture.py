"""$PSCulture and $PSUICulture follow the session's cultures."""

from __future__ import annotations

from pwsh_emu import Shell


def test_the_variables_follow_the_cultures(shell: Shell) -> None:
    shell.run("[cultureinfo]::CurrentCulture = 'de-DE'; [System.Threading.Thread]::CurrentThread.CurrentUICulture = 'fr-FR'")
    assert shell.run("$PSCulture; (Get-Variable PSUICulture).Value; (Get-UICulture).Name; $Host.CurrentUICulture.Name").output == [
        "de-DE",
        "fr-FR",
        "fr-FR",
        "fr-FR",
    ]
    assert shell.run("[System.Threading.Thread]::CurrentThread.CurrentCulture.Name; (1.5).ToString('N1')").output == ["de-DE", "1,5"]


def test_localized_data_follows_the_ui_culture(shell: Shell) -> None:
    shell.run("mkdir /d/fr | Out-Null; Set-Content /d/x.psd1 '@{ a = 1 }'; Set-Content /d/fr/x.psd1 '@{ a = 2 }'")
    shell.run("[cultureinfo]::CurrentUICulture = 'fr-FR'")
    assert shell.run("(Import-LocalizedData -BaseDirectory /d -FileName x).a").output == [2]


def test_they_cannot_be_set(shell: Shell) -> None:
    assert [error.error_id for error in shell.run("$PSCulture = 'x'").errors] == ["VariableNotWritable"]
    assert shell.run("$PSCulture").output == ["en-US"]
