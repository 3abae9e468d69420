"""Item properties: Get-ItemProperty, Get-ItemPropertyValue, Set-ItemProperty, and the ones that only the registry knows."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list, with_provider_properties
from pwsh_emu.providers.base import AUTOMATION, ProviderError, not_supported
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern


class _Properties(ItemCmdlet):
    Name: Any = None

    def item_at(self, place: Location) -> Any:
        if place.provider.flat:
            raise not_supported()
        value = place.provider.item(self.session, place.path)
        return with_provider_properties(value, place, container=place.provider.is_container(self.session, place.path))

    def chosen(self, item: Any, name: str) -> list[tuple[str, Any]]:
        """Return (name, value) of the properties a name or pattern chooses; ProviderError where there is none."""
        pattern = WildcardPattern(name, True)
        found = [
            (view.name, members.get_property(self.session, item, view.name))
            for view in members.properties_of(self.session, item)
            if pattern.matches(view.name)
        ]
        if not found:
            raise ProviderError("System.IO.IOException", f"The property {name} does not exist or was not found.", "GetValueError", "ReadError", name)
        return found


@implements("Get-ItemProperty")
class GetItemProperty(_Properties):
    """Gets the properties of a specified item."""

    def process(self) -> None:
        for place in self.places():
            self.guarded(self._get, place)

    def _get(self, place: Location) -> None:
        item = self.item_at(place)
        if not self.Name:
            self.write(item)
            return
        table: dict[str, Any] = {}
        for name in as_list(self.Name):
            try:
                table.update(self.chosen(item, str(name)))
            except ProviderError as error:
                self.fail(error)
        if table:
            self.write(with_provider_properties(PSCustomObject(table), place))


@implements("Get-ItemPropertyValue")
class GetItemPropertyValue(_Properties):
    """Gets the value for one or more properties of a specified item."""

    def process(self) -> None:
        for place in self.places():
            item = self.item_at(place)
            for name in as_list(self.Name):
                try:
                    for _, value in self.chosen(item, str(name)):
                        self.write(value)
                except ProviderError as error:
                    raise self.terminate(ErrorRecord(error.exception, "System.IO.IOException", "NotSpecified")) from None


@implements("Set-ItemProperty")
class SetItemProperty(_Properties):
    """Creates or changes the value of a property of an item."""

    Value: Any = None
    InputObject: Any = None
    PassThru: Any = False

    def process(self) -> None:
        for place in self.places():
            self.guarded(self._set, place)

    def _pairs(self) -> list[tuple[str, Any]]:
        if self.InputObject is not None:
            views = members.properties_of(self.session, self.InputObject)
            return [(view.name, members.get_property(self.session, self.InputObject, view.name)) for view in views]
        return [(str(self.Name), self.Value)]

    def _set(self, place: Location) -> None:
        from pwsh_emu.runtime.conversion import to_string

        item = self.item_at(place)
        kind = "Directory" if place.provider.is_container(self.session, place.path) else "File"
        for name, value in self._pairs():
            if not self.should_process(f"Item: {place.path} Property: {name} Value: {to_string(self.session, value)}", f"Set Property {kind}"):
                continue
            if not any(view.name.lower() == name.lower() for view in members.properties_of(self.session, item)):
                message = f"The property {name} does not exist or was not found."
                self.write_error(self.error("System.IO.IOException", message, "SetPropertyError", "ReadError", name))
                continue
            members.set_property(self.session, item, name, value)
        if self.PassThru:
            self.write(item)


class _RegistryOnly(_Properties):
    """The file system has no properties that could be made, copied or removed."""

    def process(self) -> None:
        for _place in self.places():
            raise self.terminate(not_supported().record)


@implements("New-ItemProperty")
class NewItemProperty(_RegistryOnly):
    """Creates a new property for an item and sets its value."""


@implements("Remove-ItemProperty")
class RemoveItemProperty(_RegistryOnly):
    """Deletes the property and its value from an item."""


@implements("Rename-ItemProperty")
class RenameItemProperty(_RegistryOnly):
    """Renames a property of an item."""


@implements("Copy-ItemProperty")
class CopyItemProperty(_RegistryOnly):
    """Copies a property and value from a specified location to another location."""


@implements("Move-ItemProperty")
class MoveItemProperty(_RegistryOnly):
    """Moves a property from one location to another."""


@implements("Clear-ItemProperty")
class ClearItemProperty(_Properties):
    """Clears the value of a property but does not delete the property."""

    PassThru: Any = False

    def process(self) -> None:
        for place in self.places():
            self.guarded(self._clear, place)

    def _clear(self, place: Location) -> None:
        """Clear a file's or folder's attributes, the one property that can be cleared."""
        item = self.item_at(place)
        name = str(self.Name)
        if name.lower() != "attributes":
            message = "The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared."
            raise ProviderError(f"{AUTOMATION}PSArgumentException", message, "Argument", "InvalidArgument", terminating=True)
        kind = "Directory" if place.provider.is_container(self.session, place.path) else "File"
        if not self.should_process(f"Item: {place.path} Property: {name}", f"Clear Property {kind}"):
            return
        members.set_property(self.session, item, "Attributes", "Normal")
        if self.PassThru:
            value = members.get_property(self.session, item, "Attributes")
            self.write(with_provider_properties(PSCustomObject({name: value}), place))
