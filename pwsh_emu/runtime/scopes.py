"""Variables and the scopes that hold them.

A scope is a dictionary of `Variable` cells by lower-case name. Compiled code keeps the cells it uses in Python locals, so a
cell stays the same object for as long as the variable exists in that scope; an unset cell holds `UNSET` and is invisible.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class _Unset:
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Any = _Unset()


class Variable:
    """A variable's cell. ``attributes`` are type constraints and validators applied on assignment (None for most);
    ``options`` is a set of ReadOnly, Constant, Private, AllScope, or None."""

    __slots__ = ("attributes", "description", "name", "options", "value")

    def __init__(self, name: str, value: Any = UNSET, options: frozenset[str] | None = None, description: str = "") -> None:
        self.name = name
        self.value = value
        self.options = options
        self.attributes: list[Any] | None = None
        self.description = description


class Scope:
    """One level of variables, functions, aliases and drives. ``parent`` is None for the global scope.

    ``kind`` is "global", "module", "script" or "local". ``state`` is the SessionState (global's or a module's) it belongs to.
    """

    __slots__ = ("aliases", "drives", "functions", "kind", "parent", "state", "strict", "variables")

    def __init__(self, parent: Scope | None = None, kind: str = "local", state: Any = None) -> None:
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, Any] | None = None
        self.aliases: dict[str, Any] | None = None
        self.drives: dict[str, Any] | None = None
        self.parent = parent
        self.kind = kind
        self.state = state if state is not None or parent is None else parent.state
        self.strict: int | None = None  # Set-StrictMode of this scope: 0 off, 1, 2, 3; None inherits

    def chain(self) -> Iterator[Scope]:
        """Yield this scope and its parents, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def find(self, name: str) -> Variable | None:
        """Return the visible variable of a lower-case name, innermost first; private ones only from their own scope."""
        scope: Scope | None = self
        while scope is not None:
            cell = scope.variables.get(name)
            if cell is not None and cell.value is not UNSET and (scope is self or not cell.options or "Private" not in cell.options):
                return cell
            scope = scope.parent
        return None

    def cell(self, name: str, spelled: str | None = None) -> Variable:
        """Return this scope's own cell of a lower-case name, made (unset) where it is missing."""
        cell = self.variables.get(name)
        if cell is None:
            cell = self.variables[name] = Variable(spelled or name)
        return cell
