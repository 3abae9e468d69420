"""Variables and the scopes that hold them.

A scope is a dictionary of `Variable` cells by lower-case name. Compiled code keeps the cells it uses in Python locals, so a
cell stays the same object for as long as the scope lives; an unset cell holds `UNSET` and is invisible (removing a variable
is `Variable.unset`). A cell with attributes or options becomes a `GuardedVariable`, whose ``value`` checks what is stored: plain
cells pay nothing for that.
"""

from __future__ import annotations

from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Unset:
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSET"

    def __copy__(self) -> _Unset:
        return self

    def __deepcopy__(self, memo: object) -> _Unset:
        return self


UNSET: Any = _Unset()

# names that every scope shares with the global one
ALL_SCOPE = frozenset(
    (
        "true", "false", "null", "?", "host", "home", "pid", "psversiontable", "psedition", "pshome", "shellid", "executioncontext",
        "iscoreclr", "islinux", "ismacos", "iswindows", "psculture", "psuiculture", "enabledexperimentalfeatures",
    )
)  # fmt: skip


class Variable:
    """A variable's cell. ``attributes`` are the `runtime.validation` attributes applied on assignment (None for most; set them with
    `constrain`); ``options`` is a set of ReadOnly, Constant, Private, AllScope, or None; ``visibility`` is left out where it is Public."""

    __slots__ = ("_attributes", "_options", "_session", "_typed", "description", "name", "value", "visibility")

    def __init__(self, name: str, value: Any = UNSET, options: frozenset[str] | None = None, description: str = "") -> None:
        self.name = name
        self._attributes: list[Any] | None = None
        self._options: frozenset[str] | None = None
        self._session: Any = None
        self._typed = False
        self.value = value
        self.description = description
        self._options = options
        if options:
            self._guard()

    def _guard(self) -> None:
        if type(self) is Variable:
            self.__class__ = GuardedVariable

    @property
    def options(self) -> frozenset[str] | None:
        return self._options

    @options.setter
    def options(self, options: frozenset[str] | None) -> None:
        self._options = options
        if options:
            self._guard()

    @property
    def attributes(self) -> list[Any] | None:
        return self._attributes

    @attributes.setter
    def attributes(self, attributes: list[Any] | None) -> None:
        self._attributes = attributes
        if attributes:
            self._guard()

    def constrain(self, session: Any, attributes: list[Any] | None, *, typed: bool = False) -> None:
        """Let attributes convert and check what is assigned from now on; the value there is stays.

        ``typed`` says that the variable is a function's own: its type then fails as a cast does.
        """
        self._session = session
        self._typed = typed
        self.attributes = attributes

    def force(self, value: Any) -> None:
        """Store a value without looking at options or attributes."""
        _store(self, value)

    def admitted(self, value: Any) -> Any:
        """Return what a value becomes that is to be stored: checked against options, converted and validated by the attributes."""
        options = self._options
        if options and value is not UNSET and ("ReadOnly" in options or "Constant" in options):
            raise not_writable(self.name)
        if self._attributes and value is not UNSET and self._session is not None:
            from pwsh_emu.runtime.validation import assign

            value = assign(self._session, self, value)
        return value

    def __deepcopy__(self, memo: dict[int, Any]) -> Variable:
        """Copy slot by slot: properties of derived classes convert and check, which is no part of copying."""
        import copy

        twin = object.__new__(type(self))
        memo[id(self)] = twin
        for cls in type(self).__mro__:
            for slot in cls.__dict__.get("__slots__", ()):
                member = cls.__dict__[f"_{cls.__name__}{slot}" if slot.startswith("__") else slot]
                try:
                    value = member.__get__(self)
                except AttributeError:  # a slot that a property of the same name stands in for
                    continue
                member.__set__(twin, copy.deepcopy(value, memo))
        return twin

    def unset(self) -> None:
        """Make the variable invisible: it no longer exists, its cell stays for code that holds it."""
        self.force(UNSET)
        self._options = None
        self._attributes = None
        self.description = ""
        self.visibility = "Public"


_MEMBER: Any = Variable.__dict__["value"]
_store = _MEMBER.__set__


class GuardedVariable(Variable):
    """A variable that is read-only, constant, typed or validated: storing a value checks and converts it first."""

    __slots__ = ()

    def _assign(self, value: Any) -> None:
        _store(self, self.admitted(value))

    value = property(_MEMBER.__get__, _assign)


class LinkedVariable(Variable):
    """A cell that stands for another one: compiled code holds it, and an import put a module's variable in its place."""

    __slots__ = ()

    def _assign(self, value: Any) -> None:
        _MEMBER.__get__(self).value = value

    value = property(lambda self: _MEMBER.__get__(self).value, _assign)

    def link(self, cell: Variable) -> None:
        """Stand for another cell."""
        _store(self, cell)

    def unlink(self) -> None:
        """Be a cell of its own again, unset."""
        self.__class__ = Variable  # type: ignore[assignment] # a cell changes its kind in place
        self.unset()


def link(cell: Variable, other: Variable) -> LinkedVariable:
    """Turn a cell into one that stands for another."""
    cell.__class__ = LinkedVariable
    assert isinstance(cell, LinkedVariable)
    cell.link(other)
    return cell


def not_writable(name: str) -> Exception:
    """Return the error of an assignment to a variable that is read-only or constant."""
    from pwsh_emu.runtime.errors import runtime_error

    return runtime_error(
        "VariableNotWritable",
        f"Cannot overwrite variable {name} because it is read-only or constant.",
        "WriteError",
        name,
        type_name="System.Management.Automation.SessionStateUnauthorizedAccessException",
    )


class Scope:
    """One level of variables, functions, aliases and drives. ``parent`` is None for the global scope.

    ``kind`` is "global", "module", "script" or "local". ``state`` is the SessionState (global's or a module's) it belongs to.
    ``script`` is the scope that ``$script:`` names; ``root`` the nearest scope, this one included, that may hold functions or aliases;
    ``types`` the classes and enumerations defined here; ``frame`` the running Frame whose ``$args`` and the like belong to this scope;
    ``shared`` the AllScope variables that scripts made, which the scopes below this one have, too.
    """

    __slots__ = ("aliases", "drives", "frame", "functions", "kind", "parent", "root", "script", "shared", "state", "strict", "types", "variables")

    def __init__(self, parent: Scope | None = None, kind: str = "local", state: Any = None) -> None:
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, Any] | None = None
        self.aliases: dict[str, Any] | None = None
        self.drives: dict[str, Any] | None = None
        self.types: dict[str, Any] | None = None
        self.frame: Any = None
        self.parent = parent
        self.kind = kind
        self.strict: int | None = None  # Set-StrictMode of this scope: 0 off, 1, 2, 3; None inherits
        if parent is None:
            self.state = state
            self.root: Scope = self
            self.script: Scope = self
            self.shared: dict[str, Variable] | None = None
        else:
            self.shared = parent.shared
            self.state = state if state is not None else parent.state
            if kind == "local":
                self.root = parent.root
                self.script = parent.script
            else:
                self.root = self
                self.script = self

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
            if cell is not None and cell.value is not UNSET and (scope is self or not cell._options or "Private" not in cell._options):
                return cell
            scope = scope.parent
        return None

    def cell(self, name: str, spelled: str | None = None) -> Variable:
        """Return this scope's own cell of a lower-case name, made (unset) where it is missing."""
        cell = self.variables.get(name)
        if cell is None:
            if name in ALL_SCOPE:
                return self.top.cell(name, spelled) if self.parent is not None else self._new(name, spelled)
            if self.shared and name in self.shared:
                return self.shared[name]
            cell = self.variables[name] = Variable(spelled or name)
        return cell

    def own(self, name: str) -> Variable | None:
        """Return this scope's own cell of a lower-case name, or the AllScope one that it shares; None where there is none."""
        return self.cell(name) if name in self.variables or name in (self.shared or ()) else None

    def share(self, cell: Variable) -> None:
        """Let the scopes that are made below this one from now on have a variable, too."""
        self.shared = {**(self.shared or {}), cell.name.lower(): cell}

    def _new(self, name: str, spelled: str | None) -> Variable:
        cell = self.variables[name] = Variable(spelled or name)
        return cell

    @property
    def top(self) -> Scope:
        """The global scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def define_alias(self, name: str, info: Any) -> None:
        """Give this scope an alias."""
        if self.aliases is None:
            self.aliases = {}
            self.root = self
        self.aliases[name.lower()] = info

    def define_function(self, name: str, info: Any) -> None:
        """Put a function into this scope under its name without regard to case."""
        if self.functions is None:
            self.functions = {}
            self.root = self
        self.functions[name.lower()] = info

    def strict_mode(self) -> int:
        """Return the Set-StrictMode version in force here, 0 for off."""
        scope: Scope | None = self
        while scope is not None:
            if scope.strict is not None:
                return scope.strict
            scope = scope.parent
        return 0
