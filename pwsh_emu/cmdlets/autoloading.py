"""Modules below PSModulePath whose commands can be called before they are imported: which commands they have is read from their files.

Rules: about_Modules, $PSModuleAutoLoadingPreference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.module_files import ModuleFinder, root_of
from pwsh_emu.runtime.errors import ParseFailure, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_RUNNING = "module autoloading"
_KNOWN = "module commands"


class _Reader(ModuleFinder):
    """Looks into module files."""

    def commands(self, path: str) -> set[str]:
        """Return the lower-case names of the functions and aliases that a module file offers, read once for each state of the file."""
        cache: dict[str, tuple[Any, set[str]]] = self.session.services.setdefault(_KNOWN, {})
        stamp = self.session.services["files"].status(path).modified
        known = cache.get(path)
        if known is None or known[0] != stamp:
            try:
                known = (stamp, self._read(path))
            except (PSError, ParseFailure, OSError, ValueError):
                known = (stamp, set())
            cache[path] = known
        return known[1]

    def _read(self, path: str) -> set[str]:
        if not path.lower().endswith(".psd1"):
            return self._defined(path)
        manifest = self.manifest(path)
        names: set[str] = set()
        for key in ("functionstoexport", "aliasestoexport"):
            given = manifest.get(key)
            names.update(str(name).lower() for name in (given if isinstance(given, list) else [given]) if name)
        root = root_of(manifest)
        if root and ("functionstoexport" not in manifest or any("*" in name for name in names)):
            file = self.file_at(f"{path.rpartition('/')[0]}/{root}")
            if file is not None:
                names.update(self._defined(file))
        return names

    def _defined(self, path: str) -> set[str]:
        """Return the functions at the top of a script module."""
        from pwsh_emu.language import ast as tree
        from pwsh_emu.language.parser import parse

        body = parse(self.text(path), path).ast.end_block
        return {one.name.lower() for one in (body.statements if body is not None else ()) if isinstance(one, tree.FunctionDefinitionAst)}


def autoload(session: Session, name: str) -> Any:
    """Import the module that has a command of a name, and return the command; None where there is none."""
    if session.services.get(_RUNNING):
        return None
    preference = session.scope.find("psmoduleautoloadingpreference")
    mode = str(preference.value).lower() if preference is not None and preference.value is not None else "all"
    module, qualified, command = name.rpartition("\\")
    if mode == "none" or (mode == "modulequalified" and not qualified):
        return None
    path = _module_of(session, module, command.lower())
    if path is None:
        return None
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.discovery import find
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands
    from pwsh_emu.runtime.redirection import nowhere

    session.services[_RUNNING] = True
    try:
        arguments = [Argument("Name", path, True, text="-Name:"), Argument("Global", None, False)]
        run_commands(session, [CommandCall("Import-Module", arguments)], nowhere)
        return find(session, name)
    except PSError:
        return None
    finally:
        session.services[_RUNNING] = False


def _module_of(session: Session, module: str, command: str) -> str | None:
    """Return the file of the first module that offers a command."""
    reader = _Reader(session)
    files = session.services["files"]
    for folder in dict.fromkeys(reader.search_path()):
        if not files.is_directory(folder):
            continue
        for entry in [module] if module else sorted(files.names(folder)):
            path = reader.file_at(f"{folder}/{entry}") if files.is_directory(f"{folder}/{entry}") else None
            if path is not None and command in reader.commands(path):
                return path
    return None
