#!/usr/bin/env python3
"""Run made-up programs against the emulator and print those that fail inside it, with their seed and their smallest text.

usage: fuzz.py [--minutes M] [--seed N] [--maker NAME] [--details]
Makers are grammar, recorded, members and cmdlets; all of them by default. The exit code is 1 where anything was found.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import fuzzing  # noqa: E402


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=1, help="the first seed; the following ones are tried in turn")
    options.add_argument("--maker", choices=sorted(fuzzing.MAKERS), action="append", help="use this maker alone (may be repeated)")
    options.add_argument("--details", action="store_true", help="print the Python traceback, too")
    chosen = options.parse_args()
    end = time.monotonic() + chosen.minutes * 60
    count = itertools.count(chosen.seed)
    programs = 0

    def stop() -> bool:
        nonlocal programs
        programs += 1
        return time.monotonic() > end

    findings = 0
    for maker, seed, text, found in fuzzing.hunt(chosen.maker or list(fuzzing.MAKERS), count, stop):
        findings += 1
        print(f"--- {found.key}\n{maker} {seed}: {text}", flush=True)
        if chosen.details:
            print(found.details, flush=True)
    print(f"{programs} programs, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
