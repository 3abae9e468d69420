"""Compiles variables, and what can be assigned to: variables, properties, elements, lists of targets, ``++`` and ``--``, ``[ref]``."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.compile.expressions import ExpressionCompiler, pure_expression
from pwsh_emu.runtime.compile.nodes import Node
from pwsh_emu.runtime.compile.sites import AttributeSite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SPECIAL = frozenset(("args", "input", "myinvocation", "psboundparameters", "pscmdlet", "^", "$"))
_SCOPES = frozenset(("global", "local", "script", "private", "variable", "using"))
_OPERATORS = {
    "PlusEquals": "Plus", "MinusEquals": "Minus", "MultiplyEquals": "Multiply", "DivideEquals": "Divide", "RemainderEquals": "Rem",
}  # fmt: skip
_FUNCTIONS = {"PlusEquals": "add", "MinusEquals": "subtract", "MultiplyEquals": "multiply", "DivideEquals": "divide", "RemainderEquals": "remainder"}
_SIGNS = {"PlusEquals": "+", "MinusEquals": "-", "MultiplyEquals": "*"}
_LOW, _HIGH = -2147483648, 2147483647


def split_name(name: str) -> tuple[str | None, str]:
    """Split a variable's user path into its scope or drive and the name."""
    prefix, colon, rest = name.partition(":")
    return (prefix, rest) if colon and prefix and rest and not name.startswith("::") else (None, name)


class TargetCompiler(ExpressionCompiler):
    """Variables to read and targets to write."""

    # --- variables ---
    def is_plain_variable(self, name: str) -> bool:
        low = name.lower()
        return split_name(name)[0] is None and low not in SPECIAL and low not in ("true", "false", "null", "?", "psscriptroot", "pscommandpath")

    def read_variable(self, name: str, place: tree.Ast | None = None, *, lenient: bool = False) -> Node:
        low = name.lower()
        if low == "null":
            return self.const(None)
        if low == "true" or low == "false":
            return self.const(low == "true")
        if low == "?":
            return self.attr(self.session(), "ok")
        if low == "psitem":
            name = low = "_"
        prefix, rest = split_name(name)
        if prefix is not None:
            return self.run("read_qualified", self.frame(), self.const(prefix), self.const(rest))
        if low in SPECIAL:
            self.compiled.specials.add(low)
            return self.run("read_special", self.frame(), self.const(low))
        if low in ("psscriptroot", "pscommandpath"):
            file = self.source.file or ""
            value = (file.rpartition("/")[0] or "/") if low == "psscriptroot" and file else file
            return self.run("read_cell_or_null", self.cell(name), self.const(value))
        held = self.temp()
        value = self.attr(self.cell(name), "value")
        test = self.compare(self.walrus(held, value), "is not", self.name(self.use("UNSET")))
        before = self.line if place is None else self.at(place)  # an undefined variable is reported at itself
        outer = self.run("lookup_in_text" if lenient else "lookup", self.frame(), self.const(low), self.const(name))
        self.line = before
        return self.if_(test, self.name(held), outer)

    # --- assignments ---
    def assignment(self, node: tree.AssignmentStatementAst) -> None:
        """Compile an assignment whose value nobody takes."""
        left, operator = strip(node.left), node.operator
        if operator == "Equals":
            if isinstance(left, tree.VariableExpressionAst) and self._is_cell(left.name):
                value = self.captured(node.right)
                self.add(self.assign_attr(self.goal(self._spelled(left.name)), "value", value))
                return
            if isinstance(left, tree.VariableExpressionAst) and left.name.lower() == "null":
                self.add(self.expr_stmt(self.captured(node.right)))
                return
            self.store(left, self.held(self.captured(node.right)))
            return
        self.compound(left, operator, node.right)

    def _is_cell(self, name: str) -> bool:
        return self.is_plain_variable(name)

    def _spelled(self, name: str) -> str:
        return "_" if name.lower() == "psitem" else name

    def held(self, value: Node) -> str:
        """Put a value into a temporary and return its name."""
        name = self.temp()
        self.add(self.assign(name, value))
        return name

    def _called_target(self, left: tree.InvokeMemberExpressionAst) -> tuple[Node, Callable[[str], None]]:
        """Return how ``$o.Item(1)`` is read, and what writes a temporary to it; object and arguments are evaluated once."""
        name = self.held(self.member_name(left))
        owner = self.held(self.static_owner(left.expression) if left.static else self.expr(left.expression))
        arguments = self.held(self.list_([self.some(argument) for argument in left.arguments]))
        call = "invoke_static" if left.static else "invoke_member"

        def write(value: str) -> None:
            held = self.run("argument_value", self.name(value))
            self.add(self.expr_stmt(self.run("set_called", self.session(), self.name(owner), self.name(name), self.name(arguments), held)))

        return self.run(call, self.session(), self.name(owner), self.name(name), self.name(arguments)), write

    def store(self, left: tree.ExpressionAst, value: str) -> None:
        """Assign the value in a temporary to a target."""
        left = strip(left)
        if isinstance(left, tree.VariableExpressionAst):
            self._store_variable(left.name, self.name(value))
        elif isinstance(left, tree.InvokeMemberExpressionAst):
            target = self.static_owner(left.expression) if left.static else self.expr(left.expression)
            arguments = self.list_([self.some(argument) for argument in left.arguments])
            held = self.run("argument_value", self.name(value))
            self.add(self.expr_stmt(self.run("set_called", self.session(), target, self.member_name(left), arguments, held)))
        elif isinstance(left, tree.MemberExpressionAst):
            held = self.run("argument_value", self.name(value))
            if left.static:
                owner = self.static_owner(left.expression)
                self.add(self.expr_stmt(self.run("set_static_property", self.session(), owner, self.member_name(left), held)))
            elif isinstance(left.member, tree.StringConstantExpressionAst):
                target = self.expr(left.expression)
                self.add(self.expr_stmt(self.run("write_property", self.session(), self.property_site(left.member.value), target, held)))
            else:
                target = self.expr(left.expression)
                self.add(self.expr_stmt(self.run("set_property", self.session(), target, self.member_name(left), held)))
        elif isinstance(left, tree.IndexExpressionAst):
            target = self.expr(left.target)
            held = self.run("argument_value", self.name(value))
            if isinstance(left.index, tree.ArrayLiteralAst):
                self.add(self.expr_stmt(self.run("set_index", self.session(), target, self.index_values(left), held)))
            else:
                self.add(self.expr_stmt(self.run("store_index", self.session(), target, self.some(left.index), held)))
        elif isinstance(left, tree.ArrayLiteralAst):
            parts = self.held(self.run("unpack", self.name(value), self.const(len(left.elements))))
            for index, element in enumerate(left.elements):
                part = self.held(self.subscript(self.name(parts), self.const(index)))
                self.store(element, part)
        elif isinstance(left, tree.AttributedExpressionAst):
            self._store_attributed(left, value)
        else:
            self.add(self.expr_stmt(self.run("not_supported_statement", self.const("Assignment to this expression"))))

    def _store_variable(self, name: str, value: Node) -> None:
        low = name.lower()
        prefix, rest = split_name(name)
        if prefix is not None:
            self.add(self.expr_stmt(self.run("write_qualified", self.frame(), self.const(prefix), self.const(rest), value)))
        elif low == "null":
            self.add(self.expr_stmt(value))
        elif low in ("true", "false", "?"):
            self.add(self.expr_stmt(self.run("constant_variable_error", self.const(name))))
        elif low in SPECIAL or low in ("psscriptroot", "pscommandpath"):
            self.add(self.expr_stmt(self.run("assign_special", self.frame(), self.const(name), value)))
        else:
            self.add(self.assign_attr(self.goal(self._spelled(name)), "value", value))

    def _store_attributed(self, left: tree.AttributedExpressionAst, value: str) -> None:
        attributes = []
        inner: tree.ExpressionAst = left
        while isinstance(inner, tree.AttributedExpressionAst):
            attributes.append(inner.attribute)
            inner = strip(inner.child)
        site = self.constant(AttributeSite(attributes, self.source))
        if isinstance(inner, tree.VariableExpressionAst):
            prefix, rest = split_name(inner.name)
            if prefix is not None:
                self.add(self.expr_stmt(self.run("declare_qualified", self.frame(), self.const(prefix), self.const(rest), site, self.name(value))))
            elif inner.name.lower() in ("null", "true", "false", "?") or inner.name.lower() in SPECIAL:
                self._store_variable(inner.name, self.name(value))
            else:
                self.add(self.expr_stmt(self.run("declare_variable", self.frame(), self.goal(inner.name), site, self.name(value))))
            return
        converted = self.held(self.run("attributed_value", self.frame(), site, self.name(value)))
        self.store(inner, converted)

    def compound(self, left: tree.ExpressionAst, operator: str, right: tree.StatementAst) -> None:
        """Compile ``left op= right``."""
        if isinstance(left, tree.AttributedExpressionAst):
            inner: tree.ExpressionAst = left
            while isinstance(inner, tree.AttributedExpressionAst):
                inner = strip(inner.child)
            result = self.held(self._combined(operator, self.expr(inner), right))
            self.store(left, result)
            return
        if isinstance(left, tree.VariableExpressionAst):
            pure = pure_expression(right)
            sign = _SIGNS.get(operator)
            if pure is not None and sign is not None and self._is_cell(left.name):
                value = self.arithmetic(_OPERATORS[operator], left, pure, own_left=True)
                self.add(self.assign_attr(self.goal(self._spelled(left.name)), "value", value))
                return
            if operator == "QuestionQuestionEquals":
                current = self.own_value(left.name) if self._is_cell(left.name) else self.read_variable(left.name)
                self._store_if_null(self.held(current), lambda name: self._store_variable(left.name, self.name(name)), right)
                return
            before = self.own_value(left.name) if self._is_cell(left.name) else self.read_variable(left.name)
            result = self.held(self._combined(operator, before, right))
            self._store_variable(left.name, self.name(result))
            return
        if isinstance(left, tree.InvokeMemberExpressionAst):
            get, put_called = self._called_target(left)
            self._store_combined(operator, get, put_called, right)
            return
        if isinstance(left, tree.MemberExpressionAst) and not left.static and isinstance(left.member, tree.StringConstantExpressionAst):
            owner = self.held(self.expr(left.expression))
            site = self.property_site(left.member.value)
            get = self.run("read_property", self.session(), site, self.name(owner))

            def write_named(value: str) -> None:
                held = self.run("argument_value", self.name(value))
                self.add(self.expr_stmt(self.run("write_property", self.session(), site, self.name(owner), held)))

            self._store_combined(operator, get, write_named, right)
            return
        if isinstance(left, tree.MemberExpressionAst):
            name = self.held(self.member_name(left))
            if left.static:
                owner = self.held(self.static_owner(left.expression))
                get = self.run("get_static_property", self.session(), self.name(owner), self.name(name))
                put = "set_static_property"
            else:
                owner = self.held(self.expr(left.expression))
                get = self.run("member_value", self.session(), self.name(owner), self.name(name))
                put = "set_property"

            def write(value: str) -> None:
                held = self.run("argument_value", self.name(value))
                self.add(self.expr_stmt(self.run(put, self.session(), self.name(owner), self.name(name), held)))

            self._store_combined(operator, get, write, right)
            return
        if isinstance(left, tree.IndexExpressionAst):
            owner = self.held(self.expr(left.target))
            indexes = self.held(self.index_values(left))
            get = self.run("get_index", self.session(), self.name(owner), self.name(indexes))

            def write_element(value: str) -> None:
                held = self.run("argument_value", self.name(value))
                self.add(self.expr_stmt(self.run("set_index", self.session(), self.name(owner), self.name(indexes), held)))

            self._store_combined(operator, get, write_element, right)
            return
        if isinstance(left, tree.ArrayLiteralAst):
            result = self.held(self._combined(operator, self.expr(left), right))
            self.store(left, result)
            return
        self.add(self.expr_stmt(self.run("not_supported_statement", self.const("Assignment to this expression"))))

    def own_value(self, name: str) -> Node:
        """Return the value that a variable has in the current scope itself: what ``+=`` adds to (outer scopes are not looked at)."""
        held = self.temp()
        value = self.attr(self.cell(self._spelled(name)), "value")
        test = self.compare(self.walrus(held, value), "is not", self.name(self.use("UNSET")))
        return self.if_(test, self.name(held), self.run("unset_here", self.frame(), self.const(name)))

    def _store_combined(self, operator: str, get: Node, write: Callable[[str], None], right: tree.StatementAst) -> None:
        if operator == "QuestionQuestionEquals":
            self._store_if_null(self.held(get), write, right)
            return
        write(self.held(self._combined(operator, get, right)))

    def _store_if_null(self, current: str, write: Callable[[str], None], right: tree.StatementAst) -> None:
        empty = self.name(self.use("AUTOMATION_NULL"))
        test = self.or_(self.compare(self.name(current), "is", self.const(None)), self.compare(self.name(current), "is", empty))
        self.add(self.if_stmt(test, self.block(lambda: write(self.held(self.captured(right))))))

    def _combined(self, operator: str, left: Node, right: tree.StatementAst) -> Node:
        """Return left op right for values of any kind; the left one is evaluated first."""
        before = self.held(left)
        if operator == "QuestionQuestionEquals":
            result = self.temp()
            self.add(self.assign(result, self.name(before)))
            self._store_if_null(before, lambda value: self.add(self.assign(result, self.name(value))), right)
            return self.name(result)
        after = self.held(self.captured(right))
        sign = _SIGNS.get(operator)
        slow = self.run(_FUNCTIONS[operator], self.session(), self.name(before), self.name(after))
        if sign is None:
            return slow
        integer = self.use("int")
        result = self.temp()
        within = self.between(_LOW, self.walrus(result, self.binary(self.name(before), sign, self.name(after))), _HIGH)
        test = self.and_(self.is_type(self.name(before), integer), self.is_type(self.name(after), integer), within)
        return self.if_(test, self.name(result), slow)

    # --- ++ and -- ---
    def step(self, node: tree.UnaryExpressionAst) -> None:
        """Compile ``$x++`` and the like as a statement, which gives no output."""
        child = strip(node.child)
        up = node.operator in ("PlusPlus", "PostfixPlusPlus")
        if isinstance(child, tree.VariableExpressionAst) and self._is_cell(child.name):
            cell = self.goal(self._spelled(child.name))
            held = self.temp()
            test = self.and_(
                self.is_type(self.walrus(held, self.attr(cell, "value")), self.use("int")),
                self.compare(self.name(held), "!=", self.const(_HIGH if up else _LOW)),
            )
            fast = self.binary(self.name(held), "+" if up else "-", self.const(1))
            slow = self.run("step_value", self.session(), self.read_variable(child.name), self.const(up))
            self.add(self.assign_attr(cell, "value", self.if_(test, fast, slow)))
            return
        if isinstance(child, tree.IndexExpressionAst) and not isinstance(child.index, tree.ArrayLiteralAst):
            owner = self.expr(child.target)
            self.add(self.expr_stmt(self.run("step_element", self.session(), owner, self.some(child.index), self.const(1 if up else -1))))
            return
        self._step_general(child, up, post=False)

    def _step_general(self, child: tree.ExpressionAst, up: bool, *, post: bool) -> str:
        """Write the statements of a step and return the temporary with the expression's value."""

        def step(value: str) -> Node:
            return self.run("step_value", self.session(), self.name(value), self.const(up))

        if isinstance(child, tree.VariableExpressionAst):
            before = self.held(self.run("step_base", self.read_variable(child.name)) if post else self.read_variable(child.name))
            after = self.held(step(before))
            self._store_variable(child.name, self.name(after))
        elif isinstance(child, tree.InvokeMemberExpressionAst):
            get_called, put_called = self._called_target(child)
            before = self.held(get_called)
            after = self.held(step(before))
            put_called(after)
        elif isinstance(child, tree.MemberExpressionAst):
            name = self.held(self.member_name(child))
            owner = self.held(self.static_owner(child.expression) if child.static else self.expr(child.expression))
            get = "get_static_property" if child.static else "member_value"
            before = self.held(self.run(get, self.session(), self.name(owner), self.name(name)))
            after = self.held(step(before))
            put = "set_static_property" if child.static else "set_property"
            self.add(self.expr_stmt(self.run(put, self.session(), self.name(owner), self.name(name), self.name(after))))
        elif isinstance(child, tree.IndexExpressionAst):
            owner = self.held(self.expr(child.target))
            indexes = self.held(self.index_values(child))
            before = self.held(self.run("get_index", self.session(), self.name(owner), self.name(indexes)))
            after = self.held(step(before))
            self.add(self.expr_stmt(self.run("set_index", self.session(), self.name(owner), self.name(indexes), self.name(after))))
        else:
            before = after = self.held(self.expr(child))
            after = self.held(step(before))
            self.store(child, after)
        return before if post else after

    def step_expression(self, node: tree.UnaryExpressionAst) -> Node:
        child = strip(node.child)
        up = node.operator in ("PlusPlus", "PostfixPlusPlus")
        post = node.operator.startswith("Postfix")

        def body() -> None:
            value = self._step_general(child, up, post=post)
            self.add(self.return_(self.run("step_base", self.name(value)) if post else self.name(value)))

        return self.call(self.function_of("value", body), self.frame(), self.const(None))

    # --- [ref] ---
    def reference(self, node: tree.ExpressionAst) -> Node:
        node = strip(node)
        if isinstance(node, tree.VariableExpressionAst):
            prefix, rest = split_name(node.name)
            if prefix is not None:
                cell = self.run("qualified_cell", self.frame(), self.const(prefix), self.const(rest))
                return self.run("reference_to", self.frame(), cell, self.const(rest))
            if self.is_plain_variable(node.name):
                return self.run("reference_to", self.frame(), self.goal(self._spelled(node.name)), self.const(node.name))
        return self.run("reference_to", self.frame(), self.const(None), self.expr(node))

    def expr_stmt(self, value: Node) -> Any:
        """Return a statement that evaluates a node."""
        return self.node_statement(value)

    def captured(self, node: tree.StatementAst) -> Node:
        """Return a statement's value; may write statements first (nothing of the same statement has run yet)."""
        raise NotImplementedError


def strip(node: tree.ExpressionAst) -> tree.ExpressionAst:
    """Return what stands in parentheses around a target."""
    while isinstance(node, tree.ParenExpressionAst):
        inner = pure_expression(node.pipeline)
        if inner is None:
            break
        node = inner
    return node
