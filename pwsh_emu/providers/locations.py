"""Paths: what a user writes (``./a``, ``env:PATH``, ``~/x``, ``FileSystem::/x``, ``*.txt``) turned into places in providers.

The session's drives and current location live here, as ``session.services["drives"]``. Rules: about_Path_Syntax, about_Locations.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from pwsh_emu.providers.base import PathInfo, Provider, ProviderError, ProviderInfo, PSDriveInfo, drive_not_found, path_not_found, provider_not_found
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session


class Location:
    """One place: a drive (None for provider-qualified paths), its provider and the internal path there."""

    __slots__ = ("drive", "info", "path")

    def __init__(self, info: ProviderInfo, path: str, drive: PSDriveInfo | None) -> None:
        self.info = info
        self.path = path
        self.drive = drive

    @property
    def provider(self) -> Provider:
        return self.info.provider

    @property
    def shown(self) -> str:
        """The path as messages and $PWD show it."""
        drive = self.drive
        if drive is None:
            return self.path
        if self.provider.flat:
            return f"{drive.name}:/{self.path}"
        if drive.name == "/":
            return self.path
        below = self.path[len(drive.root.rstrip("/")) :].lstrip("/")
        return f"{drive.name}:/{below}"

    def at(self, path: str) -> Location:
        """Return another place in the same drive."""
        return Location(self.info, path, self.drive)

    def path_info(self, ending: str = "") -> PathInfo:
        """Return the place as Resolve-Path tells it, with the separator that it was written with at its end."""
        return PathInfo(self.drive, self.info, self.path + ending, self.shown + ending)


def _flat(path: str) -> str:
    """Return the name that a path means where there are no folders: ``.`` and ``..`` are the drive itself."""
    name = path.replace("\\", "/").strip("/")
    while name.startswith(("./", "../")):
        name = name.partition("/")[2]
    return "" if name in (".", "..") else name


class Drives:
    """The providers and drives of a session, its current location and the stacks of Push-Location."""

    def __init__(self, session: Session, infos: list[ProviderInfo]) -> None:
        self.session = session
        self.infos = infos
        self.current: PSDriveInfo = infos[0].drives[0]
        self.current.current = session.location
        self.stacks: dict[str, list[Location]] = {}
        self.stack_name = "default"
        self.previous: list[Location] = []
        self.following: list[Location] = []

    # --- drives ---
    def provider_info(self, name: str) -> ProviderInfo:
        """Return a provider by short or module-qualified name; ProviderError where there is none."""
        wanted = name.lower()
        for info in self.infos:
            if wanted in (info.provider.name.lower(), info.provider.full_name.lower()):
                return info
        raise provider_not_found(name)

    def all(self) -> list[PSDriveInfo]:
        """Return the drives that can be seen from the current scope: a local one hides another of its name further out."""
        found: dict[str, PSDriveInfo] = {}
        for scope in self.session.scope.chain():
            for drive in self.in_scope(scope):
                found.setdefault(drive.name.lower(), drive)
        return list(found.values())

    def in_scope(self, scope: Scope) -> list[PSDriveInfo]:
        """Return the drives of one scope; the global one's are those that the providers hold."""
        if scope.parent is None:
            return [drive for info in self.infos for drive in info.drives]
        return list(scope.drives.values()) if scope.drives else []

    def find(self, name: str) -> PSDriveInfo | None:
        wanted = name.lower()
        drives = (drive for scope in self.session.scope.chain() for drive in self.in_scope(scope))
        return next((drive for drive in drives if drive.name.lower() == wanted), None)

    def add(self, drive: PSDriveInfo, scope: Scope | None = None) -> None:
        """Put a drive into a scope, the global one where none is given: it is gone when its scope is."""
        if scope is None or scope.parent is None:
            drive.info.drives.append(drive)
            return
        if scope.drives is None:
            scope.drives = {}
        scope.drives[drive.name.lower()] = drive

    def remove(self, drive: PSDriveInfo) -> None:
        for scope in self.session.scope.chain():
            if scope.drives and scope.drives.get(drive.name.lower()) is drive:
                del scope.drives[drive.name.lower()]
                return
        drive.info.drives.remove(drive)

    # --- the current location ---
    @property
    def here(self) -> Location:
        return Location(self.current.info, self.current.current, self.current)

    def go(self, place: Location) -> None:
        """Make a place the current location."""
        before = self.here
        drive = place.drive or self.infos[0].drives[0]
        drive.current = place.path
        self.current = drive
        self.session.location = Location(place.info, place.path, drive).shown
        if self.session.services.get("location changed action") is not None:
            from pwsh_emu.runtime.types.commandintrinsics import location_changed

            location_changed(self.session, before.path_info(), self.here.path_info())

    # --- from text to place ---
    def locate(self, path: str) -> Location:
        """Return the place that a literal path names; whether anything is there is another question.

        Raises ProviderError for a drive or provider that does not exist.
        """
        if "::" in path:
            name, _, rest = path.partition("::")
            info = self.provider_info(name)
            return self._inside(info, rest, info.drives[0])
        name, colon, rest = path.partition(":")
        if colon and "/" not in name and "\\" not in name and name:
            drive = self.find(name)
            if drive is None:
                if not self.current.provider.flat and self.session.services["files"].exists(self._normal(self.current.current, path)):
                    return self._inside(self.current.info, path, self.current)
                raise drive_not_found(name)
            return self._on(drive, rest)
        if path.startswith("~") and (len(path) == 1 or path[1] in "/\\"):
            home = os.environ.get("HOME", "/")
            return self._inside(self.infos[0], home + path[1:].replace("\\", "/"), self.infos[0].drives[0])
        if path.startswith(("/", "\\")):
            files = self.infos[0]  # "/" is the name of a drive: what begins so is on it wherever one stands
            return self._inside(files, path, files.drives[0])
        return self._inside(self.current.info, path, self.current)

    def file_at(self, path: str) -> str | None:
        """Return the path in the file system that a path names; None where it names no place, or one of another provider."""
        try:
            place = self.locate(path)
        except ProviderError:
            return None
        return None if place.provider.flat else place.path

    def _on(self, drive: PSDriveInfo, rest: str) -> Location:
        """Return a place on a drive: ``X:rest`` is relative to the drive's own location, ``X:/rest`` to its root."""
        if drive.provider.flat:
            return Location(drive.info, _flat(rest), drive)
        rest = rest.replace("\\", "/")
        base = drive.root if rest.startswith("/") else drive.current
        return Location(drive.info, self._normal(base, rest.lstrip("/") if rest.startswith("/") else rest), drive)

    def _inside(self, info: ProviderInfo, path: str, drive: PSDriveInfo | None) -> Location:
        if info.provider.flat:
            return Location(info, _flat(path), drive)
        text = path.replace("\\", "/")
        if text.startswith("/"):
            root = drive.root if drive is not None and drive.name != "/" else "/"
            return Location(info, self._normal(root, text.lstrip("/")), drive)
        return Location(info, self._normal((drive or self.current).current, text), drive)

    @staticmethod
    def _normal(base: str, rest: str) -> str:
        if not rest:
            return base
        return os.path.normpath(os.path.join(base, rest)).replace("//", "/")

    def expand(self, path: str, *, literal: bool = False, force: bool = False, must_exist: bool = True) -> Iterator[Location]:
        """Yield the places that a path names, wildcards expanded. A path without wildcards that leads nowhere raises
        path_not_found where ``must_exist``; a pattern that matches nothing yields nothing."""
        if literal or not has_wildcards(path):
            place = self.locate(path if literal else unescape(path))
            if must_exist and not place.provider.exists(self.session, place.path):
                raise path_not_found(place.shown)
            yield place
            return
        yield from self._glob(path, force)

    def _glob(self, path: str, force: bool) -> Iterator[Location]:
        """Expand a pattern segment by segment from the deepest folder that is written without wildcards."""
        text = path.replace("\\", "/")
        head, segments = self._split_pattern(text)
        root = self.locate(head)
        places = [root]
        for index, segment in enumerate(segments):
            last = index == len(segments) - 1
            found: list[Location] = []
            for place in places:
                found.extend(self._matching(place, segment, last, force))
            places = found
        yield from places

    @staticmethod
    def _split_pattern(text: str) -> tuple[str, list[str]]:
        prefix = ""
        if "::" in text:
            prefix, _, text = text.partition("::")
            prefix += "::"
        elif ":" in text.split("/")[0]:
            prefix, _, text = text.partition(":")
            prefix += ":"
        segments = text.split("/")
        fixed: list[str] = []
        while segments and not has_wildcards(segments[0]):
            fixed.append(unescape(segments.pop(0)))
        head = "/".join(fixed)
        if fixed == [""]:
            head = "/"
        return prefix + head if prefix or head else ".", [segment for segment in segments if segment]

    def _matching(self, place: Location, segment: str, last: bool, force: bool) -> Iterator[Location]:
        provider = place.provider
        if segment in (".", ".."):
            yield place.at(os.path.normpath(place.path + "/" + segment))
            return
        if not has_wildcards(segment):
            path = provider.child(place.path, unescape(segment))
            if provider.exists(self.session, path):
                yield place.at(path)
            return
        if not provider.is_container(self.session, place.path):
            return
        pattern = WildcardPattern(segment, True)
        try:
            names = provider.child_names(self.session, place.path, force or segment.startswith("."))
        except OSError:
            return
        for name in names:
            if pattern.matches(name):
                path = provider.child(place.path, name)
                if last or provider.is_container(self.session, path):
                    yield place.at(path)


def drives_of(session: Session) -> Drives:
    """Return the drives of a session."""
    drives: Drives = session.services["drives"]
    return drives
