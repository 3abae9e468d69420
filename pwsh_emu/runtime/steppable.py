"""Steppable pipelines: a pipeline that a proxy function begins, feeds and ends by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.binding import Argument
from pwsh_emu.runtime.errors import StopUpstream, runtime_error
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun, connect, dispose, prepare, processor_for, relink
from pwsh_emu.runtime.processor import PipelineFailed
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session

_NOTHING: Any = object()


class SteppablePipeline(DotNetObject):
    """System.Management.Automation.SteppablePipeline over the commands of a script block."""

    ps_type = builtin("System.Management.Automation.SteppablePipeline")
    SIGNATURES = (
        "void Begin(bool expectInput)", "void Begin(bool expectInput, System.Management.Automation.EngineIntrinsics contextToRedirectTo)",
        "void Begin(System.Management.Automation.Internal.InternalCommand command)", "array Process(System.Object input)",
        "array Process()", "array End()", "void Clean()", "void Dispose()",
    )  # fmt: skip
    __slots__ = ("calls", "closers", "expects_input", "items", "out", "processed", "run", "session")

    def __init__(self, session: Session, calls: list[CommandCall]) -> None:
        super().__init__()
        self.session = session
        self.calls = calls
        self.expects_input = True
        self.processed = False
        self.items: list[Any] = []  # what came out since it was last asked
        self.out: Callable[[Any], Any] = self.items.append
        self.run: PipelineRun | None = None
        self.closers: list[Any] = []

    def Begin(self, expect: Any, context: Any = None) -> None:
        processor = getattr(expect, "processor", None)
        if processor is not None:
            self.out = processor.out
            expects_input = processor.expects_input
        else:
            expects_input = bool(expect)
        self.expects_input = expects_input
        run = self.run = PipelineRun(len(self.calls), self.out, expects_input)
        for position, call in enumerate(self.calls, 1):
            run.processors.append(processor_for(self.session, call, run, position))
        sink = run.out
        for one in reversed(run.processors):
            connect(self.session, one, sink, self.closers)
            sink = one.feed
        prepare(run.processors)
        for one in run.processors:
            one.ensure_begun()
        relink(run.processors)

    def _begun(self) -> PipelineRun:
        if self.run is None:
            message = "The Begin method must be called before the Process method is called."
            raise runtime_error("InvalidOperation", message, type_name="System.Management.Automation.PSInvalidOperationException")
        return self.run

    def _taken(self) -> PSArray:
        """Return what came out since the last call."""
        taken = PSArray(self.items)
        self.items.clear()
        return taken

    def _guarded(self, action: Callable[[], None]) -> PSArray:
        run = self._begun()
        try:
            action()
        except PipelineFailed as stop:
            if stop.run is not run or run.failure is None:
                raise
            raise run.failure from None
        except StopUpstream as stop:
            if stop.command not in run.processors:
                raise
        return self._taken()

    def Process(self, value: Any = _NOTHING) -> PSArray:
        run = self._begun()
        nothing = value is _NOTHING or (value is None and not self.expects_input)
        if nothing and not self.expects_input and not self.processed:  # what expects no input runs once
            self.processed = True
            return self._guarded(lambda: run.processors[0].process_alone())
        return self._guarded(lambda: None if nothing else run.processors[0].feed(value))

    def End(self) -> PSArray:
        run = self._begun()

        def finish() -> None:
            for one in run.processors:
                one.finish()

        try:
            return self._guarded(finish)
        finally:
            self.Clean()

    def Clean(self) -> None:
        """Release what the commands hold; may be called more than once."""
        if self.run is not None:
            processors, self.run.processors = self.run.processors, []
            dispose(processors, self.closers)
            self.closers = []

    def Dispose(self) -> None:
        self.Clean()


def steppable_pipeline(session: Session, block: ScriptBlock, *arguments: Any) -> SteppablePipeline:
    """Return the steppable pipeline of a script block that is one pipeline of commands."""
    body = block.ast.end_block
    statements = body.statements if body is not None else []
    pipeline = statements[0] if len(statements) == 1 else None
    if not isinstance(pipeline, tree.PipelineAst) or not all(isinstance(one, tree.CommandAst) for one in pipeline.elements):
        message = (
            "Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted."
        )
        raise runtime_error("CanOnlyConvertOnePipeline", message, type_name="System.Management.Automation.PSInvalidOperationException")
    return SteppablePipeline(session, [_call(session, block, one) for one in pipeline.elements if isinstance(one, tree.CommandAst)])


def _call(session: Session, block: ScriptBlock, node: tree.CommandAst) -> CommandCall:
    """Return a command with its arguments evaluated where the script stands now."""
    source = block.ast.source
    first = node.elements[0]
    name = first.value if isinstance(first, tree.StringConstantExpressionAst) else _value(session, block, first)
    arguments: list[Argument] = []
    for element in node.elements[1:]:
        if isinstance(element, tree.CommandParameterAst):
            text = source.text[element.start : element.end]
            if element.argument is None:
                arguments.append(Argument(element.parameter_name, None, False, False, element.start, element.end, text))
            else:
                value = _value(session, block, element.argument)
                written = text[: element.argument.start - element.start].rstrip()
                arguments.append(Argument(element.parameter_name, value, True, False, element.start, element.end, written))
            continue
        splat = isinstance(element, tree.VariableExpressionAst) and element.splatted
        arguments.append(Argument(None, _value(session, block, element), True, splat, element.start, element.end, ""))
    return CommandCall(name, arguments, None, node.invocation_operator, source, node.start, node.end, first.end, first.start)


def _value(session: Session, block: ScriptBlock, node: Any) -> Any:
    """Evaluate an argument; variables are those of the running function, automatic ones too."""
    if isinstance(node, tree.StringConstantExpressionAst):
        return node.value
    if isinstance(node, tree.VariableExpressionAst) and session.call_stack:
        from pwsh_emu.runtime.variables import automatic_variable

        key = node.name.lower()
        cell = session.scope.find(key) or automatic_variable(session, key)
        if cell is not None:
            return cell.value
    from pwsh_emu.runtime.parameters_of_script import evaluated

    return evaluated(session, block, node)
