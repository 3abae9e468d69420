#!/usr/bin/env python3
"""Write pwsh_emu/runtime/types_index.py: which module implements which .NET type, read from the modules' TYPES and DECLARED tables.

usage: python3 tools/index_types.py
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRA = (
    "pwsh_emu.runtime.methods",
    "pwsh_emu.runtime.memberviews",
    "pwsh_emu.formatting.propertyexpressions",
    "pwsh_emu.formatting.stringdecorated",
)
HEAD = '''"""Which module of ``runtime.types`` implements which .NET type: nothing is imported before a type is used.

Written by ``tools/index_types.py``; run it after adding a type.
"""

from __future__ import annotations

_BY_MODULE = {
'''


def main() -> None:
    sys.path.insert(0, str(ROOT))
    target = ROOT / "pwsh_emu" / "runtime" / "types_index.py"
    rows = []
    folder = ROOT / "pwsh_emu" / "runtime" / "types"
    for module_name in [*(path.stem for path in sorted(folder.glob("*.py")) if path.stem != "__init__"), *EXTRA]:
        module = importlib.import_module(module_name if "." in module_name else f"pwsh_emu.runtime.types.{module_name}")
        names = sorted({*getattr(module, "TYPES", {}), *getattr(module, "DECLARED", {})})
        if names:
            lines = "".join(f"\n        {name}" for name in names)
            rows.append(f'    "{module_name}": """{lines}\n    """,\n')
    tail = "}\n\nMODULES: dict[str, str] = {name.lower(): module for module, names in _BY_MODULE.items() for name in names.split()}\n"
    target.write_text(HEAD + "".join(rows) + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
