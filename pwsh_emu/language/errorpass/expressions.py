"""Rules for expressions: operators, casts, member access, indexes, literals."""

from __future__ import annotations

from pwsh_emu.language.ast import (
    ArrayExpressionAst,
    ArrayLiteralAst,
    Ast,
    AttributeAst,
    AttributedExpressionAst,
    BinaryExpressionAst,
    CommandParameterAst,
    ConstantExpressionAst,
    ConvertExpressionAst,
    ErrorExpressionAst,
    ErrorStatementAst,
    ExpandableStringExpressionAst,
    ExpressionAst,
    HashtableAst,
    IndexExpressionAst,
    InvokeMemberExpressionAst,
    MemberExpressionAst,
    ParenExpressionAst,
    ScriptBlockExpressionAst,
    StatementAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    SubExpressionAst,
    TernaryExpressionAst,
    TrapStatementAst,
    TypeConstraintAst,
    TypeExpressionAst,
    TypeName,
    UnaryExpressionAst,
    UsingExpressionAst,
    VariableExpressionAst,
)
from pwsh_emu.language.errorpass.base import after, before
from pwsh_emu.language.errorpass.typenames import TypeRules
from pwsh_emu.language.strings import NestedVariable, split_variable_path
from pwsh_emu.language.tokens import PRECEDENCE, UNARY, Token

_STRING_KINDS = {
    "StringLiteral": "SingleQuoted",
    "StringExpandable": "DoubleQuoted",
    "HereStringLiteral": "SingleQuotedHereString",
    "HereStringExpandable": "DoubleQuotedHereString",
    "Generic": "BareWord",
}


class ExpressionRules(TypeRules):
    """Expressions, from the ternary operator down to literals."""

    def expression(self, ternary: bool = False) -> ExpressionAst | None:
        """Read an expression; ``ternary`` says that ``?`` and ``:`` end a number."""
        self.enter()
        mode = self.set_mode("Expression")
        try:
            condition = self._binary_expression(ternary)
            if condition is None:
                return None
            token = self.peek()
            if token.kind != "QuestionMark":
                return condition
            self.skip()
            return self._ternary(condition, token)
        finally:
            self.leave()
            self.set_mode(mode)

    def _ternary(self, condition: ExpressionAst, token: Token) -> ExpressionAst:
        self.skip_newlines()
        if_true = self._ternary_operand(token)
        self.skip_newlines()
        token = self.next()
        if token.kind != "Colon":
            self.unget(token)
            nested: list[Ast] = [condition]
            if not isinstance(if_true, ErrorExpressionAst):
                nested.append(if_true)
                self.incomplete((token.start, token.end), "MissingColonInTernaryExpression")
            return ErrorExpressionAst(condition.start, before(token.start)[1], nested)
        self.skip_newlines()
        if_false = self._ternary_operand(token)
        return TernaryExpressionAst(condition.start, if_false.end, condition, if_true, if_false)

    def _ternary_operand(self, token: Token) -> ExpressionAst:
        operand = self.expression(True)
        if operand is not None:
            return operand
        self.incomplete(after(token.end), "ExpectedValueExpression", token.text)
        return ErrorExpressionAst(*after(token.end))

    def _binary_expression(self, ternary: bool) -> ExpressionAst | None:
        self.enter()
        mode = self.set_mode("Expression")
        try:
            expression = self._array_literal(ternary)
            if expression is None:
                return None
            token = self.peek()
            if token.kind not in PRECEDENCE:
                return self._parameter_in_expression(token, expression) if token.kind == "Parameter" else expression
            self.skip()
            return self._binary_operands(expression, token)
        finally:
            self.leave()
            self.set_mode(mode)

    def _binary_operands(self, first: ExpressionAst, token: Token) -> ExpressionAst:
        operands = [first]
        operators = [token]
        while True:
            self.skip_newlines()
            operand = self._array_literal(True)
            if operand is None:
                self.incomplete(after(token.end), "ExpectedValueExpression", token.text)
                operand = ErrorExpressionAst(*after(token.end))
            operands.append(operand)
            token = self.next()
            precedence = PRECEDENCE.get(token.kind)
            if precedence is None:
                self.unget(token)
                break
            while operators and precedence <= PRECEDENCE[operators[-1].kind]:
                _combine(operands, operators)
            operators.append(token)
        while operators:
            _combine(operands, operators)
        if token.kind == "Parameter":
            return self._parameter_in_expression(token, operands[0])
        return operands[0]

    def _parameter_in_expression(self, token: Token, expression: ExpressionAst) -> ExpressionAst:
        self.error((token.start, token.end), "UnexpectedToken", token.text)
        self.skip()
        parameter = CommandParameterAst(token.start, token.end, token.value)
        return ErrorExpressionAst(expression.start, token.end, [expression, parameter])

    def _array_literal(self, ternary: bool) -> ExpressionAst | None:
        first = self.unary_expression(ternary)
        if first is None:
            return None
        comma = self.peek()
        if comma.kind != "Comma" or self._comma_disabled:
            return first
        elements = [first]
        while comma.kind == "Comma":
            self.skip()
            self.skip_newlines()
            element = self.unary_expression(True)
            if element is None:
                self.incomplete(after(comma.end), "MissingExpressionAfterToken", comma.text)
                elements.append(ErrorExpressionAst(comma.start, comma.end))
                break
            elements.append(element)
            comma = self.peek()
        return ArrayLiteralAst(first.start, elements[-1].end, elements)

    # --- unary operators and casts --------------------------------------------------------------------------------

    def unary_expression(self, ternary: bool = False) -> ExpressionAst | None:
        self.enter()
        try:
            token = self._peek_signed(ternary)
            expression: ExpressionAst | None
            if token.kind in UNARY:
                if self._comma_disabled and token.kind == "Comma":
                    return None
                expression = self._unary_operator(token)
                if isinstance(expression, ErrorExpressionAst):
                    return expression
            elif token.kind == "LBracket":
                expression = self._type_or_attribute(token)
                if expression is None or isinstance(expression, ErrorExpressionAst):
                    return expression
            else:
                expression = self.primary_expression(True)
            if expression is not None:
                token = self.peek()
                if token.kind in ("PlusPlus", "MinusMinus"):
                    self.skip()
                    expression = UnaryExpressionAst(expression.start, token.end, "Postfix" + token.kind, expression)
            return expression
        finally:
            self.leave()

    def _peek_signed(self, ternary: bool) -> Token:
        """Look at the next token where a sign belongs to a number."""
        tokenizer = self.tokenizer
        signed, ends = tokenizer.allow_signed_numbers, tokenizer.end_number_on_ternary
        tokenizer.allow_signed_numbers = True
        tokenizer.end_number_on_ternary = ternary
        try:
            ungot = self._ungot
            if ungot is not None and (ungot.kind == "Minus" or (ternary and ungot.kind == "Generic")):
                self.resync(ungot.start)
            return self.peek()
        finally:
            tokenizer.allow_signed_numbers = signed
            tokenizer.end_number_on_ternary = ends

    def _unary_operator(self, token: Token) -> ExpressionAst:
        self.skip()
        self.skip_newlines()
        child = self.unary_expression(True)
        if child is None:
            self.incomplete(after(token.end), "MissingExpressionAfterOperator", token.text)
            return ErrorExpressionAst(token.start, token.end)
        if token.kind == "Comma":
            return ArrayLiteralAst(token.start, child.end, [child])
        return UnaryExpressionAst(token.start, child.end, token.kind, child)

    def _type_or_attribute(self, bracket: Token) -> ExpressionAst | None:
        """Read ``[type]`` alone, as a cast, with a static member, or an attribute before a variable."""
        attributes = self.attribute_list(True)
        if attributes is None:
            return None
        last = attributes[-1]
        expression: ExpressionAst | None = None
        if isinstance(last, AttributeAst):
            self.skip_newlines()
            child = self.unary_expression(True)
            if child is None:
                self.incomplete((last.start, last.end), "UnexpectedAttribute", last.type_name.text)
                return ErrorExpressionAst(bracket.start, last.end, list(attributes))
            expression = AttributedExpressionAst(last.start, child.end, last, child)
        else:
            member = self.member_access(False)
            if member is not None:
                expression = self._post_primary(member, TypeExpressionAst(last.start, last.end, last.type_name))
            else:
                token = self.peek()
                if token.kind not in ("NewLine", "Comma"):
                    child = self.unary_expression(True)
                    if child is not None:
                        expression = ConvertExpressionAst(last.start, child.end, last, child)
            if expression is None:
                expression = TypeExpressionAst(last.start, last.end, last.type_name)
        for attribute in reversed(attributes[:-1]):
            kind = ConvertExpressionAst if isinstance(attribute, TypeConstraintAst) else AttributedExpressionAst
            expression = kind(attribute.start, expression.end, attribute, expression)
        return expression

    # --- primary expressions --------------------------------------------------------------------------------------

    def primary_expression(self, member_access: bool) -> ExpressionAst | None:
        token = self.next()
        kind = token.kind
        expression: ExpressionAst
        if kind == "Variable" or kind == "SplattedVariable":
            expression = self._variable(token.start, token.end, token.value, kind == "SplattedVariable", member_access)
        elif kind == "Number":
            value, type_name = token.value or (None, "Object")
            expression = ConstantExpressionAst(token.start, token.end, value, type_name)
        elif kind == "StringExpandable" or kind == "HereStringExpandable":
            expression = self._string(token)
        elif kind == "StringLiteral" or kind == "HereStringLiteral":
            expression = StringConstantExpressionAst(token.start, token.end, token.value, _STRING_KINDS[kind])
        elif kind == "LParen":
            expression = self._parenthesized(token)
        elif kind == "AtParen" or kind == "DollarParen":
            expression = self._sub_expression(token)
        elif kind == "AtCurly":
            expression = self._hashtable(token)
        elif kind == "LCurly":
            expression = self.script_block_expression(token)
        else:
            self.unget(token)
            return None
        return self._post_primary(self.member_access(True), expression) if member_access else expression

    def _variable(self, start: int, end: int, name: str, splatted: bool, member_access: bool) -> ExpressionAst:
        scope, rest = split_variable_path(name)
        if scope.lower() != "using" or not rest:
            return VariableExpressionAst(start, end, name, splatted)
        child: ExpressionAst = VariableExpressionAst(start, end, rest, splatted)
        if member_access:
            child = self._post_primary(self.member_access(True), child)
        return UsingExpressionAst(child.start, child.end, child)

    def _string(self, token: Token) -> ExpressionAst:
        if token.extra is None:
            return StringConstantExpressionAst(token.start, token.end, token.value, _STRING_KINDS[token.kind])
        return self.expandable_string(token)

    def expandable_string(self, token: Token) -> ExpandableStringExpressionAst:
        """Read the expressions inside a string or generic token."""
        parts: list[str | ExpressionAst] = []
        for part in token.extra:
            if isinstance(part, str):
                parts.append(part)
            elif isinstance(part, NestedVariable):
                parts.append(self._variable(part.start, part.end, part.name, False, False))
            else:
                state = self.tokenizer.start_nested(part.text, part.start, part.skipped)
                try:
                    expression = self.primary_expression(True)
                finally:
                    self._ungot = None
                    self.tokenizer.finish_nested(state)
                parts.append(expression or ErrorExpressionAst(part.start, part.end))
        return ExpandableStringExpressionAst(token.start, token.end, token.value, _STRING_KINDS[token.kind], parts)

    def _post_primary(self, token: Token | None, expression: ExpressionAst) -> ExpressionAst:
        """Read member accesses and indexes that follow an expression."""
        while token is not None:
            self.skip_newlines()
            if token.kind in ("LBracket", "QuestionLBracket"):
                expression = self._index(expression, token)
            else:
                expression = self._member(expression, token)
            token = self.member_access(True)
        return expression

    # --- literals with braces and parentheses ---------------------------------------------------------------------

    def _hashtable(self, opening: Token) -> HashtableAst:
        self.skip_newlines()
        pairs: list[tuple[ExpressionAst, StatementAst]] = []
        while (pair := self._key_value_pair()) is not None:
            pairs.append(pair)
            if self.peek().kind not in ("NewLine", "Semi"):
                break
            self.skip_newlines_and_semicolons()
        token = self.next()
        end = token.end
        if token.kind != "RCurly":
            self.unget(token)
            self.incomplete(after(opening.end), "MissingEndCurlyBrace", found=(token.start, token.end))
            end = before(token.start)[1]
        return HashtableAst(opening.start, end, pairs)

    def _key_value_pair(self) -> tuple[ExpressionAst, StatementAst] | None:
        mode = self.set_mode("Expression")
        try:
            key = self.label_or_key()
            if key is None:
                return None
            equals = self.next()
        finally:
            self.set_mode(mode)
        if equals.kind != "Equals":
            self.unget(equals)
            self.error(after(key.end), "MissingEqualsInHashLiteral")
            self.sync_on_error(False, "RCurly", "Semi", "NewLine")
            return key, ErrorStatementAst(*after(key.end))
        try:
            self.set_mode("Command")
            self.skip_newlines()
            statement = self.statement()
            if statement is None:
                self.incomplete(after(equals.end), "MissingStatementInHashLiteral")
                statement = ErrorStatementAst(*after(equals.end))
        finally:
            self.set_mode(mode)
        return key, statement

    def label_or_key(self) -> ExpressionAst | None:
        name = self.simple_name()
        if name is not None:
            return name
        if self.peek().kind in ("NewLine", "Semi"):
            return None
        disabled = self._comma_disabled
        self._comma_disabled = True
        try:
            return self.unary_expression()
        finally:
            self._comma_disabled = disabled

    def script_block_expression(self, left_curly: Token) -> ScriptBlockExpressionAst:
        disabled = self._comma_disabled
        self._comma_disabled = False
        mode = self.set_mode("Command")
        try:
            self.skip_newlines()
            block = self.script_block(left_curly, False)
        finally:
            self._comma_disabled = disabled
            self.set_mode(mode)
        return ScriptBlockExpressionAst(block.start, block.end, block)

    def _sub_expression(self, opening: Token) -> ExpressionAst:
        traps: list[TrapStatementAst] = []
        statements: list[StatementAst] = []
        disabled = self._comma_disabled
        self._comma_disabled = False
        mode = self.set_mode("Command")
        try:
            self.skip_newlines()
            extent = self.statement_list(statements, traps)
            self.skip_newlines()
            token = self.next()
            if token.kind != "RParen":
                self.unget(token)
                self.incomplete((token.start, token.end), "MissingEndParenthesisInSubexpression")
        finally:
            self._comma_disabled = disabled
            self.set_mode(mode)
        end = token.end if token.kind == "RParen" else extent[1] if extent else opening.end
        block = StatementBlockAst(*(extent or (0, 0)), statements, traps)
        kind = SubExpressionAst if opening.kind == "DollarParen" else ArrayExpressionAst
        return kind(opening.start, end, block)

    def _parenthesized(self, opening: Token) -> ParenExpressionAst:
        disabled = self._comma_disabled
        mode = self.set_mode("Command")
        self._comma_disabled = False
        try:
            self.skip_newlines()
            pipeline = self.pipeline_chain()
            if pipeline is None:
                self.incomplete(after(opening.end), "ExpectedExpression")
                pipeline = ErrorStatementAst(*after(opening.end))
            self.skip_newlines()
            token = self.next()
            end = token.end
            if token.kind != "RParen":
                self.unget(token)
                self.incomplete(after(pipeline.end), "MissingEndParenthesisInExpression")
                end = pipeline.end
        finally:
            self._comma_disabled = disabled
            self.set_mode(mode)
        return ParenExpressionAst(opening.start, end, pipeline)

    # --- members and indexes --------------------------------------------------------------------------------------

    def _member_name(self) -> ExpressionAst | None:
        name = self.simple_name()
        if name is not None:
            return name
        token = self.peek()
        if token.kind in UNARY or token.kind == "LBracket":
            return self.unary_expression()
        return self.primary_expression(False)

    def _member(self, target: ExpressionAst, operator: Token) -> ExpressionAst:
        static = operator.kind == "ColonColon"
        conditional = operator.kind == "QuestionDot"
        member = self._member_name()
        if member is None:
            self.incomplete(after(operator.end), "MissingPropertyName")
            member = self.single_command_argument("Argument") or ErrorExpressionAst(target.start, operator.end)
        elif self._ungot is None:
            back = self.tokenizer.restore_point()
            generic, closed = self._generic_method_arguments(back)
            opening = self.invocation()
            if opening is not None:
                arguments, end = self._invocation_arguments(opening)
                return InvokeMemberExpressionAst(target.start, end, target, member, static, conditional, arguments, tuple(generic))
            if closed:
                self.resync(back)
        return MemberExpressionAst(target.start, member.end, target, member, static, conditional)

    def _generic_method_arguments(self, back: int) -> tuple[list[TypeName], bool]:
        """Read ``[type, …]`` behind a method's name, if there is any; return also whether it was closed."""
        if not self.tokenizer.may_begin_bracket():
            return [], False
        token = self.next()
        if token.kind != "LBracket":
            self.resync(back)
            return [], False
        arguments: list[TypeName] = []
        closed = found = False
        mode = self.set_mode("TypeName")
        try:
            self.skip_newlines()
            first = self.next()
            if first.kind == "Identifier":
                found = True
                arguments, bracket = self.generic_arguments(first)
                closed = bracket.kind == "RBracket"
                if not closed:
                    self.unget(bracket)
                    self.incomplete(before(bracket.start), "EndSquareBracketExpectedAtEndOfType")
        finally:
            self.set_mode(mode)
            if not found and back > 0:
                self.resync(back)
        return arguments, closed

    def _invocation_arguments(self, opening: Token) -> tuple[list[ExpressionAst], int]:
        if opening.kind == "LParen":
            return self.argument_list(opening)
        self.skip_newlines()
        block = self.script_block_expression(opening)
        return [block], block.end

    def argument_list(self, opening: Token) -> tuple[list[ExpressionAst], int]:
        """Read a method's arguments behind ``(``; return them and where they end."""
        arguments: list[ExpressionAst] = []
        comma: Token | None = None
        reported = False
        disabled = self._comma_disabled
        self._comma_disabled = True
        try:
            while True:
                self.skip_newlines()
                argument = self.expression()
                if argument is None:
                    if comma is not None:
                        self.incomplete(after(comma.end), "MissingExpressionAfterToken", ",")
                        reported = True
                    break
                arguments.append(argument)
                self.skip_newlines()
                comma = self.next()
                if comma.kind != "Comma":
                    self.unget(comma)
                    comma = None
                    break
            self.skip_newlines()
            token = self.next()
            if token.kind == "RParen":
                return arguments, token.end
            self.unget(token)
            end = arguments[-1].end if arguments else opening.end
            if not reported:
                self.incomplete(after(end), "MissingEndParenthesisInMethodCall")
            return arguments, comma.end if comma is not None else end
        finally:
            self._comma_disabled = disabled

    def _index(self, target: ExpressionAst, bracket: Token) -> IndexExpressionAst:
        self.skip_newlines()
        disabled = self._comma_disabled
        self._comma_disabled = False
        try:
            index = self.expression()
        finally:
            self._comma_disabled = disabled
        if index is None:
            self.incomplete(after(bracket.end), "MissingArrayIndexExpression")
            index = ErrorExpressionAst(bracket.start, bracket.end)
        self.skip_newlines()
        token = self.next()
        end = token.end
        if token.kind != "RBracket":
            self.unget(token)
            if not isinstance(index, ErrorExpressionAst):
                self.incomplete(after(index.end), "MissingEndSquareBracket")
            end = index.end
        return IndexExpressionAst(target.start, end, target, index, bracket.kind == "QuestionLBracket")


def _combine(operands: list[ExpressionAst], operators: list[Token]) -> None:
    """Make the last two operands one binary expression."""
    right = operands.pop()
    left = operands.pop()
    operator = operators.pop()
    operands.append(BinaryExpressionAst(left.start, right.end, left, operator.kind, right, operator.start, operator.end))
