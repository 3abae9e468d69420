"""Items: Get-Item, Get-ChildItem, New-Item, Set-Item, Clear-Item, Remove-Item, Copy-Item, Move-Item, Rename-Item, Invoke-Item."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list, with_provider_properties
from pwsh_emu.providers.base import AUTOMATION, ProviderError, null_argument
from pwsh_emu.providers.base import not_supported as not_supported_here
from pwsh_emu.providers.filesystem import IO_EXCEPTION, is_hidden
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, not_supported
from pwsh_emu.runtime.wildcard import WildcardPattern, escape, has_wildcards, unescape


class _ItemWriter(ItemCmdlet):
    """Adds writing of items with their provider properties."""

    def shows_hidden(self) -> bool:
        return bool(self.Force)

    def item_of(self, place: Location) -> Any:
        """Return the item at a place; a hidden file or folder is found by force only."""
        provider = place.provider
        if not provider.flat and is_hidden(place.path) and not self.shows_hidden():
            raise ProviderError(IO_EXCEPTION, f"Could not find item {place.path}.", "ItemNotFound", "ObjectNotFound", place.path)
        if provider.flat and place.path == "":
            from pwsh_emu.runtime.values import PSArray

            values = [self.item_of(place.at(name)) for name in provider.child_names(self.session, "")]
            return PSArray(values)
        value = provider.item(self.session, place.path)
        return with_provider_properties(value, place, container=provider.is_container(self.session, place.path))


@implements("Get-Item")
class GetItem(_ItemWriter):
    """Gets the item at the specified location."""

    def process(self) -> None:
        for place in self.places():
            value = self.guarded(self.item_of, place)
            if value is None:
                continue
            if place.provider.flat and place.path == "":
                self.write_all(value)
            else:
                self.write(value)


@implements("Get-ChildItem")
class GetChildItem(_ItemWriter):
    """Gets the items and child items in one or more specified locations."""

    Recurse: Any = False
    Depth: Any = None
    Name: Any = False
    Directory: Any = False
    File: Any = False
    Hidden: Any = False
    ReadOnly: Any = False
    System: Any = False
    Attributes: Any = None
    FollowSymlink: Any = False

    def begin(self) -> None:
        self._flags = None
        if self.Attributes is not None:
            from pwsh_emu.runtime.flagsexpression import FlagsExpression

            attributes = self.session.types.resolve("System.IO.FileAttributes")
            try:
                self._flags = FlagsExpression(self.session, attributes, self.Attributes)
            except NetException as error:
                message = f"Cannot bind parameter 'Attributes'. {error.exception.message}"
                kind = f"{AUTOMATION}ParameterBindingException"
                record = self.error(kind, message, "CannotConvertArgumentNoMessage", "InvalidArgument", None, error.exception)
                raise self.terminate(record) from None

    def process(self) -> None:
        literal = self.LiteralPath is not None
        paths = as_list(self.LiteralPath if literal else self.Path) or ["."]
        for path in paths:
            try:
                self._list(str(path), literal)
            except ProviderError as error:
                self.fail(error)
            except OSError as error:
                self.fail(_denied(str(error.filename)))

    def shows_hidden(self) -> bool:
        return bool(self.Force or self.Hidden or (self._flags is not None and self._flags.names("Hidden")))

    @property
    def _deep(self) -> bool:
        return bool(self.Recurse) or self.Depth is not None

    def _list(self, path: str, literal: bool) -> None:
        pattern = not literal and has_wildcards(path)
        if pattern and self._deep:
            folder, _, leaf = path.replace("\\", "/").rpartition("/")
            if has_wildcards(leaf) and not has_wildcards(folder):
                self._search(self.drives.locate(folder or "."), leaf)
                return
        elif self._deep and not literal and not self.Include and self._sought(path):
            return
        for place in self.drives.expand(path, literal=literal, force=bool(self.Force)):
            container = place.provider.is_container(self.session, place.path)
            if container and not (pattern and not self._deep):
                if not self._include_alone():
                    self._walk(place)
            elif self._shown(place, container):
                self._emit(place, place)

    def _sought(self, path: str) -> bool:
        """Look for a name that is no folder in the folder before it and all below; tell whether the path is such a name."""
        place = self.drives.locate(unescape(path))
        if place.provider.flat or place.provider.is_container(self.session, place.path):
            return False
        if path[-1:] in ("/", "\\"):
            raise ProviderError(IO_EXCEPTION, f"Could not find item {place.path}/.", "ItemNotFound", "ObjectNotFound", f"{place.path}/")
        folder, _, leaf = place.path.rpartition("/")
        base = place.at(folder or "/")
        if base.provider.is_container(self.session, base.path):
            self._search(base, escape(leaf))
            return True
        return False

    def _include_alone(self) -> bool:
        """-Include without -Recurse or a wildcard in the path selects nothing."""
        return bool(self.Include) and not self._deep

    def _limit(self) -> int:
        if self.Depth is not None:
            return int(self.Depth)
        return 1 << 30 if self.Recurse else 0

    def _search(self, base: Location, pattern: str) -> None:
        wanted = WildcardPattern(pattern, True)
        for place, container in self._below(base, self._limit()):
            if wanted.matches(place.path.rpartition("/")[2]) and self._shown(place, container):
                self._emit(place, base)

    def _walk(self, base: Location) -> None:
        for place, container in self._below(base, self._limit()):
            if self._shown(place, container):
                self._emit(place, base)

    def _below(self, base: Location, limit: int, seen: set[object] | None = None) -> Iterator[tuple[Location, bool]]:
        """Yield what is below a folder: all of one folder first, then each folder in it.

        ``seen`` are the folders that a walk along links has been in: it goes into each once.
        """
        provider = base.provider
        try:
            names = provider.child_names(self.session, base.path, self.shows_hidden())
        except PermissionError:
            self.fail(_denied(base.path))
            return
        folders = []
        for name in names:
            place = base.at(provider.child(base.path, name))
            container = not provider.flat and provider.is_container(self.session, place.path)
            if container:
                folders.append(place)
            yield place, container
        if limit > 0:
            files = self.session.services["files"]
            if self.FollowSymlink and seen is None and folders:
                seen = {files.identity(base.path)}
            for place in folders:
                if seen is not None:
                    identity = files.identity(place.path)
                    if identity in seen:
                        self.write_warning(f"Skip already-visited directory {place.path}.")
                        continue
                    seen.add(identity)
                elif self._is_link(place):
                    continue
                yield from self._below(place, limit - 1, seen)

    def _is_link(self, place: Location) -> bool:
        return not place.provider.flat and self.session.services["files"].status(place.path).link is not None

    def _shown(self, place: Location, container: bool) -> bool:
        if self.Directory and not container:
            return False
        if self.File and container:
            return False
        name = place.path.rpartition("/")[2]
        if self.Hidden and not name.startswith("."):
            return False
        if self.System:
            return False  # no file on Linux is a system file
        if self._flags is not None and not place.provider.flat and not self._flags.holds(self._attributes(place)):
            return False
        if self.ReadOnly and self.session.services["files"].status(place.path).mode & 0o200:
            return False
        return self.name_selected(name)

    def _attributes(self, place: Location) -> int:
        value = place.provider.item(self.session, place.path).Attributes
        return int(getattr(value, "value", value))

    def _emit(self, place: Location, origin: Location) -> None:
        if self.Name:
            base = origin.path.rstrip("/") + "/"
            text = place.path[len(base) :] if place.path.startswith(base) else place.path.rpartition("/")[2]
            self.write(text)
            return
        self.write(self.item_of(place))


def _denied(path: str) -> ProviderError:
    message = f"Access to the path '{path}' is denied."
    return ProviderError("System.UnauthorizedAccessException", message, "DirUnauthorizedAccessError", "PermissionDenied", path)


@implements("New-Item")
class NewItem(_ItemWriter):
    """Creates a new item."""

    Name: Any = None
    ItemType: Any = None
    Value: Any = None
    Target: Any = None
    Options: Any = None
    takes_options = True

    def process(self) -> None:
        for path in as_list(self.Path) or ["."]:
            for folder in self._folders(str(path)):
                self.guarded(self._make, folder)

    def _folders(self, path: str) -> list[str]:
        """Return the places a path means: with -Name all that its wildcards match, else itself as it is written."""
        if not self.Name or not has_wildcards(path):
            return [path]
        try:
            return [escape(place.shown) for place in self.drives.expand(path, must_exist=False)]
        except ProviderError as error:
            self.fail(error)
            return []

    def _make(self, path: str) -> None:
        if self.Name:
            joint = "" if path.endswith(":") else "/"  # on a drive's own location
            path = path.rstrip("/\\") + joint + str(self.Name)
        place = self.drives.locate(path if has_wildcards(path) else unescape(path))
        self.refuse_credential(place)
        kind = None if self.ItemType is None else str(self.ItemType)
        if not self.should_process(*self._question(place, kind)):
            return
        value = place.provider.new_item(self.session, place.path, kind, self.Value if self.Value is not None else self.Target, bool(self.Force))
        if self.Options is not None:
            place.provider.set_options(self.session, place.path, str(self.Options))
        if value is not None:
            self.write(with_provider_properties(value, place, container=place.provider.is_container(self.session, place.path)))

    @staticmethod
    def _question(place: Location, kind: str | None) -> tuple[str, str]:
        if place.provider.flat:
            return f"Item: {place.path}", f"New {place.provider.name}" if place.provider.name != "Environment" else "New Item"
        if (kind or "file").lower().startswith("d"):
            return f"Destination: {place.path}", "Create Directory"
        return f"Destination: {place.path}", "Create File"


def _require_name(place: Location, operation: str) -> None:
    """Raise where a drive of the session is meant itself, which is none of its items."""
    if place.provider.flat and place.path == "":
        raise null_argument("path", f"{operation}ItemNullPath", place.path)


class _Changer(_ItemWriter):
    """Changes items one by one and hands them on with -PassThru."""

    PassThru: Any = False

    def hand_on(self, value: Any, place: Location) -> None:
        if self.PassThru and value is not None:
            self.write(with_provider_properties(value, place, container=place.provider.is_container(self.session, place.path)))


@implements("Set-Item")
class SetItem(_Changer):
    """Changes the value of an item to the value specified in the command."""

    Value: Any = None
    Options: Any = None
    takes_options = True

    def process(self) -> None:
        for place in self.places(must_exist=False):
            self.guarded(self._set, place)

    def _set(self, place: Location) -> None:
        from pwsh_emu.runtime.conversion import to_string

        _require_name(place, "Set")
        if place.provider.flat and not self.should_process(f"Item: {place.path} Value: {to_string(self.session, self.Value)}", "Set Item"):
            return
        if self.Options is not None:
            if self.Value is not None:
                place.provider.set_item(self.session, place.path, self.Value, bool(self.Force))
            self.hand_on(place.provider.set_options(self.session, place.path, str(self.Options)), place)
            return
        self.hand_on(place.provider.set_item(self.session, place.path, self.Value, bool(self.Force)), place)


@implements("Clear-Item")
class ClearItem(ItemCmdlet):
    """Clears the contents of an item, but does not delete the item."""

    def process(self) -> None:
        for place in self.places():
            self.guarded(self._clear, place)

    def _clear(self, place: Location) -> None:
        _require_name(place, "Clear")
        if self.should_process(f"Item: {place.path}", "Clear Item"):
            place.provider.clear_item(self.session, place.path, bool(self.Force))


@implements("Remove-Item")
class RemoveItem(ItemCmdlet):
    """Deletes the specified items."""

    Recurse: Any = False
    Stream: Any = None

    def begin(self) -> None:
        self._yes_to_all = self._no_to_all = False

    def process(self) -> None:
        for place in list(self.places()):
            self.guarded(self._remove, place)

    def _remove(self, place: Location) -> None:
        _require_name(place, "Remove")
        provider = place.provider
        action, target = provider.removal(self.session, place.path)
        if not self.should_process(target, action):
            return
        if not provider.flat and self._holds_something(place) and not self.Recurse:
            question = (
                f"The item at {place.path} has children and the Recurse parameter was not specified. If you continue, all children will be removed "
                "with the item. Are you sure you want to continue?"
            )
            from pwsh_emu.runtime.shouldprocess import continue_with_all

            answer = continue_with_all(self.processor, question, "Confirm", self._yes_to_all, self._no_to_all)
            goes_on, self._yes_to_all, self._no_to_all = answer
            if not goes_on:
                return
        ask = self.should_process if self.Recurse else None
        for error in provider.removing(self.session, place.path, bool(self.Force), ask):
            self.fail(error)

    def _holds_something(self, place: Location) -> bool:
        files = self.session.services["files"]
        return files.is_directory(place.path) and files.status(place.path).link is None and bool(files.names(place.path))


@implements("Copy-Item")
class CopyItem(_Changer):
    """Copies an item from one location to another."""

    Destination: Any = None
    Recurse: Any = False
    Container: Any = True

    def process(self) -> None:
        for place in list(self.places()):
            self.guarded(self._copy, place)

    def _copy(self, place: Location) -> None:
        _require_name(place, "Copy")
        goal = self.drives.locate(str(self.Destination)) if self.Destination else self.drives.here
        provider = place.provider
        if provider.flat:
            shown = f"Item: {place.path} Destination: {goal.path}"
            action = "Copy Item"
        else:
            folder = provider.is_container(self.session, place.path)
            target = goal.path
            if provider.is_container(self.session, target):
                target = provider.child(target, os.path.basename(place.path))
            shown, action = f"Item: {place.path} Destination: {target}", "Copy Directory" if folder else "Copy File"
        if not provider.flat and folder and not self.Container:
            self._copy_files(place, goal)
            return
        if not self.should_process(shown, action):
            return
        for value in provider.copy_item(self.session, place.path, goal.path, bool(self.Recurse), bool(self.Force)):
            self.hand_on(value, goal)

    def _copy_files(self, place: Location, goal: Location) -> None:
        """Copy the files below a folder, without the folders (-Container:$false)."""
        if not self.Recurse:
            message = "Container cannot be copied to another container. The -Recurse or -Container parameter is not specified."
            kind = AUTOMATION + "PSArgumentException"
            raise ProviderError(kind, message, "CopyContainerToContainerWithoutRecurseOrContainer", "InvalidArgument", place.path)
        files = self.session.services["files"]
        for path in list(files.walk(place.path)):
            if not files.is_directory(path) and self.should_process(f"Item: {path} Destination: {goal.path}", "Copy File"):
                for value in place.provider.copy_item(self.session, path, goal.path, False, bool(self.Force)):
                    self.hand_on(value, goal)


@implements("Move-Item")
class MoveItem(_Changer):
    """Moves an item from one location to another."""

    Destination: Any = None

    def process(self) -> None:
        for place in list(self.places()):
            self.guarded(self._move, place)

    def _move(self, place: Location) -> None:
        provider = place.provider
        if provider.flat:
            message = f"Cannot retrieve the dynamic parameters for the cmdlet. {not_supported_here().exception.message}"
            kind = AUTOMATION + "ParameterBindingException"
            raise self.terminate(self.error(kind, message, "GetDynamicParametersException", "InvalidArgument"))
        goal = self.drives.locate(str(self.Destination)) if self.Destination else self.drives.here
        target = goal.path
        if provider.is_container(self.session, target):
            target = provider.child(target, os.path.basename(place.path))
        kind = "Directory" if provider.is_container(self.session, place.path) else "File"
        if not self.should_process(f"Item: {place.path} Destination: {target}", f"Move {kind}"):
            return
        self.hand_on(provider.move_item(self.session, place.path, goal.path, bool(self.Force)), goal)


@implements("Rename-Item")
class RenameItem(_Changer):
    """Renames an item in a PowerShell provider namespace."""

    NewName: Any = None

    def process(self) -> None:
        literal = self.LiteralPath is not None
        path = self.LiteralPath if literal else self.Path
        path = path[0] if isinstance(path, list) else path
        places = list(self.places_of(str(path), literal))
        if len(places) == 1:
            self.guarded(self._rename, places[0])
        elif len(places) > 1:
            message = "The specified path cannot be renamed because it resolves to more than one item."
            raise self.terminate(ErrorRecord(ExceptionObject(AUTOMATION + "PSArgumentException", message), "Argument", "InvalidArgument"))

    def _rename(self, place: Location) -> None:
        _require_name(place, "Rename")
        provider = place.provider
        name = str(self.NewName)
        if provider.flat:
            shown = f"Item: {place.path} NewName: {name}"
            action = "Rename Item"
        else:
            target = provider.child(os.path.dirname(place.path), os.path.basename(name.replace("\\", "/")))
            shown = f"Item: {place.path} Destination: {target}"
            action = "Rename Directory" if provider.is_container(self.session, place.path) else "Rename File"
        if not self.should_process(shown, action):
            return
        value = provider.rename_item(self.session, place.path, name, bool(self.Force))
        self.hand_on(value, place.at(name if provider.flat else provider.child(os.path.dirname(place.path), os.path.basename(name))))


@implements("Invoke-Item")
class InvokeItem(ItemCmdlet):
    """Performs the default action on the specified item."""

    def process(self) -> None:
        for place in self.places():
            if place.provider.flat:
                raise self.terminate(not_supported_here().record)
            raise not_supported("Invoke-Item (it starts a native program)")
