"""Paths as texts and places: Test-Path, Resolve-Path, Convert-Path, Join-Path, Split-Path."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.providers.base import ProviderError, bad_argument
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.wildcard import has_wildcards


@implements("Test-Path")
class TestPath(ItemCmdlet):
    """Determines whether all elements of a path exist."""

    PathType: Any = None
    IsValid: Any = False
    NewerThan: Any = None
    OlderThan: Any = None

    def process(self) -> None:
        literal = "LiteralPath" in self.bound
        paths = self.LiteralPath if literal else self.Path
        if paths is None or (isinstance(paths, list) and not paths):
            self._null_path()
            return
        for path in as_list(paths):
            if path is None:
                self._null_path()
            else:
                self.write(self._test(str(path), literal))

    def _null_path(self) -> None:
        message = "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')"
        self.write_error(ErrorRecord(ExceptionObject("System.ArgumentNullException", message), "NullPathNotPermitted", "InvalidArgument"))

    def _test(self, path: str, literal: bool) -> bool:
        if not path.strip():
            return False
        if self.IsValid:
            return self._valid(path)
        try:
            return any(self._fits(place) for place in self.drives.expand(path, literal=literal, force=True))
        except (ProviderError, OSError):
            return False
        except PSError as error:
            if literal or not error.record.exception.type_name.endswith(".WildcardPatternException"):
                raise
            return self._test(path, True)  # a bracket that is not closed is a character of a name

    def _valid(self, path: str) -> bool:
        """Tell whether something could be at a path, which has a drive that is there."""
        try:
            place = self.drives.locate(path)
        except ProviderError:
            return False
        return bool(place.path) if place.provider.flat else ":" not in place.path.rpartition("/")[2] and "\0" not in place.path

    def _fits(self, place: Location) -> bool:
        self.refuse_credential(place)
        if not self.selected(place):
            return False
        kind = str(self.PathType).lower() if self.PathType is not None else "any"
        container = place.provider.is_container(self.session, place.path)
        if kind != "any" and (kind == "container") != container:
            return False
        if (self.NewerThan is None and self.OlderThan is None) or place.provider.flat:
            return True
        from pwsh_emu.runtime import operators
        from pwsh_emu.runtime.members import get_property

        written = get_property(self.session, place.provider.item(self.session, place.path), "LastWriteTime")
        if self.NewerThan is not None and not operators.gt(self.session, written, self.NewerThan, True):
            return False
        return self.OlderThan is None or bool(operators.lt(self.session, written, self.OlderThan, True))


@implements("Resolve-Path")
class ResolvePath(ItemCmdlet):
    """Resolves the wildcard characters in a path, and displays the path contents."""

    Relative: Any = False
    RelativeBasePath: Any = None

    def process(self) -> None:
        here = self.drives.here
        if self.RelativeBasePath is None:
            self._resolve(here)
            return
        base = next(self.places_of(str(self.RelativeBasePath), False), None)
        if base is None:
            return
        drives = self.drives
        drive = base.drive or here.drive or drives.current
        before = drives.current, drive.current
        drives.current, drive.current = drive, base.path
        try:
            self._resolve(base)
        finally:
            drives.current, drive.current = before

    def _resolve(self, base: Location) -> None:
        for place, ending in self.ended_places():
            self.write(_relative(place, base, ending) if self.Relative else place.path_info(ending))


def _relative(place: Location, base: Location, ending: str) -> str:
    """Return a path as it is written from a folder; one on another drive that does not hold it stays whole."""
    root = "/" if base.drive is None else base.drive.root
    if place.provider.flat or (place.drive is not base.drive and not f"{place.path}/".startswith(root.rstrip("/") + "/")):
        return place.shown + ending
    if place.path == base.path:
        name = os.path.basename(place.path)
        return "./" if place.shown.endswith("/") or ending or not name else f"../{name}"
    below = os.path.relpath(place.path, base.path)
    if base.path.startswith(place.path.rstrip("/") + "/"):  # a folder above is named from the one above it
        return f"../{below}/{os.path.basename(place.path)}"
    return below if below.startswith("../") else f"./{below}"


@implements("Convert-Path")
class ConvertPath(ItemCmdlet):
    """Converts a path from a PowerShell path to a PowerShell provider path."""

    def process(self) -> None:
        for place, ending in self.ended_places():
            self.write(place.path + ending)


@implements("Join-Path")
class JoinPath(ItemCmdlet):
    """Combines a path and a child path into a single path."""

    ChildPath: Any = None
    AdditionalChildPath: Any = None
    Resolve: Any = False
    Extension: Any = None

    def process(self) -> None:
        rest = "/".join(str(part) for part in [*as_list(self.ChildPath), *as_list(self.AdditionalChildPath)] if part is not None)
        for path in as_list(self.Path):
            self.guarded(self._join, str(path), rest)

    def _join(self, path: str, rest: str) -> None:
        name, colon, below = path.partition(":")
        if colon and "/" not in name and "\\" not in name and "::" not in path:
            drive = self.drives.find(name)
            if drive is None:
                self.drives.locate(path)
            else:
                path = f"{drive.name}:{below}" if below else f"{drive.name}:/"
        if self.Credential is not None:
            self.refuse_credential(self.drives.here)
        joined = join(path, rest)
        if self.Extension:
            joined = os.path.splitext(joined)[0] + "." + str(self.Extension).lstrip(".")
        if not self.Resolve:
            self.write(joined)
            return
        for place in self.drives.expand(joined):
            self.write(place.shown)


def join(path: str, child: str) -> str:
    """Return two parts of a path with one separator between them."""
    path, child = path.replace("\\", "/"), child.replace("\\", "/")
    while "//" in child:
        child = child.replace("//", "/")
    return path.rstrip("/") + "/" + child.lstrip("/") if path else child


@implements("Split-Path")
class SplitPath(ItemCmdlet):
    """Returns the specified part of a path."""

    Leaf: Any = False
    LeafBase: Any = False
    Extension: Any = False
    Parent: Any = False
    Qualifier: Any = False
    NoQualifier: Any = False
    IsAbsolute: Any = False
    Resolve: Any = False

    def process(self) -> None:
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            self.guarded(self._split, str(path), literal)

    def _split(self, path: str, literal: bool) -> None:
        if self.Credential is not None:
            self.refuse_credential(self.drives.here)
        if self.Resolve:
            if not has_wildcards(path):
                place = next(iter(self.drives.expand(path, literal=literal)))
                self.write(self._part(place.shown))
                return
            for place in self.drives.expand(path, literal=literal):
                self.write(self._part(place.shown))
            return
        self.write(self._part(path))

    def _part(self, path: str) -> Any:
        if self.IsAbsolute:
            return path.replace("\\", "/").startswith("/") or self._qualifier(path) is not None
        if self.Qualifier:
            name, colon, _ = path.partition(":")
            if not colon:
                message = f"Cannot parse path because path '{path}' does not have a qualifier specified."
                raise ProviderError("System.FormatException", message, "ParsePathFormatError", "InvalidArgument", path)
            return self._qualifier(path) or name + ":"
        if self.NoQualifier:
            return path[len(self._qualifier(path) or "") :]
        if self.Leaf or self.LeafBase or self.Extension:
            leaf = self._leaf(path)
            base, dot, extension = leaf.rpartition(".") if "." in leaf else (leaf, "", "")
            return (dot + extension if extension else "") if self.Extension else base if self.LeafBase else leaf
        return self._parent(path)

    @staticmethod
    def _qualifier(path: str) -> str | None:
        if "::" in path:
            return path.partition("::")[0] + "::"
        name, colon, _ = path.partition(":")
        return name + ":" if colon and name and "/" not in name else None

    def _leaf(self, path: str) -> str:
        """Return the last part of a path, which is a full one first: of the current folder, of the home folder."""
        try:
            place = self.drives.locate(path)
        except ProviderError as error:
            if error.exception.type_name != "System.Management.Automation.DriveNotFoundException":
                raise
            return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
        if place.provider.flat:
            return place.path
        return place.path.rstrip("/").rpartition("/")[2] or place.path

    def _parent(self, path: str) -> str:
        qualifier = self._qualifier(path) or ("/" if path[:1] in ("/", "\\") else "")
        below = path[len(qualifier) :].replace("\\", "/")
        if qualifier == "/":
            below = below.lstrip("/")
        if not below:
            raise bad_argument("path")
        if self._of_flat_provider(path):
            return ""
        parent, separator, _ = below.rstrip("/").rpartition("/")
        if not parent:
            parent = separator
        return qualifier + parent if parent else ""

    def _of_flat_provider(self, path: str) -> bool:
        try:
            return bool(self.drives.locate(path).provider.flat)
        except ProviderError:
            return False
