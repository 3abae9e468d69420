"""System.Version."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.ordering import Ordered

_PARTS_MESSAGE = "Version string portion was too short or too long. (Parameter 'input')"


class Version(Ordered):
    """Two to four numbers; those that were not given are -1."""

    ps_type = builtin("System.Version")
    PROPERTY_ORDER = "Major Minor Build Revision MajorRevision MinorRevision"
    __slots__ = ("Build", "Major", "Minor", "Revision")

    def __init__(self, major: int = 0, minor: int = 0, build: int = -1, revision: int = -1) -> None:
        super().__init__()
        self.Major, self.Minor, self.Build, self.Revision = major, minor, build, revision

    @staticmethod
    def new(*parts: Any) -> Version:
        if len(parts) == 1 and isinstance(parts[0], str):
            return Version.static_Parse(parts[0])
        for name, part in zip(("major", "minor", "build", "revision"), parts, strict=False):
            if part < 0:
                raise failures.negative(name, part)
        return Version(*(int(part) for part in parts))

    @staticmethod
    def static_Parse(text: str) -> Version:
        parts = str(text).split(".")
        if not 2 <= len(parts) <= 4:
            raise NetException("System.ArgumentException", _PARTS_MESSAGE)
        numbers = []
        for part in parts:
            digits = part.strip().removeprefix("+").removeprefix("-")
            if not (digits.isascii() and digits.isdigit()):
                raise NetException("System.FormatException", f"The input string '{part}' was not in a correct format.")
            number = int(part)
            if not -0x80000000 <= number <= 0x7FFFFFFF:
                raise failures.overflow("Value was either too large or too small for an Int32.")
            if number < 0:
                raise failures.negative("input", number)
            numbers.append(number)
        return Version(*numbers)

    @staticmethod
    def static_TryParse(text: Any, result: Any) -> bool:
        try:
            result.value = Version.static_Parse(str(text))
        except NetException:
            return False
        return True

    def get_MajorRevision(self) -> int:
        return -1 if self.Revision < 0 else self.Revision >> 16

    def get_MinorRevision(self) -> int:
        return -1 if self.Revision < 0 else self.Revision & 0xFFFF

    @property
    def place(self) -> tuple[int, int, int, int]:
        return self.Major, self.Minor, self.Build, self.Revision

    def ToString(self, count: Any = None, *rest: Any) -> str:
        parts = [part for part in self.place if part >= 0]
        return ".".join(str(part) for part in (parts if not isinstance(count, int) else parts[:count]))

    def __str__(self) -> str:
        return self.ToString()


TYPES = {"System.Version": Version}
