#!/usr/bin/env python3
"""Write pwsh_emu/runtime/data/{types.tsv,members.jsonl,typedata.tsv,accelerators.tsv} from PowerShell's recorded type facts.

usage: build_type_data.py FACTS/powershell

- ``types.tsv``: one type a line: full name, kind (class, struct, interface, enum), attributes (a abstract, s sealed, f flags), assembly, base,
  interfaces (separated by blanks), then offset and length of its line in ``members.jsonl``. An enum has its underlying type as base and its
  ``Name=value`` pairs (separated by blanks) instead of the interfaces. Generic types are open: ``!0`` and ``!1`` stand for their arguments.
- ``members.jsonl``: groups of members by letter: c constructors, p/P instance/static properties, f/F fields, m/M methods, i parameterized
  properties, e/E events. Properties are ``type`` or ``[type, access]``; constants carry ``[type, "const", value]``.
- ``typedata.tsv``: type name, tab, JSON.
- ``accelerators.tsv``: name, tab, full name.

`runtime.registry` and `runtime.typedata` read them.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "pwsh_emu" / "runtime" / "data"
GROUPS = {
    "constructors": "c", "instanceProperties": "p", "staticProperties": "P", "instanceFields": "f", "staticFields": "F", "instanceMethods": "m",
    "staticMethods": "M", "instanceParameterizedProperties": "i", "instanceEvents": "e", "staticEvents": "E",
}  # fmt: skip
# Closed generics whose recorded members give the open type: argument name in signatures and in full names, in order.
OPENED = {
    "System.Collections.Concurrent.ConcurrentDictionary`2[System.String,System.Object]": ("string", "System.Object"),
    "System.Collections.Generic.Dictionary`2[System.String,System.Object]": ("string", "System.Object"),
    "System.Collections.Generic.HashSet`1[System.String]": ("string",),
    "System.Collections.Generic.IEnumerable`1[System.Object]": ("System.Object",),
    "System.Collections.Generic.KeyValuePair`2[System.String,System.Object]": ("string", "System.Object"),
    "System.Collections.Generic.LinkedList`1[System.Object]": ("System.Object",),
    "System.Collections.Generic.List`1[System.String]": ("string",),
    "System.Collections.Generic.Queue`1[System.Object]": ("System.Object",),
    "System.Collections.Generic.SortedDictionary`2[System.String,System.Object]": ("string", "System.Object"),
    "System.Collections.Generic.SortedSet`1[System.String]": ("string",),
    "System.Collections.Generic.Stack`1[System.Object]": ("System.Object",),
    "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]": ("psobject",),
    "System.Collections.ObjectModel.ReadOnlyCollection`1[System.String]": ("string",),
    "System.Management.Automation.PSMemberInfoCollection`1[System.Management.Automation.PSPropertyInfo]": (
        "System.Management.Automation.PSPropertyInfo",
    ),
    "System.Nullable`1[System.Int32]": ("int",),
}
# The property sets that ship with PowerShell: the facts do not list them, Get-Member's own page does.
PROPERTY_SETS = {
    "System.Diagnostics.Process": {
        "PSConfiguration": ["Name", "Id", "PriorityClass", "FileVersion"],
        "PSResources": [
            "Name", "Id", "Handlecount", "WorkingSet", "NonPagedMemorySize", "PagedMemorySize", "PrivateMemorySize", "VirtualMemorySize",
            "Threads.Count", "TotalProcessorTime",
        ],
    },
}  # fmt: skip
NOT_OPENED = re.compile(
    r"(ToString\(|Equals\(System\.Object obj|GetHashCode\(|ReferenceEquals|\b(IDictionary|IList|ICollection|IEnumerable|IComparable)\.|\bint Count)"
)
FULL_NAMES = {"string": "System.String", "int": "System.Int32", "psobject": "System.Management.Automation.PSObject"}


def open_text(text: str, arguments: tuple[str, ...]) -> str:
    """Replace the recorded arguments of a generic type by ``!0``, ``!1``."""
    if NOT_OPENED.search(text):
        return text
    for index, argument in enumerate(arguments):
        text = re.sub(rf"(?<![\w.]){re.escape(argument)}(?![\w.])", f"!{index}", text)
    return text


def compact_property(entry: dict[str, Any], arguments: tuple[str, ...], name: str) -> Any:
    kind = entry["type"] if name in ("SyncRoot", "Count") else open_text(entry["type"], arguments)
    if "value" in entry:
        return [kind, "const", entry.get("value")]
    return kind if entry["access"] == "get" else [kind, entry["access"]]


def compact_members(record: dict[str, Any], arguments: tuple[str, ...]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for group, letter in GROUPS.items():
        members = record.get(group)
        if not members:
            continue
        if record.get("namesOnly") or isinstance(members, list):
            kept[letter] = [open_text(text, arguments) for text in members] if letter == "c" else members
        elif letter in "pPfF":
            kept[letter] = {name: compact_property(entry, arguments, name) for name, entry in members.items()}
        elif letter in "eE":
            kept[letter] = members
        else:
            kept[letter] = {name: [open_text(text, arguments) for text in texts] for name, texts in members.items()}
    return kept


def main() -> None:
    facts = Path(sys.argv[1])
    records: dict[str, Any] = json.loads((facts / "members.json").read_text(encoding="utf-8"))
    lines: dict[str, str] = {}
    bases: dict[str, str] = {}
    interfaces: set[str] = set()
    offset = 0
    with (TARGET / "members.jsonl").open("w", encoding="ascii", newline="\n") as members_file:
        for name, record in records.items():
            if record["kind"] == "enum":
                pairs = " ".join(f"{key}={record['values'][key]}" for key in record["names"])
                lines[name] = "\t".join((name, "enum", "f" if record["flags"] else "", "", record["underlying"], pairs))
                continue
            arguments: tuple[str, ...] = ()
            full_name = name
            if "`" in name:
                if name not in OPENED:
                    continue
                arguments = OPENED[name]
                full_name = name.partition("[")[0]
            chain = list(record.get("baseTypes", []))
            for lower, upper in itertools.pairwise(chain):
                bases.setdefault(lower, upper)
            spelled = tuple(FULL_NAMES.get(argument, argument) for argument in arguments)
            implemented = [open_text(interface, spelled) for interface in record.get("interfaces", [])]
            interfaces.update(interface.partition("[")[0] for interface in implemented)
            text = json.dumps(compact_members(record, arguments), separators=(",", ":"), sort_keys=False)
            members_file.write(text + "\n")
            flags = ("a" if record.get("abstract") else "") + ("s" if record.get("sealed") else "")
            base = chain[0] if chain else ""
            lines[full_name] = "\t".join(
                (full_name, record["kind"], flags, record.get("assembly", ""), base, " ".join(implemented), str(offset), str(len(text)))
            )
            offset += len(text) + 1
    for name, base in bases.items():
        if "[" not in name:
            lines.setdefault(name, "\t".join((name, "class", "", "", base, "")))
    for name in interfaces:
        lines.setdefault(name, "\t".join((name, "interface", "a", "", "", "")))
    accelerators: dict[str, str] = json.loads((facts / "types.json").read_text(encoding="utf-8"))
    for full in accelerators.values():
        base = "System.Attribute" if full.endswith("Attribute") else "System.Object"
        lines.setdefault(full, "\t".join((full, "class", "", "", base, "")))
    (TARGET / "types.tsv").write_text("".join(line + "\n" for _, line in sorted(lines.items())), encoding="ascii")
    type_data: dict[str, Any] = json.loads((facts / "typedata.json").read_text(encoding="utf-8"))
    for name, sets in PROPERTY_SETS.items():
        type_data[name]["members"].update({key: {"kind": "PropertySet", "properties": listed} for key, listed in sets.items()})
    (TARGET / "typedata.tsv").write_text(
        "".join(f"{name}\t{json.dumps(entry, separators=(',', ':'))}\n" for name, entry in sorted(type_data.items())), encoding="ascii"
    )
    (TARGET / "accelerators.tsv").write_text("".join(f"{name}\t{full}\n" for name, full in sorted(accelerators.items())), encoding="ascii")


if __name__ == "__main__":
    main()
