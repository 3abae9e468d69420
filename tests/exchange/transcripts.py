"""Transcripts: what is typed after ``PS> `` (and ``>> ``) and what the console shows below it; one file a family of cmdlets.

``python tests/exchange/transcripts.py FILE…`` writes the files anew with what is shown today: read the difference before you keep it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "families"
# What differs in every run, in what errors and objects show.
CHANGING = (
    (re.compile(r"RequestId=[0-9a-f-]{36},TimeStamp=[^\]]*\]"), "RequestId=…]"),
    (re.compile(r"\b\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d\s[AP]M\b"), "<date>"),
)


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command with the output below it. Lines before the first command are a comment."""
    command: list[str] = []
    output: list[str] = []
    for line in text.splitlines():
        if line.startswith("PS> "):
            if command:
                yield "\n".join(command), "\n".join(output).strip("\n")
            command, output = [line[4:]], []
        elif line.startswith(">> ") and not output:
            command.append(line[3:])
        elif command:
            output.append(line.rstrip())
    if command:
        yield "\n".join(command), "\n".join(output).strip("\n")


def heading(text: str) -> str:
    """Return the comment before the first command."""
    return text[: text.index("PS> ")].rstrip("\n")


class Session:
    """A shell that runs a transcript's commands one after the other."""

    def __init__(self) -> None:
        from pwsh_emu import Shell

        self.shell = Shell(width=120)

    def run(self, command: str) -> str:
        """Return what the console shows for a command: output, warnings and errors."""
        result = self.shell.run(command)
        shown = re.sub(r"\x1b\[[0-9;]*m", "", result.text + result.error_text)
        for pattern, replacement in CHANGING:
            shown = pattern.sub(replacement, shown)
        lines = [line.rstrip() for line in shown.splitlines()]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def main(paths: list[str]) -> None:
    for path in map(Path, paths):
        text = path.read_text(encoding="utf-8")
        session = Session()
        parts = [heading(text)]
        for command, _ in steps(text):
            shown = session.run(command)
            parts.append("PS> " + command.replace("\n", "\n>> ") + (f"\n{shown}" if shown else ""))
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
