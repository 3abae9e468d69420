"""The quick expressions and those for all that PowerShell allows find the same tokens."""

from __future__ import annotations

import pytest

from pwsh_emu.language import errorpass, lalr
from pwsh_emu.language.ast import Ast
from pwsh_emu.language.source import Source

TEXTS = (
    "$a = 1 # one\n$b = 2",
    "Get-Item a # c\n  | Get-Item",
    "Get-Item a\n# c\n| Get-Item",
    "if ($a) { 1 } # c\nelse { 2 }",
    "if ($a) { 1 }\n<# c #> else\u00a0{ 2 }",
    "if ($a) { 1 }\n\nelsewhere 2",
    "try { 1 } <# a #> # b\ncatch { 2 } # c\nfinally { 3 }",
    "$a<# c #>.b<# d #>[0]",
    "'d\u00e9j\u00e0 vu' + \"\u00e9 $a \u2013\"",
    "Write-Output caf\u00e9 na\u00efve$x \u2013foo -\u00e9t\u00e9 -f\u00f6rce:1",
    "$x \u2013eq 5 \u2013and $y \u2013 1",
    "$x-\u2013",
    "@{ f\u00f6o = 1; b-c = 2 }",
    "Get-Item `\n  a `\n  b",
    "5\u00a0+\u00a03; $a\u00a0= 1.5kb, 0x10",
    "& $name\x1f@x",
    "$x = 5\x1f",
    "-foo=bar; Get-Item -foo=bar -foo$x --% a b",
    "~/x; ./y; .\\z; % { $_ } ; ? { $_ }",
)


def names(root: Ast) -> list[tuple[str, int, int]]:
    return [(type(node).__name__, node.start, node.end) for node in root.walk()]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_the_exact_pass(text: str) -> None:
    exact, errors = errorpass.parse(text)
    fast = lalr.parse(text, Source(text))
    if fast is None:
        return
    assert not errors
    assert names(fast[0]) == names(exact)


def test_comments_and_other_scripts_do_not_leave_the_fast_pass() -> None:
    for text in TEXTS[:12]:
        assert lalr.parse(text, Source(text)) is not None, text


@pytest.mark.parametrize("text", ["class K { [string] H\n() { return 'hi' } }", "class K { H <# a #>\r\n(){ } }", "-Enco\x1cding"])
def test_the_fast_pass_leaves_what_may_be_wrong(text: str) -> None:
    assert lalr.parse(text, Source(text)) is None
