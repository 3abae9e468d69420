"""The fast pass and the error pass read PowerShell apart from each other; they must build the same trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import specfile

from pwsh_emu.language import errorpass, lalr
from pwsh_emu.language.ast import Ast, TypeName
from pwsh_emu.language.reading import read_script
from pwsh_emu.language.source import Source

ROOT = Path(__file__).parent.parent.parent
_APART = ("source", "compiled", "requirements")


def flat(root: Any) -> list[tuple[str, Any]]:
    """Return a tree's nodes and fields in order, without recursion."""
    found: list[tuple[str, Any]] = []
    waiting = [("", root)]
    while waiting:
        name, item = waiting.pop()
        if isinstance(item, (Ast, TypeName)):
            found.append((name, type(item).__name__))
            waiting.extend((known.name, getattr(item, known.name)) for known in type(item).fields if known.name not in _APART)
        elif isinstance(item, (list, tuple)):
            found.append((name, len(item)))
            waiting.extend((name, part) for part in item)
        else:
            found.append((name, item))
    return found


def check(text: str) -> bool:
    """Compare both trees of a text; return whether the fast pass took it."""
    fast = lalr.parse(text, Source(text))
    if fast is None:
        return False
    exact, errors = errorpass.parse(text)
    if not errors:
        assert flat(fast[0]) == flat(exact)
    return True


@pytest.mark.parametrize("path", sorted((ROOT / "samples").rglob("*.ps*1")), ids=lambda path: path.name)
def test_both_passes_agree_on_the_samples(path: Path) -> None:
    assert check(read_script(str(path)))


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "spec" / "specs").rglob("*.spec")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_passes_agree_on_recorded_scripts(path: Path) -> None:
    for spec in specfile.read(path):
        check(spec.script)
