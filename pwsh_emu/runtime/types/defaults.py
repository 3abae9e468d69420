"""The default value of value types, which ``[T]::new()`` gives where there is no constructor without parameters."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import values
from pwsh_emu.runtime.typesystem import EnumType, PSType

_ZERO: dict[str, Any] = {
    "System.Int32": 0, "System.Int64": values.Int64(0), "System.Int16": values.Int16(0),
    "System.SByte": values.SByte(0), "System.Byte": values.Byte(0),
    "System.UInt16": values.UInt16(0), "System.UInt32": values.UInt32(0), "System.UInt64": values.UInt64(0), "System.Double": 0.0,
    "System.Single": values.Single(0.0), "System.Decimal": values.Decimal(0), "System.Boolean": False, "System.Char": values.Char("\0"),
    "System.Numerics.BigInteger": values.BigInteger(0),
}  # fmt: skip
# Value types whose classes here can be made without arguments for their default: full name to (module, class).
_MADE = {
    "System.TimeSpan": ("timespans", "TimeSpan"), "System.DateOnly": ("dateonly", "DateOnly"),
    "System.TimeOnly": ("timeonly", "TimeOnly"), "System.DateTimeOffset": ("datetimeoffsets", "DateTimeOffset"),
    "System.Collections.DictionaryEntry": ("entries", "DictionaryEntry"), "System.IntPtr": ("marshalling", "IntPtr"),
    "System.Management.Automation.Host.Size": ("rawui", "Size"), "System.Management.Automation.Host.Coordinates": ("rawui", "Coordinates"),
    "System.Management.Automation.Host.Rectangle": ("rawui", "Rectangle"), "System.Drawing.Point": ("drawing", "Point"),
    "System.Drawing.Size": ("drawing", "Size"),
}  # fmt: skip


def default_value(ps_type: PSType) -> Any:
    """Return ``default(T)``; `members.MISSING` where it is not known."""
    from pwsh_emu.runtime.members import MISSING

    name = ps_type.full_name
    if name in _ZERO:
        return _ZERO[name]
    if isinstance(ps_type, EnumType):
        return ps_type.value(0)
    made = _MADE.get(name)
    if made is not None:
        from importlib import import_module

        return getattr(import_module(f"pwsh_emu.runtime.types.{made[0]}"), made[1])()
    if name == "System.DateTime":
        from pwsh_emu.runtime.types.datetimes import DateTime

        return DateTime(0)
    if name == "System.Guid":
        from uuid import UUID

        from pwsh_emu.runtime.types.guids import Guid

        return Guid(UUID(int=0))
    if name == "System.Management.Automation.SwitchParameter":
        return values.SwitchParameter(False)
    if ps_type.definition == "System.Nullable`1":
        return None
    if not ps_type.is_value_type:
        return None
    return MISSING


def zero_of(ps_type: PSType) -> Any:
    """Return what a new array or an unset property of a type holds: the default value, or $null."""
    from pwsh_emu.runtime.members import MISSING

    found = default_value(ps_type)
    return None if found is MISSING else found
