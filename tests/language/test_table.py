"""The shipped parse table belongs to the grammar that lies beside it."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import pytest

from pwsh_emu.language import builder, lexer, table
from pwsh_emu.language.source import Source

GRAMMAR = Path(__file__).parent.parent.parent / "grammar"


def test_the_table_names_its_grammar() -> None:
    assert hashlib.sha256((GRAMMAR / "powershell.lark").read_bytes()).hexdigest() == table.GRAMMAR_SHA256


def test_a_new_build_gives_the_same_table() -> None:
    pytest.importorskip("lark")
    spec = importlib.util.spec_from_file_location("grammar_build", GRAMMAR / "build.py")
    assert spec is not None and spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.build(build.GRAMMAR.read_text(encoding="utf-8")) == build.TABLE.read_text(encoding="utf-8")


def test_every_rule_has_its_function() -> None:
    source = Source("")
    made = builder.Builder(source, source)
    for _count, _left, name in table.RULES:
        assert name is None or callable(builder.action(made, name))


def test_every_mode_compiles() -> None:
    for name in table.MODE_NAMES:
        match, codes, start = lexer.quick_mode(name)
        assert callable(match)
        assert 0 < start < len(codes)
