"""Parts of paths, on drives, of providers and without an extension."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CASES = [
    ("Temp:/a/b", "Parent", "Temp:/a"),
    ("Temp:/a", "Parent", "Temp:/"),
    ("C:\\a\\b.c", "Parent", "C:/a"),
    ("FileSystem::/a", "Parent", "FileSystem::/"),
    ("Env:PATH", "Parent", ""),
    ("Env:PATH", "Leaf", "PATH"),
    ("C:\\a\\b.c", "Leaf", "b.c"),
    ("nosuch:/a/b", "Leaf", "b"),
    (".bashrc", "LeafBase", ""),
    (".bashrc", "Extension", ".bashrc"),
    ("a.b.", "LeafBase", "a.b"),
    ("a.b.", "Extension", ""),
    ("a/b:c", "Qualifier", "a/b:"),
    ("FileSystem::/a", "NoQualifier", "/a"),
]


@pytest.mark.parametrize(("path", "part", "expected"), CASES)
def test_a_part_of_a_path(path: str, part: str, expected: str) -> None:
    assert Shell(sandbox=True).run(f"Split-Path '{path}' -{part}").output == [expected]


def test_the_leaf_is_the_full_paths() -> None:
    shell = Shell(sandbox=True)
    assert shell.run("$null = mkdir one/two; Set-Location one/two; Split-Path . -Leaf; Split-Path .. -Leaf").output == ["two", "one"]


def test_an_unknown_provider_has_no_leaf() -> None:
    assert [error.error_id for error in Shell(sandbox=True).run("Split-Path nosuch::/a -Leaf").errors] == ["ProviderNotFound"]
