"""ScriptBlock: a piece of PowerShell as a value, and the ways to run it.

`ScriptBlock.invoke` runs it as ``&`` does (or dotted); `ScriptBlock.stepper` prepares it to be run once for each of many objects, as
ForEach-Object and Where-Object do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pwsh_emu.language.ast import ParameterAst, ScriptBlockAst
from pwsh_emu.runtime.enumeration import collect
from pwsh_emu.runtime.errors import ParseFailure
from pwsh_emu.runtime.frame import Frame
from pwsh_emu.runtime.scopes import UNSET, Scope
from pwsh_emu.runtime.values import Extensible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.command import CommandMetadata
    from pwsh_emu.runtime.compile.blocks import CompiledBlock
    from pwsh_emu.runtime.session import Session, SessionState

Sink = Callable[["Any"], "Any"]


class ScriptBlock(Extensible):
    """A script block: its tree, the session it runs in and the SessionState (the session's or a module's) whose variables it sees.

    ``parameters`` are those that a function declares in parentheses before its body; ``is_filter`` makes an unnamed block a process block;
    ``name`` is the function's name where it has one.
    """

    __slots__ = ("_metadata", "added_type_names", "ast", "call_plan", "extended", "is_filter", "name", "parameters", "session", "state")

    def __init__(
        self,
        session: Session,
        ast: ScriptBlockAst,
        state: SessionState | None = None,
        *,
        parameters: list[ParameterAst] | None = None,
        is_filter: bool = False,
        name: str | None = None,
    ) -> None:
        self.session = session
        self.ast = ast
        self.state: SessionState = state or session.scope.state
        self.parameters = parameters
        self.is_filter = is_filter
        self.name = name
        self._metadata: CommandMetadata | None = None
        self.call_plan: Any = None  # the compiler's short way to call it, see compile.calls
        self.extended = None
        self.added_type_names = None

    @classmethod
    def create(cls, session: Session, text: str, file: str | None = None) -> ScriptBlock:
        """Parse a text; raises ParseFailure with all its parse errors."""
        from pwsh_emu.language.parser import parse

        lower = text.lower()
        defines = "class" in lower or "enum" in lower
        types = {key: one.full_name for key, one in session.types.visible().items()} if defines else None
        if "module" in lower and "using" in lower:
            from pwsh_emu.runtime.classes.lookup import parse_with_modules

            result = parse_with_modules(session, text, file, types)
        else:
            result = parse(text, file, types)
        if result.errors:
            raise ParseFailure(result.errors, result.ast.source)
        if defines:
            from pwsh_emu.language.semantics import check_definitions

            if errors := check_definitions(result.ast):
                raise ParseFailure(errors, result.ast.source)
        return cls(session, result.ast)

    # --- what it is ---
    @property
    def text(self) -> str:
        """The source text, without the braces of a literal."""
        ast = self.ast
        text = str(ast.source.text[ast.start : ast.end])
        text = text[1:-1] if text.startswith("{") and text.endswith("}") else text
        if self.parameters is not None and ast.param_block is None:
            declared = ", ".join(str(ast.source.text[one.start : one.end]) for one in self.parameters)
            return f"param({declared})\n{text}"
        return text

    def __str__(self) -> str:
        return self.text

    @property
    def file(self) -> str | None:
        return self.ast.source.file  # type: ignore[no-any-return]

    @property
    def module(self) -> Any:
        return self.state.module

    @property
    def parameter_list(self) -> list[ParameterAst]:
        """The declared parameters, in parentheses or in a param block."""
        if self.ast.param_block is not None:
            return self.ast.param_block.parameters
        return self.parameters or []

    @property
    def metadata(self) -> CommandMetadata:
        """The interface of the command that this block is."""
        if self._metadata is None:
            from pwsh_emu.runtime.parameters_of_script import script_metadata

            session = self.session
            around = session.scope
            session.scope = self.dotted_scope()  # names of types mean what they mean in the module
            try:
                self._metadata = script_metadata(session, self)
            finally:
                session.scope = around
        return self._metadata

    @property
    def attributes(self) -> list[Any]:
        """The attributes of the param block, as trees."""
        return list(self.ast.param_block.attributes) if self.ast.param_block is not None else []

    def compile(self) -> CompiledBlock:
        """Return the compiled form, made on first use and kept at the tree."""
        compiled: CompiledBlock | None = self.ast.compiled
        if compiled is None:
            from pwsh_emu.runtime.compile import compile_block

            compiled = compile_block(self.ast, self.parameters, self.is_filter)
        return compiled

    # --- scopes ---
    def new_scope(self, kind: str = "local") -> Scope:
        """Return a new scope to run in: below the caller's, or where the caller stands in another module, below the innermost one of its own."""
        state = self.state
        current = self.session.scope
        return Scope(current if current.state is state else self.session.scope_of_state(state), kind, state)

    # --- running ---
    def dotted_scope(self) -> Scope:
        """Return the scope to run in without a new one: the caller's, or the innermost of its own module where the caller stands in another."""
        current = self.session.scope
        return current if current.state is self.state else self.session.scope_of_state(self.state)

    def invoke(
        self,
        args: list[Any] | None = None,
        *,
        input: Iterable[Any] | None = None,
        out: Sink | None = None,
        this: Any = UNSET,
        dollar_under: Any = UNSET,
        new_scope: bool = True,
        scope: Scope | None = None,
    ) -> list[Any]:
        """Run it with positional arguments; the output goes to ``out``, else it is returned as a list.

        ``this`` and ``dollar_under`` become ``$this`` and ``$_``. With ``new_scope`` False it runs in the current scope (or the given
        one), as if dotted.
        """
        items: list[Any] = []
        sink = items.append if out is None else out
        if scope is None:
            scope = self.new_scope() if new_scope else self.dotted_scope()
        saved = []
        for name, value in (("this", this), ("_", dollar_under)):
            if value is not UNSET:
                cell = scope.cell(name)
                saved.append((cell, cell.value))
                cell.force(value)
        try:
            from pwsh_emu.runtime.invocation import run_block

            run_block(self, scope, list(args or ()), input, sink)
        finally:
            for cell, value in saved:
                cell.force(value)
        return items

    def call(self, *args: Any, **how: Any) -> Any:
        """Run it and return what an expression would get: nothing, the one object, or an array."""
        return collect(self.invoke(list(args), **how))

    def stepper(self, *, new_scope: bool = False, scope: Scope | None = None, args: list[Any] | None = None) -> Stepper:
        """Prepare to run it for one object after the other in the current scope (ForEach-Object, Where-Object) or in a new one."""
        return Stepper(self, self.new_scope() if new_scope else (scope or self.dotted_scope()), args)

    def in_state(self, state: SessionState) -> ScriptBlock:
        """Return the same block as if it stood in a module, or in the session itself."""
        return ScriptBlock(self.session, self.ast, state, parameters=self.parameters, is_filter=self.is_filter, name=self.name)

    def close(self) -> ScriptBlock:
        """Return a copy that keeps the variables of the current scope (GetNewClosure)."""
        from pwsh_emu.runtime.closures import new_closure

        return new_closure(self)


class Stepper:
    """Runs one script block for many objects: ``$_`` is set, the block runs in one scope, its output goes to a sink.

    Use `run` for output, `test` for a condition, and `finish` at the end, which puts the old ``$_`` back.
    """

    __slots__ = ("_before", "_cell", "_code", "frame")

    def __init__(self, block: ScriptBlock, scope: Scope, args: list[Any] | None = None) -> None:
        frame = Frame(block.session, block, scope, args)
        self.frame = frame
        compiled = frame.compiled
        self._cell = scope.cell("_")
        self._before = self._cell.value
        self._code = compiled.whole

    def run(self, item: Any, out: Sink) -> None:
        """Run the block with ``$_`` as the item."""
        frame = self.frame
        session = frame.session
        cell = self._cell
        before = cell.value
        cell.value = item
        outer = session.scope
        stack = session.call_stack
        session.scope = scope = frame.scope
        owner = scope.frame
        scope.frame = frame
        stack.append(frame)
        try:
            self._code(frame, out)
        finally:
            session.scope = outer
            scope.frame = owner
            stack.pop()
            cell.value = before

    def feeder(self, out: Sink) -> Sink:
        """Return what runs the block for each object it is called with: `run` with everything that stays the same at hand."""
        frame, code, cell = self.frame, self._code, self._cell
        session, scope = frame.session, frame.scope
        stack = session.call_stack

        def feed(item: Any) -> None:
            before = cell.value
            cell.value = item
            outer = session.scope
            session.scope = scope
            owner = scope.frame
            scope.frame = frame
            stack.append(frame)
            try:
                code(frame, out)
            finally:
                session.scope = outer
                scope.frame = owner
                stack.pop()
                cell.value = before

        return feed

    def sieve(self, out: Sink) -> Sink:
        """Return what passes on the objects for which the block's output is true: `test` likewise."""
        from pwsh_emu.runtime.conversion import to_bool

        items: list[Any] = []
        run = self.feeder(items.append)

        def feed(item: Any) -> None:
            depth = len(items)
            run(item)
            if len(items) == depth + 1:
                value = items.pop()
            else:
                value = collect(items[depth:])
                del items[depth:]
            if value is True or (value is not False and to_bool(value)):
                out(item)

        return feed

    def value(self, item: Any) -> Any:
        """Run the block with ``$_`` as the item and return what an expression would get."""
        items: list[Any] = []
        self.run(item, items.append)
        return collect(items)

    def test(self, item: Any) -> bool:
        """Run the block with ``$_`` as the item and tell whether its output is true."""
        value = self.value(item)
        if value is True or value is False:
            return value
        from pwsh_emu.runtime.conversion import to_bool

        return to_bool(value)

    def finish(self) -> None:
        """Put the ``$_`` of before back."""
        self._cell.value = self._before
