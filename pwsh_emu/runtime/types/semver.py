"""System.Management.Automation.SemanticVersion."""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.ordering import Ordered

_AUTOMATION = "System.Management.Automation."
_VERSION = re.compile(
    r"(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?(?:\.(0|[1-9]\d*))?(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?", re.ASCII,
)  # fmt: skip


class SemanticVersion(Ordered):
    """Major.minor.patch with an optional pre-release and build label."""

    ps_type = builtin(_AUTOMATION + "SemanticVersion")
    PROPERTY_ORDER = "Major Minor Patch PreReleaseLabel BuildLabel"
    __slots__ = ("BuildLabel", "Major", "Minor", "Patch", "PreReleaseLabel")

    def __init__(self, major: int, minor: int = 0, patch: int = 0, pre_release: str | None = None, build: str | None = None) -> None:
        super().__init__()
        self.Major, self.Minor, self.Patch = major, minor, patch
        self.PreReleaseLabel = pre_release or None
        self.BuildLabel = build or None

    @staticmethod
    def new(*parts: Any) -> SemanticVersion:
        first = parts[0]
        if isinstance(first, str) and len(parts) == 1:
            return SemanticVersion.static_Parse(first)
        if type(first).__name__ == "Version":
            if first.Revision > 0:
                raise failures.not_valid("version")
            return SemanticVersion(first.Major, first.Minor, max(first.Build, 0))
        for name, part in zip(("major", "minor", "patch"), parts, strict=False):
            if isinstance(part, int) and part < 0:
                raise failures.not_valid(name)
        major, minor, patch = ([part for part in parts if isinstance(part, int)] + [0, 0])[:3]
        labels: list[str | None] = [part for part in parts if isinstance(part, str)]
        if len(labels) == 1:
            pre_release, _, build = str(labels[0]).partition("+")
            return SemanticVersion(major, minor, patch, pre_release, build)
        return SemanticVersion(major, minor, patch, *labels)

    @staticmethod
    def static_Parse(text: str | None) -> SemanticVersion:
        if text is None:
            raise NetException(_AUTOMATION + "PSArgumentNullException", "Value cannot be null. (Parameter 'version')")
        if text == "":
            raise NetException("System.FormatException", "version")
        found = _VERSION.fullmatch(text)
        if found is None or any(int(found[part] or 0) > 0x7FFFFFFF for part in (1, 2, 3)):
            raise NetException("System.FormatException", "The input string '' was not in a correct format.")
        return SemanticVersion(int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4], found[5])

    @staticmethod
    def static_TryParse(text: Any, reference: Any) -> bool:
        try:
            reference.value = SemanticVersion.static_Parse(text)
        except NetException:
            reference.value = None
        return reference.value is not None

    @property
    def place(self) -> tuple[Any, ...]:
        if not self.PreReleaseLabel:
            return (self.Major, self.Minor, self.Patch, 1, ())
        parts = tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.PreReleaseLabel.split("."))
        return (self.Major, self.Minor, self.Patch, 0, parts)

    def CompareTo(self, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, SemanticVersion):
            raise failures.argument("other must be a semantic version.", "version")
        return (self > other) - (self < other)

    def ToString(self) -> str:
        return str(self)

    def __str__(self) -> str:
        text = f"{self.Major}.{self.Minor}.{self.Patch}"
        if self.PreReleaseLabel:
            text += f"-{self.PreReleaseLabel}"
        return text + (f"+{self.BuildLabel}" if self.BuildLabel else "")

    @staticmethod
    def static_Compare(left: Any, right: Any) -> int:
        return (0 if right is None else -1) if left is None else int(left.CompareTo(right))

    @staticmethod
    def static_op_Implicit(value: SemanticVersion) -> Any:
        from pwsh_emu.runtime.types.versions import Version

        return Version(value.Major, value.Minor, value.Patch)

    @staticmethod
    def static_op_LessThan(left: Any, right: Any) -> bool:
        return SemanticVersion.static_Compare(left, right) < 0

    @staticmethod
    def static_op_GreaterThan(left: Any, right: Any) -> bool:
        return SemanticVersion.static_Compare(left, right) > 0

    @staticmethod
    def static_op_LessThanOrEqual(left: Any, right: Any) -> bool:
        return SemanticVersion.static_Compare(left, right) <= 0

    @staticmethod
    def static_op_GreaterThanOrEqual(left: Any, right: Any) -> bool:
        return SemanticVersion.static_Compare(left, right) >= 0


TYPES = {_AUTOMATION + "SemanticVersion": SemanticVersion}
