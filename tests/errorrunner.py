"""Runs scripts that fail, each in a session of its own, and gives the fields of the errors they leave, as they are recorded."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import caserunner

FIELDS = (
    "exceptionType", "fullyQualifiedErrorId", "categoryInfo", "category", "activity", "reason", "targetName", "targetType", "message",
    "innerExceptionType", "innerMessage", "errorDetails", "line", "column", "command", "invocationName", "view",
)  # fmt: skip
DERIVED = frozenset(("category", "activity", "reason", "targetName", "targetType"))  # parts of categoryInfo, left out of the tests' own file
MARK = "__after__"


def run_script(script: str) -> dict[str, Any]:
    """Run a script in a folder with ``here.txt`` and ``folder/inner.txt`` and return its ``errors``, ``parseErrors`` and ``continues``."""
    from pwsh_emu import deepthread

    here = os.getcwd()
    folder = os.path.realpath(tempfile.mkdtemp(prefix="e-"))
    try:
        (Path(folder) / "here.txt").write_text("one\ntwo\n")
        (Path(folder) / "folder").mkdir()
        (Path(folder) / "folder" / "inner.txt").write_text("inner\n")
        os.chdir(folder)
        with caserunner.stopped_late():
            got = deepthread.call(_run, script, lambda text: text.replace(folder, "/case"))
    finally:
        os.chdir(here)
        shutil.rmtree(folder, ignore_errors=True)
    return got


def _run(script: str, masked: Callable[[str], str]) -> dict[str, Any]:
    from pwsh_emu.console import BufferHost
    from pwsh_emu.runtime.errors import ControlFlow, ParseFailure, PSError
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.shell import build_session, uncaught

    session = build_session(BufferHost(), connected=False)
    output: list[Any] = []
    records: list[Any] = []
    session.streams.error = session.streams.external = records.append
    try:
        ScriptBlock.create(session, script)
        ScriptBlock.create(session, f"{script}\n'{MARK}'").invoke([], out=output.append, new_scope=False)
    except ParseFailure as failure:
        return _parse_errors(session, failure, masked)
    except PSError as error:
        records.append(uncaught(session, error))
    except ControlFlow:
        pass
    return {"errors": [fields(session, record, masked) for record in records], "continues": bool(output) and output[-1] == MARK}


def _parse_errors(session: Any, failure: Any, masked: Callable[[str], str]) -> dict[str, Any]:
    from pwsh_emu.runtime.parsefailure import uncaught_record

    source = failure.source
    found = []
    for error in failure.errors:
        line, column = source.position(error.start)
        end_line, end_column = source.position(error.end)
        found.append(
            {
                "errorId": error.error_id,
                "message": error.message,
                "line": line,
                "column": column,
                "endLine": end_line,
                "endColumn": end_column,
                "text": source.text[error.start : error.end],
                "incompleteInput": error.incomplete_input,
            }
        )
    return {"errors": [fields(session, uncaught_record(failure), masked)], "parseErrors": found, "continues": False}


@lru_cache(maxsize=1)
def _viewer() -> Any:
    """Return the session that shows the errors: the recording did it outside the one that gave them, whose functions it did not know."""
    from pwsh_emu.console import BufferHost
    from pwsh_emu.shell import build_session

    return build_session(BufferHost(), connected=False)


def fields(session: Any, record: Any, masked: Callable[[str], str] = str) -> dict[str, Any]:
    """Return the recorded fields of an error record."""
    from pwsh_emu.formatting.errorview import view_text
    from pwsh_emu.runtime import errorcategory
    from pwsh_emu.runtime.convert_text import to_string

    exception, invocation = record.exception, record.invocation
    extent = invocation.extent if invocation is not None else None
    line, column = extent.source.position(extent.start) if extent is not None else (0, 0)
    result = {
        "exceptionType": session.types.type_of(exception).full_name,
        "fullyQualifiedErrorId": record.fully_qualified_error_id,
        "categoryInfo": errorcategory.message(session, record),
        "category": str(record.category or "NotSpecified"),
        "activity": errorcategory.activity(record),
        "reason": errorcategory.reason(record),
        "targetName": errorcategory.target_name(session, record),
        "targetType": errorcategory.target_type(session, record),
        "message": exception.message,
        "view": view_text(_viewer(), record, 80).rstrip(),
        "innerExceptionType": session.types.type_of(exception.inner).full_name if exception.inner is not None else None,
        "innerMessage": exception.inner.message if exception.inner is not None else None,
        "errorDetails": record.details_message,
    }
    if invocation is not None:
        command = invocation.command
        result |= {
            "line": line,
            "column": column,
            "command": to_string(session, command) if command is not None else "",
            "invocationName": invocation.invocation_name or "",
        }
    return {name: masked(value) if isinstance(value, str) else value for name, value in result.items()}


def differences(recorded: dict[str, Any], got: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what a recorded entry has otherwise than a run gave: path of the field -> (recorded, given)."""
    result: dict[str, tuple[Any, Any]] = {}
    if "continues" in recorded and recorded["continues"] != got["continues"]:
        result["continues"] = (recorded["continues"], got["continues"])
    if recorded.get("parseErrors") and "parseErrors" in got:
        wanted = [{**error, "text": None} for error in recorded["parseErrors"]]
        given = [{**error, "text": None} for error in got["parseErrors"]]
        if wanted != given:
            result["parseErrors"] = (recorded["parseErrors"], got["parseErrors"])
    want, have = recorded["errors"], got["errors"]
    if len(want) != len(have):
        result["number of errors"] = ([error["message"] for error in want], [error["message"] for error in have])
    for index, (one, other) in enumerate(zip(want, have, strict=False)):
        for name in FIELDS:
            if (name == "view" and not one.get(name)) or (
                name in DERIVED and name not in one
            ):  # it shows nothing of some errors at the end of a text
                continue
            if one.get(name) != other.get(name):
                result[f"{index}.{name}"] = (one.get(name), other.get(name))
    return result
