"""Trace-Command, Get-TraceSource and Set-TraceSource: the sources exist and can be set, but nothing of the engine is traced."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.types.tracesources import PSTraceSource, sources_of
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray
from pwsh_emu.runtime.wildcard import WildcardPattern

_NOTHING = "Nothing is traced: the listeners of trace sources are not supported by this emulator yet."


class _SourceCmdlet(Cmdlet):
    Name: Any = None

    def matching(self) -> list[PSTraceSource]:
        """Return the sources that -Name means; an exact name that is none is an error."""
        found: list[PSTraceSource] = []
        for name in map(str, as_list(self.Name) or ["*"]):
            pattern = WildcardPattern(name, True)
            some = [one for one in sources_of(self.session) if pattern.matches(one.Name)]
            if not some and not has_wildcard(name):
                message = f"Cannot find the trace source '{name}'."
                self.write_error(
                    self.error("System.Management.Automation.PSArgumentException", message, "TraceSourceNotFound", "ObjectNotFound", name)
                )
            found += some
        return found


@implements("Get-TraceSource")
class GetTraceSource(_SourceCmdlet):
    """Gets PowerShell components that are instrumented for tracing."""

    def process(self) -> None:
        self.write_all(sorted(self.matching(), key=lambda one: one.Name.lower()))


class _TracingCmdlet(_SourceCmdlet):
    """What Set-TraceSource and Trace-Command share: where a trace would be written."""

    Option: Any = None
    ListenerOption: Any = None
    FilePath: Any = None
    Force: Any = False
    Debugger: Any = False
    PSHost: Any = False

    def warn_of_listeners(self) -> None:
        if self.FilePath is not None or self.Debugger or self.PSHost:
            self.write_warning(_NOTHING)


@implements("Set-TraceSource")
class SetTraceSource(_TracingCmdlet):
    """Configures, starts, and stops a trace of PowerShell components."""

    PassThru: Any = False
    RemoveListener: Any = None
    RemoveFileListener: Any = None

    def process(self) -> None:
        for source in self.matching():
            if self.Option is not None:
                source.Options = self.Option
            if self.PassThru:
                self.write(source)
        self.warn_of_listeners()


@implements("Trace-Command")
class TraceCommand(_TracingCmdlet):
    """Configures and starts a trace of the specified expression or command."""

    InputObject: Any = AUTOMATION_NULL
    Expression: Any = None
    Command: Any = None
    ArgumentList: Any = None

    def begin(self) -> None:
        self._items: list[Any] = []
        self.matching()

    def process(self) -> None:
        if self.InputObject is not AUTOMATION_NULL:
            self._items.append(self.InputObject)

    def end(self) -> None:
        self.warn_of_listeners()
        block = self.Expression
        arguments: list[Any] = []
        if block is None:
            from pwsh_emu.runtime.scriptblock import ScriptBlock

            head = "$input | " if self._items else ""
            block = ScriptBlock.create(self.session, f"$rest = $args[1]; {head}& $args[0] @rest")
            arguments = [str(self.Command), PSArray(as_list(self.ArgumentList))]
        block.invoke(arguments, input=self._items or None, out=self.out)
