"""A frame: one run of a script block, with its scope, arguments and the cells of the variables that its code names.

Whoever runs a function or script block (the command processors, cmdlets, class methods) makes a Frame, puts bound parameters
into its scope and calls `Frame.run` for each part of the compiled block:

    frame = Frame(session, block, scope)            # scope: block.new_scope() or an existing one ("dotted")
    frame.bind("Size", 5)                           # a parameter's variable; fills $PSBoundParameters
    frame.run(frame.compiled.end, out)              # begin, process, end, clean, dynamicparam: a function or None

``frame.compiled.process`` reads the pipeline object from ``$_``: `Frame.set_underscore`.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime.errors import InvocationInfo, PSError
from pwsh_emu.runtime.scopes import UNSET, Scope, Variable
from pwsh_emu.runtime.values import PSArray

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.compile.blocks import CompiledBlock
    from pwsh_emu.runtime.session import Session

Sink = Callable[["Any"], "Any"]
Code = Callable[["Frame", Sink], "Any"]

STATEMENT: Any = object()  # as a frame's ``info``: a cmdlet runs the block, whose $MyInvocation is the statement that the cmdlet stands in
DEEPEST_CALL = 1500  # how many frames may stand on each other before "call depth overflow"


class Frame:
    """A running script block.

    ``args`` is ``$args``; ``bound`` the explicitly bound parameters by name as declared; ``invocation`` is ``$MyInvocation``;
    ``cmdlet`` is ``$PSCmdlet`` of an advanced function; ``input`` the items of ``$input`` (None without pipeline input); ``traps`` the stack of
    trap handlers in force; ``cells`` the variables that the compiled code names, in `CompiledBlock.names` order; ``at`` the line (as in
    `CompiledBlock.extents`) of the last statement that ran inside another one, which is where errors of the outer one are from then on.
    """

    __slots__ = (
        "_bound_table",
        "args",
        "at",
        "block",
        "bound",
        "cells",
        "cmdlet",
        "compiled",
        "info",
        "input",
        "invocation",
        "method",
        "result",
        "scope",
        "session",
        "site",
        "traps",
    )

    def __init__(self, session: Session, block: Any, scope: Scope, args: list[Any] | None = None) -> None:
        self.session = session
        self.block = block
        self.scope = scope
        self.args = args
        compiled: CompiledBlock = block.ast.compiled or block.compile()
        self.compiled = compiled
        self.bound: dict[str, Any] | None = None
        self.invocation: Any = None
        self.cmdlet: Any = None
        self.input: Any = None
        self.traps: list[Any] | None = None
        self._bound_table: Any = None
        self.site: Any = None  # the CommandSite of a direct call, and what it called
        self.info: Any = None
        self.method: Any = None  # the MethodBody of a class that runs here, and what its ``return`` gave
        self.result: Any = None
        self.at = 0
        variables = scope.variables
        cells = []
        for name, spelled in compiled.names:
            cell = variables.get(name)
            if cell is None:
                if scope.shared and name in scope.shared:
                    cell = scope.shared[name]
                else:
                    cell = variables[name] = Variable(spelled)
            cells.append(cell)
        for index, name in compiled.shared_names:
            cells[index] = session.global_scope.cell(name)
        self.cells: list[Any] = cells

    # --- parameters ---
    def bind(self, name: str, value: Any, attributes: list[Any] | None = None) -> None:
        """Give a parameter's variable its value, note it as bound; ``attributes`` then guard later assignments."""
        if self.bound is None:
            self.bound = {}
        self.bound[name] = value
        self.set_parameter(name, value, attributes)

    def set_parameter(self, name: str, value: Any, attributes: list[Any] | None = None) -> None:
        """Give a parameter's variable its value without noting it as bound (defaults)."""
        cell = self.scope.variables.get(name.lower())
        if cell is None:
            cell = self.scope.cell(name.lower(), name)
        cell.force(value)
        if attributes:
            cell.constrain(self.session, attributes, typed=self.scope.kind == "local")

    def default(self, name: str) -> Any:
        """Evaluate a parameter's default value in this frame; None where it has none."""
        code = self.compiled.defaults.get(name.lower())
        return None if code is None else self.run(code, _nowhere)

    # --- running ---
    def run(self, code: Code | None, out: Sink) -> Any:
        """Run a compiled part with this frame's scope as the current one."""
        if code is None:
            return None
        session = self.session
        outer = session.scope
        stack = session.call_stack
        scope = self.scope
        session.scope = scope
        owner = scope.frame
        scope.frame = self
        stack.append(self)
        try:
            if len(stack) > DEEPEST_CALL:
                raise call_depth_overflow()
            return code(self, out)
        finally:
            session.scope = outer
            scope.frame = owner
            stack.pop()

    def set_underscore(self, value: Any) -> None:
        """Make a value ``$_`` of this frame's scope."""
        self.scope.cell("_").value = value

    # --- what the automatic variables read ---
    @property
    def arguments(self) -> PSArray:
        """``$args``."""
        return PSArray(self.args or ())

    @property
    def bound_parameters(self) -> Any:
        """``$PSBoundParameters``: made when first asked for, then the same object."""
        table = self._bound_table
        if table is None:
            from pwsh_emu.runtime.types.boundparameters import PSBoundParametersDictionary

            table = self._bound_table = PSBoundParametersDictionary((self.bound or {}).items())
        return table

    def forget_bound_table(self) -> None:
        """Let ``$PSBoundParameters`` be made anew: more has been bound since it was asked for."""
        self._bound_table = None

    @property
    def my_invocation(self) -> InvocationInfo:
        """``$MyInvocation``; made from the block where no command processor gave one."""
        if self.invocation is None:
            from pwsh_emu.runtime.invocation import block_invocation

            self.invocation = block_invocation(self)
        return self.invocation  # type: ignore[no-any-return]


def fresh_frame(session: Session, block: Any, compiled: CompiledBlock, scope: Scope) -> Frame:
    """Return a frame for a scope that holds nothing yet; the same as ``Frame(…)``, in less time."""
    frame: Frame = object.__new__(Frame)
    frame.session = session
    frame.block = block
    frame.compiled = compiled
    frame.scope = scope
    frame.args = None
    frame.bound = None
    frame.invocation = None
    frame.cmdlet = None
    frame.input = None
    frame.traps = None
    frame._bound_table = None
    frame.site = None
    frame.info = None
    frame.method = None
    frame.result = None
    frame.at = 0
    variables = scope.variables
    cells: list[Any] = []
    for name, spelled in compiled.names:
        cell = variables[name] = Variable(spelled)
        cells.append(cell)
    for index, name in compiled.shared_names:
        del variables[name]
        cells[index] = session.global_scope.cell(name)
    if scope.shared:
        for index, (name, _) in enumerate(compiled.names):
            if name in scope.shared:
                variables.pop(name, None)
                cells[index] = scope.shared[name]
    frame.cells = cells
    return frame


def _nowhere(value: Any) -> None:
    return None


def call_depth_overflow() -> PSError:
    """Return the error of a recursion without end."""
    from pwsh_emu.runtime.errors import ExceptionObject, runtime_error

    message = "The script failed due to call depth overflow."
    inner = ExceptionObject("System.Management.Automation.ScriptCallDepthException", message)
    return runtime_error("CallDepthOverflow", message, "InvalidOperation", 0, inner=inner)


__all__ = ["UNSET", "Frame", "call_depth_overflow"]
