"""What becomes of escape sequences in strings, files and headers, and what $PSStyle refuses."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize("rendering", ["Host", "PlainText", "Ansi"])
def test_a_string_that_nothing_lays_out_keeps_its_styles(shell: Shell, rendering: str) -> None:
    shell.run(f"$PSStyle.OutputRendering = '{rendering}'; $text = \"`e[31mred`e[0m\"; $text > /a.txt; Get-Content /a.txt > /b.txt")
    assert shell.run("($text | Out-String).Trim(); Get-Content /b.txt -Raw | ForEach-Object Trim").output == ["\x1b[31mred\x1b[0m"] * 2


def test_values_of_a_table_lose_their_styles_where_output_is_plain(shell: Shell) -> None:
    script = '$PSStyle.OutputRendering = \'PlainText\'; ([pscustomobject]@{ A = "`e[31mred`e[0m" } | Out-String).Contains("`e")'
    assert shell.run(script).output == [False]


def test_a_calculated_column_has_the_common_header(shell: Shell) -> None:
    shell.run("$PSStyle.OutputRendering = 'Ansi'; $out = [pscustomobject]@{ A = 1 } | Format-Table @{ N = 'B'; E = { 2 } } | Out-String")
    assert shell.run('$out.Contains("`e[32;1mB`e[0m")').output == [True]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("$PSStyle.FileInfo.Extension.Add('.md', 'text')", "The specified string contains printable content when it should only contain ANSI"),
        ("$PSStyle.FileInfo.Extension.Add('md', \"`e[1m\")", "When adding or removing extensions, the extension must start with a period."),
        ("$PSStyle.FileInfo.Extension['md'] = \"`e[1m\"", "When adding or removing extensions, the extension must start with a period."),
        ("$PSStyle.FileInfo.Extension.Remove('md')", "When adding or removing extensions, the extension must start with a period."),
        ("$PSStyle.Progress.MaxWidth = 17", "MaxWidth for Progress rendering must be at least 18 to render correctly."),
    ],
)
def test_what_a_style_refuses(shell: Shell, script: str, message: str) -> None:
    assert message in shell.run(f"try {{ {script} }} catch {{ $_.Exception.Message }}").output[0]


def test_the_styles_are_of_the_type_that_its_literal_names(shell: Shell) -> None:
    script = "$type = [System.Management.Automation.PSStyle]; $PSStyle -is $type; $PSStyle.GetType() -eq $type"
    assert shell.run(f"{script}; [object]::ReferenceEquals($PSStyle, $type::Instance); $type.IsSealed").output == [True] * 4


def test_an_extension_can_be_added_and_removed(shell: Shell) -> None:
    shell.run("$found = $PSStyle.FileInfo.Extension; $found.Add('.md', \"`e[1m\")")
    assert shell.run("$found['.MD']; $found.Remove('.md'); $found.ContainsKey('.md')").output == ["\x1b[1m", False]


@pytest.mark.parametrize(
    "command",
    [
        "Set-Content /a x -Encoding utf7", "1 | Export-Csv /a -Encoding utf7", "'a' | Select-String b -Encoding utf7",
        "Set-Content /a x -Encoding ([Text.Encoding]::UTF7)",
    ],
)  # fmt: skip
def test_utf_7_is_warned_of(shell: Shell, command: str) -> None:
    assert [str(one) for one in shell.run(command).warnings] == ["Encoding 'UTF-7' is obsolete, please use UTF-8."]
