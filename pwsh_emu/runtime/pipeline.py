"""Pipelines: commands strung together by their sinks, run object by object, with their errors, redirections and end.

`run_pipeline` is what compiled code and cmdlets call. One object goes through all commands before the next one is made: each
command's output sink is the next one's `feed`. Where a command fails, those before it see `PipelineFailed`, which no catch sees;
the error itself leaves `run_pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import CmdletInfo, ExternalScriptInfo, FunctionInfo
from pwsh_emu.runtime.discovery import ScriptInfo, find, not_found, resolve
from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.errors import InvocationInfo, NetException, PSError, ScriptExtent, StopUpstream, runtime_error
from pwsh_emu.runtime.processor import CmdletProcessor, CommandProcessor, PipelineFailed
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.turns import look_around
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.session import Session

Sink = Callable[[Any], Any]


class CommandCall:
    """A command as it is called: ``name`` is text or a command value (CommandInfo, ScriptBlock), ``operator`` "", "Ampersand" or "Dot"."""

    __slots__ = ("arguments", "end", "name", "name_end", "name_start", "operator", "redirections", "source", "start")

    def __init__(
        self,
        name: Any,
        arguments: list[Argument],
        redirections: list[Any] | None = None,
        operator: str = "",
        source: Any = None,
        start: int = 0,
        end: int = 0,
        name_end: int = 0,
        name_start: int = -1,
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.redirections = redirections
        self.operator = operator
        self.source = source
        self.start = start
        self.end = end
        self.name_end = name_end
        self.name_start = start if name_start < 0 else name_start

    @property
    def invocation_name(self) -> str:
        """The name as $MyInvocation.InvocationName gives it: the operator for a script block."""
        if self.operator and self.source is not None:
            return "&" if self.operator == "Ampersand" else "."
        if isinstance(self.name, str):
            return self.name
        own = getattr(self.name, "name", None)
        if own and isinstance(own, str) and not hasattr(self.name, "ast"):
            return own
        return {"Ampersand": "&", "Dot": "."}.get(self.operator, "")


class PipelineRun:
    """One run of a pipeline: its commands, whether it failed ($?), and the error of a command behind the first."""

    __slots__ = ("failed", "failure", "has_head", "length", "out", "processors")

    def __init__(self, length: int, out: Sink, has_head: bool) -> None:
        self.length = length
        self.out = out
        self.has_head = has_head
        self.failed = False
        self.failure: PSError | None = None
        self.processors: list[CommandProcessor] = []

    def fail(self, error: PSError) -> BaseException:
        """Note an error that ends the pipeline and return what is raised through the commands that run."""
        if self.failure is None:
            self.failure = error
        return PipelineFailed(self)


def processor_for(session: Session, call: CommandCall, run: PipelineRun, position: int) -> CommandProcessor:
    """Return the processor that runs a call."""
    name = call.name
    if type(name) is str:
        if not name.strip():
            raise _bad_expression(name, call)
        info: Any = find(session, name)
        if info is None:
            try:
                info = resolve(session, name)
            except PSError as error:
                raise placed_at_name(error, call)
    else:
        info = command_value(session, call)
    for argument in call.arguments:
        if argument.name == "?" and (has_help := session.services.get("help on command")) is not None and has_help(session, info):
            call, info = _help_call(session, call, info)
            break
    kind = type(info)
    if kind is CmdletInfo:
        return CmdletProcessor(session, call, info, run, position)
    if isinstance(info, FunctionInfo):
        from pwsh_emu.runtime.scriptcommand import ScriptProcessor

        return ScriptProcessor(session, call, info, info.script_block, run, position, dotted=call.operator == "Dot")
    if kind is ScriptInfo:
        from pwsh_emu.runtime.scriptcommand import ScriptProcessor

        return ScriptProcessor(session, call, info, info.script_block, run, position, dotted=call.operator == "Dot")
    if isinstance(info, ExternalScriptInfo):
        from pwsh_emu.runtime.scriptcommand import ScriptProcessor

        if info.script_block is None:
            from pwsh_emu.runtime.scriptfiles import load_script

            info.script_block = load_script(session, info.path)
        return ScriptProcessor(session, call, info, info.script_block, run, position, dotted=call.operator == "Dot", is_file=True)
    if isinstance(info, CmdletInfo):
        return CmdletProcessor(session, call, info, run, position)
    from pwsh_emu.runtime.errors import not_supported

    raise not_supported(f"Running a command of type {getattr(info, 'command_type', type(info).__name__)}")


def _help_call(session: Session, call: CommandCall, info: Any) -> tuple[CommandCall, Any]:
    """Return the call of Get-Help that ``-?`` stands for."""
    from pwsh_emu.runtime.binding import Argument

    target = getattr(info, "path", None) or info.name
    arguments = [Argument("Name", target), Argument("Category", info.command_type)]
    asked = CommandCall("Get-Help", arguments, call.redirections, "", call.source, call.start, call.end, call.name_end, call.name_start)
    return asked, resolve(session, "Get-Help")


def command_value(session: Session, call: CommandCall) -> Any:
    """Return the CommandInfo of a call whose name is a value: ``& $block``, ``& $info``, ``& "name"``, ``& $module { … }``."""
    value = call.name
    base = value.base if type(value) is PSObject else value
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    if isinstance(base, ScriptBlock):
        return ScriptInfo(base)
    if isinstance(base, str):
        if not base.strip():
            raise _bad_expression(base, call)
        found = find(session, base)
        if found is None:
            try:
                return resolve(session, base)
            except PSError as error:
                raise placed_at_name(error, call)
        return found
    if hasattr(base, "command_type"):
        from pwsh_emu.runtime.command import AliasInfo

        return resolve(session, base.definition) if isinstance(base, AliasInfo) else base
    state = getattr(base, "state", None) or getattr(base, "session_state", None)
    if state is not None and hasattr(state, "scope"):
        return _in_module(session, call, state)
    if base is None or base is AUTOMATION_NULL:
        raise _bad_expression(None, call)
    from pwsh_emu.runtime.conversion import to_string

    text = to_string(session, base)
    if not text.strip():
        raise _bad_expression(base, call)
    info = find(session, text)
    if info is None:
        raise placed_at_name(not_found(session, text), call)
    return info


def _in_module(session: Session, call: CommandCall, state: Any) -> Any:
    """Return the command after a module: ``& $module { … }`` runs the block as if it stood in the module."""
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    if not call.arguments:
        raise _bad_expression(None, call)
    first = call.arguments[0].value
    call.arguments = call.arguments[1:]

    if isinstance(first, ScriptBlock):
        return ScriptInfo(first.in_state(state))
    outer = session.scope
    session.scope = state.scope
    try:
        found = resolve(session, str(first))
    finally:
        session.scope = outer
    if getattr(found, "name", None) == "ForEach-Object":  # a block that stands there becomes a filter of the module
        for argument in call.arguments:
            if isinstance(argument.value, ScriptBlock) and argument.value.state is outer.state:
                argument.value = argument.value.in_state(state)
    return found


def _bad_name(value: Any) -> PSError:
    from pwsh_emu.runtime.errors import runtime_error

    message = (
        "The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, "
        "or a CommandInfo object."
    )
    return runtime_error("BadExpression", message, "InvalidOperation", value)


def _bad_expression(value: Any, call: CommandCall) -> PSError:
    """Build the error of a call operator before something that is no command, at that place."""
    error = _bad_name(value)
    if call.source is not None:
        error.record.invocation = InvocationInfo(None, ScriptExtent(call.source, call.name_start, call.name_end or call.end))
    return error


def placed_at_name(error: PSError, call: CommandCall) -> PSError:
    """Give a command-not-found error the place of the command's name."""
    if error.record.invocation is None and call.source is not None:
        extent = ScriptExtent(call.source, call.name_start, call.name_end or call.end)
        called_as = {"Ampersand": "&", "Dot": "."}.get(call.operator) or (call.name if isinstance(call.name, str) else "")
        error.record.invocation = InvocationInfo(None, extent, called_as)
    return error


def run_pipeline(frame: Any, calls: list[CommandCall], out: Sink, head: Any = UNSET) -> None:
    """Run commands as a pipeline into a sink; ``head`` is the value of an expression before them, whose items they are fed."""
    if head is UNSET or type(head) is PSArray or type(head) is range:
        items = head
    else:
        items = _enumerated(iterate(head))
    run_commands(frame.session, calls, out, items)


def _enumerated(items: Iterator[Any]) -> Iterator[Any]:
    """Yield a collection's items; what the collection throws becomes the pipeline's own error."""
    try:
        yield from items
    except (NetException, PSError) as error:
        inner = error.exception if isinstance(error, NetException) else error.record.exception
        if inner.type_name.startswith("System.Management.Automation."):
            raise
        from pwsh_emu.runtime.types.enumerators import Enumerator

        message = f"An error occurred while enumerating through a collection: {inner.message}."
        raise runtime_error("BadEnumeration", message, target=Enumerator(items), inner=inner) from None


def run_commands(session: Session, calls: list[CommandCall], out: Sink, items: Iterable[Any] | Any = UNSET) -> None:
    """Run commands as a pipeline; ``items`` are fed to the first one."""
    run = PipelineRun(len(calls), out, items is not UNSET)
    try:
        _execute(session, calls, run, items)
    except PipelineFailed as stop:
        if stop.run is not run or run.failure is None:
            raise
        session.ok = False
        raise run.failure from None
    session.ok = not run.failed


def _execute(session: Session, calls: list[CommandCall], run: PipelineRun, items: Any) -> None:
    processors = run.processors
    closers: list[Callable[[], None]] = []
    try:
        for position, call in enumerate(calls, 1):
            processors.append(processor_for(session, call, run, position))
        sink = run.out
        for processor in reversed(processors):
            connect(session, processor, sink, closers)
            sink = processor.feed
        prepare(processors)
        buffers: dict[int, Any] = {}
        for index, processor in enumerate(processors[:-1]):
            if processor.bound.get("OutBuffer"):
                from pwsh_emu.runtime.outputvariables import OutBuffer

                buffers[index] = buffer = OutBuffer(int(processor.bound["OutBuffer"]), processor.out)
                processor.out = buffer.take
        start = 0
        try:
            for processor in processors:
                processor.ensure_begun()
            relink(processors)
            if items is not UNSET:
                feed = processors[0].feed
                for item in items:
                    if session.stop_requested:
                        look_around(session)
                    try:
                        feed(item)
                    except PSError as error:  # the first command may take its objects without looking at errors
                        processors[0].claim(error)
                        raise
        except StopUpstream as stop:
            start = stopping_index(processors, stop)
        while start < len(processors):
            try:
                for index in range(start, len(processors)):
                    start = index + 1
                    processors[index].finish()
                    if index in buffers:
                        buffers[index].drain()
            except StopUpstream as stop:
                start = stopping_index(processors, stop)
    finally:
        dispose(processors, closers)


def connect(session: Session, processor: CommandProcessor, sink: Sink, closers: list[Callable[[], None]]) -> None:
    """Give a command its output sink, through its redirections."""
    if processor.call.redirections:
        from pwsh_emu.runtime.redirection import redirect

        redirected = redirect(session, processor.call.redirections, sink, processor.streams, processor.run.fail)
        closers.append(redirected.close)
        processor.out = redirected.out
        processor.streams = redirected.streams
    else:
        processor.out = sink


def prepare(processors: list[CommandProcessor]) -> None:
    """Bind the commands' parameters, then let those with -OutVariable and the like note what they write."""
    for processor in processors:
        processor.prepare()
    for processor in processors:
        if processor.captures:
            from pwsh_emu.runtime.outputvariables import tee

            processor.out = tee(processor, processor.out)


def relink(processors: list[CommandProcessor]) -> None:
    """Let commands that have begun write straight into the feeds of those that follow."""
    for index in range(len(processors) - 1, -1, -1):
        processor = processors[index]
        processor.settle()
        if not index:
            return
        before = processors[index - 1]
        if before.out == processor.receive_early:
            before.out = processor.feed
            cmdlet = getattr(before, "cmdlet", None)
            if cmdlet is not None:
                cmdlet.out = before.out


def stopping_index(processors: list[CommandProcessor], stop: StopUpstream) -> int:
    """Return where to go on after a command wants no more input; raise where it is not one of these."""
    for index, processor in enumerate(processors):
        if processor is stop.command:
            return index
    raise stop


def dispose(processors: list[CommandProcessor], closers: list[Callable[[], None]]) -> None:
    """Clean up after commands and close the files of redirections."""
    for processor in processors:
        processor.dispose()
        if processor.captures:
            from pwsh_emu.runtime.outputvariables import release

            release(processor)
    for close in closers:
        close()
