"""What a provider is: the operations behind item, content and path cmdlets, over internal paths of its own.

An *internal path* is what a provider counts with: an absolute path for the file system, a bare name ("" for the root) for the
flat providers. `providers.locations` turns what a user writes into one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.knowntypes import declare
from pwsh_emu.runtime.typesystem import DotNetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session

AUTOMATION = "System.Management.Automation."


class ProviderError(PSError):
    """A provider refuses: ``record`` says what and why. ``terminating`` ends the cmdlet, else the next path is tried.

    What nobody turns into an error of a cmdlet's own is a terminating error like any other.
    """

    def __init__(
        self,
        type_name: str,
        message: str,
        error_id: str,
        category: str,
        target: Any = None,
        *,
        terminating: bool = False,
        data: dict[str, Any] | None = None,
    ) -> None:
        self.exception = ExceptionObject(type_name, message, None, data)
        super().__init__(ErrorRecord(self.exception, error_id, category, target))
        if type_name.startswith(AUTOMATION):  # SessionStateException and its like carry a record of their own
            self.exception.error_record = ErrorRecord(self.exception, error_id, category, target)
        self.terminating = terminating


def path_not_found(path: str) -> ProviderError:
    """The error for a path that leads nowhere; ``path`` as the user is shown it."""
    return ProviderError(
        AUTOMATION + "ItemNotFoundException",
        f"Cannot find path '{path}' because it does not exist.",
        "PathNotFound",
        "ObjectNotFound",
        path,
        data={"ItemName": path},
    )


def drive_not_found(name: str) -> ProviderError:
    return ProviderError(
        AUTOMATION + "DriveNotFoundException", f"Cannot find drive. A drive with the name '{name}' does not exist.",
        "DriveNotFound", "ObjectNotFound", name,
        data={"ItemName": name},
    )  # fmt: skip


def provider_not_found(name: str) -> ProviderError:
    return ProviderError(
        AUTOMATION + "ProviderNotFoundException", f"Cannot find a provider with the name '{name}'.", "ProviderNotFound", "ObjectNotFound", name,
        data={"ItemName": name},
    )  # fmt: skip


def not_supported() -> ProviderError:
    message = "Provider operation stopped because the provider does not support this operation."
    return ProviderError(AUTOMATION + "PSNotSupportedException", message, "NotSupported", "NotImplemented", terminating=True)


def bad_argument(name: str, *, terminating: bool = False) -> ProviderError:
    message = (
        f'Cannot process argument because the value of argument "{name}" is not valid. '
        f'Change the value of the "{name}" argument and run the operation again.'
    )
    return ProviderError(AUTOMATION + "PSArgumentException", message, "Argument", "InvalidArgument", terminating=terminating)


def null_argument(name: str, error_id: str = "ArgumentNull", target: Any = None, *, terminating: bool = False) -> ProviderError:
    """The error for an argument that must not be null."""
    message = f'Cannot process argument because the value of argument "{name}" is null. Change the value of argument "{name}" to a non-null value.'
    kind = AUTOMATION + "PSArgumentNullException"
    return ProviderError(kind, message, error_id, "InvalidArgument", target, terminating=terminating, data={"ParamName": name})


def already_there(path: str) -> ProviderError:
    """The error for a new item where one of its name is."""
    message = f"The item at path '{path}' already exists."
    return ProviderError(AUTOMATION + "PSArgumentException", message, "Argument", "InvalidArgument", terminating=True)


class Provider:
    """A provider's operations. Those it lacks raise the error that says so. ``name`` is its short name, ``module`` its module."""

    name = ""
    module = "Microsoft.PowerShell.Core"
    flat = True

    @property
    def full_name(self) -> str:
        return f"{self.module}\\{self.name}"

    # --- looking ---
    def exists(self, session: Session, path: str) -> bool:
        raise NotImplementedError

    def is_container(self, session: Session, path: str) -> bool:
        return path == ""

    def child_names(self, session: Session, path: str, force: bool = False) -> list[str]:
        """Return the names below a container in listing order."""
        raise NotImplementedError

    def item(self, session: Session, path: str) -> Any:
        """Return the object at a path (which exists)."""
        raise NotImplementedError

    def child(self, path: str, name: str) -> str:
        """Return the internal path of a name in a container."""
        return name

    # --- changing ---
    def new_item(self, session: Session, path: str, kind: str | None, value: Any, force: bool) -> Any:
        """Make an item and return it."""
        raise not_supported()

    def set_options(self, session: Session, path: str, options: str) -> Any:
        """Give an alias or function options (ReadOnly, Constant …) and return it; other items have none."""
        raise not_supported()

    def set_item(self, session: Session, path: str, value: Any, force: bool = False) -> Any:
        raise not_supported()

    def clear_item(self, session: Session, path: str, force: bool = False) -> Any:
        raise not_supported()

    def remove_item(self, session: Session, path: str, force: bool) -> None:
        raise not_supported()

    def removing(self, session: Session, path: str, force: bool, ask: Callable[[str, str], bool] | None) -> Iterator[ProviderError]:
        """Remove an item and yield an error for each thing that stays; ``ask`` decides by target and action for each item below it."""
        self.remove_item(session, path, force)
        yield from ()

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        """Rename an item and return it."""
        raise not_supported()

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        """Copy an item, yielding what was made."""
        raise not_supported()

    def move_item(self, session: Session, path: str, target: str, force: bool) -> Any:
        raise not_supported()

    # --- content ---
    def read_content(self, session: Session, path: str) -> Iterator[Any]:
        """Yield the content of an item that is not a file."""
        raise not_supported()

    def write_content(self, session: Session, path: str, values: list[Any]) -> None:
        raise not_supported()

    def clear_content(self, session: Session, path: str) -> None:
        raise not_supported()

    # --- what -WhatIf says ---
    def target_text(self, path: str) -> str:
        """Return how an item is named in a ShouldProcess question."""
        return f"Item: {path}"

    def removal(self, session: Session, path: str) -> tuple[str, str]:
        """Return action and target of a removal as ShouldProcess asks for it."""
        return "Remove Item", self.target_text(path)


PROVIDER_INFO = declare(AUTOMATION + "ProviderInfo")
DRIVE_INFO = declare(AUTOMATION + "PSDriveInfo", "System.IComparable")
PATH_INFO = declare(AUTOMATION + "PathInfo")


class ProviderInfo(DotNetObject):
    """Get-PSProvider's object: a provider of this session and its drives."""

    ps_type = PROVIDER_INFO

    def __init__(self, provider: Provider, capabilities: str) -> None:
        super().__init__()
        self.provider = provider
        self.capabilities = capabilities
        self.drives: list[PSDriveInfo] = []

    def __str__(self) -> str:
        return self.provider.full_name


class PSDriveInfo(DotNetObject):
    """A drive: ``root`` is the internal path it begins at, ``current`` the internal path of its current location."""

    ps_type = DRIVE_INFO

    def __init__(self, name: str, info: ProviderInfo, root: str, description: str = "") -> None:
        super().__init__()
        self.name = name
        self.info = info
        self.root = root
        self.description = description
        self.current = root

    @property
    def provider(self) -> Provider:
        return self.info.provider

    def __str__(self) -> str:
        return self.name


class PathInfo(DotNetObject):
    """Get-Location's and Resolve-Path's object."""

    ps_type = PATH_INFO

    def __init__(self, drive: PSDriveInfo | None, info: ProviderInfo, provider_path: str, path: str) -> None:
        super().__init__()
        self.drive = drive
        self.info = info
        self.provider_path = provider_path
        self.path = path

    def __str__(self) -> str:
        return self.path


PROVIDER_INFO.property("string Name")(lambda info: info.provider.name)
PROVIDER_INFO.property("string ModuleName")(lambda info: info.provider.module)
PROVIDER_INFO.property("string Description", setter=lambda info, value: None)(lambda info: "")
PROVIDER_INFO.property("string Home", setter=lambda info, value: None)(lambda info: getattr(info.provider, "home", ""))
PROVIDER_INFO.property("string HelpFile")(lambda info: "System.Management.Automation.dll-Help.xml")
PROVIDER_INFO.method("string ToString()")(str)


@PROVIDER_INFO.property(AUTOMATION + "Provider.ProviderCapabilities Capabilities")
def _capabilities(info: ProviderInfo) -> Any:
    from pwsh_emu.runtime.knowntypes import enumeration

    kind = enumeration(AUTOMATION + "Provider.ProviderCapabilities")
    return kind.value(sum(kind.named(name).value for name in info.capabilities.split(", ")))


@PROVIDER_INFO.property("type ImplementingType")
def _implementing_type(info: ProviderInfo) -> Any:
    from pwsh_emu.runtime.knowntypes import builtin
    from pwsh_emu.runtime.values import TypeLiteral

    return TypeLiteral(builtin(f"Microsoft.PowerShell.Commands.{info.provider.name}Provider"))


@PROVIDER_INFO.property("System.Collections.ObjectModel.Collection[System.Management.Automation.PSDriveInfo] Drives")
def _drives(info: ProviderInfo) -> Any:
    from pwsh_emu.runtime.values import PSArray

    return PSArray(info.drives, AUTOMATION + "PSDriveInfo")


def _location_text(drive: PSDriveInfo) -> str:
    """Return PSDriveInfo.CurrentLocation: the path below the drive's root."""
    below = drive.current[len(drive.root) :] if drive.current.startswith(drive.root) else drive.current
    return below.lstrip("/")


DRIVE_INFO.property("string CurrentLocation")(_location_text)
DRIVE_INFO.property("string Name")(lambda drive: drive.name)
DRIVE_INFO.property("System.Management.Automation.ProviderInfo Provider")(lambda drive: drive.info)
DRIVE_INFO.property("string Root")(lambda drive: drive.root)
DRIVE_INFO.property("string Description", setter=lambda drive, value: setattr(drive, "description", value))(lambda drive: drive.description)
DRIVE_INFO.property("System.Nullable[long] MaximumSize")(lambda drive: None)
DRIVE_INFO.property("pscredential Credential")(lambda drive: None)
DRIVE_INFO.property("string DisplayRoot")(lambda drive: None)
DRIVE_INFO.property("bool VolumeSeparatedByColon")(lambda drive: drive.name != "/")
DRIVE_INFO.method("string ToString()")(str)
PATH_INFO.property("System.Management.Automation.PSDriveInfo Drive")(lambda path: path.drive)
PATH_INFO.property("System.Management.Automation.ProviderInfo Provider")(lambda path: path.info)
PATH_INFO.property("string ProviderPath")(lambda path: path.provider_path)
PATH_INFO.property("string Path")(lambda path: path.path)
PATH_INFO.method("string ToString()")(str)


def sorted_names(names: Iterable[str]) -> list[str]:
    """Return names in listing order: as the culture sorts them without regard to case."""
    from pwsh_emu.runtime.collation import sort_key

    return sorted(names, key=lambda name: (sort_key(name), name.swapcase()))
