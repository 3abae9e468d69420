"""Compiles one script block: the frame around statements and expressions.

A block becomes one Python module with a function for each of its parts (``begin``, ``process``, ``end`` …), for default values of
parameters, and for pieces that stand inside expressions or nest too deeply; all take ``(frame, out)``. Line numbers are indexes into
``extents``, so that a traceback names the PowerShell extent and success costs nothing. What does not depend on the session is a
global of that module: constants, call sites, script block trees.
"""

from __future__ import annotations

import _ast as py
from collections.abc import Callable

from pwsh_emu.language.ast import Ast, ParameterAst, ScriptBlockAst
from pwsh_emu.runtime.compile.nodes import Node, NodeBuilder, Stmt
from pwsh_emu.runtime.compile.runtime_names import load
from pwsh_emu.runtime.scopes import ALL_SCOPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEEPEST_BLOCKS = 9  # Python allows twenty nested loops and try blocks in one function
DEEPEST_EXPRESSION = 60  # below this depth an expression goes on in a function of its own


class CompiledBlock:
    """A script block's code. ``names`` are the variables its frames keep cells for; ``whole`` runs begin, process and end in turn;
    ``specials`` are the automatic variables it names; ``extents`` maps line numbers (from 1) to (start, end) in the source."""

    __slots__ = (
        "assigned",
        "begin",
        "clean",
        "defaults",
        "dynamicparam",
        "end",
        "extents",
        "names",
        "namespace",
        "process",
        "shared_names",
        "source",
        "specials",
        "whole",
    )

    def __init__(self) -> None:
        self.begin: Callable[[Any, Any], Any] | None = None
        self.process: Callable[[Any, Any], Any] | None = None
        self.end: Callable[[Any, Any], Any] | None = None
        self.clean: Callable[[Any, Any], Any] | None = None
        self.dynamicparam: Callable[[Any, Any], Any] | None = None
        self.whole: Callable[[Any, Any], Any] = nothing
        self.defaults: dict[str, Callable[[Any, Any], Any]] = {}
        self.names: list[tuple[str, str]] = []
        self.shared_names: list[tuple[int, str]] = []
        self.specials: set[str] = set()
        self.assigned: set[str] = set()  # lower-case names of the variables that the block assigns itself
        self.extents: list[tuple[int, int]] = []
        self.namespace: dict[str, Any] = {}
        self.source: Any = None


def nothing(frame: Any, out: Any) -> None:
    """Run an empty block."""


class Loop:
    """A loop or switch whose body is being compiled; ``step`` is code that ``continue`` must run first (a for loop's iterator)."""

    __slots__ = ("label", "step")

    def __init__(self, label: str | None, step: Callable[[], None] | None = None) -> None:
        self.label = label.lower() if label else None
        self.step = step


class FunctionState:
    """The Python function that is being written."""

    __slots__ = ("body", "catching", "cells", "depth", "loops", "mode", "out", "temps", "uses_scope", "uses_session")

    def __init__(self, mode: str) -> None:
        self.body: list[Stmt] = []
        self.mode = mode  # "main": return leaves it; "part": return hands RETURN up; "value": return raises
        self.out = "out"
        self.temps = 0
        self.cells: set[int] = set()
        self.uses_session = False
        self.uses_scope = False
        self.depth = 0
        self.loops: list[Loop] = []
        self.catching: list[str] = []


class BlockCompiler(NodeBuilder):
    """What statements, expressions and commands share: names, constants, extents, cells and the function being written."""

    def __init__(self, ast: ScriptBlockAst) -> None:
        self.ast = ast
        self.source = ast.source
        self.line = 1
        self.compiled = CompiledBlock()
        self.compiled.source = ast.source
        self.namespace = self.compiled.namespace
        self.extents: list[tuple[int, int]] = self.compiled.extents
        self._extent_lines: dict[tuple[int, int], int] = {}
        self._cell_indexes: dict[str, int] = {}
        self._constants = 0
        self._function_count = 0
        self.functions: list[Stmt] = []
        self.fn = FunctionState("main")
        self.expression_depth = 0
        self.has_return_in_value = False
        self.has_traps = False
        self.trap_depth = 0  # how many statement lists with traps enclose what is compiled
        self.frozen = False  # in a here-string, whose parts report the place of the statement around it
        self.inside = 0  # how many statements enclose what is compiled, by expressions or as their value
        self.runs_inner = False  # whether such an inner statement was compiled in the running one
        self.in_method = False  # whether ``return`` gives a class method's value
        self.tracks_success = ast.source.status_matters
        self.namespace["EXTENTS"] = self.extents
        self.namespace["SOURCE"] = ast.source
        self.namespace["__builtins__"] = {}
        self.namespace["type"] = type

    # --- positions ---
    def at(self, node: Ast) -> int:
        """Place what follows at a node's extent; return the line before."""
        before = self.line
        if self.frozen:
            return before
        key = (node.start, node.end)
        line = self._extent_lines.get(key)
        if line is None:
            self.extents.append(key)
            line = self._extent_lines[key] = len(self.extents)
        self.line = line
        return before

    # --- names ---
    def use(self, name: str) -> str:
        """Return a runtime function's global name, loading it into the module on first use."""
        if name not in self.namespace:
            self.namespace[name] = load(name)
        return name

    def run(self, name: str, *arguments: Node) -> Node:
        """Call a runtime function by name."""
        return self.call(self.use(name), *arguments)

    def constant(self, value: Any) -> Node:
        """Return a node for a constant that Python code objects cannot hold."""
        self._constants += 1
        name = f"K{self._constants}"
        self.namespace[name] = value
        return self.name(name)

    def temp(self) -> str:
        self.fn.temps += 1
        return f"t{self.fn.temps}"

    def session(self) -> Node:
        self.fn.uses_session = True
        return self.name("session")

    def frame(self) -> Node:
        return self.name("frame")

    def scope(self) -> Node:
        self.fn.uses_scope = True
        return self.name("scope")

    def out(self) -> Node:
        return self.name(self.fn.out)

    def cell_index(self, name: str) -> int:
        """Return the index of the cell for an unqualified variable name."""
        low = name.lower()
        index = self._cell_indexes.get(low)
        if index is None:
            index = self._cell_indexes[low] = len(self.compiled.names)
            self.compiled.names.append((low, name))
            if low in ALL_SCOPE:
                self.compiled.shared_names.append((index, low))
        return index

    def goal(self, name: str) -> Node:
        """Return the node of a cell that is written."""
        self.compiled.assigned.add(name.lower())
        return self.cell(name)

    def cell(self, name: str) -> Node:
        index = self.cell_index(name)
        self.fn.cells.add(index)
        return self.name(f"c{index}")

    # --- functions ---
    def add(self, statement: Stmt) -> None:
        self.fn.body.append(statement)

    def block(self, write: Callable[[], None]) -> list[Stmt]:
        """Return the statements that ``write`` adds."""
        saved = self.fn.body
        self.fn.body = []
        try:
            write()
            return self.fn.body
        finally:
            self.fn.body = saved

    def function_of(self, mode: str, write: Callable[[], None]) -> str:
        """Write a Python function ``(frame, out)`` of its own and return its name."""
        self._function_count += 1
        name = f"f{self._function_count}"
        saved, self.fn = self.fn, FunctionState(mode)
        depth, self.expression_depth = self.expression_depth, 0
        traps = self.trap_depth
        if mode == "trap":
            self.trap_depth = 0
        line = self.line
        try:
            write()
            state = self.fn
        finally:
            self.fn = saved
            self.expression_depth = depth
            self.trap_depth = traps
        body = state.body
        if mode == "main" and self.has_return_in_value:
            check = self.node_statement(self.run("check_return", self.name("e"), self.frame()))
            body = [self.try_(body, [self.handler(self.use("ReturnFlow"), [check])])]
        prologue: list[Stmt] = []
        if state.uses_session:
            prologue.append(self.assign("session", self.attr("frame", "session")))
        if state.uses_scope:
            prologue.append(self.assign("scope", self.attr("frame", "scope")))
        if state.cells:
            prologue.append(self.assign("cells", self.attr("frame", "cells")))
            prologue.extend(self.assign(f"c{index}", self.subscript(self.name("cells"), self.const(index))) for index in sorted(state.cells))
        self.line = 1
        self.functions.append(self.function(name, ["frame", "out"], prologue + body))
        self.line = line
        return name

    def value_function(self, write: Callable[[], None], *, as_array: bool = False, leaves: bool = False) -> Node:
        """Write a function whose output is collected, and return the call that gives the value.

        Where ``leaves``, a ``return`` or ``break`` inside hands what was written so far on to the output around, as PowerShell does.
        """

        def body() -> None:
            if leaves:
                self.add(self.assign("around", self.name("out")))
            self.add(self.assign("items", self.list_([])))
            self.add(self.assign("out", self.attr("items", "append")))
            if leaves:
                hand_on = self.node_statement(self.run("hand_on", self.name("items"), self.name("around"), self.name("e")))
                self.add(self.try_(self.block(write), [self.handler(self.use("LEAVING"), [hand_on])]))
            else:
                write()
            self.add(self.return_(self.run("PSArray" if as_array else "collect", self.name("items"))))

        around = self.name(self.fn.out) if leaves and self.fn.out else self.const(None)
        return self.call(self.function_of("value", body), self.frame(), around)

    def expression_function(self, make: Callable[[], Node]) -> Node:
        """Write a function that returns an expression's value, and return the call of it."""
        return self.call(self.function_of("value", lambda: self.add(self.return_(make()))), self.frame(), self.const(None))

    # --- the whole ---
    def finish(self) -> CompiledBlock:
        """Turn what was written into a code object and run it, which defines the functions."""
        if not self.extents:
            self.extents.append((self.ast.start, self.ast.end))
        module = py.Module(self.functions, [])
        label = f"<pwsh:{self.source.file or ''}>"
        exec(compile(module, label, "exec", dont_inherit=True, optimize=0), self.namespace)
        return self.compiled


def parameters_of(ast: ScriptBlockAst, parameters: list[ParameterAst] | None) -> list[ParameterAst]:
    return ast.param_block.parameters if ast.param_block is not None else parameters or []
