#!/usr/bin/env python3
"""Copy the recorded cases that hold into tests/spec, where the project's own tests keep them.

usage: adopt_cases.py CONFORMANCE [specs/AREA ... | ast/AREA ... | tables/NAME ... | cli.jsonl | completion.jsonl]
Files under tests/spec are written anew from CONFORMANCE: the cases whose output is the same, in their order. What held before and no
longer does is named, and the exit code is then 1: a regression is mended, not dropped (--drop writes it all the same).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import caserunner  # noqa: E402
import specfile  # noqa: E402

TARGET = ROOT / "tests" / "spec"


def adopt_spec(source: Path, target: Path, lost: list[str], drop: bool) -> tuple[int, int]:
    """Write the cases of one file that hold; returns how many hold of how many."""
    specs = list(specfile.read(source))
    kind = caserunner.tree_holds if source.parts[-3] == "ast" else caserunner.case_holds
    held = [spec for spec in specs if kind(spec)]
    return keep(target, specfile.write(held), {spec.id for spec in held}, _ids(target), source, lost, drop, len(specs))


def adopt_table(source: Path, target: Path, lost: list[str], drop: bool) -> tuple[int, int]:
    rows = caserunner.read_table(source)
    got = caserunner.table_results([row[0] for row in rows], source.parent.parent / "eval.ps1")
    held = [row for row, have in zip(rows, got, strict=True) if have == row[1]]
    before = {row[0] for row in caserunner.read_table(target)} if target.exists() else set()
    text = "".join(f"{expression}\t{want}\n" for expression, want in held)
    return keep(target, text, {row[0] for row in held}, before, source, lost, drop, len(rows))


def adopt_lines(source: Path, target: Path, lost: list[str], drop: bool) -> tuple[int, int]:
    """Write the lines of cli.jsonl (whose first holds the files) or completion.jsonl that hold."""
    lines = source.read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    head = lines[:1] if "files" in first else []

    def holds(line: str) -> bool:
        run = json.loads(line)
        if head:
            return caserunner.command_line_result(run, first["files"]) == {key: run[key] for key in ("stdout", "stderr", "exit")}
        return not caserunner.completion_problem(run)

    held = [line for line in lines[len(head) :] if holds(line)]
    before = set(target.read_text(encoding="utf-8").splitlines()[len(head) :]) if target.exists() else set()
    text = "".join(f"{line}\n" for line in [*head, *held])
    return keep(target, text, set(held), before, source, lost, drop, len(lines) - len(head))


def keep(target: Path, text: str, now: set[str], before: set[str], source: Path, lost: list[str], drop: bool, total: int) -> tuple[int, int]:
    gone = sorted(before - now)
    lost.extend(f"{source.parent.name}/{source.stem}: {name}" for name in gone)
    if text and (not gone or drop):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return len(now), total


def _ids(target: Path) -> set[str]:
    return {spec.id for spec in specfile.read(target)} if target.exists() else set()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conformance", type=Path)
    parser.add_argument("parts", nargs="*", default=["specs", "ast", "tables", "cli.jsonl", "completion.jsonl"])
    parser.add_argument("--drop", action="store_true", help="write the files even where cases that held no longer do")
    options = parser.parse_args()
    lost: list[str] = []
    counts = [0, 0]

    def run() -> int:
        for part in options.parts:
            path = options.conformance / part
            files = [path] if path.is_file() else sorted([*path.rglob("*.spec"), *path.rglob("*.tsv")])
            for source in files:
                target = TARGET / source.relative_to(options.conformance)
                adopt = {".tsv": adopt_table, ".jsonl": adopt_lines}.get(source.suffix, adopt_spec)
                held, total = adopt(source, target, lost, options.drop)
                counts[0] += held
                counts[1] += total
                print(f"{source.relative_to(options.conformance)}: {held} of {total}", flush=True)
        return 0

    from pwsh_emu import deepthread

    deepthread.call(run)
    (TARGET / "eval.ps1").write_bytes((options.conformance / "eval.ps1").read_bytes())
    print(f"{counts[0]} of {counts[1]} hold")
    for name in lost:
        print(f"held before and no longer does: {name}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
