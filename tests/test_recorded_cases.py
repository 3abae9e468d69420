"""The recorded cases that hold: scripts with their exact output, syntax trees, and expressions with their values (tests/spec).

``tools/adopt_cases.py`` fills that folder. There are no known failures in it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import caserunner
import pytest
import specfile

from pwsh_emu import deepthread

SPEC = Path(__file__).parent / "spec"


def files_of(part: str, pattern: str) -> list[Path]:
    return sorted((SPEC / part).rglob(pattern))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def difference(want: str, got: str) -> str:
    return "\n".join(difflib.unified_diff(want.splitlines(), got.splitlines(), "wanted", "got", lineterm=""))


def check_all(problems: list[str]) -> None:
    assert not problems, f"{len(problems)} cases differ\n" + "\n".join(problems[:5])


@pytest.mark.parametrize("path", files_of("specs", "*.spec"), ids=name_of)
def test_scripts_print_what_powershell_printed(path: Path) -> None:
    problems: list[str] = []

    def run() -> int:
        for spec in specfile.read(path):
            got = caserunner.run_case(spec)
            for part, want in (("stdout", spec.stdout), ("stderr", spec.stderr)):
                if got[part] != want:
                    problems.append(f"{spec.id}: {part}\n{difference(want, got[part])}")
            if got["exit"] != spec.exit:
                problems.append(f"{spec.id}: exit code {got['exit']} instead of {spec.exit}")
        return 0

    deepthread.call(run)
    check_all(problems)


@pytest.mark.parametrize("path", files_of("ast", "*.spec"), ids=name_of)
def test_texts_have_powershells_trees(path: Path) -> None:
    problems = [
        f"{spec.id}\n{difference(spec.ast, chr(10).join(got))}"
        for spec in specfile.read(path)
        if (got := caserunner.tree_of(spec.script)) != spec.ast.splitlines()
    ]
    check_all(problems)


@pytest.mark.parametrize("path", files_of("tables", "*.tsv"), ids=name_of)
def test_expressions_have_powershells_values(path: Path) -> None:
    problems: list[str] = []

    def run() -> int:
        rows = caserunner.read_table(path)
        got = caserunner.table_results([row[0] for row in rows], SPEC / "eval.ps1")
        problems.extend(f"{expression}\n  wanted {want}\n  got    {have}" for (expression, want), have in zip(rows, got, strict=True) if have != want)
        return 0

    deepthread.call(run)
    check_all(problems)
