"""TestDrive: a folder of its own for a container's tests; what a block leaves in it is taken away when the block ends."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

NAME = "TestDrive"


class TestDrive:
    """The drive ``TestDrive:`` and its folder, from ``create`` to ``remove``."""

    __test__ = False  # pytest: not a class of tests

    def __init__(self, session: Session) -> None:
        self.session = session
        self.files = session.services["files"]
        self.drives = session.services["drives"]
        self.path = ""
        self.drive: Any = None
        self.before: Any = None

    def create(self) -> None:
        """Make the folder, the drive and ``$TestDrive``."""
        import uuid

        from pwsh_emu.providers.base import PSDriveInfo

        root = (self.session.services.get("environment") or {}).get("TMPDIR", "/tmp").rstrip("/") or "/tmp"
        self.path = f"{root}/{uuid.uuid4()}"
        self.files.make_directories(self.path)
        info = self.drives.provider_info("FileSystem")
        self.before = self.drives.find(NAME)
        if self.before is not None:
            self.drives.remove(self.before)
        self.drive = PSDriveInfo(NAME, info, self.path, "Pester test drive")
        self.drives.add(self.drive)

    def content(self) -> set[str]:
        """Return the paths of all that is in the folder."""
        return set(self._below(self.path))

    def _below(self, folder: str) -> list[str]:
        found = []
        for name in self.files.names(folder):
            path = f"{folder}/{name}"
            found.append(path)
            if self.files.is_directory(path) and not os.path.islink(path):
                found.extend(self._below(path))
        return found

    def restore(self, content: set[str]) -> None:
        """Remove what was not there before."""
        for path in sorted(self.content() - content, reverse=True):
            self.files.remove(path)

    def remove(self) -> None:
        """Take the drive and its folder away; a location inside it goes back to the root."""
        if self.drives.current is self.drive:
            from pwsh_emu.providers.locations import Location

            root = self.drives.provider_info("FileSystem").drives[0]
            self.drives.go(Location(root.info, root.current, root))
        self.drives.remove(self.drive)
        if self.before is not None:
            self.drives.add(self.before)
        self.restore(set())
        self.files.remove(self.path)
