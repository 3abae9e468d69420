"""Export-Alias and Import-Alias: aliases in files, as comma-separated values or as a script."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.aliases import WriteAlias, matching_aliases, visible_aliases
from pwsh_emu.cmdlets.scopes import scope_named
from pwsh_emu.cmdlets.textfiles import open_target, read_file, source_paths
from pwsh_emu.runtime.command import AliasInfo, Cmdlet, implements
from pwsh_emu.runtime.discovery import find_direct
from pwsh_emu.runtime.knowntypes import enumeration
from pwsh_emu.runtime.records import user_name

_AUTOMATION = "System.Management.Automation."
_FIELDS = 4


@implements("Export-Alias")
class ExportAlias(Cmdlet):
    """Exports information about currently defined aliases to a file."""

    Path: Any = None
    LiteralPath: Any = None
    Name: Any = None
    PassThru: Any = False
    As: Any = "Csv"
    Append: Any = False
    Force: Any = False
    NoClobber: Any = False
    Description: Any = None
    Scope: Any = None

    def begin(self) -> None:
        self._found: list[AliasInfo] = []

    def process(self) -> None:
        scope = scope_named(self, self.Scope) if self.Scope is not None else None
        table = visible_aliases(self.session, scope)
        for name in map(str, self.Name or ["*"]):
            self._found += matching_aliases(self, table, name)

    def end(self) -> None:
        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.Path)
        if not self.should_process(path):
            return
        file = open_target(self, path, literal=literal, append=bool(self.Append), force=bool(self.Force), no_clobber=bool(self.NoClobber))
        script = str(self.As) == "Script"
        file.write_text("".join(f"{line}\n" for line in self._header()))
        for info in self._found:
            file.write_text((_script_line(info) if script else _csv_line(info)) + "\n")
            if self.PassThru:
                self.write(info)
        file.finish()

    def _header(self) -> list[str]:
        import socket

        from pwsh_emu.runtime.members import get_static_property, invoke_method

        now = get_static_property(self.session, self.session.types.resolve("System.DateTime"), "Now")
        shown = invoke_method(self.session, now, "ToString", ["F"])
        lines = ["# Alias File", f"# Exported by : {user_name()}", f"# Date/Time : {shown}", f"# Computer : {socket.gethostname()}"]
        if self.Description is not None:
            lines += [f"# {line}" for line in str(self.Description).split("\n")]
        return lines


def _csv_line(info: AliasInfo) -> str:
    fields = (info.name, info.definition, info.description, info.options)
    return ",".join('"' + str(field).replace('"', '""') + '"' for field in fields)


def _script_line(info: AliasInfo) -> str:
    return f'set-alias -Name:"{info.name}" -Value:"{info.definition}" -Description:"{info.description}" -Option:"{info.options}"'


@implements("Import-Alias")
class ImportAlias(WriteAlias):
    """Imports an alias list from a file."""

    Path: Any = None
    LiteralPath: Any = None

    def process(self) -> None:
        literal = self.LiteralPath is not None
        paths = list(source_paths(self, self.LiteralPath if literal else self.Path, literal=literal, must_exist=not literal))
        if len(paths) > 1:
            message = f"Cannot perform operation because the path '{self.Path}' resolved to more than one file. Import-Alias reads one file only."
            raise self.terminate(self.error(f"{_AUTOMATION}PSNotSupportedException", message, "NotSupported", "NotImplemented"))
        for path in paths:
            for number, line in enumerate(read_file(self, path).splitlines(), 1):
                if line.strip() and not line.startswith("#"):
                    self._import(path, number, line)

    def _import(self, path: str, number: int, line: str) -> None:
        """Make the alias of one line."""
        import csv

        fields = next(csv.reader([line]))
        if len(fields) != _FIELDS:
            message = f"Cannot import aliases from file '{path}': line number {number} is not in the correct format."
            record = self.error("System.IO.FileFormatException", message, "ImportAliasFileFormatError", "ReadError", path)
            raise self.terminate(record)
        self.Name, self.Value, self.Description, self.Option = fields
        known = enumeration(f"{_AUTOMATION}ScopedItemOptions").names
        if any(option.strip() not in known for option in str(self.Option).split(",")):
            message = f"Cannot import aliases from file '{path}': line number {number} has an option that is not valid: {self.Option}."
            self.write_error(self.error("System.ArgumentException", message, "ImportAliasOptionsError", "ReadError", path))
            return
        if not self.should_process(f"Name: {self.Name} Value: {self.Value}", "Import Alias"):
            return
        scope = self.target()
        there = self.existing(scope) if self.Scope is not None else find_direct(self.session, str(self.Name))
        if isinstance(there, AliasInfo) and not self.Force:
            message = f"The alias is not allowed, because an alias with the name '{self.Name}' already exists."
            kind = f"{_AUTOMATION}SessionStateException"
            self.write_error(self.error(kind, message, "AliasAlreadyExists", "ResourceExists", self.Name))
            return
        self.put(scope)
