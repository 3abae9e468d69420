"""A parse failure as an ErrorRecord: what $Error and catch clauses see of a text that does not parse."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, ParseFailure, ScriptExtent

EXCEPTION = "System.Management.Automation.ParseException"
STAND_IN = "System.Management.Automation.ParentContainsErrorRecordException"


def message_of(failure: ParseFailure) -> str:
    """Return the message of a ParseException: every error with its place, as PowerShell words it."""
    from pwsh_emu.language.errorview import exception_message

    return exception_message(failure.errors, failure.source)


def parse_error_record(failure: ParseFailure) -> ErrorRecord:
    """Return the record of the first error, with all of them in the message."""
    first: Any = failure.errors[0]
    exception = ExceptionObject(EXCEPTION, message_of(failure), None, {"Errors": failure})
    record = ErrorRecord(exception, first.error_id, "ParserError")
    exception.error_record = record
    record.invocation = InvocationInfo(None, ScriptExtent(failure.source, first.start, first.end))
    return record


def uncaught_record(failure: ParseFailure) -> ErrorRecord:
    """Return the record as it is shown where nothing caught the failure: it holds the stand-in that ParseException.ErrorRecord puts into it."""
    record = parse_error_record(failure)
    record.exception = ExceptionObject(STAND_IN, record.exception.message)
    return record
