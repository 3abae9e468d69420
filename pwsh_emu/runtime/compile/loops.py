"""Compiles loops and switch.

``break`` and ``continue`` are Python's own where the loop they mean is the innermost one of the same Python function; otherwise (labels,
called functions, script blocks) they travel as BreakLoop and ContinueLoop, which every loop catches at no cost until one comes.
Each turn looks at ``session.stop_requested``.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.compile.blocks import Loop
from pwsh_emu.runtime.compile.expressions import pure_expression
from pwsh_emu.runtime.compile.nodes import Node
from pwsh_emu.runtime.compile.targets import TargetCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Made = TypeVar("_Made")


class LoopCompiler(TargetCompiler):
    """while, do, for, foreach and switch."""

    def _in_loop(self, loop: Loop, depth: int, write: Callable[[], None]) -> list[Any]:
        """Return a loop's body: the look for a stop, and the statements with a catch of ContinueLoop around them."""
        self.fn.loops.append(loop)
        self.fn.depth += depth
        try:
            body = self.block(write)
        finally:
            self.fn.depth -= depth
            self.fn.loops.pop()
        stop = self.if_stmt(self.attr(self.session(), "stop_requested"), [self.node_statement(self.run("look_around", self.session()))])
        again = self.run("loop_continue", self.name("e"), self.const(loop.label))
        return [stop, self.try_(body, [self.handler(self.use("ContinueLoop"), [self.node_statement(again)])])]

    def _loop(self, loop: Loop, statements: list[Any]) -> None:
        """Add a finished loop with a catch of BreakLoop around it."""
        leave = self.run("loop_break", self.name("e"), self.const(loop.label))
        self.add(self.try_(statements, [self.handler(self.use("BreakLoop"), [self.node_statement(leave)])]))

    def _conditional(self, condition: tree.StatementAst | None, body: list[Any]) -> Any:
        """Return ``while condition: body``; a condition that needs statements of its own is looked at inside."""
        if condition is None:
            return self.while_(self.const(True), body)
        tests: list[Node] = []
        statements = self.block(lambda: tests.append(self.statement_condition(condition)))
        if not statements:
            return self.while_(tests[0], body)
        return self.while_(self.const(True), [*statements, self.if_stmt(self.not_(tests[0]), [self.break_()]), *body])

    def while_statement(self, node: tree.WhileStatementAst) -> None:
        loop = Loop(node.label)
        body = self._in_loop(loop, 2, lambda: self.statements(node.body.statements, node.body.traps))
        self._loop(loop, [self._conditional(node.condition, body)])

    def do_statement(self, node: tree.DoWhileStatementAst | tree.DoUntilStatementAst) -> None:
        until = isinstance(node, tree.DoUntilStatementAst)

        def decide() -> None:
            assert node.condition is not None
            test = self.statement_condition(node.condition)
            self.add(self.if_stmt(test if until else self.not_(test), [self.break_()]))

        loop = Loop(node.label, decide)
        body = self._in_loop(loop, 2, lambda: self.statements(node.body.statements, node.body.traps))
        body.extend(self.block(decide))
        self._loop(loop, [self.while_(self.const(True), body)])

    def for_statement(self, node: tree.ForStatementAst) -> None:
        def advance() -> None:
            if node.iterator is not None:
                self.unheard(node.iterator)

        loop = Loop(node.label, advance if node.iterator is not None else None)
        initializer = node.initializer
        statements = self.block(lambda: self.unheard(initializer)) if initializer is not None else []
        body = self._in_loop(loop, 2, lambda: self.statements(node.body.statements, node.body.traps))
        body.extend(self.block(advance))
        statements.append(self._conditional(node.condition, body))
        self._loop(loop, statements)

    def unheard(self, node: tree.StatementAst) -> None:
        """Compile a statement whose output goes nowhere."""
        saved, self.fn.out = self.fn.out, self.use("discard")
        try:
            self.statement(node)
        finally:
            self.fn.out = saved

    def foreach_statement(self, node: tree.ForEachStatementAst) -> None:
        assert node.condition is not None
        self.at(node.condition)
        name = node.variable.name
        expression = pure_expression(node.condition)
        outer: list[Any] = []
        items = None if expression is None else self.number_range(expression)
        if items is None:
            held: list[Node] = []
            condition = node.condition
            outer.extend(self.block(lambda: held.append(self.standing(condition, lambda: self.captured(condition)))))
            items = self.run("iterate_for", held[0])
        loop = Loop(node.label)
        if "$foreach" in self.source.text[node.body.start : node.body.end].lower():
            items = self.run("foreach_enumerator", items, self.cell("foreach"))
        body = self._in_loop(loop, 2, lambda: self.statements(node.body.statements, node.body.traps))
        self.at(node.variable)
        if self.is_plain_variable(name):
            outer.append(self.for_attr(self.goal("_" if name.lower() == "psitem" else name), "value", items, body))
        else:
            held_item = self.temp()
            store = self.block(lambda: self._store_variable(name, self.name(held_item)))
            outer.append(self.for_(held_item, items, store + body))
        self._loop(loop, outer)

    def switch_statement(self, node: tree.SwitchStatementAst) -> None:
        assert node.condition is not None
        flags = ",".join(flag for flag in node.flags if flag in ("Regex", "Wildcard", "CaseSensitive"))
        condition = node.condition
        self.at(condition)
        value = self.standing(condition, lambda: self.held(self.captured(condition)))
        if "File" in node.flags:
            items = self.run("switch_file", self.frame(), self.name(value))
        else:
            items = self.run("switch_items", self.name(value))
        loop = Loop(node.label)
        cell = self.cell("_")
        body_text = self.source.text[node.start : node.end].lower()
        if "$switch" in body_text:
            items = self.run("foreach_enumerator", items, self.cell("switch"))
        item, before, matched = self.temp(), self.temp(), self.temp()

        def write() -> None:
            self.add(self.assign(matched, self.const(False)))
            for test, body in node.clauses:
                self.at(test)
                if isinstance(test, tree.ScriptBlockExpressionAst):
                    hit = self.run("switch_block", self.frame(), self.constant(test.script_block), self.attr(cell, "value"))
                else:
                    hit = self.run("switch_matches", self.frame(), self.attr(cell, "value"), self.expr(test), self.const(flags))

                def clause(body: tree.StatementBlockAst = body) -> None:
                    self.add(self.assign(matched, self.const(True)))
                    self.statements(body.statements, body.traps)

                self.add(self.if_stmt(hit, self.block(clause)))
            if node.default is not None:
                default = node.default
                self.add(self.if_stmt(self.not_(self.name(matched)), self.block(lambda: self.statements(default.statements, default.traps))))

        body = self._in_loop(loop, 3, write)
        self.at(condition)
        self.add(self.assign(before, self.attr(cell, "value")))
        turn = self.for_(item, items, [self.assign_attr(cell, "value", self.name(item)), *body])
        restore = self.assign_attr(cell, "value", self.name(before))
        self._loop(loop, [self.try_([turn], [], [restore])])

    # --- given by the statement compiler ---
    def statement(self, node: tree.StatementAst) -> None:
        raise NotImplementedError

    def standing(self, node: tree.StatementAst, write: Callable[[], _Made]) -> _Made:
        raise NotImplementedError

    def statement_condition(self, node: tree.StatementAst) -> Node:
        raise NotImplementedError
