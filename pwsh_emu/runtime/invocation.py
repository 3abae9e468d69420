"""Running script blocks and script files from outside compiled code, and what ``$MyInvocation`` and ``$input`` are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pwsh_emu.runtime.errors import RUNTIME_EXCEPTION, InvocationInfo, ScriptExtent
from pwsh_emu.runtime.frame import STATEMENT, Frame
from pwsh_emu.runtime.scopes import Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session

Sink = Callable[["Any"], "Any"]


def run_block(block: ScriptBlock, scope: Scope, args: list[Any], input: Iterable[Any] | None, out: Sink) -> None:
    """Run a script block in a scope with positional arguments and pipeline input."""
    session = block.session
    compiled = block.compile()
    input = _wanted_input(block, input)
    if block.parameter_list or block.attributes or compiled.dynamicparam is not None or compiled.clean is not None:
        if not session.call_stack:
            _check_interface(block)
        _run_as_command(block, scope, args, input, out)
        return
    frame = Frame(session, block, scope, args)
    if input is None:
        frame.run(compiled.whole, out)
        return
    items = list(input)
    frame.input = items
    frame.run(compiled.begin, out)
    if compiled.process is not None:
        cell = scope.cell("_")
        before = cell.value
        for item in items:
            cell.value = item
            frame.input = [item]
            frame.run(compiled.process, out)
        cell.value = before
        frame.input = []
    frame.run(compiled.end, out)


def _wanted_input(block: ScriptBlock, input: Iterable[Any] | None) -> Iterable[Any] | None:
    """Return input that a block looks at; what it does not want is left unread (standard input then answers its prompts)."""
    if input is None or isinstance(input, list):
        return input
    compiled = block.compile()
    return input if compiled.process is not None or "input" in compiled.specials else None


def _check_interface(block: ScriptBlock) -> None:
    """Make the interface of a text that runs; what .NET throws then is lost behind the error of the pipeline that was to be made."""
    from pwsh_emu.runtime.errors import PSError, runtime_error

    try:
        block.metadata  # noqa: B018
    except PSError as error:
        exception, types = error.record.exception, block.session.types
        inner = exception.inner
        if inner is not None and inner.message == exception.message and exception.type_name == RUNTIME_EXCEPTION:
            exception = inner  # as a statement that fails wraps it
        if types.is_instance(exception, types.resolve(RUNTIME_EXCEPTION)):
            raise
        raise runtime_error("RuntimeException", "An error occurred while creating the pipeline.", "NotSpecified", inner=exception) from error


def _run_as_command(block: ScriptBlock, scope: Scope, args: list[Any], input: Iterable[Any] | None, out: Sink) -> None:
    """Run a block with parameters as a command, which binds them."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.bindingerrors import BindingError
    from pwsh_emu.runtime.discovery import ScriptInfo
    from pwsh_emu.runtime.errors import runtime_error
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
    from pwsh_emu.runtime.scriptcommand import ScriptProcessor

    ast = block.ast
    of_text = not block.session.call_stack  # which stands nowhere
    operator, source = ("", None) if of_text else ("Ampersand", ast.source)
    call = CommandCall(block, [Argument(None, value) for value in args], None, operator, source, ast.start, ast.end, ast.end)
    run = PipelineRun(1, out, input is not None)
    processor = ScriptProcessor(block.session, call, ScriptInfo(block), block, run, 1, scope=scope)
    try:
        _drive(processor, out, input)
    except BindingError as error:
        if of_text:
            raise
        inner = error.record.exception.inner
        if inner is None or error.record.invocation is None or error.record.invocation.command is not processor.info:
            raise
        if error.record.error_id == "ParameterArgumentValidationError":
            from pwsh_emu.runtime.validation import variable_refused

            raise variable_refused(block.session, error.record.exception.data["ParameterName"], error.refused, declared=True) from error
        raise runtime_error(error.record.error_id, inner.message, error.record.category, inner=inner) from error


def _drive(processor: Any, out: Sink, input: Iterable[Any] | None) -> None:
    """Run a single command processor from beginning to end."""
    processor.run.processors.append(processor)
    processor.out = out
    session = processor.session
    outer = session.scope
    try:
        session.scope = processor.frame.scope  # what checks an argument sees $this
        try:
            processor.prepare()
        finally:
            session.scope = outer
        processor.ensure_begun()
        if input is not None:
            for item in input:
                processor.feed(item)
        processor.finish()
    finally:
        processor.dispose()


def block_invocation(frame: Frame) -> InvocationInfo:
    """Return ``$MyInvocation`` of a block that no command processor started."""
    from pwsh_emu.runtime.discovery import ScriptInfo

    site = frame.site
    if frame.method is not None or frame.info is STATEMENT:
        made = InvocationInfo(None, _caller_extent(frame))
    elif site is not None:
        command = frame.info if frame.info is not None or not site.operator else ScriptInfo(frame.block)
        made = InvocationInfo(command, ScriptExtent(site.source, site.start, site.end), "&" if site.operator else site.name or "&")
    elif frame.session.call_stack[:1] == [frame]:
        made = InvocationInfo(ScriptInfo(frame.block), None)
    else:
        made = InvocationInfo(None, None)
    made.bound_parameters = frame.bound_parameters
    made.unbound_arguments = list(frame.args or ())
    if frame.info is STATEMENT:
        return made
    for outer in reversed(frame.session.call_stack):
        if outer is not frame and outer.invocation is not None and outer.scope is frame.scope:
            return outer.invocation  # type: ignore[no-any-return]
    return made


def _caller_extent(frame: Frame) -> ScriptExtent | None:
    """Return the place of the statement that called the class method of a frame, or the cmdlet that runs it."""
    from pwsh_emu.runtime.trapping import running_positions

    positions = running_positions(frame.session)
    for index, (running, _) in enumerate(positions):
        if running is frame:
            return positions[index + 1][1] if index + 1 < len(positions) else None
    return None


def input_enumerator(frame: Frame) -> Any:
    """Return ``$input``: an enumerator over what came down the pipeline."""
    from pwsh_emu.runtime.types.enumerators import Enumerator

    items = frame.input
    if items is None:
        items = []
    if isinstance(items, Enumerator):
        return items
    made = Enumerator(iter(items), "System.Collections.ArrayList+ArrayListEnumeratorSimple", items)
    frame.input = made
    return made


def run_script_file(session: Session, path: str, arguments: list[str], out: Sink, input: Iterable[Any] | None = None) -> None:
    """Run a script file as ``pwsh -File`` does: its arguments are texts, those that begin with a dash name parameters."""
    from pwsh_emu.runtime.discovery import not_found, script_at
    from pwsh_emu.runtime.scriptfiles import block_of

    info: Any = script_at(session, path)
    if info is None:
        raise not_found(session, path)
    _run_with_texts(session, info, block_of(session, info), path, arguments, out, input)


def run_text_with_arguments(session: Session, text: str, arguments: list[str], out: Sink, input: Iterable[Any] | None = None) -> None:
    """Run a text as ``pwsh -CommandWithArgs`` does: in the global scope, with what follows it as arguments."""
    from pwsh_emu.runtime.discovery import ScriptInfo
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    block = ScriptBlock.create(session, text)
    block.ast.source.status_matters = True
    _run_with_texts(session, ScriptInfo(block), block, "", arguments, out, input)


def _run_with_texts(session: Session, info: Any, block: ScriptBlock, name: str, arguments: list[str], out: Sink, input: Iterable[Any] | None) -> None:
    from pwsh_emu.runtime.errors import BreakLoop, ContinueLoop
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
    from pwsh_emu.runtime.scriptcommand import ScriptProcessor

    input = _wanted_input(block, input)
    run = PipelineRun(1, out, input is not None)
    call = CommandCall(name, file_arguments(arguments))
    processor = ScriptProcessor(session, call, info, block, run, 1, is_file=True, scope=session.global_scope)
    processor.is_file = False  # ``exit`` ends the process, not only the file
    try:
        _drive(processor, out, input)
    except (BreakLoop, ContinueLoop):
        return


def file_arguments(arguments: list[str]) -> list[Any]:
    """Return the command line's texts as arguments: ``-Name``, ``-Name:value`` and values."""
    from pwsh_emu.runtime.binding import Argument

    result: list[Any] = []
    for text in arguments:
        if len(text) > 1 and text[0] in "-\u2013\u2014\u2015" and not text[1].isdigit() and text[1] != "-":
            name, colon, value = text[1:].partition(":")
            if colon:
                if value == "":
                    result.append(Argument(name, None, False, text=text))
                else:
                    lowered = value.lower()
                    result.append(
                        Argument(name, {"$true": True, "true": True, "$false": False, "false": False}.get(lowered, value), True, text=f"-{name}:")
                    )
            else:
                result.append(Argument(name, None, False, text=text))
        else:
            result.append(Argument(None, text))
    return result


__all__ = ["ScriptExtent", "run_block", "run_script_file"]
