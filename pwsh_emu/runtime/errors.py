"""Errors as data, and the Python exceptions that carry them or other transfers of control through compiled code.

    ControlFlow                    not errors: break, continue, exit, a stopped pipeline
      BreakLoop, ContinueLoop, ExitScript, StopUpstream, PipelineStopped
    NetException                   a .NET exception that a member's Python function raises
    PSError                        a terminating PowerShell error in flight, with its ErrorRecord

Three things stay apart: a *non-terminating* error is an ErrorRecord written to the error stream; a *statement-terminating* one
is a PSError with ``throw=False`` (without an enclosing try or trap it is reported and the next statement runs); a
*script-terminating* one is a PSError with ``throw=True`` (``throw``, -ErrorAction Stop). Rendering is ``formatting``'s job.
"""

from __future__ import annotations

from pwsh_emu.runtime.values import Extensible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Part = TypeVar("_Part", "ErrorRecord", "InvocationInfo")

RUNTIME_EXCEPTION = "System.Management.Automation.RuntimeException"


class ExceptionObject(Extensible):
    """A .NET exception as a value: ``type_name`` is its full name ("System.DivideByZeroException").

    ``data`` holds further properties by name (ParamName, ErrorRecord, ItemName …); ``error_record`` the record of a RuntimeException.
    """

    __slots__ = ("added_type_names", "data", "error_record", "extended", "inner", "instance", "message", "stack_trace", "type_name")

    def __init__(self, type_name: str, message: str, inner: ExceptionObject | None = None, data: dict[str, Any] | None = None) -> None:
        self.type_name = type_name
        self.message = message
        self.inner = inner
        self.data = data or {}
        self.error_record: ErrorRecord | None = None
        self.stack_trace: str | None = None
        self.instance: Any = None  # the object of a script class that derives from Exception
        self.extended = None
        self.added_type_names = None


class ScriptExtent:
    """A piece of source text: where an error happened. ``start`` and ``end`` are offsets into ``source.text``."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Any, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        return str(self.source.text[self.start : self.end])

    def __str__(self) -> str:
        return self.text


class InvocationInfo(Extensible):
    """$MyInvocation and ErrorRecord.InvocationInfo: the command, the place of its call and how it was called."""

    __slots__ = (
        "added_type_names", "bound_parameters", "command", "display_extent", "expecting_input", "extended", "extent", "history_id",
        "invocation_name", "pipeline_length", "pipeline_position", "ps_command_path", "ps_script_root", "unbound_arguments",
    )  # fmt: skip

    def __init__(self, command: Any = None, extent: ScriptExtent | None = None, invocation_name: str = "") -> None:
        self.command = command  # CommandInfo or None
        self.extent = extent  # of the call
        self.display_extent: ScriptExtent | None = None
        self.invocation_name = invocation_name
        self.bound_parameters: Any = None
        self.unbound_arguments: list[Any] = []
        self.expecting_input = False
        self.pipeline_length = 1
        self.pipeline_position = 1
        self.history_id = 0  # until `number` says it
        self.ps_command_path: str | None = None
        self.ps_script_root: str | None = None
        self.extended = None
        self.added_type_names = None

    def number(self, session: Any) -> int:
        """Return the history's number of the command that ran when this was first asked for, 1 where nothing is kept."""
        if not self.history_id:
            history = session.services.get("history")
            self.history_id = 1 if history is None else history.next_id
        return self.history_id


class ErrorRecord(Extensible):
    """System.Management.Automation.ErrorRecord.

    ``category`` is ErrorCategory's name; ``activity``, ``reason``, ``target_name`` and ``target_type`` are CategoryInfo's parts where they
    are not derived from the invocation, exception and target. ``error_id`` is the id without the command's suffix;
    ``fully_qualified_error_id`` joins both.
    """

    __slots__ = (
        "activity", "added_type_names", "category", "details_message", "details_recommendation", "error_id", "exception", "extended",
        "invocation", "origin", "pipeline_iteration_info", "reason", "reported", "script_stack_trace", "target_name", "target_object", "target_type",
    )  # fmt: skip

    def __init__(self, exception: ExceptionObject, error_id: str, category: str = "NotSpecified", target: Any = None) -> None:
        self.exception = exception
        self.error_id = error_id
        self.category = category
        self.target_object = target
        self.origin: str | None = None  # the suffix of FullyQualifiedErrorId: a cmdlet's implementing type name or a function's name
        self.activity: str | None = None
        self.reason: str | None = None
        self.target_name: str | None = None
        self.target_type: str | None = None
        self.details_message: str | None = None
        self.details_recommendation: str | None = None
        self.invocation: InvocationInfo | None = None
        self.script_stack_trace: str | None = None
        self.pipeline_iteration_info: list[int] = []
        self.reported = False  # already added to $Error and written
        self.extended = None
        self.added_type_names = None

    @property
    def fully_qualified_error_id(self) -> str:
        return f"{self.error_id},{self.origin}" if self.origin else self.error_id

    @property
    def thrown(self) -> bool:
        """Whether a ``throw`` statement made it (RuntimeException.WasThrownFromThrowStatement)."""
        return bool(self.exception.data.get("WasThrownFromThrowStatement"))

    @property
    def message(self) -> str:
        return self.details_message if self.details_message is not None else self.exception.message


def copied(part: _Part) -> _Part:
    """Return another record or InvocationInfo with the same contents."""
    twin: _Part = object.__new__(type(part))
    for slot in type(part).__slots__:
        setattr(twin, slot, getattr(part, slot))
    return twin


class NetException(Exception):
    """What a member's function raises where the .NET member throws; also conversions and parsing."""

    def __init__(self, type_name: str, message: str, inner: ExceptionObject | None = None, **data: Any) -> None:
        super().__init__(message)
        self.exception = ExceptionObject(type_name, message, inner, data)


class PSError(Exception):
    """A terminating PowerShell error in flight. ``throw`` tells script-terminating from statement-terminating; ``stop`` that
    -ErrorAction Stop or $ErrorActionPreference made it so, which no outer preference takes back; ``of_cmdlet`` that a cmdlet ended with it."""

    of_cmdlet = False
    stopped_command = False  # -ErrorAction Stop made an error that a command wrote end it: what flies is an ActionPreferenceStopException
    rethrown = False  # a ``throw`` without a value handed on what a catch clause had taken

    def __init__(self, record: ErrorRecord, *, throw: bool = False, stop: bool = False) -> None:
        super().__init__(record.exception.message)
        self.record = record
        self.throw = throw
        self.stop = stop


class ParseFailure(Exception):
    """A text with parse errors was to be run. ``errors`` are `language.errors.ParseError`, ``source`` the text."""

    def __init__(self, errors: list[Any], source: Any) -> None:
        super().__init__(errors[0].message)
        self.errors = errors
        self.source = source


def claim(error: PSError, invocation: InvocationInfo, origin: str | None, name: str) -> None:
    """Make an error a cmdlet's or advanced function's own that came up in what it runs, as CmdletInvocationException does.

    What was thrown, stopped by a preference or is another cmdlet's already stays as it is (CommandProcessorBase.ManageInvocationException).
    """
    record = error.record
    if error.of_cmdlet:
        return
    error.of_cmdlet = True
    if error.throw or record.invocation is invocation or record.error_id == "CallDepthOverflow":
        return
    claimed = copied(record)
    claimed.invocation = copied(invocation)
    if record.invocation is not None:
        claimed.invocation.display_extent = record.invocation.display_extent
    claimed.origin = origin
    claimed.activity = name
    error.record = claimed


def runtime_error(
    error_id: str,
    message: str,
    category: str = "InvalidOperation",
    target: Any = None,
    *,
    type_name: str = RUNTIME_EXCEPTION,
    inner: ExceptionObject | None = None,
) -> PSError:
    """Build the statement-terminating error of a failed expression; the caller raises it, the running statement adds the position."""
    exception = ExceptionObject(type_name, message, inner)
    record = ErrorRecord(exception, error_id, category, target)
    exception.error_record = record
    return PSError(record)


def placed(error: PSError, source: Any, start: int, end: int) -> PSError:
    """Give an error a place of its own within the expression that failed, and return it."""
    invocation = error.record.invocation = InvocationInfo(None, ScriptExtent(source, start, end))
    invocation.ps_command_path = source.file
    return error


def defect_record(error: BaseException) -> ErrorRecord:
    """Return what is said of a Python exception that no PowerShell error stands for: a defect of the emulator."""
    message = f"The emulator failed internally ({type(error).__name__}: {error}). Please report the script that did it."
    return ErrorRecord(ExceptionObject("System.InvalidOperationException", message), "EmulatorDefect")


def not_supported(what: str) -> PSError:
    """Build the error for what PowerShell has and this emulator lacks."""
    return runtime_error(
        "NotSupportedByEmulator",
        f"{what} is not supported by this emulator yet.",
        "NotImplemented",
        type_name="System.Management.Automation.PSNotSupportedException",
    )


# --- transfers of control that are not errors -------------------------------------------------------------------------


class ControlFlow(BaseException):
    """Base of the transfers of control that no catch clause sees."""


class BreakLoop(ControlFlow):
    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class ContinueLoop(ControlFlow):
    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class ExitScript(ControlFlow):
    """``exit n``; ends the script file (or the session)."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class StopUpstream(ControlFlow):
    """A command (Select-Object -First) wants no more input; ``command`` is the processor that asked."""

    def __init__(self, command: Any) -> None:
        super().__init__()
        self.command = command


class PipelineStopped(ControlFlow):
    """The host stopped the run (Ctrl+C, a time or memory limit); ``exit_code`` is what the process then ends with."""

    def __init__(self, exit_code: int = 130) -> None:
        super().__init__()
        self.exit_code = exit_code
