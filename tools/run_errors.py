#!/usr/bin/env python3
"""Run the scripts of errors.json in one process and show where the errors they give have other fields than PowerShell's.

usage: run_errors.py [--show N] [--topic NAME] [--kind NAME] [--match TEXT] [--save FILE] PATH
--save writes the entries that hold to a file, for tests.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import errorrunner  # noqa: E402


def _run(entry: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    try:
        return errorrunner.differences(entry, errorrunner.run_script(entry["script"]))
    except Exception:  # a traceback is a script that does not hold, not the end of the run
        return {"traceback": ("", traceback.format_exc(limit=-3))}


def _show(entry: dict[str, Any], found: dict[str, tuple[Any, Any]]) -> None:
    print(f"--- {entry['topic']} {entry['kind']}: {entry['script']}")
    for name, (want, have) in found.items():
        print(f"  {name}\n    wanted {want!r}\n    got    {have!r}")


def _brief(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry without what follows from its other fields."""
    errors = [{name: value for name, value in error.items() if name not in (*errorrunner.DERIVED, "thrownAs")} for error in entry["errors"]]
    return {**entry, "errors": errors}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print the differences of the first N scripts that do not hold")
    parser.add_argument("--topic", help="run this topic only")
    parser.add_argument("--kind", help="run this kind only")
    parser.add_argument("--match", help="run the scripts that contain this text")
    parser.add_argument("--save", type=Path, help="write the entries that hold to this file")
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    entries = [
        entry
        for entry in json.loads(options.path.read_text(encoding="utf-8"))["errors"]
        if (not options.topic or entry["topic"] == options.topic)
        and (not options.kind or entry["kind"] == options.kind)
        and (not options.match or options.match in entry["script"])
    ]
    begun = time.perf_counter()
    holding: list[dict[str, Any]] = []
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    differing: collections.Counter[str] = collections.Counter()
    for entry in entries:
        found = _run(entry)
        counts[entry["topic"]][bool(found)] += 1
        if not found:
            holding.append(entry)
            continue
        differing.update(name.rpartition(".")[2] for name in found)
        if options.show > 0:
            options.show -= 1
            _show(entry, found)
    for topic, (good, bad) in sorted(counts.items()):
        print(f"{topic}: {good} of {good + bad}")
    print("fields that differ: " + ", ".join(f"{name} {count}" for name, count in differing.most_common()))
    print(f"{len(holding)} of {len(entries)} hold  ({time.perf_counter() - begun:.1f} s)")
    if options.save:
        options.save.write_text("".join(json.dumps(_brief(entry), ensure_ascii=False, sort_keys=True) + "\n" for entry in holding), encoding="utf-8")
    return 0 if len(holding) == len(entries) else 1


if __name__ == "__main__":
    sys.exit(main())
