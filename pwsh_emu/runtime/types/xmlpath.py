"""XPath 1.0 over `xmldom` nodes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types.xmldom import (
    ATTRIBUTE,
    CDATA,
    COMMENT,
    DECLARATION,
    DOCUMENT,
    DOCUMENT_TYPE,
    ELEMENT,
    PROCESSING_INSTRUCTION,
    TEXT,
    WHITESPACE,
    XmlNode,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<string>\"[^\"]*\"|'[^']*')|(?P<op>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+=<>*$-])|(?P<name>[\w.\-]+(?::(?:[\w.\-]+|\*))?(?<![:]))|(?P<bad>\S))",
    re.UNICODE,
)
_AXES = frozenset((
    "child", "descendant", "parent", "ancestor", "following-sibling", "preceding-sibling",
    "following", "preceding", "attribute", "self", "descendant-or-self",
    "ancestor-or-self", "namespace",
))  # fmt: skip
_TYPES = frozenset(("text", "node", "comment", "processing-instruction"))


def _bad(path: str) -> NetException:
    return NetException("System.Xml.XPath.XPathException", f"'{path}' has an invalid token.")


def _no_node_set() -> NetException:
    return NetException("System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")


class Context:
    """A node with its place among those that are being looked at."""

    __slots__ = ("node", "position", "size")

    def __init__(self, node: XmlNode, position: int = 1, size: int = 1) -> None:
        self.node = node
        self.position = position
        self.size = size


Evaluate = Callable[[Context], Any]


def select(node: XmlNode, path: str, namespaces: Any = None) -> list[XmlNode]:
    """Return the nodes that a path selects, in document order; raises XPathException."""
    result = _Parser(path, namespaces).parse()(Context(node))
    if not isinstance(result, list):
        raise NetException("System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")
    return result


def evaluate(node: XmlNode, path: str, namespaces: Any = None) -> Any:
    """Return what a path evaluates to: nodes, a string, a number or a Boolean."""
    return _Parser(path, namespaces).parse()(Context(node))


def text_of(value: Any) -> str:
    if isinstance(value, list):
        return value[0].InnerText if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def number_of(value: Any) -> float:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    try:
        return float(text_of(value).strip())
    except ValueError:
        return math.nan


def truth_of(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value)
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


class _Parser:
    def __init__(self, path: str, namespaces: Any) -> None:
        self.path = path
        self.namespaces = namespaces
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(path):
            found = _TOKEN.match(path, at)
            if found is None:
                break
            if found.lastgroup == "bad":
                raise _bad(path)
            if found.lastgroup is not None:
                self.tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()
        self.at = 0

    def peek(self, offset: int = 0) -> str:
        at = self.at + offset
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def kind(self, offset: int = 0) -> str:
        at = self.at + offset
        return self.tokens[at][0] if at < len(self.tokens) else ""

    def take(self, text: str | None = None) -> str:
        if self.at >= len(self.tokens) or (text is not None and self.peek() != text):
            raise _bad(self.path)
        self.at += 1
        return self.tokens[self.at - 1][1]

    def parse(self) -> Evaluate:
        if not self.tokens:
            raise _no_node_set()
        made = self.either()
        if self.at != len(self.tokens):
            raise _bad(self.path)
        return made

    # --- operators ---
    def either(self) -> Evaluate:
        left = self.both()
        while self.peek() == "or" and self.kind() == "name":
            self.at += 1
            left = self._logic(left, self.both(), any)
        return left

    def both(self) -> Evaluate:
        left = self.compare()
        while self.peek() == "and" and self.kind() == "name":
            self.at += 1
            left = self._logic(left, self.compare(), all)
        return left

    @staticmethod
    def _logic(left: Evaluate, right: Evaluate, join: Callable[[Any], bool]) -> Evaluate:
        return lambda context: join(truth_of(side(context)) for side in (left, right))

    def compare(self) -> Evaluate:
        left = self.sum()
        while self.peek() in ("=", "!=", "<", "<=", ">", ">="):
            left = self._comparison(left, self.take(), self.sum())
        return left

    @staticmethod
    def _comparison(left: Evaluate, operator: str, right: Evaluate) -> Evaluate:
        return lambda context: compare(left(context), operator, right(context))

    def sum(self) -> Evaluate:
        left = self.product()
        while self.peek() in ("+", "-"):
            left = self._arithmetic(left, self.take(), self.product())
        return left

    def product(self) -> Evaluate:
        left = self.negative()
        while self.peek() == "*" or (self.kind() == "name" and self.peek() in ("div", "mod")):
            left = self._arithmetic(left, self.take(), self.negative())
        return left

    @staticmethod
    def _arithmetic(left: Evaluate, operator: str, right: Evaluate) -> Evaluate:
        def run(context: Context) -> float:
            one, two = number_of(left(context)), number_of(right(context))
            if operator == "+":
                return one + two
            if operator == "-":
                return one - two
            if operator == "*":
                return one * two
            if two == 0:
                return math.nan if operator == "mod" or one == 0 or one != one else math.copysign(math.inf, one)
            return one / two if operator == "div" else math.fmod(one, two)

        return run

    def negative(self) -> Evaluate:
        if self.peek() == "-":
            self.at += 1
            inner = self.negative()
            return lambda context: -number_of(inner(context))
        return self.union()

    def union(self) -> Evaluate:
        left = self.path_expression()
        while self.peek() == "|":
            self.at += 1
            left = self._union(left, self.path_expression())
        return left

    @staticmethod
    def _union(left: Evaluate, right: Evaluate) -> Evaluate:
        return lambda context: in_order(left(context) + right(context))

    # --- paths ---
    def path_expression(self) -> Evaluate:
        if self.kind() in ("number", "string") or self.peek() == "(" or (self.kind() == "name" and self.peek(1) == "(" and self.peek() not in _TYPES):
            primary = self.primary()
            while self.peek() == "[":
                primary = self._filtered(primary, self.predicate())
            if self.peek() in ("/", "//"):
                return self.steps(primary)
            return primary
        return self.location()

    @staticmethod
    def _filtered(primary: Evaluate, predicate: Evaluate) -> Evaluate:
        return lambda context: keep(primary(context), predicate)

    def primary(self) -> Evaluate:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = float(text)
            return lambda context: number
        if kind == "string":
            literal = text[1:-1]
            return lambda context: literal
        if text == "(":
            inner = self.either()
            self.take(")")
            return inner
        self.take("(")
        arguments: list[Evaluate] = []
        while self.peek() != ")":
            arguments.append(self.either())
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != ")":
                raise _bad(self.path)
        self.take(")")
        function = _FUNCTIONS.get(text)
        if function is None:
            raise NetException(
                "System.Xml.XPath.XPathException",
                "Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.",
            )
        return lambda context: function(context, [argument(context) for argument in arguments])

    def location(self) -> Evaluate:
        if self.peek() == "/":
            self.at += 1
            if self.kind() != "name" and self.peek() not in (".", "..", "@", "*"):  # no step begins here
                return lambda context: [_root(context.node)]
            return self.steps(lambda context: [_root(context.node)], first=True)
        if self.peek() == "//":
            return self.steps(lambda context: [_root(context.node)])
        return self.steps(lambda context: [context.node], first=True)

    def steps(self, start: Evaluate, first: bool = False) -> Evaluate:
        chain: list[Callable[[list[XmlNode]], list[XmlNode]]] = []
        while first or self.peek() in ("/", "//"):
            if not first and self.take() == "//":
                chain.append(lambda nodes: in_order([one for node in nodes for one in _descend(node, True)]))
            first = False
            chain.append(self.step())

        def run(context: Context) -> list[XmlNode]:
            found = start(context)
            if not isinstance(found, list):
                raise _bad(self.path)
            nodes: list[XmlNode] = found
            for move in chain:
                nodes = move(nodes)
            return nodes

        return run

    def step(self) -> Callable[[list[XmlNode]], list[XmlNode]]:
        axis = "child"
        if self.peek() == ".":
            self.at += 1
            return self._move("self", lambda node: True)
        if self.peek() == "..":
            self.at += 1
            return self._move("parent", lambda node: True)
        if self.peek() == "@":
            self.at += 1
            axis = "attribute"
        elif self.peek(1) == "::":
            axis = self.take()
            if axis not in _AXES:
                raise _bad(self.path)
            self.take("::")
        return self._move(axis, self.node_test(axis))

    def _move(self, axis: str, test: Callable[[XmlNode], bool]) -> Callable[[list[XmlNode]], list[XmlNode]]:
        predicates: list[Evaluate] = []
        while self.peek() == "[":
            predicates.append(self.predicate())

        def run(nodes: list[XmlNode]) -> list[XmlNode]:
            found: list[XmlNode] = []
            for node in nodes:
                candidates = [one for one in walk(node, axis) if test(one)]
                for predicate in predicates:
                    candidates = keep(candidates, predicate)
                found.extend(candidates)
            return in_order(found) if len(nodes) > 1 or axis in ("ancestor", "ancestor-or-self", "preceding", "preceding-sibling") else found

        return run

    def node_test(self, axis: str) -> Callable[[XmlNode], bool]:
        principal = ATTRIBUTE if axis == "attribute" else ELEMENT
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if text == "*":
            self.at += 1
            return lambda node: node.kind == principal and not (principal == ATTRIBUTE and node.name.startswith("xmlns"))
        if kind != "name":
            raise _no_node_set()
        self.at += 1
        if text in _TYPES and self.peek() == "(":
            self.take("(")
            if self.kind() == "string":
                self.at += 1
            self.take(")")
            wanted = {"text": (TEXT, CDATA, WHITESPACE), "comment": (COMMENT,), "processing-instruction": (PROCESSING_INSTRUCTION,)}.get(text)
            return lambda node: node.kind not in (DECLARATION, DOCUMENT_TYPE) if wanted is None else node.kind in wanted
        prefix, _, local = text.rpartition(":")
        if prefix:
            uri = (
                self.namespaces.LookupNamespace(prefix)
                if hasattr(self.namespaces, "LookupNamespace")
                else self.namespaces.get(prefix)
                if self.namespaces is not None
                else None
            )
            if uri is None:
                if self.namespaces is None:
                    raise NetException(
                        "System.Xml.XPath.XPathException",
                        "Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.",
                    )
                raise NetException("System.Xml.XPath.XPathException", f"Namespace prefix '{prefix}' is not defined.")
            return lambda node: node.kind == principal and (local == "*" or node.LocalName == local) and node.NamespaceURI == uri
        return lambda node: (
            node.kind == principal
            and node.LocalName == local
            and (principal == ATTRIBUTE or not node.NamespaceURI)
            and not node.Prefix.startswith("xmlns")
        )

    def predicate(self) -> Evaluate:
        self.take("[")
        made = self.either()
        self.take("]")
        return made


def keep(nodes: list[XmlNode], predicate: Evaluate) -> list[XmlNode]:
    """Return the nodes that a predicate keeps: a number is a position."""
    kept = []
    size = len(nodes)
    for position, node in enumerate(nodes, 1):
        value = predicate(Context(node, position, size))
        if position == value if isinstance(value, float) else truth_of(value):
            kept.append(node)
    return kept


def _root(node: XmlNode) -> XmlNode:
    while node.parent is not None:
        node = node.parent
    return node


def _descend(node: XmlNode, with_self: bool) -> list[XmlNode]:
    found = [node] if with_self else []
    for child in node.children:
        found.extend(_descend(child, True))
    return found


def walk(node: XmlNode, axis: str) -> list[XmlNode]:
    """Return the nodes on an axis, nearest first."""
    if axis == "child":
        return node.children
    if axis == "attribute":
        return list(node.attributes or ())
    if axis == "self":
        return [node]
    if axis == "parent":
        return [node.parent] if node.parent is not None else []
    if axis in ("descendant", "descendant-or-self"):
        return _descend(node, axis.endswith("self"))
    if axis in ("ancestor", "ancestor-or-self"):
        found = [node] if axis.endswith("self") else []
        current = node.parent
        while current is not None:
            found.append(current)
            current = current.parent
        return found
    if axis in ("following-sibling", "preceding-sibling"):
        if node.parent is None or node.kind == ATTRIBUTE:
            return []
        siblings = node.parent.children
        at = next(index for index, one in enumerate(siblings) if one is node)
        return siblings[at + 1 :] if axis.startswith("following") else siblings[:at][::-1]
    if axis in ("following", "preceding"):
        everything = _descend(_root(node), True)
        at = next((index for index, one in enumerate(everything) if one is node), 0)
        if axis == "following":
            inside = {id(one) for one in _descend(node, True)}
            return [one for one in everything[at + 1 :] if id(one) not in inside]
        above = {id(one) for one in walk(node, "ancestor")}
        return [one for one in everything[:at] if id(one) not in above][::-1]
    return []


def in_order(nodes: list[XmlNode]) -> list[XmlNode]:
    """Return nodes without doubles in document order."""
    unique = {id(node): node for node in nodes}
    if len(unique) < 2:
        return list(unique.values())
    order: dict[int, int] = {}
    for node in _descend(_root(nodes[0]), True):
        order[id(node)] = len(order)
        for attribute in node.attributes or ():
            order[id(attribute)] = len(order)
    return sorted(unique.values(), key=lambda node: order.get(id(node), 0))


def compare(left: Any, operator: str, right: Any) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        lefts = [text_of([node]) for node in left] if isinstance(left, list) else [left]
        rights = [text_of([node]) for node in right] if isinstance(right, list) else [right]
        if isinstance(left, bool) or isinstance(right, bool):
            return _compare(truth_of(left), operator, truth_of(right))
        return any(_compare(one, operator, two) for one in lefts for two in rights)
    return _compare(left, operator, right)


def _compare(left: Any, operator: str, right: Any) -> bool:
    if operator in ("=", "!="):
        if isinstance(left, bool) or isinstance(right, bool):
            same = truth_of(left) == truth_of(right)
        elif isinstance(left, float) or isinstance(right, float):
            same = number_of(left) == number_of(right)
        else:
            same = text_of(left) == text_of(right)
        return same == (operator == "=")
    one, two = number_of(left), number_of(right)
    return {"<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two}[operator]


def _argument_text(context: Context, arguments: list[Any]) -> str:
    return text_of(arguments[0]) if arguments else context.node.InnerText


def _name(attribute: str) -> Callable[[Context, list[Any]], str]:
    def run(context: Context, arguments: list[Any]) -> str:
        nodes = arguments[0] if arguments else [context.node]
        if not nodes or nodes[0].kind in (TEXT, CDATA, COMMENT, DOCUMENT):
            return ""
        return str(getattr(nodes[0], attribute))

    return run


def _substring(context: Context, arguments: list[Any]) -> str:
    text, start = text_of(arguments[0]), number_of(arguments[1])
    if start != start:
        return ""
    first = math.floor(start + 0.5) if not math.isinf(start) else start
    last = math.inf
    if len(arguments) > 2:
        length = number_of(arguments[2])
        if length != length:
            return ""
        last = first + (math.floor(length + 0.5) if not math.isinf(length) else length)
    return "".join(one for position, one in enumerate(text, 1) if first <= position < last)


def _translate(context: Context, arguments: list[Any]) -> str:
    source, target = text_of(arguments[1]), text_of(arguments[2])
    table: dict[int, str | None] = {}
    for index, one in enumerate(source):
        table.setdefault(ord(one), target[index] if index < len(target) else None)
    return text_of(arguments[0]).translate(table)


_FUNCTIONS: dict[str, Callable[[Context, list[Any]], Any]] = {
    "position": lambda context, arguments: float(context.position),
    "last": lambda context, arguments: float(context.size),
    "count": lambda context, arguments: float(len(arguments[0])),
    "name": _name("Name"),
    "local-name": _name("LocalName"),
    "namespace-uri": _name("NamespaceURI"),
    "string": _argument_text,
    "concat": lambda context, arguments: "".join(text_of(one) for one in arguments),
    "starts-with": lambda context, arguments: text_of(arguments[0]).startswith(text_of(arguments[1])),
    "contains": lambda context, arguments: text_of(arguments[1]) in text_of(arguments[0]),
    "substring-before": lambda context, arguments: (
        text_of(arguments[0]).partition(text_of(arguments[1]))[0] if text_of(arguments[1]) in text_of(arguments[0]) else ""
    ),
    "substring-after": lambda context, arguments: text_of(arguments[0]).partition(text_of(arguments[1]))[2],
    "substring": _substring,
    "string-length": lambda context, arguments: float(len(_argument_text(context, arguments))),
    "normalize-space": lambda context, arguments: " ".join(_argument_text(context, arguments).split()),
    "translate": _translate,
    "boolean": lambda context, arguments: truth_of(arguments[0]),
    "not": lambda context, arguments: not truth_of(arguments[0]),
    "true": lambda context, arguments: True,
    "false": lambda context, arguments: False,
    "number": lambda context, arguments: number_of(arguments[0]) if arguments else number_of(context.node.InnerText),
    "sum": lambda context, arguments: float(sum(number_of([node]) for node in arguments[0])),
    "floor": lambda context, arguments: float(math.floor(number_of(arguments[0]))),
    "ceiling": lambda context, arguments: float(math.ceil(number_of(arguments[0]))),
    "round": lambda context, arguments: float(math.floor(number_of(arguments[0]) + 0.5)),
}
