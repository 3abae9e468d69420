"""Layers look down only: a module imports nothing from a higher layer (docs/design.md, section 2)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "pwsh_emu"
LAYERS = ("language", "runtime", "formatting", "providers", "cmdlets", "completion", "shell", "interface")
ROOMS = {
    "language": "language",
    "runtime": "runtime",
    "formatting": "formatting",
    "providers": "providers",
    "cmdlets": "cmdlets",
    "help": "cmdlets",
    "exchange": "cmdlets",  # beside the cmdlets: neither imports the other
    "pester": "cmdlets",  # likewise
    "completion": "completion",
    "history": "runtime",
    "aliases": "runtime",
    "deepthread": "runtime",
    "shell": "shell",
    "api": "interface",
    "initial": "shell",
    "console": "shell",
    "recording": "shell",
    "interrupts": "runtime",
    "options": "runtime",
    "interactive": "shell",
    "debugprompt": "shell",
    "progress": "shell",
    "profiles": "shell",
    "psreadline": "shell",
    "cli": "interface",
    "repl": "interface",
    "smtp": "interface",
    "web": "interface",
    "pytest_plugin": "interface",
    "__main__": "interface",
    "__init__": "interface",
}
KEPT_APART = {(one, other) for one in ("cmdlets", "exchange", "pester") for other in ("cmdlets", "exchange", "pester") if one != other}
ONLY_HERE = {"prompt_toolkit": {"repl"}, "starlette": {"web"}, "uvicorn": {"web", "smtp"}}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def test_every_room_has_a_layer() -> None:
    assert {room_of(path) for path in modules()} <= set(ROOMS)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_imports_look_down(room: str) -> None:
    level = LAYERS.index(ROOMS[room])
    wrong = []
    for path in modules():
        if room_of(path) != room:
            continue
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] != "pwsh_emu" or len(parts) < 2 or parts[1] not in ROOMS or parts[1] == room:
                continue
            if LAYERS.index(ROOMS[parts[1]]) > level or (room, parts[1]) in KEPT_APART:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("package", sorted(ONLY_HERE))
def test_packages_stay_where_they_belong(package: str) -> None:
    users = {room_of(path) for path in modules() if any(name.split(".")[0] == package for name in imports_of(path))}
    assert users <= ONLY_HERE[package]
