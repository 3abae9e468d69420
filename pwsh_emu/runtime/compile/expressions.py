"""Compiles expressions. Each method returns one Python expression node; what cannot be one becomes a function of its own.

Int32 arithmetic and comparison are done in place (`type(a) is int` and a check of the range); everything else calls
`runtime.operators`, `runtime.members` and `runtime.conversion`.
"""

from __future__ import annotations

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.compile.blocks import DEEPEST_EXPRESSION, BlockCompiler
from pwsh_emu.runtime.compile.membersites import MethodSite, PropertySite, StaticSite
from pwsh_emu.runtime.compile.nodes import Node
from pwsh_emu.runtime.compile.sites import TypeSite
from pwsh_emu.runtime.text import code_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LOW, _HIGH = -2147483648, 2147483647

MANY_PARTS = 8  # an expandable string of more asks first whether there is room for it
_COMPARISONS = {"eq": ("eq", "=="), "ne": ("ne", "!="), "lt": ("lt", "<"), "le": ("le", "<="), "gt": ("gt", ">"), "ge": ("ge", ">=")}
_LEAVERS = {"return": tree.ReturnStatementAst, "break": tree.BreakStatementAst, "continue": tree.ContinueStatementAst, "exit": tree.ExitStatementAst}
# token kind -> runtime operator; those with a case flag carry I or C in front
_CASED = {
    "like": "like", "notlike": "notlike", "match": "match", "notmatch": "notmatch", "replace": "replace", "contains": "contains",
    "notcontains": "notcontains", "in": "in_", "notin": "notin", "split": "split",
}  # fmt: skip
_PLAIN = {
    "Format": "format_", "DotDot": "range_", "Band": "band", "Bor": "bor", "Bxor": "bxor", "Join": "join", "Is": "is_", "IsNot": "isnot", "As": "as_",
    "Shl": "shl", "Shr": "shr", "Divide": "divide", "Rem": "remainder", "Plus": "add", "Minus": "subtract", "Multiply": "multiply",
}  # fmt: skip
_ARITHMETIC = {"Plus": "+", "Minus": "-", "Multiply": "*"}
_PLAIN_TYPES = {
    "int": "int",
    "int32": "int",
    "system.int32": "int",
    "string": "str",
    "system.string": "str",
    "bool": "bool",
    "boolean": "bool",
    "double": "float",
}
_NEVER_EMPTY = (
    tree.ConstantExpressionAst, tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst, tree.ArrayLiteralAst, tree.ArrayExpressionAst,
    tree.HashtableAst, tree.ScriptBlockExpressionAst, tree.TypeExpressionAst, tree.BinaryExpressionAst,
)  # fmt: skip


def comparison_of(operator: str) -> tuple[str, str, bool] | None:
    """Return (function, Python operator, ignores case) of a comparison token, None for other tokens."""
    if len(operator) == 3 and operator[0] in "IC":
        found = _COMPARISONS.get(operator[1:])
        if found is not None:
            return found[0], found[1], operator[0] == "I"
    return None


class ExpressionCompiler(BlockCompiler):
    """Expressions as values and as conditions."""

    # --- dispatch ---
    def expr(self, node: tree.ExpressionAst) -> Node:
        """Return the node that computes an expression's value."""
        method = _METHODS.get(type(node))
        if method is None:
            return self.run("not_supported_statement", self.const(type(node).__name__))
        self.expression_depth += 1
        try:
            if self.expression_depth > DEEPEST_EXPRESSION:
                return self.expression_function(lambda: method(self, node))
            return method(self, node)
        finally:
            self.expression_depth -= 1

    def some(self, node: tree.ExpressionAst) -> Node:
        """Return an expression's value with $null in place of an empty result (arguments, elements, values)."""
        value = self.expr(node)
        if isinstance(node, _NEVER_EMPTY):
            return value
        name = self.temp()
        test = self.compare(self.walrus(name, value), "is not", self.name(self.use("AUTOMATION_NULL")))
        return self.if_(test, self.name(name), self.const(None))

    # --- conditions ---
    def truth(self, value: Node) -> Node:
        """Return a node whose Python truth is PowerShell's truth of a value."""
        name = self.temp()
        first = self.compare(self.walrus(name, value), "is", self.const(True))
        second = self.and_(self.compare(self.name(name), "is not", self.const(False)), self.run("to_bool", self.name(name)))
        return self.or_(first, second)

    def condition(self, node: tree.ExpressionAst) -> Node:
        """Return a node that is Python's True or False as an expression is true or false."""
        kind = type(node)
        if kind is tree.ParenExpressionAst:
            inner = pure_expression(node.pipeline)  # type: ignore[attr-defined]
            if inner is not None:
                return self.condition(inner)
        elif kind is tree.BinaryExpressionAst:
            operator = node.operator  # type: ignore[attr-defined]
            if operator == "And" or operator == "Or":
                return self._logical(node)  # type: ignore[arg-type]
            if comparison_of(operator) is not None:
                return self._comparison(node, as_condition=True)  # type: ignore[arg-type]
        elif kind is tree.UnaryExpressionAst and node.operator in ("Not", "Exclaim"):  # type: ignore[attr-defined]
            return self.not_(self.condition(node.child))  # type: ignore[attr-defined]
        elif kind is tree.VariableExpressionAst and node.name.lower() in ("true", "false"):  # type: ignore[attr-defined]
            return self.const(node.name.lower() == "true")  # type: ignore[attr-defined]
        return self.truth(self.expr(node))

    def _logical(self, node: tree.BinaryExpressionAst) -> Node:
        values = []
        operator = node.operator
        left: tree.ExpressionAst = node
        while isinstance(left, tree.BinaryExpressionAst) and left.operator == operator:
            values.append(left.right)
            left = left.left
        nodes = [self.condition(left), *(self.condition(value) for value in reversed(values))]
        return self.and_(*nodes) if operator == "And" else self.or_(*nodes)

    # --- literals ---
    def constant_expression(self, node: tree.ConstantExpressionAst) -> Node:
        if node.type in ("Int32", "Double"):
            value = node.value
            return self.const(value) if value == value and value not in (float("inf"), float("-inf")) else self.constant(value)
        from pwsh_emu.runtime import values

        return self.constant(getattr(values, node.type)(node.value))

    def string_constant(self, node: tree.StringConstantExpressionAst) -> Node:
        return self.const(code_units(node.value))

    def text(self, value: Node) -> Node:
        """Return a node that is the text of a value, as in an expandable string."""
        name = self.temp()
        return self.if_(
            self.is_type(self.walrus(name, value), self.use("str")), self.name(name), self.run("to_string", self.session(), self.name(name))
        )

    def expandable_string(self, node: tree.ExpandableStringExpressionAst) -> Node:
        frozen, self.frozen = self.frozen, self.frozen or node.kind == "DoubleQuotedHereString"
        parts = [self.const(code_units(part)) if isinstance(part, str) else self.text(self._part(part)) for part in node.parts if part != ""]
        self.frozen = frozen
        if len(parts) > MANY_PARTS:
            return self.run("join_parts", *parts)
        return self.joined(parts) if parts else self.const("")

    def _part(self, part: tree.ExpressionAst) -> Node:
        """Return a nested expression of an expandable string; strict mode 1 allows an undefined variable there."""
        if isinstance(part, tree.VariableExpressionAst) and self.is_plain_variable(part.name):
            return self.read_variable(part.name, part, lenient=True)
        return self.expr(part)

    def array_literal(self, node: tree.ArrayLiteralAst) -> Node:
        return self.run("PSArray", self.list_([self.some(element) for element in node.elements]))

    def array_expression(self, node: tree.ArrayExpressionAst) -> Node:
        block = node.sub_expression
        if not block.traps:
            if not block.statements:
                return self.run("PSArray")
            if len(block.statements) == 1:
                inner = pure_expression(block.statements[0])
                if inner is not None:
                    value = self.expr(inner)
                    return value if isinstance(inner, tree.ArrayLiteralAst) else self.run("array_expression", value)

        return self.value_function(lambda: self.statements(block.statements, block.traps), as_array=True, leaves=self._may_leave(node))

    def sub_expression(self, node: tree.SubExpressionAst) -> Node:
        block = node.sub_expression
        if not block.statements and not block.traps:
            return self.const(None)
        return self.value_function(lambda: self.statements(block.statements, block.traps), leaves=self._may_leave(node))

    def _may_leave(self, node: tree.SubExpressionAst | tree.ArrayExpressionAst) -> bool:
        """Tell whether a statement inside may leave a subexpression before its end; only texts with its word are searched for one."""
        text = self.source.text[node.start : node.end].lower()
        return any(word in text for word in _LEAVERS) and any(isinstance(one, tuple(_LEAVERS.values())) for one in node.sub_expression.walk())

    def paren_expression(self, node: tree.ParenExpressionAst) -> Node:
        return self.statement_value(node.pipeline)

    def hash_pairs(self, node: tree.HashtableAst) -> list[Node]:
        pairs = []
        for key, value in node.pairs:
            key_node = self.expr(key)
            inner = pure_expression(value)
            value_node = self.some(inner) if inner is not None else self.run("argument_value", self.statement_value(value))
            pairs.append(self.tuple_([key_node, value_node]))
        return pairs

    def _key_places(self, node: tree.HashtableAst) -> Node:
        """Return where the keys stand, which errors of keys name."""
        return self.constant((self.source, [(key.start, key.end) for key, _ in node.pairs]))

    def hashtable(self, node: tree.HashtableAst) -> Node:
        if not node.pairs:
            return self.run("Hashtable")
        return self.run("hash_literal", self.session(), self.list_(self.hash_pairs(node)), self._key_places(node))

    def script_block_expression(self, node: tree.ScriptBlockExpressionAst) -> Node:
        return self.run("make_block", self.frame(), self.constant(node.script_block))

    # --- variables ---
    def variable(self, node: tree.VariableExpressionAst) -> Node:
        return self.read_variable(node.name, node)

    def using_expression(self, node: tree.UsingExpressionAst) -> Node:
        inner = node.sub_expression
        name = inner.name if isinstance(inner, tree.VariableExpressionAst) else self.source.text[node.start : node.end]
        return self.run("using_value", self.frame(), self.const(name))

    # --- operators ---
    def operand(self, node: tree.ExpressionAst) -> tuple[Node, Any, bool]:
        """Return (node for a type test, function that gives the value again, whether evaluating again is harmless)."""
        inner = node
        while isinstance(inner, tree.ParenExpressionAst):
            pure = pure_expression(inner.pipeline)
            if pure is None:
                break
            inner = pure
        if isinstance(inner, tree.ConstantExpressionAst) and inner.type == "Int32":
            value = inner.value
            return None, lambda: self.const(value), True
        name = self.temp()
        if isinstance(inner, tree.VariableExpressionAst) and self.is_plain_variable(inner.name):
            variable = inner.name
            return (
                self.walrus(name, self.attr(self.cell("_" if variable.lower() == "psitem" else variable), "value")),
                (lambda: self.name(name), lambda: self.read_variable(variable, inner)),
                True,
            )
        return self.walrus(name, self.expr(inner)), lambda: self.name(name), False

    def _fast(
        self, left: tree.ExpressionAst, right: tree.ExpressionAst, make: Any, slow: Any, *, own_left: bool = False, doubles: str | None = None
    ) -> Node:
        """Return ``fast if both are int else slow``: ``make(a, b)`` gives (further test or None, value), ``slow(a, b)`` the other way.

        ``doubles`` is the Python operator that also serves where the left one is a float.
        """
        left_test, left_value, _ = self.operand(left)
        if own_left:
            variable: Any = left
            left_value = (left_value[0], lambda: self.own_value(variable.name))
        right_test, right_value, right_again = self.operand(right)
        fast_left = left_value[0] if isinstance(left_value, tuple) else left_value
        fast_right = right_value[0] if isinstance(right_value, tuple) else right_value
        tests = []
        integer = self.use("int")
        if left_test is not None:
            tests.append(self.is_type(left_test, integer))
        if right_test is not None:
            tests.append(self.is_type(right_test, integer))
        if len(tests) == 2 and not right_again:
            tests = [self.binary(tests[0], "&", tests[1])]
        more, value = make(fast_left, fast_right)
        if more is not None:
            tests.append(more)
        slow_left = left_value[1]() if isinstance(left_value, tuple) else left_value()
        slow_right = right_value[1]() if isinstance(right_value, tuple) else right_value()
        if not tests:
            return value
        other = slow(slow_left, slow_right)
        if doubles is not None and left_test is not None:
            other = self._with_doubles(doubles, fast_left, right, right_test, fast_right, right_again, other)
        return self.if_(self.and_(*tests), value, other)

    def _with_doubles(
        self, sign: str, left: Any, right: tree.ExpressionAst, right_test: Node | None, right_value: Any, right_again: bool, other: Node
    ) -> Node:
        """Return ``left sign right`` where left is a float and right a float or int, else another node."""
        tests = [self.is_type(left(), self.use("float"))]
        second = right_value
        if right_test is not None:
            name = self.temp()
            kind = self.temp()
            source = self.attr(self.cell(self._variable_of(right)), "value") if right_again else right_value()
            held = self.walrus(kind, self.call("type", self.walrus(name, source)))
            integer = self.compare(self.name(kind), "is", self.name(self.use("int")))
            tests.append(self.or_(self.compare(held, "is", self.name("float")), integer))

            def second() -> Node:
                return self.name(name)

        return self.if_(self.and_(*tests), self.binary(left(), sign, second()), other)

    def _variable_of(self, node: tree.ExpressionAst) -> str:
        """Return the name of the variable that an operand is, through parentheses."""
        while isinstance(node, tree.ParenExpressionAst):
            inner = pure_expression(node.pipeline)
            assert inner is not None
            node = inner
        assert isinstance(node, tree.VariableExpressionAst)
        return "_" if node.name.lower() == "psitem" else node.name

    def binary_expression(self, node: tree.BinaryExpressionAst) -> Node:
        operator = node.operator
        if operator in ("And", "Or"):
            return self._logical(node)
        if operator in _ARITHMETIC:
            return self.arithmetic(operator, node.left, node.right)
        if operator == "Rem":
            return self._remainder(node)
        if comparison_of(operator) is not None:
            return self._comparison(node, as_condition=False)
        if operator == "Xor":
            return self.compare(self.condition(node.left), "is not", self.condition(node.right))
        if operator == "QuestionQuestion":
            name = self.temp()
            left = self.walrus(name, self.expr(node.left))
            empty = self.use("AUTOMATION_NULL")
            test = self.and_(self.compare(left, "is not", self.const(None)), self.compare(self.name(name), "is not", self.name(empty)))
            return self.if_(test, self.name(name), self.expr(node.right))
        plain = _PLAIN.get(operator)
        if plain is not None:
            return self.run(plain, self.session(), self.expr(node.left), self.expr(node.right))
        cased = _CASED.get(operator[1:])
        if cased is None:
            return self.run("not_supported_statement", self.const(f"The operator -{operator}"))
        if cased in ("in_", "notin"):
            right = self.expr(node.right)
            return self.run("right_first", self.session(), right, self.expr(node.left), self.const(operator[0] == "I"), self.const(cased == "notin"))
        left, right = self.expr(node.left), self.expr(node.right)
        if cased in ("replace", "split"):  # what is wrong with their arguments is said of the operator
            place = self.constant((self.source, node.operator_start, node.operator_end))
            return self.run(cased, self.session(), left, right, self.const(operator[0] == "I"), place)
        return self.run(cased, self.session(), left, right, self.const(operator[0] == "I"))

    def number_range(self, node: tree.ExpressionAst) -> Node | None:
        """Return an iterable of a range's numbers, one by one, where PowerShell makes no array of them; None for any other expression."""
        if isinstance(node, tree.BinaryExpressionAst) and node.operator == "DotDot":
            return self.run("int_range", self.session(), self.expr(node.left), self.expr(node.right))
        return None

    def arithmetic(self, operator: str, left: tree.ExpressionAst, right: tree.ExpressionAst, *, own_left: bool = False) -> Node:
        """Return left + right, left - right or left * right; ``own_left`` reads the left variable in the current scope only."""
        sign = _ARITHMETIC[operator]
        function = _PLAIN[operator]
        if isinstance(left, (tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst)):
            return self.run(function, self.session(), self.expr(left), self.expr(right))
        result = self.temp()

        def make(a: Any, b: Any) -> tuple[Node, Node]:
            return self.between(_LOW, self.walrus(result, self.binary(a(), sign, b())), _HIGH), self.name(result)

        return self._fast(left, right, make, lambda a, b: self.run(function, self.session(), a, b), own_left=own_left, doubles=sign)

    def _remainder(self, node: tree.BinaryExpressionAst) -> Node:
        fixed = isinstance(node.right, tree.ConstantExpressionAst) and node.right.type == "Int32" and node.right.value > 0

        def make(a: Any, b: Any) -> tuple[Node, Node]:
            natural = self.compare(a(), ">=", self.const(0))
            return natural if fixed else self.and_(natural, self.compare(b(), ">", self.const(0))), self.binary(a(), "%", b())

        return self._fast(node.left, node.right, make, lambda a, b: self.run("remainder", self.session(), a, b))

    def _comparison(self, node: tree.BinaryExpressionAst, *, as_condition: bool) -> Node:
        found = comparison_of(node.operator)
        assert found is not None
        function, sign, ignore_case = found

        def slow(a: Node, b: Node) -> Node:
            value = self.run(function, self.session(), a, b, self.const(ignore_case))
            return self.truth(value) if as_condition else value

        for side in (node.left, node.right):
            if isinstance(side, (tree.StringConstantExpressionAst, tree.ExpandableStringExpressionAst)) or (
                isinstance(side, tree.VariableExpressionAst) and side.name.lower() in ("null", "true", "false")
            ):
                return slow(self.expr(node.left), self.expr(node.right))
        return self._fast(node.left, node.right, lambda a, b: (None, self.compare(a(), sign, b())), slow)

    def unary_expression(self, node: tree.UnaryExpressionAst) -> Node:
        operator = node.operator
        if operator in ("Not", "Exclaim"):
            return self.not_(self.condition(node.child))
        if operator == "Comma":
            return self.run("PSArray", self.list_([self.some(node.child)]))
        if operator in ("PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"):
            return self.step_expression(node)
        value = self.expr(node.child)
        if operator == "Minus" and isinstance(node.child, tree.ConstantExpressionAst) and node.child.type == "Int32" and node.child.value > 0:
            return self.negative(value)
        functions = {"Minus": "negate", "Plus": "plus", "Bnot": "bnot", "Join": "unary_join", "Isplit": "unary_split", "Csplit": "unary_split"}
        return self.run(functions[operator], self.session(), value)

    def ternary_expression(self, node: tree.TernaryExpressionAst) -> Node:
        return self.if_(self.condition(node.condition), self.expr(node.if_true), self.expr(node.if_false))

    # --- types ---
    def type_site(self, type_name: tree.TypeName, *, brackets: bool = False) -> Node:
        return self.constant(TypeSite(type_name, self.source, brackets=brackets))

    def ps_type(self, type_name: tree.TypeName, *, brackets: bool = False) -> Node:
        return self.run("resolve_type", self.frame(), self.type_site(type_name, brackets=brackets))

    def type_expression(self, node: tree.TypeExpressionAst) -> Node:
        return self.run("type_literal", self.frame(), self.type_site(node.type_name, brackets=True))

    def convert_expression(self, node: tree.ConvertExpressionAst) -> Node:
        name = node.attribute.type_name
        low = name.text.lower()
        child = node.child
        if low == "void":
            return self.subscript(self.tuple_([self.expr(child), self.name(self.use("AUTOMATION_NULL"))]), self.const(1))
        if low == "ref":
            return self.reference(child)
        if isinstance(child, tree.HashtableAst):
            if low == "ordered":
                return self.run("ordered_literal", self.session(), self.list_(self.hash_pairs(child)), self._key_places(child))
            if low in ("pscustomobject", "system.management.automation.pscustomobject"):
                return self.run("custom_object_literal", self.session(), self.list_(self.hash_pairs(child)), self._key_places(child))
        value = self.expr(child)
        if low in ("pscustomobject", "system.management.automation.pscustomobject"):
            return self.run("cast_custom_object", self.session(), value)
        plain = _PLAIN_TYPES.get(low)
        if plain is not None:
            held = self.temp()
            test = self.is_type(self.walrus(held, value), self.use(plain))
            return self.if_(test, self.name(held), self.run("cast_value", self.frame(), self.type_site(name), self.name(held)))
        return self.run("cast_value", self.frame(), self.type_site(name), value)

    def attributed_expression(self, node: tree.AttributedExpressionAst) -> Node:
        return self.run("attributed_value", self.frame(), self.constant(node.attribute), self.expr(node.child))

    # --- members ---
    def member_name(self, node: tree.MemberExpressionAst) -> Node:
        member = node.member
        if isinstance(member, tree.StringConstantExpressionAst):
            return self.const(member.value)
        return self.run("member_text", self.session(), self.expr(member)) if node.static else self.run("argument_value", self.expr(member))

    def member_expression(self, node: tree.MemberExpressionAst) -> Node:
        if node.static:
            return self.run("get_static_property", self.session(), self.static_owner(node.expression), self.member_name(node))
        target = self.expr(node.expression)
        if isinstance(node.member, tree.StringConstantExpressionAst) and not node.null_conditional:
            return self.run("read_property", self.session(), self.property_site(node.member.value), target)
        function = "property_or_null" if node.null_conditional else "member_value"
        return self.run(function, self.session(), target, self.member_name(node))

    def property_site(self, name: str) -> Node:
        return self.constant(PropertySite(name))

    def static_owner(self, node: tree.ExpressionAst) -> Node:
        """Return the PSType that stands before ``::``."""
        if isinstance(node, tree.TypeExpressionAst):
            return self.ps_type(node.type_name, brackets=True)
        return self.run("static_target", self.session(), self.expr(node))

    def invoke_member(self, node: tree.InvokeMemberExpressionAst) -> Node:
        named = isinstance(node.member, tree.StringConstantExpressionAst)
        if isinstance(node, tree.BaseCtorInvokeMemberExpressionAst):
            return self.run("base_constructor", self.frame(), self.list_([self.some(argument) for argument in node.arguments]))
        if node.generic_type_arguments:
            types = self.list_([self.ps_type(argument) for argument in node.generic_type_arguments])
            owner = self.static_owner(node.expression) if node.static else self.expr(node.expression)
            arguments = self.list_([self.some(argument) for argument in node.arguments])
            return self.run("generic_method", self.session(), owner, self.member_name(node), arguments, types, self.const(node.static))
        if node.static:
            owner = self.static_owner(node.expression)
            if isinstance(node.member, tree.StringConstantExpressionAst):
                site = self.constant(StaticSite(node.member.value))
                arguments = self.list_([self.some(argument) for argument in node.arguments])
                return self.run("call_static", self.session(), site, owner, arguments)
            name = self.member_name(node)
            arguments = self.list_([self.some(argument) for argument in node.arguments])
            return self.run("invoke_static", self.session(), owner, name, arguments)
        base = self._base_call(node)
        if base is not None:
            return base
        target = self.expr(node.expression)
        if node.null_conditional:
            held = self.temp()
            null = self.or_(
                self.compare(self.walrus(held, target), "is", self.const(None)),
                self.compare(self.name(held), "is", self.name(self.use("AUTOMATION_NULL"))),
            )
            name = self.member_name(node)
            arguments = self.list_([self.some(argument) for argument in node.arguments])
            call = self.run("invoke_method" if named else "invoke_member", self.session(), self.name(held), name, arguments)
            return self.if_(null, self.const(None), call)
        if isinstance(node.member, tree.StringConstantExpressionAst):
            site = self.constant(MethodSite(node.member.value))
            arguments = self.list_([self.some(argument) for argument in node.arguments])
            return self.run("call_method", self.session(), site, target, arguments)
        name = self.member_name(node)
        arguments = self.list_([self.some(argument) for argument in node.arguments])
        return self.run("invoke_member", self.session(), target, name, arguments)

    def _base_call(self, node: tree.InvokeMemberExpressionAst) -> Node | None:
        """Return the call of a base class's own method, ``([Base] $object).Name()``; None for other calls."""
        inner = pure_expression(node.expression.pipeline) if isinstance(node.expression, tree.ParenExpressionAst) else None
        if not isinstance(inner, tree.ConvertExpressionAst) or not isinstance(node.member, tree.StringConstantExpressionAst) or node.null_conditional:
            return None
        name = inner.attribute.type_name
        from pwsh_emu.runtime.typenames import accelerators

        low = name.text.lower()
        if name.ranks or (low in accelerators() and low not in ("object", "system.object")):
            return None
        arguments = self.list_([self.some(argument) for argument in node.arguments])
        return self.run("invoke_as", self.frame(), self.type_site(name), self.convert_expression(inner), self.const(node.member.value), arguments)

    # --- indexes ---
    def index_values(self, node: tree.IndexExpressionAst) -> Node:
        index = node.index
        if isinstance(index, tree.ArrayLiteralAst):
            return self.list_([self.some(element) for element in index.elements])
        return self.list_([self.some(index)])

    def index_expression(self, node: tree.IndexExpressionAst) -> Node:
        target = self.temp()
        held = self.walrus(target, self.expr(node.target))
        if node.null_conditional:
            return self.if_(
                self.run("null_index", held), self.const(None), self.run("get_index", self.session(), self.name(target), self.index_values(node))
            )
        if isinstance(node.index, tree.ArrayLiteralAst):
            return self.run("get_index", self.session(), held, self.index_values(node))
        if isinstance(node.index, tree.ConvertExpressionAst) and node.index.attribute.type_name.name.lower() in ("object", "system.object"):
            return self.run("get_by_object", self.session(), held, self.some(node.index))
        index = self.temp()
        array = self.is_type(held, self.use("PSArray"))
        if isinstance(node.index, tree.ConstantExpressionAst) and node.index.type == "Int32":
            size = self.run("len", self.name(target))
            value = node.index.value
            inside = self.compare(size, ">", self.const(value)) if value >= 0 else self.compare(size, ">=", self.const(-value))
            fast = self.subscript(self.name(target), self.const(value))
            return self.if_(self.and_(array, inside), fast, self.run("get_index", self.session(), self.name(target), self.list_([self.const(value)])))
        integer = self.is_type(self.walrus(index, self.some(node.index)), self.use("int"))
        size = self.run("len", self.name(target))
        inside = self.and_(self.compare(self.const(0), "<=", self.name(index)), self.compare(self.name(index), "<", size))
        test = self.and_(self.binary(array, "&", integer), inside)
        return self.if_(
            test,
            self.subscript(self.name(target), self.name(index)),
            self.run("get_index", self.session(), self.name(target), self.list_([self.name(index)])),
        )

    def error_expression(self, node: tree.ErrorExpressionAst) -> Node:
        return self.run("not_supported_statement", self.const("An incomplete expression"))

    # --- given by the other parts of the compiler ---
    def statements(self, statements: list[tree.StatementAst], traps: list[tree.TrapStatementAst] | None = None) -> None:
        raise NotImplementedError

    def statement_value(self, node: tree.StatementAst) -> Node:
        raise NotImplementedError

    def read_variable(self, name: str, place: tree.Ast | None = None, *, lenient: bool = False) -> Node:
        raise NotImplementedError

    def is_plain_variable(self, name: str) -> bool:
        raise NotImplementedError

    def own_value(self, name: str) -> Node:
        raise NotImplementedError

    def step_expression(self, node: tree.UnaryExpressionAst) -> Node:
        raise NotImplementedError

    def reference(self, node: tree.ExpressionAst) -> Node:
        raise NotImplementedError


def pure_expression(node: tree.StatementAst | None) -> tree.ExpressionAst | None:
    """Return the expression that a statement consists of, None where it is anything more."""
    if isinstance(node, tree.PipelineAst) and len(node.elements) == 1 and not node.background:
        element = node.elements[0]
        if isinstance(element, tree.CommandExpressionAst) and not element.redirections:
            return element.expression
    elif isinstance(node, tree.CommandExpressionAst) and not node.redirections:
        return node.expression
    return None


_METHODS: dict[type, Any] = {
    tree.ConstantExpressionAst: ExpressionCompiler.constant_expression,
    tree.StringConstantExpressionAst: ExpressionCompiler.string_constant,
    tree.ExpandableStringExpressionAst: ExpressionCompiler.expandable_string,
    tree.ArrayLiteralAst: ExpressionCompiler.array_literal,
    tree.ArrayExpressionAst: ExpressionCompiler.array_expression,
    tree.SubExpressionAst: ExpressionCompiler.sub_expression,
    tree.ParenExpressionAst: lambda self, node: self.paren_expression(node),
    tree.HashtableAst: ExpressionCompiler.hashtable,
    tree.ScriptBlockExpressionAst: ExpressionCompiler.script_block_expression,
    tree.VariableExpressionAst: lambda self, node: self.variable(node),
    tree.UsingExpressionAst: ExpressionCompiler.using_expression,
    tree.BinaryExpressionAst: ExpressionCompiler.binary_expression,
    tree.UnaryExpressionAst: ExpressionCompiler.unary_expression,
    tree.TernaryExpressionAst: ExpressionCompiler.ternary_expression,
    tree.TypeExpressionAst: ExpressionCompiler.type_expression,
    tree.ConvertExpressionAst: ExpressionCompiler.convert_expression,
    tree.AttributedExpressionAst: ExpressionCompiler.attributed_expression,
    tree.MemberExpressionAst: ExpressionCompiler.member_expression,
    tree.InvokeMemberExpressionAst: ExpressionCompiler.invoke_member,
    tree.BaseCtorInvokeMemberExpressionAst: ExpressionCompiler.invoke_member,
    tree.IndexExpressionAst: ExpressionCompiler.index_expression,
    tree.ErrorExpressionAst: ExpressionCompiler.error_expression,
}
