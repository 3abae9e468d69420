"""Errors of tests as Pester shows them: the message, and where it happened."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord


def message_lines(record: ErrorRecord) -> list[str]:
    """Return the lines of an error's message: inner exceptions first, each with its type's name; a failed assertion is its text alone."""
    if record.error_id == "PesterAssertionFailed":
        return [line for line in record.exception.message.splitlines() if line]
    lines: list[str] = []
    exception: Any = record.exception
    while exception is not None:
        own = [line for line in exception.message.splitlines() if line]
        if own:
            own[0] = f"{exception.type_name.rpartition('.')[2].rpartition('+')[2]}: {own[0]}"
        lines = own + lines
        exception = exception.inner
    return lines


def trace_lines(record: ErrorRecord, base_depth: int) -> list[str]:
    """Return where an error happened: the assertion's own line, then the calls down to the test's body (``base_depth`` blocks lie below)."""
    lines: list[str] = []
    target = record.target_object
    if record.error_id == "PesterAssertionFailed":
        lines.append(f"at {str(target.get('LineText') or '').strip()}, {target.get('File') or ''}:{target.get('Line') or ''}")
    stack = (record.script_stack_trace or "").splitlines()
    if len(stack) > base_depth:
        stack = stack[: len(stack) - base_depth]
    return lines + [_linked(line) for line in stack]


def _linked(line: str) -> str:
    """Return a line of a stack trace with ``file:12`` instead of ``file: line 12``, which editors make a link of."""
    head, separator, number = line.rpartition(": line ")
    return f"{head}:{number}" if separator and number.strip().isdigit() else line


def prepare(record: ErrorRecord, base_depth: int) -> None:
    """Give a record the properties DisplayErrorMessage and DisplayStackTrace."""
    if record.extended is None:
        record.extended = {}
    if "DisplayErrorMessage" not in record.extended:
        record.extended["DisplayErrorMessage"] = "\n".join(message_lines(record))
        record.extended["DisplayStackTrace"] = "\n".join(trace_lines(record, base_depth))
