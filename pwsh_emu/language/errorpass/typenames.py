"""Rules for attributes and type names in brackets."""

from __future__ import annotations

from pwsh_emu.language.ast import (
    AttributeAst,
    AttributeBaseAst,
    ConstantExpressionAst,
    ErrorExpressionAst,
    ExpressionAst,
    NamedAttributeArgumentAst,
    StringConstantExpressionAst,
    TypeConstraintAst,
    TypeName,
)
from pwsh_emu.language.errorpass.base import Rules, after, before
from pwsh_emu.language.tokens import Token, kind_text
from pwsh_emu.language.typenames import array_type, generic_type, simple_type, with_assembly

_MAXIMUM_RANK = 32
_ERROR_TYPE = ":ErrorTypeName:"


class TypeRules(Rules):
    """Attributes, type constraints and the names in them."""

    def simple_name(self) -> StringConstantExpressionAst | None:
        """Read a bare word where only its letters, digits and underscores count."""
        self.tokenizer.want_simple_name = True
        try:
            token = self.peek()
        finally:
            self.tokenizer.want_simple_name = False
        if token.kind != "Identifier":
            return None
        self.skip()
        return StringConstantExpressionAst(token.start, token.end, token.text, "BareWord")

    def attribute_list(self, in_expression: bool) -> list[AttributeBaseAst] | None:
        attributes: list[AttributeBaseAst] = []
        while (attribute := self.attribute()) is not None:
            attributes.append(attribute)
            if not in_expression or isinstance(attribute, AttributeAst):
                self.skip_newlines()
        return attributes or None

    def attribute(self) -> AttributeBaseAst | None:
        bracket = self.left_bracket()
        if bracket is None:
            return None
        self.skip_newlines()
        type_name = self.type_name(True)
        if type_name is None:
            self.resync(bracket.start)
            self.incomplete(after(bracket.end), "MissingTypename")
            return None
        token = self.next()
        if token.kind == "LParen":
            return self._attribute_with_arguments(bracket, type_name, token)
        end = token.end
        if token.kind != "RBracket":
            self.unget(token)
            self.error(before(token.start), "EndSquareBracketExpectedAtEndOfAttribute")
            end = type_name.end
        return TypeConstraintAst(bracket.start, end, type_name)

    def _attribute_with_arguments(self, bracket: Token, type_name: TypeName, parenthesis: Token) -> AttributeAst:
        self.skip_newlines()
        positional: list[ExpressionAst] = []
        named: list[NamedAttributeArgumentAst] = []
        mode = self.set_mode("Expression")
        try:
            end = self._attribute_arguments(positional, named, parenthesis.end)
        finally:
            self.set_mode(mode)
        self.skip_newlines()
        token = self.next()
        closed = token.kind == "RParen"
        if closed:
            end = token.end
        else:
            self.unget(token)
            self.incomplete(after(end), "MissingEndParenthesisInExpression")
        self.skip_newlines()
        token = self.next()
        if token.kind == "RBracket":
            end = token.end
        else:
            self.unget(token)
            if closed:
                self.incomplete(after(end), "EndSquareBracketExpectedAtEndOfAttribute")
        return AttributeAst(bracket.start, end, type_name, positional, named)

    def _attribute_arguments(self, positional: list[ExpressionAst], named: list[NamedAttributeArgumentAst], end: int) -> int:
        """Read an attribute's arguments; return where the last one ends."""
        comma: Token | None = None
        seen: set[str] = set()
        disabled = self._comma_disabled
        self._comma_disabled = True
        try:
            while True:
                self.skip_newlines()
                name = self.simple_name()
                expression: ExpressionAst | None
                omitted = False
                if name is None:
                    expression = self.expression()
                    if expression is not None:
                        positional.append(expression)
                        end = expression.end
                    elif comma is not None:
                        place = after(comma.end)
                        self.incomplete(place, "MissingExpressionAfterToken", ",")
                        positional.append(ErrorExpressionAst(*place))
                        end = comma.end
                else:
                    token = self.peek()
                    if token.kind == "Equals":
                        self.skip()
                        self.skip_newlines()
                        expression = self.expression()
                        if expression is None:
                            place = after(token.end)
                            self.incomplete(place, "MissingExpressionInNamedArgument")
                            expression = ErrorExpressionAst(*place)
                            self.sync_on_error(True, "Comma", "RParen", "RBracket", "NewLine")
                        end = expression.end
                    else:
                        expression = ConstantExpressionAst(name.start, name.end, True, "Boolean")
                        omitted = True
                    if name.value in seen:
                        self.error((name.start, name.end), "DuplicateNamedArgument", name.value)
                    else:
                        seen.add(name.value)
                        named.append(NamedAttributeArgumentAst(name.start, expression.end, name.value, expression, omitted))
                self.skip_newlines()
                comma = self.peek()
                if comma.kind != "Comma":
                    return end
                end = comma.end
                self.skip()
        finally:
            self._comma_disabled = disabled

    # --- type names -----------------------------------------------------------------------------------------------

    def type_name(self, assembly: bool) -> TypeName | None:
        """Read a type's name; an assembly's name may follow it behind a comma where told so."""
        mode = self.set_mode("TypeName")
        try:
            token = self.next()
            if token.kind != "Identifier":
                self.unget(token)
                return None
            return self._finish_type_name(token, assembly=assembly)
        finally:
            self.set_mode(mode)

    def _finish_type_name(self, name: Token, bare_argument: bool = False, assembly: bool = True) -> TypeName:
        token = self.peek()
        plain = simple_type(name.text, name.start, name.end)
        if token.kind == "LBracket":
            bracket = token
            self.skip()
            self.skip_newlines()
            token = self.next()
            if token.kind in ("RBracket", "Comma"):
                return self._complete_array(plain, token, bare_argument)
            if token.kind in ("LBracket", "Identifier"):
                return self._generic_type_name(name, token, bare_argument)
            if token.kind != "EndOfInput":
                self.error((token.start, token.end), "UnexpectedToken", token.text)
                self.sync_on_error(True, "RBracket")
            else:
                self.unget(token)
                self.incomplete(after(bracket.end), "MissingTypename")
            return plain
        if token.kind == "Comma" and assembly and not bare_argument:
            self.skip()
            spec = self.tokenizer.assembly_name()
            if not spec.strip():
                self.error(after(token.end), "MissingAssemblyNameSpecification")
                return plain
            return simple_type(name.text, name.start, self.tokenizer.extent()[1], spec)
        return plain

    def _generic_argument(self, first: Token) -> TypeName:
        if first.kind == "Identifier":
            return self._finish_type_name(first, bare_argument=True)
        token = self.next()
        if token.kind != "Identifier":
            self.unget(token)
            self.incomplete(after(token.end), "MissingTypename")
            return simple_type(_ERROR_TYPE, first.start, first.end)
        type_name = self._finish_type_name(token)
        bracket = self.next()
        if bracket.kind != "RBracket":
            self.unget(bracket)
            self.incomplete(before(bracket.start), "EndSquareBracketExpectedAtEndOfType")
        return type_name

    def generic_arguments(self, first: Token) -> tuple[list[TypeName], Token]:
        """Read type arguments; return them and the token behind them (a right bracket where all is well)."""
        self.enter()
        arguments = [self._generic_argument(first)]
        while True:
            self.skip_newlines()
            last = self.next()
            if last.kind != "Comma":
                self.leave()
                return arguments, last
            self.skip_newlines()
            token = self.peek()
            if token.kind in ("Identifier", "LBracket"):
                self.skip()
                arguments.append(self._generic_argument(token))
            else:
                self.incomplete(after(last.end), "MissingTypename")
                arguments.append(simple_type(_ERROR_TYPE, last.start, last.end))

    def _generic_type_name(self, name: Token, first: Token, bare_argument: bool) -> TypeName:
        arguments, bracket = self.generic_arguments(first)
        end = bracket.end
        if bracket.kind != "RBracket":
            self.unget(bracket)
            self.incomplete(before(bracket.start), "EndSquareBracketExpectedAtEndOfAttribute")
            end = arguments[-1].end
        result = generic_type(name.text, arguments, name.start, end)
        token = self.peek()
        if token.kind == "LBracket":
            self.skip()
            return self._complete_array(result, self.next(), bare_argument)
        if token.kind == "Comma" and not bare_argument:
            self.skip()
            return self._qualify(result, token)
        return result

    def _qualify(self, type_name: TypeName, comma: Token) -> TypeName:
        spec = self.tokenizer.assembly_name()
        if spec:
            return with_assembly(type_name, spec)
        self.error(after(comma.end), "MissingAssemblyNameSpecification")
        return type_name

    def _complete_array(self, element: TypeName, token: Token, bare_argument: bool) -> TypeName:
        while True:
            if token.kind == "Comma":
                element = self._array_dimensions(element, token)
            elif token.kind == "RBracket":
                element = array_type(element, 1, element.start, token.end)
            elif token.kind == "EndOfInput":
                self.unget(token)
                self.error(before(token.start), "EndSquareBracketExpectedAtEndOfAttribute")
            else:
                self.error((token.start, token.end), "UnexpectedToken", token.text)
                self.sync_on_error(True, "RBracket")
            token = self.peek()
            if token.kind == "Comma" and not bare_argument:
                self.skip()
                return self._qualify(element, token)
            if token.kind != "LBracket":
                return element
            self.skip()
            token = self.next()

    def _array_dimensions(self, element: TypeName, first: Token) -> TypeName:
        rank = 1
        token = first
        while token.kind == "Comma":
            last = token
            rank += 1
            token = self.next()
        if rank > _MAXIMUM_RANK:
            if token.kind != "RBracket":
                self.unget(token)
            self.error((first.start, last.end), "ArrayHasTooManyDimensions", rank)
            return element
        if token.kind != "RBracket":
            self.unget(token)
            self.error(after(last.end), "EndSquareBracketExpectedAtEndOfAttribute")
        return array_type(element, rank, element.start, token.end)


def text_of(token: Token) -> str:
    """Return how a message names a token's kind."""
    return kind_text(token.kind)
