"""What cmdlets that take -Path, -LiteralPath, -Filter, -Include and -Exclude share: from those to places, with errors reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import Drives, Location, drives_of
from pwsh_emu.runtime.command import Cmdlet, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.values import Extensible, PSCustomObject, PSObject
from pwsh_emu.runtime.wildcard import WildcardPattern


class ItemCmdlet(Cmdlet):
    """Base of the cmdlets that work on provider items."""

    Path: Any = None
    LiteralPath: Any = None
    Filter: Any = None
    Include: Any = None
    Exclude: Any = None
    Force: Any = False
    Credential: Any = None
    takes_options = False  # whether aliases and functions bring -Options

    def dynamic_parameters(self) -> dict[str, ParameterMetadata] | None:
        """Return the parameters that the first path's drive (or the location's) brings."""
        dynamic = self.info.metadata.dynamic
        if not dynamic and not self.takes_options:
            return None
        paths = as_list(self.LiteralPath if self.LiteralPath is not None else self.Path)
        try:
            place = self.drives.locate(str(paths[0])) if paths else self.drives.here
        except ProviderError:
            return dynamic
        if self.takes_options and place.provider.name in ("Alias", "Function"):
            options = ParameterMetadata("Options", "System.Management.Automation.ScopedItemOptions")
            options.sets["__AllParameterSets"] = ParameterSetEntry()
            options.dynamic = True
            return {"Options": options}
        return None if place.provider.flat else dynamic

    @property
    def drives(self) -> Drives:
        return drives_of(self.session)

    def fail(self, error: ProviderError) -> None:
        """Report a provider's error: non-terminating, or by raising where it ends the cmdlet."""
        if error.terminating:
            raise self.terminate(error.record)
        self.write_error(error.record)

    def guarded(self, action: Callable[..., Any], *arguments: Any) -> Any:
        """Call an action with its arguments and report the provider's error where it fails; None then."""
        try:
            return action(*arguments)
        except ProviderError as error:
            self.fail(error)
            return None

    def places(self, default: str | None = None, *, must_exist: bool = True) -> Iterator[Location]:
        """Yield the places that -Path or -LiteralPath name, filtered by -Filter, -Include and -Exclude."""
        literal = self.LiteralPath is not None
        paths = self.LiteralPath if literal else self.Path
        if paths is None:
            paths = [] if default is None else [default]
        for path in paths if isinstance(paths, list) else [paths]:
            yield from self.places_of(str(path), literal, must_exist=must_exist)

    def ended_places(self) -> Iterator[tuple[Location, str]]:
        """Yield the places that -Path or -LiteralPath name, each with the separator that its path was written with at the end."""
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            text = str(path)
            for place in self.places_of(text, literal):
                ended = text[-1:] in ("/", "\\") and not place.provider.flat and not place.path.endswith("/") and not place.shown.endswith("/")
                yield place, "/" if ended else ""

    def places_of(self, path: str, literal: bool, *, must_exist: bool = True) -> Iterator[Location]:
        """Yield the places of one path; an error is reported and ends that path only."""
        try:
            for place in self.drives.expand(path, literal=literal, force=bool(self.Force), must_exist=must_exist):
                self.refuse_credential(place)
                if self.selected(place):
                    yield place
        except ProviderError as error:
            self.fail(error)

    def refuse_credential(self, place: Location) -> None:
        """Raise where a credential is given: no drive takes one here."""
        if self.Credential is None:
            return
        message = "The provider does not support the use of credentials."
        if place.provider.name == "FileSystem":
            message = "The FileSystem provider supports credentials only on the New-PSDrive cmdlet."
        message += " Perform the operation again without specifying credentials."
        error_id, category = "NotSupported", "NotImplemented"
        if self.info.metadata.dynamic:
            message = f"Cannot retrieve the dynamic parameters for the cmdlet. {message}"
            error_id, category = "GetDynamicParametersException", "InvalidArgument"
        raise self.terminate(self.error("System.Management.Automation.PSNotSupportedException", message, error_id, category))

    def selected(self, place: Location) -> bool:
        """Tell whether -Filter, -Include and -Exclude let a place pass."""
        if not (self.Filter or self.Include or self.Exclude):
            return True
        name = place.path.rpartition("/")[2]
        return self.name_selected(name)

    def name_selected(self, name: str) -> bool:
        if self.Filter:
            from pwsh_emu.providers.filefilter import file_filter

            if not file_filter(str(self.Filter))(name):
                return False
        if self.Include and not any(WildcardPattern(str(pattern), True).matches(name) for pattern in as_list(self.Include)):
            return False
        return not (self.Exclude and any(WildcardPattern(str(pattern), True).matches(name) for pattern in as_list(self.Exclude)))


def as_list(value: Any) -> list[Any]:
    """Return a parameter's values as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def provider_properties(place: Location) -> dict[str, Any]:
    """Return PSPath, PSParentPath, PSChildName, PSDrive and PSProvider of what is at a place."""
    prefix = f"{place.provider.full_name}::"
    parent, name = "", place.path
    if not place.provider.flat:
        folder, _, name = place.path.rpartition("/")
        parent = prefix + (folder or "/") if place.path != "/" else ""
    return {"PSPath": prefix + place.path, "PSParentPath": parent, "PSChildName": name, "PSDrive": place.drive, "PSProvider": place.info}


def with_provider_properties(value: Any, place: Location, *, container: bool | None = None) -> Any:
    """Put the properties of its place and PSIsContainer on an item and return it."""
    if not isinstance(value, Extensible):
        value = PSObject(value)
    table: dict[str, Any] | None = value.members if type(value) is PSCustomObject else value.extended
    if table is None:
        table = value.extended = {}
    found = provider_properties(place)
    session = None if place.provider.flat else getattr(value, "session", None)
    if session is not None:
        from pwsh_emu.runtime.types.unixstat import CommonStat

        drive, provider = found.pop("PSDrive"), found.pop("PSProvider")
        found.update(UnixStat=CommonStat(session, place.path), PSDrive=drive, PSProvider=provider)
    table.update(found)
    if container is not None:
        table["PSIsContainer"] = container
    return value
