"""Modules: a script's functions, variables and aliases in a scope of their own, and what of them others see.

A module's top scope stands below the global scope; ``$script:`` inside it is that scope. Importing puts the exported commands and
variables into the top scope of the importer (the session's, or the module's that imports).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import AliasInfo, FunctionInfo
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.scopes import UNSET, LinkedVariable, Scope, link
from pwsh_emu.runtime.session import SessionState
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."
_KINDS = {"functions": "function", "variables": "variable", "aliases": "alias"}
Tell = Callable[[str], Any]


def _say_nothing(text: str) -> None:
    """Take a verbose text that nobody asked for."""


class Exports:
    """What a module hands out: names by kind. ``explicit`` says that Export-ModuleMember spoke."""

    __slots__ = ("aliases", "explicit", "functions", "variables")

    def __init__(self) -> None:
        self.functions: dict[str, FunctionInfo] = {}
        self.aliases: dict[str, AliasInfo] = {}
        self.variables: dict[str, Any] = {}
        self.explicit = False


class PSModuleInfo(DotNetObject):
    """A loaded module. ``manifest`` holds the data of its .psd1 by lower-case key."""

    ps_type = builtin(_AUTOMATION + "PSModuleInfo")

    def __init__(self, name: str, path: str = "", kind: str = "Script") -> None:
        super().__init__()
        self.name = name
        self.path = path
        self.kind = kind
        self.prefix = ""
        self.state: SessionState | None = None
        self.manifest: dict[str, Any] = {}
        self.nested: list[PSModuleInfo] = []
        self.required: list[PSModuleInfo] = []
        self.access_mode = "ReadWrite"
        self.inner = False  # imported by modules only, not by the session
        self.on_remove: Any = None
        self.on_import: Callable[[Session], Any] | None = None  # what importing does beyond what the module exports
        self.imported: list[tuple[Scope, str, str]] = []  # (scope, kind, lower-case name) of what importing put where
        self.linked: list[tuple[Scope, str, LinkedVariable]] = []  # cells of the importer that stand for the module's
        self.command_names: dict[str, Any] = {}  # of modules that consist of cmdlets: name to CmdletInfo

    def __str__(self) -> str:
        return self.name

    @property
    def exports(self) -> Exports:
        if self.state is None:
            return Exports()
        if self.state.exports is None:
            self.state.exports = Exports()
        exports: Exports = self.state.exports
        return exports


def matcher(patterns: Iterable[Any] | None) -> Callable[[str], bool]:
    """Return a test for names: any of the patterns; None lets everything pass."""
    if patterns is None:
        return lambda name: True
    compiled = [WildcardPattern(str(pattern), True) for pattern in patterns]
    return lambda name: any(pattern.matches(name) for pattern in compiled)


def new_module(session: Session, name: str, path: str = "", kind: str = "Script") -> PSModuleInfo:
    """Return a module with an empty scope of its own below the global one."""
    module = PSModuleInfo(name, path, kind)
    module.state = SessionState(session.global_scope, module)
    return module


def keep(session: Session, module: PSModuleInfo) -> None:
    """Note a module as loaded under its name; another of that name (another version, another file) stays beside it."""
    key = module.name.lower()
    other = session.modules.get(key)
    if other is not None and other is not module and other.path.lower() != module.path.lower():
        session.modules[f"{key} {other.path}"] = other
    session.modules[key] = module


def run_in_module(session: Session, module: PSModuleInfo, block: Any, arguments: list[Any], out: Callable[[Any], Any]) -> None:
    """Run a script block in a module's own scope, as loading it does."""
    state = module.state
    assert state is not None
    block.state = state
    block.invoke(arguments, out=out, scope=state.scope)


def settle_exports(module: PSModuleInfo, tell: Tell = _say_nothing) -> None:
    """Export all functions and aliases where the module did not say what it exports; then what the manifest leaves of them.

    ``tell`` takes what PowerShell says of each with -Verbose.
    """
    state, exports = module.state, module.exports
    assert state is not None
    if not exports.explicit:
        for kind, source in (("function", state.scope.functions or {}), ("alias", state.scope.aliases or {})):
            for info in source.values():
                tell(f"Exporting {kind} '{info.name}'.")
        exports.functions.update(state.scope.functions or {})
        exports.aliases.update(state.scope.aliases or {})
        for nested in module.nested:
            exports.functions.update(nested.exports.functions)
            exports.aliases.update(nested.exports.aliases)
    if module.manifest:
        _restrict(exports.functions, module.manifest.get("functionstoexport"))
        _restrict(exports.aliases, module.manifest.get("aliasestoexport"))
        _restrict(exports.variables, module.manifest.get("variablestoexport"))
    for function in exports.functions.values():
        function.module = module
    for alias in exports.aliases.values():
        alias.module = module


def _restrict(table: dict[str, Any], patterns: Any) -> None:
    if patterns is None:
        return
    fits = matcher(patterns if isinstance(patterns, list) else [patterns])
    for key in [key for key, value in table.items() if not fits(value.name)]:
        del table[key]


def export_members(state: SessionState, functions: Any, aliases: Any, variables: Any, tell: Tell = _say_nothing) -> None:
    """Note what Export-ModuleMember names (patterns) as the module's exports; ``tell`` takes what it says of each with -Verbose."""
    exports: Exports = state.exports if state.exports is not None else Exports()
    state.exports = exports
    exports.explicit = True
    scope = state.scope
    present = {key: cell for key, cell in scope.variables.items() if cell.value is not UNSET} if variables else None
    tables: tuple[tuple[str, Any, dict[str, Any] | None, dict[str, Any]], ...] = (
        ("function", functions, scope.functions, exports.functions),
        ("variable", variables, present, exports.variables),
        ("alias", aliases, scope.aliases, exports.aliases),
    )
    for kind, patterns, source, target in tables:
        if patterns:
            fits = matcher(patterns)
            chosen = {key: value for key, value in (source or {}).items() if fits(value.name)}
            for value in chosen.values():
                tell(f"Exporting {kind} '{value.name}'.")
            target.update(chosen)


def import_module(
    session: Session,
    module: PSModuleInfo,
    target: Scope,
    *,
    functions: Any = None,
    aliases: Any = None,
    variables: Any = None,
    prefix: str = "",
    replaces: bool = True,
    tell: Tell = _say_nothing,
    check: Tell = _say_nothing,
) -> None:
    """Put a module's exports into a scope; ``functions``, ``aliases`` and ``variables`` choose among them by pattern.

    Where any of them is given, the other kinds are not imported, as PowerShell does. Where it does not replace, commands stay out whose
    names are taken. ``check`` looks at the name of each function, ``tell`` takes what Import-Module says of each member with -Verbose.
    """
    chosen = functions is not None or aliases is not None or variables is not None
    exports = module.exports
    prefix = prefix or str(module.manifest.get("defaultcommandprefix") or "")

    def wanted(patterns: Any) -> Callable[[str], bool]:
        return (lambda name: False) if chosen and patterns is None else matcher(patterns)

    def named(patterns: Any, table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        fits = wanted(patterns)
        for info in table.values():
            if fits(info.name):
                name = with_prefix(info.name, prefix)
                if replaces or not _is_taken(session, target, name):
                    yield name, info

    for name, function in named(functions, exports.functions):
        check(name)
        tell(f"Importing function '{name}'.")
        target.define_function(name, FunctionInfo(name, function.script_block, function.command_type, module) if prefix else function)
        module.imported.append((target, "functions", name.lower()))
    fits = wanted(variables)
    for cell in exports.variables.values():
        if fits(cell.name):
            tell(f"Importing variable '{cell.name}'.")
            key = cell.name.lower()
            held = target.variables.get(key)
            if held is not None and held is not cell:  # code that runs already looks at this cell
                module.linked.append((target, key, link(held, cell)))
            target.variables[key] = cell
            module.imported.append((target, "variables", key))
    for name, alias in named(aliases, exports.aliases):
        tell(f"Importing alias '{name}'.")
        target.define_alias(name, AliasInfo(name, alias.definition, alias.options, alias.description, module))
        module.imported.append((target, "aliases", name.lower()))


def _is_taken(session: Session, target: Scope, name: str) -> bool:
    """Tell whether a command of a name is there already: an alias or function of a scope or those above it, or a cmdlet."""
    key = name.lower()
    return key in session.cmdlets or any(key in (table or {}) for scope in target.chain() for table in (scope.aliases, scope.functions))


def with_prefix(name: str, prefix: str) -> str:
    """Return a command's name with a prefix before its noun."""
    if not prefix:
        return name
    verb, dash, noun = name.partition("-")
    return f"{verb}-{prefix}{noun}" if dash else prefix + name


def remove_module(session: Session, module: PSModuleInfo, tell: Tell = _say_nothing) -> None:
    """Take a module's imports away again and forget it; runs its OnRemove block. ``tell`` takes what Remove-Module says with -Verbose."""
    if module.on_remove is not None:
        module.on_remove.invoke([module])
    for scope, kind, name in module.imported:
        table = getattr(scope, kind)
        if table is None or name not in table:
            continue
        if kind == "variables" or getattr(table[name], "module", None) is module:
            tell(f'Removing the imported "{table[name].name}" {_KINDS[kind]}.')
            del table[name]
    for scope, key, held in module.linked:
        held.unlink()
        scope.variables[key] = held
    module.imported.clear()
    module.linked.clear()
    for key in [key for key, value in session.modules.items() if value is module]:
        del session.modules[key]
        other = next((one for one in session.modules.values() if one.name.lower() == key), None)
        if other is not None:  # another version of it is what its name means now
            session.modules = {(key if value is other else name): value for name, value in session.modules.items()}
    for one in module.nested:
        if one.inner and not any(one in other.nested for other in session.modules.values()):
            remove_module(session, one, tell)
