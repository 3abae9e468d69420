#!/usr/bin/env python3
"""Write pwsh_emu/formatting/data/views.jsonl from PowerShell's recorded views, one view a line in PowerShell's order.

usage: build_format_data.py FACTS/powershell/formats.json

Each line begins with the control, then what is needed to find a view without reading it: ``control<TAB>flags<TAB>types<TAB>JSON``. Flags
hold "o" for views that stand for themselves between others (out of band). Views of Windows management objects are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "pwsh_emu" / "formatting" / "data" / "views.jsonl"
LEFT_OUT = (
    "Microsoft.Management.Infrastructure.", "System.Management.Management", "Microsoft.Win32.", "System.ServiceProcess.", "System.DirectoryServices.",
)  # fmt: skip
DEFAULTS: dict[str, Any] = {
    "autoSize": False, "hideTableHeaders": False, "selectedBy": None, "label": None, "width": 0, "alignment": "Undefined", "wrap": False,
    "formatString": None,
    "enumerateCollection": False, "condition": None, "control": None, "groupBy": None, "columns": 0,
}  # fmt: skip


# The headings of groups that PowerShell's source gives and Get-FormatData does not hand out, by type.
HEADINGS = {"ModuleInfoGrouping": "Directory: "}


def compact(value: Any) -> Any:
    """Leave out what is a default."""
    if isinstance(value, dict):
        return {key: compact(item) for key, item in value.items() if key not in DEFAULTS or item != DEFAULTS[key]}
    if isinstance(value, list):
        return [compact(item) for item in value]
    return value


def main() -> None:
    views = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = []
    for view in views:
        names = [name for name in view["typeNames"] if not name.startswith(LEFT_OUT)]
        if not names:
            continue
        body = {key: value for key, value in compact(view).items() if key not in ("typeNames", "control", "outOfBand")}
        for name in names:
            if name in HEADINGS:
                expression = {"item": "expression", "expression": body["groupBy"]["expression"]}
                items = [{"item": "text", "text": HEADINGS[name]}, expression, {"item": "newline"}]
                body["groupBy"]["control"] = {"entries": [{"items": [{"item": "frame", "leftIndent": 4, "items": items}]}]}
        flags = "o" if view["outOfBand"] else ""
        lines.append(f"{view['control'].capitalize()}\t{flags}\t{' '.join(names)}\t{json.dumps(body, sort_keys=True)}\n")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
