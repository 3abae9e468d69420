#!/usr/bin/env python3
"""Write pwsh_emu/cmdlets/declarations/<Name>.json from PowerShell's recorded cmdlet facts.

usage: build_declarations.py FACTS/powershell/cmdlets.json

Each file keeps one cmdlet's entry as recorded, without what is empty or follows from elsewhere: the shape is described in
pwsh_emu/runtime/declarations.py, which reads it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "pwsh_emu" / "cmdlets" / "declarations"
ENTRY_DEFAULTS = {"mandatory": False, "position": None, "fromPipeline": False, "byPropertyName": False, "fromRemaining": False}
PARAMETER_DEFAULTS: dict[str, Any] = {"aliases": [], "attributes": [], "dynamic": False}


def compact_parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in parameter.items() if key != "sets" and value != PARAMETER_DEFAULTS.get(key, object())}
    kept["sets"] = {
        name: {key: value for key, value in entry.items() if value != ENTRY_DEFAULTS.get(key, object())} for name, entry in parameter["sets"].items()
    }
    return kept


def compact(cmdlet: dict[str, Any]) -> dict[str, Any]:
    kept = {
        key: value for key, value in cmdlet.items() if key not in ("parameters", "syntax", "outputTypeAttributes") and value not in ([], {}, None)
    }
    kept["parameters"] = {name: compact_parameter(parameter) for name, parameter in cmdlet["parameters"].items()}
    return kept


def main() -> None:
    facts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, cmdlet in facts["cmdlets"].items():
        (TARGET / f"{name}.json").write_text(json.dumps(compact(cmdlet), sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    common = {
        group: {name: compact_parameter(parameter) for name, parameter in facts[group].items()}
        for group in ("commonParameters", "shouldProcessParameters")
    }
    (TARGET / "common.json").write_text(json.dumps(common, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
