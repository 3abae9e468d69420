#!/usr/bin/env python3
"""Write the third column of pwsh_emu/exchange/declarations/index.txt: which module below exchange/cmdlets implements each cmdlet.

usage: index_exchange.py [--check]

``--check`` writes nothing and tells by its exit code whether the file is up to date.
"""

from __future__ import annotations

import sys

from build_exchange_data import PACKAGE, index_text

TARGET = PACKAGE / "declarations" / "index.txt"


def main() -> None:
    before = TARGET.read_text(encoding="utf-8")
    after = index_text([(name, where) for name, where, _ in (line.split("\t") for line in before.splitlines())])
    if "--check" in sys.argv[1:]:
        sys.exit(after != before)
    TARGET.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
