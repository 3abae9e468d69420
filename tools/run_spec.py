#!/usr/bin/env python3
"""Run .spec files or .tsv tables in one process and show what differs: the quick way to work on a topic.

usage: run_spec.py [--show N] [--only ID] [--list] PATH...
A .spec case runs as ``pwsh-emu -NoProfile -NonInteractive -File ./case.ps1`` in an empty folder; a .tsv row through eval.ps1 beside it.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import caserunner  # noqa: E402
import specfile  # noqa: E402


def show_difference(spec: specfile.Spec, got: dict[str, object]) -> None:
    want = {"stdout": spec.stdout, "stderr": spec.stderr}
    for key in ("stdout", "stderr"):
        if got[key] != want[key]:
            lines = difflib.unified_diff(want[key].splitlines(True), str(got[key]).splitlines(True), f"{key} wanted", f"{key} got")
            print("".join(line if line.endswith("\n") else line + "\n" for line in lines))
    if got["exit"] != spec.exit:
        print(f"exit: wanted {spec.exit}, got {got['exit']}")


def run_specs(path: Path, options: argparse.Namespace, counts: list[int]) -> None:
    specs = [spec for spec in specfile.read(path) if not options.only or spec.id == options.only]
    failed = []
    for spec in specs:
        got = caserunner.run_case(spec)
        if got == {"stdout": spec.stdout, "stderr": spec.stderr, "exit": spec.exit}:
            continue
        failed.append(spec.id)
        if options.show > 0:
            options.show -= 1
            print(f"--- {path.parent.name}/{path.stem}: {spec.id}")
            if options.only:
                print(spec.script)
            show_difference(spec, got)
    counts[0] += len(specs) - len(failed)
    counts[1] += len(failed)
    print(
        f"{path.parent.name}/{path.stem}: {len(specs) - len(failed)} of {len(specs)}"
        + (f"   failed: {' '.join(failed)}" if failed and options.list else ""),
        flush=True,
    )


def run_table(path: Path, options: argparse.Namespace, counts: list[int]) -> None:
    rows = [tuple(line.split("\t", 1)) for line in path.read_text(encoding="utf-8").split("\n") if line]
    evaluate = path.parent.parent / "eval.ps1"
    if not evaluate.exists():
        evaluate = path.parent / "eval.ps1"
    passed = 0
    for start in range(0, len(rows), 200):
        chunk = rows[start : start + 200]
        got = caserunner.run_expressions([row[0] for row in chunk], evaluate)
        for index, (expression, want) in enumerate(chunk):
            have = got[index] if index < len(got) else "(no result)"
            if have == want:
                passed += 1
            elif options.show > 0:
                options.show -= 1
                print(f"{expression}\n  wanted {want}\n  got    {have}")
    counts[0] += passed
    counts[1] += len(rows) - passed
    print(f"{path.stem}: {passed} of {len(rows)}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print the differences of the first N failing cases")
    parser.add_argument("--only", help="run the case with this id")
    parser.add_argument("--list", action="store_true", help="name the failing cases")
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args()
    files = [file for path in options.paths for file in ([path] if path.is_file() else sorted([*path.rglob("*.spec"), *path.rglob("*.tsv")]))]
    counts = [0, 0]
    begun = time.perf_counter()

    def run() -> int:
        for file in files:
            (run_table if file.suffix == ".tsv" else run_specs)(file, options, counts)
        return 0

    from pwsh_emu import deepthread

    deepthread.call(run)
    print(f"{counts[0]} passed, {counts[1]} failed  ({time.perf_counter() - begun:.1f} s)")
    return 0 if not counts[1] else 1


if __name__ == "__main__":
    sys.exit(main())
