"""Get-, Set-, New-, Remove- and Clear-Variable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwsh_emu.cmdlets.scopes import scope_named
from pwsh_emu.runtime.collation import sort_key
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.scopes import UNSET, Scope, Variable
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray
from pwsh_emu.runtime.variables import AUTOMATIC, automatic_variable
from pwsh_emu.runtime.wildcard import WildcardPattern

_UNAUTHORIZED = "System.Management.Automation.SessionStateUnauthorizedAccessException"


def has_wildcard(name: str) -> bool:
    return any(character in name for character in "*?[")


def option_set(value: Any) -> frozenset[str] | None:
    """Return ScopedItemOptions as the set that a Variable keeps."""
    names = frozenset(part.strip() for part in str(value).split(",")) - {"None", "Unspecified", ""}
    return names or None


def store(session: Any, name: str, value: Any) -> None:
    """Store a value in a variable of the current scope, or the one that a prefix names."""
    from pwsh_emu.runtime.variables import scope_of

    scope = session.scope
    prefix, colon, rest = name.partition(":")
    if colon:
        named = scope_of(session, scope, prefix)
        if named is not None:
            scope, name = named, rest
    scope.cell(name.lower(), name).value = value


class VariableCmdlet(Cmdlet):
    """What the variable cmdlets share: finding variables by name, pattern and scope."""

    Name: Any = None
    Include: Any = None
    Exclude: Any = None
    Scope: Any = None
    Force = False

    def scope(self) -> Scope:
        return scope_named(self, self.Scope) if self.Scope is not None else self.session.scope

    def patterns(self, values: Any) -> list[WildcardPattern]:
        return [WildcardPattern(str(value), True) for value in values or ()]

    def wanted(self, name: str) -> bool:
        """Tell whether -Include and -Exclude let a name pass."""
        include, exclude = self.patterns(self.Include), self.patterns(self.Exclude)
        return (not include or any(one.matches(name) for one in include)) and not any(one.matches(name) for one in exclude)

    def named(self, names: Iterable[Any]) -> Iterator[Variable]:
        """Yield the variables of names and patterns; a plain name that there is not is an error."""
        for name in names:
            text = str(name)
            found = [cell for cell in self.matching(text) if self.wanted(cell.name)]
            if not found and not has_wildcard(text):
                self.not_found(text)
            yield from found

    def visible(self, pattern: WildcardPattern) -> list[Variable]:
        """Return the variables of a pattern that can be seen, those of -Scope only where it is given."""
        found: dict[str, Variable] = {}
        scopes: Iterable[Scope] = [self.scope()] if self.Scope is not None else self.session.scope.chain()
        for scope in scopes:
            for key, cell in scope.variables.items():
                if key not in found and pattern.matches(cell.name) and cell.value is not UNSET:
                    if cell.options and "Private" in cell.options and scope is not self.session.scope and self.Scope is None:
                        continue
                    found[key] = cell
        if self.Scope is None:
            for name in AUTOMATIC:
                if name not in found and pattern.matches(name):
                    automatic = automatic_variable(self.session, name)
                    if automatic is not None:
                        found[name] = automatic
        return list(found.values())

    def one(self, name: str) -> Variable | None:
        """Return the variable of a plain name."""
        scope = self.scope()
        prefix, colon, rest = name.partition(":")
        if colon and prefix.lower() in ("global", "script", "local", "private", "variable"):
            from pwsh_emu.runtime.variables import find_variable

            return find_variable(self.session, name if prefix.lower() != "variable" else rest)
        key = name.lower()
        if self.Scope is not None:
            cell = scope.variables.get(key)
            return cell if cell is not None and cell.value is not UNSET else None
        return scope.find(key) or automatic_variable(self.session, key)

    def matching(self, name: str) -> list[Variable]:
        """Return the variables that a name or pattern means, by name."""
        if has_wildcard(name):
            pattern = WildcardPattern(name, True)
            return sorted(self.visible(pattern), key=lambda cell: sort_key(cell.name))
        found = self.one(name)
        return [found] if found is not None else []

    def not_found(self, name: str) -> None:
        message = f"Cannot find a variable with the name '{name}'."
        self.write_error(self.error("System.Management.Automation.ItemNotFoundException", message, "VariableNotFound", "ObjectNotFound", name))

    def refused(self, error_id: str, message: str, name: str) -> None:
        self.write_error(self.error(_UNAUTHORIZED, message, error_id, "WriteError", name))

    def not_writable(self, name: str) -> None:
        self.refused("VariableNotWritable", f"Cannot overwrite variable {name} because it is read-only or constant.", name)

    def stored(self, cell: Variable, value: Any) -> bool:
        """Store a value; report what refuses it and return False then."""
        try:
            cell.value = value
        except PSError as error:
            self.write_error(conversion_record(error))
            return False
        return True


def conversion_record(error: PSError) -> ErrorRecord:
    """Return the record of a value that a variable's type or attributes refuse."""
    if not hasattr(error, "cast"):
        return error.record
    exception = ExceptionObject(
        "System.Management.Automation.ArgumentTransformationMetadataException", error.record.exception.message, error.record.exception
    )
    return ErrorRecord(exception, "RuntimeException", "MetadataError")


def locked(cell: Variable, force: bool) -> bool:
    """Tell whether a variable is constant, or read-only without -Force."""
    options = cell.options or ()
    return "Constant" in options or ("ReadOnly" in options and not force)


@implements("Get-Variable")
class GetVariable(VariableCmdlet):
    """Gets the variables in the current console."""

    ValueOnly = False

    def process(self) -> None:
        self.scope()
        for cell in self.named(self.Name or ["*"]):
            if self.ValueOnly:
                self.write_all(iterate(cell.value))
            else:
                self.write(cell)


@implements("Set-Variable")
class SetVariable(VariableCmdlet):
    """Sets the value of a variable. Creates the variable if one with the requested name does not exist."""

    Value: Any = AUTOMATION_NULL
    Description: Any = None
    Option: Any = None
    Visibility: Any = None
    PassThru = False
    Append = False

    def begin(self) -> None:
        self._values: list[Any] = []
        self._name_from_pipeline = "Name" not in self.bound
        self._value_from_pipeline = "Value" not in self.bound

    def process(self) -> None:
        if not self._value_from_pipeline or (self._name_from_pipeline and self.Name):
            if self._name_from_pipeline:
                self._set(self.Name, None if self.Value is AUTOMATION_NULL else self.Value)
            return
        if self.Value is not AUTOMATION_NULL:
            self._values.append(self.Value)

    def end(self) -> None:
        if self._name_from_pipeline:
            return
        if not self._value_from_pipeline:
            self._set(self.Name, self.Value)
            return
        values = self._values
        if not values and "Value" not in self.bound and not self.processor.expects_input:
            self._set(self.Name, AUTOMATION_NULL)
            return
        self._set(self.Name, values[0] if len(values) == 1 else PSArray(values) if values else None)

    def _set(self, names: Any, value: Any) -> None:
        scope = self.scope()
        for name in names or ():
            text = str(name)
            cells: list[Variable | None] = list(self.matching(text)) if has_wildcard(text) else [self._existing(scope, text)]
            for cell in cells:
                if cell is None:
                    if self.wanted(text):
                        self._create(scope, text, value)
                elif self.wanted(cell.name):
                    self._change(cell, value)

    def _existing(self, scope: Scope, name: str) -> Variable | None:
        key = name.lower()
        if key in ("true", "false", "null", "?"):
            return automatic_variable(self.session, key)
        if ":" in name:
            return self.one(name)
        cell = scope.own(key)
        if cell is None and scope.top is not scope:
            top = scope.top.variables.get(key)
            if top is not None and top.options and "AllScope" in top.options:
                cell = top
        return cell if cell is not None and cell.value is not UNSET else None

    def _create(self, scope: Scope, name: str, value: Any) -> None:
        if not self._allowed(name, value):
            return
        from pwsh_emu.runtime.variables import scope_of

        prefix, colon, rest = name.partition(":")
        if colon:
            named = scope_of(self.session, scope, prefix)
            if named is not None:
                scope, name = named, rest
        cell = scope.cell(name.lower(), name)
        cell.name = name
        if self.Append and value is not AUTOMATION_NULL:
            value = PSArray([value]) if not isinstance(value, list) else value
        cell.force(None if value is AUTOMATION_NULL else value)
        if self._is_private():
            cell.options = frozenset({"Private"})
        self._dress(cell)

    def _is_private(self) -> bool:
        """Tell whether the scope is called private, which what is set then is."""
        return self.Scope is not None and str(self.Scope).lower() == "private"

    def _allowed(self, name: str, value: Any) -> bool:
        from pwsh_emu.runtime.conversion import to_string

        shown = "" if value is AUTOMATION_NULL or value is None else to_string(self.session, value)
        return self.should_process(f"Name: {name} Value: {shown}", "Set variable")

    def _change(self, cell: Variable, value: Any) -> None:
        if not self._allowed(cell.name, value):
            return
        if locked(cell, bool(self.Force)):
            self.not_writable(cell.name)
            return
        options = option_set(self.Option) if self.Option is not None else None
        if options and "Constant" in options:
            message = f"Existing variable {cell.name} cannot be made constant. Variables can be made constant only at creation time."
            self.refused("VariableCannotBeMadeConstant", message, cell.name)
            return
        before_options = cell.options
        if self.Force and cell.options and "ReadOnly" in cell.options:
            cell.options = (cell.options - {"ReadOnly"}) or None
        if self.Append and value is not AUTOMATION_NULL:
            before = cell.value
            value = PSArray([*(before if isinstance(before, list) else [before]), *(value if isinstance(value, list) else [value])])
        if value is not AUTOMATION_NULL and not self.stored(cell, value):
            return
        cell.options = before_options
        self._dress(cell)

    def _dress(self, cell: Variable) -> None:
        if self.Description is not None:
            cell.description = str(self.Description)
        if self.Option is not None:
            options = option_set(self.Option) or frozenset()
            cell.options = (options | {"Private"} if self._is_private() else options) or None
            if "AllScope" in options and ":" not in cell.name:
                self.scope().share(cell)
        if self.Visibility is not None:
            cell.visibility = str(self.Visibility)
        if self.PassThru:
            self.write(cell)


@implements("New-Variable")
class NewVariable(VariableCmdlet):
    """Creates a new variable."""

    Name: Any = ""
    Value: Any = None
    Description: Any = None
    Option: Any = None
    Visibility: Any = None
    PassThru = False

    def process(self) -> None:
        from pwsh_emu.runtime.conversion import to_string

        scope = self.scope()
        name = str(self.Name)
        key = name.lower()
        shown = "" if self.Value is None else to_string(self.session, self.Value)
        if not self.should_process(f"Name: {name} Value: {shown}", "New variable"):
            return
        cell = scope.own(key)
        existing = automatic_variable(self.session, key) if key in ("true", "false", "null", "?") else cell
        if existing is not None and existing.value is not UNSET:
            if not self.Force:
                message = f"A variable with name '{name}' already exists."
                self.write_error(
                    self.error("System.Management.Automation.SessionStateException", message, "VariableAlreadyExists", "ResourceExists", name)
                )
                return
            if locked(existing, True):
                self.not_writable(name)
                return
        made = scope.cell(key, name)
        made.unset()
        made.name = name
        made.force(self.Value)
        made.description = str(self.Description or "")
        made.options = option_set(self.Option) if self.Option is not None else None
        if made.options and "AllScope" in made.options:
            scope.share(made)
        made.visibility = str(self.Visibility or "Public")
        if self.PassThru:
            self.write(made)


@implements("Remove-Variable")
class RemoveVariable(VariableCmdlet):
    """Deletes a variable and its value."""

    def process(self) -> None:
        for cell in self.named(self.Name or ()):
            if not self.should_process(f"Name: {cell.name}", "Remove variable"):
                continue
            if locked(cell, bool(self.Force)):
                message = (
                    f"Cannot remove variable {cell.name} because it is constant or read-only. "
                    "If the variable is read-only, try the operation again specifying the Force option."
                )
                self.refused("VariableNotRemovable", message, cell.name)
            else:
                cell.unset()


@implements("Clear-Variable")
class ClearVariable(VariableCmdlet):
    """Deletes the value of a variable."""

    PassThru = False

    def process(self) -> None:
        for cell in self.named(self.Name or ()):
            if not self.should_process(f"Name: {cell.name}", "Clear variable"):
                continue
            if locked(cell, bool(self.Force)):
                self.not_writable(cell.name)
            elif self.Force and cell.options:
                cell.force(None)
            else:
                if self.Scope is None:  # what an outer scope holds stays: the name is set here
                    cell = self.session.scope.cell(cell.name.lower(), cell.name)
                if self.stored(cell, None) and self.PassThru:
                    self.write(cell)
