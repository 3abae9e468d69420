"""Text that holds data: ConvertFrom-StringData, Import-PowerShellDataFile, Import-LocalizedData."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.textfiles import read_file, source_paths
from pwsh_emu.runtime import culture
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.datafile import read_data_file
from pwsh_emu.runtime.errors import NetException, ParseFailure, PSError
from pwsh_emu.runtime.values import Hashtable, PSArray

_INVALID_OPERATION = "System.InvalidOperationException"
_PS_INVALID_OPERATION = "System.Management.Automation.PSInvalidOperationException"
_NO_FILE_NAME = (
    "The FileName parameter was not specified. The FileName parameter is required when Import-LocalizedData is not called from a script file."
)


@implements("ConvertFrom-StringData")
class ConvertFromStringData(Cmdlet):
    """Converts a string containing one or more key and value pairs to a hash table."""

    StringData: Any = ""
    Delimiter: Any = "="

    def process(self) -> None:
        result = Hashtable()
        delimiter = str(self.Delimiter)
        for line in str(self.StringData).split("\n"):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            name, found, value = text.partition(delimiter)
            if not found:
                raise self._refuse(f"Data line '{text}' is not in 'name=value' format. ")
            key = self._unescaped(name.strip())
            if key in result:
                raise self._refuse(f"Data item '{key}' in line '{text}' is already defined. ")
            result.set(key, self._unescaped(value.strip()))
        self.write(result)

    def _unescaped(self, text: str) -> str:
        if "\\" not in text:
            return text
        from pwsh_emu.runtime import members

        try:
            return str(members.invoke_static(self.session, self.session.types.resolve("regex"), "Unescape", [text]))
        except (PSError, NetException) as error:
            exception = error.exception if isinstance(error, NetException) else error.record.exception.inner or error.record.exception
            raise self.terminate(self.error(exception.type_name, exception.message, exception.type_name, "NotSpecified")) from None

    def _refuse(self, message: str) -> PSError:
        return self.terminate(self.error("System.Management.Automation.PSInvalidOperationException", message, "InvalidOperation", "InvalidOperation"))


@implements("Import-PowerShellDataFile")
class ImportPowerShellDataFile(Cmdlet):
    """Imports values from a .psd1 file without invoking its contents."""

    Path: Any = None
    LiteralPath: Any = None
    SkipLimitCheck: Any = False

    def process(self) -> None:
        literal = self.LiteralPath is not None
        for path in source_paths(self, self.LiteralPath if literal else self.Path, literal=literal):
            files = self.session.services["files"]
            if not files.exists(path) or files.is_directory(path):
                message = f"The specified path '{path}' was not found."
                record = self.error("System.Management.Automation.ItemNotFoundException", message, "PathNotFound", "ObjectNotFound", path)
                raise self.terminate(record)
            self._read(path, read_file(self, path))

    def _read(self, path: str, text: str) -> None:
        from pwsh_emu.language.ast import HashtableAst

        try:
            self.write(read_data_file(self.session, text, path, limited=not self.SkipLimitCheck))
        except ParseFailure:
            self._invalid(path, "CouldNotParseAsPowerShellDataFile")
        except PSError:
            from pwsh_emu.language.parser import parse

            if not any(isinstance(node, HashtableAst) for node in parse(text, path).ast.walk()):
                self._invalid(path, "CouldNotParseAsPowerShellDataFileNoHashtableRoot")
                return
            message = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions."
            raise self.terminate(self.error(_INVALID_OPERATION, message, _INVALID_OPERATION, "NotSpecified")) from None

    def _invalid(self, path: str, error_id: str) -> None:
        message = f"The file '{path}' could not be parsed as a PowerShell Data File."
        self.write_error(self.error(_INVALID_OPERATION, message, error_id, "InvalidData"))


@implements("Import-LocalizedData")
class ImportLocalizedData(Cmdlet):
    """Imports language-specific data into scripts and functions based on the UI culture that's selected for the operating system."""

    BindingVariable: Any = None
    UICulture: Any = None
    BaseDirectory: Any = None
    FileName: Any = None
    SupportedCommand: Any = None

    def process(self) -> None:
        path = self._find()
        if path is None:
            return
        try:
            data = self._evaluated(read_file(self, path))
        except (PSError, NetException) as error:
            exception = error.record.exception if isinstance(error, PSError) else error.exception
            message = f"The following error occurred while PowerShell was loading the '{path}' script data file:\n{exception.message}."
            raise self._refuse(message) from None
        if self.BindingVariable is None:
            self.write(data)
        else:
            self._bind(str(self.BindingVariable), data)

    def _bind(self, name: str, data: Any) -> None:
        """Store what was read in a variable of the caller's scope, or of the scope that its name says."""
        from pwsh_emu.runtime.variables import scope_of

        prefix, colon, rest = name.rpartition(":")
        if not rest:
            message = f"The BindingVariable name '{name}' is invalid."
            self.write_error(self.error(_PS_INVALID_OPERATION, message, "ImportLocalizedData", "InvalidArgument", name))
            return
        scope = scope_of(self.session, self.session.scope, prefix) if colon else self.session.scope
        if scope is None:
            scope, rest = self.session.scope, name
        scope.cell(rest.lower(), rest).force(data)

    def _evaluated(self, text: str) -> Any:
        """Return what a file's text gives, which is restricted language: -SupportedCommand names the commands in place of the usual one.

        Raises PSError or NetException where it is anything else, or where it fails.
        """
        from pwsh_emu.language.parser import parse
        from pwsh_emu.language.semantics import check_block
        from pwsh_emu.language.semantics.resolver import TypeResolver
        from pwsh_emu.runtime.scriptblock import ScriptBlock
        from pwsh_emu.runtime.types.scriptblocks import parse_exception

        result = parse(text)
        source = result.ast.source
        commands = {str(name).lower() for name in as_list(self.SupportedCommand)} if self.SupportedCommand is not None else {"convertfrom-stringdata"}
        errors = result.errors or check_block(result.ast, TypeResolver([], source.types), commands, [], environment=False)
        if errors:
            raise parse_exception(ParseFailure(errors, source))
        values = ScriptBlock(self.session, result.ast).invoke([])
        return values[0] if len(values) == 1 else PSArray(values) if values else None

    def _refuse(self, message: str) -> PSError:
        return self.terminate(self.error(_PS_INVALID_OPERATION, message, "InvalidOperation", "InvalidOperation"))

    def _find(self) -> str | None:
        """Return the file of the culture, of its parents, or of the folder itself."""
        caller = self._caller()
        if not self.FileName and not caller:
            raise self._refuse(_NO_FILE_NAME)
        folder = next(source_paths(self, str(self.BaseDirectory or os.path.dirname(caller) or "."), literal=False))
        name = str(self.FileName) if self.FileName else os.path.basename(caller)
        if "/" in name:
            raise self._refuse("The argument for the FileName parameter should not contain a path.")
        name = os.path.splitext(name)[0] + ".psd1"
        chosen = str(self.UICulture) if self.UICulture is not None else culture.current_ui(self.session).name
        found = culture.localized_file(self.session.services["files"], folder, name, chosen)
        if found is not None:
            return found
        place = os.path.join(folder, chosen)
        message = f"Cannot find the PowerShell data file '{name}' in directory '{place}', or in any parent culture directories."
        self.write_error(
            self.error(
                _PS_INVALID_OPERATION,
                message,
                "ImportLocalizedData",
                "ObjectNotFound",
                os.path.join(folder, chosen, name),
            )
        )
        return None

    def _caller(self) -> str:
        """Return the path of the script that calls, "" at the prompt."""
        for frame in reversed(self.session.call_stack):
            block = getattr(frame, "script_block", None) or getattr(frame, "block", None)
            file = getattr(getattr(getattr(block, "ast", None), "source", None), "file", None)
            if file:
                return str(file)
        return ""
