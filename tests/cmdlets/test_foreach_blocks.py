"""Which script blocks of ForEach-Object run before, for and after the objects."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CASES = [
    ("{ 'p' }", "p p"),
    ("{ 'b' } { 'p' }", "b p p"),
    ("{ 'b' } { 'p' } { 'e' }", "b p p e"),
    ("{ 'b' } { 'p' } { 'q' } { 'e' }", "b p q p q e"),
    ("-Begin { 'b' } { 'p' }", "b p p"),
    ("-Begin { 'b' } { 'p' } { 'e' }", "b p p e"),
    ("-Begin { 'b' } -Process { 'p' }, { 'q' } -End { 'e' }", "b p q p q e"),
    ("-Begin $null -Process { 'p' }, { 'q' }, { 'r' } -End $null", "p q r p q r"),
    ("-Begin $null -Process { 'p' }, { 'e' }", "p p e"),
    ("{ 'b' } { 'p' } -End { 'e' }", "b p p e"),
    ("-End { 'e' } { 'p' }", "p p e"),
]


@pytest.mark.parametrize(("arguments", "wanted"), CASES)
def test_blocks(arguments: str, wanted: str) -> None:
    result = Shell().run(f"1..2 | ForEach-Object {arguments}")
    assert not result.errors
    assert " ".join(result.output) == wanted
