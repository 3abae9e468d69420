"""Runs recorded cases in this process: the command line's own entry point against text files in memory."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import tempfile
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import specfile

ENVIRONMENT = {"NO_COLOR": "1", "TERM": "dumb", "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "TZ": "UTC", "COLUMNS": "120"}
TIME_LIMIT = 20.0  # seconds for one case


class _Bytes(io.TextIOWrapper):
    """A text file over memory, written and read as the console's own are."""

    def __init__(self, content: bytes = b"") -> None:
        self.memory = io.BytesIO(content)
        super().__init__(self.memory, encoding="utf-8", errors="surrogatepass", newline="" if content else "\n", write_through=True)

    @property
    def text(self) -> str:
        self.flush()
        return self.memory.getvalue().decode("utf-8", "replace")


@contextmanager
def _environment(values: dict[str, str], folder: str) -> Iterator[None]:
    before, here = dict(os.environ), os.getcwd()
    os.environ.update(values)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def stopped_late() -> Iterator[None]:
    """Interrupt what runs for longer than a case may take."""
    from pwsh_emu import interrupts

    late = threading.Timer(TIME_LIMIT, interrupts.interrupt)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


def run_command_line(arguments: list[str], folder: str, stdin: str = "") -> dict[str, Any]:
    """Run the command line in a folder and return stdout, stderr and exit code."""
    from pwsh_emu import cli

    out, err = _Bytes(), _Bytes()
    try:
        with stopped_late(), _environment({**ENVIRONMENT, "HOME": os.path.dirname(folder)}, folder):
            code = cli.main(arguments, _Bytes(stdin.encode()), out, err)
    except BaseException:  # a traceback is a failed case, not a failed run
        err.write(traceback.format_exc())
        code = -1
    return {"stdout": out.text, "stderr": err.text, "exit": code & 0xFF if code >= 0 else code}


def run_case(spec: specfile.Spec) -> dict[str, Any]:
    """Run a .spec case as ``./case.ps1`` in an empty folder, shown as /case."""
    folder = os.path.realpath(tempfile.mkdtemp(prefix="ps-"))  # about as long as the path that was recorded: messages wrap by it
    try:
        (Path(folder) / "case.ps1").write_text(spec.script, encoding="utf-8")
        connection = [] if spec.prelude else ["--disconnected"]
        got = run_command_line([*connection, "-NoProfile", "-NonInteractive", "-File", "./case.ps1", *shlex.split(spec.args)], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {key: value.replace(folder, "/case") if isinstance(value, str) else value for key, value in got.items()}


def case_holds(spec: specfile.Spec) -> bool:
    """Tell whether a .spec case gives exactly what was recorded."""
    return run_case(spec) == {"stdout": spec.stdout, "stderr": spec.stderr, "exit": spec.exit}


def tree_of(text: str) -> list[str]:
    """Return the lines of a text's tree, or of its parse errors where it has any."""
    from pwsh_emu.language.ast_command import lines

    return lines(text)


def tree_holds(spec: specfile.Spec) -> bool:
    """Tell whether a case's tree or parse errors are those that were recorded."""
    try:
        return tree_of(spec.script) == spec.ast.splitlines()
    except Exception:  # a failed case, not a failed run
        return False


def read_table(path: Path) -> list[tuple[str, str]]:
    """Return (expression, result) of each line of a .tsv table."""
    return [(line.split("\t", 1)[0], line.split("\t", 1)[1]) for line in path.read_text(encoding="utf-8").split("\n") if line]


def table_results(expressions: list[str], evaluate: Path) -> list[str]:
    """Return the printed result of each expression; where one stops the process, the rest of its chunk is run without it."""
    results: list[str] = []
    for start in range(0, len(expressions), 200):
        chunk = expressions[start : start + 200]
        done = 0
        while done < len(chunk):
            got = run_expressions(chunk[done:], evaluate)[: len(chunk) - done]
            results.extend(got)
            done += len(got)
            if done < len(chunk) and not got:
                results.append("(no result)")
                done += 1
    return results


def run_expressions(expressions: list[str], evaluate: Path) -> list[str]:
    """Return the line that eval.ps1 prints for each expression."""
    folder = os.path.realpath(tempfile.mkdtemp(prefix="table-"))
    try:
        source = Path(folder) / "in.txt"
        source.write_text("\n".join(expressions) + "\n", encoding="utf-8")
        got = run_command_line(["--disconnected", "-NoProfile", "-NonInteractive", "-File", str(evaluate), str(source)], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = str(got["stdout"]).split("\n")[:-1]
    if len(lines) < len(expressions) and got["stderr"]:
        lines.append(f"(stopped here) {str(got['stderr'])[-400:]}")
    return lines


def command_line_result(run: dict[str, Any], files: dict[str, Any]) -> dict[str, Any]:
    """Run a line of cli.jsonl in a folder with its files; returns stdout, stderr and exit as the line has them."""
    from pwsh_emu.options import USAGE

    folder = os.path.realpath(tempfile.mkdtemp(prefix="cli-"))
    try:
        for name, file in files.items():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file["text"].encode(file["encoding"]))
        got = run_command_line(run["arguments"], folder, run["stdin"])
        return {key: value.replace(folder, "/case").replace(USAGE, "(usage)") if isinstance(value, str) else value for key, value in got.items()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def completion_problem(line: dict[str, Any]) -> str:
    """Complete the text of a line of completion.jsonl at its cursor.

    Returns what is wrong, "" where all of PowerShell's matches come in its order.
    """
    from pwsh_emu import Shell
    from pwsh_emu.completion import complete

    text = line["input"]
    cursor = text.find("^")
    text, cursor = (text[:cursor] + text[cursor + 1 :], cursor) if cursor >= 0 else (text, len(text))
    found = complete(Shell().session, text, cursor)
    if [found.start, found.length] != line["replace"]:
        return f"replaces {[found.start, found.length]} instead of {line['replace']}"
    offered = iter([[match.text, match.list_text, match.kind] for match in found.matches])
    missing = next((match for match in line["matches"] if match not in offered), None)
    return "" if missing is None else f"does not offer {missing} in its place"
