"""Get-, Set-, New- and Remove-Alias."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.cmdlets.scopes import scope_named
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.runtime.collation import sort_key
from pwsh_emu.runtime.command import AliasInfo, Cmdlet, implements
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.wildcard import WildcardPattern

_UNAUTHORIZED = "System.Management.Automation.SessionStateUnauthorizedAccessException"


def visible_aliases(session: Any, scope: Scope | None = None) -> dict[str, AliasInfo]:
    """Return all aliases that can be seen (or those of one scope), by lower-case name."""
    found: dict[str, AliasInfo] = {}
    for one in [scope] if scope is not None else session.scope.chain():
        for key, info in (one.aliases or {}).items():
            found.setdefault(key, info)
    return found


def options_text(value: Any) -> str:
    """Return ScopedItemOptions as an AliasInfo keeps them."""
    return "None" if value is None else str(value)


def matching_aliases(
    cmdlet: Cmdlet, table: dict[str, AliasInfo], text: str, what: str = "name", exclude: Iterable[WildcardPattern] = ()
) -> list[AliasInfo]:
    """Return the aliases whose name (or definition) fits a text, in order of their names; a plain text that none has is an error."""
    pattern = WildcardPattern(text, True)
    found = [info for info in table.values() if pattern.matches(str(getattr(info, what))) and not any(one.matches(info.name) for one in exclude)]
    if not found and not has_wildcard(text):
        message = f"This command cannot find a matching alias because an alias with the {what} '{text}' does not exist."
        cmdlet.write_error(
            cmdlet.error("System.Management.Automation.ItemNotFoundException", message, "ItemNotFoundException", "ObjectNotFound", text)
        )
    return sorted(found, key=lambda one: sort_key(one.name))


@implements("Get-Alias")
class GetAlias(Cmdlet):
    """Gets the aliases for the current session."""

    Name: Any = None
    Exclude: Any = None
    Scope: Any = None
    Definition: Any = None

    def process(self) -> None:
        scope = scope_named(self, self.Scope) if self.Scope is not None else None
        table = visible_aliases(self.session, scope)
        exclude = [WildcardPattern(str(one), True) for one in self.Exclude or ()]
        what = "name" if self.Definition is None else "definition"
        for text in map(str, (self.Name or ["*"]) if self.Definition is None else self.Definition):
            self.write_all(matching_aliases(self, table, text, what, exclude))


class WriteAlias(Cmdlet):
    """What Set-Alias and New-Alias share."""

    Name: Any = ""
    Value: Any = ""
    Description: Any = ""
    Option: Any = None
    PassThru = False
    Scope: Any = None
    Force = False

    def put(self, scope: Scope) -> None:
        """Make the alias in a scope."""
        name = str(self.Name)
        info = AliasInfo(name, str(self.Value), options_text(self.Option), str(self.Description or ""))
        scope.define_alias(name, info)
        self.session.command_epoch += 1
        if self.PassThru:
            self.write(info)

    def target(self) -> Scope:
        return scope_named(self, self.Scope) if self.Scope is not None else self.session.scope

    def existing(self, scope: Scope) -> AliasInfo | None:
        """Return the alias that is in the way: one of the scope, or one that all scopes share."""
        key = str(self.Name).lower()
        found = (scope.aliases or {}).get(key)
        if found is None:
            top = (scope.top.aliases or {}).get(key)
            if top is not None and "AllScope" in str(top.options):
                found = top
        return found


@implements("Set-Alias")
class SetAlias(WriteAlias):
    """Creates or changes an alias for a cmdlet or other command in the current PowerShell session."""

    def process(self) -> None:
        scope = self.target()
        name = str(self.Name)
        existing = self.existing(scope)
        if existing is not None and ("Constant" in str(existing.options) or ("ReadOnly" in str(existing.options) and not self.Force)):
            message = f"Alias is not writeable because alias {name} is read-only or constant and cannot be written to."
            self.write_error(self.error(_UNAUTHORIZED, message, "AliasNotWritable", "WriteError", name))
            return
        if self.should_process(f"Name: {name} Value: {self.Value}", "Set Alias"):
            if existing is not None and "AllScope" in str(existing.options) and scope.top is not scope:
                scope = scope.top
            self.put(scope)


@implements("New-Alias")
class NewAlias(WriteAlias):
    """Creates a new alias."""

    def process(self) -> None:
        scope = self.target()
        name = str(self.Name)
        existing = self.existing(scope)
        if existing is not None and not self.Force:
            message = f"The alias is not allowed, because an alias with the name '{name}' already exists."
            self.write_error(self.error("System.Management.Automation.SessionStateException", message, "AliasAlreadyExists", "ResourceExists", name))
            return
        if existing is not None and "Constant" in str(existing.options):
            message = f"Alias is not writeable because alias {name} is read-only or constant and cannot be written to."
            self.write_error(self.error(_UNAUTHORIZED, message, "AliasNotWritable", "WriteError", name))
            return
        if self.should_process(f"Name: {name} Value: {self.Value}", "New Alias"):
            self.put(scope)


@implements("Remove-Alias")
class RemoveAlias(Cmdlet):
    """Remove an alias from the current session."""

    Name: Any = None
    Scope: Any = None
    Force = False

    def process(self) -> None:
        scopes = [scope_named(self, self.Scope)] if self.Scope is not None else list(self.session.scope.chain())
        for name in self.Name or ():
            text = str(name)
            for scope in scopes:
                info = (scope.aliases or {}).get(text.lower())
                if info is not None:
                    self._remove(scope, info, text)
                    break
            else:
                message = f"This command cannot find a matching alias because an alias with the name '{text}' does not exist."
                self.write_error(
                    self.error("System.Management.Automation.ItemNotFoundException", message, "ItemNotFoundException", "ObjectNotFound", text)
                )

    def _remove(self, scope: Scope, info: AliasInfo, name: str) -> None:
        options = str(info.options)
        if "Constant" in options or ("ReadOnly" in options and not self.Force):
            message = f"Alias was not removed because alias {name} is constant or read-only."
            self.write_error(self.error(_UNAUTHORIZED, message, "AliasNotRemovable", "WriteError", name))
            return
        assert scope.aliases is not None
        del scope.aliases[name.lower()]
        self.session.command_epoch += 1
