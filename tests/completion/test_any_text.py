"""Completion of any text at any place: it never fails, runs nothing and replaces what stands around the cursor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwsh_emu import Shell
from pwsh_emu.completion import complete

PIECES = (
    "Get-ChildItem| Set-Content /ran 1|$o|$h|@o|$_|$this|$env:|${|}|.|::|[|]|(|)|{|@{|@(|$(|\"|'|@\"\n|\n\"@|@'\n|\n'@|;|,|=|-eq|-f|foreach|in|if|"
    "else|switch|while|:a|break|function f|class C|enum E|static|param|[int]|[System.|[math]::|%|?|Select-Object|using|namespace|module|#requires|<#|"
    "#>|.PARAMETER|`|\n| |*|1|0x|1..3|'a'|\"b\"|2>&1|>|&&|!|++|--|~|/|../|Env:|try|catch|dynamicparam|\u201c|\u2013|\0|\t"
).split("|")


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    shell = Shell(sandbox=True)
    shell.run("$o = [pscustomobject]@{ a = 1 }; $h = @{ k = 1 }")
    yield shell
    assert shell.run("Test-Path /ran").output == [False]


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14), place=st.floats(0, 1))
def test_any_text(shell: Shell, pieces: list[str], place: float) -> None:
    text = "".join(pieces)
    cursor = round(place * len(text))
    found = complete(shell.session, text, cursor)
    assert 0 <= found.start <= found.start + found.length <= len(text)
    assert not found.matches or found.start <= cursor <= found.start + found.length
