"""Makes the syntax tree for the fast pass: a function for each named rule of grammar/powershell.lark.

Arguments are the values of the rule's symbols. The value of a bracket, comma, keyword or line break is its start; what other
tokens hold is said in pwsh_emu/language/lalr.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.language.ast import (
    ArrayExpressionAst,
    ArrayLiteralAst,
    AssignmentStatementAst,
    AttributeAst,
    AttributedExpressionAst,
    BaseCtorInvokeMemberExpressionAst,
    BinaryExpressionAst,
    BreakStatementAst,
    CatchClauseAst,
    CommandAst,
    CommandExpressionAst,
    CommandParameterAst,
    ConstantExpressionAst,
    ContinueStatementAst,
    ConvertExpressionAst,
    DataStatementAst,
    DoUntilStatementAst,
    DoWhileStatementAst,
    ExitStatementAst,
    FileRedirectionAst,
    ForEachStatementAst,
    ForStatementAst,
    FunctionDefinitionAst,
    FunctionMemberAst,
    HashtableAst,
    IfStatementAst,
    IndexExpressionAst,
    InvokeMemberExpressionAst,
    MemberExpressionAst,
    NamedAttributeArgumentAst,
    NamedBlockAst,
    ParamBlockAst,
    ParameterAst,
    ParenExpressionAst,
    PipelineAst,
    PipelineChainAst,
    PropertyMemberAst,
    ReturnStatementAst,
    ScriptBlockAst,
    ScriptBlockExpressionAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    SubExpressionAst,
    SwitchStatementAst,
    TernaryExpressionAst,
    ThrowStatementAst,
    TrapStatementAst,
    TryStatementAst,
    TypeConstraintAst,
    TypeDefinitionAst,
    TypeExpressionAst,
    UnaryExpressionAst,
    UsingExpressionAst,
    UsingStatementAst,
    WhileStatementAst,
)
from pwsh_emu.language.scanning import reject
from pwsh_emu.language.source import Source
from pwsh_emu.language.tokens import PRECEDENCE

_EMPTY = (0, 0)
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
    return ArrayExpressionAst(start, end + 1, StatementBlockAst(*_EMPTY))


def sub_expression_empty(start: int, end: int) -> Any:
    return SubExpressionAst(start, end + 1, StatementBlockAst(*_EMPTY))


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


def foreach(start: int, _: int, variable: Any, __: int, pipeline: Any, ___: int, block: Any) -> Any:
    return ForEachStatementAst(start, block.end, None, pipeline, variable, block)


def foreach_nl(start: int, _: int, variable: Any, __: int, pipeline: Any, ___: int, ____: int, block: Any) -> Any:
    return ForEachStatementAst(start, block.end, None, pipeline, variable, block)


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


# --- attributes and parameters --------------------------------------------------------------------------------------


def attribute_empty(head: tuple[int, Any], _: int, end: int) -> Any:
    return AttributeAst(head[0], end + 1, head[1])


def attribute(head: tuple[int, Any], arguments: list[Any], _: int, end: int) -> Any:
    positional: list[Any] = []
    named: list[Any] = []
    for argument in arguments:
        if argument.__class__ is not NamedAttributeArgumentAst:
            positional.append(argument)
        elif any(known.argument_name == argument.argument_name for known in named):
            reject()
        else:
            named.append(argument)
    return AttributeAst(head[0], end + 1, head[1], positional, named)


def omitted_argument(name: Any) -> Any:
    true = ConstantExpressionAst(name.start, name.end, True, "Boolean")
    return NamedAttributeArgumentAst(name.start, name.end, name.value, true, True)


def param_block_empty(start: int, _: int, end: int) -> Any:
    return ParamBlockAst(start, end + 1)


def param_block(start: int, _: int, parameters: list[Any], end: int) -> Any:
    return ParamBlockAst(start, end + 1, [], parameters)


def attributed_param_block_empty(attributes: list[Any], start: int, _: int, end: int) -> Any:
    return attributed_param_block(attributes, start, _, [], end)


def attributed_param_block(attributes: list[Any], start: int, _: int, parameters: list[Any], end: int) -> Any:
    if any(item.__class__ is not AttributeAst for item in attributes):
        reject()
    return ParamBlockAst(start, end + 1, attributes, parameters)


def parameter_name(variable: Any) -> Any:
    return variable, []


def attributed_parameter_name(attributes: list[Any], variable: Any) -> Any:
    return variable, attributes


def parameter(name: tuple[Any, list[Any]]) -> Any:
    variable, attributes = name
    return ParameterAst(attributes[0].start if attributes else variable.start, variable.end, variable, attributes)


def parameter_default(name: tuple[Any, list[Any]], _: int, value: Any, __: Any = None) -> Any:
    variable, attributes = name
    return ParameterAst(attributes[0].start if attributes else variable.start, value.end, variable, attributes, value)


# --- functions, classes, enumerations -------------------------------------------------------------------------------


def function(head: tuple[int, str], name: tuple[str, int, int], body: Any) -> Any:
    return _function(head, name, None, body)


def function_no_parameters(head: tuple[int, str], name: tuple[str, int, int], _: int, __: int, body: Any) -> Any:
    return _function(head, name, [], body)


def function_parameters(head: tuple[int, str], name: tuple[str, int, int], _: int, parameters: list[Any], __: int, body: Any) -> Any:
    return _function(head, name, parameters, body)


def _function(head: tuple[int, str], name: tuple[str, int, int], parameters: list[Any] | None, body: Any) -> Any:
    is_filter = head[1] == "Filter"
    if is_filter and body.end_block is not None and body.end_block.unnamed:
        body.process_block, body.end_block = body.end_block, None
        body.process_block.block_kind = "Process"
    return FunctionDefinitionAst(head[0], body.end, name[0], is_filter, parameters, body, name[1], name[2])


def members_empty(_: int, end: int) -> Any:
    return [], end + 1


def members(_: int, items: list[Any], end: int) -> Any:
    return items, end + 1


def members_last_only(_: int, item: Any, end: int) -> Any:
    return [item], end + 1


def members_last(_: int, items: list[Any], item: Any, end: int) -> Any:
    items.append(item)
    return items, end + 1


def property_semi_first(item: Any, semicolon: int) -> Any:
    """A property's extent holds the semicolon that ends it."""
    item.end = semicolon + 1
    return [item]


def property_semi(items: list[Any], item: Any, semicolon: int) -> Any:
    item.end = semicolon + 1
    items.append(item)
    return items


def property_(head: list[Any], variable: Any) -> Any:
    return _property(head, variable, None)


def property_value(head: list[Any], variable: Any, _: int, value: Any) -> Any:
    return _property(head, variable, value)


def bare_property(variable: Any) -> Any:
    return _property([], variable, None)


def bare_property_value(variable: Any, _: int, value: Any) -> Any:
    return _property([], variable, value)


def _property(head: list[Any], variable: Any, value: Any) -> Any:
    if variable.splatted:
        reject()
    start, modifiers, attributes, type_constraint = _member_head(head, variable.start)
    end = variable.end if value is None else value.end
    return PropertyMemberAst(start, end, variable.name, modifiers, attributes, type_constraint, value)


def _member_head(head: list[Any], start: int) -> tuple[int, tuple[str, ...], list[Any], Any]:
    """Sort what stands before a member's name: start, modifiers, attributes, type."""
    words: list[str] = []
    attributes: list[Any] = []
    type_constraint = None
    for item in head:
        if item.__class__ is tuple:
            if item[1] in words:
                reject()
            words.append(item[1])
        elif item.__class__ is AttributeAst:
            attributes.append(item)
        elif type_constraint is None:
            type_constraint = item
        else:
            reject()
    modifiers = ("Public", *(word for word in ("Static", "Hidden") if word in words))
    if head:
        start = head[0][0] if head[0].__class__ is tuple else head[0].start
    return start, modifiers, attributes, type_constraint


class _Signature:
    """A method's name, parameters and ``: base(…)``."""

    __slots__ = ("base", "name", "parameters")

    def __init__(self, name: Any, parameters: list[Any], base: Any) -> None:
        self.name = name
        self.parameters = parameters
        self.base = base


def signature_empty(name: Any, _: int, __: int) -> Any:
    return _Signature(name, [], None)


def signature(name: Any, _: int, parameters: list[Any], __: int) -> Any:
    return _Signature(name, parameters, None)


def signature_empty_base(name: Any, _: int, __: int, base: Any) -> Any:
    return _Signature(name, [], base)


def signature_base(name: Any, _: int, parameters: list[Any], __: int, base: Any) -> Any:
    return _Signature(name, parameters, base)


def base_call_empty(_: int, start: int, __: int, end: int) -> Any:
    return start, [], end + 1


def base_call(_: int, start: int, __: int, arguments: list[Any], end: int) -> Any:
    return start, arguments, end + 1


def method(head: list[Any], signature: _Signature, body: Any) -> Any:
    """Make a method; `class_` turns it into a constructor where the names agree."""
    name = signature.name
    start, modifiers, attributes, return_type = _member_head(head, name.start)
    definition = FunctionDefinitionAst(name.start, body.end, name.value, False, signature.parameters, body, name.start, name.end)
    node = FunctionMemberAst(start, body.end, name.value, modifiers, attributes, return_type, definition)
    return node, signature.base


def bare_method(signature: _Signature, body: Any) -> Any:
    return method([], signature, body)


def enum(start: int, name: Any, body: tuple[list[Any], int]) -> Any:
    return TypeDefinitionAst(start, body[1], name.value, "Enum", [], [], body[0], name.start, name.end)


_UNDERLYING = frozenset(["byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong"])


def enum_member(name: Any) -> Any:
    return PropertyMemberAst(name.start, name.end, name.value, ("Public", "Static", "Literal"), [], None, None)


def attributed_type_definition(attributes: list[Any], node: Any) -> Any:
    if any(item.__class__ is not AttributeAst for item in attributes):
        reject()
    node.attributes = attributes
    node.start = attributes[0].start
    return node


class Builder:
    """The rules that need the text itself, or remember something about it."""

    def __init__(self, source: Source, owner: Source) -> None:
        self.source = source
        self.owner = owner
        self.has_traps = False
        self.has_dashes = False
        self.bare_throws: list[ThrowStatementAst] = []

    def adopt(self, inner: Builder) -> None:
        """Take over what the builder of an inner text remembers."""
        self.bare_throws.extend(inner.bare_throws)

    # --- statements in blocks

    def _split(self, statements: list[Any]) -> tuple[list[Any], list[Any]]:
        """Tell traps from the other statements."""
        if not self.has_traps:
            return statements, []
        traps = [item for item in statements if item.__class__ is TrapStatementAst]
        return ([item for item in statements if item.__class__ is not TrapStatementAst], traps) if traps else (statements, [])

    def trap(self, start: int, block: Any) -> Any:
        self.has_traps = True
        return TrapStatementAst(start, block.end, None, block)

    def typed_trap(self, start: int, trap_type: Any, block: Any) -> Any:
        self.has_traps = True
        return TrapStatementAst(start, block.end, trap_type, block)

    def throw_nothing(self, start: int) -> Any:
        node = ThrowStatementAst(start, start + len("throw"), None)
        self.bare_throws.append(node)
        return node

    def catch_all(self, start: int, block: Any) -> Any:
        return self.catch_typed(start, [], block)

    def catch_typed(self, start: int, types: list[Any], block: Any) -> Any:
        """Make a catch clause; a lone ``throw`` anywhere in it throws the error again."""
        for node in reversed(self.bare_throws):
            if node.start < start:
                break
            node.is_rethrow = True
        return CatchClauseAst(start, block.end, types, block)

    def block_empty(self, start: int, end: int) -> Any:
        return StatementBlockAst(start, end + 1)

    def block(self, start: int, statements: list[Any], end: int) -> Any:
        if self.has_traps:
            return StatementBlockAst(start, end + 1, *self._split(statements))
        return StatementBlockAst(start, end + 1, statements)

    def _list_block(self, statements: list[Any]) -> Any:
        return StatementBlockAst(statements[0].start, statements[-1].end, *self._split(statements))

    def array_expression(self, start: int, statements: list[Any], end: int) -> Any:
        return ArrayExpressionAst(start, end + 1, self._list_block(statements))

    def sub_expression(self, start: int, statements: list[Any], end: int) -> Any:
        return SubExpressionAst(start, end + 1, self._list_block(statements))

    def do_while(self, start: int, block: Any, _: int, condition: tuple[Any, int]) -> Any:
        return DoWhileStatementAst(start, condition[1], None, condition[0], block)

    def do_until(self, start: int, block: Any, _: int, condition: tuple[Any, int]) -> Any:
        return DoUntilStatementAst(start, condition[1], None, condition[0], block)

    # --- script blocks

    def body_empty(self) -> Any:
        return None, None, []

    def body_statements(self, statements: list[Any]) -> Any:
        """A type may not stand before ``param``, even where both would read as statements."""
        if len(statements) > 1 and _is_type(statements[0]) and _runs_param(statements[1]):
            reject()
        return None, statements, []

    def body_param(self, param: Any) -> Any:
        return param, None, []

    def body_param_statements(self, param: Any, statements: list[Any]) -> Any:
        return param, statements, []

    def body_named(self, blocks: list[Any]) -> Any:
        return None, None, blocks

    def body_param_named(self, param: Any, blocks: list[Any]) -> Any:
        return param, None, blocks

    def named_block(self, name: tuple[int, str], block: Any) -> Any:
        return NamedBlockAst(name[0], block.end, name[1], False, block.statements, block.traps)

    def _make_block(self, start: int, end: int, body: tuple[Any, Any, list[Any]], inside: tuple[int, int] | None) -> Any:
        """Make a script block; ``inside`` is what lies between the braces of one without content."""
        param, statements, blocks = body
        node = ScriptBlockAst(start, end, self.owner)
        node.param_block = param
        if blocks:
            for block in blocks:
                field = _BLOCK_FIELDS[block.block_kind]
                if getattr(node, field) is not None:
                    reject()
                setattr(node, field, block)
            return node
        if statements is not None:
            first, last = statements[0].start, statements[-1].end
            if param is not None:
                first = param.start
            node.end_block = NamedBlockAst(first, last, "End", True, *self._split(statements))
        elif param is not None:
            node.end_block = NamedBlockAst(param.start, param.end, "End", True)
        else:
            node.end_block = NamedBlockAst(*(inside or _EMPTY), "End", True)
        return node

    def script(self, body: Any) -> Any:
        return self._make_block(0, len(self.source.text), body, None)

    def script_with_usings(self, usings: list[Any], body: Any) -> Any:
        node = self.script(body)
        node.using_statements = usings
        return node

    def script_of_usings(self, usings: list[Any], using: Any) -> Any:
        return self.script_with_usings([*usings, using], self.body_empty())

    def script_of_using(self, using: Any) -> Any:
        return self.script_with_usings([using], self.body_empty())

    def script_block(self, start: int, body: Any, end: int) -> Any:
        if body[1] is None and body[0] is None and not body[2] and self._column(start + 1) != self._column(end):
            return self._make_block(start, end + 1, body, (start + 1, end - 1))
        return self._make_block(start, end + 1, body, None)

    def _column(self, offset: int) -> int:
        """Return how far an offset is from its line's start: PowerShell compares columns, even of different lines."""
        return self.source.position(offset)[1]

    def invocation_block(self, start: int, body: Any, end: int) -> Any:
        return [script_block_expression(self.script_block(start, body, end))], end + 1

    # --- commands

    def command_parameter(self, node: Any, parameter: Any, argument: Any) -> Any:
        if self.has_dashes and _after_dashes(node):
            node.elements.append(self._as_word(parameter))
            return command_element(node, argument)
        parameter.argument = argument
        parameter.end = argument.end
        return command_element(node, parameter)

    def command_switch(self, node: Any, parameter: Any) -> Any:
        if self.has_dashes and _after_dashes(node):
            parameter = self._as_word(parameter)
        node.elements.append(parameter)
        node.end = parameter.end
        return node

    def command_parameter_array(self, node: Any, parameter: Any, elements: list[Any]) -> Any:
        return self.command_parameter(node, parameter, array_literal(elements))

    def command_dashes(self, node: Any, place: tuple[int, int]) -> Any:
        start, end = place
        if self.has_dashes and _after_dashes(node):
            return command_element(node, StringConstantExpressionAst(start, end, self.source.text[start:end], "BareWord"))
        self.has_dashes = True
        return command_element(node, CommandParameterAst(start, end, "-"))

    def _as_word(self, parameter: Any) -> Any:
        """Behind ``--`` a parameter is an argument."""
        start, end = parameter.start, parameter.end
        return StringConstantExpressionAst(start, end, self.source.text[start:end], "BareWord")

    # --- attributes, classes

    def _same_line(self, start: int, end: int) -> None:
        """Reject a line break where PowerShell passes over none."""
        piece = self.source.text[start:end]
        if "\n" in piece or "\r" in piece:
            reject()

    def named_argument(self, name: Any, equals: int, value: Any, _: Any = None) -> Any:
        self._same_line(name.end, equals)
        return NamedAttributeArgumentAst(name.start, value.end, name.value, value)

    def typed_enum(self, start: int, name: Any, colon: int, underlying: Any, body: tuple[list[Any], int]) -> Any:
        """Other types than the plain integers are left to the error pass."""
        self._same_line(name.end, colon)
        if underlying.type_name.text.lower() not in _UNDERLYING:
            reject()
        return TypeDefinitionAst(start, body[1], name.value, "Enum", [], [underlying], body[0], name.start, name.end)

    def enum_member_value(self, name: Any, equals: int, value: Any) -> Any:
        self._same_line(equals, value.start)
        return PropertyMemberAst(name.start, value.end, name.value, ("Public", "Static", "Literal"), [], None, value)

    def class_(self, start: int, name: Any, body: tuple[list[Any], int]) -> Any:
        return self.derived_class(start, name, 0, [], body)

    def derived_class(self, start: int, name: Any, _: int, base_types: list[Any], body: tuple[list[Any], int]) -> Any:
        members: list[Any] = []
        for item in body[0]:
            if item.__class__ is tuple:
                node, base = item
                self._finish_method(node, base, name.value)
                members.append(node)
            else:
                members.append(item)
        return TypeDefinitionAst(start, body[1], name.value, "Class", [], base_types, members, name.start, name.end)

    def _finish_method(self, node: Any, base: tuple[int, list[Any], int] | None, class_name: str) -> None:
        """A constructor begins with the call of its base's constructor, written or not."""
        text = self.source.text
        if _begins_with_semicolon(text, node.end):
            reject()
        node.is_constructor = node.name.lower() == class_name.lower()
        if not node.is_constructor or "Static" in node.modifiers:
            if base is not None:
                reject()
            return
        if base is None:
            start, end, word_end = 0, 0, 0
            arguments: list[Any] = []
        else:
            start, arguments, end = base
            word_end = start + len("base")
        from pwsh_emu.language.ast import VariableExpressionAst

        this = VariableExpressionAst(start, word_end, "this")
        constructor = StringConstantExpressionAst(start, word_end, ".ctor", "BareWord")
        call = BaseCtorInvokeMemberExpressionAst(start, end, this, constructor, False, False, arguments)
        block = node.function.body.end_block
        if block is None:
            return
        block.statements.insert(0, CommandExpressionAst(start, end, [], call))


_BLOCK_FIELDS = {
    "Begin": "begin_block",
    "Process": "process_block",
    "End": "end_block",
    "Clean": "clean_block",
    "Dynamicparam": "dynamic_param_block",
}


def _is_type(node: Any) -> bool:
    if node.__class__ is not PipelineAst or node.elements[0].__class__ is not CommandExpressionAst:
        return False
    expression = node.elements[0].expression
    while expression.__class__ is ConvertExpressionAst or expression.__class__ is AttributedExpressionAst:
        expression = expression.child
    return expression.__class__ is TypeExpressionAst


def _runs_param(node: Any) -> bool:
    if node.__class__ is not PipelineAst or node.elements[0].__class__ is not CommandAst:
        return False
    name = node.elements[0].elements[0]
    return name.__class__ is StringConstantExpressionAst and name.value.lower() == "param"


def _after_dashes(node: Any) -> bool:
    return any(item.__class__ is CommandParameterAst and item.parameter_name == "-" and item.end - item.start == 2 for item in node.elements)


def _begins_with_semicolon(text: str, index: int) -> bool:
    """Say whether a semicolon follows, behind white space, line breaks and comments."""
    from pwsh_emu.language.scanning import skip_to_token

    return text.startswith(";", skip_to_token(text, index))


_RENAMED = {
    "return": "return_", "throw": "throw", "exit": "exit_", "break": "break_", "continue": "continue_", "if": "if_", "while": "while_",
    "for": "for_", "property": "property_", "class": "class_", "invocation_command": "invocation_command",
}  # fmt: skip


def action(builder: Builder, name: str) -> Callable[..., Any]:
    """Return the function behind a rule's name in the grammar."""
    python_name = _RENAMED.get(name, name)
    bound = getattr(builder, python_name, None)
    return bound if bound is not None else globals()[python_name]  # type: ignore[no-any-return]
