"""Makes the syntax tree for the fast pass: attributes, functions and classes, and what needs the text itself.

Expressions, pipelines and statements are made in pwsh_emu/language/rules.py, whose docstring says what the arguments are.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import rules
from pwsh_emu.language.ast import (
    ArrayExpressionAst,
    AttributeAst,
    AttributedExpressionAst,
    BaseCtorInvokeMemberExpressionAst,
    CatchClauseAst,
    CommandAst,
    CommandExpressionAst,
    CommandParameterAst,
    ConstantExpressionAst,
    ConvertExpressionAst,
    DoUntilStatementAst,
    DoWhileStatementAst,
    FunctionDefinitionAst,
    FunctionMemberAst,
    NamedAttributeArgumentAst,
    NamedBlockAst,
    ParamBlockAst,
    ParameterAst,
    PipelineAst,
    PropertyMemberAst,
    ScriptBlockAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    SubExpressionAst,
    ThrowStatementAst,
    TrapStatementAst,
    TypeDefinitionAst,
    TypeExpressionAst,
)
from pwsh_emu.language.rules import EMPTY, array_literal, command_element, script_block_expression
from pwsh_emu.language.scanning import reject
from pwsh_emu.language.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
    return rules.declared_variable(variable), []


def attributed_parameter_name(attributes: list[Any], variable: Any) -> Any:
    return rules.declared_variable(variable), attributes


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
            node.end_block = NamedBlockAst(*(inside or EMPTY), "End", True)
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
        name_end = node.function.name_end
        between = text[name_end : text.find("(", name_end)]
        if "\n" in between or "\r" in between or _begins_with_semicolon(text, node.end):
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
    bound = getattr(builder, python_name, None) or globals().get(python_name)
    return bound if bound is not None else getattr(rules, python_name)  # type: ignore[no-any-return]
