"""The Variable, Function and Alias providers: what the running scope knows, as drives."""

from __future__ import annotations

from collections.abc import Iterator

from pwsh_emu.providers.base import AUTOMATION, Provider, ProviderError, already_there, bad_argument, null_argument, sorted_names
from pwsh_emu.runtime.command import AliasInfo, FunctionInfo
from pwsh_emu.runtime.scopes import UNSET, Variable
from pwsh_emu.runtime.values import PSArray

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session


def _is_protected(options: Any, force: bool) -> bool:
    return "Constant" in options or ("ReadOnly" in options and not force)


def _not_writable(kind: str, name: str) -> ProviderError:
    message = f"Cannot overwrite {kind} {name} because it is read-only or constant."
    return ProviderError(
        AUTOMATION + "SessionStateUnauthorizedAccessException",
        message,
        f"{kind.capitalize()}NotWritable",
        "WriteError",
        name,
        data={"ItemName": name},
    )


def _not_removable(kind: str, name: str) -> ProviderError:
    if kind == "alias":
        message = f"Alias was not removed because alias {name} is constant or read-only."
    elif kind == "function":
        message = f"Cannot remove function {name} because it is constant."
    else:
        message = (
            f"Cannot remove {kind} {name} because it is constant or read-only. "
            f"If the {kind} is read-only, try the operation again specifying the Force option."
        )
    return ProviderError(
        AUTOMATION + "SessionStateUnauthorizedAccessException",
        message,
        f"{kind.capitalize()}NotRemovable",
        "WriteError",
        name,
        data={"ItemName": name},
    )


class VariableProvider(Provider):
    name = "Variable"

    def exists(self, session: Session, path: str) -> bool:
        return path == "" or self._found(session, path) is not None

    @staticmethod
    def _found(session: Session, path: str) -> Variable | None:
        from pwsh_emu.runtime.variables import automatic_variable

        return session.scope.find(path.lower()) or automatic_variable(session, path.lower())

    def child_names(self, session: Session, path: str, force: bool = False) -> list[str]:
        from pwsh_emu.runtime.variables import AUTOMATIC

        if path:
            return []
        found: dict[str, str] = {}
        for name in AUTOMATIC:
            automatic = self._found(session, name)
            if automatic is not None:
                found[name] = automatic.name
        for scope in session.scope.chain():
            for key, cell in scope.variables.items():
                if cell.value is not UNSET and (scope is session.scope or not cell.options or "Private" not in cell.options):
                    found.setdefault(key, cell.name)
        return sorted_names(found.values())

    def _cell(self, session: Session, path: str) -> Variable:
        cell = self._found(session, path)
        assert cell is not None
        return cell

    def item(self, session: Session, path: str) -> Any:
        return self._cell(session, path)

    def new_item(self, session: Session, path: str, kind: str | None, value: Any, force: bool) -> Any:
        if not force and self._found(session, path) is not None:
            raise already_there(path)
        return self.set_item(session, path, value)

    def set_item(self, session: Session, path: str, value: Any, force: bool = False) -> Any:
        cell = self._found(session, path)
        if cell is None:
            cell = session.scope.cell(path.lower(), path)
        if cell.options and _is_protected(cell.options, force):
            raise _not_writable("variable", cell.name)
        if cell.options and force:
            cell.options = None
        cell.value = value
        return self.item(session, path)

    def clear_item(self, session: Session, path: str, force: bool = False) -> Any:
        self.set_item(session, path, None, force)
        return None

    def remove_item(self, session: Session, path: str, force: bool) -> None:
        cell = self._cell(session, path)
        if cell.options and _is_protected(cell.options, force):
            raise _not_removable("variable", cell.name)
        cell.value = UNSET
        cell.attributes = None

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        value = self._cell(session, path).value
        self.remove_item(session, path, force)
        return self.set_item(session, new_name, value)

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        yield self.set_item(session, target, self._cell(session, path).value)

    def read_content(self, session: Session, path: str) -> Iterator[Any]:
        from pwsh_emu.runtime.enumeration import iterate

        yield from iterate(self._cell(session, path).value)

    def write_content(self, session: Session, path: str, values: list[Any]) -> None:
        self.set_item(session, path, values[0] if len(values) == 1 else PSArray(values))

    def clear_content(self, session: Session, path: str) -> None:
        self.set_item(session, path, None)


class _NamedInScopes(Provider):
    """Items that scopes keep by lower-case name in one of their tables, the innermost first."""

    table = ""

    def _table(self, scope: Scope) -> dict[str, Any]:
        return getattr(scope, self.table) or {}

    def _find(self, session: Session, path: str) -> tuple[Any, Any]:
        """Return the scope that holds an item and the item, or (None, None)."""
        key = path.lower()
        for scope in session.scope.chain():
            found = self._table(scope).get(key)
            if found is not None:
                return scope, found
        return None, None

    def exists(self, session: Session, path: str) -> bool:
        return path == "" or self._find(session, path)[1] is not None

    def child_names(self, session: Session, path: str, force: bool = False) -> list[str]:
        if path:
            return []
        found: dict[str, str] = {}
        for scope in session.scope.chain():
            for key, info in self._table(scope).items():
                found.setdefault(key, info.name)
        return sorted_names(found.values())

    def item(self, session: Session, path: str) -> Any:
        return self._find(session, path)[1]

    def new_item(self, session: Session, path: str, kind: str | None, value: Any, force: bool) -> Any:
        if value is None:
            raise null_argument("value", "NewItemValueNotSpecified", path)
        if not force and self.exists(session, path):
            raise already_there(path)
        return self.set_item(session, path, value)

    def set_options(self, session: Session, path: str, options: str) -> Any:
        info = self._find(session, path)[1]
        info.options = options
        return info

    def remove_item(self, session: Session, path: str, force: bool) -> None:
        scope, info = self._find(session, path)
        if _is_protected(info.options, force):
            raise _not_removable(self.name.lower(), path)
        del self._table(scope)[path.lower()]
        session.command_epoch += 1

    def clear_item(self, session: Session, path: str, force: bool = False) -> Any:
        """Remove the item: a function or an alias without a value is none."""
        self.remove_item(session, path, force)
        return None


class FunctionProvider(_NamedInScopes):
    name = "Function"
    table = "functions"

    def set_item(self, session: Session, path: str, value: Any, force: bool = False) -> Any:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        if value is None and self.exists(session, path):
            self.remove_item(session, path, force)
            return None
        if isinstance(value, FunctionInfo):
            value = value.script_block
        if isinstance(value, str):
            value = ScriptBlock.create(session, value)
        if not isinstance(value, ScriptBlock):
            raise bad_argument("value")
        scope, function = self._find(session, path)
        if function is not None and _is_protected(function.options, force):
            raise _not_writable("function", path)
        scope = scope or session.scope
        made = FunctionInfo(path, value)
        scope.define_function(path, made)
        session.command_epoch += 1
        return made

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        scope, function = self._find(session, path)
        del scope.functions[path.lower()]
        renamed = FunctionInfo(new_name, function.script_block, function.command_type, function.module)
        scope.functions[new_name.lower()] = renamed
        return renamed

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        yield self.set_item(session, target, self._find(session, path)[1])

    def read_content(self, session: Session, path: str) -> Iterator[Any]:
        yield self._find(session, path)[1].script_block

    def write_content(self, session: Session, path: str, values: list[Any]) -> None:
        from pwsh_emu.runtime.conversion import to_string

        self.set_item(session, path, values[0] if len(values) == 1 else "\n".join(to_string(session, value) for value in values))


class AliasProvider(_NamedInScopes):
    name = "Alias"
    table = "aliases"

    def set_item(self, session: Session, path: str, value: Any, force: bool = False) -> Any:
        from pwsh_emu.runtime.conversion import to_string

        if value is None and self.exists(session, path):
            self.remove_item(session, path, force)
            return None
        scope, alias = self._find(session, path)
        if alias is not None and _is_protected(alias.options, force):
            message = f"Alias is not writeable because alias {path} is read-only or constant and cannot be written to."
            raise ProviderError(AUTOMATION + "SessionStateUnauthorizedAccessException", message, "AliasNotWritable", "WriteError", path)
        scope = scope or session.scope
        definition = value.name if isinstance(value, (AliasInfo, FunctionInfo)) else to_string(session, value)
        kept = {} if alias is None or force else {"options": alias.options, "description": alias.description}
        made = AliasInfo(path, definition, **kept)
        scope.define_alias(path, made)
        session.command_epoch += 1
        return made

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        scope, alias = self._find(session, path)
        del scope.aliases[path.lower()]
        return self.set_item(session, new_name, alias.definition)

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        yield self.set_item(session, target, self._find(session, path)[1].definition)

    def read_content(self, session: Session, path: str) -> Iterator[Any]:
        yield self._find(session, path)[1].definition

    def write_content(self, session: Session, path: str, values: list[Any]) -> None:
        self.set_item(session, path, values[0] if values else "")
