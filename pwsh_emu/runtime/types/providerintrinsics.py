"""$ExecutionContext.InvokeProvider: what the item cmdlets do, as methods. Documented: System.Management.Automation.ProviderIntrinsics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types.collections_generic import new_collection
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."
_OBJECTS = "System.Collections.ObjectModel.Collection[psobject]"


class _Intrinsics(DotNetObject):
    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def run(self, name: str, **parameters: Any) -> list[Any]:
        """Run a cmdlet and return its output. Raises its first error as an exception."""
        from pwsh_emu.runtime.binding import Argument
        from pwsh_emu.runtime.pipeline import CommandCall, run_commands

        output: list[Any] = []
        given = {key: value for key, value in parameters.items() if value is not None} | {"ErrorAction": "Stop"}
        arguments = [Argument(key, value, text=f"-{key}:") for key, value in given.items()]
        try:
            run_commands(self.session, [CommandCall(name, arguments)], output.append)
        except PSError as error:
            exception = error.record.exception
            raise NetException(exception.type_name, exception.message, exception.inner) from None
        return output

    def collected(self, name: str, **parameters: Any) -> Any:
        return new_collection(builtin(_AUTOMATION + "PSObject"), self.run(name, **parameters))


def _paths(path: Any, literal: bool) -> dict[str, Any]:
    return {"LiteralPath" if literal else "Path": path}


class ItemIntrinsics(_Intrinsics):
    """InvokeProvider.Item."""

    ps_type = builtin(_AUTOMATION + "ItemCmdletProviderIntrinsics")
    SIGNATURES = (
        f"{_OBJECTS} Get(string path)", f"{_OBJECTS} Get(string[] path, bool force, bool literalPath)",
        f"{_OBJECTS} Set(string path, System.Object value)", f"{_OBJECTS} Clear(string path)", "void Invoke(string path)",
        f"{_OBJECTS} Rename(string path, string newName)", f"{_OBJECTS} New(string path, string name, string itemTypeName, System.Object content)",
        "void Remove(string path, bool recurse)",
        f"{_OBJECTS} Copy(string path, string destinationPath, bool recurse, {_AUTOMATION}CopyContainers copyContainers)",
        f"{_OBJECTS} Move(string path, string destination)", "bool Exists(string path)", "bool IsContainer(string path)",
    )  # fmt: skip

    def Get(self, path: Any, force: bool = False, literal: bool = False) -> Any:
        return self.collected("Get-Item", Force=bool(force), **_paths(path, literal))

    def Set(self, path: str, value: Any) -> Any:
        return self.collected("Set-Item", Path=path, Value=value, PassThru=True)

    def Clear(self, path: str) -> Any:
        return self.collected("Clear-Item", Path=path)

    def Invoke(self, path: str) -> None:
        self.run("Invoke-Item", Path=path)

    def Rename(self, path: str, name: str) -> Any:
        return self.collected("Rename-Item", Path=path, NewName=name, PassThru=True)

    def New(self, path: str, name: str, kind: str, content: Any) -> Any:
        return self.collected("New-Item", Path=path, Name=name or None, ItemType=kind or None, Value=content)

    def Remove(self, path: str, recurse: bool) -> None:
        self.run("Remove-Item", Path=path, Recurse=bool(recurse))

    def Copy(self, path: str, destination: str, recurse: bool, containers: Any) -> Any:
        keep = str(containers) != "CopyChildrenOfTargetContainer"
        return self.collected("Copy-Item", Path=path, Destination=destination, Recurse=bool(recurse), Container=keep, PassThru=True)

    def Move(self, path: str, destination: str) -> Any:
        return self.collected("Move-Item", Path=path, Destination=destination, PassThru=True)

    def Exists(self, path: str) -> bool:
        return any(self.run("Test-Path", Path=path))

    def IsContainer(self, path: str) -> bool:
        return any(self.run("Test-Path", Path=path, PathType="Container"))


class ChildItemIntrinsics(_Intrinsics):
    """InvokeProvider.ChildItem."""

    ps_type = builtin(_AUTOMATION + "ChildItemCmdletProviderIntrinsics")
    SIGNATURES = (
        f"{_OBJECTS} Get(string path, bool recurse)",
        f"{_OBJECTS} Get(string[] path, bool recurse, uint depth, bool force, bool literalPath)",
        "System.Collections.ObjectModel.Collection[string] GetNames("
        f"string path, {_AUTOMATION}ReturnContainers returnContainers, bool recurse)",
        "bool HasChild(string path)",
    )  # fmt: skip

    def Get(self, path: Any, recurse: bool, depth: Any = None, force: bool = False, literal: bool = False) -> Any:
        return self.collected("Get-ChildItem", Recurse=bool(recurse), Depth=depth if recurse else None, Force=bool(force), **_paths(path, literal))

    def GetNames(self, path: str, containers: Any, recurse: bool) -> Any:
        return new_collection(builtin("System.String"), self.run("Get-ChildItem", Path=path, Name=True, Recurse=bool(recurse)))

    def HasChild(self, path: str) -> bool:
        return bool(self.run("Get-ChildItem", Path=path, Force=True))


class ContentIntrinsics(_Intrinsics):
    """InvokeProvider.Content."""

    ps_type = builtin(_AUTOMATION + "ContentCmdletProviderIntrinsics")
    SIGNATURES = ("void Clear(string path)",)

    def Clear(self, path: str) -> None:
        self.run("Clear-Content", Path=path)


class PropertyIntrinsics(_Intrinsics):
    """InvokeProvider.Property."""

    ps_type = builtin(_AUTOMATION + "PropertyCmdletProviderIntrinsics")
    SIGNATURES = (
        f"{_OBJECTS} Get(string path, System.Collections.ObjectModel.Collection[string] providerSpecificPickList)",
        f"{_OBJECTS} Set(string path, psobject propertyValue)",
    )

    def Get(self, path: str, names: Any) -> Any:
        return self.collected("Get-ItemProperty", Path=path, Name=PSArray([str(one) for one in names], "System.String") if names else None)

    def Set(self, path: str, value: Any) -> Any:
        return self.collected("Set-ItemProperty", Path=path, InputObject=PSCustomObject({}) if value is None else value, PassThru=True)


class ProviderIntrinsics(_Intrinsics):
    """$ExecutionContext.InvokeProvider."""

    ps_type = builtin(_AUTOMATION + "ProviderIntrinsics")
    PROPERTY_ORDER = "Item ChildItem Content Property"
    SIGNATURES = tuple(f"{_AUTOMATION}{name}CmdletProviderIntrinsics {name}" for name in PROPERTY_ORDER.split())

    @property
    def Item(self) -> ItemIntrinsics:
        return ItemIntrinsics(self.session)

    @property
    def ChildItem(self) -> ChildItemIntrinsics:
        return ChildItemIntrinsics(self.session)

    @property
    def Content(self) -> ContentIntrinsics:
        return ContentIntrinsics(self.session)

    @property
    def Property(self) -> PropertyIntrinsics:
        return PropertyIntrinsics(self.session)


TYPES = {
    one.ps_type.full_name: one for one in (ItemIntrinsics, ChildItemIntrinsics, ContentIntrinsics, PropertyIntrinsics, ProviderIntrinsics)
}  # fmt: skip
