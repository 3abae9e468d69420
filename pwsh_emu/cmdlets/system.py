"""The session and the machine: Get-FileHash, Get-Host, Get-Culture, Get-Verb, Get-ExecutionPolicy, New-TemporaryFile."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern


@implements("Get-FileHash")
class GetFileHash(ItemCmdlet):
    """Computes the hash value for a file by using a specified hash algorithm."""

    Algorithm: Any = "SHA256"
    InputStream: Any = None

    def process(self) -> None:
        import hashlib

        algorithm = str(self.Algorithm).upper()
        if self.InputStream is not None:
            data = self._rest(self.InputStream)
            self._write_hash(algorithm, hashlib.new(algorithm.lower(), data).hexdigest(), None)
            return
        for place in self._files():
            if place.provider.flat:
                continue
            if self.session.services["files"].is_directory(place.path):
                exception = ExceptionObject("System.UnauthorizedAccessException", f"Access to the path '{place.path}' is denied.")
                self.write_error(ErrorRecord(exception, "UnauthorizedAccessError", "InvalidData", place.path))
                continue
            self._hash_file(algorithm, place)

    def _rest(self, stream: Any) -> bytes:
        """Return what is left to read of a stream."""
        copy = members.construct(self.session, self.session.types.resolve("System.IO.MemoryStream"), [])
        members.invoke_method(self.session, stream, "CopyTo", [copy])
        return bytes(members.invoke_method(self.session, copy, "ToArray", []))

    def _files(self) -> list[Location]:
        found: list[Location] = []
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            try:
                found.extend(self.drives.expand(str(path), literal=literal))
            except ProviderError as error:
                if error.record.error_id == "DriveNotFound":
                    raise
                message = f"Cannot find path '{error.record.target_object}' because it does not exist."
                self.write_error(
                    ErrorRecord(
                        ExceptionObject("System.Management.Automation.ItemNotFoundException", message), "FileNotFound", "ObjectNotFound", path
                    )
                )
        return found

    def _hash_file(self, algorithm: str, place: Location) -> None:
        import hashlib

        digest = hashlib.new(algorithm.lower())
        try:
            with self.session.services["files"].open_read(place.path) as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            message = f"The file '{place.path}' cannot be read: {error.strerror}"
            self.write_error(ErrorRecord(ExceptionObject("System.IO.FileLoadException", message), "FileReadError", "ReadError", place.path))
            return
        self._write_hash(algorithm, digest.hexdigest(), place.path)

    def _write_hash(self, algorithm: str, digest: str, path: str | None) -> None:
        from pwsh_emu.runtime.types.results import FileHashInfo

        self.write(FileHashInfo(algorithm, digest.upper(), path))


@implements("Get-Host")
class GetHost(Cmdlet):
    """Gets an object that represents the current host program."""

    def process(self) -> None:
        cell = self.session.global_scope.find("host")
        self.write(None if cell is None else cell.value)


class _CultureCmdlet(Cmdlet):
    which = "CurrentCulture"

    def process(self) -> None:
        culture = self.session.types.resolve("System.Globalization.CultureInfo")
        names = as_list(getattr(self, "Name", None))
        if getattr(self, "ListAvailable", False):
            from pwsh_emu.runtime.culture import known_names

            self.write_all(members.construct(self.session, culture, [name]) for name in known_names())
            return
        if not names:
            self.write(members.get_static_property(self.session, culture, self.which))
            return
        for name in names:
            self._named(culture, str(name))

    def _named(self, culture: Any, name: str) -> None:
        from pwsh_emu.runtime.errors import PSError

        try:
            self.write(members.invoke_static(self.session, culture, "GetCultureInfo", [name]))
        except PSError as error:
            exception = error.record.exception.inner or error.record.exception
            self.write_error(ErrorRecord(exception, "ItemNotFoundException", "ObjectNotFound", name))


@implements("Get-Culture")
class GetCulture(_CultureCmdlet):
    """Gets the current culture set in the operating system."""

    Name: Any = None
    NoUserOverrides: Any = False
    ListAvailable: Any = False


@implements("Get-UICulture")
class GetUICulture(_CultureCmdlet):
    """Gets the current UI culture settings in the operating system."""

    which = "CurrentUICulture"


@implements("Get-Verb")
class GetVerb(Cmdlet):
    """Gets approved PowerShell verbs."""

    Verb: Any = None
    Group: Any = None

    def process(self) -> None:
        from pwsh_emu.cmdlets.verbs import VERBS
        from pwsh_emu.runtime.types.verbinfo import VerbInfo

        patterns = [WildcardPattern(str(text), True) for text in as_list(self.Verb)]
        groups = {str(group).lower() for group in as_list(self.Group)}
        for verb, prefix, group, description in VERBS:
            if (patterns and not any(pattern.matches(verb) for pattern in patterns)) or (groups and group.lower() not in groups):
                continue
            self.write(VerbInfo(verb, prefix, group, description))


@implements("Get-ExecutionPolicy")
class GetExecutionPolicy(Cmdlet):
    """Gets the execution policies for the current session."""

    Scope: Any = None
    List: Any = False

    def process(self) -> None:
        policy = self.session.types.resolve("Microsoft.PowerShell.ExecutionPolicy")
        if not self.List:
            self.write(policy.named("Unrestricted"))
            return
        scopes = self.session.types.resolve("Microsoft.PowerShell.ExecutionPolicyScope")
        for scope in ("MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine"):
            self.write(PSCustomObject({"Scope": scopes.named(scope), "ExecutionPolicy": policy.named("Unrestricted")}))


@implements("Set-ExecutionPolicy")
class SetExecutionPolicy(Cmdlet):
    """Sets the PowerShell execution policies for Windows computers."""

    ExecutionPolicy: Any = None
    Scope: Any = None
    Force: Any = False

    def process(self) -> None:
        message = "Operation is not supported on this platform."
        exception = ExceptionObject("System.PlatformNotSupportedException", message)
        raise self.terminate(ErrorRecord(exception, "System.PlatformNotSupportedException", "NotSpecified"))


@implements("New-TemporaryFile")
class NewTemporaryFile(Cmdlet):
    """Creates a temporary file."""

    def process(self) -> None:
        from pwsh_emu.runtime.types.files import file_system_info
        from pwsh_emu.runtime.types.paths import new_temporary_file, temporary_folder

        if self.should_process(temporary_folder(self.session), "New-TemporaryFile"):
            self.write(file_system_info(self.session, new_temporary_file(self.session)))
