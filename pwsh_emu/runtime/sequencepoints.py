"""Sequence points: the places in a script where the debugger can stop, which are its statements and the conditions of its loops and branches."""

from __future__ import annotations

from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.language.strings import split_variable_path

_NONE = (
    tree.FunctionDefinitionAst, tree.TypeDefinitionAst, tree.UsingStatementAst, tree.TryStatementAst, tree.TrapStatementAst, tree.DataStatementAst,
    tree.BlockStatementAst,
)  # fmt: skip


class Point:
    """A sequence point. ``loop`` is the loop whose condition it is."""

    __slots__ = ("_uses", "loop", "node")

    def __init__(self, node: tree.Ast, loop: tree.LabeledStatementAst | None = None) -> None:
        self.node = node
        self.loop = loop
        self._uses: tuple[set[str], set[str], set[str]] | None = None

    def encloses(self, other: Point) -> bool:
        return self.node.start <= other.node.start and other.node.end <= self.node.end

    def begins_after(self, last: Point | None) -> bool:
        """Tell whether a loop's condition is evaluated now, where ``last`` was hit before: its code is also passed where it is not."""
        loop = self.loop
        body = getattr(loop, "body", None)
        in_body = last is not None and body is not None and body.start <= last.node.start and last.node.end <= body.end
        if isinstance(loop, (tree.DoWhileStatementAst, tree.DoUntilStatementAst)):
            return in_body or body is None or not body.statements
        if isinstance(loop, tree.ForStatementAst):
            before = last.node if last is not None else None
            if loop.initializer is None and not in_body and before is not loop.iterator:
                return last is not self
            return before in (loop.initializer, loop.iterator) or (loop.iterator is None and in_body)
        return last is not self or (body is not None and not body.statements)

    @property
    def uses(self) -> tuple[set[str], set[str], set[str]]:
        """The lower-case names of the commands it runs, the variables it reads and those it writes."""
        if self._uses is None:
            self._uses = (set(), set(), set())
            _collect(self.node, *self._uses)
            if isinstance(self.loop, tree.ForEachStatementAst):
                self._uses[2].add(self.loop.variable.name.lower())
        return self._uses


def points_of(block: tree.ScriptBlockAst) -> dict[tuple[int, int], Point]:
    """Return the sequence points of a script block without those of blocks within it, by the extents at which running code finds them."""
    found: dict[tuple[int, int], Point] = {}

    def add(node: tree.Ast | None, loop: tree.LabeledStatementAst | None = None) -> Point | None:
        if node is None:
            return None
        point = found[node.start, node.end] = Point(node, loop)
        return point

    def statement(node: tree.Ast) -> None:
        if isinstance(node, _NONE):
            return
        if isinstance(node, tree.IfStatementAst):
            for condition, _ in node.clauses:
                add(condition)
        elif isinstance(node, tree.ForStatementAst):
            add(node.initializer)
            add(node.condition, node)
            add(node.iterator)
        elif isinstance(node, tree.LabeledStatementAst):
            add(node.condition, node)
        elif isinstance(node, tree.PipelineChainAst):
            statement(node.lhs)
            statement(node.rhs)
        else:
            point = add(node)
            inner = getattr(node, "pipeline", None)
            if point is not None and inner is not None and isinstance(node, (tree.ReturnStatementAst, tree.ThrowStatementAst, tree.ExitStatementAst)):
                found[inner.start, inner.end] = point  # what it returns is evaluated first

    def walk(node: tree.Ast) -> None:
        for child in node.children():
            if isinstance(child, tree.ScriptBlockAst):
                continue
            listed = isinstance(node, (tree.NamedBlockAst, tree.StatementBlockAst)) and isinstance(child, tree.StatementAst)
            if listed or isinstance(child, (tree.IfStatementAst, tree.LabeledStatementAst)):  # these also stand as values
                statement(child)
            walk(child)

    walk(block)
    return found


def places_of(block: tree.ScriptBlockAst) -> list[tuple[int, int]]:
    """Return the extents of all sequence points of a script, those of blocks within it too, in source order."""
    found: set[tuple[int, int]] = set()
    for node in block.walk():
        if isinstance(node, tree.ScriptBlockAst):
            found.update((point.node.start, point.node.end) for point in points_of(node).values())
    return sorted(found, key=lambda place: (place[0], -place[1]))


def _collect(node: Any, commands: set[str], reads: set[str], writes: set[str]) -> None:
    if isinstance(node, tree.CommandAst):
        first = node.elements[0]
        if isinstance(first, tree.StringConstantExpressionAst):
            commands.add(first.value.lower())
    if isinstance(node, tree.AssignmentStatementAst):
        for target in _targets(node.left):
            writes.add(target)
            if node.operator != "Equals":
                reads.add(target)
        _collect(node.right, commands, reads, writes)
        return
    if isinstance(node, tree.UnaryExpressionAst) and node.operator in ("PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"):
        names = _targets(node.child)
        writes.update(names)
        reads.update(names)
        return
    if isinstance(node, tree.VariableExpressionAst):
        reads.add(_plain(node.name))
    for child in node.children():
        if not isinstance(child, tree.ScriptBlockAst):
            _collect(child, commands, reads, writes)


def _targets(node: Any) -> list[str]:
    """Return the names of the variables that an assignment to this writes."""
    if isinstance(node, tree.VariableExpressionAst):
        return [_plain(node.name)]
    if isinstance(node, tree.AttributedExpressionAst):
        return _targets(node.child)
    if isinstance(node, tree.ArrayLiteralAst):
        return [name for element in node.elements for name in _targets(element)]
    if isinstance(node, tree.ParenExpressionAst):
        return [name for child in node.children() for name in _targets(child)]
    return []


def _plain(name: str) -> str:
    """Return a variable's name without its scope."""
    scope, rest = split_variable_path(name.lower())
    return rest if scope in ("global", "local", "script", "private", "variable") else name.lower()
