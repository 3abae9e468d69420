"""Compiles statements: lists with their error handling, conditions, jumps, try, trap, functions, classes and data sections.

Each statement stands in a ``try`` of its own (which costs nothing unless something fails): `trapping.statement_error` reports what went
wrong and goes on with the next statement, or raises again where PowerShell propagates.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast as tree
from pwsh_emu.language.semantics.walk import children
from pwsh_emu.runtime.compile.blocks import DEEPEST_BLOCKS, Loop
from pwsh_emu.runtime.compile.expressions import pure_expression
from pwsh_emu.runtime.compile.loops import LoopCompiler
from pwsh_emu.runtime.compile.nodes import Node
from pwsh_emu.runtime.compile.targets import strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Made = TypeVar("_Made")

_HARMLESS = (tree.BreakStatementAst, tree.ContinueStatementAst)
_LEAVES = (
    tree.PipelineAst, tree.CommandExpressionAst, tree.CommandAst, tree.AssignmentStatementAst, tree.ReturnStatementAst, tree.ThrowStatementAst,
    tree.ExitStatementAst,
)  # fmt: skip
_COMPOUND = (
    tree.IfStatementAst, tree.WhileStatementAst, tree.DoWhileStatementAst, tree.DoUntilStatementAst, tree.ForStatementAst, tree.ForEachStatementAst,
    tree.SwitchStatementAst, tree.TryStatementAst,
)  # fmt: skip


def _calls_command(node: tree.Ast) -> bool:
    """Tell whether a statement or expression holds a command, those in script blocks aside."""
    if isinstance(node, tree.CommandAst):
        return True
    return not isinstance(node, tree.ScriptBlockExpressionAst) and any(_calls_command(child) for child in children(node))


def succeeds(node: tree.Ast) -> bool:
    """Tell whether ``$?`` is true behind a statement or expression: not where a command has set it, also within parentheses, $() or @()."""
    if isinstance(node, tree.AssignmentStatementAst):
        return succeeds(node.right)
    if isinstance(node, tree.StatementAst):
        expression = pure_expression(node)
        return expression is not None and succeeds(expression)
    if isinstance(node, tree.ParenExpressionAst):
        return succeeds(node.pipeline)
    if isinstance(node, (tree.SubExpressionAst, tree.ArrayExpressionAst)):
        statements = node.sub_expression.statements
        return not statements or succeeds(statements[-1])
    return True


class StatementCompiler(LoopCompiler):
    """Statements and lists of them."""

    # --- lists ---
    def statements(self, statements: list[tree.StatementAst], traps: list[tree.TrapStatementAst] | None = None) -> None:
        """Compile a statement list with its traps."""
        types = [statement for statement in statements if isinstance(statement, tree.TypeDefinitionAst)]
        if types:
            self.at(types[0])
            self.add(self.expr_stmt(self.run("define_classes", self.frame(), self.constant(types))))
        if traps:
            self.has_traps = True
            handlers = [self._trap(trap) for trap in traps]
            self.add(self.expr_stmt(self.run("push_traps", self.frame(), self.list_(handlers))))
            self.fn.depth += 1
            self.trap_depth += 1
            body = self.block(lambda: self._list(statements, True))
            self.trap_depth -= 1
            self.fn.depth -= 1
            self.add(self.try_(body, [], [self.expr_stmt(self.run("pop_traps", self.frame()))]))
        else:
            self._list(statements, not self.trap_depth)

    def _list(self, statements: list[tree.StatementAst], guard: bool) -> None:
        """Compile statements; where a list around them has traps, errors go up to that one (``guard`` False)."""
        for statement in statements:
            if isinstance(statement, tree.TypeDefinitionAst):
                continue
            if guard:
                self.guarded(statement)
            else:
                self.statement(statement)
            if isinstance(statement, (tree.BreakStatementAst, tree.ContinueStatementAst, tree.ReturnStatementAst)) and self.fn.body is not None:
                if not isinstance(statement, tree.ReturnStatementAst) or statement.pipeline is None:
                    break

    def guarded(self, statement: tree.StatementAst) -> None:
        """Compile one statement and catch what goes wrong in it."""
        if isinstance(statement, _HARMLESS):
            self.statement(statement)
            return
        if self.fn.depth >= DEEPEST_BLOCKS and isinstance(statement, _COMPOUND):
            self._outlined(statement)
            return
        self.fn.depth += 1
        body = self.block(lambda: self.statement(statement))
        self.fn.depth -= 1
        if not body:
            return
        handlers = [self.failed()]
        loop = body[-1]
        if isinstance(statement, tree.LabeledStatementAst) and len(body) == 1 and type(loop).__name__ == "Try" and not loop.finalbody:
            loop.handlers.extend(handlers)  # a loop has a try already, for break
            self.add(loop)
            return
        self.add(self.try_(body, handlers))

    def failed(self) -> Any:
        """Return the handler that reports an error of the running statement."""
        report = self.run("statement_error", self.frame(), self.name("e"), self.name("EXTENTS"), self.out())
        if not self.has_traps:
            return self.handler(self.use("Exception"), [self.node_statement(report)])
        result = self.if_stmt(self.compare(report, "is", self.name(self.use("RETURN"))), self._leave())
        return self.handler(self.use("Exception"), [result])

    def _leave(self) -> list[Any]:
        """Return the statements that leave the script block."""
        if self.fn.mode == "main":
            return [self.return_()]
        if self.fn.mode == "part":
            return [self.return_(self.name(self.use("RETURN")))]
        if self.fn.mode == "trap":
            return [self.return_(self.const("return"))]
        self.has_return_in_value = True
        return [self.raise_(self.run("ReturnFlow", self.frame()))]

    def _outlined(self, statement: tree.StatementAst) -> None:
        """Compile a statement into a function of its own, where Python's nesting begins anew."""
        out = self.fn.out
        name = self.function_of("part", lambda: self.guarded(statement))
        call = self.call(name, self.frame(), self.name(out))
        self.add(self.if_stmt(self.compare(call, "is", self.name(self.use("RETURN"))), self._leave()))

    # --- one statement ---
    def statement(self, node: tree.StatementAst) -> None:
        """Compile a statement whose output goes to the current sink."""
        before = self.line
        method = _STATEMENTS.get(type(node))
        if method is None:
            self.at(node)
            self.add(self.expr_stmt(self.run("not_supported_statement", self.const(type(node).__name__))))
        elif isinstance(node, _LEAVES):
            self.standing(node, lambda: method(self, node))
        else:
            method(self, node)
        self.line = before

    def standing(self, node: tree.StatementAst, write: Callable[[], _Made]) -> _Made:
        """Compile what ``write`` adds for a statement or condition, and tell the frame where it stands if that can matter; return what it gives.

        PowerShell reports an error at the last statement that began, which may have ended: in ``[int]$(1; 'x')``, at ``'x'``.
        """
        outer, self.runs_inner = self.runs_inner, False
        self.inside += 1
        made: list[_Made] = []
        body = self.block(lambda: made.append(write()))
        self.inside -= 1
        if self.inside:
            self.mark(node)
        elif self.runs_inner:
            self.add(self.assign_attr(self.frame(), "at", self.const(0)))
        self.runs_inner = outer or self.inside > 0
        self.fn.body.extend(body)
        return made[0]

    def mark(self, node: tree.Ast) -> None:
        """Tell the frame that a statement within another one begins."""
        before = self.at(node)
        self.add(self.assign_attr(self.frame(), "at", self.const(self.line)))
        self.line = before

    def success(self) -> None:
        """Set ``$?`` where the script can see it."""
        if self.tracks_success:
            self.add(self.assign_attr(self.session(), "ok", self.const(True)))

    def pipeline(self, node: tree.PipelineAst) -> None:
        self.at(node)
        expression = pure_expression(node)
        if expression is None:
            self.command_statement(node)
            return
        self.expression_statement(expression)
        if succeeds(expression):
            self.success()

    def expression_statement(self, node: tree.ExpressionAst) -> None:
        """Compile an expression as a statement: its value goes to the output, taken apart."""
        kind = type(node)
        if kind is tree.UnaryExpressionAst and node.operator in ("PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"):  # type: ignore[attr-defined]
            self.step(node)  # type: ignore[arg-type]
            return
        if kind is tree.ConvertExpressionAst and node.attribute.type_name.text.lower() in ("void", "system.void"):  # type: ignore[attr-defined]
            self.add(self.expr_stmt(self.expr(node.child)))  # type: ignore[attr-defined]
            return
        if kind is tree.ParenExpressionAst:
            inner = node.pipeline  # type: ignore[attr-defined]
            expression = pure_expression(inner)
            if expression is not None and not isinstance(expression, tree.UnaryExpressionAst):
                self.expression_statement(expression)
                return
            if isinstance(inner, tree.PipelineAst) and expression is None and not inner.background:
                self.command_statement(inner)
                return
        if kind in (tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst, tree.ConstantExpressionAst):
            self.add(self.expr_stmt(self.call(self.out(), self.expr(node))))
            return
        if kind is tree.ArrayLiteralAst:
            for element in node.elements:  # type: ignore[attr-defined]
                if not isinstance(element, (tree.ConstantExpressionAst, tree.StringConstantExpressionAst, tree.VariableExpressionAst)):
                    break
        self.add(self.expr_stmt(self.run("emit", self.out(), self.expr(node))))

    def assignment_statement(self, node: tree.AssignmentStatementAst) -> None:
        self.at(node)
        self.assignment(node)
        if succeeds(node.right):
            self.success()

    def if_statement(self, node: tree.IfStatementAst) -> None:
        self._clauses(node.clauses, node.else_clause)

    def _clauses(self, clauses: list[tuple[tree.StatementAst, tree.StatementBlockAst]], otherwise: tree.StatementBlockAst | None) -> None:
        condition, body = clauses[0]
        test = self.statement_condition(condition)
        yes = self.block(lambda: self.statements(body.statements, body.traps))
        no: list[Any] = []
        if len(clauses) > 1:
            no = self.block(lambda: self._clauses(clauses[1:], otherwise))
        elif otherwise is not None:
            no = self.block(lambda: self.statements(otherwise.statements, otherwise.traps))
        self.add(self.if_stmt(test, yes, no))

    # --- jumps ---
    def return_statement(self, node: tree.ReturnStatementAst) -> None:
        self.at(node)
        if self.in_method:
            if node.pipeline is not None:
                self.at(node.pipeline)
                value = self.captured(node.pipeline)
                self.at(node.pipeline)
                self.add(self.assign_attr(self.frame(), "result", self.run("returned", self.frame(), value)))
        elif node.pipeline is not None:
            if isinstance(node.pipeline, tree.AssignmentStatementAst):
                value = self.captured(node.pipeline)
                self.add(self.expr_stmt(self.run("emit", self.out(), value)))
            else:
                self.statement(node.pipeline)
        for statement in self._leave():
            self.add(statement)

    def break_statement(self, node: tree.BreakStatementAst) -> None:
        self._jump(node, "BreakLoop", self.break_)

    def continue_statement(self, node: tree.ContinueStatementAst) -> None:
        self._jump(node, "ContinueLoop", self.continue_)

    def _jump(self, node: tree.BreakStatementAst | tree.ContinueStatementAst, exception: str, plain: Any) -> None:
        self.at(node)
        loops = self.fn.loops
        label = node.label
        fixed = label.value.lower() if isinstance(label, tree.StringConstantExpressionAst) else None
        if loops and (label is None or (fixed is not None and fixed == loops[-1].label)):
            if exception == "ContinueLoop" and loops[-1].step is not None:
                loops[-1].step()
            self.add(plain())
            return
        if self.fn.mode == "trap" and label is None and not loops:
            self.add(self.return_(self.const("break" if exception == "BreakLoop" else "continue")))
            return
        value = (
            self.const("") if label is None else self.const(fixed) if fixed is not None else self.run("label_of", self.session(), self.expr(label))
        )
        self.add(self.raise_(self.run(exception, value)))

    def throw_statement(self, node: tree.ThrowStatementAst) -> None:
        self.at(node)
        if node.pipeline is None:
            self.add(self.raise_(self.run("rethrow", self.frame(), self.name("EXTENTS"), self.const(self.line))))
            return
        value = self.held(self.captured(node.pipeline))
        self.at(node)
        self.add(self.raise_(self.run("throw_value", self.frame(), self.name(value), self.name("EXTENTS"), self.const(self.line))))

    def exit_statement(self, node: tree.ExitStatementAst) -> None:
        self.at(node)
        value = self.const(None) if node.pipeline is None else self.captured(node.pipeline)
        self.add(self.raise_(self.run("ExitScript", self.run("exit_code", self.session(), value))))

    # --- try ---
    def try_statement(self, node: tree.TryStatementAst) -> None:
        state = self.fn
        catches = bool(node.catch_clauses)
        saved = self.temp()
        state.depth += 2 + bool(node.finally_)
        body = self.block(lambda: self.statements(node.body.statements, node.body.traps))
        if self.has_traps:
            body = [
                self.node_statement(self.run("push_traps", self.frame(), self.const(None))),
                self.try_(body, [], [self.node_statement(self.run("pop_traps", self.frame()))]),
            ]
        if catches:
            count = self.attr(self.session(), "catching")
            self.add(self.assign(saved, count))
            enter = self.assign_attr(self.session(), "catching", self.binary(self.name(saved), "+", self.const(1)))
            leave = self.assign_attr(self.session(), "catching", self.name(saved))
            body = [self.try_([enter, *body], [], [leave])]
            handler = self._catch(node)
            whole = [self.try_(body, [handler])]
        else:
            whole = body
        if node.finally_ is not None:
            block = node.finally_
            final = self.block(lambda: self.statements(block.statements, block.traps))
            self.add(self.try_(whole, [], final or [self.pass_()]))
        else:
            for statement in whole:
                self.add(statement)
        state.depth -= 2 + bool(node.finally_)

    def _catch(self, node: tree.TryStatementAst) -> Any:
        """Return the handler with all catch clauses: `trapping.catch_error` tells which one applies."""
        state = self.fn
        before = self.temp()
        cell = self.cell("_")
        kinds = self.list_([self.list_([self.constant_type(one) for one in clause.catch_types]) for clause in node.catch_clauses])
        index = self.temp()
        record = self.temp()
        found = self.run("catch_error", self.frame(), self.name("e"), self.name("EXTENTS"), kinds)
        pair = self.temp()
        body = [
            self.assign(pair, found),
            self.assign(index, self.subscript(self.name(pair), self.const(0))),
            self.if_stmt(self.compare(self.name(index), "<", self.const(0)), [self.raise_()]),
            self.assign(record, self.subscript(self.name(pair), self.const(1))),
            self.assign(before, self.attr(cell, "value")),
            self.assign_attr(cell, "value", self.name(record)),
        ]
        branches: list[Any] = []
        for number in reversed(range(len(node.catch_clauses))):
            clause = node.catch_clauses[number]
            statements = self.block(lambda clause=clause: self.statements(clause.body.statements, clause.body.traps))  # type: ignore[misc]
            if number == len(node.catch_clauses) - 1:
                branches = statements
            else:
                branches = [self.if_stmt(self.compare(self.name(index), "==", self.const(number)), statements, branches)]
        del state
        body.append(self.try_(branches, [], [self.assign_attr(cell, "value", self.name(before))]))
        return self.handler(self.use("Exception"), body)

    def constant_type(self, constraint: tree.TypeConstraintAst) -> Node:
        return self.type_site(constraint.type_name, brackets=True)

    def _trap(self, node: tree.TrapStatementAst) -> Node:
        body = node.body

        def write() -> None:
            self.statements(body.statements, body.traps)

        name = self.function_of("trap", write)
        kind = self.const(None) if node.trap_type is None else self.constant_type(node.trap_type)
        return self.tuple_([kind, self.name(name)])

    # --- definitions ---
    def function_definition(self, node: tree.FunctionDefinitionAst) -> None:
        self.at(node)
        self.add(self.expr_stmt(self.run("define_function", self.frame(), self.constant(node))))
        self.success()

    def type_definition(self, node: tree.TypeDefinitionAst) -> None:
        """Types are defined at the beginning of their statement list."""

    def using_statement(self, node: tree.UsingStatementAst) -> None:
        """``using`` lines run before the block, see `blocks`."""

    def data_statement(self, node: tree.DataStatementAst) -> None:
        self.at(node)
        if node.commands_allowed:
            for allowed in node.commands_allowed:
                self.expr(allowed)
        value = self.held(self.collected(lambda: self.statements(node.body.statements, node.body.traps)))
        if node.variable:
            self._store_variable(node.variable, self.name(value))
        else:
            self.add(self.expr_stmt(self.run("emit", self.out(), self.name(value))))

    def block_statement(self, node: tree.BlockStatementAst) -> None:
        self.at(node)
        self.add(self.expr_stmt(self.run("not_supported_statement", self.const(f"A {node.kind} block"))))

    # --- values of statements ---
    def collected(self, write: Any) -> Node:
        """Return the value of what ``write``'s statements put out; writes them here."""
        items = self.temp()
        out = self.temp()
        self.add(self.assign(items, self.list_([])))
        self.add(self.assign(out, self.attr(items, "append")))
        saved, self.fn.out = self.fn.out, out
        try:
            write()
        finally:
            self.fn.out = saved
        return self.run("collect", self.name(items))

    def captured(self, node: tree.StatementAst) -> Node:
        expression = pure_expression(node)
        if expression is not None:
            return self.expr(expression)
        if isinstance(node, tree.AssignmentStatementAst):
            return self._assigned(node)
        if isinstance(node, tree.PipelineAst):
            value = self.command_value(node)
            if value is not None:
                return value
            pipeline = node
            return self.collected(lambda: self.pipeline(pipeline))
        return self.collected(lambda: self.statement(node))

    def _assigned(self, node: tree.AssignmentStatementAst) -> Node:
        """Compile an assignment here and return the node of its value."""
        if self.inside:
            self.mark(node)
            self.runs_inner = True
        left = strip(node.left)
        if node.operator == "Equals":
            value = self.held(self.captured(node.right))
            self.store(left, value)
            if isinstance(left, tree.AttributedExpressionAst):
                inner: tree.ExpressionAst = left
                while isinstance(inner, tree.AttributedExpressionAst):
                    inner = strip(inner.child)
                return self.expr(inner)
            if isinstance(left, tree.ArrayLiteralAst) and all(isinstance(strip(one), tree.VariableExpressionAst) for one in left.elements):
                return self.expr(left)  # what each variable holds now
            return self.expr(left) if isinstance(left, tree.VariableExpressionAst) and left.name.lower() != "null" else self.name(value)
        self.compound(left, node.operator, node.right)
        return self.expr(left)

    def statement_value(self, node: tree.StatementAst) -> Node:
        """Return a statement's value as one expression node, in the middle of other expressions."""
        expression = pure_expression(node)
        if expression is not None:
            return self.expr(expression)
        if isinstance(node, tree.PipelineAst):
            value = self.command_value(node)
            if value is not None:
                return value
            pipeline = node
            return self.value_function(lambda: self.pipeline(pipeline))
        if isinstance(node, tree.AssignmentStatementAst):
            assignment = node

            def write() -> None:
                self.add(self.return_(self._assigned(assignment)))

            return self.call(self.function_of("value", write), self.frame(), self.const(None))
        return self.value_function(lambda: self.statement(node))

    def statement_condition(self, node: tree.StatementAst) -> Node:
        """Return a node for an if's or loop's condition; may write statements first.

        A condition that calls a command leaves ``$?`` true, whatever became of the command (Compiler.CaptureStatementResults).
        """
        self.at(node)
        expression = pure_expression(node)
        test = self.standing(node, lambda: self.truth(self.captured(node)) if expression is None else self.condition(expression))
        if _calls_command(node):
            value = self.held(test)
            self.add(self.assign_attr(self.session(), "ok", self.const(True)))
            test = self.name(value)
        return test

    # --- pipelines, given by the command compiler ---
    def command_statement(self, node: tree.PipelineAst) -> None:
        raise NotImplementedError

    def command_value(self, node: tree.PipelineAst) -> Node | None:
        raise NotImplementedError

    def chain(self, node: tree.PipelineChainAst) -> None:
        """``a && b``, ``a || b``: the right one runs as the left one succeeded."""
        self.at(node)
        if node.background:
            self.add(self.expr_stmt(self.run("run_in_background", self.frame(), self.constant(node), self.out())))
            return
        if pure_expression(node.lhs) is not None:
            self.add(self.assign_attr(self.session(), "ok", self.const(True)))
        self.guarded(node.lhs)
        ok = self.attr(self.session(), "ok")
        test = ok if node.operator == "AndAnd" else self.not_(ok)

        def right() -> None:
            if pure_expression(node.rhs) is not None:
                self.add(self.assign_attr(self.session(), "ok", self.const(True)))
            self.statement(node.rhs)

        self.add(self.if_stmt(test, self.block(right)))


_STATEMENTS: dict[type, Any] = {
    tree.PipelineAst: StatementCompiler.pipeline,
    tree.CommandExpressionAst: lambda self, node: self.pipeline(tree.PipelineAst(node.start, node.end, [node])),
    tree.CommandAst: lambda self, node: self.pipeline(tree.PipelineAst(node.start, node.end, [node])),
    tree.PipelineChainAst: lambda self, node: self.chain(node),
    tree.AssignmentStatementAst: StatementCompiler.assignment_statement,
    tree.IfStatementAst: StatementCompiler.if_statement,
    tree.WhileStatementAst: lambda self, node: self.while_statement(node),
    tree.DoWhileStatementAst: lambda self, node: self.do_statement(node),
    tree.DoUntilStatementAst: lambda self, node: self.do_statement(node),
    tree.ForStatementAst: lambda self, node: self.for_statement(node),
    tree.ForEachStatementAst: lambda self, node: self.foreach_statement(node),
    tree.SwitchStatementAst: lambda self, node: self.switch_statement(node),
    tree.ReturnStatementAst: StatementCompiler.return_statement,
    tree.BreakStatementAst: StatementCompiler.break_statement,
    tree.ContinueStatementAst: StatementCompiler.continue_statement,
    tree.ThrowStatementAst: StatementCompiler.throw_statement,
    tree.ExitStatementAst: StatementCompiler.exit_statement,
    tree.TryStatementAst: StatementCompiler.try_statement,
    tree.FunctionDefinitionAst: StatementCompiler.function_definition,
    tree.TypeDefinitionAst: StatementCompiler.type_definition,
    tree.UsingStatementAst: StatementCompiler.using_statement,
    tree.DataStatementAst: StatementCompiler.data_statement,
    tree.BlockStatementAst: StatementCompiler.block_statement,
}

__all__ = ["Loop", "StatementCompiler"]
