"""Short constructors of Python syntax nodes: what the compiler writes its code with.

Every node is placed at the builder's current ``line``, which is the number of the PowerShell extent that an error raised there
is reported at (`blocks.BlockCompiler.extents`). ``_ast`` is used instead of ``ast`` because it costs no import.
"""

from __future__ import annotations

import _ast as py

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = Any  # an expression node
    Stmt = Any  # a statement node
else:
    Node = Stmt = object

LOAD = py.Load()
STORE = py.Store()

_COMPARE = {"<": py.Lt(), "<=": py.LtE(), ">": py.Gt(), ">=": py.GtE(), "==": py.Eq(), "!=": py.NotEq(), "is": py.Is(), "is not": py.IsNot()}
_BINARY = {
    "+": py.Add(), "-": py.Sub(), "*": py.Mult(), "/": py.Div(), "//": py.FloorDiv(), "%": py.Mod(), "&": py.BitAnd(), "|": py.BitOr(),
    "^": py.BitXor(), "<<": py.LShift(), ">>": py.RShift(),
}  # fmt: skip
_NOT = py.Not()
_MINUS = py.USub()
_AND = py.And()
_OR = py.Or()


class NodeBuilder:
    """Builds Python nodes at the current line."""

    line: int

    # --- expressions ---
    def name(self, identifier: str) -> Node:
        return py.Name(identifier, LOAD, lineno=self.line, col_offset=0)

    def const(self, value: Any) -> Node:
        return py.Constant(value, lineno=self.line, col_offset=0)

    def attr(self, target: Node | str, attribute: str) -> Node:
        if isinstance(target, str):
            target = self.name(target)
        return py.Attribute(target, attribute, LOAD, lineno=self.line, col_offset=0)

    def call(self, function: Node | str, *arguments: Node) -> Node:
        if isinstance(function, str):
            function = self.name(function)
        return py.Call(function, list(arguments), [], lineno=self.line, col_offset=0)

    def walrus(self, identifier: str, value: Node) -> Node:
        return py.NamedExpr(py.Name(identifier, STORE, lineno=self.line, col_offset=0), value, lineno=self.line, col_offset=0)

    def compare(self, left: Node, operator: str, right: Node) -> Node:
        return py.Compare(left, [_COMPARE[operator]], [right], lineno=self.line, col_offset=0)

    def between(self, low: int, value: Node, high: int) -> Node:
        less = _COMPARE["<="]
        return py.Compare(self.const(low), [less, less], [value, self.const(high)], lineno=self.line, col_offset=0)

    def binary(self, left: Node, operator: str, right: Node) -> Node:
        return py.BinOp(left, _BINARY[operator], right, lineno=self.line, col_offset=0)

    def negative(self, value: Node) -> Node:
        return py.UnaryOp(_MINUS, value, lineno=self.line, col_offset=0)

    def not_(self, value: Node) -> Node:
        return py.UnaryOp(_NOT, value, lineno=self.line, col_offset=0)

    def and_(self, *values: Node) -> Node:
        return values[0] if len(values) == 1 else py.BoolOp(_AND, list(values), lineno=self.line, col_offset=0)

    def or_(self, *values: Node) -> Node:
        return values[0] if len(values) == 1 else py.BoolOp(_OR, list(values), lineno=self.line, col_offset=0)

    def if_(self, test: Node, yes: Node, no: Node) -> Node:
        return py.IfExp(test, yes, no, lineno=self.line, col_offset=0)

    def tuple_(self, items: list[Node]) -> Node:
        return py.Tuple(items, LOAD, lineno=self.line, col_offset=0)

    def list_(self, items: list[Node]) -> Node:
        return py.List(items, LOAD, lineno=self.line, col_offset=0)

    def subscript(self, target: Node, index: Node) -> Node:
        return py.Subscript(target, index, LOAD, lineno=self.line, col_offset=0)

    def joined(self, parts: list[Node]) -> Node:
        """An f-string of constants and of expressions that give str."""
        line = self.line
        values: list[Any] = [part if type(part) is py.Constant else py.FormattedValue(part, -1, None, lineno=line, col_offset=0) for part in parts]
        return py.JoinedStr(values, lineno=line, col_offset=0)

    def is_type(self, value: Node, type_name: str) -> Node:
        return self.compare(self.call("type", value), "is", self.name(type_name))

    # --- statements ---
    def assign(self, identifier: str, value: Node) -> Stmt:
        return py.Assign([py.Name(identifier, STORE, lineno=self.line, col_offset=0)], value, None, lineno=self.line, col_offset=0)

    def assign_attr(self, target: Node | str, attribute: str, value: Node) -> Stmt:
        if isinstance(target, str):
            target = self.name(target)
        return py.Assign([py.Attribute(target, attribute, STORE, lineno=self.line, col_offset=0)], value, None, lineno=self.line, col_offset=0)

    def node_statement(self, value: Node) -> Stmt:
        return py.Expr(value, lineno=self.line, col_offset=0)

    def if_stmt(self, test: Node, body: list[Stmt], orelse: list[Stmt] | None = None) -> Stmt:
        return py.If(test, body or [self.pass_()], orelse or [], lineno=self.line, col_offset=0)

    def while_(self, test: Node, body: list[Stmt]) -> Stmt:
        return py.While(test, body or [self.pass_()], [], lineno=self.line, col_offset=0)

    def for_(self, identifier: str, iterable: Node, body: list[Stmt]) -> Stmt:
        target = py.Name(identifier, STORE, lineno=self.line, col_offset=0)
        return py.For(target, iterable, body or [self.pass_()], [], None, lineno=self.line, col_offset=0)

    def for_attr(self, target: Node, attribute: str, iterable: Node, body: list[Stmt]) -> Stmt:
        goal = py.Attribute(target, attribute, STORE, lineno=self.line, col_offset=0)
        return py.For(goal, iterable, body or [self.pass_()], [], None, lineno=self.line, col_offset=0)

    def return_(self, value: Node | None = None) -> Stmt:
        return py.Return(value, lineno=self.line, col_offset=0)

    def break_(self) -> Stmt:
        return py.Break(lineno=self.line, col_offset=0)

    def continue_(self) -> Stmt:
        return py.Continue(lineno=self.line, col_offset=0)

    def pass_(self) -> Stmt:
        return py.Pass(lineno=self.line, col_offset=0)

    def raise_(self, value: Node | None = None) -> Stmt:
        return py.Raise(value, None, lineno=self.line, col_offset=0)

    def handler(self, kind: str | None, body: list[Stmt], bound: str | None = "e") -> Any:
        return py.ExceptHandler(self.name(kind) if kind else None, bound, body or [self.pass_()], lineno=self.line, col_offset=0)

    def try_(self, body: list[Stmt], handlers: list[Any], finalbody: list[Stmt] | None = None) -> Stmt:
        return py.Try(body or [self.pass_()], handlers, [], finalbody or [], lineno=self.line, col_offset=0)

    def function(self, identifier: str, parameters: list[str], body: list[Stmt]) -> Stmt:
        line = self.line
        arguments = py.arguments([], [py.arg(name, None, None, lineno=line, col_offset=0) for name in parameters], None, [], [], None, [])
        extra: dict[str, Any] = {"type_params": []} if "type_params" in py.FunctionDef._fields else {}
        return py.FunctionDef(identifier, arguments, body or [self.pass_()], [], None, None, lineno=line, col_offset=0, **extra)
