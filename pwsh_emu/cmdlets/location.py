"""The current location and the drives: Get-/Set-/Push-/Pop-Location, Get-/New-/Remove-PSDrive, Get-PSProvider."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.cmdlets.scopes import scope_named
from pwsh_emu.providers.base import AUTOMATION, ProviderError, PSDriveInfo, bad_argument, drive_not_found, path_not_found, provider_not_found
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

_DEFAULT_STACK = "default"
_HISTORY = 20  # locations that Set-Location - goes back at most


@implements("Get-Location")
class GetLocation(ItemCmdlet):
    """Gets information about the current working location or a location stack."""

    PSProvider: Any = None
    PSDrive: Any = None
    Stack: Any = False
    StackName: Any = None

    def process(self) -> None:
        drives = self.drives
        if self.Stack or self.StackName is not None:
            for name in map(str, as_list(self.StackName) or [drives.stack_name]):
                if name not in drives.stacks and name.lower() != _DEFAULT_STACK:
                    self.fail(bad_argument("stackName"))
                for place in reversed(drives.stacks.get(name, [])):
                    self.write(place.path_info())
            return
        if self.PSDrive:
            for name in as_list(self.PSDrive):
                drive = drives.find(str(name))
                if drive is None:
                    self.fail(drive_not_found(str(name)))
                else:
                    self.write(Location(drive.info, drive.current, drive).path_info())
            return
        self.write(drives.here.path_info())


class _Mover(ItemCmdlet):
    PassThru: Any = False

    def target(self, path: str, literal: bool) -> Location | None:
        """Return the one container that a path names, its error reported where there is none."""
        try:
            places = [place for place in self.drives.expand(path, literal=literal) if place.provider.is_container(self.session, place.path)]
        except ProviderError as error:
            self.fail(error)
            return None
        if len(places) == 1:
            return places[0]
        if places:
            message = (
                "Cannot set the location because path '{0}' resolved to multiple containers. "
                "You can only the set location to a single container at a time."
            )
            self.fail(ProviderError(AUTOMATION + "PSArgumentException", message.format(path), "Argument", "InvalidArgument", terminating=True))
            return None
        self.fail(path_not_found(path if has_wildcards(path) else self.drives.locate(path).shown))
        return None

    def hand_on(self) -> None:
        if self.PassThru:
            self.write(self.drives.here.path_info())


@implements("Set-Location")
class SetLocation(_Mover):
    """Sets the current working location to a specified location."""

    StackName: Any = None

    def process(self) -> None:
        drives = self.drives
        if self.StackName is not None:
            name = str(self.StackName) or _DEFAULT_STACK
            if name not in drives.stacks and name.lower() != _DEFAULT_STACK:
                message = f"Cannot find location stack '{name}'. It does not exist or it is not a container."
                self.fail(ProviderError(f"{AUTOMATION}ItemNotFoundException", message, "StackNotFound", "ObjectNotFound", name))
                return
            drives.stack_name = name
            return
        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.Path if self.Path is not None else "~")
        if not literal and path in ("-", "+"):
            self._through_history(path)
            return
        place = self.target(path, literal)
        if place is not None:
            drives.previous.append(drives.here)
            del drives.previous[:-_HISTORY]
            drives.following.clear()
            drives.go(place)
            self.hand_on()

    def _through_history(self, way: str) -> None:
        drives = self.drives
        source, target = (drives.previous, drives.following) if way == "-" else (drives.following, drives.previous)
        if not source:
            message = f"There is no location history left to navigate {'backwards' if way == '-' else 'forwards'}."
            kind = "System.InvalidOperationException"
            raise self.terminate(self.error(kind, message, kind, "NotSpecified"))
        target.append(drives.here)
        drives.go(source.pop())
        self.hand_on()


@implements("Push-Location")
class PushLocation(_Mover):
    """Adds the current location to the top of a location stack."""

    StackName: Any = None

    def process(self) -> None:
        drives = self.drives
        here = drives.here
        literal = self.LiteralPath is not None
        path = self.LiteralPath if literal else self.Path
        if path is not None:
            place = self.target(str(path), literal)
            if place is None:
                return
            drives.stacks.setdefault(str(self.StackName or drives.stack_name), []).append(here)
            drives.go(place)
        else:
            drives.stacks.setdefault(str(self.StackName or drives.stack_name), []).append(here)
        self.hand_on()


@implements("Pop-Location")
class PopLocation(_Mover):
    """Changes the current location to the location most recently pushed onto the stack."""

    StackName: Any = None

    def process(self) -> None:
        drives = self.drives
        name = str(self.StackName or drives.stack_name)
        stack = drives.stacks.get(name)
        if stack:
            drives.go(stack.pop())
            self.hand_on()
        elif self.StackName is not None and name not in drives.stacks:
            message = f"Cannot find location stack '{name}'. It does not exist or it is not a container."
            raise self.terminate(ErrorRecord(ExceptionObject(AUTOMATION + "PSArgumentException", message), "Argument", "InvalidArgument"))


class _DriveCmdlet(ItemCmdlet):
    """Base: the drives of a scope and of providers."""

    Name: Any = None
    PSProvider: Any = None
    LiteralName: Any = None
    Scope: Any = None

    def there(self) -> list[PSDriveInfo]:
        """Return the drives of -Scope (without it those that can be seen), of the providers that -PSProvider names."""
        wanted = {str(name).lower() for name in as_list(self.PSProvider)}
        there = self.drives.all() if self.Scope is None else self.drives.in_scope(scope_named(self, self.Scope))
        return [drive for drive in there if not wanted or drive.provider.name.lower() in wanted or drive.provider.full_name.lower() in wanted]


@implements("Get-PSDrive")
class GetPSDrive(_DriveCmdlet):
    """Gets drives in the current session."""

    def process(self) -> None:
        for name in as_list(self.PSProvider):
            self.guarded(self.drives.provider_info, str(name))
        drives = sorted(self.there(), key=lambda drive: drive.name.lower())
        names = as_list(self.LiteralName) or as_list(self.Name)
        if not names:
            self.write_all(drives)
            return
        for name in names:
            text = str(name)
            pattern = WildcardPattern(text, True)
            found = [drive for drive in drives if (drive.name.lower() == text.lower() if self.LiteralName else pattern.matches(drive.name))]
            self.write_all(found)
            if not found and not has_wildcards(text):
                error = drive_not_found(text)
                error.record.error_id = "GetLocationNoMatchingDrive"
                self.fail(error)


@implements("New-PSDrive")
class NewPSDrive(ItemCmdlet):
    """Creates temporary drives that are associated with a location in an item data store."""

    Name: Any = None
    PSProvider: Any = None
    Root: Any = None
    Description: Any = ""
    Scope: Any = None
    Persist: Any = False

    def process(self) -> None:
        drive = self.guarded(self._make)
        if drive is not None:
            self.write(drive)

    def _make(self) -> PSDriveInfo | None:
        name = str(self.Name)
        info = self.drives.provider_info(str(self.PSProvider))
        root = str(self.Root)
        if not info.provider.flat:
            with suppress(ProviderError):  # a drive that is not there: no folder either
                root = self.drives.locate(root).path
        drive = PSDriveInfo(name, info, root, str(self.Description or ""))
        if not self.should_process(f"Name: {name} Provider: {info.provider.full_name} Root: {self.Root}", "New drive"):
            return None
        if not info.provider.flat and not info.provider.is_container(self.session, root):
            message = f'The specified drive root "{self.Root}" either does not exist, or it is not a folder.'
            raise ProviderError("System.IO.IOException", message, "DriveRootError", "ReadError", drive)
        if any(character in name for character in ":/\\.~"):
            message = (
                "Cannot process the drive name because the drive name contains one or more of the following characters that are not valid: "
                "; ~ / \\ . :"
            )
            raise ProviderError(f"{AUTOMATION}PSArgumentException", message, "Argument", "InvalidArgument")
        scope = scope_named(self, self.Scope) if self.Scope is not None else self.session.scope
        if any(one.name.lower() == name.lower() for one in self.drives.in_scope(scope)):
            message = f"A drive with the name '{name}' already exists."
            raise ProviderError(AUTOMATION + "SessionStateException", message, "DriveAlreadyExists", "ResourceExists", name)
        self.drives.add(drive, scope)
        return drive


@implements("Remove-PSDrive")
class RemovePSDrive(_DriveCmdlet):
    """Deletes temporary PowerShell drives."""

    def process(self) -> None:
        for name in as_list(self.LiteralName) or as_list(self.Name):
            self.guarded(self._remove, str(name))

    def _remove(self, name: str) -> None:
        pattern = WildcardPattern(name, True)
        found = [drive for drive in self.there() if pattern.matches(drive.name)]
        if not found and not has_wildcards(name):
            raise drive_not_found(name)
        for drive in found:
            if not self.should_process(f"Name: {drive.name} Provider: {drive.provider.full_name} Root: {drive.root}", "Remove Drive"):
                continue
            if drive is self.drives.current:
                message = f"Cannot remove drive '{drive.name}' because it is in use."
                raise ProviderError(AUTOMATION + "PSInvalidOperationException", message, "InvalidOperation", "InvalidOperation", name)
            self.drives.remove(drive)


@implements("Get-PSProvider")
class GetPSProvider(ItemCmdlet):
    """Gets information about the specified PowerShell provider."""

    PSProvider: Any = None

    def process(self) -> None:
        infos = sorted(self.drives.infos, key=lambda info: info.provider.name)
        if not self.PSProvider:
            self.write_all(infos)
            return
        for name in as_list(self.PSProvider):
            pattern = WildcardPattern(str(name), True)
            found = [info for info in infos if pattern.matches(info.provider.name)]
            self.write_all(found)
            if not found and not has_wildcards(str(name)):
                self.fail(provider_not_found(str(name)))
