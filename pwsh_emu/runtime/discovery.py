"""Finds the command that a name means: alias, function, cmdlet, script file, in that order, then the same with ``Get-`` before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import AliasInfo, CommandInfo, ExternalScriptInfo
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_DEEPEST_ALIAS = 64
_SCOPES = ("global", "script", "local", "private")


class ScriptInfo(CommandInfo):
    """The command that a script block is: it has no name."""

    __slots__ = ("script_block",)

    def __init__(self, script_block: Any) -> None:
        super().__init__("", "Script", script_block.module)
        self.script_block = script_block

    @property
    def definition(self) -> str:
        return str(self.script_block.text)

    def __str__(self) -> str:
        return "" if self.script_block.metadata.is_advanced else self.definition


def find(session: Session, name: str) -> CommandInfo | None:
    """Return the command that a name means, through aliases; None where there is none."""
    for _ in range(_DEEPEST_ALIAS):
        info = find_direct(session, name)
        if not isinstance(info, AliasInfo):
            return info
        name = info.definition
    return None


def find_direct(session: Session, name: str) -> CommandInfo | None:
    """Return the command of a name without following an alias; None where there is none."""
    key = name.lower()
    scope: Any = session.scope.root
    found: Any
    while scope is not None:
        aliases = scope.aliases
        if aliases is not None:
            found = aliases.get(key)
            if found is not None:
                return found  # type: ignore[no-any-return]
        scope = scope.parent
        if scope is not None:
            scope = scope.root
    scope = session.scope.root
    while scope is not None:
        functions = scope.functions
        if functions is not None:
            found = functions.get(key)
            if found is not None:
                return found  # type: ignore[no-any-return]
        scope = scope.parent
        if scope is not None:
            scope = scope.root
    found = session.cmdlets.get(key)
    if found is not None:
        return found  # type: ignore[no-any-return]
    return _find_otherwise(session, name)


def _names_module(name: str) -> bool:
    """Tell whether a module's name may stand before the backslash of a command's: not in a path, nor behind a drive or scope."""
    return "\\" in name and "/" not in name and ":" not in name.partition("\\")[0]


def _find_otherwise(session: Session, name: str) -> CommandInfo | None:
    """Look for qualified names, script files and commands of modules that are loaded when needed."""
    if _names_module(name):
        found = _module_qualified(session, name)
        if found is not None:
            return found
    if ":" in name:
        found = _scope_qualified(session, name)
        if found is not None:
            return found
    found = _script_file(session, name)
    if found is not None:
        return found
    autoload = session.services.get("autoload")
    if autoload is not None and "/" not in name:
        loaded = autoload(session, name)
        if loaded is not None:
            return loaded  # type: ignore[no-any-return]
    return None


def _module_qualified(session: Session, name: str) -> CommandInfo | None:
    module, _, command = name.rpartition("\\")
    key, wanted = command.lower(), module.rpartition("\\")[2].lower()
    loaded = session.modules.get(wanted) if isinstance(session.modules, dict) else None
    if loaded is None:
        for own, one in (session.modules or {}).items():
            if str(own).lower() == wanted or str(getattr(one, "name", "")).lower() == wanted:
                loaded = one
                break
    if loaded is not None:
        for table in ("exported_functions", "exported_aliases", "exported_cmdlets"):
            found = (getattr(loaded, table, None) or {}).get(key)
            if found is not None:
                return found  # type: ignore[no-any-return]
        state = getattr(loaded, "state", None)
        functions = getattr(getattr(state, "scope", None), "functions", None) or {}
        if key in functions:
            return functions[key]  # type: ignore[no-any-return]
    found = session.cmdlets.get(key)
    if found is not None and found.module_name.lower() == wanted:
        return found  # type: ignore[no-any-return]
    for scope in session.scope.chain():
        one = (scope.functions or {}).get(key)
        owner = getattr(one, "module", None)
        if one is not None and owner is not None and str(getattr(owner, "name", owner)).lower() == wanted:
            return one  # type: ignore[no-any-return]
    return None


def _scope_qualified(session: Session, name: str) -> CommandInfo | None:
    head, _, rest = name.partition(":")
    kind, key = head.lower(), rest.lower()
    if kind == "function":
        return find_function(session, rest)  # type: ignore[no-any-return]
    if kind not in _SCOPES:
        return None
    scope = session.scope
    if kind == "global":
        scope = scope.top
    elif kind == "script":
        scope = scope.script
    return (scope.functions or {}).get(key)


def find_function(session: Session, name: str) -> Any:
    """Return the visible function of a name, or None."""
    key = name.lower()
    for scope in session.scope.chain():
        functions = scope.functions
        if functions is not None and key in functions:
            return functions[key]
    return None


def _script_file(session: Session, name: str) -> ExternalScriptInfo | None:
    """Return the script file that a path, or a name with .ps1 in $env:PATH, means."""
    drives = session.services.get("drives")
    files = session.services.get("files")
    if drives is None or files is None:
        return None
    is_path = "/" in name or "\\" in name or name.startswith("~") or (":" in name)
    names = [name] if name.lower().endswith(".ps1") else [name + ".ps1"]
    if not is_path:
        return _script_in_path(session, files, names[0])
    for one in names:
        path = drives.file_at(one)
        if path and is_file(files, path):
            return ExternalScriptInfo(path)
    return None


def script_at(session: Session, path: str) -> ExternalScriptInfo | None:
    """Return the script that a path to any file means, as ``pwsh -File`` takes it."""
    found = session.services["drives"].file_at(path)
    return ExternalScriptInfo(found) if found and is_file(session.services["files"], found) else None


def _script_in_path(session: Session, files: Any, name: str) -> ExternalScriptInfo | None:
    environment = session.services.get("environment") or {}
    for folder in str(environment.get("PATH", "")).split(":"):
        path = f"{folder.rstrip('/')}/{name}"
        if folder and is_file(files, path):
            return ExternalScriptInfo(path)
    return None


def resolve(session: Session, name: str) -> CommandInfo:
    """Return the command that a name means; raise CommandNotFoundException where there is none."""
    info = find(session, name)
    if info is None and name and not any(character in name for character in "-/\\:"):
        info = find(session, "Get-" + name)
    if info is None and "command not found action" in session.services:
        from pwsh_emu.runtime.types.commandintrinsics import missing_command

        info = missing_command(session, name)
    if info is None:
        raise not_found(session, name)
    return info


def not_found(session: Session, name: str) -> PSError:
    """Build the error of a name that means no command."""
    native = native_program(session, name)
    if native is not None:
        from pwsh_emu.runtime.errors import not_supported

        return not_supported(f"Running the native program '{native}'")
    if _names_module(name):
        module = name.partition("\\")[0]
        if module.strip(".") and not knows_module(session, module):
            return _module_not_loaded(module, name)
    message = (
        f"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
        "Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
    )
    exception = ExceptionObject(
        "System.Management.Automation.CommandNotFoundException", message, None, {"CommandName": name, "ErrorId": "CommandNotFoundException"}
    )
    record = ErrorRecord(exception, "CommandNotFoundException", "ObjectNotFound", name)
    exception.error_record = record
    return PSError(record)


def knows_module(session: Session, name: str) -> bool:
    """Tell whether a module is loaded or one of the built-in ones."""
    wanted = name.lower()
    if any(str(one).lower() == wanted for one in session.modules or ()):
        return True
    return any(str(info.module).lower() == wanted for info in session.cmdlets.values())


def _module_not_loaded(module: str, name: str) -> PSError:
    message = f"The module '{module}' could not be loaded. For more information, run 'Import-Module {module}'."
    exception = ExceptionObject("System.Management.Automation.CommandNotFoundException", message, None, {"CommandName": name})
    record = ErrorRecord(exception, "CouldNotAutoLoadModule", "ObjectNotFound", name)
    exception.error_record = record
    return PSError(record)


def native_program(session: Session, name: str) -> str | None:
    """Return the path of the native program that PowerShell would run, or None."""
    files = session.services.get("files")
    if files is None or not name or name.startswith("-"):
        return None
    probe = getattr(files, "is_executable", None)
    if probe is None:
        return None
    if "/" in name:
        drives = session.services.get("drives")
        try:
            path = drives.locate(name).path if drives is not None else name
        except PSError:
            return None
        return path if probe(path) else None
    environment = session.services.get("environment") or {}
    for folder in str(environment.get("PATH", "")).split(":"):
        path = f"{folder.rstrip('/')}/{name}"
        if folder and probe(path):
            return path
    return None


def is_file(files: Any, path: str) -> bool:
    """Tell whether a path is a file."""
    return bool(files.exists(path)) and not files.is_directory(path)
