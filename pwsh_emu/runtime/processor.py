"""Command processors: what runs one command of a pipeline, whatever kind of command it is.

A processor is prepared (its arguments are bound), begun, fed objects, and finished; `pipeline` strings processors together by making
each one's sink the next one's ``feed``. This module has the base class, with the streams and preferences that every command
has, and `CmdletProcessor`; functions and scripts are in `scriptcommand`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.bindingerrors import INPUT_NOT_BOUND, BindingError, input_error
from pwsh_emu.runtime.cmdletbinder import CmdletBinder
from pwsh_emu.runtime.errors import (
    ControlFlow,
    ErrorRecord,
    ExceptionObject,
    InvocationInfo,
    NetException,
    PSError,
    ScriptExtent,
    StopUpstream,
    claim,
)
from pwsh_emu.runtime.plan import Plan, Slot, plan_of
from pwsh_emu.runtime.preferences import (
    CONTINUE,
    IGNORE,
    INQUIRE,
    SILENTLY_CONTINUE,
    STOP,
    is_on,
    number_of,
    preference,
)
from pwsh_emu.runtime.values import PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.command import Cmdlet, CmdletInfo, CommandInfo
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session

Sink = Callable[[Any], Any]


class PipelineFailed(ControlFlow):
    """A command further down failed: those before it see only that the pipeline ends. ``run`` holds the error."""

    def __init__(self, run: PipelineRun) -> None:
        super().__init__()
        self.run = run


class CommandProcessor:
    """Base of all processors.

    ``info`` is the CommandInfo, ``name`` what errors call it, ``origin`` the suffix of its error ids; ``scope`` the scope it was called in;
    ``out`` its output sink; ``feed`` what an object is handed to once it has begun.
    """

    __slots__ = (
        "_error_action",
        "_invocation",
        "began",
        "binder",
        "bound",
        "call",
        "captures",
        "error_variable",
        "expects_input",
        "feed",
        "info",
        "information_variable",
        "invocation_command",
        "name",
        "no_to_all",
        "origin",
        "out",
        "position",
        "processed",
        "run",
        "scope",
        "session",
        "streams",
        "warning_variable",
        "yes_to_all",
    )  # fmt: skip

    def __init__(self, session: Session, call: CommandCall, info: CommandInfo, run: PipelineRun, position: int) -> None:
        self.session = session
        self.call = call
        self.info = info
        self.run = run
        self.position = position
        self.name = info.name
        self.origin: str | None = info.name or None
        self.expects_input = position > 1 or run.has_head
        self.scope = session.scope
        self.streams = session.streams
        self.out: Sink = run.out
        self.feed: Sink = self.receive_early
        self.began = False
        self.processed = False  # the part that runs once without pipeline input has run
        self.binder: Any = None
        self.bound: dict[str, Any] = {}
        self._invocation: InvocationInfo | None = None
        self._error_action: int | None = None
        self.captures: list[Any] | None = None
        self.error_variable: Any = None
        self.warning_variable: Any = None
        self.information_variable: Any = None
        self.yes_to_all = self.no_to_all = False

    # --- places ---
    @property
    def source(self) -> Any:
        return self.call.source

    @property
    def extent(self) -> ScriptExtent | None:
        call = self.call
        return ScriptExtent(call.source, call.start, call.end) if call.source is not None else None

    @property
    def invocation(self) -> InvocationInfo:
        """Its $MyInvocation."""
        made = self._invocation
        if made is None:
            call = self.call
            made = self._invocation = InvocationInfo(self.info, self.extent, call.invocation_name)
            made.pipeline_position = self.position
            made.pipeline_length = self.run.length
            made.expecting_input = self.expects_input
            made.bound_parameters = self.bound
        return made

    # --- the life of a command ---
    def prepare(self) -> None:
        """Bind the command line."""

    def begin(self) -> None:
        """Run what comes before the first object."""

    def settle(self) -> None:
        """Choose the shortest way for objects, when all commands of the pipeline have begun and ``out`` is final."""

    def process(self, value: Any) -> None:
        """Take one pipeline object."""

    def process_alone(self) -> None:
        """Run what a command does once that gets no pipeline input; `finish` then leaves that out."""

    def finish(self) -> None:
        """Run what comes after the last object."""

    def dispose(self) -> None:
        """Release what is held; runs however the pipeline ended."""

    def receive_early(self, value: Any) -> None:
        """Take an object that a command before this one wrote while it began."""
        self.ensure_begun()
        self.feed(value)

    def ensure_begun(self) -> None:
        if not self.began:
            self.began = True
            self.begin()

    # --- errors ---
    def complete(self, record: ErrorRecord) -> ErrorRecord:
        """Fill in whose error a record is and where it was called."""
        if record.invocation is None:
            record.invocation = self.invocation
            if record.origin is None:
                record.origin = self.origin
            if record.activity is None:
                record.activity = self.name
        return record

    def failed(self, error: PSError) -> BaseException:
        """Return what to raise for a terminating error of this command: commands before it see only the end of the pipeline."""
        self.claim(error)
        self.complete(error.record)
        return self.failure_of(error)

    def claim(self, error: PSError) -> None:
        """Make an error that came up in what this command runs its own; only cmdlets and advanced functions do."""
        if not error.of_cmdlet:
            claim(error, self.invocation, self.origin, self.name)

    def failure_of(self, error: PSError) -> BaseException:
        """Note a terminating error and return it, or the pipeline's end where commands stand before this one."""
        if error.stopped_command and (self.error_variable is not None or self._enclosing()):
            self.note_error(stop_exception_of(error))
        else:
            self.note_error(error.record)
        run = self.run
        if self.position == 1:
            return error
        return run.fail(error)

    def note_error(self, record: Any) -> None:
        """Append a record, or the exception of one that a preference made terminating, to -ErrorVariable."""
        variable = self.error_variable
        if variable is not None:
            variable(record)
        for outer in self._enclosing():
            if outer.error_variable is not None:
                outer.error_variable(record)

    def _enclosing(self) -> list[CommandProcessor]:
        """Return the advanced functions that this command runs in: their -ErrorVariable and the like see its records too."""
        return [one for one in enclosing(self.session, self.run, self.position == self.run.length) if one.bound]

    @property
    def preference_scope(self) -> Scope:
        """The scope whose preference variables hold for this command."""
        return self.scope

    @property
    def error_action(self) -> int:
        """What to do with a non-terminating error: -ErrorAction, else $ErrorActionPreference of the caller."""
        if self._error_action is not None:
            return self._error_action
        bound = self.bound
        if "ErrorAction" in bound:
            action = number_of(bound["ErrorAction"], CONTINUE)
        else:
            action = preference(self.preference_scope, "erroractionpreference")
        self._error_action = action
        return action

    def write_error(self, record: ErrorRecord, *, action: int | None = None) -> None:
        """Write a non-terminating error, or make it terminating where the preference says so."""
        self.complete(record)
        self.run.failed = True
        if action is None:
            action = self.error_action
        if action == IGNORE:
            return
        if action == STOP:
            raise stopping(record)
        if action == INQUIRE and not self.ask_to_continue(record.message):
            raise stopping(record)
        self.note_error(record)
        self.remember(record)
        if action != SILENTLY_CONTINUE:
            self.streams.error(record)

    def remember(self, record: ErrorRecord) -> None:
        """Put a record into $Error."""
        if not record.reported:
            record.reported = True
            if record.invocation is not None:
                record.invocation.number(self.session)
            stack_trace(self.session, record)
            errors = self.session.errors
            if errors and getattr(errors[0], "exception", None) is record.exception:
                return
            errors.insert(0, record)
            del errors[256:]

    def ask_to_continue(self, message: str) -> bool:
        """Ask, for an Inquire preference; True to go on."""
        from pwsh_emu.runtime.shouldprocess import inquire

        return inquire(self, message)

    # --- other streams ---
    def _action(self, parameter: str | None, variable: str, default: int) -> int:
        bound = self.bound
        if parameter is not None and parameter in bound:
            return number_of(bound[parameter], CONTINUE)
        return preference(self.preference_scope, variable, default)

    def _message(self, action: int, record: Any, sink: Sink, stops: str) -> None:
        if action in (CONTINUE, INQUIRE, STOP):
            sink(record)
        if action == STOP:
            raise self.stopped_by_preference(stops, record.message)
        if action == INQUIRE:
            self.ask_to_continue("Continue with this operation?")

    def stopped_by_preference(self, variable: str, message: str) -> PSError:
        """Build the error of a message whose preference is Stop."""
        text = f'The running command stopped because the preference variable "{variable}" or common parameter is set to Stop: {message}'
        record = ErrorRecord(
            ExceptionObject("System.Management.Automation.ActionPreferenceStopException", text), "ActionPreferenceStop", "OperationStopped"
        )
        record.exception.error_record = record
        return stopping(self.complete(record))

    def write_warning(self, text: str, invocation: InvocationInfo | None = None) -> None:
        from pwsh_emu.runtime.records import WarningRecord

        record = WarningRecord(text, invocation or self.invocation)
        action = self._action("WarningAction", "warningpreference", CONTINUE)
        if self.warning_variable is not None:
            self.warning_variable(record)
        for outer in self._enclosing():
            if outer.warning_variable is not None:
                outer.warning_variable(record)
        self._message(action, record, self.streams.warning, "WarningPreference")

    def write_verbose(self, text: str, invocation: InvocationInfo | None = None) -> None:
        from pwsh_emu.runtime.records import VerboseRecord

        if "Verbose" in self.bound:
            action = CONTINUE if is_on(self.bound["Verbose"]) else SILENTLY_CONTINUE
        else:
            action = self._action(None, "verbosepreference", SILENTLY_CONTINUE)
        if action not in (SILENTLY_CONTINUE, IGNORE):
            self._message(action, VerboseRecord(text, invocation or self.invocation), self.streams.verbose, "VerbosePreference")

    def write_debug(self, text: str, invocation: InvocationInfo | None = None) -> None:
        from pwsh_emu.runtime.records import DebugRecord

        if "Debug" in self.bound:
            action = CONTINUE if is_on(self.bound["Debug"]) else SILENTLY_CONTINUE
        else:
            action = self._action(None, "debugpreference", SILENTLY_CONTINUE)
        if action not in (SILENTLY_CONTINUE, IGNORE):
            self._message(action, DebugRecord(text, invocation or self.invocation), self.streams.debug, "DebugPreference")

    def write_information(self, record: Any) -> None:
        action = self._action("InformationAction", "informationpreference", SILENTLY_CONTINUE)
        if action == IGNORE:
            return
        if self.information_variable is not None:
            self.information_variable(record)
        for outer in self._enclosing():
            if outer.information_variable is not None:
                outer.information_variable(record)
        to_host = getattr(record, "to_host", False)
        if to_host and action == SILENTLY_CONTINUE:  # Write-Host shows unless it is told to ignore
            action = CONTINUE
        if action in (CONTINUE, INQUIRE, STOP) or self.streams.redirected:
            self.streams.information(record)
        if action == STOP:
            raise self.stopped_by_preference("InformationPreference", str(record))
        if action == INQUIRE:
            self.ask_to_continue("Continue with this operation?")

    def write_progress(self, record: Any) -> None:
        action = self._action("ProgressAction", "progresspreference", CONTINUE)
        if action == CONTINUE:
            self.streams.progress(record)

    # --- asking ---
    def should_process(self, target: str, action: str | None = None, description: str | None = None) -> bool:
        from pwsh_emu.runtime.shouldprocess import should_process

        return should_process(self, target, action, description)

    def should_continue(self, query: str, caption: str) -> bool:
        from pwsh_emu.runtime.shouldprocess import should_continue

        return should_continue(self, query, caption)

    def stop_upstream(self) -> None:
        raise StopUpstream(self)

    # --- -OutVariable and the like ---
    def common_parameters(self) -> None:
        """Set up what bound common parameters ask for beyond preferences."""
        bound = self.bound
        if not bound:
            return
        for name in bound:
            if name.endswith("Variable"):
                from pwsh_emu.runtime.outputvariables import attach

                attach(self)
                return


def stopping(record: ErrorRecord) -> PSError:
    """Return the error that ends a command because a preference says so; no command around it makes it its own."""
    error = PSError(record, stop=True)
    error.of_cmdlet = error.stopped_command = True
    return error


def stop_exception_of(error: PSError) -> ExceptionObject:
    """Return the exception that an error is which -ErrorAction Stop made terminating; the same one each time."""
    made: ExceptionObject | None = getattr(error, "stop_exception", None)
    if made is None:
        from pwsh_emu.runtime.trapping import STOP_EXCEPTION, stop_exception

        record = error.record
        made = record.exception if record.exception.type_name == STOP_EXCEPTION else stop_exception(record)
        error.stop_exception = made  # type: ignore[attr-defined]
    return made


def enclosing(session: Session, run: PipelineRun | None = None, last: bool = True) -> list[CommandProcessor]:
    """Return the advanced functions that a pipeline runs in, innermost first.

    What a command says reaches the variables of the function around it only from the last command of a pipeline, whose output the function's is.
    """
    found: list[CommandProcessor] = []
    for frame in reversed(session.call_stack):
        cmdlet = frame.cmdlet
        if cmdlet is None or cmdlet.processor.run is run:
            continue
        if not last:
            break
        processor: CommandProcessor = cmdlet.processor
        found.append(processor)
        run = processor.run
        last = processor.position == run.length
    return found


def stack_trace(session: Session, record: ErrorRecord) -> None:
    """Give a record the script stack trace of where the session stands."""
    if record.script_stack_trace is None:
        from pwsh_emu.runtime.trapping import stack_trace as trace

        record.script_stack_trace = trace(session, record.invocation.extent if record.invocation is not None else None)


class CmdletProcessor(CommandProcessor):
    """Runs a cmdlet."""

    __slots__ = ("_direct", "_name", "_redirected", "cmdlet", "plan")

    info: CmdletInfo

    def __init__(self, session: Session, call: CommandCall, info: CmdletInfo, run: PipelineRun, position: int) -> None:
        super().__init__(session, call, info, run, position)
        self.origin = info.implementing_type or None
        cmdlet: Cmdlet = info.implementation()
        self.cmdlet = cmdlet
        self.plan: Plan = plan_of(info.metadata)
        self._direct = False
        self._redirected = False
        self._name = ""

    def bind_by(self, kind: type[CmdletBinder]) -> CmdletBinder:
        """Bind the command line by a binder of a class, and return it."""
        cmdlet = self.cmdlet
        cmdlet.session = self.session
        cmdlet.info = self.info
        cmdlet.bound = self.bound
        cmdlet.processor = self
        binder = self.binder = kind(self.session, self.plan, self, self.call, self._store, self.bound, self._restore, self.expects_input)
        if type(cmdlet).dynamic_parameters is not _NO_DYNAMIC:
            binder.dynamic = self._dynamic_slots
        binder.bind_command_line(self.call.arguments)
        return binder

    def prepare(self) -> None:
        binder = self.bind_by(CmdletBinder)
        cmdlet = self.cmdlet
        cmdlet.parameter_set = binder.set_name
        cmdlet.streams = self.streams
        self.common_parameters()
        if binder.obsolete:
            for slot in binder.obsolete:
                self.write_warning(f"Parameter '{slot.name}' is obsolete. {slot.obsolete}")
        encoding = self.bound.get("Encoding")
        if encoding is not None and (str(encoding).lower() == "utf7" or getattr(encoding, "CodePage", 0) == 65000):
            self.write_warning("Encoding 'UTF-7' is obsolete, please use UTF-8.")

    def _store(self, slot: Slot, value: Any) -> None:
        if not slot.common:
            setattr(self.cmdlet, slot.name, value)

    def _restore(self, slot: Slot) -> None:
        cmdlet = self.cmdlet
        cmdlet.__dict__.pop(slot.name, None)

    def _dynamic_slots(self) -> list[Slot] | None:
        self.cmdlet.parameter_set = self.binder.set_name
        found = self.cmdlet.dynamic_parameters()
        if not found:
            return None
        return dynamic_slots(self.binder, found)

    @property
    def invocation(self) -> InvocationInfo:
        made = self._invocation
        if made is None:
            made = CommandProcessor.invocation.fget(self)  # type: ignore[attr-defined]
            made.bound_parameters = {}  # recorded so: cmdlets do not show theirs
            self.cmdlet.invocation = made
        return made

    def begin(self) -> None:
        cmdlet = self.cmdlet
        cmdlet.out = self.out
        if self._invocation is None:
            cmdlet.invocation = self.invocation
        self._redirected = bool(self.call.redirections)
        self.feed = self.process_redirected if self._redirected else self.process
        if self._redirected:
            self.within_streams(self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        try:
            self.cmdlet.begin()
        except PSError as error:
            raise self.failed(error)
        except NetException as error:
            raise self.failed(self.from_net(error))

    def within_streams(self, action: Callable[[], Any]) -> None:
        """Run something with this command's streams as the session's: script blocks that it runs report there."""
        session = self.session
        before = session.streams
        session.streams = self.streams
        try:
            action()
        finally:
            session.streams = before

    def process_redirected(self, value: Any) -> None:
        """Take one pipeline object, with redirected streams."""
        self.within_streams(lambda: self.process(value))

    def settle(self) -> None:
        if not self.expects_input or self._redirected:
            return
        direct = getattr(self.cmdlet, "direct_feed", None)
        if direct is not None and self.accepts_any_input():
            feed = direct()
            if feed is not None:
                self.feed = feed

    def accepts_any_input(self) -> bool:
        """Tell whether InputObject takes every pipeline object as it is and nothing else takes input."""
        binder = self.binder
        if binder.delayed or binder.prioritized:
            return False
        count = 0
        for slot in binder.unbound:
            if slot.pipeline and slot.takes_pipeline(binder.current):
                count += 1
                if slot.name != "InputObject" or not slot.is_any or slot.validators or slot.converters or slot.mandatory:
                    return False
        return count == 1

    def process(self, value: Any) -> None:
        cmdlet = self.cmdlet
        try:
            if self._direct:
                setattr(cmdlet, self._name, value)
                self.bound[self._name] = value
            elif not self.bind_input(value):
                return
            cmdlet.process()
        except PSError as error:
            raise self.failed(error)
        except NetException as error:
            raise self.failed(self.from_net(error))

    def bind_input(self, value: Any) -> bool:
        """Bind a pipeline object; False where that failed and was reported."""
        binder = self.binder
        if not bind_pipeline_object(self, binder, value):
            return False
        self.cmdlet.parameter_set = binder.set_name
        route = binder.find_route()
        if route is not None:
            self._direct = True
            self._name = route.name
        return True

    def finish(self) -> None:
        if self._redirected:
            self.within_streams(self._finish)
        else:
            self._finish()

    def _finish(self) -> None:
        if not self.expects_input and not self.processed:
            try:
                self.process_alone()
            except StopUpstream as stop:
                if stop.command is not self:
                    raise
        try:
            self.cmdlet.end()
        except PSError as error:
            raise self.failed(error)
        except NetException as error:
            raise self.failed(self.from_net(error))

    def process_alone(self) -> None:
        self.processed = True
        try:
            self.cmdlet.process()
        except PSError as error:
            raise self.failed(error)
        except NetException as error:
            raise self.failed(self.from_net(error))

    def dispose(self) -> None:
        if self.began:
            self.cmdlet.stop()

    def from_net(self, error: NetException) -> PSError:
        """Return the terminating error that an escaped .NET exception is."""
        exception = error.exception
        short = exception.type_name.rpartition(".")[2]
        record = ErrorRecord(exception, exception.type_name, "NotSpecified")
        exception.error_record = record
        record.reason = short
        return PSError(record)


def dynamic_slots(binder: CmdletBinder, found: dict[str, Any]) -> list[Slot]:
    """Return slots for dynamic parameters, in the sets of the command's plan."""
    plan = binder.plan
    slots = []
    merged = Plan.__new__(Plan)
    for name in Plan.__slots__:
        setattr(merged, name, getattr(plan, name))
    merged.names = dict(plan.names)
    merged.slots = list(plan.slots)
    merged.opening = None
    merged.set_names = list(plan.set_names)
    for parameter in found.values():
        slot = Slot(parameter)
        slots.append(slot)
        merged.slots.append(slot)
        merged.names[slot.key] = slot
        for alias in slot.aliases:
            merged.names.setdefault(alias, slot)
    merged.extend_sets(slots)
    merged.reset_names()
    binder.plan = merged
    return slots


def bind_pipeline_object(processor: CommandProcessor, binder: CmdletBinder, value: Any) -> bool:
    """Bind a pipeline object; report what does not fit as a non-terminating error and return False then."""
    try:
        if not binder.bind_input(value):
            processor.write_error(input_error(binder, "InputObjectNotBound", INPUT_NOT_BOUND, value))
            return False
        missing = binder.missing_mandatory(1, False) if binder.unbound else []
        if missing:
            names = "".join(f" {slot.name}" for slot in missing)
            message = (
                f"The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: {names}"
            )
            processor.write_error(input_error(binder, "InputObjectMissingMandatory", message, value))
            return False
    except BindingError as error:
        record = error.record
        record.target_object = value.base if type(value) is PSObject and not value.extended else value
        processor.write_error(record)
        return False
    return True


def _base_dynamic() -> Any:
    from pwsh_emu.runtime.command import Cmdlet

    return Cmdlet.dynamic_parameters


_NO_DYNAMIC = _base_dynamic()
