"""What happens when a statement fails: positions, ``$?``, ``$Error``, preferences, traps, catch clauses and ``throw``.

Compiled code calls `statement_error` from the handler around each statement. It gives the error its position (the traceback's line
number is an index into the block's extents) and then does what PowerShell does: goes up to an enclosing try, asks a trap, follows
``$ErrorActionPreference``, or reports the error and lets the next statement run.
"""

from __future__ import annotations

import sys

from pwsh_emu.runtime.errors import (
    RUNTIME_EXCEPTION,
    BreakLoop,
    ContinueLoop,
    ControlFlow,
    ErrorRecord,
    ExceptionObject,
    ExitScript,
    InvocationInfo,
    NetException,
    PSError,
    ScriptExtent,
    copied,
    defect_record,
)
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session

Extents = list[tuple[int, int]]


class _Return:
    __slots__ = ()


RETURN: Any = _Return()  # what a part of a block gives back that wants the whole block to return


class ReturnFlow(ControlFlow):
    """``return`` inside a subexpression: leaves the script block that the frame runs."""

    def __init__(self, frame: Any) -> None:
        super().__init__()
        self.frame = frame


def check_return(flow: ReturnFlow, frame: Any) -> None:
    """Take a return that is meant for this frame; hand on any other."""
    if flow.frame is not frame:
        raise flow


LEAVING = (ReturnFlow, BreakLoop, ContinueLoop, ExitScript)  # what leaves a subexpression before its end


def hand_on(items: list[Any], around: Any, flow: ControlFlow) -> None:
    """Write what a subexpression collected to the output around it, which control leaves; then let it leave."""
    if around is not None:
        for item in items:
            around(item)
    raise flow


def loop_break(flow: BreakLoop, label: str | None) -> None:
    """Take a ``break`` that means the loop with this label, or any loop; hand on any other."""
    if flow.label and flow.label.lower() != label:
        raise flow


def loop_continue(flow: ContinueLoop, label: str | None) -> None:
    """Take a ``continue`` that means the loop with this label, or any loop; hand on any other."""
    if flow.label and flow.label.lower() != label:
        raise flow


# --- errors of any kind as PSError ------------------------------------------------------------------------------------


def as_error(error: BaseException) -> PSError:
    """Return the PSError that a Python exception stands for; the same one each time."""
    if isinstance(error, PSError):
        return error
    made: PSError | None = getattr(error, "ps_error", None)
    if made is None:
        made = _convert(error)
        error.ps_error = made  # type: ignore[attr-defined]
    return made


def _convert(error: BaseException) -> PSError:
    if isinstance(error, NetException):
        return wrapped_exception(error.exception)
    if isinstance(error, RecursionError):
        from pwsh_emu.runtime.frame import call_depth_overflow

        return call_depth_overflow()
    if isinstance(error, MemoryError):
        exception = ExceptionObject("System.OutOfMemoryException", "Exception of type 'System.OutOfMemoryException' was thrown.")
        return PSError(ErrorRecord(exception, "System.OutOfMemoryException", "NotSpecified"))
    from pwsh_emu.runtime.errors import ParseFailure

    if isinstance(error, ParseFailure):
        return parse_error(error)
    import os

    if os.environ.get("PWSH_EMU_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return PSError(defect_record(error))


def parse_error(failure: Any) -> PSError:
    """Return the error of a text that did not parse while a script ran."""
    from pwsh_emu.runtime.parsefailure import parse_error_record

    return PSError(parse_error_record(failure))


def wrapped_exception(exception: ExceptionObject) -> PSError:
    """Return the error of a .NET exception that came up in an expression (ExceptionHandlingOps.ConvertToRuntimeException)."""
    record = exception.error_record
    if record is None:
        record = ErrorRecord(exception, exception.type_name, "OperationStopped")
    return PSError(record)


# --- positions ----------------------------------------------------------------------------------------------------------


def extent_at(source: Any, extents: Extents, line: int) -> ScriptExtent:
    start, end = extents[line - 1] if 0 < line <= len(extents) else (0, 0)
    return ScriptExtent(source, start, end)


def place(frame: Frame, error: PSError, origin: BaseException, extents: Extents) -> None:
    """Give an error that has no position the extent of the statement that failed, and every error its stack trace."""
    invocation = error.record.invocation
    extent = None
    if invocation is None or invocation.extent is None:
        extent = extent_at(frame.compiled.source, extents, standing_at(frame, failing_line(frame, origin, extents), extents))
    place_at(frame, error, extent)


def place_at(frame: Frame, error: PSError, extent: ScriptExtent | None) -> None:
    """Give an error that has no position the extent, and every error its stack trace."""
    record = error.record
    invocation = record.invocation
    if extent is not None and (invocation is None or invocation.extent is None):
        if invocation is None:
            invocation = record.invocation = InvocationInfo(None, extent)
            invocation.ps_command_path = extent.source.file
        else:
            invocation.extent = extent
        inner = record.exception.inner
        if inner is not None and inner.error_record is not None and inner.error_record.invocation is None:
            inner.error_record.invocation = invocation  # both exceptions of a failed cast hold the one record
    if record.script_stack_trace is None:
        record.script_stack_trace = stack_trace(frame.session, extent if invocation is None else invocation.extent)


def failing_line(frame: Frame, origin: BaseException, extents: Extents) -> int:
    """Return the line of compiled code that failed: of the innermost function that belongs to the same run of the same block."""
    traceback = origin.__traceback__
    line = 0
    while traceback is not None:
        python = traceback.tb_frame
        if python.f_globals.get("EXTENTS") is not extents or python.f_locals.get("frame") is not frame:
            if line:
                break
        else:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def standing_at(frame: Frame, line: int, extents: Extents) -> int:
    """Return the line where a frame stands that runs a statement: that of a statement inside it, once one began."""
    inner = frame.at
    if 0 < inner <= len(extents) and 0 < line <= len(extents) and inner != line:
        start, end = extents[line - 1]
        first, last = extents[inner - 1]
        if start <= first and last <= end:
            return inner
    return line


def running_positions(session: Session, skip: int = 1) -> list[tuple[Any, ScriptExtent]]:
    """Return (Frame, extent of its running statement) of all running script blocks of a session, innermost first."""
    result: list[tuple[Any, ScriptExtent]] = []
    seen: set[int] = set()
    python: Any = sys._getframe(skip)
    while python is not None:
        code = python.f_code
        if code.co_filename.startswith("<pwsh:"):
            frame = python.f_locals.get("frame")
            if frame is not None and id(frame) not in seen and frame.session is session:
                seen.add(id(frame))
                namespace = python.f_globals
                extents = namespace["EXTENTS"]
                result.append((frame, extent_at(namespace["SOURCE"], extents, standing_at(frame, python.f_lineno, extents))))
        python = python.f_back
    return result


def stack_trace(session: Session, extent: ScriptExtent | None) -> str:
    """Return ErrorRecord.ScriptStackTrace for an error at an extent of the innermost block."""
    lines = []
    for index, (frame, position) in enumerate(running_positions(session, 2)):
        where = extent if index == 0 and extent is not None and extent.source is position.source else position
        lines.append(stack_line(frame, where))
    return "\n".join(lines)


def script_stack_trace(session: Session, record: ErrorRecord) -> str:
    """Return the stack trace of a record for where the session stands."""
    return stack_trace(session, record.invocation.extent if record.invocation is not None else None)


def frame_name(frame: Any, extent: ScriptExtent) -> str:
    """Return what a running block is called in stack traces: its function's name, else <ScriptBlock>."""
    name = str(frame.block.name or "<ScriptBlock>")
    file = extent.source.file
    return "<ScriptBlock>" if file and name.lower().endswith(".ps1") and file.endswith(name) else name


def stack_line(frame: Any, extent: ScriptExtent) -> str:
    name = frame_name(frame, extent)
    file = extent.source.file
    line = extent.source.position(extent.start)[0]
    return f"at {name}, {file or '<No file>'}: line {line}"


# --- a statement failed ---------------------------------------------------------------------------------------------------


def statement_error(frame: Frame, origin: BaseException, extents: Extents, out: Any) -> Any:
    """Deal with an error that a statement let through; returns where the next statement is to run, else raises it again.

    Returns `RETURN` where a trap says that the block is to return.
    """
    error = as_error(origin)
    place(frame, error, origin, extents)
    session = frame.session
    session.ok = False
    traps = frame.traps[-1] if frame.traps else None
    if traps is None:
        if session.catching or error.stop:
            raise error
        action = preference(session)
        note(session, error.record)
    else:
        at, frame.at = frame.at, failing_line(frame, origin, extents)
        try:
            result = _run_trap(frame, error, traps, out)
        finally:
            frame.at = at
        if result is None:
            traps = None
            if session.catching > 1 or error.stop:
                raise error
            action = preference(session)
            note(session, error.record)
        elif result == "return":
            return RETURN
        else:
            action = "SilentlyContinue" if result == "continue" else "Stop" if result == "break" else preference(session)
            session.ok = False
    if action in ("SilentlyContinue", "Ignore"):
        return None
    if action == "Stop":
        if traps is None:
            error.stop = True
        raise error
    if traps is None and error.throw:
        raise error
    report(session, error.record)
    return None


def preference(session: Session) -> str:
    """Return the name that $ErrorActionPreference holds."""
    cell = session.scope.find("erroractionpreference")
    if cell is None:
        return "Continue"
    value = cell.value
    text = str(value.base if type(value) is PSObject else value)
    return text if text in ("Continue", "Stop", "SilentlyContinue", "Ignore", "Inquire", "Break", "Suspend") else text.capitalize()


def note(session: Session, record: ErrorRecord) -> None:
    """Add an error to $Error and to the -ErrorVariable of the advanced functions that run, once."""
    if not record.reported:
        record.reported = True
        if record.invocation is not None:
            record.invocation.number(session)
        if session.call_stack:
            from pwsh_emu.runtime.processor import enclosing

            for processor in enclosing(session):
                if processor.error_variable is not None:
                    processor.error_variable(record)
        session.errors.insert(0, record)
        if len(session.errors) > 256:
            del session.errors[256:]


def report(session: Session, record: ErrorRecord) -> None:
    """Show an error of a statement and add it to $Error."""
    note(session, record)
    session.streams.error(record)


# --- traps ----------------------------------------------------------------------------------------------------------------


def push_traps(frame: Frame, handlers: list[Any] | None) -> None:
    """Put a statement list's trap handlers in force; None hides those outside (inside try). Errors of what is called now come up to them."""
    if frame.traps is None:
        frame.traps = []
    frame.traps.append(handlers)
    if handlers is not None:
        frame.session.catching += 1


def pop_traps(frame: Frame) -> None:
    assert frame.traps is not None
    if frame.traps.pop() is not None:
        frame.session.catching -= 1


def _run_trap(frame: Frame, error: PSError, handlers: list[Any], out: Any) -> str | None:
    """Run the trap that fits an error: "continue", "break", "return" or "" where it only ran to its end; None where none fits."""
    sites = [kind for kind, _ in handlers]
    found = _matching_trap(frame, error, [[site] if site is not None else [] for site in sites])
    if found is None:
        return None
    index, record = found
    session = frame.session
    note(session, error.record)
    from pwsh_emu.runtime.frame import Frame as NewFrame
    from pwsh_emu.runtime.scopes import Scope

    scope = Scope(frame.scope)
    inner = NewFrame(session, frame.block, scope, frame.args)
    inner.bound = frame.bound
    inner.invocation = frame.invocation
    inner.cmdlet = frame.cmdlet
    inner.set_underscore(record)
    catching, session.catching = session.catching, 0
    stack_depth = frame.traps
    frame.traps = None
    try:
        result = inner.run(handlers[index][1], out)
    finally:
        session.catching = catching
        frame.traps = stack_depth
    return result or ""


# --- catch ----------------------------------------------------------------------------------------------------------------


def catch_error(frame: Frame, origin: BaseException, extents: Extents, clauses: list[list[Any]]) -> tuple[int, Any]:
    """Return (number of the catch clause that takes an error, its ``$_``), or (-1, None)."""
    error = as_error(origin)
    place(frame, error, origin, extents)
    frame.session.ok = False
    lone = clauses == [[]]  # a general clause that takes the outer exception
    found = (0, error.record) if lone else _matching_clause(frame, error, clauses)
    if found is None:
        return -1, None
    note(frame.session, error.record)
    return found


def _matching_trap(frame: Frame, error: PSError, clauses: list[list[Any]]) -> tuple[int, ErrorRecord] | None:
    """Find the trap for an error as ExceptionHandlingOps.ProcessTraps does: one for the inner exception first, then for the outer one."""
    record = error.record
    outer = record.exception
    inner = outer.inner
    if error.stopped_command and any(clauses):
        index = _stopped_by_preference(frame, clauses)
        if index >= 0:
            return index, _with_exception(record, stop_exception(record))
    catch_all = next((index for index, types in enumerate(clauses) if not types), -1)
    if error.of_cmdlet and not error.throw:  # what flies is a CmdletInvocationException around the record's
        inner, outer = outer, ExceptionObject(_CMDLET_EXCEPTION, outer.message, outer)
    if inner is not None:
        index = _by_type(frame, inner, clauses)
        if index >= 0:
            return index, _with_exception(record, inner)
    index = _by_type(frame, outer, clauses)
    if index >= 0:
        return index, record
    if inner is not None and inner.inner is not None and outer.type_name.endswith("CmdletInvocationException"):
        index = _by_type(frame, inner.inner, clauses)
        if index >= 0:
            return index, _with_exception(record, inner.inner)
    if catch_all < 0:
        return None
    return catch_all, _with_exception(record, inner) if inner is not None else record


def _matching_clause(frame: Frame, error: PSError, clauses: list[list[Any]]) -> tuple[int, ErrorRecord] | None:
    """Return the most specific clause for the exceptions that an error consists of, as ExceptionHandlingOps.FindMatchingHandler does.

    The fewer clauses' types derive from a clause's type, the better it is.

    The error of a command that a preference stopped is an ActionPreferenceStopException, one that a cmdlet ended with a
    CmdletInvocationException, both around what the record holds; that one is searched for last and first, in this order.
    """
    from pwsh_emu.runtime.compile.support import resolve_type
    from pwsh_emu.runtime.registry import is_assignable

    session = frame.session
    named = [(index, resolve_type(frame, site)) for index, types in enumerate(clauses) for site in types]
    general = next((index for index, types in enumerate(clauses) if not types), -1)
    found, rank, passed = -1, len(named) + 1, None

    def search(kind: Any, exception: ExceptionObject | None) -> bool:
        """Take the clause for a type if it is a better one; True where none can be better."""
        nonlocal found, rank, passed
        exact = next((one for one in named if one[1].full_name == kind.full_name), None)
        match = exact or next((one for one in named if is_assignable(kind, one[1])), None)
        if match is None:
            index, new = general, len(named)
        else:
            index = match[0]
            new = sum(other[1].full_name != match[1].full_name and is_assignable(other[1], match[1]) for other in named[: named.index(match)])
        if index >= 0 and (new < rank or (new == rank and index == general)):
            found, rank, passed = index, new, exception
        return rank == 0

    record = error.record
    outer = record.exception
    inner = outer.inner
    actual = session.types.type_of(outer)
    wrapped = error.of_cmdlet and not error.throw
    at_runtime = is_assignable(actual, session.types.resolve(RUNTIME_EXCEPTION))
    if error.stopped_command and outer.type_name != STOP_EXCEPTION:
        if not search(session.types.resolve(STOP_EXCEPTION), None):
            if at_runtime and inner is not None:
                search(session.types.type_of(inner), None)
            if rank:
                search(actual, None)
    elif at_runtime and not wrapped:
        if (inner is None or not search(session.types.type_of(inner), inner)) and not search(actual, outer):
            if inner is not None and inner.inner is not None and outer.type_name.endswith(".CmdletInvocationException"):
                search(session.types.type_of(inner.inner), inner.inner)
    elif not search(actual, None):
        cmdlet = _CMDLET_EXCEPTION if wrapped else RUNTIME_EXCEPTION
        if not search(session.types.resolve(cmdlet), None) and wrapped and inner is not None:
            search(session.types.type_of(inner), None)
    if found < 0:
        return None
    return found, record if passed is None or passed is outer else _with_exception(record, passed)


def _by_type(frame: Frame, exception: ExceptionObject, clauses: list[list[Any]]) -> int:
    """Return the clause that names the exception's very type, else the first that names a base of it, else -1."""
    from pwsh_emu.runtime.compile.support import resolve_type

    if not any(clauses):
        return -1
    session = frame.session
    actual = session.types.type_of(exception)
    general = -1
    for index, types in enumerate(clauses):
        for site in types:
            wanted = resolve_type(frame, site)
            if wanted is actual or wanted.full_name == actual.full_name:
                return index
            if general < 0 and session.types.is_instance(exception, wanted):
                general = index
    return general


STOP_EXCEPTION = "System.Management.Automation.ActionPreferenceStopException"
_CMDLET_EXCEPTION = "System.Management.Automation.CmdletInvocationException"
_STOP_BASES = (RUNTIME_EXCEPTION, "System.SystemException", "System.Exception")


def _stopped_by_preference(frame: Frame, clauses: list[list[Any]]) -> int:
    """Return the clause that takes the exception by which -ErrorAction Stop ends a command, else -1."""
    from pwsh_emu.runtime.compile.support import resolve_type

    general = -1
    for index, types in enumerate(clauses):
        for site in types:
            name = resolve_type(frame, site).full_name
            if name == STOP_EXCEPTION:
                return index
            if general < 0 and name in _STOP_BASES:
                general = index
    return general


def stop_exception(record: ErrorRecord) -> ExceptionObject:
    """Return the ActionPreferenceStopException around an error that a preference made terminating."""
    text = f'The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: {record.message}'
    exception = ExceptionObject(STOP_EXCEPTION, text)
    exception.error_record = record
    return exception


def _with_exception(record: ErrorRecord, exception: ExceptionObject) -> ErrorRecord:
    """Return a copy of a record that holds another exception."""
    if exception is record.exception:
        return record
    twin = copied(record)
    twin.exception = exception
    if record.reason is None:
        twin.reason = record.exception.type_name.rpartition(".")[2]
    return twin


# --- throw ----------------------------------------------------------------------------------------------------------------


def throw_value(frame: Frame, value: Any, extents: Extents, line: int) -> PSError:
    """Return the script-terminating error of ``throw value``."""
    error = _thrown(frame.session, value)
    error.throw = True
    record = error.record
    record.reported = False
    if is_runtime_exception(frame.session, record.exception):
        record.exception.data["WasThrownFromThrowStatement"] = True
    extent = extent_at(frame.compiled.source, extents, line)
    if record.invocation is None or record.invocation.extent is None:
        record.invocation = InvocationInfo(None, extent)
        record.invocation.ps_command_path = extent.source.file
    if record.script_stack_trace is None:
        record.script_stack_trace = stack_trace(frame.session, extent)
    return error


def _thrown(session: Session, value: Any) -> PSError:
    base = value.base if type(value) is PSObject else value
    if isinstance(base, ErrorRecord):
        return PSError(copied(base))
    exception = exception_of(base)
    if exception is not None:
        if exception.error_record is not None:
            return PSError(exception.error_record)
        if is_runtime_exception(session, exception):
            record = ErrorRecord(exception, exception.type_name.rpartition(".")[2], "NotSpecified")
            exception.error_record = record
            return PSError(record)
        record = ErrorRecord(exception, exception.message, "OperationStopped")
        return PSError(record)
    if base is None or base is AUTOMATION_NULL:
        return _halted()
    from pwsh_emu.runtime.conversion import to_string

    message = to_string(session, base)
    outer = ExceptionObject(RUNTIME_EXCEPTION, message)
    record = ErrorRecord(outer, message, "OperationStopped", value)
    outer.error_record = record
    return PSError(record)


def is_runtime_exception(session: Session, exception: ExceptionObject) -> bool:
    """Tell whether an exception is a RuntimeException or derives from it."""
    runtime = session.types.resolve(RUNTIME_EXCEPTION)
    return bool(session.types.is_instance(exception, runtime))


def exception_of(value: Any) -> ExceptionObject | None:
    """Return the exception that a value is (also the object of a script class that derives from one)."""
    if isinstance(value, ExceptionObject):
        return value
    held = getattr(value, "exception_object", None)
    return held if isinstance(held, ExceptionObject) else None


def _halted() -> PSError:
    exception = ExceptionObject(RUNTIME_EXCEPTION, "ScriptHalted", None, {"WasThrownFromThrowStatement": True})
    record = ErrorRecord(exception, "ScriptHalted", "OperationStopped")
    exception.error_record = record
    return PSError(record)


def rethrow(frame: Frame, extents: Extents, line: int) -> PSError:
    """Return the error of a ``throw`` without a value: the one being caught, else "ScriptHalted"."""
    cell = frame.scope.find("_")
    value = cell.value if cell is not None else None
    if isinstance(value, ErrorRecord):
        again = PSError(value, throw=True)
        again.rethrown = not value.thrown
        return again
    error = _halted()
    error.throw = True
    extent = extent_at(frame.compiled.source, extents, line)
    error.record.invocation = InvocationInfo(None, extent)
    error.record.script_stack_trace = stack_trace(frame.session, extent)
    return error


__all__ = ["RETURN", "UNSET", "PSArray", "as_error", "catch_error", "statement_error"]
