"""Makes the syntax tree of expressions, pipelines and statements: a function for each named rule of grammar/powershell.lark.

Arguments are the values of the rule's symbols. The value of a bracket, comma, keyword or line break is its start; what other
tokens hold is said in pwsh_emu/language/lalr.py. The rest of the rules is in pwsh_emu/language/builder.py.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language.ast import (
    ArrayExpressionAst,
    ArrayLiteralAst,
    AssignmentStatementAst,
    AttributedExpressionAst,
    BinaryExpressionAst,
    BreakStatementAst,
    CommandAst,
    CommandExpressionAst,
    ContinueStatementAst,
    ConvertExpressionAst,
    DataStatementAst,
    ExitStatementAst,
    FileRedirectionAst,
    ForEachStatementAst,
    ForStatementAst,
    HashtableAst,
    IfStatementAst,
    IndexExpressionAst,
    InvokeMemberExpressionAst,
    MemberExpressionAst,
    ParenExpressionAst,
    PipelineAst,
    PipelineChainAst,
    ReturnStatementAst,
    ScriptBlockExpressionAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    SubExpressionAst,
    SwitchStatementAst,
    TernaryExpressionAst,
    ThrowStatementAst,
    TryStatementAst,
    TypeConstraintAst,
    TypeExpressionAst,
    UnaryExpressionAst,
    UsingExpressionAst,
    UsingStatementAst,
    WhileStatementAst,
)
from pwsh_emu.language.scanning import reject
from pwsh_emu.language.tokens import PRECEDENCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EMPTY = (0, 0)
"""PowerShell's empty extent."""

_HANGING = frozenset((UsingExpressionAst, ConvertExpressionAst, AttributedExpressionAst))
"""Expressions around the one that a member access behind them belongs to: ``$using:a.b``, ``[x][y]::z.w``."""


# --- lists ----------------------------------------------------------------------------------------------------------


def first(item: Any, *_: Any) -> Any:
    return item


def second(_: Any, item: Any, *__: Any) -> Any:
    return item


def nothing(*_: Any) -> None:
    return None


def list_first(item: Any, _: Any = None) -> list[Any]:
    return [item]


def list_append(items: list[Any], item: Any, _: Any = None) -> list[Any]:
    items.append(item)
    return items


def list_append_third(items: list[Any], _: Any, item: Any, __: Any = None) -> list[Any]:
    items.append(item)
    return items


def pair(left: Any, _: Any, right: Any) -> list[Any]:
    return [left, right]


def triple(left: Any, operator: Any, right: Any) -> list[Any]:
    return [left, operator, right]


def extend(items: list[Any], operator: Any, right: Any) -> list[Any]:
    items.append(operator)
    items.append(right)
    return items


# --- expressions ----------------------------------------------------------------------------------------------------


def binary(items: list[Any]) -> Any:
    """Put ``operand operator operand …`` together; all operators associate to the left."""
    if len(items) == 3:
        left, (kind, start, end), right = items
        return BinaryExpressionAst(left.start, right.end, left, kind, right, start, end)
    operands = [items[0]]
    waiting: list[tuple[str, int, int]] = []
    for index in range(1, len(items), 2):
        operator = items[index]
        precedence = PRECEDENCE[operator[0]]
        while waiting and precedence <= PRECEDENCE[waiting[-1][0]]:
            _fold(operands, waiting)
        waiting.append(operator)
        operands.append(items[index + 1])
    while waiting:
        _fold(operands, waiting)
    return operands[0]


def _fold(operands: list[Any], waiting: list[tuple[str, int, int]]) -> None:
    kind, start, end = waiting.pop()
    right = operands.pop()
    left = operands[-1]
    operands[-1] = BinaryExpressionAst(left.start, right.end, left, kind, right, start, end)


def ternary(condition: Any, _: int, if_true: Any, __: int, if_false: Any) -> Any:
    return TernaryExpressionAst(condition.start, if_false.end, condition, if_true, if_false)


def ternary_nl(condition: Any, _: int, if_true: Any, __: int, ___: int, if_false: Any) -> Any:
    return TernaryExpressionAst(condition.start, if_false.end, condition, if_true, if_false)


def array_literal(elements: list[Any]) -> Any:
    return ArrayLiteralAst(elements[0].start, elements[-1].end, elements)


def unary_comma(start: int, child: Any) -> Any:
    return ArrayLiteralAst(start, child.end, [child])


def prefix(operator: tuple[str, int, int], child: Any) -> Any:
    return UnaryExpressionAst(operator[1], child.end, operator[0], child)


def postfix(child: Any, operator: tuple[str, int, int]) -> Any:
    return UnaryExpressionAst(child.start, operator[2], "Postfix" + operator[0], child)


def cast(attributes: list[Any], child: Any) -> Any:
    for attribute in reversed(attributes):
        if attribute.__class__ is TypeConstraintAst:
            child = ConvertExpressionAst(attribute.start, child.end, attribute, child)
        else:
            child = AttributedExpressionAst(attribute.start, child.end, attribute, child)
    return child


def type_literal(types: list[Any]) -> Any:
    last = types.pop()
    literal = TypeExpressionAst(last.start, last.end, last.type_name)
    return cast(types, literal) if types else literal


def type_member(types: list[Any], dot: int, name: Any) -> Any:
    last = types.pop()
    return cast(types, member(TypeExpressionAst(last.start, last.end, last.type_name), dot, name))


def type_invoke(types: list[Any], dot: int, name: Any, invocation: tuple[list[Any], int]) -> Any:
    last = types.pop()
    return cast(types, invoke(TypeExpressionAst(last.start, last.end, last.type_name), dot, name, invocation))


def type_generic_invoke(types: list[Any], dot: int, name: Any, arguments: Any, invocation: tuple[list[Any], int]) -> Any:
    last = types.pop()
    return cast(types, generic_invoke(TypeExpressionAst(last.start, last.end, last.type_name), dot, name, arguments, invocation))


def member(target: Any, dot: int, name: Any) -> Any:
    if target.__class__ in _HANGING:
        return _hang(target, lambda inner: member(inner, dot, name))
    return MemberExpressionAst(target.start, name.end, target, name, dot == 1, dot == 2)


def invoke(target: Any, dot: int, name: Any, invocation: tuple[list[Any], int]) -> Any:
    if target.__class__ in _HANGING:
        return _hang(target, lambda inner: invoke(inner, dot, name, invocation))
    return InvokeMemberExpressionAst(target.start, invocation[1], target, name, dot == 1, dot == 2, invocation[0])


def generic_invoke(target: Any, dot: int, name: Any, arguments: Any, invocation: tuple[list[Any], int]) -> Any:
    if target.__class__ in _HANGING:
        return _hang(target, lambda inner: generic_invoke(inner, dot, name, arguments, invocation))
    return InvokeMemberExpressionAst(target.start, invocation[1], target, name, dot == 1, dot == 2, invocation[0], arguments)


def index(target: Any, null_conditional: int, value: Any, bracket: int) -> Any:
    if target.__class__ in _HANGING:
        return _hang(target, lambda inner: index(inner, null_conditional, value, bracket))
    return IndexExpressionAst(target.start, bracket + 1, target, value, bool(null_conditional))


def index_nl(target: Any, null_conditional: int, value: Any, _: int, bracket: int) -> Any:
    return index(target, null_conditional, value, bracket)


def _hang(outer: Any, make: Callable[[Any], Any]) -> Any:
    """Put a member access inside the expressions around its target."""
    if outer.__class__ is UsingExpressionAst:
        outer.sub_expression = inner = make(outer.sub_expression)
    else:
        outer.child = inner = make(outer.child)
    outer.end = inner.end
    return outer


def invocation_empty(_: int, parenthesis: int) -> tuple[list[Any], int]:
    return [], parenthesis + 1


def invocation(_: int, arguments: list[Any], parenthesis: int) -> tuple[list[Any], int]:
    return arguments, parenthesis + 1


def paren(start: int, pipeline: Any, end: int) -> Any:
    return ParenExpressionAst(start, end + 1, pipeline)


def paren_nl(start: int, pipeline: Any, _: int, end: int) -> Any:
    return ParenExpressionAst(start, end + 1, pipeline)


def array_expression_empty(start: int, end: int) -> Any:
    return ArrayExpressionAst(start, end + 1, StatementBlockAst(*EMPTY))


def sub_expression_empty(start: int, end: int) -> Any:
    return SubExpressionAst(start, end + 1, StatementBlockAst(*EMPTY))


def hashtable_empty(start: int, end: int) -> Any:
    return HashtableAst(start, end + 1, [])


def hashtable(start: int, pairs: list[Any], end: int) -> Any:
    return HashtableAst(start, end + 1, pairs)


def hashtable_separated(start: int, pairs: list[Any], _: int, end: int) -> Any:
    return HashtableAst(start, end + 1, pairs)


def entry(key: Any, _: int, statement: Any) -> Any:
    return key, statement


def script_block_expression(block: Any) -> Any:
    return ScriptBlockExpressionAst(block.start, block.end, block)


# --- commands and pipelines -----------------------------------------------------------------------------------------


def command(name: Any) -> Any:
    return CommandAst(name.start, name.end, [], [name])


def invocation_command(operator: tuple[str, int], name: Any) -> Any:
    return CommandAst(operator[1], name.end, [], [name], operator[0])


def command_element(node: Any, element: Any) -> Any:
    node.elements.append(element)
    node.end = element.end
    return node


def command_array(node: Any, elements: list[Any]) -> Any:
    array = ArrayLiteralAst(elements[0].start, elements[-1].end, elements)
    node.elements.append(array)
    node.end = array.end
    return node


def command_verbatim(node: Any, elements: list[Any]) -> Any:
    node.elements.extend(elements)
    node.end = elements[-1].end
    return node


def command_redirection(node: Any, redirection: Any) -> Any:
    _add_redirection(node.redirections, redirection)
    node.end = redirection.end
    return node


def redirections_append(redirections: list[Any], redirection: Any) -> list[Any]:
    _add_redirection(redirections, redirection)
    return redirections


def _add_redirection(redirections: list[Any], redirection: Any) -> None:
    if any(known.from_stream == redirection.from_stream for known in redirections):
        reject()
    redirections.append(redirection)
    if len(redirections) > 1:
        redirections.sort(key=lambda item: _STREAM_ORDER.index(item.from_stream))


_STREAM_ORDER = ("All", "Output", "Error", "Warning", "Verbose", "Debug", "Information")


def file_redirection(sign: tuple[int, str, bool], location: Any) -> Any:
    return FileRedirectionAst(sign[0], location.end, sign[1], location, sign[2])


def pipeline_expression(expression: Any) -> Any:
    start = expression.start
    end = expression.end
    return PipelineAst(start, end, [CommandExpressionAst(start, end, [], expression)])


def pipeline_redirected_expression(expression: Any, redirections: list[Any]) -> Any:
    start = expression.start
    end = redirections[-1].end
    return PipelineAst(start, end, [CommandExpressionAst(start, end, redirections, expression)])


def pipeline_command(node: Any) -> Any:
    return PipelineAst(node.start, node.end, [node])


def pipeline_append(pipeline: Any, _: int, node: Any) -> Any:
    pipeline.elements.append(node)
    pipeline.end = node.end
    return pipeline


def chain(left: Any, operator: str, right: Any) -> Any:
    return PipelineChainAst(left.start, right.end, left, right, operator)


def background(pipeline: Any, _: int) -> Any:
    pipeline.background = True
    return pipeline


def assignment(left: Any, equals: int, right: Any) -> Any:
    return compound_assignment(left, ("Equals", equals, equals + 1), right)


def compound_assignment(left: Any, operator: tuple[str, int, int], right: Any) -> Any:
    """A lone expression stands on the right without its pipeline."""
    if right.__class__ is PipelineAst and len(right.elements) == 1 and not right.background:
        element = right.elements[0]
        if element.__class__ is CommandExpressionAst:
            right = element
    return AssignmentStatementAst(left.start, right.end, left, operator[0], right, operator[1], operator[2])


# --- statements -----------------------------------------------------------------------------------------------------


def return_(start: int, pipeline: Any) -> Any:
    return ReturnStatementAst(start, pipeline.end, pipeline)


def throw(start: int, pipeline: Any) -> Any:
    return ThrowStatementAst(start, pipeline.end, pipeline)


def exit_(start: int, pipeline: Any) -> Any:
    return ExitStatementAst(start, pipeline.end, pipeline)


def return_nothing(start: int) -> Any:
    return ReturnStatementAst(start, start + len("return"))


def exit_nothing(start: int) -> Any:
    return ExitStatementAst(start, start + len("exit"))


def break_nothing(start: int) -> Any:
    return BreakStatementAst(start, start + len("break"))


def break_(start: int, label: Any) -> Any:
    return BreakStatementAst(start, label.end, label)


def continue_nothing(start: int) -> Any:
    return ContinueStatementAst(start, start + len("continue"))


def continue_(start: int, label: Any) -> Any:
    return ContinueStatementAst(start, label.end, label)


def if_clause(start: int, condition: Any, block: Any) -> Any:
    return [start, (condition[0], block)]


def elseif_clause(clauses: list[Any], _: int, condition: Any, block: Any) -> Any:
    clauses.append((condition[0], block))
    return clauses


def if_(clauses: list[Any]) -> Any:
    return IfStatementAst(clauses[0], clauses[-1][1].end, clauses[1:])


def if_else(clauses: list[Any], _: int, block: Any) -> Any:
    return IfStatementAst(clauses[0], block.end, clauses[1:], block)


def labeled(label: tuple[str, int], loop: Any) -> Any:
    loop.label, loop.start = label
    return loop


def while_(start: int, condition: Any, block: Any) -> Any:
    return WhileStatementAst(start, block.end, None, condition[0], block)


def condition(_: int, pipeline: Any, end: int) -> tuple[Any, int]:
    """Return the pipeline and the end of the parentheses around it."""
    return pipeline, end + 1


def condition_nl(_: int, pipeline: Any, __: int, end: int) -> tuple[Any, int]:
    return pipeline, end + 1


def for_head_two(initializer: Any, condition: Any, iterator: Any = None) -> Any:
    return initializer, condition, None


def for_(start: int, _: int, head: tuple[Any, Any, Any], __: int, block: Any) -> Any:
    initializer, condition, iterator = head
    return ForStatementAst(start, block.end, None, condition, initializer, iterator, block)


def for_head(initializer: Any, condition: Any, iterator: Any, _: Any = None) -> Any:
    return initializer, condition, iterator


def for_head_one(initializer: Any) -> Any:
    return initializer, None, None


def declared_variable(variable: Any) -> Any:
    """Return the variable that a parameter or foreach names; ``$using:x``, a plain variable there, is left to the error pass."""
    return reject() if isinstance(variable, UsingExpressionAst) else variable


def foreach(start: int, _: int, variable: Any, __: int, pipeline: Any, ___: int, block: Any) -> Any:
    return ForEachStatementAst(start, block.end, None, pipeline, declared_variable(variable), block)


def foreach_nl(start: int, _: int, variable: Any, __: int, pipeline: Any, ___: int, ____: int, block: Any) -> Any:
    return ForEachStatementAst(start, block.end, None, pipeline, declared_variable(variable), block)


_SWITCH_FLAGS = ("File", "Regex", "Wildcard", "CaseSensitive")


class _Switch:
    """What stands before a switch's body: where it starts, its flags, the file's name."""

    __slots__ = ("file", "flags", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.flags: set[str] = set()
        self.file: Any = None


def switch_head(start: int) -> Any:
    return _Switch(start)


def switch_flag(head: _Switch, flag: str) -> Any:
    if flag in ("Regex", "Wildcard", "Exact"):
        head.flags -= {"Regex", "Wildcard"}
    if flag != "Exact":
        head.flags.add(flag)
    return head


def switch_source(head: _Switch, _: Any, argument: Any) -> Any:
    head.flags.add("File")
    head.file = PipelineAst(argument.start, argument.end, [CommandExpressionAst(argument.start, argument.end, [], argument)])
    return head


def switch_file(head: _Switch, body: list[Any]) -> Any:
    if head.file is None:
        reject()
    return _switch(head, head.file, body)


def switch(head: _Switch, condition: Any, body: list[Any]) -> Any:
    if head.file is not None:
        reject()
    return _switch(head, condition[0], body)


def _switch(head: _Switch, condition: Any, body: list[Any]) -> Any:
    clauses, default, end = body
    flags = tuple(flag for flag in _SWITCH_FLAGS if flag in head.flags)
    return SwitchStatementAst(head.start, end, None, condition, flags, clauses, default)


def switch_first_clause(test: Any, block: Any) -> Any:
    return switch_clause([[], None, 0], test, block)


def switch_clause(body: list[Any], test: Any, block: Any) -> Any:
    if test.__class__ is StringConstantExpressionAst and test.kind == "BareWord" and test.value.lower() == "default":
        if body[1] is not None:
            reject()
        body[1] = block
    else:
        body[0].append((test, block))
    return body


def switch_body(_: int, body: list[Any], end: int) -> Any:
    body[2] = end + 1
    return body


def try_catch(start: int, body: Any, catches: list[Any]) -> Any:
    return TryStatementAst(start, catches[-1].end, body, catches)


def try_finally(start: int, body: Any, _: int, finally_: Any) -> Any:
    return TryStatementAst(start, finally_.end, body, [], finally_)


def try_catch_finally(start: int, body: Any, catches: list[Any], _: int, finally_: Any) -> Any:
    return TryStatementAst(start, finally_.end, body, catches, finally_)


def data(start: int, block: Any) -> Any:
    return DataStatementAst(start, block.end, None, [], block)


def named_data(start: int, name: Any, block: Any) -> Any:
    return DataStatementAst(start, block.end, name.value, [], block)


def commands_data(start: int, _: int, commands: list[Any], block: Any) -> Any:
    return DataStatementAst(start, block.end, None, commands, block)


def named_commands_data(start: int, name: Any, _: int, commands: list[Any], block: Any) -> Any:
    return DataStatementAst(start, block.end, name.value, commands, block)


def using(start: int, kind: tuple[int, str], argument: Any) -> Any:
    """Assemblies, commands and types are left to the error pass, which looks for them."""
    if kind[1] == "Namespace" and argument.__class__ is StringConstantExpressionAst:
        return UsingStatementAst(start, argument.end, kind[1], argument)
    if kind[1] == "Module" and argument.__class__ is StringConstantExpressionAst:
        return UsingStatementAst(start, argument.end, kind[1], argument)
    if kind[1] == "Module" and argument.__class__ is HashtableAst:
        return UsingStatementAst(start, argument.end, kind[1], None, None, argument)
    return reject()
