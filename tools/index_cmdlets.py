#!/usr/bin/env python3
"""Write pwsh_emu/cmdlets/index_data.py: which module implements which cmdlet, from the @implements marks and the declarations.

usage: index_cmdlets.py [--check]

``--check`` writes nothing and tells by its exit code whether the file is up to date.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "pwsh_emu" / "cmdlets"
UPSTAIRS = ROOT.parent / "smtp" / "send_mail.py"  # a cmdlet of PowerShell's that stands above the others: it talks to the endpoints
TARGET = ROOT / "index_data.py"
LIMIT = 150  # characters a line
HEADER = '''"""Made by tools/index_cmdlets.py: cmdlet name -> (Python module or "", class, PowerShell module, implementing type)."""

from __future__ import annotations

CMDLETS: dict[str, tuple[str, str, str, str]] = {
'''


def implementations() -> dict[str, tuple[str, str]]:
    """Return cmdlet name -> (module, class) of every class marked with @implements."""
    found: dict[str, tuple[str, str]] = {}
    for path in (*sorted(ROOT.rglob("*.py")), UPSTAIRS):
        text = path.read_text(encoding="utf-8")
        if "@implements" not in text:
            continue
        module = ".".join(path.relative_to(ROOT.parent.parent).with_suffix("").parts)
        for node in ast.parse(text).body:
            if not isinstance(node, ast.ClassDef):
                continue
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "implements":
                    name = ast.literal_eval(decorator.args[0])
                    if name in found:
                        raise SystemExit(f"{name} is implemented in {found[name][0]} and {module}")
                    found[name] = (module, node.name)
    return found


def text() -> str:
    done = implementations()
    lines = [HEADER]
    declared = {path.stem: path for path in (ROOT / "declarations").glob("*.json") if path.stem != "common"}
    for name in sorted(declared):
        entry = json.loads(declared[name].read_text(encoding="utf-8"))
        module, cls = done.pop(name, ("", ""))
        places = f'"{module}", "{cls}"'
        types = f'"{entry.get("module", "")}", "{entry.get("implementingType", "")}"'
        line = f'    "{name}": ({places}, {types}),\n'
        if len(line) > LIMIT:
            line = f'    "{name}": (\n        {places},\n        {types},\n    ),\n'
        lines.append(line)
    if done:
        raise SystemExit(f"not declared: {', '.join(sorted(done))}")
    lines.append("}\n")
    return "".join(lines)


def main() -> int:
    made = text()
    if "--check" in sys.argv:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == made else 1
    TARGET.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
