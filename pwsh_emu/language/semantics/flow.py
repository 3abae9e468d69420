"""Flow of control and of variables through a class method: does every path return, is every variable assigned before use?

The method becomes a graph of blocks, as PowerShell's variable analysis makes it, with its simplifications.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import TypeResolver
from pwsh_emu.language.semantics.walk import children, pure_expression
from pwsh_emu.language.strings import split_variable_path

_AUTOMATIC = frozenset(["_", "args", "this", "input", "pscmdlet", "psboundparameters", "myinvocation", "psscriptroot", "pscommandpath", "?"])
_PESSIMIZING = frozenset(["new-variable", "remove-variable", "set-variable", "set-psbreakpoint", "nv", "rv", "sbp", "sv", "set"])
_OBJECT = "System.Object"
_ENUMERATOR = "System.Collections.IEnumerator"


@dataclass(slots=True, eq=False)
class _Block:
    """A stretch of the method without branches."""

    reachable: bool = False
    throws: bool = False
    returns: bool = False
    events: list[tuple[str, ast.VariableExpressionAst | None, str | None]] = field(default_factory=list)
    successors: list[_Block] = field(default_factory=list)
    predecessors: list[_Block] = field(default_factory=list)
    assigned: set[str] | None = None
    numbered: bool = False

    def flows_to(self, other: _Block) -> None:
        if other in self.successors:
            return
        if self.reachable:
            other.reachable = True
        self.successors.append(other)
        other.predecessors.append(self)


@dataclass(slots=True)
class _Variable:
    """What is known of one variable: its type, whether it is bound to a slot, whether it is assigned anywhere."""

    type: str | None = None
    slotted: bool = False
    dynamic: bool = False
    assigned: bool = False
    uses: list[ast.VariableExpressionAst] = field(default_factory=list)


@dataclass(slots=True)
class _Loop:
    label: str
    leave: _Block
    again: _Block


def local_name(variable: ast.VariableExpressionAst) -> str | None:
    """Return the name (lower-case, $PSItem as "_") of a variable without scope, or with local: or private:."""
    scope, name = split_variable_path(variable.name)
    if scope not in ("", "local", "private", "variable"):
        return None
    lower = name.lower()
    return "_" if lower == "psitem" else lower


class MethodFlow:
    """The analysis of one method: `all_paths_return`, and `unassigned`, the ids of the uses that may see no value."""

    def __init__(self, method: ast.FunctionMemberAst, resolver: TypeResolver) -> None:
        self._resolver = resolver
        self._variables: dict[str, _Variable] = {}
        self._loops: list[_Loop] = []
        self._dynamic_uses: set[int] = set()
        self._pessimistic = _is_pessimistic(method.function.body)
        self._entry = self._current = _Block(reachable=True)
        self._exit = _Block()
        for parameter in method.function.parameters or ():
            self._parameter(parameter)
        body = method.function.body
        for block in (body.dynamic_param_block, body.begin_block, body.process_block, body.end_block):
            if block is not None:
                self._all(block.statements)
        self._current.flows_to(self._exit)
        self._number_blocks()
        self.all_paths_return = all(block.returns or block.throws or not block.reachable for block in self._exit.predecessors)
        self.unassigned = self._finish()

    def _variable(self, name: str) -> _Variable:
        return self._variables.setdefault(name, _Variable())

    def _parameter(self, parameter: ast.ParameterAst) -> None:
        name = local_name(parameter.name)
        if name is None:
            return
        constraints = [item for item in parameter.attributes if isinstance(item, ast.TypeConstraintAst)]
        kind = self._resolver.resolve(constraints[0].type_name) if constraints else _OBJECT
        variable = self._variable(name)
        variable.assigned = True
        if kind is None or len(constraints) > 1 or len(constraints) < len(parameter.attributes):
            variable.dynamic = True
        self._entry.events.append((name, None, kind or _OBJECT))

    # --- data flow ------------------------------------------------------------------------------------------------

    def _number_blocks(self) -> None:
        """Order the blocks so that predecessors mostly come first, then follow assignments through them."""
        order: list[_Block] = []
        waiting: list[tuple[_Block, int]] = [(self._entry, 0)]
        self._entry.numbered = True
        while waiting:
            block, position = waiting.pop()
            if position < len(block.successors):
                waiting.append((block, position + 1))
                following = block.successors[position]
                if not following.numbered:
                    following.numbered = True
                    waiting.append((following, 0))
            else:
                order.append(block)
        for block in reversed(order):
            known = [before.assigned for before in block.predecessors if before.assigned is not None]
            block.assigned = set.intersection(*known) if known else set()
            self._follow(block)

    def _follow(self, block: _Block) -> None:
        assigned = block.assigned if block.assigned is not None else set()
        for name, use, kind in block.events:
            if kind is not None:
                self._assign(name, kind or None, assigned)
            elif use is not None and name not in _AUTOMATIC:
                variable = self._variable(name)
                if name not in assigned or variable.dynamic or not variable.slotted:
                    self._dynamic_uses.add(id(use))

    def _assign(self, name: str, kind: str | None, assigned: set[str]) -> None:
        variable = self._variable(name)
        if not variable.slotted and not variable.dynamic:
            variable.slotted = not self._pessimistic
            variable.dynamic = self._pessimistic
        if variable.type is None:
            variable.type = kind or _OBJECT
        else:
            if name not in assigned and kind is None:
                kind = _OBJECT
            if kind is not None and kind != variable.type and name not in _AUTOMATIC:
                variable.dynamic = True
        assigned.add(name)

    def _finish(self) -> set[int]:
        """Return the uses that stay unassigned: uses of a variable that needs no slot are fine once it is assigned at all."""
        for variable in self._variables.values():
            if variable.dynamic and variable.assigned:
                self._dynamic_uses.difference_update(id(use) for use in variable.uses)
            elif variable.dynamic:
                self._dynamic_uses.update(id(use) for use in variable.uses)
        return self._dynamic_uses

    # --- the graph ------------------------------------------------------------------------------------------------

    def _all(self, nodes: list[ast.StatementAst]) -> None:
        for node in nodes:
            self._visit(node)

    def _visit(self, node: ast.Ast | None) -> None:
        if node is None:
            return
        handler = _HANDLERS.get(type(node))
        if handler is not None:
            handler(self, node)
        elif not isinstance(node, _OPAQUE):
            for child in children(node):
                self._visit(child)

    def _use(self, node: ast.VariableExpressionAst) -> None:
        name = local_name(node)
        if name is None:
            self._dynamic_uses.add(id(node))
            return
        if name not in _AUTOMATIC:
            self._current.events.append((name, node, None))
        self._variable(name).uses.append(node)

    def _if(self, node: ast.IfStatementAst) -> None:
        after = _Block()
        if node.else_clause is None:
            self._current.flows_to(after)
        for number, (condition, body) in enumerate(node.clauses, 1):
            clause = _Block()
            following = after if number == len(node.clauses) and node.else_clause is None else _Block()
            self._visit(condition)
            self._current.flows_to(clause)
            self._current.flows_to(following)
            self._current = clause
            self._all(body.statements)
            self._current.flows_to(after)
            self._current = following
        if node.else_clause is not None:
            self._all(node.else_clause.statements)
            self._current.flows_to(after)
        self._current = after

    def _branch(self, parts: list[ast.Ast]) -> None:
        """Visit parts of which one is chosen."""
        before, after = self._current, _Block()
        blocks = [_Block() for _ in parts]
        for block in blocks:
            before.flows_to(block)
        for block, part in zip(blocks, parts, strict=True):
            self._current = block
            self._visit(part)
            self._current.flows_to(after)
        self._current = after

    def _ternary(self, node: ast.TernaryExpressionAst) -> None:
        self._visit(node.condition)
        self._branch([node.if_true, node.if_false])

    def _binary(self, node: ast.BinaryExpressionAst) -> None:
        self._visit(node.left)
        if node.operator not in ("And", "Or"):
            self._visit(node.right)
            return
        target, right = _Block(), _Block()
        self._current.flows_to(target)
        self._current.flows_to(right)
        self._current = right
        self._visit(node.right)
        self._current.flows_to(target)
        self._current = target

    def _while_loop(
        self,
        label: str | None,
        condition: Callable[[], None] | None,
        body: Callable[[], None],
        iterator: ast.Ast | None = None,
    ) -> None:
        again, inside, leave = _Block(), _Block(), _Block()
        if iterator is not None:
            behind = _Block()
            self._current.flows_to(behind)
            self._current = again
            self._visit(iterator)
            self._current.flows_to(behind)
            self._current = behind
        else:
            self._current.flows_to(again)
            self._current = again
        if condition is not None:
            condition()
            self._current.flows_to(leave)
        self._loops.append(_Loop((label or "").lower(), leave, again))
        self._current.flows_to(inside)
        self._current = inside
        body()
        self._current.flows_to(again)
        self._current = leave
        self._loops.pop()

    def _while(self, node: ast.WhileStatementAst) -> None:
        self._while_loop(node.label, lambda: self._visit(node.condition), lambda: self._all(node.body.statements))

    def _for(self, node: ast.ForStatementAst) -> None:
        self._visit(node.initializer)
        condition = (lambda: self._visit(node.condition)) if node.condition is not None else None
        self._while_loop(node.label, condition, lambda: self._all(node.body.statements), node.iterator)

    def _foreach(self, node: ast.ForEachStatementAst) -> None:
        after = _Block()

        def condition() -> None:
            self._visit(node.condition)
            self._current.flows_to(after)
            self._current.events.append(("foreach", None, _ENUMERATOR))
            self._target(node.variable)

        self._while_loop(node.label, condition, lambda: self._all(node.body.statements))
        self._current.flows_to(after)
        self._current = after

    def _do(self, node: ast.DoWhileStatementAst | ast.DoUntilStatementAst) -> None:
        again, inside, leave, repeat = _Block(), _Block(), _Block(), _Block()
        self._loops.append(_Loop((node.label or "").lower(), leave, again))
        self._current.flows_to(inside)
        self._current = inside
        self._all(node.body.statements)
        self._current.flows_to(again)
        self._current = again
        self._visit(node.condition)
        self._current.flows_to(leave)
        self._current.flows_to(repeat)
        repeat.flows_to(inside)
        self._current = leave
        self._loops.pop()

    def _switch(self, node: ast.SwitchStatementAst) -> None:
        def condition() -> None:
            self._visit(node.condition)
            self._current.events.append(("switch", None, _ENUMERATOR))

        def body() -> None:
            after = _Block()
            for number, (test, block) in enumerate(node.clauses, 1):
                clause = _Block()
                last = number == len(node.clauses) and node.default is None
                following = after if last else _Block()
                self._visit(test)
                self._current.flows_to(following)
                self._current.flows_to(clause)
                self._current = clause
                self._all(block.statements)
                if not last:
                    self._current.flows_to(following)
                    self._current = following
            if node.default is not None:
                self._current.flows_to(after)
                self._all(node.default.statements)
            self._current.flows_to(after)
            self._current = after

        self._while_loop(node.label, condition, body)

    def _try(self, node: ast.TryStatementAst) -> None:
        before = self._current
        self._current = _Block()
        before.flows_to(self._current)
        self._all(node.body.statements)
        last = self._current
        final = _Block() if node.finally_ is not None else None
        after = _Block()
        catches_all = False
        for clause in node.catch_clauses:
            catches_all = catches_all or not clause.catch_types
            self._current = _Block()
            before.flows_to(self._current)
            self._all(clause.body.statements)
            self._current.flows_to(final or after)
        last.flows_to(final or after)
        if final is not None and node.finally_ is not None:
            self._current = final
            self._all(node.finally_.statements)
            self._current.flows_to(after)
            if not catches_all:
                before.flows_to(final)
                rethrow = _Block()
                self._current.flows_to(rethrow)
                rethrow.throws = True
                rethrow.flows_to(self._exit)
        self._current = after

    def _jump(self, node: ast.BreakStatementAst | ast.ContinueStatementAst) -> None:
        target: _Loop | None = None
        if node.label is not None:
            self._visit(node.label)
            if isinstance(node.label, ast.StringConstantExpressionAst):
                wanted = node.label.value.lower()
                target = next((loop for loop in reversed(self._loops) if loop.label == wanted), None)
        elif self._loops:
            target = self._loops[-1]
        if target is None:
            self._current.flows_to(self._exit)
            self._current.throws = True
        else:
            self._current.flows_to(target.leave if isinstance(node, ast.BreakStatementAst) else target.again)
        self._current = _Block()

    def _leave(self, node: ast.ReturnStatementAst | ast.ExitStatementAst | ast.ThrowStatementAst) -> None:
        self._visit(node.pipeline)
        self._current.flows_to(self._exit)
        if isinstance(node, ast.ReturnStatementAst):
            self._current.returns = True
        else:
            self._current.throws = True
        self._current = _Block()

    def _data(self, node: ast.DataStatementAst) -> None:
        self._all(node.body.statements)
        if node.variable is not None:
            self._current.events.append((node.variable.lower(), None, _OBJECT))

    def _pipeline(self, node: ast.PipelineAst) -> None:
        for element in node.elements:
            self._visit(element)
        if self._loops and any(isinstance(element, ast.CommandAst) for element in node.elements):
            # A command may break out of any loop around it.
            for loop in self._loops:
                self._current.flows_to(loop.leave)
                self._current.flows_to(loop.again)
            following = _Block()
            self._current.flows_to(following)
            self._current = following

    # --- assignments ----------------------------------------------------------------------------------------------

    def _assignment(self, node: ast.AssignmentStatementAst) -> None:
        self._visit(node.right)
        for target in assignment_targets(node.left):
            inner: ast.ExpressionAst = target
            attributes = False
            converts = 0
            while isinstance(inner, ast.AttributedExpressionAst):
                converts += 1
                attributes = attributes or not isinstance(inner, ast.ConvertExpressionAst)
                inner = inner.child
            if not isinstance(inner, ast.VariableExpressionAst):
                self._visit(target)
                continue
            unresolved = isinstance(target, ast.ConvertExpressionAst) and self._resolver.resolve(target.attribute.type_name) is None
            name = local_name(inner)
            if (attributes or converts > 1 or unresolved) and name is not None:
                self._variable(name).dynamic = True
            if not attributes and converts <= 1:
                self._target(target)

    def _target(self, target: ast.ExpressionAst) -> None:
        """Note the assignment of a variable, with the type it is converted to."""
        kind = ""
        if isinstance(target, ast.ConvertExpressionAst):
            kind = self._resolver.resolve(target.attribute.type_name) or _OBJECT
            target = target.child
        if not isinstance(target, ast.VariableExpressionAst):
            return
        name = local_name(target)
        if name is None:
            self._dynamic_uses.add(id(target))
            return
        if not kind and name in ("foreach", "switch"):
            kind = _OBJECT
        variable = self._variable(name)
        variable.uses.append(target)
        variable.assigned = True
        self._current.events.append((name, None, kind))


def assignment_targets(left: ast.ExpressionAst) -> list[ast.ExpressionAst]:
    """Return what an assignment assigns to: the elements of a list, without parentheses."""
    if isinstance(left, ast.ParenExpressionAst):
        inner = pure_expression(left.pipeline)
        return assignment_targets(inner) if inner is not None else []
    if isinstance(left, ast.ArrayLiteralAst):
        return [target for element in left.elements for target in assignment_targets(element)]
    return [left]


def _is_pessimistic(body: ast.ScriptBlockAst) -> bool:
    """Say whether commands in a body may make or change variables behind the analysis."""
    waiting: list[ast.Ast] = [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.CommandAst):
            first = node.elements[0]
            if node.invocation_operator == "Dot" or (
                isinstance(first, ast.StringConstantExpressionAst)
                and first.value.lower().removeprefix("microsoft.powershell.utility\\") in _PESSIMIZING
            ):
                return True
        elif isinstance(node, ast.VariableExpressionAst) and node.name.lower().startswith("private:"):
            return True
        elif isinstance(node, (ast.FunctionDefinitionAst, ast.ScriptBlockExpressionAst, ast.TrapStatementAst)):
            continue
        waiting.extend(children(node))
    return False


_OPAQUE = (
    ast.FunctionDefinitionAst,
    ast.ScriptBlockExpressionAst,
    ast.TypeDefinitionAst,
    ast.UsingExpressionAst,
    ast.BaseCtorInvokeMemberExpressionAst,
    ast.TrapStatementAst,
    ast.TypeConstraintAst,
    ast.AttributeAst,
    ast.ErrorExpressionAst,
    ast.ErrorStatementAst,
    ast.MergingRedirectionAst,
)
_HANDLERS: dict[type[ast.Ast], Callable[[MethodFlow, ast.Ast], None]] = {
    ast.VariableExpressionAst: MethodFlow._use,  # type: ignore[dict-item]
    ast.IfStatementAst: MethodFlow._if,  # type: ignore[dict-item]
    ast.TernaryExpressionAst: MethodFlow._ternary,  # type: ignore[dict-item]
    ast.BinaryExpressionAst: MethodFlow._binary,  # type: ignore[dict-item]
    ast.WhileStatementAst: MethodFlow._while,  # type: ignore[dict-item]
    ast.ForStatementAst: MethodFlow._for,  # type: ignore[dict-item]
    ast.ForEachStatementAst: MethodFlow._foreach,  # type: ignore[dict-item]
    ast.DoWhileStatementAst: MethodFlow._do,  # type: ignore[dict-item]
    ast.DoUntilStatementAst: MethodFlow._do,  # type: ignore[dict-item]
    ast.SwitchStatementAst: MethodFlow._switch,  # type: ignore[dict-item]
    ast.TryStatementAst: MethodFlow._try,  # type: ignore[dict-item]
    ast.BreakStatementAst: MethodFlow._jump,  # type: ignore[dict-item]
    ast.ContinueStatementAst: MethodFlow._jump,  # type: ignore[dict-item]
    ast.ReturnStatementAst: MethodFlow._leave,  # type: ignore[dict-item]
    ast.ExitStatementAst: MethodFlow._leave,  # type: ignore[dict-item]
    ast.ThrowStatementAst: MethodFlow._leave,  # type: ignore[dict-item]
    ast.DataStatementAst: MethodFlow._data,  # type: ignore[dict-item]
    ast.PipelineAst: MethodFlow._pipeline,  # type: ignore[dict-item]
    ast.AssignmentStatementAst: MethodFlow._assignment,  # type: ignore[dict-item]
}
