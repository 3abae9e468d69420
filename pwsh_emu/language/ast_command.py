"""`pwsh-emu ast FILE...` and `pwsh-emu ast --text`: prints syntax trees, or the parse errors where a text has some."""

from __future__ import annotations

import sys

from pwsh_emu.language import parser, printer
from pwsh_emu.language.reading import decode_script, read_script
from pwsh_emu.language.source import Source

USAGE = "usage: pwsh-emu ast FILE...\n       pwsh-emu ast --text    (reads standard input)\n"


def main(argv: list[str]) -> int:
    """Print the trees of the files named, each behind a line ``=== FILE``; return the exit code (1: some file was not read)."""
    if argv == ["--text"]:
        _write(lines(decode_script(sys.stdin.buffer.read())))
        return 0
    if not argv or any(argument.startswith("-") and argument != "-" for argument in argv):
        sys.stderr.write(USAGE)
        return 2
    failed = 0
    for path in argv:
        try:
            text = read_script(path)
        except OSError as error:
            sys.stderr.write(f"pwsh-emu ast: {path}: {error.strerror}\n")
            failed = 1
            continue
        try:
            found = lines(text, path)
        except Exception as error:  # a defect ends one file, not the run, and is told in a line
            sys.stderr.write(f"pwsh-emu ast: {path}: the parser failed internally ({type(error).__name__}: {error})\n")
            failed = 1
            continue
        _write([f"=== {path}", *found])
    return failed


def lines(text: str, file: str | None = None) -> list[str]:
    """Return the lines that stand for a text: its parse errors if it has some, else its tree."""
    result = parser.parse(text, file)
    source = Source(text, file)
    if result.errors:
        return [printer.error_line(error, source) for error in result.errors]
    return list(printer.tree_lines(result.ast, source))


def _write(output: list[str]) -> None:
    data = "".join(line + "\n" for line in output).encode("utf-8", "surrogatepass")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
