"""What Group-Object and Measure-Object give: GroupInfo, GenericMeasureInfo and TextMeasureInfo."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_NAMESPACE = "Microsoft.PowerShell.Commands."


class GroupInfo(DotNetObject):
    """A group: ``Values`` are its keys, ``Group`` its objects."""

    ps_type = builtin(_NAMESPACE + "GroupInfo")
    PROPERTY_ORDER = "Values Count Group Name"
    __slots__ = ("Count", "Group", "Name", "Values")

    def __init__(self, name: str, values: Any, group: Any, count: int) -> None:
        super().__init__()
        self.Name = name
        self.Values = values
        self.Group = group
        self.Count = count


class GroupInfoNoElement(GroupInfo):
    """A group whose objects were not kept."""

    ps_type = builtin(_NAMESPACE + "GroupInfoNoElement")
    __slots__ = ()


class GenericMeasureInfo(DotNetObject):
    """What Measure-Object tells of numbers. ``Maximum`` and ``Minimum`` of other things make it a GenericObjectMeasureInfo."""

    ps_type = builtin(_NAMESPACE + "GenericMeasureInfo")
    PROPERTY_ORDER = "Count Average Sum Maximum Minimum StandardDeviation Property"
    __slots__ = ("Average", "Count", "Maximum", "Minimum", "Property", "StandardDeviation", "Sum")

    def __init__(self, count: int, name: str | None) -> None:
        super().__init__()
        self.Count = count
        self.Average: Any = None
        self.Sum: Any = None
        self.Maximum: Any = None
        self.Minimum: Any = None
        self.StandardDeviation: Any = None
        self.Property = name


class GenericObjectMeasureInfo(GenericMeasureInfo):
    """As GenericMeasureInfo, with Maximum and Minimum of any type."""

    ps_type = builtin(_NAMESPACE + "GenericObjectMeasureInfo")
    __slots__ = ()


class TextMeasureInfo(DotNetObject):
    """What Measure-Object tells of texts."""

    ps_type = builtin(_NAMESPACE + "TextMeasureInfo")
    PROPERTY_ORDER = "Lines Words Characters Property"
    __slots__ = ("Characters", "Lines", "Property", "Words")

    def __init__(self, name: str | None) -> None:
        super().__init__()
        self.Lines: int | None = None
        self.Words: int | None = None
        self.Characters: int | None = None
        self.Property = name


TYPES: dict[str, type] = {
    _NAMESPACE + "GroupInfo": GroupInfo,
    _NAMESPACE + "GroupInfoNoElement": GroupInfoNoElement,
    _NAMESPACE + "GenericMeasureInfo": GenericMeasureInfo,
    _NAMESPACE + "GenericObjectMeasureInfo": GenericObjectMeasureInfo,
    _NAMESPACE + "TextMeasureInfo": TextMeasureInfo,
}
